//! The ends of a transfer: our blocking front end, our async one on tokio, OpenAFS's Rx library; each
//! as a server and as a client. Knows nothing of paths and tables.

use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rxrpc_async::{Call, Handler, Refusal};
use rxrpc_sync::ServiceAddress;
use tokio::sync::oneshot;

use super::paths::{IN_FLIGHT, SMALL, Transfer};
use super::peer_service::{Exchange, LONGEST_REQUEST, SERVICE_ID, answer};
use xtask::programs::c_peer::CPeer;
use xtask::programs::failure::Failure;
use xtask::programs::process::Background;

/// How long a client of ours stays for what its peer still has to say.
const GRACE: Duration = Duration::from_secs(1);
/// Threads of the blocking service: more than there are calls at once.
const THREADS: usize = 8;
/// What the C peer is told: compare every byte; no jumbograms. AFS servers switch these off, and with one
/// packet a datagram all pairs meet the same share of lost packets.
const C_FLAGS: [&str; 2] = ["-E", "-j"];

/// An implementation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Sync,
    Async,
    OpenAfs,
}

impl End {
    /// For the table.
    pub(super) fn name(self) -> &'static str {
        match self {
            End::Sync => "sync",
            End::Async => "async",
            End::OpenAfs => "OpenAFS",
        }
    }
}

fn any_port() -> SocketAddr {
    (Ipv4Addr::LOCALHOST, 0).into()
}

/// A server of each implementation; they end when this is dropped.
pub(super) struct Servers {
    c_peer: CPeer,
    sync: (rxrpc_sync::Endpoint, rxrpc_sync::Server),
    tokio: AsyncServer,
    c_port: u16,
    _c_server: Background,
}

impl Servers {
    pub(super) fn start(c_peer: CPeer) -> Result<Servers, Failure> {
        let endpoint = rxrpc_sync::Endpoint::bind(any_port())?;
        let server = endpoint.serve(SERVICE_ID, THREADS, |call| {
            let reply = answer(&call.take_request(LONGEST_REQUEST)?)?;
            Ok(call.send_last(&reply)?)
        })?;
        let c_port = UdpSocket::bind(any_port())?.local_addr()?.port();
        let c_server = c_peer.start_server(c_port, &C_FLAGS)?;
        let tokio = AsyncServer::start()?;
        Ok(Servers { c_peer, sync: (endpoint, server), tokio, c_port, _c_server: c_server })
    }

    /// Where a server is.
    pub(super) fn address(&self, end: End) -> SocketAddr {
        match end {
            End::Sync => self.sync.0.local_addr(),
            End::Async => self.tokio.address,
            End::OpenAfs => (Ipv4Addr::LOCALHOST, self.c_port).into(),
        }
    }

    /// Makes a transfer as a client, with a new socket; gives how many seconds it took.
    pub(super) fn transfer(
        &self,
        client: End,
        server: SocketAddr,
        transfer: Transfer,
        limit: Duration,
    ) -> Result<f64, Failure> {
        match client {
            End::Sync => bounded(limit, move || transfer_sync(server, transfer)),
            End::Async => bounded(limit, move || on_tokio(transfer_async(server, transfer))),
            End::OpenAfs => self.transfer_c(server.port(), transfer, limit),
        }
    }

    fn transfer_c(&self, port: u16, transfer: Transfer, limit: Duration) -> Result<f64, Failure> {
        let operation = match transfer {
            Transfer::Up(bytes) => vec!["send".to_owned(), bytes.to_string()],
            Transfer::Down(bytes) => vec!["recv".to_owned(), bytes.to_string()],
            Transfer::Calls(calls) => {
                let (threads, each) = (IN_FLIGHT.to_string(), (calls / IN_FLIGHT).to_string());
                let (sent, wanted) = (SMALL.0.to_string(), SMALL.1.to_string());
                let flags = ["-t", &threads, "-n", &each, "rpc", &sent, &wanted];
                flags.map(str::to_owned).to_vec()
            }
        };
        let words: Vec<&str> =
            C_FLAGS.into_iter().chain(operation.iter().map(String::as_str)).collect();
        self.c_peer.client_seconds(port, &words, limit)
    }
}

/// Runs it in a thread of its own, which is left to itself when it takes too long.
fn bounded(
    limit: Duration,
    run: impl FnOnce() -> Result<f64, Failure> + Send + 'static,
) -> Result<f64, Failure> {
    let (finished, outcome) = mpsc::channel();
    thread::spawn(move || finished.send(run()).unwrap_or_default());
    outcome
        .recv_timeout(limit)
        .unwrap_or_else(|_| Err(Failure::new(format!("did not end within {limit:?}"))))
}

fn transfer_sync(server: SocketAddr, transfer: Transfer) -> Result<f64, Failure> {
    let endpoint = rxrpc_sync::Endpoint::bind(any_port())?;
    let service = ServiceAddress::new(server, SERVICE_ID);
    let exchange = Exchange::of(transfer);
    let once = || exchange.check(&endpoint.request(service, &exchange.request)?);
    let began = Instant::now();
    match transfer {
        Transfer::Up(_) | Transfer::Down(_) => once()?,
        Transfer::Calls(calls) => thread::scope(|scope| {
            let each = || (0..calls / IN_FLIGHT).try_for_each(|_| once());
            let threads = [(); IN_FLIGHT].map(|()| scope.spawn(each));
            threads.into_iter().try_for_each(|thread| {
                thread.join().unwrap_or_else(|_| Err(Failure::new("a thread panicked")))
            })
        })?,
    }
    let seconds = began.elapsed().as_secs_f64();
    endpoint.close(GRACE);
    Ok(seconds)
}

async fn transfer_async(server: SocketAddr, transfer: Transfer) -> Result<f64, Failure> {
    let endpoint = rxrpc_async::Endpoint::bind(any_port())?;
    let service = ServiceAddress::new(server, SERVICE_ID);
    let exchange = Arc::new(Exchange::of(transfer));
    let (tasks, each) = match transfer {
        Transfer::Up(_) | Transfer::Down(_) => (1, 1),
        Transfer::Calls(calls) => (IN_FLIGHT, calls / IN_FLIGHT),
    };
    let began = Instant::now();
    let running: Vec<_> = (0..tasks)
        .map(|_| {
            let (endpoint, exchange) = (endpoint.clone(), Arc::clone(&exchange));
            tokio::spawn(async move {
                for _ in 0..each {
                    exchange.check(&endpoint.request(service, &exchange.request).await?)?;
                }
                Ok::<(), Failure>(())
            })
        })
        .collect();
    for task in running {
        task.await??;
    }
    let seconds = began.elapsed().as_secs_f64();
    endpoint.close(GRACE).await;
    Ok(seconds)
}

fn on_tokio<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(work)
}

/// Our async service on a tokio runtime of its own.
struct AsyncServer {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

struct PeerService;

impl Handler for PeerService {
    async fn handle(&self, mut call: Call) -> Result<(), Refusal> {
        let reply = answer(&call.take_request(LONGEST_REQUEST).await?)?;
        Ok(call.send_last(&reply).await?)
    }
}

impl AsyncServer {
    fn start() -> Result<AsyncServer, Failure> {
        let (bound, address) = mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        let thread = thread::spawn(move || {
            let served = on_tokio(async {
                let endpoint = rxrpc_async::Endpoint::bind(any_port())?;
                let _server = endpoint.serve(SERVICE_ID, THREADS, PeerService)?;
                bound.send(endpoint.local_addr())?;
                Ok(stopped.await?)
            });
            if let Err(failure) = served {
                eprintln!("the async service: {failure:?}");
            }
        });
        let address = address.recv()?;
        Ok(AsyncServer { address, stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for AsyncServer {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // It has ended already if nobody listens.
            stop.send(()).unwrap_or_default();
        }
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap_or_default();
        }
    }
}
