//! One direction of a call: which of its DATA packets were seen.
//!
//! Holds: [`Way`]. Must not know: whose it is.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Packets of which it is remembered that they were seen, and those that it is remembered of that they were not.
const REMEMBERED: usize = 1024;

/// What is to be said of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// It is the next one.
    Next,
    /// Those from here up to it were not seen: they are lost, or come later.
    Gap(u32),
    /// It fills a gap.
    Late,
    /// It was seen before, and sent again.
    Again,
    /// It was captured twice: its serial is the same.
    Twice,
}

/// For people.
impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Next => Ok(()),
            Self::Gap(first) => write!(f, "gap from {first} on"),
            Self::Late => f.write_str("fills a gap"),
            Self::Again => f.write_str("again"),
            Self::Twice => f.write_str("captured twice"),
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Way {
    /// The highest number seen.
    highest: u32,
    /// Serials of the newest packets, by number.
    serials: BTreeMap<u32, u32>,
    missing: BTreeSet<u32>,
    /// Missing ones that there is no room to remember.
    forgotten: bool,
    last: Option<u32>,
}

impl Way {
    /// Takes in a packet of this number and serial; `last` if nothing follows it.
    pub(super) fn take(&mut self, seq: u32, serial: u32, last: bool) -> Seen {
        if last {
            self.last = Some(seq);
        }
        let before = self.serials.insert(seq, serial);
        while self.serials.len() > REMEMBERED {
            self.serials.pop_first();
        }
        let expected = self.highest.saturating_add(1);
        if seq == expected {
            self.highest = seq;
            return Seen::Next;
        }
        if seq > expected {
            self.note_missing(expected, seq);
            self.highest = seq;
            return Seen::Gap(expected);
        }
        if self.missing.remove(&seq) {
            return Seen::Late;
        }
        if before == Some(serial) { Seen::Twice } else { Seen::Again }
    }

    fn note_missing(&mut self, from: u32, below: u32) {
        let room = REMEMBERED.saturating_sub(self.missing.len());
        let many = usize::try_from(below - from).unwrap_or(usize::MAX);
        self.forgotten |= many > room;
        self.missing.extend((from..below).take(room));
    }

    /// Whether all of it was seen to its end.
    pub(super) fn is_whole(&self) -> bool {
        self.last == Some(self.highest) && self.missing.is_empty() && !self.forgotten
    }

    /// The number of the last packet, once that was seen.
    pub(super) fn last(&self) -> Option<u32> {
        self.last
    }

    /// Whether any was seen.
    pub(super) fn has_begun(&self) -> bool {
        self.highest > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn losses_and_repeats_are_told_apart() {
        let mut way = Way::default();
        let mut take = |seq, serial| way.take(seq, serial, seq == 5);
        assert_eq!(take(1, 1), Seen::Next);
        assert_eq!(take(1, 2), Seen::Again);
        assert_eq!(take(4, 3), Seen::Gap(2));
        assert_eq!(take(4, 3), Seen::Twice);
        assert_eq!(take(3, 4), Seen::Late);
        assert_eq!(take(3, 5), Seen::Again);
        assert_eq!(take(5, 6), Seen::Next);
        assert!(!way.is_whole());
        assert_eq!(way.take(2, 7, false), Seen::Late);
        assert!(way.is_whole());
    }

    #[test]
    fn a_gap_of_any_size_costs_little_memory() {
        let mut way = Way::default();
        assert_eq!(way.take(u32::MAX, 1, true), Seen::Gap(1));
        assert_eq!(way.missing.len(), REMEMBERED);
        for seq in 1..=1024 {
            assert_eq!(way.take(seq, seq, false), Seen::Late);
        }
        assert!(!way.is_whole());
        assert!(way.serials.len() <= REMEMBERED);
    }

    proptest! {
        #[test]
        fn it_is_whole_if_and_only_if_every_number_came(mut seqs: Vec<u8>, count in 1..40_u8) {
            seqs.retain(|seq| (1..=count).contains(seq));
            let mut way = Way::default();
            for (serial, seq) in (1..).zip(&seqs) {
                way.take((*seq).into(), serial, *seq == count);
            }
            let all = (1..=count).all(|seq| seqs.contains(&seq));
            prop_assert_eq!(way.is_whole(), all);
        }
    }
}
