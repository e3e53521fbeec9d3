//! How many answers outside calls are given in a second, so that a forged sender cannot make this endpoint
//! flood somebody.
//!
//! Holds: [`AnswerBudgets`]. Must not know: what is in an answer.
//!
//! Each kind of answer has a budget of its own, or a flood of packets of no connection would keep those from
//! their answers who wait for a place. Each kind has it twice: who is known to receive at its address shares
//! none with those that may be forged. Of both, when more than one host asks, half is for hosts that have had
//! little in the second.

use crate::address::AddressPair;
use crate::config::Config;
use crate::connection::Connection;
use crate::hosts::Host;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

const SECOND: Duration = Duration::from_secs(1);

/// What a host may have of the half that is for those with little: this part of the whole budget.
const LITTLE: u32 = 64;

/// Budgets from here on are shared: smaller ones are not worth it.
const SHARED_FROM: u32 = 16;

/// What an answer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::endpoint) enum AnswerKind {
    /// A packet that has no place here, or a question to the endpoint.
    Stray,
    /// A call for which there is no room.
    Busy,
    /// A PING of a call that has not begun.
    EarlyPing,
    /// A packet of a call or connection that has ended.
    Repeat,
    /// A question of what is on the endpoint.
    Debug,
}

/// Who gets an answer.
#[derive(Clone, Copy, Debug)]
pub(in crate::endpoint) struct Asker {
    pub(in crate::endpoint) addresses: AddressPair,
    /// It is known to receive at its address.
    pub(in crate::endpoint) proven: bool,
}

impl Asker {
    /// The sender of a packet of no connection.
    pub(in crate::endpoint) fn stranger(addresses: AddressPair) -> Self {
        Self { addresses, proven: false }
    }

    /// The sender of a packet on a connection.
    pub(in crate::endpoint) fn on(connection: &Connection, addresses: AddressPair) -> Self {
        Self { addresses, proven: connection.is_reach_proven() }
    }
}

/// The budgets of the second that runs.
#[derive(Debug, Default)]
pub(in crate::endpoint) struct AnswerBudgets {
    began: Option<Instant>,
    /// By kind, and for each those for the unproven and the proven.
    used: [[Used; 2]; 5],
}

impl AnswerBudgets {
    /// Whether an answer may be given now; counts it.
    pub(in crate::endpoint) fn take(
        &mut self,
        now: Instant,
        kind: AnswerKind,
        asker: &Asker,
        config: &Config,
    ) -> bool {
        if self.began.is_none_or(|began| now.saturating_duration_since(began) >= SECOND) {
            self.began = Some(now);
            self.used.iter_mut().flatten().for_each(Used::begin_second);
        }
        let limit = match kind {
            AnswerKind::Stray => config.stray_replies_per_second,
            AnswerKind::Busy => config.busy_replies_per_second,
            AnswerKind::EarlyPing | AnswerKind::Repeat => config.channel_replies_per_second,
            AnswerKind::Debug => config.debug_replies_per_second,
        };
        self.used[kind as usize][usize::from(asker.proven)]
            .take(Host::of(asker.addresses.peer), limit)
    }
}

/// What was used of a budget.
#[derive(Debug, Default)]
struct Used {
    answers: u32,
    /// By host; no more of them than answers.
    hosts: BTreeMap<Host, u32>,
    /// Who asked last.
    last: Option<Host>,
    /// Whether more than one host asked in this second, and in the one before.
    shared: bool,
    was_shared: bool,
}

impl Used {
    fn begin_second(&mut self) {
        let Self { last, shared, .. } = *self;
        *self = Self { last, was_shared: shared, ..Self::default() };
    }

    fn take(&mut self, host: Host, limit: u32) -> bool {
        let last = self.last.replace(host);
        self.shared |= last.is_some_and(|last| last != host);
        if self.answers >= limit {
            return false;
        }
        let half_gone = self.answers >= limit.div_ceil(2);
        let contended = (self.shared || self.was_shared) && limit >= SHARED_FROM;
        let had = self.hosts.entry(host).or_default();
        if half_gone && contended && *had >= (limit / LITTLE).max(1) {
            return false;
        }
        *had += 1;
        self.answers += 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::SocketAddr;

    fn asker(host: u32, proven: bool) -> Asker {
        let address = std::net::Ipv4Addr::from_bits(host);
        Asker { addresses: SocketAddr::from((address, 7001)).into(), proven }
    }

    /// How many answers `asker` gets of `asked` at once.
    fn answers(
        budgets: &mut AnswerBudgets,
        now: Instant,
        kind: AnswerKind,
        asker: &Asker,
        asked: u32,
    ) -> u32 {
        let config = Config::default();
        (0..asked).map(|_| u32::from(budgets.take(now, kind, asker, &config))).sum()
    }

    #[test]
    fn who_is_alone_gets_all_of_a_budget() {
        let (mut budgets, now) = (AnswerBudgets::default(), Instant::now());
        for second in 0..3 {
            let now = now + second * SECOND;
            let got = answers(&mut budgets, now, AnswerKind::Stray, &asker(1, false), 9000);
            assert_eq!(got, Config::default().stray_replies_per_second);
        }
    }

    #[test]
    fn a_host_that_floods_leaves_room_for_others_from_the_second_on_that_they_ask_in() {
        for kind in [AnswerKind::Stray, AnswerKind::Busy, AnswerKind::EarlyPing, AnswerKind::Repeat]
        {
            let (mut budgets, now) = (AnswerBudgets::default(), Instant::now());
            let flood = |budgets: &mut AnswerBudgets, now| {
                (1..=20)
                    .map(|host| answers(budgets, now, kind, &asker(host, true), 9000))
                    .sum::<u32>()
            };
            let mut honest = 0;
            for second in 0..10 {
                let now = now + second * SECOND;
                flood(&mut budgets, now);
                honest += answers(&mut budgets, now, kind, &asker(99, true), 3);
            }
            assert!(honest >= 27, "{kind:?}: {honest}");
        }
    }

    #[test]
    fn a_flood_of_one_kind_or_of_forged_senders_takes_nothing_of_the_rest() {
        let (mut budgets, now) = (AnswerBudgets::default(), Instant::now());
        for host in 0..100_000 {
            for kind in [AnswerKind::Stray, AnswerKind::Busy] {
                answers(&mut budgets, now, kind, &asker(host, false), 1);
            }
        }
        let honest = asker(99, false);
        assert_eq!(answers(&mut budgets, now, AnswerKind::Busy, &honest, 1), 0);
        assert_eq!(answers(&mut budgets, now, AnswerKind::EarlyPing, &honest, 5), 5);
        assert_eq!(answers(&mut budgets, now, AnswerKind::Repeat, &honest, 5), 5);
        let proven = Asker { proven: true, ..honest };
        assert_eq!(answers(&mut budgets, now, AnswerKind::Busy, &proven, 5), 5);
    }

    #[test]
    fn what_is_remembered_is_no_more_than_what_was_answered() {
        let (mut budgets, now) = (AnswerBudgets::default(), Instant::now());
        for host in 0..100_000 {
            answers(&mut budgets, now, AnswerKind::Stray, &asker(host, false), 1);
        }
        let most = Config::default().stray_replies_per_second as usize;
        assert!(budgets.used[0][0].hosts.len() <= most);
    }
}
