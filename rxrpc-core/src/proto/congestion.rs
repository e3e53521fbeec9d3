//! How much may be in transit: congestion control.
//!
//! Holds: the trait [`CongestionController`], so that another algorithm can take the seat, and
//! [`NewReno`]. Must not know: sequence numbers, timers, packets.

/// Decides how many packets may be in transit.
pub(super) trait CongestionController: Send + std::fmt::Debug {
    /// Packets that may be in transit, at least 1.
    fn window(&self) -> u32;
    /// `count` packets arrived for the first time, outside of recovery. `limited` says whether the
    /// window was what held the sender back: if not, arrivals prove nothing about a larger one.
    fn on_arrived(&mut self, count: u32, limited: bool);
    /// A loss was found, the first of its round trip.
    fn on_loss(&mut self, in_transit: u32);
    /// The retransmission timer fired for the first time since something arrived.
    fn on_timeout(&mut self, in_transit: u32);
    /// Nothing was sent for longer than a retransmission timeout.
    fn on_idle(&mut self);
}

/// Slow start and additive increase, halving at a loss (RFC 5681, RFC 6582).
#[derive(Debug)]
pub(super) struct NewReno {
    window: u32,
    threshold: u32,
    /// Arrivals since the window last grew, while it grows by one a round trip.
    arrived: u32,
    initial: u32,
    limit: u32,
}

impl NewReno {
    pub(super) fn new(initial: u32, limit: u32) -> Self {
        let limit = limit.max(2);
        let initial = initial.clamp(1, limit);
        Self { window: initial, threshold: limit, arrived: 0, initial, limit }
    }
}

impl CongestionController for NewReno {
    fn window(&self) -> u32 {
        self.window
    }

    fn on_arrived(&mut self, count: u32, limited: bool) {
        if !limited || self.window >= self.limit {
            return;
        }
        if self.window < self.threshold {
            self.window = self.window.saturating_add(count).min(self.limit);
            return;
        }
        self.arrived = self.arrived.saturating_add(count);
        if self.arrived >= self.window {
            self.arrived -= self.window;
            self.window += 1;
        }
    }

    fn on_loss(&mut self, in_transit: u32) {
        self.threshold = (in_transit / 2).max(2);
        self.window = self.threshold.min(self.limit);
        self.arrived = 0;
    }

    fn on_timeout(&mut self, in_transit: u32) {
        self.threshold = (in_transit / 2).max(2);
        self.window = 1;
        self.arrived = 0;
    }

    fn on_idle(&mut self) {
        self.window = self.window.min(self.initial);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slow_start_doubles_then_grows_by_one_a_round() {
        let mut reno = NewReno::new(4, 64);
        reno.on_arrived(4, true);
        assert_eq!(reno.window(), 8);
        reno.on_loss(8);
        assert_eq!(reno.window(), 4);
        reno.on_arrived(3, true);
        assert_eq!(reno.window(), 4);
        reno.on_arrived(1, true);
        assert_eq!(reno.window(), 5);
    }

    #[test]
    fn the_window_stays_between_one_and_the_limit() {
        let mut reno = NewReno::new(10, 16);
        reno.on_arrived(u32::MAX, true);
        assert_eq!(reno.window(), 16);
        reno.on_timeout(16);
        assert_eq!(reno.window(), 1);
        reno.on_timeout(1);
        assert_eq!(reno.window(), 1);
        reno.on_loss(0);
        assert_eq!(reno.window(), 2);
        reno.on_idle();
        assert_eq!(reno.window(), 2);
    }

    #[test]
    fn a_window_that_is_not_used_does_not_grow() {
        let mut reno = NewReno::new(10, 64);
        reno.on_arrived(40, false);
        assert_eq!(reno.window(), 10);
    }
}
