//! Calls whose packets are sealed, through a pair of endpoints.

mod class;

use super::{PacketBuffer, SecurityContext, SecurityFailure, SecurityLevel, Shape};
use crate::Incoming;
use crate::address::ServiceAddress;
use crate::call::Call;
use crate::call::options::CallOptions;
use crate::call::send::Waiting;
use crate::config::Config;
use crate::connection::Connection;
use crate::endpoint::{AddressFamily, Endpoint};
use crate::error::CallError;
use crate::proto::{CallIdentity, ReceivedPacket, Side};
use bytes::Bytes;
use class::{EXPIRED, Masking, SEALED_INCONSISTENT};
use rxrpc_wire::{CallNumber, Cid, Epoch, Header, SecurityIndex, Seq, ServiceId};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

const SERVICE: ServiceId = ServiceId(9);
const KEY: u8 = 0xa5;
/// Bytes of user data in a full packet of [`Masking`].
const FULL: usize = 1400;
/// A full packet on the wire.
const FULL_SIZE: usize = Header::LEN + 8 + FULL;

fn ready<F: Future>(future: F) -> Option<F::Output> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

fn at(port: u16) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], port))
}

/// A client and a service, and what passes between them.
struct Pair {
    now: Instant,
    client: Arc<Endpoint>,
    service: Arc<Endpoint>,
    incoming: Incoming,
    /// Changes datagrams of DATA on their way.
    tamper: fn(&mut [u8]),
    /// The size and the segment size of each batch that the client sent.
    batches: Vec<(usize, usize)>,
    /// The largest number of bytes in a row that one datagram had of `b'x'`.
    plain: usize,
}

impl Pair {
    fn new() -> Self {
        let end =
            || Endpoint::new(Config::default(), AddressFamily::V4).expect("settings that work");
        let (client, service) = (end(), end());
        let incoming = service.incoming(SERVICE).expect("nobody has it");
        let (tamper, batches): (fn(&mut [u8]), _) = (|_| (), Vec::new());
        Self { now: Instant::now(), client, service, incoming, tamper, batches, plain: 0 }
    }

    /// A new call whose client seals and opens with `security`.
    fn call(&self, security: Arc<dyn SecurityContext>) -> Arc<Call> {
        let target = ServiceAddress::new(at(2), SERVICE);
        let options = CallOptions::new();
        let call = self.client.try_open_call(self.now, target, &options).expect("a free slot");
        self.secure(&call, security);
        call
    }

    /// The call as its service has it, once it came.
    fn served(&mut self, security: Arc<dyn SecurityContext>) -> Arc<Call> {
        self.carry();
        let call = self.incoming.try_next().expect("it came");
        self.secure(&call, security);
        call
    }

    fn secure(&self, call: &Call, security: Arc<dyn SecurityContext>) {
        call.with_state(|state| {
            let connected = state.life.connected_mut().expect("it runs");
            let old = connected.connection.clone();
            let identity = (old.epoch, old.id);
            let class = security.index();
            let (local, peer) = (&old.local, old.peer);
            let new =
                Connection::new(self.now, old.side, local, peer, identity, old.service(), class);
            new.set_security(security.into());
            connected.connection = Arc::new(new);
        });
    }

    /// Carries what both have to send, until they have nothing.
    fn carry(&mut self) {
        while self.client.wants_transmit() || self.service.wants_transmit() {
            let mut batch = Vec::new();
            while let Some(transmit) = self.client.poll_transmit(self.now, 64, &mut batch) {
                let segment = transmit.segment_size.unwrap_or(transmit.size);
                self.batches.push((transmit.size, segment));
                self.deliver(&mut batch, segment, (at(1), Side::Service));
            }
            while let Some(transmit) = self.service.poll_transmit(self.now, 64, &mut batch) {
                let segment = transmit.segment_size.unwrap_or(transmit.size);
                self.deliver(&mut batch, segment, (at(2), Side::Client));
            }
        }
    }

    fn deliver(&mut self, batch: &mut Vec<u8>, segment: usize, (from, to): (SocketAddr, Side)) {
        for datagram in batch.chunks_mut(segment) {
            let (header, payload) = Header::parse(datagram).expect("a packet");
            if header.packet_type == rxrpc_wire::PacketType::Data {
                let runs = payload.split(|byte| *byte != b'x').map(<[u8]>::len);
                self.plain = self.plain.max(runs.max().unwrap_or(0));
                (self.tamper)(datagram);
            }
        }
        let end = if to == Side::Client { &self.client } else { &self.service };
        for datagram in batch.chunks_mut(segment) {
            end.handle_batch(self.now, from, datagram, segment);
            // The class is given to calls that have begun without one, whose packets need not have been told apart.
            for call in end.live.all() {
                call.with_state(|state| {
                    state.life.connected_mut().expect("it runs").machine.keep_times();
                });
            }
        }
        batch.clear();
    }

    fn pass(&mut self) {
        self.now += Duration::from_millis(1);
        self.client.handle_timeout(self.now);
        self.service.handle_timeout(self.now);
        self.carry();
    }

    /// Moves `data` through a call, by writes that end anywhere; what came out at the other end.
    fn transfer(&mut self, way: Side, from: &Arc<Call>, to: &Arc<Call>, data: &[u8]) -> Vec<u8> {
        let (mut read, mut buf, mut ended) = (Vec::new(), vec![0; 10_000], false);
        let pieces = data.chunks(7_001).collect::<Vec<_>>();
        let (mut piece, mut taken) = (0, 0);
        for _ in 0..10_000 {
            let (sender, receiver) = match way {
                Side::Client => (self.client.clone(), self.service.clone()),
                Side::Service => (self.service.clone(), self.client.clone()),
            };
            if let Some(&data) = pieces.get(piece) {
                let more = piece + 1 < pieces.len();
                let sent = sender.send(from, data, more, Waiting::Never, &mut taken);
                match ready(sent).expect("it never waits") {
                    Ok(()) => (piece, taken) = (piece + 1, 0),
                    Err(error) => assert_eq!(error, CallError::WouldBlock),
                }
            }
            self.carry();
            match ready(receiver.receive(to, &mut buf, Waiting::Never)).expect("it never waits") {
                Ok(0) => ended = true,
                Ok(bytes) => read.extend_from_slice(&buf[..bytes]),
                Err(error) => assert_eq!(error, CallError::WouldBlock),
            }
            if ended {
                return read;
            }
            self.pass();
        }
        panic!("the call does not move");
    }
}

fn send(
    end: &Endpoint,
    call: &Arc<Call>,
    data: &[u8],
    more: bool,
) -> (Result<(), CallError>, usize) {
    let mut taken = 0;
    let sent = ready(end.send(call, data, more, Waiting::Never, &mut taken));
    (sent.expect("it never waits"), taken)
}

fn receive(end: &Endpoint, call: &Arc<Call>) -> Result<usize, CallError> {
    ready(end.receive(call, &mut [0; 5000], Waiting::Never)).expect("it never waits")
}

#[test]
fn sealed_bytes_go_both_ways() {
    let mut pair = Pair::new();
    let security = Arc::new(Masking::new(KEY));
    let request: Vec<u8> = (0..100_000u32).map(|at| (at / 7) as u8).collect();
    let call = pair.call(security.clone());
    send(&pair.client, &call, b"", true).0.expect("nothing is refused");
    let (first, rest) = request.split_at(10);
    send(&pair.client, &call, first, true).0.expect("there is space");
    let (middle, rest) = rest.split_at(5000);
    send(&pair.client, &call, middle, true).0.expect("there is space");
    let service = pair.served(security.clone());
    assert_eq!(pair.transfer(Side::Client, &call, &service, rest), request);
    let reply = vec![b'x'; 50_000];
    assert_eq!(pair.transfer(Side::Service, &service, &call, &reply), reply);
    pair.pass();
    assert!(call.has_ended() && call.failure().is_none());
    assert!(pair.plain < 16, "nothing travels as it is");
    let most =
        |sizes: &std::sync::Mutex<Vec<usize>>| sizes.lock().expect("alone").iter().max().copied();
    assert!(most(&security.sealed) >= Some(4), "several packets are sealed at once");
    assert!(most(&security.opened) >= Some(4), "and opened");
}

/// An end without data is a packet that the class has a part in.
#[test]
fn an_empty_end_is_sealed() {
    let mut pair = Pair::new();
    let security = Arc::new(Masking::new(KEY));
    let call = pair.call(security.clone());
    send(&pair.client, &call, b"", false).0.expect("there is space");
    let service = pair.served(security.clone());
    assert_eq!(pair.batches[0].0, Header::LEN + 8);
    assert_eq!(receive(&pair.service, &service), Ok(0));
    assert_eq!(*security.opened.lock().expect("alone"), [1]);
}

/// Full packets are of one size whatever the class adds, wherever their bytes come from, and so leave as one batch
/// for segmentation offload.
#[test]
fn full_packets_leave_as_one_batch() {
    let mut pair = Pair::new();
    let call = pair.call(Arc::new(Masking::new(KEY)));
    let data = vec![1; 4 * FULL + 100];
    send(&pair.client, &call, &data[..50], true).0.expect("there is space");
    send(&pair.client, &call, &data[50..], false).0.expect("there is space");
    pair.carry();
    let data_of = |(size, _): &&(usize, usize)| *size > 1000;
    let batches: Vec<_> = pair.batches.iter().filter(data_of).collect();
    let last = Header::LEN + 8 + 104;
    assert_eq!(batches, [&(4 * FULL_SIZE + last, FULL_SIZE)]);
}

fn identity(call: u32) -> CallIdentity {
    CallIdentity {
        epoch: Epoch(1),
        cid: Cid(4),
        call_number: CallNumber(call),
        service_id: SERVICE,
        security_index: SecurityIndex::NONE,
        side: Side::Client,
        user_status: 0,
    }
}

/// What a class gets says which packet of which call it is.
#[test]
fn a_packet_opens_only_in_its_place() {
    let security = Masking::new(KEY);
    let shape = security.shape(1412);
    let mut packets = [PacketBuffer::with_data(b"data", &shape, Seq(3), true)];
    security.seal(&identity(5), &mut packets).expect("it has not expired");
    let [packet] = packets;
    let (checksum, payload) = (packet.checksum(), packet.into_payload());
    let open = |call, seq| {
        let payload = payload.clone();
        let mut packets = [ReceivedPacket { payload, seq, checksum, last: true }];
        security.open(&identity(call), &mut packets)?;
        Ok::<Bytes, SecurityFailure>(packets[0].payload.clone())
    };
    assert_eq!(open(5, Seq(3)), Ok(Bytes::from_static(b"data")));
    assert_eq!(open(6, Seq(3)), Err(SecurityFailure(SEALED_INCONSISTENT)));
    assert_eq!(open(5, Seq(4)), Err(SecurityFailure(SEALED_INCONSISTENT)));
}

/// A class that refuses to seal ends the call with its code at both ends, and nothing of what it refused is sent.
#[test]
fn a_refusal_to_seal_aborts_the_call() {
    let mut pair = Pair::new();
    let security = Masking { expires_at: Some(Seq(3)), ..Masking::new(KEY) };
    let call = pair.call(Arc::new(security));
    assert_eq!(send(&pair.client, &call, &[1; 2 * FULL], true), (Ok(()), 2 * FULL));
    let service = pair.served(Arc::new(Masking::new(KEY)));
    assert_eq!(receive(&pair.service, &service), Ok(2 * FULL));
    let refused = CallError::LocallyAborted(EXPIRED);
    assert_eq!(send(&pair.client, &call, &[1; 2 * FULL], false), (Err(refused.clone()), 0));
    assert_eq!(send(&pair.client, &call, b"more", false), (Err(refused), 0));
    pair.carry();
    assert_eq!(receive(&pair.service, &service), Err(CallError::Aborted(EXPIRED)));
}

/// A class that refuses to open does the same.
#[test]
fn a_refusal_to_open_aborts_the_call() {
    let mut pair = Pair::new();
    let security = Arc::new(Masking::new(KEY));
    let call = pair.call(security.clone());
    pair.tamper = |datagram| datagram[Header::LEN + 20] ^= 1;
    send(&pair.client, &call, &[1; 100], false).0.expect("there is space");
    let service = pair.served(security);
    let refused = CallError::LocallyAborted(SEALED_INCONSISTENT);
    assert_eq!(receive(&pair.service, &service), Err(refused.clone()));
    assert_eq!(receive(&pair.service, &service), Err(refused));
    pair.carry();
    assert_eq!(receive(&pair.client, &call), Err(CallError::Aborted(SEALED_INCONSISTENT)));
}

/// A class that leaves no room for data sends it a byte at a time, and comes to an end.
#[test]
fn a_class_without_room_for_data_comes_to_an_end() {
    #[derive(Debug)]
    struct Roomless;
    impl SecurityContext for Roomless {
        fn index(&self) -> SecurityIndex {
            SecurityIndex::NONE
        }
        fn level(&self) -> SecurityLevel {
            SecurityLevel::Plain
        }
        fn shape(&self, _: usize) -> Shape {
            Shape { head: 0, capacity: 0, tail: 0 }
        }
        fn seal(&self, _: &CallIdentity, _: &mut [PacketBuffer]) -> Result<(), SecurityFailure> {
            Ok(())
        }
        fn open(&self, _: &CallIdentity, _: &mut [ReceivedPacket]) -> Result<(), SecurityFailure> {
            Ok(())
        }
    }
    let mut pair = Pair::new();
    let call = pair.call(Arc::new(Roomless));
    send(&pair.client, &call, b"ab", false).0.expect("there is space");
    let service = pair.served(Arc::new(Roomless));
    assert_eq!(receive(&pair.service, &service), Ok(2));
}

/// Sealed packets are longer than what they hold: who reads gets all there is, at the first try.
#[test]
fn who_reads_exactly_is_not_held_up_by_what_a_class_adds() {
    use crate::call::receive::exact::{Expected, Verdict};
    let mut pair = Pair::new();
    let security = Arc::new(Masking::new(KEY));
    let call = pair.call(security.clone());
    send(&pair.client, &call, &[1; 2 * FULL], false).0.expect("there is space");
    let service = pair.served(security);
    let mut buf = [0; FULL + 4];
    let (mut filled, end) = (0, &pair.service);
    let read = end.receive_exact(&service, &mut buf, &mut filled, Expected::More, Waiting::Never);
    assert_eq!(ready(read).expect("it never waits"), Ok(Verdict::Enough));
}

/// A reader of much lets others have their turn: no more is opened in one go than takes a fraction of a millisecond.
#[test]
fn no_more_is_opened_in_one_go_than_takes_little_time() {
    const MOST: usize = 64 << 10;
    let mut pair = Pair::new();
    let security = Arc::new(Masking::new(KEY));
    let call = pair.call(security.clone());
    let request: Vec<u8> = (0..200_000_u32).map(|at| (at / 7) as u8).collect();
    let mut taken = 0;
    let mut service = None;
    for _ in 0..100 {
        let sent = pair.client.send(&call, &request, false, Waiting::Never, &mut taken);
        let done = ready(sent).expect("it never waits").is_ok();
        match service {
            None => service = Some(pair.served(security.clone())),
            Some(_) => pair.pass(),
        }
        if done {
            break;
        }
    }
    let service = service.expect("it came");
    assert_eq!(taken, request.len(), "it fits the windows");
    for _ in 0..20 {
        pair.pass();
    }
    let mut read = pin!(pair.service.receive_rest(&service, 300_000, Waiting::Allowed));
    let mut polls = 0;
    let rest = loop {
        security.opened.lock().expect("alone").clear();
        let polled = read.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        let opened: usize = security.opened.lock().expect("alone").iter().sum();
        assert!(opened * FULL <= MOST + FULL, "{opened} packets at once");
        polls += 1;
        match polled {
            Poll::Ready(rest) => break rest.expect("all of it is there"),
            Poll::Pending if polls < 10 => {}
            Poll::Pending => panic!("it does not go on"),
        }
    };
    assert!(rest == request);
    assert_eq!(polls, 4);
}

/// A sender of much lets others have their turn, as a reader does; who never waits is not stopped by that.
#[test]
fn no_more_is_sealed_in_one_go_than_takes_little_time() {
    const MOST: usize = 64 << 10;
    let pair = Pair::new();
    let security = Arc::new(Masking::new(KEY));
    let call = pair.call(security.clone());
    let request = vec![7; 150 * FULL];
    let sealed =
        || -> usize { std::mem::take(&mut *security.sealed.lock().expect("alone")).iter().sum() };
    let mut taken = 0;
    let mut send = pin!(pair.client.send(&call, &request, false, Waiting::Allowed, &mut taken));
    let mut polls = Vec::new();
    loop {
        let polled = send.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        polls.push(sealed());
        match polled {
            Poll::Ready(sent) => break sent.expect("there is space"),
            Poll::Pending => assert!(polls.len() < 10, "it does not go on: {polls:?}"),
        }
    }
    assert!(
        polls.iter().all(|packets| packets * FULL <= MOST + FULL),
        "packets at once: {polls:?}"
    );
    assert_eq!(polls.iter().sum::<usize>(), 150);

    let other = pair.call(security.clone());
    let mut taken = 0;
    let sent = pair.client.send(&other, &request, false, Waiting::Never, &mut taken);
    assert_eq!(ready(sent), Some(Ok(())));
    assert_eq!(sealed(), 150);
}

/// A client whose service has answered with something that does not open: all of it came, and so the protocol is done.
fn with_a_spoilt_reply() -> (Pair, Arc<Call>) {
    let mut pair = Pair::new();
    let security = Arc::new(Masking::new(KEY));
    let call = pair.call(security.clone());
    send(&pair.client, &call, b"request", false).0.expect("there is space");
    let service = pair.served(security);
    assert_eq!(receive(&pair.service, &service), Ok(7));
    pair.tamper = |datagram| datagram[Header::LEN + 20] ^= 1;
    send(&pair.service, &service, &[1; 100], false).0.expect("there is space");
    pair.carry();
    (pair, call)
}

#[test]
fn a_reply_that_does_not_open_is_no_reply_however_often_it_is_read() {
    let (mut pair, call) = with_a_spoilt_reply();
    let refused = CallError::LocallyAborted(SEALED_INCONSISTENT);
    assert_eq!(receive(&pair.client, &call), Err(refused.clone()));
    assert_eq!(receive(&pair.client, &call), Err(refused.clone()), "again");
    assert_eq!(call.failure(), Some(refused));
    pair.carry();
    assert_eq!(pair.client.live.all().len(), 0, "nothing is left to do");
}

#[test]
fn who_reads_again_what_does_not_open_is_told_again() {
    let (pair, call) = with_a_spoilt_reply();
    let (done, is_done) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for _ in 0..2 {
            let mut buf = [0; 10];
            let read = ready(pair.client.receive(&call, &mut buf, Waiting::Allowed));
            done.send(read).expect("somebody waits");
        }
    });
    let refused = Some(Err(CallError::LocallyAborted(SEALED_INCONSISTENT)));
    for times in 0..2 {
        let read = is_done.recv_timeout(Duration::from_secs(5));
        assert_eq!(read.expect("it comes back"), refused, "{times}");
    }
}

#[test]
fn a_reply_that_does_not_open_is_no_good_end_for_recvmsg() {
    use crate::message::{Control, MessageFlags, SendMessage, UserCallId};
    let mut pair = Pair::new();
    let security: Arc<dyn SecurityContext> = Arc::new(Masking::new(KEY));
    let socket = pair.client.message_socket();
    let control = [Control::UserCallId(UserCallId(1))];
    let target = ServiceAddress::new(at(2), SERVICE);
    let message = SendMessage::new(b"request", &control).to(target);
    ready(socket.sendmsg(pair.now, &message, &mut 0)).expect("now").expect("a slot is free");
    pair.carry();
    let service = pair.incoming.try_next().expect("it came");
    assert_eq!(receive(&pair.service, &service), Ok(7));
    let call = pair.client.live.all().remove(0);
    pair.secure(&call, security.clone());
    pair.secure(&service, security);
    pair.tamper = |datagram| datagram[Header::LEN + 20] ^= 1;
    send(&pair.service, &service, &[1; 100], false).0.expect("there is space");
    pair.carry();
    let got = ready(socket.recvmsg(&mut [0; 500], MessageFlags::DONTWAIT)).expect("now");
    let got = got.expect("a message");
    assert!(got.control.iter().any(|one| *one == Control::Abort(SEALED_INCONSISTENT)), "{got:?}");
}

/// [`Masking`] that panics the first time that it is to open something.
#[derive(Debug)]
struct PanicsOnce(Masking, std::sync::atomic::AtomicBool);

impl PanicsOnce {
    fn new() -> Self {
        Self(Masking::new(KEY), false.into())
    }
}

impl SecurityContext for PanicsOnce {
    fn index(&self) -> SecurityIndex {
        self.0.index()
    }
    fn level(&self) -> SecurityLevel {
        self.0.level()
    }
    fn shape(&self, payload: usize) -> Shape {
        self.0.shape(payload)
    }
    fn seal(&self, call: &CallIdentity, all: &mut [PacketBuffer]) -> Result<(), SecurityFailure> {
        self.0.seal(call, all)
    }
    fn open(&self, call: &CallIdentity, all: &mut [ReceivedPacket]) -> Result<(), SecurityFailure> {
        assert!(self.1.swap(true, std::sync::atomic::Ordering::Relaxed), "the first time");
        self.0.open(call, all)
    }
}

fn guarded_receive(
    end: &Endpoint,
    call: &Arc<Call>,
) -> std::thread::Result<Result<usize, CallError>> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| receive(end, call)))
}

#[test]
fn no_gap_behind_a_class_that_panics() {
    let mut pair = Pair::new();
    let call = pair.call(Arc::new(Masking::new(KEY)));
    send(&pair.client, &call, &[1; 1400], true).0.expect("there is space");
    let service = pair.served(Arc::new(PanicsOnce::new()));
    let _ = guarded_receive(&pair.service, &service);
    send(&pair.client, &call, &[2; 300], false).0.expect("there is space");
    pair.carry();
    let mut buf = [0; 5000];
    let read = ready(pair.service.receive(&service, &mut buf, Waiting::Never)).expect("now");
    assert!(
        read.is_err(),
        "{read:?} bytes, the first is {}: 1400 bytes before are missing",
        buf[0]
    );
}

#[test]
fn a_reader_does_not_look_for_ever_behind_a_class_that_panics() {
    let mut pair = Pair::new();
    let call = pair.call(Arc::new(PanicsOnce::new()));
    send(&pair.client, &call, b"request", false).0.expect("there is space");
    let service = pair.served(Arc::new(Masking::new(KEY)));
    assert_eq!(receive(&pair.service, &service), Ok(7));
    send(&pair.service, &service, &[1; 100], false).0.expect("there is space");
    pair.carry();
    let _ = guarded_receive(&pair.client, &call);
    let (done, is_done) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut buf = [0; 10];
        let read = ready(pair.client.receive(&call, &mut buf, Waiting::Allowed));
        done.send(read).ok();
    });
    let read = is_done.recv_timeout(Duration::from_secs(5));
    assert!(matches!(read, Ok(Some(Err(_)))), "{read:?}");
}
