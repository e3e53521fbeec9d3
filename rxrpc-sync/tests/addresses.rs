//! Every form of an address reaches the same peer, and answers leave from where they were asked.

#![allow(clippy::unwrap_used)]

#[cfg(target_os = "linux")]
mod namespace;

use rxrpc_sync::{
    AbortCode, CallError, Direction, Endpoint, PacketObserver, Server, ServiceAddress, ServiceId,
};
use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr, SocketAddrV6, UdpSocket};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const ECHO: ServiceId = ServiceId(147);
const NOBODY: ServiceId = ServiceId(9);

/// Whom datagrams came from.
#[derive(Default)]
struct Senders(Mutex<BTreeSet<SocketAddr>>);

impl Senders {
    fn taken(&self) -> Vec<SocketAddr> {
        std::mem::take(&mut *self.0.lock().unwrap()).into_iter().collect()
    }
}

impl PacketObserver for Senders {
    fn datagram(&self, direction: Direction, peer: SocketAddr, _: &[u8]) {
        if direction == Direction::Received {
            self.0.lock().unwrap().insert(peer);
        }
    }
}

fn any_of(ip: &str) -> SocketAddr {
    SocketAddr::new(ip.parse().unwrap(), 0)
}

fn endpoint(bound: SocketAddr, senders: &Arc<Senders>) -> Endpoint {
    Endpoint::builder().bind(bound).observer(senders.clone()).build().unwrap()
}

/// An endpoint that echoes; `None` where IPv6 is missing.
fn server(bound: SocketAddr) -> Option<(Endpoint, Server)> {
    let endpoint = Endpoint::builder().bind(bound).build();
    let Ok(endpoint) = endpoint else {
        assert!(bound.is_ipv6());
        eprintln!("no IPv6 here");
        return None;
    };
    let echo = endpoint.serve(ECHO, 2, |call| {
        let request = call.take_request(1 << 20)?;
        Ok(call.send(&request)?)
    });
    Some((endpoint, echo.unwrap()))
}

/// Calls the server at `asked` with something short and something long, and a service that is not there.
fn ask(client: &Endpoint, asked: SocketAddr) {
    let to = ServiceAddress::new(asked, ECHO);
    for length in [5, 300_000] {
        let body = vec![7; length];
        let mut call = client.call(to).unwrap();
        call.set_timeout(Some(Duration::from_secs(20)));
        call.send_last(&body).unwrap();
        assert_eq!(call.take_rest(1 << 20).unwrap(), body, "{asked}");
    }
    let refused = client.request(ServiceAddress::new(asked, NOBODY), b"x");
    assert_eq!(refused, Err(CallError::Aborted(AbortCode::RX_INVALID_OPERATION)), "{asked}");
}

#[test]
fn a_mapped_address_is_called_from_either_kind_of_socket() {
    let Some((server, _echo)) = server(any_of("::")) else { return };
    let port = server.local_addr().port();
    let mapped = SocketAddr::new("::ffff:127.0.0.1".parse().unwrap(), port);
    for bound in ["::", "127.0.0.1", "::ffff:127.0.0.1"] {
        let senders = Arc::default();
        let client = endpoint(any_of(bound), &senders);
        ask(&client, mapped);
        assert_eq!(senders.taken(), [SocketAddr::from(([127, 0, 0, 1], port))], "from {bound}");
    }
}

#[test]
fn answers_leave_from_the_address_that_was_asked() {
    for (bound, asked) in [
        ("0.0.0.0", "127.0.0.1"),
        ("0.0.0.0", "127.0.0.2"),
        ("0.0.0.0", "127.9.9.9"),
        ("127.0.0.3", "127.0.0.3"),
        ("::", "127.0.0.2"),
        ("::", "::1"),
    ] {
        let Some((server, _echo)) = server(any_of(bound)) else { continue };
        let asked = SocketAddr::new(asked.parse().unwrap(), server.local_addr().port());
        let senders = Arc::default();
        let from = if asked.is_ipv4() { "127.0.0.1" } else { "::1" };
        let client = endpoint(any_of(from), &senders);
        ask(&client, asked);
        assert_eq!(senders.taken(), [asked], "bound to {bound}");
    }
}

/// A VERSION question, which belongs to no call.
#[test]
fn answers_outside_connections_leave_from_the_address_that_was_asked() {
    let (server, _echo) = server(any_of("0.0.0.0")).unwrap();
    let asked = SocketAddr::from(([127, 0, 0, 2], server.local_addr().port()));
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut question = [0; 29];
    (question[20], question[21]) = (13, 1);
    socket.send_to(&question, asked).unwrap();
    let (_, from) = socket.recv_from(&mut [0; 100]).unwrap();
    assert_eq!(from, asked);
}

#[cfg(target_os = "linux")]
#[test]
fn a_link_local_address_goes_with_its_interface() {
    const NAME: &str = "a_link_local_address_goes_with_its_interface";
    namespace::in_namespace(NAME, || {
        let (left, right) = namespace::wired();
        let at = |ip: &str, scope| SocketAddrV6::new(ip.parse().unwrap(), 0, 0, scope);
        for bound in [any_of("::"), at("fe80::2", right).into()] {
            let (server, _echo) = server(bound).unwrap();
            let port = server.local_addr().port();
            let senders = Arc::default();
            let client = endpoint(any_of("::"), &senders);
            // A flow label is no part of the address.
            let asked = SocketAddrV6::new("fe80::2".parse().unwrap(), port, 0x12345, left);
            ask(&client, asked.into());
            let expected = SocketAddrV6::new(*asked.ip(), port, 0, left);
            assert_eq!(senders.taken(), [SocketAddr::from(expected)]);
        }
        // Two interfaces with the same address: the call goes where its scope says.
        namespace::ip("address add fe80::2/64 dev lo nodad");
        let client = endpoint(any_of("::"), &Arc::default());
        let closed = SocketAddrV6::new("fe80::2".parse().unwrap(), 9, 0, left);
        let mut call = client.call(ServiceAddress::new(closed, ECHO)).unwrap();
        call.set_timeout(Some(Duration::from_secs(15)));
        call.send_last(b"x").unwrap();
        assert_eq!(call.recv(&mut [0]), Err(CallError::Network(111)));
    });
}

/// A host with several IPv6 addresses; its networks' broadcast address is nobody's to answer from.
#[cfg(target_os = "linux")]
#[test]
fn a_host_with_many_addresses_answers_from_each() {
    const NAME: &str = "a_host_with_many_addresses_answers_from_each";
    namespace::in_namespace(NAME, || {
        for address in ["fd00::1/128", "fd00::2/128"] {
            namespace::ip(&format!("address add {address} dev lo nodad"));
        }
        namespace::ip("address add 10.5.0.1/24 broadcast 10.5.0.255 dev lo");
        let (server, _echo) = server(any_of("::")).unwrap();
        let port = server.local_addr().port();
        let senders = Arc::default();
        let client = endpoint(any_of("fd00::1"), &senders);
        for asked in ["fd00::2", "fd00::1", "::1"] {
            let asked = SocketAddr::new(asked.parse::<IpAddr>().unwrap(), port);
            ask(&client, asked);
            assert_eq!(senders.taken(), [asked]);
        }
    });
}
