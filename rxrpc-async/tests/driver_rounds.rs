//! A driver that is polled by hand, with a clock that is moved by hand: what is due happens however much comes in,
//! and not before that was read which came in time.

#![allow(clippy::unwrap_used)]

use rxrpc_async::runtime::{AsyncTimer, AsyncUdp, Readiness, Runtime, SocketRef, Task};
use rxrpc_async::{
    Arrival, Call, CallError, CallOptions, Driver, Endpoint, ServiceAddress, ServiceId, Transport,
};
use std::future::Future;
use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

/// A runtime that does nothing by itself, and may say of a socket that nothing is there although something is:
/// it has not looked for long.
#[derive(Debug)]
struct ByHand {
    began: Instant,
    passed: AtomicU64,
    unaware: AtomicBool,
}

impl ByHand {
    fn new() -> Arc<Self> {
        let (passed, unaware) = Default::default();
        Arc::new(Self { began: Instant::now(), passed, unaware })
    }

    fn pass(&self, time: Duration) {
        self.passed.fetch_add(time.as_nanos() as u64, Ordering::SeqCst);
    }
}

#[derive(Debug)]
struct Handle(Arc<ByHand>);

#[derive(Debug)]
struct Socket(UdpSocket, Arc<ByHand>);

struct Never;

impl Runtime for Handle {
    fn wrap(&self, socket: UdpSocket) -> io::Result<Box<dyn AsyncUdp>> {
        Ok(Box::new(Socket(socket, self.0.clone())))
    }

    fn timer(&self, _: Instant) -> Pin<Box<dyn AsyncTimer>> {
        Box::pin(Never)
    }

    fn spawn(&self, _: Task) {}

    fn now(&self) -> Instant {
        self.0.began + Duration::from_nanos(self.0.passed.load(Ordering::SeqCst))
    }
}

impl AsyncTimer for Never {
    fn reset(self: Pin<&mut Self>, _: Instant) {}

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        Poll::Pending
    }
}

impl AsyncUdp for Socket {
    fn socket(&self) -> SocketRef<'_> {
        SocketRef::from(&self.0)
    }

    fn poll_ready(&self, _: Readiness, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Pending
    }

    fn try_io(&self, _: Readiness, call: &mut dyn FnMut() -> io::Result<()>) -> io::Result<()> {
        match self.1.unaware.load(Ordering::SeqCst) {
            true => Err(io::ErrorKind::WouldBlock.into()),
            false => call(),
        }
    }
}

fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

fn round(driver: &mut Driver) {
    assert!(poll(Pin::new(driver)).is_pending());
}

fn request(client: &Endpoint, to: SocketAddr, options: &CallOptions) -> Call {
    let target = ServiceAddress::new(to, ServiceId(1));
    let call = pin!(client.call_with(target, options));
    let Poll::Ready(Ok(mut call)) = poll(call) else { panic!("a slot is free") };
    assert_eq!(poll(pin!(call.send_last(b"request"))), Poll::Ready(Ok(())));
    call
}

fn ended(call: &mut Call) -> Option<Result<(), CallError>> {
    match poll(pin!(call.wait_ended())) {
        Poll::Ready(end) => Some(end),
        Poll::Pending => None,
    }
}

/// Never dry: whatever is asked, another datagram that is no packet has come.
#[derive(Debug)]
struct Flood {
    address: SocketAddr,
    hand: Arc<ByHand>,
    /// How long it takes to receive one.
    takes: Duration,
    received: Arc<AtomicU64>,
    sent: Arc<AtomicU64>,
}

impl Flood {
    fn new(hand: &Arc<ByHand>, takes: Duration) -> Self {
        let address = SocketAddr::from(([127, 0, 0, 1], 7001));
        let (received, sent) = Default::default();
        Self { address, hand: hand.clone(), takes, received, sent }
    }
}

impl Transport for Flood {
    fn local_addr(&self) -> SocketAddr {
        self.address
    }

    fn try_send(&self, _: SocketAddr, _: &[u8], _: rxrpc_async::Fragmentation) -> io::Result<()> {
        self.sent.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }

    fn try_receive(&self, buffer: &mut [u8]) -> io::Result<Arrival> {
        buffer[0] = 0;
        self.hand.pass(self.takes);
        self.received.fetch_add(1, Ordering::SeqCst);
        Ok(Arrival::Datagram { from: self.address, bytes: 1 })
    }

    fn poll_ready(&self, _: Readiness, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

/// How many datagrams a driver takes in before others have their turn.
fn taken_in_a_round(takes: Duration) -> u64 {
    let hand = ByHand::new();
    let flood = Flood::new(&hand, takes);
    let received = flood.received.clone();
    let builder = Endpoint::builder().transport(flood);
    let (_client, mut driver) = builder.build_with_driver(Arc::new(Handle(hand))).unwrap();
    round(&mut driver);
    received.load(Ordering::SeqCst)
}

/// On an executor of one thread nothing else runs meanwhile.
#[test]
fn a_round_is_bounded_in_time_and_not_only_in_count() {
    let most = taken_in_a_round(Duration::ZERO);
    let slow = taken_in_a_round(Duration::from_millis(1));
    assert!(slow > 0 && slow <= most / 4, "{slow} that are slow, {most} that are not");
}

#[test]
fn what_woken_tasks_send_leaves_in_parts_of_what_is_in_flight_also_while_more_comes_in() {
    let hand = ByHand::new();
    let flood = Flood::new(&hand, Duration::ZERO);
    let sent = flood.sent.clone();
    let builder = Endpoint::builder().transport(flood);
    let (client, mut driver) = builder.build_with_driver(Arc::new(Handle(hand))).unwrap();
    let target = ServiceAddress::new(SocketAddr::from(([127, 0, 0, 1], 7000)), ServiceId(1));
    let mut calls: Vec<Call> = (0..16).map(|_| client.try_call(target).unwrap()).collect();
    round(&mut driver);
    let sent_after: Vec<u64> = calls[..10]
        .iter_mut()
        .map(|call| {
            assert_eq!(poll(pin!(call.send_last(b"request"))), Poll::Ready(Ok(())));
            sent.load(Ordering::SeqCst)
        })
        .collect();
    assert_eq!(sent_after, [0, 0, 0, 0, 0, 0, 0, 8, 8, 8]);
    round(&mut driver);
    assert_eq!(sent.load(Ordering::SeqCst), 10, "the driver sends the rest");
}

#[test]
fn what_is_due_happens_in_a_flood() {
    let hand = ByHand::new();
    let builder = Endpoint::builder().transport(Flood::new(&hand, Duration::ZERO));
    let (client, mut driver) = builder.build_with_driver(Arc::new(Handle(hand.clone()))).unwrap();
    let options = CallOptions::new().hard_timeout(Duration::from_millis(300));
    let mut call = request(&client, SocketAddr::from(([127, 0, 0, 1], 7000)), &options);
    round(&mut driver);
    hand.pass(Duration::from_millis(301));
    for _ in 0..1000 {
        round(&mut driver);
        hand.pass(Duration::from_micros(500));
        if let Some(end) = ended(&mut call) {
            assert_eq!(end, Err(CallError::DeadlinePassed));
            return;
        }
    }
    panic!("the deadline passed and nothing happened");
}

/// An ACK of the whole request, made of the header of that.
fn ack(request: &[u8]) -> Vec<u8> {
    let mut packet = request[..12].to_vec();
    packet.extend_from_slice(&[0, 0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0]);
    packet.extend_from_slice(&request[26..28]);
    packet.extend_from_slice(&[0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 6, 0]);
    packet
}

#[test]
fn what_came_in_during_a_pause_is_read_before_timeouts_are_judged() {
    let hand = ByHand::new();
    let builder = Endpoint::builder().bind(SocketAddr::from(([127, 0, 0, 1], 0)));
    let (client, mut driver) = builder.build_with_driver(Arc::new(Handle(hand.clone()))).unwrap();
    let peer = UdpSocket::bind("127.0.0.1:0").unwrap();
    peer.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let mut call = request(&client, peer.local_addr().unwrap(), &CallOptions::new());
    round(&mut driver);
    let mut room = [0; 2048];
    peer.recv(&mut room).expect("the request comes");
    hand.unaware.store(true, Ordering::SeqCst);
    peer.send_to(&ack(&room), client.local_addr()).unwrap();
    hand.pass(Duration::from_secs(60));
    round(&mut driver);
    assert_eq!(ended(&mut call), None, "it was heard from");
    hand.pass(Duration::from_secs(60));
    round(&mut driver);
    assert!(ended(&mut call).is_some(), "nothing more came");
}
