//! Receiving on a call: taking packets out of the machine, opening them in the caller's thread, and
//! waiting for data.
//!
//! Holds: the step [`User::read`] and the verbs [`Endpoint::receive`], [`Endpoint::receive_bytes`],
//! [`Endpoint::receive_many`], [`Endpoint::receive_rest`], in [`exact`] [`Endpoint::receive_exact`], [`Endpoint::discard_request`] and [`Endpoint::wait_ended`]. Must not know:
//! what a message is.
//!
//! No verb here ends what the other direction sends: whoever reads a client's call as a whole ends its
//! request first, with [`Endpoint::end_request`].

pub(crate) mod exact;
mod whole;

use super::pause::Pause;
use super::send::Waiting;
use super::user_side::{Arrived, Given, OneBuffer, Pieces, Room, Unread, UserSide};
use super::wait::Interest;
use super::{Call, CallState, User};
use crate::call::effects::Effects;
use crate::endpoint::Endpoint;
use crate::error::CallError;
use crate::lock::WakeList;
use crate::proto::{CallIdentity, CallMachine, Side, State};
use crate::security::{Security, SecurityFailure};
use bytes::Bytes;
use rxrpc_wire::AbortCode;
use std::sync::Arc;
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

/// What there is for a reader.
enum Look {
    /// Data, its end, or the end of the call.
    Something,
    /// The end of the peer's data, of which a reader has learned before.
    End,
}

/// Whether everything that the peer sends is here.
enum Rest {
    /// There is more to come.
    Incomplete,
    /// There are more bytes than were asked for.
    TooLong,
    All(Vec<u8>),
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
    fn look(state: &mut CallState) -> Option<Look> {
        if state.available.was_read_to_its_end() && state.failure().is_none() {
            return Some(Look::End);
        }
        Self::worth_reading(state).map(|()| Look::Something)
    }

    /// Waits for something to read, if it may.
    async fn found_to_read(&self, waiting: Waiting) -> Result<Look, CallError> {
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
    fn rest_worth_reading(state: &mut CallState) -> Option<()> {
        if state.available.end { Some(()) } else { Self::readable(state) }
    }

    /// Whether the next `recvmsg` of this call would give something. The caller does not hold the user
    /// mutex; what it learns may be old when it acts on it.
    pub(crate) fn has_news(&self) -> bool {
        self.with_state(|state| state.available.is_news() || Self::readable(state).is_some())
    }

    /// The request of a client call is not ended so far.
    fn request_open(state: &mut CallState) -> bool {
        state.completion().is_none() && Self::takes_data(state)
    }

    /// Whether a part of the request of a service call is still to come.
    fn request_incomplete(state: &mut CallState) -> bool {
        state.machine().is_some_and(|machine| machine.state() == State::ServiceReceiveRequest)
    }

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
        packets.open(&self.security, &self.identity)?;
        packets.give_to(&mut side.unread, self.times);
        Ok(bytes)
    }
}

impl User {
    /// The next piece of data, and whether there is none because all was read.
    fn next_piece(&mut self) -> (Result<(Option<Bytes>, bool), CallError>, Effects) {
        self.fill(1, PIECES_AT_ONCE, |unread| {
            let piece = unread.read_chunk();
            let ended = unread.peer_ended && unread.len() == 0;
            (piece, ended)
        })
    }

    /// [`User::take_out`] for a reader: what was dropped in part is nothing to be read.
    fn fill<R>(
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
    fn take_out<R>(
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

impl Endpoint {
    /// Reads into `buf`, waiting for data as `waiting` allows; 0 at the end of the peer's data. A client
    /// whose request is not ended waits for the end that another user of the call gives it.
    ///
    /// Cancel-safe: dropping the future loses no data.
    ///
    /// # Errors
    ///
    /// [`CallError::WouldBlock`] if it was not allowed to wait; otherwise what ended the call.
    pub async fn receive(
        &self,
        call: &Arc<Call>,
        buf: &mut [u8],
        waiting: Waiting,
    ) -> Result<usize, CallError> {
        self.receive_into(call, &mut OneBuffer(buf), waiting).await
    }

    /// Adds the next pieces of data to `pieces`, without copying them: what is there of them, `limit` bytes at most, the
    /// last of them cut if it must be. How many bytes that was; 0 at the end. Otherwise as [`Endpoint::receive`].
    ///
    /// # Errors
    ///
    /// As [`Endpoint::receive`].
    pub async fn receive_many(
        &self,
        call: &Arc<Call>,
        pieces: &mut Vec<Bytes>,
        limit: usize,
        waiting: Waiting,
    ) -> Result<usize, CallError> {
        self.receive_into(call, &mut Pieces::new(pieces, limit), waiting).await
    }

    /// Gives what is there to `room`, or waits for something.
    async fn receive_into(
        &self,
        call: &Arc<Call>,
        room: &mut impl Room,
        waiting: Waiting,
    ) -> Result<usize, CallError> {
        loop {
            if room.left() > 0
                && let Look::End = call.found_to_read(waiting).await?
            {
                return Ok(0);
            }
            let mut user = self.take_user(call, waiting).await?;
            let (read, effects) = user.read(room, false);
            drop(user);
            self.apply(call, effects);
            let read = read?;
            if read.given.bytes > 0 || read.ended || room.left() == 0 {
                return Ok(read.given.bytes);
            }
            if waiting == Waiting::Never {
                return Err(CallError::WouldBlock);
            }
        }
    }

    /// Reads the next piece of data without copying it; `None` at the end. Otherwise as
    /// [`Endpoint::receive`].
    ///
    /// # Errors
    ///
    /// As [`Endpoint::receive`].
    pub async fn receive_bytes(
        &self,
        call: &Arc<Call>,
        waiting: Waiting,
    ) -> Result<Option<Bytes>, CallError> {
        loop {
            call.found_to_read(waiting).await?;
            let mut user = self.take_user(call, waiting).await?;
            let (filled, effects) = user.next_piece();
            drop(user);
            self.apply(call, effects);
            match filled? {
                (Some(chunk), _) => return Ok(Some(chunk)),
                (None, true) => return Ok(None),
                (None, false) if waiting == Waiting::Never => return Err(CallError::WouldBlock),
                (None, false) => {}
            }
        }
    }

    /// Waits for the end of the peer's data and returns all of it that nobody has read, which may be up to
    /// `limit` bytes. Otherwise as [`Endpoint::receive`].
    ///
    /// Whatever else becomes of it, an error or the drop of the future, loses nothing: the data stays with
    /// the call for whoever reads next.
    ///
    /// # Errors
    ///
    /// As [`Endpoint::receive`]; [`CallError::TooLong`] as soon as there are more bytes than `limit`.
    pub async fn receive_rest(
        &self,
        call: &Arc<Call>,
        limit: usize,
        waiting: Waiting,
    ) -> Result<Vec<u8>, CallError> {
        call.found_to_read(waiting).await?;
        loop {
            let mut user = self.take_user(call, waiting).await?;
            if let Some((whole, others)) = user.read_whole(limit) {
                drop(user);
                others.wake();
                return Ok(whole);
            }
            let (filled, effects) = user.fill(limit.saturating_add(1), 0, |unread| {
                match (unread.len() > limit, unread.peer_ended) {
                    (true, _) => Rest::TooLong,
                    (false, true) => Rest::All(unread.read_all()),
                    (false, false) => Rest::Incomplete,
                }
            });
            let pause = user.pause();
            drop(user);
            self.apply(call, effects);
            match filled? {
                Rest::All(rest) => return Ok(rest),
                Rest::TooLong => return Err(CallError::TooLong),
                Rest::Incomplete if waiting == Waiting::Never => return Err(CallError::WouldBlock),
                Rest::Incomplete => {
                    pause.await;
                    call.wait_for(Interest::Readable, Call::rest_worth_reading).await;
                }
            }
        }
    }

    /// Ends the request of a client call, if nobody has; for who is about to read the call as a whole. Waits
    /// for room in the transmit queue. Does nothing to a service call. Cancel-safe: the request is ended or
    /// not.
    ///
    /// # Errors
    ///
    /// What ended the call, unless its reply is here already; [`CallError::MessageSize`] if more was
    /// announced than sent.
    pub async fn end_request(&self, call: &Arc<Call>) -> Result<(), CallError> {
        if call.side == Side::Client && call.with_state(Call::request_open) {
            match self.send(call, &[], false, Waiting::Allowed, &mut 0).await {
                // Another user of the call ended it in between, or its end is to be read.
                Ok(()) | Err(CallError::WrongPhase | CallError::Ended) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

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

    /// Waits until the call has ended: for a client, its reply is complete; for a service, the reply is
    /// acknowledged. Cancel-safe.
    ///
    /// # Errors
    ///
    /// What the call failed with.
    pub async fn wait_ended(&self, call: &Call) -> Result<(), CallError> {
        call.wait_for(Interest::Ended, |state| {
            state.completion().is_some().then(|| state.failure())
        })
        .await
        .map_or(Ok(()), Err)
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
