//! Connections that are secured while several threads look on.
//!
//! Holds: a RESPONSE that comes twice while calls begin, and first calls at once on a connection that has nothing to
//! seal with so far. Must not know: what a class does (`rxrpc_tests::guarded` is one).

use crate::checker::{Plan, block_on, poll_once, sized, spawn};
use crate::world::{SERVICE, peer_address, small_config};
use rxrpc_core::security::{
    ClientKey, ConnectionFacts, PacketBuffer, ReceivedPacket, SecurityContext, SecurityFailure,
    SecurityLevel, ServiceKeys, Shape,
};
use rxrpc_core::wire::{Header, PacketType};
use rxrpc_core::{
    AddressFamily, Call, CallIdentity, CallOptions, Credentials, Endpoint, Errno, SecurityIndex,
    ServiceAddress, Waiting,
};
use rxrpc_tests::guarded::{CLASS, GuardedKey, GuardedService};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

/// A client and a service, and what passes between them when somebody carries it.
struct Pair {
    client: Arc<Endpoint>,
    service: Arc<Endpoint>,
    keys: Arc<GuardedService>,
    now: Instant,
}

fn client_address() -> SocketAddr {
    ([10, 0, 0, 2], 7001).into()
}

/// What an endpoint has to send.
fn sent_by(endpoint: &Endpoint, now: Instant) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    let mut buffer = Vec::new();
    while let Some(transmit) = endpoint.poll_transmit(now, 8, &mut buffer) {
        let stride = transmit.segment_size.unwrap_or(transmit.size).max(1);
        all.extend(buffer.chunks(stride).map(<[u8]>::to_vec));
        buffer.clear();
    }
    all
}

fn is_of(datagram: &[u8], packet_type: PacketType) -> bool {
    Header::parse(datagram).unwrap().0.packet_type == packet_type
}

impl Pair {
    fn new() -> Arc<Self> {
        let (config, now) = small_config(sized(2, 4, 4));
        let end = || Endpoint::new(config.clone(), AddressFamily::V4).unwrap();
        let (client, service) = (end(), end());
        let keys = Arc::new(GuardedService::new().user("alice", 1));
        service.set_service_keys(SERVICE, Some(ServiceKeys::new().with(keys.clone())));
        Arc::new(Self { client, service, keys, now })
    }

    /// A call with a whole request, which nobody has carried so far.
    fn begin(&self, key: &Arc<dyn ClientKey>) -> Arc<Call> {
        let credentials = Credentials::new(key.clone(), SecurityLevel::Encrypted);
        let options = CallOptions::new().credentials(credentials);
        let target = ServiceAddress::new(peer_address(), SERVICE);
        let call = self.client.try_open_call(self.now, target, &options).unwrap();
        let mut taken = 0;
        let sent = self.client.send(&call, b"request", false, Waiting::Never, &mut taken);
        poll_once(sent).expect("a send waits").unwrap();
        call
    }

    fn to_service(&self, datagram: &[u8]) {
        self.service.handle_datagram(self.now, client_address(), datagram);
    }

    fn to_client(&self, datagram: &[u8]) {
        self.client.handle_datagram(self.now, peer_address(), datagram);
    }
}

/// The RESPONSE comes on several threads, and meanwhile a call begins on another channel: the class is asked once, and
/// each call gets to a user, once.
fn a_response_comes_twice(copies: usize) {
    let pair = Pair::new();
    let incoming = pair.service.incoming(SERVICE).unwrap();
    let key: Arc<dyn ClientKey> = Arc::new(GuardedKey::new("alice", 1));
    let _first = pair.begin(&key);
    for datagram in sent_by(&pair.client, pair.now) {
        pair.to_service(&datagram);
    }
    for datagram in sent_by(&pair.service, pair.now) {
        pair.to_client(&datagram);
    }
    let mut response = None;
    for datagram in sent_by(&pair.client, pair.now) {
        if is_of(&datagram, PacketType::Response) {
            response = Some(datagram);
        }
    }
    let response = Arc::new(response.expect("it was challenged"));
    assert!(incoming.try_next().is_none(), "nobody has proven anything so far");
    let _second = pair.begin(&key);
    let second = sent_by(&pair.client, pair.now);
    let mut threads: Vec<_> = (0..copies)
        .map(|_| {
            let (pair, response) = (pair.clone(), response.clone());
            spawn(move || pair.to_service(&response))
        })
        .collect();
    let other = pair.clone();
    threads.push(spawn(move || second.iter().for_each(|datagram| other.to_service(datagram))));
    for _ in 0..2 {
        let call = block_on(incoming.next()).unwrap();
        let peer = call.security().and_then(|told| told.peer).expect("it is secured");
        assert_eq!(&*peer.name, "alice");
        let mut buffer = [0; 16];
        let read = pair.service.receive(&call, &mut buffer, Waiting::Never);
        assert_eq!(poll_once(read), Some(Ok(7)), "its data opens");
    }
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(pair.keys.verified(), 1);
    assert!(incoming.try_next().is_none());
    drop(incoming);
    pair.client.close();
    pair.service.close();
}

#[test]
fn a_response_that_comes_twice_is_looked_at_once() {
    Plan::new("a RESPONSE that comes twice secures a connection once, and no call is left behind")
        .preemptions(2)
        .check(|| a_response_comes_twice(sized(1, 3, 4)));
}

/// A service's keys are taken away while the first packet of a connection comes: nobody gets the call without a proof.
fn keys_go_while_a_connection_comes() {
    let pair = Pair::new();
    let incoming = pair.service.incoming(SERVICE).unwrap();
    let key: Arc<dyn ClientKey> = Arc::new(GuardedKey::new("alice", 1));
    let _call = pair.begin(&key);
    let first = sent_by(&pair.client, pair.now);
    let other = pair.clone();
    let comes = spawn(move || first.iter().for_each(|datagram| other.to_service(datagram)));
    pair.service.set_service_keys(SERVICE, None);
    comes.join().unwrap();
    assert!(incoming.try_next().is_none(), "nobody has proven anything");
    drop(incoming);
    pair.client.close();
    pair.service.close();
}

#[test]
fn a_service_loses_its_keys_while_a_connection_comes() {
    Plan::new("the keys of a service are taken away while a connection begins")
        .check(keys_go_while_a_connection_comes);
}

/// A key whose contexts can be told apart.
#[derive(Debug, Default)]
struct Numbered(AtomicU32);

#[derive(Debug)]
struct Number(u32);

impl ClientKey for Numbered {
    fn class(&self) -> SecurityIndex {
        CLASS
    }

    fn identity(&self) -> &[u8] {
        b"one"
    }

    fn secure(&self, _: &ConnectionFacts) -> Result<Arc<dyn SecurityContext>, Errno> {
        Ok(Arc::new(Number(self.0.fetch_add(1, Ordering::SeqCst))))
    }
}

impl SecurityContext for Number {
    fn index(&self) -> SecurityIndex {
        CLASS
    }

    fn level(&self) -> SecurityLevel {
        SecurityLevel::Plain
    }

    fn shape(&self, payload: usize) -> Shape {
        Shape::new(0, payload, 0)
    }

    fn seal(&self, _: &CallIdentity, packets: &mut [PacketBuffer]) -> Result<(), SecurityFailure> {
        for packet in packets {
            packet.finish(0, 1 + self.0 as u16);
        }
        Ok(())
    }

    fn open(&self, _: &CallIdentity, _: &mut [ReceivedPacket]) -> Result<(), SecurityFailure> {
        Ok(())
    }
}

/// Calls that need one connection at once seal with the same context, whoever made it.
fn first_calls_at_once(calls: usize) {
    let pair = Pair::new();
    let key: Arc<dyn ClientKey> = Arc::new(Numbered::default());
    let threads: Vec<_> = (0..calls)
        .map(|_| {
            let (pair, key) = (pair.clone(), key.clone());
            spawn(move || drop(pair.begin(&key)))
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    let sent = sent_by(&pair.client, pair.now);
    let sealed: Vec<_> = sent
        .iter()
        .filter(|datagram| is_of(datagram, PacketType::Data))
        .map(|datagram| Header::parse(datagram).unwrap().0.checksum)
        .collect();
    assert_eq!(sealed.len(), calls);
    assert!(sealed.iter().all(|sum| *sum == sealed[0] && *sum > 0), "{sealed:?}");
    pair.client.close();
    pair.service.close();
}

#[test]
fn first_calls_at_once_seal_alike() {
    Plan::new("first calls at once seal with one context").check(|| {
        first_calls_at_once(sized(2, 4, 4));
    });
}
