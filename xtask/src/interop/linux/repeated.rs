//! Cases that are tried again when the kernel has ended a call by a limit of its own.
//!
//! A kernel server ends a call whose request does not go on for a second, and both ends of 6.1 one that its program has not read
//! within a second; on a machine with other work a guest stalls for longer. Such a case says nothing about anybody. It is tried
//! again, twice at most, and the table counts it.
//!
//! Holds: [`Trouble`], [`Attempts`]. Must not know: any case.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use rxrpc_sync::{AbortCode, CallError, MessageError};

use crate::interop::lanes::{Case, Seen};
use xtask::programs::failure::Failure;

/// How often a case is tried again.
const REPETITIONS: u32 = 2;

/// Why a case did not pass.
pub(super) enum Trouble {
    /// The kernel has ended a call by a limit of its own.
    KernelLimit(Failure),
    /// Everything else.
    Failed(Failure),
}

impl Trouble {
    pub(super) fn while_doing(self, what: &str) -> Trouble {
        match self {
            Trouble::KernelLimit(failure) => Trouble::KernelLimit(failure.while_doing(what)),
            Trouble::Failed(failure) => Trouble::Failed(failure.while_doing(what)),
        }
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Trouble {
        Trouble::Failed(failure)
    }
}

impl From<CallError> for Trouble {
    fn from(error: CallError) -> Trouble {
        let by_limit = matches!(
            error,
            CallError::Aborted(AbortCode::RX_CALL_DEAD | AbortCode::RX_CALL_TIMEOUT)
        );
        let failure = Failure::from(error);
        if by_limit { Trouble::KernelLimit(failure) } else { Trouble::Failed(failure) }
    }
}

impl From<MessageError> for Trouble {
    fn from(error: MessageError) -> Trouble {
        Trouble::Failed(error.into())
    }
}

/// How many cases of a run were tried again.
#[derive(Clone, Default)]
pub(super) struct Attempts(Arc<AtomicU32>);

impl Attempts {
    /// A case of which an attempt is one run of the closure.
    pub(super) fn case(
        &self,
        name: impl Into<String>,
        peer: impl Into<String>,
        attempt: impl Fn() -> Result<String, Trouble> + Send + 'static,
    ) -> Case {
        let counted = self.clone();
        Case::new(name, peer, move || counted.run(attempt))
    }

    fn run(&self, attempt: impl Fn() -> Result<String, Trouble>) -> Seen {
        for _ in 0..REPETITIONS {
            match attempt() {
                Ok(seen) => return Ok(seen),
                Err(Trouble::Failed(failure)) => return Err(failure),
                Err(Trouble::KernelLimit(failure)) => {
                    self.0.fetch_add(1, Ordering::Relaxed);
                    eprintln!("again: ended by the kernel's own limit: {failure:?}");
                }
            }
        }
        match attempt() {
            Ok(seen) => Ok(seen),
            Err(Trouble::Failed(failure)) => Err(failure),
            Err(Trouble::KernelLimit(failure)) => Err(failure.while_doing(&format!(
                "ended by the kernel's own limit, {REPETITIONS} times before"
            ))),
        }
    }

    /// How many attempts were made again.
    pub(super) fn count(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    fn tried(outcomes: [Result<(), CallError>; 3]) -> (bool, usize, u32) {
        let (attempts, at) = (Attempts::default(), Cell::new(0));
        let outcome = attempts.run(|| {
            let outcome = outcomes[at.get()].clone();
            at.set(at.get() + 1);
            outcome?;
            Ok(String::new())
        });
        (outcome.is_ok(), at.get(), attempts.count())
    }

    #[test]
    fn only_the_kernels_limits_are_tried_again_and_only_twice() {
        let limit = || Err(CallError::Aborted(AbortCode::RX_CALL_TIMEOUT));
        assert_eq!(tried([Ok(()), Ok(()), Ok(())]), (true, 1, 0));
        assert_eq!(tried([limit(), Ok(()), Ok(())]), (true, 2, 1));
        assert_eq!(tried([limit(), limit(), Ok(())]), (true, 3, 2));
        assert_eq!(tried([limit(), limit(), limit()]), (false, 3, 2));
        assert_eq!(tried([Err(CallError::Aborted(AbortCode(7))), Ok(()), Ok(())]), (false, 1, 0));
    }
}
