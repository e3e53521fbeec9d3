//! A bit for each packet of a moving window, 64 of them at a time.
//!
//! Holds: [`BitWindow`]. Must not know: what a bit means.

use std::collections::VecDeque;

/// Bits that are set one by one and leave at the front; those never set are 0.
#[derive(Debug, Default)]
pub(super) struct BitWindow {
    words: VecDeque<u64>,
    /// How many bits of the first word have left, less than 64.
    left: u32,
}

/// The lowest `count` bits; all of them from 64 on.
pub(super) const fn low_bits(count: usize) -> u64 {
    if count >= 64 { u64::MAX } else { (1 << count) - 1 }
}

impl BitWindow {
    /// Sets or clears a bit.
    pub(super) fn put(&mut self, index: usize, value: bool) {
        let at = index + self.left as usize;
        let (word, bit) = (at / 64, 1_u64 << (at % 64));
        if word >= self.words.len() {
            if !value {
                return;
            }
            self.words.resize(word + 1, 0);
        }
        match value {
            true => self.words[word] |= bit,
            false => self.words[word] &= !bit,
        }
    }

    #[cfg(test)]
    pub(super) fn get(&self, index: usize) -> bool {
        self.word(index / 64) >> (index % 64) & 1 != 0
    }

    /// 64 bits from bit `64 * index` on.
    pub(super) fn word(&self, index: usize) -> u64 {
        let word = |index: usize| self.words.get(index).copied().unwrap_or(0);
        match self.left {
            0 => word(index),
            left => word(index) >> left | word(index + 1) << (64 - left),
        }
    }

    /// Drops the first `count` bits.
    pub(super) fn advance(&mut self, count: usize) {
        let at = count + self.left as usize;
        self.words.drain(..(at / 64).min(self.words.len()));
        // What was never written has no place to keep.
        self.left = if self.words.is_empty() { 0 } else { u32::try_from(at % 64).unwrap_or(0) };
    }

    /// The first bit from `from` on, and before `end`, that is 0.
    pub(super) fn first_clear(&self, from: usize, end: usize) -> Option<usize> {
        let mut word = from / 64;
        let mut unset = !self.word(word) & !low_bits(from % 64);
        while word * 64 < end {
            if unset != 0 {
                let index = word * 64 + unset.trailing_zeros() as usize;
                return (index < end).then_some(index);
            }
            word += 1;
            unset = !self.word(word);
        }
        None
    }

    /// The last bit before `end` that is 0.
    pub(super) fn last_clear(&self, end: usize) -> Option<usize> {
        let last = end.div_ceil(64).checked_sub(1)?;
        let mut within = low_bits(end - last * 64);
        for word in (0..=last).rev() {
            if let Some(bit) = (!self.word(word) & within).checked_ilog2() {
                return Some(word * 64 + bit as usize);
            }
            within = u64::MAX;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_a_model(
            steps in proptest::collection::vec((0usize..300, any::<bool>(), 0usize..90), 1..60),
        ) {
            let mut window = BitWindow::default();
            let mut model = vec![false; 6000];
            for (index, value, drop) in steps {
                window.put(index, value);
                model[index] = value;
                if drop < 80 {
                    window.advance(drop);
                    model.drain(..drop);
                }
                for (at, value) in model.iter().enumerate().take(320) {
                    prop_assert_eq!(window.get(at), *value);
                }
                for (from, end) in [(0, 310), (index, index + 7), (index, 64), (3, 3)] {
                    let first = (from..end).find(|at| !model[*at]);
                    prop_assert_eq!(window.first_clear(from, end), first);
                    prop_assert_eq!(window.last_clear(end), (0..end).rfind(|at| !model[*at]));
                }
            }
        }
    }
}
