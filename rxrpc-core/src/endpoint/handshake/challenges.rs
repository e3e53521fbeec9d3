//! CHALLENGEs that users answer themselves, as AF_RXRPC's `RXRPC_MANAGE_RESPONSE` lets them: to add to the RESPONSE
//! what the service shall be told, or to refuse.
//!
//! Holds: [`Challenges`], where they come, and [`PendingChallenge`], with the verbs on one. Must not know: how a class
//! answers.

use crate::connection::handshake::{CameChallenge, ChallengeSink};
use crate::endpoint::Endpoint;
use crate::endpoint::time::grants::Watched;
use crate::error::{CallError, MessageError};
use crate::lock::{Mutex, Rank, WaitQueue};
use crate::security::{CallSecurity, Credentials, Manager};
use rxrpc_wire::AbortCode;
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Weak};
use std::time::Instant;

/// Where the CHALLENGEs of some credentials come. When it is dropped, CHALLENGEs to their connections abort those with
/// `RX_USER_ABORT`.
#[derive(Debug)]
pub struct Challenges {
    endpoint: Arc<Endpoint>,
    queue: Arc<ChallengeQueue>,
    manager: Manager,
}

/// The CHALLENGEs that nobody took so far, one of each connection at most.
#[derive(Debug)]
pub(crate) struct ChallengeQueue(pub(in crate::endpoint) WaitQueue<CameChallenge>);

/// All queues of an endpoint, to be closed with it.
#[derive(Debug)]
pub(in crate::endpoint) struct ChallengeQueues(Mutex<Vec<Weak<ChallengeQueue>>>);

impl ChallengeQueues {
    pub(in crate::endpoint) fn new() -> Self {
        Self(Mutex::new(Rank::Accept, Vec::new()))
    }

    fn add(&self) -> Arc<ChallengeQueue> {
        let queue = Arc::new(ChallengeQueue(WaitQueue::new(Rank::Ready)));
        let mut all = self.0.lock();
        all.retain(|known| known.strong_count() > 0);
        all.push(Arc::downgrade(&queue));
        drop(all);
        queue
    }

    /// Ends all waits. What nobody took is forgotten.
    pub(in crate::endpoint) fn close(&self) {
        let all = std::mem::take(&mut *self.0.lock());
        for queue in all.iter().filter_map(Weak::upgrade) {
            queue.close();
        }
    }
}

impl ChallengeQueue {
    fn close(&self) {
        let (left, wake) = self.0.close();
        wake.wake();
        drop(left);
    }
}

impl ChallengeSink for ChallengeQueue {
    fn put(self: Arc<Self>, endpoint: &Endpoint, challenge: CameChallenge) -> bool {
        let mut old = None;
        let wake = self.0.with(|items| {
            old = replace(items, &challenge);
            false
        });
        wake.wake();
        if old.is_some() {
            return true;
        }
        let Ok((wake, watch)) = self.0.push(challenge) else { return false };
        wake.wake();
        if watch {
            endpoint.schedule.watch(Watched::Challenges(self));
        }
        true
    }
}

/// Puts a CHALLENGE in the place of the one of the same connection, if that waits still; the older one of the two,
/// which is to be dropped unlocked.
fn replace(
    items: &mut VecDeque<CameChallenge>,
    challenge: &CameChallenge,
) -> Option<CameChallenge> {
    let known = items.iter_mut().find(|known| known.is_beside(challenge))?;
    if challenge.is_older_than(known) {
        return Some(challenge.clone());
    }
    Some(std::mem::replace(known, challenge.clone()))
}

impl Endpoint {
    /// A place for CHALLENGEs that the program wants to answer itself.
    pub fn challenges(self: &Arc<Self>) -> Challenges {
        let queue = self.challenge_queues.add();
        if self.is_closed() {
            self.challenge_queues.close();
        }
        let sink: Arc<dyn ChallengeSink> = queue.clone();
        Challenges { endpoint: self.clone(), queue, manager: Manager::new(Arc::downgrade(&sink)) }
    }
}

impl Challenges {
    /// The same credentials, whose CHALLENGEs come here and wait for an answer. Calls with them share no connection
    /// with calls whose CHALLENGEs do not. Nobody's stay nobody's.
    #[must_use]
    pub fn manage(&self, credentials: &Credentials) -> Credentials {
        credentials.managed_by(&self.manager)
    }

    /// The next CHALLENGE. Of one connection only the newest is kept, and none of a connection that was aborted.
    /// `None` once the endpoint is closed. Cancel-safe.
    pub async fn next(&self) -> Option<PendingChallenge> {
        loop {
            let came = self.queue.0.next(VecDeque::pop_front).await?;
            if let Some(challenge) = self.endpoint.pending(came) {
                return Some(challenge);
            }
        }
    }

    /// The next CHALLENGE, if one is there.
    pub fn try_next(&self) -> Option<PendingChallenge> {
        loop {
            let mut came = None;
            let wake = self.queue.0.with(|items| {
                came = items.pop_front();
                false
            });
            wake.wake();
            if let Some(challenge) = self.endpoint.pending(came?) {
                return Some(challenge);
            }
        }
    }
}

impl Drop for Challenges {
    fn drop(&mut self) {
        if !crate::lock::abandoned_by_model() {
            self.queue.close();
        }
    }
}

/// A CHALLENGE that waits for its user. If it is dropped, it is not answered: the service may ask again, and the calls
/// of the connection wait until one of their limits of time ends them.
#[derive(Debug)]
#[must_use = "dropped, it is not answered"]
pub struct PendingChallenge {
    endpoint: Arc<Endpoint>,
    came: CameChallenge,
}

impl PendingChallenge {
    /// Who asks, by its address.
    pub fn peer(&self) -> SocketAddr {
        self.came.connection.peer
    }

    /// What protects the calls of the connection: the class, the service, the level.
    pub fn security(&self) -> Option<CallSecurity> {
        let connection = &self.came.connection;
        connection.security().map(|security| CallSecurity::of(&**security, connection.service()))
    }

    /// What the service asks, as its class understands it.
    pub fn body(&self) -> &[u8] {
        &self.came.body
    }

    /// Whether [`PendingChallenge::respond`] can tell the service anything.
    pub fn takes_app_data(&self) -> bool {
        self.came.connection.security().is_some_and(|security| security.takes_app_data())
    }

    /// Answers, and tells the service `app_data` besides, if that is given. Never waits.
    ///
    /// # Errors
    ///
    /// [`MessageError::NotSupported`] (EOPNOTSUPP) if the class has no place for data: it is not answered then.
    /// [`CallError::Closed`] (ESHUTDOWN) if the endpoint is closed.
    pub fn respond(self, now: Instant, app_data: Option<&[u8]>) -> Result<(), MessageError> {
        if self.endpoint.is_closed() {
            return Err(CallError::Closed.into());
        }
        if app_data.is_some() && !self.takes_app_data() {
            return Err(MessageError::NotSupported);
        }
        self.endpoint.respond(now, &self.came.connection, &self.came.body, app_data);
        Ok(())
    }

    /// Refuses: the connection is aborted with this code, and all of its calls. Never waits.
    pub fn refuse(self, now: Instant, code: AbortCode) {
        self.endpoint.refuse_connection(now, &self.came.connection, code);
    }
}

impl Endpoint {
    /// A CHALLENGE for its user; `None` if its connection was aborted since.
    pub(crate) fn pending(self: &Arc<Self>, came: CameChallenge) -> Option<PendingChallenge> {
        (!came.is_pointless()).then(|| PendingChallenge { endpoint: self.clone(), came })
    }
}

/// The verbs of a challenge that is pending which never wait and send nothing, for a type with a field `core`.
#[doc(hidden)]
#[macro_export]
macro_rules! challenge_verbs {
    () => {
        /// Who asks, by its address.
        pub fn peer(&self) -> ::std::net::SocketAddr {
            self.core.peer()
        }

        /// What protects the calls of the connection: the class, the service, the level.
        pub fn security(&self) -> Option<$crate::CallSecurity> {
            self.core.security()
        }

        /// What the service asks, as its class understands it.
        pub fn body(&self) -> &[u8] {
            self.core.body()
        }

        /// Whether `respond` can tell the service anything.
        pub fn takes_app_data(&self) -> bool {
            self.core.takes_app_data()
        }
    };
}
