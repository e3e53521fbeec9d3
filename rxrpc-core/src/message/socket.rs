//! AF_RXRPC sockets as objects: made, bound, connected, listening, shut down and closed.
//!
//! Holds: [`MessageSocket`], [`Endpoint::message_socket`] and the verbs that change a socket's state. Must not know:
//! what messages do, which states follow each other ([`super::socket_state`] does).

use super::UserCallId;
use super::socket_state::{Guarded, Socket, SocketState};
use super::tree::Named;
use crate::address::{ServiceAddress, canonical};
use crate::call::Call;
use crate::endpoint::Endpoint;
use crate::endpoint::service::listener::Listening;
use crate::error::{BindError, CallError, MessageError};
use crate::lock::Guard;
use rxrpc_wire::{AbortCode, ServiceId};
use std::net::SocketAddr;
use std::ops::Bound;
use std::sync::Arc;

/// Calls that are looked at before others may use the table again.
const CALLS_AT_ONCE: usize = 64;

/// An AF_RXRPC socket of an endpoint. All clones are handles of the same; the drop of the last one closes it, as
/// [`MessageSocket::close`] does. The endpoint, its connections and its other sockets go on.
#[derive(Clone, Debug)]
pub struct MessageSocket {
    handle: Arc<Handle>,
}

/// What the options of a socket say of the calls that it makes.
#[derive(Clone, Copy, Debug)]
pub(super) struct CallDefaults {
    /// Each has a connection of its own.
    pub(super) exclusive: bool,
    /// They may be somebody's: [`MessageSocket::credentials`].
    pub(super) secured: bool,
}

/// Closes the socket with its last user.
#[derive(Debug)]
struct Handle {
    endpoint: Arc<Endpoint>,
    socket: Arc<Socket>,
}

impl Drop for Handle {
    fn drop(&mut self) {
        if !crate::lock::abandoned_by_model() {
            self.endpoint.close_socket(&self.socket);
        }
    }
}

impl Endpoint {
    /// Makes an AF_RXRPC socket: unbound, with calls, user call IDs, a queue and settings of its own. It shares the
    /// UDP address and the connections with the other sockets and calls of the endpoint.
    pub fn message_socket(self: &Arc<Self>) -> MessageSocket {
        let socket = self.services.add_socket(|| self.is_closed());
        MessageSocket { handle: Arc::new(Handle { endpoint: self.clone(), socket }) }
    }

    /// Ends the calls of a socket and whatever waits there. What others have goes on.
    fn close_socket(&self, socket: &Arc<Socket>) {
        let Some((mut named, security)) = socket.close() else { return };
        let keyed = security.as_ref().is_some_and(|options| options.has_keyring());
        let services = if keyed { self.services.of_socket(socket.id) } else { Vec::new() };
        for service in &services {
            self.set_service_keys(*service, None);
        }
        drop(security);
        let untaken = self.services.remove_socket(socket.id);
        for call in named.take_calls().chain(untaken.iter().flatten().cloned()) {
            self.close_call(&call);
        }
        if untaken.is_some() {
            self.close_reserved(socket);
        }
        if !services.is_empty() {
            // Whoever binds them next has not seen who these clients are.
            self.routes.distrust(&services, AbortCode::RX_CALL_DEAD);
            self.drop_forgotten();
        }
        let (items, wake) = socket.ready.close();
        wake.wake();
        drop(items);
        socket.changed();
        socket.forget_events();
    }

    /// Ends the calls of a closed socket that no user could see so far.
    fn close_reserved(&self, socket: &Arc<Socket>) {
        let mut after = Bound::Unbounded;
        loop {
            let calls = self.live.some_after(after, CALLS_AT_ONCE);
            let Some(last) = calls.last() else { return };
            after = Bound::Excluded(last.key());
            for call in &calls {
                if call.socket().is_some_and(|own| Arc::ptr_eq(own, socket)) {
                    self.close_call(call);
                }
            }
        }
    }

    /// Ends a call whose socket is closed: nobody is told of it any more.
    pub(crate) fn close_call(&self, call: &Arc<Call>) {
        self.retire_from_queue(call);
        self.abort(call, AbortCode::RX_CALL_DEAD);
        self.user_done(call);
    }
}

impl MessageSocket {
    /// The endpoint that it is of.
    #[must_use]
    pub fn endpoint(&self) -> &Arc<Endpoint> {
        &self.handle.endpoint
    }

    pub(crate) fn socket(&self) -> &Arc<Socket> {
        &self.handle.socket
    }

    pub(super) fn lock(&self) -> Guard<'_, Guarded> {
        self.handle.socket.lock()
    }

    /// Its number on its endpoint, which no other socket there has or had: a
    /// [`CallRow`](crate::observe::CallRow) names it.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.socket().id
    }

    /// The services that it has, two at most, in the order of their numbers.
    pub fn services(&self) -> Vec<ServiceId> {
        self.endpoint().services.of_socket(self.socket().id)
    }

    /// Where calls go that name no destination.
    pub fn default_destination(&self) -> Option<ServiceAddress> {
        self.lock().default_destination
    }

    /// Binds the socket at its endpoint's address: as a client with service 0, else to a service, whose calls are
    /// taken by [`MessageSocket::recvmsg`] once the socket listens. A second service may be bound after the first.
    ///
    /// # Errors
    ///
    /// [`MessageError::AddressInUse`] (EADDRINUSE) if the service is bound on the endpoint already, by this socket,
    /// another or the call face; [`MessageError::Invalid`] (EINVAL) for a second service 0, a third service, and once
    /// the socket was connected or has sent.
    pub fn bind(&self, service: ServiceId) -> Result<(), MessageError> {
        let endpoint = self.endpoint();
        let mut guarded = self.open()?;
        let next = guarded.state.after_bind(service.0)?;
        if service.0 != 0 {
            let bound =
                endpoint.services.bind_socket(service, self.socket(), || endpoint.is_closed());
            bound.map_err(|error| match error {
                BindError::Closed => MessageError::Call(CallError::Closed),
                _ => MessageError::AddressInUse,
            })?;
        }
        guarded.state = next;
        // No call comes before the socket listens.
        let keys = Self::keyring(&guarded);
        let old = keys.and_then(|keys| endpoint.swap_service_keys(service, Some(keys)));
        drop(guarded);
        drop(old);
        Ok(())
    }

    /// [`MessageSocket::bind`] at an address, which must be the endpoint's: `local`. An unspecified IP address and port
    /// 0 stand for its own.
    ///
    /// # Errors
    ///
    /// Those of [`MessageSocket::bind`]; for another address [`MessageError::AddressNotAvailable`] (EADDRNOTAVAIL),
    /// or with the second service [`MessageError::Invalid`] (EINVAL); [`MessageError::AddressFamily`] (EAFNOSUPPORT)
    /// for one that the endpoint cannot have.
    pub fn bind_at(&self, at: ServiceAddress, local: SocketAddr) -> Result<(), MessageError> {
        let (asked, own) = (canonical(at.transport), canonical(local));
        let ip = asked.ip().is_unspecified() || asked.ip() == own.ip();
        let port = asked.port() == 0 || asked.port() == own.port();
        if !self.endpoint().local.reaches(asked) {
            return Err(MessageError::AddressFamily);
        }
        if !(ip && port) {
            let state = self.open()?.state;
            state.after_bind(at.service.0)?;
            return Err(match state {
                SocketState::Unbound => MessageError::AddressNotAvailable,
                _ if self.services().contains(&at.service) => MessageError::AddressInUse,
                _ => MessageError::Invalid("a second service at another address"),
            });
        }
        self.bind(at.service)
    }

    /// Where calls go that name no destination; nothing is sent.
    ///
    /// # Errors
    ///
    /// [`MessageError::Invalid`] (EINVAL) for service 0 or port 0, [`MessageError::AddressFamily`] (EAFNOSUPPORT) if
    /// the endpoint cannot send there, [`MessageError::Connected`] (EISCONN) the second time,
    /// [`MessageError::WrongState`] (EBUSY) on a server.
    pub fn connect(&self, to: ServiceAddress) -> Result<(), MessageError> {
        let to = self.check_target(to)?;
        let mut guarded = self.open()?;
        if guarded.default_destination.is_some() {
            return Err(MessageError::Connected);
        }
        guarded.state = guarded.state.after_connect()?;
        guarded.default_destination = Some(to);
        Ok(())
    }

    /// A target in the form in which calls have it.
    pub(super) fn check_target(&self, to: ServiceAddress) -> Result<ServiceAddress, MessageError> {
        self.endpoint().check_target(to).map_err(|_| {
            match to.service.0 == 0 || to.transport.port() == 0 {
                true => MessageError::Invalid("service 0 or port 0"),
                false => MessageError::AddressFamily,
            }
        })
    }

    /// Lets calls come to the services of the socket: each uses up an ID that `CHARGE_ACCEPT` gave, and is answered
    /// with BUSY when there is none. `backlog` IDs may be given in advance. 0 on a socket that listens ends it for
    /// good: IDs given in advance are free again, and calls are refused with `RX_INVALID_OPERATION`.
    ///
    /// # Errors
    ///
    /// [`MessageError::AddressNotAvailable`] (EADDRNOTAVAIL) without a service, [`MessageError::WrongState`] (EBUSY) on
    /// a client and if it listens or did, [`MessageError::Invalid`] (EINVAL) if `backlog` is beyond
    /// [`Config::backlog`].
    ///
    /// [`Config::backlog`]: crate::Config::backlog
    pub fn listen(&self, backlog: usize) -> Result<(), MessageError> {
        self.set_listening(backlog, Listening::Charged { backlog })
    }

    /// [`MessageSocket::listen`] in the older way: a call that finds no charged ID is announced by a message
    /// with [`Control::NewCall`](crate::Control::NewCall) and taken with [`Control::Accept`](crate::Control::Accept).
    ///
    /// # Errors
    ///
    /// As [`MessageSocket::listen`].
    pub fn listen_with_announcements(&self, backlog: usize) -> Result<(), MessageError> {
        self.set_listening(backlog, Listening::Announced { backlog })
    }

    /// Lets the second of the socket's two services take the calls of clients that call the first and ask for an upgrade
    /// ([`CallOptions::upgrade`](crate::CallOptions::upgrade)), with all later ones of their connections; which is the
    /// first is for `from` to say (RXRPC_UPGRADEABLE_SERVICE). Before the socket listens, and once.
    ///
    /// # Errors
    ///
    /// [`MessageError::OptionState`] (EISCONN) unless the socket has two services and does not listen,
    /// [`MessageError::Invalid`] (EINVAL) if these are not the two, and the second time.
    pub fn set_upgradeable_service(
        &self,
        from: ServiceId,
        to: ServiceId,
    ) -> Result<(), MessageError> {
        let guarded = self.open()?;
        if guarded.state != SocketState::ServerBound2 {
            return Err(MessageError::OptionState);
        }
        match self.endpoint().services.upgrade(from, to, Some(self.socket().id)) {
            true => Ok(()),
            false => Err(MessageError::Invalid("not the two services, or upgraded already")),
        }
    }

    /// Which service of the socket is upgraded, and to which.
    pub fn upgradeable_service(&self) -> Option<(ServiceId, ServiceId)> {
        let upgrade = |from| Some((from, self.endpoint().services.upgrade_of(from)?));
        self.services().into_iter().find_map(upgrade)
    }

    fn set_listening(&self, backlog: usize, listening: Listening) -> Result<(), MessageError> {
        let mut guarded = self.open()?;
        let next = guarded.state.after_listen(backlog > 0)?;
        if backlog > self.endpoint().config.backlog {
            return Err(MessageError::Invalid("backlog too large"));
        }
        guarded.state = next;
        match next {
            SocketState::Listening => {
                self.endpoint().services.listen(self.socket().id, listening);
            }
            _ => self.stop_listening(&mut guarded),
        }
        Ok(())
    }

    /// IDs that were given in advance are free again.
    fn stop_listening(&self, guarded: &mut Guarded) {
        for id in self.endpoint().services.stop_listening(self.socket().id) {
            guarded.tree.remove(&id);
        }
    }

    /// Ends sending for good, in both roles (`SHUT_RDWR`; there is no other way to shut down). The calls that the
    /// socket has go on, and `recvmsg` tells of them; IDs given in advance are free again, and calls to the services are
    /// refused with `RX_INVALID_OPERATION`, as are those that wait to be accepted, whose notices are gone.
    ///
    /// # Errors
    ///
    /// [`MessageError::ShutDown`] (ESHUTDOWN) the second time.
    pub fn shutdown(&self) -> Result<(), MessageError> {
        let mut guarded = self.open()?;
        if guarded.state == SocketState::ShutDown {
            return Err(MessageError::ShutDown);
        }
        guarded.state = SocketState::ShutDown;
        let (ids, untaken) = self.endpoint().services.shut_down(self.socket().id);
        for id in ids {
            guarded.tree.remove(&id);
        }
        drop(guarded);
        self.endpoint().abort_untaken(&untaken);
        self.socket().forget_new_calls();
        Ok(())
    }

    /// Closes the socket for all its handles: its calls are aborted with `RX_CALL_DEAD`, its services are unbound, every
    /// wait ends, and the verbs of the handles that are left fail with [`MessageError::SocketClosed`] (EBADF). What is
    /// to be sent about it is left to [`Endpoint::poll_transmit`]. Does nothing the second time.
    pub fn close(&self) {
        self.endpoint().close_socket(self.socket());
    }

    /// The socket, unless it is closed or its endpoint is.
    pub(super) fn open(&self) -> Result<Guard<'_, Guarded>, MessageError> {
        let guarded = self.lock();
        self.check_open(&guarded)?;
        Ok(guarded)
    }

    pub(super) fn check_open(&self, guarded: &Guarded) -> Result<(), MessageError> {
        if guarded.state == SocketState::Closed {
            return Err(MessageError::SocketClosed);
        }
        if self.endpoint().is_closed() {
            return Err(CallError::Closed.into());
        }
        Ok(())
    }

    /// What is said to flags that nobody knows; of a closed socket, that it is.
    pub(super) fn unsupported_flags(&self) -> MessageError {
        self.check_open(&self.lock()).err().unwrap_or(MessageError::NotSupported)
    }

    /// A message is to be sent: an unbound socket is a client from now on. What a call is made with that it begins.
    pub(super) fn begin_sending(&self) -> Result<CallDefaults, MessageError> {
        let mut guarded = self.open()?;
        guarded.begin_sending()?;
        Ok(CallDefaults { exclusive: guarded.exclusive, secured: guarded.security.is_some() })
    }

    /// What a user call ID stands for; for one that stands for nothing, whether it may begin a call.
    pub(super) fn find(&self, id: UserCallId) -> Result<Option<Named>, MessageError> {
        let guarded = self.lock();
        match guarded.tree.get(&id) {
            None => guarded.may_begin().map(|()| None),
            known => Ok(known),
        }
    }
}
