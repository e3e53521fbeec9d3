//! A tokio runtime that was made without I/O or without time is refused when an endpoint is made, by the name of
//! what has to be switched on.

#![allow(clippy::unwrap_used)]
#![cfg(feature = "tokio")]

use rxrpc_async::runtime::{Readiness, TokioRuntime};
use rxrpc_async::{Arrival, Endpoint, Fragmentation, Transport};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::runtime::Builder;

fn made_on(builder: &mut Builder) -> io::Result<Endpoint> {
    let tokio = builder.build().unwrap();
    let runtime = TokioRuntime::new(tokio.handle().clone());
    Endpoint::builder().bind("127.0.0.1:0").build_with(Arc::new(runtime))
}

fn refusal(builder: &mut Builder) -> String {
    let error = made_on(builder).map(drop).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::Unsupported);
    error.to_string()
}

#[test]
fn without_io() {
    let text = refusal(Builder::new_current_thread().enable_time());
    assert!(text.contains("`enable_io`") && text.contains("tokio::runtime::Builder"), "{text}");
}

#[test]
fn without_time() {
    let text = refusal(Builder::new_current_thread().enable_io());
    assert!(text.contains("`enable_time`") && text.contains("tokio::runtime::Builder"), "{text}");
}

#[test]
fn with_both() {
    made_on(Builder::new_current_thread().enable_io().enable_time()).unwrap();
}

/// Nothing ever comes.
#[derive(Debug)]
struct Silent;

impl Transport for Silent {
    fn local_addr(&self) -> SocketAddr {
        SocketAddr::from(([192, 0, 2, 1], 7001))
    }

    fn try_send(&self, _: SocketAddr, _: &[u8], _: Fragmentation) -> io::Result<()> {
        Ok(())
    }

    fn try_receive(&self, _: &mut [u8]) -> io::Result<Arrival> {
        Err(io::ErrorKind::WouldBlock.into())
    }

    fn poll_ready(&self, _: Readiness, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Pending
    }
}

#[test]
fn a_transport_needs_no_io() {
    let tokio = Builder::new_current_thread().enable_time().build().unwrap();
    let runtime = Arc::new(TokioRuntime::new(tokio.handle().clone()));
    Endpoint::builder().transport(Silent).build_with(runtime).unwrap();
}

/// The default runtime is the one that the code runs on, and what it lacks is told as well.
#[test]
fn bound_on_one_without_io() {
    let tokio = Builder::new_current_thread().enable_time().build().unwrap();
    let bound = tokio.block_on(async { Endpoint::bind("127.0.0.1:0") });
    assert_eq!(bound.map(drop).unwrap_err().kind(), io::ErrorKind::Unsupported);
}
