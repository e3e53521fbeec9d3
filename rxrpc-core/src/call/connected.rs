//! A call on its channel: its machine, and where its packets belong.
//!
//! Holds: [`Connected`]. Must not know: how the call came there, or ends.

use crate::connection::Connection;
use crate::connection::channels::KnownPath;
use crate::connection::upgrade::ASKS_FOR_UPGRADE;
use crate::proto::{CallIdentity, CallMachine, MachineConfig, ReceiveBudget};
use crate::security::Security;
use rxrpc_wire::{Channel, SecurityIndex};
use std::sync::Arc;
use std::time::Instant;

/// A call that has (or had) a channel.
#[derive(Debug)]
pub(crate) struct Connected {
    pub(crate) machine: CallMachine,
    pub(crate) identity: CallIdentity,
    pub(crate) connection: Arc<Connection>,
}

// Allocators keep what is freed for the next who asks, up to a size that is a kilobyte with glibc. Beyond it, each call
// would cost some hundred instructions more.
const _: () = assert!(size_of::<Connected>() <= 1032);

impl Connected {
    /// A call that gets a channel now.
    pub(crate) fn new(
        now: Instant,
        config: &Arc<MachineConfig>,
        budget: &Arc<ReceiveBudget>,
        connection: &Arc<Connection>,
        identity: CallIdentity,
        known: KnownPath,
    ) -> Box<Self> {
        // Large, and so made where it stays.
        let mut connected = Box::new(Self {
            machine: CallMachine::unstarted(identity.side, config),
            identity,
            connection: connection.clone(),
        });
        let machine = &mut connected.machine;
        machine.start(now);
        machine.share_budget(budget, connection.peer);
        if let Some(rate) = known.rate {
            machine.seed_rate(now, rate);
        }
        if let Some(path) = known.path {
            machine.seed_path(path);
        }
        if connection.class != SecurityIndex::NONE {
            machine.keep_empty_packets();
            if let Some(head) = connection.security().and_then(Security::run_head) {
                machine.join_sealed_packets(head);
            }
        } else if connection.security().is_some_and(|security| security.of_class().is_none()) {
            machine.join_packets();
        }
        if !connection.is_reach_proven() {
            machine.await_proof();
        }
        connected
    }

    /// On a connection that awaits an answer of its service, one call at a time asks, and others hold back what they have
    /// to send. To be called with the state locked, before anything is taken from the machine to be sent.
    #[cold]
    pub(crate) fn ask_or_wait(&mut self, now: Instant) {
        if self.has_asked() || !self.machine.is_about_to_ask() {
            return;
        }
        if self.connection.begin_asking() {
            self.identity.user_status = ASKS_FOR_UPGRADE;
        } else if self.connection.awaits_answer() {
            // Whoever ends the asking, or takes the answer, looks at this call after it has changed the connection,
            // and so after this.
            self.machine.wait_for_answer(now);
        }
    }

    /// The call that asked has asked in vain: this one may be next, if it waits.
    pub(crate) fn may_ask(&mut self) {
        if self.machine.waits_for_answer() {
            self.machine.ask_alone();
        }
    }

    /// The service of the connection has answered.
    pub(crate) fn answer_came(&mut self, now: Instant) {
        self.identity.service_id = self.connection.service();
        self.machine.answer_came(now);
    }

    /// Whether the call has asked for an upgrade.
    pub(crate) fn has_asked(&self) -> bool {
        self.identity.user_status == ASKS_FOR_UPGRADE
    }

    pub(crate) fn channel(&self) -> Channel {
        self.identity.cid.channel()
    }
}
