//! CUBIC (RFC 9438): the window is a cubic function of the time since the last loss.
//!
//! Holds: [`Cubic`]. Must not know: how losses are found or repaired.
//!
//! Only additions, multiplications and divisions of `f64` are used, which are exact by IEEE 754:
//! the same arrivals give the same window on every machine.

use super::slow_start::Window;
use super::{AckSample, CongestionController};
use std::time::{Duration, Instant};

/// Scale of the cubic function, in packets per second cubed (RFC 9438 section 5: C).
const SCALE: f64 = 0.4;

/// What a loss leaves of the window (β).
const REDUCTION: f64 = 0.7;

/// How fast the window that NewReno would have grows, in packets a round trip, for the same mean
/// as NewReno's with this reduction (RFC 9438 section 4.3).
const FRIENDLY_GROWTH: f64 = 3.0 * (1.0 - REDUCTION) / (1.0 + REDUCTION);

/// Growth up to this part of the window in one round trip (RFC 9438 section 4.2).
const MAX_GROWTH: f64 = 1.5;

/// Time without arrivals that counts as growing, at most.
const MAX_STEP: Duration = Duration::from_secs(1);

/// Slow start, then a steep climb to the window of the last loss, a plateau there, and a steep climb
/// beyond.
#[derive(Debug)]
pub(super) struct Cubic {
    window: Window,
    curve: Curve,
    /// When something last arrived.
    last_at: Option<Instant>,
    /// Window, threshold and curve before the last reduction.
    before: Option<(u32, Option<u32>, Curve)>,
}

/// Where on its curve the window is.
#[derive(Clone, Copy, Debug, Default)]
struct Curve {
    /// The window with its fraction.
    exact: f64,
    /// Where the plateau is, in packets, and when it is reached, in seconds (W_max, K).
    plateau: f64,
    plateau_at: f64,
    /// Seconds that the window was in use since congestion avoidance began.
    elapsed: f64,
    /// What NewReno would have (W_est), and the window before the last loss.
    friendly: f64,
    prior: f64,
    /// Whether the curve has begun.
    begun: bool,
}

impl Curve {
    /// Begins the climb from `window`.
    fn begin(&mut self, window: u32) {
        self.exact = f64::from(window);
        self.plateau = self.plateau.max(self.exact);
        self.plateau_at = cube_root((self.plateau - self.exact) / SCALE);
        self.elapsed = 0.0;
        self.friendly = self.exact;
        self.begun = true;
    }

    /// Remembers where a loss happened, after which a new climb begins.
    fn end(&mut self, used: u32) {
        let used = f64::from(used);
        self.prior = used;
        // Fast convergence: whoever loses before the old plateau leaves room for newcomers.
        self.plateau = match used < self.plateau {
            true => used * (1.0 + REDUCTION) / 2.0,
            false => used,
        };
        self.begun = false;
    }

    fn at(&self, seconds: f64) -> f64 {
        let distance = seconds - self.plateau_at;
        SCALE * distance * distance * distance + self.plateau
    }

    fn grow(&mut self, count: u32, smoothed: Duration) {
        let count = f64::from(count);
        let growth = if self.friendly < self.prior { FRIENDLY_GROWTH } else { 1.0 };
        self.friendly += growth * count / self.exact;
        let target = self
            .at(self.elapsed + smoothed.as_secs_f64())
            .clamp(self.exact, self.exact * MAX_GROWTH);
        self.exact += (target - self.exact) * (count / self.exact).min(1.0);
        if self.at(self.elapsed) < self.friendly {
            self.exact = self.exact.max(self.friendly);
        }
    }
}

impl Cubic {
    pub(super) fn new(window: Window) -> Self {
        Self { window, curve: Curve::default(), last_at: None, before: None }
    }

    /// What a loss leaves.
    fn reduced(&mut self, flight: u32) -> u32 {
        self.before = Some((self.window.packets, self.window.threshold, self.curve));
        let used = self.window.used(flight);
        self.curve.end(used);
        whole(f64::from(used) * REDUCTION)
    }
}

impl CongestionController for Cubic {
    fn window(&self) -> u32 {
        self.window.packets
    }

    fn threshold(&self) -> Option<u32> {
        self.window.threshold
    }

    fn on_arrived(&mut self, arrived: &AckSample) {
        let last_at = self.last_at.replace(arrived.now);
        if self.window.slow_start(arrived) || !arrived.limited {
            return;
        }
        if !self.curve.begun {
            self.curve.begin(self.window.packets);
        } else if let Some(last_at) = last_at {
            // Time in which the window was not used is none in which it could have been tested.
            let step = arrived.now.saturating_duration_since(last_at).min(MAX_STEP);
            self.curve.elapsed += step.as_secs_f64();
        }
        self.curve.grow(arrived.count, arrived.smoothed);
        let limit = f64::from(self.window.limit);
        self.curve.exact = self.curve.exact.min(limit);
        self.window.packets = whole(self.curve.exact).max(self.window.packets);
    }

    fn on_loss(&mut self, flight: u32) {
        let threshold = self.reduced(flight);
        self.window.reduce(threshold);
    }

    fn on_timeout(&mut self, flight: u32) {
        let threshold = self.reduced(flight);
        self.window.collapse(threshold);
    }

    fn undo(&mut self) {
        if let Some((packets, threshold, curve)) = self.before.take() {
            self.window.restore(packets, threshold);
            self.curve = curve;
            self.curve.exact = self.curve.exact.max(f64::from(self.window.packets));
        }
    }

    fn on_idle(&mut self, timeouts: u32) {
        self.window.idle(timeouts);
        self.curve.begun = false;
        self.before = None;
    }
}

/// A window in whole packets.
fn whole(window: f64) -> u32 {
    // The cast saturates, and every window is bounded far below.
    window as u32
}

/// The cube root of a number that is not negative, by Newton's method.
fn cube_root(number: f64) -> f64 {
    if number <= 0.0 {
        return 0.0;
    }
    let mut root = number.max(1.0);
    // From above, each step takes off at least a third of the error: this is enough for any window.
    for _ in 0..64 {
        let next = (2.0 * root + number / (root * root)) / 3.0;
        if (root - next).abs() <= root * 1e-12 {
            break;
        }
        root = next;
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cube_roots_are_right() {
        for root in [0.0, 0.1, 0.5, 1.0, 3.0, 40.0, 54.7] {
            let found = cube_root(root * root * root);
            assert!((found - root).abs() < 1e-9, "{root} {found}");
        }
    }

    #[test]
    fn the_curve_reaches_its_plateau_when_it_says() {
        let mut curve = Curve::default();
        curve.end(1000);
        curve.begin(700);
        // 300 packets at 0.4 packets per second cubed.
        assert!((curve.plateau_at - 9.0856).abs() < 0.001, "{}", curve.plateau_at);
        assert!((curve.at(curve.plateau_at) - 1000.0).abs() < 1e-6);
        assert!((curve.at(0.0) - 700.0).abs() < 1e-6);
    }

    #[test]
    fn a_loss_before_the_plateau_makes_room() {
        let mut curve = Curve::default();
        curve.end(1000);
        assert!((curve.plateau - 1000.0).abs() < 1e-9);
        curve.end(800);
        assert!((curve.plateau - 680.0).abs() < 1e-9);
    }
}
