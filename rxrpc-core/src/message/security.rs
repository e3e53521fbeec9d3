//! What an AF_RXRPC socket has for security: its options, and the challenges that its program answers itself.
//!
//! Holds: [`SocketSecurity`] and the verbs that set it (AF_RXRPC contract §2.3), and a socket as the place where
//! challenges come out of band (§2.4). Must not know: what classes do with keys, how out-of-band messages are read and
//! made (`out_of_band`).

use super::OobId;
use super::ready::ReadyItem;
use super::socket::MessageSocket;
use super::socket_state::{Guarded, Socket, SocketState};
use crate::connection::handshake::{CameChallenge, ChallengeSink};
use crate::endpoint::Endpoint;
use crate::error::MessageError;
use crate::security::{ClientKey, Credentials, Manager, SecurityLevel, ServiceKeys, Theirs};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// How many challenges a program may leave unanswered. The oldest gives way: its service asks again while a call waits.
const MOST_TOLD: usize = 1024;

/// What a socket has for security, of those that have any.
#[derive(Debug, Default)]
pub(crate) struct SocketSecurity {
    key: Option<Theirs<dyn ClientKey>>,
    keyring: Option<ServiceKeys>,
    level: SecurityLevel,
    manages: bool,
    /// As whom its calls are made, once the first one is.
    credentials: Option<Credentials>,
    /// Challenges that the program was told of and has not answered.
    told: BTreeMap<OobId, CameChallenge>,
    /// The last out-of-band message.
    last: u64,
}

impl SocketSecurity {
    pub(super) fn has_keyring(&self) -> bool {
        self.keyring.is_some()
    }

    /// The program is told of a challenge: it may answer it from now on. Those that it need not answer any more are
    /// returned, to be dropped unlocked: an older one of the same connection, as a service believes no answer to that,
    /// and those of connections that are over.
    fn tell(&mut self, id: OobId, came: CameChallenge) -> Vec<CameChallenge> {
        if self.knows_newer(&came) {
            return vec![came];
        }
        let void = |told: &CameChallenge| told.is_beside(&came) || told.is_pointless();
        let ids: Vec<OobId> =
            self.told.iter().filter(|(_, told)| void(told)).map(|(id, _)| *id).collect();
        let mut dropped: Vec<_> = ids.iter().filter_map(|id| self.told.remove(id)).collect();
        if self.told.len() >= MOST_TOLD {
            dropped.extend(self.told.pop_first().map(|(_, oldest)| oldest));
        }
        self.told.insert(id, came);
        dropped
    }

    /// Whether the program was told of a newer challenge of the same connection, and has not answered it.
    fn knows_newer(&self, came: &CameChallenge) -> bool {
        self.told.values().any(|told| came.is_older_than(told))
    }
}

impl Guarded {
    /// What is set before anything else is done with a socket.
    fn options(&mut self) -> Result<&mut SocketSecurity, MessageError> {
        match self.state {
            SocketState::Unbound => Ok(self.security.get_or_insert_default()),
            SocketState::Closed => Err(MessageError::SocketClosed),
            _ => Err(MessageError::Connected),
        }
    }

    fn security(&self) -> Option<&SocketSecurity> {
        self.security.as_deref()
    }
}

/// The socket's security options.
impl MessageSocket {
    /// Sets the key that the calls of the socket are made with (`RXRPC_SECURITY_KEY`), on an unbound socket, once. A key
    /// of the class "none" makes them as nobody. Without a key they are too.
    ///
    /// # Errors
    ///
    /// [`MessageError::Invalid`] (EINVAL) if it has a key or a keyring already; [`MessageError::Connected`] (EISCONN).
    pub fn set_security_key(&self, key: Arc<dyn ClientKey>) -> Result<(), MessageError> {
        let mut guarded = self.open()?;
        let options = guarded.options()?;
        if options.key.is_some() || options.keyring.is_some() {
            return Err(MessageError::Invalid("a second key"));
        }
        options.key = Some(key.into());
        Ok(())
    }

    /// Sets by what the services of the socket know their clients (`RXRPC_SECURITY_KEYRING`), on an unbound socket,
    /// once, also after a key. Without it they take unprotected calls only.
    ///
    /// # Errors
    ///
    /// [`MessageError::Invalid`] (EINVAL) if it has a keyring already; [`MessageError::Connected`] (EISCONN).
    pub fn set_security_keyring(&self, keys: ServiceKeys) -> Result<(), MessageError> {
        let mut guarded = self.open()?;
        let options = guarded.options()?;
        if options.keyring.is_some() {
            return Err(MessageError::Invalid("a second keyring"));
        }
        options.keyring = Some(keys);
        Ok(())
    }

    /// Sets how well the calls of the socket are protected, and the least that its services take
    /// (`RXRPC_MIN_SECURITY_LEVEL`), on an unbound socket. At first [`SecurityLevel::Plain`].
    ///
    /// # Errors
    ///
    /// [`MessageError::Connected`] (EISCONN).
    pub fn set_min_security_level(&self, level: SecurityLevel) -> Result<(), MessageError> {
        self.open()?.options()?.level = level;
        Ok(())
    }

    /// Sets whether the program answers the challenges to the calls of the socket itself (`RXRPC_MANAGE_RESPONSE`), on
    /// an unbound socket. They come out of band then, and wait for a `sendmsg` with
    /// [`MessageFlags::OOB`](super::MessageFlags::OOB); calls share no connection with those of others.
    ///
    /// # Errors
    ///
    /// [`MessageError::Connected`] (EISCONN).
    pub fn set_manage_responses(&self, manage: bool) -> Result<(), MessageError> {
        self.open()?.options()?.manages = manage;
        Ok(())
    }

    /// The key that the calls of the socket are made with.
    pub fn security_key(&self) -> Option<Arc<dyn ClientKey>> {
        Some(self.lock().security()?.key.as_ref()?.shared().clone())
    }

    /// How well calls are protected.
    pub fn min_security_level(&self) -> SecurityLevel {
        self.lock().security().map_or(SecurityLevel::Plain, |options| options.level)
    }

    /// Whether the program answers challenges itself.
    pub fn manages_responses(&self) -> bool {
        self.lock().security().is_some_and(|options| options.manages)
    }

    /// As whom a new call is made; `None` as nobody.
    pub(super) fn credentials(&self) -> Option<Credentials> {
        let guarded = self.lock();
        let options = guarded.security()?;
        if let Some(credentials) = &options.credentials {
            return Some(credentials.clone());
        }
        let (key, level, manages) =
            (options.key.as_ref()?.shared().clone(), options.level, options.manages);
        drop(guarded);
        // A key is a user's thing, so it is asked unlocked. Options do not change any more.
        let mut credentials = Credentials::new(key, level);
        if manages {
            let sink: Arc<dyn ChallengeSink> = self.socket().clone();
            credentials = credentials.managed_by(&Manager::new(Arc::downgrade(&sink)));
        }
        let mut guarded = self.lock();
        let known = &mut guarded.security.as_deref_mut()?.credentials;
        Some(known.get_or_insert(credentials).clone())
    }

    /// By what a service of the socket that is bound now knows its clients.
    pub(super) fn keyring(guarded: &Guarded) -> Option<ServiceKeys> {
        let options = guarded.security()?;
        let keys = options.keyring.clone()?;
        let level = keys.least().max(options.level);
        Some(keys.min_level(level))
    }
}

impl ChallengeSink for Socket {
    fn put(self: Arc<Self>, endpoint: &Endpoint, challenge: CameChallenge) -> bool {
        let mut guarded = self.lock();
        if guarded.state == SocketState::Closed {
            return false;
        }
        let Some(options) = guarded.security.as_deref_mut() else { return false };
        if options.knows_newer(&challenge) {
            return true;
        }
        options.last += 1;
        let id = OobId(options.last);
        drop(guarded);
        let mut old = None;
        let wake = self.ready.with(|items| {
            old = put_first(items, id, challenge);
            true
        });
        drop(old);
        endpoint.wake_receivers(&self, wake);
        self.interrupt();
        true
    }
}

/// Queues a challenge behind those that wait and before all calls, in the place of an older one of its connection. That
/// one is returned, or the challenge itself if a newer one waits, to be dropped unlocked.
fn put_first(
    items: &mut VecDeque<ReadyItem>,
    id: OobId,
    challenge: CameChallenge,
) -> Option<ReadyItem> {
    let beside = |item: &ReadyItem| matches!(item, ReadyItem::Challenge(_, known) if known.is_beside(&challenge));
    let newer = |item: &ReadyItem| matches!(item, ReadyItem::Challenge(_, known) if challenge.is_older_than(known));
    if items.iter().any(newer) {
        return Some(ReadyItem::Challenge(id, challenge));
    }
    let old = items.iter().position(beside).and_then(|at| items.remove(at));
    let out_of_band = |item: &ReadyItem| matches!(item, ReadyItem::Challenge(..));
    let at = items.iter().position(|item| !out_of_band(item)).unwrap_or(items.len());
    items.insert(at, ReadyItem::Challenge(id, challenge));
    old
}

impl Socket {
    /// The program is told of a challenge.
    pub(super) fn tell_challenge(&self, id: OobId, came: CameChallenge) {
        let mut guarded = self.lock();
        let void = guarded.security.as_deref_mut().map(|options| options.tell(id, came));
        drop(guarded);
        drop(void);
    }

    /// The challenge that the program was told of under an ID.
    pub(super) fn told_challenge(&self, id: OobId) -> Option<CameChallenge> {
        self.lock().security()?.told.get(&id).cloned()
    }

    /// The program has answered a challenge; `false` if somebody else has.
    pub(super) fn answered_challenge(&self, id: OobId) -> bool {
        let mut guarded = self.lock();
        let told = guarded.security.as_deref_mut().and_then(|options| options.told.remove(&id));
        drop(guarded);
        told.is_some()
    }
}
