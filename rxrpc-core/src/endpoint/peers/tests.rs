use super::*;
use crate::call::options::CallOptions;
use crate::endpoint::tests::{Pair, SERVICE};
use std::time::Duration;

/// Tells by its count whether somebody still keeps what was put there.
fn kept(data: &Arc<u32>) -> bool {
    Arc::strong_count(data) > 1
}

#[test]
fn what_is_kept_with_a_peer_goes_with_the_last_handle_if_there_is_no_connection() {
    let pair = Pair::new();
    let address = Pair::addresses()[1];
    let peer = pair.client.peer(address).unwrap();
    let data = Arc::new(5_u32);
    assert!(peer.set_data(data.clone()).is_none());
    let other = pair.client.peer(address).unwrap();
    assert_eq!(peer, other);
    assert_eq!(other.data::<u32>(), Some(data.clone()));
    assert_eq!(other.data::<String>(), None);
    drop(peer);
    assert!(kept(&data));
    drop(other);
    assert!(!kept(&data));
    assert_eq!(pair.client.peer(address).unwrap().data::<u32>(), None);
}

#[test]
fn handles_are_of_addresses_that_can_be_reached() {
    let pair = Pair::new();
    for wrong in ["127.0.0.1:0", "[::1]:7000"] {
        let peer = pair.client.peer(wrong.parse().unwrap());
        assert_eq!(peer.unwrap_err(), CallError::InvalidAddress);
    }
}

/// Both ends, at the end of a call: connections of either role keep what is there, without a handle, until they are
/// forgotten.
#[test]
fn what_is_kept_with_a_peer_lives_as_long_as_a_connection() {
    let mut pair = Pair::new();
    let incoming = pair.server.incoming(SERVICE).unwrap();
    let call = pair.open(&CallOptions::new());
    pair.send(&pair.client, &call);
    let served = incoming.try_next().expect("a whole request");
    let at_client = pair.client.peer_of(&call);
    let at_server = pair.server.peer_of(&served);
    assert_eq!(at_client.address(), Pair::addresses()[1]);
    assert_eq!(at_server.address(), Pair::addresses()[0]);
    let data = [Arc::new(1_u32), Arc::new(2)];
    at_client.set_data(data[0].clone());
    at_server.set_data(data[1].clone());
    drop((at_client, at_server));
    for (endpoint, call) in [(&pair.server, &served), (&pair.client, &call)] {
        endpoint.abort(call, rxrpc_wire::AbortCode(1));
        endpoint.release(call);
    }
    drop((call, served));
    pair.exchange();
    assert!(data.iter().all(kept));
    let forgotten = |pair: &Pair| {
        let connections = |end: &Endpoint| end.snapshot().connections.len();
        [connections(&pair.client) == 0, connections(&pair.server) == 0]
    };
    let mut seen = forgotten(&pair);
    for _ in 0..400 {
        let later = pair.now + Duration::from_secs(5);
        pair.at(later);
        seen = forgotten(&pair);
        assert_eq!([!kept(&data[0]), !kept(&data[1])], seen, "as long as connections");
    }
    assert_eq!(seen, [true; 2]);
}

#[test]
fn a_handle_keeps_what_is_there_beyond_its_connections_and_its_endpoint() {
    let pair = Pair::new();
    let peer = pair.client.peer(Pair::addresses()[1]).unwrap();
    let data = Arc::new(1_u32);
    peer.set_data(data.clone());
    assert_eq!(peer.smoothed_rtt(), None);
    drop(pair);
    assert_eq!((peer.data::<u32>(), peer.smoothed_rtt()), (Some(data.clone()), None));
    assert!(peer.take_data().is_some());
    assert!(peer.data::<u32>().is_none() && !kept(&data));
}
