//! Two readers of one call.

use super::*;
use crate::address::ServiceAddress;
use crate::call::open::CallOptions;
use crate::endpoint::AddressFamily;
use rxrpc_wire::ServiceId;
use std::net::SocketAddr;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

const SERVICE: ServiceId = ServiceId(9);

fn ready<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it would wait"),
    }
}

fn carry(now: Instant, from: (&Endpoint, SocketAddr), to: &Endpoint) {
    let mut batch = Vec::new();
    while let Some(transmit) = from.0.poll_transmit(now, 16, &mut batch) {
        to.handle_batch(now, from.1, &batch, transmit.segment_size.unwrap_or(transmit.size));
        batch.clear();
    }
}

#[test]
fn what_one_reader_leaves_is_worth_reading_for_another() {
    let now = Instant::now();
    let (client, service) = (
        Endpoint::new(crate::Config::default(), AddressFamily::V4)
            .expect("the settings are in range"),
        Endpoint::new(crate::Config::default(), AddressFamily::V4)
            .expect("the settings are in range"),
    );
    let (at_client, at_service) =
        (SocketAddr::from(([127, 0, 0, 1], 1)), SocketAddr::from(([127, 0, 0, 1], 2)));
    let incoming = service.incoming(SERVICE).unwrap();
    let target = ServiceAddress::new(at_service, SERVICE);
    let call = ready(client.open_call(now, target, &CallOptions::new())).unwrap();
    ready(client.send(&call, b"0123456789", false, Waiting::Allowed, &mut 0)).unwrap();
    carry(now, (&client, at_client), &service);

    let call = incoming.try_next().unwrap();
    let mut buf = [0; 4];
    assert_eq!(ready(service.receive(&call, &mut buf, Waiting::Allowed)), Ok(4));
    assert_eq!(call.with_state(Call::readable), None, "the machine has given everything");
    assert_eq!(call.with_state(Call::worth_reading), Some(()), "but there is more to read");
    let mut rest = [0; 10];
    assert_eq!(ready(service.receive(&call, &mut rest, Waiting::Allowed)), Ok(6));
    assert_eq!(call.with_state(Call::worth_reading), Some(()), "and then the end");
    assert_eq!(ready(service.receive(&call, &mut rest, Waiting::Allowed)), Ok(0));
}
