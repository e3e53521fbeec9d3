//! Receiving on a call: the verbs of who reads its data.
//!
//! Holds: [`Endpoint::receive`], [`Endpoint::receive_bytes`], [`Endpoint::receive_many`], [`Endpoint::receive_rest`] and
//! [`Endpoint::wait_ended`]; [`exact`] and [`discard`] hold the others. Each waits until [`look`] finds something, and then takes the
//! user mutex and [`take_out`] what is there. Must not know: what a message is.
//!
//! No verb here ends what the other direction sends: whoever reads a client's call as a whole ends its
//! request first, with [`Endpoint::end_request`].

mod discard;
pub(crate) mod exact;
mod look;
mod take_out;
mod whole;

pub(crate) use take_out::Read;

use super::send::Waiting;
use super::user_side::{OneBuffer, Pieces, Room};
use super::wait::Interest;
use super::{Call, CallState};
use crate::endpoint::Endpoint;
use crate::error::CallError;
use crate::proto::Side;
use bytes::Bytes;
use look::Look;
use std::sync::Arc;

/// Whether everything that the peer sends is here.
enum Rest {
    /// There is more to come.
    Incomplete,
    /// There are more bytes than were asked for.
    TooLong,
    All(Vec<u8>),
}

impl Call {
    /// The request of a client call is not ended so far.
    fn request_open(state: &mut CallState) -> bool {
        state.completion().is_none() && Self::takes_data(state)
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
            let pause = user.pause();
            drop(user);
            self.apply(call, effects);
            let read = read?;
            if read.given.bytes > 0 || read.ended || room.left() == 0 {
                return Ok(read.given.bytes);
            }
            if waiting == Waiting::Never {
                return Err(CallError::WouldBlock);
            }
            // Packets may hold no data at all.
            pause.await;
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
            let pause = user.pause();
            drop(user);
            self.apply(call, effects);
            match filled? {
                (Some(chunk), _) => return Ok(Some(chunk)),
                (None, true) => return Ok(None),
                (None, false) if waiting == Waiting::Never => return Err(CallError::WouldBlock),
                (None, false) => pause.await,
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
                    call.wait_for(Interest::Readable, |state| {
                        match state.available.was_dropped() {
                            true => Some(()),
                            false => Call::rest_worth_reading(state),
                        }
                    })
                    .await;
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

    /// Waits until the call has ended: for a client, its reply is complete; for a service, the reply is
    /// acknowledged. Whether a reply is what the service sealed shows only when it is read. Cancel-safe.
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
