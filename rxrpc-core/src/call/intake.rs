//! Whether and how a call takes data now, and how much of it.
//!
//! Holds: [`refuse`], and [`Intake`] with what it depends on: the phase, the channel, the transmit queue, memory. Must not
//! know: how data is packed, who waits.

use super::CallState;
use super::send_memory::SendBudget;
use crate::error::CallError;
use crate::proto::{CallIdentity, SendRefusal};
use crate::security::Security;

/// The failure to report to someone who wants to send.
pub(super) fn refuse(state: &mut CallState) -> Result<(), CallError> {
    if let Some(failure) = state.failure() {
        return Err(failure);
    }
    if let Some(begun) = &state.begun {
        return if begun.ended { Err(CallError::WrongPhase) } else { Ok(()) };
    }
    let Some(machine) = state.machine() else { return Err(CallError::WrongPhase) };
    machine.can_send().map_err(|refusal| match refusal {
        SendRefusal::Complete => CallError::Ended,
        _ => CallError::WrongPhase,
    })
}

/// What data can be queued for.
pub(super) struct Queue {
    /// How many packets there is room for, and whether more would be if the endpoint had memory for them.
    pub(super) space: usize,
    pub(super) short_of_memory: bool,
    /// Somebody is to be told of the end before it is queued.
    pub(super) is_awaited: bool,
    /// The largest payload of a packet.
    pub(super) payload: usize,
    pub(super) identity: CallIdentity,
    pub(super) security: Security,
}

/// How many bytes are kept until a call has its channel.
pub(super) struct Room {
    pub(super) bytes: usize,
    pub(super) short_of_memory: bool,
    pub(super) is_awaited: bool,
}

/// How a call takes data now.
pub(super) enum Intake {
    /// It has no channel so far, and keeps what there is room for.
    Keeps(Room),
    /// It has its channel, and what was given before comes first.
    QueuesGiven,
    Queues(Queue),
}

impl CallState {
    /// The transmit queue of a call that has a channel.
    pub(super) fn queue(&self) -> Option<Queue> {
        let connected = self.life.connected()?;
        let machine = &connected.machine;
        Some(Queue {
            space: machine.transmit_space(),
            short_of_memory: false,
            is_awaited: self.told_of_end.is_some(),
            payload: machine.max_payload(),
            identity: connected.identity,
            security: connected.connection.security()?.clone(),
        })
    }

    /// How the call takes `bytes` more now, if it does.
    pub(super) fn intake(
        &mut self,
        budget: &SendBudget,
        bytes: usize,
    ) -> Result<Intake, CallError> {
        match (self.queue(), &self.begun) {
            (Some(mut queue), None) => {
                self.cover(budget, &mut queue, bytes);
                Ok(Intake::Queues(queue))
            }
            (Some(_), Some(_)) => Ok(Intake::QueuesGiven),
            (None, Some(begun)) => {
                let most = bytes.min(begun.room());
                let covered = self.send_memory_for(budget, most);
                Ok(Intake::Keeps(Room {
                    bytes: most.min(covered),
                    short_of_memory: covered < most,
                    is_awaited: self.told_of_end.is_some(),
                }))
            }
            (None, None) => Err(CallError::WrongPhase),
        }
    }

    /// Sees to memory for `bytes`, and leaves the queue as much room as there is memory for. An empty one always
    /// takes a packet.
    #[inline]
    fn cover(&mut self, budget: &SendBudget, queue: &mut Queue, bytes: usize) {
        // What waits to fill a packet, and what does not fill the last.
        let wanted = (bytes / queue.payload.max(1) + 2).min(queue.space);
        let covered = self.send_memory_for(budget, wanted * queue.payload);
        if covered < wanted * queue.payload {
            let empty = self.machine().is_none_or(|machine| machine.queued_packets() == 0);
            queue.space = (covered / queue.payload).max(usize::from(empty));
            queue.short_of_memory = true;
        }
    }
}
