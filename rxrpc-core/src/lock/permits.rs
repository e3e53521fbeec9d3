//! N permits, handed from one holder to the next in the order of asking.
//!
//! Holds: [`Permits`], the owned token [`Permit`] and the future [`Take`]; in `free`, which permits are free; in `line`,
//! who waits for them. Must not know: what a permit stands for. N = 1 is the user mutex of a call; N = 4 × connections is
//! the set of slots of a bundle. A permit holds on to what its set is a part of, its [`Owner`]: the right to use a call
//! names the call, and no other one fits.
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
mod line;

use super::waiters::WaiterId;
use super::{Mutex, Rank, WakeList, abandoned_by_model};
use free::{Free, Token};
use line::{Line, Told};
use std::fmt::Debug;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

/// The most permits that one set can hold.
pub const MAX_PERMITS: usize = 1 << 14;

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

#[derive(Debug)]
struct Inner<T> {
    /// Neither held nor granted.
    free: Free,
    /// What goes with the permit, while nobody holds that.
    guarded: T,
    /// In a box of its own, because every call has a set, and of hardly any does anybody ever wait for the permit.
    line: Option<Box<Line>>,
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
        self.inner.lock().line.as_ref().map_or(0, |line| line.len())
    }

    /// Whether grants are to be looked after from now on, by whoever asks: others wait for what was granted.
    /// With `waits`, also while somebody waits and nothing is granted so far.
    pub(crate) fn begin_watch(&self, waits: bool) -> bool {
        self.inner.lock().line.as_mut().is_some_and(|line| line.begin_watch(waits))
    }

    /// Whether there is anything left to look after; if not, nobody does any more.
    pub(crate) fn keep_watch(&self, waits: bool) -> bool {
        let Inner { free, line, .. } = &mut *self.inner.lock();
        line.as_mut().is_some_and(|line| line.keep_watch(free, waits))
    }

    /// Takes back what had been granted at the last look already, and has some who wait woken for what is
    /// free. `true` if there is to be another look.
    pub(crate) fn look_after(&self, waits: bool) -> (bool, WakeList) {
        let mut wake = WakeList::default();
        let Inner { free, line, .. } = &mut *self.inner.lock();
        let Some(line) = line else { return (false, wake) };
        line.look(free, &mut wake);
        let goes_on = line.keep_watch(free, waits);
        if let Some(watchers) = line.take_watchers(free) {
            wake.append(watchers);
        }
        (goes_on, wake)
    }

    /// Gives back what a holder had.
    fn give_back(&self, token: Token, guarded: T) {
        let mut inner = self.inner.lock();
        inner.guarded = guarded;
        let told = inner.hand_on(token);
        drop(inner);
        if let Some(told) = told {
            told.wake();
        }
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
        let replaced = inner.line.get_or_insert_default().watch(id, waker);
        drop(inner);
        drop(replaced);
        false
    }

    /// Ends a watch, if it has not ended by itself.
    pub(crate) fn unwatch(&self, id: WaiterId) {
        let mut inner = self.inner.lock();
        let waker = inner.line.as_mut().and_then(|line| line.unwatch(id));
        drop(inner);
        drop(waker);
    }

    /// How many are to be told.
    #[cfg(test)]
    pub(crate) fn watchers(&self) -> usize {
        self.inner.lock().line.as_ref().map_or(0, |line| line.watchers())
    }
}

impl<T: Default> Inner<T> {
    fn with_free(free: Free) -> Self {
        Self { free, guarded: T::default(), line: None }
    }

    #[inline]
    fn nobody_waits(&self) -> bool {
        self.line.as_ref().is_none_or(|line| line.is_free())
    }

    fn is_to_be_had(&self) -> bool {
        self.nobody_waits() && self.free.len() > 0
    }

    /// What goes with a permit that is taken now.
    fn take_guarded(&mut self) -> T {
        std::mem::take(&mut self.guarded)
    }

    /// A free permit for who has not asked before: those who wait come first.
    #[inline]
    fn pop_free(&mut self) -> Option<Token> {
        if self.nobody_waits() { self.free.pop() } else { None }
    }

    /// Gives the permit to the oldest waiter, or sets it free. Who is to learn of it, once this is unlocked.
    #[inline]
    fn hand_on(&mut self, token: Token) -> Option<Told> {
        match &mut self.line {
            None => {
                self.free.push(token);
                None
            }
            Some(line) => Some(line.hand_on(&mut self.free, token)),
        }
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

    /// The permit, if it is there for the taking: for who was told so, and need not be told again. Never waits; whoever
    /// gets none stands where he stood.
    pub(crate) fn claim(&mut self) -> Option<Permit<O>> {
        self.take_or(|_, _| ())
    }

    /// Takes the permit, or does something else with those who wait while they are locked.
    #[inline]
    fn take_or(
        &mut self,
        otherwise: impl FnOnce(&mut Inner<O::Guarded>, &mut Option<u64>),
    ) -> Option<Permit<O>> {
        let owner = self.owner.clone();
        let mut inner = owner.permits().inner.lock();
        let Inner { free, line, .. } = &mut *inner;
        let taken = match (self.ticket, line) {
            (Some(ticket), Some(line)) => line.take(free, ticket),
            _ => inner.pop_free().map(|token| (token, None)),
        };
        let Some((token, waker)) = taken else {
            otherwise(&mut inner, &mut self.ticket);
            return None;
        };
        let guarded = inner.take_guarded();
        let Inner { free, line, .. } = &mut *inner;
        // Nobody waits behind it, and there are more.
        let watchers = line.as_mut().and_then(|line| line.take_watchers(free));
        self.ticket = None;
        drop(inner);
        drop(waker);
        if let Some(watchers) = watchers {
            watchers.wake();
        }
        Some(Permit { owner, token, guarded })
    }
}

impl<O: Owner> Future for Take<O> {
    type Output = Permit<O>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Permit<O>> {
        // A waker's drop may run the executor's code: outside the lock.
        let mut replaced = None;
        let taken = self.take_or(|inner, ticket| {
            replaced = inner.line.get_or_insert_default().stand(ticket, cx.waker());
        });
        drop(replaced);
        taken.map_or(Poll::Pending, Poll::Ready)
    }
}

impl<O: Owner> Drop for Take<O> {
    fn drop(&mut self) {
        let Some(ticket) = self.ticket.take() else { return };
        if abandoned_by_model() {
            return;
        }
        let mut inner = self.owner.permits().inner.lock();
        let Inner { free, line, .. } = &mut *inner;
        let Some(line) = line else { return };
        let (waker, told) = line.leave(free, ticket);
        drop(inner);
        drop(waker);
        told.wake();
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
