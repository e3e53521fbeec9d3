//! A client with tokens, and a service with the keys that their tickets are sealed with.

use rxrpc_core::security::{Credentials, SecurityLevel, ServiceKeys};
use rxrpc_core::{CallError, CallOptions, CallSecurity, ServiceId};
use rxrpc_rxkad::cipher::SessionKey;
use rxrpc_rxkad::kerberos::{Enctype, KerberosKey};
use rxrpc_rxkad::keys::{KeySet, KeyStore, ServiceKey};
use rxrpc_rxkad::token::{LocalToken, Token};
use rxrpc_rxkad::{Principal, RxkadKey, RxkadPeer, RxkadService};
use rxrpc_tests::network::{Network, Node};
use std::sync::Arc;
use std::time::{Duration, Instant};

pub(crate) const SERVICE: u16 = 9;
pub(crate) const SECOND: Duration = Duration::from_secs(1);

pub(crate) const LEVELS: [SecurityLevel; 3] =
    [SecurityLevel::Plain, SecurityLevel::Authenticated, SecurityLevel::Encrypted];

/// The key of the service for tickets of Kerberos 4, of version 5.
pub(crate) const DES: [u8; 8] = [0xb5, 0x13, 0x9e, 0x57, 0xc8, 0xd9, 0xce, 0x2f];

/// That for tickets of Kerberos 5, of version 6.
pub(crate) fn aes() -> KerberosKey {
    let bytes: Vec<u8> = (0x20..0x40).collect();
    KerberosKey::new(Enctype::AES256_CTS_HMAC_SHA1_96, &bytes).expect("32 bytes")
}

pub(crate) fn keys() -> KeySet {
    let mut keys = KeySet::new();
    keys.add_des(5, SessionKey::new(DES));
    keys.add_kerberos(6, aes());
    keys
}

pub(crate) fn alice() -> Principal {
    Principal::new("alice", "", "rx.test").expect("a name")
}

/// A token of Alice's, made with the DES key or with the key of Kerberos.
pub(crate) fn token(des: bool) -> Token {
    token_of(alice(), des)
}

pub(crate) fn token_of(who: Principal, des: bool) -> Token {
    let (old, new) = (SessionKey::new(DES), aes());
    let key = if des { ServiceKey::Des(5, &old) } else { ServiceKey::Kerberos(6, &new) };
    let mut last = 7_u8;
    LocalToken::with_key(key)
        .naming(who)
        .make_with(&mut |bytes| {
            for byte in bytes {
                last = last.wrapping_mul(37).wrapping_add(11);
                *byte = last;
            }
            Ok(())
        })
        .expect("the keys are good for tokens")
}

pub(crate) fn credentials(token: &Token, level: SecurityLevel) -> Credentials {
    RxkadKey::new(token.clone()).credentials(level)
}

pub(crate) struct Scene {
    pub(crate) network: Network,
    pub(crate) server: Node,
    pub(crate) client: Node,
}

/// A service that sends back what it gets.
pub(crate) fn scene(seed: u64) -> Scene {
    scene_with(seed, |service, _| service, |keys| keys)
}

pub(crate) fn scene_with(
    seed: u64,
    change: impl FnOnce(RxkadService, Instant) -> RxkadService,
    more: impl FnOnce(ServiceKeys) -> ServiceKeys,
) -> Scene {
    let network = Network::new(seed);
    let (server, client) = (network.node(), network.node());
    let service = change(RxkadService::new(Arc::new(KeyStore::fixed(keys()))), network.now());
    let all = more(ServiceKeys::new().with(Arc::new(service)));
    server.endpoint.set_service_keys(ServiceId(SERVICE), Some(all));
    server.serve_echo(SERVICE);
    Scene { network, server, client }
}

impl Scene {
    pub(crate) fn call(
        &self,
        credentials: Credentials,
        request: &[u8],
    ) -> Result<Vec<u8>, CallError> {
        self.network.block_on(async {
            let options = CallOptions::new().credentials(credentials);
            let target = self.server.service(SERVICE);
            let call = self.client.open_with(target, &options).await?;
            self.client.send_last(&call, request).await?;
            self.client.read_all(&call).await
        })
    }
}

/// Who the client of a call is.
pub(crate) fn peer(told: &CallSecurity) -> &RxkadPeer {
    let peer = told.peer.as_ref().expect("a client has proven who it is");
    peer.details().expect("it is of rxkad")
}
