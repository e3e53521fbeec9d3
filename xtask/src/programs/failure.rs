//! Why a case or a preparation failed, in words for the table. Knows nothing of cases.

use std::fmt;

/// A reason, in words.
pub struct Failure(String);

impl Failure {
    /// A failure with this reason.
    pub fn new(reason: impl Into<String>) -> Failure {
        Failure(reason.into())
    }

    /// Puts what was being done in front of the reason.
    pub fn while_doing(self, what: &str) -> Failure {
        Failure(format!("{what}: {}", self.0))
    }
}

// `Display` is left out on purpose: with it `From<E: Error>` below could not be written.
impl fmt::Debug for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure(error.to_string())
    }
}

/// Fails with a formatted reason unless the condition holds.
#[macro_export]
macro_rules! require {
    ($condition:expr, $($reason:tt)+) => {
        if !$condition {
            return Err($crate::programs::failure::Failure::new(format!($($reason)+)));
        }
    };
}
pub use require;
