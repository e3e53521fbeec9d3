//! Sending batches.
//!
//! Holds: [`Udp::send`] and what may come of it. Must not know: what is in a batch.

use crate::address::to_system;
use crate::error_queue::{EHOSTUNREACH, is_pending_error};
use crate::{PathReport, Udp};
use rxrpc_core::error::errno;
use rxrpc_core::observe::Direction;
use rxrpc_core::{Fragmentation, Transmit};
use socket2::Socket;
use std::io;
use std::sync::atomic::Ordering;

/// What became of one batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// Gone, or lost as the network may lose it.
    Done,
    /// The socket's buffer is full: the rest is to be tried again when it is writable.
    Full {
        /// Bytes of the batch that are gone.
        sent: usize,
    },
    /// It could not go out, for a reason that the core shall know.
    Failed(PathReport),
}

impl Udp {
    /// Sends one batch.
    pub fn send(&self, socket: &Socket, transmit: &Transmit, bytes: &[u8]) -> Sent {
        let mut gone = 0;
        let sent = match transmit.fragmentation {
            Fragmentation::Forbidden => self.send_batch(socket, transmit, bytes, &mut gone),
            Fragmentation::Probe => {
                let _held = self.fragments.hold();
                self.send_batch(socket, transmit, bytes, &mut gone)
            }
            // Segmentation offload makes no fragments.
            Fragmentation::Allowed => self
                .fragments
                .allow(socket, self.family, || self.send_each(socket, transmit, bytes, &mut gone)),
        };
        let to = transmit.destination;
        let outcome = match sent {
            Ok(()) => Sent::Done,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Sent::Full { sent: gone },
            Err(error) => match error.raw_os_error() {
                Some(errno @ (errno::ENETUNREACH | EHOSTUNREACH)) => {
                    Sent::Failed(PathReport::Unreachable(errno))
                }
                Some(errno::EMSGSIZE) => {
                    // On Linux the error queue knows how much would not have been too large; elsewhere the
                    // size is felt for.
                    self.errors.store(true, Ordering::Release);
                    let size = transmit.segment_size.unwrap_or(bytes.len());
                    Sent::Failed(PathReport::TooLarge { largest: size - size / 8 })
                }
                // Anything else is a lost packet: the protocol sends it again.
                _ => {
                    tracing::debug!(%to, %error, "tx_fail");
                    Sent::Done
                }
            },
        };
        if let Some(observer) = &self.observer {
            let sent = if matches!(outcome, Sent::Full { .. }) { gone } else { bytes.len() };
            for datagram in
                bytes[..sent].chunks(transmit.segment_size.unwrap_or(bytes.len()).max(1))
            {
                observer.datagram(Direction::Sent, to, datagram);
            }
        }
        outcome
    }

    fn send_batch(
        &self,
        socket: &Socket,
        transmit: &Transmit,
        bytes: &[u8],
        gone: &mut usize,
    ) -> io::Result<()> {
        let segment_size = transmit.segment_size;
        match self.try_send(socket, transmit, segment_size, bytes) {
            // Of a batch Linux does not put into the error queue how much would have been right.
            Err(error)
                if segment_size.is_some() && error.raw_os_error() == Some(errno::EMSGSIZE) =>
            {
                let size = segment_size.unwrap_or(bytes.len()).min(bytes.len());
                self.try_send(socket, transmit, None, &bytes[..size]).and(Err(error))
            }
            // The system refused the offload, and quinn-udp will not use it again: one by one.
            Err(_) if segment_size.is_some() && self.state.max_gso_segments() == 1 => {
                self.send_each(socket, transmit, bytes, gone)
            }
            sent => sent,
        }
    }

    /// Sends the datagrams one by one, and counts in `gone` the bytes of those that are on their way.
    fn send_each(
        &self,
        socket: &Socket,
        transmit: &Transmit,
        bytes: &[u8],
        gone: &mut usize,
    ) -> io::Result<()> {
        for datagram in bytes.chunks(transmit.segment_size.unwrap_or(bytes.len()).max(1)) {
            self.try_send(socket, transmit, None, datagram)?;
            *gone += datagram.len();
        }
        Ok(())
    }

    fn try_send(
        &self,
        socket: &Socket,
        transmit: &Transmit,
        segment_size: Option<usize>,
        contents: &[u8],
    ) -> io::Result<()> {
        let destination = to_system(self.family, transmit.destination);
        let src_ip = transmit.source;
        let transmit =
            quinn_udp::Transmit { destination, ecn: None, contents, segment_size, src_ip };
        self.system_calls.sending();
        let sent = self.state.try_send(socket.into(), &transmit);
        match sent {
            // What ICMP said about an earlier packet, maybe of another peer, is reported on whatever
            // is sent next; this packet has not been sent.
            Err(error) if is_pending_error(&error) => {
                self.errors.store(true, Ordering::Release);
                self.system_calls.sending();
                self.state.try_send(socket.into(), &transmit)
            }
            sent => sent,
        }
    }
}
