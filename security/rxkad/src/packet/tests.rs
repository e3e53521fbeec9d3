use super::*;
use proptest::prelude::*;
use rxrpc_core::wire::{Channel, Cid};
use rxrpc_core::{CallNumber, ServiceId, Side};

const LEVELS: [SecurityLevel; 3] =
    [SecurityLevel::Plain, SecurityLevel::Authenticated, SecurityLevel::Encrypted];

fn cipher(level: SecurityLevel) -> PacketCipher {
    let key = SessionKey::new([0x4a, 0xc8, 0xa7, 0x37, 0x9d, 0x75, 0xb6, 0x37]);
    PacketCipher::of_connection(&key, Epoch(0x9abc_def0), ConnectionId::from_raw(0x10), level)
}

fn call() -> CallIdentity {
    let cid = Cid::new(ConnectionId::from_raw(0x10), Channel::ALL[2]);
    let connection = (Epoch(0x9abc_def0), cid);
    CallIdentity::new(Side::Client, connection, CallNumber(3), ServiceId(1), SecurityIndex::RXKAD)
}

/// Packets with so many bytes each, sealed together.
fn sealed(cipher: &PacketCipher, payload: usize, lengths: &[usize]) -> Vec<ReceivedPacket> {
    let shape = cipher.shape(payload);
    let data: Vec<u8> = (0..2000_u32).map(|at| at as u8 ^ 0x5a).collect();
    let packets = lengths
        .iter()
        .zip(1..)
        .map(|(len, seq)| PacketBuffer::with_data(&data[..*len], &shape, Seq(seq), false));
    let mut packets: Vec<_> = packets.collect();
    cipher.seal(&call(), &mut packets).expect("it seals everything");
    let received = packets.into_iter().map(|packet| ReceivedPacket {
        seq: packet.seq(),
        checksum: packet.checksum(),
        last: false,
        payload: packet.into_payload(),
    });
    received.collect()
}

#[test]
fn full_packets_are_of_one_size_at_every_level() {
    let full = LEVELS.map(|level| {
        let capacity = cipher(level).shape(1416).capacity;
        let packets = sealed(&cipher(level), 1416, &[capacity; 2]);
        assert!(packets.iter().all(|packet| packet.payload.len() == 1416), "{level}");
        capacity
    });
    assert_eq!(full, [1416, 1412, 1408]);
    assert_eq!(LEVELS.map(|level| cipher(level).shape(1412).capacity), [1412, 1408, 1400]);
}

#[test]
fn an_empty_packet_is_one_block_when_it_is_sealed() {
    let len = |level, data| sealed(&cipher(level), 1416, &[data])[0].payload.len();
    assert_eq!(LEVELS.map(|level| len(level, 0)), [0, 8, 8]);
    assert_eq!(LEVELS.map(|level| len(level, 5)), [5, 9, 16]);
}

#[test]
fn what_is_sealed_comes_back() {
    for level in LEVELS {
        let lengths: Vec<usize> = (0..40).chain([1000, 1400]).collect();
        let mut packets = sealed(&cipher(level), 1416, &lengths);
        cipher(level).open(&call(), &mut packets).expect("nobody has changed it");
        for (packet, len) in packets.iter().zip(lengths) {
            let wanted: Vec<u8> = (0..len as u32).map(|at| at as u8 ^ 0x5a).collect();
            assert!(packet.payload == wanted, "{level}, {len} bytes");
        }
    }
}

/// However many are sealed or opened together.
#[test]
fn packets_that_are_sealed_together_open_alone() {
    for (level, count) in LEVELS.into_iter().flat_map(|level| [1, 2, 8, 9, 19].map(|n| (level, n)))
    {
        let lengths: Vec<usize> = (0..count).map(|at| at * 3).collect();
        for (mut packet, len) in sealed(&cipher(level), 1416, &lengths).into_iter().zip(lengths) {
            let opened = cipher(level).open(&call(), std::slice::from_mut(&mut packet));
            assert_eq!((opened, packet.payload.len()), (Ok(()), len), "{level}, {count} together");
        }
    }
}

/// A packet is good for its place only.
#[test]
fn a_packet_of_another_place_does_not_open() {
    for level in LEVELS {
        let packets = sealed(&cipher(level), 1416, &[20]);
        let mut elsewhere = packets.clone();
        elsewhere[0].seq = Seq(2);
        assert_eq!(cipher(level).open(&call(), &mut elsewhere), Err(SEALED_INCONSISTENT));
        let other = CallIdentity::new(
            Side::Client,
            (Epoch(0x9abc_def0), Cid::new(ConnectionId::from_raw(0x10), Channel::ALL[1])),
            CallNumber(3),
            ServiceId(1),
            SecurityIndex::RXKAD,
        );
        assert_eq!(cipher(level).open(&other, &mut packets.clone()), Err(SEALED_INCONSISTENT));
    }
}

/// What peers send behind what counts is passed over, and what they leave out is not.
#[test]
fn bytes_behind_the_data_do_not_matter_and_missing_ones_do() {
    let change = |level, change: fn(&mut Vec<u8>)| {
        let mut packets = sealed(&cipher(level), 1416, &[20]);
        let mut payload = packets[0].payload.to_vec();
        change(&mut payload);
        packets[0].payload = payload.into();
        cipher(level).open(&call(), &mut packets).map(|()| packets[0].payload.len())
    };
    for level in [SecurityLevel::Authenticated, SecurityLevel::Encrypted] {
        assert_eq!(change(level, |payload| payload.extend([7; 3])), Ok(20));
        assert_eq!(change(level, |payload| payload.extend([7; 8])), Ok(20));
        assert_eq!(change(level, |payload| payload.truncate(4)), Err(SEALED_INCONSISTENT));
        assert_eq!(change(level, |payload| payload.truncate(16)), Err(DATA_LENGTH));
        assert_eq!(change(level, |payload| payload[0] ^= 1), Err(SEALED_INCONSISTENT));
    }
    assert_eq!(change(SecurityLevel::Authenticated, Vec::clear), Err(SEALED_INCONSISTENT));
    assert_eq!(change(SecurityLevel::Encrypted, Vec::clear), Err(DATA_LENGTH));
}

/// What came is shared with others: opening changes nothing there.
#[test]
fn what_came_is_not_changed() {
    for level in LEVELS {
        let came = sealed(&cipher(level), 1416, &[100, 200]);
        let copies: Vec<_> = came.iter().map(|packet| packet.payload.to_vec()).collect();
        cipher(level).open(&call(), &mut came.clone()).expect("nobody has changed it");
        for (packet, copy) in came.iter().zip(copies) {
            assert_eq!(packet.payload, copy);
        }
    }
}

#[test]
fn its_debug_shows_no_key() {
    assert_eq!(
        format!("{:?}", cipher(SecurityLevel::Encrypted)),
        "PacketCipher { level: Encrypted, .. }"
    );
}

#[test]
fn any_number_of_packets_is_opened_together() {
    for level in LEVELS {
        for count in 1..=17 {
            let lengths = vec![100; count];
            let mut packets = sealed(&cipher(level), 1416, &lengths);
            cipher(level).open(&call(), &mut packets).expect("it opens what it sealed");
            let data: Vec<u8> = (0..100).map(|at| at ^ 0x5a).collect();
            assert!(packets.iter().all(|packet| packet.payload == data), "{count} at {level}");
        }
    }
}

#[test]
fn what_was_opened_stays_while_more_is_opened() {
    for level in LEVELS {
        let lengths = [1400; 20];
        let first = sealed(&cipher(level), 1416, &lengths);
        // All of them, none of them and one of them still in use when the next are opened.
        let mut kept = Vec::new();
        for keep in [20, 0, 1, 20] {
            let mut packets = first.clone();
            cipher(level).open(&call(), &mut packets).expect("it opens what it sealed");
            kept.extend(packets.drain(..keep).map(|packet| packet.payload));
        }
        let data: Vec<u8> = (0..1400_u32).map(|at| at as u8 ^ 0x5a).collect();
        assert!(kept.iter().all(|payload| *payload == data), "{level}");
    }
}

/// What opening comes to: the data of each packet, or the refusal.
type Outcome = Result<Vec<Vec<u8>>, SecurityFailure>;

fn opened_alone(level: SecurityLevel, packets: &[ReceivedPacket]) -> Outcome {
    let mut packets = packets.to_vec();
    cipher(level).open(&call(), &mut packets)?;
    Ok(packets.iter().map(|packet| packet.payload.to_vec()).collect())
}

fn opened_as_run(level: SecurityLevel, packets: &[ReceivedPacket]) -> Outcome {
    let cipher = cipher(level);
    let run = SealedRun::of_packets(packets, cipher.run_head());
    let mut run = run.expect("packets in a row, of one size");
    cipher.open_run(&call(), &mut run)?;
    let lengths: Vec<_> = run.lengths().collect();
    let mut data = Vec::new();
    run.into_pieces(|piece| data.extend_from_slice(&piece));
    let mut rest = &data[..];
    let packets = lengths.into_iter().map(|len| {
        let (packet, behind) = rest.split_at(len);
        rest = behind;
        packet.to_vec()
    });
    let packets = packets.collect();
    assert!(rest.is_empty(), "nothing but data");
    Ok(packets)
}

proptest! {
    /// Whatever became of packets on their way: a run of them opens to what each of them opens to, or is refused for the same
    /// reason.
    #[test]
    fn a_run_opens_to_what_its_packets_hold(
        level in prop::sample::select(LEVELS.to_vec()),
        count in 1usize..=16,
        length in prop::sample::select(vec![5usize, 20, 100, 1400]),
        behind in prop::sample::select(vec![0usize, 0, 0, 3, 8]),
        shorter in prop::sample::select(vec![0usize, 0, 0, 1, 8, 12]),
        change in prop::option::of((0usize..16, 0usize..24, 1u8..=255, any::<bool>())),
    ) {
        let mut packets = sealed(&cipher(level), 1416, &vec![length; count]);
        for packet in &mut packets {
            let mut payload = packet.payload.to_vec();
            payload.extend(vec![7; behind]);
            payload.truncate((payload.len() - shorter.min(payload.len())).max(9));
            packet.payload = payload.into();
        }
        let wrong = change.map(|(index, place, bits, in_header)| {
            let packet = &mut packets[index % count];
            let mut payload = packet.payload.to_vec();
            let place = place % payload.len();
            match in_header {
                true => packet.checksum ^= u16::from(bits),
                false => payload[place] ^= bits,
            }
            packet.payload = payload.into();
            in_header || (level > SecurityLevel::Plain && place < 2)
        });
        let alone = opened_alone(level, &packets);
        prop_assert_eq!(&opened_as_run(level, &packets), &alone);
        if wrong == Some(true) {
            prop_assert!(alone.is_err(), "the fault shows");
        }
    }
}

/// Each packet is good for its own place in the run.
#[test]
fn packets_that_changed_places_make_no_run_that_opens() {
    for level in LEVELS {
        let mut packets = sealed(&cipher(level), 1416, &[1400; 5]);
        let (one, other) = (packets[1].seq, packets[3].seq);
        packets.swap(1, 3);
        (packets[1].seq, packets[3].seq) = (one, other);
        assert_eq!(opened_as_run(level, &packets), Err(SEALED_INCONSISTENT), "{level}");
    }
}

/// A short word in the head counts for less data than there is: what is behind that is nobody's.
#[test]
fn a_packet_with_less_data_than_it_has_room_for_ends_there() {
    for level in [SecurityLevel::Authenticated, SecurityLevel::Encrypted] {
        let mut packets = sealed(&cipher(level), 1416, &[96, 88, 96]);
        let full = packets[0].payload.len();
        let short = packets[1].payload.to_vec();
        packets[1].payload = [&short[..], &vec![9; full - short.len()]].concat().into();
        let lengths = opened_as_run(level, &packets).map(|all| all.iter().map(Vec::len).collect());
        assert_eq!(lengths, Ok::<Vec<_>, _>(vec![96, 88, 96]), "{level}");
    }
}

#[test]
fn a_run_is_sealed_as_its_packets_are_or_not_at_all() {
    for level in [SecurityLevel::Plain, SecurityLevel::Authenticated, SecurityLevel::Encrypted] {
        let cipher = cipher(level);
        let mut sealed_runs = 0;
        for payload in 1..=40 {
            let shape = cipher.shape(payload);
            let data = vec![0x5a; shape.capacity.max(1) * 4];
            let mut run = PacketRun::with_data(&data, &shape, Seq::FIRST, false);
            if cipher.seal_run(&call(), &mut run).is_err() {
                continue;
            }
            sealed_runs += 1;
            let one = PacketBuffer::with_data(&data[..data.len() / 4], &shape, Seq::FIRST, false);
            let mut single = [one];
            cipher.seal(&call(), &mut single).unwrap();
            let [single] = single;
            let first = run.packets_mut().next().map(|packet| packet.bytes.to_vec());
            assert_eq!(first.as_deref(), Some(&single.into_payload()[..]), "{level} {payload}");
        }
        assert!(sealed_runs >= 25, "{level}: {sealed_runs}");
    }
}
