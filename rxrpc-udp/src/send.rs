//! Sending batches.
//!
//! Holds: [`UdpState::send`] and what may come of it. Must not know: what is in a batch.

use crate::address::to_system;
use crate::failures::{Judgement, SendFailures, is_about_destination};
use crate::{PathReport, UdpState};
use rxrpc_core::Errno;
use rxrpc_core::observe::Direction;
use rxrpc_core::{Fragmentation, Transmit};
use socket2::Socket;
use std::io;

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

impl UdpState {
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
            Ok(()) | Err(NotSent::Lost) => Sent::Done,
            Err(NotSent::Full) => Sent::Full { sent: gone },
            Err(NotSent::Refused(Errno::EMSGSIZE)) => {
                // On Linux the error queue knew how much would not have been too large; elsewhere the size
                // is felt for.
                let size = transmit.segment_size.unwrap_or(bytes.len());
                Sent::Failed(PathReport::TooLarge { largest: size - size / 8 })
            }
            Err(NotSent::Refused(errno)) => Sent::Failed(PathReport::Unreachable(errno)),
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
    ) -> Result<(), NotSent> {
        let to = transmit.destination.ip();
        if transmit.segment_size.is_none() {
            return self.try_send(socket, transmit, None, bytes);
        }
        if self.refusals.cuts(to) {
            return self.send_each(socket, transmit, bytes, gone);
        }
        match self.try_send(socket, transmit, transmit.segment_size, bytes) {
            // Either this destination takes no batches or it takes nothing, or not of this size. Of a single
            // datagram Linux says which, and puts into the error queue how much would have been right.
            Err(NotSent::Refused(errno)) if may_be_of_batches(errno) => {
                let sent = self.send_each(socket, transmit, bytes, gone);
                if matches!(sent, Ok(()) | Err(NotSent::Full)) && *gone > 0 {
                    tracing::debug!(%to, %errno, "takes no batches");
                    self.refusals.note(to);
                }
                sent
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
    ) -> Result<(), NotSent> {
        for datagram in bytes.chunks(transmit.segment_size.unwrap_or(bytes.len()).max(1)) {
            match self.try_send(socket, transmit, None, datagram) {
                Ok(()) | Err(NotSent::Lost) => *gone += datagram.len(),
                not_sent => return not_sent,
            }
        }
        Ok(())
    }

    /// Sends one datagram, or a batch of them as one.
    fn try_send(
        &self,
        socket: &Socket,
        transmit: &Transmit,
        segment_size: Option<usize>,
        contents: &[u8],
    ) -> Result<(), NotSent> {
        let destination = to_system(self.family, transmit.destination);
        let src_ip = transmit.source;
        let mut transmit =
            quinn_udp::Transmit { destination, ecn: None, contents, segment_size, src_ip };
        let mut failures = SendFailures::default();
        loop {
            self.system_calls.sending();
            let Err(error) = self.state.try_send(socket.into(), &transmit) else { return Ok(()) };
            if error.kind() == io::ErrorKind::WouldBlock {
                return Err(NotSent::Full);
            }
            let errno = Errno::from_io(&error).unwrap_or(Errno::EIO);
            // What ICMP said about an earlier packet, maybe of another peer, is told by whatever is sent
            // next; this packet has not been sent then.
            let drained = self.empty_error_queue(socket);
            if drained.was_empty() {
                // An address that this host has no more, or that was a network's: Linux says EINVAL or
                // ENETUNREACH of it, by its version.
                let may_be_of_source = errno != Errno::EMSGSIZE && is_about_destination(errno);
                if may_be_of_source && transmit.src_ip.take().is_some() {
                    continue;
                }
                if segment_size.is_some() && may_be_of_batches(errno) {
                    return Err(NotSent::Refused(errno));
                }
            }
            match failures.judge(errno, drained) {
                Judgement::Again => {}
                Judgement::Destination => return Err(NotSent::Refused(errno)),
                Judgement::Lost => {
                    tracing::debug!(to = %destination, %error, "tx_fail");
                    return Err(NotSent::Lost);
                }
            }
        }
    }
}

/// Why a datagram is not on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NotSent {
    /// The socket's buffer is full.
    Full,
    /// It counts as lost.
    Lost,
    /// It cannot go to its destination.
    Refused(Errno),
}

/// Errors by which the system refuses a batch whose datagrams it may take one by one: EIO and EINVAL are those
/// of segmentation offload, and a datagram that is too large fails the batch without a word of the right size.
fn may_be_of_batches(errno: Errno) -> bool {
    matches!(errno, Errno::EIO | Errno::EINVAL | Errno::EMSGSIZE)
}
