//! What serves calls: types, closures, and either behind an `Arc`; what becomes of a call that its handler drops,
//! moves elsewhere or leaves unsent data of; and how long a service goes on.

#![allow(clippy::unwrap_used)]

mod common;

use common::{ECHO, Echo, endpoint, eventually, on_every_runtime, pattern};
use futures::io::AsyncWriteExt;
use futures::{SinkExt, StreamExt};
use rxrpc_async::runtime::Runtime;
use rxrpc_async::{
    AbortCode, BindError, Call, CallError, DynHandler, Endpoint, Handler, Refusal, SendHalf,
    ServiceAddress, ServiceId,
};
use std::collections::BTreeMap;
use std::net::UdpSocket;
use std::sync::{Arc, Mutex};
use std::time::Duration;

on_every_runtime!(
    a_closure_serves,
    a_handler_behind_an_arc_serves_two_services,
    handlers_of_several_kinds_serve_from_one_map,
    a_boxed_handler_serves,
    a_call_that_its_handler_dropped_is_ended_well,
    what_a_handler_wrote_and_did_not_flush_is_sent,
    a_reply_that_its_handler_streams,
    a_handler_whose_error_aborts_a_call_that_it_dropped,
    a_call_that_outlives_its_handler_is_its_owners,
    a_sending_half_that_its_handler_drops_aborts_the_call,
    a_service_goes_on_without_its_handle,
    a_server_is_a_handle_of_its_endpoint,
);

/// A client, and the endpoint that is served with the address of its service.
fn pair(runtime: &Arc<dyn Runtime>) -> (Endpoint, Endpoint, ServiceAddress) {
    let server = endpoint(runtime);
    let target = ServiceAddress::new(server.local_addr(), ECHO);
    (endpoint(runtime), server, target)
}

async fn a_closure_serves(runtime: Arc<dyn Runtime>) {
    let (client, server, target) = pair(&runtime);
    let suffix = Arc::new(b"!".to_vec());
    let handler = move |mut call: Call| {
        let suffix = suffix.clone();
        async move {
            let request = call.take_request(100).await?;
            if request.is_empty() {
                return Err(Refusal(AbortCode(77)));
            }
            call.send(&request).await?;
            Ok(call.send(&suffix).await?)
        }
    };
    server.serve(ECHO, 4, handler).unwrap();
    assert_eq!(client.request(target, b"hello").await.unwrap(), b"hello!");
    let refused = client.request(target, b"").await;
    assert_eq!(refused, Err(CallError::Aborted(AbortCode(77))));
}

async fn a_handler_behind_an_arc_serves_two_services(runtime: Arc<dyn Runtime>) {
    let (client, server, target) = pair(&runtime);
    let echo = Arc::new(Echo);
    server.serve(ECHO, 1, echo.clone()).unwrap();
    let other = rxrpc_async::ServiceId(ECHO.0 + 1);
    server.serve(other, 1, echo).unwrap();
    assert_eq!(client.request(target, b"one").await.unwrap(), b"one");
    let target = ServiceAddress::new(server.local_addr(), other);
    assert_eq!(client.request(target, b"two").await.unwrap(), b"two");
}

/// A type of the program, an `Arc` of one that is used elsewhere too, a closure, and a refusal.
async fn handlers_of_several_kinds_serve_from_one_map(runtime: Arc<dyn Runtime>) {
    let (client, server, _) = pair(&runtime);
    let shared = Arc::new(Echo);
    let suffix = Arc::new(b"!".to_vec());
    let closure = move |mut call: Call| {
        let suffix = suffix.clone();
        async move {
            let request = call.take_request(100).await?;
            call.send(&request).await?;
            Ok(call.send(&suffix).await?)
        }
    };
    let handlers: BTreeMap<ServiceId, Arc<dyn DynHandler>> = BTreeMap::from([
        (ServiceId(1), Arc::new(Echo) as _),
        (ServiceId(2), shared.clone() as _),
        (ServiceId(3), Arc::new(closure) as _),
        (ServiceId(4), Arc::new(|_: Call| async { Err(Refusal(AbortCode(77))) }) as _),
    ]);
    for (service, handler) in &handlers {
        server.serve(*service, 4, handler.clone()).unwrap();
    }
    let mut replies = Vec::new();
    for service in handlers.keys() {
        let target = ServiceAddress::new(server.local_addr(), *service);
        replies.push(client.request(target, b"hello").await);
    }
    let refused = Err(CallError::Aborted(AbortCode(77)));
    let [echo, echo_too, marked] =
        [b"hello" as &[u8], b"hello", b"hello!"].map(|it| Ok(it.to_vec()));
    assert_eq!(replies, [echo, echo_too, marked, refused]);
}

/// Its panic is that of any handler too.
async fn a_boxed_handler_serves(runtime: Arc<dyn Runtime>) {
    let (client, server, target) = pair(&runtime);
    let other = ServiceId(ECHO.0 + 1);
    let choose = |fail: bool| -> Box<dyn DynHandler> {
        if fail { Box::new(|_: Call| async { panic!("as it should") }) } else { Box::new(Echo) }
    };
    server.serve(ECHO, 1, choose(false)).unwrap();
    server.serve(other, 1, choose(true)).unwrap();
    assert_eq!(client.request(target, b"hello").await.unwrap(), b"hello");
    let target = ServiceAddress::new(server.local_addr(), other);
    let ended = client.request(target, b"").await;
    assert_eq!(ended, Err(CallError::Aborted(AbortCode::RX_USER_ABORT)));
}

async fn a_call_that_its_handler_dropped_is_ended_well(runtime: Arc<dyn Runtime>) {
    let (client, server, target) = pair(&runtime);
    let handler = |mut call: Call| async move {
        let request = call.take_request(100).await?;
        call.send(&request).await?;
        drop(call);
        Ok(())
    };
    server.serve(ECHO, 1, handler).unwrap();
    assert_eq!(client.request(target, b"hello").await.unwrap(), b"hello");
    // Nor need it have read or sent anything.
    let other = rxrpc_async::ServiceId(ECHO.0 + 1);
    server.serve(other, 1, |_: Call| async { Ok(()) }).unwrap();
    let target = ServiceAddress::new(server.local_addr(), other);
    assert_eq!(client.request(target, &pattern(100_000)).await.unwrap(), b"");
}

/// More than the transmit queue has room for, so that the last piece is taken over.
async fn what_a_handler_wrote_and_did_not_flush_is_sent(runtime: Arc<dyn Runtime>) {
    let (client, server, target) = pair(&runtime);
    let body = Arc::new(pattern(8 << 20));
    let reply = body.clone();
    let handler = move |mut call: Call| {
        let reply = reply.clone();
        async move {
            call.take_request(100).await?;
            call.write_all(&reply).await?;
            Ok(())
        }
    };
    server.serve(ECHO, 1, handler).unwrap();
    assert!(client.request(target, b"").await.unwrap() == *body);
}

async fn a_reply_that_its_handler_streams(runtime: Arc<dyn Runtime>) {
    let (client, server, target) = pair(&runtime);
    let handler = |mut call: Call| async move {
        let request = call.take_request(1 << 20).await?;
        let mut sink = call.into_sink();
        for piece in request.chunks(1000) {
            sink.send(piece.to_vec().into()).await?;
        }
        Ok(())
    };
    server.serve(ECHO, 1, handler).unwrap();
    let body = pattern(500_000);
    let mut sink = client.call(target).await.unwrap().into_sink();
    sink.send(body.clone().into()).await.unwrap();
    let (mut sender, mut reply) = (sink.into_inner(), Vec::new());
    sender.end_send().await.unwrap();
    drop(sender);
    let mut call = client.call(target).await.unwrap();
    call.send(&body).await.unwrap();
    let mut pieces = call.into_stream();
    while let Some(piece) = pieces.next().await {
        reply.extend_from_slice(&piece.unwrap());
    }
    assert!(reply == body);
}

async fn a_handler_whose_error_aborts_a_call_that_it_dropped(runtime: Arc<dyn Runtime>) {
    let (client, server, target) = pair(&runtime);
    let handler = |mut call: Call| async move {
        call.take_request(100).await?;
        drop(call);
        Err(Refusal(AbortCode(78)))
    };
    server.serve(ECHO, 1, handler).unwrap();
    assert_eq!(client.request(target, b"x").await, Err(CallError::Aborted(AbortCode(78))));
}

/// Puts its calls where somebody else finds them.
#[derive(Default)]
struct GivesAway(Mutex<Vec<Call>>);

impl Handler for GivesAway {
    async fn handle(&self, call: Call) -> Result<(), Refusal> {
        self.0.lock().unwrap().push(call);
        Ok(())
    }
}

async fn a_call_that_outlives_its_handler_is_its_owners(runtime: Arc<dyn Runtime>) {
    let (client, server, target) = pair(&runtime);
    let given = Arc::new(GivesAway::default());
    let service = server.serve(ECHO, 1, given.clone()).unwrap();
    let (mut one, mut two) =
        (client.call(target).await.unwrap(), client.call(target).await.unwrap());
    one.send_last(b"one").await.unwrap();
    two.send_last(b"two").await.unwrap();
    // Of one handler at a time, both have returned.
    eventually(&runtime, "both are given away", || given.0.lock().unwrap().len() == 2).await;
    service.shutdown().await;
    let calls = std::mem::take(&mut *given.0.lock().unwrap());
    for mut call in calls {
        let request = call.take_request(100).await.unwrap();
        call.send_last(&request).await.unwrap();
    }
    assert_eq!(one.take_rest(100).await.unwrap(), b"one");
    assert_eq!(two.take_rest(100).await.unwrap(), b"two");
}

async fn a_sending_half_that_its_handler_drops_aborts_the_call(runtime: Arc<dyn Runtime>) {
    let (client, server, target) = pair(&runtime);
    let handler = |call: Call| async move {
        let (mut sender, mut receiver) = call.split();
        receiver.take_rest(100).await?;
        SendHalf::send(&mut sender, b"a part").await?;
        Ok(())
    };
    server.serve(ECHO, 1, handler).unwrap();
    let aborted = CallError::Aborted(AbortCode::RX_USER_ABORT);
    assert_eq!(client.request(target, b"x").await, Err(aborted));
}

/// Its drop ends nothing; the endpoint's end does, and its tasks keep no endpoint.
async fn a_service_goes_on_without_its_handle(runtime: Arc<dyn Runtime>) {
    let (client, server, target) = pair(&runtime);
    let _ = server.serve(ECHO, 2, Echo).unwrap();
    for _ in 0..10 {
        assert_eq!(client.request(target, b"hello").await.unwrap(), b"hello");
    }
    assert_eq!(server.incoming(ECHO).map(drop), Err(BindError::ServiceInUse));
    drop(server);
    let free = || UdpSocket::bind(target.transport).is_ok();
    eventually(&runtime, "the endpoint went with its last handle", free).await;
}

async fn a_server_is_a_handle_of_its_endpoint(runtime: Arc<dyn Runtime>) {
    let (client, server, target) = pair(&runtime);
    let service = server.serve(ECHO, 2, Echo).unwrap();
    assert_eq!(service.service(), ECHO);
    drop(server);
    assert_eq!(client.request(target, b"hello").await.unwrap(), b"hello");
    service.stop();
    service.stop();
    let refused = client.request(target, b"late").await;
    assert_eq!(refused, Err(CallError::Aborted(AbortCode::RX_INVALID_OPERATION)));
    service.join().await;
    let free = || UdpSocket::bind(target.transport).is_ok();
    eventually(&runtime, "the endpoint went with its last handle", free).await;
    client.close(Duration::ZERO).await;
}
