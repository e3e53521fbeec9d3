//! The transmit window against a simple model.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn window(count: usize) -> TransmitWindow {
    let mut window = TransmitWindow::new(255, 255);
    for index in 0..count {
        window.push(Bytes::from(vec![index as u8]), 0, index + 1 == count);
    }
    window
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

    /// The counters agree with the slots, packets keep their numbers and contents, and what was
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
                    window.acknowledge_soft(table.iter().copied(), Serial(serial), 0, &mut arrivals);
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
