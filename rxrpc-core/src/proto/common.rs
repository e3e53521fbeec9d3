//! What all parts of a call's machine go by.
//!
//! Holds: [`Common`]. Must not know: the parts.

use crate::proto::counters::Tally;
use crate::proto::path::rtt::RoundTrip;
use crate::proto::timers::TimerTable;
use crate::proto::{MachineConfig, Side};
use std::sync::Arc;
use std::time::Duration;

/// What the parts of one call share.
#[derive(Debug)]
pub(super) struct Common {
    /// Which end of the call this is.
    pub(super) side: Side,
    /// Shared by all calls of an endpoint until a user changes a limit of one.
    pub(super) config: Arc<MachineConfig>,
    pub(super) timers: TimerTable,
    pub(super) counters: Tally,
    pub(super) rtt: RoundTrip,
}

impl Common {
    #[inline]
    pub(super) fn new(side: Side, config: Arc<MachineConfig>) -> Self {
        Self {
            side,
            timers: TimerTable::default(),
            counters: Tally::default(),
            rtt: RoundTrip::new(),
            config,
        }
    }

    /// The retransmission timeout after `backoff` timeouts in a row.
    #[inline]
    pub(super) fn timeout(&self, backoff: u32) -> Duration {
        Duration::from_nanos(self.nanoseconds_to_timeout(backoff))
    }

    /// [`Common::timeout`], for who counts on.
    #[inline]
    pub(super) fn nanoseconds_to_timeout(&self, backoff: u32) -> u64 {
        self.rtt.timeout(&self.config, backoff)
    }
}
