//! Finding out how large a datagram the path carries, by PINGs padded to the size in question (RFC 8899).
//!
//! Holds: [`Search`] (which size is tried next, and what became of it) and the machine's use of it. Must
//! not know: what the sizes are used for.
//!
//! A search goes on only while there is something larger that would be of use, on a call with some data
//! still to be sent, one probe at a time. A size that got no answer three times is too large; three such
//! sizes in a row end the search, so a peer that ignores padded PINGs costs nine of them. After ten minutes
//! it may begin anew. A lost probe says nothing about congestion.

use crate::proto::packets::CallIdentity;
use crate::proto::path::size::{PathMtu, STANDARD, jumbo_count, jumbo_len};
use crate::proto::timers::Timer;
use crate::proto::{CallMachine, Datagrams, Fragmentation, SerialSource};
use rxrpc_wire::{Ack, AckBuilder, AckReason, Flags, Header, PacketType, Seq, Serial};
use std::time::{Duration, Instant};

/// How often a size is tried before it counts as too large (RFC 8899, MAX_PROBES).
const TRIES: u8 = 3;

/// Sizes in a row found too large that end a search.
const MOST_TOO_LARGE: u8 = 3;

/// After this time the path may have become wider (RFC 8899, PMTU_RAISE_TIMER).
const RAISE: Duration = Duration::from_secs(600);

/// A difference of this many bytes is not worth a probe.
const RESOLUTION: u16 = 32;

/// What an Ethernet frame of 9000 bytes has room for over IPv6, and in full packets.
const USUAL: u16 = 9000 - 48;
const USUAL_JUMBO: u16 = jumbo_count(USUAL);

/// Packets that must still be queued: for less, a search does not pay.
const WORTH: usize = 8;

/// How far the search has come. It outlives a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::proto) struct Search {
    /// The smallest size that was found too large; the largest number if none.
    too_large: u16,
    /// How often the present size was tried.
    tries: u8,
    /// Sizes found too large since one was answered.
    failures: u8,
    /// When to begin anew, once the search is over.
    again_at: Option<Instant>,
    /// The probe that is to be sent, or was sent under this serial.
    probe: Option<(u16, Option<Serial>)>,
}

impl Search {
    pub(in crate::proto) const NEW: Self =
        Self { too_large: u16::MAX, tries: 0, failures: 0, again_at: None, probe: None };

    /// Nobody waits for the answer any more; that it was tried counts.
    pub(in crate::proto) fn forget_probe(&mut self) {
        self.probe = None;
    }

    /// The size to try next between what the path carries and what is wanted. The whole is tried first,
    /// then what is usual, then what halves the rest.
    fn candidate(&self, size: u16, wanted: u16, jumbo: bool) -> Option<u16> {
        if wanted.saturating_sub(size) <= RESOLUTION || self.failures >= MOST_TOO_LARGE {
            return None;
        }
        if wanted < self.too_large {
            return Some(wanted);
        }
        if size < STANDARD && STANDARD < self.too_large {
            return Some(STANDARD);
        }
        if size >= STANDARD && jumbo {
            let (low, high) = (jumbo_count(size), jumbo_count(self.too_large - 1));
            let middle = match low < USUAL_JUMBO && USUAL_JUMBO <= high {
                true => USUAL_JUMBO,
                false => (low + high).div_ceil(2),
            };
            return (low < high).then(|| jumbo_len(middle));
        }
        if size < USUAL && USUAL < self.too_large {
            return Some(USUAL);
        }
        let gap = self.too_large.saturating_sub(size);
        (gap > RESOLUTION).then_some(size + gap / 2)
    }

    /// The present size is too large.
    fn fail(&mut self, size: u16) {
        self.too_large = self.too_large.min(size);
        self.failures = self.failures.saturating_add(1);
        self.tries = 0;
    }
}

impl PathMtu {
    /// What is wanted, as far as the network did not say that it is too much.
    fn target(&self) -> u16 {
        let wanted = self.wanted().min(self.estimate.limit);
        match self.is_jumbo() && wanted > STANDARD {
            true => jumbo_len(jumbo_count(wanted)),
            false => wanted,
        }
    }

    fn next_candidate(&self) -> Option<u16> {
        let estimate = &self.estimate;
        estimate.search.candidate(estimate.size, self.target(), self.is_jumbo())
    }

    fn is_probe_due(&self) -> bool {
        matches!(self.estimate.search.probe, Some((_, None)))
    }
}

impl CallMachine {
    /// Whether a probe is to be sent.
    pub(in crate::proto) fn is_path_probe_due(&self) -> bool {
        self.completion.is_none() && self.path.is_probe_due()
    }

    /// Goes on with the search if there is something to search for. To be called after everything that
    /// was heard.
    pub(in crate::proto) fn search_path(&mut self, now: Instant) {
        let worth = self.transmit.len() >= WORTH && self.reach.is_proven();
        if self.completion.is_some() || !worth || self.rtt.smoothed().is_none() {
            return;
        }
        if self.path.estimate.size >= self.path.wanted() {
            return;
        }
        let search = &mut self.path.estimate.search;
        if search.again_at.is_some_and(|at| at <= now) {
            *search = Search::NEW;
            self.path.estimate.limit = u16::MAX;
        }
        let search = &self.path.estimate.search;
        if search.probe.is_some() || search.again_at.is_some() {
            return;
        }
        let mut candidate = self.path.next_candidate();
        if let Some(size) = candidate.filter(|_| search.tries >= TRIES) {
            tracing::debug!(size, "path_too_narrow");
            self.path.estimate.search.fail(size);
            candidate = self.path.next_candidate();
        }
        match candidate {
            Some(size) => self.path.estimate.search.probe = Some((size, None)),
            None => self.path.estimate.search.again_at = now.checked_add(RAISE),
        }
    }

    /// Appends the probe that is due: a PING whose padding makes it as large as the size in question.
    pub(in crate::proto) fn transmit_path_probe(
        &mut self,
        now: Instant,
        identity: &CallIdentity,
        serials: &dyn SerialSource,
        out: &mut Vec<u8>,
    ) -> Option<Datagrams> {
        let Some((size, None)) = self.path.estimate.search.probe else { return None };
        let serial = serials.next(1);
        self.progress.sent(serial);
        let mut table = [0; 255];
        let reported = self.receive.report(&mut table);
        let flags = Flags::SLOW_START_OK | Flags::REQUEST_ACK;
        let length = usize::from(size);
        identity.header(PacketType::Ack, Seq(0), serial, flags).emit(out);
        AckBuilder {
            first_packet: self.receive.next(),
            previous_packet: self.receive.highest(),
            serial: Serial::NONE,
            reason: AckReason::Ping,
            acks: &table[..reported],
            trailer: self.trailer(),
            padding: length.saturating_sub(Header::LEN + AckBuilder::unpadded_len(reported)),
        }
        .emit(out);
        let search = &mut self.path.estimate.search;
        search.probe = Some((size, Some(serial)));
        search.tries = search.tries.saturating_add(1);
        self.counters.acks_sent += 1;
        self.counters.pings_sent += 1;
        self.counters.path_probes += 1;
        self.timers.set_after(Timer::PathProbe, now, self.rtt.timeout(0));
        self.spoke(now);
        Some(Datagrams { fragmentation: Fragmentation::Probe, ..Datagrams::one(length) })
    }

    /// Looks whether an ACK answers the probe: then the path carries datagrams of its size.
    pub(in crate::proto) fn check_path_probe(&mut self, ack: &Ack<'_>) {
        let search = &mut self.path.estimate.search;
        let Some((size, Some(serial))) = search.probe else { return };
        if ack.reason != AckReason::PingResponse || ack.serial != serial {
            return;
        }
        search.probe = None;
        search.tries = 0;
        search.failures = 0;
        self.timers.stop(Timer::PathProbe);
        tracing::debug!(size, "path_carries");
        self.path.estimate.size = size.max(self.path.estimate.size);
    }

    /// The probe got no answer.
    pub(in crate::proto) fn handle_path_probe_timeout(&mut self, now: Instant) {
        self.path.estimate.search.forget_probe();
        self.search_path(now);
    }

    /// The network said that nothing larger than `largest` gets through; that may be the probe's answer.
    pub(in crate::proto) fn give_up_probe_above(&mut self, now: Instant, largest: u16) {
        let search = &mut self.path.estimate.search;
        if search.probe.is_some_and(|(size, _)| size > largest) {
            search.probe = None;
            search.tries = 0;
            self.timers.stop(Timer::PathProbe);
        }
        self.search_path(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Searches on a path that carries `carried`; returns what was found and which sizes were tried.
    fn find(carried: u16, start: u16, wanted: u16, jumbo: bool) -> (u16, Vec<u16>) {
        let (mut search, mut size, mut tried) = (Search::NEW, start, Vec::new());
        while let Some(candidate) = search.candidate(size, wanted, jumbo) {
            tried.push(candidate);
            assert!(tried.len() < 40, "{tried:?}");
            if candidate <= carried {
                size = candidate;
                search.failures = 0;
            } else {
                search.fail(candidate);
            }
        }
        (size, tried)
    }

    #[test]
    fn a_wide_path_costs_one_probe() {
        assert_eq!(find(65_000, 1200, 1440, false), (1440, vec![1440]));
        assert_eq!(find(65_000, 1440, jumbo_len(4), true), (5688, vec![5688]));
        assert_eq!(find(65_000, 1440, 1440, false), (1440, vec![]));
    }

    #[test]
    fn a_narrow_path_is_found_by_halving() {
        let (size, tried) = find(1372, 1200, 1440, false);
        assert!((1340..=1372).contains(&size), "{size} {tried:?}");
        assert_eq!(find(8972, 1440, jumbo_len(46), true).0, jumbo_len(6));
        for packets in 1..=46 {
            let (size, _) = find(jumbo_len(packets) + 7, 1440, jumbo_len(46), true);
            assert!(size <= jumbo_len(packets) && jumbo_count(size) * 3 > packets, "{packets}");
        }
    }

    #[test]
    fn silence_ends_the_search_after_three_sizes() {
        assert_eq!(find(0, 548, 1440, false).1.len(), 3);
        assert_eq!(find(0, 1440, jumbo_len(46), true).1.len(), 3);
    }

    #[test]
    fn jumbograms_are_as_long_as_their_packets() {
        for packets in 1..=46 {
            let length = jumbo_len(packets);
            assert_eq!(usize::from(length), rxrpc_wire::jumbo_datagram_len(packets.into()));
            assert_eq!(jumbo_count(length), packets);
            assert_eq!(jumbo_count(length - 1), packets - 1);
        }
    }
}
