//! What ICMP says, true or forged, to endpoints in the middle of calls.

use crate::fronts::ECHO;
use crate::icmp::{About, Forger};
use crate::namespace::in_namespace;
use crate::{Endpoint, any_port, fronts};
use rxrpc_core::{CallError, Errno, ServiceAddress};
use std::net::{SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Types and codes of "unreachable" and "parameter problem": errno ENETUNREACH, EHOSTUNREACH, ENOPROTOOPT,
/// ECONNREFUSED, EOPNOTSUPP, ENONET, EPROTO …
const V4: [(u8, u8); 9] =
    [(3, 0), (3, 1), (3, 2), (3, 3), (3, 5), (3, 8), (3, 13), (11, 0), (12, 0)];

/// And of ICMPv6: ENETUNREACH, EACCES, EHOSTUNREACH, ECONNREFUSED, EACCES, EPROTO.
const V6: [(u8, u8); 6] = [(1, 0), (1, 1), (1, 3), (1, 4), (1, 5), (4, 0)];

fn kinds(address: SocketAddr) -> &'static [(u8, u8)] {
    if address.is_ipv4() { &V4 } else { &V6 }
}

/// Those of them whose errno says nothing of a host or a network: EOPNOTSUPP, ENONET, EPROTO, EACCES.
fn odd_kinds(address: SocketAddr) -> &'static [(u8, u8)] {
    if address.is_ipv4() { &[(3, 5), (3, 8), (12, 0)] } else { &[(1, 1)] }
}

/// A port that nobody has, for as long as the socket lives.
fn closed_port(ip: &str) -> SocketAddr {
    UdpSocket::bind(any_port(ip)).unwrap().local_addr().unwrap()
}

/// Stops a flood, also when the test fails in the middle of it.
struct Stop<'a>(&'a AtomicBool);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Forges messages to `client` about packets to somebody else, in bursts, until dropped.
fn flooded<T>(client: &Endpoint, burst: usize, pause: Duration, test: impl FnOnce() -> T) -> T {
    let sender = client.local_addr();
    let stopped = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let forger = Forger::new(sender.ip());
            let peer = SocketAddr::new(sender.ip(), 9);
            for kind in kinds(sender).iter().cycle() {
                for _ in 0..burst {
                    forger.tell(About { sender, peer, payload: &[] }, *kind);
                }
                if stopped.load(Ordering::Relaxed) {
                    return;
                }
                thread::sleep(pause);
            }
        });
        let _stop = Stop(&stopped);
        test()
    })
}

/// Errors about one peer end no call to another, and the peer that is gone is noticed among them.
#[test]
fn reports_about_one_peer_end_no_call_to_another() {
    const NAME: &str = "icmp_errors::reports_about_one_peer_end_no_call_to_another";
    in_namespace(NAME, || {
        for front in fronts() {
            for ip in ["127.0.0.1", "::1"] {
                let Some(server) = front.server(any_port(ip)) else { continue };
                let client = front.client(any_port(ip));
                let service = ServiceAddress::new(server.local_addr(), ECHO);
                let gone = ServiceAddress::new(closed_port(ip), ECHO);
                flooded(&client, 10, Duration::from_millis(2), || {
                    for round in 0..300 {
                        let reply = client.ask(service, b"request");
                        assert_eq!(reply.as_deref(), Ok(&b"request"[..]), "{} {round}", front.name);
                    }
                    let refused = client.ask(gone, b"x");
                    assert_eq!(
                        refused,
                        Err(CallError::Network(Errno::ECONNREFUSED)),
                        "{} {ip}",
                        front.name
                    );
                });
            }
        }
    });
}

/// More than the socket's buffer holds. Some kinds alone were left in the error queue: one of another kind would
/// have them taken out as well, so none is among them.
#[test]
fn a_flood_of_reports_makes_no_endpoint_deaf_nor_spin() {
    const NAME: &str = "icmp_errors::a_flood_of_reports_makes_no_endpoint_deaf_nor_spin";
    in_namespace(NAME, || {
        for front in fronts() {
            for ip in ["127.0.0.1", "::1"] {
                let Some(server) = front.server(any_port(ip)) else { continue };
                let client = front.client(any_port(ip));
                let service = ServiceAddress::new(server.local_addr(), ECHO);
                assert_eq!(client.ask(service, b"one").as_deref(), Ok(&b"one"[..]));
                let forger = Forger::new(any_port(ip).ip());
                let sender = client.local_addr();
                let about = About { sender, peer: any_port(ip), payload: &[] };
                for round in 0..12_000 {
                    let kinds = odd_kinds(sender);
                    forger.tell(about, kinds[round % kinds.len()]);
                }
                let reply = client.ask(service, b"two");
                assert_eq!(reply.as_deref(), Ok(&b"two"[..]), "{} {ip}", front.name);
                if front.name != "plain" {
                    assert_rests(&client, front.name);
                }
            }
        }
    });
}

/// An endpoint that has nothing to do makes no system calls to speak of.
fn assert_rests(endpoint: &Endpoint, name: &str) {
    // What is left of before may take its time.
    let give_up = Instant::now() + Duration::from_secs(20);
    loop {
        let (_, before) = endpoint.system_calls();
        thread::sleep(Duration::from_millis(200));
        let (_, after) = endpoint.system_calls();
        if after - before < 20 {
            return;
        }
        assert!(Instant::now() < give_up, "{name} spins: {} in 0.2 s", after - before);
    }
}

/// Forged messages that name the ports but not the packet, and those that name another packet.
#[test]
fn a_forged_report_ends_no_call_to_a_peer_that_answers() {
    const NAME: &str = "icmp_errors::a_forged_report_ends_no_call_to_a_peer_that_answers";
    in_namespace(NAME, || {
        for front in fronts() {
            for ip in ["127.0.0.1", "::1"] {
                let Some(server) = front.server(any_port(ip)) else { continue };
                let client = front.client(any_port(ip));
                let service = ServiceAddress::new(server.local_addr(), ECHO);
                assert_eq!(client.ask(service, b"one").as_deref(), Ok(&b"one"[..]));
                let mut call = client.call(service).unwrap();
                call.send(b"a part ").unwrap();
                let forger = Forger::new(any_port(ip).ip());
                for payload in [&[][..], &[0x80; 28], &[7; 4]] {
                    for kind in kinds(server.local_addr()) {
                        let (here, there) = (client.local_addr(), server.local_addr());
                        forger.tell(About { sender: here, peer: there, payload }, *kind);
                        forger.tell(About { sender: there, peer: here, payload }, *kind);
                        let reply = client.ask(service, b"beside");
                        assert_eq!(reply.as_deref(), Ok(&b"beside"[..]), "{} {kind:?}", front.name);
                    }
                }
                let reply = call.finish(b"and the rest");
                let whole = b"a part and the rest";
                assert_eq!(reply.as_deref(), Ok(&whole[..]), "{} {ip}", front.name);
            }
        }
    });
}
