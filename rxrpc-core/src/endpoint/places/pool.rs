//! How many places there are of one kind, who has them, and who may have another.
//!
//! Holds: [`Pool`] and the rule of [`Pool::judge`]. Must not know: what a place is good for.

use super::super::hosts::Host;
use crate::call::{Call, CallKey};
use std::collections::BTreeMap;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

/// Smaller pools are not shared out: a part of so few places would be none.
const SHARED_FROM: usize = 16;

/// How long an unproven call has its place for sure. Its client needs a round trip to prove its address;
/// of many that come at once, those that come first shall not be thrown out for the others.
const GRACE: Duration = Duration::from_millis(250);

/// Who has a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Party {
    /// All clients whose address is not proven, together: it costs nothing to forge many of them.
    Unproven,
    /// A client that receives at its address.
    Proven(Host),
}

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
    hosts: BTreeMap<Host, usize>,
    /// Calls of the unproven that can be made to give their place up, oldest first.
    yielding: BTreeMap<CallKey, (Instant, Weak<Call>)>,
}

impl Pool {
    /// Whether a host may have another of `most` places.
    ///
    /// What is unproven goes first: it may have half of the places as long as nobody proven wants them,
    /// one in sixteen then, and the oldest makes room for whoever wants in, proven or not, once it had
    /// the time to prove itself. So somebody who forges addresses takes places from nobody but those who
    /// have not proven theirs so far.
    ///
    /// A proven host that is alone may have all but one in eight. While others have places too, it gets
    /// no further one once it has as many as it leaves to them: of two, each gets a third, and there is
    /// room for the next. What it has proven counts also when it asks on a connection that is new.
    pub(super) fn judge(&self, now: Instant, most: usize, host: Host, proven: bool) -> Verdict {
        let shared = most >= SHARED_FROM;
        let strangers = if shared { most / 2 } else { most };
        if !self.allows(most, shared, host, proven) {
            return Verdict::Refused;
        }
        match self.taken < most && (proven || self.unproven < strangers) {
            true => Verdict::Granted,
            false if self.may_displace(now) => Verdict::InsteadOfUnproven,
            false => Verdict::Refused,
        }
    }

    fn allows(&self, most: usize, shared: bool, host: Host, is_proven: bool) -> bool {
        let proven = self.taken - self.unproven;
        // Whoever comes without a proof finds older ones there that can make room.
        let floor = if shared && is_proven { most / 16 } else { 0 };
        let left = most.saturating_sub(proven + self.unproven.min(floor));
        if !shared || left == 0 {
            return left > 0;
        }
        let held = self.hosts.get(&host).copied().unwrap_or(0);
        match held == proven {
            true => held < most - most / 8,
            false => held < left,
        }
    }

    /// Whether there is an unproven call that had the time to prove itself.
    pub(super) fn may_displace(&self, now: Instant) -> bool {
        let oldest = self.yielding.first_key_value();
        oldest.is_some_and(|(_, (since, _))| now.saturating_duration_since(*since) >= GRACE)
    }

    pub(super) fn enter(&mut self, party: Party) {
        self.taken += 1;
        match party {
            Party::Unproven => self.unproven += 1,
            Party::Proven(host) => *self.hosts.entry(host).or_default() += 1,
        }
    }

    pub(super) fn leave(&mut self, party: Party) {
        self.taken = self.taken.saturating_sub(1);
        match party {
            Party::Unproven => self.unproven = self.unproven.saturating_sub(1),
            Party::Proven(host) => {
                if let Some(held) = self.hosts.get_mut(&host) {
                    *held = held.saturating_sub(1);
                    if *held == 0 {
                        self.hosts.remove(&host);
                    }
                }
            }
        }
    }

    /// A call with a place, since its first packet came, may be made to give it up, or not any more.
    pub(super) fn set_yielding(&mut self, key: CallKey, call: Option<(Instant, &Arc<Call>)>) {
        match call {
            Some((since, call)) => {
                self.yielding.insert(key, (since, Arc::downgrade(call)));
            }
            None => {
                self.yielding.remove(&key);
            }
        }
    }

    /// The oldest call that can be made to give its place up. One that is being dropped at this moment
    /// does so by itself.
    pub(super) fn oldest_yielding(&mut self) -> Option<Arc<Call>> {
        while let Some(first) = self.yielding.first_entry() {
            if let Some(call) = first.get().1.upgrade() {
                return Some(call);
            }
            first.remove();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::SocketAddr;

    fn host(number: u8) -> Party {
        Party::Proven(Host::of(SocketAddr::from(([10, 0, 0, number], 7))))
    }

    fn judge(pool: &Pool, most: usize, party: Party) -> Verdict {
        match party {
            Party::Proven(host) => pool.judge(Instant::now(), most, host, true),
            Party::Unproven => {
                let host = Host::of(SocketAddr::from(([10, 66, 0, 1], 7)));
                pool.judge(Instant::now(), most, host, false)
            }
        }
    }

    /// As many places as a party gets, one after the other.
    fn fill(pool: &mut Pool, most: usize, party: Party) -> usize {
        let mut got = 0;
        while judge(pool, most, party) == Verdict::Granted {
            pool.enter(party);
            got += 1;
        }
        got
    }

    #[test]
    fn a_host_that_is_alone_gets_all_but_an_eighth() {
        let mut pool = Pool::default();
        assert_eq!(fill(&mut pool, 64, host(1)), 56);
        assert_eq!(fill(&mut pool, 64, host(2)), 4, "half of what is left, and an unproven floor");
    }

    #[test]
    fn hosts_that_come_together_leave_room_for_the_next() {
        let mut pool = Pool::default();
        let mut got = [0; 3];
        for _ in 0..64 {
            for (at, got) in got.iter_mut().enumerate().take(2) {
                if judge(&pool, 64, host(at as u8)) == Verdict::Granted {
                    pool.enter(host(at as u8));
                    *got += 1;
                }
            }
        }
        got[2] = fill(&mut pool, 64, host(2));
        assert_eq!(got, [22, 21, 11]);
    }

    #[test]
    fn a_host_is_cut_back_only_while_others_are_here() {
        let mut pool = Pool::default();
        fill(&mut pool, 64, host(1));
        pool.enter(host(2));
        pool.leave(host(1));
        assert_eq!(judge(&pool, 64, host(1)), Verdict::Refused);
        pool.leave(host(2));
        assert_eq!(judge(&pool, 64, host(1)), Verdict::Granted);
    }

    #[test]
    fn the_unproven_are_one_party_with_half_of_the_places() {
        let mut pool = Pool::default();
        assert_eq!(fill(&mut pool, 64, Party::Unproven), 32);
        assert_eq!(
            judge(&pool, 64, Party::Unproven),
            Verdict::Refused,
            "none of them can give way"
        );
        assert_eq!(fill(&mut pool, 64, host(1)), 32);
    }

    #[test]
    fn a_host_that_has_its_share_gets_no_more_on_a_new_connection() {
        let mut pool = Pool::default();
        let Party::Proven(first) = host(1) else { return };
        fill(&mut pool, 64, host(1));
        assert_eq!(pool.judge(Instant::now(), 64, first, false), Verdict::Refused);
        assert_eq!(fill(&mut pool, 64, Party::Unproven), 8);
    }

    #[test]
    fn few_places_are_for_whoever_comes() {
        let mut pool = Pool::default();
        assert_eq!(fill(&mut pool, 8, host(1)), 8);
        let mut pool = Pool::default();
        assert_eq!(fill(&mut pool, 8, Party::Unproven), 8);
    }

    #[test]
    fn no_places_are_none() {
        for party in [Party::Unproven, host(1)] {
            assert_eq!(judge(&Pool::default(), 0, party), Verdict::Refused);
        }
    }
}
