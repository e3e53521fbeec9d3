//! What protects the calls of our front ends, if anything: rxkad with one made-up DES key, which both ends have.

use std::sync::Arc;

use rxrpc_core::{CallOptions, SecurityLevel, ServiceKeys};
use rxrpc_rxkad::cipher::SessionKey;
use rxrpc_rxkad::keys::{KeySet, KeyStore};
use rxrpc_rxkad::token::LocalToken;
use rxrpc_rxkad::{RxkadKey, RxkadService};

use super::{Result, Role};

const KVNO: u32 = 5;

impl Role {
    /// What the client calls with.
    pub(super) fn call_options(&self) -> Result<CallOptions> {
        self.rxkad.map_or_else(|| Ok(CallOptions::new()), Self::options_at)
    }

    /// What the long calls beside those are made with, if there are any.
    pub(super) fn options_beside(&self) -> Result<Option<CallOptions>> {
        self.beside.map(Self::options_at).transpose()
    }

    fn options_at(level: u32) -> Result<CallOptions> {
        let level = SecurityLevel::from_number(level).ok_or("no such level")?;
        let token = LocalToken::new(&keys())?.make()?;
        Ok(CallOptions::new().credentials(RxkadKey::new(token).credentials(level)))
    }

    /// By what the service knows its clients.
    pub(super) fn service_keys(&self) -> Option<ServiceKeys> {
        self.rxkad?;
        let service = RxkadService::new(Arc::new(KeyStore::fixed(keys())));
        Some(ServiceKeys::new().with(Arc::new(service)).secured_only())
    }
}

fn keys() -> KeySet {
    let mut keys = KeySet::new();
    keys.add_des(KVNO, SessionKey::new([0xb5, 0x13, 0x9e, 0x57, 0xc8, 0xd9, 0xce, 0x2f]));
    keys
}
