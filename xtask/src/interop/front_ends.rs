//! Clients and services of ours through each front end, with whatever security they are given. Knows no peer.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use rxrpc_sync::{
    AbortCode, CallError, CallOptions, CallSecurity, Config, Credentials, ServiceAddress,
    ServiceId, ServiceKeys, Statistics,
};
use tokio::runtime::Runtime;

use xtask::programs::failure::Failure;

/// As many calls as a peer has at once, so that none waits for a thread.
const THREADS: usize = 8;
/// Longer than this no call takes on loopback.
const CALL_LIMIT: Duration = Duration::from_secs(20);
const LONGEST_REQUEST: usize = 16 << 20;

/// One of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FrontEnd {
    Sync,
    Async,
}

impl FrontEnd {
    pub(super) const BOTH: [FrontEnd; 2] = [FrontEnd::Sync, FrontEnd::Async];

    pub(super) fn name(self) -> &'static str {
        match self {
            FrontEnd::Sync => "sync",
            FrontEnd::Async => "async",
        }
    }

    /// Where its endpoints are: at addresses that nobody else has, so that a capture says what is ours.
    pub(super) fn address(self) -> IpAddr {
        let last = match self {
            FrontEnd::Sync => 11,
            FrontEnd::Async => 12,
        };
        Ipv4Addr::new(127, 0, 0, last).into()
    }

    /// An endpoint of this front end; port 0 is any.
    pub(super) fn bind(self, port: u16, runtime: &Arc<Runtime>) -> Result<Endpoint, Failure> {
        self.bind_with(port, Config::default(), runtime)
    }

    /// The same with settings.
    pub(super) fn bind_with(
        self,
        port: u16,
        config: Config,
        runtime: &Arc<Runtime>,
    ) -> Result<Endpoint, Failure> {
        self.bind_at(SocketAddr::from((self.address(), port)), config, runtime)
    }

    /// The same at any address.
    pub(super) fn bind_at(
        self,
        address: SocketAddr,
        config: Config,
        runtime: &Arc<Runtime>,
    ) -> Result<Endpoint, Failure> {
        let bound = match self {
            FrontEnd::Sync => {
                let builder = rxrpc_sync::Endpoint::builder().bind(address).config(config);
                builder.build().map(Endpoint::Sync)
            }
            FrontEnd::Async => {
                let _inside = runtime.enter();
                let builder = rxrpc_async::Endpoint::builder().bind(address).config(config);
                builder.build().map(|endpoint| Endpoint::Async(endpoint, Arc::clone(runtime)))
            }
        };
        bound.map_err(|error| Failure::from(error).while_doing(&format!("binding {address}")))
    }
}

/// A runtime for all endpoints of the async front end.
pub(super) fn runtime() -> Result<Arc<Runtime>, Failure> {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    Ok(Arc::new(builder.worker_threads(2).enable_all().build()?))
}

/// An endpoint of either front end.
#[derive(Clone)]
pub(super) enum Endpoint {
    Sync(rxrpc_sync::Endpoint),
    Async(rxrpc_async::Endpoint, Arc<Runtime>),
}

/// A service that goes on until this is dropped.
pub(super) enum Service {
    Sync { _server: rxrpc_sync::Server },
    Async { _server: rxrpc_async::Server },
}

/// Answers a whole request, knowing who has sent it.
pub(super) type Answer =
    Arc<dyn Fn(Option<CallSecurity>, Vec<u8>) -> Result<Vec<u8>, AbortCode> + Send + Sync>;

impl Endpoint {
    /// A call with a whole request and a whole reply.
    pub(super) fn request(
        &self,
        to: (SocketAddr, ServiceId),
        credentials: &Credentials,
        body: &[u8],
    ) -> Result<Vec<u8>, CallError> {
        let options = CallOptions::new().credentials(credentials.clone()).hard_timeout(CALL_LIMIT);
        self.request_with(to, &options, body)
    }

    /// The same with options.
    pub(super) fn request_with(
        &self,
        to: (SocketAddr, ServiceId),
        options: &CallOptions,
        body: &[u8],
    ) -> Result<Vec<u8>, CallError> {
        let to = ServiceAddress::new(to.0, to.1);
        match self {
            Endpoint::Sync(endpoint) => endpoint.request_with(to, options, body),
            Endpoint::Async(endpoint, runtime) => {
                runtime.block_on(endpoint.request_with(to, options, body))
            }
        }
    }

    /// What the peer says that it is.
    pub(super) fn ask_version(&self, peer: SocketAddr) -> Result<String, CallError> {
        match self {
            Endpoint::Sync(endpoint) => endpoint.ask_version(peer, CALL_LIMIT),
            Endpoint::Async(endpoint, runtime) => {
                runtime.block_on(endpoint.ask_version(peer, CALL_LIMIT))
            }
        }
    }

    /// What was counted so far.
    pub(super) fn statistics(&self) -> Statistics {
        match self {
            Endpoint::Sync(endpoint) => endpoint.statistics(),
            Endpoint::Async(endpoint, _) => endpoint.statistics(),
        }
    }

    /// Offers a service to those whom the keys know.
    pub(super) fn serve(
        &self,
        service: ServiceId,
        keys: ServiceKeys,
        answer: Answer,
    ) -> Result<Service, Failure> {
        match self {
            Endpoint::Sync(endpoint) => {
                endpoint.set_service_keys(service, Some(keys));
                let server = endpoint.serve(service, THREADS, move |call| {
                    let request = call.take_request(LONGEST_REQUEST)?;
                    let reply = answer(call.security(), request)?;
                    Ok(call.send_last(&reply)?)
                })?;
                Ok(Service::Sync { _server: server })
            }
            Endpoint::Async(endpoint, runtime) => {
                endpoint.set_service_keys(service, Some(keys));
                let _inside = runtime.enter();
                let server = endpoint.serve(service, THREADS, Answering(answer))?;
                Ok(Service::Async { _server: server })
            }
        }
    }
}

/// As a handler of the async front end.
struct Answering(Answer);

impl rxrpc_async::Handler for Answering {
    async fn handle(&self, mut call: rxrpc_async::Call) -> Result<(), rxrpc_async::Refusal> {
        let request = call.take_request(LONGEST_REQUEST).await?;
        let reply = (self.0)(call.security(), request)?;
        Ok(call.send_last(&reply).await?)
    }
}
