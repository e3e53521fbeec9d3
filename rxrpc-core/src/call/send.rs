//! Sending on a call: packing, sealing and queueing in the caller's thread, and waiting for space.
//!
//! Holds: the step [`Call::queue`] and the verb [`Endpoint::send`]. Must not know: what a message is,
//! when packets leave.

use super::wait::Interest;
use super::{Call, CallState, Progress};
use crate::call::effects::Effects;
use crate::endpoint::Endpoint;
use crate::error::CallError;
use crate::lock::{Permit, Permits};
use crate::proto::SendRefusal;
use crate::security::PacketPlace;
use std::sync::Arc;

/// What became of one attempt to queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SendStep {
    /// All bytes are queued (or kept for the next packet).
    Done,
    /// The transmit queue is full.
    NoSpace,
}

/// How a verb gets its user mutex and whether it may wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// Wait for the user mutex, for a slot, for space, for data.
    Allowed,
    /// Never wait for anything (`MSG_DONTWAIT`).
    Never,
}

/// The failure to report to someone who wants to send.
fn refuse(state: &mut CallState) -> Result<(), CallError> {
    if let Some(failure) = state.failure() {
        return Err(failure);
    }
    match &state.progress {
        Progress::Connected(connected) => {
            connected.machine.can_send().map_err(|refusal| match refusal {
                SendRefusal::Complete => CallError::Ended,
                _ => CallError::WrongPhase,
            })
        }
        Progress::AwaitSlot { .. } | Progress::Failed(_) => Err(CallError::WrongPhase),
    }
}

impl Call {
    /// Queues what fits of `data[*taken..]`, advancing `taken`. The caller holds the user mutex.
    fn queue(
        &self,
        _held: &Permit,
        data: &[u8],
        more: bool,
        taken: &mut usize,
    ) -> (Result<SendStep, CallError>, Effects) {
        let mut side = self.user_side.lock();
        let look = self.peek(|state| {
            refuse(state)?;
            let Progress::Connected(connected) = &state.progress else {
                return Err(CallError::WrongPhase);
            };
            let security = connected.connection.security.clone();
            let machine = &connected.machine;
            Ok((machine.transmit_space(), machine.max_payload(), connected.identity, security))
        });
        let (space, payload, identity, security) = match look {
            Ok(look) => look,
            Err(error) => return (Err(error), Effects::default()),
        };
        let rest = &data[*taken..];
        if let Some(announced) = side.announced {
            let offered = rest.len() as u64;
            if offered > announced || (!more && offered != announced) {
                return (Err(CallError::MessageSize), Effects::default());
            }
        }
        let (packets, packed, done) = side.pack(rest, more, security.capacity(payload), space);
        // Sealing is the slow part, so the state lock is not held for it.
        let sealed: Vec<_> = packets
            .into_iter()
            .map(|packet| {
                let place = PacketPlace {
                    cid: identity.cid,
                    call_number: identity.call_number,
                    seq: side.next_seq(),
                };
                (security.seal(place, packet.data), packet.last)
            })
            .collect();
        *taken += packed;
        if let Some(announced) = &mut side.announced {
            *announced -= packed as u64;
        }
        let (result, effects) = self.touch(|state| {
            refuse(state)?;
            if let Some(machine) = state.machine() {
                for (sealed, last) in sealed {
                    machine.queue_packet(sealed.payload, sealed.checksum, last);
                }
            }
            Ok(if done { SendStep::Done } else { SendStep::NoSpace })
        });
        (result, effects)
    }

    /// Whether there is something to gain from trying to send again.
    fn writable(state: &mut CallState) -> Option<()> {
        match refuse(state) {
            Err(_) => Some(()),
            Ok(()) => {
                state.machine().is_none_or(|machine| machine.transmit_space() > 0).then_some(())
            }
        }
    }
}

impl Endpoint {
    /// Sends `data` on a call; without `more` it is the end of the request or reply. Waits for the
    /// user mutex and for space as `waiting` allows, and lets go of the user mutex while it waits for
    /// space, so that others can receive or abort.
    ///
    /// Cancel-safe in this sense: `taken` always says how many bytes are queued for good, also when the
    /// future is dropped. To go on, call again with the rest.
    ///
    /// # Errors
    ///
    /// [`CallError::WouldBlock`] if it was not allowed to wait; otherwise what ended or refuses the
    /// call.
    pub async fn send(
        &self,
        call: &Arc<Call>,
        data: &[u8],
        more: bool,
        waiting: Waiting,
        taken: &mut usize,
    ) -> Result<(), CallError> {
        // Declared before the permit, so dropped after it, also when this future is dropped.
        let _release = TellReleased(self, call);
        let permit = take_user(call, waiting).await?;
        self.send_held(call, permit, data, more, waiting, taken).await
    }

    /// [`Endpoint::send`] for who holds the user mutex already.
    pub(crate) async fn send_held(
        &self,
        call: &Arc<Call>,
        mut permit: Permit,
        data: &[u8],
        more: bool,
        waiting: Waiting,
        taken: &mut usize,
    ) -> Result<(), CallError> {
        loop {
            let (step, effects) = call.queue(&permit, data, more, taken);
            drop(permit);
            self.apply(call, effects);
            self.user_released(call);
            match step? {
                SendStep::Done => return Ok(()),
                SendStep::NoSpace if waiting == Waiting::Never => {
                    return Err(CallError::WouldBlock);
                }
                SendStep::NoSpace => call.wait_for(Interest::Writable, Call::writable).await,
            }
            permit = take_user(call, waiting).await?;
        }
    }
}

/// Tells `recvmsg` that a user mutex may be free again.
pub(crate) struct TellReleased<'a>(pub(crate) &'a Endpoint, pub(crate) &'a Arc<Call>);

impl Drop for TellReleased<'_> {
    fn drop(&mut self) {
        if !crate::lock::abandoned_by_model() {
            self.0.user_released(self.1);
        }
    }
}

/// Takes the user mutex of a call.
pub(crate) async fn take_user(call: &Arc<Call>, waiting: Waiting) -> Result<Permit, CallError> {
    match waiting {
        Waiting::Never => Permits::try_take(&call.user).ok_or(CallError::WouldBlock),
        Waiting::Allowed => Ok(call.user.take().await),
    }
}
