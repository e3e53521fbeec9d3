//! What is left on the endpoints of a network.
//!
//! Holds: the part of [`Network`] that looks. Must not know: how anything came about.

use super::Network;
use super::occupants::EndpointAt;
use rxrpc_core::observe::Statistics;

impl Network {
    /// Checks that no endpoint holds anything any more: no call, slot, waiter, queue entry or name.
    ///
    /// # Panics
    ///
    /// If one does.
    pub fn assert_released(&self) {
        self.assert_released_but_receivers();
        for known in self.endpoints().iter() {
            let receivers = known.endpoint.statistics().receivers;
            assert_eq!(receivers, 0, "{} still has receivers", known.address);
        }
    }

    /// [`Network::assert_released`] for when a script may still wait in `recvmsg`.
    ///
    /// # Panics
    ///
    /// If an endpoint holds anything else.
    pub fn assert_released_but_receivers(&self) {
        for known in self.endpoints().iter() {
            let (address, all) = (known.address, known.endpoint.statistics());
            if let Some(held) = held(&all) {
                panic!("{address} still holds {held}\n{}", self.describe());
            }
        }
    }

    /// How often a deadline of any endpoint was due so far.
    #[must_use]
    pub fn timeouts(&self) -> u64 {
        self.world.timeouts.get()
    }

    /// Whether no endpoint waits for any deadline.
    #[must_use]
    pub fn is_timeless(&self) -> bool {
        let core = self.endpoints().iter().all(|known| known.endpoint.poll_timeout().is_none());
        core && self.world.runtime.next_timer().is_none()
    }

    /// How many connections all endpoints together know.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.endpoints().iter().map(|known| known.endpoint.snapshot().connections.len()).sum()
    }

    /// What there is on every endpoint, as text.
    #[must_use]
    pub fn describe(&self) -> String {
        let endpoints = self.endpoints();
        let all = endpoints.iter().map(|EndpointAt { address, endpoint, .. }| {
            format!("--- {address}\n{}\n{}", endpoint.snapshot(), endpoint.statistics())
        });
        all.collect()
    }
}

/// What an endpoint holds that nobody uses any more, besides receivers; `None` if nothing.
#[must_use]
pub fn held(all: &Statistics) -> Option<String> {
    let held = [
        ("calls", all.live_calls),
        ("service calls", all.live_service_calls),
        ("slot waiters", all.slot_waiters),
        ("slots", all.slots_in_use),
        ("entries for recvmsg", all.ready),
        ("user call IDs", all.user_call_ids),
    ];
    let (what, count) = held.into_iter().find(|(_, count)| *count > 0)?;
    Some(format!("{count} {what}"))
}
