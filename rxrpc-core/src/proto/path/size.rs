//! How large a datagram may be: what the peer takes, and what the path carries.
//!
//! Holds: [`PathMtu`], [`PathEstimate`], [`Fragmentation`]; how the path's size is found out is in
//! `search`. Must not know: sockets, ICMP, IP headers. All sizes are bytes of UDP payload, Rx header
//! included.
//!
//! A packet keeps its size once it is sealed, since its sequence number names its bytes. So when the path
//! turns out to be narrower, packets packed from then on are smaller, and those that were sealed before go
//! out with fragmentation allowed.

use super::jumbo::{STANDARD, jumbo_count, jumbo_len};
use super::search::Search;
use crate::proto::MachineConfig;
use rxrpc_wire::{Ack, Header, JUMBO_DATA_LEN, MAX_JUMBO_SUBPACKETS, Serial};
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
const FLOOR: u16 = 548;

/// A datagram that nearly every path carries (RFC 8899, BASE_PLPMTU).
const BASE: u16 = 1200;

/// What a call knows of the path and of what the peer takes. It outlives the call: the next one on the
/// connection begins with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathEstimate {
    /// The largest datagram that the path is thought to carry.
    size: u16,
    /// The largest datagram that the network said it carries.
    limit: u16,
    /// The largest packet that the peer takes.
    peer_max: u16,
    /// The packet size that suits the peer's interface.
    peer_preferred: u16,
    /// Packets that the peer takes in one datagram.
    peer_jumbo: u16,
    search: Search,
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

    /// Takes what the peer advertises. A jumbo_max of 0 means that it leaves the number to what the
    /// path carries (observed: Linux 6.14 and later).
    #[inline]
    fn apply_trailer(&mut self, ack: &Ack<'_>) {
        let number = |field: u32| u16::try_from(field).unwrap_or(u16::MAX);
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
    estimate: PathEstimate,
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

/// What a path that carries less than was thought means for packets on their way.
#[derive(Clone, Copy, Debug)]
pub(in crate::proto) struct Narrowed {
    /// Largest payload that a packet alone may have, in bytes.
    pub(in crate::proto) payload: usize,
    /// Whether no datagram of several packets gets through.
    pub(in crate::proto) no_jumbograms: bool,
}

/// Packets that must still be queued: for less, a search does not pay.
const WORTH: usize = 8;

/// Retransmission timeouts in a row after which large packets may be cut.
const SUSPICIOUS_TIMEOUTS: u8 = 2;

/// Packets lost in jumbograms, and none arrived in one, after which the path is suspected to have become
/// too narrow for them: more than one jumbogram of any usual size.
const SUSPICIOUS_JUMBO_LOSSES: u16 = 12;

impl PathMtu {
    #[inline]
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
    fn wanted(&self) -> u16 {
        let PathEstimate { peer_max, peer_preferred, .. } = self.estimate;
        match self.jumbo_wanted() {
            1 => (Header::LEN as u16 + self.payload).min(peer_max).min(peer_preferred),
            packets => jumbo_len(packets),
        }
    }

    /// Whether datagrams of several packets are wanted.
    fn is_jumbo(&self) -> bool {
        self.jumbo_wanted() > 1
    }

    /// How many full packets one datagram may have now.
    #[inline]
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
    #[inline]
    pub(in crate::proto) fn fragmentation(&self, size: usize) -> Fragmentation {
        let fits = if self.desperate { FLOOR } else { self.estimate.size };
        match size > usize::from(fits) {
            true => Fragmentation::Allowed,
            false => Fragmentation::Forbidden,
        }
    }

    /// The largest payload of a packet that is packed now, in bytes, of which `most` are wanted: what the
    /// peer said it takes and what the path carries.
    #[inline]
    pub(in crate::proto) fn max_payload(&self, most: usize) -> usize {
        most.min(self.packet_size().saturating_sub(Header::LEN)).max(1)
    }

    /// Begins with what an earlier call to the same peer found.
    pub(in crate::proto) fn seed(&mut self, estimate: PathEstimate) {
        self.estimate = estimate;
    }

    /// What is known, for the next call to the same peer.
    #[inline]
    pub(in crate::proto) fn estimate(&self) -> PathEstimate {
        let mut estimate = self.estimate;
        estimate.search.forget_probe();
        estimate
    }

    /// Takes what the peer advertises in the trailer of an ACK.
    pub(in crate::proto) fn apply_trailer(&mut self, ack: &Ack<'_>) {
        self.estimate.apply_trailer(ack);
    }

    /// The network reported that the path carries no datagram of more than `largest` bytes. Says what
    /// that means for packets on their way, if it is less than what was thought.
    pub(in crate::proto) fn report_limit(&mut self, largest: usize) -> Option<Narrowed> {
        let before = self.estimate.size;
        self.estimate.set_limit(largest);
        let size = self.estimate.size;
        (size < before).then(|| Narrowed {
            payload: usize::from(size).saturating_sub(Header::LEN),
            // How large each jumbogram was is not stored: only where none gets through are all of them lost.
            no_jumbograms: jumbo_count(size) < 2,
        })
    }

    /// Gives up a probe that is larger than what the network reported; whether there was one.
    pub(in crate::proto) fn give_up_probe(&mut self) -> bool {
        self.estimate.search.give_up_above(self.estimate.limit)
    }

    /// The retransmission timer fired, and the packet that is sent next has a payload of `next` bytes. If
    /// that happens again and again, large packets may be what does not get through.
    pub(in crate::proto) fn suspect_after_timeout(&mut self, next: Option<usize>) {
        // Not only full packets are too large for a narrow path.
        let large = usize::from(FLOOR) - Header::LEN;
        if next.is_none_or(|payload| payload <= large) {
            return;
        }
        self.timeouts = self.timeouts.saturating_add(1);
        self.desperate |= self.timeouts >= SUSPICIOUS_TIMEOUTS;
    }

    /// The peer answered a packet, and be it that it has no place for the call: the path carried it.
    #[inline]
    pub(in crate::proto) fn answered(&mut self) {
        self.timeouts = 0;
    }

    /// A packet that went out in a jumbogram is sent again.
    pub(in crate::proto) fn suspect_after_jumbo_loss(&mut self) {
        self.jumbo_losses = self.jumbo_losses.saturating_add(1);
        if self.jumbo_losses >= SUSPICIOUS_JUMBO_LOSSES && self.estimate.size > STANDARD {
            self.suspect();
        }
    }

    /// Packets arrived, perhaps in a jumbogram; perhaps only because it was allowed to be cut.
    #[inline]
    pub(in crate::proto) fn carried(&mut self, in_jumbogram: bool) {
        self.timeouts = 0;
        if in_jumbogram {
            self.jumbo_losses = 0;
        }
        if self.desperate {
            self.suspect();
        }
    }

    /// The size of the probe that is to be sent now.
    #[inline]
    pub(in crate::proto) fn probe_due(&self) -> Option<u16> {
        self.estimate.search.due()
    }

    /// The probe that was due is sent under this serial.
    pub(in crate::proto) fn probe_sent(&mut self, serial: Serial) {
        self.estimate.search.sent(serial);
    }

    /// Looks whether an ACK answers the probe: then the path carries datagrams of its size.
    #[inline]
    pub(in crate::proto) fn take_probe_answer(&mut self, ack: &Ack<'_>) -> bool {
        let Some(size) = self.estimate.search.answered(ack) else { return false };
        tracing::debug!(size, "path_carries");
        self.estimate.size = size.max(self.estimate.size);
        true
    }

    #[cfg(test)]
    pub(in crate::proto) fn carries(&mut self, size: u16) {
        self.estimate.size = size;
    }

    /// The probe got no answer.
    pub(in crate::proto) fn probe_timed_out(&mut self) {
        self.estimate.search.forget_probe();
    }

    /// Goes on with the search for a larger size, if there is one of use, while `queued` packets are still
    /// to be acknowledged.
    #[inline]
    pub(in crate::proto) fn search(&mut self, now: Instant, queued: usize) {
        if queued < WORTH || self.estimate.size >= self.wanted() {
            return;
        }
        if self.estimate.search.is_outdated(now) {
            self.estimate.search = Search::NEW;
            self.estimate.limit = u16::MAX;
        }
        let (target, jumbo) = (self.target(), self.is_jumbo());
        self.estimate.search.go_on(now, self.estimate.size, target, jumbo);
    }

    /// What is wanted, as far as the network did not say that it is too much.
    fn target(&self) -> u16 {
        let wanted = self.wanted().min(self.estimate.limit);
        match self.is_jumbo() && wanted > STANDARD {
            true => jumbo_len(jumbo_count(wanted)),
            false => wanted,
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
