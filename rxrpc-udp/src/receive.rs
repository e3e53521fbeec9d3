//! Receiving batches.
//!
//! Holds: [`ReceiveBuffers`], [`Udp::receive`] and [`Udp::deliver`]. Must not know: what is in a datagram.

use crate::Udp;
use crate::address::answering;
use crate::error_queue::is_pending_error;
use quinn_udp::RecvMeta;
use rxrpc_core::observe::Direction;
use rxrpc_core::{AddressPair, canonical};
use socket2::Socket;
use std::fmt;
use std::io;
use std::io::IoSliceMut;
use std::sync::atomic::Ordering;

/// Datagrams (or runs of coalesced datagrams) taken in by one system call.
const RECEIVE_BATCH: usize = 8;

/// Bytes that a run of coalesced datagrams may have.
const RUN: usize = 1 << 16;

/// Where received datagrams are put; made once, used for ever.
pub struct ReceiveBuffers {
    bytes: Vec<u8>,
    meta: [RecvMeta; RECEIVE_BATCH],
    /// How many runs the last system call brought.
    received: usize,
}

impl Default for ReceiveBuffers {
    fn default() -> Self {
        Self {
            bytes: vec![0; RUN * RECEIVE_BATCH],
            meta: [RecvMeta::default(); RECEIVE_BATCH],
            received: 0,
        }
    }
}

impl fmt::Debug for ReceiveBuffers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceiveBuffers").field("received", &self.received).finish_non_exhaustive()
    }
}

impl Udp {
    /// Takes in what has arrived, by one system call, for [`Udp::deliver`] to hand out. Returns whether
    /// there may be more: on Linux, a call that brings fewer runs than it could has emptied the socket, or
    /// met an error, which is reported as an event of its own.
    ///
    /// # Errors
    ///
    /// `WouldBlock` when there is nothing; anything else has not to do with what was received.
    pub fn receive(&self, socket: &Socket, buffers: &mut ReceiveBuffers) -> io::Result<bool> {
        buffers.received = 0;
        let mut parts = buffers.bytes.chunks_mut(RUN);
        let mut slices: [IoSliceMut<'_>; RECEIVE_BATCH] =
            std::array::from_fn(|_| IoSliceMut::new(parts.next().unwrap_or_default()));
        self.system_calls.receiving();
        buffers.received = match self.state.recv(socket.into(), &mut slices, &mut buffers.meta) {
            Err(error) if is_pending_error(&error) => {
                self.errors.store(true, Ordering::Release);
                self.system_calls.receiving();
                self.state.recv(socket.into(), &mut slices, &mut buffers.meta)?
            }
            received => received?,
        };
        let in_batches = cfg!(any(target_os = "linux", target_os = "android"));
        Ok(!in_batches || buffers.received == RECEIVE_BATCH)
    }

    /// Hands out what the last [`Udp::receive`] brought: runs of datagrams of one sender, with the size
    /// of each datagram but the last.
    pub fn deliver(
        &self,
        buffers: &ReceiveBuffers,
        mut handle: impl FnMut(AddressPair, &[u8], usize),
    ) {
        let runs = buffers.meta[..buffers.received].iter().zip(buffers.bytes.chunks(RUN));
        for (meta, bytes) in runs {
            let peer = canonical(meta.addr);
            let local = if self.any_address { answering(meta.dst_ip) } else { None };
            let bytes = &bytes[..meta.len];
            if let Some(observer) = &self.observer {
                for datagram in bytes.chunks(meta.stride.max(1)) {
                    observer.datagram(Direction::Received, peer, datagram);
                }
            }
            handle(AddressPair { peer, local }, bytes, meta.stride);
        }
    }
}
