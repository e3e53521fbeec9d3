//! The endpoint as a program holds it.
//!
//! Holds: [`Endpoint`] with the verbs of the call face that belong to no single call. Must not know: the
//! protocol; every verb is one of the core's, waited for by this task.

use crate::builder::EndpointBuilder;
use crate::call::Call;
use crate::challenges::Challenges;
use crate::handler::Handler;
use crate::incoming::Incoming;
use crate::message_socket::MessageSocket;
use crate::served::served_here;
use crate::server::Server;
use crate::shared::Shared;
use rxrpc_core::observe::{Snapshot, Statistics};
use rxrpc_core::{
    BindError, CallError, CallOptions, CloseOutcome, LONGEST_REPLY, Peer, ServiceAddress,
    ServiceId, ServiceKeys, VersionQuestion,
};
use rxrpc_udp::{SocketBuffers, SystemCalls};
use std::fmt;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::Duration;

/// A local endpoint: one UDP socket, client and service together. Cheap to clone; every clone is the
/// same endpoint. When the last handle is dropped (clones, calls, also those that handlers serve, [`Incoming`],
/// [`Server`], [`MessageSocket`]), the endpoint is closed, its services and its driver end; its address is free again when the
/// executor has dropped the driver. [`Endpoint::close`] frees it while there are handles.
#[derive(Clone)]
pub struct Endpoint {
    handle: Arc<Handle>,
}

/// An endpoint for as long as somebody else has it.
#[derive(Clone)]
pub(crate) struct WeakEndpoint {
    handle: Weak<Handle>,
}

impl WeakEndpoint {
    pub(crate) fn upgrade(&self) -> Option<Endpoint> {
        self.handle.upgrade().map(|handle| Endpoint { handle })
    }
}

/// Closes the endpoint with its last user.
struct Handle {
    shared: Arc<Shared>,
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.shared.core.close();
        self.shared.flush();
        self.shared.stopped.store(true, Ordering::Release);
        self.shared.driver.wake();
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint").field("local", &self.local_addr()).finish_non_exhaustive()
    }
}

impl Endpoint {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self { handle: Arc::new(Handle { shared }) }
    }

    /// Tells one endpoint from another.
    pub(crate) fn address_of_core(&self) -> usize {
        Arc::as_ptr(&self.shared().core).addr()
    }

    pub(crate) fn downgrade(&self) -> WeakEndpoint {
        WeakEndpoint { handle: Arc::downgrade(&self.handle) }
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.handle.shared
    }

    /// Binds a UDP address with default settings on the [default
    /// runtime](crate::runtime::default_runtime); port 0 lets the system choose. Does not block, and so looks up
    /// no host name.
    ///
    /// # Errors
    ///
    /// As [`EndpointBuilder::build`].
    #[cfg(any(feature = "tokio", feature = "smol"))]
    pub fn bind(address: impl crate::BindAddress) -> std::io::Result<Self> {
        Self::builder().bind(address).build()
    }

    /// For other settings.
    pub fn builder() -> EndpointBuilder {
        EndpointBuilder::default()
    }

    /// The bound UDP address.
    pub fn local_addr(&self) -> SocketAddr {
        self.shared().port.local()
    }

    /// System calls to send and to receive on the socket so far; none where a
    /// [`Transport`](crate::Transport) takes its place.
    pub fn system_calls(&self) -> SystemCalls {
        self.shared().port.system_calls()
    }

    /// How large the system made the socket's buffers; 0 where a [`Transport`](crate::Transport) takes its place.
    pub fn socket_buffers(&self) -> SocketBuffers {
        self.shared().port.buffers()
    }

    /// Makes a call, waiting for one of the slots to that service of that peer. Cancel-safe: if the
    /// future is dropped, the call never was.
    ///
    /// # Errors
    ///
    /// [`CallError::InvalidAddress`] (EINVAL), [`CallError::Closed`] (ESHUTDOWN).
    pub async fn call(&self, service: ServiceAddress) -> Result<Call, CallError> {
        self.call_with(service, &CallOptions::new()).await
    }

    /// [`Endpoint::call`] with options; a deadline for the whole call is
    /// [`CallOptions::hard_timeout`]. Cancel-safe, as [`Endpoint::call`].
    ///
    /// # Errors
    ///
    /// Those of [`Endpoint::call`], and [`CallError::DeadlinePassed`] (ETIME) if
    /// the hard timeout ends the wait.
    pub async fn call_with(
        &self,
        service: ServiceAddress,
        options: &CallOptions,
    ) -> Result<Call, CallError> {
        let shared = self.shared();
        let began = shared.runtime.now();
        let call = shared.run(pin!(shared.core.open_call(began, service, options))).await?;
        let slot_wait = shared.runtime.now().saturating_duration_since(began);
        Ok(Call::new(self.clone(), call, slot_wait))
    }

    /// [`Endpoint::call`] that never waits.
    ///
    /// # Errors
    ///
    /// [`CallError::WouldBlock`] (EAGAIN) if no slot is free, and those of [`Endpoint::call`].
    pub fn try_call(&self, service: ServiceAddress) -> Result<Call, CallError> {
        let (shared, options) = (self.shared(), CallOptions::new());
        let call = shared.core.try_open_call(shared.runtime.now(), service, &options)?;
        Ok(Call::new(self.clone(), call, Duration::ZERO))
    }

    /// Begins a call without waiting for a slot: the call stands in the queue by itself, in one line with those who
    /// wait in [`Endpoint::call`], and can be used at once. What is sent before it has its slot is kept, as much as a
    /// transmit queue takes ([`MachineConfig::transmit_queue_limit`](crate::MachineConfig::transmit_queue_limit)
    /// full packets), and leaves by itself when the slot comes. Reading waits for that. Dropping the
    /// call leaves the queue. Never waits. (AF_RXRPC contract §3: a call that the kernel begins does not wait for a
    /// channel.)
    ///
    /// Any number of calls can wait so, each with what it was given: a program that begins calls faster than their
    /// service ends them bounds their number itself, or makes them with [`Endpoint::call`].
    ///
    /// # Errors
    ///
    /// [`CallError::InvalidAddress`] (EINVAL), [`CallError::Closed`] (ESHUTDOWN). If the hard timeout ends the wait,
    /// every verb of the call says [`CallError::DeadlinePassed`] (ETIME).
    pub fn begin_call(
        &self,
        service: ServiceAddress,
        options: &CallOptions,
    ) -> Result<Call, CallError> {
        let shared = self.shared();
        let call = shared.core.begin_call(shared.runtime.now(), service, options)?;
        Ok(Call::new(self.clone(), call, Duration::ZERO))
    }

    /// A whole call: sends `body` as the request, returns the whole reply, which may be up to
    /// [`LONGEST_REPLY`] bytes long. If the future is dropped, the call is aborted; the service
    /// may have run it.
    ///
    /// # Errors
    ///
    /// What ended the call, an abort by the service included; [`CallError::TooLong`] (EMSGSIZE) for
    /// a longer reply, for which there is [`Endpoint::call`].
    pub async fn request(
        &self,
        service: ServiceAddress,
        body: &[u8],
    ) -> Result<Vec<u8>, CallError> {
        self.request_with(service, &CallOptions::new(), body).await
    }

    /// [`Endpoint::request`] with options, such as a deadline. If the future is dropped, the call is aborted
    /// as there.
    ///
    /// ```
    /// # use rxrpc_async::{CallError, CallOptions, Endpoint, ServiceAddress};
    /// # use std::time::Duration;
    /// # async fn ask(endpoint: Endpoint, service: ServiceAddress) -> Result<Vec<u8>, CallError> {
    /// let within = CallOptions::new().hard_timeout(Duration::from_secs(60));
    /// let reply = endpoint.request_with(service, &within, b"hello").await?;
    /// # Ok(reply)
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Endpoint::request`] and [`Endpoint::call_with`].
    pub async fn request_with(
        &self,
        service: ServiceAddress,
        options: &CallOptions,
        body: &[u8],
    ) -> Result<Vec<u8>, CallError> {
        // It waits once, for its reply: the request leaves by itself when the slot comes.
        let shared = self.shared();
        let (call, given) =
            shared.core.begin_request(shared.runtime.now(), service, options, body)?;
        let mut call = Call::new(self.clone(), call, Duration::ZERO);
        if !given {
            call.send_last(body).await?;
        }
        call.take_rest(LONGEST_REPLY).await
    }

    /// A handle of the peer at a UDP address, with which things can be kept for as long as there is a connection to it or
    /// a handle of it. Whether or not there is a connection now; nothing is sent. Never waits.
    ///
    /// # Errors
    ///
    /// [`CallError::InvalidAddress`] (EINVAL) for port 0 and an address that the socket cannot reach.
    pub fn peer(&self, address: SocketAddr) -> Result<Peer, CallError> {
        self.shared().core.peer(address)
    }

    /// Asks the software at a UDP address what it is: what `rxdebug -version` prints of an OpenAFS program, `linux-…
    /// AF_RXRPC` of the kernel, [`Config::version`](crate::Config::version) of an endpoint of ours. It is asked again
    /// a few times, which takes for `limit` at most. The text comes from the network: it has at most 65 bytes,
    /// what is no printable character is replaced, and nothing says that it is true. Cancel-safe.
    ///
    /// # Errors
    ///
    /// [`CallError::TimedOut`] (ETIMEDOUT) if there is no answer; [`CallError::InvalidAddress`] (EINVAL);
    /// [`CallError::WouldBlock`] (EAGAIN) while 64 others wait for their answers; [`CallError::Closed`] (ESHUTDOWN).
    pub async fn ask_version(
        &self,
        peer: SocketAddr,
        limit: Duration,
    ) -> Result<String, CallError> {
        let (shared, began) = (self.shared(), self.shared().runtime.now());
        let question = shared.core.ask_version(peer)?;
        for patience in VersionQuestion::patience(limit) {
            question.send();
            let until = began.checked_add(patience);
            if let Some(answer) = shared.run_until(pin!(question.answered()), until).await {
                return answer;
            }
        }
        Err(CallError::TimedOut)
    }

    /// Binds a service whose calls are taken one by one.
    ///
    /// # Errors
    ///
    /// [`BindError`]: service 0 (EINVAL), bound already (EADDRINUSE), closed (ESHUTDOWN).
    pub fn incoming(&self, service: ServiceId) -> Result<Incoming, BindError> {
        Ok(Incoming::new(self.clone(), self.shared().core.incoming(service)?))
    }

    /// Binds a service and runs `handler` for each of its calls, at most `concurrency` (at least one) at
    /// a time, in tasks of the runtime: a [`Handler`], or a closure that takes the [`Call`] and returns a future,
    /// or, chosen at run time, a [`DynHandler`](crate::DynHandler).
    /// Further calls wait in the backlog, and beyond that are answered with BUSY. On a runtime that starts no
    /// tasks, take the calls from [`Endpoint::incoming`]. Never waits.
    ///
    /// ```
    /// # use rxrpc_async::{BindError, Call, Endpoint, ServiceId};
    /// # fn offer(endpoint: Endpoint) -> Result<(), BindError> {
    /// endpoint.serve(ServiceId(147), 32, |mut call: Call| async move {
    ///     let request = call.take_request(1 << 20).await?;
    ///     Ok(call.send(&request).await?)
    /// })?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The service goes on until [`Server::stop`] or the end of the endpoint, whether or not the returned
    /// [`Server`] is kept: its drop ends nothing. But its tasks keep no endpoint: with the last handle
    /// of that, of which the [`Server`] is one, the service ends too.
    ///
    /// # Errors
    ///
    /// As [`Endpoint::incoming`].
    pub fn serve(
        &self,
        service: ServiceId,
        concurrency: usize,
        handler: impl Handler,
    ) -> Result<Server, BindError> {
        let incoming = self.shared().core.incoming(service)?;
        Ok(Server::start(self, incoming, concurrency, handler))
    }

    /// Lets `to` take the calls of clients that call `from` and ask for an upgrade ([`CallOptions::upgrade`]), and all
    /// later ones of their connections; others, and those with a protection that `to` does not take, go to `from` as
    /// before. Both have to be bound by [`Endpoint::incoming`] or [`Endpoint::serve`]; it ends when one of them is bound no
    /// more. Connections that there are stay as they are. Never waits.
    ///
    /// # Errors
    ///
    /// [`BindError::CannotUpgrade`] (EINVAL) if one of them is not bound so, if they are the same, or if `from` has its
    /// upgrade already; [`BindError::Closed`] (ESHUTDOWN).
    pub fn upgradeable_service(&self, from: ServiceId, to: ServiceId) -> Result<(), BindError> {
        self.shared().core.upgradeable_service(from, to)
    }

    /// Makes an AF_RXRPC socket of this endpoint, unbound, with calls and user call IDs of its own. Never waits.
    pub fn message_socket(&self) -> MessageSocket {
        MessageSocket::new(self.clone())
    }

    /// Sets by what a service knows its clients, in place of what was set before; `None`: it takes unprotected calls
    /// only, as at first. The service need not be bound so far. Connections that there are stay as they are. Never
    /// blocks.
    pub fn set_service_keys(&self, service: ServiceId, keys: Option<ServiceKeys>) {
        self.shared().core.set_service_keys(service, keys);
    }

    /// A place for CHALLENGEs that the program answers itself, in place of the keys of its calls. Never waits.
    pub fn challenges(&self) -> Challenges {
        Challenges::new(self.clone(), self.shared().core.challenges())
    }

    /// What happened on the endpoint so far.
    pub fn statistics(&self) -> Statistics {
        self.shared().core.statistics()
    }

    /// What is on the endpoint now.
    pub fn snapshot(&self) -> Snapshot {
        self.shared().core.snapshot()
    }

    /// Waits for this long, by the clock of the endpoint's runtime. Cancel-safe.
    pub async fn pause(&self, time: Duration) {
        let shared = self.shared();
        let never = std::future::pending::<()>();
        shared.run_until(pin!(never), shared.deadline(time)).await;
    }

    /// Waits up to `grace` for the calls that go on without their user, then aborts what is left, ends every
    /// wait and refuses new calls. Returns whether all had ended by themselves. If the future is dropped while it
    /// waits for calls, nothing is closed.
    ///
    /// Waited for are calls that a handler of a [`Server`] serves or that nobody took so far, replies that are
    /// not acknowledged and final ACKs that are not sent. **Not waited for are calls that the program
    /// holds**, as a client or from an [`Incoming`]: end those first. Nor, in a handler, is the call that it
    /// serves (what a handler has another task wait for is not known as its own). Handlers are not stopped: one
    /// that runs on learns of the close by the verbs of its call. Meanwhile calls go on as before, new ones
    /// too: [`Server::stop`] before refuses those.
    ///
    /// Afterwards the UDP address is free, whatever handles there are: their verbs tell of the close, and
    /// [`Endpoint::local_addr`] and the figures still answer. A peer that calls then finds nobody at the
    /// address. The last packets, which tell peers of the end, have left before: up to a second is waited for
    /// room for them in the socket's buffer. A [`Transport`](crate::Transport) is dropped, and the driver ends.
    pub async fn close(&self, grace: Duration) -> CloseOutcome {
        let shared = self.shared();
        let but = served_here(self.address_of_core());
        let served = pin!(shared.core.wait_served(but));
        let drained = shared.run_until(served, shared.deadline(grace)).await;
        shared.close().await;
        drained.map_or(CloseOutcome::GraceOver, |()| CloseOutcome::Drained)
    }
}
