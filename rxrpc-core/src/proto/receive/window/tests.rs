//! The receive window against a simple model.

use super::super::memory::{MAX_BLOCK, MIN_BLOCK};
use super::*;
use crate::proto::config::INITIAL_PEER_WINDOW;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::time::Duration;

/// The next packet of a window that hands over none together.
fn take_packet(window: &mut ReceiveWindow) -> Option<ReceivedPacket> {
    window.take().and_then(Received::packet)
}

#[test]
fn the_first_packet_pins_only_itself_and_chunks_grow() {
    let mut window = ReceiveWindow::new(255, 255);
    window.accept(Seq(1), 0, false, &[1; 100]);
    assert!(window.memory.is_none());
    window.accept(Seq(2), 0, false, &[2; 1412]);
    let room = |window: &ReceiveWindow| window.memory.as_ref().unwrap().room();
    assert!(room(&window) <= MIN_BLOCK);
    for seq in 3..250 {
        window.accept(Seq(seq), 0, false, &[3; 1412]);
        assert!(room(&window) <= MAX_BLOCK);
    }
    window.drop_early();
    assert!(window.memory.is_none());
    assert_eq!(take_packet(&mut window).unwrap().payload, vec![1; 100]);
}

#[test]
fn a_report_covers_the_whole_window() {
    let mut window = ReceiveWindow::new(255, 255);
    assert_eq!(window.accept(Seq(255), 0, false, b"x"), Acceptance::OutOfOrder);
    assert_eq!(window.accept(Seq(256), 0, false, b"x"), Acceptance::BeyondWindow);
    let mut table = [9; PLAIN_TABLE];
    assert_eq!(window.report(&mut table), 255);
    assert_eq!(table[..254], [0; 254]);
    assert_eq!(table[254], 1);
}

#[test]
fn the_window_is_clamped() {
    assert_eq!(ReceiveWindow::new(0, 0).size(), 1);
    assert_eq!(ReceiveWindow::new(100_000, 0).size(), 65_535);
}

/// Receives `count` packets in a row, one a millisecond; the user takes `taken` of each hundred.
fn receive(window: &mut ReceiveWindow, count: u32, taken: u32) {
    let start = Instant::now();
    for at in 0..count {
        if window.accept(window.next(), 0, false, b"x") == Acceptance::BeyondWindow {
            return;
        }
        if at % 100 < taken {
            window.take();
        }
        let now = start + Duration::from_millis(at.into());
        window.consider_growth(now, Some(Duration::from_millis(100)));
    }
}

/// A hundred times, a path later each time, the peer sends all that the window lets through, and the user takes it.
fn fill(window: &mut ReceiveWindow, path: Duration) {
    let start = Instant::now();
    for round in 1..=100 {
        for _ in 0..window.open() {
            window.accept(window.next(), 0, false, b"x");
            window.take();
            window.consider_growth(start + path * round, Some(path));
        }
    }
}

#[test]
fn the_window_of_a_user_who_reads_grows_and_of_another_does_not() {
    let mut window = ReceiveWindow::new(255, 1000);
    receive(&mut window, 200, 100);
    assert_eq!(window.size(), 510);
    receive(&mut window, 20_000, 100);
    assert_eq!(window.size(), 1000, "no further than to its limit");
    let mut window = ReceiveWindow::new(255, 1000);
    receive(&mut window, 1000, 0);
    assert_eq!((window.size(), window.free()), (255, 0));
    let mut window = ReceiveWindow::new(255, 1000);
    receive(&mut window, 1000, 20);
    assert_eq!(window.size(), 255, "a user who falls behind is what holds the peer back");
}

#[test]
fn on_a_short_path_windows_grow_no_further_than_the_socket_holds_them_together() {
    let budget = Arc::new(ReceiveBudget::new(1 << 30));
    let window = || {
        let mut window = ReceiveWindow::new(255, 8192);
        window.join(&budget, SocketAddr::from(([10, 0, 0, 1], 7001)));
        window
    };
    let (short, long) = (Duration::from_millis(10), Duration::from_millis(20));
    let mut first = window();
    fill(&mut first, short);
    assert_eq!(first.size(), 2040);
    let mut others: Vec<_> = (0..16).map(|_| window()).collect();
    for other in &mut others {
        fill(other, short);
        assert_eq!(other.size(), 255);
    }
    let mut far = window();
    fill(&mut far, long);
    assert_eq!(far.size(), 8192, "what it lets through is on the path");
    // Those that have all, and those that have ended, leave room.
    first.drop_early();
    drop(far);
    others.truncate(3);
    let mut next = window();
    fill(&mut next, short);
    assert_eq!(next.size(), 1020);
}

#[test]
fn on_a_very_short_path_windows_let_no_more_through_together_than_the_socket_holds() {
    let budget = Arc::new(ReceiveBudget::new(1 << 30));
    // What Linux grants where nobody has raised its limit.
    budget.set_socket_buffer(2 * 212_992);
    let window = || {
        let mut window = ReceiveWindow::new(255, 8192);
        window.join(&budget, SocketAddr::from(([10, 0, 0, 1], 7001)));
        window
    };
    let (very_short, short) = (Duration::from_micros(100), Duration::from_millis(2));
    let mut first = window();
    assert_eq!(first.free(), 255);
    fill(&mut first, very_short);
    assert_eq!((first.size(), first.reach(), first.free()), (255, 208, 208));
    let mut others: Vec<_> = (0..3).map(|_| window()).collect();
    for _ in 0..2 {
        others.iter_mut().chain([&mut first]).for_each(|window| fill(window, very_short));
    }
    assert!(others.iter().chain([&first]).all(|window| window.free() == 52));
    // What was advertised before is taken all the same.
    assert_eq!(first.open(), 255);
    // However many they are, each gets on.
    let mut many: Vec<_> = (0..100).map(|_| window()).collect();
    many.iter_mut().for_each(|other| fill(other, very_short));
    assert_eq!(many[99].free(), INITIAL_PEER_WINDOW);
    // Those that have ended leave room, and those that have all: their users may take long to read it.
    drop(many);
    others.iter_mut().for_each(ReceiveWindow::shut);
    fill(&mut first, very_short);
    assert_eq!(first.free(), 208);
    budget.set_socket_buffer(0);
    fill(&mut first, very_short);
    assert_eq!(first.free(), 208, "nothing was said");
    let mut far = window();
    fill(&mut far, short);
    assert_eq!(far.free(), 255, "what it lets through is on the path");
}

#[test]
fn the_round_trip_is_asked_for_when_it_matters() {
    let (mut window, now) = (ReceiveWindow::new(255, 1000), Instant::now());
    let asked = |window: &mut ReceiveWindow| {
        window.accept(window.next(), 0, false, b"x");
        window.take();
        window.consider_growth(now, None)
    };
    let all: Vec<_> = (0..WORTH_WATCHING).map(|_| asked(&mut window)).collect();
    assert_eq!(all.iter().position(|asked| *asked), Some(WORTH_WATCHING as usize - 1));
    // Again, if no answer comes, but not for each packet.
    let again = (0..1000).filter(|_| asked(&mut window)).count();
    assert!((1..10).contains(&again), "{again}");
    assert_eq!(window.size(), 255);
}

#[test]
fn a_small_call_is_not_watched() {
    let mut window = ReceiveWindow::new(255, 1000);
    receive(&mut window, WORTH_WATCHING - 1, 100);
    assert!(window.growth.is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Packets come out once each and in order, never more are stored than the window allows, and
    /// the report is true, wherever the numbers start.
    #[test]
    fn agrees_with_a_model(
        start: u32,
        size in 1u32..40,
        steps in proptest::collection::vec((0u32..60, any::<bool>(), 0usize..3), 1..200),
    ) {
        let first = Seq(start);
        let mut window = ReceiveWindow::starting_at(first, size, size);
        let mut have: BTreeSet<u32> = BTreeSet::new();
        let (mut next, mut taken, mut unread) = (0u32, 0u32, 0u32);
        for (offset, take, base) in steps {
            // Aim around the window: some below, most inside, some above.
            let offset = (next + offset).saturating_sub(10 * u32::try_from(base).unwrap());
            let arrival = window.accept(first + offset, 0, false, &offset.to_be_bytes());
            let expected = if offset < next || have.contains(&offset) {
                Acceptance::Duplicate
            } else if offset >= next + size - unread {
                Acceptance::BeyondWindow
            } else {
                have.insert(offset);
                let before = next;
                while have.remove(&next) {
                    next += 1;
                    unread += 1;
                }
                match next - before {
                    0 => Acceptance::OutOfOrder,
                    1 => Acceptance::InOrder,
                    _ => Acceptance::FilledHole,
                }
            };
            prop_assert_eq!(arrival, expected);
            if take {
                if let Some(packet) = take_packet(&mut window) {
                    prop_assert_eq!(packet.seq, first + taken);
                    prop_assert_eq!(packet.payload.as_ref(), taken.to_be_bytes());
                    taken += 1;
                    unread -= 1;
                } else {
                    prop_assert_eq!(unread, 0);
                }
            }
            prop_assert_eq!(window.next(), first + next);
            prop_assert_eq!(window.free(), size - unread);
            prop_assert!(unread as usize + have.len() <= size as usize);
            let mut table = [9; PLAIN_TABLE];
            let length = window.report(&mut table);
            let reported: BTreeSet<u32> =
                (next..).zip(&table[..length]).filter(|(_, byte)| **byte == 1).map(|(at, _)| at).collect();
            prop_assert_eq!(&reported, &have);
            prop_assert!(length == 0 || table[length - 1] == 1);
        }
    }
}

/// The payload of a packet: some are empty, some of an Ethernet, some larger than any.
fn payload(index: u32) -> Vec<u8> {
    let length = [1412, 1412, 0, 1412, 7, 3000, 1412][index as usize % 7];
    (0..length).map(|at| (at + index) as u8).collect()
}

proptest! {
    /// A window that joins packets takes what one takes that does not, whatever the order, and gives the same bytes.
    #[test]
    fn joined_packets_carry_the_same_bytes(
        order in prop::collection::vec((0u32..6, 0usize..9000), 1..300),
        packets in 1u32..120,
    ) {
        let (mut apart, mut joined) = (ReceiveWindow::new(500, 500), ReceiveWindow::new(500, 500));
        joined.join_packets(Joining::Plain);
        let (mut got, mut pieces) = (Vec::new(), 0);
        let rest = (0..packets).map(|_| (0, 0));
        for (ahead, wanted) in order.into_iter().chain(rest) {
            let index = (apart.next().distance(Seq::FIRST).cast_unsigned() + ahead).min(packets - 1);
            let accept = |window: &mut ReceiveWindow| {
                window.accept(Seq::FIRST + index, 0, index + 1 == packets, &payload(index))
            };
            prop_assert_eq!(accept(&mut apart), accept(&mut joined));
            prop_assert_eq!((apart.next(), apart.highest()), (joined.next(), joined.highest()));
            joined.take_some(wanted, |received| {
                got.extend_from_slice(&received.packet().expect("nothing is sealed").payload);
                pieces += 1;
            });
            prop_assert_eq!(joined.stored + got.len(), apart.stored);
        }
        prop_assert!(joined.is_complete());
        while let Some(packet) = take_packet(&mut joined) {
            got.extend_from_slice(&packet.payload);
            pieces += 1;
            prop_assert_eq!(packet.last, !joined.has_ready());
        }
        prop_assert!(joined.last_taken());
        prop_assert_eq!((joined.stored, joined.ready_count(), joined.open()), (0, 0, 500));
        prop_assert!(pieces <= packets);
        prop_assert!(got == (0..packets).flat_map(payload).collect::<Vec<u8>>());
    }
}

#[test]
fn packets_in_a_row_are_one_piece_up_to_a_bound() {
    let mut window = ReceiveWindow::new(200, 200);
    window.join_packets(Joining::Plain);
    for index in 0..100 {
        window.accept(Seq::FIRST + index, 0, index == 99, &[0; 1412]);
    }
    assert_eq!(window.ready_count(), 100);
    let mut pieces = Vec::new();
    window.take_some(usize::MAX, |piece| pieces.push((piece.bytes() / 1412, piece.is_last())));
    assert!(pieces.iter().all(|(packets, _)| *packets <= 16));
    assert!(pieces.len() < 20, "{pieces:?}");
    assert_eq!(pieces.last().map(|(_, last)| *last), Some(true));
}

#[test]
fn packets_whose_times_are_kept_stay_apart() {
    let mut window = ReceiveWindow::new(200, 200);
    window.join_packets(Joining::Plain);
    for index in 0..4 {
        window.accept(Seq::FIRST + index, 0, false, &[0; 100]);
    }
    window.join_packets(Joining::Apart);
    for index in 4..8 {
        window.accept(Seq::FIRST + index, 0, false, &[0; 100]);
    }
    let mut pieces = Vec::new();
    window.take_some(usize::MAX, |piece| pieces.push(piece.bytes()));
    assert_eq!(pieces, [100, 300, 100, 100, 100, 100], "the first packet has memory of its own");
}

/// The packets of a run, as they came.
fn packets_of(run: &mut SealedRun) -> Vec<ReceivedPacket> {
    let packets = run.packets_mut().map(|packet| {
        let payload = [&*packet.head, packet.data].concat().into();
        ReceivedPacket { payload, seq: packet.seq, checksum: packet.checksum, last: false }
    });
    let mut packets: Vec<_> = packets.collect();
    if let Some(end) = packets.last_mut() {
        end.last = run.is_last();
    }
    packets
}

proptest! {
    /// A window that hands over sealed packets together takes what one takes that does not, whatever the order, and gives
    /// the same packets.
    #[test]
    fn packets_of_runs_are_those_that_came(
        order in prop::collection::vec((0u32..3, 0usize..9000), 1..300),
        packets in 1u32..120,
        head in 0u8..=8,
        lengths in prop::collection::vec(prop::sample::select(vec![1412, 1412, 1412, 0, 4, 9]), 1..9),
    ) {
        let (mut apart, mut joined) = (ReceiveWindow::new(500, 500), ReceiveWindow::new(500, 500));
        joined.join_packets(Joining::Sealed { head });
        for window in [&mut apart, &mut joined] {
            window.keep_empty_packets();
        }
        let mut got = Vec::new();
        let mut keep = |received| match received {
            Received::Packet(packet) => got.push(packet),
            Received::Run(mut run) => got.extend(packets_of(&mut run)),
        };
        let rest = (0..packets).map(|_| (0, 0));
        for (ahead, wanted) in order.into_iter().chain(rest) {
            let index = (apart.next().distance(Seq::FIRST).cast_unsigned() + ahead).min(packets - 1);
            let length = lengths[index as usize / 5 % lengths.len()];
            let payload: Vec<u8> = (0..length).map(|at| (at + index) as u8).collect();
            let accept = |window: &mut ReceiveWindow| {
                window.accept(Seq::FIRST + index, index as u16, index + 1 == packets, &payload)
            };
            prop_assert_eq!(accept(&mut apart), accept(&mut joined));
            prop_assert_eq!((apart.next(), apart.highest()), (joined.next(), joined.highest()));
            joined.take_some(wanted, &mut keep);
        }
        prop_assert!(joined.is_complete());
        while let Some(next) = joined.take() {
            prop_assert_eq!(next.is_last(), !joined.has_ready());
            keep(next);
        }
        prop_assert!(joined.last_taken());
        prop_assert_eq!((joined.stored, joined.ready_count(), joined.open()), (0, 0, 500));
        let apart: Vec<_> = std::iter::from_fn(|| take_packet(&mut apart)).collect();
        prop_assert!(got == apart);
    }
}

#[test]
fn full_packets_of_a_class_come_in_runs() {
    let mut window = ReceiveWindow::new(200, 200);
    window.join_packets(Joining::Sealed { head: 4 });
    for index in 0..100 {
        window.accept(Seq::FIRST + index, 0, index == 99, &[0; 1416]);
    }
    let (mut runs, mut alone) = (0, 0);
    window.take_some(usize::MAX, |received| match received {
        Received::Packet(_) => alone += 1,
        Received::Run(run) => runs += run.len(),
    });
    assert!(runs > 90 && runs + alone == 100, "{runs} {alone}");
}
