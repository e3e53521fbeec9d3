//! A client with credentials, and a service that knows users.

use rxrpc_core::security::{ClientKey, Credentials, SecurityLevel, ServiceKeys};
use rxrpc_core::{Call, CallError, CallOptions, Config, ServiceId};
use rxrpc_tests::guarded::{GuardedKey, GuardedService};
use rxrpc_tests::network::{Network, Node};
use std::sync::Arc;
use std::time::Duration;

pub(crate) const SERVICE: u16 = 9;
pub(crate) const SECOND: Duration = Duration::from_secs(1);

pub(crate) const ALICE: u64 = 0x0a11_ce00_1234_5678;

pub(crate) struct Scene {
    pub(crate) network: Network,
    pub(crate) server: Node,
    pub(crate) client: Node,
    pub(crate) keys: Arc<GuardedService>,
}

/// A service that knows Alice, and sends back what it gets.
pub(crate) fn scene(seed: u64) -> Scene {
    scene_with(seed, GuardedService::new().user("alice", ALICE), |keys| keys)
}

pub(crate) fn scene_with(
    seed: u64,
    keys: GuardedService,
    more: impl FnOnce(ServiceKeys) -> ServiceKeys,
) -> Scene {
    let network = Network::new(seed);
    let (server, client) = (network.node(), network.node());
    let keys = Arc::new(keys);
    let all = more(ServiceKeys::new().with(keys.clone()));
    server.endpoint.set_service_keys(ServiceId(SERVICE), Some(all));
    server.serve_echo(SERVICE);
    Scene { network, server, client, keys }
}

/// The same with settings of the service's endpoint.
pub(crate) fn scene_with_config(seed: u64, change: impl FnOnce(&mut Config)) -> Scene {
    let network = Network::new(seed);
    let (server, client) = (network.node_with(change), network.node());
    let keys = Arc::new(GuardedService::new().user("alice", ALICE));
    let all = ServiceKeys::new().with(keys.clone());
    server.endpoint.set_service_keys(ServiceId(SERVICE), Some(all));
    server.serve_echo(SERVICE);
    Scene { network, server, client, keys }
}

pub(crate) fn credentials(key: &Arc<GuardedKey>, level: SecurityLevel) -> Credentials {
    let key: Arc<dyn ClientKey> = key.clone();
    Credentials::new(key, level)
}

pub(crate) fn alice() -> Arc<GuardedKey> {
    Arc::new(GuardedKey::new("alice", ALICE))
}

impl Scene {
    pub(crate) async fn open(
        &self,
        key: &Arc<GuardedKey>,
        level: SecurityLevel,
    ) -> Result<Arc<Call>, CallError> {
        let options = CallOptions::new().credentials(credentials(key, level));
        self.client.open_with(self.server.service(SERVICE), &options).await
    }

    pub(crate) async fn call(
        &self,
        key: &Arc<GuardedKey>,
        level: SecurityLevel,
        request: &[u8],
    ) -> Result<Vec<u8>, CallError> {
        let call = self.open(key, level).await?;
        self.client.send_last(&call, request).await?;
        self.client.read_all(&call).await
    }

    /// One call of Alice's, encrypted.
    pub(crate) fn call_of_alice(&self) -> Result<Vec<u8>, CallError> {
        let key = alice();
        self.network.block_on(self.call(&key, SecurityLevel::Encrypted, b"hello"))
    }
}
