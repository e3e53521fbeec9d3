//! Random numbers: from the system, or from a seed.
//!
//! Holds: [`Random`]. Must not know: what they are for.

/// What SplitMix64 adds in each step.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Numbers that peers cannot guess, or repeatable ones from a seed.
#[derive(Debug)]
pub(in crate::endpoint) struct Random {
    source: Source,
    /// What the next number without the system is made of.
    state: u64,
}

#[derive(Debug)]
enum Source {
    Seed,
    /// Fills a buffer, or says that it cannot.
    System(fn(&mut [u8]) -> Option<()>),
}

impl Random {
    pub(in crate::endpoint) fn new(seed: Option<u64>) -> Self {
        match seed {
            Some(state) => Self { source: Source::Seed, state },
            None => Self::from_source(|buffer| getrandom::fill(buffer).ok()),
        }
    }

    fn from_source(source: fn(&mut [u8]) -> Option<()>) -> Self {
        Self { source: Source::System(source), state: 0 }
    }

    pub(in crate::endpoint) fn next(&mut self) -> u32 {
        let Source::System(fill) = self.source else { return self.mixed() };
        let mut bytes = [0; 4];
        match fill(&mut bytes) {
            Some(()) => u32::from_be_bytes(bytes),
            None => self.without_system(),
        }
    }

    /// Fills a buffer.
    pub(in crate::endpoint) fn fill(&mut self, buffer: &mut [u8]) {
        if let Source::System(fill) = self.source
            && fill(buffer).is_some()
        {
            return;
        }
        for word in buffer.chunks_mut(4) {
            let bytes = self.next().to_be_bytes();
            word.copy_from_slice(&bytes[..word.len()]);
        }
    }

    /// Without the system's randomness the numbers are only easier to guess, not wrong: they differ, and begin
    /// elsewhere in each process.
    fn without_system(&mut self) -> u32 {
        if self.state == 0 {
            tracing::error!("no randomness from the system: connection IDs can be guessed");
            self.state = what_differs_between_processes();
        }
        self.mixed()
    }

    /// SplitMix64.
    fn mixed(&mut self) -> u32 {
        self.state = self.state.wrapping_add(STEP);
        let mut mixed = self.state;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ mixed >> 31) as u32
    }
}

/// The process's number, and where the system put its code and its heap.
fn what_differs_between_processes() -> u64 {
    let heap = Box::new(0_u8);
    let code = what_differs_between_processes as *const () as usize as u64;
    let heap = std::ptr::from_ref(&*heap).addr() as u64;
    u64::from(std::process::id()) << 32 ^ code.wrapping_mul(STEP) ^ heap
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn numbers_differ_when_the_system_has_no_randomness() {
        let mut random = Random::from_source(|_| None);
        let numbers: BTreeSet<_> = (0..1000).map(|_| random.next()).collect();
        assert!(numbers.len() > 990);
    }

    #[test]
    fn the_system_is_asked_again_each_time() {
        let mut random = Random::from_source(|buffer| {
            buffer.fill(7);
            Some(())
        });
        assert_eq!([random.next(), random.next()], [0x0707_0707; 2]);
    }

    #[test]
    fn what_is_filled_is_filled_to_the_end() {
        for source in [|_: &mut [u8]| None, |buffer: &mut [u8]| getrandom::fill(buffer).ok()] {
            let mut random = Random::from_source(source);
            let mut draw = || {
                let mut buffer = [0; 31];
                random.fill(&mut buffer);
                buffer
            };
            let all: Vec<_> = (0..20).map(|_| draw()).collect();
            assert!((0..31).all(|at| all.iter().any(|drawn| drawn[at] != 0)));
            assert!(all.iter().collect::<BTreeSet<_>>().len() == 20);
        }
    }

    #[test]
    fn a_seed_gives_the_same_numbers_again() {
        let draw = || {
            let mut random = Random::new(Some(0));
            [random.next(), random.next()]
        };
        assert_eq!(draw(), draw());
        assert_ne!(draw()[0], draw()[1]);
    }
}
