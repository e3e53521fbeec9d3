//! What is told of the endpoint in answer to DEBUG questions, as `rxdebug` of OpenAFS asks them.
//!
//! Holds: who is told, and the view of the endpoint that is told, record by record. Must not know: how many answers are too many, how one leaves
//! ([`answers`]); what stands in a record ([`records`]).
//!
//! Connections and peers are asked for by their place in a list, so a view is kept for as long as a second: else each
//! question would look at everything; and of a list that is very long, the rest is not told. Records hold IPv4 addresses
//! only: connections of other peers are left out. How many there are is told in a word that OpenAFS has no use for.
//!
//! [`answers`]: super::answers

mod records;

use super::Endpoint;
use super::answers::budget::{AnswerKind, Asker};
use crate::address::AddressPair;
use crate::connection::Connection;
use crate::lock::{Mutex, Rank};
use rxrpc_wire::debug::{Conn, Peer, Reply, Request, RequestKind, RxStats, Stats};
use rxrpc_wire::{Body, Flags, Packet};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// For how long everything is told as it was.
const KEPT: Duration = Duration::from_secs(1);

/// Most connections that are told of. Whoever drives looks at them: packets wait for that.
const MOST_CONNECTIONS: usize = 4_096;

/// What was last told.
#[derive(Debug)]
pub(super) struct Told(Mutex<Option<Arc<View>>>);

/// The endpoint as it was at a time.
#[derive(Debug)]
struct View {
    made: Instant,
    stats: Stats,
    counters: RxStats,
    connections: Vec<Conn>,
    /// Those with calls.
    busy: Vec<Conn>,
    peers: Vec<Peer>,
}

impl Told {
    pub(super) fn new() -> Self {
        Self(Mutex::new(Rank::Queues, None))
    }
}

impl Endpoint {
    /// Answers a DEBUG packet, if it asks something.
    pub(super) fn handle_debug(&self, now: Instant, from: AddressPair, packet: &Packet<'_>) {
        if !packet.header.flags.contains(Flags::CLIENT_INITIATED) {
            return;
        }
        let request = match &packet.body {
            Body::Debug(body) => body.request(),
            _ => None,
        };
        let answers = &self.local.answers;
        let told = self.config.debug_answers.are_for(from.peer.ip());
        let Some(request) = request.filter(|_| told) else {
            let kind = request.map(|request| request.kind);
            return answers.refuse_debug(now, from, &packet.header, kind);
        };
        if answers.may_answer(now, AnswerKind::Debug, &Asker::stranger(from)) {
            answers.answer_debug(from, &packet.header, &self.debug_reply(now, request));
        }
    }

    fn debug_reply(&self, now: Instant, Request { kind, index }: Request) -> Reply {
        let at = usize::try_from(index).unwrap_or(usize::MAX);
        let conn = |list: &[Conn]| Reply::Conn(list.get(at).copied().unwrap_or(Conn::end()));
        let view = self.debug_view(now);
        match kind {
            RequestKind::GetStats => Reply::Stats(view.stats),
            RequestKind::RxStats => Reply::RxStats(view.counters),
            RequestKind::GetConn => conn(&view.busy),
            RequestKind::GetAllConn => conn(&view.connections),
            RequestKind::GetPeer => Reply::Peer(view.peers.get(at).copied().unwrap_or(Peer::end())),
            RequestKind::Unknown(_) => Reply::BadType,
        }
    }

    /// The endpoint as it was at most a second ago.
    fn debug_view(&self, now: Instant) -> Arc<View> {
        let fresh = |view: &Arc<View>| now.saturating_duration_since(view.made) < KEPT;
        let kept = self.told.0.lock().clone().filter(fresh);
        kept.unwrap_or_else(|| {
            // Everything is looked at, and what was kept is dropped, with no lock held.
            let view = Arc::new(self.make_debug_view(now));
            let before = self.told.0.lock().replace(view.clone());
            drop(before);
            view
        })
    }

    fn make_debug_view(&self, now: Instant) -> View {
        let (all, (clients, services)) = (self.routes.some(MOST_CONNECTIONS), self.routes.counts());
        let statistics = self.statistics();
        let conn = |one: &Arc<Connection>| records::conn(one, &self.machine_config);
        let connections: Vec<Conn> = all.iter().filter_map(conn).collect();
        View {
            made: now,
            stats: records::stats(
                &statistics,
                (clients + services).saturating_sub(connections.len()),
            ),
            counters: records::counters(&statistics, (clients, services), &all),
            busy: connections.iter().filter(|conn| records::is_busy(conn)).copied().collect(),
            connections,
            peers: records::peers(&all, &self.machine_config),
        }
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
