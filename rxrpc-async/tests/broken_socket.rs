//! A socket that cannot be read any more, or not for a while.

#![allow(clippy::unwrap_used)]

mod common;

use common::{echo_server, localhost, on_every_runtime, sleep};
use rxrpc_async::runtime::{AsyncTimer, AsyncUdp, Readiness, Runtime, SocketRef, Task};
use rxrpc_async::{CallError, Endpoint, Errno, ServiceAddress, ServiceId};
use std::io;
use std::net::UdpSocket;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, AtomicU32, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

on_every_runtime!(
    every_call_ends_with_the_error_and_nothing_spins,
    a_system_that_is_out_of_memory_for_a_while_costs_no_call,
);

const EBADF: i32 = 9;
const ENOMEM: i32 = 12;

/// With which errno receiving fails, or 0, and how often it did.
#[derive(Debug, Default)]
struct Fault {
    errno: AtomicI32,
    tried: AtomicU32,
}

/// A runtime whose sockets fail to receive while there is a fault.
#[derive(Debug)]
struct Breaking {
    runtime: Arc<dyn Runtime>,
    fault: Arc<Fault>,
}

#[derive(Debug)]
struct BreakingUdp(Box<dyn AsyncUdp>, Arc<Fault>);

impl Runtime for Breaking {
    fn wrap(&self, socket: UdpSocket) -> io::Result<Box<dyn AsyncUdp>> {
        Ok(Box::new(BreakingUdp(self.runtime.wrap(socket)?, self.fault.clone())))
    }

    fn timer(&self, at: Instant) -> Pin<Box<dyn AsyncTimer>> {
        self.runtime.timer(at)
    }

    fn spawn(&self, task: Task) {
        self.runtime.spawn(task);
    }
}

impl AsyncUdp for BreakingUdp {
    fn socket(&self) -> SocketRef<'_> {
        self.0.socket()
    }

    fn poll_ready(&self, readiness: Readiness, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.0.poll_ready(readiness, cx)
    }

    fn try_io(
        &self,
        readiness: Readiness,
        call: &mut dyn FnMut() -> io::Result<()>,
    ) -> io::Result<()> {
        let errno = self.1.errno.load(Ordering::SeqCst);
        if readiness == Readiness::Readable && errno != 0 {
            self.1.tried.fetch_add(1, Ordering::SeqCst);
            return Err(io::Error::from_raw_os_error(errno));
        }
        self.0.try_io(readiness, call)
    }
}

fn breaking_client(runtime: &Arc<dyn Runtime>) -> (Endpoint, Arc<Fault>) {
    let fault = Arc::<Fault>::default();
    let breaking = Breaking { runtime: runtime.clone(), fault: fault.clone() };
    let builder = Endpoint::builder().bind(localhost());
    (builder.build_with(Arc::new(breaking)).unwrap(), fault)
}

async fn every_call_ends_with_the_error_and_nothing_spins(runtime: Arc<dyn Runtime>) {
    let (client, fault) = breaking_client(&runtime);
    let silent = UdpSocket::bind(localhost()).unwrap();
    let target = ServiceAddress::new(silent.local_addr().unwrap(), ServiceId(1));
    let mut call = client.call(target).await.unwrap();
    call.send_last(b"hello").await.unwrap();
    fault.errno.store(EBADF, Ordering::SeqCst);
    // Something comes, so that the driver looks.
    silent.send_to(&[0], client.local_addr()).unwrap();
    assert_eq!(call.wait_ended().await, Err(CallError::Local(Errno::EBADF)));
    assert_eq!(client.call(target).await.map(|_| ()), Err(CallError::Closed));
    let tried = fault.tried.load(Ordering::SeqCst);
    assert!(tried < 300, "{tried} attempts");
}

async fn a_system_that_is_out_of_memory_for_a_while_costs_no_call(runtime: Arc<dyn Runtime>) {
    let (_server, _echo, service) = echo_server(&runtime);
    let (client, fault) = breaking_client(&runtime);
    let mut call = client.call(service).await.unwrap();
    call.set_timeout(Some(Duration::from_secs(20)));
    let began = Instant::now();
    fault.errno.store(ENOMEM, Ordering::SeqCst);
    call.send_last(b"hello").await.unwrap();
    sleep(&runtime, Duration::from_millis(100)).await;
    let tried = fault.tried.load(Ordering::SeqCst);
    // The hand-made runtime looks five times a millisecond; a driver that spins tries far more often.
    let most = 100 + 10 * began.elapsed().as_millis();
    assert!(tried > 0 && u128::from(tried) < most, "{tried} attempts");
    fault.errno.store(0, Ordering::SeqCst);
    assert_eq!(call.take_rest(100).await.as_deref(), Ok(&b"hello"[..]));
    assert_eq!(client.request(service, b"again").await.as_deref(), Ok(&b"again"[..]));
}
