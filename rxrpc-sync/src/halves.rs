//! The two sides of one call with an owner each.
//!
//! Holds: [`SendHalf`] and [`RecvHalf`]. Must not know: the protocol.

use crate::call_handle::{CallHandle, Timeout};
use bytes::Bytes;
use rxrpc_core::{CallError, Expected, Verdict};
use std::fmt;
use std::io::{self, Read, Write};
use std::sync::Arc;
use std::time::Duration;

/// What sends on a call, after [`Call::split`](crate::Call::split): `Write`.
///
/// Only an explicit end ends the request or reply: [`SendHalf::send_last`] or [`SendHalf::end_send`].
/// **Dropping this half before aborts the call** with `RX_USER_ABORT`, whatever the other half does.
///
/// The sending half of a service sends once the whole request is here ([`CallError::WrongPhase`] before);
/// it does not give up what the other half has not read.
#[must_use = "dropping it before the end of the request or reply aborts the call"]
pub struct SendHalf {
    handle: Arc<CallHandle>,
    timeout: Timeout,
}

/// What reads a call, after [`Call::split`](crate::Call::split): `Read`.
///
/// It ends nothing: until the other half has ended the request, there is nothing to be read at a client. It may
/// be dropped before the other half; the call is given up when both are dropped.
#[must_use = "the peer's data is read from it"]
pub struct RecvHalf {
    handle: Arc<CallHandle>,
    timeout: Timeout,
}

pub(crate) fn split(handle: CallHandle, timeout: Timeout) -> (SendHalf, RecvHalf) {
    let handle = Arc::new(handle);
    (SendHalf { handle: handle.clone(), timeout }, RecvHalf { handle, timeout })
}

impl SendHalf {
    /// Sends all of `data`. Blocks while the transmit queue is full.
    ///
    /// # Errors
    ///
    /// As [`Call::send`](crate::Call::send); also [`CallError::WrongPhase`] (EPROTO) before a service has the
    /// whole request.
    pub fn send(&mut self, data: &[u8]) -> Result<(), CallError> {
        self.handle.send(self.timeout, data, true, &mut 0)
    }

    /// As [`Call::send_counted`](crate::Call::send_counted). Blocks while the transmit queue is full.
    ///
    /// # Errors
    ///
    /// As [`SendHalf::send`]; [`CallError::CountBeyondData`] (EINVAL) if `taken` is larger than the data.
    pub fn send_counted(&mut self, data: &[u8], taken: &mut usize) -> Result<(), CallError> {
        self.handle.send(self.timeout, data, true, taken)
    }

    /// Sends what there is room for now, and returns how many bytes that was. Never blocks.
    ///
    /// # Errors
    ///
    /// [`CallError::WouldBlock`] (EAGAIN) if there is no room at all; otherwise as [`SendHalf::send`].
    pub fn try_send(&mut self, data: &[u8]) -> Result<usize, CallError> {
        self.handle.try_send(data)
    }

    /// Sends all of `data` and ends the request or reply with it. Blocks while the transmit queue is full.
    ///
    /// # Errors
    ///
    /// As [`SendHalf::send`].
    pub fn send_last(&mut self, data: &[u8]) -> Result<(), CallError> {
        self.handle.send(self.timeout, data, false, &mut 0)
    }

    /// Ends the request or reply; does nothing if it is ended. Blocks while the transmit queue is full.
    ///
    /// # Errors
    ///
    /// As [`SendHalf::send`], except that the end may come twice.
    pub fn end_send(&mut self) -> Result<(), CallError> {
        if self.handle.call.has_ended_sending() {
            return Ok(());
        }
        let ended = self.send_last(&[]);
        self.handle.call.end_of_sending(ended)
    }

    /// Bounds every wait of this half from now on, as [`Call::set_timeout`](crate::Call::set_timeout). A half
    /// begins with that of the call.
    pub fn set_timeout(&mut self, timeout: Option<Duration>) {
        self.timeout = timeout;
    }
}

impl Drop for SendHalf {
    fn drop(&mut self) {
        self.handle.core().release_sending(&self.handle.call);
        self.handle.endpoint.driver().flush();
    }
}

impl fmt::Debug for SendHalf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendHalf").field("peer", &self.handle.call.peer()).finish_non_exhaustive()
    }
}

impl Write for SendHalf {
    /// Blocks until there is room for all of `buf`; if that fails midway, by a timeout say, tells how much was
    /// taken, and the next write fails.
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let mut taken = 0;
        let sent = self.send_counted(buf, &mut taken);
        CallHandle::written(sent, taken)
    }

    /// Does nothing, as that of [`Call`](crate::Call).
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl RecvHalf {
    /// Reads what is there; 0 at the end of the peer's data. Blocks until there is something.
    ///
    /// # Errors
    ///
    /// As [`Call::recv`](crate::Call::recv).
    pub fn recv(&mut self, buf: &mut [u8]) -> Result<usize, CallError> {
        self.handle.recv(self.timeout, buf)
    }

    /// Reads what is there. Never blocks.
    ///
    /// # Errors
    ///
    /// As [`Call::try_recv`](crate::Call::try_recv).
    pub fn try_recv(&mut self, buf: &mut [u8]) -> Result<usize, CallError> {
        self.handle.try_recv(buf)
    }

    /// Reads the next piece of data without copying it; `None` at the end. Blocks until there is something.
    ///
    /// # Errors
    ///
    /// As [`RecvHalf::recv`].
    pub fn recv_bytes(&mut self) -> Result<Option<Bytes>, CallError> {
        self.handle.recv_bytes(self.timeout)
    }

    /// As [`Call::recv_many`](crate::Call::recv_many). Blocks until there is something.
    ///
    /// # Errors
    ///
    /// As [`RecvHalf::recv`].
    pub fn recv_many(&mut self, pieces: &mut Vec<Bytes>, limit: usize) -> Result<usize, CallError> {
        self.handle.recv_many(self.timeout, pieces, limit)
    }

    /// As [`Call::recv_exact`](crate::Call::recv_exact). Blocks until then.
    ///
    /// # Errors
    ///
    /// As [`Call::recv_exact`](crate::Call::recv_exact).
    pub fn recv_exact(&mut self, buf: &mut [u8], expected: Expected) -> Result<Verdict, CallError> {
        self.recv_exact_counted(buf, &mut 0, expected)
    }

    /// As [`Call::recv_exact_counted`](crate::Call::recv_exact_counted). Blocks until then.
    ///
    /// # Errors
    ///
    /// As [`Call::recv_exact_counted`](crate::Call::recv_exact_counted).
    pub fn recv_exact_counted(
        &mut self,
        buf: &mut [u8],
        filled: &mut usize,
        expected: Expected,
    ) -> Result<Verdict, CallError> {
        self.handle.recv_exact(self.timeout, buf, filled, expected)
    }

    /// As [`Call::try_recv_exact`](crate::Call::try_recv_exact). Never blocks.
    ///
    /// # Errors
    ///
    /// As [`Call::try_recv_exact`](crate::Call::try_recv_exact).
    pub fn try_recv_exact(
        &mut self,
        buf: &mut [u8],
        filled: &mut usize,
        expected: Expected,
    ) -> Result<Verdict, CallError> {
        self.handle.try_recv_exact(buf, filled, expected)
    }

    /// Reads to the end of the peer's data, which may be up to `limit` bytes. Blocks until then.
    ///
    /// # Errors
    ///
    /// As [`Call::take_rest`](crate::Call::take_rest).
    pub fn take_rest(&mut self, limit: usize) -> Result<Vec<u8>, CallError> {
        self.handle.take_rest(self.timeout, limit)
    }

    /// Reads and drops the peer's data to its end; how many bytes that was. Blocks until then.
    ///
    /// # Errors
    ///
    /// As [`RecvHalf::recv`].
    pub fn discard_rest(&mut self) -> Result<u64, CallError> {
        self.handle.discard_rest(self.timeout)
    }

    /// Bounds every wait of this half from now on, as [`Call::set_timeout`](crate::Call::set_timeout). A half
    /// begins with that of the call.
    pub fn set_timeout(&mut self, timeout: Option<Duration>) {
        self.timeout = timeout;
    }
}

impl fmt::Debug for RecvHalf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecvHalf").field("peer", &self.handle.call.peer()).finish_non_exhaustive()
    }
}

impl Read for RecvHalf {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        Ok(self.recv(buf)?)
    }
}
