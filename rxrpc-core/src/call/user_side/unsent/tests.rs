//! Packing.

use super::*;
use proptest::prelude::*;

fn lengths(packets: &[Packed]) -> Vec<(usize, bool)> {
    packets.iter().map(|packet| (packet.data.len(), packet.last)).collect()
}

#[test]
fn an_empty_end_is_an_empty_last_packet() {
    let (packets, taken, done) = Unsent::default().pack(b"", false, 10, 5);
    assert_eq!((lengths(&packets), taken, done), (vec![(0, true)], 0, true));
}

#[test]
fn a_full_end_is_one_packet() {
    let (packets, _, done) = Unsent::default().pack(&[1; 20], false, 10, 5);
    assert_eq!((lengths(&packets), done), (vec![(10, false), (10, true)], true));
}

#[test]
fn more_keeps_the_rest_until_it_fills_a_packet() {
    let mut side = Unsent::default();
    let (packets, taken, done) = side.pack(&[1; 14], true, 10, 5);
    assert_eq!((lengths(&packets), taken, done), (vec![(10, false)], 14, true));
    let (packets, _, done) = side.pack(&[2; 6], false, 10, 5);
    assert_eq!((lengths(&packets), done), (vec![(10, true)], true));
}

#[test]
fn a_capacity_that_shrinks_splits_what_was_kept() {
    let mut side = Unsent::default();
    assert!(side.pack(&[1; 1000], true, 1412, 5).2);
    let (packets, taken, done) = side.pack(&[2; 100], true, 472, 1);
    assert_eq!((lengths(&packets), taken, done), (vec![(472, false)], 0, false));
    let (packets, taken, done) = side.pack(&[2; 100], false, 472, 5);
    assert_eq!((lengths(&packets), taken, done), (vec![(472, false), (156, true)], 100, true));
    let mut side = Unsent::default();
    assert!(side.pack(&[1; 944], true, 1412, 5).2);
    let (packets, _, done) = side.pack(&[], false, 472, 5);
    assert_eq!((lengths(&packets), done), (vec![(472, false), (472, true)], true));
}

#[test]
fn no_space_takes_nothing_but_a_partial_packet() {
    let mut side = Unsent::default();
    let (packets, taken, done) = side.pack(&[1; 30], false, 10, 2);
    assert_eq!((packets.len(), taken, done), (2, 20, false));
    let (packets, taken, done) = side.pack(&[1; 4], true, 10, 0);
    assert_eq!((packets.len(), taken, done), (0, 4, true));
    let (packets, taken, done) = side.pack(&[], false, 10, 0);
    assert_eq!((packets.len(), taken, done), (0, 0, false), "the end needs a packet");
}

proptest! {
    /// Whatever the pieces and the space, the packets carry the bytes in order, all but the last
    /// are full, and exactly the last one ends the phase.
    #[test]
    fn packing_keeps_every_byte(
        pieces in prop::collection::vec((0usize..70, 1usize..6), 1..8),
        capacity in 1usize..20,
    ) {
        let mut side = Unsent::default();
        let mut sent = Vec::new();
        let mut packets = Vec::new();
        for (index, (len, space)) in pieces.iter().enumerate() {
            let more = index + 1 < pieces.len();
            let piece: Vec<u8> = (0..*len).map(|at| (at * 7 + index) as u8).collect();
            let mut taken = 0;
            loop {
                let (new, n, done) = side.pack(&piece[taken..], more, capacity, *space);
                prop_assert!(new.len() <= *space);
                packets.extend(new);
                taken += n;
                if done { break; }
            }
            prop_assert_eq!(taken, piece.len());
            sent.extend(piece);
        }
        let got: Vec<u8> = packets.iter().flat_map(|packet| packet.data.to_vec()).collect();
        prop_assert_eq!(got, sent);
        let (end, full) = packets.split_last().expect("at least the end");
        prop_assert!(end.last);
        prop_assert!(full.iter().all(|packet| !packet.last && packet.data.len() == capacity));
    }
}
