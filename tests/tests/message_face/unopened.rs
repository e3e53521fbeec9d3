//! Data that its security class refuses.

use crate::scene::{Message, Pair};
use rxrpc_core::security::{Credentials, SecurityLevel, ServiceKeys};
use rxrpc_core::{CallOptions, Control, ServiceId};
use rxrpc_tests::guarded::{Fault, GuardedKey, GuardedService, WRONG_SUM};
use std::sync::Arc;

/// Linux answers with an errno, and tells the end with another message.
#[test]
fn data_that_does_not_open_is_the_end_of_its_call() {
    let (pair, secret) = (Pair::charged(&[500]), 7);
    let keys = ServiceKeys::new().with(Arc::new(GuardedService::new().user("alice", secret)));
    pair.server.endpoint.set_service_keys(ServiceId(1), Some(keys));
    let key = Arc::new(GuardedKey::new("alice", secret).fault(Fault::WrongData));
    let options = CallOptions::new().credentials(Credentials::new(key, SecurityLevel::Encrypted));
    let (client, to) = (pair.client.clone(), pair.server.service(1));
    let call = pair.network.block_on(client.open_with(to, &options)).unwrap();
    pair.network.block_on(client.send_last(&call, b"spoilt")).unwrap();
    assert_eq!(pair.next(&pair.server), Message::end(500, Control::Abort(WRONG_SUM)));
    pair.assert_silent(&pair.server);
    client.endpoint.release(&call);
}
