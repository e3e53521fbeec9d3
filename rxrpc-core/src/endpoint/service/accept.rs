//! Services, and who gets a call that comes to one.
//!
//! Holds: [`Services`]: which are bound, and whether a new call is admitted and where it goes when it is handed out;
//! the AF_RXRPC sockets of the endpoint. Must not know: packets, what users are told; who may have a place
//! ([`super::places`] does), what a socket prepares for its calls ([`super::listener`] does).

use super::gate::Gate;
use super::listener::{Lines, Listener, Listening};
use super::places::{Applicant, Displaced, Left, PartyId, Place, Places, place};
use super::upgrades::Upgrades;
use crate::call::{Call, CallKey, Face};
use crate::config::Config;
use crate::error::{BindError, MessageError};
use crate::hosts::Host;
use crate::lock::{Mutex, Rank};
use crate::message::UserCallId;
use crate::message::socket_state::Socket;
use rxrpc_wire::ServiceId;
use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// One entry for each call that waits in a line, or that somebody took from there since; what wakes users.
pub(crate) type Turnstile = Arc<Gate>;

/// The services of an endpoint, and the places of their calls.
#[derive(Debug)]
pub(crate) struct Services {
    /// How many calls of a service may wait for users of the call face.
    backlog: usize,
    pub(super) accept: Mutex<Accept>,
    /// Calls know them too, and give their places back when they are dropped.
    places: Arc<Mutex<Places>>,
}

/// What is bound and what is prepared for calls to come.
#[derive(Debug, Default)]
pub(super) struct Accept {
    pub(super) services: BTreeMap<u16, Audience>,
    pub(super) upgrades: Upgrades,
    /// All sockets that are not closed, by their numbers.
    sockets: BTreeMap<u64, Listener>,
    last_socket: u64,
}

/// Whose a service is.
#[derive(Clone, Debug)]
pub(super) enum Audience {
    /// The call face's, with the line of this binding.
    Calls { turnstile: Turnstile, line: u64 },
    /// A socket's.
    Messages { socket: u64, lines: Lines },
}

impl Audience {
    /// Whether a call of this line came to this binding.
    fn has(&self, line: u64) -> bool {
        match self {
            Self::Calls { line: own, .. } => *own == line,
            Self::Messages { lines, .. } => lines.contain(line),
        }
    }
}

/// The place of a new call, and which face its user looks at.
#[derive(Debug)]
pub(in crate::endpoint) struct Admission {
    pub(in crate::endpoint) place: Place,
    pub(in crate::endpoint) face: Face,
}

/// The party of a new call, the line that it stands in, its user call ID and its face.
pub(super) struct Chosen {
    pub(super) party: PartyId,
    pub(super) line: u64,
    pub(super) charge: Option<UserCallId>,
    pub(super) face: Face,
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
pub(super) type GaveWay = Vec<Displaced>;

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
    pub(in crate::endpoint) sockets: Vec<Arc<Socket>>,
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
        let mut gave_way = Vec::new();
        let chosen = {
            let mut accept = self.accept.lock();
            let mut places = self.places.lock();
            self.choose(&mut accept, &mut places, (service, who), &mut gave_way)
        };
        let admission = chosen.map(|Chosen { party, line, charge, face }| Admission {
            place: place(&self.places, who, party, line, charge),
            face,
        });
        (admission, gave_way)
    }

    fn choose(
        &self,
        accept: &mut Accept,
        places: &mut Places,
        (service, who): (ServiceId, Applicant),
        gave_way: &mut GaveWay,
    ) -> Result<Chosen, NotAdmitted> {
        match accept.services.get(&service.0) {
            None => Err(NotAdmitted::NotOffered),
            Some(Audience::Messages { socket, .. }) => {
                let listener = accept.sockets.get_mut(socket).ok_or(NotAdmitted::NotOffered)?;
                listener.choose(places, who, gave_way)
            }
            Some(Audience::Calls { line, .. }) => {
                let admitted = places.admit(who, *line, Some(self.backlog));
                let (party, older) = admitted.map_err(|()| NotAdmitted::Busy)?;
                gave_way.extend(older);
                Ok(Chosen { party, line: *line, charge: None, face: Face::Calls })
            }
        }
    }

    /// Binds a service for the call face, unless the endpoint `is_closed`, which is asked under the lock. Returns the
    /// line of its calls.
    pub(super) fn bind(
        &self,
        service: ServiceId,
        turnstile: &Turnstile,
        is_closed: impl FnOnce() -> bool,
    ) -> Result<u64, BindError> {
        let mut accept = self.accept.lock();
        accept.check_free(service, is_closed)?;
        let line = self.places.lock().add_line();
        let audience = Audience::Calls { turnstile: turnstile.clone(), line };
        accept.services.insert(service.0, audience);
        Ok(line)
    }

    /// [`Services::bind`] for a socket.
    pub(crate) fn bind_socket(
        &self,
        service: ServiceId,
        socket: &Socket,
        is_closed: impl FnOnce() -> bool,
    ) -> Result<(), BindError> {
        let mut accept = self.accept.lock();
        accept.check_free(service, is_closed)?;
        let listener = accept.sockets.get_mut(&socket.id).ok_or(BindError::Closed)?;
        let lines = listener.make_lines(&mut self.places.lock());
        accept.services.insert(service.0, Audience::Messages { socket: socket.id, lines });
        Ok(())
    }

    /// Unbinds a service, if the binding is that of `line`: somebody else may have bound it since. Returns the calls
    /// that nobody took.
    pub(super) fn unbind(&self, service: ServiceId, line: u64) -> Vec<Arc<Call>> {
        let mut accept = self.accept.lock();
        let bound = accept.services.get(&service.0);
        if matches!(bound, Some(Audience::Calls { line: known, .. }) if *known == line) {
            accept.services.remove(&service.0);
            accept.forget_upgrades();
            return self.places.lock().end_line(line);
        }
        Vec::new()
    }

    /// Unbinds everything; there are no sockets any more.
    pub(in crate::endpoint) fn close(&self) -> Closed {
        let mut accept = self.accept.lock();
        let services = std::mem::take(&mut accept.services);
        accept.forget_upgrades();
        let listeners = std::mem::take(&mut accept.sockets);
        let mut places = self.places.lock();
        let mut closed = Closed { calls: Vec::new(), sockets: Vec::new(), turnstiles: Vec::new() };
        for mut listener in listeners.into_values() {
            closed.calls.extend(listener.end(&mut places).into_iter().flatten());
            closed.sockets.push(listener.socket);
        }
        for audience in services.into_values() {
            if let Audience::Calls { turnstile, line } = audience {
                closed.calls.extend(places.end_line(line));
                closed.turnstiles.push(turnstile);
            }
        }
        closed
    }

    /// A new socket, unless the endpoint `is_closed`: then it is of no use, and nobody knows it.
    pub(crate) fn add_socket(&self, is_closed: impl FnOnce() -> bool) -> Arc<Socket> {
        let mut accept = self.accept.lock();
        accept.last_socket += 1;
        let socket = Arc::new(Socket::new(accept.last_socket));
        if is_closed() {
            drop(accept);
            socket.end();
        } else {
            accept.sockets.insert(socket.id, Listener::new(socket.clone()));
        }
        socket
    }

    /// A socket is closed: its services are unbound. Returns the calls that nobody took; `None` if none could come.
    pub(crate) fn remove_socket(&self, id: u64) -> Option<Vec<Arc<Call>>> {
        let mut accept = self.accept.lock();
        let mut listener = accept.sockets.remove(&id)?;
        accept.services.retain(
            |_, audience| !matches!(audience, Audience::Messages { socket, .. } if *socket == id),
        );
        accept.forget_upgrades();
        let calls = listener.end(&mut self.places.lock());
        drop(accept);
        calls
    }

    /// The services of a socket, in the order of their numbers.
    pub(crate) fn of_socket(&self, id: u64) -> Vec<ServiceId> {
        let accept = self.accept.lock();
        let own = |(service, audience): (&u16, &Audience)| match audience {
            Audience::Messages { socket, .. } if *socket == id => Some(ServiceId(*service)),
            _ => None,
        };
        accept.services.iter().filter_map(own).collect()
    }

    /// All sockets that are not closed.
    pub(crate) fn sockets(&self) -> Vec<Arc<Socket>> {
        self.accept.lock().sockets.values().map(|listener| listener.socket.clone()).collect()
    }

    /// Calls come to a socket from now on.
    pub(crate) fn listen(&self, socket: u64, listening: Listening) {
        if let Some(listener) = self.accept.lock().sockets.get_mut(&socket) {
            listener.listen(listening);
        }
    }

    /// Calls come to a socket no more. Returns the user call IDs that are charged no more.
    pub(crate) fn stop_listening(&self, socket: u64) -> VecDeque<UserCallId> {
        let mut accept = self.accept.lock();
        let stop = |listener: &mut Listener| listener.stop(&mut self.places.lock());
        accept.sockets.get_mut(&socket).map(stop).unwrap_or_default()
    }

    /// Calls come to a socket no more, and those that wait to be accepted never are. Returns the user call IDs that are
    /// charged no more, and these calls, as in a user's hands. Calls that come to wait later are handed to nobody.
    pub(crate) fn shut_down(&self, id: u64) -> (VecDeque<UserCallId>, Vec<Arc<Call>>) {
        let mut accept = self.accept.lock();
        for audience in accept.services.values_mut() {
            if let Audience::Messages { socket, lines } = audience
                && *socket == id
            {
                lines.announced = None;
            }
        }
        let shut = |listener: &mut Listener| listener.shut_down(&mut self.places.lock());
        accept.sockets.get_mut(&id).map(shut).unwrap_or_default()
    }

    /// Gives an ID to a call that is still to come to a socket, if `insert` can name it so.
    ///
    /// # Errors
    ///
    /// EINVAL if the socket does not listen, ENOBUFS beyond the backlog and if no place is left, EBADSLT if `insert` cannot.
    pub(crate) fn charge(
        &self,
        socket: u64,
        id: UserCallId,
        insert: impl FnOnce() -> bool,
    ) -> Result<(), MessageError> {
        let mut accept = self.accept.lock();
        let listener = accept.sockets.get_mut(&socket);
        let listener = listener.ok_or(MessageError::SocketClosed)?;
        listener.charge(&mut self.places.lock(), id, insert)
    }

    /// Takes back an ID that was given to a socket in advance; `false` if a call has it already.
    pub(crate) fn withdraw_charge(&self, socket: u64, id: UserCallId) -> bool {
        let mut accept = self.accept.lock();
        accept
            .sockets
            .get_mut(&socket)
            .is_some_and(|listener| listener.withdraw(&mut self.places.lock(), id))
    }

    /// An ID was reserved for a call that ended: the next call of its socket gets it. `false` if none comes any more.
    pub(super) fn put_charge_back(&self, socket: u64, id: UserCallId) -> bool {
        let mut accept = self.accept.lock();
        let put = accept.sockets.get_mut(&socket).is_some_and(|listener| listener.put_back(id));
        if !put {
            self.places.lock().reserve_no_more(1);
        }
        put
    }

    /// There is news of a call for its place, or its maker is done with it (`made`). Whose it is, if it is handed
    /// out just now.
    pub(super) fn settle(&self, call: &Arc<Call>, place: &Place, made: bool) -> Option<Recipient> {
        let accept = self.accept.lock();
        let bound = accept.services.get(&call.target.service.0);
        let audience = bound.filter(|audience| audience.has(place.line));
        let out = self.places.lock().settle(call, place, made, audience.is_some());
        out.then(|| match audience {
            Some(Audience::Calls { turnstile, .. }) => Recipient::Calls(turnstile.clone()),
            Some(Audience::Messages { .. }) => Recipient::Messages,
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

    /// A user of a socket takes the next call that was announced there.
    pub(crate) fn take_announced(&self, socket: u64) -> Option<Arc<Call>> {
        let line = self.accept.lock().sockets.get(&socket)?.announced_line()?;
        self.take(line)
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
        let accept = self.accept.lock();
        let places = self.places.lock();
        let all = accept.sockets.values();
        all.fold((0, 0), |(charged, announced), listener| {
            let waiting = listener.announced_line().map_or(0, |line| places.queued(line));
            (charged + listener.charged().len(), announced + waiting)
        })
    }

    /// How many calls have a place.
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    pub(crate) fn places_taken(&self) -> usize {
        self.places.lock().taken()
    }

    /// The user call IDs that are charged, in order.
    #[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
    pub(super) fn charged(&self) -> Vec<UserCallId> {
        let accept = self.accept.lock();
        accept.sockets.values().flat_map(Listener::charged).copied().collect()
    }

    #[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
    pub(super) fn look<R>(&self, look: impl FnOnce(&Places) -> R) -> R {
        look(&self.places.lock())
    }
}

impl Accept {
    fn check_free(
        &self,
        service: ServiceId,
        is_closed: impl FnOnce() -> bool,
    ) -> Result<(), BindError> {
        if service.0 == 0 {
            return Err(BindError::InvalidService);
        }
        if is_closed() {
            return Err(BindError::Closed);
        }
        match self.services.contains_key(&service.0) {
            true => Err(BindError::ServiceInUse),
            false => Ok(()),
        }
    }
}
