//! Calls to one service that wait for a user, and how many of each client the users have in hand.
//!
//! Holds: [`Line`] and whose turn it is. Must not know: who waits to take one.
//!
//! The next call is one of the client that has fewest in users' hands, and the oldest of its calls. So
//! one client with many long calls holds up another's for as long as a user needs to be free, and no
//! longer. All who have not proven their addresses count as one client.

use super::pool::{Party, Pool};
use crate::call::{Call, CallKey};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The line of one service.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Places for those that wait, handed out or only reserved.
    pub(super) waiting: Pool,
    /// When somebody was last refused for want of a place here.
    pub(super) refused: Option<Instant>,
    /// How many calls of each party users have in hand.
    held: BTreeMap<Party, usize>,
    /// The only call that was handed out and waits: mostly there is no more than one.
    only: Option<(Party, Arc<Call>)>,
    /// Or all that wait, by party and age.
    calls: BTreeMap<(Party, CallKey), Arc<Call>>,
    /// For each party with calls here: how many users have in hand, and its oldest.
    turns: BTreeSet<(usize, CallKey, Party)>,
}

impl Line {
    /// Whether a call waits for a user, or had to be refused in the time before `now`.
    pub(super) fn is_wanted(&self, now: Instant, within: Duration) -> bool {
        self.len() > 0 || self.refused.is_some_and(|at| now.saturating_duration_since(at) <= within)
    }

    /// Calls that were handed out and wait.
    pub(super) fn len(&self) -> usize {
        usize::from(self.only.is_some()) + self.calls.len()
    }

    pub(super) fn push(&mut self, party: Party, call: &Arc<Call>) {
        if self.len() == 0 {
            self.only = Some((party, call.clone()));
            return;
        }
        if let Some((party, only)) = self.only.take() {
            self.insert(party, only);
        }
        self.insert(party, call.clone());
    }

    /// The call whose turn it is.
    pub(super) fn take(&mut self) -> Option<Arc<Call>> {
        if let Some((_, call)) = self.only.take() {
            return Some(call);
        }
        let (_, key, party) = *self.turns.first()?;
        self.change(party, |line| line.calls.remove(&(party, key)))
    }

    /// Takes one call out.
    pub(super) fn remove(&mut self, party: Party, key: CallKey) -> Option<Arc<Call>> {
        if self.only.as_ref().is_some_and(|(_, only)| only.key == key) {
            return self.only.take().map(|(_, call)| call);
        }
        self.change(party, |line| line.calls.remove(&(party, key)))
    }

    /// Users have one more call of a party in hand, or one less.
    pub(super) fn hold(&mut self, party: Party) {
        self.change(party, |line| *line.held.entry(party).or_default() += 1);
    }

    pub(super) fn let_go(&mut self, party: Party) {
        self.change(party, |line| {
            if let Some(held) = line.held.get_mut(&party) {
                *held = held.saturating_sub(1);
                if *held == 0 {
                    line.held.remove(&party);
                }
            }
        });
    }

    fn insert(&mut self, party: Party, call: Arc<Call>) {
        self.change(party, |line| line.calls.insert((party, call.key), call));
    }

    /// Changes what the turn of a party hangs on.
    fn change<R>(&mut self, party: Party, change: impl FnOnce(&mut Self) -> R) -> R {
        if let Some(turn) = self.turn(party) {
            self.turns.remove(&turn);
        }
        let result = change(self);
        if let Some(turn) = self.turn(party) {
            self.turns.insert(turn);
        }
        result
    }

    fn turn(&self, party: Party) -> Option<(usize, CallKey, Party)> {
        if self.calls.is_empty() {
            return None;
        }
        let all = (party, CallKey(0))..=(party, CallKey(u64::MAX));
        let ((_, oldest), _) = self.calls.range(all).next()?;
        Some((self.held.get(&party).copied().unwrap_or(0), *oldest, party))
    }
}
