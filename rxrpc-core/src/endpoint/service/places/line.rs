//! Calls to one service that wait for a user.
//!
//! Holds: [`Line`] and which of its calls is next. Must not know: who waits to take one.
//!
//! The next call is one of the party that has fewest in users' hands, and the oldest of its calls. So
//! one client with many long calls holds up another's for as long as a user needs to be free, and no
//! longer. Mostly all that wait are one party's, and then nothing is sorted.

use super::parties::{Parties, PartyId, UNPROVEN};
use super::pool::Pool;
use crate::call::{Call, CallKey};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The line of one service.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Places for those that wait, handed out or only reserved.
    pub(super) waiting: Pool,
    /// How many of them each party has, by its number: what a host has in another line takes nothing here.
    parties: Vec<u32>,
    /// When somebody was last refused for want of a place here.
    pub(super) refused: Option<Instant>,
    /// The party of all that were handed out, as long as there is one.
    party: PartyId,
    calls: VecDeque<Arc<Call>>,
    /// Or all that were handed out, by party and age.
    sorted: BTreeMap<(PartyId, CallKey), Arc<Call>>,
    /// For each party with calls in `sorted`: how many users have in hand, and its oldest.
    next_parties: BTreeSet<(usize, CallKey, PartyId)>,
}

impl Line {
    /// Whether a call waits for a user, or had to be refused in the time before `now`.
    pub(super) fn is_wanted(&self, now: Instant, within: Duration) -> bool {
        self.len() > 0 || self.refused.is_some_and(|at| now.saturating_duration_since(at) <= within)
    }

    /// Calls that were handed out and wait.
    pub(super) fn len(&self) -> usize {
        self.calls.len() + self.sorted.len()
    }

    /// Whether calls of more than one party wait, or did.
    pub(super) fn is_sorted(&self) -> bool {
        !self.sorted.is_empty()
    }

    /// How many of a party wait, handed out or only reserved.
    pub(super) fn waits(&self, party: PartyId) -> usize {
        self.parties.get(party as usize).map_or(0, |count| *count as usize)
    }

    /// Whether all counts fit each other.
    #[cfg(test)]
    pub(super) fn is_consistent(&self, parties: &Parties) -> bool {
        let all: u32 = self.parties.iter().sum();
        let parties_here: BTreeSet<_> = self.sorted.keys().map(|(party, _)| *party).collect();
        let expected = parties_here
            .into_iter()
            .filter_map(|party| Some((parties.get(party).with_users, self.oldest(party)?, party)));
        self.waiting.has((self.waits(UNPROVEN), all as usize))
            && self.len() <= all as usize
            && (self.calls.is_empty() || self.sorted.is_empty())
            && expected.collect::<BTreeSet<_>>() == self.next_parties
    }

    /// One more of a party waits.
    pub(super) fn enter(&mut self, party: PartyId) {
        self.waiting.enter(party != UNPROVEN);
        let at = party as usize;
        if self.parties.len() <= at {
            self.parties.resize(at + 1, 0);
        }
        self.parties[at] += 1;
    }

    /// One less of a party waits.
    pub(super) fn leave(&mut self, party: PartyId) {
        self.waiting.leave(party != UNPROVEN);
        if let Some(count) = self.parties.get_mut(party as usize) {
            *count = count.saturating_sub(1);
        }
    }

    pub(super) fn push(&mut self, parties: &Parties, party: PartyId, call: Arc<Call>) {
        if self.sorted.is_empty() && (self.calls.is_empty() || self.party == party) {
            self.party = party;
            self.calls.push_back(call);
            return;
        }
        for other in std::mem::take(&mut self.calls) {
            self.insert(parties, self.party, other);
        }
        self.insert(parties, party, call);
    }

    /// The call that is next, with its party.
    pub(super) fn take(&mut self, parties: &Parties) -> Option<Arc<Call>> {
        if let Some(call) = self.calls.pop_front() {
            return Some(call);
        }
        let (_, key, party) = *self.next_parties.first()?;
        self.take_sorted(parties, party, key)
    }

    /// Takes one call out.
    pub(super) fn remove(
        &mut self,
        parties: &Parties,
        party: PartyId,
        key: CallKey,
    ) -> Option<Arc<Call>> {
        if self.sorted.is_empty() {
            let at = self.calls.iter().position(|call| call.key == key)?;
            return self.calls.remove(at);
        }
        self.take_sorted(parties, party, key)
    }

    /// Users have more or less calls of a party in hand than `before`.
    pub(super) fn with_users_changed(&mut self, parties: &Parties, party: PartyId, before: usize) {
        if let Some(oldest) = self.oldest(party) {
            self.next_parties.remove(&(before, oldest, party));
            self.next_parties.insert((parties.get(party).with_users, oldest, party));
        }
    }

    fn insert(&mut self, parties: &Parties, party: PartyId, call: Arc<Call>) {
        self.change(parties, party, |sorted| sorted.insert((party, call.key), call));
    }

    fn take_sorted(
        &mut self,
        parties: &Parties,
        party: PartyId,
        key: CallKey,
    ) -> Option<Arc<Call>> {
        self.change(parties, party, |sorted| sorted.remove(&(party, key)))
    }

    /// Changes the calls of a party, and where it stands with them.
    fn change<R>(
        &mut self,
        parties: &Parties,
        party: PartyId,
        change: impl FnOnce(&mut BTreeMap<(PartyId, CallKey), Arc<Call>>) -> R,
    ) -> R {
        let with_users = parties.get(party).with_users;
        let before = self.oldest(party);
        let result = change(&mut self.sorted);
        let after = self.oldest(party);
        if before != after {
            if let Some(oldest) = before {
                self.next_parties.remove(&(with_users, oldest, party));
            }
            if let Some(oldest) = after {
                self.next_parties.insert((with_users, oldest, party));
            }
        }
        result
    }

    fn oldest(&self, party: PartyId) -> Option<CallKey> {
        if self.sorted.is_empty() {
            return None;
        }
        let all = (party, CallKey(0))..=(party, CallKey(u64::MAX));
        self.sorted.range(all).next().map(|((_, oldest), _)| *oldest)
    }
}
