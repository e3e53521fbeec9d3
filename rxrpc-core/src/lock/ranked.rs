//! A mutex that knows its rank: ranks must rise while locks nest.
//!
//! Holds: [`Mutex`], its [`Rank`]s and the debug-build check. Must not know: what is guarded.
//!
//! Every lock here is short: it is never held across a wait and never while calling out (a waker, a
//! user's trait object, a drop of user data). The order of the ranks is the lock table of the crate.

use super::{PlainGuard, PlainMutex};
use std::ops::{Deref, DerefMut};

/// The position of a lock in the order of taking. A thread that holds one may take only higher ones.
///
/// The user mutex of a call and the slots of a bundle are not here: they are permits, held across
/// waits, and taken only while none of these is held (see [`super::permits`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Rank {
    /// One AF_RXRPC socket: its state, call tree (user call ID → call) and settings. Never that of two sockets at once.
    Socket = 0,
    /// The calls that are alive, and who waits for their ends.
    LiveCalls = 1,
    /// Services and who takes their calls, and charged user call IDs.
    Accept = 2,
    /// The connections of one bundle.
    Bundle = 3,
    /// The tables of bundles and connections of the local endpoint.
    Routes = 4,
    /// The four channels of one connection.
    Channels = 5,
    /// One call's state: its protocol machine, and who waits for it.
    Call = 6,
    /// Leaf: the queue of calls that `recvmsg` serves, and those of who waits for incoming calls.
    Ready = 7,
    /// Leaf: calls and datagrams that wait to be transmitted and batches on their way; deadlines and grants; answer
    /// budgets; who asks for VERSION; which host has taken memory for received data; blocks to be used again.
    Queues = 8,
    /// Leaf: the inside of a set of permits.
    Permits = 9,
    /// Leaf: the places of service calls. The last of all, because the drop of a call takes it.
    Places = 10,
}

#[cfg(all(debug_assertions, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod held {
    use super::Rank;
    use std::cell::Cell;

    std::thread_local! {
        static RANKS: Cell<u16> = const { Cell::new(0) };
    }

    /// The rank of one lock, which is checked whenever it is taken.
    #[derive(Clone, Copy, Debug)]
    pub(super) struct RankCheck(Rank);

    impl RankCheck {
        pub(super) fn new(rank: Rank) -> Self {
            Self(rank)
        }

        pub(super) fn take(self) {
            let rank = self.0;
            RANKS.with(|ranks| {
                let now = ranks.get();
                assert!(
                    now >> (rank as u8) == 0,
                    "lock rank {rank:?} taken while an equal or higher one is held (mask {now:#b})"
                );
                ranks.set(now | 1 << (rank as u8));
            });
        }

        pub(super) fn unlock(self) {
            // A guard may outlive the thread-local during thread exit; then there is nothing to check.
            let _ = RANKS.try_with(|ranks| ranks.set(ranks.get() & !(1 << (self.0 as u8))));
        }
    }

    pub(super) fn assert_none() {
        RANKS.with(|ranks| {
            assert!(ranks.get() == 0, "calling out with locks held (mask {:#b})", ranks.get());
        });
    }
}

#[cfg(any(not(debug_assertions), rxrpc_loom, rxrpc_shuttle))]
mod held {
    //! Model checkers run many modelled threads on one real thread, and find lock cycles by
    //! themselves; release builds do not pay.
    use super::Rank;

    /// Nothing: a lock that nobody checks does not carry its rank along.
    #[derive(Clone, Copy, Debug)]
    pub(super) struct RankCheck;

    impl RankCheck {
        pub(super) fn new(_: Rank) -> Self {
            Self
        }
        pub(super) fn take(self) {}
        pub(super) fn unlock(self) {}
    }

    pub(super) fn assert_none() {}
}

/// Asserts, in debug builds, that this thread holds no ranked lock: called before anything that
/// leaves the core (a waker, a drop of what a user gave us).
pub fn assert_no_lock_held() {
    held::assert_none();
}

/// A short mutex with a rank. Poisoning is ignored: no user code ever runs under it.
#[derive(Debug)]
pub struct Mutex<T> {
    inner: PlainMutex<T>,
    check: held::RankCheck,
}

impl<T> Mutex<T> {
    /// An unlocked mutex of the given rank.
    pub fn new(rank: Rank, value: T) -> Self {
        Self { inner: PlainMutex::new(value), check: held::RankCheck::new(rank) }
    }

    /// Takes the lock, waiting for the few instructions that another holder needs.
    ///
    /// # Panics
    ///
    /// In debug builds, if this thread holds a lock of the same or a higher rank.
    pub fn lock(&self) -> Guard<'_, T> {
        self.check.take();
        let inner = self.inner.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Guard { inner, check: self.check }
    }
}

/// The lock, until dropped.
#[derive(Debug)]
pub struct Guard<'a, T> {
    inner: PlainGuard<'a, T>,
    check: held::RankCheck,
}

impl<T> Deref for Guard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.inner
    }
}

impl<T> DerefMut for Guard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.inner
    }
}

impl<T> Drop for Guard<'_, T> {
    fn drop(&mut self) {
        self.check.unlock();
    }
}

#[cfg(all(test, debug_assertions, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests {
    use super::*;

    #[test]
    fn rising_ranks_nest() {
        let (low, high) = (Mutex::new(Rank::Socket, 1), Mutex::new(Rank::Call, 2));
        let first = low.lock();
        let second = high.lock();
        assert_eq!(*first + *second, 3);
        drop(second);
        drop(first);
        assert_no_lock_held();
    }

    #[test]
    #[should_panic(expected = "lock rank Socket")]
    fn falling_ranks_are_refused() {
        let (low, high) = (Mutex::new(Rank::Socket, 1), Mutex::new(Rank::Call, 2));
        let _second = high.lock();
        let _first = low.lock();
    }

    #[test]
    #[should_panic(expected = "calling out with locks held")]
    fn calling_out_under_a_lock_is_refused() {
        let lock = Mutex::new(Rank::Ready, ());
        let _held = lock.lock();
        assert_no_lock_held();
    }
}
