//! Who is at the other end, and what protects a call: as users are told.
//!
//! Holds: [`PeerIdentity`] and [`CallSecurity`]. Must not know: how it was proven.

use super::{SecurityContext, SecurityLevel};
use rxrpc_wire::{SecurityIndex, ServiceId};
use std::any::Any;
use std::sync::Arc;
use std::time::SystemTime;

/// Who a client has proven to be. Cheap to clone.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PeerIdentity {
    /// The name, as the class writes it for people and for comparisons: two clients of one class with the same name
    /// are the same.
    pub name: Arc<str>,
    /// When the proof expires; `None` if it never does.
    pub expires: Option<SystemTime>,
    details: Option<Arc<dyn Any + Send + Sync>>,
}

impl PeerIdentity {
    /// Somebody of this name, whose proof never expires.
    #[must_use]
    pub fn new(name: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), expires: None, details: None }
    }

    /// Sets when the proof expires.
    #[must_use]
    pub fn expires(mut self, at: impl Into<Option<SystemTime>>) -> Self {
        self.expires = at.into();
        self
    }

    /// Adds what else the class knows of the client, as a type of its own.
    #[must_use]
    pub fn with_details(mut self, details: impl Any + Send + Sync) -> Self {
        self.details = Some(Arc::new(details));
        self
    }

    /// What the class knows besides, if it is of this type: its documentation says which it gives.
    #[must_use]
    pub fn details<T: Any>(&self) -> Option<&T> {
        self.details.as_ref()?.downcast_ref()
    }
}

/// What a class has sealed and opened on a connection, in both directions of all its calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SecurityCounts {
    /// Packets that were sealed. What is sent again was sealed once.
    pub sealed_packets: u64,
    /// Bytes of data in them.
    pub sealed_bytes: u64,
    /// Packets that were opened.
    pub opened_packets: u64,
    /// Bytes of data in them.
    pub opened_bytes: u64,
}

impl SecurityCounts {
    /// So many packets with so many bytes, each way. For classes.
    #[must_use]
    pub fn new(sealed: (u64, u64), opened: (u64, u64)) -> Self {
        let ((sealed_packets, sealed_bytes), (opened_packets, opened_bytes)) = (sealed, opened);
        Self { sealed_packets, sealed_bytes, opened_packets, opened_bytes }
    }
}

/// What protects a call (`rxrpc_kernel_query_call_security` in AF_RXRPC, and more).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CallSecurity {
    /// The class; [`SecurityIndex::NONE`] for a call that nothing protects.
    pub class: SecurityIndex,
    /// The service, as the connection has it.
    pub service: ServiceId,
    /// How well the data is protected.
    pub level: SecurityLevel,
    /// The number of the encryption in the class, of classes that have several.
    pub encryption: Option<u32>,
    /// Who is at the other end. A service knows it of clients that have proven it; a client whether and what its
    /// class proves of services.
    pub peer: Option<PeerIdentity>,
    /// When what secures the connection expires; `None` if it never does.
    pub expires: Option<SystemTime>,
    /// What was sealed and opened on the connection, for all of its calls, if the class counts it.
    pub counts: SecurityCounts,
}

impl CallSecurity {
    pub(crate) fn of(context: &dyn SecurityContext, service: ServiceId) -> Self {
        Self {
            class: context.index(),
            service,
            level: context.level(),
            encryption: context.encryption(),
            peer: context.peer().cloned(),
            expires: context.expires(),
            counts: context.counts(),
        }
    }
}
