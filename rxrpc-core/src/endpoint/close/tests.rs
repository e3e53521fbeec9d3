//! What users gave an endpoint to keep may hold the endpoint: nothing of it outlives the close.

use super::*;
use crate::address::ServiceAddress;
use crate::call::options::CallOptions;
use crate::config::Config;
use crate::endpoint::AddressFamily;
use crate::errno::Errno;
use crate::proto::{CallIdentity, ReceivedPacket};
use crate::security::{
    ClientKey, ConnectionFacts, Credentials, HandshakeError, Nonce, PacketBuffer, Response,
    SecurityContext, SecurityFailure, SecurityLevel, ServiceKey, ServiceKeys, Shape, Verified,
};
use bytes::Bytes;
use rxrpc_wire::{SecurityIndex, ServiceId};
use std::time::Instant;

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

impl ClientKey for Key {
    fn class(&self) -> SecurityIndex {
        SecurityIndex(7)
    }

    fn identity(&self) -> &[u8] {
        b"holder"
    }

    fn secure(&self, _: &ConnectionFacts) -> Result<Arc<dyn SecurityContext>, Errno> {
        Ok(Arc::new(Key { _endpoint: self._endpoint.clone() }))
    }
}

impl SecurityContext for Key {
    fn index(&self) -> SecurityIndex {
        SecurityIndex(7)
    }

    fn level(&self) -> SecurityLevel {
        SecurityLevel::Plain
    }

    fn shape(&self, payload: usize) -> Shape {
        Shape::new(0, payload, 0)
    }

    fn seal(&self, _: &CallIdentity, _: &mut [PacketBuffer]) -> Result<(), SecurityFailure> {
        Ok(())
    }

    fn open(&self, _: &CallIdentity, _: &mut [ReceivedPacket]) -> Result<(), SecurityFailure> {
        Ok(())
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

/// The key of calls, and what it made of their connections.
#[test]
fn credentials_go_with_the_close() {
    for exclusive in [false, true] {
        goes_with_the_close(|endpoint| {
            let key = Arc::new(Key { _endpoint: endpoint.clone() });
            let mut options = CallOptions::new();
            options.credentials = Credentials::new(key, SecurityLevel::Plain);
            options.exclusive = exclusive;
            let target = ServiceAddress::new(([127, 0, 0, 1], 7001), SERVICE);
            let now = Instant::now();
            let calls: Vec<_> = (0..2)
                .map(|_| endpoint.try_open_call(now, target, &options).expect("a free slot"))
                .collect();
            endpoint.release(&calls[0]);
        });
    }
}
