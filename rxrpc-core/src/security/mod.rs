//! Security classes: how the data of DATA packets is sealed and opened.
//!
//! Holds: the trait [`SecurityContext`] that every class implements for a connection, [`Security`] as a connection
//! has it, what is sealed ([`PacketBuffer`]), and the class "none" in [`none`]. Must not know: windows, locks, sockets, nor where a class
//! has its keys from. Sealing and opening run in the user's thread, under the call's user mutex and nothing else.

mod buffer;
pub(crate) mod none;

use crate::proto::{CallIdentity, ReceivedPacket};
pub(crate) use buffer::PacketBuffer;
use none::Unsecured;
use rxrpc_wire::{AbortCode, SecurityIndex};
use std::fmt::Debug;
use std::ops::Deref;
use std::sync::Arc;

/// How user data lies in the packets of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Bytes that sealing puts before the data; of one class always as many.
    pub(crate) head: usize,
    /// Bytes of user data in a full packet. 0 is taken for 1.
    pub(crate) capacity: usize,
    /// The most bytes that sealing puts behind the data, be the packet full or not.
    pub(crate) tail: usize,
}

impl Shape {
    /// Bytes of user data in a full packet; with none a call would never end.
    pub(crate) fn capacity(&self) -> usize {
        self.capacity.max(1)
    }
}

/// A class refuses to seal or to open: the call is aborted with its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("refused by the security class: {0}")]
pub(crate) struct SecurityFailure(pub(crate) AbortCode);

/// The security of one connection, at both of its ends and for all of its calls.
///
/// Several users seal and open at once, for calls of their own. A class that has to know the time (of expiry, of
/// new keys) is told by the deadlines of its connection, not here.
pub(crate) trait SecurityContext: Send + Sync + Debug {
    /// The number of the class in packet headers.
    fn index(&self) -> SecurityIndex;

    /// How user data lies in packets that carry at most `payload` bytes. Sealed packets with as much data as they
    /// hold are all of one size, so that they leave as one batch.
    fn shape(&self, payload: usize) -> Shape;

    /// Seals packets of a call where they lie, one after the other from the first that was not sealed before.
    /// There is at least one; a class may work on several side by side.
    ///
    /// # Errors
    ///
    /// The call is aborted, and none of the packets is sent.
    fn seal(
        &self,
        call: &CallIdentity,
        packets: &mut [PacketBuffer],
    ) -> Result<(), SecurityFailure>;

    /// Opens packets of a call, in order, at least one: puts what each held in the place of its payload. That goes
    /// into a buffer of its own or is a part of the payload, which others may share: nothing is changed in place.
    ///
    /// # Errors
    ///
    /// The call is aborted, and its user gets none of the packets.
    fn open(
        &self,
        call: &CallIdentity,
        packets: &mut [ReceivedPacket],
    ) -> Result<(), SecurityFailure>;
}

/// The security of a connection, to be taken along by whoever seals or opens for one of its calls.
#[derive(Clone, Debug)]
pub(crate) enum Security {
    /// The class "none", which has nothing to keep: most connections shall not pay for an allocation, and their
    /// users share no count of references.
    Unsecured,
    /// Any other class.
    Class(Arc<dyn SecurityContext>),
}

impl From<Arc<dyn SecurityContext>> for Security {
    fn from(context: Arc<dyn SecurityContext>) -> Self {
        Self::Class(context)
    }
}

impl Deref for Security {
    type Target = dyn SecurityContext;

    fn deref(&self) -> &Self::Target {
        match self {
            Self::Unsecured => &Unsecured,
            Self::Class(context) => &**context,
        }
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
