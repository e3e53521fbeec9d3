//! Why a service does not answer a call.
//!
//! Holds: [`Refusal`], what handlers of either front end return. Must not know: handlers.

use crate::error::CallError;
use rxrpc_wire::AbortCode;
use std::io;

/// Why a handler does not answer: the code that the call is aborted with.
///
/// Errors of the call itself turn into one too, so that a handler can use `?` throughout; an abort of a
/// call that has ended does nothing.
///
/// It is the code and nothing more, since an ABORT carries nothing more to the peer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal(pub AbortCode);

impl From<AbortCode> for Refusal {
    fn from(code: AbortCode) -> Self {
        Self(code)
    }
}

impl From<CallError> for Refusal {
    fn from(error: CallError) -> Self {
        Self(match error {
            // More than the handler was ready to take.
            CallError::MessageSize | CallError::TooLong => AbortCode::RXGEN_SS_UNMARSHAL,
            error => error.abort_code().unwrap_or(AbortCode::RX_CALL_DEAD),
        })
    }
}

impl From<io::Error> for Refusal {
    /// A request that is too short or makes no sense is `RXGEN_SS_UNMARSHAL`, as in servers made by
    /// rxgen.
    fn from(error: io::Error) -> Self {
        match CallError::from_io(&error) {
            Some(error) => error.clone().into(),
            None => Self(AbortCode::RXGEN_SS_UNMARSHAL),
        }
    }
}
