//! One UDP socket, as far as the core knows it.
//!
//! Holds: [`LocalSocket`], the state that is of a socket and not of an endpoint: connections reach it, and calls
//! through them. Must not know: the socket itself.

use super::AddressFamily;
use super::answers::Answers;
use super::output::Output;
use super::questions::Questions;
use crate::config::Config;
use crate::observe::Statistics;
use crate::proto::MachineConfig;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What belongs to one UDP socket.
#[derive(Debug)]
pub(crate) struct LocalSocket {
    family: AddressFamily,
    /// What waits to leave by it.
    pub(super) output: Arc<Output>,
    /// What it answers outside calls.
    pub(super) answers: Answers,
    /// What is asked by it outside calls.
    pub(super) questions: Questions,
    datagrams_received: AtomicU64,
    malformed: AtomicU64,
}

impl LocalSocket {
    pub(super) fn new(
        family: AddressFamily,
        config: &Arc<Config>,
        machine: &Arc<MachineConfig>,
    ) -> Arc<Self> {
        let output = Arc::new(Output::new());
        let answers = Answers::new(&output, config, machine);
        Arc::new(Self {
            family,
            output,
            answers,
            questions: Questions::new(config.seed),
            datagrams_received: AtomicU64::new(0),
            malformed: AtomicU64::new(0),
        })
    }

    /// A socket of nobody, by which connections of tests go.
    #[cfg(test)]
    pub(crate) fn for_tests() -> Arc<Self> {
        Self::new(AddressFamily::V4, &Arc::default(), &Arc::default())
    }

    /// Whether the socket can send to an address.
    pub(crate) fn reaches(&self, address: SocketAddr) -> bool {
        match self.family {
            AddressFamily::V4 => address.is_ipv4(),
            AddressFamily::V6 => address.is_ipv6(),
            AddressFamily::Dual => true,
        }
    }

    /// Counts datagrams that came.
    pub(super) fn note_received(&self, datagrams: u64) {
        self.datagrams_received.fetch_add(datagrams, Ordering::Relaxed);
    }

    /// Counts a datagram that was no packet.
    pub(super) fn note_malformed(&self) {
        self.malformed.fetch_add(1, Ordering::Relaxed);
    }

    /// Adds what came and went to the statistics.
    pub(crate) fn count(&self, all: &mut Statistics) {
        all.datagrams_received += self.datagrams_received.load(Ordering::Relaxed);
        all.malformed += self.malformed.load(Ordering::Relaxed);
        self.output.count(all);
        self.answers.count(all);
    }
}
