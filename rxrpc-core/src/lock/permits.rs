//! N permits, handed from one holder to the next in the order of asking.
//!
//! Holds: [`Permits`], the owned token [`Permit`] and the future [`Take`]; in `free`, which permits are free. Must
//! not know: what a permit stands for. N = 1 is the user mutex of a call; N = 4 × connections is the set of slots of a
//! bundle. A permit holds on to what its set is a part of, its [`Owner`]: the right to use a call names
//! the call, and no other one fits.
//!
//! A permit of one is also access to what only its holder has to do with: that lies in the set while nobody
//! holds the permit, and travels with it otherwise. It is nothing that others update, so no lock is held for
//! it: packet input goes on updating a call while a user holds the call's user mutex. There is no barging:
//! while anybody waits, no permit is ever free.
//!
//! A permit can be given back to *rest*: of the free ones it is then taken only when no other is left,
//! and the one that has rested longest first. What it stands for may not be of use yet, and nothing says
//! when it will be. It rests until a holder says otherwise; who waits takes it as it is.
//!
//! A permit that was granted is nobody else's, and the future that waits for it may not be polled. Whoever has a
//! clock can look after that (`Permits::look_after`): a permit that was not taken up by then is free, and those who
//! wait are woken to take it, in their order, a few more at each look. A waiter that was passed over stays in its
//! place of the queue.
//!
//! Who will not wait in the queue can have himself told once when somebody new would get a permit
//! (`Permits::watch`); he has no right to it then.

mod free;

use super::ranked::assert_no_lock_held;
use super::waiters::WaiterId;
use super::{Mutex, Rank, Waiters, WakeList, abandoned_by_model};
use free::{Free, Token};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

/// The most permits that one set can hold.
pub const MAX_PERMITS: usize = 1 << 14;

/// How often the number of those who are woken for a free permit doubles: a million is everybody.
const MOST_DOUBLINGS: u32 = 20;

/// N permits, FIFO hand-off, cancel-safe. With the permit of a set of one goes a `T`.
#[derive(Debug)]
pub struct Permits<T = ()> {
    inner: Mutex<Inner<T>>,
}

/// What a set of permits is a part of.
pub trait Owner {
    /// What its holder has to himself, small: it is moved whenever the permit is. Only a set of one permit
    /// has anything.
    type Guarded: Default + Debug;

    /// The set.
    fn permits(&self) -> &Permits<Self::Guarded>;
}

impl Owner for Permits {
    type Guarded = ();

    fn permits(&self) -> &Self {
        self
    }
}

/// # Invariants
///
/// A free permit and a waiter exist at once only after a look, and until the next: it takes those out of
/// `waiting` that it wakes. A ticket is in at most one of `waiting` and `granted`; in none if it was passed over,
/// or called, and not polled since.
#[derive(Debug)]
struct Inner<T> {
    /// Neither held nor granted.
    free: Free,
    /// What goes with the permit, while nobody holds that.
    guarded: T,
    next_ticket: u64,
    /// Who waits, oldest ticket first.
    waiting: BTreeMap<u64, Waker>,
    /// Permits that were handed to a waiter which has not run since.
    granted: BTreeMap<u64, Token>,
    /// Somebody looks after the granted ones.
    watched: bool,
    /// In a box of its own, because hardly any set has it, and every call has a set.
    rare: Option<Box<Rare>>,
}

#[derive(Debug, Default)]
struct Rare {
    /// What the last look found, if there is to be another.
    last_look: LastLook,
    /// Who is to be told when somebody new would get a permit.
    watchers: Waiters,
}

/// What a look after granted permits found.
#[derive(Debug, Default)]
struct LastLook {
    /// The tickets that had a permit granted.
    granted: Vec<u64>,
    /// How many looks in a row found free permits and waiters.
    calls: u32,
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
}

impl<T: Default> Permits<T> {
    /// A set of one permit, born taken, for whoever makes its owner: there is no moment at which the
    /// thing it guards is visible and not locked. [`Permit::born`] is the permit.
    pub(crate) fn new_taken() -> Self {
        Self { inner: Mutex::new(Rank::Permits, Inner::with_free(Free::all(0))) }
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

    /// Whether grants are to be looked after from now on, by whoever asks: others wait for what was granted.
    /// With `waits`, also while somebody waits and nothing is granted so far.
    pub(crate) fn begin_watch(&self, waits: bool) -> bool {
        let mut inner = self.inner.lock();
        let begins =
            !inner.watched && (waits || !inner.granted.is_empty()) && !inner.waiting.is_empty();
        inner.watched |= begins;
        begins
    }

    /// Whether there is anything left to look after; if not, nobody does any more.
    pub(crate) fn keep_watch(&self, waits: bool) -> bool {
        let mut inner = self.inner.lock();
        inner.watched = inner.needs_look(waits);
        if !inner.watched {
            inner.forget_look();
        }
        inner.watched
    }

    /// Takes back what had been granted at the last look already, and has some who wait woken for what is
    /// free. `true` if there is to be another look.
    pub(crate) fn look_after(&self, waits: bool) -> (bool, WakeList) {
        let mut wake = WakeList::default();
        let mut inner = self.inner.lock();
        inner.look(&mut wake);
        inner.watched = inner.needs_look(waits);
        if !inner.watched {
            inner.forget_look();
        }
        if let Some(told) = inner.take_watchers() {
            wake.append(told);
        }
        (inner.watched, wake)
    }

    /// Gives back what a holder had.
    fn give_back(&self, token: Token, guarded: T) {
        let mut inner = self.inner.lock();
        inner.guarded = guarded;
        let next = inner.hand_on(token);
        let told = inner.take_watchers();
        drop(inner);
        wake_next(next, told);
    }

    /// Gives back what was granted and not claimed.
    fn pass_on(&self, token: Token) {
        let mut inner = self.inner.lock();
        let next = inner.hand_on(token);
        let told = inner.take_watchers();
        drop(inner);
        wake_next(next, told);
    }

    /// Whether somebody new would get a permit.
    pub(crate) fn is_to_be_had(&self) -> bool {
        self.inner.lock().is_to_be_had()
    }

    /// Has `waker` woken once, when somebody new would get a permit; `true` if that is so now: it is not woken then. It
    /// takes the place of what `id` names.
    pub(crate) fn watch(&self, id: &mut Option<WaiterId>, waker: &Waker) -> bool {
        let mut inner = self.inner.lock();
        if inner.is_to_be_had() {
            return true;
        }
        let replaced = inner.rare.get_or_insert_default().watchers.register(id, waker);
        drop(inner);
        drop(replaced);
        false
    }

    /// Ends a watch, if it has not ended by itself.
    pub(crate) fn unwatch(&self, id: WaiterId) {
        let mut inner = self.inner.lock();
        let waker = inner.rare.as_mut().and_then(|rare| rare.watchers.remove(id));
        drop(inner);
        drop(waker);
    }

    /// How many are to be told.
    #[cfg(test)]
    pub(crate) fn watchers(&self) -> usize {
        self.inner.lock().rare.as_ref().map_or(0, |rare| rare.watchers.len())
    }
}

/// Wakes whom a permit was granted to, or who is to come for one that is free, and who watches.
#[inline]
fn wake_next(next: Option<Waker>, watchers: Option<WakeList>) {
    if let Some(waker) = next {
        assert_no_lock_held();
        waker.wake();
    }
    if let Some(watchers) = watchers {
        watchers.wake();
    }
}

impl<T: Default> Inner<T> {
    fn with_free(free: Free) -> Self {
        Self {
            free,
            guarded: T::default(),
            next_ticket: 0,
            waiting: BTreeMap::new(),
            granted: BTreeMap::new(),
            watched: false,
            rare: None,
        }
    }

    fn needs_look(&self, waits: bool) -> bool {
        let unclaimed = !self.granted.is_empty();
        unclaimed || (!self.waiting.is_empty() && (waits || self.free.len() > 0))
    }

    fn look(&mut self, wake: &mut WakeList) {
        let LastLook { granted, calls } =
            self.rare.as_mut().map(|rare| std::mem::take(&mut rare.last_look)).unwrap_or_default();
        for ticket in granted {
            if let Some(token) = self.granted.remove(&ticket) {
                self.free.push(token);
            }
        }
        let free = self.free.len();
        let called = free << calls.min(MOST_DOUBLINGS);
        for (_, waker) in (0..called).map_while(|_| self.waiting.pop_first()) {
            wake.push(waker);
        }
        let calls = if free > 0 { calls + 1 } else { 0 };
        let granted = self.granted.keys().copied().collect();
        self.rare.get_or_insert_default().last_look = LastLook { granted, calls };
    }

    fn forget_look(&mut self) {
        if let Some(rare) = &mut self.rare {
            rare.last_look = LastLook::default();
            if rare.watchers.is_empty() {
                self.rare = None;
            }
        }
    }

    fn is_to_be_had(&self) -> bool {
        self.waiting.is_empty() && self.free.len() > 0
    }

    /// Takes out who watches, if what they watch for is so. They are to be woken unlocked.
    #[inline]
    fn take_watchers(&mut self) -> Option<WakeList> {
        if self.rare.is_none() { None } else { self.take_rare_watchers() }
    }

    #[cold]
    fn take_rare_watchers(&mut self) -> Option<WakeList> {
        if !self.is_to_be_had() {
            return None;
        }
        let mut told = WakeList::default();
        self.rare.as_mut()?.watchers.take_all(&mut told);
        Some(told)
    }

    /// What goes with a permit that is taken now.
    fn take_guarded(&mut self) -> T {
        std::mem::take(&mut self.guarded)
    }

    /// A free permit for who has not asked before: those who wait come first.
    #[inline]
    fn pop_free(&mut self) -> Option<Token> {
        if self.waiting.is_empty() { self.free.pop() } else { None }
    }

    /// A free permit for a waiter before whom nobody waits. Its own waker is to be dropped unlocked.
    fn pop_free_for(&mut self, ticket: u64) -> Option<(Token, Option<Waker>)> {
        let others_first = self.waiting.first_key_value().is_some_and(|(first, _)| *first < ticket);
        if others_first {
            return None;
        }
        let token = self.free.pop()?;
        Some((token, self.waiting.remove(&ticket)))
    }

    /// Who is to be woken for a free permit, if somebody waits beside one.
    fn call_next(&mut self) -> Option<Waker> {
        if self.free.len() == 0 {
            return None;
        }
        self.waiting.pop_first().map(|(_, waker)| waker)
    }

    /// Gives the permit to the oldest waiter, or sets it free. The waker is to be woken unlocked.
    #[inline]
    fn hand_on(&mut self, token: Token) -> Option<Waker> {
        // Mostly nobody waits, and a look at that is less than to take nobody out.
        if self.waiting.is_empty() {
            self.free.push(token);
            return None;
        }
        self.hand_to_waiter(token)
    }

    #[inline(never)]
    fn hand_to_waiter(&mut self, token: Token) -> Option<Waker> {
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
    guarded: O::Guarded,
}

impl<O: Owner> Permit<O> {
    /// Takes a permit of `owner` if one is free: the lowest of those that do not rest, else the one that has
    /// rested longest. Never waits, never queues.
    pub fn try_of(owner: &Arc<O>) -> Option<Self> {
        let mut inner = owner.permits().inner.lock();
        let token = inner.pop_free()?;
        let guarded = inner.take_guarded();
        drop(inner);
        Some(Self { owner: owner.clone(), token, guarded })
    }

    /// The permit that was born taken with `owner`, whose maker calls this, and once.
    pub(crate) fn born(owner: &Arc<O>) -> Self {
        let token = Token { index: 0, rests: false };
        Self { owner: owner.clone(), token, guarded: O::Guarded::default() }
    }

    /// What the permit is for.
    pub fn owner(&self) -> &Arc<O> {
        &self.owner
    }

    /// What the permit is for, and what goes with it.
    pub(crate) fn parts(&mut self) -> (&Arc<O>, &mut O::Guarded) {
        (&self.owner, &mut self.guarded)
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
            self.owner.permits().give_back(self.token, std::mem::take(&mut self.guarded));
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

    /// What the permit is for.
    pub fn owner(&self) -> &Arc<O> {
        &self.owner
    }
}

impl<O: Owner> Future for Take<O> {
    type Output = Permit<O>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Permit<O>> {
        let owner = self.owner.clone();
        let mut inner = owner.permits().inner.lock();
        let taken = match self.ticket {
            None => inner.pop_free().map(|token| (token, None)),
            Some(ticket) => match inner.claim(ticket) {
                Some(token) => Some((token, None)),
                None => inner.pop_free_for(ticket),
            },
        };
        if let Some((token, waker)) = taken {
            let guarded = inner.take_guarded();
            // Nobody waits behind it, and there are more.
            let told = inner.take_watchers();
            self.ticket = None;
            drop(inner);
            drop(waker);
            wake_next(None, told);
            return Poll::Ready(Permit { owner, token, guarded });
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
        // It was woken for what is free, and so another is to be.
        let next = if waker.is_none() && granted.is_none() { inner.call_next() } else { None };
        let told = inner.take_watchers();
        drop(inner);
        drop(waker);
        if let Some(token) = granted {
            permits.pass_on(token);
        }
        wake_next(next, told);
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
