//! Routes that lead nowhere, as this host says itself.

use crate::fronts::ECHO;
use crate::namespace::{in_namespace, ip};
use crate::{any_port, fronts};
use rxrpc_core::{CallError, Errno, ServiceAddress};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

#[test]
fn a_call_where_no_retry_helps_ends_at_once() {
    const NAME: &str = "routes::a_call_where_no_retry_helps_ends_at_once";
    in_namespace(NAME, || {
        if fronts()[0].bind(any_port("::"), None).is_none() {
            return;
        }
        for words in [
            "route add blackhole 10.1.0.0/16",
            "route add prohibit 10.2.0.0/16",
            "route add unreachable 10.3.0.0/16",
            "-6 route add blackhole fd00:1::/32 dev lo",
            "-6 route add prohibit fd00:2::/32 dev lo",
            "-6 route add unreachable fd00:3::/32 dev lo",
            "address add 10.5.0.1/24 broadcast 10.5.0.255 dev lo",
        ] {
            ip(words);
        }
        for front in fronts() {
            let client = front.client(any_port("::"));
            let forbidden = CallError::Network(Errno::EACCES);
            for (asked, error) in [
                ("10.1.0.1", CallError::BlackHole),
                ("10.2.0.1", forbidden.clone()),
                ("10.3.0.1", CallError::NoRoute(Errno::EHOSTUNREACH)),
                ("10.4.0.1", CallError::NoRoute(Errno::ENETUNREACH)),
                ("10.5.0.255", forbidden.clone()),
                ("fd00:1::1", CallError::BlackHole),
                ("fd00:2::1", forbidden),
                ("fd00:3::1", CallError::NoRoute(Errno::EHOSTUNREACH)),
                ("fd00:4::1", CallError::NoRoute(Errno::ENETUNREACH)),
            ] {
                // One packet, and so much that it goes in batches.
                for length in [1, 100_000] {
                    let target = SocketAddr::new(asked.parse().unwrap(), 7000);
                    let began = Instant::now();
                    let ended = client.ask(ServiceAddress::new(target, ECHO), &vec![1; length]);
                    assert_eq!(ended, Err(error.clone()), "{} {asked}", front.name);
                    assert!(began.elapsed() < Duration::from_secs(5), "{} {asked}", front.name);
                }
            }
        }
    });
}

/// A route that swallows everything says nothing about segmentation offload.
#[test]
fn a_blackhole_leaves_others_their_batches() {
    const NAME: &str = "routes::a_blackhole_leaves_others_their_batches";
    in_namespace(NAME, || {
        ip("route add blackhole 10.1.0.0/16");
        for front in fronts() {
            let server = front.server(any_port("127.0.0.1")).unwrap();
            let client = front.client(any_port("0.0.0.0"));
            let service = ServiceAddress::new(server.local_addr(), ECHO);
            let per_system_call = || {
                let before = (client.statistics().datagrams_sent, client.system_calls().0);
                client.ask(service, &vec![1; 4 << 20]).unwrap();
                let after = (client.statistics().datagrams_sent, client.system_calls().0);
                (after.0 - before.0) as f64 / (after.1 - before.1) as f64
            };
            // Without offload it is one at most, however fast or slow this runs.
            let batches = || (0..10).any(|_| per_system_call() > 1.5);
            if !batches() {
                eprintln!("no segmentation offload here");
                continue;
            }
            let blackhole = ServiceAddress::new(SocketAddr::from(([10, 1, 0, 1], 7000)), ECHO);
            let ended = client.ask(blackhole, &vec![1; 100_000]);
            assert_eq!(ended, Err(CallError::BlackHole), "{}", front.name);
            assert!(batches(), "{}", front.name);
        }
    });
}
