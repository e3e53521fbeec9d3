//! Taking packets of a call out of its machine, and opening them in the thread of who reads.
//!
//! Holds: the step [`User::read`], and what it shares with the other verbs. Must not know: who waits, what a message is.

use crate::call::effects::Effects;
use crate::call::pause::Pause;
use crate::call::user_side::{Arrived, Given, Room, Unread, UserSide, guard};
use crate::call::{Call, CallState, User};
use crate::error::CallError;
use crate::lock::WakeList;
use crate::proto::{CallIdentity, CallMachine};
use crate::security::{Security, SecurityFailure};
use bytes::Bytes;
use std::time::Instant;

/// Bytes that are taken out of the machine at once for who reads piece by piece, if so many are there: sixteen full packets
/// of an Ethernet. Each going to the call costs more than a packet does, and classes open several packets faster than one.
const PIECES_AT_ONCE: usize = 16 * 1400;

/// Takes packets out of a machine until they have `wanted` bytes, and the end with the last of them.
#[inline]
fn receive_some(machine: &mut CallMachine, wanted: usize, packets: &mut Arrived) {
    let ready = machine.ready_pieces();
    if ready > 1 && !machine.joins_sealed_packets() {
        packets.reserve(ready.min(wanted / machine.max_payload() + 2));
    }
    machine.receive_some(wanted, |received| packets.push(received));
}

/// What one attempt to read gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Read {
    /// Bytes given, and of which packets.
    pub(crate) given: Given,
    /// There was no room for all that is here.
    pub(crate) full: bool,
    /// Everything that the peer sent has been read, and it said that this was all.
    pub(crate) ended: bool,
    /// `ended` holds, and no reader learned of it before.
    pub(crate) end_is_news: bool,
}

impl CallState {
    /// Takes packets that arrived out of the machine until they have `wanted` bytes; what opens them, if there
    /// are any.
    fn take_arrived(
        &mut self,
        wanted: usize,
        packets: &mut Arrived,
    ) -> Result<Option<Opener>, CallError> {
        if let Some(failure) = self.failure() {
            return Err(failure);
        }
        let Some(connected) = self.life.connected_mut() else { return Ok(None) };
        let Some(security) = connected.connection.security() else { return Ok(None) };
        let machine = &mut connected.machine;
        let wanted = security.opens_at_once(wanted);
        if let Some(head) = security.run_head() {
            // What came before the connection was secured is apart.
            machine.join_sealed_packets(head);
        }
        receive_some(machine, wanted, packets);
        if packets.is_empty() {
            return Ok(None);
        }
        let times = match machine.keeps_times() {
            true => packets.single().map(|seq| machine.take_time(seq)).collect(),
            false => Vec::new(),
        };
        Ok(Some(Opener { identity: connected.identity, security: security.clone(), times }))
    }
}

/// What opens the packets of a call.
struct Opener {
    identity: CallIdentity,
    security: Security,
    /// When each of the packets came, if somebody wants to know.
    times: Vec<Option<Instant>>,
}

impl Opener {
    /// Opens what arrived; how many bytes a class has opened.
    fn open(self, packets: &mut Arrived, side: &mut UserSide) -> Result<usize, SecurityFailure> {
        let bytes = match self.security.of_class() {
            Some(_) => packets.bytes(),
            None => 0,
        };
        side.opened = side.opened.saturating_add(u32::try_from(bytes).unwrap_or(u32::MAX));
        guard(&self.security, || packets.open(&self.security, &self.identity))?;
        packets.give_to(&mut side.unread, self.times);
        Ok(bytes)
    }
}

impl User {
    /// The next piece of data, and whether there is none because all was read.
    pub(super) fn next_piece(&mut self) -> (Result<(Option<Bytes>, bool), CallError>, Effects) {
        self.fill(1, PIECES_AT_ONCE, |unread| {
            let piece = unread.read_chunk();
            let ended = unread.peer_ended && unread.len() == 0;
            (piece, ended)
        })
    }

    /// [`User::take_out`] for a reader: what was dropped in part is nothing to be read.
    pub(super) fn fill<R>(
        &mut self,
        wanted: usize,
        at_once: usize,
        take: impl FnOnce(&mut Unread) -> R,
    ) -> (Result<R, CallError>, Effects) {
        let (filled, effects) = self.take_out(wanted, at_once, |unread| match unread.discarded {
            true => Err(CallError::WrongPhase),
            false => Ok(take(unread)),
        });
        (filled.and_then(|taken| taken), effects)
    }

    /// Moves packets from the machine to the user's side until `wanted` bytes are there, then runs `take`. If any are
    /// missing, `at_once` may be moved.
    pub(super) fn take_out<R>(
        &mut self,
        wanted: usize,
        at_once: usize,
        take: impl FnOnce(&mut Unread) -> R,
    ) -> (Result<R, CallError>, Effects) {
        let (call, side) = self.call_and_side();
        let missing = wanted.saturating_sub(side.unread.len());
        let mut asked = missing.max(at_once);
        let mut packets = side.unread.take_room();
        side.opened = 0;
        let (mut arrived, mut effects) = match side.unread.peer_ended || missing == 0 {
            // All is here: nothing follows for the protocol.
            true => (call.failure().map_or(Ok(None), Err), Effects::default()),
            false => call.touch_to_read(|state| state.take_arrived(asked, &mut packets)),
        };
        loop {
            let opened = match arrived {
                Ok(Some(opener)) => opener.open(&mut packets, side),
                Ok(None) => break,
                Err(failure) => {
                    side.purge();
                    return (Err(failure), effects);
                }
            };
            let missing = match opened {
                // There were no more.
                Ok(bytes) if bytes < asked => break,
                Ok(_) => side.still_missing(wanted),
                Err(failure) => {
                    side.purge();
                    let (error, aborted) = call.abort_for_security(failure);
                    return (error, effects.then(aborted));
                }
            };
            let Some(missing) = missing else { break };
            asked = missing.max(at_once);
            let (more, after) = call.touch(|state| state.take_arrived(asked, &mut packets));
            (arrived, effects) = (more, effects.then(after));
        }
        side.unread.reuse_room(packets);
        let taken = take(&mut side.unread);
        let others = call.note_available(side);
        (Ok(taken), effects.waking(others))
    }

    /// The pause after what was opened just now, before more is.
    pub(crate) fn pause(&mut self) -> Pause {
        Pause::if_due(self.call_and_side().1.has_opened_much())
    }

    /// When the last byte came that [`User::read`] gave just now, if that is known.
    pub(crate) fn time_of_read(&mut self) -> Option<Instant> {
        self.call_and_side().1.unread.time_given()
    }

    /// Gives what is there to `room`; with `peek` it stays.
    pub(crate) fn read(
        &mut self,
        room: &mut impl Room,
        peek: bool,
    ) -> (Result<Read, CallError>, Effects) {
        // One byte more is asked for, so that a reader learns of the end with the last byte.
        let wanted = room.left().saturating_add(1);
        self.fill(wanted, 0, |unread| {
            let given = unread.read(room, peek);
            let left = unread.len() - if peek { given.bytes } else { 0 };
            let ended = unread.peer_ended && left == 0;
            let end_is_news = ended && !unread.end_reported;
            unread.end_reported |= ended && !peek;
            Read { given, full: left > 0, ended, end_is_news }
        })
    }
}

impl Call {
    /// Records what a reader leaves unread. Another reader may have looked meanwhile, and found nothing in the
    /// machine: then it is to be woken.
    fn note_available(&self, side: &mut UserSide) -> WakeList {
        let (before, now) = (side.noted, side.unread.available());
        if now == before {
            return WakeList::default();
        }
        side.noted = now;
        let mut wake = WakeList::default();
        self.with_state(|state| {
            state.available = now;
            if now.is_more_than(before) {
                state.waiters.readable.take_all(&mut wake);
            }
        });
        wake
    }
}
