//! The places of service calls: how many there are, who has them, and who waits for a user.
//!
//! Holds: [`Places`], under one short lock, and the steps of a call from its first packet to its end.
//! Must not know: packets, services, faces.
//!
//! A call has a place of the endpoint from its first packet until the protocol is over and its user has let
//! go of it, whichever comes last: a client that ends its call at once does not get rid of the user who
//! works for it. Until a user has the call, it also has a place in the line of its service.

mod line;
mod parties;
mod place;
mod pool;

use crate::call::{Call, CallKey};
use crate::hosts::Host;
use crate::lock::Mutex;
use crate::message::UserCallId;
use line::Line;
pub(crate) use parties::PartyId;
use parties::{Parties, UNPROVEN};
pub(crate) use place::{Phase, Place};
use pool::{Pool, Verdict};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// All places of an endpoint.
#[derive(Debug)]
pub(crate) struct Places {
    most: usize,
    pool: Pool,
    /// Places that are kept for calls to come, whose user call IDs were given in advance. What they hold without asking of
    /// the memory for received data is theirs in any case.
    reserved: usize,
    parties: Parties,
    lines: BTreeMap<u64, Line>,
    last_line: u64,
    /// A line may be sorted: calls of more than one party wait in it.
    sorting: bool,
}

/// Who asks for a place.
#[derive(Clone, Copy, Debug)]
pub(in crate::endpoint) struct Applicant {
    pub(in crate::endpoint) key: CallKey,
    /// When it asks.
    pub(in crate::endpoint) since: Instant,
    pub(in crate::endpoint) host: Host,
    /// It is known to receive at its address.
    pub(in crate::endpoint) proven: bool,
}

/// What a call left behind that lost its place before a user had it. To be dropped with no lock held.
#[derive(Debug, Default)]
pub(in crate::endpoint) struct Left {
    /// It was queued: the queue's hold on it.
    pub(in crate::endpoint) queued: Option<Arc<Call>>,
    /// It had this user call ID reserved.
    pub(in crate::endpoint) charge: Option<UserCallId>,
}

/// A call that had to make room for another: it is to be ended, with no lock held.
#[derive(Debug)]
pub(in crate::endpoint) struct Displaced {
    pub(in crate::endpoint) call: Arc<Call>,
    pub(in crate::endpoint) left: Left,
}

impl Places {
    pub(in crate::endpoint) fn new(most: usize) -> Self {
        Self {
            most,
            pool: Pool::default(),
            reserved: 0,
            parties: Parties::new(),
            lines: BTreeMap::new(),
            last_line: 0,
            sorting: false,
        }
    }

    /// A line for those who take calls from now on.
    pub(in crate::endpoint) fn add_line(&mut self) -> u64 {
        self.last_line += 1;
        self.lines.insert(self.last_line, Line::default());
        self.last_line
    }

    /// Keeps a place for a call to come; `false` if there is none.
    pub(in crate::endpoint) fn reserve(&mut self) -> bool {
        let free = self.pool.taken().saturating_add(self.reserved) < self.most;
        self.reserved += usize::from(free);
        free
    }

    /// Keeps so many places fewer.
    pub(in crate::endpoint) fn reserve_no_more(&mut self, places: usize) {
        self.reserved = self.reserved.saturating_sub(places);
    }

    /// Whether somebody who asks may have a place that is kept for nobody, and one of `backlog` in the line if that is
    /// bounded. What has to give way for it has lost its place already.
    pub(in crate::endpoint) fn admit(
        &mut self,
        who: Applicant,
        line: u64,
        backlog: Option<usize>,
    ) -> Result<(PartyId, Option<Displaced>), ()> {
        self.admit_to(Some(self.most.saturating_sub(self.reserved)), who, line, backlog)
    }

    /// Whether somebody who asks may have one of the places that are kept. There is one, so only the share of its host can
    /// be against it.
    pub(in crate::endpoint) fn admit_reserved(
        &mut self,
        who: Applicant,
        line: u64,
    ) -> Result<(PartyId, Option<Displaced>), ()> {
        let admitted = self.admit_to(None, who, line, None)?;
        self.reserve_no_more(1);
        Ok(admitted)
    }

    /// To one of the places that are kept for nobody (`unkept`), or to one that is kept.
    fn admit_to(
        &mut self,
        unkept: Option<usize>,
        who: Applicant,
        line: u64,
        backlog: Option<usize>,
    ) -> Result<(PartyId, Option<Displaced>), ()> {
        let (now, proven) = (who.since, who.proven);
        let known = self.parties.find(who.host);
        let has = known.map_or(0, |id| self.parties.get(id).places);
        let all = self.pool.judge(now, unkept.unwrap_or(self.most), has, proven);
        let place = self.lines.get_mut(&line).ok_or(())?;
        let waiting = known.map_or(0, |id| place.waits(id));
        let in_line = backlog
            .map_or(Verdict::Granted, |most| place.waiting.judge(now, most, waiting, proven));
        if in_line == Verdict::Granted && all == Verdict::Granted {
            return Ok((self.enter(who, known, line), None));
        }
        let older = match (in_line, all) {
            (Verdict::Refused, _) | (_, Verdict::Refused) => None,
            (Verdict::InsteadOfUnproven, _) => place.waiting.oldest_yielding(),
            // A place that a call with a user call ID gives up is no more for those who have none.
            _ if unkept.is_some() => self.pool.oldest_leaving_free(now),
            _ => self.pool.oldest_yielding(),
        };
        let Some(older) = older else {
            place.refused = Some(now);
            return Err(());
        };
        let displaced = self.displace(older);
        Ok((self.enter(who, None, line), Some(displaced)))
    }

    fn enter(&mut self, who: Applicant, known: Option<PartyId>, line: u64) -> PartyId {
        let party = match known {
            _ if !who.proven => UNPROVEN,
            Some(known) => known,
            None => self.parties.of(who.host),
        };
        self.pool.enter(who.proven);
        self.parties.enter(party);
        if let Some(line) = self.lines.get_mut(&line) {
            line.enter(party);
        }
        party
    }

    /// Makes the oldest unproven call of a line, which has a user call ID reserved, give both up for `who`. Nobody gives
    /// anything up for a host that has its share.
    pub(in crate::endpoint) fn displace_charged(
        &mut self,
        who: Applicant,
        line: u64,
    ) -> Option<Displaced> {
        let now = who.since;
        let has = self.parties.find(who.host).map_or(0, |id| self.parties.get(id).places);
        if !self.pool.allows(self.most, has, who.proven) {
            return None;
        }
        let waiting = &mut self.lines.get_mut(&line)?.waiting;
        let oldest =
            if waiting.may_displace(now) { waiting.oldest_yielding()? } else { return None };
        Some(self.displace(oldest))
    }

    /// Makes the oldest unproven call give up its place that has had the time to prove itself.
    pub(in crate::endpoint) fn displace_unproven(&mut self, now: Instant) -> Option<Displaced> {
        let oldest =
            if self.pool.may_displace(now) { self.pool.oldest_yielding()? } else { return None };
        Some(self.displace(oldest))
    }

    fn displace(&mut self, call: Arc<Call>) -> Displaced {
        let left = call.place.as_ref().map(|place| match place.phase().waits() {
            true => self.leave(place),
            false => {
                self.shift(place, Phase::Gone, None);
                Left::default()
            }
        });
        Displaced { call, left: left.unwrap_or_default() }
    }

    /// The line refused somebody for another reason than its places.
    pub(in crate::endpoint) fn note_refusal(&mut self, now: Instant, line: u64) {
        if let Some(line) = self.lines.get_mut(&line) {
            line.refused = Some(now);
        }
    }

    /// Takes in what the state of a call says of its client's address, and hands the call out if it is due:
    /// to its line, or to its user if it has a user call ID. If its service is not `bound` any more, it is
    /// handed to nobody. If its maker is done with it only now (`made`), and it is not due, it is reserved
    /// from now on. `true` if it was handed out just now.
    pub(in crate::endpoint) fn settle(
        &mut self,
        call: &Arc<Call>,
        place: &Place,
        made: bool,
        bound: bool,
    ) -> bool {
        if place.is_shown() && !place.is_proven() {
            self.prove(place);
        }
        let phase = place.phase();
        if phase != Phase::Reserved && !(made && phase == Phase::Making) {
            return false;
        }
        let to = match (place.is_due(), bound) {
            (false, _) => Phase::Reserved,
            (true, false) => Phase::Finishing,
            (true, true) if place.charge.is_some() => Phase::WithUser,
            (true, true) => Phase::Queued,
        };
        if to != phase {
            self.shift(place, to, Some(call));
        }
        to != Phase::Reserved
    }

    /// A user takes the next call of a line.
    pub(crate) fn take(&mut self, line: u64) -> Option<Arc<Call>> {
        let call = self.lines.get_mut(&line)?.take(&self.parties)?;
        if let Some(place) = &call.place {
            self.shift(place, Phase::WithUser, Some(&call));
        }
        Some(call)
    }

    /// Nobody takes the calls of a line any more: it ends. Returns what was queued, in its order, as in a user's hands.
    pub(in crate::endpoint) fn end_line(&mut self, line: u64) -> Vec<Arc<Call>> {
        let calls = std::iter::from_fn(|| self.take(line)).collect();
        self.lines.remove(&line);
        calls
    }

    /// A call ended that no user has: it leaves its line, and its place is free.
    pub(in crate::endpoint) fn leave(&mut self, place: &Place) -> Left {
        if !place.phase().waits() {
            return Left::default();
        }
        let queued = match place.phase() {
            Phase::Queued => {
                let line = self.lines.get_mut(&place.line);
                line.and_then(|line| line.remove(&self.parties, place.party(), place.key))
            }
            _ => None,
        };
        self.shift(place, Phase::Gone, None);
        // Its place is kept for the next call that gets the ID.
        self.reserved += usize::from(place.charge.is_some());
        Left { queued, charge: place.charge }
    }

    /// The protocol is over for a call.
    pub(in crate::endpoint) fn over(&mut self, place: &Place) {
        match place.phase() {
            Phase::WithUser => self.shift(place, Phase::OverWithUser, None),
            Phase::Finishing => self.shift(place, Phase::Gone, None),
            _ => {}
        }
    }

    /// The user of a call has let go of it.
    pub(in crate::endpoint) fn user_done(&mut self, call: &Arc<Call>, place: &Place) {
        match place.phase() {
            Phase::WithUser => self.shift(place, Phase::Finishing, Some(call)),
            Phase::OverWithUser => self.shift(place, Phase::Gone, None),
            _ => {}
        }
    }

    /// The call is being dropped.
    fn discard(&mut self, place: &Place) {
        self.shift(place, Phase::Gone, None);
    }

    /// The lines in which a call waits for a user, or was refused in the time before `now`.
    pub(in crate::endpoint) fn wanted(&self, now: Instant, within: Duration) -> Vec<u64> {
        let wanted =
            |(line, waiting): (&u64, &Line)| waiting.is_wanted(now, within).then_some(*line);
        self.lines.iter().filter_map(wanted).collect()
    }

    /// How many calls have a place.
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    pub(crate) fn taken(&self) -> usize {
        self.pool.taken()
    }

    /// How many calls stand in a line to be taken.
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    pub(crate) fn queued(&self, line: u64) -> usize {
        self.lines.get(&line).map_or(0, Line::len)
    }

    /// Whether all counts fit each other.
    #[cfg(test)]
    pub(in crate::endpoint) fn is_consistent(&self) -> bool {
        self.pool.taken() + self.reserved <= self.most
            && self.pool.has(self.parties.all())
            && self.lines.values().all(|line| line.is_consistent(&self.parties))
    }

    /// Whether nobody has a place, or stands in a line.
    #[cfg(test)]
    pub(in crate::endpoint) fn is_empty(&self) -> bool {
        self.is_consistent()
            && self.pool.is_empty()
            && self.lines.values().all(|line| line.waiting.is_empty())
    }

    /// A client's address is proven: its call counts as its host's own.
    fn prove(&mut self, place: &Place) {
        let phase = place.phase();
        if phase == Phase::Gone {
            return;
        }
        let host = self.parties.of(place.host);
        self.pool.leave(false);
        self.pool.enter(true);
        self.pool.set_yielding(place.key, None, false);
        self.parties.leave(UNPROVEN);
        self.parties.enter(host);
        if phase.is_with_user() {
            self.change_with_users(UNPROVEN, false);
            self.change_with_users(host, true);
        }
        if let Some(line) = self.lines.get_mut(&place.line) {
            if phase.waits() {
                line.leave(UNPROVEN);
                line.enter(host);
                line.waiting.set_yielding(place.key, None, false);
            }
            if phase == Phase::Queued
                && let Some(call) = line.remove(&self.parties, UNPROVEN, place.key)
            {
                line.push(&self.parties, host, call);
                self.sorting |= line.is_sorted();
            }
        }
        place.set_party(host);
    }

    /// Users have one more call of a party in hand, or one less.
    fn change_with_users(&mut self, id: PartyId, more: bool) {
        let party = self.parties.get_mut(id);
        let before = party.with_users;
        party.with_users = if more { before + 1 } else { before.saturating_sub(1) };
        if self.sorting {
            self.sorting = false;
            for line in self.lines.values_mut() {
                line.with_users_changed(&self.parties, id, before);
                self.sorting |= line.is_sorted();
            }
        }
    }

    /// Moves a call from one phase to a later one, with all that counts it.
    fn shift(&mut self, place: &Place, to: Phase, call: Option<&Arc<Call>>) {
        let (from, party) = (place.phase(), place.party());
        place.set_phase(to);
        if party == UNPROVEN {
            self.shift_yielding(place, (from, to), call);
        }
        if to == Phase::Gone && from != Phase::Gone {
            self.pool.leave(party != UNPROVEN);
            self.parties.leave(party);
        }
        if from.is_with_user() != to.is_with_user() {
            self.change_with_users(party, to.is_with_user());
        }
        if from.waits()
            && !to.waits()
            && let Some(line) = self.lines.get_mut(&place.line)
        {
            line.leave(party);
        }
        if to == Phase::Queued
            && let (Some(line), Some(call)) = (self.lines.get_mut(&place.line), call)
        {
            line.push(&self.parties, party, call.clone());
            self.sorting |= line.is_sorted();
        }
    }

    /// An unproven call can be made to give its places up, or not any more.
    fn shift_yielding(
        &mut self,
        place: &Place,
        (from, to): (Phase, Phase),
        call: Option<&Arc<Call>>,
    ) {
        let with = |yields: bool| call.filter(|_| yields).map(|call| (place.since, call));
        let keeps = |phase: Phase| phase.waits() && place.charge.is_some();
        let kept = keeps(to);
        if (from.yields(), keeps(from)) != (to.yields(), kept) {
            self.pool.set_yielding(place.key, with(to.yields()), kept);
        }
        let (waited, waits) = (from.waits() && from.yields(), to.waits() && to.yields());
        if waited != waits
            && let Some(line) = self.lines.get_mut(&place.line)
        {
            line.waiting.set_yielding(place.key, with(waits), kept);
        }
    }
}

/// A place for a call that was admitted.
pub(in crate::endpoint) fn place(
    places: &Arc<Mutex<Places>>,
    who: Applicant,
    party: PartyId,
    line: u64,
    charge: Option<UserCallId>,
) -> Place {
    Place::new(Arc::downgrade(places), who, party, line, charge)
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests_given_back;
