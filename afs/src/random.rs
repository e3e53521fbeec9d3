//! Numbers at random, for orders of servers and for names that nobody else has.
//!
//! Holds: a small generator (SplitMix64) that the system seeds. Nothing here is a secret.

/// Where numbers at random come from.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// Seeded by the system, or by its clock if it gives nothing.
    pub(crate) fn new() -> Self {
        let clock = || {
            let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            now.map_or(0, |now| now.as_secs() ^ u64::from(now.subsec_nanos()) << 32)
        };
        Self::seeded(getrandom::u64().unwrap_or_else(|_| clock()))
    }

    /// The same numbers for the same seed.
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// A number from 0 to `below` − 1; 0 if `below` is 0.
    pub(crate) fn below(&mut self, below: u64) -> u64 {
        self.next().checked_rem(below).unwrap_or(0)
    }

    /// Puts all in an order at random.
    pub(crate) fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            let other = usize::try_from(self.below(at as u64 + 1)).unwrap_or(at);
            all.swap(at, other);
        }
    }
}
