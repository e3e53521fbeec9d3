//! Services, and who gets a call that comes to one.
//!
//! Holds: which services are bound, whether a new call is admitted, and the preallocated user call IDs of
//! the message face, under a lock of their own. Must not know: packets; who may have a place
//! ([`crate::endpoint::service::places`] does).

use crate::call::Face;
use crate::endpoint::Endpoint;
use crate::endpoint::input::new_call::Made;
use crate::endpoint::service::places::{
    ANNOUNCED, Applicant, CHARGED, Displaced, PartyId, Place, Places, place,
};
use crate::error::BindError;
use crate::hosts::Host;
use crate::lock::WaitQueue;
use crate::message::UserCallId;
use rxrpc_wire::{AbortCode, ServiceId};
use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

/// One entry for each call that waits in a line, or that somebody took from there since; what wakes users.
pub(crate) type Turnstile = Arc<WaitQueue<()>>;

/// What is bound and what is prepared for calls to come.
#[derive(Debug, Default)]
pub(crate) struct Accept {
    pub(in crate::endpoint) services: BTreeMap<u16, Audience>,
    pub(crate) listening: Listening,
    /// User call IDs given in advance, in order.
    pub(crate) charged: VecDeque<UserCallId>,
}

/// Which face a service belongs to.
#[derive(Clone, Debug)]
pub(in crate::endpoint) enum Audience {
    /// The call face, and the line of this binding.
    Calls {
        turnstile: Turnstile,
        line: u64,
    },
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

/// The place of a new call, and which face its user looks at.
#[derive(Debug)]
pub(in crate::endpoint) struct Admission {
    pub(in crate::endpoint) place: Place,
    pub(in crate::endpoint) face: Face,
}

impl Endpoint {
    /// Whether a service is bound here.
    pub(in crate::endpoint) fn offers(&self, service: ServiceId) -> bool {
        self.accept.lock().services.contains_key(&service.0)
    }

    /// Reserves a place for a new call of `service`, and a user call ID if it is one for those; nobody is
    /// told. From here on BUSY is no answer any more: its client may have been acknowledged something.
    ///
    /// An older call whose client has not proven its address may have to give way for it.
    pub(in crate::endpoint) fn admit(
        &self,
        now: Instant,
        service: ServiceId,
        from: SocketAddr,
        proven: bool,
    ) -> Result<Admission, Made> {
        let who = Applicant { key: self.next_key(), since: now, host: Host::of(from), proven };
        let mut displaced = [None, None];
        let mut accept = self.accept.lock();
        let mut places = self.places.lock();
        let chosen = self.choose(&mut accept, &mut places, (service, who), &mut displaced);
        drop(places);
        drop(accept);
        for displaced in displaced.into_iter().flatten() {
            self.end_displaced(displaced);
        }
        let (party, line, charge) = chosen?;
        let face = if line <= CHARGED { Face::Messages } else { Face::Calls };
        Ok(Admission { place: place(&self.places, who, party, line, charge), face })
    }

    /// The party of a new call, the line that it stands in, and its user call ID.
    fn choose(
        &self,
        accept: &mut Accept,
        places: &mut Places,
        (service, who): (ServiceId, Applicant),
        displaced: &mut [Option<Displaced>; 2],
    ) -> Result<(PartyId, u64, Option<UserCallId>), Made> {
        let audience = accept.services.get(&service.0).ok_or(Made::NotOffered)?;
        let (line, backlog) = match (audience, accept.listening) {
            (Audience::Calls { line, .. }, _) => (*line, Some(self.config.backlog)),
            (Audience::Messages, Listening::No) => return Err(Made::NotOffered),
            (Audience::Messages, Listening::Announced { backlog }) if accept.charged.is_empty() => {
                (ANNOUNCED, Some(backlog))
            }
            (Audience::Messages, _) => (CHARGED, None),
        };
        if line == CHARGED && accept.charged.is_empty() {
            // An unproven call that no user has seen gives its ID up.
            let mut older = places.displace_charged(who.since);
            let id = older.as_mut().and_then(|older| older.left.charge.take());
            accept.charged.extend(id);
            displaced[0] = older;
        }
        if line == CHARGED && accept.charged.is_empty() {
            places.note_refusal(who.since, line);
            return Err(Made::Busy);
        }
        let (party, older) = places.admit(who, line, backlog).map_err(|()| Made::Busy)?;
        displaced[1] = older;
        Ok((party, line, if line == CHARGED { accept.charged.pop_front() } else { None }))
    }

    /// Binds a service for one face. Returns the line of its calls.
    pub(crate) fn bind(
        &self,
        service: ServiceId,
        turnstile: Option<&Turnstile>,
    ) -> Result<u64, BindError> {
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
        let (audience, line) = match turnstile {
            Some(turnstile) => {
                let line = self.places.lock().add_line();
                (Audience::Calls { turnstile: turnstile.clone(), line }, line)
            }
            None => (Audience::Messages, ANNOUNCED),
        };
        accept.services.insert(service.0, audience);
        Ok(line)
    }

    /// Refuses calls from now on and ends the waits for them; calls that nobody took are aborted.
    pub(in crate::endpoint) fn close_accept(&self) {
        let mut accept = self.accept.lock();
        accept.listening = Listening::No;
        let services = std::mem::take(&mut accept.services);
        let charged = std::mem::take(&mut accept.charged);
        let mut places = self.places.lock();
        let mut calls = places.end_line(ANNOUNCED);
        for audience in services.values() {
            if let Audience::Calls { line, .. } = audience {
                calls.extend(places.end_line(*line));
            }
        }
        drop(places);
        drop(accept);
        let mut socket = self.socket.lock();
        for id in charged {
            socket.tree.remove(&id);
        }
        drop(socket);
        for audience in services.into_values() {
            if let Audience::Calls { turnstile, .. } = audience {
                let (_, wake) = turnstile.close();
                wake.wake();
            }
        }
        self.abandon(&calls);
    }

    /// Aborts calls that nobody will take any more.
    pub(in crate::endpoint) fn abandon(&self, calls: &[Arc<crate::call::Call>]) {
        for call in calls {
            self.abort(call, AbortCode::RX_INVALID_OPERATION);
            self.release_place(call);
        }
    }
}
