//! Dropping what is left of a request that nobody reads.
//!
//! Holds: [`Endpoint::discard_request`]. Must not know: what follows it.

use crate::call::send::Waiting;
use crate::call::user_side::Unread;
use crate::call::wait::Interest;
use crate::call::{Call, CallState};
use crate::endpoint::Endpoint;
use crate::error::CallError;
use crate::proto::State;
use rxrpc_wire::AbortCode;
use std::sync::Arc;

impl Call {
    /// Whether a part of the request of a service call is still to come.
    fn request_incomplete(state: &mut CallState) -> bool {
        state.machine().is_some_and(|machine| machine.state() == State::ServiceReceiveRequest)
    }
}

impl Endpoint {
    /// Reads and drops what is left of the request of a service call, so that the reply can begin. `false`
    /// if nothing is to come any more, or it is a client's call: nothing is dropped then. If the request is
    /// longer than `limit` bytes from here, the call is aborted with `RX_USER_ABORT`. Cancel-safe, in that
    /// what was dropped is gone.
    ///
    /// # Errors
    ///
    /// What ended the call.
    pub async fn discard_request(&self, call: &Arc<Call>, limit: u64) -> Result<bool, CallError> {
        if !call.with_state(Call::request_incomplete) {
            return Ok(false);
        }
        let mut dropped: u64 = 0;
        loop {
            let mut user = self.take_user(call, Waiting::Allowed).await?;
            let (filled, effects) = user.take_out(usize::MAX, 0, Unread::discard);
            let pause = user.pause();
            drop(user);
            self.apply(call, effects);
            let (bytes, ended) = filled?;
            dropped = dropped.saturating_add(bytes as u64);
            if dropped > limit {
                return Err(self.refuse_to_discard(call));
            }
            if ended {
                tracing::debug!(call = call.key.0, dropped, "request_discarded");
                return Ok(true);
            }
            pause.await;
            call.wait_for(Interest::Readable, Call::rest_worth_reading).await;
        }
    }

    /// Aborts a call whose request is too long, or comes too slowly, to be read and dropped, and returns what
    /// that is to its user.
    pub fn refuse_to_discard(&self, call: &Arc<Call>) -> CallError {
        tracing::debug!(call = call.key.0, "request_not_discarded");
        self.abort(call, AbortCode::RX_USER_ABORT);
        CallError::LocallyAborted(AbortCode::RX_USER_ABORT)
    }
}
