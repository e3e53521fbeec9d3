//! Nobody is forgotten, and nobody waits beyond the bounds.

use super::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Wake, Waker};

#[derive(Default)]
struct Counter(AtomicUsize);

impl Wake for Counter {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

struct Panics;

impl Wake for Panics {
    fn wake(self: Arc<Self>) {
        panic!("a waker");
    }
}

/// Somebody who waits, and how often they were woken.
fn one() -> (WakeList, Arc<Counter>) {
    let counter = Arc::new(Counter::default());
    let mut list = WakeList::default();
    list.push(Waker::from(counter.clone()));
    (list, counter)
}

fn woken(counter: &Counter) -> usize {
    counter.0.load(Ordering::Relaxed)
}

#[test]
fn a_driver_that_panics_wakes_whoever_is_left() {
    let (list, counter) = one();
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        let mut wakeups = Wakeups::default();
        wakeups.add(list);
        assert_eq!(woken(&counter), 0);
        panic!("a driver");
    }));
    assert!(panicked.is_err());
    assert_eq!(woken(&counter), 1);
}

#[test]
fn a_waker_that_panics_costs_the_others_nothing() {
    let mut wakeups = Wakeups::default();
    let others: Vec<_> = (0..3)
        .map(|_| {
            let (mut list, counter) = one();
            list.push(Waker::from(Arc::new(Panics)));
            wakeups.add(list);
            counter
        })
        .collect();
    wakeups.wake();
    assert!(others.iter().all(|counter| woken(counter) == 1));
}

#[test]
fn many_packets_or_much_time_wake() {
    let (mut wakeups, now) = (Wakeups::default(), Instant::now());
    for _ in 0..2 {
        let (list, counter) = one();
        wakeups.begin(now);
        wakeups.add(list);
        for _ in 1..MOST_PACKETS {
            wakeups.count();
            wakeups.wake_if_many();
        }
        wakeups.wake_if_late(now + LONGEST / 2);
        assert_eq!(woken(&counter), 0);
        wakeups.count();
        wakeups.wake_if_many();
        assert_eq!(woken(&counter), 1);
    }
    let (list, counter) = one();
    wakeups.begin(now);
    wakeups.begin(now + LONGEST / 2);
    wakeups.add(list);
    wakeups.wake_if_late(now + LONGEST);
    assert_eq!(woken(&counter), 1);
}
