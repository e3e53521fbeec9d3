//! What can be set about an endpoint of either front end.
//!
//! Holds: [`Settings`]. Must not know: what the settings do.

use crate::Observer;
use rxrpc_core::Config;
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

/// Settings of an endpoint to be made, as the builders of both front ends collect them.
pub struct Settings {
    /// The UDP address to bind. Default: any IPv4 address, any port.
    pub address: SocketAddr,
    /// The settings of the protocol.
    pub config: Config,
    /// Whether batches may be handed to the system as one. Default: yes.
    pub offload: bool,
    /// Who sees every datagram.
    pub observer: Option<Arc<Observer>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            address: SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0)),
            config: Config::default(),
            offload: true,
            observer: None,
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("address", &self.address).finish_non_exhaustive()
    }
}
