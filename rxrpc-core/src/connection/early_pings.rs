//! PINGs of calls of which nothing else has come: since when each channel gets them.
//!
//! Holds: [`EarlyPings`]. Must not know: what is answered.

use rxrpc_wire::{CallNumber, Channel};
use std::time::{Duration, Instant};

/// The first PING of a call on each channel.
#[derive(Clone, Copy, Debug)]
struct First {
    number: CallNumber,
    at: Instant,
}

/// Takes memory only once there is something to remember: on most connections there never is.
#[derive(Debug, Default)]
pub(super) struct EarlyPings(Option<Box<[Option<First>; Channel::COUNT]>>);

impl EarlyPings {
    /// A PING came of a call of which nothing else has. For how long that has been so.
    pub(super) fn note(&mut self, now: Instant, channel: Channel, number: CallNumber) -> Duration {
        let known = &mut self.0.get_or_insert_default()[channel.index()];
        let first = match known {
            Some(first) if first.number == number => first,
            _ => known.insert(First { number, at: now }),
        };
        now.saturating_duration_since(first.at)
    }

    /// The request of a call on this channel is on its way.
    pub(super) fn forget(&mut self, channel: Channel) {
        if let Some(known) = &mut self.0 {
            known[channel.index()] = None;
        }
    }
}
