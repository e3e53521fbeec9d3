//! Bells and events of sockets, one case after the other.

use super::super::{Control, MessageFlags, SendMessage, SocketEvent, UserCallId};
use super::*;
use crate::address::ServiceAddress;
use crate::call::User;
use crate::config::Config;
use crate::endpoint::{AddressFamily, Endpoint};
use crate::error::MessageError;
use crate::message::ReceivedMessage;
use crate::message::tree::Named;
use rxrpc_wire::{AbortCode, ServiceId};
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::atomic::AtomicUsize;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

const SERVICE: ServiceId = ServiceId(1);
const MORE: MessageFlags = MessageFlags::MORE;
const DONTWAIT: MessageFlags = MessageFlags::DONTWAIT;
const EAGAIN: MessageError = MessageError::WouldBlock;

/// A bell that knows whether it rings, and how often it was rung.
#[derive(Debug, Default)]
pub(super) struct TestBell {
    rings: AtomicBool,
    rung: AtomicUsize,
}

impl Bell for TestBell {
    fn ring(&self) {
        crate::lock::ranked::assert_no_lock_held();
        self.rings.store(true, Ordering::SeqCst);
        self.rung.fetch_add(1, Ordering::SeqCst);
    }

    fn silence(&self) {
        crate::lock::ranked::assert_no_lock_held();
        self.rings.store(false, Ordering::SeqCst);
    }
}

impl TestBell {
    pub(super) fn on(socket: &MessageSocket) -> Arc<Self> {
        let bell = Arc::new(Self::default());
        socket.hang_bell(&bell);
        bell
    }

    pub(super) fn rings(&self) -> bool {
        self.rings.load(Ordering::SeqCst)
    }

    fn rung(&self) -> usize {
        self.rung.load(Ordering::SeqCst)
    }
}

fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

pub(super) fn ready<F: Future>(future: F) -> F::Output {
    match poll(pin!(future)) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("has to be ready at once"),
    }
}

/// A client and a server with a socket and a bell each; datagrams are handed over at once.
struct Pair {
    now: Instant,
    ends: [Arc<Endpoint>; 2],
    client: MessageSocket,
    server: MessageSocket,
    bell: Arc<TestBell>,
    server_bell: Arc<TestBell>,
}

/// Calls of whose data two packets are taken at once.
fn narrow(config: &mut Config) {
    config.machine.transmit_queue_limit = 2;
    config.machine.transmit_window_limit = 2;
}

fn at(port: u16) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], port))
}

impl Pair {
    fn new() -> Self {
        Self::with(|_| {})
    }

    /// One connection a bundle, and a service that announces its calls.
    fn with(change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config::default().connections_per_bundle(1);
        change(&mut config);
        let end = |config| Endpoint::new(config, AddressFamily::V4).expect("settings in range");
        let ends = [end(config), end(Config::default())];
        let (client, server) = (ends[0].message_socket(), ends[1].message_socket());
        server.bind(SERVICE).expect("nobody has it");
        server.listen_with_announcements(8).expect("it is bound");
        let (bell, server_bell) = (TestBell::on(&client), TestBell::on(&server));
        Self { now: Instant::now(), ends, client, server, bell, server_bell }
    }

    fn service() -> ServiceAddress {
        ServiceAddress::new(at(7000), SERVICE)
    }

    fn send(&self, id: u64, data: &[u8], flags: MessageFlags) -> Result<usize, MessageError> {
        let control = [Control::UserCallId(UserCallId(id))];
        let message = SendMessage::new(data, &control).to(Self::service()).flags(flags | DONTWAIT);
        let mut taken = 0;
        ready(self.client.sendmsg(self.now, &message, &mut taken)).map(|()| taken)
    }

    fn command(&self, socket: &MessageSocket, id: u64, command: Control) {
        let control = [Control::UserCallId(UserCallId(id)), command];
        let message = SendMessage::new(&[], &control);
        ready(socket.sendmsg(self.now, &message, &mut 0)).expect("it makes sense");
    }

    fn abort(&self, id: u64) {
        self.command(&self.client, id, Control::Abort(AbortCode(9)));
    }

    /// Ends the whole reply of the server's call with this ID.
    fn reply(&self, id: u64, data: &[u8]) {
        let control = [Control::UserCallId(UserCallId(id))];
        let message = SendMessage::new(data, &control);
        ready(self.server.sendmsg(self.now, &message, &mut 0)).expect("it may reply");
        self.exchange();
    }

    fn exchange(&self) {
        while self.ends.iter().any(|end| end.wants_transmit()) {
            for (from, to) in [(0, 1), (1, 0)] {
                let mut buffer = Vec::new();
                let port = [7001, 7000][from];
                while let Some(sent) = self.ends[from].poll_transmit(self.now, 16, &mut buffer) {
                    let size = sent.segment_size.unwrap_or(sent.size);
                    self.ends[to].handle_batch(self.now, at(port), &buffer, size);
                    buffer.clear();
                }
            }
        }
    }

    fn pass(&mut self, time: Duration) {
        self.now += time;
        self.ends.iter().for_each(|end| end.handle_timeout(self.now));
        self.exchange();
    }

    fn hold(&self, id: u64) -> (Arc<crate::call::Call>, User) {
        match self.client.lock().tree.get(&UserCallId(id)) {
            Some(Named::Call(call)) => {
                let user = User::try_of(&call).expect("nobody holds the call");
                (call, user)
            }
            other => panic!("no call: {other:?}"),
        }
    }

    fn let_go(&self, (call, user): (Arc<crate::call::Call>, User)) {
        drop(user);
        self.client.endpoint().user_freed(&call);
    }
}

fn receive(socket: &MessageSocket, flags: MessageFlags) -> Result<ReceivedMessage, MessageError> {
    ready(socket.recvmsg(&mut [0; 5000], flags | DONTWAIT))
}

fn events(socket: &MessageSocket) -> Vec<SocketEvent> {
    std::iter::from_fn(|| socket.try_next_event().ok()).collect()
}

#[test]
fn a_bell_rings_from_the_first_news_until_the_last_is_taken() {
    let pair = Pair::new();
    for id in [1, 2] {
        assert_eq!(pair.send(id, b"x", MORE), Ok(1));
        assert!(!pair.bell.rings());
    }
    pair.abort(1);
    pair.abort(2);
    assert_eq!((pair.bell.rings(), pair.bell.rung()), (true, 1), "once for both");
    assert!(receive(&pair.client, MessageFlags::PEEK).is_ok());
    assert!(receive(&pair.client, MessageFlags::empty()).is_ok());
    assert!(pair.bell.rings());
    assert!(receive(&pair.client, MessageFlags::empty()).is_ok());
    assert!(!pair.bell.rings());
    assert_eq!(receive(&pair.client, MessageFlags::empty()), Err(EAGAIN));
}

#[test]
fn a_call_that_is_held_does_not_ring_and_rings_when_it_is_let_go() {
    let pair = Pair::new();
    pair.send(1, b"x", MORE).unwrap();
    let held = pair.hold(1);
    pair.abort(1);
    assert!(!pair.bell.rings());
    pair.let_go(held);
    assert!(pair.bell.rings());
    // Somebody takes it between the ring and the look.
    let held = pair.hold(1);
    assert_eq!(receive(&pair.client, MessageFlags::empty()), Err(EAGAIN));
    assert!(!pair.bell.rings(), "it must not ring on");
    assert_eq!(events(&pair.client), []);
    pair.let_go(held);
    assert!(pair.bell.rings());
    assert_eq!(events(&pair.client), [SocketEvent::Receive]);
    assert!(receive(&pair.client, MessageFlags::empty()).is_ok());
    assert!(!pair.bell.rings());
}

#[test]
fn announced_calls_their_data_and_the_last_acknowledgement_ring() {
    let mut pair = Pair::new();
    pair.send(1, b"request", MessageFlags::empty()).unwrap();
    pair.exchange();
    assert!(pair.server_bell.rings());
    assert_eq!(events(&pair.server), [SocketEvent::Accept]);
    assert_eq!(receive(&pair.server, MessageFlags::empty()).unwrap().call, None);
    assert!(!pair.server_bell.rings());
    pair.command(&pair.server, 8, Control::Accept);
    assert!(pair.server_bell.rings());
    assert_eq!(events(&pair.server), [SocketEvent::Receive]);
    assert_eq!(receive(&pair.server, MessageFlags::empty()).unwrap().bytes, 7);
    assert!(!pair.server_bell.rings());
    pair.reply(8, b"reply");
    assert!(pair.bell.rings() && !pair.server_bell.rings());
    assert!(receive(&pair.client, MessageFlags::empty()).unwrap().is_end());
    pair.exchange();
    pair.pass(Duration::from_secs(1));
    assert!(pair.server_bell.rings(), "the client has all of it");
    assert!(receive(&pair.server, MessageFlags::empty()).unwrap().is_end());
    assert!(!pair.server_bell.rings() && !pair.bell.rings());
}

#[test]
fn a_notice_that_is_taken_back_silences_the_bell() {
    let pair = Pair::new();
    pair.send(1, &[0; 3000], MORE).unwrap();
    pair.exchange();
    assert!(pair.server_bell.rings());
    pair.abort(1);
    pair.exchange();
    assert!(!pair.server_bell.rings());
    pair.send(2, &[0; 3000], MORE).unwrap();
    pair.exchange();
    assert!(pair.server_bell.rings());
    pair.server.shutdown().unwrap();
    assert!(!pair.server_bell.rings());
}

#[test]
fn an_id_that_is_released_silences_the_bell() {
    let pair = Pair::new();
    pair.send(1, b"x", MORE).unwrap();
    pair.abort(1);
    assert!(pair.bell.rings());
    pair.client.release_id(UserCallId(1)).unwrap();
    assert!(!pair.bell.rings());
}

#[test]
fn what_waits_for_all_of_a_call_has_it_for_itself() {
    let pair = Pair::new();
    pair.send(1, b"request", MessageFlags::empty()).unwrap();
    pair.exchange();
    pair.command(&pair.server, 8, Control::Accept);
    receive(&pair.server, MessageFlags::empty()).unwrap();
    let control = [Control::UserCallId(UserCallId(8))];
    receive(&pair.server, MessageFlags::empty()).unwrap();
    let part = SendMessage::new(&[7; 1412], &control).flags(MORE);
    ready(pair.server.sendmsg(pair.now, &part, &mut 0)).unwrap();
    pair.exchange();
    assert!(pair.bell.rings());
    let mut buf = [0; 5000];
    let mut all = Box::pin(pair.client.recvmsg(&mut buf, MessageFlags::WAITALL));
    assert!(poll(all.as_mut()).is_pending());
    assert!(!pair.bell.rings());
    ready(pair.server.sendmsg(pair.now, &part, &mut 0)).unwrap();
    pair.exchange();
    assert!(!pair.bell.rings());
    drop(all);
    assert!(pair.bell.rings(), "the rest is for whoever receives");
}

#[test]
fn closing_rings_for_good_and_forgets_what_was_armed() {
    let pair = Pair::with(narrow);
    pair.send(1, &[0; 5000], MORE).unwrap();
    let other = pair.ends[0].message_socket();
    let other_bell = TestBell::on(&other);
    pair.client.close();
    for _ in 0..2 {
        assert!(pair.bell.rings());
        assert_eq!(receive(&pair.client, MessageFlags::empty()), Err(MessageError::SocketClosed));
        assert_eq!(pair.client.try_next_event(), Err(MessageError::SocketClosed));
    }
    assert!(!other_bell.rings());
    pair.ends[0].close();
    assert!(other_bell.rings());
    assert!(!matches!(other.try_next_event(), Ok(_) | Err(EAGAIN)));
}

#[test]
fn a_call_that_refused_data_is_told_of_once_it_takes_some() {
    let pair = Pair::with(narrow);
    let taken = pair.send(1, &[0; 100_000], MORE).unwrap();
    assert!(taken < 100_000);
    while pair.send(1, b"more", MORE).is_ok() {}
    assert!(!pair.bell.rings());
    assert_eq!(pair.client.try_next_event(), Err(EAGAIN));
    pair.exchange();
    assert!(pair.bell.rings());
    assert_eq!(events(&pair.client), [SocketEvent::Writable(UserCallId(1))]);
    assert!(!pair.bell.rings());
    assert_eq!(pair.send(1, b"more", MORE), Ok(4));
    assert_eq!(events(&pair.client), []);
}

#[test]
fn a_call_that_was_used_by_another_is_told_of_when_that_lets_go() {
    let pair = Pair::new();
    pair.send(1, b"x", MORE).unwrap();
    let held = pair.hold(1);
    assert_eq!(pair.send(1, b"more", MORE), Err(EAGAIN));
    assert_eq!(events(&pair.client), []);
    pair.let_go(held);
    assert!(pair.bell.rings());
    // Another is faster again: that is one more EAGAIN, and one more event.
    let held = pair.hold(1);
    assert_eq!(events(&pair.client), [SocketEvent::Writable(UserCallId(1))]);
    assert_eq!(pair.send(1, b"more", MORE), Err(EAGAIN));
    assert_eq!((events(&pair.client), pair.bell.rings()), (vec![], false));
    pair.let_go(held);
    assert_eq!(events(&pair.client), [SocketEvent::Writable(UserCallId(1))]);
}

#[test]
fn a_call_that_wants_memory_is_told_of_when_another_gives_it_back() {
    let pair = Pair::with(|config| {
        config.send_memory = 64 << 10;
        config.machine.transmit_queue_limit = 1000;
    });
    let big = [0; 200_000];
    for id in [1, 2] {
        let taken = pair.send(id, &big, MORE).unwrap();
        assert!(taken < big.len());
    }
    assert_eq!(pair.send(2, &big, MORE), Err(EAGAIN));
    assert_eq!(events(&pair.client), []);
    pair.abort(1);
    assert_eq!(receive(&pair.client, MessageFlags::empty()).unwrap().call, Some(UserCallId(1)));
    assert_eq!(events(&pair.client), [SocketEvent::Writable(UserCallId(2))]);
    assert!(pair.send(2, &big, MORE).is_ok());
}

#[test]
fn nothing_is_told_of_a_call_whose_end_was() {
    let pair = Pair::with(narrow);
    pair.send(1, &[0; 5000], MORE).unwrap();
    pair.abort(1);
    assert!(receive(&pair.client, MessageFlags::empty()).unwrap().is_end());
    assert_eq!((events(&pair.client), pair.bell.rings()), (vec![], false));
    pair.send(1, &[0; 5000], MORE).unwrap();
    pair.client.release_id(UserCallId(1)).unwrap();
    assert_eq!((events(&pair.client), pair.bell.rings()), (vec![], false));
}

#[test]
fn what_another_sender_is_taken_leaves_the_refused_one_armed() {
    let pair = Pair::with(narrow);
    pair.send(1, &[0; 5000], MORE).unwrap();
    pair.exchange();
    pair.send(1, b"of another", MORE).unwrap();
    assert!(pair.bell.rings());
    assert_eq!(events(&pair.client), [SocketEvent::Writable(UserCallId(1))]);
}

#[test]
fn a_first_message_without_a_slot_is_told_when_there_is_one() {
    let pair = Pair::new();
    for id in 0..4 {
        pair.send(id, b"x", MORE).unwrap();
    }
    for _ in 0..2 {
        assert_eq!(pair.send(4, b"x", MORE), Err(EAGAIN));
    }
    assert_eq!((events(&pair.client), pair.bell.rings()), (vec![], false));
    pair.client.release_id(UserCallId(0)).unwrap();
    assert!(pair.bell.rings());
    // Another is faster.
    pair.send(5, b"x", MORE).unwrap();
    assert_eq!(events(&pair.client), [SocketEvent::SlotFree(Pair::service())]);
    assert_eq!((events(&pair.client), pair.bell.rings()), (vec![], false));
    assert_eq!(pair.send(4, b"x", MORE), Err(EAGAIN));
    pair.client.release_id(UserCallId(5)).unwrap();
    assert_eq!(events(&pair.client), [SocketEvent::SlotFree(Pair::service())]);
    assert_eq!(pair.send(4, b"x", MORE), Ok(1));
}

#[test]
fn a_slot_that_others_wait_for_is_not_told_of() {
    let pair = Pair::new();
    for id in 0..4 {
        pair.send(id, b"x", MORE).unwrap();
    }
    let other = pair.ends[0].message_socket();
    let control = [Control::UserCallId(UserCallId(1))];
    let message = SendMessage::new(b"x", &control).to(Pair::service()).flags(MORE);
    let mut taken = 0;
    let mut waits = Box::pin(other.sendmsg(pair.now, &message, &mut taken));
    assert!(poll(waits.as_mut()).is_pending());
    assert_eq!(pair.send(4, b"x", MORE), Err(EAGAIN));
    pair.client.release_id(UserCallId(0)).unwrap();
    assert!(!pair.bell.rings());
    drop(waits);
    assert_eq!(events(&pair.client), [SocketEvent::SlotFree(Pair::service())]);
}

#[test]
fn kinds_of_events_have_their_turns() {
    let pair = Pair::with(narrow);
    for id in 0..4 {
        pair.send(id, &[0; 5000], MORE).unwrap();
    }
    assert_eq!(pair.send(4, b"x", MORE), Err(EAGAIN));
    pair.exchange();
    pair.abort(3);
    let kinds: Vec<_> = events(&pair.client).iter().map(std::mem::discriminant).collect();
    let writable = std::mem::discriminant(&SocketEvent::Writable(UserCallId(0)));
    assert_eq!(kinds.iter().filter(|kind| **kind == writable).count(), 4, "{kinds:?}");
    assert_ne!((kinds[0], kinds[1]), (writable, writable));
    assert_eq!(kinds.len(), 6);
}

#[test]
fn a_waiter_is_told_whenever_an_event_may_be_due_and_leaves_nothing() {
    let pair = Pair::new();
    let mut never = Box::pin(pair.client.next_event());
    assert_eq!(poll(never.as_mut()), Poll::Ready(Err(EAGAIN)), "there can be none");
    pair.send(1, b"x", MORE).unwrap();
    let mut waits = Box::pin(pair.client.next_event());
    let mut given_up = Box::pin(pair.client.next_event());
    assert!(poll(given_up.as_mut()).is_pending());
    let woken = Arc::new(Woken::default());
    let waker = Waker::from(woken.clone());
    let mut cx = Context::from_waker(&waker);
    assert!(waits.as_mut().poll(&mut cx).is_pending());
    drop(given_up);
    pair.abort(1);
    assert!(woken.0.load(Ordering::SeqCst) > 0);
    assert_eq!(waits.as_mut().poll(&mut cx), Poll::Ready(Ok(SocketEvent::Receive)));
    drop((waits, never));
    let readiness = pair.client.socket().readiness().unwrap();
    let mut left = WakeList::default();
    readiness.events.lock().take_waiters(&mut left);
    assert!(left.is_empty());
}

#[test]
fn a_recvmsg_that_is_given_up_has_the_queue_told_of_again() {
    let pair = Pair::new();
    pair.send(1, b"x", MORE).unwrap();
    pair.abort(1);
    assert_eq!(events(&pair.client), [SocketEvent::Receive]);
    let held = pair.hold(1);
    let mut buf = [0; 100];
    let mut waits = Box::pin(pair.client.recvmsg(&mut buf, MessageFlags::empty()));
    assert!(poll(waits.as_mut()).is_pending(), "it passes the call over");
    drop(waits);
    pair.let_go(held);
    assert!(pair.bell.rings());
    assert_eq!(events(&pair.client), [SocketEvent::Receive]);
    let mut buf = [0; 100];
    let mut room = crate::message::OneBuffer(&mut buf);
    let held = pair.hold(1);
    let mut waits = Box::pin(pair.client.next_message(&mut room));
    assert!(poll(waits.as_mut()).is_pending());
    drop(waits);
    pair.let_go(held);
    assert_eq!(events(&pair.client), [SocketEvent::Receive]);
}

#[test]
fn more_of_a_call_that_is_queued_brings_nobody_to_look() {
    let pair = Pair::new();
    pair.send(1, b"request", MessageFlags::empty()).unwrap();
    pair.exchange();
    receive(&pair.server, MessageFlags::empty()).unwrap();
    pair.command(&pair.server, 8, Control::Accept);
    receive(&pair.server, MessageFlags::empty()).unwrap();
    let held = pair.hold(1);
    let woken = Arc::new(Woken::default());
    let waker = Waker::from(woken.clone());
    let mut cx = Context::from_waker(&waker);
    let mut waits = Box::pin(pair.client.next_event());
    let control = [Control::UserCallId(UserCallId(8))];
    let part = SendMessage::new(&[7; 1412], &control).flags(MORE);
    let mut counts = Vec::new();
    for _ in 0..4 {
        assert!(waits.as_mut().poll(&mut cx).is_pending());
        ready(pair.server.sendmsg(pair.now, &part, &mut 0)).unwrap();
        pair.exchange();
        counts.push(woken.0.load(Ordering::SeqCst));
    }
    assert_eq!(counts[0], *counts.last().unwrap(), "{counts:?}");
    pair.let_go(held);
    assert_eq!(waits.as_mut().poll(&mut cx), Poll::Ready(Ok(SocketEvent::Receive)));
}

#[derive(Default)]
struct Woken(AtomicUsize);

impl std::task::Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// A bell whose ring may arrive after it was silenced.
#[derive(Debug, Default)]
struct LateBell(TestBell);

impl Bell for LateBell {
    fn ring(&self) {
        self.0.ring();
    }

    fn silence(&self) {
        self.0.silence();
    }

    fn may_ring_late(&self) -> bool {
        true
    }
}

#[test]
fn a_ring_that_came_late_is_silenced_for_who_finds_nothing() {
    let endpoint = Endpoint::new(Config::default(), AddressFamily::V4).expect("settings in range");
    let socket = endpoint.message_socket();
    let (late, other) = (Arc::new(LateBell::default()), TestBell::on(&socket));
    socket.hang_bell(&late);
    late.ring();
    assert!(late.0.rings() && !other.rings());
    assert_eq!(socket.try_next_event(), Err(EAGAIN));
    assert!(!late.0.rings() && !other.rings());
}
