//! Who has calls, and how many.
//!
//! Holds: [`Parties`]. Must not know: how many a party may have.

use crate::hosts::Host;
use std::collections::BTreeMap;

/// Hosts without a call that are remembered, so that one whose calls come one after the other need not be
/// made anew each time.
const REMEMBERED: usize = 64;

/// The number of a party, for as long as it has a call.
pub(crate) type PartyId = u32;

/// All clients whose address is not proven, together: it costs nothing to forge many of them.
pub(super) const UNPROVEN: PartyId = 0;

/// What a party has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Party {
    /// Calls with a place.
    pub(super) places: usize,
    /// Those that a user has in hand.
    pub(super) with_users: usize,
}

/// The unproven, and every proven host.
#[derive(Debug)]
pub(super) struct Parties {
    all: Vec<Party>,
    free: Vec<PartyId>,
    hosts: BTreeMap<Host, PartyId>,
    /// Hosts that have calls.
    active: usize,
}

impl Parties {
    pub(super) fn new() -> Self {
        Self { all: vec![Party::default()], free: Vec::new(), hosts: BTreeMap::new(), active: 0 }
    }

    /// The number of a proven host.
    pub(super) fn of(&mut self, host: Host) -> PartyId {
        if let Some(id) = self.hosts.get(&host) {
            return *id;
        }
        self.forget_idle();
        let id = self.free.pop().unwrap_or_else(|| {
            self.all.push(Party::default());
            PartyId::try_from(self.all.len() - 1).unwrap_or(UNPROVEN)
        });
        self.hosts.insert(host, id);
        id
    }

    /// The number of a host that has, or had, calls on proven connections.
    pub(super) fn find(&self, host: Host) -> Option<PartyId> {
        self.hosts.get(&host).copied()
    }

    pub(super) fn get(&self, id: PartyId) -> Party {
        self.all.get(id as usize).copied().unwrap_or_default()
    }

    pub(super) fn get_mut(&mut self, id: PartyId) -> &mut Party {
        &mut self.all[id as usize]
    }

    /// What the unproven have, and what all have.
    #[cfg(test)]
    pub(super) fn all(&self) -> (usize, usize) {
        (self.get(UNPROVEN).places, self.all.iter().map(|party| party.places).sum())
    }

    /// A party has one more call.
    pub(super) fn enter(&mut self, id: PartyId) {
        let party = self.get_mut(id);
        party.places += 1;
        if party.places == 1 && id != UNPROVEN {
            self.active += 1;
        }
    }

    /// A party has one call less.
    pub(super) fn leave(&mut self, id: PartyId) {
        let party = self.get_mut(id);
        party.places = party.places.saturating_sub(1);
        if party.places == 0 && id != UNPROVEN {
            self.active = self.active.saturating_sub(1);
        }
    }

    /// Forgets hosts without calls when they are as many as those with calls, and worth it.
    fn forget_idle(&mut self) {
        if self.hosts.len() < REMEMBERED.max(2 * self.active) {
            return;
        }
        let (all, free) = (&self.all, &mut self.free);
        self.hosts.retain(|_, id| {
            let keep = all[*id as usize].places > 0;
            if !keep {
                free.push(*id);
            }
            keep
        });
    }
}
