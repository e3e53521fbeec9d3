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

    /// Aborts the call with a code that the peer is told; whether that came in time, before its end. Whoever waits on
    /// the call learns of it at once, as [`CallError::LocallyAborted`](crate::CallError::LocallyAborted). Never waits.
    pub fn abort(&self, code: AbortCode) -> bool {
        self.abort_for(code, "")
    }

    /// [`AbortHandle::abort`] for a reason, as [`Call::abort_for`](crate::Call::abort_for). Never waits.
    pub fn abort_for(&self, code: AbortCode, reason: &'static str) -> bool {
        let (Some(endpoint), Some(call)) = (self.endpoint.upgrade(), self.call.upgrade()) else {
            return false;
        };
        let shared = endpoint.shared();
        let in_time = shared.core.abort_for(&call, code, reason);
        shared.flush();
        in_time
    }
}
