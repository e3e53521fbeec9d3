//! Services, and who gets a call that comes to one.
//!
//! Holds: [`Services`]: which are bound, whether a new call is admitted and where it goes when it is handed out, and
//! the preallocated user call IDs of the message face. Must not know: packets, what users are told; who may have a
//! place ([`super::places`] does).

use super::places::{
    ANNOUNCED, Applicant, CHARGED, Displaced, Left, PartyId, Place, Places, place,
};
use crate::call::{Call, CallKey, Face};
use crate::config::Config;
use crate::error::{BindError, MessageError};
use crate::hosts::Host;
use crate::lock::{Mutex, Rank, WaitQueue};
use crate::message::UserCallId;
use rxrpc_wire::ServiceId;
use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// One entry for each call that waits in a line, or that somebody took from there since; what wakes users.
pub(crate) type Turnstile = Arc<WaitQueue<()>>;

/// The services of an endpoint, and the places of their calls.
#[derive(Debug)]
pub(crate) struct Services {
    /// How many calls of a service may wait for users of the call face.
    backlog: usize,
    accept: Mutex<Accept>,
    /// Calls know them too, and give their places back when they are dropped.
    places: Arc<Mutex<Places>>,
}

/// What is bound and what is prepared for calls to come.
#[derive(Debug, Default)]
struct Accept {
    services: BTreeMap<u16, Audience>,
    listening: Listening,
    /// User call IDs given in advance, in order.
    charged: VecDeque<UserCallId>,
}

/// Which face a service belongs to.
#[derive(Clone, Debug)]
enum Audience {
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
    fn backlog(self) -> Option<usize> {
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

/// Why a new call is not admitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::endpoint) enum NotAdmitted {
    /// No room: the client is to try again.
    Busy,
    /// The service is not bound, or nobody takes its calls.
    NotOffered,
}

/// Calls that had to give way to another: they are to be ended, with no lock held.
pub(super) type GaveWay = [Option<Displaced>; 2];

/// Whose a call is that is handed out now.
#[derive(Debug)]
pub(super) enum Recipient {
    /// Whoever takes the calls of a service.
    Calls(Turnstile),
    Messages,
    /// Nobody: the service is bound no more.
    Gone,
}

/// What there was when all services were closed.
#[derive(Debug)]
pub(in crate::endpoint) struct Closed {
    /// Calls that nobody took.
    pub(in crate::endpoint) calls: Vec<Arc<Call>>,
    pub(in crate::endpoint) charged: VecDeque<UserCallId>,
    pub(in crate::endpoint) turnstiles: Vec<Turnstile>,
}

impl Services {
    pub(in crate::endpoint) fn new(config: &Config) -> Self {
        Self {
            backlog: config.backlog,
            accept: Mutex::new(Rank::Accept, Accept::default()),
            places: Arc::new(Mutex::new(Rank::Places, Places::new(config.max_service_calls))),
        }
    }

    /// Whether a service is bound here.
    pub(in crate::endpoint) fn offers(&self, service: ServiceId) -> bool {
        self.accept.lock().services.contains_key(&service.0)
    }

    /// Reserves a place for a new call of `service`, and a user call ID if it is one for those; no user
    /// sees it. From here on BUSY is no answer any more: its client may have been acknowledged something.
    ///
    /// An older call whose client has not proven its address may have to give way for it.
    pub(super) fn admit(
        &self,
        now: Instant,
        key: CallKey,
        service: ServiceId,
        from: SocketAddr,
        proven: bool,
    ) -> (Result<Admission, NotAdmitted>, GaveWay) {
        let who = Applicant { key, since: now, host: Host::of(from), proven };
        let mut gave_way = [None, None];
        let chosen = {
            let mut accept = self.accept.lock();
            let mut places = self.places.lock();
            self.choose(&mut accept, &mut places, (service, who), &mut gave_way)
        };
        let admission = chosen.map(|(party, line, charge)| Admission {
            place: place(&self.places, who, party, line, charge),
            face: if line <= CHARGED { Face::Messages } else { Face::Calls },
        });
        (admission, gave_way)
    }

    /// The party of a new call, the line that it stands in, and its user call ID.
    fn choose(
        &self,
        accept: &mut Accept,
        places: &mut Places,
        (service, who): (ServiceId, Applicant),
        gave_way: &mut GaveWay,
    ) -> Result<(PartyId, u64, Option<UserCallId>), NotAdmitted> {
        let audience = accept.services.get(&service.0).ok_or(NotAdmitted::NotOffered)?;
        let (line, backlog) = match (audience, accept.listening) {
            (Audience::Calls { line, .. }, _) => (*line, Some(self.backlog)),
            (Audience::Messages, Listening::No) => return Err(NotAdmitted::NotOffered),
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
            gave_way[0] = older;
        }
        if line == CHARGED && accept.charged.is_empty() {
            places.note_refusal(who.since, line);
            return Err(NotAdmitted::Busy);
        }
        let (party, older) = places.admit(who, line, backlog).map_err(|()| NotAdmitted::Busy)?;
        gave_way[1] = older;
        Ok((party, line, if line == CHARGED { accept.charged.pop_front() } else { None }))
    }

    /// Binds a service for one face, unless the endpoint `is_closed`, which is asked under the lock. Returns the
    /// line of its calls.
    pub(super) fn bind(
        &self,
        service: ServiceId,
        turnstile: Option<&Turnstile>,
        is_closed: impl FnOnce() -> bool,
    ) -> Result<u64, BindError> {
        if service.0 == 0 {
            return Err(BindError::InvalidService);
        }
        let mut accept = self.accept.lock();
        if is_closed() {
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

    /// Unbinds a service, if the binding is that of `line`: somebody else may have bound it since. Returns the calls
    /// that nobody took.
    pub(super) fn unbind(&self, service: ServiceId, line: u64) -> Vec<Arc<Call>> {
        let mut accept = self.accept.lock();
        let bound = accept.services.get(&service.0);
        if matches!(bound, Some(Audience::Calls { line: known, .. }) if *known == line) {
            accept.services.remove(&service.0);
            return self.places.lock().end_line(line);
        }
        Vec::new()
    }

    /// Unbinds everything; the message face does not listen any more.
    pub(in crate::endpoint) fn close(&self) -> Closed {
        let mut accept = self.accept.lock();
        accept.listening = Listening::No;
        let services = std::mem::take(&mut accept.services);
        let charged = std::mem::take(&mut accept.charged);
        let mut places = self.places.lock();
        let mut calls = places.end_line(ANNOUNCED);
        let mut turnstiles = Vec::new();
        for audience in services.into_values() {
            if let Audience::Calls { turnstile, line } = audience {
                calls.extend(places.end_line(line));
                turnstiles.push(turnstile);
            }
        }
        Closed { calls, charged, turnstiles }
    }

    /// Whether the message face takes calls.
    pub(crate) fn listens(&self) -> bool {
        self.accept.lock().listening.backlog().is_some()
    }

    /// Whether and how the message face takes calls from now on. Returns the user call IDs that are charged no more.
    pub(crate) fn set_listening(&self, listening: Listening) -> VecDeque<UserCallId> {
        let mut accept = self.accept.lock();
        accept.listening = listening;
        match listening {
            Listening::No => std::mem::take(&mut accept.charged),
            Listening::Charged { .. } | Listening::Announced { .. } => VecDeque::new(),
        }
    }

    /// Gives an ID to a service call that is still to come, if `insert` can name it so.
    ///
    /// # Errors
    ///
    /// EINVAL if nobody listens, ENOBUFS beyond the backlog, EBADSLT if `insert` cannot.
    pub(crate) fn charge(
        &self,
        id: UserCallId,
        insert: impl FnOnce() -> bool,
    ) -> Result<(), MessageError> {
        let mut accept = self.accept.lock();
        let backlog = accept.listening.backlog().ok_or(MessageError::Invalid("not listening"))?;
        if accept.charged.len() >= backlog {
            return Err(MessageError::BacklogFull);
        }
        if !insert() {
            return Err(MessageError::BadCallId);
        }
        accept.charged.push_back(id);
        Ok(())
    }

    /// An ID was reserved for a call that ended: the next call gets it. `false` if nobody listens any more.
    pub(super) fn put_charge_back(&self, id: UserCallId) -> bool {
        let mut accept = self.accept.lock();
        let listens = accept.listening.backlog().is_some();
        if listens {
            accept.charged.push_front(id);
        }
        listens
    }

    /// There is news of a call for its place, or its maker is done with it (`made`). Whose it is, if it is handed
    /// out just now.
    pub(super) fn settle(&self, call: &Arc<Call>, place: &Place, made: bool) -> Option<Recipient> {
        let accept = self.accept.lock();
        let audience = match accept.services.get(&call.target.service.0) {
            Some(Audience::Calls { line, .. }) if *line != place.line => None,
            audience => audience,
        };
        let out = self.places.lock().settle(call, place, made, audience.is_some());
        out.then(|| match audience {
            Some(Audience::Calls { turnstile, .. }) => Recipient::Calls(turnstile.clone()),
            Some(Audience::Messages) => Recipient::Messages,
            None => Recipient::Gone,
        })
    }

    /// What wakes those who take the calls of a call's service, as long as that is bound.
    pub(super) fn turnstile(&self, service: ServiceId, place: &Place) -> Option<Turnstile> {
        match self.accept.lock().services.get(&service.0) {
            Some(Audience::Calls { turnstile, line }) if *line == place.line => {
                Some(turnstile.clone())
            }
            _ => None,
        }
    }

    /// A user takes the next call of a line.
    pub(super) fn take(&self, line: u64) -> Option<Arc<Call>> {
        self.places.lock().take(line)
    }

    /// A user of the message face takes the next call that was announced.
    pub(crate) fn take_announced(&self) -> Option<Arc<Call>> {
        self.take(ANNOUNCED)
    }

    /// A call ended that no user has: it leaves its line, and its place is free.
    pub(super) fn leave(&self, place: &Place) -> Left {
        self.places.lock().leave(place)
    }

    /// Makes the oldest unproven call give up its place that has had the time to prove itself.
    pub(super) fn displace_unproven(&self, now: Instant) -> Option<Displaced> {
        self.places.lock().displace_unproven(now)
    }

    /// The protocol is over for a call.
    pub(in crate::endpoint) fn over(&self, place: &Place) {
        self.places.lock().over(place);
    }

    /// The user of a call has let go of it.
    pub(in crate::endpoint) fn user_done(&self, call: &Arc<Call>, place: &Place) {
        self.places.lock().user_done(call, place);
    }

    /// The lines in which a call waits for a user, or was refused in the time before `now`.
    pub(in crate::endpoint) fn wanted(&self, now: Instant, within: Duration) -> Vec<u64> {
        self.places.lock().wanted(now, within)
    }

    /// How many user call IDs are charged, and how many calls wait to be accepted.
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    pub(crate) fn waiting(&self) -> (usize, usize) {
        let charged = self.accept.lock().charged.len();
        (charged, self.places.lock().announced())
    }

    /// How many calls have a place.
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    pub(crate) fn places_taken(&self) -> usize {
        self.places.lock().taken()
    }

    /// The user call IDs that are charged, in order.
    #[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
    pub(super) fn charged(&self) -> Vec<UserCallId> {
        self.accept.lock().charged.iter().copied().collect()
    }

    #[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
    pub(super) fn look<R>(&self, look: impl FnOnce(&Places) -> R) -> R {
        look(&self.places.lock())
    }
}
