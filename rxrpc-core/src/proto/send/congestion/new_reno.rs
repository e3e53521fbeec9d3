//! NewReno: additive increase, halving at a loss (RFC 5681, RFC 6582).
//!
//! Holds: [`NewReno`]. Must not know: how losses are found or repaired.

use super::slow_start::Window;
use super::{AckSample, CongestionController};

/// Slow start, then one packet more a round trip.
#[derive(Debug)]
pub(super) struct NewReno {
    window: Window,
    /// Arrivals since the window last grew, while it grows by one a round trip.
    arrived: u32,
    /// Window and threshold before the last reduction.
    before: Option<(u32, Option<u32>)>,
}

impl NewReno {
    pub(super) fn new(window: Window) -> Self {
        Self { window, arrived: 0, before: None }
    }

    fn remember(&mut self) {
        self.before = Some((self.window.packets, self.window.threshold));
        self.arrived = 0;
    }
}

impl CongestionController for NewReno {
    fn window(&self) -> u32 {
        self.window.packets
    }

    fn threshold(&self) -> Option<u32> {
        self.window.threshold
    }

    fn on_arrived(&mut self, arrived: &AckSample) {
        if self.window.slow_start(arrived)
            || !arrived.limited
            || self.window.packets >= self.window.limit
        {
            return;
        }
        self.arrived = self.arrived.saturating_add(arrived.count);
        if self.arrived >= self.window.packets {
            self.arrived -= self.window.packets;
            self.window.packets += 1;
        }
    }

    fn on_loss(&mut self, flight: u32) {
        self.remember();
        self.window.reduce(self.window.used(flight) / 2);
    }

    fn on_timeout(&mut self, flight: u32) {
        self.remember();
        self.window.collapse(self.window.used(flight) / 2);
    }

    fn undo(&mut self) {
        if let Some((packets, threshold)) = self.before.take() {
            self.window.restore(packets, threshold);
        }
    }

    fn on_idle(&mut self, timeouts: u32) {
        self.window.idle(timeouts);
        self.arrived = 0;
        self.before = None;
    }
}
