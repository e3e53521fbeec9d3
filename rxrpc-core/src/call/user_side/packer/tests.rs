//! Packing.

use super::*;
use proptest::prelude::*;

/// Packs for a class that adds nothing.
fn pack(
    side: &mut Packer,
    data: &[u8],
    more: bool,
    capacity: usize,
    space: usize,
) -> (Vec<PacketBuffer>, usize, bool) {
    let shape = Shape { head: 0, capacity, tail: 0 };
    let Packing { packets, taken, done, .. } = side.pack(data, Memory::Own, more, &shape, space);
    (packets.into_vec(), taken, done)
}

fn lengths(packets: &[PacketBuffer]) -> Vec<(usize, bool)> {
    packets.iter().map(|packet| (packet.data_len(), packet.is_last())).collect()
}

#[test]
fn an_empty_end_is_an_empty_last_packet() {
    let (packets, taken, done) = pack(&mut Packer::default(), b"", false, 10, 5);
    assert_eq!((lengths(&packets), taken, done), (vec![(0, true)], 0, true));
}

#[test]
fn a_full_end_is_one_packet() {
    let (packets, _, done) = pack(&mut Packer::default(), &[1; 20], false, 10, 5);
    assert_eq!((lengths(&packets), done), (vec![(10, false), (10, true)], true));
}

#[test]
fn more_keeps_the_rest_until_it_fills_a_packet() {
    let mut side = Packer::default();
    let (packets, taken, done) = pack(&mut side, &[1; 14], true, 10, 5);
    assert_eq!((lengths(&packets), taken, done), (vec![(10, false)], 14, true));
    let (packets, _, done) = pack(&mut side, &[2; 6], false, 10, 5);
    assert_eq!((lengths(&packets), done), (vec![(10, true)], true));
}

#[test]
fn a_capacity_that_shrinks_splits_what_waits() {
    let mut side = Packer::default();
    assert!(pack(&mut side, &[1; 1000], true, 1412, 5).2);
    let (packets, taken, done) = pack(&mut side, &[2; 100], true, 472, 1);
    assert_eq!((lengths(&packets), taken, done), (vec![(472, false)], 0, false));
    let (packets, taken, done) = pack(&mut side, &[2; 100], false, 472, 5);
    assert_eq!((lengths(&packets), taken, done), (vec![(472, false), (156, true)], 100, true));
    let mut side = Packer::default();
    assert!(pack(&mut side, &[1; 944], true, 1412, 5).2);
    let (packets, _, done) = pack(&mut side, &[], false, 472, 5);
    assert_eq!((lengths(&packets), done), (vec![(472, false), (472, true)], true));
}

#[test]
fn no_space_takes_nothing_but_a_partial_packet() {
    let mut side = Packer::default();
    let (packets, taken, done) = pack(&mut side, &[1; 30], false, 10, 2);
    assert_eq!((packets.len(), taken, done), (2, 20, false));
    let (packets, taken, done) = pack(&mut side, &[1; 4], true, 10, 0);
    assert_eq!((packets.len(), taken, done), (0, 4, true));
    let (packets, taken, done) = pack(&mut side, &[], false, 10, 0);
    assert_eq!((packets.len(), taken, done), (0, 0, false), "the end needs a packet");
}

proptest! {
    /// Whatever the pieces and the space, the packets carry the bytes in order, all but the last
    /// are full, and exactly the last one ends the phase.
    #[test]
    fn packing_keeps_every_byte(
        pieces in prop::collection::vec((0usize..70, 1usize..6), 1..8),
        capacity in 1usize..20,
        head in 0usize..5,
        tail in 0usize..5,
    ) {
        let shape = Shape { head, capacity, tail };
        let mut side = Packer::default();
        let mut sent = Vec::new();
        let mut packets = Vec::new();
        for (index, (len, space)) in pieces.iter().enumerate() {
            let more = index + 1 < pieces.len();
            let piece: Vec<u8> = (0..*len).map(|at| (at * 7 + index) as u8).collect();
            let mut taken = 0;
            loop {
                let packing = side.pack(&piece[taken..], Memory::Own, more, &shape, *space);
                prop_assert!(packing.packets.len() <= *space);
                packets.extend(packing.packets);
                taken += packing.taken;
                if packing.done { break; }
            }
            prop_assert_eq!(taken, piece.len());
            sent.extend(piece);
        }
        let mut got = Vec::new();
        for (packet, seq) in packets.iter_mut().zip(1..) {
            prop_assert_eq!(packet.seq(), Seq(seq));
            let [before, data, behind] = packet.parts_mut();
            got.extend_from_slice(data);
            prop_assert_eq!((before.len(), behind.len()), (head, tail));
            prop_assert!(before.iter().chain(&*behind).all(|byte| *byte == 0));
        }
        prop_assert_eq!(got, sent);
        let (end, full) = packets.split_last().expect("at least the end");
        prop_assert!(end.is_last());
        prop_assert!(full.iter().all(|packet| !packet.is_last() && packet.data_len() == capacity));
    }
}

/// Data that waits for more lies behind room for the head, and full packets have the same size on the wire
/// wherever their bytes come from.
#[test]
fn packets_begun_before_and_whole_ones_are_of_one_size() {
    let shape = Shape { head: 8, capacity: 10, tail: 7 };
    let mut side = Packer::default();
    assert!(side.pack(&[1; 4], Memory::Own, true, &shape, 5).done);
    let packing = side.pack(&[1; 26], Memory::Own, false, &shape, 5);
    let sizes: Vec<_> =
        packing.packets.into_iter().map(|packet| packet.into_payload().len()).collect();
    assert_eq!(sizes, [25; 3]);
}

/// Whole packets lie side by side in one block, and what is sent is what was written there: nothing is copied again.
#[test]
fn packets_are_sealed_where_they_lie() {
    let shape = Shape { head: 8, capacity: 10, tail: 7 };
    let mut packets = Packer::default().pack(&[1; 30], Memory::Own, true, &shape, 5).packets;
    packets.iter_mut().for_each(|packet| packet.finish(6, 1));
    let begin = packets[0].bytes_mut().as_ptr() as usize;
    let payloads: Vec<_> = packets.into_iter().map(PacketBuffer::into_payload).collect();
    for (payload, at) in payloads.iter().zip(0..) {
        assert_eq!((payload.as_ptr() as usize, payload.len()), (begin + 25 * at, 24));
    }
}

/// A class whose packets have no room for data does not make packets for ever.
#[test]
fn a_packet_takes_a_byte_at_least() {
    let shape = Shape { head: 0, capacity: 0, tail: 0 };
    let packing = Packer::default().pack(b"abc", Memory::Own, false, &shape, 5);
    assert_eq!(lengths(&packing.packets), [(1, false), (1, false), (1, true)]);
    assert!(packing.done);
}

#[test]
fn whole_packets_are_the_users_own_memory() {
    let shape = Shape { head: 0, capacity: 10, tail: 0 };
    let given = Bytes::from((0..45).collect::<Vec<u8>>());
    let mut side = Packer::default();
    // What waits already is filled up by a copy; what fills no packet waits as a copy.
    assert!(side.pack(&[99; 4], Memory::Own, true, &shape, 5).packets.is_empty());
    let packing = side.pack(&given, Memory::Given(&given), true, &shape, 5);
    let (packets, done) = (packing.packets, packing.done);
    assert_eq!((packing.taken, done), (45, true));
    let payloads: Vec<_> = packets.into_iter().map(PacketBuffer::into_payload).collect();
    assert_eq!(payloads.iter().map(Bytes::len).collect::<Vec<_>>(), [10; 4]);
    for (payload, at) in payloads[1..].iter().zip([6, 16, 26]) {
        assert_eq!(payload.as_ptr(), given[at..].as_ptr());
    }
    let end = side.pack(&given[..1], Memory::Given(&given), false, &shape, 5);
    assert_eq!(lengths(&end.packets), [(10, true)]);
    // The last one need not be full, nor hold anything.
    let last = Packer::default().pack(&given[..12], Memory::Given(&given), false, &shape, 5);
    assert_eq!(lengths(&last.packets), [(10, false), (2, true)]);
    let empty = Packer::default().pack(&[], Memory::Given(&given), false, &shape, 5);
    assert_eq!(lengths(&empty.packets), [(0, true)]);
}

#[test]
fn the_users_memory_is_copied_for_a_class_that_changes_it() {
    let given = Bytes::from_static(b"0123456789");
    let shape = Shape { head: 0, capacity: 5, tail: 0 };
    let mut packets =
        Packer::default().pack(&given, Memory::Given(&given), false, &shape, 5).packets;
    for packet in &mut packets {
        packet.bytes_mut()[0] = b'x';
        packet.finish(0, 7);
    }
    let payloads: Vec<_> = packets.into_iter().map(PacketBuffer::into_payload).collect();
    assert_eq!((&payloads[0][..], &payloads[1][..]), (&b"x1234"[..], &b"x6789"[..]));
    assert_eq!(&given[..], b"0123456789");
    // One that adds something needs room that the user's memory has not.
    let shape = Shape { head: 1, capacity: 5, tail: 2 };
    let packets = Packer::default().pack(&given, Memory::Given(&given), false, &shape, 5).packets;
    assert_eq!(packets[0].data_len(), 5);
}

#[test]
fn copies_in_blocks_carry_the_same_bytes_in_the_same_packets() {
    let shape = Shape { head: 0, capacity: 1412, tail: 0 };
    let (spare, mut random) = (SpareBlocks::new(0), 7_u32);
    let mut next = |below: u32| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ((random >> 8) % below) as usize
    };
    for _ in 0..40 {
        let (mut plain, mut copying) = (Packer::default(), Packer::default());
        for round in (0..4).rev() {
            let (data, space) = (vec![next(256) as u8; next(200_000)], 1 + next(120));
            let mut given = [0, 0];
            loop {
                let one = plain.pack(&data[given[0]..], Memory::Own, round > 0, &shape, space);
                let rest = &data[given[1]..];
                let other = copying.pack_copied(rest, round > 0, &shape, space, &spare);
                assert_eq!(lengths(&other.packets), lengths(&one.packets));
                assert!(other.packets.len() <= space);
                let bytes = |packets: Packets| -> Vec<_> {
                    packets.into_iter().flat_map(PacketBuffer::into_payload).collect()
                };
                let (one_done, other_done) = (one.done, other.done);
                given = [given[0] + one.taken, given[1] + other.taken];
                assert!(bytes(one.packets) == bytes(other.packets));
                assert_eq!((given[0], one_done), (given[1], other_done));
                if one_done {
                    break;
                }
            }
        }
    }
    assert!(spare.len() > 0, "some of it was much");
}

/// Much data that a class changes lies in blocks that are used again when nobody has a packet of them any more.
#[test]
fn sealed_packets_lie_in_blocks_that_are_lent() {
    let shape = Shape { head: 4, capacity: 1408, tail: 8 };
    let (spare, mut side) = (SpareBlocks::new(0), Packer::default());
    let data: Vec<u8> = (0..3 * BLOCK).map(|at| (at % 251) as u8).collect();
    let mut places = Vec::new();
    for _ in 0..2 {
        let packing = side.pack(&data, Memory::Lent(&spare), true, &shape, 1000);
        assert_eq!((packing.taken, packing.done), (data.len(), true));
        let mut packets = packing.packets;
        places.push(packets.last_mut().map(|packet| packet.bytes_mut().as_ptr()));
        let mut got = Vec::new();
        for packet in &mut packets {
            let [before, data, behind] = packet.parts_mut();
            assert_eq!((&*before, &*behind), (&[0; 4][..], &[0; 8][..]));
            got.extend_from_slice(data);
            // What a class writes is not what the next packet in this place begins with.
            packet.bytes_mut().fill(0xff);
        }
        assert_eq!(got, data[..got.len()]);
        assert!(data.len() - got.len() < shape.capacity(), "what fills no packet waits");
        side = Packer::default();
    }
    assert_eq!((places[0], spare.len()), (places[1], 4));
}

/// The packets in order: number, data, and whether it is the last.
fn in_order(mut packing: Packing, head: usize) -> Vec<(Seq, Vec<u8>, bool)> {
    let (before, runs) = packing.take_runs();
    let mut all = Vec::new();
    for packet in &mut packing.packets {
        let (seq, last) = (packet.seq(), packet.is_last());
        all.push((seq, packet.parts_mut()[1].to_vec(), last));
    }
    let mut of_runs = Vec::new();
    for mut run in runs {
        let seqs: Vec<_> = run.packets_mut().map(|packet| packet.seq).collect();
        for (seq, (payload, _, last)) in seqs.into_iter().zip(run.into_packets()) {
            assert_eq!(payload[..head], [0; 8][..head], "room for the head");
            of_runs.push((seq, payload[head..].to_vec(), last));
        }
    }
    all.splice(before..before, of_runs);
    all
}

#[test]
fn runs_carry_the_same_bytes_in_the_same_packets() {
    let shape = Shape { head: 4, capacity: 1412, tail: 4 };
    let (spare, mut random, mut in_runs) = (SpareBlocks::new(0), 7_u32, 0);
    let mut next = |below: u32| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ((random >> 8) % below) as usize
    };
    for _ in 0..60 {
        let (mut plain, mut running) = (Packer::default(), Packer::default());
        for round in (0..4).rev() {
            let (length, space) = ([next(200_000), 1412 * next(90)][next(2)], 1 + next(120));
            let data: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            let mut given = 0;
            loop {
                let one = plain.pack(&data[given..], Memory::Own, round > 0, &shape, space);
                let memory = Memory::LentToRuns(&spare);
                let other = running.pack(&data[given..], memory, round > 0, &shape, space);
                assert_eq!((one.taken, one.done), (other.taken, other.done));
                assert!(other.count() <= space && one.count() == other.count());
                given += one.taken;
                let done = one.done;
                in_runs += other.count() - other.packets.len();
                assert!(in_order(one, 4) == in_order(other, 4));
                if done {
                    break;
                }
            }
        }
    }
    assert!(in_runs > 1000 && spare.len() > 0, "{in_runs}");
}
