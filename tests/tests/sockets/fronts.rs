//! The front ends as these tests need them: the test's thread waits, everything else runs elsewhere.

use futures::executor::block_on;
use rxrpc_async::runtime::Runtime;
use rxrpc_core::observe::{PacketObserver, Statistics};
use rxrpc_core::{CallError, Refusal, ServiceAddress, ServiceId};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// The hand-made runtime of the async front end's own tests.
#[path = "../../../rxrpc-async/tests/common/plain.rs"]
mod plain;

pub(crate) const ECHO: ServiceId = ServiceId(147);

/// How long anything may take before a test fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// A front end, on an executor or on none.
pub(crate) struct Front {
    pub(crate) name: &'static str,
    runtime: Option<Arc<dyn Runtime>>,
    #[cfg(feature = "tokio")]
    _tokio: Option<tokio::runtime::Runtime>,
}

impl Front {
    fn new(name: &'static str, runtime: Option<Arc<dyn Runtime>>) -> Self {
        Self {
            name,
            runtime,
            #[cfg(feature = "tokio")]
            _tokio: None,
        }
    }
}

/// All that the features of this package have.
pub(crate) fn fronts() -> Vec<Front> {
    let plain: Arc<dyn Runtime> = Arc::new(plain::Plain::new(2));
    vec![
        Front::new("sync", None),
        Front::new("plain", Some(plain)),
        #[cfg(feature = "tokio")]
        on_tokio(),
        #[cfg(feature = "smol")]
        Front::new("smol", Some(Arc::new(rxrpc_async::runtime::SmolRuntime))),
    ]
}

#[cfg(feature = "tokio")]
fn on_tokio() -> Front {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let tokio = builder.worker_threads(1).enable_all().build().unwrap();
    let runtime = rxrpc_async::runtime::TokioRuntime::new(tokio.handle().clone());
    let mut front = Front::new("tokio", Some(Arc::new(runtime)));
    front._tokio = Some(tokio);
    front
}

/// An endpoint of either front end.
pub(crate) enum Endpoint {
    Sync(rxrpc_sync::Endpoint, Vec<rxrpc_sync::Server>),
    Async(rxrpc_async::Endpoint, Vec<rxrpc_async::Server>),
}

/// A call of either front end.
pub(crate) enum Call {
    Sync(rxrpc_sync::Call),
    Async(rxrpc_async::Call),
}

struct Echo;

impl rxrpc_async::Handler for Echo {
    async fn handle(&self, mut call: rxrpc_async::Call) -> Result<(), Refusal> {
        let request = call.take_request(64 << 20).await?;
        call.send(&request).await?;
        Ok(())
    }
}

impl Front {
    /// `None` where the address cannot be bound, because there is no IPv6.
    pub(crate) fn bind(
        &self,
        address: SocketAddr,
        observer: Option<Arc<dyn PacketObserver>>,
    ) -> Option<Endpoint> {
        let endpoint = match &self.runtime {
            None => {
                let mut builder = rxrpc_sync::Endpoint::builder().bind(address);
                if let Some(observer) = observer {
                    builder = builder.observer(observer);
                }
                builder.build().ok().map(|endpoint| Endpoint::Sync(endpoint, Vec::new()))
            }
            Some(runtime) => {
                let mut builder = rxrpc_async::Endpoint::builder().bind(address);
                if let Some(observer) = observer {
                    builder = builder.observer(observer);
                }
                let built = builder.build_with(runtime.clone());
                built.ok().map(|endpoint| Endpoint::Async(endpoint, Vec::new()))
            }
        };
        if endpoint.is_none() {
            assert!(address.is_ipv6(), "{address}");
            eprintln!("no IPv6 here");
        }
        endpoint
    }

    pub(crate) fn client(&self, address: SocketAddr) -> Endpoint {
        self.bind(address, None).unwrap()
    }

    /// An endpoint that echoes.
    pub(crate) fn server(&self, address: SocketAddr) -> Option<Endpoint> {
        let mut endpoint = self.bind(address, None)?;
        match &mut endpoint {
            Endpoint::Sync(endpoint, servers) => {
                let echo = endpoint.serve(ECHO, 4, |call| {
                    let request = call.take_request(64 << 20)?;
                    Ok(call.send(&request)?)
                });
                servers.push(echo.unwrap());
            }
            Endpoint::Async(endpoint, servers) => {
                servers.push(endpoint.serve(ECHO, 4, Echo).unwrap());
            }
        }
        Some(endpoint)
    }
}

impl Endpoint {
    pub(crate) fn local_addr(&self) -> SocketAddr {
        match self {
            Self::Sync(endpoint, _) => endpoint.local_addr(),
            Self::Async(endpoint, _) => endpoint.local_addr(),
        }
    }

    /// System calls to send and to receive.
    pub(crate) fn system_calls(&self) -> (u64, u64) {
        let calls = match self {
            Self::Sync(endpoint, _) => endpoint.system_calls(),
            Self::Async(endpoint, _) => endpoint.system_calls(),
        };
        (calls.send, calls.receive)
    }

    pub(crate) fn statistics(&self) -> Statistics {
        match self {
            Self::Sync(endpoint, _) => endpoint.statistics(),
            Self::Async(endpoint, _) => endpoint.statistics(),
        }
    }

    pub(crate) fn call(&self, to: ServiceAddress) -> Result<Call, CallError> {
        Ok(match self {
            Self::Sync(endpoint, _) => {
                let mut call = endpoint.call(to)?;
                call.set_timeout(Some(PATIENCE));
                Call::Sync(call)
            }
            Self::Async(endpoint, _) => {
                let mut call = block_on(endpoint.call(to))?;
                call.set_timeout(Some(PATIENCE));
                Call::Async(call)
            }
        })
    }

    /// A whole call.
    pub(crate) fn ask(&self, to: ServiceAddress, request: &[u8]) -> Result<Vec<u8>, CallError> {
        let mut call = self.call(to)?;
        call.finish(request)
    }
}

impl Call {
    /// Sends a part of the request.
    pub(crate) fn send(&mut self, part: &[u8]) -> Result<(), CallError> {
        match self {
            Self::Sync(call) => call.send(part),
            Self::Async(call) => block_on(call.send(part)),
        }
    }

    /// Sends the rest of the request, and waits for the reply.
    pub(crate) fn finish(&mut self, rest: &[u8]) -> Result<Vec<u8>, CallError> {
        match self {
            Self::Sync(call) => {
                call.send_last(rest)?;
                call.take_rest(64 << 20)
            }
            Self::Async(call) => block_on(async {
                call.send_last(rest).await?;
                call.take_rest(64 << 20).await
            }),
        }
    }
}
