//! What users gave an endpoint to keep may hold the endpoint: nothing of it outlives the close.

use super::*;
use crate::config::Config;
use crate::endpoint::AddressFamily;
use crate::security::{
    ConnectionFacts, HandshakeError, Nonce, Response, ServiceKey, ServiceKeys, Verified,
};
use bytes::Bytes;
use rxrpc_wire::{SecurityIndex, ServiceId};

const SERVICE: ServiceId = ServiceId(1);

/// Has `give` hand the endpoint something that holds the endpoint, closes it, and looks whether it is gone.
#[track_caller]
fn goes_with_the_close(give: impl FnOnce(&Arc<Endpoint>)) {
    let endpoint = Endpoint::new(Config::default(), AddressFamily::V4).expect("in range");
    let weak = Arc::downgrade(&endpoint);
    give(&endpoint);
    endpoint.close();
    drop(endpoint);
    assert!(weak.upgrade().is_none(), "something holds the endpoint");
}

#[derive(Debug)]
struct Key {
    _endpoint: Arc<Endpoint>,
}

impl ServiceKey for Key {
    fn class(&self) -> SecurityIndex {
        SecurityIndex(7)
    }

    fn challenge(&self, _: &ConnectionFacts, _: &Nonce) -> Bytes {
        Bytes::new()
    }

    fn verify(
        &self,
        _: &ConnectionFacts,
        _: &[u8],
        _: &Response,
    ) -> Result<Verified, HandshakeError> {
        Err(HandshakeError::Later)
    }
}

fn keys(endpoint: &Arc<Endpoint>) -> ServiceKeys {
    ServiceKeys::new().with(Arc::new(Key { _endpoint: endpoint.clone() }))
}

#[test]
fn keys_of_services_go_with_the_close() {
    goes_with_the_close(|endpoint| endpoint.set_service_keys(SERVICE, Some(keys(endpoint))));
}

#[test]
fn keys_that_are_set_after_the_close_are_not_kept() {
    goes_with_the_close(|endpoint| {
        endpoint.close();
        endpoint.set_service_keys(SERVICE, Some(keys(endpoint)));
    });
}

#[test]
fn what_is_kept_with_a_peer_goes_with_the_close() {
    goes_with_the_close(|endpoint| {
        let peer = endpoint.peer(([127, 0, 0, 1], 7001).into()).expect("it can be reached");
        peer.set_data(Arc::new((endpoint.clone(), peer.clone())));
    });
}

#[test]
fn who_is_told_of_calls_goes_with_the_close() {
    for closed in [false, true] {
        goes_with_the_close(|endpoint| {
            let incoming = Arc::new(endpoint.incoming(SERVICE).expect("nobody has it"));
            if closed {
                endpoint.close();
            }
            let held = incoming.clone();
            incoming.notify_with(move |_| {
                held.service();
            });
        });
    }
}
