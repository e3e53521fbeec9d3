//! Who a client of rxkad has proven to be.
//!
//! Holds: [`RxkadPeer`]. Must not know: what it may do.

use crate::Principal;
use std::time::SystemTime;

/// Who a client has proven to be, as its ticket says: the details of the [`PeerIdentity`](rxrpc_core::PeerIdentity) of
/// calls.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RxkadPeer {
    /// Name, instance and realm. Of who has the service's key itself (`-localauth`): "afs", without the others.
    pub principal: Principal,
    /// When the ticket expires; `None` if it never does.
    pub expires: Option<SystemTime>,
    /// It is of the cell's own: the realm is empty, or one of
    /// [`RxkadService::local_realms`](super::RxkadService::local_realms).
    pub is_local: bool,
    /// The version of the service's key that sealed the ticket: 213 and 256 stand for tickets of Kerberos 5.
    pub kvno: u32,
}

impl RxkadPeer {
    /// Somebody with a ticket that never expires; local if there is no realm.
    #[must_use]
    pub fn new(principal: Principal) -> Self {
        let is_local = principal.realm().is_empty();
        Self { principal, expires: None, is_local, kvno: 0 }
    }
}
