//! What can go wrong with values and typed calls.
//!
//! Holds: [`EncodeError`], [`DecodeError`], [`RpcError`]. Must not know: who raises them.

use rxrpc_core::{AbortCode, CallError};

/// Why a value cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// It is longer than its interface allows.
    #[error("{length} where at most {bound} are allowed")]
    TooLong {
        /// Bytes or elements that there are.
        length: usize,
        /// Bytes or elements that there may be.
        bound: usize,
    },
    /// A string holds a NUL, which C programs would take for its end.
    #[error("a string that holds a NUL")]
    NulInString,
}

/// Why bytes are no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// There are too few of them.
    #[error("{missing} bytes or more are missing")]
    TooShort {
        /// At least so many bytes more would be needed.
        missing: usize,
    },
    /// More is announced than the interface allows.
    #[error("{length} where at most {bound} are allowed")]
    TooLong {
        /// Bytes or elements that are announced.
        length: usize,
        /// Bytes or elements that there may be.
        bound: usize,
    },
    /// A string holds a NUL.
    #[error("a string that holds a NUL")]
    NulInString,
    /// A union without a default has no arm for this value.
    #[error("no arm of the union for {0}")]
    NoArm(i32),
}

/// Why a typed call gave no results.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RpcError {
    /// The service answered with a code instead of results. That need be no failure: some procedures of AFS say so what
    /// they have to say (of `VOTE_Beacon` a positive code is a yes).
    #[error("the service answered with the code {0}")]
    Aborted(AbortCode),
    /// The call ended in another way.
    #[error(transparent)]
    Call(CallError),
    /// The arguments do not fit the interface; nothing was sent.
    #[error("arguments that do not fit the interface: {0}")]
    Arguments(EncodeError),
    /// The results cannot be read.
    #[error("results that cannot be read: {0}")]
    Results(#[from] DecodeError),
}

impl RpcError {
    /// The code with which the service answered.
    #[must_use]
    pub fn abort_code(&self) -> Option<AbortCode> {
        match self {
            Self::Aborted(code) => Some(*code),
            _ => None,
        }
    }

    /// The code that a client made by rxgen would return: the service's own; `RXGEN_CC_MARSHAL` and
    /// `RXGEN_CC_UNMARSHAL` for what is wrong with the values; `RX_CALL_DEAD` for a call that ended without a code.
    #[must_use]
    pub fn code(&self) -> AbortCode {
        match self {
            Self::Aborted(code) => *code,
            Self::Call(error) => error.abort_code().unwrap_or(AbortCode::RX_CALL_DEAD),
            Self::Arguments(_) => AbortCode::RXGEN_CC_MARSHAL,
            Self::Results(_) => AbortCode::RXGEN_CC_UNMARSHAL,
        }
    }
}

impl From<CallError> for RpcError {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Aborted(code) => Self::Aborted(code),
            other => Self::Call(other),
        }
    }
}

impl From<EncodeError> for RpcError {
    fn from(error: EncodeError) -> Self {
        Self::Arguments(error)
    }
}
