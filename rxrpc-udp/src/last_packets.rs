//! The last packets of an endpoint: how long they, and those who use its socket, are waited for.
//!
//! Holds: [`LastPackets`], [`NextStep`]. Must not know: what sends, how a front end waits.

use crate::Flushed;
use std::time::{Duration, Instant};

/// How long the last packets, and who uses the socket, are waited for; mostly it is no time at all. What the socket
/// has no room for after that is lost.
const GRACE: Duration = Duration::from_secs(1);

/// The wait of an endpoint that is closed until its last packets are sent, and then until its socket is gone.
#[derive(Clone, Copy, Debug)]
pub struct LastPackets {
    give_up: Instant,
}

/// What is to be done about the last packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Send again at once, after others ran.
    Send,
    /// Send again after a pause.
    Pause,
    /// Nothing: all are sent.
    Leave,
}

impl LastPackets {
    /// The wait begins `now`.
    pub fn new(now: Instant) -> Self {
        Self { give_up: now + GRACE }
    }

    /// Whether it goes on.
    pub fn are_awaited(self, now: Instant) -> bool {
        now < self.give_up
    }

    /// What follows when a flush came that far, and then the core was `transmitting` or not
    /// ([`Endpoint::is_transmitting`](rxrpc_core::Endpoint::is_transmitting)).
    pub fn after(flushed: Flushed, transmitting: bool) -> NextStep {
        match flushed {
            Flushed::More => NextStep::Send,
            Flushed::All if !transmitting => NextStep::Leave,
            Flushed::All | Flushed::Blocked => NextStep::Pause,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_sent_within_a_second_is_lost() {
        let now = Instant::now();
        let last = LastPackets::new(now);
        assert!(last.are_awaited(now) && last.are_awaited(now + GRACE / 2));
        assert!(!last.are_awaited(now + GRACE));
    }

    #[test]
    fn the_socket_goes_when_nothing_is_on_its_way_to_it() {
        assert_eq!(LastPackets::after(Flushed::All, false), NextStep::Leave);
        assert_eq!(LastPackets::after(Flushed::All, true), NextStep::Pause);
        for transmitting in [false, true] {
            assert_eq!(LastPackets::after(Flushed::More, transmitting), NextStep::Send);
            assert_eq!(LastPackets::after(Flushed::Blocked, transmitting), NextStep::Pause);
        }
    }
}
