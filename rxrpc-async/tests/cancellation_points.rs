//! Each wait of each public function, dropped there: what is left of the call, on this side, at the peer and
//! on the wire, and that the endpoint works on.
//!
//! The wait for the user mutex of a call is not among them: nobody holds that across a wait whose call another
//! task could use. Here it is met by chance only, in `halves_on_two_tasks`.

#![allow(clippy::unwrap_used)]

mod common;

use common::{
    ECHO, Echo, endpoint, eventually, localhost, on_every_runtime, pattern, poll_once, quiet, sleep,
};
use futures::io::{AsyncWrite, AsyncWriteExt};
use futures::{SinkExt, StreamExt};
use rxrpc_async::runtime::Runtime;
use rxrpc_async::wire::{AbortCode, Body, Packet};
use rxrpc_async::{
    CallError, CallOptions, Config, Control, Direction, Endpoint, Incoming, MessageError,
    MessageFlags, PacketObserver, SendMessage, Server, ServiceAddress, ServiceId, UserCallId,
};
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

on_every_runtime!(
    request_that_waits_for_a_slot,
    request_that_waits_for_space,
    request_that_waits_for_the_reply,
    discard_rest_that_waits,
    deadline_of_a_request_that_waits,
    take_rest_that_waits,
    sendmsg_that_waits_for_a_slot,
    sendmsg_that_waits_for_space,
    recvmsg_that_waits,
    close_that_waits,
    accept_that_was_woken,
    server_that_is_waited_for,
    sending_half_that_waits,
    sink_that_waits,
    end_that_waits,
    receiving_half_that_waits,
    halves_on_two_tasks,
);

const ANSWERED: ServiceId = ServiceId(148);

/// The calls for which an ABORT with `RX_USER_ABORT` leaves; it is repeated to a peer that asks.
#[derive(Default)]
struct UserAborts(Mutex<BTreeSet<(u32, u32)>>);

impl PacketObserver for UserAborts {
    fn datagram(&self, direction: Direction, _: SocketAddr, datagram: &[u8]) {
        if let (Direction::Sent, Ok(packet)) = (direction, Packet::parse(datagram))
            && let Body::Abort(abort) = packet.body
            && abort.code == AbortCode::RX_USER_ABORT
        {
            let call = (packet.header.cid.0, packet.header.call_number.0);
            self.0.lock().unwrap().insert(call);
        }
    }
}

/// A client with four slots, a service that nobody serves, and one that echoes.
struct Scene {
    runtime: Arc<dyn Runtime>,
    server: Endpoint,
    incoming: Incoming,
    _echo: Server,
    client: Endpoint,
    service: ServiceAddress,
    aborts: Arc<UserAborts>,
}

impl Scene {
    fn new(runtime: Arc<dyn Runtime>) -> Self {
        let server = endpoint(&runtime);
        let incoming = server.incoming(ECHO).unwrap();
        let echo = server.serve(ANSWERED, 4, Echo).unwrap();
        let service = ServiceAddress::new(server.local_addr(), ECHO);
        let aborts = Arc::new(UserAborts::default());
        let mut config = Config::default();
        config.connections_per_bundle = 1;
        let builder = Endpoint::builder().bind(localhost());
        let client =
            builder.config(config).observer(aborts.clone()).build_with(runtime.clone()).unwrap();
        Self { runtime, server, incoming, _echo: echo, client, service, aborts }
    }

    /// Holds all slots to the service that nobody serves; these calls are not on the wire.
    async fn all_slots(&self) -> Vec<rxrpc_async::Call> {
        let mut calls = Vec::new();
        for _ in 0..4 {
            calls.push(self.client.call(self.service).await.unwrap());
        }
        calls
    }

    /// Writes until nothing is taken any more, and acknowledgements have ceased to make room; says how much
    /// was.
    async fn fill(&self, writer: &mut (impl AsyncWrite + Unpin), piece: &[u8]) -> usize {
        let (mut written, mut before) = (0, usize::MAX);
        while written != before {
            before = written;
            while let Some(more) = poll_once(pin!(writer.write(piece))) {
                written += more.unwrap();
                assert!(written < 64 << 20, "a queue without an end");
            }
            quiet(&self.runtime, &self.client).await;
        }
        written
    }

    /// Nothing is left but what is remembered of connections, so many calls were aborted on the wire, and
    /// both ends work.
    async fn account(&self, aborts: usize) {
        for endpoint in [&self.client, &self.server] {
            eventually(&self.runtime, "nothing is alive", || {
                let now = endpoint.statistics();
                let counts = [now.live_calls, now.slots_in_use, now.slot_waiters, now.ready];
                counts.iter().chain([&now.receivers, &now.user_call_ids]).all(|count| *count == 0)
            })
            .await;
            let left = endpoint.snapshot();
            assert!(left.calls.is_empty(), "{left}");
            assert!(left.connections.iter().all(|row| row.calls == 0), "{left}");
            assert!(
                left.bundles.iter().all(|row| row.free_slots == 4 && row.waiting == 0),
                "{left}"
            );
        }
        // What leaves is observed after it has left, when it may have had its effect already.
        let aborted = || self.aborts.0.lock().unwrap().len();
        eventually(&self.runtime, "the ABORTs have left", || aborted() >= aborts).await;
        assert_eq!(aborted(), aborts, "calls aborted on the wire");
        let answered = ServiceAddress::new(self.server.local_addr(), ANSWERED);
        for service in [answered; 5] {
            assert_eq!(self.client.request(service, b"still there").await.unwrap(), b"still there");
        }
    }
}

async fn request_that_waits_for_a_slot(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(runtime);
    let calls = scene.all_slots().await;
    assert!(poll_once(pin!(scene.client.request(scene.service, b"x"))).is_none());
    assert_eq!(scene.client.statistics().slot_waiters, 0);
    drop(calls);
    scene.account(0).await;
}

async fn request_that_waits_for_space(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(runtime);
    let body = pattern(8 << 20);
    let mut served = {
        let mut request = pin!(scene.client.request(scene.service, &body));
        assert!(poll_once(request.as_mut()).is_none());
        scene.incoming.accept().await.unwrap()
    };
    let error = served.take_request(16 << 20).await.unwrap_err();
    assert_eq!(error, CallError::Aborted(AbortCode::RX_USER_ABORT));
    drop(served);
    scene.account(1).await;
}

async fn request_that_waits_for_the_reply(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(runtime);
    let served = {
        let mut request = pin!(scene.client.request(scene.service, b"question"));
        assert!(poll_once(request.as_mut()).is_none());
        let mut served = scene.incoming.accept().await.unwrap();
        assert_eq!(served.take_request(100).await.unwrap(), b"question");
        served
    };
    let error = served.wait_ended().await.unwrap_err();
    assert_eq!(error, CallError::Aborted(AbortCode::RX_USER_ABORT));
    drop(served);
    scene.account(1).await;
}

/// It has ended the request, and the call goes on; what comes later is still there.
async fn discard_rest_that_waits(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(runtime);
    let mut call = scene.client.call(scene.service).await.unwrap();
    call.send(b"question").await.unwrap();
    let mut served = {
        let mut discard = pin!(call.discard_rest());
        assert!(poll_once(discard.as_mut()).is_none());
        scene.incoming.accept().await.unwrap()
    };
    assert_eq!(served.take_request(100).await.unwrap(), b"question");
    served.send_last(b"answer").await.unwrap();
    assert_eq!(call.discard_rest().await, Ok(6));
    drop((call, served));
    scene.account(0).await;
}

async fn deadline_of_a_request_that_waits(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(runtime);
    let options = CallOptions::new().hard_timeout(Duration::from_secs(3600));
    let served = {
        let mut request = pin!(scene.client.request_with(scene.service, &options, b"question"));
        assert!(poll_once(request.as_mut()).is_none());
        scene.incoming.accept().await.unwrap()
    };
    let error = served.wait_ended().await.unwrap_err();
    assert_eq!(error, CallError::Aborted(AbortCode::RX_USER_ABORT));
    drop(served);
    scene.account(1).await;
}

async fn take_rest_that_waits(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(runtime.clone());
    let mut call = scene.client.call(scene.service).await.unwrap();
    call.send_last(b"question").await.unwrap();
    let mut served = scene.incoming.accept().await.unwrap();
    assert_eq!(served.take_request(100).await.unwrap(), b"question");
    served.send(&pattern(1412)).await.unwrap();
    eventually(&runtime, "the first part is here", || call.counters().data_received == 1).await;
    {
        let mut take = pin!(call.take_rest(10_000));
        assert!(poll_once(take.as_mut()).is_none());
    }
    served.send_last(b"second part").await.unwrap();
    let whole = [&pattern(1412)[..], b"second part"].concat();
    assert_eq!(call.take_rest(10_000).await.unwrap(), whole, "nothing is lost");
    drop((call, served));
    scene.account(0).await;
}

fn message<'a>(to: ServiceAddress, control: &'a [Control], data: &'a [u8]) -> SendMessage<'a> {
    SendMessage::new(data, control).to(Some(to)).flags(MessageFlags::MORE)
}

async fn sendmsg_that_waits_for_a_slot(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(runtime);
    let client = scene.client.message_socket();
    let calls = scene.all_slots().await;
    let control = [Control::UserCallId(UserCallId(5))];
    let send = message(scene.service, &control, b"x");
    {
        let mut plain = pin!(client.sendmsg(&send));
        assert!(poll_once(plain.as_mut()).is_none());
        assert_eq!(scene.client.statistics().user_call_ids, 1);
        // Who waits is not in the way of another call of the same name.
        let second = poll_once(pin!(client.sendmsg(&send))).unwrap();
        assert_eq!(second, Err(MessageError::Busy));
    }
    assert_eq!(scene.client.statistics().user_call_ids, 0, "the ID is free again");
    let mut taken = 0;
    assert!(poll_once(pin!(client.sendmsg_counted(&send, &mut taken))).is_none());
    assert_eq!(taken, 0);
    let long = Duration::from_secs(60);
    assert!(poll_once(pin!(client.sendmsg_timeout(&send, long))).is_none());
    assert_eq!(scene.client.statistics().user_call_ids, 0);
    drop(calls);
    scene.account(0).await;
}

async fn sendmsg_that_waits_for_space(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(runtime);
    let client = scene.client.message_socket();
    let control = [Control::UserCallId(UserCallId(5))];
    let body = pattern(4 << 20);
    let send = message(scene.service, &control, &body);
    let mut taken = 0;
    assert!(poll_once(pin!(client.sendmsg_counted(&send, &mut taken))).is_none());
    assert!(taken > 0 && taken < body.len());
    let mut served = scene.incoming.accept().await.unwrap();
    // The call goes on from there.
    let rest = message(scene.service, &control, &body[taken..]).flags(MessageFlags::empty());
    let (sent, received) =
        futures::future::join(client.sendmsg(&rest), served.take_request(8 << 20)).await;
    assert_eq!(sent, Ok(body.len() - taken));
    assert!(received.unwrap() == body);
    served.send_last(b"").await.unwrap();
    let end = client.recvmsg(&mut [0; 8], MessageFlags::empty()).await.unwrap();
    assert!(end.is_end());
    drop(served);
    scene.account(0).await;
}

async fn recvmsg_that_waits(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(runtime);
    let client = scene.client.message_socket();
    let server = scene.server.message_socket();
    let control = [Control::UserCallId(UserCallId(5))];
    let send = message(scene.service, &control, b"x").flags(MessageFlags::empty());
    client.sendmsg(&send).await.unwrap();
    let (mut first, mut second) = ([0; 8], [0; 8]);
    let mut served = scene.incoming.accept().await.unwrap();
    {
        let mut waits = Box::pin(client.recvmsg(&mut first, MessageFlags::empty()));
        let mut other = pin!(client.recvmsg(&mut second, MessageFlags::empty()));
        assert!(poll_once(waits.as_mut()).is_none());
        assert!(poll_once(other.as_mut()).is_none());
        served.send_last(b"answer").await.unwrap();
        eventually(&scene.runtime, "there is news", || scene.client.statistics().ready == 1).await;
        // The one that was woken gives up: the other one gets the message.
        drop(waits);
        let message = other.await.unwrap();
        assert_eq!((message.bytes, message.is_end()), (6, true));
    }
    let long = Duration::from_secs(60);
    server.bind(ServiceId(149)).unwrap();
    server.listen(1).unwrap();
    let mut waits = Box::pin(server.recvmsg_timeout(&mut first, MessageFlags::empty(), long));
    assert!(poll_once(waits.as_mut()).is_none());
    assert_eq!(scene.server.statistics().receivers, 1);
    drop(waits);
    drop(served);
    scene.account(0).await;
}

async fn close_that_waits(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(runtime);
    let mut call = scene.client.call(scene.service).await.unwrap();
    call.send_last(b"x").await.unwrap();
    eventually(&scene.runtime, "it has come", || scene.server.statistics().calls_received == 1)
        .await;
    // Nobody has taken the call.
    assert!(poll_once(pin!(scene.server.close(Duration::from_secs(60)))).is_none());
    // Nothing is closed.
    let mut served = scene.incoming.accept().await.unwrap();
    assert_eq!(served.take_request(10).await.unwrap(), b"x");
    served.send_last(b"y").await.unwrap();
    assert_eq!(call.take_rest(10).await.unwrap(), b"y");
    drop((call, served));
    scene.account(0).await;
}

async fn accept_that_was_woken(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(runtime);
    let mut stream = scene.incoming.clone();
    let mut call = scene.client.call(scene.service).await.unwrap();
    {
        let mut waits = Box::pin(stream.next());
        let mut other = pin!(scene.incoming.accept_timeout(Duration::from_secs(60)));
        assert!(poll_once(waits.as_mut()).is_none());
        assert!(poll_once(other.as_mut()).is_none());
        call.send_last(b"x").await.unwrap();
        eventually(&scene.runtime, "it has come", || scene.server.statistics().calls_received == 1)
            .await;
        drop(waits);
        // The wait that is kept in the stream is as good as a waiter: it goes with the stream.
        drop(stream);
        drop(other.await.unwrap());
    }
    let error = call.wait_ended().await.unwrap_err();
    assert_eq!(error, CallError::Aborted(AbortCode::RX_USER_ABORT));
    drop(call);
    scene.account(0).await;
}

async fn server_that_is_waited_for(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(runtime.clone());
    for shut_down in [true, false] {
        let number = ServiceId(150 + u16::from(shut_down));
        let server = scene.server.serve(number, 2, Echo).unwrap();
        let service = ServiceAddress::new(scene.server.local_addr(), number);
        // It proves the client's address: from here on a call has its handler at once.
        scene.client.request(service, b"first").await.unwrap();
        let before = scene.server.statistics().calls_received;
        let mut call = scene.client.call(service).await.unwrap();
        call.send(&pattern(1500)).await.unwrap();
        let come = before + 1;
        eventually(&runtime, "it has come", || scene.server.statistics().calls_received == come)
            .await;
        quiet(&runtime, &scene.server).await;
        if shut_down {
            assert!(poll_once(pin!(server.shutdown())).is_none());
        } else {
            assert!(poll_once(pin!(server.join())).is_none());
        }
        // The service is stopped by the one and not by the other, and the handler goes on.
        let other = scene.client.request(service, b"x").await;
        if shut_down {
            assert_eq!(other, Err(CallError::Aborted(AbortCode::RX_INVALID_OPERATION)));
        } else {
            assert_eq!(other.unwrap(), b"x");
        }
        assert_eq!(call.take_rest(2000).await.unwrap(), pattern(1500));
        drop(call);
        eventually(&runtime, "it is over", || scene.server.statistics().live_calls == 0).await;
    }
    scene.account(0).await;
}

async fn sending_half_that_waits(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(runtime);
    let (mut sender, receiver) = scene.client.call(scene.service).await.unwrap().split();
    let body = pattern(4 << 20);
    let mut taken = 0;
    assert!(poll_once(pin!(sender.send_counted(&body, &mut taken))).is_none());
    assert!(poll_once(pin!(sender.send(&body[taken..]))).is_none());
    scene.fill(&mut sender, b"some more").await;
    assert!(poll_once(pin!(sender.send_last(b"x"))).is_none());
    assert!(poll_once(pin!(AsyncWriteExt::flush(&mut sender))).is_none());
    let served = scene.incoming.accept().await.unwrap();
    // A request that was not ended is none.
    drop(sender);
    let error = served.wait_ended().await.unwrap_err();
    assert_eq!(error, CallError::Aborted(AbortCode::RX_USER_ABORT));
    drop((served, receiver));
    scene.account(1).await;
}

async fn sink_that_waits(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(runtime);
    let mut sink = scene.client.call(scene.service).await.unwrap().into_sink();
    let piece = bytes::Bytes::from(pattern(300_000));
    let mut fed = 0;
    // A piece that is taken by `start_send` is sent for good; one that waits for room is not taken.
    while poll_once(pin!(sink.feed(piece.clone()))).is_some() {
        fed += 1;
        assert!(fed < 100, "a queue without an end");
    }
    assert!(poll_once(pin!(sink.flush())).is_none());
    assert!(poll_once(pin!(sink.close())).is_none());
    let mut served = scene.incoming.accept().await.unwrap();
    let (closed, request) =
        futures::future::join(sink.close(), served.take_request(64 << 20)).await;
    closed.unwrap();
    assert!(request.unwrap() == piece.repeat(fed));
    drop(sink);
    let error = served.wait_ended().await.unwrap_err();
    assert_eq!(error, CallError::Aborted(AbortCode::RX_USER_ABORT));
    drop(served);
    scene.account(1).await;
}

async fn end_that_waits(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(runtime);
    let mut call = scene.client.call(scene.service).await.unwrap();
    let written = scene.fill(&mut call, &pattern(1 << 20)).await;
    assert!(poll_once(pin!(call.end_send())).is_none());
    assert!(poll_once(pin!(AsyncWriteExt::close(&mut call))).is_none());
    let mut served = scene.incoming.accept().await.unwrap();
    let (ended, request) =
        futures::future::join(call.end_send(), served.take_request(64 << 20)).await;
    ended.unwrap();
    assert_eq!(request.unwrap().len(), written);
    served.send_last(b"!").await.unwrap();
    assert_eq!(call.take_rest(10).await.unwrap(), b"!");
    drop((call, served));
    scene.account(0).await;
}

async fn receiving_half_that_waits(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(runtime);
    let mut call = scene.client.call(scene.service).await.unwrap();
    call.send_last(b"question").await.unwrap();
    let (sender, mut receiver) = call.split();
    assert!(poll_once(pin!(receiver.next())).is_none());
    assert!(poll_once(pin!(receiver.recv(&mut [0; 8]))).is_none());
    assert!(poll_once(pin!(receiver.recv_bytes())).is_none());
    assert!(poll_once(pin!(receiver.take_rest(8))).is_none());
    let mut served = scene.incoming.accept().await.unwrap();
    served.take_request(100).await.unwrap();
    served.send_last(b"answer").await.unwrap();
    assert_eq!(receiver.next().await.unwrap().unwrap(), b"answer"[..]);
    assert!(receiver.next().await.is_none());
    drop((receiver, sender, served));
    scene.account(0).await;
}

/// A reader that gives up again and again beside a writer: both use the user mutex.
async fn halves_on_two_tasks(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(runtime.clone());
    let body = pattern(1 << 20);
    let (mut sender, mut receiver) = scene.client.call(scene.service).await.unwrap().split();
    let (done, over) = futures::channel::oneshot::channel();
    let sent = body.clone();
    runtime.spawn(Box::pin(async move {
        for piece in sent.chunks(10_000) {
            sender.send(piece).await.unwrap();
        }
        sender.send_last(b"").await.unwrap();
        done.send(sender).ok();
    }));
    let mut served = scene.incoming.accept().await.unwrap();
    let request = served.take_request(2 << 20).await.unwrap();
    assert!(request == body);
    let sender = over.await.unwrap();
    assert!(poll_once(pin!(receiver.recv(&mut [0; 8]))).is_none());
    let read = async {
        let mut reply = Vec::new();
        loop {
            let mut buf = [0; 3000];
            let polled = poll_once(pin!(receiver.recv(&mut buf)));
            match polled {
                Some(Ok(0)) => return reply,
                Some(got) => reply.extend_from_slice(&buf[..got.unwrap()]),
                None => sleep(&runtime, Duration::from_millis(1)).await,
            }
        }
    };
    let (answered, reply) = futures::future::join(served.send_last(&body), read).await;
    answered.unwrap();
    assert!(reply == body);
    drop((sender, receiver, served));
    scene.account(0).await;
}
