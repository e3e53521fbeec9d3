//! Who stands in line for the permits of a set, and what was granted and not come for.
//!
//! Holds: [`Line`]. Must not know: locks, or what goes with a permit. What it gives back to be woken or dropped is so with
//! no lock held.

use super::free::{Free, Token};
use crate::lock::waiters::WaiterId;
use crate::lock::{Waiters, WakeList};
use std::collections::BTreeMap;
use std::task::Waker;

/// How often the number of those who are woken for a free permit doubles: a million is everybody.
const MOST_DOUBLINGS: u32 = 20;

/// Who waits for permits of a set. Once there is one it stays, since a ticket is never given twice.
///
/// # Invariants
///
/// A free permit and a waiter exist at once only after a look, and until the next: it takes those out of
/// `waiting` that it wakes. A ticket is in at most one of `waiting` and `granted`; in none if it was passed over,
/// or called, and not polled since.
#[derive(Debug, Default)]
pub(super) struct Line {
    next_ticket: u64,
    /// Who waits, oldest ticket first.
    waiting: BTreeMap<u64, Waker>,
    /// Permits that were handed to a waiter which has not run since.
    granted: BTreeMap<u64, Token>,
    /// Somebody looks after the granted ones.
    watched: bool,
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

/// Who is to learn of a change.
#[derive(Debug, Default)]
#[must_use = "whoever was taken out has to be woken"]
pub(super) struct Told {
    /// Whom a permit was granted to, or who is to come for one that is free.
    pub(super) next: Option<Waker>,
    /// Who watches.
    pub(super) watchers: Option<WakeList>,
}

impl Line {
    /// How many wait, or have not come for what they were granted.
    pub(super) fn len(&self) -> usize {
        self.waiting.len() + self.granted.len()
    }

    /// Whether nobody waits.
    #[inline]
    pub(super) fn is_free(&self) -> bool {
        self.waiting.is_empty()
    }

    /// [`Permits::begin_watch`](super::Permits::begin_watch).
    pub(super) fn begin_watch(&mut self, waits: bool) -> bool {
        let begins =
            !self.watched && (waits || !self.granted.is_empty()) && !self.waiting.is_empty();
        self.watched |= begins;
        begins
    }

    /// [`Permits::keep_watch`](super::Permits::keep_watch).
    pub(super) fn keep_watch(&mut self, free: &Free, waits: bool) -> bool {
        let unclaimed = !self.granted.is_empty();
        self.watched = unclaimed || (!self.waiting.is_empty() && (waits || free.len() > 0));
        if !self.watched {
            self.last_look = LastLook::default();
        }
        self.watched
    }

    /// Takes back what had been granted at the last look already, and takes out some who are to come for what is
    /// free.
    pub(super) fn look(&mut self, free: &mut Free, wake: &mut WakeList) {
        let LastLook { granted, calls } = std::mem::take(&mut self.last_look);
        for ticket in granted {
            if let Some(token) = self.granted.remove(&ticket) {
                free.push(token);
            }
        }
        let free = free.len();
        let called = free << calls.min(MOST_DOUBLINGS);
        for (_, waker) in (0..called).map_while(|_| self.waiting.pop_first()) {
            wake.push(waker);
        }
        let calls = if free > 0 { calls + 1 } else { 0 };
        let granted = self.granted.keys().copied().collect();
        self.last_look = LastLook { granted, calls };
    }

    /// Takes out who watches, if somebody new would get one of the `free` permits.
    pub(super) fn take_watchers(&mut self, free: &Free) -> Option<WakeList> {
        if self.watchers.is_empty() || !self.waiting.is_empty() || free.len() == 0 {
            return None;
        }
        let mut told = WakeList::default();
        self.watchers.take_all(&mut told);
        Some(told)
    }

    /// Gives the permit to the oldest waiter, or sets it free.
    #[inline(never)]
    pub(super) fn hand_on(&mut self, free: &mut Free, token: Token) -> Told {
        let next = match self.waiting.pop_first() {
            Some((ticket, waker)) => {
                self.granted.insert(ticket, token);
                Some(waker)
            }
            None => {
                free.push(token);
                None
            }
        };
        Told { next, watchers: self.take_watchers(free) }
    }

    /// What was granted to a waiter, or a free permit if nobody waits before him. Its waker comes along.
    pub(super) fn take(&mut self, free: &mut Free, ticket: u64) -> Option<(Token, Option<Waker>)> {
        if let Some(token) = self.granted.remove(&ticket) {
            return Some((token, None));
        }
        let others_first = self.waiting.first_key_value().is_some_and(|(first, _)| *first < ticket);
        if others_first {
            return None;
        }
        let token = free.pop()?;
        Some((token, self.waiting.remove(&ticket)))
    }

    /// Has one wait, at the end if he has no ticket so far; the waker that he had there.
    pub(super) fn stand(&mut self, ticket: &mut Option<u64>, waker: &Waker) -> Option<Waker> {
        let ticket = *ticket.get_or_insert_with(|| {
            self.next_ticket += 1;
            self.next_ticket
        });
        self.waiting.insert(ticket, waker.clone())
    }

    /// A waiter goes; the waker that he had, and who is to learn of it.
    pub(super) fn leave(&mut self, free: &mut Free, ticket: u64) -> (Option<Waker>, Told) {
        let waker = self.waiting.remove(&ticket);
        if let Some(token) = self.granted.remove(&ticket) {
            return (waker, self.hand_on(free, token));
        }
        // He was woken for what is free, and so another is to be.
        let next = match waker {
            None if free.len() > 0 => self.waiting.pop_first().map(|(_, waker)| waker),
            _ => None,
        };
        (waker, Told { next, watchers: self.take_watchers(free) })
    }

    /// Has `waker` told of a permit to be had; the one that `id` named before.
    pub(super) fn watch(&mut self, id: &mut Option<WaiterId>, waker: &Waker) -> Option<Waker> {
        self.watchers.register(id, waker)
    }

    /// Ends a watch.
    pub(super) fn unwatch(&mut self, id: WaiterId) -> Option<Waker> {
        self.watchers.remove(id)
    }

    /// How many are to be told.
    #[cfg(test)]
    pub(super) fn watchers(&self) -> usize {
        self.watchers.len()
    }
}

impl Told {
    /// Wakes all of them. No lock may be held.
    pub(super) fn wake(self) {
        if let Some(waker) = self.next {
            crate::lock::ranked::assert_no_lock_held();
            waker.wake();
        }
        if let Some(watchers) = self.watchers {
            watchers.wake();
        }
    }
}
