//! The call face on every runtime: verbs, traits, services, many calls at once.

#![allow(clippy::unwrap_used)]

mod common;

use common::{ECHO, echo_server, endpoint, eventually, on_every_runtime, pattern};
use futures::future::join_all;
use futures::io::{AsyncReadExt, AsyncWriteExt};
use futures::{SinkExt, StreamExt, TryStreamExt};
use rxrpc_async::runtime::Runtime;
use rxrpc_async::{
    AbortCode, Call, CallError, CallOptions, Errno, Handler, Refusal, ServiceAddress, ServiceId,
};
use std::sync::Arc;
use std::time::{Duration, Instant};

on_every_runtime!(
    every_size_comes_back,
    many_calls_at_once,
    read_and_write_traits,
    streams_and_sinks,
    halves_in_two_futures,
    pieces_are_whole_packets,
    a_refusal_is_an_abort,
    a_deadline_ends_a_call,
    a_timeout_ends_a_wait_only,
    nobody_at_the_port,
    incoming_is_a_stream,
    concurrency_is_bounded,
    first_packets_take_no_place,
    a_panic_costs_one_call,
    shutdown_serves_what_had_come,
);

const SIZES: [usize; 12] =
    [0, 1, 3, 4, 1411, 1412, 1413, 2824, 10_000, 65_536, 1 << 20, (4 << 20) + 1];

async fn every_size_comes_back(runtime: Arc<dyn Runtime>) {
    let (_server, _echo, service) = echo_server(&runtime);
    let client = endpoint(&runtime);
    for size in SIZES {
        let body = pattern(size);
        assert!(client.request(service, &body).await.unwrap() == body, "{size} bytes");
    }
}

async fn many_calls_at_once(runtime: Arc<dyn Runtime>) {
    let (server, _echo, service) = echo_server(&runtime);
    let client = endpoint(&runtime);
    let calls = (0..64).map(|number: usize| {
        let client = &client;
        async move {
            let body = pattern(number * 300);
            assert!(client.request(service, &body).await.unwrap() == body);
        }
    });
    join_all(calls).await;
    // The driver may be about to give the last slot back: what was read tells no more than that it came.
    eventually(&runtime, "free slots", || client.statistics().slots_in_use == 0).await;
    assert_eq!(server.statistics().calls_received, 64);
}

async fn read_and_write_traits(runtime: Arc<dyn Runtime>) {
    let (_server, _echo, service) = echo_server(&runtime);
    let client = endpoint(&runtime);
    // Longer than any transmit queue, written in pieces of every kind, and not flushed before it is read.
    let body = pattern(3 << 20);
    let mut call = client.call(service).await.unwrap();
    for piece in body.chunks(50_001) {
        call.write_all(piece).await.unwrap();
    }
    let mut reply = Vec::new();
    call.read_to_end(&mut reply).await.unwrap();
    assert!(reply == body);
    assert_eq!(call.read(&mut [0; 8]).await.unwrap(), 0);

    let mut call = client.call(service).await.unwrap();
    call.write_all(b"closed").await.unwrap();
    call.close().await.unwrap();
    call.close().await.unwrap();
    let mut short = [0; 3];
    call.read_exact(&mut short).await.unwrap();
    assert_eq!(&short, b"clo");
    assert_eq!(call.take_rest(100).await.unwrap(), b"sed");
}

async fn streams_and_sinks(runtime: Arc<dyn Runtime>) {
    let (_server, _echo, service) = echo_server(&runtime);
    let client = endpoint(&runtime);
    let body = pattern(2 << 20);
    let (sender, receiver) = client.call(service).await.unwrap().split();
    let mut sink = sender.into_sink();
    for piece in body.chunks(40_000) {
        sink.send(bytes::Bytes::copy_from_slice(piece)).await.unwrap();
    }
    sink.close().await.unwrap();
    let pieces: Vec<_> = receiver.try_collect().await.unwrap();
    assert!(pieces.concat() == body);
}

async fn halves_in_two_futures(runtime: Arc<dyn Runtime>) {
    let (server, _echo, service) = echo_server(&runtime);
    let client = endpoint(&runtime);
    let body = pattern(1 << 20);
    let (mut sender, mut receiver) = client.call(service).await.unwrap().split();
    let send = async {
        sender.send_last(&body).await.unwrap();
        drop(sender);
    };
    send.await;
    assert!(receiver.take_rest(2 << 20).await.unwrap() == body);
    // The last half is the call.
    drop(receiver);
    eventually(&runtime, "the call is over", || server.statistics().live_calls == 0).await;
}

async fn pieces_are_whole_packets(runtime: Arc<dyn Runtime>) {
    let (_server, _echo, service) = echo_server(&runtime);
    let client = endpoint(&runtime);
    let mut call = client.call(service).await.unwrap();
    call.send_last(&pattern(1412 * 3)).await.unwrap();
    let mut pieces = Vec::new();
    while let Some(piece) = call.recv_bytes().await.unwrap() {
        pieces.push(piece.len());
    }
    assert_eq!(pieces[0], 1412, "the first packet of a call lies alone");
    assert!(pieces.iter().all(|piece| piece % 1412 == 0), "{pieces:?}");
    assert_eq!(pieces.iter().sum::<usize>(), 1412 * 3);
}

struct Refuses;

impl Handler for Refuses {
    async fn handle(&self, _: Call) -> Result<(), Refusal> {
        Err(AbortCode(1234).into())
    }
}

async fn a_refusal_is_an_abort(runtime: Arc<dyn Runtime>) {
    let server = endpoint(&runtime);
    let _refuses = server.serve(ECHO, 1, Refuses).unwrap();
    let client = endpoint(&runtime);
    let service = ServiceAddress::new(server.local_addr(), ECHO);
    let error = client.request(service, b"x").await.unwrap_err();
    assert_eq!(error, CallError::Aborted(AbortCode(1234)));
    let unknown = ServiceAddress::new(server.local_addr(), ServiceId(9));
    assert!(client.request(unknown, b"x").await.unwrap_err().abort_code().is_some());
}

/// A service whose calls nobody answers.
fn mute(runtime: &Arc<dyn Runtime>) -> (rxrpc_async::Incoming, ServiceAddress) {
    let server = endpoint(runtime);
    let service = ServiceAddress::new(server.local_addr(), ECHO);
    (server.incoming(ECHO).unwrap(), service)
}

async fn a_deadline_ends_a_call(runtime: Arc<dyn Runtime>) {
    let (_incoming, service) = mute(&runtime);
    let client = endpoint(&runtime);
    let began = Instant::now();
    let options = CallOptions::new().hard_timeout(Duration::from_millis(150));
    let error = client.request_with(service, &options, b"x").await.unwrap_err();
    assert_eq!(error.errno(), Errno::ETIME);
    assert!(began.elapsed() >= Duration::from_millis(145), "{:?}", began.elapsed());
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
}

async fn a_timeout_ends_a_wait_only(runtime: Arc<dyn Runtime>) {
    let (incoming, service) = mute(&runtime);
    let client = endpoint(&runtime);
    let mut call = client.call(service).await.unwrap();
    call.send_last(b"question").await.unwrap();
    call.set_timeout(Some(Duration::from_millis(50)));
    assert_eq!(call.recv(&mut [0; 8]).await, Err(CallError::TimedOut));
    let mut served = incoming.accept().await.unwrap();
    assert_eq!(served.take_request(100).await.unwrap(), b"question");
    served.send_last(b"answer").await.unwrap();
    call.set_timeout(None);
    assert_eq!(call.take_rest(100).await.unwrap(), b"answer");
    let short = incoming.accept_timeout(Duration::from_millis(20)).await;
    assert_eq!(short.unwrap_err(), CallError::TimedOut);
}

/// What ICMP says ends the call at once.
#[cfg(target_os = "linux")]
async fn nobody_at_the_port(runtime: Arc<dyn Runtime>) {
    let closed = std::net::UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (_server, _echo, service) = echo_server(&runtime);
    let client = endpoint(&runtime);
    let began = Instant::now();
    let error = client.request(ServiceAddress::new(closed, ECHO), b"x").await.unwrap_err();
    assert_eq!(error, CallError::Network(Errno::ECONNREFUSED));
    assert!(began.elapsed() < Duration::from_secs(2));
    assert_eq!(client.request(service, b"y").await.unwrap(), b"y");
}

#[cfg(not(target_os = "linux"))]
async fn nobody_at_the_port(_: Arc<dyn Runtime>) {}

async fn incoming_is_a_stream(runtime: Arc<dyn Runtime>) {
    let server = endpoint(&runtime);
    let service = ServiceAddress::new(server.local_addr(), ECHO);
    let incoming = server.incoming(ECHO).unwrap();
    let serve = incoming.take(8).for_each_concurrent(4, |mut call| async move {
        let request = call.take_request(100).await.unwrap();
        call.send_last(&request).await.unwrap();
    });
    let client = endpoint(&runtime);
    let calls = join_all((0..8).map(|_| client.request(service, b"stream")));
    let ((), replies) = futures::future::join(serve, calls).await;
    assert!(replies.into_iter().all(|reply| reply.unwrap() == b"stream"));
}

#[derive(Default)]
struct Counting {
    now: std::sync::atomic::AtomicUsize,
    most: std::sync::atomic::AtomicUsize,
}

struct Slow(Arc<Counting>, Arc<dyn Runtime>);

impl Handler for Slow {
    async fn handle(&self, mut call: Call) -> Result<(), Refusal> {
        use std::sync::atomic::Ordering::SeqCst;
        let now = self.0.now.fetch_add(1, SeqCst) + 1;
        self.0.most.fetch_max(now, SeqCst);
        let request = call.take_request(100).await?;
        common::sleep(&self.1, Duration::from_millis(20)).await;
        self.0.now.fetch_sub(1, SeqCst);
        call.send_last(&request).await?;
        Ok(())
    }
}

async fn concurrency_is_bounded(runtime: Arc<dyn Runtime>) {
    let server = endpoint(&runtime);
    let counting = Arc::new(Counting::default());
    let serving = server.serve(ECHO, 3, Slow(counting.clone(), runtime.clone())).unwrap();
    let client = endpoint(&runtime);
    let service = ServiceAddress::new(server.local_addr(), ECHO);
    let replies = join_all((0..12).map(|_| client.request(service, b"slow"))).await;
    assert!(replies.into_iter().all(|reply| reply.unwrap() == b"slow"));
    assert_eq!(counting.most.load(std::sync::atomic::Ordering::SeqCst), 3);
    serving.shutdown().await;
    assert!(client.request(service, b"late").await.unwrap_err().abort_code().is_some());
}

/// A first packet of one byte.
fn first_packet() -> Vec<u8> {
    let mut packet = vec![0x80, 0, 0x12, 0x34, 0, 0, 0x30, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1];
    packet.extend([1, 1, 0, 0, 0, 0]);
    packet.extend(ECHO.0.to_be_bytes());
    packet.push(b'x');
    packet
}

/// As many strangers as there are places send a first packet and no more: for 19 s there was no place for
/// anybody else. The limit is far from what it takes, and from that.
async fn first_packets_take_no_place(runtime: Arc<dyn Runtime>) {
    let server = endpoint(&runtime);
    let _serving = server.serve(ECHO, 2, Panics).unwrap();
    let strangers: Vec<_> =
        (0..8).map(|_| std::net::UdpSocket::bind("127.0.0.1:0").unwrap()).collect();
    for stranger in &strangers {
        stranger.send_to(&first_packet(), server.local_addr()).unwrap();
    }
    eventually(&runtime, "the first packets", || server.statistics().calls_received == 8).await;
    let began = Instant::now();
    let client = endpoint(&runtime);
    let service = ServiceAddress::new(server.local_addr(), ECHO);
    assert_eq!(client.request(service, b"calm").await.unwrap(), b"calm");
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}

struct Panics;

impl Handler for Panics {
    async fn handle(&self, mut call: Call) -> Result<(), Refusal> {
        let request = call.take_request(100).await?;
        assert_ne!(request, b"panic", "as it was asked to");
        call.send_last(&request).await?;
        Ok(())
    }
}

async fn a_panic_costs_one_call(runtime: Arc<dyn Runtime>) {
    let server = endpoint(&runtime);
    let _panics = server.serve(ECHO, 1, Panics).unwrap();
    let client = endpoint(&runtime);
    let service = ServiceAddress::new(server.local_addr(), ECHO);
    let error = client.request(service, b"panic").await.unwrap_err();
    assert_eq!(error, CallError::Aborted(AbortCode::RX_USER_ABORT));
    assert_eq!(client.request(service, b"calm").await.unwrap(), b"calm");
}

async fn shutdown_serves_what_had_come(runtime: Arc<dyn Runtime>) {
    let server = endpoint(&runtime);
    let serving = server.serve(ECHO, 1, Slow(Arc::default(), runtime.clone())).unwrap();
    let client = endpoint(&runtime);
    let service = ServiceAddress::new(server.local_addr(), ECHO);
    let calls = join_all((0..5).map(|_| client.request(service, b"early")));
    let stop = async {
        eventually(&runtime, "all have come", || server.statistics().calls_received == 5).await;
        let stopped = serving.shutdown();
        let late = async {
            // The shutdown begins with its first poll, which is before this one's.
            let error = client.request(service, b"late").await.unwrap_err();
            assert!(error.abort_code().is_some());
        };
        futures::future::join(stopped, late).await;
    };
    let (replies, ()) = futures::future::join(calls, stop).await;
    assert!(replies.into_iter().all(|reply| reply.unwrap() == b"early"));
}
