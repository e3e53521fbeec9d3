//! Receiving on a call: taking packets out of the machine, opening them in the caller's thread, and
//! waiting for data.
//!
//! Holds: the step [`Call::read`] and the verbs [`Endpoint::receive`], [`Endpoint::receive_bytes`] and
//! [`Endpoint::wait_ended`]. Must not know: what a message is.

use super::send::{Waiting, take_user};
use super::user_side::UserSide;
use super::wait::Interest;
use super::{Call, CallState, Progress};
use crate::call::effects::Effects;
use crate::endpoint::Endpoint;
use crate::error::CallError;
use crate::lock::Permit;
use crate::proto::Side;
use crate::security::PacketPlace;
use bytes::Bytes;
use std::sync::Arc;

/// What one attempt to read gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Read {
    /// Bytes copied.
    pub(crate) bytes: usize,
    /// Everything that the peer sent has been read, and it said that this was all.
    pub(crate) ended: bool,
    /// `ended` holds, and no reader was told before.
    pub(crate) end_is_news: bool,
}

impl Call {
    /// Whether a reader would learn something.
    pub(crate) fn readable(state: &mut CallState) -> Option<()> {
        let news = state.completion().is_some()
            || state.machine().is_some_and(|machine| machine.has_data());
        news.then_some(())
    }

    /// Whether a reader of the call face need not wait.
    fn worth_reading(state: &mut CallState) -> Option<()> {
        if state.kept { Some(()) } else { Self::readable(state) }
    }

    /// Whether the next `recvmsg` of this call would tell something. The caller does not hold the user
    /// mutex; what it learns may be old when it acts on it.
    pub(crate) fn has_news(&self) -> bool {
        let side = self.user_side.lock();
        let kept = side.unread_len() > 0 || (side.peer_ended && !side.end_told);
        drop(side);
        kept || self.peek(Self::readable).is_some()
    }

    /// Moves packets from the machine to the user's side until `wanted` bytes are there, then runs
    /// `take`. The caller holds the user mutex.
    fn fill<R>(
        &self,
        _held: &Permit,
        wanted: usize,
        take: impl FnOnce(&mut UserSide) -> R,
    ) -> (Result<R, CallError>, Effects) {
        let mut side = self.user_side.lock();
        let mut have = side.unread_len();
        let mut packets = side.take_arrivals();
        let ((failure, place), effects) = self.touch(|state| {
            let failure = state.failure();
            let mut place = None;
            if let Progress::Connected(connected) = &mut state.progress {
                place = Some((connected.identity, connected.connection.security.clone()));
                while failure.is_none()
                    && have < wanted
                    && let Some(packet) = connected.machine.receive()
                {
                    have += packet.payload.len();
                    packets.push(packet);
                }
                // The end may stand in an empty packet behind the last byte: it belongs to it.
                while failure.is_none()
                    && let Some(packet) = connected.machine.peek_receive()
                    && packet.payload.is_empty()
                    && let Some(packet) = connected.machine.receive()
                {
                    packets.push(packet);
                }
            }
            (failure, place)
        });
        if let Some(failure) = failure {
            side.purge();
            return (Err(failure), effects);
        }
        for packet in packets.drain(..) {
            let Some((identity, security)) = &place else { break };
            let at = PacketPlace {
                cid: identity.cid,
                call_number: identity.call_number,
                seq: packet.seq,
            };
            match security.open(at, packet.payload, packet.checksum) {
                Ok(data) => side.keep(data),
                Err(code) => {
                    side.purge();
                    let (_, aborted) = self.touch(|state| state.abort_for_security(code));
                    return (Err(CallError::LocallyAborted(code)), effects.then(aborted));
                }
            }
            side.peer_ended |= packet.last;
        }
        side.keep_arrivals(packets);
        let taken = take(&mut side);
        let keeps = side.unread_len() > 0 || side.peer_ended;
        if keeps == side.told_kept {
            return (Ok(taken), effects);
        }
        // Somebody may read beside this user, and have seen nothing in the machine just now.
        side.told_kept = keeps;
        let ((), told) = self.touch(|state| state.kept = keeps);
        (Ok(taken), effects.then(told))
    }

    /// Copies what is there into `buf`; with `peek` it stays. The caller holds the user mutex.
    pub(crate) fn read(
        &self,
        held: &Permit,
        buf: &mut [u8],
        peek: bool,
    ) -> (Result<Read, CallError>, Effects) {
        // One byte more is asked for, so that a reader learns of the end with the last byte.
        let wanted = buf.len().saturating_add(1);
        self.fill(held, wanted, |side| {
            let bytes = side.read(buf, peek);
            let left = side.unread_len() - if peek { bytes } else { 0 };
            let ended = side.peer_ended && left == 0;
            let end_is_news = ended && !side.end_told;
            side.end_told |= ended && !peek;
            Read { bytes, ended, end_is_news }
        })
    }

    /// The request of a client call is not ended so far.
    fn request_open(state: &mut CallState) -> bool {
        state.completion().is_none()
            && state.machine().is_some_and(|machine| machine.can_send().is_ok())
    }
}

impl Endpoint {
    /// Reads into `buf`, waiting for data as `waiting` allows; 0 at the end of the peer's data. An Rx
    /// call is half duplex: if this is a client call whose request is not ended, reading ends it.
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
        self.end_request(call, waiting).await?;
        loop {
            let permit = take_user(call, waiting).await?;
            let (read, effects) = call.read(&permit, buf, false);
            drop(permit);
            self.apply(call, effects);
            let read = read?;
            if read.bytes > 0 || read.ended || buf.is_empty() {
                return Ok(read.bytes);
            }
            if waiting == Waiting::Never {
                return Err(CallError::WouldBlock);
            }
            call.wait_for(Interest::Readable, Call::worth_reading).await;
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
        self.end_request(call, waiting).await?;
        loop {
            let permit = take_user(call, waiting).await?;
            let (filled, effects) = call.fill(&permit, 1, |side| {
                let chunk = side.read_chunk();
                let ended = side.peer_ended && side.unread_len() == 0;
                (chunk, ended)
            });
            drop(permit);
            self.apply(call, effects);
            match filled? {
                (Some(chunk), _) => return Ok(Some(chunk)),
                (None, true) => return Ok(None),
                (None, false) if waiting == Waiting::Never => return Err(CallError::WouldBlock),
                (None, false) => call.wait_for(Interest::Readable, Call::worth_reading).await,
            }
        }
    }

    /// Ends the request of a client call that is about to read.
    async fn end_request(&self, call: &Arc<Call>, waiting: Waiting) -> Result<(), CallError> {
        if call.side == Side::Client && call.peek(Call::request_open) {
            match self.send(call, &[], false, waiting, &mut 0).await {
                // Another user of the call ended it in between, or its end is to be read.
                Ok(()) | Err(CallError::WrongPhase | CallError::Ended) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
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
