//! Calls of services, over an endpoint of its own.
//!
//! Holds: [`Calling`], and how a call that failed is told. Must not know: procedures.

use crate::access::Identity;
use crate::failure::Failure;
use crate::place::Place;
use rxrpc_afs::errors::describe;
use rxrpc_afs::rxrpc_xdr::sync::Remote;
use rxrpc_afs::rxrpc_xdr::{CallOptions, RpcError, ServiceId};
use rxrpc_sync::{CallError, Endpoint, Errno, ServiceAddress};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

/// What calls the services of one server.
#[derive(Debug)]
pub struct Calling {
    endpoint: Endpoint,
    address: SocketAddr,
    timeout: Duration,
    options: CallOptions,
}

impl Calling {
    /// Calls services at this place, and waits for each call so long.
    ///
    /// # Errors
    ///
    /// [`Failure::System`].
    pub fn new(place: &Place, timeout: Duration) -> Result<Self, Failure> {
        let local: SocketAddr = match place.address {
            SocketAddr::V4(_) => (Ipv4Addr::UNSPECIFIED, 0).into(),
            SocketAddr::V6(_) => (Ipv6Addr::UNSPECIFIED, 0).into(),
        };
        let endpoint = Endpoint::bind(local).map_err(|error| Failure::system(place, error))?;
        let options = CallOptions::new().hard_timeout(timeout);
        Ok(Self { endpoint, address: place.address, timeout, options })
    }

    /// Calls as somebody.
    #[must_use]
    pub fn identity(mut self, identity: &Identity) -> Self {
        self.options = identity.options(self.timeout);
        self
    }

    /// What calls this service. Nothing is sent.
    #[must_use]
    pub fn remote(&self, service: ServiceId) -> Remote {
        Remote::new(&self.endpoint, ServiceAddress::new(self.address, service))
    }

    /// How calls are made.
    #[must_use]
    pub fn options(&self) -> CallOptions {
        self.options.clone()
    }
}

/// Whether nobody answered, or nobody is there.
#[must_use]
pub fn is_silence(error: &RpcError) -> bool {
    use CallError::{DeadlinePassed, Network, PeerSilent};
    matches!(error, RpcError::Call(PeerSilent | DeadlinePassed | Network(Errno::ECONNREFUSED)))
}

/// How a call of this server ended that gave no results.
#[must_use]
pub fn failed(server: &str, error: &RpcError) -> Failure {
    let server = server.to_owned();
    match error {
        RpcError::Call(CallError::PeerSilent | CallError::DeadlinePassed) => {
            Failure::NoAnswer(server)
        }
        RpcError::Call(CallError::Network(Errno::ECONNREFUSED)) => Failure::NobodyThere(server),
        RpcError::Aborted(code) => Failure::Call { server, why: describe(*code).to_string() },
        _ => Failure::Call { server, why: error.to_string() },
    }
}
