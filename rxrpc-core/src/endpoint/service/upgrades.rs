//! Which services put another one in their place for clients that ask for it.
//!
//! Holds: [`Upgrades`], and which service a new connection gets. Must not know: who owns services, how clients ask.

use super::accept::{Accept, Audience, Services};
use crate::connection::upgrade::ASKS_FOR_UPGRADE;
use crate::endpoint::Endpoint;
use crate::error::BindError;
use rxrpc_wire::{Header, Seq, ServiceId};
use std::collections::BTreeMap;

/// Service → the one that takes its place.
#[derive(Debug, Default)]
pub(super) struct Upgrades(BTreeMap<u16, u16>);

impl Upgrades {
    /// Adds one; `false` if the service has one already, or if the other one is itself or is upgraded to it.
    pub(super) fn add(&mut self, from: ServiceId, to: ServiceId) -> bool {
        let is_new = from != to && !self.0.contains_key(&from.0) && self.of(to) != Some(from);
        if is_new {
            self.0.insert(from.0, to.0);
        }
        is_new
    }

    /// What takes the place of a service.
    pub(super) fn of(&self, service: ServiceId) -> Option<ServiceId> {
        self.0.get(&service.0).copied().map(ServiceId)
    }

    /// Keeps those whose two services are bound still.
    pub(super) fn keep(&mut self, is_bound: impl Fn(u16) -> bool) {
        self.0.retain(|from, to| is_bound(*from) && is_bound(*to));
    }
}

impl Accept {
    /// Services were unbound: their upgrades end.
    pub(super) fn forget_upgrades(&mut self) {
        let Self { services, upgrades, .. } = self;
        upgrades.keep(|service| services.contains_key(&service));
    }
}

impl Services {
    /// Adds an upgrade from a service to another of the same owner: a socket, by its number, or the call face. `false` if
    /// there is none to be added.
    pub(crate) fn upgrade(&self, from: ServiceId, to: ServiceId, socket: Option<u64>) -> bool {
        let mut accept = self.accept.lock();
        let is_own = |service: ServiceId| {
            accept.services.get(&service.0).is_some_and(|audience| match audience {
                Audience::Calls { .. } => socket.is_none(),
                Audience::Messages { socket: owner, .. } => socket == Some(*owner),
            })
        };
        is_own(from) && is_own(to) && accept.upgrades.add(from, to)
    }

    /// What takes the place of a service for clients that ask.
    pub(crate) fn upgrade_of(&self, service: ServiceId) -> Option<ServiceId> {
        self.accept.lock().upgrades.of(service)
    }
}

impl Endpoint {
    /// Lets `to` take the calls of clients that call `from` and ask for an upgrade
    /// ([`CallOptions::upgrade`](crate::CallOptions::upgrade)): it is `to` that their calls come to, with all later ones
    /// of their connections. Others, and those with a protection that `to` does not take, go to `from` as before. Both
    /// must be bound to the call face; it ends when one of them is bound no more. Connections that there are stay as they
    /// are. Never waits.
    ///
    /// # Errors
    ///
    /// [`BindError::CannotUpgrade`] (EINVAL) if one of them is not bound so, if they are the same, or if `from` has its
    /// upgrade already (AF_RXRPC contract §2.3); [`BindError::Closed`] (ESHUTDOWN).
    pub fn upgradeable_service(&self, from: ServiceId, to: ServiceId) -> Result<(), BindError> {
        match self.services.upgrade(from, to, None) {
            true => Ok(()),
            false if self.is_closed() => Err(BindError::Closed),
            false => Err(BindError::CannotUpgrade),
        }
    }

    /// The service that a new connection gets; `None` if this is not the packet that says it: the first of a request
    /// does, and comes again if it was lost.
    pub(in crate::endpoint) fn service_of_new(&self, header: &Header) -> Option<ServiceId> {
        let from = header.service_id;
        let Some(to) = self.services.upgrade_of(from) else { return Some(from) };
        if header.seq != Seq::FIRST {
            return None;
        }
        let asks = header.user_status == ASKS_FOR_UPGRADE;
        let fits = asks && self.speaks(&Header { service_id: to, ..*header });
        Some(if fits { to } else { from })
    }
}
