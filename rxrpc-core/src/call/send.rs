//! Sending on a call: packing, sealing and queueing in the caller's thread, and waiting for space.
//!
//! Holds: the step [`User::queue`] and the verb [`Endpoint::send`]. Must not know: what a message is,
//! when packets leave.

mod whole;

use super::intake::{Intake, Queue, Room, refuse};
use super::pause::Pause;
use super::send_data::SendData;
use super::send_memory::{MemoryWait, SendBudget};
use super::take_user::TellUserFreed;
use super::user_side::{self, Memory, Packing};
use super::wait::Interest;
use super::{Call, CallState, User};
use crate::blocks::SpareBlocks;
use crate::call::effects::Effects;
use crate::endpoint::Endpoint;
use crate::endpoint::handshake::ask_class;
use crate::error::CallError;
use crate::lock::WakeList;
use crate::security::{Security, SecurityFailure};
use bytes::Bytes;
use rxrpc_wire::AbortCode;
use std::pin::Pin;
use std::sync::Arc;

/// What became of one attempt to queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SendStep {
    /// All bytes are queued, or wait until they fill a packet.
    Done,
    /// The transmit queue is full.
    NoSpace,
    /// The endpoint has no memory left for more of what the call sends.
    NoMemory,
    /// A class has sealed as much as it may in one go: others have their turn first.
    Paused,
}

/// How a verb gets its user mutex and whether it may wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// Wait for the user mutex, for a slot, for space, for data.
    Allowed,
    /// Never wait for anything (`MSG_DONTWAIT`).
    Never,
}

impl CallState {
    /// Queues sealed packets.
    fn push(&mut self, packing: Packing) {
        if let Some(machine) = self.machine() {
            packing.queue(machine);
        }
    }
}

impl User {
    /// Queues what fits of what is given from `*taken` on, in one go if it lies in several pieces, advancing `taken`. Who
    /// never waits cannot pause either: what it has sealed at once is as long as the transmit queue at most.
    #[inline]
    fn queue_all(
        &mut self,
        budget: &SendBudget,
        data: &SendData<'_>,
        more: bool,
        waiting: Waiting,
        taken: &mut usize,
    ) -> (Result<SendStep, CallError>, Effects) {
        if let SendData::Slice(data) = *data
            && *taken == 0
            && !more
            && let Some(call) = self.call_without_given()
            && let Some(queued) = call.queue_whole(budget, data)
        {
            self.note_gave_all();
            *taken = data.len();
            return queued;
        }
        self.call_and_side().1.seals = match waiting {
            Waiting::Allowed => Security::MOST_AT_ONCE as u32,
            Waiting::Never => u32::MAX,
        };
        if let SendData::Slice(data) = *data {
            return self.queue(budget, data, None, more, taken);
        }
        let left = data.len() - *taken;
        if !self.call_and_side().1.packer.allows(left, more) {
            return (Err(CallError::MessageSize), Effects::default());
        }
        let mut before = Effects::default();
        loop {
            let piece = data.piece_at(*taken);
            let begin = *taken - piece.skipped;
            let mut done = piece.skipped;
            let (step, effects) =
                self.queue(budget, piece.data, piece.memory, more || !piece.is_last, &mut done);
            *taken = begin + done;
            before = before.then(effects);
            match step {
                Ok(SendStep::Done) if !piece.is_last => {}
                step => return (step, before),
            }
        }
    }

    /// Queues what fits of `data[*taken..]`, advancing `taken`; `memory` is what the data is a part of, if it may be
    /// kept.
    fn queue(
        &mut self,
        budget: &SendBudget,
        data: &[u8],
        memory: Option<&Bytes>,
        more: bool,
        taken: &mut usize,
    ) -> (Result<SendStep, CallError>, Effects) {
        let (call, side) = self.call_and_side();
        let rest = &data[*taken..];
        if !more
            && memory.is_none()
            && side.packer.has_nothing()
            && let Some(queued) = call.queue_whole(budget, rest)
        {
            side.packer.note_whole();
            *taken = data.len();
            return queued;
        }
        let look = call.with_state(|state| {
            refuse(state)?;
            match side.packer.allows(rest.len(), more) {
                true => state.intake(budget, rest.len()),
                false => Err(CallError::MessageSize),
            }
        });
        match look {
            Err(error) => (Err(error), Effects::default()),
            Ok(Intake::Queues(queue)) => {
                self.pack(&budget.spare, rest, memory, more, &queue, taken)
            }
            Ok(Intake::Keeps(room)) => self.keep(rest, more, room, taken),
            Ok(Intake::QueuesGiven) => {
                let (queued, before) = self.queue_given();
                if let Err(error) = queued {
                    return (Err(error), before);
                }
                let (step, after) = self.queue(budget, data, memory, more, taken);
                (step, before.then(after))
            }
        }
    }

    /// Packs, seals and queues what there is room for.
    fn pack(
        &mut self,
        spare: &SpareBlocks,
        data: &[u8],
        memory: Option<&Bytes>,
        more: bool,
        queue: &Queue,
        taken: &mut usize,
    ) -> (Result<SendStep, CallError>, Effects) {
        let (call, side) = self.call_and_side();
        let shape = queue.security.shape(queue.payload);
        let space = match queue.security.of_class() {
            None => queue.space,
            Some(_) => queue.space.min(side.packets_to_seal(&shape)),
        };
        let packer = &mut side.packer;
        let mut packing = match memory {
            _ if !shape.adds_nothing() => {
                let memory = match queue.security.run_head() == Some(shape.head) {
                    true => Memory::LentToRuns(spare),
                    false => Memory::Lent(spare),
                };
                packer.pack(data, memory, more, &shape, space)
            }
            Some(memory) => packer.pack(data, Memory::Given(memory), more, &shape, space),
            None => packer.pack_copied(data, more, &shape, space, spare),
        };
        // Sealing is the slow part, so no lock is held for it.
        let sealed =
            user_side::guard(&queue.security, || packing.seal(&queue.security, &queue.identity));
        if let Err(failure) = sealed {
            side.purge();
            return call.abort_for_security(failure);
        }
        *taken += packing.taken;
        side.packer.count(packing.taken);
        if queue.security.of_class().is_some() {
            side.note_sealed(packing.count(), &shape);
        }
        let done = packing.done;
        let step = match done {
            true => SendStep::Done,
            false if space < queue.space => SendStep::Paused,
            false if queue.short_of_memory => SendStep::NoMemory,
            false => SendStep::NoSpace,
        };
        call.take_in(done && !more, queue.is_awaited, |state| {
            state.push(packing);
            step
        })
    }

    /// Keeps what there is room for until the call has its channel.
    fn keep(
        &mut self,
        data: &[u8],
        more: bool,
        room: Room,
        taken: &mut usize,
    ) -> (Result<SendStep, CallError>, Effects) {
        let (call, side) = self.call_and_side();
        let (now, later) = data.split_at(data.len().min(room.bytes));
        let done = later.is_empty();
        let ended = done && !more;
        side.packer.keep(now, ended);
        *taken += now.len();
        side.packer.count(now.len());
        let step = match done {
            true => SendStep::Done,
            false if room.short_of_memory => SendStep::NoMemory,
            false => SendStep::NoSpace,
        };
        call.take_in(ended, room.is_awaited, |state| {
            // Only who holds the user mutex takes it out.
            if let Some(begun) = &mut state.begun {
                begun.note(now.len(), ended);
            }
            step
        })
    }

    /// Packs, seals and queues what was given to a begun call that has its channel now. Its transmit queue has room
    /// for it, or takes more than it has room for: not a byte more is in memory for that. Whoever drives may do it,
    /// so a class that panics ends the call. [`CallError::WrongPhase`] as
    /// long as its connection cannot seal.
    pub(super) fn queue_given(&mut self) -> (Result<(), CallError>, Effects) {
        let (call, side) = self.call_and_side();
        let (look, whole) = call.with_state(|state| {
            let look = match state.failure() {
                Some(failure) => Err(failure),
                None => state.queue().ok_or(CallError::WrongPhase),
            };
            (look, state.begun.as_mut().and_then(|begun| begun.take_whole()))
        });
        let packer = &mut side.packer;
        if let Some(whole) = whole {
            packer.keep_whole(&whole);
        }
        let queue = match look {
            Ok(queue) => queue,
            Err(error) => return (Err(error), Effects::default()),
        };
        let sealed = ask_class(|| {
            let mut packets = packer.pack_kept(&queue.security.shape(queue.payload));
            if !packets.is_empty() {
                queue.security.seal(&queue.identity, &mut packets)?;
            }
            Ok(packets)
        });
        let panicked = Err(SecurityFailure(AbortCode::RX_PROTOCOL_ERROR));
        let packets = match sealed.unwrap_or(panicked) {
            Ok(packets) => packets,
            Err(failure) => {
                side.purge();
                return call.abort_for_security(failure);
            }
        };
        let ((begun, wake), effects) = call.touch(|state| {
            let mut wake = WakeList::default();
            let begun = state.begun.take();
            if let Some(machine) = state.machine() {
                user_side::queue(machine, packets.into_iter());
            }
            state.waiters.writable.take_all(&mut wake);
            (begun, wake)
        });
        drop(begun);
        (Ok(()), effects.waking(wake))
    }
}

impl Call {
    /// Takes in what its user gave, unless the call refuses it by now. Who waits for the end of that learns of it; and
    /// who is to be told before it is queued, if somebody is known to be, is told before.
    fn take_in(
        &self,
        ends: bool,
        is_awaited: bool,
        take: impl FnOnce(&mut CallState) -> SendStep,
    ) -> (Result<SendStep, CallError>, Effects) {
        if ends
            && is_awaited
            && let Some(told) = self.take_told()
        {
            told.tell();
        }
        let mut wake = WakeList::default();
        let mut late = None;
        let (step, effects) = self.touch(|state| {
            state.end_send_promise();
            refuse(state)?;
            let step = take(state);
            if ends {
                state.waiters.writable.take_all(&mut wake);
                late = state.told_of_end.take();
            }
            Ok(step)
        });
        if let Some(told) = late {
            told.tell();
        }
        (step, effects.waking(wake))
    }

    /// Whether there is something to gain from trying to send again.
    pub(crate) fn writable(state: &mut CallState) -> Option<()> {
        if refuse(state).is_err() {
            return Some(());
        }
        let room = match (&state.begun, state.life.connected()) {
            (Some(begun), _) => begun.room() > 0,
            (None, Some(connected)) => connected.machine.transmit_space() > 0,
            (None, None) => true,
        };
        room.then_some(())
    }

    /// Whether the request or reply is not ended so far, and data may be sent.
    pub(super) fn takes_data(state: &mut CallState) -> bool {
        refuse(state).is_ok()
    }
}

impl Endpoint {
    /// Sends `data[*taken..]` on a call; without `more` it is the end of the request or reply. Waits for
    /// the user mutex, for space and for memory ([`Config::send_memory`](crate::Config::send_memory)) as `waiting`
    /// allows, and lets go of the user mutex while it waits for the latter, so that others can receive or abort.
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
        self.send_held(call, user, &SendData::Slice(data), more, waiting, taken).await
    }

    /// [`Endpoint::send`] for who holds the user mutex already.
    pub(crate) async fn send_held(
        &self,
        call: &Arc<Call>,
        mut user: User,
        data: &SendData<'_>,
        more: bool,
        waiting: Waiting,
        taken: &mut usize,
    ) -> Result<(), CallError> {
        debug_assert!(Arc::ptr_eq(call, user.owner()), "the user mutex of this call");
        // In a box of its own, for it is rare and would make every send larger.
        let mut memory: Option<Pin<Box<MemoryWait<'_>>>> = None;
        loop {
            let (step, effects) = user.queue_all(&self.send_budget, data, more, waiting, taken);
            drop(user);
            self.apply(call, effects);
            self.user_freed(call);
            match step? {
                SendStep::Done => return Ok(()),
                SendStep::NoSpace | SendStep::NoMemory if waiting == Waiting::Never => {
                    return Err(CallError::WouldBlock);
                }
                SendStep::Paused => Pause::if_due(waiting == Waiting::Allowed).await,
                SendStep::NoSpace => call.wait_for(Interest::Writable, Call::writable).await,
                SendStep::NoMemory => {
                    if memory.is_none() {
                        memory = self.wait_for_memory(call).map(Box::pin);
                    }
                    match &mut memory {
                        Some(memory) => memory.as_mut().await,
                        None => call.wait_for(Interest::Writable, Call::affords_more).await,
                    }
                }
            }
            user = self.take_user(call, waiting).await?;
        }
    }
}
