//! Receiving batches.
//!
//! Holds: [`ReceiveBuffers`], [`UdpState::receive`] and [`UdpState::deliver`]. Must not know: what is in a datagram.

use crate::UdpState;
use crate::address::answering;
use crate::failures::ReceiveAttempts;
use quinn_udp::RecvMeta;
use rxrpc_core::observe::Direction;
use rxrpc_core::{AddressPair, Errno, canonical};
use socket2::Socket;
use std::fmt;
use std::io;
use std::io::IoSliceMut;

/// Datagrams (or runs of coalesced datagrams) taken in by one system call.
const RECEIVE_BATCH: usize = 8;

/// Most system calls of receiving in a row while ICMP reports keep coming.
const MOST_ATTEMPTS: u32 = 8;

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

impl UdpState {
    /// Takes in what has arrived, by one system call, for [`UdpState::deliver`] to hand out. Returns whether
    /// there may be more: on Linux, a call that brings fewer runs than it could has emptied the socket, or
    /// met an error, which is reported as an event of its own.
    ///
    /// # Errors
    ///
    /// `WouldBlock` when there is nothing; anything else is about the socket. What ICMP reported is no
    /// error: it waits for [`UdpState::drain_errors`], as [`UdpState::has_errors`] then says.
    pub fn receive(&self, socket: &Socket, buffers: &mut ReceiveBuffers) -> io::Result<bool> {
        buffers.received = 0;
        let mut parts = buffers.bytes.chunks_mut(RUN);
        let mut slices: [IoSliceMut<'_>; RECEIVE_BATCH] =
            std::array::from_fn(|_| IoSliceMut::new(parts.next().unwrap_or_default()));
        let mut attempts = ReceiveAttempts::default();
        let mut received = Ok(0);
        for _ in 0..MOST_ATTEMPTS {
            self.system_calls.receiving();
            received = self.state.recv(socket.into(), &mut slices, &mut buffers.meta);
            let Err(error) = &received else { break };
            // Also after nothing: a socket that is reported ready without data has something in its error queue,
            // whose errno another system call may have returned.
            let drained = self.empty_error_queue(socket);
            if error.kind() == io::ErrorKind::WouldBlock {
                break;
            }
            tracing::debug!(%error, "cannot receive");
            if !attempts.again(Errno::from_io(error).unwrap_or(Errno::EIO), drained) {
                break;
            }
            // There may be more, behind what ICMP goes on reporting.
            received = Ok(0);
        }
        buffers.received = received?;
        if buffers.received == 0 {
            return Ok(true);
        }
        let in_batches = cfg!(any(target_os = "linux", target_os = "android"));
        Ok(!in_batches || buffers.received == RECEIVE_BATCH)
    }

    /// Hands out what the last [`UdpState::receive`] brought: runs of datagrams of one sender, with the size
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
            handle(AddressPair::new(peer, local), bytes, meta.stride);
        }
    }
}
