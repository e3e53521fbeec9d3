//! Calls and halves as tokio's readers and writers: its adapters do with them what those of the `futures` crate do.

#![allow(clippy::unwrap_used)]
#![cfg(feature = "tokio")]

#[allow(unused_macros, unused_imports)]
mod common;

use common::{ECHO, echo_server, endpoint, on_tokio, pattern};
use rxrpc_async::runtime::Runtime;
use rxrpc_async::{Call, CallError, ServiceAddress};
use std::io;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

async fn whole_call(runtime: Arc<dyn Runtime>) {
    let (_server, _echo, service) = echo_server(&runtime);
    let client = endpoint(&runtime);
    let body = pattern(3 << 20);
    let mut call = client.call(service).await.unwrap();
    call.write_all(&body).await.unwrap();
    call.flush().await.unwrap();
    let mut reply = Vec::new();
    assert_eq!(call.read_to_end(&mut reply).await.unwrap(), body.len());
    assert!(reply == body);
    let error = call.write_all(b"late").await.unwrap_err();
    assert_eq!(CallError::from_io(&error), Some(&CallError::Ended));
}

async fn handler_that_copies(runtime: Arc<dyn Runtime>) {
    let server = endpoint(&runtime);
    let copies = |call: Call| async move {
        let (mut sender, mut receiver) = call.split();
        let mut request = Vec::new();
        tokio::io::copy(&mut receiver, &mut request).await?;
        tokio::io::copy(&mut request.as_slice(), &mut sender).await?;
        Ok(sender.shutdown().await?)
    };
    server.serve(ECHO, 2, copies).unwrap();
    let client = endpoint(&runtime);
    let service = ServiceAddress::new(server.local_addr(), ECHO);
    let body = pattern(300_000);
    assert!(client.request(service, &body).await.unwrap() == body);
    // Both halves of a client, a task each.
    let (mut sender, mut receiver) = client.call(service).await.unwrap().split();
    let write = async {
        sender.write_all(&body).await?;
        sender.shutdown().await
    };
    let mut reply = Vec::new();
    let read = receiver.read_to_end(&mut reply);
    let (written, read): (io::Result<()>, _) = futures::future::join(write, read).await;
    written.unwrap();
    assert_eq!(read.unwrap(), body.len());
    assert!(reply == body);
}

async fn pieces_as_small_as_the_buffer(runtime: Arc<dyn Runtime>) {
    let (_server, _echo, service) = echo_server(&runtime);
    let client = endpoint(&runtime);
    let mut call = client.call(service).await.unwrap();
    call.write_all(b"hello").await.unwrap();
    let mut part = [0; 3];
    call.read_exact(&mut part).await.unwrap();
    assert_eq!(&part, b"hel");
    assert_eq!(call.read(&mut part).await.unwrap(), 2);
    assert_eq!(call.read(&mut part).await.unwrap(), 0, "the end");
}

#[test]
fn a_call_is_read_and_written() {
    on_tokio(whole_call);
}

#[test]
fn halves_are_copied() {
    on_tokio(handler_that_copies);
}

#[test]
fn a_small_buffer_is_filled() {
    on_tokio(pieces_as_small_as_the_buffer);
}
