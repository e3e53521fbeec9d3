//! The service's end of a handshake.
//!
//! Holds: when a CHALLENGE is sent, and what a RESPONSE leads to. Must not know: how clients answer.
//!
//! A lost CHALLENGE or RESPONSE is made up for by the next CHALLENGE, which comes while a call waits, with the same
//! body (OpenAFS does so; Linux sends one only). Each is paid for by what came of a call that waits, as its ACKs are:
//! no more goes to an address that is not proven than three times what came from there.

use super::{PANICKED, ask_class};
use crate::address::AddressPair;
use crate::connection::Connection;
use crate::connection::handshake::{Challenged, Due};
use crate::endpoint::Endpoint;
use crate::proto::{Completion, Failure, Side};
use crate::security::{HandshakeError, Response, Security, SecurityLevel, ServiceKeys, Verified};
use bytes::Bytes;
use rxrpc_wire::{AbortCode, Header, SecurityIndex};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// From one CHALLENGE to the next (OpenAFS).
const AGAIN_AFTER: Duration = Duration::from_secs(2);

/// A service does not take connections of this class.
#[derive(Clone, Copy, Debug)]
pub(in crate::endpoint) struct NotSpoken;

impl Endpoint {
    /// Whether a service knows what to do with clients of this class.
    pub(in crate::endpoint) fn speaks(&self, header: &Header) -> bool {
        match header.security_index {
            SecurityIndex::NONE => self.keys.takes_unsecured(header.service_id),
            class => self.keys.find(header.service_id, class).is_some(),
        }
    }

    /// What the client of a new connection is to be challenged with; `None` for the class "none". It is asked again
    /// whether the service knows what to do with the class: its keys may be others by now, and its name is that of the
    /// service that the connection gets.
    ///
    /// # Errors
    ///
    /// The service does not know the class, takes no unprotected calls, or its class has panicked.
    pub(in crate::endpoint) fn challenged_with(
        &self,
        now: Instant,
        from: AddressPair,
        header: &Header,
    ) -> Result<Option<Challenged>, NotSpoken> {
        if header.security_index == SecurityIndex::NONE {
            let taken = self.keys.takes_unsecured(header.service_id);
            return if taken { Ok(None) } else { Err(NotSpoken) };
        }
        let found = self.keys.find(header.service_id, header.security_index);
        let (key, level) = found.ok_or(NotSpoken)?;
        let nonce = self.routes.draw_nonce();
        let asker = Connection::facts_of(now, from.peer, header, level);
        let challenge = ask_class(|| key.challenge(&asker, &nonce)).ok_or(NotSpoken)?;
        debug_assert!(challenge.len() <= ServiceKeys::MAX_CHALLENGE, "a small challenge");
        Ok(Some(Challenged::new(key, level, challenge)))
    }

    /// A call has begun on a service connection whose client has yet to prove itself.
    pub(in crate::endpoint) fn challenge(&self, now: Instant, connection: &Arc<Connection>) {
        let due = connection.channels.lock().challenged().and_then(Challenged::begin);
        if let Some(challenge) = due {
            self.send_challenge(now, connection, &challenge);
        }
    }

    /// The time has come for the next CHALLENGE, if a call waits still, or to say that a RESPONSE was refused.
    pub(super) fn challenge_again(&self, now: Instant, connection: &Arc<Connection>) {
        let mut channels = connection.channels.lock();
        let idle = channels.idle();
        let Some(challenged) = channels.challenged() else { return };
        if let Some(code) = challenged.refused() {
            drop(channels);
            return self.refuse_connection(now, connection, code);
        }
        if idle {
            return challenged.rest();
        }
        let due = challenged.again();
        drop(channels);
        match due {
            Due::Challenge(challenge) => self.send_challenge(now, connection, &challenge),
            Due::GiveUp => self.refuse_connection(now, connection, AbortCode::RX_CALL_DEAD),
        }
    }

    fn send_challenge(&self, now: Instant, connection: &Arc<Connection>, challenge: &Bytes) {
        let size = Header::LEN + challenge.len();
        let mut calls = connection.channels.lock().calls();
        let paid = calls.any(|call| {
            call.with_state(|state| state.machine().is_some_and(|machine| machine.pay(size)))
        });
        if paid && challenge.len() <= ServiceKeys::MAX_CHALLENGE {
            connection.local.answers.send_challenge(connection, challenge);
        }
        self.schedule.rearm_connection(connection, now.checked_add(AGAIN_AFTER));
    }

    /// A RESPONSE came.
    pub(in crate::endpoint) fn handle_response(
        &self,
        now: Instant,
        connection: &Arc<Connection>,
        header: &Header,
        body: &[u8],
    ) {
        if connection.side != Side::Service || connection.security().is_some() {
            return;
        }
        let mut channels = connection.channels.lock();
        let judge = channels.challenged().and_then(Challenged::begin_verifying);
        drop(channels);
        let Some(judge) = judge else { return };
        tracing::debug!(peer = %connection.peer, cid = connection.id.as_u32(), "rx_response");
        let response = Response::new(Bytes::copy_from_slice(body)).checksum(header.checksum);
        let facts = connection.facts(now, judge.level);
        let verdict = ask_class(|| judge.key.verify(&facts, &judge.challenge, &response));
        match verdict.unwrap_or(Err(HandshakeError::Abort(PANICKED))) {
            Ok(verified) => self.believe(now, connection, verified, judge.level),
            Err(HandshakeError::Abort(code)) => self.refuse_connection(now, connection, code),
            Err(HandshakeError::AbortAfter(code, after)) => {
                if let Some(challenged) = connection.channels.lock().challenged() {
                    challenged.refuse_later(code);
                }
                self.schedule.rearm_connection(connection, now.checked_add(after));
            }
            Err(HandshakeError::Later) => {
                if let Some(challenged) = connection.channels.lock().challenged() {
                    challenged.expect_another();
                }
            }
        }
    }

    /// The client of a connection has proven itself, and that it receives at its address: its calls are for users now.
    fn believe(
        &self,
        now: Instant,
        connection: &Arc<Connection>,
        Verified { context, calls }: Verified,
        least: SecurityLevel,
    ) {
        let made = ask_class(|| {
            let security = Security::from(context);
            let does_as_it_should =
                security.index() == connection.class && security.level() >= least;
            does_as_it_should.then_some(security)
        });
        let Some(security) = made.flatten() else {
            return self.refuse_connection(now, connection, AbortCode::RX_INVALID_OPERATION);
        };
        let mut channels = connection.channels.lock();
        let replays = calls.map(|numbers| channels.disown_older(numbers));
        let done = channels.end_handshake();
        drop(channels);
        drop(done);
        for replay in replays.into_iter().flatten().flatten() {
            let code = AbortCode::RX_PROTOCOL_ERROR;
            self.fail_call(&replay, Completion::LocallyAborted { code, error: Failure::Security });
        }
        connection.set_security(security);
        self.schedule.rearm_connection(connection, None);
        // Before any call is handed out: whose ticket has expired gets none.
        self.let_class_work(now, connection);
        // Whoever makes a call here from now on finds the connection secured; those that are there are touched.
        self.spread_proof(now, connection);
    }
}
