//! How much may be in transit: congestion control.
//!
//! Holds: the trait [`CongestionController`], [`CongestionAlgorithm`] to choose one, and
//! [`Congestion`], the seat for it in a call. Must not know: sequence numbers, timers, packets.
//!
//! All windows count packets, as those of Rx do.

mod cubic;
mod new_reno;
mod recovery;
mod slow_start;
#[cfg(test)]
mod tests;

use cubic::Cubic;
use new_reno::NewReno;
pub(in crate::proto) use recovery::Recovery;
use slow_start::Window;
use std::time::{Duration, Instant};

/// Least slow start threshold (RFC 5681 section 3.1).
const MIN_THRESHOLD: u32 = 2;

/// How a call finds out how fast it may send.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CongestionAlgorithm {
    /// Additive increase of one packet a round trip, halving at a loss (RFC 5681, RFC 6582).
    NewReno,
    /// CUBIC (RFC 9438): grows with time, not with round trips, and gives up less at a loss; on
    /// short paths it grows at least as NewReno would. The default, since it fills a long fast path
    /// again in seconds where NewReno needs minutes, and is what most TCP traffic uses beside it.
    #[default]
    Cubic,
}

/// What the arrival of packets says about the path.
#[derive(Clone, Copy, Debug)]
pub(in crate::proto) struct AckSample {
    pub(in crate::proto) now: Instant,
    /// Packets that arrived for the first time, outside of recovery.
    pub(in crate::proto) count: u32,
    /// Whether the window was what held the sender back when these were sent: if not, their
    /// arrival proves nothing about a larger one (RFC 7661).
    pub(in crate::proto) limited: bool,
    /// Smoothed round trip time.
    pub(in crate::proto) smoothed: Duration,
    /// How long ago the newest of the packets was sent: a round trip, and perhaps a delay of the
    /// peer.
    pub(in crate::proto) age: Option<Duration>,
    /// The position of the newest packet in the order of transmissions, and the one that the next
    /// transmission gets: this is how rounds are distinguished.
    pub(in crate::proto) newest: u64,
    pub(in crate::proto) next: u64,
}

/// Decides how many packets may be in transit.
pub(in crate::proto) trait CongestionController: Send + std::fmt::Debug {
    /// Packets that may be in transit, at least 1.
    fn window(&self) -> u32;
    /// The window from which on it grows slowly, once a loss or a delay has shown one.
    fn threshold(&self) -> Option<u32>;
    /// Packets arrived.
    fn on_arrived(&mut self, arrived: &AckSample);
    /// A loss was found, the first of its round trip, while `flight` packets were in transit.
    fn on_loss(&mut self, flight: u32);
    /// The retransmission timer fired for the first time since something arrived.
    fn on_timeout(&mut self, flight: u32);
    /// The last reduction was for nothing: what was thought lost has arrived.
    fn undo(&mut self);
    /// Nothing was sent for this many retransmission timeouts, at least one.
    fn on_idle(&mut self, timeouts: u32);
}

/// The seat of the controller. It is empty until a controller has something to do: most calls
/// are a packet each way, and pay for no more than these few words.
#[derive(Debug)]
pub(in crate::proto) struct Congestion {
    algorithm: CongestionAlgorithm,
    initial: u32,
    /// The window: what it begins with, if an earlier call left something, otherwise `initial`; and from then on what the
    /// controller said last, which is asked for several times for each packet.
    window: u32,
    threshold: Option<u32>,
    limit: u32,
    controller: Option<Box<dyn CongestionController>>,
}

impl Congestion {
    /// `initial` is the window at the start and after a pause, `limit` the largest one.
    #[inline]
    pub(in crate::proto) fn new(algorithm: CongestionAlgorithm, initial: u32, limit: u32) -> Self {
        let limit = limit.clamp(MIN_THRESHOLD, 65_535);
        let initial = initial.clamp(1, limit);
        Self { algorithm, initial, window: initial, threshold: None, limit, controller: None }
    }

    /// Begins with what an earlier call found, if nothing was learned in this one.
    pub(in crate::proto) fn seed(&mut self, window: u32, threshold: Option<u32>) {
        if self.controller.is_none() {
            self.window = window.clamp(self.initial, self.limit);
            self.threshold = threshold.map(|threshold| threshold.max(self.window));
        }
    }

    /// Packets that may be in transit, at least 1.
    #[inline]
    pub(in crate::proto) fn window(&self) -> u32 {
        self.window
    }

    /// The slow start threshold, once there is one.
    pub(in crate::proto) fn threshold(&self) -> Option<u32> {
        self.controller.as_ref().map_or(self.threshold, |controller| controller.threshold())
    }

    /// The window, if anything was learned of it in this call.
    pub(in crate::proto) fn learned(&self) -> Option<u32> {
        self.controller.is_some().then_some(self.window)
    }

    pub(in crate::proto) fn in_slow_start(&self) -> bool {
        self.threshold().is_none_or(|threshold| self.window() < threshold)
    }

    pub(in crate::proto) fn on_arrived(&mut self, arrived: &AckSample) {
        if self.controller.is_some() || arrived.limited {
            self.tell(|controller| controller.on_arrived(arrived));
        }
    }

    pub(in crate::proto) fn on_loss(&mut self, flight: u32) {
        self.tell(|controller| controller.on_loss(flight));
    }

    pub(in crate::proto) fn on_timeout(&mut self, flight: u32) {
        self.tell(|controller| controller.on_timeout(flight));
    }

    pub(in crate::proto) fn undo(&mut self) {
        if self.controller.is_some() {
            self.tell(|controller| controller.undo());
        }
    }

    pub(in crate::proto) fn on_idle(&mut self, timeouts: u32) {
        match &self.controller {
            Some(_) => self.tell(|controller| controller.on_idle(timeouts)),
            None => self.window = decayed(self.window, timeouts, self.initial),
        }
    }

    /// Tells the controller something; it is there from the first time on.
    fn tell(&mut self, news: impl FnOnce(&mut dyn CongestionController)) {
        let window = Window::new(self.window, self.initial, self.limit, self.threshold);
        let algorithm = self.algorithm;
        let controller = self.controller.get_or_insert_with(|| match algorithm {
            CongestionAlgorithm::NewReno => Box::new(NewReno::new(window)),
            CongestionAlgorithm::Cubic => Box::new(Cubic::new(window)),
        });
        news(&mut **controller);
        self.window = controller.window();
    }
}

/// A window after a pause of this many retransmission timeouts: halved for each (RFC 2861, RFC
/// 7661), but not below `initial`, with which a new call might begin as well (RFC 5681 section
/// 4.1).
pub(in crate::proto) fn decayed(window: u32, timeouts: u32, initial: u32) -> u32 {
    window.checked_shr(timeouts).unwrap_or(0).max(initial.min(window))
}
