//! The services that are attacked.
//!
//! Holds: [`Target`]. Must not know: who calls them.

use std::io;
use std::net::Ipv4Addr;
use std::thread;
use std::time::Duration;

use rxrpc_sync::{Call, Config, Endpoint, Refusal, Server, ServiceAddress, ServiceId};

use super::honest::endpoint_at;

/// The service that all cases call.
pub(crate) const SERVICE: ServiceId = ServiceId(2000);

const LONGEST_REQUEST: usize = 64 << 20;

/// A service of threads, with its endpoint.
pub(crate) struct Target {
    pub(crate) endpoint: Endpoint,
    server: Option<Server>,
}

impl Target {
    /// Answers with the request, after so much work.
    pub(crate) fn echo(threads: usize, work: Duration, config: Config) -> io::Result<Self> {
        Self::new(threads, config, move |call| {
            let request = call.take_request(LONGEST_REQUEST)?;
            thread::sleep(work);
            Ok(call.send_last(&request)?)
        })
    }

    /// Answers as `handler` does.
    pub(crate) fn new(
        threads: usize,
        config: Config,
        handler: impl Fn(&mut Call) -> Result<(), Refusal> + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let endpoint = endpoint_at(Ipv4Addr::LOCALHOST.into(), config)?;
        let server = endpoint.serve(SERVICE, threads, handler).map_err(io::Error::from)?;
        Ok(Self { endpoint, server: Some(server) })
    }

    /// Where it is.
    pub(crate) fn address(&self) -> ServiceAddress {
        ServiceAddress::new(self.endpoint.local_addr(), SERVICE)
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        // Its threads may be held by calls that never end: they end with the endpoint.
        self.endpoint.close(Duration::ZERO);
        drop(self.server.take());
    }
}
