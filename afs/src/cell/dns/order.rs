//! In which order servers are asked that DNS tells of.
//!
//! Holds: RFC 2782's way: the lowest priority first, and with the same priority at random by weight.

use super::Srv;
use crate::random::Random;

/// Puts records in the order in which they are to be asked.
pub(crate) fn in_order(records: &mut [Srv], random: &mut Random) {
    // Those of no weight come to the front of their priority, where they have a small chance of being first.
    records.sort_by_key(|record| (record.priority, record.weight));
    for same in records.chunk_by_mut(|a, b| a.priority == b.priority) {
        for from in 0..same.len() {
            let chosen = from + chosen(&same[from..], random);
            same[from..=chosen].rotate_right(1);
        }
    }
}

/// Which of them comes first.
fn chosen(among: &[Srv], random: &mut Random) -> usize {
    let all: u64 = among.iter().map(|record| u64::from(record.weight)).sum();
    let wanted = random.below(all + 1);
    let mut sum = 0;
    let reached = among.iter().position(|record| {
        sum += u64::from(record.weight);
        sum >= wanted
    });
    reached.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn firsts(records: &[Srv], rounds: u64) -> std::collections::BTreeMap<String, u32> {
        let mut firsts = std::collections::BTreeMap::new();
        for seed in 0..rounds {
            let mut records = records.to_vec();
            in_order(&mut records, &mut Random::seeded(seed));
            *firsts.entry(records[0].target.clone()).or_default() += 1;
        }
        firsts
    }

    /// The seeds are fixed, so that the counts are.
    #[test]
    fn weight_is_how_often_one_comes_first() {
        let records =
            [Srv::new(1, 30, 0, "heavy"), Srv::new(1, 10, 0, "light"), Srv::new(2, 99, 0, "late")];
        let firsts = firsts(&records, 1000);
        let (heavy, light) = (firsts["heavy"], firsts["light"]);
        assert_eq!(heavy + light, 1000);
        assert!((600..900).contains(&heavy), "{firsts:?}");
    }

    #[test]
    fn without_weight_there_is_a_small_chance() {
        let records = [Srv::new(1, 0, 0, "none"), Srv::new(1, 9, 0, "some")];
        let firsts = firsts(&records, 1000);
        assert!((20..300).contains(&firsts["none"]), "{firsts:?}");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_priorities_stay_in_order(
            all in proptest::collection::vec((0..4_u16, 0..=u16::MAX), 0..12),
            seed: u64,
        ) {
            let record = |(at, (priority, weight)): (usize, &(u16, u16))| {
                Srv::new(*priority, *weight, 0, at.to_string())
            };
            let before: Vec<_> = all.iter().enumerate().map(record).collect();
            let mut after = before.clone();
            in_order(&mut after, &mut Random::seeded(seed));
            prop_assert!(after.is_sorted_by_key(|record| record.priority));
            let sorted = |mut of: Vec<Srv>| { of.sort_by(|a, b| a.target.cmp(&b.target)); of };
            prop_assert_eq!(sorted(after), sorted(before));
        }
    }
}
