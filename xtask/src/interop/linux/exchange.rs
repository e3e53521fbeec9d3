//! Requests of the protocol of `tests/src/peer_service.rs` with the reply that each must bring. Knows neither who asks nor who
//! answers.

use rxrpc_tests::peer_service::{operation, pattern, sum_of};

use crate::interop::xdr::Writer;
use xtask::programs::failure::{Failure, require};

/// A request, and its reply.
pub(super) struct Exchange {
    pub(super) request: Vec<u8>,
    reply: Vec<u8>,
}

fn word(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Exchange {
    pub(super) fn echo(size: usize) -> Exchange {
        let data = pattern(size);
        let request = Writer::operation(operation::ECHO).word(word(size)).bytes(&data).finish();
        Exchange { request, reply: data }
    }

    pub(super) fn sink(size: usize) -> Exchange {
        let data = pattern(size);
        let reply = Writer::default().double_word(size as u64).word(sum_of(&data)).finish();
        let request = Writer::operation(operation::SINK).double_word(size as u64).bytes(&data);
        Exchange { request: request.finish(), reply }
    }

    pub(super) fn source(size: usize) -> Exchange {
        let data = pattern(size);
        let sum = sum_of(&data);
        let request = Writer::operation(operation::SOURCE).double_word(size as u64).finish();
        Exchange { request, reply: Writer::default().bytes(&data).word(sum).finish() }
    }

    pub(super) fn rpc(sent: usize, wanted: usize) -> Exchange {
        let request = Writer::operation(operation::RPC).word(word(sent)).word(word(wanted));
        Exchange { request: request.bytes(&pattern(sent)).finish(), reply: pattern(wanted) }
    }

    pub(super) fn sleep(milliseconds: u32) -> Exchange {
        let request = Writer::operation(operation::SLEEP).word(milliseconds).finish();
        Exchange { request, reply: milliseconds.to_be_bytes().to_vec() }
    }

    /// Says where data differs, not only that it does.
    pub(super) fn check(&self, reply: &[u8]) -> Result<(), Failure> {
        let (seen, wanted) = (reply.len(), self.reply.len());
        require!(seen == wanted, "a reply of {seen} bytes instead of {wanted}");
        let differs = reply.iter().zip(&self.reply).position(|(one, other)| one != other);
        require!(differs.is_none(), "wrong from byte {} on", differs.unwrap_or_default());
        Ok(())
    }
}
