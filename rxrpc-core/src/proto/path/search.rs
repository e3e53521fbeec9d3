//! Finding out how large a datagram the path carries, by PINGs padded to the size in question (RFC 8899).
//!
//! Holds: [`Search`]: which size is tried next, and what became of it. Must not know: what the sizes are
//! used for, or how a PING is written.
//!
//! A search goes on only while there is something larger that would be of use, on a call with some data
//! still to be sent, one probe at a time. A size that got no answer three times is too large; three such
//! sizes in a row end the search, so a peer that ignores padded PINGs costs nine of them. After ten minutes
//! it may begin anew. A lost probe says nothing about congestion.

use super::jumbo::{STANDARD, jumbo_count, jumbo_len};
use rxrpc_wire::{Ack, AckReason, Serial};
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

/// How far the search has come. It outlives a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Search {
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
    pub(super) const NEW: Self =
        Self { too_large: u16::MAX, tries: 0, failures: 0, again_at: None, probe: None };

    /// The answer is not waited for any more; that it was tried counts.
    pub(super) fn forget_probe(&mut self) {
        self.probe = None;
    }

    /// The size of the probe that is to be sent now.
    #[inline]
    pub(super) fn due(&self) -> Option<u16> {
        self.probe.filter(|(_, serial)| serial.is_none()).map(|(size, _)| size)
    }

    /// The probe that was due is sent under this serial.
    pub(super) fn sent(&mut self, serial: Serial) {
        if let Some((_, sent)) = &mut self.probe {
            *sent = Some(serial);
            self.tries = self.tries.saturating_add(1);
        }
    }

    /// The size of the probe, if this ACK answers it: the path carries datagrams of that size.
    #[inline]
    pub(super) fn answered(&mut self, ack: &Ack<'_>) -> Option<u16> {
        let (size, Some(serial)) = self.probe? else { return None };
        if ack.reason != AckReason::PingResponse || ack.serial != serial {
            return None;
        }
        self.probe = None;
        self.tries = 0;
        self.failures = 0;
        Some(size)
    }

    /// Gives up a probe that is larger than what the network said it carries; whether there was one.
    pub(super) fn give_up_above(&mut self, largest: u16) -> bool {
        let too_large = self.probe.is_some_and(|(size, _)| size > largest);
        if too_large {
            self.probe = None;
            self.tries = 0;
        }
        too_large
    }

    /// Whether the search ended long enough ago to begin anew.
    pub(super) fn is_outdated(&self, now: Instant) -> bool {
        self.again_at.is_some_and(|at| at <= now)
    }

    /// Chooses the next probe, if none is under way and the search is not over. The path is known to carry
    /// `size`, and `wanted` is of use; `jumbo` says whether datagrams of several packets are wanted.
    pub(super) fn go_on(&mut self, now: Instant, size: u16, wanted: u16, jumbo: bool) {
        if self.probe.is_some() || self.again_at.is_some() {
            return;
        }
        let mut candidate = self.candidate(size, wanted, jumbo);
        if let Some(failed) = candidate.filter(|_| self.tries >= TRIES) {
            tracing::debug!(size = failed, "path_too_narrow");
            self.fail(failed);
            candidate = self.candidate(size, wanted, jumbo);
        }
        match candidate {
            Some(size) => self.probe = Some((size, None)),
            None => self.again_at = now.checked_add(RAISE),
        }
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
}
