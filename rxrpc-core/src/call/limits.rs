//! What a user sets about a call that exists.
//!
//! Holds: [`CallTimeouts`] and [`Endpoint::set_call_timeouts`], and the announcing of a length. Must not know: what
//! happens when a limit has passed.

use super::Call;
use super::send::Waiting;
use crate::endpoint::Endpoint;
use crate::error::CallError;
use crate::setters::setters;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Limits of a call that exists, each of which may be set anew at any time. `None` and zero leave one as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallTimeouts {
    /// How long the call may last from now on, whatever its peer does: it then ends with `RX_CALL_TIMEOUT`
    /// ([`CallError::DeadlinePassed`], ETIME). Any time, in the place of what was set before; the maximum lifespan
    /// of the call that AF_RXRPC's kernel users set (`rxrpc_kernel_set_max_life`).
    pub hard: Option<Duration>,
    /// How long a service waits for the next packet of a request. Any time. Of no effect at a client.
    pub idle: Option<Duration>,
    /// How long nothing at all may be heard from the peer. Any time.
    pub normal: Option<Duration>,
}

setters! { CallTimeouts {
    hard: Option<Duration>,
    idle: Option<Duration>,
    normal: Option<Duration>,
} }

impl CallTimeouts {
    /// Leaves all as it is.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Call {
    /// When the call ends whatever its peer and user do, by [`CallTimeouts::hard`],
    /// [`CallOptions::hard_timeout`](crate::CallOptions::hard_timeout) or
    /// [`Config::service_call_deadline`](crate::Config::service_call_deadline); `None` if nothing limits it so, and when it
    /// has ended. Of the other end's limits nothing is known: the protocol does not tell them.
    pub fn deadline(&self) -> Option<Instant> {
        self.with_state(|state| state.life.hard_deadline())
    }
}

impl Endpoint {
    /// Sets limits of a call, also of one that waits for its slot. Does nothing to one that has ended. Never waits.
    pub fn set_call_timeouts(&self, now: Instant, call: &Arc<Call>, timeouts: &CallTimeouts) {
        let CallTimeouts { hard, idle, normal } = *timeouts;
        let ((), effects) = call.touch(|state| {
            if let Some(machine) = state.machine() {
                return machine.set_timeouts(now, hard, idle, normal);
            }
            let hard = hard.filter(|hard| !hard.is_zero());
            if let Some(hard) = hard {
                state.life.set_hard_deadline(now.checked_add(hard));
            }
            if let Some(begun) = &mut state.begun {
                begun.idle_timeout = idle.or(begun.idle_timeout);
                begun.normal_timeout = normal.or(begun.normal_timeout);
            }
        });
        self.apply(call, effects);
    }

    /// Announces the exact number of bytes that this side sends, request or reply, before any of it was given.
    /// Waits for the user mutex, as `waiting` allows. Cancel-safe.
    ///
    /// # Errors
    ///
    /// [`CallError::TooLateForLength`] if anything was given or a length announced before;
    /// [`CallError::WouldBlock`]; what ended the call.
    pub async fn set_transmit_length(
        &self,
        call: &Arc<Call>,
        bytes: u64,
        waiting: Waiting,
    ) -> Result<(), CallError> {
        let mut user = self.take_user(call, waiting).await?;
        let announced = match call.failure() {
            Some(failure) => Err(failure),
            None if call.has_ended() => Err(CallError::Ended),
            None if user.announce(bytes) => Ok(()),
            None => Err(CallError::TooLateForLength),
        };
        drop(user);
        self.user_freed(call);
        announced
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
