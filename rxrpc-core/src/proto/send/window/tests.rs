//! The transmit window against a simple model.

use super::*;
use proptest::prelude::*;
use rxrpc_wire::{Ack, AckReason, AckTrailer, ExtendedAckBuilder, Flags};
use std::collections::BTreeMap;
use std::time::Duration;

fn window(count: usize) -> TransmitWindow {
    let mut window = TransmitWindow::new(255, 255);
    for index in 0..count {
        window.push(Bytes::from(vec![index as u8]), 0, index + 1 == count);
    }
    window
}

/// An ACK with this table.
fn ack(acks: &[u8]) -> Ack<'_> {
    Ack {
        buffer_space: 0,
        max_skew: 0,
        first_packet: Seq(1),
        previous_packet: 1,
        serial: Serial::NONE,
        reason: AckReason::Idle,
        acks,
        rest: &[],
    }
}

fn send(window: &mut TransmitWindow, serial: u32) -> Outgoing {
    let (index, _) = window.pick().unwrap();
    window.transmit(index, Instant::now(), Serial(serial), false).unwrap()
}

#[test]
fn fresh_packets_go_in_order_and_lost_ones_first() {
    let mut window = window(4);
    for seq in 1..=3 {
        let sent = send(&mut window, seq);
        assert_eq!((sent.seq, sent.again, sent.last), (Seq(seq), false, false));
    }
    window.mark_timed_out(None);
    assert_eq!((window.in_transit(), window.lost()), (2, 1));
    let again = send(&mut window, 4);
    assert_eq!((again.seq, again.again), (Seq(1), true));
    let last = send(&mut window, 5);
    assert_eq!((last.seq, last.last), (Seq(4), true));
    assert!(window.pick().is_none());
    assert!(window.last_sent());
}

#[test]
fn a_closed_window_holds_fresh_packets_but_not_lost_ones() {
    let mut window = window(4);
    window.set_peer_window(2);
    send(&mut window, 1);
    send(&mut window, 2);
    assert!(window.pick().is_none() && !window.is_open());
    window.mark_timed_out(Some(Instant::now()));
    assert_eq!(window.lost(), 2);
    assert!(window.pick().is_some());
}

#[test]
fn sequence_numbers_wrap() {
    let mut window = TransmitWindow::starting_at(Seq(u32::MAX - 1), 255, 255);
    for _ in 0..4 {
        window.push(Bytes::new(), 0, false);
    }
    let seqs: Vec<Seq> = (1..=4).map(|serial| send(&mut window, serial).seq).collect();
    assert_eq!(seqs, [Seq(u32::MAX - 1), Seq(u32::MAX), Seq(0), Seq(1)]);
    window.acknowledge_hard(3, Serial::NONE, 0, &mut Arrivals::default());
    assert_eq!(window.bottom(), Seq(1));
}

#[test]
fn a_repetition_is_certain_only_if_the_cause_is_not_older() {
    for (cause, certain) in [(Serial(1), false), (Serial(2), true), (Serial::NONE, false)] {
        let mut window = window(1);
        send(&mut window, 1);
        window.mark_timed_out(None);
        send(&mut window, 2);
        let mut arrivals = Arrivals::default();
        window.acknowledge_hard(1, cause, 0, &mut arrivals);
        assert_eq!(arrivals.count, 1);
        assert_eq!(arrivals.newest.is_some(), certain, "{cause}");
    }
}

/// A packet that was sent again and reported sooner than any round trip is the first transmission, unless
/// the ACK was caused by the second.
#[test]
fn a_repetition_was_for_nothing_only_if_the_first_one_is_known_to_have_arrived() {
    let start = Instant::now();
    let before = start.checked_sub(Duration::from_secs(1));
    let after = Some(start + Duration::from_secs(3600));
    let table = [
        (Serial(1), before, 1),
        (Serial(2), before, 0),
        (Serial::NONE, before, 1),
        (Serial(1), after, 0),
        (Serial(2), after, 0),
        (Serial(1), None, 0),
    ];
    for (cause, too_early, spurious) in table {
        let mut window = window(1);
        send(&mut window, 1);
        window.mark_timed_out(None);
        send(&mut window, 2);
        let mut arrivals = Arrivals { too_early, ..Arrivals::default() };
        window.acknowledge_hard(1, cause, 0, &mut arrivals);
        assert_eq!(arrivals.spurious, spurious, "{cause}, {too_early:?}");
    }
}

/// What the test does to the window.
#[derive(Clone, Debug)]
enum Step {
    Push,
    Send,
    Hard(u32),
    Soft(Vec<bool>),
    Overtaken(u64),
    TimedOut,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::Push),
        4 => Just(Step::Send),
        1 => (0..6u32).prop_map(Step::Hard),
        2 => proptest::collection::vec(any::<bool>(), 0..12).prop_map(Step::Soft),
        1 => (1..6u64).prop_map(Step::Overtaken),
        1 => Just(Step::TimedOut),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// The counters agree with the packets, packets keep their numbers and contents, and what was
    /// reported as arrived is not picked.
    #[test]
    fn agrees_with_a_model(steps in proptest::collection::vec(step(), 1..120), start: u32) {
        let mut window = TransmitWindow::starting_at(Seq(start), 16, 64);
        // Offset from the start -> whether it is soft-acknowledged; only for packets that were sent.
        let mut sent: BTreeMap<u32, bool> = BTreeMap::new();
        let (mut pushed, mut bottom, mut serial) = (0u32, 0u32, 0u32);
        let now = Instant::now();
        for step in steps {
            match step {
                Step::Push => {
                    window.push(Bytes::from(pushed.to_be_bytes().to_vec()), 0, false);
                    pushed += 1;
                }
                Step::Send => {
                    if let Some((index, length)) = window.pick() {
                        serial += 1;
                        let out = window.transmit(index, now, Serial(serial), false).unwrap();
                        let offset = out.seq.distance(Seq(start)).cast_unsigned();
                        prop_assert_eq!(window.payload(index), offset.to_be_bytes());
                        prop_assert_eq!(length, 4);
                        prop_assert_eq!(out.again, sent.contains_key(&offset));
                        prop_assert_ne!(sent.get(&offset), Some(&true));
                        sent.insert(offset, false);
                    }
                }
                Step::Hard(count) => {
                    let count = count.min(window.sent());
                    let news = (bottom..bottom + count).filter(|at| !sent[at]).count();
                    let mut arrivals = Arrivals::default();
                    window.acknowledge_hard(count, Serial::NONE, 0, &mut arrivals);
                    prop_assert_eq!(arrivals.count as usize, news);
                    bottom += count;
                    sent.retain(|at, _| *at >= bottom);
                }
                Step::Soft(mut table) => {
                    table.truncate(window.sent() as usize);
                    let mut arrivals = Arrivals::default();
                    let news = (bottom..).zip(&table).filter(|(at, have)| **have && !sent[at]);
                    let news = news.count();
                    let bytes: Vec<u8> = table.iter().map(|have| u8::from(*have)).collect();
                    let ack = ack(&bytes);
                    window.acknowledge_soft(&ack.table(Flags::empty()), Serial(serial), 0, &mut arrivals);
                    prop_assert_eq!(arrivals.count as usize, news);
                    prop_assert_eq!(arrivals.holes, table.contains(&false));
                    for (at, arrived) in &mut sent {
                        let index = (at - bottom) as usize;
                        *arrived = table.get(index).copied().unwrap_or(false);
                    }
                }
                Step::Overtaken(packets) => {
                    let order = window.next_order() - 1;
                    let patience = Patience {
                        round_trip: Duration::ZERO,
                        reordering: Duration::from_secs(1),
                        packets,
                    };
                    let (lost, found) = (window.lost(), window.mark_overtaken(now, order, patience));
                    prop_assert_eq!(window.lost(), lost + found.count);
                }
                Step::TimedOut => window.mark_timed_out(None),
            }
            let unknown = sent.values().filter(|arrived| !**arrived).count();
            prop_assert_eq!((window.in_transit() + window.lost()) as usize, unknown);
            prop_assert_eq!(window.sent() as usize, sent.len());
            prop_assert_eq!(window.len(), (pushed - bottom) as usize);
            prop_assert_eq!(window.bottom(), Seq(start) + bottom);
            prop_assert!(window.sent() <= 16);
        }
    }
}

/// A table that an ACK of each form has for the same packets.
fn table_bytes(have: &[bool], extended: bool) -> (Vec<u8>, Flags) {
    let mut body = Vec::new();
    if extended {
        let mut words = vec![0_u64; have.len().div_ceil(64)];
        for (at, _) in have.iter().enumerate().filter(|(_, have)| **have) {
            words[at / 64] |= 1 << (at % 64);
        }
        ExtendedAckBuilder {
            first_packet: Seq(1),
            previous_packet: Seq(1),
            serial: Serial::NONE,
            reason: AckReason::Idle,
            arrived: &words,
            trailer: AckTrailer { max_mtu: 1444, if_mtu: 1444, rwind: 8192, jumbo_max: 1 },
        }
        .emit(&mut body);
        return (body, Flags::EXTENDED_SACK);
    }
    let plain: Vec<u8> = have.iter().take(255).map(|have| u8::from(*have)).collect();
    ack(&plain).emit(&mut body);
    body[17] = plain.len() as u8;
    (body, Flags::empty())
}

/// One ACK for a large window: packets acknowledged for good, where packets arrived (as ranges), and
/// whether the form is the extended one.
fn large_ack() -> impl Strategy<Value = (u32, Vec<(usize, usize)>, bool)> {
    (0..400u32, proptest::collection::vec((0usize..5000, 1usize..900), 0..6), any::<bool>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// The same for thousands of packets: plain tables say nothing of what is beyond them, extended
    /// ones do, and what is picked, marked lost and taken for the tail is what is missing.
    #[test]
    fn large_windows_agree_with_a_model(
        acks in proptest::collection::vec(large_ack(), 1..20),
        start: u32,
    ) {
        let mut window = TransmitWindow::starting_at(Seq(start), 8192, 8192);
        let now = Instant::now();
        let mut serial = 0;
        let mut model: Vec<bool> = Vec::new();
        for (hard, ranges, extended) in acks {
            while window.sent() < 5000 {
                if !window.has_unsent() {
                    window.push(Bytes::from_static(b"x"), 0, false);
                }
                let (index, _) = window.pick().unwrap();
                prop_assert!(model.get(index).is_none_or(|arrived| !arrived));
                serial += 1;
                window.transmit(index, now, Serial(serial), false).unwrap();
                if index == model.len() {
                    model.push(false);
                }
            }
            let mut arrivals = Arrivals::default();
            window.acknowledge_hard(hard, Serial::NONE, 0, &mut arrivals);
            model.drain(..hard as usize);

            let mut have = vec![false; model.len()];
            for (from, count) in ranges {
                let end = (from + count).min(have.len());
                have[from.min(end)..end].fill(true);
            }
            // An extended ACK is sent for more than 255 packets, a shorter plain one for fewer.
            let told = have.iter().rposition(|have| *have).map_or(0, |highest| highest + 1);
            let extended = extended && told > 255;
            let (body, flags) = table_bytes(&have[..told], extended);
            let parsed = Ack::parse(&body).unwrap();
            let mut arrivals = Arrivals::default();
            // A full table says nothing of what is beyond it.
            let claimed = match (extended, told) {
                (true, _) => told.next_multiple_of(2048),
                (false, 0..255) => model.len(),
                (false, _) => 255,
            };
            let expected: Vec<bool> =
                (0..model.len()).map(|at| if at < claimed { have[at] } else { model[at] }).collect();
            let news = (0..model.len()).filter(|at| expected[*at] && !model[*at]).count();
            window.acknowledge_soft(&parsed.table(flags), Serial(serial), 0, &mut arrivals);
            prop_assert_eq!(arrivals.count as usize, news);
            model = expected;

            let patience = Patience {
                round_trip: Duration::ZERO,
                reordering: Duration::from_secs(1),
                packets: 3,
            };
            window.mark_overtaken(now, window.next_order() - 1, patience);
            let missing = model.iter().filter(|arrived| !**arrived).count();
            prop_assert_eq!((window.in_transit() + window.lost()) as usize, missing);
            for (at, packet) in window.packets.iter().take(model.len()).enumerate() {
                prop_assert_eq!(packet.fate == Fate::Arrived, model[at], "at {}", at);
            }
            let lost = (0..model.len()).find(|at| window.packets[*at].fate == Fate::Lost);
            prop_assert_eq!(window.lost() > 0, lost.is_some());
            prop_assert_eq!(window.first_lost(), lost);
            let tail = (0..model.len()).rfind(|at| window.packets[*at].fate == Fate::InTransit);
            prop_assert_eq!(window.tail(), tail);
        }
    }
}
