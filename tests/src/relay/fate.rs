//! What becomes of each datagram of one way, by its number and a seed.
//!
//! Holds: [`Fates`], [`Fate`]. Must not know: time, sockets, what a datagram is.

use std::time::Duration;

use super::conditions::{Conditions, Share};
use crate::network::Random;

const ALL: u64 = Share::ALL.parts() as u64;

/// What becomes of one datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fate {
    pub(super) lost: bool,
    pub(super) doubled: bool,
    pub(super) held_back: bool,
    pub(super) jitter: Duration,
}

/// The fates of all datagrams, in order. Each takes the same number of random numbers, so that a fate
/// does not depend on those before it (but for bursts).
#[derive(Debug)]
pub(super) struct Fates {
    random: Random,
    in_burst: bool,
}

impl Fates {
    pub(super) fn new(seed: u64) -> Self {
        Self { random: Random::new(seed), in_burst: false }
    }

    /// The fate of the next datagram.
    pub(super) fn next(&mut self, conditions: &Conditions) -> Fate {
        let [loss, double, hold] = [0; 3].map(|_: u8| self.random.next_u64() % ALL);
        let jitter = self.random.up_to(conditions.jitter);
        let lost = self.is_lost(conditions, loss);
        self.in_burst = lost && conditions.burst > 1;
        Fate {
            lost,
            doubled: double < u64::from(conditions.duplication.parts()),
            held_back: hold < u64::from(conditions.reordering.parts()),
            jitter,
        }
    }

    /// Without bursts every datagram has the same chance. With them the way has two states; in the
    /// burst state everything is lost. A stay there lasts `burst` datagrams on average, and begins just
    /// so often that the share of all that are lost is as wanted.
    fn is_lost(&self, conditions: &Conditions, draw: u64) -> bool {
        let lost = u64::from(conditions.loss.parts());
        let burst = u64::from(conditions.burst.max(1));
        if burst == 1 || lost == ALL {
            draw < lost
        } else if self.in_burst {
            draw * burst >= ALL
        } else {
            // In real numbers: draw / ALL < lost / (burst * (ALL - lost)).
            u128::from(draw) * u128::from(burst) * u128::from(ALL - lost)
                < u128::from(lost) * u128::from(ALL)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANY: usize = 200_000;

    fn fates(conditions: &Conditions, seed: u64) -> Vec<Fate> {
        let mut fates = Fates::new(seed);
        (0..MANY).map(|_| fates.next(conditions)).collect()
    }

    fn share(of: usize) -> f64 {
        of as f64 / MANY as f64
    }

    #[test]
    fn shares_are_as_wanted_and_a_seed_repeats_itself() {
        let conditions = Conditions {
            loss: Share::per_mille(50),
            duplication: Share::per_mille(20),
            reordering: Share::per_mille(10),
            jitter: Duration::from_millis(3),
            ..Conditions::default()
        };
        let seen = fates(&conditions, 1);
        assert!((share(seen.iter().filter(|fate| fate.lost).count()) - 0.05).abs() < 0.003);
        assert!((share(seen.iter().filter(|fate| fate.doubled).count()) - 0.02).abs() < 0.002);
        assert!((share(seen.iter().filter(|fate| fate.held_back).count()) - 0.01).abs() < 0.002);
        assert!(seen.iter().all(|fate| fate.jitter < conditions.jitter));
        assert_eq!(seen, fates(&conditions, 1));
        assert_ne!(seen, fates(&conditions, 2));
    }

    #[test]
    fn bursts_lose_the_same_share_in_longer_pieces() {
        let conditions =
            Conditions { loss: Share::per_mille(50), burst: 5, ..Conditions::default() };
        let seen: Vec<bool> = fates(&conditions, 7).iter().map(|fate| fate.lost).collect();
        let lost = seen.iter().filter(|lost| **lost).count();
        let bursts = seen.windows(2).filter(|two| !two[0] && two[1]).count();
        assert!((share(lost) - 0.05).abs() < 0.01, "{lost}");
        let mean = lost as f64 / bursts as f64;
        assert!((mean - 5.0).abs() < 0.5, "{mean}");
    }

    #[test]
    fn nothing_and_everything() {
        let none = fates(&Conditions::default(), 3);
        assert!(none.iter().all(|fate| !fate.lost && !fate.doubled && !fate.held_back));
        for burst in [1, 4] {
            let all = Conditions { loss: Share::ALL, burst, ..Conditions::default() };
            assert!(fates(&all, 3).iter().all(|fate| fate.lost));
        }
    }
}
