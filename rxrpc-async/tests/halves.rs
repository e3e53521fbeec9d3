//! A call in two hands: no part of a request is ever served as the whole.

#![allow(clippy::unwrap_used)]

mod common;

use common::{ECHO, endpoint, eventually, on_every_runtime, pattern, poll_once, sleep};
use futures::io::{AsyncReadExt, AsyncWriteExt};
use futures::{SinkExt, StreamExt, TryStreamExt};
use rxrpc_async::runtime::Runtime;
use rxrpc_async::{
    AbortCode, Call, CallError, CallOptions, Endpoint, Handler, Refusal, Server, ServiceAddress,
    ServiceId,
};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

on_every_runtime!(
    reading_on_one_half_ends_nothing,
    looking_at_a_half_ends_nothing,
    each_half_waits_as_long_as_it_was_told,
    a_sender_dropped_before_its_end_aborts,
    a_writer_dropped_before_its_close_aborts,
    a_sender_dropped_after_its_end_does_not_abort,
    a_stream_of_a_call_ends_its_request_after_what_was_written,
    a_reader_of_a_call_ends_its_request_after_what_was_written,
    a_reply_whose_sender_is_dropped_is_none,
    a_close_that_failed_fails_again,
    a_close_after_what_could_not_be_sent_fails,
    a_write_of_a_reply_waits_for_the_request,
);

/// Says how long its request was, and counts how often it had a whole one.
#[derive(Clone, Default)]
struct Length(Arc<AtomicUsize>);

impl Handler for Length {
    async fn handle(&self, mut call: Call) -> Result<(), Refusal> {
        let request = call.take_request(64 << 20).await?;
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(call.send(request.len().to_string().as_bytes()).await?)
    }
}

struct Scene {
    server: Endpoint,
    _length: Server,
    served: Length,
    client: Endpoint,
    service: ServiceAddress,
}

impl Scene {
    fn new(runtime: &Arc<dyn Runtime>) -> Self {
        let (server, client, served) = (endpoint(runtime), endpoint(runtime), Length::default());
        let length = server.serve(ECHO, 4, served.clone()).unwrap();
        let service = ServiceAddress::new(server.local_addr(), ECHO);
        Self { server, _length: length, served, client, service }
    }

    async fn call(&self) -> Call {
        self.client.call(self.service).await.unwrap()
    }

    /// The service learned that there is no request.
    async fn nothing_was_served(&self, runtime: &Arc<dyn Runtime>) {
        eventually(runtime, "it has come and is over", || {
            let now = self.server.statistics();
            now.calls_received == 1 && now.live_calls == 0
        })
        .await;
        assert_eq!(self.served.0.load(Ordering::SeqCst), 0, "a part was served as the whole");
    }
}

async fn reading_on_one_half_ends_nothing(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(&runtime);
    let body = pattern(3_000_000);
    let (mut sender, mut receiver) = scene.call().await.split();
    let send = async {
        for piece in body.chunks(50_000) {
            sender.send(piece).await?;
        }
        sender.send_last(&[]).await
    };
    let (reply, sent) = futures::future::join(receiver.take_rest(100), send).await;
    assert_eq!((reply.unwrap(), sent), (b"3000000".to_vec(), Ok(())));
}

async fn looking_at_a_half_ends_nothing(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(&runtime);
    let (mut sender, mut receiver) = scene.call().await.split();
    sender.send(&[1; 1000]).await.unwrap();
    assert_eq!(receiver.try_recv(&mut [0; 8]), Err(CallError::WouldBlock));
    assert!(poll_once(pin!(receiver.next())).is_none());
    assert!(poll_once(pin!(receiver.read(&mut [0; 8]))).is_none());
    assert!(poll_once(pin!(receiver.recv_bytes())).is_none());
    sender.send_last(&[2; 1000]).await.unwrap();
    assert_eq!(receiver.take_rest(100).await.unwrap(), b"2000");
}

async fn each_half_waits_as_long_as_it_was_told(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(&runtime);
    let short = Some(Duration::from_millis(20));
    let mut call = scene.call().await;
    call.set_timeout(short);
    let (mut sender, mut receiver) = call.split();
    assert_eq!(receiver.recv(&mut [0; 8]).await, Err(CallError::TimedOut), "that of the call");
    receiver.set_timeout(None);
    let waiting = async {
        sleep(&runtime, Duration::from_millis(60)).await;
        sender.send_last(&[1; 1000]).await
    };
    let (reply, sent) = futures::future::join(receiver.take_rest(100), waiting).await;
    assert_eq!((reply, sent), (Ok(b"1000".to_vec()), Ok(())));

    let deaf = ServiceAddress::new(scene.server.local_addr(), ServiceId(ECHO.0 + 1));
    let _nobody_reads = scene.server.incoming(deaf.service).unwrap();
    let (mut sender, _receiver) = scene.client.call(deaf).await.unwrap().split();
    sender.set_timeout(short);
    let sent = sender.send(&vec![1; 64 << 20]).await;
    assert_eq!(sent, Err(CallError::TimedOut), "nobody reads it");
}

async fn a_sender_dropped_before_its_end_aborts(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(&runtime);
    let (mut sender, mut receiver) = scene.call().await.split();
    sender.send(&[1; 100_000]).await.unwrap();
    drop(sender);
    let error = receiver.take_rest(100).await.unwrap_err();
    assert_eq!(error, CallError::LocallyAborted(AbortCode::RX_USER_ABORT));
    scene.nothing_was_served(&runtime).await;
}

async fn a_writer_dropped_before_its_close_aborts(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(&runtime);
    let (mut sender, mut receiver) = scene.call().await.split();
    let write = async {
        sender.write_all(&[1; 100_000]).await.unwrap();
        AsyncWriteExt::flush(&mut sender).await.unwrap();
        sleep(&runtime, Duration::from_millis(20)).await;
        drop(sender);
    };
    let mut reply = Vec::new();
    let (read, ()) = futures::future::join(receiver.read_to_end(&mut reply), write).await;
    let error = CallError::from_io(&read.unwrap_err()).cloned();
    assert_eq!(error, Some(CallError::LocallyAborted(AbortCode::RX_USER_ABORT)));
    scene.nothing_was_served(&runtime).await;
}

async fn a_sender_dropped_after_its_end_does_not_abort(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(&runtime);
    let (mut sender, mut receiver) = scene.call().await.split();
    sender.send_last(&[1; 1000]).await.unwrap();
    drop(sender);
    assert_eq!(receiver.take_rest(100).await.unwrap(), b"1000");
    let (mut sender, mut receiver) = scene.call().await.split();
    sender.write_all(&[1; 100_000]).await.unwrap();
    AsyncWriteExt::close(&mut sender).await.unwrap();
    drop(sender);
    assert_eq!(receiver.take_rest(100).await.unwrap(), b"100000");
}

/// As much as is taken without waiting, the last piece of it not in the transmit queue.
fn write_what_goes(call: &mut Call) -> usize {
    let (body, mut written) = (pattern(100_000), 0);
    while let Some(more) = poll_once(pin!(call.write(&body))) {
        written += more.unwrap();
        assert!(written < 64 << 20, "a queue without an end");
    }
    written
}

async fn a_stream_of_a_call_ends_its_request_after_what_was_written(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(&runtime);
    let mut call = scene.call().await;
    let written = write_what_goes(&mut call);
    let pieces: Vec<_> = call.into_stream().try_collect().await.unwrap();
    assert_eq!(pieces.concat(), written.to_string().as_bytes());
    // Nothing was written at all.
    let mut stream = scene.call().await.into_stream();
    assert_eq!(stream.take_rest(10).await.unwrap(), b"0");
}

async fn a_reader_of_a_call_ends_its_request_after_what_was_written(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(&runtime);
    let mut call = scene.call().await;
    let written = write_what_goes(&mut call);
    let mut reply = String::new();
    call.read_to_string(&mut reply).await.unwrap();
    assert_eq!(reply, written.to_string());
}

async fn a_reply_whose_sender_is_dropped_is_none(runtime: Arc<dyn Runtime>) {
    let server = endpoint(&runtime);
    let incoming = server.incoming(ECHO).unwrap();
    let client = endpoint(&runtime);
    let service = ServiceAddress::new(server.local_addr(), ECHO);
    for split in [true, false] {
        let mut call = client.call(service).await.unwrap();
        call.send_last(b"question").await.unwrap();
        let mut served = incoming.accept().await.unwrap();
        served.take_request(100).await.unwrap();
        served.write_all(&[1; 2000]).await.unwrap();
        let rest = if split {
            let (sender, receiver) = served.split();
            drop(sender);
            Some(receiver)
        } else {
            drop(served);
            None
        };
        let error = call.take_rest(10_000).await.unwrap_err();
        assert_eq!(error, CallError::Aborted(AbortCode::RX_USER_ABORT));
        drop(rest);
    }
}

async fn a_close_that_failed_fails_again(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(&runtime);
    let (mut sender, _receiver) = scene.call().await.split();
    sender.write_all(&[1; 1000]).await.unwrap();
    let call = scene.call().await;
    call.abort(AbortCode(7));
    let (mut idle, _) = call.split();
    for _ in 0..3 {
        let closed = AsyncWriteExt::close(&mut idle).await;
        let error = CallError::from_io(&closed.unwrap_err()).cloned();
        assert_eq!(error, Some(CallError::LocallyAborted(AbortCode(7))));
    }
    let mut sink = idle.into_sink();
    for _ in 0..3 {
        let closed = SinkExt::close(&mut sink).await;
        assert_eq!(closed, Err(CallError::LocallyAborted(AbortCode(7))));
    }
    AsyncWriteExt::close(&mut sender).await.unwrap();
    AsyncWriteExt::close(&mut sender).await.unwrap();
}

/// A piece was taken over and could not be queued: the end must not hide that it is missing.
async fn a_close_after_what_could_not_be_sent_fails(runtime: Arc<dyn Runtime>) {
    let scene = Scene::new(&runtime);
    let mut options = CallOptions::new();
    options.announced_length = Some(0);
    let call = scene.client.call_with(scene.service, &options).await.unwrap();
    let (sender, mut receiver) = call.split();
    let mut sink = sender.into_sink();
    let piece = bytes::Bytes::from_static(b"more than was announced");
    assert_eq!(sink.feed(piece).await, Err(CallError::MessageSize));
    for _ in 0..3 {
        assert_eq!(SinkExt::close(&mut sink).await, Err(CallError::MessageSize));
    }
    let mut sender = sink.into_inner();
    for _ in 0..3 {
        assert_eq!(sender.send_last(&[]).await, Err(CallError::MessageSize));
    }
    drop(sender);
    let error = receiver.take_rest(100).await.unwrap_err();
    assert_eq!(error, CallError::LocallyAborted(AbortCode::RX_USER_ABORT));
}

/// By `AsyncWrite`, as by the verbs: what is not read of a long request is given up.
async fn a_write_of_a_reply_waits_for_the_request(runtime: Arc<dyn Runtime>) {
    let server = endpoint(&runtime);
    let incoming = server.incoming(ECHO).unwrap();
    let client = endpoint(&runtime);
    let service = ServiceAddress::new(server.local_addr(), ECHO);
    let mut call = client.call(service).await.unwrap();
    let serve = async {
        let mut served = incoming.accept().await.unwrap();
        served.write_all(b"unread").await.unwrap();
        served.close().await.unwrap();
        served
    };
    let ask = async {
        call.send_last(&pattern(3_000_000)).await.unwrap();
        call.take_rest(100).await
    };
    let (served, reply) = futures::future::join(serve, ask).await;
    assert_eq!(reply.unwrap(), b"unread");
    drop(served);
}
