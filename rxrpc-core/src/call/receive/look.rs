//! What there is for a reader of a call, for who does not hold its user mutex.
//!
//! Holds: the questions that readers ask of a call's state, and the wait for something to read. Must not know: how data is
//! taken out.

use crate::call::send::Waiting;
use crate::call::wait::Interest;
use crate::call::{Call, CallState};
use crate::error::CallError;

/// What there is for a reader.
pub(super) enum Look {
    /// Data, its end, or the end of the call.
    Something,
    /// The end of the peer's data, of which a reader has learned before.
    End,
}

impl Call {
    /// Whether a reader would learn something.
    pub(crate) fn readable(state: &mut CallState) -> Option<()> {
        let news = state.completion().is_some()
            || state.connected().is_some_and(|connected| {
                // What nothing can open so far is not to be read.
                connected.machine.has_data() && connected.connection.security().is_some()
            });
        news.then_some(())
    }

    /// What a reader of the call face would find, if he need not wait: for who does not hold the user mutex, and needs it
    /// only if there is something.
    pub(super) fn look(state: &mut CallState) -> Option<Look> {
        if state.available.was_read_to_its_end() && state.failure().is_none() {
            return Some(Look::End);
        }
        Self::worth_reading(state).map(|()| Look::Something)
    }

    /// Waits for something to read, if it may.
    pub(super) async fn found_to_read(&self, waiting: Waiting) -> Result<Look, CallError> {
        match waiting {
            Waiting::Allowed => Ok(self.wait_for(Interest::Readable, Self::look).await),
            Waiting::Never => self.with_state(Self::look).ok_or(CallError::WouldBlock),
        }
    }

    /// Whether a reader of the call face need not wait.
    pub(crate) fn worth_reading(state: &mut CallState) -> Option<()> {
        if state.available.concerns_reader() { Some(()) } else { Self::readable(state) }
    }

    /// Whether who waits for the last of the peer's data need not wait: what was taken out of the machine
    /// does not count, except if it was the last.
    pub(super) fn rest_worth_reading(state: &mut CallState) -> Option<()> {
        if state.available.end { Some(()) } else { Self::readable(state) }
    }

    /// Whether the next `recvmsg` of this call would give something. The caller does not hold the user
    /// mutex; what it learns may be old when it acts on it.
    pub(crate) fn has_news(&self) -> bool {
        self.with_state(|state| state.available.is_news() || Self::readable(state).is_some())
    }
}
