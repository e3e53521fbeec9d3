//! The two front ends talk to each other.

#![allow(clippy::unwrap_used)]

mod common;

use common::{ECHO, echo_server, endpoint, localhost, on_every_runtime, pattern};
use rxrpc_async::ServiceAddress;
use rxrpc_async::runtime::Runtime;
use std::io::Write;
use std::sync::Arc;

on_every_runtime!(async_client, async_server);

const SIZES: [usize; 5] = [0, 1, 1412, 70_000, 3 << 20];

async fn async_client(runtime: Arc<dyn Runtime>) {
    let server = rxrpc_sync::Endpoint::bind(localhost()).unwrap();
    let echo = server
        .serve(ECHO, 4, |call| {
            let request = call.take_request(16 << 20)?;
            call.write_all(&request)?;
            Ok(())
        })
        .unwrap();
    let client = endpoint(&runtime);
    let service = ServiceAddress::new(server.local_addr(), ECHO);
    for size in SIZES {
        let body = pattern(size);
        assert!(client.request(service, &body).await.unwrap() == body, "{size} bytes");
    }
    drop(echo);
}

async fn async_server(runtime: Arc<dyn Runtime>) {
    let (_server, _echo, service) = echo_server(&runtime);
    let (done, wait) = futures::channel::oneshot::channel();
    let client = std::thread::spawn(move || {
        let client = rxrpc_sync::Endpoint::bind(localhost()).unwrap();
        for size in SIZES {
            let body = pattern(size);
            assert!(client.request(service, &body).unwrap() == body, "{size} bytes");
        }
        done.send(()).unwrap();
    });
    wait.await.unwrap();
    client.join().unwrap();
}
