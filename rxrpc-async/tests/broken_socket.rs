//! A socket that cannot be read any more.

#![allow(clippy::unwrap_used)]

mod common;

use common::{localhost, on_every_runtime};
use rxrpc_async::runtime::{AsyncTimer, AsyncUdp, Readiness, Runtime, Task};
use rxrpc_async::{CallError, Endpoint, ServiceAddress, ServiceId};
use std::io;
use std::net::UdpSocket;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll};
use std::time::Instant;

on_every_runtime!(every_call_ends_with_the_error_and_nothing_spins);

const EBADF: i32 = 9;

/// A runtime whose sockets fail to receive once `broken` is not 0, and count how often it was tried.
#[derive(Debug)]
struct Breaking {
    runtime: Arc<dyn Runtime>,
    broken: Arc<AtomicU32>,
}

#[derive(Debug)]
struct BreakingUdp(Box<dyn AsyncUdp>, Arc<AtomicU32>);

impl Runtime for Breaking {
    fn wrap(&self, socket: UdpSocket) -> io::Result<Box<dyn AsyncUdp>> {
        Ok(Box::new(BreakingUdp(self.runtime.wrap(socket)?, self.broken.clone())))
    }

    fn timer(&self, at: Instant) -> Pin<Box<dyn AsyncTimer>> {
        self.runtime.timer(at)
    }

    fn spawn(&self, task: Task) {
        self.runtime.spawn(task);
    }
}

impl AsyncUdp for BreakingUdp {
    fn socket(&self) -> socket2::SockRef<'_> {
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
        if readiness == Readiness::Readable && self.1.load(Ordering::SeqCst) > 0 {
            self.1.fetch_add(1, Ordering::SeqCst);
            return Err(io::Error::from_raw_os_error(EBADF));
        }
        self.0.try_io(readiness, call)
    }
}

async fn every_call_ends_with_the_error_and_nothing_spins(runtime: Arc<dyn Runtime>) {
    let broken = Arc::new(AtomicU32::new(0));
    let breaking = Breaking { runtime: runtime.clone(), broken: broken.clone() };
    let client = Endpoint::builder().bind(localhost()).runtime(Arc::new(breaking)).build().unwrap();
    let silent = UdpSocket::bind(localhost()).unwrap();
    let target = ServiceAddress::new(silent.local_addr().unwrap(), ServiceId(1));
    let mut call = client.call(target).await.unwrap();
    call.send_last(b"hello").await.unwrap();
    broken.store(1, Ordering::SeqCst);
    // Something comes, so that the driver looks.
    silent.send_to(&[0], client.local_addr()).unwrap();
    assert_eq!(call.wait_ended().await, Err(CallError::Local(EBADF)));
    assert_eq!(client.call(target).await.map(|_| ()), Err(CallError::Closed));
    let tried = broken.load(Ordering::SeqCst);
    assert!(tried < 300, "{tried} attempts");
}
