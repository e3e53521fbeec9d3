//! Questions about an endpoint with a call on it.

use super::*;
use crate::call::Call;
use crate::call::options::CallOptions;
use crate::call::send::Waiting;
use crate::config::{Config, DebugAnswers};
use crate::endpoint::AddressFamily;
use crate::endpoint::tests::{Pair, SERVICE, ready};
use rxrpc_wire::debug::{CallMode, CallState, ConnType, request_header};
use rxrpc_wire::{CallNumber, Header};
use std::net::SocketAddr;

const STRANGER: ([u8; 4], u16) = ([192, 0, 2, 7], 999);

fn question(kind: RequestKind, index: i32) -> Vec<u8> {
    let mut datagram = Vec::new();
    request_header(CallNumber(5)).emit(&mut datagram);
    Request { kind, index }.emit(&mut datagram);
    datagram
}

/// Everything that is answered to somebody.
fn answers(endpoint: &Endpoint, now: Instant, from: SocketAddr, question: &[u8]) -> Vec<Vec<u8>> {
    endpoint.handle_datagram(now, from, question);
    let mut all = Vec::new();
    let mut buffer = Vec::new();
    while endpoint.poll_transmit(now, 1, &mut buffer).is_some() {
        all.push(std::mem::take(&mut buffer));
    }
    all
}

fn ask(endpoint: &Endpoint, now: Instant, kind: RequestKind, index: i32) -> Reply {
    let from = SocketAddr::from(([127, 0, 0, 1], 999));
    let all = answers(endpoint, now, from, &question(kind, index));
    let [answer] = &all[..] else { panic!("{all:?}") };
    let packet = Packet::parse(answer).expect("a packet");
    assert_eq!(packet.header.call_number, CallNumber(5));
    assert!(!packet.header.flags.is_client_initiated());
    let Body::Debug(body) = packet.body else { panic!("{packet}") };
    body.reply(kind).expect("an answer to the question")
}

/// A pair of which the client has sent a request, and the server took it.
fn with_a_call() -> (Pair, Arc<Call>, impl Sized) {
    let pair = Pair::new();
    let incoming = pair.server.incoming(SERVICE).expect("nobody has it");
    let call = pair.open(&CallOptions::new());
    ready(pair.client.send(&call, b"request", false, Waiting::Never, &mut 0)).expect("sent");
    pair.exchange();
    let served = incoming.try_next().expect("it came");
    (pair, call, (incoming, served))
}

#[test]
fn connections_calls_and_peers_are_told() {
    let (pair, _call, _held) = with_a_call();
    let [client, server] = Pair::addresses();
    for (end, conn_type, peer, mode, queue) in [
        (&pair.server, ConnType::SERVER, client, CallMode::RECEIVING, 1),
        (&pair.client, ConnType::CLIENT, server, CallMode::RECEIVING, 0),
    ] {
        for kind in [RequestKind::GetConn, RequestKind::GetAllConn] {
            let Reply::Conn(conn) = ask(end, pair.now, kind, 0) else { panic!("{kind}") };
            assert_eq!(SocketAddr::from((conn.host, conn.port)), peer);
            assert_eq!((conn.conn_type, conn.call_number), (conn_type, [1, 0, 0, 0]));
            let (active, none) = (CallState::ACTIVE, CallState::NOT_INIT);
            assert_eq!(conn.call_state, [active, none, none, none]);
            assert_eq!((conn.call_mode[0], conn.call_other[0].0), (mode, queue));
            assert!(conn.serial > 0 && !conn.is_end());
            for past in [1, 2, i32::MAX, -1] {
                assert_eq!(ask(end, pair.now, kind, past), Reply::Conn(Conn::end()));
            }
        }
        let Reply::Peer(told) = ask(end, pair.now, RequestKind::GetPeer, 0) else { panic!() };
        assert_eq!((SocketAddr::from((told.host, told.port)), told.ref_count), (peer, 1));
        assert_eq!(ask(end, pair.now, RequestKind::GetPeer, 1), Reply::Peer(Peer::end()));
        let Reply::RxStats(told) = ask(end, pair.now, RequestKind::RxStats, 9) else { panic!() };
        assert_eq!((told.server_conns + told.client_conns, told.peers, told.calls), (1, 1, 1));
    }
    let Reply::Stats(told) = ask(&pair.server, pair.now, RequestKind::GetStats, 9) else {
        panic!()
    };
    assert_eq!((told.version, told.calls_executed), (b'S', 1));
    assert_eq!(ask(&pair.server, pair.now, RequestKind::Unknown(77), 0), Reply::BadType);
}

#[test]
fn what_is_over_is_no_call_any_more_a_second_later() {
    let (mut pair, call, _held) = with_a_call();
    let Reply::Conn(conn) = ask(&pair.server, pair.now, RequestKind::GetConn, 0) else { panic!() };
    assert_eq!(conn.call_state[0], CallState::ACTIVE);
    pair.client.abort(&call, rxrpc_wire::AbortCode(7));
    pair.exchange();
    pair.now += KEPT;
    assert_eq!(ask(&pair.server, pair.now, RequestKind::GetConn, 0), Reply::Conn(Conn::end()));
    let Reply::Conn(conn) = ask(&pair.server, pair.now, RequestKind::GetAllConn, 0) else {
        panic!()
    };
    assert_eq!((conn.call_number[0], conn.call_state[0]), (1, CallState::DALLY));
}

#[test]
fn others_than_this_host_are_told_only_if_the_program_says_so() {
    let here = SocketAddr::from(([127, 9, 9, 9], 999));
    let mapped: SocketAddr = "[::ffff:127.0.0.1]:999".parse().expect("an address");
    let v6: SocketAddr = "[::1]:999".parse().expect("an address");
    let (stranger, now) = (SocketAddr::from(STRANGER), Instant::now());
    let refused = Header::LEN + 8;
    for (setting, askers) in [
        (DebugAnswers::Nobody, [(here, false), (mapped, false), (v6, false), (stranger, false)]),
        (DebugAnswers::Loopback, [(here, true), (mapped, true), (v6, true), (stranger, false)]),
        (DebugAnswers::Everybody, [(here, true), (mapped, true), (v6, true), (stranger, true)]),
    ] {
        let config = Config::default().debug_answers(setting);
        let endpoint = Endpoint::new(config, AddressFamily::Dual).expect("in range");
        for (asker, told) in askers {
            for kind in [RequestKind::GetStats, RequestKind::GetAllConn, RequestKind::GetPeer] {
                let all = answers(&endpoint, now, asker, &question(kind, 0));
                assert_eq!(all.len(), 1, "{setting:?} {asker}");
                assert_eq!(all[0].len() > refused, told, "{setting:?} {asker} {kind}");
            }
        }
        // What asks nothing, and an answer.
        let mut reply = question(RequestKind::GetStats, 0);
        reply[21] = 0;
        assert!(answers(&endpoint, now, here, &reply).is_empty());
        assert_eq!(
            answers(&endpoint, now, here, &question(RequestKind::GetStats, 0)[..30]).len(),
            1
        );
    }
}

#[test]
fn answers_are_limited_beside_all_others_and_begin_anew_with_a_second() {
    let config = Config::default().debug_replies_per_second(5).stray_replies_per_second(1);
    let endpoint = Endpoint::new(config, AddressFamily::V4).expect("in range");
    let (here, now) = (SocketAddr::from(([127, 0, 0, 1], 999)), Instant::now());
    let asked = |now| -> usize {
        let question = question(RequestKind::RxStats, 0);
        (0..20).map(|_| answers(&endpoint, now, here, &question).len()).sum()
    };
    assert_eq!(asked(now), 5);
    assert_eq!(
        answers(&endpoint, now, STRANGER.into(), &question(RequestKind::RxStats, 0)).len(),
        1
    );
    assert_eq!(asked(now + Duration::from_secs(1)), 5);
}

#[test]
fn peers_by_ipv6_are_left_out_and_counted() {
    let endpoint = |family| Endpoint::new(Config::default(), family).expect("in range");
    let (client, server) = (endpoint(AddressFamily::V6), endpoint(AddressFamily::Dual));
    let (from, to): (SocketAddr, SocketAddr) =
        ("[::1]:7001".parse().expect("one"), "[::1]:7000".parse().expect("one"));
    let _incoming = server.incoming(SERVICE).expect("nobody has it");
    let now = Instant::now();
    let target = crate::ServiceAddress::new(to, SERVICE);
    let call = client.begin_call(now, target, &CallOptions::new()).expect("it is open");
    ready(client.send(&call, b"request", false, Waiting::Never, &mut 0)).expect("sent");
    let mut buffer = Vec::new();
    client.poll_transmit(now, 1, &mut buffer).expect("the request");
    server.handle_datagram(now, from, &buffer);
    assert_eq!(server.snapshot().connections.len(), 1);
    let mut answer = Vec::new();
    while server.poll_transmit(now, 1, &mut answer).is_some() {}
    assert_eq!(ask(&server, now, RequestKind::GetAllConn, 0), Reply::Conn(Conn::end()));
    assert_eq!(ask(&server, now, RequestKind::GetPeer, 0), Reply::Peer(Peer::end()));
    // But it is told that there is one.
    let Reply::Stats(told) = ask(&server, now, RequestKind::GetStats, 0) else { panic!() };
    assert_eq!(told.spare, [1, 0, 0, 0, 0, 0]);
}

#[test]
fn no_more_connections_are_looked_at_than_may_be() {
    let pair = Pair::new();
    let _calls = [0; 3].map(|_| pair.open(&CallOptions::new().exclusive()));
    let of = |most| pair.client.routes.some(most).len();
    assert_eq!([of(0), of(2), of(3), of(MOST_CONNECTIONS)], [0, 2, 3, 3]);
    assert_eq!(pair.client.routes.counts(), (3, 0));
}
