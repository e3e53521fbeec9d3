//! How large a datagram may be: what the peer takes, and what the path carries.
//!
//! Holds: [`PathMtu`], [`PathEstimate`], [`Fragmentation`], and the part of the machine that goes by
//! them; how the path's size is found out is in `search`. Must not know: sockets, ICMP, IP headers.
//! All sizes are bytes of UDP payload, Rx header included.
//!
//! A packet keeps its size once it is sealed, since its sequence number names its bytes. So when the path
//! turns out to be narrower, packets packed from then on are smaller, and those that were sealed before go
//! out with fragmentation allowed.

use crate::proto::path::search::Search;
use crate::proto::{CallMachine, MachineConfig};
use rxrpc_wire::{Ack, Header, JUMBO_DATA_LEN, JUMBO_HEADER_LEN, MAX_JUMBO_SUBPACKETS};
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
pub(in crate::proto) const FLOOR: u16 = 548;

/// A datagram that nearly every path carries (RFC 8899, BASE_PLPMTU).
const BASE: u16 = 1200;

/// One full packet: what is sent before anything is known.
pub(in crate::proto) const STANDARD: u16 = jumbo_len(1);

/// Bytes of a jumbogram of this many packets, full ones all of them.
pub(in crate::proto) const fn jumbo_len(packets: u16) -> u16 {
    (Header::LEN + JUMBO_DATA_LEN) as u16
        + packets.saturating_sub(1).saturating_mul((JUMBO_DATA_LEN + JUMBO_HEADER_LEN) as u16)
}

/// How many full packets go into a jumbogram of this size.
pub(in crate::proto) const fn jumbo_count(size: u16) -> u16 {
    size.saturating_sub((Header::LEN - JUMBO_HEADER_LEN) as u16)
        / (JUMBO_DATA_LEN + JUMBO_HEADER_LEN) as u16
}

/// What a call knows of the path and of what the peer takes. It outlives the call: the next one on the
/// connection begins with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathEstimate {
    /// The largest datagram that the path is thought to carry.
    pub(in crate::proto) size: u16,
    /// The largest datagram that the network said it carries.
    pub(in crate::proto) limit: u16,
    /// The largest packet that the peer takes.
    peer_max: u16,
    /// The packet size that suits the peer's interface.
    peer_preferred: u16,
    /// Packets that the peer takes in one datagram.
    peer_jumbo: u16,
    pub(in crate::proto) search: Search,
}

impl PathEstimate {
    /// Nothing is known. One packet in a datagram until the peer says that it takes more.
    pub(crate) const UNKNOWN: Self = Self {
        size: STANDARD,
        limit: u16::MAX,
        peer_max: u16::MAX,
        peer_preferred: u16::MAX,
        peer_jumbo: 1,
        search: Search::NEW,
    };

    /// The network says that the path carries no datagram larger than this.
    pub(crate) fn set_limit(&mut self, largest: usize) {
        let largest = u16::try_from(largest).unwrap_or(u16::MAX).max(FLOOR);
        self.limit = self.limit.min(largest);
        self.size = self.size.min(largest);
    }

    /// Takes what the peer said of itself. A jumbo_max of 0 means that it leaves the number to what the
    /// path carries (observed: Linux 6.14 and later).
    fn told(&mut self, ack: &Ack<'_>) {
        let number = |told: u32| u16::try_from(told).unwrap_or(u16::MAX);
        if let Some(max) = ack.max_mtu() {
            self.peer_max = number(max).max(500);
        }
        if let Some(preferred) = ack.interface_mtu() {
            self.peer_preferred = number(preferred).max(500);
        }
        if let Some(jumbo) = ack.jumbo_max() {
            self.peer_jumbo = if jumbo == 0 { u16::MAX } else { number(jumbo) };
        }
    }
}

/// What is known of the path of one call.
#[derive(Debug)]
pub(in crate::proto) struct PathMtu {
    pub(in crate::proto) estimate: PathEstimate,
    /// The largest payload of a packet, and most packets in a datagram, that this side sends.
    payload: u16,
    jumbo_limit: u16,
    /// Retransmission timeouts since something arrived.
    timeouts: u8,
    /// Packets that were lost in jumbograms since one arrived.
    jumbo_losses: u16,
    /// Nothing gets through: whatever is larger than it has to be may be cut.
    desperate: bool,
}

/// Retransmission timeouts in a row after which large packets may be cut.
const SUSPICIOUS_TIMEOUTS: u8 = 2;

/// Packets lost in jumbograms, and none arrived in one, after which the path is suspected to have become
/// too narrow for them: more than one jumbogram of any usual size.
const SUSPICIOUS_JUMBO_LOSSES: u16 = 12;

impl PathMtu {
    pub(in crate::proto) fn new(config: &MachineConfig) -> Self {
        let largest = u16::MAX - Header::LEN as u16;
        let payload = u16::try_from(config.payload).unwrap_or(largest).min(largest);
        let jumbo = u16::try_from(config.jumbo_limit).unwrap_or(u16::MAX);
        Self {
            estimate: PathEstimate::UNKNOWN,
            payload,
            jumbo_limit: jumbo.clamp(1, MAX_JUMBO_SUBPACKETS as u16),
            timeouts: 0,
            jumbo_losses: 0,
            desperate: false,
        }
    }

    /// Most packets in one datagram, as far as both ends go.
    fn jumbo_wanted(&self) -> u16 {
        if usize::from(self.payload) < JUMBO_DATA_LEN {
            return 1;
        }
        let most = self.jumbo_limit.min(self.estimate.peer_jumbo);
        most.min(jumbo_count(self.estimate.peer_max)).max(1)
    }

    /// The largest datagram that would be sent if the path carried it.
    pub(in crate::proto) fn wanted(&self) -> u16 {
        let PathEstimate { peer_max, peer_preferred, .. } = self.estimate;
        match self.jumbo_wanted() {
            1 => (Header::LEN as u16 + self.payload).min(peer_max).min(peer_preferred),
            packets => jumbo_len(packets),
        }
    }

    /// Whether datagrams of several packets are wanted.
    pub(in crate::proto) fn is_jumbo(&self) -> bool {
        self.jumbo_wanted() > 1
    }

    /// How many full packets one datagram may have now.
    pub(in crate::proto) fn jumbo_packets(&self) -> usize {
        usize::from(self.jumbo_wanted().min(jumbo_count(self.estimate.size)).max(1))
    }

    /// Bytes that a datagram of one packet may have.
    fn packet_size(&self) -> usize {
        let PathEstimate { size, peer_max, peer_preferred, .. } = self.estimate;
        let jumbo = if self.is_jumbo() { STANDARD } else { u16::MAX };
        usize::from(size.min(peer_max).min(peer_preferred).min(jumbo))
    }

    /// The next smaller size to fall back to.
    fn lower(&self) -> u16 {
        match self.estimate.size {
            size if size > STANDARD => STANDARD,
            size if size > BASE => BASE,
            _ => FLOOR,
        }
    }

    /// Whether a datagram of this size may have to be cut to get through.
    pub(in crate::proto) fn fragmentation(&self, size: usize) -> Fragmentation {
        let fits = if self.desperate { FLOOR } else { self.estimate.size };
        match size > usize::from(fits) {
            true => Fragmentation::Allowed,
            false => Fragmentation::Forbidden,
        }
    }

    /// The path is suspected to carry less than it did, without saying so. If that is wrong, the search
    /// finds out with its first probe.
    fn suspect(&mut self) {
        tracing::debug!(size = self.estimate.size, lower = self.lower(), "path_suspect");
        self.estimate.size = self.lower();
        self.estimate.search = Search::NEW;
        self.desperate = false;
        self.timeouts = 0;
        self.jumbo_losses = 0;
    }
}

impl CallMachine {
    /// Starts with what an earlier call to the same peer knew of the path.
    pub fn seed_path(&mut self, estimate: PathEstimate) {
        self.path.estimate = estimate;
    }

    /// What is known of the path, for the next call to the same peer.
    #[must_use]
    pub fn path_estimate(&self) -> PathEstimate {
        let mut estimate = self.path.estimate;
        estimate.search.forget_probe();
        estimate
    }

    /// Largest payload that a packet queued now should have, in bytes: what this side sends at most,
    /// what the peer said it takes, and what the path carries.
    #[must_use]
    pub fn max_payload(&self) -> usize {
        let most = self.path.packet_size().saturating_sub(Header::LEN);
        self.config.payload.min(most).max(1)
    }

    /// The peer said what it takes.
    pub(in crate::proto) fn told_sizes(&mut self, ack: &Ack<'_>) {
        self.path.estimate.told(ack);
    }

    /// The network reported that the path carries no datagram of more than `largest` bytes of UDP
    /// payload. Never ends the call; what is smaller than 548 is taken for that. Larger packets that are
    /// on their way are taken for lost, which is no sign of congestion.
    pub fn handle_mtu_report(&mut self, now: Instant, largest: usize) {
        if self.completion.is_some() {
            return;
        }
        let before = self.path.estimate.size;
        self.path.estimate.set_limit(largest);
        let size = self.path.estimate.size;
        if size < before {
            // How large each jumbogram was is not kept: only where none gets through are all of them lost.
            let no_jumbograms = jumbo_count(size) < 2;
            self.transmit.mark_larger(usize::from(size).saturating_sub(Header::LEN), no_jumbograms);
            self.arm_loss_timer(now);
        }
        self.give_up_probe_above(now, self.path.estimate.limit);
    }

    /// The retransmission timer fired, and what is to be sent again is marked so. If that happens again and
    /// again, large packets may be what does not get through.
    pub(in crate::proto) fn suspect_path_after_timeout(&mut self) {
        // Not only full packets are too large for a narrow path.
        let large = usize::from(FLOOR) - Header::LEN;
        if self.transmit.next_payload().is_none_or(|payload| payload <= large) {
            return;
        }
        self.path.timeouts = self.path.timeouts.saturating_add(1);
        self.path.desperate |= self.path.timeouts >= SUSPICIOUS_TIMEOUTS;
    }

    /// The peer answered a packet, and be it that it has no place for the call: the path carried it.
    pub(in crate::proto) fn path_answered(&mut self) {
        self.path.timeouts = 0;
    }

    /// A packet that went out in a jumbogram is sent again.
    pub(in crate::proto) fn suspect_path_after_jumbo_loss(&mut self) {
        self.path.jumbo_losses = self.path.jumbo_losses.saturating_add(1);
        if self.path.jumbo_losses >= SUSPICIOUS_JUMBO_LOSSES && self.path.estimate.size > STANDARD {
            self.path.suspect();
        }
    }

    /// Something arrived, perhaps in a jumbogram; perhaps only because it was allowed to be cut.
    pub(in crate::proto) fn path_carried(&mut self, in_jumbogram: bool) {
        self.path.timeouts = 0;
        if in_jumbogram {
            self.path.jumbo_losses = 0;
        }
        if self.path.desperate {
            self.path.suspect();
        }
    }
}
