//! Making an endpoint with other than the default settings.
//!
//! Holds: [`EndpointBuilder`]. Must not know: what the settings do.

use crate::driver::Driver;
use crate::endpoint::Endpoint;
use rxrpc_core::Config;
use rxrpc_core::observe::PacketObserver;
use rxrpc_udp::{Observer, Settings};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

/// Settings of an [`Endpoint`] to be made.
#[derive(Debug, Default)]
pub struct EndpointBuilder {
    settings: Settings,
}

impl EndpointBuilder {
    /// The UDP address to bind; port 0 lets the system choose. The unspecified IPv6 address takes IPv4
    /// as well, where the system can. Default: any IPv4 address, any port.
    #[must_use]
    pub fn bind(mut self, address: impl Into<SocketAddr>) -> Self {
        self.settings.address = address.into();
        self
    }

    /// The settings of the protocol, all of them at once.
    #[must_use]
    pub fn config(mut self, config: Config) -> Self {
        self.settings.config = config;
        self
    }

    /// Whether batches of packets may be handed to the system as one (generic segmentation offload,
    /// where the system has it). Default: yes.
    #[must_use]
    pub fn offload(mut self, offload: bool) -> Self {
        self.settings.offload = offload;
        self
    }

    /// Most packets in one datagram, 1 to 46. Default 1. See
    /// [`MachineConfig::jumbo_limit`](rxrpc_core::proto::MachineConfig::jumbo_limit) for what it gains and
    /// what it risks.
    #[must_use]
    pub fn jumbo_limit(mut self, packets: u32) -> Self {
        self.settings.config.machine.jumbo_limit = packets;
        self
    }

    /// Somebody to see every datagram, until it panics: then it is asked no more.
    #[must_use]
    pub fn observer(mut self, observer: Arc<dyn PacketObserver>) -> Self {
        self.settings.observer = Some(Arc::new(Observer::new(observer)));
        self
    }

    /// Binds the socket and starts the background thread.
    ///
    /// # Errors
    ///
    /// What the system says about the socket (EADDRINUSE, EACCES …) or the thread; `InvalidInput`, with a
    /// [`SettingError`](rxrpc_core::SettingError), for a setting that is out of its range.
    pub fn build(self) -> io::Result<Endpoint> {
        Ok(Endpoint::new(Driver::start(self.settings)?))
    }
}
