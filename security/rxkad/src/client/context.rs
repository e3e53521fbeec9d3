//! What secures a client's connection.
//!
//! Holds: [`ClientContext`]: sealing and opening, and the answer to a CHALLENGE. Must not know: when one comes.

use crate::calendar::Calendar;
use crate::counts::Counts;
use crate::packet::PacketCipher;
use crate::response::Proof;
use crate::token::Token;
use rxrpc_core::security::{
    Challenge, ConnectionFacts, HandshakeError, PacketBuffer, PacketRun, ReceivedPacket, Response,
    RunSecurity, SealedRun, SecurityContext, SecurityCounts, SecurityFailure, SecurityLevel, Shape,
};
use rxrpc_core::wire::{ConnectionId, Epoch, RxkadChallenge, RxkadError, Seq};
use rxrpc_core::{AbortCode, CallIdentity, SecurityIndex};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::{Instant, SystemTime};

/// One connection of a client.
#[derive(Debug)]
pub(super) struct ClientContext {
    packets: PacketCipher,
    token: Arc<Token>,
    connection: (Epoch, ConnectionId),
    /// When the token expires, and whether it has.
    deadline: Option<Instant>,
    expired: AtomicBool,
    counts: Counts,
}

impl ClientContext {
    pub(super) fn new(
        token: &Arc<Token>,
        connection: &ConnectionFacts,
        calendar: Calendar,
    ) -> Self {
        Self {
            packets: PacketCipher::new(token.session_key(), connection, connection.level),
            token: token.clone(),
            connection: (connection.epoch, connection.id),
            deadline: calendar.deadline(connection.now, token.expiry().system_time()),
            expired: AtomicBool::new(false),
            counts: Counts::default(),
        }
    }

    fn has_expired(&self, now: Instant) -> bool {
        self.deadline.is_some_and(|deadline| deadline <= now)
    }

    /// Whether packets may be sealed, of which the first is this.
    fn may_begin(&self, first: Option<Seq>) -> Result<(), SecurityFailure> {
        match first == Some(Seq::FIRST) && self.expired.load(Relaxed) {
            // Nothing of the call has left so far.
            true => Err(SecurityFailure(AbortCode::RXKADEXPIRED)),
            false => Ok(()),
        }
    }

    fn answer(&self, challenge: &Challenge<'_>) -> Result<Response, AbortCode> {
        let body = rxrpc_core::wire::Challenge { bytes: challenge.body };
        let asked = body.rxkad().map_err(|error| error.abort_code())?;
        if asked.version == 1 {
            // Its answer would not be bound to the connection.
            let (needed, present) = (RxkadChallenge::V2_LEN, challenge.body.len());
            return Err(RxkadError::Short { needed, present }.abort_code());
        }
        let level = self.packets.level().number();
        if level < asked.min_level {
            return Err(AbortCode::RXKADLEVELFAIL);
        }
        if self.has_expired(challenge.now) {
            return Err(AbortCode::RXKADEXPIRED);
        }
        let answer = asked.nonce.wrapping_add(1);
        let proof = Proof::new(self.connection, challenge.calls, answer, level);
        let token = &self.token;
        Ok(Response::new(proof.seal(token.session_key(), token.kvno(), token.ticket())))
    }
}

impl SecurityContext for ClientContext {
    fn index(&self) -> SecurityIndex {
        SecurityIndex::RXKAD
    }

    fn level(&self) -> SecurityLevel {
        self.packets.level()
    }

    fn expires(&self) -> Option<SystemTime> {
        self.token.expiry().system_time()
    }

    fn counts(&self) -> SecurityCounts {
        self.counts.get()
    }

    fn takes_calls(&self, now: Instant) -> bool {
        !self.has_expired(now)
    }

    fn shape(&self, payload: usize) -> Shape {
        self.packets.shape(payload)
    }

    fn seal(
        &self,
        call: &CallIdentity,
        packets: &mut [PacketBuffer],
    ) -> Result<(), SecurityFailure> {
        self.may_begin(packets.first().map(PacketBuffer::seq))?;
        self.counts.sealed.add(packets.iter().map(PacketBuffer::data_len));
        self.packets.seal(call, packets)
    }

    fn open(
        &self,
        call: &CallIdentity,
        packets: &mut [ReceivedPacket],
    ) -> Result<(), SecurityFailure> {
        self.packets.open(call, packets)?;
        self.counts.opened.add(packets.iter().map(|packet| packet.payload.len()));
        Ok(())
    }

    fn runs(&self) -> Option<&dyn RunSecurity> {
        Some(self)
    }

    fn respond(&self, challenge: &Challenge<'_>) -> Result<Response, HandshakeError> {
        self.answer(challenge).map_err(HandshakeError::Abort)
    }

    fn handle_time(&self, now: Instant) -> Result<Option<Instant>, SecurityFailure> {
        let expired = self.has_expired(now);
        self.expired.store(expired, Relaxed);
        Ok(self.deadline.filter(|_| !expired))
    }
}

impl RunSecurity for ClientContext {
    fn head(&self) -> usize {
        self.packets.run_head()
    }

    fn seal_run(&self, call: &CallIdentity, run: &mut PacketRun) -> Result<(), SecurityFailure> {
        self.may_begin(run.packets_mut().next().map(|packet| packet.seq))?;
        self.packets.seal_run(call, run)?;
        self.counts.sealed.add(run.packets_mut().map(|packet| packet.bytes.len() - self.head()));
        Ok(())
    }

    fn open_run(&self, call: &CallIdentity, run: &mut SealedRun) -> Result<(), SecurityFailure> {
        self.packets.open_run(call, run)?;
        self.counts.opened.add(run.lengths());
        Ok(())
    }
}
