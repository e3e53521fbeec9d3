//! Whether a thread that leaves the seat is back soon.
//!
//! Holds: [`Habit`]. Must not know: the seat, what the thread does in between.
//!
//! Who reads a long call leaves the seat with each piece that it takes, and is back in microseconds; who waits for one reply
//! may never come again. What a thread did the last times is the best guess of what it will do.

use std::time::{Duration, Instant};

/// Who is back later than this has let others wait.
const SOON: Duration = Duration::from_millis(1);

/// So often in a row a thread is to be back soon before it is relied on: at least and at most. It doubles each time that it
/// was not.
const LEAST_TRIALS: u32 = 8;
const MOST_TRIALS: u32 = 1 << 16;

/// So many times more often than it had to, a thread was back soon, and its last time of not being so counts half.
const FORGIVING: u32 = 4;

/// What a thread did after it left the seat.
#[derive(Debug)]
pub(crate) struct Habit {
    /// When it left, if it has not come back.
    left: Option<Instant>,
    /// How often in a row it was back soon.
    returns: u32,
    trials: u32,
}

impl Default for Habit {
    fn default() -> Self {
        Self { left: None, returns: 0, trials: LEAST_TRIALS }
    }
}

impl Habit {
    /// The thread leaves the seat. Whether it is expected to be back soon.
    pub(crate) fn leaves(&mut self, now: Instant) -> bool {
        self.left = Some(now);
        self.returns >= self.trials
    }

    /// The thread wants the seat.
    pub(crate) fn comes(&mut self, now: impl FnOnce() -> Instant) {
        let Some(left) = self.left.take() else { return };
        if now().saturating_duration_since(left) <= SOON {
            self.returns = self.returns.saturating_add(1);
            if self.trials > LEAST_TRIALS && self.returns >= self.trials.saturating_mul(FORGIVING) {
                self.trials /= 2;
                self.returns = self.trials;
            }
            return;
        }
        if self.returns >= self.trials {
            self.trials = (self.trials * 2).min(MOST_TRIALS);
        }
        self.returns = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often the thread is back soon before it is relied on.
    fn trials(habit: &mut Habit, now: Instant) -> u32 {
        let mut trials = 0;
        while !habit.leaves(now) {
            habit.comes(|| now + SOON);
            trials += 1;
        }
        habit.comes(|| now + SOON);
        trials
    }

    #[test]
    fn who_comes_back_is_relied_on_and_who_fails_must_prove_it_twice_as_long() {
        let (mut habit, now) = (Habit::default(), Instant::now());
        assert_eq!(trials(&mut habit, now), LEAST_TRIALS);
        for doubled in 1..4 {
            assert!(habit.leaves(now));
            habit.comes(|| now + 2 * SOON);
            assert_eq!(trials(&mut habit, now), LEAST_TRIALS << doubled);
        }
        for _ in 0..8 * FORGIVING * LEAST_TRIALS {
            assert!(habit.leaves(now), "it is relied on as long as it is back soon");
            habit.comes(|| now + SOON);
        }
        assert!(habit.leaves(now));
        habit.comes(|| now + 2 * SOON);
        assert!(trials(&mut habit, now) < LEAST_TRIALS << 4, "what was long ago counts less");
    }

    #[test]
    fn who_was_not_relied_on_and_stays_away_is_no_worse_for_it() {
        let (mut habit, now) = (Habit::default(), Instant::now());
        for _ in 0..100 {
            assert!(!habit.leaves(now));
            habit.comes(|| now + 2 * SOON);
        }
        assert_eq!(trials(&mut habit, now), LEAST_TRIALS);
    }

    #[test]
    fn to_want_the_seat_twice_is_to_come_once() {
        let (mut habit, now) = (Habit::default(), Instant::now());
        for _ in 0..100 {
            habit.comes(|| panic!("it has not left"));
        }
        assert!(!habit.leaves(now));
    }
}
