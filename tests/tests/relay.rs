//! The relay between real sockets: what comes through, from where, and what was counted.

use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::time::{Duration, Instant};

use rxrpc_tests::relay::{Conditions, Relay, Settings, Share};

/// Longer than anything here takes on a machine that is not at a standstill.
const LONG: Duration = Duration::from_secs(20);

fn socket() -> UdpSocket {
    let socket = UdpSocket::bind("127.0.0.1:0").expect("a socket");
    socket.set_read_timeout(Some(LONG)).expect("a timeout");
    socket
}

fn any_port() -> SocketAddr {
    (Ipv4Addr::LOCALHOST, 0).into()
}

fn relay(server: &UdpSocket, settings: Settings) -> Relay {
    let server = server.local_addr().expect("an address");
    Relay::start(any_port(), server, settings).expect("a relay")
}

/// Asks until `done`, or panics after [`LONG`].
fn wait_until(what: &str, done: impl Fn() -> bool) {
    let deadline = Instant::now() + LONG;
    while !done() {
        assert!(Instant::now() < deadline, "{what}: not within {LONG:?}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn clients_have_ports_of_their_own_and_get_their_answers() {
    let server = socket();
    let relay = relay(&server, Settings::default());
    let (one, other) = (socket(), socket());
    let mut buffer = [0; 100];
    let mut ask = |client: &UdpSocket, text: &[u8]| {
        client.send_to(text, relay.address()).unwrap();
        let (length, port) = server.recv_from(&mut buffer).unwrap();
        assert_eq!(&buffer[..length], text);
        server.send_to(text, port).unwrap();
        let (length, from) = client.recv_from(&mut buffer).unwrap();
        assert_eq!((&buffer[..length], from), (text, relay.address()));
        port
    };
    let ports = [ask(&one, b"one"), ask(&other, b"other"), ask(&one, b"again")];
    assert_eq!(ports[0], ports[2]);
    assert_ne!(ports[0], ports[1]);
    let counters = relay.counters();
    assert_eq!((counters.to_server.datagrams, counters.to_client.forwarded), (3, 3));
    assert_eq!(counters.sum().others, 6);
}

#[test]
fn a_rebound_port_is_another_one_and_the_old_one_leads_nowhere() {
    let server = socket();
    let relay = relay(&server, Settings::default());
    let client = socket();
    let mut buffer = [0; 100];
    let mut arrives_from = || {
        client.send_to(b"hello", relay.address()).unwrap();
        server.recv_from(&mut buffer).unwrap().1
    };
    let old = arrives_from();
    relay.rebind().unwrap();
    let new = arrives_from();
    assert_ne!(old, new);
    server.send_to(b"too late", old).unwrap();
    server.send_to(b"answer", new).unwrap();
    let mut buffer = [0; 100];
    // The thread of the old port may still take one datagram; the answer comes whatever it does.
    let answer = std::iter::from_fn(|| {
        let (length, _) = client.recv_from(&mut buffer).unwrap();
        Some(buffer[..length].to_vec())
    });
    assert!(answer.take(2).any(|text| text == b"answer"));
}

#[test]
fn ports_change_by_the_number_of_datagrams() {
    let server = socket();
    let relay = relay(&server, Settings { rebind_every: Some(3), ..Settings::default() });
    let client = socket();
    let mut buffer = [0; 100];
    let ports: Vec<_> = (0..9)
        .map(|_| {
            client.send_to(b"hello", relay.address()).unwrap();
            server.recv_from(&mut buffer).unwrap().1
        })
        .collect();
    let changes = ports.windows(2).filter(|two| two[0] != two[1]).count();
    assert_eq!(changes, 3, "{ports:?}");
}

#[test]
fn loss_is_counted_and_what_is_not_lost_arrives() {
    let server = socket();
    let bad = Conditions {
        loss: Share::per_mille(300),
        delay: Duration::from_millis(5),
        ..Conditions::default()
    };
    let relay = relay(&server, Settings::both_ways(bad, 5));
    let client = socket();
    for _ in 0..100 {
        client.send_to(b"hello", relay.address()).unwrap();
    }
    let to_server = || relay.counters().to_server;
    wait_until("all passed", || {
        let counters = to_server();
        counters.datagrams == 100 && counters.forwarded + counters.lost == 100
    });
    let counters = to_server();
    assert!(counters.lost > 10, "{counters:?}");
    let mut buffer = [0; 100];
    (0..counters.forwarded).for_each(|_| assert!(server.recv_from(&mut buffer).is_ok()));
}

#[test]
fn only_loopback_is_relayed() {
    let start = |listen: &str, server: &str| {
        Relay::start(listen.parse().unwrap(), server.parse().unwrap(), Settings::default())
    };
    assert!(start("0.0.0.0:0", "127.0.0.1:1").is_err());
    assert!(start("127.0.0.1:0", "192.0.2.1:1").is_err());
    assert!(start("127.0.0.1:0", "[::1]:1").is_err());
}
