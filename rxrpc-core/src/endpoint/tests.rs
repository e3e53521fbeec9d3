//! Two endpoints whose datagrams are handed over at once.

use super::*;
use crate::call::life::Life;
use crate::call::options::CallOptions;
use crate::call::send::Waiting;
use crate::connection::channels::Routed;
use crate::lock::{Mutex, Rank};
use crate::proto::FinalState;
use rxrpc_wire::{CallNumber, ServiceId};
use std::net::SocketAddr;
use std::pin::Pin;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

pub(crate) const SERVICE: ServiceId = ServiceId(1);

pub(crate) fn ready<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("has to be ready at once"),
    }
}

pub(crate) struct Pair {
    pub(crate) now: Instant,
    pub(crate) client: Arc<Endpoint>,
    pub(crate) server: Arc<Endpoint>,
}

impl Pair {
    pub(crate) fn new() -> Self {
        let endpoint = || {
            Endpoint::new(Config::default(), AddressFamily::V4).expect("the settings are in range")
        };
        Self { now: Instant::now(), client: endpoint(), server: endpoint() }
    }

    /// Client and server.
    pub(crate) fn addresses() -> [SocketAddr; 2] {
        [7001, 7000].map(|port| SocketAddr::from(([127, 0, 0, 1], port)))
    }

    /// Hands datagrams over until there are none.
    pub(crate) fn exchange(&self) {
        let (ends, addresses) = ([&self.client, &self.server], Self::addresses());
        while ends.iter().any(|end| end.wants_transmit()) {
            for from in [0, 1] {
                let mut buffer = Vec::new();
                while ends[from].poll_transmit(self.now, 1, &mut buffer).is_some() {
                    ends[1 - from].handle_datagram(self.now, addresses[from], &buffer);
                    buffer.clear();
                }
            }
        }
    }

    pub(crate) fn open(&self, options: &CallOptions) -> Arc<Call> {
        let target = ServiceAddress::new(Self::addresses()[1], SERVICE);
        self.client.try_open_call(self.now, target, options).expect("a slot is free")
    }

    pub(crate) fn send(&self, end: &Endpoint, call: &Arc<Call>) {
        ready(end.send(call, b"data", false, Waiting::Never, &mut 0)).expect("there is room");
        self.exchange();
    }

    /// Lets time pass for both at once.
    pub(crate) fn at(&mut self, now: Instant) {
        self.now = now;
        self.client.handle_timeout(now);
        self.server.handle_timeout(now);
        self.exchange();
    }
}

#[test]
fn a_normal_timeout_of_nanoseconds_ends_the_call_and_nothing_else() {
    let mut pair = Pair::new();
    let _incoming = pair.server.incoming(SERVICE).unwrap();
    let options =
        CallOptions { normal_timeout: Some(Duration::from_nanos(5)), ..CallOptions::new() };
    let call = pair.open(&options);
    pair.send(&pair.client, &call);
    pair.at(pair.now + Duration::from_secs(1));
    assert_eq!(call.failure(), Some(CallError::PeerSilent));
}

#[test]
fn a_hard_timeout_of_zero_is_none_while_the_call_waits_for_its_slot() {
    let mut pair = Pair::new();
    let running: Vec<_> = (0..16).map(|_| pair.open(&CallOptions::new())).collect();
    let target = ServiceAddress::new(Pair::addresses()[1], SERVICE);
    let options = CallOptions::new().hard_timeout(Duration::ZERO);
    let client = pair.client.clone();
    let mut open = pin!(client.open_call(pair.now, target, &options));
    let mut cx = Context::from_waker(Waker::noop());
    assert!(open.as_mut().poll(&mut cx).is_pending());
    pair.at(pair.now + Duration::from_secs(1));
    assert!(open.as_mut().poll(&mut cx).is_pending());
    client.release(&running[3]);
    assert!(matches!(open.as_mut().poll(&mut cx), Poll::Ready(Ok(_))));
}

#[test]
fn a_flood_of_strays_costs_no_service_its_final_ack() {
    let mut pair = Pair::new();
    let incoming = pair.server.incoming(SERVICE).unwrap();
    let call = pair.open(&CallOptions::new());
    pair.send(&pair.client, &call);
    let served = incoming.try_next().unwrap();
    ready(pair.server.send(&served, b"reply", false, Waiting::Never, &mut 0)).unwrap();
    let mut reply = Vec::new();
    pair.server.poll_transmit(pair.now, 1, &mut reply).unwrap();
    let server = Pair::addresses()[1];
    pair.client.handle_datagram(pair.now, server, &reply);
    pair.at(pair.now + Duration::from_millis(10));
    assert_eq!((call.has_ended(), pair.client.live_calls()), (true, 0));
    let asker = answers::budget::Asker { addresses: server.into(), proven: true };
    while pair.client.local.answers.may_answer(
        pair.now,
        answers::budget::AnswerKind::Repeat,
        &asker,
    ) {}
    pair.client.handle_datagram(pair.now, server, &reply);
    assert!(pair.client.wants_transmit());
}

#[test]
fn a_connection_of_one_call_is_soon_forgotten() {
    let mut pair = Pair::new();
    let call = pair.open(&CallOptions::new().exclusive());
    pair.client.abort(&call, AbortCode(1));
    for _ in 0..3 {
        pair.at(pair.now + Duration::from_secs(10));
    }
    assert_eq!(pair.client.snapshot().connections, []);
}

#[test]
fn a_connection_is_kept_after_the_end_of_a_call_however_long_that_was() {
    let mut pair = Pair::new();
    let incoming = pair.server.incoming(SERVICE).unwrap();
    let call = pair.open(&CallOptions::new());
    pair.send(&pair.client, &call);
    let served = incoming.try_next().unwrap();
    pair.now += Duration::from_secs(700);
    pair.send(&pair.server, &served);
    pair.at(pair.now + Duration::from_millis(10));
    assert!(call.has_ended() && served.has_ended());
    pair.at(pair.now + Duration::from_secs(10));
    let connections = |end: &Endpoint| end.snapshot().connections.len();
    assert_eq!([&pair.client, &pair.server].map(|end| connections(end)), [1, 1]);
    pair.at(pair.now + Duration::from_secs(130));
    assert_eq!([&pair.client, &pair.server].map(|end| connections(end)), [0, 1]);
    pair.at(pair.now + Duration::from_secs(600));
    assert_eq!(connections(&pair.server), 0);
}

#[test]
fn requests_of_many_calls_to_one_peer_leave_together() {
    let pair = Pair::new();
    let requests: [&[u8]; 5] = [b"same", b"size", b"less", b"sh", b"longer"];
    for request in requests {
        let call = pair.open(&CallOptions::new());
        ready(pair.client.send(&call, request, false, Waiting::Never, &mut 0)).expect("room");
    }
    let mut buffer = Vec::new();
    let mut poll = || {
        buffer.clear();
        let transmit = pair.client.poll_transmit(pair.now, 16, &mut buffer)?;
        assert_eq!(transmit.size, buffer.len());
        Some((transmit.segment_size, transmit.size))
    };
    // The shorter one ends the batch, the longer one cannot follow it.
    assert_eq!(poll(), Some((Some(28 + 4), 3 * (28 + 4) + 28 + 2)));
    assert_eq!(poll(), Some((None, 28 + 6)));
    assert_eq!(poll(), None);
}

#[test]
fn a_batch_of_many_calls_goes_to_one_address() {
    let pair = Pair::new();
    for port in [7000, 7002, 7000] {
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let target = ServiceAddress::new(address, SERVICE);
        let call =
            pair.client.try_open_call(pair.now, target, &CallOptions::new()).expect("a slot");
        ready(pair.client.send(&call, b"data", false, Waiting::Never, &mut 0)).expect("room");
    }
    let mut buffer = Vec::new();
    let ports: Vec<_> = std::iter::from_fn(|| pair.client.poll_transmit(pair.now, 16, &mut buffer))
        .map(|transmit| (transmit.destination.port(), transmit.size))
        .collect();
    assert_eq!(ports, [(7000, 32), (7002, 32), (7000, 32)]);
}

/// Tries to make a call as soon as it is woken.
struct CallsWhenWoken(Arc<Endpoint>, Mutex<Option<Result<(), CallError>>>);

impl std::task::Wake for CallsWhenWoken {
    fn wake(self: Arc<Self>) {
        let target = ServiceAddress::new(Pair::addresses()[1], SERVICE);
        let made = self.0.try_open_call(Instant::now(), target, &CallOptions::new());
        *self.1.lock() = Some(made.map(drop));
    }
}

#[test]
fn whoever_hears_of_a_broken_socket_finds_the_endpoint_closed() {
    let pair = Pair::new();
    let call = pair.open(&CallOptions::new());
    let woken = CallsWhenWoken(pair.client.clone(), Mutex::new(Rank::Ready, None));
    let woken = Arc::new(woken);
    let waker = std::task::Waker::from(woken.clone());
    let mut ended = pin!(pair.client.wait_ended(&call));
    assert!(ended.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    pair.client.handle_socket_failure(Errno::ECONNRESET);
    let lost = CallError::Local(Errno::ECONNRESET);
    assert_eq!(ended.as_mut().poll(&mut Context::from_waker(&waker)), Poll::Ready(Err(lost)));
    assert_eq!(*woken.1.lock(), Some(Err(CallError::Closed)));
}

#[test]
fn a_snapshot_names_the_calls_of_each_channel() {
    let pair = Pair::new();
    let incoming = pair.server.incoming(SERVICE).unwrap();
    let mut open = Vec::new();
    for ended in [2, 0, 1] {
        for _ in 0..ended {
            let call = pair.open(&CallOptions::new());
            pair.send(&pair.client, &call);
            pair.send(&pair.server, &incoming.try_next().unwrap());
            assert!(call.has_ended());
        }
        let call = pair.open(&CallOptions::new());
        pair.send(&pair.client, &call);
        open.push((call, incoming.try_next().unwrap()));
    }
    let [client, server] = [&pair.client, &pair.server].map(|end| end.snapshot());
    for (at, (call, _)) in open.iter().enumerate() {
        let identity = call.identity().unwrap();
        for row in [&client.calls[at], &server.calls[at]] {
            assert_eq!(row.cid, Some(identity.cid.0));
            assert_eq!(row.call_number, Some(identity.call_number.0));
        }
        let channel = identity.cid.channel().index();
        for row in [&client.connections[0], &server.connections[0]] {
            assert_eq!(row.call_numbers[channel], identity.call_number.0);
        }
    }
    assert!(open.iter().any(|(call, _)| call.identity().unwrap().call_number.0 > 1));
}

/// Goes on with a future on the spot when it is woken, as an executor of the same thread may.
#[derive(Default)]
struct OnTheSpot(std::sync::Mutex<Option<Opening>>);

type Opening = Pin<Box<dyn Future<Output = Arc<Call>> + Send>>;

impl OnTheSpot {
    /// Polls it. What it came to, if it has come to an end.
    fn go_on(self: &Arc<Self>, mut opening: Opening) -> Option<Arc<Call>> {
        let waker = Waker::from(self.clone());
        match opening.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(call) => Some(call),
            Poll::Pending => {
                *self.0.lock().expect("nobody panics with it") = Some(opening);
                None
            }
        }
    }
}

impl std::task::Wake for OnTheSpot {
    fn wake(self: Arc<Self>) {
        let opening = self.0.lock().expect("nobody panics with it").take();
        if let Some(opening) = opening {
            let done: Opening = match self.go_on(opening) {
                Some(call) => Box::pin(std::future::ready(call)),
                None => return,
            };
            *self.0.lock().expect("nobody panics with it") = Some(done);
        }
    }
}

/// Whoever is granted a slot may be on its channel before the one that gave it up has done anything more.
#[test]
fn the_channel_knows_of_an_end_before_the_slot_is_given_on() {
    for seen in [false, true] {
        let config = Config { connections_per_bundle: 1, ..Config::default() };
        let client = Endpoint::new(config, AddressFamily::V4).expect("the settings are in range");
        let now = Instant::now();
        let target = ServiceAddress::new(Pair::addresses()[1], SERVICE);
        let options = CallOptions::new();
        let open = || client.try_open_call(now, target, &options).expect("a slot is free");
        let calls: Vec<_> = (0..4).map(|_| open()).collect();
        if seen {
            ready(client.send(&calls[0], b"x", false, Waiting::Never, &mut 0)).expect("room");
            let mut datagram = Vec::new();
            while client.poll_transmit(now, 1, &mut datagram).is_some() {}
        }
        let waits = Arc::new(OnTheSpot::default());
        let next = {
            let (client, options) = (client.clone(), options.clone());
            async move { client.open_call(now, target, &options).await.expect("it is not ended") }
        };
        assert!(waits.go_on(Box::pin(next)).is_none());
        client.abort(&calls[0], AbortCode(7));
        let next = waits.0.lock().expect("nobody panics with it").take();
        let next = ready(next.expect("it was woken"));
        let number = next.identity().expect("it has a channel").call_number;
        assert_eq!(number.0, if seen { 2 } else { 1 }, "a number that nobody saw is used again");
        let connection = next
            .with_state(|state| state.connected().expect("it has a channel").connection.clone());
        let channel = next.identity().expect("it has a channel").cid.channel();
        let routed = connection.channels.lock().route(channel, CallNumber(1));
        let kept = matches!(routed, Routed::Ended(FinalState::Abort(_)));
        assert_eq!(kept, seen, "what to answer to late packets of the call before: {routed:?}");
    }
}

/// A sender that waits for room is woken by the ACK that makes some, and needs nothing else for it.
#[test]
fn an_ack_wakes_who_waits_for_room() {
    #[derive(Default)]
    struct Woken(std::sync::atomic::AtomicBool);
    impl std::task::Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.store(true, Ordering::Relaxed);
        }
    }
    let pair = Pair::new();
    let _incoming = pair.server.incoming(SERVICE).expect("nobody has it");
    let call = pair.open(&CallOptions::new());
    let data = vec![7; 1 << 20];
    let mut taken = 0;
    let mut send = pin!(pair.client.send(&call, &data, true, Waiting::Allowed, &mut taken));
    let woken = Arc::new(Woken::default());
    let waker = Waker::from(woken.clone());
    let mut cx = Context::from_waker(&waker);
    assert!(send.as_mut().poll(&mut cx).is_pending());
    assert!(!woken.0.load(Ordering::Relaxed));
    pair.exchange();
    assert!(woken.0.load(Ordering::Relaxed));
}

/// Another thread was faster with the call, while a close waits that does not wait for all that are left.
#[test]
fn a_close_hears_of_a_call_that_is_taken_back() {
    use std::sync::atomic::AtomicUsize;
    #[derive(Default)]
    struct Woken(AtomicUsize);
    impl std::task::Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
    let pair = Pair::new();
    let incoming = pair.server.incoming(SERVICE).unwrap();
    let call = pair.open(&CallOptions::new());
    pair.send(&pair.client, &call);
    let held = incoming.try_next().expect("the call");
    pair.server.leave_to_user(&held);
    // As far as a maker comes before it finds the channel taken.
    let from = Pair::addresses()[0];
    let admission = pair.server.admit(pair.now, SERVICE, from, true).expect("a place");
    let key = admission.place.key();
    let target = ServiceAddress::new(from, SERVICE);
    let life = Life::awaiting_slot(None);
    let (made, _maker) = Call::new(key, Some(admission.place), admission.face, target, life);
    pair.server.register_call(&made).expect("open");
    let woken = Arc::new(Woken::default());
    let waker = Waker::from(woken.clone());
    let mut cx = Context::from_waker(&waker);
    let mut served = pin!(pair.server.wait_served(None));
    assert!(served.as_mut().poll(&mut cx).is_pending());
    pair.server.withdraw(&made);
    assert_eq!(woken.0.load(Ordering::Relaxed), 1);
    assert!(served.as_mut().poll(&mut cx).is_ready());
}

/// Between two tries it is this side that is silent.
#[test]
fn a_short_limit_of_silence_ends_no_wait_for_a_busy_service() {
    let mut pair = Pair::new();
    let config = Config { max_service_calls: 0, ..Config::default() };
    pair.server = Endpoint::new(config, AddressFamily::V4).expect("in range");
    let _incoming = pair.server.incoming(SERVICE).unwrap();
    let options =
        CallOptions { normal_timeout: Some(Duration::from_millis(200)), ..CallOptions::new() };
    let call = pair.open(&options);
    pair.send(&pair.client, &call);
    for _ in 0..1000 {
        pair.at(pair.now + Duration::from_millis(10));
    }
    assert_eq!(call.failure(), None);
}

/// Requests that never become whole, from addresses that do not answer, on all connections that there may be.
#[test]
fn connections_that_strangers_keep_busy_keep_nobody_out() {
    let mut pair = Pair::new();
    let config = Config { max_service_connections: 64, ..Config::default() };
    pair.server = Endpoint::new(config, AddressFamily::V4).expect("in range");
    let incoming = pair.server.incoming(SERVICE).unwrap();
    let stranger = |number: u8| {
        let mut request = vec![0x80, 0, 0x12, 0x34, 0, 0, 0x30, 0, 0, 0, 0, 1, 0, 0, 0, 1];
        request.extend([0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 1, b'x']);
        let from = SocketAddr::from(([192, 0, 2, number], 7001));
        pair.server.handle_datagram(pair.now, from, &request);
        while pair.server.poll_transmit(pair.now, 1, &mut Vec::new()).is_some() {}
    };
    (0..64).for_each(stranger);
    assert_eq!(pair.server.live_calls(), 64);
    pair.at(pair.now + Duration::from_secs(1));
    let call = pair.open(&CallOptions::new());
    pair.send(&pair.client, &call);
    assert!(incoming.try_next().is_some(), "there is room for it");
    assert_eq!(pair.server.live_calls(), 64, "in the place of one of them");
}

#[test]
fn a_connection_has_a_deadline_of_its_own() {
    let pair = Pair::new();
    let _call = pair.open(&CallOptions::new());
    let (connections, _) = pair.client.routes.all();
    let [connection] = connections.as_slice() else { panic!("one connection") };
    let at = |millis| pair.now + Duration::from_millis(millis);
    pair.client.schedule.rearm_connection(connection, Some(at(300)));
    pair.client.schedule.rearm_connection(connection, Some(at(200)));
    assert_eq!(pair.client.poll_timeout(), Some(at(200)));
    pair.client.handle_timeout(at(199));
    assert_eq!(pair.client.poll_timeout(), Some(at(200)));
    pair.client.handle_timeout(at(200));
    assert!(pair.client.poll_timeout() > Some(at(300)), "it has come, and none is left");
}

/// An endpoint that calls itself has both ends of a connection, which differ by nothing but their roles.
#[test]
fn both_ends_of_a_connection_to_oneself_have_deadlines_of_their_own() {
    let now = Instant::now();
    let own =
        Endpoint::new(Config::default(), AddressFamily::V4).expect("the settings are in range");
    let _incoming = own.incoming(SERVICE).unwrap();
    let address = Pair::addresses()[0];
    let call = own.try_open_call(now, ServiceAddress::new(address, SERVICE), &CallOptions::new());
    ready(own.send(&call.unwrap(), b"data", false, Waiting::Never, &mut 0)).unwrap();
    let mut request = Vec::new();
    own.poll_transmit(now, 1, &mut request).unwrap();
    own.handle_datagram(now, address, &request);
    let (connections, _) = own.routes.all();
    assert_eq!(connections.len(), 2);
    let at = |millis| now + Duration::from_millis(millis);
    own.schedule.rearm_connection(&connections[0], Some(at(1)));
    own.schedule.rearm_connection(&connections[1], Some(at(2)));
    assert_eq!(own.poll_timeout(), Some(at(1)));
}

/// A call that has something to send is held by the queue of its socket, which it knows through its connection.
#[test]
fn an_endpoint_that_is_dropped_leaves_no_calls_behind() {
    let mut pair = Pair::new();
    let _incoming = pair.server.incoming(SERVICE).unwrap();
    let calls: Vec<_> = (0..3).map(|_| pair.open(&CallOptions::new())).collect();
    pair.send(&pair.client, &calls[0]);
    let [_, queued, failed] = &calls[..] else { panic!("three calls") };
    ready(pair.client.send(queued, b"data", false, Waiting::Never, &mut 0)).unwrap();
    ready(pair.client.send(failed, b"data", false, Waiting::Never, &mut 0)).unwrap();
    pair.client.fail_call(failed, Completion::NetworkError(Errno::EHOSTUNREACH));
    let left: Vec<_> = calls.iter().map(Arc::downgrade).collect();
    let local = Arc::downgrade(&pair.client.local);
    drop(calls);
    pair.client = pair.server.clone();
    assert_eq!(left.iter().filter_map(std::sync::Weak::upgrade).count(), 0);
    assert!(local.upgrade().is_none());
}

/// The connection of a call that gave way is forgotten before the call has sent its ABORT.
#[test]
fn a_call_that_gave_way_is_not_left_behind_either() {
    let config = Config { max_service_connections: 1, ..Config::default() };
    let server = Endpoint::new(config, AddressFamily::V4).expect("in range");
    let incoming = server.incoming(SERVICE).unwrap();
    let mut now = Instant::now();
    let mut request = vec![0x80, 0, 0x12, 0x34, 0, 0, 0x30, 0, 0, 0, 0, 1, 0, 0, 0, 1];
    request.extend([0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 1, b'x']);
    let mut left = Vec::new();
    for stranger in [1, 2] {
        server.handle_datagram(now, SocketAddr::from(([192, 0, 2, stranger], 7001)), &request);
        left.extend(server.live.all().iter().map(Arc::downgrade));
        now += Duration::from_secs(1);
    }
    assert_eq!(server.live_calls(), 2, "one of them is still to be aborted at its peer");
    assert_eq!(server.routes.all().0.len(), 1);
    drop(incoming);
    drop(server);
    assert_eq!(left.iter().filter_map(std::sync::Weak::upgrade).count(), 0);
}

#[test]
fn a_reply_that_came_too_early_to_be_ended_is_not_ended() {
    let pair = Pair::new();
    let incoming = pair.server.incoming(SERVICE).unwrap();
    let call = pair.open(&CallOptions::new());
    pair.send(&pair.client, &call);
    let served = incoming.try_next().unwrap();
    // The rest of the request came just behind the attempt.
    assert!(served.may_begin_reply());
    assert!(!served.has_ended_sending());
    let early = served.end_of_sending(Err(CallError::WrongPhase));
    assert_eq!(early, Err(CallError::WrongPhase));
    pair.send(&pair.server, &served);
    assert_eq!(served.end_of_sending(Err(CallError::WrongPhase)), Ok(()));
    assert!(served.has_ended_sending() && call.has_ended_sending());
    assert_eq!(call.end_of_sending(Err(CallError::WrongPhase)), Ok(()));
}

#[test]
fn a_snapshot_says_why_a_call_was_aborted_while_its_abort_is_to_be_sent() {
    let pair = Pair::new();
    let _incoming = pair.server.incoming(SERVICE).unwrap();
    let call = pair.open(&CallOptions::new());
    pair.send(&pair.client, &call);
    assert!(pair.client.abort_for(&call, AbortCode(5), "had enough"));
    assert!(!pair.client.abort_for(&call, AbortCode(5), "too late"));
    let snapshot = pair.client.snapshot();
    assert_eq!(snapshot.calls[0].abort_reason, Some("had enough"));
    assert!(snapshot.to_string().contains("Complete: had enough"), "{snapshot}");
    pair.exchange();
    assert!(pair.client.snapshot().calls.is_empty());
}
