//! The payload of keys of the type `rxrpc`, as programs give it to Linux's key rings.
//!
//! Holds: [`parse`]. Must not know: key rings.
//!
//! Two forms (AF_RXRPC contract §1.13): version 1, in the machine's byte order; and tokens of AFS in XDR.

use super::{PayloadError, Token};
use crate::Timestamp;
use crate::cipher::SessionKey;

/// Bytes of the longest payload.
pub const MAX_LEN: usize = 16_384;
/// Up to here it can only be of version 1.
const SHORT: usize = 28;
const RXKAD: u32 = 2;
const LONGEST_CELL: usize = 64;
const MOST_TOKENS: u32 = 8;
/// Bytes of the shortest token, of whatever class.
const SHORTEST_TOKEN: usize = 20;

/// Reads a payload: the first token of rxkad that is in it. An empty one is nobody's, and has none.
///
/// # Errors
///
/// [`PayloadError`].
pub fn parse(payload: &[u8]) -> Result<Option<Token>, PayloadError> {
    match payload.len() {
        0 => Ok(None),
        len if len <= SHORT => version_1(payload).map(Some),
        len if len <= MAX_LEN => match tokens(payload) {
            Err(PayloadError::Malformed) => version_1(payload).map(Some),
            outcome => outcome.map(Some),
        },
        _ => Err(PayloadError::Malformed),
    }
}

/// A number 1, and a token.
fn version_1(payload: &[u8]) -> Result<Token, PayloadError> {
    let mut native = Native { rest: payload };
    if native.array().map(u32::from_ne_bytes) != Some(1) {
        return Err(PayloadError::Malformed);
    }
    let (Some(class), Some(ticket_len), Some(expires), Some(kvno), Some(mut session_key)) = (
        native.array().map(u16::from_ne_bytes),
        native.array().map(u16::from_ne_bytes),
        native.array().map(u32::from_ne_bytes),
        native.array().map(u32::from_ne_bytes),
        native.array(),
    ) else {
        return Err(PayloadError::Malformed);
    };
    if native.rest.len() != usize::from(ticket_len) {
        return Err(PayloadError::Malformed);
    }
    if u32::from(class) != RXKAD {
        return Err(PayloadError::NoToken);
    }
    let token = Token::new(SessionKey::take(&mut session_key), kvno, native.rest)?;
    Ok(token.expires(expiry(expires)))
}

/// Flags, the cell, and tokens of several classes.
fn tokens(payload: &[u8]) -> Result<Token, PayloadError> {
    let mut xdr = Xdr { rest: payload };
    if xdr.u32()? != 0 {
        return Err(PayloadError::Malformed);
    }
    let cell = cell(xdr.opaque(LONGEST_CELL)?)?;
    let count = xdr.u32()?;
    if !(1..=MOST_TOKENS).contains(&count) {
        return Err(PayloadError::Malformed);
    }
    let mut found = None;
    for _ in 0..count {
        let token = xdr.opaque(MAX_LEN)?;
        if token.len() < SHORTEST_TOKEN {
            return Err(PayloadError::Malformed);
        }
        let mut token = Xdr { rest: token };
        if token.u32()? == RXKAD && found.is_none() {
            found = Some(rxkad_token(&mut token)?.for_cell(cell));
        }
    }
    if !xdr.rest.is_empty() {
        return Err(PayloadError::Malformed);
    }
    found.ok_or(PayloadError::NoToken)
}

fn cell(name: &[u8]) -> Result<&str, PayloadError> {
    let name = std::str::from_utf8(name).map_err(|_| PayloadError::Malformed)?;
    let printable = !name.is_empty() && name.bytes().all(|byte| (0x20..0x7f).contains(&byte));
    if printable { Ok(name) } else { Err(PayloadError::Malformed) }
}

fn rxkad_token(xdr: &mut Xdr<'_>) -> Result<Token, PayloadError> {
    let _vice_id = xdr.u32()?;
    let kvno = xdr.u32()?;
    let session_key = SessionKey::take(&mut xdr.array()?);
    let _start = xdr.u32()?;
    let expires = xdr.u32()?;
    let _primary = xdr.u32()?;
    let token = Token::new(session_key, kvno, xdr.opaque(MAX_LEN)?)?;
    Ok(token.expires(expiry(expires)))
}

/// Of tokens that never expire, keys say 0 or all ones.
fn expiry(expires: u32) -> Timestamp {
    if expires == 0 { Timestamp::NEVER } else { Timestamp(expires.into()) }
}

struct Native<'a> {
    rest: &'a [u8],
}

impl Native<'_> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*array)
    }
}

struct Xdr<'a> {
    rest: &'a [u8],
}

impl<'a> Xdr<'a> {
    fn array<const N: usize>(&mut self) -> Result<[u8; N], PayloadError> {
        let (array, rest) = self.rest.split_first_chunk().ok_or(PayloadError::Malformed)?;
        self.rest = rest;
        Ok(*array)
    }

    fn u32(&mut self) -> Result<u32, PayloadError> {
        self.array().map(u32::from_be_bytes)
    }

    /// A length, so many bytes, and what fills them up to a multiple of four.
    fn opaque(&mut self, longest: usize) -> Result<&'a [u8], PayloadError> {
        let len = usize::try_from(self.u32()?).map_err(|_| PayloadError::Malformed)?;
        if len > longest {
            return Err(PayloadError::Malformed);
        }
        let whole = self.rest.split_at_checked(len.next_multiple_of(4));
        let (bytes, rest) = whole.ok_or(PayloadError::Malformed)?;
        self.rest = rest;
        bytes.get(..len).ok_or(PayloadError::Malformed)
    }
}
