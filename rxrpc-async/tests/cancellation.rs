//! Futures dropped at each of their waits leave nothing behind, and no wait outlives the endpoint.

#![allow(clippy::unwrap_used)]

mod common;

use common::{
    ECHO, echo_server, endpoint, endpoint_with, eventually, on_every_runtime, poll_once, quiet,
};
use futures::io::{AsyncReadExt, AsyncWriteExt};
use rxrpc_async::runtime::Runtime;
use rxrpc_async::{CallError, Config, Endpoint, Incoming, MessageFlags, ServiceAddress};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

on_every_runtime!(
    wait_for_a_slot,
    wait_for_space,
    wait_for_data,
    wait_of_the_traits,
    wait_of_incoming,
    wait_in_recvmsg,
    dropped_call_is_aborted_at_the_peer,
    close_waits_for_calls,
    close_ends_what_a_program_merely_holds,
    driver_is_a_future,
    dropped_driver_ends_every_wait,
    dropped_endpoint_ends_its_driver,
);

/// A service that nobody serves.
fn mute(runtime: &Arc<dyn Runtime>) -> (Endpoint, Incoming, ServiceAddress) {
    let server = endpoint(runtime);
    let service = ServiceAddress::new(server.local_addr(), ECHO);
    let incoming = server.incoming(ECHO).unwrap();
    (server, incoming, service)
}

async fn nothing_is_left(runtime: &Arc<dyn Runtime>, endpoint: &Endpoint) {
    eventually(runtime, "nothing is alive", || {
        let now = endpoint.statistics();
        [now.live_calls, now.slots_in_use, now.slot_waiters, now.receivers, now.user_call_ids]
            .iter()
            .all(|count| *count == 0)
    })
    .await;
}

async fn wait_for_a_slot(runtime: Arc<dyn Runtime>) {
    let (_server, _incoming, service) = mute(&runtime);
    let mut config = Config::default();
    config.connections_per_bundle = 1;
    let client = endpoint_with(&runtime, config);
    let mut calls = Vec::new();
    for _ in 0..4 {
        calls.push(client.call(service).await.unwrap());
    }
    assert_eq!(client.try_call(service).unwrap_err(), CallError::WouldBlock);
    {
        let mut fifth = pin!(client.call(service));
        assert!(poll_once(fifth.as_mut()).is_none());
        assert_eq!(client.statistics().slot_waiters, 1);
    }
    assert_eq!(client.statistics().slot_waiters, 0);
    assert_eq!(client.statistics().live_calls, 4);
    // Who waits behind a dropped wait is served.
    let mut given_up = Box::pin(client.call(service));
    let mut served = pin!(client.call(service));
    assert!(poll_once(given_up.as_mut()).is_none());
    assert!(poll_once(served.as_mut()).is_none());
    calls.pop();
    drop(given_up);
    drop(served.await.unwrap());
    calls.clear();
    nothing_is_left(&runtime, &client).await;
}

async fn wait_for_space(runtime: Arc<dyn Runtime>) {
    let (server, incoming, service) = mute(&runtime);
    let client = endpoint(&runtime);
    let mut call = client.call(service).await.unwrap();
    let body = common::pattern(8 << 20);
    let mut taken = 0;
    {
        let mut send = pin!(call.send_counted(&body, &mut taken));
        assert!(poll_once(send.as_mut()).is_none());
    }
    assert!(taken > 0 && taken < body.len(), "{taken}");
    // The call goes on from there.
    let mut served = incoming.accept().await.unwrap();
    let receive = served.take_request(16 << 20);
    let send = call.send_last(&body[taken..]);
    let (received, sent) = futures::future::join(receive, send).await;
    sent.unwrap();
    assert!(received.unwrap() == body);
    drop((call, served));
    nothing_is_left(&runtime, &client).await;
    nothing_is_left(&runtime, &server).await;
}

async fn wait_for_data(runtime: Arc<dyn Runtime>) {
    let (server, incoming, service) = mute(&runtime);
    let client = endpoint(&runtime);
    let mut call = client.call(service).await.unwrap();
    call.send(b"question").await.unwrap();
    for _ in 0..3 {
        assert!(poll_once(pin!(call.recv_bytes())).is_none());
        assert!(poll_once(pin!(call.recv(&mut [0; 8]))).is_none());
        assert!(poll_once(pin!(call.wait_ended())).is_none());
    }
    assert_eq!(call.try_recv(&mut [0; 8]), Err(CallError::WouldBlock));
    let mut served = incoming.accept().await.unwrap();
    assert_eq!(served.take_request(100).await.unwrap(), b"question");
    served.send_last(b"answer").await.unwrap();
    assert_eq!(call.take_rest(100).await.unwrap(), b"answer");
    drop((call, served));
    nothing_is_left(&runtime, &client).await;
    nothing_is_left(&runtime, &server).await;
}

async fn wait_of_the_traits(runtime: Arc<dyn Runtime>) {
    let (server, incoming, service) = mute(&runtime);
    let client = endpoint(&runtime);
    let mut call = client.call(service).await.unwrap();
    // Fills the transmit queue, and more: the last piece is taken over.
    let body = common::pattern(4 << 20);
    let mut written = 0;
    while let Some(taken) = poll_once(pin!(call.write(&body[written..]))) {
        written += taken.unwrap();
    }
    assert!(written < body.len(), "a transmit queue of {written} bytes");
    assert_eq!(call.try_send(b"x"), Err(CallError::WouldBlock));
    let mut served = incoming.accept().await.unwrap();
    let mut request = Vec::new();
    let finish = async {
        call.write_all(&body[written..]).await.unwrap();
        let mut answer = vec![0; 3];
        // A read that was given up loses nothing.
        assert!(poll_once(pin!(call.read(&mut answer))).is_none());
        answer[0] = call.recv_bytes().await.unwrap().unwrap()[0];
        answer[0]
    };
    let serve = async {
        served.read_to_end(&mut request).await.unwrap();
        served.write_all(b"!").await.unwrap();
        served.close().await.unwrap();
    };
    let (answer, ()) = futures::future::join(finish, serve).await;
    assert_eq!(answer, b'!');
    assert!(request == body);
    drop((call, served));
    nothing_is_left(&runtime, &client).await;
    nothing_is_left(&runtime, &server).await;
}

async fn wait_of_incoming(runtime: Arc<dyn Runtime>) {
    use futures::StreamExt;
    let (server, mut incoming, service) = mute(&runtime);
    assert!(poll_once(pin!(incoming.accept())).is_none());
    assert!(poll_once(pin!(incoming.next())).is_none());
    assert!(incoming.try_accept().is_none());
    let client = endpoint(&runtime);
    let mut call = client.call(service).await.unwrap();
    call.send_last(b"x").await.unwrap();
    let served = incoming.next().await.unwrap();
    drop((served, call));
    drop(incoming);
    nothing_is_left(&runtime, &server).await;
    assert!(server.incoming(ECHO).is_ok(), "the service is unbound");
}

async fn wait_in_recvmsg(runtime: Arc<dyn Runtime>) {
    let server = endpoint(&runtime);
    let socket = server.message_socket();
    socket.bind(ECHO).unwrap();
    socket.listen(4).unwrap();
    {
        let mut buf = [0; 8];
        let mut receive = pin!(socket.recvmsg(&mut buf, MessageFlags::empty()));
        assert!(poll_once(receive.as_mut()).is_none());
        assert_eq!(server.statistics().receivers, 1);
    }
    assert_eq!(server.statistics().receivers, 0);
}

async fn dropped_call_is_aborted_at_the_peer(runtime: Arc<dyn Runtime>) {
    let (server, incoming, service) = mute(&runtime);
    let client = endpoint(&runtime);
    let mut call = client.call(service).await.unwrap();
    call.send(&[0; 5000]).await.unwrap();
    let mut served = incoming.accept().await.unwrap();
    drop(call);
    let error = served.take_request(10_000).await.unwrap_err();
    assert_eq!(error, CallError::Aborted(rxrpc_async::AbortCode::RX_USER_ABORT));
    drop(served);
    nothing_is_left(&runtime, &client).await;
    nothing_is_left(&runtime, &server).await;
}

async fn close_waits_for_calls(runtime: Arc<dyn Runtime>) {
    let (server, echo, service) = echo_server(&runtime);
    let client = endpoint(&runtime);
    // Its address is proven, and its next call goes to a handler at once.
    client.request(service, b"first").await.unwrap();
    quiet(&runtime, &server).await;
    let request = client.request(service, &[7; 100_000]);
    let close = async {
        eventually(&runtime, "the call is here", || server.statistics().calls_received == 2).await;
        echo.shutdown().await;
        server.close(Duration::from_secs(10)).await;
    };
    let (reply, ()) = futures::future::join(request, close).await;
    assert!(reply.unwrap() == [7; 100_000]);
    assert_eq!(server.statistics().live_calls, 0);
    assert_eq!(server.call(service).await.unwrap_err(), CallError::Closed);
}

async fn close_ends_what_a_program_merely_holds(runtime: Arc<dyn Runtime>) {
    let (server, incoming, service) = mute(&runtime);
    let client = endpoint(&runtime);
    let request = client.request(service, b"x");
    let close = async {
        let call = incoming.accept().await.unwrap();
        // What the program merely holds is not waited for: this would take an hour.
        server.close(Duration::from_secs(3600)).await;
        assert_eq!(incoming.accept().await.unwrap_err(), CallError::Closed);
        drop(call);
    };
    let (reply, ()) = futures::future::join(request, close).await;
    assert!(reply.unwrap_err().abort_code().is_some());
    nothing_is_left(&runtime, &server).await;
}

async fn driver_is_a_future(runtime: Arc<dyn Runtime>) {
    let (_server, _echo, service) = echo_server(&runtime);
    let builder = Endpoint::builder().bind(common::localhost());
    let (client, driver) = builder.build_with_driver(runtime.clone()).unwrap();
    let request = async move { client.request(service, b"driven by hand").await };
    // The driver ends by itself when the client is dropped.
    let (reply, ()) = futures::future::join(request, driver).await;
    assert_eq!(reply.unwrap(), b"driven by hand");
}

async fn dropped_driver_ends_every_wait(runtime: Arc<dyn Runtime>) {
    let (_server, _incoming, service) = mute(&runtime);
    let builder = Endpoint::builder().bind(common::localhost());
    let (client, driver) = builder.build_with_driver(runtime.clone()).unwrap();
    let mut request = pin!(client.request(service, b"x"));
    assert!(poll_once(request.as_mut()).is_none());
    drop(driver);
    assert!(request.await.is_err());
    assert_eq!(client.call(service).await.unwrap_err(), CallError::Closed);
}

async fn dropped_endpoint_ends_its_driver(runtime: Arc<dyn Runtime>) {
    let client = endpoint(&runtime);
    let address = client.local_addr();
    assert!(std::net::UdpSocket::bind(address).is_err());
    drop(client);
    eventually(&runtime, "the address is free", || std::net::UdpSocket::bind(address).is_ok())
        .await;
}
