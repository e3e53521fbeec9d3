//! A call of the core together with the endpoint that it is on, and what its handles do alike.
//!
//! Holds: [`CallHandle`]. Must not know: the protocol; which handle asks.

use crate::endpoint::Endpoint;
use bytes::Bytes;
use rxrpc_core::{Call as CoreCall, CallError, Endpoint as Core, Expected, Verdict, Waiting};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Bytes that [`CallHandle::discard_rest`] takes at once.
const DROPPED_AT_ONCE: usize = 64 << 10;

/// What the handles of one call share. Dropping it gives the call up: it is aborted if it cannot go on without
/// a user, and the ABORT leaves as what a verb has to send.
pub(crate) struct CallHandle {
    pub(crate) endpoint: Endpoint,
    pub(crate) call: Arc<CoreCall>,
}

/// The longest that each wait of one handle may be; `None`: no bound.
pub(crate) type Timeout = Option<Duration>;

impl CallHandle {
    pub(crate) fn core(&self) -> &Core {
        &self.endpoint.driver().core
    }

    /// Waits for a verb of the core.
    pub(crate) fn wait<T>(
        &self,
        timeout: Timeout,
        verb: impl Future<Output = Result<T, CallError>>,
    ) -> Result<T, CallError> {
        self.endpoint.driver().block_on(verb, deadline(timeout)).unwrap_or(Err(CallError::TimedOut))
    }

    /// Queues `data[*taken..]`, with the end of the request or reply unless there is `more`.
    pub(crate) fn send(
        &self,
        timeout: Timeout,
        data: &[u8],
        more: bool,
        taken: &mut usize,
    ) -> Result<(), CallError> {
        self.wait(timeout, self.core().send(&self.call, data, more, Waiting::Allowed, taken))
    }

    /// Queues what there is room for; how many bytes that was.
    pub(crate) fn try_send(&self, data: &[u8]) -> Result<usize, CallError> {
        let mut taken = 0;
        let sent = self.core().send(&self.call, data, true, Waiting::Never, &mut taken);
        match self.wait(None, sent) {
            Err(CallError::WouldBlock) if taken > 0 => Ok(taken),
            sent => sent.map(|()| taken),
        }
    }

    /// What [`std::io::Write`] makes of a send: the part that was taken before it failed counts first.
    pub(crate) fn written(sent: Result<(), CallError>, taken: usize) -> std::io::Result<usize> {
        match sent {
            Err(_) if taken > 0 => Ok(taken),
            sent => Ok(sent.map(|()| taken)?),
        }
    }

    /// Reads and drops what is left of a service's request, within the bounds for that; `false` if there is
    /// nothing to be dropped.
    pub(crate) fn discard_request(&self, timeout: Timeout) -> Result<bool, CallError> {
        let (core, config) = (self.core(), self.core().config());
        let patience = deadline(Some(config.discard_time));
        let deadline = patience.into_iter().chain(deadline(timeout)).min();
        let discard = core.discard_request(&self.call, config.discard_bytes);
        match self.endpoint.driver().block_on(discard, deadline) {
            Some(discarded) => discarded,
            None if deadline == patience => {
                let refused = core.refuse_to_discard(&self.call);
                self.endpoint.driver().flush();
                Err(refused)
            }
            None => Err(CallError::TimedOut),
        }
    }

    pub(crate) fn recv(&self, timeout: Timeout, buf: &mut [u8]) -> Result<usize, CallError> {
        self.wait(timeout, self.core().receive(&self.call, buf, Waiting::Allowed))
    }

    pub(crate) fn try_recv(&self, buf: &mut [u8]) -> Result<usize, CallError> {
        self.wait(None, self.core().receive(&self.call, buf, Waiting::Never))
    }

    pub(crate) fn recv_exact(
        &self,
        timeout: Timeout,
        buf: &mut [u8],
        filled: &mut usize,
        expected: Expected,
    ) -> Result<Verdict, CallError> {
        let waiting = Waiting::Allowed;
        self.wait(timeout, self.core().receive_exact(&self.call, buf, filled, expected, waiting))
    }

    pub(crate) fn try_recv_exact(
        &self,
        buf: &mut [u8],
        filled: &mut usize,
        expected: Expected,
    ) -> Result<Verdict, CallError> {
        let waiting = Waiting::Never;
        self.wait(None, self.core().receive_exact(&self.call, buf, filled, expected, waiting))
    }

    pub(crate) fn recv_bytes(&self, timeout: Timeout) -> Result<Option<Bytes>, CallError> {
        self.wait(timeout, self.core().receive_bytes(&self.call, Waiting::Allowed))
    }

    pub(crate) fn recv_many(
        &self,
        timeout: Timeout,
        pieces: &mut Vec<Bytes>,
        limit: usize,
    ) -> Result<usize, CallError> {
        let waiting = Waiting::Allowed;
        self.wait(timeout, self.core().receive_many(&self.call, pieces, limit, waiting))
    }

    pub(crate) fn take_rest(&self, timeout: Timeout, limit: usize) -> Result<Vec<u8>, CallError> {
        self.wait(timeout, self.core().receive_rest(&self.call, limit, Waiting::Allowed))
    }

    /// Reads and drops all data to its end; how many bytes it was.
    pub(crate) fn discard_rest(&self, timeout: Timeout) -> Result<u64, CallError> {
        let (mut dropped, mut pieces) = (0_u64, Vec::new());
        loop {
            match self.recv_many(timeout, &mut pieces, DROPPED_AT_ONCE)? {
                0 => return Ok(dropped),
                some => dropped = dropped.saturating_add(some as u64),
            }
            pieces.clear();
        }
    }
}

impl Drop for CallHandle {
    fn drop(&mut self) {
        let driver = self.endpoint.driver();
        driver.core.release(&self.call);
        driver.flush_after_verb();
    }
}

/// When a wait that begins now is given up; `None` also if that is beyond all time.
fn deadline(timeout: Timeout) -> Option<Instant> {
    timeout.and_then(|timeout| Instant::now().checked_add(timeout))
}
