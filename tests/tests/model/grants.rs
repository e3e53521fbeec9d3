//! Grants that are taken back from futures that nobody polls.
//!
//! Holds: looks after grants race with the futures that come late after all, with those that give up, and
//! with newcomers. Nobody is granted what another has, nothing granted is lost, nobody who is polled waits for
//! ever. Must not know: how long a look takes, and who has the clock.

use crate::checker::{JoinHandle, Plan, sized, spawn};
use crate::world::{Peer, World, target};
use rxrpc_core::{AbortCode, Call, CallError, CallOptions, MessageFlags};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

type Opening = Pin<Box<dyn Future<Output = Result<Arc<Call>, CallError>> + Send>>;

/// What becomes of the future that was granted the slot.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sleeper {
    ComesLate,
    GivesUp,
}

fn open(world: &Arc<World>) -> Opening {
    let (endpoint, now) = (world.endpoint.clone(), world.now);
    Box::pin(async move { endpoint.open_call(now, target(), &CallOptions::new()).await })
}

/// One poll of a future that goes on later.
fn touch<F: Future + ?Sized>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

/// What drives: time passes with each look after what was granted before.
#[derive(Default)]
struct Driver(AtomicU64);

impl Driver {
    fn look(&self, world: &World, times: usize) {
        for _ in 0..times {
            let after = Duration::from_millis(20 * (1 + self.0.fetch_add(1, Ordering::Relaxed)));
            world.endpoint.handle_timeout(world.now + after);
            world.pump();
        }
    }

    /// Looks `times` times, and then on until all `threads` have ended: the system may stop a thread in the middle of
    /// its own look for longer than all of these take. (A checker counts each look; it has no clock to wait for.)
    fn look_until_ended<T>(&self, world: &World, times: usize, threads: &[JoinHandle<T>]) {
        self.look(world, times);
        #[cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]
        while threads.iter().any(|thread| !thread.is_finished()) {
            self.look(world, 1);
            std::thread::yield_now();
        }
        #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
        let _ = threads;
    }

    /// Waits for a call as [`World::run`] does. Whoever waits wakes the driver, so that it looks after that.
    fn wait_beside(&self, world: &World, mut opening: Opening, times: usize) -> Arc<Call> {
        let opened = std::future::poll_fn(|cx| {
            let polled = opening.as_mut().poll(cx);
            if polled.is_pending() {
                self.look(world, times);
            }
            polled
        });
        world.run(opened).unwrap()
    }
}

/// Aborts the call, which gives its slot up.
fn end(world: &World, call: &Arc<Call>) {
    world.endpoint.abort(call, AbortCode(1));
    world.pump();
}

/// As many as there are slots are granted one and sleep; others wait behind them and are polled.
fn slots_are_taken_back(slots: usize, waiters: usize, sleeper: Sleeper) {
    let world = World::new(slots, Peer::Silent);
    let running: Vec<_> = (0..slots).map(|_| world.run(open(&world)).unwrap()).collect();
    let mut asleep: Vec<_> = (0..slots).map(|_| open(&world)).collect();
    for opening in &mut asleep {
        assert!(touch(opening.as_mut()).is_pending());
    }
    let mut threads = Vec::new();
    for _ in 0..waiters {
        let world = world.clone();
        threads.push(spawn(move || {
            let call = world.run(open(&world)).unwrap();
            end(&world, &call);
        }));
    }
    for call in &running {
        end(&world, call);
    }
    let late = world.clone();
    threads.push(spawn(move || {
        for opening in asleep {
            if sleeper == Sleeper::ComesLate {
                let call = late.run(opening).unwrap();
                end(&late, &call);
            }
        }
    }));
    Driver::default().look_until_ended(&world, 2 + waiters, &threads);
    for thread in threads {
        thread.join().unwrap();
    }
    world.assert_nothing_left();
}

#[test]
fn a_slot_that_nobody_comes_for_is_taken_back() {
    Plan::new("a granted slot is taken back while its future comes late")
        .preemptions(2)
        .check(|| slots_are_taken_back(sized(1, 4, 4), sized(1, 3, 6), Sleeper::ComesLate));
}

#[test]
fn a_slot_that_nobody_comes_for_is_taken_back_while_its_future_is_dropped() {
    Plan::new("a granted slot is taken back while its future is dropped")
        .preemptions(2)
        .check(|| slots_are_taken_back(sized(1, 4, 4), sized(1, 3, 6), Sleeper::GivesUp));
}

/// The future that was granted the slot is never polled while the others need it.
fn others_go_on_without(slots: usize, waiters: usize) {
    let world = World::new(slots, Peer::Silent);
    let running: Vec<_> = (0..slots).map(|_| world.run(open(&world)).unwrap()).collect();
    let mut asleep: Vec<_> = (0..slots).map(|_| open(&world)).collect();
    for opening in &mut asleep {
        assert!(touch(opening.as_mut()).is_pending());
    }
    let mut behind: Vec<_> = (0..waiters).map(|_| open(&world)).collect();
    for opening in &mut behind {
        assert!(touch(opening.as_mut()).is_pending());
    }
    let (driver, looks) = (Arc::new(Driver::default()), 2 + waiters);
    let threads: Vec<_> = behind
        .into_iter()
        .map(|opening| {
            let (world, driver) = (world.clone(), driver.clone());
            spawn(move || {
                let call = driver.wait_beside(&world, opening, looks);
                end(&world, &call);
            })
        })
        .collect();
    for call in &running {
        end(&world, call);
    }
    driver.look_until_ended(&world, looks, &threads);
    for thread in threads {
        thread.join().unwrap();
    }
    // Only now: a slot is there for each of them.
    for opening in asleep {
        let call = world.run(opening).unwrap();
        end(&world, &call);
    }
    world.assert_nothing_left();
}

#[test]
fn a_future_that_is_never_polled_holds_up_nobody() {
    Plan::new("a granted slot that is never claimed holds up nobody")
        .preemptions(2)
        .check(|| others_go_on_without(sized(1, 4, 4), sized(1, 3, 6)));
}

/// A `recvmsg` is woken and not polled, while another waits for the same news.
fn news_go_to_another(receivers: usize) {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    world.run(world.sendmsg(1, b"request", MessageFlags::empty())).unwrap();
    let request = world.request(0);
    let receiver = world.clone();
    let good = [spawn(move || receiver.receive_an_end())];
    let mut asleep: Vec<_> =
        (0..receivers).map(|_| Box::pin(world.recvmsg(MessageFlags::PEEK))).collect();
    for waiting in &mut asleep {
        let _ = touch(waiting.as_mut());
    }
    world.reply(&request, 1, true, b"reply");
    Driver::default().look_until_ended(&world, 2 + receivers, &good);
    for thread in good {
        assert_eq!(thread.join().unwrap(), 1);
    }
    drop(asleep);
    world.assert_nothing_left();
}

#[test]
fn a_woken_recvmsg_that_is_not_polled_holds_up_no_news() {
    Plan::new("a woken recvmsg that is not polled holds up no news")
        .preemptions(2)
        .check(|| news_go_to_another(sized(1, 3, 6)));
}
