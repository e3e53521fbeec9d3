//! What the channel of an ended call is told.
//!
//! Holds: [`End`], [`EndedCall`]. Must not know: what the channel makes of it.

use super::{CallState, Life, Progress};
use crate::connection::Connection;
use crate::connection::channels::{Ending, KnownPath};
use rxrpc_wire::Channel;
use std::sync::Arc;

/// What of its end a channel hears now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The call has ended.
    News,
    /// The call had ended before, and is done now with what it had to say.
    Done,
}

/// An ended call, and what its channel has to know of it.
pub(crate) struct EndedCall {
    pub(crate) connection: Arc<Connection>,
    pub(crate) channel: Channel,
    pub(crate) ending: Ending,
}

impl CallState {
    /// What the channel of an ended call has to know of it, as it is now; `None` if it never had one.
    pub(crate) fn ended(&self, end: End) -> Option<EndedCall> {
        let Progress::Connected(connected) = &self.progress else { return None };
        let machine = &connected.machine;
        Some(EndedCall {
            connection: connected.connection.clone(),
            channel: connected.channel(),
            ending: Ending {
                ended: machine.last_final(),
                exposed: machine.is_exposed(),
                lingering: self.life == Life::Lingers,
                found: (end == End::News).then(|| KnownPath {
                    rate: machine.rate_estimate(),
                    path: Some(machine.path_estimate()),
                }),
            },
        })
    }
}
