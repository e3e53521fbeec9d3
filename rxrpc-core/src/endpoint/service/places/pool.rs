//! How many places of one kind are taken, and who may have another.
//!
//! Holds: [`Pool`] and the rule of [`Pool::judge`]. Must not know: what a place is good for, who is who.

use crate::call::{Call, CallKey};
use std::collections::BTreeMap;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

/// Smaller pools are not shared out: a part of so few places would be none.
const SHARED_FROM: usize = 16;

/// How long an unproven call has its place for sure. Its client needs a round trip to prove its address;
/// of many that come at once, those that come first shall not be thrown out for the others.
const GRACE: Duration = Duration::from_millis(250);

/// What becomes of a wish for a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// There is one.
    Granted,
    /// There is one if an unproven call gives its place up.
    InsteadOfUnproven,
    Refused,
}

/// The places of one kind.
#[derive(Debug, Default)]
pub(super) struct Pool {
    taken: usize,
    unproven: usize,
    /// Calls of the unproven that can be made to give their place up, which is free then.
    yielding: Yielding,
    /// The others of these: their place is kept for the next call then.
    keeping: Yielding,
}

/// Calls that can be made to give their place up, oldest first.
type Yielding = BTreeMap<CallKey, (Instant, Weak<Call>)>;

/// The oldest. One that is being dropped at this moment gives its place up by itself.
fn oldest(calls: &mut Yielding) -> Option<(Instant, Arc<Call>)> {
    while let Some(first) = calls.first_entry() {
        let (since, call) = first.get();
        if let Some(call) = call.upgrade() {
            return Some((*since, call));
        }
        first.remove();
    }
    None
}

/// Whether a call that came then had the time to prove itself.
fn had_time(now: Instant, since: Instant) -> bool {
    now.saturating_duration_since(since) >= GRACE
}

impl Pool {
    /// Whether a host that has so many places (`has`) on proven connections may have another of `most`, on one that
    /// is `proven` or not.
    ///
    /// What is unproven goes first: it may have half of the places as long as nobody proven wants them,
    /// one in sixteen then, and the oldest makes room for whoever wants in, proven or not, once it had
    /// the time to prove itself. So somebody who forges addresses takes places from nobody but those who
    /// have not proven theirs so far.
    ///
    /// A proven host that is alone may have all but one in eight. While others have places too, it gets
    /// no further one once it has as many as it leaves to them: of two, each gets a third, and there is
    /// room for the next. What it has proven counts also when it asks on a connection that is new.
    pub(super) fn judge(&self, now: Instant, most: usize, has: usize, proven: bool) -> Verdict {
        let strangers = if most >= SHARED_FROM { most / 2 } else { most };
        if !self.allows(most, has, proven) {
            return Verdict::Refused;
        }
        match self.taken < most && (proven || self.unproven < strangers) {
            true => Verdict::Granted,
            false if self.may_displace(now) => Verdict::InsteadOfUnproven,
            false => Verdict::Refused,
        }
    }

    /// Whether the share of a host lets it have another place, if there is one. Where one is given up it is no smaller.
    pub(super) fn allows(&self, most: usize, has: usize, is_proven: bool) -> bool {
        let shared = most >= SHARED_FROM;
        let proven = self.taken - self.unproven;
        // Whoever comes without a proof finds older ones there that can make room.
        let floor = if shared && is_proven { most / 16 } else { 0 };
        let left = most.saturating_sub(proven + self.unproven.min(floor));
        if !shared || left == 0 {
            return left > 0;
        }
        match has >= proven {
            true => has < most - most / 8,
            false => has < left,
        }
    }

    /// Whether there is an unproven call that had the time to prove itself.
    pub(super) fn may_displace(&self, now: Instant) -> bool {
        let oldest = [&self.yielding, &self.keeping].map(BTreeMap::first_key_value);
        oldest.into_iter().flatten().any(|(_, (since, _))| had_time(now, *since))
    }

    pub(super) fn taken(&self) -> usize {
        self.taken
    }

    /// Whether so many places are taken, of the unproven and of all.
    #[cfg(test)]
    pub(super) fn has(&self, (unproven, all): (usize, usize)) -> bool {
        (self.unproven, self.taken) == (unproven, all)
            && self.yielding.len() + self.keeping.len() <= unproven
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.taken == 0 && self.unproven == 0 && self.yielding.is_empty() && self.keeping.is_empty()
    }

    pub(super) fn enter(&mut self, proven: bool) {
        self.taken += 1;
        self.unproven += usize::from(!proven);
    }

    pub(super) fn leave(&mut self, proven: bool) {
        self.taken = self.taken.saturating_sub(1);
        self.unproven = self.unproven.saturating_sub(usize::from(!proven));
    }

    /// A call with a place, since its first packet came, may be made to give it up, or not any more. The place is
    /// `kept` for the next call then, or is free.
    pub(super) fn set_yielding(
        &mut self,
        key: CallKey,
        call: Option<(Instant, &Arc<Call>)>,
        kept: bool,
    ) {
        let (calls, others) = match kept {
            true => (&mut self.keeping, &mut self.yielding),
            false => (&mut self.yielding, &mut self.keeping),
        };
        others.remove(&key);
        match call {
            Some((since, call)) => calls.insert(key, (since, Arc::downgrade(call))),
            None => calls.remove(&key),
        };
    }

    /// The oldest call that can be made to give its place up.
    pub(super) fn oldest_yielding(&mut self) -> Option<Arc<Call>> {
        let both = [oldest(&mut self.yielding), oldest(&mut self.keeping)];
        both.into_iter().flatten().map(|(_, call)| call).min_by_key(|call| call.key)
    }

    /// The oldest call that can be made to give its place up and leaves it free, if it had the time to prove itself.
    pub(super) fn oldest_leaving_free(&mut self, now: Instant) -> Option<Arc<Call>> {
        oldest(&mut self.yielding).filter(|(since, _)| had_time(now, *since)).map(|(_, call)| call)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pool of 64 places, what each of three hosts has, and what the unproven have.
    #[derive(Default)]
    struct Scene {
        pool: Pool,
        hosts: [usize; 3],
    }

    impl Scene {
        fn judge(&self, host: usize) -> Verdict {
            self.pool.judge(Instant::now(), 64, self.hosts[host], true)
        }

        /// Gives a host a place if it may have one.
        fn give(&mut self, host: usize) -> bool {
            let granted = self.judge(host) == Verdict::Granted;
            if granted {
                self.pool.enter(true);
                self.hosts[host] += 1;
            }
            granted
        }

        fn take_back(&mut self, host: usize) {
            self.pool.leave(true);
            self.hosts[host] -= 1;
        }

        fn fill(&mut self, host: usize) -> usize {
            std::iter::from_fn(|| self.give(host).then_some(())).count()
        }
    }

    /// As many places as the unproven get of `most`.
    fn fill_unproven(pool: &mut Pool, most: usize) -> usize {
        let mut got = 0;
        while pool.judge(Instant::now(), most, 0, false) == Verdict::Granted {
            pool.enter(false);
            got += 1;
        }
        got
    }

    #[test]
    fn a_host_that_is_alone_gets_all_but_an_eighth() {
        let mut scene = Scene::default();
        assert_eq!(scene.fill(0), 56);
        assert_eq!(scene.fill(1), 4, "as many as it leaves");
    }

    #[test]
    fn hosts_that_come_together_leave_room_for_the_next() {
        let mut scene = Scene::default();
        for _ in 0..64 {
            scene.give(0);
            scene.give(1);
        }
        scene.fill(2);
        assert_eq!(scene.hosts, [22, 21, 11]);
    }

    #[test]
    fn a_host_is_cut_back_only_while_others_are_here() {
        let mut scene = Scene::default();
        scene.fill(0);
        scene.give(1);
        scene.take_back(0);
        assert_eq!(scene.judge(0), Verdict::Refused);
        scene.take_back(1);
        assert_eq!(scene.judge(0), Verdict::Granted);
    }

    #[test]
    fn the_unproven_have_half_of_the_places_together() {
        let mut scene = Scene::default();
        assert_eq!(fill_unproven(&mut scene.pool, 64), 32);
        let more = scene.pool.judge(Instant::now(), 64, 0, false);
        assert_eq!(more, Verdict::Refused, "none of them can give way");
        assert_eq!(scene.fill(0), 32);
    }

    #[test]
    fn a_host_that_has_its_share_gets_no_more_on_a_new_connection() {
        let mut scene = Scene::default();
        scene.fill(0);
        let more = scene.pool.judge(Instant::now(), 64, scene.hosts[0], false);
        assert_eq!(more, Verdict::Refused);
        assert_eq!(fill_unproven(&mut scene.pool, 64), 8);
    }

    #[test]
    fn few_places_are_for_whoever_comes() {
        for proven in [true, false] {
            let mut pool = Pool::default();
            let mut got = 0;
            while pool.judge(Instant::now(), 8, if proven { got } else { 0 }, proven)
                == Verdict::Granted
            {
                pool.enter(proven);
                got += 1;
            }
            assert_eq!(got, 8);
        }
    }

    #[test]
    fn no_places_are_none() {
        for proven in [true, false] {
            let verdict = Pool::default().judge(Instant::now(), 0, 0, proven);
            assert_eq!(verdict, Verdict::Refused);
        }
    }
}
