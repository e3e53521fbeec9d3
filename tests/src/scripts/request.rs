//! Requests and replies whose every byte follows from the call's number.
//!
//! Holds: [`request`], [`Head`], [`reply`]. Must not know: how they are carried.
//!
//! A request is a head of 40 bytes (number, its own length, length of the reply, what the service shall
//! do and with which number), then filling; the reply is filling. A piece of either that is lost,
//! doubled, moved or of another call is seen.

use super::plan::{CallPlan, ServiceAct};
use crate::network::Random;
use std::time::Duration;

/// Bytes of the head.
pub const HEAD: usize = 40;

/// What a service learns from the head of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Which call it is.
    pub number: u64,
    /// Bytes of the request, its head included.
    pub request: usize,
    /// Bytes of the reply.
    pub reply: usize,
    /// What the service shall do.
    pub act: ServiceAct,
}

/// The whole request of a call.
#[must_use]
pub fn request(call: &CallPlan) -> Vec<u8> {
    let (act, parameter) = match call.service {
        ServiceAct::Answer => (0, 0),
        ServiceAct::AnswerLater(pause) => (1, u64::try_from(pause.as_nanos()).unwrap_or(0)),
        ServiceAct::AbortAtOnce => (2, 0),
        ServiceAct::AbortAfterRequest => (3, 0),
        ServiceAct::AbortInReply(bytes) => (4, bytes as u64),
    };
    let words = [call.number, (HEAD + call.request) as u64, call.reply as u64, act, parameter];
    let mut bytes = Vec::with_capacity(HEAD + call.request);
    words.iter().for_each(|word| bytes.extend_from_slice(&word.to_be_bytes()));
    bytes.extend(Random::new(call.number).bytes(call.request));
    bytes
}

/// The head of a request of which at least [`HEAD`] bytes are there.
///
/// # Errors
///
/// A sentence, if the bytes are no head.
pub fn head(bytes: &[u8]) -> Result<Head, String> {
    let word = |at: usize| {
        let word = bytes.get(at * 8..at * 8 + 8).and_then(|word| word.try_into().ok());
        word.map(u64::from_be_bytes).ok_or("a request without a whole head".to_owned())
    };
    let length = |at: usize| usize::try_from(word(at)?).map_err(|error| error.to_string());
    let act = match word(3)? {
        0 => ServiceAct::Answer,
        1 => ServiceAct::AnswerLater(Duration::from_nanos(word(4)?)),
        2 => ServiceAct::AbortAtOnce,
        3 => ServiceAct::AbortAfterRequest,
        4 => ServiceAct::AbortInReply(length(4)?),
        other => return Err(format!("a request that asks for {other}")),
    };
    Ok(Head { number: word(0)?, request: length(1)?, reply: length(2)?, act })
}

/// Whether `bytes` are the whole request that begins with `head`.
///
/// # Errors
///
/// A sentence about the difference.
pub fn check_request(head: &Head, bytes: &[u8]) -> Result<(), String> {
    if bytes.len() != head.request {
        return Err(format!("{} bytes of a request of {}", bytes.len(), head.request));
    }
    match bytes[HEAD..] == Random::new(head.number).bytes(head.request - HEAD) {
        true => Ok(()),
        false => Err("other bytes in the request".to_owned()),
    }
}

/// The whole reply to a call.
#[must_use]
pub fn reply(number: u64, length: usize) -> Vec<u8> {
    Random::new(!number).bytes(length)
}
