//! A client call on a connection whose service is still to be heard of: it asks with its first packet, alone, or holds
//! back what it has to send.
//!
//! Holds: the part of [`CallMachine`] that limits what is sent until then. Must not know: other calls, or which of them
//! asks.
//!
//! The first packet goes alone so that it is the one that the service begins the connection with: only that one is
//! asked with, and if a later one overtook it there would be no upgrade. What follows already goes under the ID that
//! answered, since a service may take it for wrong under the other one (Linux does, and so upgrades no request of
//! several packets).
//!
//! The limit is the window that the peer is trusted to have, which the first ACK sets anyway.

use super::CallMachine;
use crate::proto::config::INITIAL_PEER_WINDOW;
use crate::proto::peer::keepalive::{await_silence, extend_silence};
use std::time::Instant;

impl CallMachine {
    /// Lets the call send its first packet alone, to begin with.
    pub fn ask_alone(&mut self) {
        self.send.trust_window(1);
    }

    /// Whether the call has DATA to send that would be its first packet.
    #[must_use]
    pub fn is_about_to_ask(&self) -> bool {
        self.completion.is_none() && self.send.has_data_to_send(&self.common, &self.way)
    }

    /// Another call asks: this one sends nothing. From here on it is the silence of the peer that it bears.
    pub fn wait_for_answer(&mut self, now: Instant) {
        self.send.trust_window(0);
        await_silence(now, &mut self.common);
    }

    /// Whether the call sends nothing since another one asks.
    #[must_use]
    pub fn waits_for_answer(&self) -> bool {
        self.completion.is_none() && self.send.window().peer_window() == 0 && !self.was_let_in()
    }

    /// The service has answered, whomever. What the peer has said of its window stays.
    pub fn answer_came(&mut self, now: Instant) {
        if self.completion.is_none() && self.send.window().peer_window() <= 1 && !self.was_let_in()
        {
            self.send.trust_window(INITIAL_PEER_WINDOW);
            extend_silence(now, &mut self.common);
        }
    }

    fn was_let_in(&self) -> bool {
        self.signs.was_heard()
    }
}
