//! The endpoint as a program holds it.
//!
//! Holds: [`Endpoint`] with the verbs of the call face that belong to no single call. Must not know: the
//! protocol; every verb is one of the core's, waited for by this thread.

use crate::builder::EndpointBuilder;
use crate::call::Call;
use crate::challenges::Challenges;
use crate::driver::Driver;
use crate::incoming::Incoming;
use crate::message_socket::MessageSocket;
use crate::server::{Server, served_here};
use rxrpc_core::observe::{Snapshot, Statistics};
use rxrpc_core::{
    BindError, CallError, CallOptions, CloseOutcome, LONGEST_REPLY, Peer, Refusal, ServiceAddress,
    ServiceId, ServiceKeys, VersionQuestion,
};
use rxrpc_udp::{SocketBuffers, SystemCalls};
use std::fmt;
use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

/// A local endpoint: one UDP socket, client and service together. Cheap to clone; every clone is the
/// same endpoint. When the last handle is dropped (clones, calls, also those that handlers serve, [`Incoming`],
/// [`Server`], [`MessageSocket`]), the endpoint is closed, its services end, and its address is free again. [`Endpoint::close`]
/// frees it while there are handles.
#[derive(Clone)]
pub struct Endpoint {
    shared: Arc<Shared>,
}

/// An endpoint for as long as somebody else has it.
#[derive(Clone)]
pub(crate) struct WeakEndpoint {
    shared: Weak<Shared>,
}

impl WeakEndpoint {
    pub(crate) fn upgrade(&self) -> Option<Endpoint> {
        self.shared.upgrade().map(|shared| Endpoint { shared })
    }

    /// What drives the endpoint, to wait with: that keeps it from closing no more than this does.
    pub(crate) fn driver(&self) -> Option<Arc<Driver>> {
        self.shared.upgrade().map(|shared| shared.driver.clone())
    }
}

/// Closes the endpoint with its last user.
struct Shared {
    driver: Arc<Driver>,
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.driver.end();
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint").field("local", &self.local_addr()).finish_non_exhaustive()
    }
}

impl Endpoint {
    pub(crate) fn new(driver: Arc<Driver>) -> Self {
        Self { shared: Arc::new(Shared { driver }) }
    }

    /// Tells one endpoint from another.
    pub(crate) fn address_of_core(&self) -> usize {
        Arc::as_ptr(&self.driver().core).addr()
    }

    pub(crate) fn driver(&self) -> &Driver {
        &self.shared.driver
    }

    pub(crate) fn downgrade(&self) -> WeakEndpoint {
        WeakEndpoint { shared: Arc::downgrade(&self.shared) }
    }

    /// Binds a UDP address with default settings; port 0 lets the system choose. A host name is looked
    /// up, which may block in the system's resolver; the first address that can be bound is taken.
    ///
    /// # Errors
    ///
    /// What the system says about the last address tried.
    pub fn bind(address: impl ToSocketAddrs) -> io::Result<Self> {
        let mut last = io::Error::new(io::ErrorKind::InvalidInput, "no address to bind");
        for address in address.to_socket_addrs()? {
            match Self::builder().bind(address).build() {
                Ok(endpoint) => return Ok(endpoint),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// For other settings.
    pub fn builder() -> EndpointBuilder {
        EndpointBuilder::default()
    }

    /// The bound UDP address.
    pub fn local_addr(&self) -> SocketAddr {
        self.driver().port.local()
    }

    /// System calls to send and to receive on the socket so far.
    pub fn system_calls(&self) -> SystemCalls {
        self.driver().port.system_calls()
    }

    /// How large the system made the socket's buffers.
    pub fn socket_buffers(&self) -> SocketBuffers {
        self.driver().port.buffers()
    }

    /// Makes a call. Blocks until one of the slots to that service of that peer is free.
    ///
    /// # Errors
    ///
    /// [`CallError::InvalidAddress`] (EINVAL), [`CallError::Closed`] (ESHUTDOWN).
    pub fn call(&self, service: ServiceAddress) -> Result<Call, CallError> {
        self.call_with(service, &CallOptions::new())
    }

    /// [`Endpoint::call`] with options, such as a deadline of the whole call
    /// ([`CallOptions::hard_timeout`]).
    ///
    /// # Errors
    ///
    /// Those of [`Endpoint::call`], and [`CallError::DeadlinePassed`] (ETIME) if
    /// the hard timeout ends the wait.
    pub fn call_with(
        &self,
        service: ServiceAddress,
        options: &CallOptions,
    ) -> Result<Call, CallError> {
        let began = Instant::now();
        let open = self.driver().core.open_call(began, service, options);
        let call = self.driver().block_on(open, None).unwrap_or(Err(CallError::TimedOut))?;
        Ok(Call::new(self.clone(), call, began.elapsed()))
    }

    /// [`Endpoint::call`] that never blocks.
    ///
    /// # Errors
    ///
    /// [`CallError::WouldBlock`] (EAGAIN) if no slot is free, and those of [`Endpoint::call`].
    pub fn try_call(&self, service: ServiceAddress) -> Result<Call, CallError> {
        let options = CallOptions::new();
        let call = self.driver().core.try_open_call(Instant::now(), service, &options)?;
        Ok(Call::new(self.clone(), call, Duration::ZERO))
    }

    /// Begins a call without waiting for a slot: the call stands in the queue by itself, in one line with those who
    /// wait in [`Endpoint::call`], and can be used at once. What is sent before it has its slot is kept, as much as a
    /// transmit queue takes ([`MachineConfig::transmit_queue_limit`](crate::MachineConfig::transmit_queue_limit)
    /// full packets), and leaves by itself when the slot comes. Reading waits for that. Dropping the
    /// call leaves the queue. Never blocks. (AF_RXRPC contract §3: a call that the kernel begins does not wait for a
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
        let call = self.driver().core.begin_call(Instant::now(), service, options)?;
        Ok(Call::new(self.clone(), call, Duration::ZERO))
    }

    /// A whole call: sends `body` as the request, returns the whole reply, which may be up to
    /// [`LONGEST_REPLY`] bytes long. Blocks until then.
    ///
    /// # Errors
    ///
    /// What ended the call, an abort by the service included; [`CallError::TooLong`] (EMSGSIZE) for
    /// a longer reply, for which there is [`Endpoint::call`].
    pub fn request(&self, service: ServiceAddress, body: &[u8]) -> Result<Vec<u8>, CallError> {
        self.request_with(service, &CallOptions::new(), body)
    }

    /// [`Endpoint::request`] with options, such as a deadline:
    ///
    /// ```
    /// # use rxrpc_sync::{CallOptions, Endpoint, ServiceAddress, ServiceId};
    /// # use std::time::Duration;
    /// # let endpoint = Endpoint::bind("127.0.0.1:0")?;
    /// # let _echo = endpoint.serve(ServiceId(1), 1, |call| {
    /// #     let request = call.take_request(100)?;
    /// #     Ok(call.send(&request)?)
    /// # })?;
    /// # let service = ServiceAddress::new(endpoint.local_addr(), ServiceId(1));
    /// let within = CallOptions::new().hard_timeout(Duration::from_secs(60));
    /// let reply = endpoint.request_with(service, &within, b"hello")?;
    /// # assert_eq!(reply, b"hello");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Endpoint::request`] and [`Endpoint::call_with`].
    pub fn request_with(
        &self,
        service: ServiceAddress,
        options: &CallOptions,
        body: &[u8],
    ) -> Result<Vec<u8>, CallError> {
        // It waits once, for its reply: the request leaves by itself when the slot comes.
        let (call, given) =
            self.driver().core.begin_request(Instant::now(), service, options, body)?;
        let mut call = Call::new(self.clone(), call, Duration::ZERO);
        if !given {
            call.send_last(body)?;
        }
        call.take_rest(LONGEST_REPLY)
    }

    /// A handle of the peer at a UDP address, with which things can be kept for as long as there is a connection to it or
    /// a handle of it. Whether or not there is a connection now; nothing is sent. Never blocks.
    ///
    /// # Errors
    ///
    /// [`CallError::InvalidAddress`] (EINVAL) for port 0 and an address that the socket cannot reach.
    pub fn peer(&self, address: SocketAddr) -> Result<Peer, CallError> {
        self.driver().core.peer(address)
    }

    /// Asks the software at a UDP address what it is: what `rxdebug -version` prints of an OpenAFS program, `linux-…
    /// AF_RXRPC` of the kernel, [`Config::version`](crate::Config::version) of an endpoint of ours. It is asked again
    /// a few times, and blocks for `limit` at most. The text comes from the network: it has at most 65 bytes,
    /// what is no printable character is replaced, and nothing says that it is true.
    ///
    /// # Errors
    ///
    /// [`CallError::TimedOut`] (ETIMEDOUT) if there is no answer; [`CallError::InvalidAddress`] (EINVAL);
    /// [`CallError::WouldBlock`] (EAGAIN) while 64 others wait for their answers; [`CallError::Closed`] (ESHUTDOWN).
    pub fn ask_version(&self, peer: SocketAddr, limit: Duration) -> Result<String, CallError> {
        let (driver, began) = (self.driver(), Instant::now());
        let question = driver.core.ask_version(peer)?;
        for patience in VersionQuestion::patience(limit) {
            question.send();
            let answer = driver.block_on(question.answered(), began.checked_add(patience));
            if let Some(answer) = answer {
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
        Ok(Incoming::new(self.clone(), self.driver().core.incoming(service)?))
    }

    /// Binds a service and lets `threads` threads (at least one) run `handler` for each of its calls. Further calls
    /// wait in the backlog, and beyond that are answered with BUSY. Never blocks. When the handler returns `Ok`, what it has not read of the request is given up and the reply is
    /// ended ([`Call::end_send`]); on `Err` the call is aborted with the code in it.
    ///
    /// The service goes on until [`Server::stop`] or the end of the endpoint, whether or not the returned
    /// [`Server`] is kept: its drop ends nothing. But its threads keep no endpoint: with the last handle
    /// of that, of which the [`Server`] is one, the service ends too.
    ///
    /// # Errors
    ///
    /// As [`Endpoint::incoming`]; [`BindError::Thread`] if the system starts too few threads, and then the
    /// service is not bound.
    pub fn serve<F>(
        &self,
        service: ServiceId,
        threads: usize,
        handler: F,
    ) -> Result<Server, BindError>
    where
        F: Fn(&mut Call) -> Result<(), Refusal> + Send + Sync + 'static,
    {
        Server::start(self, self.driver().core.incoming(service)?, threads, handler)
    }

    /// Lets `to` take the calls of clients that call `from` and ask for an upgrade ([`CallOptions::upgrade`]), and all
    /// later ones of their connections; others, and those with a protection that `to` does not take, go to `from` as
    /// before. Both have to be bound by [`Endpoint::incoming`] or [`Endpoint::serve`]; it ends when one of them is bound no
    /// more. Connections that there are stay as they are. Never blocks.
    ///
    /// # Errors
    ///
    /// [`BindError::CannotUpgrade`] (EINVAL) if one of them is not bound so, if they are the same, or if `from` has its
    /// upgrade already; [`BindError::Closed`] (ESHUTDOWN).
    pub fn upgradeable_service(&self, from: ServiceId, to: ServiceId) -> Result<(), BindError> {
        self.driver().core.upgradeable_service(from, to)
    }

    /// Makes an AF_RXRPC socket of this endpoint, unbound, with calls and user call IDs of its own. Never blocks.
    pub fn message_socket(&self) -> MessageSocket {
        MessageSocket::new(self.clone())
    }

    /// Sets by what a service knows its clients, in place of what was set before; `None`: it takes unprotected calls
    /// only, as at first. The service need not be bound so far. Connections that there are stay as they are. Never
    /// blocks.
    pub fn set_service_keys(&self, service: ServiceId, keys: Option<ServiceKeys>) {
        self.driver().core.set_service_keys(service, keys);
    }

    /// A place for CHALLENGEs that the program answers itself, in place of the keys of its calls. Never waits.
    pub fn challenges(&self) -> Challenges {
        Challenges::new(self.clone(), self.driver().core.challenges())
    }

    /// What happened on the endpoint so far.
    pub fn statistics(&self) -> Statistics {
        self.driver().core.statistics()
    }

    /// What is on the endpoint now.
    pub fn snapshot(&self) -> Snapshot {
        self.driver().core.snapshot()
    }

    /// Waits up to `grace` for the calls that go on without their user, then aborts what is left, ends every
    /// wait and refuses new calls. Returns whether all had ended by themselves.
    ///
    /// Waited for are calls that a handler of a [`Server`] serves or that nobody took so far, replies that are
    /// not acknowledged and final ACKs that are not sent. **Not waited for are calls that the program
    /// holds**, as a client or from an [`Incoming`]: end those first. Nor, in a handler, is the call that it
    /// serves. Handlers are not stopped: one that runs on learns of the close by the verbs of its call.
    /// Meanwhile calls go on as before, new ones too: [`Server::stop`] before refuses those.
    ///
    /// Afterwards the UDP address is free, whatever handles there are: their verbs tell of the close, and
    /// [`Endpoint::local_addr`] and the figures still answer. A peer that calls then finds nobody at the
    /// address. The last packets, which tell peers of the end, have left before: up to a second is waited for
    /// room for them in the socket's buffer, and for threads that are within a system call of it.
    pub fn close(&self, grace: Duration) -> CloseOutcome {
        let driver = self.driver();
        let deadline = Instant::now().checked_add(grace);
        let but = served_here(self.address_of_core());
        let drained = driver.block_on(driver.core.wait_served(but), deadline);
        driver.close();
        drained.map_or(CloseOutcome::GraceOver, |()| CloseOutcome::Drained)
    }
}
