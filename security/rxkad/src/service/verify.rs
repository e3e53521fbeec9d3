//! How a RESPONSE is judged.
//!
//! Holds: the checks, in the order of OpenAFS, with its codes (rxkad notes §1). Must not know: when one comes.

use super::context::ServiceContext;
use super::{RxkadPeer, RxkadService};
use crate::response::{FIXED_LEN, Opened, Proof};
use crate::ticket::{self, TICKET_LEN, Ticket};
use rxrpc_core::security::{ConnectionFacts, SecurityLevel, Verified};
use rxrpc_core::wire::Challenge;
use rxrpc_core::{AbortCode, CallNumber, SecurityIndex};
use std::sync::Arc;
use subtle::ConstantTimeEq as _;

/// The parts of a RESPONSE. Version and spare word are not looked at, nor what is behind the ticket: OpenAFS does not.
struct Parts<'a> {
    fixed: &'a [u8; FIXED_LEN],
    kvno: u32,
    ticket: &'a [u8],
}

impl<'a> Parts<'a> {
    fn of(body: &'a [u8]) -> Result<Self, AbortCode> {
        let short = AbortCode::RXKADPACKETSHORT;
        let (fixed, rest) = body.split_first_chunk::<FIXED_LEN>().ok_or(short)?;
        let word = |at: usize| {
            u32::from_be_bytes([fixed[at], fixed[at + 1], fixed[at + 2], fixed[at + 3]])
        };
        // A signed number: what is below 0 is not more than there is.
        let len = usize::try_from(word(52).cast_signed()).map_err(|_| AbortCode::RXKADTICKETLEN)?;
        let ticket = rest.get(..len).ok_or(short)?;
        if !TICKET_LEN.contains(&len) {
            return Err(AbortCode::RXKADTICKETLEN);
        }
        Ok(Self { fixed, kvno: word(48), ticket })
    }
}

impl RxkadService {
    /// Who the client of a connection is, if its RESPONSE convinces.
    pub(super) fn judge(
        &self,
        connection: &ConnectionFacts,
        challenge: &[u8],
        body: &[u8],
    ) -> Result<Verified, AbortCode> {
        let parts = Parts::of(body)?;
        let (keys, now) =
            (self.keys.keys(connection.service), self.calendar.timestamp(connection.now));
        let ticket = ticket::open(parts.kvno, parts.ticket, &keys, &self.rules, now)
            .map_err(|error| {
                // The code says little to who has to find out which key is missing.
                tracing::debug!(peer = %connection.peer, kvno = parts.kvno, %error, "ticket_refused");
                error.abort_code()
            })?;
        let opened = Proof::open(&ticket.session_key, parts.fixed);
        check_seal(&opened, connection)?;
        let calls = call_numbers(&opened.proof)?;
        check_answer(&opened.proof, challenge)?;
        let level = level_of(&opened.proof, connection.level)?;
        let peer = self.peer(&ticket, parts.kvno);
        if self.may.as_ref().is_some_and(|may| !may(&peer)) {
            return Err(AbortCode::RXKADNOAUTH);
        }
        let context =
            ServiceContext::new(&ticket.session_key, connection, level, peer, self.calendar);
        Ok(Verified::new(Arc::new(context)).calls(calls))
    }

    fn peer(&self, ticket: &Ticket, kvno: u32) -> RxkadPeer {
        let mut peer = RxkadPeer::new(ticket.client.clone());
        peer.is_local = self.realms.has(&peer.principal);
        peer.expires = ticket.end.system_time();
        peer.kvno = kvno;
        peer
    }
}

/// Whether the session key is the right one, and the proof one for this connection.
fn check_seal(opened: &Opened, connection: &ConnectionFacts) -> Result<(), AbortCode> {
    let Opened { proof, is_whole } = opened;
    let fits = *is_whole
        && proof.epoch == connection.epoch
        && proof.id == connection.id.as_u32()
        && proof.class == u32::from(SecurityIndex::RXKAD.0);
    if fits { Ok(()) } else { Err(AbortCode::RXKADSEALEDINCON) }
}

/// Below which numbers nothing is alive. They are signed in rxkad.
fn call_numbers(proof: &Proof) -> Result<[CallNumber; 4], AbortCode> {
    let negative = proof.calls.iter().any(|number| number.0.cast_signed() < 0);
    if negative { Err(AbortCode::RXKADSEALEDINCON) } else { Ok(proof.calls) }
}

/// Whether the proof answers this challenge.
fn check_answer(proof: &Proof, challenge: &[u8]) -> Result<(), AbortCode> {
    let asked = Challenge { bytes: challenge }.rxkad().map_err(|error| error.abort_code())?;
    let fits: bool = proof.answer.ct_eq(&asked.nonce.wrapping_add(1)).into();
    if fits { Ok(()) } else { Err(AbortCode::RXKADOUTOFSEQUENCE) }
}

fn level_of(proof: &Proof, least: SecurityLevel) -> Result<SecurityLevel, AbortCode> {
    SecurityLevel::from_number(proof.level)
        .filter(|level| *level >= least)
        .ok_or(AbortCode::RXKADLEVELFAIL)
}
