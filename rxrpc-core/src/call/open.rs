//! Making a client call: allocated, locked, visible, and only then connected.
//!
//! Holds: [`Endpoint::open_call`] for the call face, [`Endpoint::connect`] which waits for a slot, and
//! the future behind that wait. Must not know: what is sent on the call.
//!
//! While a call waits for its slot it holds its own user mutex and nothing else; the wait ends with a
//! slot, with the end of the call (an abort, its hard timeout, the close of the endpoint) or with the
//! drop of the future, and none of these leaves an entry in the queue, a slot, a call number or a waiter
//! behind.

use super::life::Life;
use super::options::CallOptions;
use super::{Call, Connected, Face, User};
use crate::address::ServiceAddress;
use crate::call::send::Waiting;
use crate::connection::bundle::{Bundle, BundleKey};
use crate::endpoint::Endpoint;
use crate::endpoint::handshake::ask_class;
use crate::errno::Errno;
use crate::error::{CallError, MessageError};
use crate::lock::waiters::WaiterId;
use crate::lock::{Permit, Take};
use crate::message::UserCallId;
use crate::message::socket_state::Socket;
use crate::message::tree::Named;
use crate::observe::trace::{self, CallPoint};
use crate::proto::Completion;
use crate::security::Security;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

/// Why a call was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NotMade {
    /// The endpoint is closed.
    Closed,
    /// The socket begins no calls.
    Refused(MessageError),
    /// Another call has the user call ID.
    IdInUse,
}

/// The wait for a slot, or for the end of the call that waits.
struct SlotWait<'a> {
    endpoint: &'a Endpoint,
    call: &'a Call,
    take: Take,
    waiter: Option<WaiterId>,
}

impl Future for SlotWait<'_> {
    type Output = Result<Permit, CallError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        // The end is looked at first: a call that was aborted takes no slot, even if it was granted one
        // (the drop of `take` passes that on).
        if let Some(failure) = this.call.with_state(|state| state.failure()) {
            return Poll::Ready(Err(failure));
        }
        if let Poll::Ready(slot) = Pin::new(&mut this.take).poll(cx) {
            return Poll::Ready(Ok(slot));
        }
        this.endpoint.schedule.watch_slots(this.take.owner());
        // Most calls find a free slot and need no entry among those who wait for their end.
        let (failure, replaced) = this.call.with_state(|state| match state.failure() {
            None => (None, state.waiters.ended.register(&mut this.waiter, cx.waker())),
            failure => (failure, None),
        });
        drop(replaced);
        failure.map_or(Poll::Pending, |failure| Poll::Ready(Err(failure)))
    }
}

impl Drop for SlotWait<'_> {
    fn drop(&mut self) {
        if crate::lock::abandoned_by_model() {
            return;
        }
        if let Some(id) = self.waiter {
            let _waker = self.call.with_state(|state| state.waiters.ended.remove(id));
        }
    }
}

/// Ends a call that was never connected when its maker gives up waiting.
struct Forget<'a> {
    endpoint: &'a Endpoint,
    call: &'a Arc<Call>,
    armed: bool,
}

impl Drop for Forget<'_> {
    fn drop(&mut self) {
        if self.armed && !crate::lock::abandoned_by_model() {
            self.endpoint.fail_call(self.call, Completion::LocalError(Errno::EINTR));
            self.endpoint.forget_call(self.call);
        }
    }
}

pub(crate) fn bundle_key(target: &ServiceAddress, options: &CallOptions) -> BundleKey {
    BundleKey::new(target.transport, target.service, options.credentials.clone(), options.upgrade)
}

/// Whether another call may begin on a connection, as far as its class is concerned.
#[inline]
fn may_take_calls(now: Instant, security: &Security) -> bool {
    match security.of_class() {
        None => true,
        Some(context) => ask_class(|| context.takes_calls(now)).unwrap_or(false),
    }
}

/// One poll with a waker that does nothing: whatever would wait is pending, and then dropped.
fn poll_once<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

impl Endpoint {
    /// Makes a call of the call face and waits for its slot. Dropping the future takes the call back.
    /// `now` is the time of asking: what is limited from the making of the call counts from there.
    ///
    /// # Errors
    ///
    /// [`CallError::InvalidAddress`], [`CallError::Closed`], or what ended the call while it waited.
    pub async fn open_call(
        &self,
        now: Instant,
        target: ServiceAddress,
        options: &CallOptions,
    ) -> Result<Arc<Call>, CallError> {
        let target = self.check_target(target)?;
        let made = self.new_client_call(now, target, options, None);
        let (call, user) = made.map_err(|_| CallError::Closed)?;
        self.connect_or_forget(now, &call, options, Waiting::Allowed).await?;
        drop(user);
        Ok(call)
    }

    /// [`Endpoint::connect`]; if the wait for a slot is given up, the call never was. The caller holds
    /// the user mutex of the new call.
    pub(crate) async fn connect_or_forget(
        &self,
        now: Instant,
        call: &Arc<Call>,
        options: &CallOptions,
        waiting: Waiting,
    ) -> Result<(), CallError> {
        let mut forget = Forget { endpoint: self, call, armed: true };
        let mut connect = pin!(self.connect(now, call, options));
        let connected = match waiting {
            Waiting::Allowed => connect.await,
            Waiting::Never => match poll_once(connect.as_mut()) {
                Poll::Ready(connected) => connected,
                Poll::Pending => return Err(CallError::WouldBlock),
            },
        };
        forget.armed = false;
        connected
    }

    /// [`Endpoint::open_call`] that never waits.
    ///
    /// # Errors
    ///
    /// [`CallError::WouldBlock`] if no slot is free, and those of [`Endpoint::open_call`].
    pub fn try_open_call(
        &self,
        now: Instant,
        target: ServiceAddress,
        options: &CallOptions,
    ) -> Result<Arc<Call>, CallError> {
        match poll_once(pin!(self.open_call(now, target, options))) {
            Poll::Ready(result) => result,
            Poll::Pending => Err(CallError::WouldBlock),
        }
    }

    /// Waits for a slot and puts the call on its channel. The caller holds the user mutex, and no
    /// lock. An error means that the call has ended; its users learn the same from it.
    pub(crate) async fn connect(
        &self,
        now: Instant,
        call: &Arc<Call>,
        options: &CallOptions,
    ) -> Result<(), CallError> {
        let bundle = self.routes.bundle(bundle_key(&call.target, options), options.exclusive);
        trace::call(call, CallPoint::WaitsForSlot);
        let counted = self.totals.count_slot_wait();
        let slot =
            SlotWait { endpoint: self, call, take: bundle.slots.take(), waiter: None }.await?;
        drop(counted);
        self.put_on_channel(now, call, &bundle, slot, (options, None)).map(|_| ())
    }

    /// Gives a call that has a slot its connection, channel and call number, and a request that is one packet with
    /// them, `request` or what it kept of that: whether it took one.
    pub(super) fn put_on_channel(
        &self,
        now: Instant,
        call: &Arc<Call>,
        bundle: &Arc<Bundle>,
        slot: Permit,
        (options, request): (&CallOptions, Option<&[u8]>),
    ) -> Result<bool, CallError> {
        let (index, channel) = Bundle::position(slot.index());
        loop {
            let connection = self.ensure_connection(now, bundle, index);
            match connection.security() {
                None => {
                    let secured = self.secure_client(now, &connection, &options.credentials);
                    if let Err(ended) = secured {
                        self.fail_call(call, ended);
                        self.pass_on(slot);
                        return Err(call.failure().unwrap_or(CallError::Ended));
                    }
                }
                Some(security) if !may_take_calls(now, security) => {
                    // The next look-up replaces it.
                    connection.channels.lock().retired = true;
                    continue;
                }
                Some(_) => {}
            }
            let mut channels = connection.channels.lock();
            if !channels.reusable() {
                // Aborted between the look-up and here: the next look-up replaces it.
                continue;
            }
            let (number, superseded) = channels.begin_client(channel, call.clone());
            // Nobody else comes to a connection of one call: it need not wait for its expiry.
            channels.retired |= options.exclusive;
            let identity = connection.identity(channel, number);
            let known = channels.known_path(channel);
            // The state lock ranks above the channels', so nobody sees the call on the channel without
            // its machine.
            let (mut given, mut kept) = (false, None);
            let (connected, mut effects) = call.touch(|state| {
                let (normal, idle) = state.limits_of_silence(options);
                state.life.connect(slot, |hard_deadline| {
                    let (config, budget) = (&self.machine_config, &self.receive_budget);
                    let mut connected =
                        Connected::new(now, config, budget, &connection, identity, known);
                    if connection.awaits_answer() {
                        connected.machine.ask_alone();
                    }
                    if self.times_kept.load(Ordering::Relaxed) {
                        connected.machine.keep_times();
                    }
                    let hard =
                        hard_deadline.map(|deadline| deadline.saturating_duration_since(now));
                    connected.machine.set_timeouts(now, hard, idle, normal);
                    connected
                })?;
                given = match request {
                    Some(request) => state.queue_whole(request),
                    None => {
                        kept = state.queue_kept();
                        kept.is_some()
                    }
                };
                Ok(())
            });
            if connected.is_err() {
                channels.take_back(channel, call);
            }
            drop(channels);
            if let Some((begun, wake)) = kept {
                drop(begun);
                effects = effects.waking(wake);
            }
            if let Some(superseded) = superseded {
                let ((), effects) = superseded.touch(|state| state.life.supersede());
                self.apply(&superseded, effects);
            }
            self.apply(call, effects);
            if let Err(slot) = connected {
                self.pass_on(slot);
                return Err(call.failure().unwrap_or(CallError::Ended));
            }
            trace::call(call, CallPoint::Connected);
            return Ok(given);
        }
    }

    /// Allocates a client call, locked, and makes it known: from here on everybody sees it. With a
    /// user call ID of a socket it belongs to the message face.
    pub(crate) fn new_client_call(
        &self,
        now: Instant,
        target: ServiceAddress,
        options: &CallOptions,
        name: Option<(&Arc<Socket>, UserCallId)>,
    ) -> Result<(Arc<Call>, User), NotMade> {
        let life = Life::awaiting_slot(options.hard_deadline(now));
        let face = name.map_or(Face::Calls, |(socket, _)| Face::Messages(socket.clone()));
        let (call, mut user) = Call::new(self.live.next_key(), None, face, target, life);
        if let Some(length) = options.announced_length {
            user.announce(length);
        }
        match name {
            Some((socket, id)) => self.name_call(socket, id, &call)?,
            None => self.register_call(&call).map_err(|_| NotMade::Closed)?,
        }
        trace::call(&call, CallPoint::NewClient);
        if options.hard_timeout.is_some() {
            let ((), effects) = call.touch(|_| ());
            self.apply(&call, effects);
        }
        Ok((call, user))
    }

    /// Makes a call known under its user call ID. Nobody finds the name of a call that is not alive yet.
    fn name_call(&self, socket: &Socket, id: UserCallId, call: &Arc<Call>) -> Result<(), NotMade> {
        let mut guarded = socket.lock();
        if self.is_closed() {
            return Err(NotMade::Closed);
        }
        guarded.may_begin().map_err(NotMade::Refused)?;
        if !guarded.tree.insert(id, Named::Call(call.clone())) {
            return Err(NotMade::IdInUse);
        }
        self.register_call(call).map_err(|_| {
            guarded.tree.remove(&id);
            NotMade::Closed
        })
    }
}
