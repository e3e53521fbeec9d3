//! The part of a RESPONSE that is encrypted with the session key: what proves that a client has it.
//!
//! Holds: [`Proof`], how it is written and sealed, and opened. Must not know: tickets, who judges it.
//!
//! A RESPONSE is 56 bytes and the ticket: version, 0, 40 encrypted bytes, the version of the service's key, the length of
//! the ticket. Within the 40 bytes stands a sum over all 56, as they are before they are encrypted. (AF_RXRPC contract §1.11.)

use crate::cipher::{Fcrypt, SessionKey, pcbc};
use bytes::{BufMut, Bytes, BytesMut};
use rxrpc_core::wire::{CallNumber, ConnectionId, Epoch, RxkadResponse};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// Bytes before the ticket.
pub(crate) const FIXED_LEN: usize = RxkadResponse::FIXED_LEN;

/// Where the encrypted part begins and ends, and where in it the sum is.
const ENCRYPTED: std::ops::Range<usize> = 8..48;
const SUM: usize = 16;

const VERSION: u32 = 2;

/// What a client says, and proves to know the session key with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Proof {
    pub(crate) epoch: Epoch,
    pub(crate) id: u32,
    pub(crate) class: u32,
    /// No call with a lower number is alive, by channel.
    pub(crate) calls: [CallNumber; 4],
    /// The number of the CHALLENGE, and 1.
    pub(crate) answer: u32,
    pub(crate) level: u32,
}

/// A RESPONSE that was opened with a session key.
pub(crate) struct Opened {
    pub(crate) proof: Proof,
    /// The sum is the right one: the key that opened it is the one that sealed it.
    pub(crate) is_whole: bool,
}

/// The sum over the bytes before the ticket, in which the sum itself is 0.
fn sum(fixed: &[u8]) -> u32 {
    fixed.iter().fold(1_000_003, |sum: u32, byte| {
        sum.wrapping_mul(0x1020_4081).wrapping_add(u32::from(*byte))
    })
}

impl Proof {
    /// That a client has the ID of this connection.
    pub(crate) fn new(
        (epoch, id): (Epoch, ConnectionId),
        calls: [CallNumber; 4],
        answer: u32,
        level: u32,
    ) -> Self {
        let class = u32::from(rxrpc_core::SecurityIndex::RXKAD.0);
        Self { epoch, id: id.as_u32(), class, calls, answer, level }
    }

    /// The body of a RESPONSE with this proof and a ticket.
    pub(crate) fn seal(&self, key: &SessionKey, kvno: u32, ticket: &[u8]) -> Bytes {
        let mut body = BytesMut::with_capacity(FIXED_LEN + ticket.len());
        body.put_u32(VERSION);
        body.put_u32(0);
        body.put_u32(self.epoch.0);
        body.put_u32(self.id);
        body.put_u32(0);
        body.put_u32(self.class);
        for CallNumber(number) in self.calls {
            body.put_u32(number);
        }
        body.put_u32(self.answer);
        body.put_u32(self.level);
        body.put_u32(kvno);
        body.put_u32(u32::try_from(ticket.len()).unwrap_or(u32::MAX));
        let sum = sum(&body);
        body[SUM..SUM + 4].copy_from_slice(&sum.to_be_bytes());
        pcbc::encrypt(&Fcrypt::new(key), key.vector(), &mut body[ENCRYPTED]);
        body.put_slice(ticket);
        body.freeze()
    }

    /// Opens the bytes before the ticket.
    pub(crate) fn open(key: &SessionKey, fixed: &[u8; FIXED_LEN]) -> Opened {
        let mut plain = Zeroizing::new(*fixed);
        pcbc::decrypt(&Fcrypt::new(key), key.vector(), &mut plain[ENCRYPTED]);
        let word = |at: usize| {
            u32::from_be_bytes([plain[at], plain[at + 1], plain[at + 2], plain[at + 3]])
        };
        let said = word(SUM);
        let proof = Self {
            epoch: Epoch(word(8)),
            id: word(12),
            class: word(20),
            calls: std::array::from_fn(|channel| CallNumber(word(24 + 4 * channel))),
            answer: word(40),
            level: word(44),
        };
        plain[SUM..SUM + 4].fill(0);
        let is_whole = sum(&plain[..]).ct_eq(&said).into();
        Opened { proof, is_whole }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proof() -> Proof {
        let connection = (Epoch(0x8123_4567), ConnectionId::from_raw(0x0abc_de00));
        Proof::new(connection, [1, 0, 7, 0].map(CallNumber), 0x0102_0305, 2)
    }

    #[test]
    fn what_is_sealed_opens_with_the_same_key_only() {
        let key = SessionKey::new([0x4a, 0xc8, 0xa7, 0x37, 0x9d, 0x75, 0xb6, 0x37]);
        let body = proof().seal(&key, 5, b"a ticket");
        assert_eq!((body.len(), &body[48..]), (64, &b"\0\0\0\x05\0\0\0\x08a ticket"[..]));
        let fixed = body.first_chunk().expect("it is long enough");
        let opened = Proof::open(&key, fixed);
        assert!(opened.is_whole);
        assert_eq!(opened.proof, proof());
        let other = SessionKey::new([0x4a, 0xc8, 0xa7, 0x37, 0x9d, 0x75, 0xb6, 0x35]);
        assert!(!Proof::open(&other, fixed).is_whole);
    }

    /// All that stands before the ticket is bound by the sum.
    #[test]
    fn no_byte_of_it_can_be_changed() {
        let key = SessionKey::new([7; 8]);
        let body = proof().seal(&key, 5, b"a ticket");
        for at in 0..FIXED_LEN {
            let mut fixed: [u8; FIXED_LEN] = *body.first_chunk().expect("it is long enough");
            fixed[at] ^= 0x10;
            assert!(!Proof::open(&key, &fixed).is_whole, "byte {at}");
        }
    }
}
