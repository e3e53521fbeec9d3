//! Receiving by who knows how long what he reads is.
//!
//! Holds: [`Endpoint::receive_exact`], and what it is told and tells, [`Expected`] and [`Verdict`]. Must not know: what
//! a message is.

use crate::call::send::Waiting;
use crate::call::user_side::{OneBuffer, Unread};
use crate::call::wait::Interest;
use crate::call::{Call, User};
use crate::endpoint::Endpoint;
use crate::error::CallError;
use std::sync::Arc;

/// What is to come behind the bytes that a reader asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// More, or perhaps: the reader goes on.
    More,
    /// Nothing: the peer's data is to end with them.
    End,
}

/// What a reader who asked for a number of bytes and got them is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The buffer is full, and the end of the peer's data was not seen so far.
    Enough,
    /// The buffer is full, and the peer's data has ended with it.
    End,
}

/// How far a buffer is.
enum Fill {
    NeedsMore,
    Done(Result<Verdict, CallError>),
}

/// Copies what is there to `buf[*filled..]`.
fn fill(unread: &mut Unread, buf: &mut [u8], filled: &mut usize, expected: Expected) -> Fill {
    let had_end = unread.end_reported;
    *filled += unread.read(&mut OneBuffer(&mut buf[*filled..]), false).bytes;
    let (full, left) = (*filled == buf.len(), unread.len() > 0);
    let ended = unread.peer_ended && !left;
    unread.end_reported |= ended;
    match (full, ended) {
        (true, true) => Fill::Done(Ok(Verdict::End)),
        (true, false) if expected == Expected::More => Fill::Done(Ok(Verdict::Enough)),
        (true, false) if left => Fill::Done(Err(CallError::TooLong)),
        (false, true) if had_end => Fill::Done(Err(CallError::NothingLeft)),
        (false, true) => Fill::Done(Err(CallError::TooShort)),
        (_, false) => Fill::NeedsMore,
    }
}

impl Endpoint {
    /// Reads into `buf[*filled..]` until the buffer is full, and, if no more is `expected`, until the end of the peer's
    /// data; `filled` moves with each byte. Waits as `waiting` allows. A buffer that is larger than what the window
    /// holds is filled as its data comes. (AF_RXRPC contract §3: the verdicts of the kernel's `recv_data`. A reader that
    /// expects more learns of the end with the last byte here.)
    ///
    /// Cancel-safe with its count: call again with the same buffer and the same `filled`.
    ///
    /// # Errors
    ///
    /// [`CallError::WouldBlock`] (EAGAIN) if it needs more data and was not allowed to wait; [`CallError::TooShort`]
    /// (EBADMSG) if the peer's data ends before; [`CallError::NothingLeft`] (ECONNRESET) if somebody has had the end
    /// already; [`CallError::TooLong`] (EMSGSIZE) if the buffer is full and more comes than was expected, which can
    /// still be read; [`CallError::CountBeyondData`] (EINVAL) if `filled` is larger than the buffer; otherwise what
    /// ended the call.
    pub async fn receive_exact(
        &self,
        call: &Arc<Call>,
        buf: &mut [u8],
        filled: &mut usize,
        expected: Expected,
        waiting: Waiting,
    ) -> Result<Verdict, CallError> {
        if *filled > buf.len() {
            return Err(CallError::CountBeyondData);
        }
        if *filled < buf.len() {
            call.found_to_read(waiting).await?;
        }
        loop {
            let mut user = self.take_user(call, waiting).await?;
            let (done, effects) = user.read_exact(buf, filled, expected);
            let pause = user.pause();
            drop(user);
            self.apply(call, effects);
            match done? {
                Fill::Done(verdict) => return verdict,
                Fill::NeedsMore if waiting == Waiting::Never => return Err(CallError::WouldBlock),
                Fill::NeedsMore => {
                    pause.await;
                    call.wait_for(Interest::Readable, Call::worth_reading).await;
                }
            }
        }
    }
}

impl User {
    fn read_exact(
        &mut self,
        buf: &mut [u8],
        filled: &mut usize,
        expected: Expected,
    ) -> (Result<Fill, CallError>, crate::call::effects::Effects) {
        // One byte more is asked for, which shows whether there is one.
        let wanted = (buf.len() - *filled).saturating_add(1);
        self.fill(wanted, 0, |unread| fill(unread, buf, filled, expected))
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests {
    use super::Expected::{End, More};
    use super::Fill::{Done, NeedsMore};
    use super::*;
    use bytes::Bytes;

    fn unread(data: &'static [u8], ended: bool) -> Unread {
        let mut unread = Unread::default();
        unread.push(Bytes::from_static(data));
        unread.peer_ended = ended;
        unread
    }

    #[test]
    fn every_verdict() {
        let mut buf = [0; 4];
        let mut judge = |data, ended, expected| match fill(
            &mut unread(data, ended),
            &mut buf,
            &mut 0,
            expected,
        ) {
            Done(verdict) => Some(verdict),
            NeedsMore => None,
        };
        for (data, ended, when_more, when_end) in [
            (&b""[..], false, None, None),
            (b"abc", false, None, None),
            (b"abc", true, Some(Err(CallError::TooShort)), Some(Err(CallError::TooShort))),
            (b"abcd", false, Some(Ok(Verdict::Enough)), None),
            (b"abcd", true, Some(Ok(Verdict::End)), Some(Ok(Verdict::End))),
            (b"abcde", false, Some(Ok(Verdict::Enough)), Some(Err(CallError::TooLong))),
            (b"abcde", true, Some(Ok(Verdict::Enough)), Some(Err(CallError::TooLong))),
        ] {
            let seen = (judge(data, ended, More), judge(data, ended, End));
            assert_eq!(seen, (when_more, when_end), "{data:?} {ended}");
        }
    }

    #[test]
    fn what_is_too_much_stays_and_what_has_ended_is_told_once() {
        let mut rest = unread(b"abcde", true);
        let (mut buf, mut filled) = ([0; 4], 0);
        let judged = fill(&mut rest, &mut buf, &mut filled, End);
        assert!(matches!(judged, Done(Err(CallError::TooLong))));
        assert_eq!((&buf, filled), (b"abcd", 4));
        let mut filled = 3;
        assert!(matches!(fill(&mut rest, &mut buf, &mut filled, End), Done(Ok(Verdict::End))));
        assert_eq!(&buf, b"abce");
        let judged = fill(&mut rest, &mut buf, &mut 0, More);
        assert!(matches!(judged, Done(Err(CallError::NothingLeft))));
        assert!(matches!(fill(&mut rest, &mut [], &mut 0, End), Done(Ok(Verdict::End))));
    }
}
