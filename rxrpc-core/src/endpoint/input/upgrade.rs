//! What a client's calls learn of the service that their connection gets.
//!
//! Holds: how an answer, and the end of the call that asked, come to the calls of a connection. Must not know: what an
//! answer is ([`crate::connection::upgrade`] does).

use crate::call::{Call, Connected};
use crate::connection::Connection;
use crate::connection::upgrade::Answer;
use crate::endpoint::Endpoint;
use rxrpc_wire::Header;
use std::sync::Arc;
use std::time::Instant;

impl Endpoint {
    /// Takes a packet for what it says of the service. To be called before it is handed to a call, whose user may see
    /// by which service it is answered as soon as he sees the answer.
    #[cold]
    pub(super) fn take_answer(&self, now: Instant, connection: &Arc<Connection>, header: &Header) {
        let channels = connection.channels.lock();
        let answer = connection.take_answer(header);
        drop(channels);
        match answer {
            Answer::Came => self.tell_calls(connection, |connected| connected.answer_came(now)),
            Answer::Refused => self.ask_next(connection),
            Answer::None => {}
        }
    }

    /// The call that asked for an upgrade has asked in vain: the oldest that waits asks next.
    #[cold]
    pub(in crate::endpoint) fn ask_next(&self, connection: &Arc<Connection>) {
        self.tell_calls(connection, Connected::may_ask);
    }

    /// The calls are told in the order in which they were made, and so they send.
    fn tell_calls(&self, connection: &Arc<Connection>, tell: impl Fn(&mut Connected)) {
        let mut calls: Vec<Arc<Call>> = connection.channels.lock().calls().collect();
        calls.sort_by_key(|call| call.key);
        for call in calls {
            let ((), effects) = call.touch(|state| {
                if let Some(connected) = state.life.connected_mut() {
                    tell(connected);
                }
            });
            self.apply(&call, effects);
        }
    }
}
