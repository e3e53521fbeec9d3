//! What is done with the pieces of a request or reply, whoever waits for them and how.
//!
//! Holds: how a service finds the operation and its arguments, how a client finds its results. Must not know: waiting.
//! Both kinds of calls put in what came and ask what next.

use crate::context::Limits;
use crate::decode::{Decode, Decoder};
use crate::encode::encode;
use crate::error::{DecodeError, RpcError};
use crate::procedure::Procedure;
use bytes::Bytes;
use rxrpc_core::{AbortCode, CallError, Refusal};
use std::collections::VecDeque;

/// Pieces that are not longer than this together become one: a peer that sends a byte in each packet shall not make this
/// side keep a piece for each.
const TOGETHER: usize = 256;

/// What came of a request or reply and was not used so far.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    pieces: VecDeque<Bytes>,
    length: usize,
    ended: bool,
    /// At so many bytes it is worth to look again.
    look_again_at: usize,
}

impl Pieces {
    /// Puts in what came; `None` is the end.
    pub(crate) fn put(&mut self, piece: Option<Bytes>) {
        match piece {
            Some(piece) if piece.is_empty() => {}
            Some(piece) => {
                self.length += piece.len();
                match self.pieces.back_mut() {
                    Some(last) if last.len() + piece.len() <= TOGETHER => {
                        *last = [&last[..], &piece].concat().into();
                    }
                    _ => self.pieces.push_back(piece),
                }
            }
            None => self.ended = true,
        }
    }

    /// The operation's code, once it is here.
    pub(crate) fn opcode(&mut self) -> Result<Option<i32>, Refusal> {
        let mut from = Decoder::from(self.pieces.clone());
        match i32::decode(&mut from) {
            Ok(opcode) => {
                self.leave(from);
                Ok(Some(opcode))
            }
            Err(_) if self.ended => Err(Refusal(AbortCode::RXGEN_DECODE)),
            Err(_) => Ok(None),
        }
    }

    fn leave(&mut self, from: Decoder) {
        self.length = from.remaining();
        self.pieces = from.into_rest();
    }

    /// The arguments, once the request is here as far as it counts: what follows them is ignored.
    pub(crate) fn arguments<P: Procedure>(
        &mut self,
        limits: &Limits,
    ) -> Result<Option<P>, Refusal> {
        let most = P::MAX.min(limits.arguments);
        if !self.ended && self.length < P::MAX && self.length <= most {
            return Ok(None);
        }
        if self.length > most && P::MAX > most {
            return Err(Refusal(AbortCode::RXGEN_SS_UNMARSHAL));
        }
        let arguments = P::decode(&mut Decoder::from(std::mem::take(&mut self.pieces)));
        arguments.map(Some).map_err(|_| Refusal(AbortCode::RXGEN_SS_UNMARSHAL))
    }

    /// The arguments of a `split` procedure, as soon as they are here; the raw data stays.
    pub(crate) fn split_arguments<P: Procedure>(
        &mut self,
        limits: &Limits,
    ) -> Result<Option<P>, Refusal> {
        const REFUSED: Refusal = Refusal(AbortCode::RXGEN_SS_UNMARSHAL);
        if !self.ended && self.length < self.look_again_at {
            return Ok(None);
        }
        let mut from = Decoder::from(self.pieces.clone());
        match P::decode(&mut from) {
            Ok(_) if self.length - from.remaining() > limits.split_arguments => Err(REFUSED),
            Ok(arguments) => {
                self.leave(from);
                Ok(Some(arguments))
            }
            Err(DecodeError::TooShort { missing }) if !self.ended => {
                self.look_again_at = self.length.saturating_add(missing);
                let hopeless = self.look_again_at > limits.split_arguments;
                if hopeless { Err(REFUSED) } else { Ok(None) }
            }
            Err(_) => Err(REFUSED),
        }
    }

    /// The results, once the reply is here to its end.
    pub(crate) fn results<R: Decode>(&mut self, limit: usize) -> Result<Option<R>, RpcError> {
        // More than the results can be is ignored, and need not be waited for.
        if !self.ended && self.length <= R::MAX.min(limit) {
            return Ok(None);
        }
        if self.length > limit && R::MAX > limit {
            return Err(CallError::TooLong.into());
        }
        let results = R::decode(&mut Decoder::from(std::mem::take(&mut self.pieces)));
        Ok(Some(results?))
    }

    /// What came and was not used.
    pub(crate) fn into_rest(self) -> VecDeque<Bytes> {
        self.pieces
    }
}

/// The bytes of results.
pub(crate) fn reply_bytes<R: crate::Encode>(results: &R) -> Result<Bytes, Refusal> {
    encode(results).map_err(|_| Refusal(AbortCode::RXGEN_SS_MARSHAL))
}

#[cfg(test)]
mod tests {
    use super::{Pieces, TOGETHER};
    use bytes::Bytes;

    /// How many pieces are kept of these, and what they hold.
    fn kept(pieces: impl Iterator<Item = Bytes>) -> (usize, Vec<u8>) {
        let mut all = Pieces::default();
        pieces.for_each(|piece| all.put(Some(piece)));
        let length = all.length;
        let rest = all.into_rest();
        let bytes = rest.iter().flatten().copied().collect::<Vec<u8>>();
        assert_eq!(bytes.len(), length);
        (rest.len(), bytes)
    }

    #[test]
    fn bytes_that_come_one_by_one_are_kept_together() {
        let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(100 * TOGETHER).collect();
        let each = bytes.iter().map(|byte| Bytes::copy_from_slice(&[*byte]));
        assert_eq!(kept(each), (100, bytes));
    }

    #[test]
    fn nothing_is_kept_of_pieces_that_are_empty() {
        assert_eq!(kept((0..1000).map(|_| Bytes::new())), (0, Vec::new()));
    }

    #[test]
    fn long_pieces_stay_as_they_are() {
        let piece = Bytes::from(vec![7; 1412]);
        let mut pieces = Pieces::default();
        pieces.put(Some(piece.clone()));
        pieces.put(Some(piece.clone()));
        let rest = pieces.into_rest();
        assert!(rest.iter().all(|kept| kept.as_ptr() == piece.as_ptr()) && rest.len() == 2);
    }
}
