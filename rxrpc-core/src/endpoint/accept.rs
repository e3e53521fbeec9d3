//! Services and the calls that come to them until somebody owns them.
//!
//! Holds: which services are bound, who gets a new call ([`Admission`]), [`Incoming`] of the call face,
//! and the preallocated user call IDs of the message face, under a lock of their own. Must not know:
//! packets.

use super::Endpoint;
use super::hosts::Host;
use super::service_input::Made;
use crate::call::{Call, Face};
use crate::error::BindError;
use crate::lock::{Rank, WaitQueue};
use crate::message::UserCallId;
use crate::message::ready::ReadyItem;
use rxrpc_wire::{AbortCode, ServiceId};
use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Limits from here on are shared: one host gets half of the places at most. Smaller ones are not worth it.
const SHARED_FROM: usize = 16;

type CallQueue = Arc<WaitQueue<Arc<Call>>>;

/// What is bound and what is prepared for calls to come.
#[derive(Debug, Default)]
pub(crate) struct Accept {
    services: BTreeMap<u16, Audience>,
    /// How many service calls of each host are alive.
    hosts: BTreeMap<Host, usize>,
    pub(crate) listening: Listening,
    /// User call IDs given in advance, in order.
    pub(crate) charged: VecDeque<UserCallId>,
    /// Calls that were announced and wait for a user call ID, in order.
    pub(crate) unaccepted: VecDeque<Arc<Call>>,
}

/// Which face a service belongs to.
#[derive(Clone, Debug)]
enum Audience {
    Calls(CallQueue),
    Messages,
}

/// Whether and how the message face takes calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Listening {
    #[default]
    No,
    /// Calls use up the IDs that `CHARGE_ACCEPT` gave (Linux since 5.10).
    Charged { backlog: usize },
    /// Calls without a charged ID are announced with `NEW_CALL` and answered with `ACCEPT` (Linux
    /// before 5.10).
    Announced { backlog: usize },
}

impl Listening {
    pub(crate) fn backlog(self) -> Option<usize> {
        match self {
            Self::No => None,
            Self::Charged { backlog } | Self::Announced { backlog } => Some(backlog),
        }
    }
}

/// To whom a new call goes.
#[derive(Debug)]
pub(super) enum Admission {
    Queue(CallQueue),
    Charged(UserCallId),
    Announce,
}

impl Admission {
    pub(super) fn face(&self) -> Face {
        match self {
            Self::Queue(_) => Face::Calls,
            Self::Charged(_) | Self::Announce => Face::Messages,
        }
    }
}

impl Endpoint {
    /// Whether a service is bound here.
    pub(super) fn offers(&self, service: ServiceId) -> bool {
        self.accept.lock().services.contains_key(&service.0)
    }

    /// Decides who gets a new call of `service` from a client, and counts the call as alive.
    ///
    /// One host never has more than half of all places, nor may it wait for a user where half of the
    /// backlog is taken and it has as many calls: whatever it sends, there is room for others.
    pub(super) fn admit(&self, service: ServiceId, from: SocketAddr) -> Result<Admission, Made> {
        let mut accept = self.accept.lock();
        // Counted up under this lock only, so that no two threads take the last place.
        let live = &self.statistics.service_calls;
        if live.load(Ordering::Relaxed) >= self.config.max_service_calls as u64 {
            return Err(Made::Busy);
        }
        let held = accept.hosts.get(&Host::of(from)).copied().unwrap_or(0);
        if has_its_share(held, self.config.max_service_calls) {
            return Err(Made::Busy);
        }
        let admission = self.choose(&mut accept, service, held)?;
        live.fetch_add(1, Ordering::Relaxed);
        *accept.hosts.entry(Host::of(from)).or_default() += 1;
        Ok(admission)
    }

    fn choose(
        &self,
        accept: &mut Accept,
        service: ServiceId,
        held: usize,
    ) -> Result<Admission, Made> {
        let full = |waiting: usize, backlog: usize| {
            let half = waiting >= backlog.div_ceil(2);
            waiting >= backlog || (half && has_its_share(held, backlog))
        };
        let audience = accept.services.get(&service.0).cloned().ok_or(Made::NotOffered)?;
        match (audience, accept.listening) {
            (Audience::Calls(queue), _) => {
                if full(queue.inspect(VecDeque::len), self.config.backlog) {
                    return Err(Made::Busy);
                }
                Ok(Admission::Queue(queue))
            }
            (Audience::Messages, Listening::No) => Err(Made::NotOffered),
            (Audience::Messages, listening) => match (accept.charged.pop_front(), listening) {
                (Some(id), _) => Ok(Admission::Charged(id)),
                (None, Listening::Announced { backlog })
                    if !full(accept.unaccepted.len(), backlog) =>
                {
                    Ok(Admission::Announce)
                }
                _ => Err(Made::Busy),
            },
        }
    }

    /// Takes an admission back that was not used.
    pub(super) fn give_back(&self, admission: Admission, from: SocketAddr) {
        self.count_off(from);
        if let Admission::Charged(id) = admission {
            self.accept.lock().charged.push_front(id);
        }
    }

    /// A service call of this client is no longer alive.
    pub(super) fn count_off(&self, from: SocketAddr) {
        self.statistics.service_calls.fetch_sub(1, Ordering::Relaxed);
        let mut accept = self.accept.lock();
        let host = Host::of(from);
        if let Some(held) = accept.hosts.get_mut(&host) {
            *held = held.saturating_sub(1);
            if *held == 0 {
                accept.hosts.remove(&host);
            }
        }
    }

    /// Makes a call visible to whoever it is for, and tells them. From here on anybody may use it.
    pub(super) fn publish(&self, admission: Admission, call: &Arc<Call>) {
        match admission {
            Admission::Queue(queue) => match queue.push(call.clone()) {
                Ok(wake) => wake.wake(),
                Err(unwanted) => {
                    self.abort(&unwanted, AbortCode::RX_INVALID_OPERATION);
                }
            },
            Admission::Charged(id) => {
                self.socket.lock().tree.fill_charge(id, call);
                // What came before the call had its name, by other threads too, is told now.
                if call.has_news() {
                    self.notify(call);
                }
            }
            Admission::Announce => {
                self.accept.lock().unaccepted.push_back(call.clone());
                let wake = self.ready.with(|items| {
                    items.push_back(ReadyItem::NewCall);
                    true
                });
                wake.wake();
            }
        }
    }

    fn bind(&self, service: ServiceId, audience: Audience) -> Result<(), BindError> {
        if service.0 == 0 {
            return Err(BindError::InvalidService);
        }
        let mut accept = self.accept.lock();
        if self.is_closed() {
            return Err(BindError::Closed);
        }
        if accept.services.contains_key(&service.0) {
            return Err(BindError::ServiceInUse);
        }
        accept.services.insert(service.0, audience);
        Ok(())
    }

    /// Binds a service whose calls are taken from the returned [`Incoming`].
    ///
    /// # Errors
    ///
    /// [`BindError`]: EINVAL for service 0, EADDRINUSE, ESHUTDOWN.
    pub fn incoming(self: &Arc<Self>, service: ServiceId) -> Result<Incoming, BindError> {
        let queue = Arc::new(WaitQueue::new(Rank::Ready));
        self.bind(service, Audience::Calls(queue.clone()))?;
        Ok(Incoming { endpoint: self.clone(), service, queue })
    }

    /// Binds a service whose calls are taken by `recvmsg`, once the socket listens.
    ///
    /// # Errors
    ///
    /// [`BindError`]: EINVAL for service 0, EADDRINUSE, ESHUTDOWN.
    pub fn bind_service(&self, service: ServiceId) -> Result<(), BindError> {
        self.bind(service, Audience::Messages)
    }

    /// Refuses calls from now on and ends the waits for them; calls that nobody took are aborted.
    pub(super) fn close_accept(&self) {
        let (services, charged, unaccepted) = {
            let mut accept = self.accept.lock();
            accept.listening = Listening::No;
            (
                std::mem::take(&mut accept.services),
                std::mem::take(&mut accept.charged),
                std::mem::take(&mut accept.unaccepted),
            )
        };
        let mut socket = self.socket.lock();
        for id in charged {
            socket.tree.remove(&id);
        }
        drop(socket);
        for call in unaccepted {
            self.abort(&call, AbortCode::RX_INVALID_OPERATION);
        }
        for audience in services.into_values() {
            if let Audience::Calls(queue) = audience {
                self.close_queue(&queue);
            }
        }
    }

    fn close_queue(&self, queue: &CallQueue) {
        let (calls, wake) = queue.close();
        wake.wake();
        for call in calls {
            self.abort(&call, AbortCode::RX_INVALID_OPERATION);
        }
    }
}

/// Whether a host with so many calls gets no more of so many places.
fn has_its_share(held: usize, places: usize) -> bool {
    places >= SHARED_FROM && held >= places.div_ceil(2)
}

/// The calls that come to one service. Dropping it unbinds the service.
#[derive(Debug)]
pub struct Incoming {
    endpoint: Arc<Endpoint>,
    service: ServiceId,
    queue: CallQueue,
}

impl Incoming {
    /// The service.
    pub fn service(&self) -> ServiceId {
        self.service
    }

    /// The next call, oldest first; `None` once the endpoint is closed. Its first packets may still be
    /// on the way. Cancel-safe.
    pub async fn next(&self) -> Option<Arc<Call>> {
        self.queue.next(VecDeque::pop_front).await
    }

    /// The next call if one is there.
    pub fn try_next(&self) -> Option<Arc<Call>> {
        let mut call = None;
        let wake = self.queue.with(|calls| {
            call = calls.pop_front();
            false
        });
        wake.wake();
        call
    }

    /// Unbinds the service at once and ends every wait for its calls. What had come and nobody took is
    /// returned: its caller may serve it still. Does nothing the second time.
    pub fn stop(&self) -> Vec<Arc<Call>> {
        self.unbind();
        let (calls, wake) = self.queue.close();
        wake.wake();
        calls.into()
    }

    /// Somebody else may have bound the service since.
    fn unbind(&self) {
        let mut accept = self.endpoint.accept.lock();
        let bound = accept.services.get(&self.service.0);
        if matches!(bound, Some(Audience::Calls(queue)) if Arc::ptr_eq(queue, &self.queue)) {
            accept.services.remove(&self.service.0);
        }
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if crate::lock::abandoned_by_model() {
            return;
        }
        self.unbind();
        self.endpoint.close_queue(&self.queue);
    }
}
