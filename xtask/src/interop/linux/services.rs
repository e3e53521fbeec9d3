//! Services of ours that speak the request protocol, for the kernel's clients. Knows no case.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use rxrpc_async::{Call, Handler, Refusal};
use rxrpc_sync::{AbortCode, Config, ServiceId, ServiceKeys};
use rxrpc_tests::peer_service::{self, SERVICE};
use tokio::runtime::Runtime;

use super::from_kernel::Called;
use super::keys::Keys;
use super::tap::{HOST, HOST_V6};
use crate::interop::front_ends::{Endpoint, FrontEnd, Service};
use xtask::programs::failure::Failure;

/// More than the kernel's clients have calls at once, some of which are slept on.
const THREADS: usize = 40;
const LONGEST_REQUEST: usize = 17 << 20;

/// The services of one front end; they end when this is dropped.
pub(super) struct Services {
    plain: u16,
    sealed: u16,
    _alive: Vec<(Endpoint, Service)>,
}

impl Services {
    /// Offers them at the host's addresses, on ports that follow each other.
    pub(super) fn start(
        front_end: FrontEnd,
        first_port: u16,
        keys: &Keys,
        runtime: &Arc<Runtime>,
    ) -> Result<Services, Failure> {
        let (plain, sealed) = (first_port, first_port + 1);
        let offered: [(IpAddr, u16, ServiceKeys); 3] = [
            (HOST.into(), plain, ServiceKeys::new()),
            (HOST_V6.into(), plain, ServiceKeys::new()),
            (HOST.into(), sealed, keys.of_services()),
        ];
        let mut alive = Vec::new();
        for (address, port, keys) in offered {
            let endpoint = front_end.bind_at((address, port).into(), Config::default(), runtime)?;
            let service = serve(&endpoint, keys)?;
            alive.push((endpoint, service));
        }
        Ok(Services { plain, sealed, _alive: alive })
    }

    /// Where the service without security is.
    pub(super) fn plain(&self, host: IpAddr, flags: &str) -> Called {
        Called { address: SocketAddr::new(host, self.plain), flags: flags.to_owned() }
    }

    /// Where the one is that wants rxkad.
    pub(super) fn sealed(&self, flags: &str) -> Called {
        Called { address: SocketAddr::new(HOST.into(), self.sealed), flags: flags.to_owned() }
    }
}

/// A service that reads and writes as it goes, or, on an executor, has the request first.
fn serve(endpoint: &Endpoint, keys: ServiceKeys) -> Result<Service, Failure> {
    let id = ServiceId(SERVICE);
    match endpoint {
        Endpoint::Sync(endpoint) => {
            endpoint.set_service_keys(id, Some(keys));
            let server = endpoint.serve(id, THREADS, |call: &mut rxrpc_sync::Call| {
                peer_service::answer(call).map_err(|code| AbortCode(code).into())
            })?;
            Ok(Service::Sync { _server: server })
        }
        Endpoint::Async(endpoint, runtime) => {
            endpoint.set_service_keys(id, Some(keys));
            let _inside = runtime.enter();
            Ok(Service::Async { _server: endpoint.serve(id, THREADS, Whole)? })
        }
    }
}

/// Answers whole requests. What is to come before an abort is sent before it.
struct Whole;

impl Handler for Whole {
    async fn handle(&self, mut call: Call) -> Result<(), Refusal> {
        let request = call.take_request(LONGEST_REQUEST).await?;
        // It may sleep, which must not keep the executor's other calls.
        let (reply, outcome) = tokio::task::block_in_place(|| peer_service::answer_whole(&request));
        match outcome {
            Ok(()) => Ok(call.send_last(&reply).await?),
            Err(code) => {
                call.send(&reply).await?;
                Err(AbortCode(code).into())
            }
        }
    }
}
