//! Every form of an address reaches the same peer, and answers leave from where they were asked.

use crate::fronts::ECHO;
use crate::namespace::{add_address, in_namespace, ip, wired};
use crate::{Endpoint, any_port, fronts};
use rxrpc_core::observe::{Direction, PacketObserver};
use rxrpc_core::{AbortCode, CallError, Errno, ServiceAddress, ServiceId};
use socket2::SockRef;
use std::collections::BTreeSet;
use std::net::{SocketAddr, SocketAddrV6, UdpSocket};
use std::sync::{Arc, Mutex};
use std::time::Duration;

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

/// Calls the server at `asked` with something short and something long, and a service that is not there.
fn ask(client: &Endpoint, asked: SocketAddr) {
    for length in [5, 300_000] {
        let body = vec![7; length];
        let reply = client.ask(ServiceAddress::new(asked, ECHO), &body);
        assert!(reply.as_ref() == Ok(&body), "{asked}: {:?}", reply.map(|reply| reply.len()));
    }
    let refused = client.ask(ServiceAddress::new(asked, NOBODY), b"x");
    assert_eq!(refused, Err(CallError::Aborted(AbortCode::RX_INVALID_OPERATION)), "{asked}");
}

#[test]
fn a_mapped_address_is_called_from_either_kind_of_socket() {
    for front in fronts() {
        let Some(server) = front.server(any_port("::")) else { return };
        let port = server.local_addr().port();
        let mapped = SocketAddr::new("::ffff:127.0.0.1".parse().unwrap(), port);
        for bound in ["::", "127.0.0.1", "::ffff:127.0.0.1"] {
            let senders = Arc::<Senders>::default();
            let client = front.bind(any_port(bound), Some(senders.clone())).unwrap();
            ask(&client, mapped);
            assert_eq!(senders.taken(), [SocketAddr::from(([127, 0, 0, 1], port))], "from {bound}");
        }
    }
}

#[test]
fn answers_leave_from_the_address_that_was_asked() {
    for front in fronts() {
        for (bound, asked) in [
            ("0.0.0.0", "127.0.0.1"),
            ("0.0.0.0", "127.0.0.2"),
            ("0.0.0.0", "127.9.9.9"),
            ("127.0.0.3", "127.0.0.3"),
            ("::", "127.0.0.2"),
            ("::", "::1"),
        ] {
            let Some(server) = front.server(any_port(bound)) else { continue };
            let asked = SocketAddr::new(asked.parse().unwrap(), server.local_addr().port());
            let senders = Arc::<Senders>::default();
            let from = if asked.is_ipv4() { "127.0.0.1" } else { "::1" };
            let client = front.bind(any_port(from), Some(senders.clone())).unwrap();
            ask(&client, asked);
            assert_eq!(senders.taken(), [asked], "{} bound to {bound}", front.name);
        }
    }
}

/// Asks for the version of the program at `asked`, outside any connection; who answers.
fn who_answers(asked: SocketAddr) -> SocketAddr {
    let socket = UdpSocket::bind("0.0.0.0:0").unwrap();
    SockRef::from(&socket).set_broadcast(true).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut question = [0; 29];
    (question[20], question[21]) = (13, 1);
    socket.send_to(&question, asked).unwrap();
    socket.recv_from(&mut [0; 100]).unwrap().1
}

#[test]
fn answers_outside_connections_leave_from_the_address_that_was_asked() {
    for front in fronts() {
        let server = front.server(any_port("0.0.0.0")).unwrap();
        let asked = SocketAddr::from(([127, 0, 0, 2], server.local_addr().port()));
        assert_eq!(who_answers(asked), asked, "{}", front.name);
    }
}

/// The system names 127.0.0.1 when it tells that nobody is there.
#[test]
fn a_closed_port_at_the_unspecified_address_is_noticed() {
    for front in fronts() {
        for (bound, asked) in [("0.0.0.0", "0.0.0.0"), ("127.0.0.1", "0.0.0.0"), ("::", "::")] {
            let Some(client) = front.bind(any_port(bound), None) else { continue };
            let port = UdpSocket::bind(any_port(asked)).unwrap().local_addr().unwrap().port();
            let closed = SocketAddr::new(any_port(asked).ip(), port);
            let refused = client.ask(ServiceAddress::new(closed, ECHO), b"x");
            let expected = Err(CallError::Network(Errno::ECONNREFUSED));
            assert_eq!(refused, expected, "{}: {asked} from {bound}", front.name);
        }
    }
}

#[test]
fn a_link_local_address_goes_with_its_interface() {
    const NAME: &str = "addresses::a_link_local_address_goes_with_its_interface";
    in_namespace(NAME, || {
        if fronts()[0].bind(any_port("::"), None).is_none() {
            return;
        }
        let (left, right) = wired();
        let at = |scope, port| SocketAddrV6::new("fe80::2".parse().unwrap(), port, 0, scope);
        for front in fronts() {
            for bound in [any_port("::"), at(right, 0).into()] {
                let server = front.server(bound).unwrap();
                let port = server.local_addr().port();
                let senders = Arc::<Senders>::default();
                let client = front.bind(any_port("::"), Some(senders.clone())).unwrap();
                // A flow label is no part of the address.
                let mut asked = at(left, port);
                asked.set_flowinfo(0x12345);
                ask(&client, asked.into());
                assert_eq!(senders.taken(), [SocketAddr::from(at(left, port))], "{}", front.name);
            }
            let client = front.client(any_port("::"));
            let refused = client.ask(ServiceAddress::new(at(left, 9), ECHO), b"x");
            assert_eq!(refused, Err(CallError::Network(Errno::ECONNREFUSED)), "{}", front.name);
        }
    });
}

#[test]
fn a_host_with_many_addresses_answers_from_each() {
    const NAME: &str = "addresses::a_host_with_many_addresses_answers_from_each";
    in_namespace(NAME, || {
        if fronts()[0].bind(any_port("::"), None).is_none() {
            return;
        }
        for address in ["fd00::1/128", "fd00::2/128"] {
            add_address(address, "lo");
        }
        ip("address add 10.5.0.1/24 broadcast 10.5.0.255 dev lo");
        for front in fronts() {
            let server = front.server(any_port("::")).unwrap();
            let port = server.local_addr().port();
            let senders = Arc::<Senders>::default();
            let client = front.bind(any_port("fd00::1"), Some(senders.clone())).unwrap();
            for asked in ["fd00::2", "fd00::1", "::1"] {
                let asked = SocketAddr::new(asked.parse().unwrap(), port);
                ask(&client, asked);
                assert_eq!(senders.taken(), [asked], "{}", front.name);
            }
            // The broadcast address of a network is nobody's to answer from.
            let answering = who_answers(SocketAddr::from(([10, 5, 0, 255], port)));
            assert_eq!(answering, SocketAddr::from(([10, 5, 0, 1], port)), "{}", front.name);
        }
    });
}

/// The address that a call came to goes away: the reply leaves from another one.
#[test]
fn an_address_that_goes_away_costs_no_call() {
    const NAME: &str = "addresses::an_address_that_goes_away_costs_no_call";
    in_namespace(NAME, || {
        if fronts()[0].bind(any_port("::"), None).is_none() {
            return;
        }
        for front in fronts() {
            for (bound, from, address) in
                [("0.0.0.0", "127.0.0.1", "10.6.0.1/32"), ("::", "::1", "fd06::1/128")]
            {
                add_address(address, "lo");
                let server = front.server(any_port(bound)).unwrap();
                let client = front.client(any_port(from));
                let asked = address.split('/').next().unwrap().parse().unwrap();
                let asked = SocketAddr::new(asked, server.local_addr().port());
                // What an address leaves behind is a route, so that packets still find the way there.
                let mut call = client.call(ServiceAddress::new(asked, ECHO)).unwrap();
                call.send(b"one ").unwrap();
                let family = if asked.is_ipv4() { "-4" } else { "-6" };
                ip(&format!("{family} address del {address} dev lo"));
                ip(&format!("{family} route add local {address} dev lo"));
                let reply = call.finish(b"two");
                assert_eq!(reply.as_deref(), Ok(&b"one two"[..]), "{} {bound}", front.name);
                ip(&format!("{family} route del local {address} dev lo"));
            }
        }
    });
}
