//! A call on its channel: its machine, and where its packets belong.
//!
//! Holds: [`Connected`]. Must not know: how the call came there, or ends.

use crate::connection::Connection;
use crate::connection::channels::KnownPath;
use crate::proto::{CallIdentity, CallMachine, MachineConfig, ReceiveBudget};
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
        let mut machine = CallMachine::new(now, identity.side, config);
        machine.share_budget(budget, connection.peer);
        if let Some(rate) = known.rate {
            machine.seed_rate(now, rate);
        }
        if let Some(path) = known.path {
            machine.seed_path(path);
        }
        if connection.class != SecurityIndex::NONE {
            machine.keep_empty_packets();
        }
        if !connection.is_reach_proven() {
            machine.await_proof();
        }
        Box::new(Self { machine, identity, connection: connection.clone() })
    }

    pub(crate) fn channel(&self) -> Channel {
        self.identity.cid.channel()
    }
}
