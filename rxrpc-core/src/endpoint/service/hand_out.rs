//! The way of a service call from its maker to a user, or back when it ends before.
//!
//! Holds: when a call is shown to its users, and what is put back if it never was. Must not know: packets;
//! who may have a place.
//!
//! A call is handed out when it is made, and its request is whole or its client's address proven, whichever
//! comes last; that is found out by whoever touches it ([`Effects`]), and done once: the lock of the places
//! decides by whom.
//!
//! [`Effects`]: crate::call::effects::Effects

use crate::call::Call;
use crate::endpoint::service::accept::{Admission, Closed, NotAdmitted, Recipient};
use crate::endpoint::service::gate::{Arrival, Gate};
use crate::endpoint::service::incoming::Incoming;
use crate::endpoint::service::places::{Displaced, Left, Place};
use crate::endpoint::time::grants::Watched;
use crate::endpoint::{Endpoint, Waking};
use crate::error::BindError;
use crate::message::UserCallId;
use crate::message::ready::ReadyItem;
use crate::message::socket_state::{Socket, SocketState};
use rxrpc_wire::{AbortCode, ServiceId};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

impl Endpoint {
    /// Binds a service whose calls are taken from the returned [`Incoming`].
    ///
    /// # Errors
    ///
    /// [`BindError`]: EINVAL for service 0, EADDRINUSE, ESHUTDOWN.
    pub fn incoming(self: &Arc<Self>, service: ServiceId) -> Result<Incoming, BindError> {
        let turnstile = Arc::new(Gate::new());
        let line = self.services.bind(service, &turnstile, || self.is_closed())?;
        Ok(Incoming::new(self, service, turnstile, line))
    }

    /// Reserves a place for a new call of `service`; ends the calls that had to give way for it.
    pub(in crate::endpoint) fn admit(
        &self,
        now: Instant,
        service: ServiceId,
        from: SocketAddr,
        proven: bool,
    ) -> Result<Admission, NotAdmitted> {
        let key = self.live.next_key();
        let (admission, gave_way) = self.services.admit(now, key, service, from, proven);
        for displaced in gave_way {
            self.end_displaced(displaced);
        }
        admission
    }

    /// Refuses calls from now on and ends the waits for them; calls that nobody took are aborted. Returns the sockets
    /// that there were.
    pub(in crate::endpoint) fn close_services(&self) -> Vec<Arc<Socket>> {
        let Closed { calls, sockets, turnstiles } = self.services.close();
        for turnstile in turnstiles {
            turnstile.close();
        }
        self.abort_untaken(&calls);
        sockets
    }

    /// Aborts calls that nobody will take any more.
    pub(crate) fn abort_untaken(&self, calls: &[Arc<Call>]) {
        for call in calls {
            self.abort(call, AbortCode::RX_INVALID_OPERATION);
            self.user_done(call);
        }
    }

    /// The maker of a service call is done with it; its user mutex is free. Who waits for it is woken when `waking` says.
    pub(in crate::endpoint) fn made(&self, call: &Arc<Call>, waking: &mut Waking<'_>) {
        self.hand_out_if_due(call, true, waking);
    }

    /// There is news of a call for its place. Who waits for it is woken when `waking` says.
    pub(crate) fn settle_place(&self, call: &Arc<Call>, waking: &mut Waking<'_>) {
        self.hand_out_if_due(call, false, waking);
    }

    fn hand_out_if_due(&self, call: &Arc<Call>, made: bool, waking: &mut Waking<'_>) {
        let Some(place) = &call.place else { return };
        match self.services.settle(call, place, made) {
            None => {}
            Some(Recipient::Calls(turnstile)) => {
                // If it was closed since, whoever closed it has the call.
                if let Ok((wake, watch)) = turnstile.push(()) {
                    waking.wake(wake);
                    turnstile.tell(Arrival::Came);
                    if watch {
                        self.schedule.watch(Watched::Incoming(turnstile));
                    }
                }
            }
            Some(Recipient::Messages) => self.show_to_messages(call, place, waking),
            // Its service is gone.
            Some(Recipient::Gone) => {
                self.abort(call, AbortCode::RX_INVALID_OPERATION);
            }
        }
    }

    /// Makes a call visible to the users of its socket, or queues the notice of it. From here on anybody may use it.
    fn show_to_messages(&self, call: &Arc<Call>, place: &Place, waking: &mut Waking<'_>) {
        let Some(socket) = call.socket() else { return };
        match place.charge {
            Some(id) => self.show_charged(call, socket, id, waking),
            None => {
                let wake = socket.ready.with(|items| {
                    items.push_back(ReadyItem::NewCall);
                    true
                });
                self.wake_receivers_waking(socket, wake, waking);
                if socket.lock().state == SocketState::ShutDown {
                    // Whoever shut it down may not have found the notice there.
                    socket.forget_new_calls();
                }
            }
        }
    }

    fn show_charged(
        &self,
        call: &Arc<Call>,
        socket: &Socket,
        id: UserCallId,
        waking: &mut Waking<'_>,
    ) {
        let mut guarded = socket.lock();
        if guarded.state == SocketState::Closed || self.is_closed() {
            // Whoever closed it did not find the call there.
            drop(guarded);
            return self.close_call(call);
        }
        guarded.tree.fill_charge(id, call);
        drop(guarded);
        // What arrived before the call had its user call ID, on other threads too, is queued for `recvmsg` now.
        if call.has_news() {
            self.notify_waking(call, waking);
        }
    }

    /// A call ended: if no user has it, it leaves its line and gives back what was reserved for it.
    pub(crate) fn leave_line(&self, call: &Arc<Call>) {
        if let Some(place) = &call.place
            && place.phase().waits()
        {
            let left = self.services.leave(place);
            self.put_back(call, place, left);
        }
    }

    /// Ends a call that had to make room for another. Its client is told that it took too long.
    pub(in crate::endpoint) fn end_displaced(&self, displaced: Displaced) {
        let Displaced { call, left } = displaced;
        if let Some(place) = &call.place {
            self.put_back(&call, place, left);
        }
        tracing::debug!(peer = %call.peer(), key = call.key.0, "displaced");
        self.abort(&call, AbortCode::RX_CALL_TIMEOUT);
    }

    /// Ends the oldest call of the unproven that has to give way to others, and forgets its connection if no
    /// other call goes on there.
    pub(in crate::endpoint) fn displace_connection(&self, now: Instant) {
        let Some(displaced) = self.services.displace_unproven(now) else { return };
        let connection = displaced
            .call
            .with_state(|state| state.connected().map(|connected| connected.connection.clone()));
        self.end_displaced(displaced);
        let Some(connection) = connection else { return };
        let mut channels = connection.channels.lock();
        let goes_on = channels.calls().any(|call| !call.has_ended());
        channels.retired |= !goes_on;
        drop(channels);
        if !goes_on {
            self.routes.forget_service(&connection);
            self.drop_forgotten();
        }
    }

    /// What a call leaves behind that no user ever had: its notice, or its user call ID.
    fn put_back(&self, call: &Call, place: &Place, left: Left) {
        if left.queued.is_some() {
            self.take_notice_back(call, place);
        }
        if let (Some(id), Some(socket)) = (left.charge, call.socket()) {
            self.put_charge_back(socket, id);
        }
    }

    fn take_notice_back(&self, call: &Call, place: &Place) {
        if let Some(socket) = call.socket() {
            let wake = socket.ready.with(|items| {
                // It says no more than that there is one.
                if let Some(at) = items.iter().rposition(|item| matches!(item, ReadyItem::NewCall))
                {
                    items.remove(at);
                }
                false
            });
            wake.wake();
            return socket.changed();
        }
        let Some(turnstile) = self.services.turnstile(call.target.service, place) else { return };
        let wake = turnstile.with(|calls| {
            calls.pop_front();
            false
        });
        wake.wake();
        turnstile.tell(Arrival::Discarded);
    }

    /// An ID was reserved for a call that ended: the next call gets it, unless none comes any more.
    fn put_charge_back(&self, socket: &Socket, id: UserCallId) {
        let mut guarded = socket.lock();
        if !self.services.put_charge_back(socket.id, id) {
            guarded.tree.remove(&id);
        }
    }

    /// Takes a call back that never came to stand on its channel.
    pub(in crate::endpoint) fn withdraw(&self, call: &Arc<Call>) {
        self.leave_line(call);
        if self.live.remove(call, || {}) {
            self.totals.service_calls.fetch_sub(1, Ordering::Relaxed);
        }
    }
}
