//! Sending batches.
//!
//! Holds: [`Udp::send`] and what may come of it. Must not know: what is in a batch.

use crate::Udp;
use crate::address::to_system;
use crate::error_queue::{EHOSTUNREACH, is_pending_error};
use rxrpc_core::Transmit;
use rxrpc_core::error::errno;
use rxrpc_core::observe::Direction;
use socket2::Socket;
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::Ordering;

/// What became of one batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// Gone, or lost as the network may lose it.
    Done,
    /// The socket's buffer is full: to be tried again when it is writable.
    Full,
    /// The peer cannot be reached; the errno says why.
    Unreachable(i32),
}

impl Udp {
    /// Sends one batch.
    pub fn send(&self, socket: &Socket, transmit: &Transmit, bytes: &[u8]) -> Sent {
        let to = transmit.destination;
        let sent = match self.try_send(socket, to, transmit.segment_size, bytes) {
            // The system refused the offload, and quinn-udp will not use it again: one by one.
            Err(_) if transmit.segment_size.is_some() && self.state.max_gso_segments() == 1 => {
                let size = transmit.segment_size.unwrap_or(bytes.len()).max(1);
                let mut datagrams = bytes.chunks(size);
                datagrams.try_for_each(|datagram| self.try_send(socket, to, None, datagram))
            }
            sent => sent,
        };
        let outcome = match sent {
            Ok(()) => Sent::Done,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Sent::Full,
            Err(error) => match error.raw_os_error() {
                Some(errno @ (errno::ENETUNREACH | EHOSTUNREACH)) => Sent::Unreachable(errno),
                // Anything else is a lost packet: the protocol sends it again.
                _ => {
                    tracing::debug!(%to, %error, "tx_fail");
                    Sent::Done
                }
            },
        };
        if let Some(observer) = &self.observer {
            for datagram in bytes.chunks(transmit.segment_size.unwrap_or(bytes.len()).max(1)) {
                observer.datagram(Direction::Sent, to, datagram);
            }
        }
        outcome
    }

    fn try_send(
        &self,
        socket: &Socket,
        destination: SocketAddr,
        segment_size: Option<usize>,
        contents: &[u8],
    ) -> io::Result<()> {
        let destination = to_system(self.family, destination);
        let transmit =
            quinn_udp::Transmit { destination, ecn: None, contents, segment_size, src_ip: None };
        let sent = self.state.try_send(socket.into(), &transmit);
        match sent {
            // What ICMP said about an earlier packet, maybe of another peer, is reported on whatever
            // is sent next; this packet has not been sent.
            Err(error) if is_pending_error(&error) => {
                self.errors.store(true, Ordering::Release);
                self.state.try_send(socket.into(), &transmit)
            }
            sent => sent,
        }
    }
}
