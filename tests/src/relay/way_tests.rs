//! What comes out of a way, and when, by a clock of the test's own.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use super::conditions::{Conditions, RateLimit, Share};
use super::way::{Datagram, Way};

const MS: Duration = Duration::from_millis(1);

fn datagram(number: u8, length: usize) -> Datagram {
    let client: SocketAddr = (Ipv4Addr::LOCALHOST, 1).into();
    Datagram { client, bytes: vec![number; length] }
}

/// What comes out by this time.
fn out(way: &mut Way, now: Instant) -> Vec<u8> {
    std::iter::from_fn(|| way.poll(now)).map(|datagram| datagram.bytes[0]).collect()
}

#[test]
fn a_perfect_way_gives_everything_at_once_and_in_order() {
    let now = Instant::now();
    let mut way = Way::new(Conditions::default(), 1);
    (0..5).for_each(|number| way.handle(now, datagram(number, 10)));
    assert_eq!(out(&mut way, now), [0, 1, 2, 3, 4]);
    assert_eq!(way.next_due(), None);
    assert_eq!((way.counters.datagrams, way.counters.forwarded, way.counters.bytes), (5, 5, 50));
}

#[test]
fn delay_and_jitter_change_no_order() {
    let now = Instant::now();
    let conditions = Conditions { delay: 20 * MS, jitter: 10 * MS, ..Conditions::default() };
    let mut way = Way::new(conditions, 1);
    (0..100).for_each(|number| way.handle(now, datagram(number, 10)));
    assert_eq!(out(&mut way, now + 19 * MS), []);
    assert!(way.next_due().is_some_and(|due| due >= now + 20 * MS));
    assert_eq!(out(&mut way, now + 30 * MS), (0..100).collect::<Vec<u8>>());
}

#[test]
fn what_is_lost_does_not_come_and_what_is_doubled_comes_twice() {
    let now = Instant::now();
    let conditions = Conditions {
        loss: Share::per_mille(100),
        duplication: Share::per_mille(100),
        ..Conditions::default()
    };
    let mut way = Way::new(conditions, 1);
    (0..1000_u32).for_each(|number| way.handle(now, datagram(number as u8, 10)));
    let came = out(&mut way, now).len() as u64;
    let counters = way.counters;
    assert!(counters.lost > 0 && counters.doubled > 0);
    assert_eq!(came, 1000 - counters.lost + counters.doubled);
    assert_eq!(came, counters.forwarded);
}

#[test]
fn what_is_held_back_is_overtaken_by_just_so_many() {
    let now = Instant::now();
    let conditions =
        Conditions { reordering: Share::per_mille(100), overtaken_by: 2, ..Conditions::default() };
    let mut way = Way::new(conditions, 1);
    let mut came = Vec::new();
    for number in 0..200 {
        let before = way.counters.held_back;
        way.handle(now, datagram(number, 10));
        let held = way.counters.held_back > before;
        let now_out = out(&mut way, now);
        assert_eq!(now_out.contains(&number), !held);
        came.extend(now_out);
    }
    came.extend(out(&mut way, now + 20 * MS));
    assert!(way.counters.held_back > 5);
    let mut sorted = came.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, (0..200).collect::<Vec<u8>>());
    let overtaken = |number: u8| {
        let at = came.iter().position(|one| *one == number).unwrap();
        came[..at].iter().filter(|one| **one > number).count()
    };
    assert!((0..190).all(|number| [0, 2].contains(&overtaken(number))));
}

#[test]
fn what_nobody_overtakes_is_let_go_in_the_end() {
    let now = Instant::now();
    let conditions = Conditions { reordering: Share::ALL, ..Conditions::default() };
    let mut way = Way::new(conditions, 1);
    way.handle(now, datagram(1, 10));
    assert_eq!(out(&mut way, now + 19 * MS), []);
    assert_eq!(way.next_due(), Some(now + 20 * MS));
    assert_eq!(out(&mut way, now + 20 * MS), [1]);
}

#[test]
fn a_line_sends_at_its_speed_and_its_queue_overflows() {
    let now = Instant::now();
    let rate = RateLimit { bytes_per_second: 100_000, queue: 2_000 };
    let mut way = Way::new(Conditions { rate: Some(rate), ..Conditions::default() }, 1);
    // Each takes 10 ms; one is on the line, two wait, and a datagram that comes to no more than a
    // full queue is still taken.
    (0..10).for_each(|number| way.handle(now, datagram(number, 1_000)));
    assert_eq!(way.counters.queue_full, 7);
    assert_eq!(out(&mut way, now + 9 * MS), []);
    assert_eq!(out(&mut way, now + 10 * MS), [0]);
    assert_eq!(out(&mut way, now + 30 * MS), [1, 2]);
    // An idle line begins at once.
    way.handle(now + 100 * MS, datagram(9, 1_000));
    assert_eq!(out(&mut way, now + 110 * MS), [9]);
}

#[test]
fn the_same_seed_loses_the_same_datagrams_whenever_they_come() {
    let conditions = Conditions { loss: Share::per_mille(200), ..Conditions::default() };
    let run = |pause: Duration| {
        let mut now = Instant::now();
        let mut way = Way::new(conditions.clone(), 42);
        let mut came = Vec::new();
        for number in 0..200 {
            way.handle(now, datagram(number, 10));
            came.extend(out(&mut way, now));
            now += pause;
        }
        came
    };
    assert_eq!(run(Duration::ZERO), run(7 * MS));
}
