//! By what each service knows its clients.
//!
//! Holds: [`KeyTable`]. Must not know: what is done with keys.

use crate::lock::{Mutex, Rank};
use crate::security::{SecurityLevel, ServiceKey, ServiceKeys, Theirs};
use rxrpc_wire::{SecurityIndex, ServiceId};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The keys of the services of an endpoint; of most services none.
#[derive(Debug)]
pub(in crate::endpoint) struct KeyTable {
    services: Mutex<BTreeMap<u16, Arc<ServiceKeys>>>,
    /// There are some: read without the lock.
    any: AtomicBool,
}

impl KeyTable {
    pub(in crate::endpoint) fn new() -> Self {
        Self { services: Mutex::new(Rank::Accept, BTreeMap::new()), any: AtomicBool::new(false) }
    }

    /// Sets the keys of a service, unless the endpoint `is_closed`, which is asked under the lock, or takes them away.
    /// What is returned, the old ones or those that are not set, is a user's, and to be dropped with no lock held.
    pub(in crate::endpoint) fn set(
        &self,
        service: ServiceId,
        keys: Option<Arc<ServiceKeys>>,
        is_closed: impl FnOnce() -> bool,
    ) -> Option<Arc<ServiceKeys>> {
        let mut services = self.services.lock();
        if is_closed() {
            return keys;
        }
        let old = match keys {
            Some(keys) => services.insert(service.0, keys),
            None => services.remove(&service.0),
        };
        self.any.store(!services.is_empty(), Ordering::Relaxed);
        old
    }

    /// Lets go of all keys, once the endpoint is closed. No lock may be held.
    pub(in crate::endpoint) fn close(&self) {
        let services = std::mem::take(&mut *self.services.lock());
        drop(services);
    }

    fn of(&self, service: ServiceId) -> Option<Arc<ServiceKeys>> {
        self.any.load(Ordering::Relaxed).then(|| self.services.lock().get(&service.0).cloned())?
    }

    /// Whether a service takes calls that nothing protects.
    pub(in crate::endpoint) fn takes_unsecured(&self, service: ServiceId) -> bool {
        self.of(service).is_none_or(|keys| keys.takes_unsecured())
    }

    /// What knows the clients of a class that call a service, and the least level that it takes.
    pub(in crate::endpoint) fn find(
        &self,
        service: ServiceId,
        class: SecurityIndex,
    ) -> Option<(Theirs<dyn ServiceKey>, SecurityLevel)> {
        let keys = self.of(service)?;
        Some((keys.of_class(class)?.clone(), keys.least()))
    }
}
