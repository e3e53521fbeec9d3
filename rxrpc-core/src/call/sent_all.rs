//! How users learn that a call's request or reply was given whole.
//!
//! Holds: the wait for it, [`Endpoint::sent_all`], and who else is told, [`Endpoint::on_sent_all`]. Must not know: who
//! sends, when packets leave.

use super::notifier::call_out;
use super::wait::Interest;
use super::{Call, CallState};
use crate::endpoint::Endpoint;
use crate::error::CallError;
use std::fmt;

/// Is told once.
pub(crate) struct Told(Box<dyn FnOnce() + Send>);

impl Told {
    /// No lock may be held. If it panics, what is to be done for the call is done all the same.
    pub(super) fn tell(self) {
        call_out(self.0);
    }
}

impl fmt::Debug for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Told")
    }
}

impl CallState {
    /// Whether all that this side sends was given, once that is certain.
    fn was_all_given(&mut self) -> Option<Result<(), CallError>> {
        let given = self.begun.as_ref().is_some_and(|begun| begun.ended)
            || self.machine().is_some_and(|machine| machine.is_last_queued());
        if given {
            return Some(Ok(()));
        }
        self.completion()?;
        Some(self.failure().map_or(Ok(()), Err))
    }
}

impl Call {
    /// Takes out who is to be told that all was given.
    pub(super) fn take_told(&self) -> Option<Box<Told>> {
        self.with_state(|state| state.told_of_end.take())
    }
}

impl Endpoint {
    /// Waits until the last packet of what this side sends is queued, whoever sends it. Cancel-safe.
    ///
    /// # Errors
    ///
    /// What ended the call before.
    pub async fn sent_all(&self, call: &Call) -> Result<(), CallError> {
        call.wait_for(Interest::Writable, CallState::was_all_given).await
    }

    /// Has `told` called when [`Endpoint::sent_all`] would be ready with success: right before the last packet is
    /// queued, and so before any of a reply can come, by the thread that queues it, under the call's user mutex. At
    /// once, if it was queued already. Never, if the call ends before; then it is dropped, with the call at the
    /// latest. It must neither wait, panic nor use the call. In place of what was to be called before.
    pub fn on_sent_all(&self, call: &Call, told: impl FnOnce() + Send + 'static) {
        let mut told = Some(Box::new(Told(Box::new(told))));
        let (given, _replaced) = call.with_state(|state| match state.was_all_given() {
            Some(given) => (given.is_ok(), None),
            None => (false, std::mem::replace(&mut state.told_of_end, told.take())),
        });
        if let Some(told) = told.filter(|_| given) {
            told.tell();
        }
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
