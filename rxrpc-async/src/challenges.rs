//! CHALLENGEs that the program answers itself, to tell services something beside its proof, or to refuse.
//!
//! Holds: [`Challenges`] and [`PendingChallenge`]. Must not know: how a class answers.

use crate::endpoint::Endpoint;
use rxrpc_core::{
    AbortCode, CallError, Challenges as Core, Credentials, MessageError,
    PendingChallenge as CorePending,
};
use std::pin::pin;
use std::time::Duration;

/// Where the CHALLENGEs of some credentials come. When it is dropped, CHALLENGEs to their connections abort those with
/// `RX_USER_ABORT`.
///
/// ```no_run
/// # use rxrpc_async::{CallOptions, Credentials, Endpoint, ServiceAddress};
/// # async fn example(endpoint: Endpoint, service: ServiceAddress, mine: Credentials) -> Result<(), Box<dyn std::error::Error>> {
/// let challenges = endpoint.challenges();
/// let options = CallOptions::new().credentials(challenges.manage(&mine));
/// let mut call = endpoint.call_with(service, &options).await?;
/// call.send_last(b"hello").await?;
/// challenges.next().await?.respond(Some(b"what the service shall know"))?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Challenges {
    endpoint: Endpoint,
    core: Core,
}

impl Challenges {
    pub(crate) fn new(endpoint: Endpoint, core: Core) -> Self {
        Self { endpoint, core }
    }

    /// The same credentials, whose CHALLENGEs come here and wait for an answer. Calls with them share no connection
    /// with calls whose CHALLENGEs do not. Nobody's stay nobody's.
    #[must_use]
    pub fn manage(&self, credentials: &Credentials) -> Credentials {
        self.core.manage(credentials)
    }

    fn pending(&self, core: CorePending) -> PendingChallenge {
        PendingChallenge { endpoint: self.endpoint.clone(), core }
    }

    /// The next CHALLENGE. Of one connection only the newest is kept, and none of one that was aborted. Cancel-safe.
    ///
    /// # Errors
    ///
    /// [`CallError::Closed`] (ESHUTDOWN) once the endpoint is closed.
    pub async fn next(&self) -> Result<PendingChallenge, CallError> {
        let next = self.endpoint.shared().run(pin!(self.core.next())).await;
        next.map(|core| self.pending(core)).ok_or(CallError::Closed)
    }

    /// The next CHALLENGE, waiting no longer than `timeout`. Cancel-safe.
    ///
    /// # Errors
    ///
    /// [`CallError::TimedOut`] (ETIMEDOUT), [`CallError::Closed`] (ESHUTDOWN).
    pub async fn next_timeout(&self, timeout: Duration) -> Result<PendingChallenge, CallError> {
        let shared = self.endpoint.shared();
        match shared.run_until(pin!(self.core.next()), shared.deadline(timeout)).await {
            Some(Some(core)) => Ok(self.pending(core)),
            Some(None) => Err(CallError::Closed),
            None => Err(CallError::TimedOut),
        }
    }

    /// The next CHALLENGE if one is there. Never waits.
    pub fn try_next(&self) -> Option<PendingChallenge> {
        self.core.try_next().map(|core| self.pending(core))
    }
}

/// A CHALLENGE that waits for its answer. If it is dropped, it is not answered: the service may ask again, and the calls
/// of the connection wait until one of their limits of time ends them.
#[derive(Debug)]
#[must_use = "dropped, it is not answered"]
pub struct PendingChallenge {
    endpoint: Endpoint,
    core: CorePending,
}

impl PendingChallenge {
    rxrpc_core::challenge_verbs!();

    /// Answers, and tells the service `app_data` besides, if that is given. Never waits.
    ///
    /// # Errors
    ///
    /// [`MessageError::NotSupported`] (EOPNOTSUPP) if the class has no place for data: it is not answered then.
    /// [`CallError::Closed`] (ESHUTDOWN) if the endpoint is closed.
    pub fn respond(self, app_data: Option<&[u8]>) -> Result<(), MessageError> {
        let Self { endpoint, core } = self;
        let responded = core.respond(endpoint.shared().runtime.now(), app_data);
        endpoint.shared().flush();
        responded
    }

    /// Refuses: the connection is aborted with this code, and all of its calls. Never waits.
    pub fn refuse(self, code: AbortCode) {
        let Self { endpoint, core } = self;
        core.refuse(endpoint.shared().runtime.now(), code);
        endpoint.shared().flush();
    }
}
