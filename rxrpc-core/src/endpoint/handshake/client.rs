//! The client's end of a handshake.
//!
//! Holds: how a connection is secured before its first packet, and what follows from a CHALLENGE. Must not know: whose
//! credentials they are.

use super::{PANICKED, ask_class};
use crate::connection::Connection;
use crate::connection::handshake::{Answering, CameChallenge, Handshake};
use crate::endpoint::Endpoint;
use crate::errno::Errno;
use crate::proto::{Completion, Failure, Side};
use crate::security::{Challenge, Credentials, HandshakeError, Response, Security};
use bytes::Bytes;
use rxrpc_wire::{AbortCode, CallNumber, Header, SecurityIndex};
use std::sync::Arc;
use std::time::Instant;

impl Endpoint {
    /// Sees to it that what is sent on a client connection will be sealed, before anything is.
    ///
    /// # Errors
    ///
    /// How the call ends: with what the key says, or since the class refuses at once.
    pub(crate) fn secure_client(
        &self,
        now: Instant,
        connection: &Arc<Connection>,
        credentials: &Credentials,
    ) -> Result<(), Completion> {
        let Some(key) = credentials.key() else { return Ok(()) };
        // A begun call gets its connection from whoever drives.
        let facts = connection.facts(now, credentials.level());
        let security = ask_class(|| {
            let security = Security::from(key.secure(&facts)?);
            if security.index() == facts.class { Ok(security) } else { Err(Errno::EKEYREJECTED) }
        });
        let security = security.unwrap_or(Err(Errno::EKEYREJECTED));
        let security = security.map_err(Completion::LocalError)?;
        if let Some(sink) = credentials.manager() {
            let answering = Answering::by(Some(sink.clone()));
            connection.channels.lock().set_handshake(Handshake::Answering(answering));
        }
        let refusal = match connection.set_security(security) {
            true => self.let_class_work(now, connection),
            false => None,
        };
        // Not left to who looks for a connection that can be used: it would make one after the other.
        refusal.map_or(Ok(()), Err)
    }

    /// A CHALLENGE came. To calls that asked for no security it is a protocol error, and noise if there is no call.
    pub(in crate::endpoint) fn handle_challenge(
        &self,
        now: Instant,
        connection: &Arc<Connection>,
        header: &Header,
        body: &[u8],
    ) {
        if connection.side != Side::Client || connection.channels.lock().idle() {
            return;
        }
        if connection.class == SecurityIndex::NONE {
            let code = AbortCode::RX_PROTOCOL_ERROR;
            connection.local.answers.abort_connection(now, connection, code);
            let completion = Completion::LocallyAborted { code, error: Failure::BadMessage };
            return self.abort_connection(connection, code, completion);
        }
        tracing::debug!(peer = %connection.peer, cid = connection.id.as_u32(), "rx_challenge");
        // A CHALLENGE is short, and can be forged by who saw a packet; a RESPONSE is long, and made by the driver. Each
        // connection has a budget of its own: none that others can use up.
        if !connection.channels.lock().takes_challenge(now) {
            return;
        }
        let manager = connection.channels.lock().manager();
        let Some(manager) = manager else { return self.respond(now, connection, body, None) };
        let (connection, serial) = (connection.clone(), header.serial);
        let challenge = CameChallenge {
            connection: connection.clone(),
            serial,
            body: Bytes::copy_from_slice(body),
        };
        if !manager.upgrade().is_some_and(|sink| sink.put(self, challenge)) {
            // Nobody will ever answer.
            self.refuse_connection(now, &connection, AbortCode::RX_USER_ABORT);
        }
    }

    /// Answers a CHALLENGE.
    pub(super) fn respond(
        &self,
        now: Instant,
        connection: &Arc<Connection>,
        body: &[u8],
        app_data: Option<&[u8]>,
    ) {
        let Some(security) = connection.security() else { return };
        let calls = connection.channels.lock().numbers().map(CallNumber);
        let answer = ask_class(|| security.respond(&Challenge { body, calls, now, app_data }));
        match answer.unwrap_or(Err(HandshakeError::Abort(PANICKED))) {
            Ok(response) if response.body.len() <= Response::MAX_LEN => {
                connection.local.answers.send_response(connection, &response);
            }
            Ok(response) => tracing::error!(bytes = response.body.len(), "response_too_long"),
            Err(HandshakeError::Abort(code) | HandshakeError::AbortAfter(code, _)) => {
                self.refuse_connection(now, connection, code);
            }
            Err(HandshakeError::Later) => {}
        }
    }
}
