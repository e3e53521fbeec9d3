//! Aborting a call from elsewhere than where it is used.
//!
//! Holds: [`AbortHandle`]. Must not know: the protocol, who uses the call.

use crate::endpoint::WeakEndpoint;
use rxrpc_core::{AbortCode, Call as CoreCall};
use std::fmt;
use std::sync::Weak;

/// Aborts a call, from any task or thread, while another one sends, reads or waits: [`Call::abort_handle`].
///
/// It keeps neither the call nor its endpoint: when they are gone, or the call has ended, it does nothing.
///
/// [`Call::abort_handle`]: crate::Call::abort_handle
#[derive(Clone)]
pub struct AbortHandle {
    endpoint: WeakEndpoint,
    call: Weak<CoreCall>,
}

impl fmt::Debug for AbortHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AbortHandle").finish_non_exhaustive()
    }
}

impl AbortHandle {
    pub(crate) fn new(endpoint: WeakEndpoint, call: Weak<CoreCall>) -> Self {
        Self { endpoint, call }
    }

    /// Aborts the call with a code that the peer is told. Whoever waits on the call learns of it at once, as
    /// [`CallError::LocallyAborted`](crate::CallError::LocallyAborted). Does nothing if the call has ended.
    /// Never waits.
    pub fn abort(&self, code: AbortCode) {
        if let (Some(endpoint), Some(call)) = (self.endpoint.upgrade(), self.call.upgrade()) {
            let shared = endpoint.shared();
            shared.core.abort(&call, code);
            shared.flush();
        }
    }
}
