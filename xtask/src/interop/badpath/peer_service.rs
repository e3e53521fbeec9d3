//! The C peer's protocol over a bad path, for both of our front ends: requests, and services that take
//! a request whole. Every byte is compared with the pattern that both sides know.

use rxrpc_sync::{AbortCode, ServiceId};
use rxrpc_tests::peer_service::{self, BAD_REQUEST, SERVICE, operation, pattern, pattern_byte};

use super::paths::{SMALL, Transfer};
use crate::interop::xdr::Writer;
use xtask::programs::failure::{Failure, require};

/// The service that all ends offer.
pub(super) const SERVICE_ID: ServiceId = ServiceId(SERVICE);
/// The longest request that is taken, in bytes.
pub(super) const LONGEST_REQUEST: usize = 16 << 20;
/// An operation and one long or two short numbers come before the data.
const HEAD: usize = 12;

/// A request, and the reply that it must bring.
pub(super) struct Exchange {
    pub(super) request: Vec<u8>,
    reply: Vec<u8>,
}

impl Exchange {
    /// One call of a transfer.
    pub(super) fn of(transfer: Transfer) -> Exchange {
        let word = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        match transfer {
            Transfer::Up(length) => {
                let data = pattern(length);
                let sum = peer_service::sum_of(&data);
                let request = Writer::operation(operation::SINK).double_word(length as u64);
                let reply = Writer::default().double_word(length as u64).word(sum);
                Exchange { request: request.bytes(&data).finish(), reply: reply.finish() }
            }
            Transfer::Down(length) => {
                let data = pattern(length);
                let sum = peer_service::sum_of(&data);
                let request = Writer::operation(operation::SOURCE).double_word(length as u64);
                let reply = Writer::default().bytes(&data).word(sum);
                Exchange { request: request.finish(), reply: reply.finish() }
            }
            Transfer::Calls(_) => {
                let (sent, wanted) = SMALL;
                let request = Writer::operation(operation::RPC).word(word(sent)).word(word(wanted));
                let request = request.bytes(&pattern(sent)).finish();
                Exchange { request, reply: pattern(wanted) }
            }
        }
    }

    /// Fails unless the reply is the right one.
    pub(super) fn check(&self, reply: &[u8]) -> Result<(), Failure> {
        let (seen, wanted) = (reply.len(), self.reply.len());
        require!(seen == wanted, "a reply of {seen} bytes instead of {wanted}");
        let differs = reply.iter().zip(&self.reply).position(|(one, other)| one != other);
        require!(differs.is_none(), "wrong from byte {} on", differs.unwrap_or_default());
        Ok(())
    }
}

/// The reply to a whole request.
pub(super) fn answer(request: &[u8]) -> Result<Vec<u8>, AbortCode> {
    let data = request.get(HEAD..).unwrap_or_default();
    if !data.iter().zip(0..).all(|(byte, at)| *byte == pattern_byte(at)) {
        return Err(AbortCode(BAD_REQUEST));
    }
    let (reply, outcome) = peer_service::answer_whole(request);
    outcome.map(|()| reply).map_err(AbortCode)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_exchange_is_answered_as_it_must_be() {
        for transfer in [Transfer::Up(5_000), Transfer::Down(5_000), Transfer::Calls(1)] {
            let exchange = Exchange::of(transfer);
            let reply = answer(&exchange.request).unwrap();
            assert!(exchange.check(&reply).is_ok());
            assert!(exchange.check(&reply[1..]).is_err());
        }
    }

    #[test]
    fn two_bytes_that_changed_places_are_found() {
        let mut request = Exchange::of(Transfer::Up(5_000)).request;
        request.swap(1_000, 1_001);
        assert_eq!(answer(&request), Err(AbortCode(BAD_REQUEST)));
    }
}
