//! The executors that the tests run on, and the service that most of them call.
//!
//! `plain` is a hand-made one.

#![allow(dead_code, unreachable_pub)]

use futures::io::AsyncWriteExt;
use rxrpc_async::runtime::Runtime;
use rxrpc_async::{Call, Config, Endpoint, Handler, Refusal, Server, ServiceAddress, ServiceId};
use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

mod plain;

pub use plain::Plain;

pub const ECHO: ServiceId = ServiceId(147);

/// Runs a test on the hand-made runtime.
pub fn on_plain<F: Future<Output = ()>>(test: impl FnOnce(Arc<dyn Runtime>) -> F) {
    futures::executor::block_on(test(Arc::new(Plain::new(2))));
}

/// Runs a test on tokio, one thread.
#[cfg(feature = "tokio")]
pub fn on_tokio<F: Future<Output = ()>>(test: impl FnOnce(Arc<dyn Runtime>) -> F) {
    let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let runtime = rxrpc_async::runtime::TokioRuntime::new(tokio.handle().clone());
    tokio.block_on(test(Arc::new(runtime)));
}

/// Runs a test on tokio, two threads besides the test's own.
#[cfg(feature = "tokio")]
pub fn on_tokio_threads<F: Future<Output = ()>>(test: impl FnOnce(Arc<dyn Runtime>) -> F) {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let tokio = builder.worker_threads(2).enable_all().build().unwrap();
    let runtime = rxrpc_async::runtime::TokioRuntime::new(tokio.handle().clone());
    tokio.block_on(test(Arc::new(runtime)));
}

/// Runs a test on smol.
#[cfg(feature = "smol")]
pub fn on_smol<F: Future<Output = ()>>(test: impl FnOnce(Arc<dyn Runtime>) -> F) {
    smol::block_on(test(Arc::new(rxrpc_async::runtime::SmolRuntime)));
}

/// One test a runtime for each of the named functions, which are `async fn(Arc<dyn Runtime>)`.
macro_rules! on_every_runtime {
    ($($test:ident),* $(,)?) => {
        mod plain {
            $(#[test] fn $test() { crate::common::on_plain(super::$test); })*
        }
        #[cfg(feature = "tokio")]
        mod tokio {
            $(#[test] fn $test() { crate::common::on_tokio(super::$test); })*
        }
        #[cfg(feature = "tokio")]
        mod tokio_threads {
            $(#[test] fn $test() { crate::common::on_tokio_threads(super::$test); })*
        }
        #[cfg(feature = "smol")]
        mod smol {
            $(#[test] fn $test() { crate::common::on_smol(super::$test); })*
        }
    };
}
pub(crate) use on_every_runtime;

pub fn localhost() -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, 0))
}

pub fn endpoint(runtime: &Arc<dyn Runtime>) -> Endpoint {
    endpoint_with(runtime, Config::default())
}

pub fn endpoint_with(runtime: &Arc<dyn Runtime>, config: Config) -> Endpoint {
    let builder = Endpoint::builder().bind(localhost());
    builder.config(config).build_with(runtime.clone()).unwrap()
}

/// Answers with the request.
pub struct Echo;

impl Handler for Echo {
    async fn handle(&self, mut call: Call) -> Result<(), Refusal> {
        let request = call.take_request(64 << 20).await?;
        call.write_all(&request).await?;
        Ok(())
    }
}

/// An endpoint that echoes, and where it is.
pub fn echo_server(runtime: &Arc<dyn Runtime>) -> (Endpoint, Server, ServiceAddress) {
    let endpoint = endpoint(runtime);
    let server = endpoint.serve(ECHO, 32, Echo).unwrap();
    let address = ServiceAddress::new(endpoint.local_addr(), ECHO);
    (endpoint, server, address)
}

/// Sleeps by the clock of the runtime.
pub async fn sleep(runtime: &Arc<dyn Runtime>, duration: Duration) {
    let until = runtime.now() + duration;
    let mut timer = runtime.timer(until);
    std::future::poll_fn(|cx| timer.as_mut().poll(cx)).await;
}

/// Waits until the condition holds.
pub async fn eventually(runtime: &Arc<dyn Runtime>, what: &str, holds: impl Fn() -> bool) {
    let give_up = Instant::now() + Duration::from_secs(10);
    while !holds() {
        assert!(Instant::now() < give_up, "not within ten seconds: {what}");
        sleep(runtime, Duration::from_millis(2)).await;
    }
}

/// Waits until nothing comes to the endpoint any more, such as the proof of a client's address, without which
/// a call that is not whole is not handed out.
pub async fn quiet(runtime: &Arc<dyn Runtime>, endpoint: &Endpoint) {
    let received = || endpoint.statistics().datagrams_received;
    let mut before = u64::MAX;
    while received() != before {
        before = received();
        sleep(runtime, Duration::from_millis(100)).await;
    }
}

/// Bytes that show where they belong.
pub fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at * 7 + at / 251) as u8).collect()
}

/// Polls a future once and says whether it is over.
pub fn poll_once<F: Future>(future: Pin<&mut F>) -> Option<F::Output> {
    match future.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}
