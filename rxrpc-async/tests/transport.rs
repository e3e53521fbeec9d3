//! What carries the datagrams in place of a socket is dropped by a close, while the program has handles.

#![allow(clippy::unwrap_used)]

mod common;

use common::{ECHO, on_every_runtime};
use rxrpc_async::runtime::{Readiness, Runtime};
use rxrpc_async::{Arrival, CallError, Endpoint, Fragmentation, ServiceAddress, Transport};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

on_every_runtime!(dropped_by_a_close, dropped_by_a_close_although_never_writable);

/// Nothing comes; what is sent is counted, as far as there is room for it.
#[derive(Debug)]
struct Silent {
    room: usize,
    sent: Arc<AtomicUsize>,
}

const LOCAL: ([u8; 4], u16) = ([192, 0, 2, 1], 7001);

impl Transport for Silent {
    fn local_addr(&self) -> SocketAddr {
        SocketAddr::from(LOCAL)
    }

    fn try_send(&self, _: SocketAddr, _: &[u8], _: Fragmentation) -> io::Result<()> {
        if self.sent.load(Ordering::SeqCst) >= self.room {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        self.sent.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }

    fn try_receive(&self, _: &mut [u8]) -> io::Result<Arrival> {
        Err(io::ErrorKind::WouldBlock.into())
    }

    fn poll_ready(&self, _: Readiness, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Pending
    }
}

async fn dropped_by_a_close(runtime: Arc<dyn Runtime>) {
    // The request and the ABORT.
    closed(runtime, usize::MAX, 2).await;
}

/// What has no room is not waited for without an end.
async fn dropped_by_a_close_although_never_writable(runtime: Arc<dyn Runtime>) {
    closed(runtime, 1, 1).await;
}

async fn closed(runtime: Arc<dyn Runtime>, room: usize, sent: usize) {
    let count = Arc::<AtomicUsize>::default();
    let builder = Endpoint::builder().transport(Silent { room, sent: count.clone() });
    let client = builder.build_with(runtime).unwrap();
    let peer = ServiceAddress::new(SocketAddr::from(([192, 0, 2, 2], 7000)), ECHO);
    let mut call = client.call(peer).await.unwrap();
    call.send_last(b"request").await.unwrap();
    client.close(Duration::ZERO).await;
    assert_eq!(Arc::strong_count(&count), 1, "the transport is dropped");
    assert_eq!(count.load(Ordering::SeqCst), sent);
    assert_eq!(client.local_addr(), SocketAddr::from(LOCAL));
    assert_eq!(client.call(peer).await.unwrap_err(), CallError::Closed);
    assert!(call.wait_ended().await.is_err());
}
