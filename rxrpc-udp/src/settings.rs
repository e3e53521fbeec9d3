//! What can be set about an endpoint of either front end.
//!
//! Holds: [`Settings`], and the verbs with which both builders set them. Must not know: what the settings do.

use crate::{AddressError, BindAddress, Observer};
use rxrpc_core::Config;
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;

/// Settings of an endpoint to be made, as the builders of both front ends collect them.
pub struct Settings {
    /// The socket to use.
    pub local: Local,
    /// The settings of the protocol.
    pub config: Config,
    /// Whether batches may be handed to the system as one. Default: yes.
    pub offload: bool,
    /// Bytes to ask of the system for the socket's receive buffer. `None`: 4 MiB, or what it has if that is more.
    pub receive_buffer: Option<usize>,
    /// The same for its send buffer.
    pub send_buffer: Option<usize>,
    /// Who sees every datagram.
    pub observer: Option<Arc<Observer>>,
}

/// Where an endpoint is to be.
#[derive(Debug)]
pub enum Local {
    /// At this UDP address. Default: any IPv4 address, any port.
    Address(SocketAddr),
    /// Nowhere: this was to be an address.
    NoAddress(AddressError),
    /// On a socket that is there.
    Socket(UdpSocket),
}

impl<A: BindAddress> From<A> for Local {
    fn from(address: A) -> Self {
        address.to_bind_address().map_or_else(Self::NoAddress, Self::Address)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            local: Local::Address(SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0))),
            config: Config::default(),
            offload: true,
            receive_buffer: None,
            send_buffer: None,
            observer: None,
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("local", &self.local).finish_non_exhaustive()
    }
}

/// The verbs of a builder that has [`Settings`] in a field `settings`.
#[doc(hidden)]
#[macro_export]
macro_rules! setting_verbs {
    () => {
        /// The UDP address to bind, also as text; port 0 lets the system choose. The unspecified IPv6 address
        /// takes IPv4 as well, where the system can. Text that is no address is an error of the build; host
        /// names are not looked up. Default: any IPv4 address, any port.
        #[must_use]
        pub fn bind(mut self, address: impl $crate::BindAddress) -> Self {
            self.settings.local = address.into();
            self
        }

        /// A UDP socket to use instead of binding one: made with options of the program's own, or given by a
        /// service manager (socket activation). It has to be bound and not connected; it is made non-blocking,
        /// its buffers are enlarged, and it is closed with the endpoint. Of this and `bind` the last one counts.
        #[must_use]
        pub fn socket(mut self, socket: ::std::net::UdpSocket) -> Self {
            self.settings.local = $crate::Local::Socket(socket);
            self
        }

        /// The settings of the protocol, all of them at once: also what `jumbo_limit` set before.
        #[must_use]
        pub fn config(mut self, config: $crate::Config) -> Self {
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

        /// Bytes to ask of the system for the socket's receive buffer (SO_RCVBUF), any number; what it grants, which
        /// `socket_buffers` tells, may be more or less. A small one loses what comes in bursts. Default 4 MiB.
        #[must_use]
        pub fn receive_buffer(mut self, bytes: usize) -> Self {
            self.settings.receive_buffer = Some(bytes);
            self
        }

        /// Bytes to ask of the system for the socket's send buffer (SO_SNDBUF), any number; as with `receive_buffer`.
        /// A small one makes senders wait for the network. Default 4 MiB.
        #[must_use]
        pub fn send_buffer(mut self, bytes: usize) -> Self {
            self.settings.send_buffer = Some(bytes);
            self
        }

        /// Most packets in one datagram, 1 to 46. Default 1. See `MachineConfig::jumbo_limit` for what it gains
        /// and what it risks.
        #[must_use]
        pub fn jumbo_limit(mut self, packets: u32) -> Self {
            self.settings.config.machine.jumbo_limit = packets;
            self
        }

        /// Somebody to see every datagram, until it panics: then it is asked no more.
        #[must_use]
        pub fn observer(mut self, observer: ::std::sync::Arc<dyn $crate::PacketObserver>) -> Self {
            let observer = $crate::Observer::new(observer);
            self.settings.observer = Some(::std::sync::Arc::new(observer));
            self
        }
    };
}
