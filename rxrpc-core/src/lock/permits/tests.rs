//! Permits one after the other; at once: the models of the package `tests`.

use super::free::FEW;
use super::*;
use std::pin::pin;

fn poll_once(take: Pin<&mut Take>) -> Poll<Permit> {
    take.poll(&mut Context::from_waker(Waker::noop()))
}

#[test]
fn permits_come_lowest_first() {
    for count in [1, 4, FEW - 1, FEW, FEW + 1, 1000] {
        let permits = Permits::new(count);
        for _ in 0..2 {
            let taken: Vec<_> = std::iter::from_fn(|| permits.try_take()).collect();
            assert!(taken.iter().map(Permit::index).eq(0..count), "{count}");
            drop(taken);
            assert_eq!(permits.free(), count);
        }
    }
}

#[test]
fn a_resting_permit_comes_last_and_the_longest_resting_first() {
    for count in [4, FEW + 1] {
        let permits = Permits::new(count);
        let mut held: Vec<_> = std::iter::from_fn(|| permits.try_take()).collect();
        for at in [2, 0] {
            let mut permit = held.remove(at);
            permit.set_resting(true);
            drop(permit);
        }
        assert_eq!(permits.free(), 2);
        drop(held.remove(0));
        for _ in 0..2 {
            let mut taken: Vec<_> = std::iter::from_fn(|| permits.try_take()).collect();
            assert!(taken.iter().map(Permit::index).eq([1, 2, 0]), "{count}");
            // Whoever did nothing with it leaves it as it was.
            taken.drain(..);
        }
        let mut taken: Vec<_> = std::iter::from_fn(|| permits.try_take()).collect();
        taken.iter_mut().for_each(|permit| permit.set_resting(false));
        drop((taken, held));
        let again: Vec<_> = std::iter::from_fn(|| permits.try_take()).collect();
        assert!(again.iter().map(Permit::index).eq(0..count), "none rests any more");
    }
}

#[test]
fn who_waits_takes_a_resting_permit() {
    let permits = Permits::new(1);
    let mut permit = permits.try_take().expect("nobody has it");
    let mut waits = pin!(permits.take());
    assert!(poll_once(waits.as_mut()).is_pending());
    permit.set_resting(true);
    drop(permit);
    assert!(poll_once(waits.as_mut()).is_ready());
}

#[test]
fn hand_off_is_in_order_and_without_barging() {
    let permits = Permits::new(1);
    let permit = permits.try_take().expect("nobody has it");
    let (mut first, mut second) = (pin!(permits.take()), pin!(permits.take()));
    assert!(poll_once(first.as_mut()).is_pending());
    assert!(poll_once(second.as_mut()).is_pending());
    drop(permit);
    assert!(permits.try_take().is_none(), "the permit is promised to the first in the queue");
    assert!(poll_once(second.as_mut()).is_pending());
    let Poll::Ready(permit) = poll_once(first.as_mut()) else { panic!("first was granted") };
    drop(permit);
    assert!(poll_once(second.as_mut()).is_ready());
}

#[test]
fn a_dropped_wait_passes_its_grant_on() {
    let permits = Permits::new(1);
    let permit = permits.try_take().expect("nobody has it");
    let mut second = pin!(permits.take());
    {
        let mut first = Box::pin(permits.take());
        assert!(poll_once(first.as_mut()).is_pending());
        assert!(poll_once(second.as_mut()).is_pending());
        drop(permit);
    }
    assert_eq!(permits.waiting(), 1);
    let Poll::Ready(permit) = poll_once(second.as_mut()) else { panic!("grant passed on") };
    drop(permit);
    assert_eq!((permits.free(), permits.waiting()), (1, 0));
}

/// Who waits, and whether it was woken.
struct Waiting {
    take: Pin<Box<Take>>,
    woken: Arc<Woken>,
}

#[derive(Default)]
struct Woken(std::sync::atomic::AtomicBool);

impl std::task::Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, std::sync::atomic::Ordering::Relaxed);
    }
}

impl Waiting {
    fn on(permits: &Arc<Permits>) -> Self {
        let mut waiting = Self { take: Box::pin(permits.take()), woken: Arc::default() };
        assert!(waiting.poll().is_pending());
        waiting
    }

    fn poll(&mut self) -> Poll<Permit> {
        self.woken.0.store(false, std::sync::atomic::Ordering::Relaxed);
        let waker = Waker::from(self.woken.clone());
        self.take.as_mut().poll(&mut Context::from_waker(&waker))
    }

    fn was_woken(&self) -> bool {
        self.woken.0.load(std::sync::atomic::Ordering::Relaxed)
    }
}

/// A set of one whose permit is granted to the first of so many, none of whom is polled.
fn granted_to_the_first(count: usize) -> (Arc<Permits>, Vec<Waiting>) {
    let permits = Permits::new(1);
    let permit = permits.try_take().expect("nobody has it");
    let waiting: Vec<_> = (0..count).map(|_| Waiting::on(&permits)).collect();
    assert!(!permits.begin_watch(false), "nothing is granted");
    drop(permit);
    assert!(permits.begin_watch(false), "one is, and others wait");
    assert!(!permits.begin_watch(false), "somebody looks after it already");
    (permits, waiting)
}

fn look(permits: &Permits) -> bool {
    let (again, wake) = permits.look_after(false);
    wake.wake();
    again
}

fn woken(waiting: &[Waiting]) -> usize {
    waiting.iter().filter(|waiting| waiting.was_woken()).count()
}

#[test]
fn what_nobody_came_for_is_taken_back_at_the_second_look() {
    let (permits, mut waiting) = granted_to_the_first(3);
    assert!(look(&permits));
    assert_eq!(woken(&waiting), 1);
    assert!(permits.try_take().is_none(), "it has had no time");
    look(&permits);
    assert!(waiting[1].was_woken());
    assert!(permits.try_take().is_none(), "those who wait come first");
    let Poll::Ready(permit) = waiting[1].poll() else { panic!("it was taken back") };
    assert!(waiting[0].poll().is_pending(), "somebody else has it");
    assert!(waiting[2].poll().is_pending());
    assert!(!look(&permits), "nothing is granted");
    drop(permit);
    let Poll::Ready(permit) = waiting[0].poll() else { panic!("it has kept its place") };
    drop(permit);
    assert!(waiting[2].poll().is_ready());
    drop(waiting);
    assert_eq!((permits.free(), permits.waiting()), (1, 0));
}

#[test]
fn a_grant_that_is_taken_in_time_is_left_alone() {
    let (permits, mut waiting) = granted_to_the_first(2);
    assert!(look(&permits));
    let Poll::Ready(permit) = waiting[0].poll() else { panic!("it was granted") };
    assert!(!look(&permits));
    drop(permit);
    assert!(permits.begin_watch(false) || permits.waiting() == 1);
    assert!(waiting[1].poll().is_ready());
    assert!(!permits.keep_watch(false));
}

#[test]
fn twice_as_many_are_called_at_each_look_that_finds_nobody_came() {
    let (permits, mut waiting) = granted_to_the_first(20);
    let counts: Vec<_> = (0..6)
        .map(|_| {
            look(&permits);
            woken(&waiting)
        })
        .collect();
    assert_eq!(counts, [1, 2, 4, 8, 16, 20]);
    assert!(!look(&permits), "everybody was called");
    let permit = permits.try_take().expect("it is for whoever comes first");
    assert!(waiting[7].poll().is_pending());
    drop(permit);
    assert!(waiting[7].poll().is_ready(), "it waits in the line again");
}

#[test]
fn whoever_was_called_and_gives_up_calls_the_next() {
    let (permits, mut waiting) = granted_to_the_first(4);
    look(&permits);
    look(&permits);
    assert!(waiting[1].was_woken() && !waiting[2].was_woken());
    drop(waiting.remove(1));
    assert!(waiting[1].was_woken());
    assert!(waiting[1].poll().is_ready());
}

#[test]
fn the_largest_set_works() {
    let permits = Permits::new(MAX_PERMITS);
    let all: Vec<_> = std::iter::from_fn(|| permits.try_take()).collect();
    assert_eq!(all.len(), MAX_PERMITS);
    drop(all);
    assert_eq!(permits.free(), MAX_PERMITS);
}

/// Something that one user at a time has, and a note that goes with it.
struct Desk(Permits<String>);

impl Owner for Desk {
    type Guarded = String;

    fn permits(&self) -> &Permits<String> {
        &self.0
    }
}

/// What a holder leaves is the next one's, also past a waiter that gives up what was granted to it.
#[test]
fn what_a_holder_has_goes_with_the_permit() {
    let desk = Arc::new(Desk(Permits::new_taken()));
    let mut first = Permit::born(&desk);
    first.parts().1.push_str("one");
    let mut cx = Context::from_waker(Waker::noop());
    let (mut quits, mut waits) = (Box::pin(Take::of(&desk)), Box::pin(Take::of(&desk)));
    assert!(quits.as_mut().poll(&mut cx).is_pending());
    assert!(waits.as_mut().poll(&mut cx).is_pending());
    drop(first);
    drop(quits);
    let Poll::Ready(mut second) = waits.as_mut().poll(&mut cx) else { panic!("it was granted") };
    assert_eq!(second.parts().1, "one");
    second.parts().1.push_str(" two");
    drop(second);
    assert_eq!(Permit::try_of(&desk).expect("it is free").parts().1, "one two");
}

#[derive(Default)]
struct Told(std::sync::atomic::AtomicUsize);

impl std::task::Wake for Told {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    }
}

#[test]
fn who_watches_is_told_once_when_somebody_new_would_get_a_permit() {
    let permits = Permits::new(1);
    let told = Arc::new(Told::default());
    let waker = Waker::from(told.clone());
    let times = || told.0.load(std::sync::atomic::Ordering::Relaxed);
    assert!(permits.watch(&mut None, &waker), "there is one");
    let held = permits.try_take().expect("there is one");
    assert!(!permits.watch(&mut None, &waker));
    let mut first = Box::pin(permits.take());
    let mut second = Box::pin(permits.take());
    for take in [&mut first, &mut second] {
        assert!(poll_once(take.as_mut()).is_pending());
    }
    drop(held);
    assert_eq!(times(), 0, "those who wait come first");
    let Poll::Ready(held) = poll_once(first.as_mut()) else { panic!("it was handed on") };
    drop(held);
    drop(second);
    assert_eq!((times(), permits.watchers()), (1, 0), "nobody wants it any more");
    drop(permits.try_take());
    assert_eq!(times(), 1);
}

#[test]
fn a_watch_ends_when_it_is_given_up_and_is_renewed_in_its_place() {
    let permits = Permits::new(1);
    let held = permits.try_take().expect("there is one");
    let mut watch = None;
    for _ in 0..3 {
        assert!(!permits.watch(&mut watch, Waker::noop()));
    }
    assert_eq!(permits.watchers(), 1);
    permits.unwatch(watch.expect("it stands"));
    assert_eq!(permits.watchers(), 0);
    drop(held);
}

#[test]
fn who_watches_is_told_of_a_grant_that_nobody_came_for() {
    let permits = Permits::new(1);
    let told = Arc::new(Told::default());
    let held = permits.try_take().expect("there is one");
    let mut unpolled = Box::pin(permits.take());
    assert!(poll_once(unpolled.as_mut()).is_pending());
    drop(held);
    assert!(!permits.watch(&mut None, &told.clone().into()), "it is granted");
    for _ in 0..2 {
        permits.look_after(false).1.wake();
    }
    assert_eq!(told.0.load(std::sync::atomic::Ordering::Relaxed), 1);
    assert!(permits.try_take().is_some());
}
