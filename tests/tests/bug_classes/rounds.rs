//! H9: what is done in one piece while everybody waits for it.

use crate::support::*;
use rxrpc_core::{CallOptions, Endpoint, ServiceAddress, ServiceId};
use rxrpc_tests::network::Forge;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

const SECOND: Duration = Duration::from_secs(1);

/// How much may happen in one step.
const BOUND: usize = 256;

/// Does what is due at `now` in as many steps as it wants. How many things went in each.
fn steps(endpoint: &Endpoint, now: &mut Instant, left: impl Fn() -> usize) -> Vec<usize> {
    let mut steps = Vec::new();
    let end = *now + SECOND;
    let mut before = left();
    while let Some(due) = endpoint.poll_timeout().filter(|due| *due <= end) {
        *now = due.max(*now);
        endpoint.handle_timeout(*now);
        drain(endpoint);
        steps.push(before - left());
        before = left();
        assert!(steps.len() < 1000, "it goes on and on");
    }
    steps
}

/// Two thousand calls whose time is over at once.
#[test]
fn h09_calls_that_are_due_together_end_in_steps() {
    let (endpoint, mut now) = (lone_endpoint(), Instant::now());
    for number in 0..2_000_u32 {
        let address = SocketAddr::from((Ipv4Addr::from_bits(0x0a00_0000 + number), 7000));
        let options = CallOptions::new().hard_timeout(5 * SECOND);
        let target = ServiceAddress::new(address, ServiceId(1));
        endpoint.try_open_call(now, target, &options).unwrap();
    }
    now += 5 * SECOND;
    let steps = steps(&endpoint, &mut now, || endpoint.live_calls());
    assert_eq!(endpoint.live_calls(), 0);
    assert!(steps.iter().all(|count| *count <= BOUND), "{steps:?}");
    assert!(steps.len() <= 2_000 / BOUND + 3, "{steps:?}");
}

/// Connections of either role that nobody needs any more.
#[test]
fn h09_what_is_forgotten_is_forgotten_in_steps() {
    let (endpoint, mut now) = (lone_endpoint(), Instant::now());
    let _calls = endpoint.incoming(ServiceId(1)).unwrap();
    let known = || endpoint.snapshot().connections.len();
    for number in 0..1_500_u32 {
        let address = SocketAddr::from((Ipv4Addr::from_bits(0x0a00_0000 + number), 7000));
        // The first packet of a request, and an ABORT: an idle service connection.
        let forge = Forge::client(1).with(|header| header.cid.0 = 4 * number);
        endpoint.handle_datagram(now, address, &forge.data(b"x"));
        endpoint.handle_datagram(now, address, &forge.serial(2).abort(-6));
        let target = ServiceAddress::new(address, ServiceId(1));
        let call = endpoint.try_open_call(now, target, &CallOptions::new()).unwrap();
        endpoint.release(&call);
        drain(&endpoint);
    }
    assert_eq!(known(), 3_000);
    let mut forgotten = 0;
    for _ in 0..100 {
        now += 10 * SECOND;
        let steps = steps(&endpoint, &mut now, known);
        assert!(steps.iter().all(|count| *count <= BOUND), "{steps:?}");
        forgotten += steps.iter().sum::<usize>();
    }
    assert_eq!((known(), forgotten), (0, 3_000));
    assert_eq!(endpoint.poll_timeout(), None, "nothing is left to look after");
}
