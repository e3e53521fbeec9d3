//! What may happen while a user seals or opens packets.

use super::*;
use crate::config::Config;
use crate::connection::Connection;
use crate::endpoint::{AddressFamily, Endpoint};
use crate::lock::ranked::assert_no_lock_held;
use crate::message::tree::Named;
use crate::message::{Control, MessageFlags, MessageSocket, SendMessage};
use crate::proto::ReceivedPacket;
use crate::security::none::Unsecured;
use crate::security::{PacketBuffer, SecurityContext, SecurityFailure, SecurityLevel, Shape};
use rxrpc_wire::{SecurityIndex, ServiceId};
use std::pin::{Pin, pin};
use std::sync::Mutex as StdMutex;
use std::task::{Context, Poll, Waker};

const SERVICE: ServiceId = ServiceId(9);
const NONE: MessageFlags = MessageFlags::empty();

/// A security class that has something else done in the middle of its work.
struct Meanwhile(StdMutex<Vec<Box<dyn FnOnce() + Send>>>);

impl Meanwhile {
    fn happens(&self) {
        assert_no_lock_held();
        let next = self.0.lock().expect("no panic while it is held").pop();
        next.into_iter().for_each(|next| next());
    }
}

impl std::fmt::Debug for Meanwhile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Meanwhile")
    }
}

impl SecurityContext for Meanwhile {
    fn index(&self) -> SecurityIndex {
        SecurityIndex::NONE
    }

    fn level(&self) -> SecurityLevel {
        SecurityLevel::Encrypted
    }

    fn shape(&self, payload: usize) -> Shape {
        Unsecured.shape(payload)
    }

    fn seal(&self, _: &CallIdentity, _: &mut [PacketBuffer]) -> Result<(), SecurityFailure> {
        self.happens();
        Ok(())
    }

    fn open(&self, _: &CallIdentity, _: &mut [ReceivedPacket]) -> Result<(), SecurityFailure> {
        self.happens();
        Ok(())
    }
}

fn ready<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it would wait"),
    }
}

/// A client and a service of the message face.
struct Pair {
    now: Instant,
    client: Arc<Endpoint>,
    service: Arc<Endpoint>,
    asks: MessageSocket,
    serves: MessageSocket,
}

impl Pair {
    fn new() -> Arc<Self> {
        let end =
            || Endpoint::new(Config::default(), AddressFamily::V4).expect("settings that work");
        let (client, service) = (end(), end());
        let (asks, serves) = (client.message_socket(), service.message_socket());
        serves.bind(SERVICE).expect("nobody has it");
        serves.listen(8).expect("a small backlog");
        let pair = Self { now: Instant::now(), client, service, asks, serves };
        for id in 1..=3 {
            pair.say(&pair.serves, id, Some(Control::ChargeAccept), b"", NONE);
        }
        Arc::new(pair)
    }

    fn say(
        &self,
        by: &MessageSocket,
        id: u64,
        extra: Option<Control>,
        data: &[u8],
        flags: MessageFlags,
    ) {
        let id = [Control::UserCallId(UserCallId(id))];
        let control: Vec<_> = id.into_iter().chain(extra).collect();
        let to = Some(ServiceAddress::new(at(2), SERVICE));
        let message = SendMessage::new(data, &control).to(to).flags(flags);
        ready(by.sendmsg(self.now, &message, &mut 0)).expect("it is sent");
    }

    /// Carries what the client has to send, and what the service answers: it asks whether the client's
    /// address is its own.
    fn carry(&self) {
        while self.client.wants_transmit() {
            carry(self.now, (&self.client, at(1)), &self.service);
            carry(self.now, (&self.service, at(2)), &self.client);
        }
    }

    /// What the service's `recvmsg` gives without waiting.
    fn told(&self) -> (Option<u64>, Vec<u8>) {
        let mut buf = [0; 32];
        let told = ready(self.serves.recvmsg(&mut buf, MessageFlags::DONTWAIT))
            .expect("something is told");
        (told.call.map(|id| id.0), buf[..told.bytes].to_vec())
    }

    /// Lets something happen each time that packets of the service's call are sealed or opened, the last
    /// of the list first.
    fn meanwhile(&self, id: u64, all: Vec<Box<dyn FnOnce() + Send>>) -> Arc<Call> {
        let Some(Named::Call(call)) = self.serves.socket().lock().tree.get(&UserCallId(id)) else {
            panic!("the call has a name")
        };
        call.with_state(|state| {
            let connected = state.life.connected_mut().expect("it runs");
            let old = connected.connection.clone();
            let identity = (old.epoch, old.id);
            let security: Arc<dyn SecurityContext> = Arc::new(Meanwhile(StdMutex::new(all)));
            let new = (old.side, old.peer, identity, old.service());
            let local = &old.local;
            let connection =
                Connection::new(self.now, new.0, local, new.1, new.2, new.3, old.class);
            connection.set_security(security.into());
            connected.connection = Arc::new(connection);
        });
        call
    }
}

fn carry(now: Instant, from: (&Endpoint, SocketAddr), to: &Endpoint) {
    let mut batch = Vec::new();
    while let Some(transmit) = from.0.poll_transmit(now, 16, &mut batch) {
        to.handle_batch(now, from.1, &batch, transmit.segment_size.unwrap_or(transmit.size));
        batch.clear();
    }
}

fn at(port: u16) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], port))
}

/// While a user opens a packet, more of the call arrives, a new call comes to be, and `recvmsg` serves
/// another call: none of them waits for the user, whose work is under no lock at all.
#[test]
fn opening_holds_up_neither_input_nor_recvmsg() {
    let pair = Pair::new();
    pair.say(&pair.asks, 1, None, b"one", MessageFlags::MORE);
    pair.say(&pair.asks, 1, None, &[b'x'; 1500], MessageFlags::MORE);
    pair.carry();
    pair.say(&pair.asks, 2, None, b"two", NONE);
    pair.carry();
    let scene = pair.clone();
    let happens = move || {
        scene.say(&scene.asks, 1, None, b"more", NONE);
        scene.say(&scene.asks, 3, None, b"three", NONE);
        scene.carry();
        assert_eq!(scene.told(), (Some(2), b"two".to_vec()));
        assert_eq!(scene.told(), (Some(3), b"three".to_vec()));
    };
    let call = pair.meanwhile(1, vec![Box::new(happens)]);
    let (id, data) = pair.told();
    assert_eq!((id, &data[..4]), (Some(1), &b"onex"[..]));
    assert!(call.has_news(), "there is more to read");
    let mut bytes = data.len();
    while call.has_news() {
        bytes += pair.told().1.len();
    }
    assert_eq!(bytes, 3 + 1500 + 4);
}

/// The same while a packet is sealed; and what is asked of the call itself is answered.
#[test]
fn sealing_holds_up_neither_input_nor_recvmsg() {
    let pair = Pair::new();
    pair.say(&pair.asks, 1, None, b"one", NONE);
    pair.carry();
    assert_eq!(pair.told(), (Some(1), b"one".to_vec()));
    let scene = pair.clone();
    let happens = move || {
        scene.say(&scene.asks, 2, None, b"two", NONE);
        scene.carry();
        assert_eq!(scene.told(), (Some(2), b"two".to_vec()));
        let Some(Named::Call(call)) = scene.serves.socket().lock().tree.get(&UserCallId(1)) else {
            panic!("the call has a name")
        };
        assert!(!call.has_news());
    };
    pair.meanwhile(1, vec![Box::new(happens)]);
    pair.say(&pair.serves, 1, None, b"reply", NONE);
    assert!(pair.service.wants_transmit());
}

/// Counts how often it is woken.
#[derive(Default)]
struct Woken(std::sync::atomic::AtomicUsize);

impl std::task::Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    }
}

/// A second reader looks while the first has taken all out of the machine, and finds nothing. What the first
/// then leaves is news for the second.
#[test]
fn a_reader_is_woken_for_what_another_leaves() {
    let pair = Pair::new();
    pair.say(&pair.asks, 1, None, b"one", MessageFlags::MORE);
    pair.say(&pair.asks, 1, None, &[b'x'; 1500], MessageFlags::MORE);
    pair.carry();
    let woken = Arc::new(Woken::default());
    let waker = Waker::from(woken.clone());
    let second = Arc::new(StdMutex::new(None));
    let (at, by) = (second.clone(), waker.clone());
    let happens = move || {
        let mut reads: std::sync::MutexGuard<'_, Option<Reading>> = at.lock().expect("alone");
        let reads = reads.as_mut().expect("it waits");
        assert!(reads.as_mut().poll(&mut Context::from_waker(&by)).is_pending());
    };
    let call = pair.meanwhile(1, vec![Box::new(happens)]);
    *second.lock().expect("alone") = Some(Box::pin(async move {
        call.wait_for(wait::Interest::Readable, Call::worth_reading).await;
    }));
    let mut buf = [0; 4];
    let told = ready(pair.serves.recvmsg(&mut buf, MessageFlags::DONTWAIT)).expect("there is data");
    assert_eq!(told.bytes, 4);
    assert_eq!(woken.0.load(std::sync::atomic::Ordering::Relaxed), 1);
    let mut reads = second.lock().expect("alone").take().expect("it waits");
    assert!(reads.as_mut().poll(&mut Context::from_waker(&waker)).is_ready());
}

type Reading = Pin<Box<dyn Future<Output = ()> + Send>>;
