//! Sending on a call: packing, sealing and queueing in the caller's thread, and waiting for space.
//!
//! Holds: the step [`User::queue`] and the verb [`Endpoint::send`]. Must not know: what a message is,
//! when packets leave.

use super::wait::Interest;
use super::{Call, CallState, User};
use crate::call::effects::Effects;
use crate::endpoint::Endpoint;
use crate::error::CallError;
use crate::lock::Take;
use crate::proto::SendRefusal;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// What became of one attempt to queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SendStep {
    /// All bytes are queued, or wait until they fill a packet.
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
    let Some(machine) = state.machine() else { return Err(CallError::WrongPhase) };
    machine.can_send().map_err(|refusal| match refusal {
        SendRefusal::Complete => CallError::Ended,
        _ => CallError::WrongPhase,
    })
}

impl User {
    /// Queues what fits of `data[*taken..]`, advancing `taken`.
    fn queue(
        &mut self,
        data: &[u8],
        more: bool,
        taken: &mut usize,
    ) -> (Result<SendStep, CallError>, Effects) {
        let (call, side) = self.call_and_side();
        let packer = &mut side.packer;
        let rest = &data[*taken..];
        let look = call.with_state(|state| {
            refuse(state)?;
            if !packer.allows(rest.len(), more) {
                return Err(CallError::MessageSize);
            }
            let Some(connected) = state.life.connected() else {
                return Err(CallError::WrongPhase);
            };
            let security = connected.connection.security().ok_or(CallError::WrongPhase)?.clone();
            let machine = &connected.machine;
            let (space, payload) = (machine.transmit_space(), machine.max_payload());
            Ok((space, payload, connected.identity, security))
        });
        let (space, payload, identity, security) = match look {
            Ok(look) => look,
            Err(error) => return (Err(error), Effects::default()),
        };
        let mut packing = packer.pack(rest, more, &security.shape(payload), space);
        // Sealing is the slow part, so no lock is held for it.
        if !packing.packets.is_empty()
            && let Err(failure) = security.seal(&identity, &mut packing.packets)
        {
            side.purge();
            return call.abort_for_security(failure);
        }
        *taken += packing.taken;
        packer.count(packing.taken);
        call.touch(|state| {
            refuse(state)?;
            if let Some(machine) = state.machine() {
                for packet in packing.packets {
                    let (checksum, last) = (packet.checksum(), packet.is_last());
                    machine.queue_packet(packet.into_payload(), checksum, last);
                }
            }
            Ok(if packing.done { SendStep::Done } else { SendStep::NoSpace })
        })
    }
}

impl Call {
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
    /// Sends `data[*taken..]` on a call; without `more` it is the end of the request or reply. Waits for
    /// the user mutex and for space as `waiting` allows, and lets go of the user mutex while it waits for
    /// space, so that others can receive or abort.
    ///
    /// `taken` begins at 0 and is moved forward with each byte of `data` that is queued for good. Cancel-safe
    /// in this sense: it is right also after an error and when the future is dropped. To go on, call
    /// again with the same data and the same `taken`.
    ///
    /// # Errors
    ///
    /// [`CallError::WouldBlock`] if it was not allowed to wait; [`CallError::CountBeyondData`] if `taken` is
    /// larger than the data; otherwise what ended or refuses the call.
    pub async fn send(
        &self,
        call: &Arc<Call>,
        data: &[u8],
        more: bool,
        waiting: Waiting,
        taken: &mut usize,
    ) -> Result<(), CallError> {
        if *taken > data.len() {
            return Err(CallError::CountBeyondData);
        }
        // Declared before the user mutex, so dropped after it, also when this future is dropped.
        let _tell = TellUserFreed(self, call);
        let user = self.take_user(call, waiting).await?;
        self.send_held(call, user, data, more, waiting, taken).await
    }

    /// [`Endpoint::send`] for who holds the user mutex already.
    pub(crate) async fn send_held(
        &self,
        call: &Arc<Call>,
        mut user: User,
        data: &[u8],
        more: bool,
        waiting: Waiting,
        taken: &mut usize,
    ) -> Result<(), CallError> {
        debug_assert!(Arc::ptr_eq(call, user.owner()), "the user mutex of this call");
        loop {
            let (step, effects) = user.queue(data, more, taken);
            drop(user);
            self.apply(call, effects);
            self.user_freed(call);
            match step? {
                SendStep::Done => return Ok(()),
                SendStep::NoSpace if waiting == Waiting::Never => {
                    return Err(CallError::WouldBlock);
                }
                SendStep::NoSpace => call.wait_for(Interest::Writable, Call::writable).await,
            }
            user = self.take_user(call, waiting).await?;
        }
    }
}

/// Tells `recvmsg` that a user mutex may be free again.
pub(crate) struct TellUserFreed<'a>(pub(crate) &'a Endpoint, pub(crate) &'a Arc<Call>);

impl Drop for TellUserFreed<'_> {
    fn drop(&mut self) {
        if !crate::lock::abandoned_by_model() {
            self.0.user_freed(self.1);
        }
    }
}

impl Endpoint {
    /// Takes the user mutex of a call.
    pub(crate) async fn take_user(
        &self,
        call: &Arc<Call>,
        waiting: Waiting,
    ) -> Result<User, CallError> {
        match waiting {
            Waiting::Never => User::try_of(call).ok_or(CallError::WouldBlock),
            Waiting::Allowed => Ok(UserWait { endpoint: self, take: Take::of(call) }.await),
        }
    }
}

/// The wait for the user mutex of a call.
struct UserWait<'a> {
    endpoint: &'a Endpoint,
    take: Take<Call>,
}

impl Future for UserWait<'_> {
    type Output = User;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<User> {
        let polled = Pin::new(&mut self.take).poll(cx);
        if polled.is_pending() {
            self.endpoint.schedule.watch_user(self.take.owner());
        }
        polled
    }
}
