//! Giving up what a service has not read of a request.
//!
//! Holds: [`discard_request`], with its bound in time. Must not know: who gives it up, and why.

use crate::shared::Shared;
use rxrpc_core::{Call as CoreCall, CallError};
use std::pin::pin;
use std::sync::Arc;

/// Reads and drops what is left of a service's request, within the bounds for that; `false` if there is
/// nothing to be dropped.
pub(crate) async fn discard_request(
    shared: &Shared,
    call: &Arc<CoreCall>,
) -> Result<bool, CallError> {
    let (core, config) = (&shared.core, shared.core.config());
    let discard = pin!(core.discard_request(call, config.discard_bytes));
    let discarded = shared.run_until(discard, shared.deadline(config.discard_time)).await;
    discarded.unwrap_or_else(|| {
        let refused = core.refuse_to_discard(call);
        shared.flush();
        Err(refused)
    })
}
