//! As whom calls are made.
//!
//! Holds: [`ClientKey`], which a class implements, and [`Credentials`], which users name. Must not know: connections
//! and when they are made.

use super::{ConnectionFacts, SecurityContext, SecurityLevel, Theirs};
use crate::connection::handshake::ChallengeSink;
use crate::errno::Errno;
use rxrpc_wire::SecurityIndex;
use std::cmp::Ordering;
use std::fmt::{self, Debug};
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Weak};

/// A client's key: a ticket or token with its session key, as a class has it. Its `Debug` shows no secret, as that of no
/// type of a class does: settings and calls may be printed.
pub trait ClientKey: Send + Sync + Debug {
    /// The number of the class in packet headers. A key of the class [`SecurityIndex::NONE`] protects nothing, and is
    /// never asked for more.
    fn class(&self) -> SecurityIndex;

    /// What tells this key from others of its class: calls of two keys with different identities never share a
    /// connection, those of keys with the same one do, and either key may secure it. So a ticket that was
    /// renewed needs another identity. Looked at once.
    fn identity(&self) -> &[u8];

    /// The level that calls get for which `wanted` is asked: that (rxkad), or the one that the key is made for (rxgk).
    fn level(&self, wanted: SecurityLevel) -> SecurityLevel {
        wanted
    }

    /// What seals and opens on a new connection, from its first packet on, and answers its CHALLENGEs. Runs in the
    /// thread of the user whose call needs the connection, with no lock held. When several calls need it at once, it may
    /// run for each of them, and one context is taken.
    ///
    /// # Errors
    ///
    /// The call fails with [`CallError::Local`](crate::CallError::Local) of the errno, as in AF_RXRPC: `EKEYEXPIRED`,
    /// `EKEYREJECTED`, `ENOPKG` …
    fn secure(&self, connection: &ConnectionFacts) -> Result<Arc<dyn SecurityContext>, Errno>;
}

/// As whom calls are made, and how well they are protected: calls of two users, or of two levels, never share a
/// connection. Cheap to clone.
///
/// Compared and ordered by class, level, the key's [identity](ClientKey::identity) and who answers CHALLENGEs.
#[derive(Clone, Default)]
pub struct Credentials(Option<Arc<Held>>);

struct Held {
    key: Theirs<dyn ClientKey>,
    /// What the key says of itself: nothing of a user's is asked under a lock.
    class: SecurityIndex,
    level: SecurityLevel,
    identity: Box<[u8]>,
    manager: Option<Manager>,
}

/// Who answers CHALLENGEs in place of the key alone. Tells two of them apart by its number.
#[derive(Clone, Debug)]
pub(crate) struct Manager {
    number: u64,
    sink: Weak<dyn ChallengeSink>,
}

impl Manager {
    pub(crate) fn new(sink: Weak<dyn ChallengeSink>) -> Self {
        static MANAGERS: AtomicU64 = AtomicU64::new(1);
        Self { number: MANAGERS.fetch_add(1, Relaxed), sink }
    }
}

impl Credentials {
    /// Nobody's, unprotected: the class "none".
    pub const NOBODY: Self = Self(None);

    /// Those of a key, at the level `level` or the one that the key is made for.
    #[must_use]
    pub fn new(key: Arc<dyn ClientKey>, level: SecurityLevel) -> Self {
        let class = key.class();
        if class == SecurityIndex::NONE {
            return Self::NOBODY;
        }
        let (level, identity) = (key.level(level), key.identity().into());
        Self(Some(Arc::new(Held { key: key.into(), class, level, identity, manager: None })))
    }

    /// The same, whose CHALLENGEs are answered by somebody else: their calls never share a connection with others.
    pub(crate) fn managed_by(&self, manager: &Manager) -> Self {
        let Some(held) = &self.0 else { return Self::NOBODY };
        let Held { key, class, level, identity, .. } = &**held;
        let (key, identity, manager) = (key.clone(), identity.clone(), Some(manager.clone()));
        Self(Some(Arc::new(Held { key, class: *class, level: *level, identity, manager })))
    }

    /// Where CHALLENGEs go that the key does not answer alone.
    pub(crate) fn manager(&self) -> Option<&Weak<dyn ChallengeSink>> {
        self.0.as_ref()?.manager.as_ref().map(|manager| &manager.sink)
    }

    /// The class.
    #[must_use]
    pub fn class(&self) -> SecurityIndex {
        self.0.as_ref().map_or(SecurityIndex::NONE, |held| held.class)
    }

    /// The level.
    #[must_use]
    pub fn level(&self) -> SecurityLevel {
        self.0.as_ref().map_or(SecurityLevel::Plain, |held| held.level)
    }

    /// The key; `None` for nobody's.
    #[must_use]
    pub fn key(&self) -> Option<&Arc<dyn ClientKey>> {
        self.0.as_ref().map(|held| held.key.shared())
    }
}

impl Debug for Credentials {
    /// What kind they are, and nothing of the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Credentials");
        shown.field("class", &self.class()).field("level", &self.level());
        shown.finish_non_exhaustive()
    }
}

impl Held {
    fn order(&self) -> (u8, SecurityLevel, &[u8], Option<u64>) {
        let manager = self.manager.as_ref().map(|manager| manager.number);
        (self.class.0, self.level, &self.identity, manager)
    }
}

impl Ord for Credentials {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (None, None) => Ordering::Equal,
            (Some(one), Some(two)) if Arc::ptr_eq(one, two) => Ordering::Equal,
            (one, two) => {
                one.as_ref().map(|held| held.order()).cmp(&two.as_ref().map(|held| held.order()))
            }
        }
    }
}

impl PartialOrd for Credentials {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Credentials {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Credentials {}
