//! How large a datagram may be: what the peer takes, and what the path carries.
//!
//! Holds: [`PathMtu`], [`PathEstimate`], [`Fragmentation`], and the part of the machine that goes by
//! them. Must not know: sockets, ICMP, IP headers. All sizes are bytes of UDP payload, Rx header included.
//!
//! A packet keeps its size once it is sealed, since its sequence number names its bytes. So when the path
//! turns out to be narrower, packets packed from then on are smaller, and those that were sealed before go
//! out with fragmentation allowed.

use crate::proto::CallMachine;
use rxrpc_wire::Header;
use std::time::Instant;

/// What routers may do with a datagram that is too large for the next link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Fragmentation {
    /// Drop it and say so: "don't fragment" is set.
    #[default]
    Forbidden,
    /// Drop it, and the size of the path is judged by that: nothing may make an exception.
    Probe,
    /// Cut it into fragments.
    Allowed,
}

/// The largest datagram that any path is trusted to carry: the 576 bytes of IP that every IPv4 host
/// takes (RFC 791), less 28.
pub(super) const FLOOR: u16 = 548;

/// What is said of the size of packets and of the path outlives a call: the next one begins with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathEstimate {
    /// The largest datagram that the path is thought to carry.
    size: u16,
    /// The largest packet that the peer takes.
    peer_max: u16,
    /// The packet size that suits the peer's interface.
    peer_preferred: u16,
}

impl PathEstimate {
    /// The path carries no datagram larger than this.
    pub(crate) fn limit(&mut self, largest: usize) {
        self.size = self.size.min(clamped(largest));
    }
}

fn clamped(size: usize) -> u16 {
    u16::try_from(size).unwrap_or(u16::MAX).max(FLOOR)
}

/// What is known of the path of one call.
#[derive(Debug)]
pub(super) struct PathMtu {
    estimate: PathEstimate,
}

impl PathMtu {
    /// `payload` is the largest payload of a packet that this side sends.
    pub(super) fn new(payload: usize) -> Self {
        let size = clamped(payload.saturating_add(Header::LEN));
        Self { estimate: PathEstimate { size, peer_max: u16::MAX, peer_preferred: u16::MAX } }
    }

    /// The peer said what it takes, and what suits it.
    pub(super) fn told(&mut self, max: Option<u32>, preferred: Option<u32>) {
        let size = |told: u32| u16::try_from(told).unwrap_or(u16::MAX).max(500);
        if let Some(max) = max {
            self.estimate.peer_max = size(max);
        }
        if let Some(preferred) = preferred {
            self.estimate.peer_preferred = size(preferred);
        }
    }

    /// Bytes that a datagram of one packet may have.
    fn packet_size(&self) -> usize {
        let PathEstimate { size, peer_max, peer_preferred } = self.estimate;
        usize::from(size.min(peer_max).min(peer_preferred))
    }

    /// Whether a datagram of this size may have to be cut to get through.
    pub(super) fn fragmentation(&self, size: usize) -> Fragmentation {
        match size > usize::from(self.estimate.size) {
            true => Fragmentation::Allowed,
            false => Fragmentation::Forbidden,
        }
    }
}

impl CallMachine {
    /// Starts with what an earlier call to the same peer knew of the path.
    pub fn seed_path(&mut self, estimate: PathEstimate) {
        self.path.estimate =
            PathEstimate { size: estimate.size.min(self.path.estimate.size), ..estimate };
    }

    /// What is known of the path, for the next call to the same peer.
    #[must_use]
    pub fn path_estimate(&self) -> PathEstimate {
        self.path.estimate
    }

    /// Largest payload that a packet queued now should have, in bytes: what this side sends at most,
    /// what the peer said it takes, and what the path carries.
    #[must_use]
    pub fn max_payload(&self) -> usize {
        let most = self.path.packet_size().saturating_sub(Header::LEN);
        self.config.payload.min(most).max(1)
    }

    /// The network reported that the path carries no datagram of more than `largest` bytes of UDP
    /// payload. Never ends the call; what is smaller than 548 is taken for that. Larger packets that are
    /// on their way are taken for lost, which is no sign of congestion.
    pub fn handle_mtu_report(&mut self, now: Instant, largest: usize) {
        let largest = clamped(largest);
        if self.completion.is_some() || largest >= self.path.estimate.size {
            return;
        }
        self.path.estimate.size = largest;
        self.transmit.mark_larger(usize::from(largest).saturating_sub(Header::LEN));
        self.arm_loss_timer(now);
    }
}
