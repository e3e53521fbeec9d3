//! N permits, handed from one holder to the next in the order of asking.
//!
//! Holds: [`Permits`], the owned token [`Permit`] and the future [`Take`]. Must not know: what a
//! permit stands for. N = 1 is the user mutex of a call; N = 4 × connections is the set of slots of a
//! bundle. A permit holds on to what its set is a part of, its [`Owner`]: the right to use a call names
//! the call, and no other one fits.
//!
//! A permit is a token, not access to data: packet input goes on updating a call while a user holds
//! the call's user mutex. There is no barging: while anybody waits, no permit is ever free.
//!
//! A permit can be given back to *rest*: of the free ones it is then taken only when no other is left,
//! and the one that has rested longest first. What it stands for may not be of use yet, and nothing says
//! when it will be. It rests until a holder says otherwise; who waits takes it as it is.

use super::ranked::assert_no_lock_held;
use super::{Mutex, Rank, abandoned_by_model};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, VecDeque};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

/// The most permits that one set can hold.
pub const MAX_PERMITS: usize = 1 << 14;

/// The most permits whose freedom fits into one word.
const FEW: usize = 64;

/// N permits, FIFO hand-off, cancel-safe.
#[derive(Debug)]
pub struct Permits {
    inner: Mutex<Inner>,
}

/// What a set of permits is a part of.
pub trait Owner {
    /// The set.
    fn permits(&self) -> &Permits;
}

impl Owner for Permits {
    fn permits(&self) -> &Permits {
        self
    }
}

/// # Invariants
///
/// A free permit and a waiter never exist at once. A ticket is in at most one of `waiting` and
/// `granted`.
#[derive(Debug)]
struct Inner {
    /// Whom nobody holds and nobody was promised.
    free: Free,
    next_ticket: u64,
    /// Who waits, oldest ticket first.
    waiting: BTreeMap<u64, Waker>,
    /// Permits that were handed to a waiter which has not run since.
    granted: BTreeMap<u64, Token>,
}

/// A permit's number, and whether it rests when it is given back.
#[derive(Clone, Copy, Debug)]
struct Token {
    index: u16,
    rests: bool,
}

/// The free permits.
#[derive(Debug)]
struct Free {
    rested: Rested,
    /// Those that rest, the longest first; allocated when the first one does.
    #[expect(
        clippy::box_collection,
        reason = "every call has a set of one, which is to stay small"
    )]
    resting: Option<Box<VecDeque<u16>>>,
}

impl Free {
    fn all(count: usize) -> Self {
        Self { rested: Rested::all(count), resting: None }
    }

    fn len(&self) -> usize {
        self.rested.len() + self.resting.as_ref().map_or(0, |resting| resting.len())
    }

    fn pop(&mut self) -> Option<Token> {
        if let Some(index) = self.rested.pop() {
            return Some(Token { index, rests: false });
        }
        let index = self.resting.as_mut()?.pop_front()?;
        Some(Token { index, rests: true })
    }

    fn push(&mut self, Token { index, rests }: Token) {
        match rests {
            true => self.resting.get_or_insert_default().push_back(index),
            false => self.rested.push(index),
        }
    }
}

/// The free permits that do not rest. Most sets are of one (a user mutex) or of 16 (a bundle), so those
/// allocate nothing.
#[derive(Debug)]
enum Rested {
    /// One bit a permit.
    Few(u64),
    /// The lowest first.
    #[expect(
        clippy::box_collection,
        reason = "every call has a set of one, which is to stay small"
    )]
    Many(Box<BinaryHeap<Reverse<u16>>>),
}

impl Rested {
    fn all(count: usize) -> Self {
        match count {
            FEW => Self::Few(u64::MAX),
            0..FEW => Self::Few((1 << count) - 1),
            _ => Self::Many(Box::new((0..count).map(|index| Reverse(index as u16)).collect())),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Few(bits) => bits.count_ones() as usize,
            Self::Many(heap) => heap.len(),
        }
    }

    /// The lowest, so that the connections of a bundle fill one after the other.
    fn pop(&mut self) -> Option<u16> {
        match self {
            Self::Few(0) => None,
            Self::Few(bits) => {
                let index = bits.trailing_zeros() as u16;
                *bits &= *bits - 1;
                Some(index)
            }
            Self::Many(heap) => heap.pop().map(|Reverse(index)| index),
        }
    }

    fn push(&mut self, index: u16) {
        match self {
            Self::Few(bits) => *bits |= 1 << index,
            Self::Many(heap) => heap.push(Reverse(index)),
        }
    }
}

impl Permits {
    /// A set of `count` free permits.
    ///
    /// # Panics
    ///
    /// If `count` is 0 or more than [`MAX_PERMITS`].
    pub fn new(count: usize) -> Arc<Self> {
        assert!((1..=MAX_PERMITS).contains(&count), "1 to {MAX_PERMITS} permits");
        Arc::new(Self { inner: Mutex::new(Rank::Permits, Inner::with_free(Free::all(count))) })
    }

    /// A set of one permit, born taken, for whoever makes its owner: there is no moment at which the
    /// thing it guards is visible and not locked. [`Permit::born`] is the permit.
    pub(crate) fn new_taken() -> Self {
        Self { inner: Mutex::new(Rank::Permits, Inner::with_free(Free::all(0))) }
    }

    /// Takes a permit if one is free: the lowest of those that do not rest, else the one that has rested
    /// longest. Never waits, never queues.
    pub fn try_take(self: &Arc<Self>) -> Option<Permit> {
        Permit::try_of(self)
    }

    /// Takes a permit, waiting in the queue for it. Dropping the future leaves the queue; a permit
    /// that was handed over in the meantime goes to the next in the queue.
    pub fn take(self: &Arc<Self>) -> Take {
        Take::of(self)
    }

    /// How many permits nobody holds.
    pub fn free(&self) -> usize {
        self.inner.lock().free.len()
    }

    /// How many futures wait in the queue.
    pub fn waiting(&self) -> usize {
        let inner = self.inner.lock();
        inner.waiting.len() + inner.granted.len()
    }

    fn put(&self, token: Token) {
        let next = self.inner.lock().hand_on(token);
        if let Some(waker) = next {
            assert_no_lock_held();
            waker.wake();
        }
    }
}

impl Inner {
    fn with_free(free: Free) -> Self {
        Self { free, next_ticket: 0, waiting: BTreeMap::new(), granted: BTreeMap::new() }
    }

    /// Gives the permit to the oldest waiter, or sets it free. The waker is to be woken unlocked.
    fn hand_on(&mut self, token: Token) -> Option<Waker> {
        match self.waiting.pop_first() {
            Some((ticket, waker)) => {
                self.granted.insert(ticket, token);
                Some(waker)
            }
            None => {
                self.free.push(token);
                None
            }
        }
    }

    fn claim(&mut self, ticket: u64) -> Option<Token> {
        self.granted.remove(&ticket)
    }
}

/// One permit. Dropping it hands it to the first in the queue, who is woken after unlocking.
#[derive(Debug)]
#[must_use = "a permit is given back when dropped"]
pub struct Permit<O: Owner = Permits> {
    owner: Arc<O>,
    token: Token,
}

impl<O: Owner> Permit<O> {
    /// Takes a permit of `owner` if one is free: the lowest of those that do not rest, else the one that has
    /// rested longest. Never waits, never queues.
    pub fn try_of(owner: &Arc<O>) -> Option<Self> {
        let token = owner.permits().inner.lock().free.pop()?;
        Some(Self { owner: owner.clone(), token })
    }

    /// The permit that was born taken with `owner`, whose maker calls this, and once.
    pub(crate) fn born(owner: &Arc<O>) -> Self {
        Self { owner: owner.clone(), token: Token { index: 0, rests: false } }
    }

    /// What the permit is for.
    pub fn owner(&self) -> &Arc<O> {
        &self.owner
    }

    /// Whether it rests once it is given back; until then as when it was taken.
    pub fn set_resting(&mut self, rests: bool) {
        self.token.rests = rests;
    }

    /// Which of the N permits this is, from 0.
    pub fn index(&self) -> usize {
        usize::from(self.token.index)
    }
}

impl<O: Owner> Drop for Permit<O> {
    fn drop(&mut self) {
        if !abandoned_by_model() {
            self.owner.permits().put(self.token);
        }
    }
}

/// The wait for a permit. Cancel-safe.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct Take<O: Owner = Permits> {
    owner: Arc<O>,
    ticket: Option<u64>,
}

impl<O: Owner> Take<O> {
    /// Takes a permit of `owner`, waiting in the queue for it.
    pub fn of(owner: &Arc<O>) -> Self {
        Self { owner: owner.clone(), ticket: None }
    }
}

impl<O: Owner> Future for Take<O> {
    type Output = Permit<O>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Permit<O>> {
        let owner = self.owner.clone();
        let mut inner = owner.permits().inner.lock();
        let token = match self.ticket {
            None => inner.free.pop(),
            Some(ticket) => inner.claim(ticket),
        };
        if let Some(token) = token {
            self.ticket = None;
            drop(inner);
            return Poll::Ready(Permit { owner, token });
        }
        let ticket = *self.ticket.get_or_insert_with(|| {
            inner.next_ticket += 1;
            inner.next_ticket
        });
        let replaced = inner.waiting.insert(ticket, cx.waker().clone());
        drop(inner);
        // A waker's drop may run the executor's code: outside the lock.
        drop(replaced);
        Poll::Pending
    }
}

impl<O: Owner> Drop for Take<O> {
    fn drop(&mut self) {
        let Some(ticket) = self.ticket.take() else { return };
        if abandoned_by_model() {
            return;
        }
        let permits = self.owner.permits();
        let mut inner = permits.inner.lock();
        let waker = inner.waiting.remove(&ticket);
        let granted = inner.claim(ticket);
        drop(inner);
        drop(waker);
        if let Some(token) = granted {
            permits.put(token);
        }
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests {
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

    #[test]
    fn the_largest_set_works() {
        let permits = Permits::new(MAX_PERMITS);
        let all: Vec<_> = std::iter::from_fn(|| permits.try_take()).collect();
        assert_eq!(all.len(), MAX_PERMITS);
        drop(all);
        assert_eq!(permits.free(), MAX_PERMITS);
    }
}
