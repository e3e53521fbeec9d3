//! A local endpoint: one UDP address, its calls and connections, both roles.
//!
//! Holds: [`Endpoint`], how the effects of touching a call are carried out, and the end of it all. In rooms
//! under it: [`routes`] (who is who), [`live_calls`], [`input`] (a datagram's way in), [`handshake`] (how connections
//! are secured), [`service`] (who takes calls that come),
//! [`output`] (the way out), [`peers`] (what users keep about them), [`answers`] and [`questions`] (what belongs to no call), [`debug`] (what rxdebug is told), [`time`] (what happens at a time) and
//! [`close`] (what a close waits for). Must not know: sockets, threads, clocks.

mod answers;
pub(crate) mod close;
mod debug;
pub(crate) mod handshake;
mod input;
mod live_calls;
mod local_socket;
mod output;
pub(crate) mod peers;
mod questions;
mod routes;
pub(crate) mod service;
pub(crate) mod time;

use crate::address::{ServiceAddress, canonical};
use crate::call::Call;
use crate::call::effects::Effects;
use crate::call::life::{ChannelNews, ChannelRecord};
use crate::call::send_memory::SendBudget;
use crate::config::Config;
use crate::connection::Connection;
use crate::connection::bundle::Bundle;
use crate::errno::Errno;
use crate::error::CallError;
use crate::lock::Permit;
use crate::observe::CallTotals;
use crate::observe::trace::{self, CallPoint};
use crate::proto::{Completion, MachineConfig, ReceiveBudget, Side};
use crate::setting_error::SettingError;
use debug::Told;
use handshake::challenges::ChallengeQueues;
pub use input::network_error::QuotedPacket;
pub(crate) use input::wakeups::Waking;
pub use input::wakeups::{Wakeup, Wakeups};
use live_calls::LiveCalls;
pub(crate) use local_socket::LocalSocket;
pub use output::Transmit;
pub(crate) use output::turns::OutputStageCell;
pub use output::turns::Turn;
pub use questions::VersionQuestion;
use routes::{HOUSEKEEPING_INTERVAL, Routes};
use rxrpc_wire::{AbortCode, Epoch};
use service::accept::Services;
use service::keys::KeyTable;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;
use time::schedule::Schedule;

/// Which addresses the socket of an endpoint can reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AddressFamily {
    /// IPv4 only.
    V4,
    /// IPv6 only.
    V6,
    /// IPv6 socket that takes IPv4 as mapped addresses.
    Dual,
}

/// A local endpoint. Shared by the threads or tasks of its users and by whoever drives it.
#[derive(Debug)]
pub struct Endpoint {
    pub(crate) config: Arc<Config>,
    /// The machine's part of the settings, as all calls share it.
    pub(crate) machine_config: Arc<MachineConfig>,
    /// Memory for data that calls have received and users have not read.
    pub(crate) receive_budget: Arc<ReceiveBudget>,
    /// Memory for data that calls send, until it is acknowledged.
    pub(crate) send_budget: SendBudget,
    /// The UDP socket: what goes by it, and what it answers.
    pub(crate) local: Arc<LocalSocket>,
    /// Calls that the protocol still has something to do for.
    pub(crate) live: LiveCalls,
    /// Calls keep when their packets came, because somebody wants to know.
    pub(crate) times_kept: AtomicBool,
    pub(crate) services: Services,
    /// By what they know their clients.
    keys: KeyTable,
    /// The CHALLENGEs that users answer.
    challenge_queues: ChallengeQueues,
    pub(crate) routes: Routes,
    pub(crate) schedule: Arc<Schedule>,
    pub(crate) totals: CallTotals,
    /// What DEBUG questions are told.
    told: Told,
}

impl Endpoint {
    /// An endpoint for a socket of the given family.
    ///
    /// # Errors
    ///
    /// A setting that is out of its range (EINVAL).
    pub fn new(config: Config, family: AddressFamily) -> Result<Arc<Self>, SettingError> {
        config.validate()?;
        let config = Arc::new(config);
        let machine_config = Arc::new(config.machine.clone());
        let local = LocalSocket::new(family, &config, &machine_config);
        Ok(Arc::new(Self {
            live: LiveCalls::new(),
            times_kept: AtomicBool::new(false),
            services: Services::new(&config),
            keys: KeyTable::new(),
            challenge_queues: ChallengeQueues::new(),
            routes: Routes::new(&config, &local),
            schedule: Arc::new(Schedule::new()),
            totals: CallTotals::default(),
            told: Told::new(),
            machine_config,
            local,
            receive_budget: Arc::new(ReceiveBudget::new(config.receive_memory)),
            send_budget: SendBudget::new(config.send_memory),
            config,
        }))
    }

    /// Bytes of [`Config::send_memory`] that calls have taken for data that is not acknowledged so far.
    pub fn send_memory_taken(&self) -> usize {
        self.send_budget.taken()
    }

    /// The system keeps what has come for the UDP socket in a buffer of so many bytes, as the system counts them (SO_RCVBUF as
    /// it is read). Where the round trip is short, the windows of long calls let no more through at once than that
    /// holds; of which nobody has told, or 0, it is taken for 8 MiB. For front ends, once the socket is there; does not block.
    pub fn set_socket_buffer(&self, bytes: usize) {
        self.receive_budget.set_socket_buffer(bytes);
    }

    /// Bytes of [`Config::receive_memory`] that calls have taken for data that users have not read.
    pub fn receive_memory_taken(&self) -> usize {
        self.receive_budget.taken()
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The epoch of this endpoint's client connections.
    pub fn epoch(&self) -> Epoch {
        self.routes.epoch()
    }

    /// Whether [`Endpoint::close`] was called.
    pub fn is_closed(&self) -> bool {
        self.live.is_closed()
    }

    /// The [`canonical`] form of a target; refuses addresses that no packet can be sent to.
    pub(crate) fn check_target(&self, target: ServiceAddress) -> Result<ServiceAddress, CallError> {
        let target = ServiceAddress { transport: canonical(target.transport), ..target };
        if !self.local.reaches(target.transport)
            || target.service.0 == 0
            || target.transport.port() == 0
        {
            return Err(CallError::InvalidAddress);
        }
        Ok(target)
    }

    /// Carries out what follows from having touched a call. No lock may be held.
    #[inline]
    pub(crate) fn apply(&self, call: &Arc<Call>, effects: Effects) {
        effects.carry_out(self, call, &mut Waking::AtOnce);
    }

    /// [`Endpoint::apply`], but that those who wait for what came are woken later.
    pub(crate) fn apply_and_wake_later(
        &self,
        call: &Arc<Call>,
        effects: Effects,
        wakeups: &mut Wakeups,
    ) {
        effects.carry_out(self, call, &mut Waking::Later(wakeups));
    }

    /// Queues a call for output, unless it is queued already.
    pub(crate) fn queue_output(&self, call: &Arc<Call>) {
        if let Some(at) = self.local.output.queue(call) {
            self.schedule.look_for_long_turns(at);
        }
    }

    /// Appends the next batch, of at most `max_datagrams` datagrams, to `buffer`. `None` when nothing is
    /// to be sent now. What was appended counts as sent at `now`. For one thread that sends what it gets in
    /// that order; with several, one can overtake the other, and peers take for lost what was overtaken.
    pub fn poll_transmit(
        &self,
        now: Instant,
        max_datagrams: usize,
        buffer: &mut Vec<u8>,
    ) -> Option<Transmit> {
        self.next_batch(now, max_datagrams, buffer, None)
    }

    /// [`Endpoint::poll_transmit`] for several threads at once. Until the turn is ended, by the next use of
    /// this function with it or by [`Endpoint::end_turn`], other threads get nothing of the calls whose packets
    /// are in the batch: end it when the batch is handed to the socket. A turn that takes longer than ten
    /// milliseconds is ended by [`Endpoint::handle_timeout`], so that a thread that does not run holds up
    /// nobody for longer.
    pub fn poll_transmit_in_turn(
        &self,
        now: Instant,
        max_datagrams: usize,
        buffer: &mut Vec<u8>,
        turn: &mut Turn,
    ) -> Option<Transmit> {
        self.next_batch(now, max_datagrams, buffer, Some(turn))
    }

    /// Drivers and senders ask until there is nothing, so that is seen first.
    #[inline]
    fn next_batch(
        &self,
        now: Instant,
        max_datagrams: usize,
        buffer: &mut Vec<u8>,
        turn: Option<&mut Turn>,
    ) -> Option<Transmit> {
        let has_nothing =
            !self.schedule.has_to_go_on() && self.local.output.has_nothing_for(turn.as_deref());
        if has_nothing { None } else { self.next_batch_there(now, max_datagrams, buffer, turn) }
    }

    #[inline(never)]
    fn next_batch_there(
        &self,
        now: Instant,
        max_datagrams: usize,
        buffer: &mut Vec<u8>,
        turn: Option<&mut Turn>,
    ) -> Option<Transmit> {
        let apply = |call: &Arc<Call>, effects| self.apply(call, effects);
        let mut turn = turn;
        loop {
            self.go_on_with_a_batch(now);
            let turn = turn.as_deref_mut();
            let output = &self.local.output;
            let batch = match output.has_nothing_for(turn.as_deref()) {
                true => None,
                false => output.next_batch(now, max_datagrams, buffer, turn, apply),
            };
            // A call that could not go on may have let the next one go on.
            if batch.is_some() || !self.schedule.has_to_go_on() {
                return batch;
            }
        }
    }

    /// A batch is handed to the socket, or will never be.
    pub fn end_turn(&self, turn: &mut Turn) {
        self.local.output.end_turn(turn);
    }

    /// Whether so many calls have something to send that waiting for more would gain nothing: a batch of them, or a
    /// half of all that are on their channels. Peers work on what they get while the rest is made
    /// ready; who sends all at once waits for them, and then they for him.
    pub fn is_output_long(&self) -> bool {
        self.local.output.is_long(self.in_flight())
    }

    /// Whether so many calls are on their channels that it may gain something to wait for what others of them have to
    /// send: otherwise [`Endpoint::is_output_long`] holds as soon as one has.
    pub fn may_gather(&self) -> bool {
        output::long_with(self.in_flight()) > 1
    }

    /// About how many calls are on their channels.
    fn in_flight(&self) -> usize {
        let waiting = usize::try_from(self.totals.slot_waiters()).unwrap_or(usize::MAX);
        self.live.about().saturating_sub(waiting)
    }

    /// Whether [`Endpoint::poll_transmit`] may have something.
    pub fn wants_transmit(&self) -> bool {
        self.local.output.is_wanted() || self.schedule.has_to_go_on()
    }

    /// Whether there is something to send, or a batch on its way to the socket, after which there may be.
    pub fn is_transmitting(&self) -> bool {
        self.local.output.is_busy() || self.schedule.has_to_go_on()
    }

    /// Gives a slot to the next in the queue.
    pub(crate) fn pass_on(&self, slot: Permit) {
        let slots = slot.owner().clone();
        drop(slot);
        self.schedule.watch_slots(&slots);
    }

    /// The usable connection of a bundle with this index, made anew if there is none.
    pub(crate) fn ensure_connection(
        &self,
        now: Instant,
        bundle: &Bundle,
        index: usize,
    ) -> Arc<Connection> {
        let (connection, made) = self.routes.ensure_connection(now, bundle, index);
        if made {
            self.connection_made(now, Some(connection.peer));
        }
        connection
    }

    /// There is a new connection: it will be forgotten some time, and that of a client is kept open for its
    /// `server`.
    fn connection_made(&self, now: Instant, server: Option<SocketAddr>) {
        let keepalive = server.zip(self.config.nat_keepalive);
        self.schedule.connection_made(now, now + HOUSEKEEPING_INTERVAL, keepalive);
    }

    /// Has the channel of a call record that it ended, as it stands now. The slot of a client's call that has just
    /// ended: it goes to the next in the queue.
    pub(crate) fn end_on_channel(&self, call: &Arc<Call>, news: ChannelNews) -> Option<Permit> {
        let mut slot = None;
        let record = call.with_state(|state| {
            if news == ChannelNews::Ended {
                slot = state.life.take_slot();
            }
            state.life.for_channel(news)
        });
        let Some(record) = record else { return slot };
        let ChannelRecord { connection, channel, ending, has_asked } = record;
        let mut channels = connection.channels.lock();
        channels.end(channel, call, &ending);
        drop(channels);
        if has_asked && connection.end_asking() {
            self.ask_next(&connection);
        }
        trace::call(call, CallPoint::Disconnected);
        slot
    }

    /// The protocol has nothing left to do for a call; its user may still read.
    pub(crate) fn protocol_over(&self, call: &Arc<Call>) {
        // Who finds no call alive finds all of them counted.
        let mut forgotten = None;
        let was_alive = self.live.remove(call, || {
            forgotten = Some(call.last_look(|counters| self.totals.add_call(counters)));
        });
        if !was_alive {
            return;
        }
        drop(forgotten);
        if let Some(place) = &call.place {
            self.totals.service_calls.fetch_sub(1, Ordering::Relaxed);
            self.services.over(place);
        }
        trace::call(call, CallPoint::Over);
    }

    /// Adds a call to those alive.
    pub(crate) fn register_call(&self, call: &Arc<Call>) -> Result<(), CallError> {
        self.live.insert(call, || {
            if call.side == Side::Service {
                self.totals.service_calls.fetch_add(1, Ordering::Relaxed);
            }
        })
    }

    /// Ends a call from outside the protocol.
    pub(crate) fn fail_call(&self, call: &Arc<Call>, completion: Completion) {
        let ((), effects) = call.touch(|state| state.life.fail(completion));
        self.apply(call, effects);
    }

    /// Aborts a call with a code that the peer is told, if it knows of the call. Never waits, whoever
    /// uses the call: it takes no user mutex. `false` if the call had ended already. A code of 0 names no
    /// reason, and OpenAFS takes it for no error: it becomes `RX_USER_ABORT`.
    pub fn abort(&self, call: &Arc<Call>, code: AbortCode) -> bool {
        self.abort_for(call, code, "")
    }

    /// [`Endpoint::abort`] for a reason, in a few words, which the trace and the call's row of a snapshot show. The
    /// peer is told the code only. (AF_RXRPC contract §3: `why` of the kernel's `abort_call`.)
    pub fn abort_for(&self, call: &Arc<Call>, code: AbortCode, reason: &'static str) -> bool {
        let code = code.or(AbortCode::RX_USER_ABORT);
        let (aborted, effects) = call.touch(|state| {
            let aborted = state.life.abort(code);
            if aborted && !reason.is_empty() {
                state.extras().abort_reason = Some(reason);
            }
            aborted
        });
        trace::abort(call, code, reason, aborted);
        self.apply(call, effects);
        aborted
    }

    /// Gives up the only handle of a call of the call face: a call that could go on without its user
    /// (a reply that was ended) does, any other is aborted with `RX_USER_ABORT`. Never waits.
    pub fn release(&self, call: &Arc<Call>) {
        let mut notifier = None;
        let effects = call.touch_if(|state| {
            notifier = state.take_notifier();
            let goes_on = call.side == Side::Service && state.reply_ended();
            !goes_on && state.life.abort(AbortCode::RX_USER_ABORT)
        });
        drop(notifier);
        if let Some(effects) = effects {
            self.apply(call, effects);
        }
        self.user_done(call);
    }

    /// The user of a service call is done with it.
    pub(crate) fn user_done(&self, call: &Arc<Call>) {
        if let Some(place) = &call.place {
            self.services.user_done(call, place);
        }
    }

    /// Gives up sending on a call of the call face, whose reading goes on elsewhere: a request or reply that
    /// was not ended is none, so the call is aborted with `RX_USER_ABORT`. Never waits.
    pub fn release_sending(&self, call: &Arc<Call>) {
        let (_, effects) = call.touch(|state| {
            if !state.sending_ended() {
                state.life.abort(AbortCode::RX_USER_ABORT);
            }
        });
        self.apply(call, effects);
    }

    /// Ends everything: incoming calls are refused, every call is aborted with `RX_CALL_DEAD`, every
    /// wait ends. What is to be sent about it is left to [`Endpoint::poll_transmit`]. What users gave it to keep is
    /// dropped: keys of services and credentials, with what they made of connections, what is kept with peers, who is told
    /// of calls that come.
    pub fn close(&self) {
        let live = self.live.close();
        let sockets = self.close_services();
        for call in live {
            let ((), effects) = call.touch(|state| state.life.close());
            self.apply(&call, effects);
        }
        self.schedule.clear_keepalives();
        self.local.questions.close();
        self.challenge_queues.close();
        for socket in sockets {
            socket.end();
        }
        // What users gave may hold the endpoint in turn.
        self.keys.close();
        self.routes.close();
        self.drop_forgotten();
        self.drop_peer_data();
        self.keep_few_blocks();
    }

    /// Gives up most of the memory that long calls would use again.
    fn keep_few_blocks(&self) {
        self.send_budget.spare.keep_few();
        self.receive_budget.keep_few_blocks();
    }

    /// The socket failed for good, with this errno: every call ends with [`CallError::Local`] of it, and
    /// then everything else as in [`Endpoint::close`].
    pub fn handle_socket_failure(&self, errno: Errno) {
        tracing::error!(%errno, "socket_failure");
        for socket in self.services.sockets() {
            socket.lock().error = Some(errno);
        }
        // Whoever hears of it from one call must not be given another.
        for call in self.live.close() {
            self.fail_call(&call, Completion::LocalError(errno));
        }
        self.close();
    }

    /// How many calls the protocol still has something to do for.
    pub fn live_calls(&self) -> usize {
        self.live.len()
    }

    /// Forgets the names of a call that never came to be.
    pub(crate) fn forget_call(&self, call: &Arc<Call>) {
        self.live.remove(call, || {});
        let Some(socket) = call.socket() else { return };
        if let Some(id) = call.user_call_id.get() {
            socket.lock().tree.forget(id, call);
        }
        self.retire_from_queue(call);
    }
}

impl Drop for Endpoint {
    /// Calls that have something left to do are held by the output of their socket and by their channels, and hold
    /// both themselves: nobody will do it any more.
    fn drop(&mut self) {
        if crate::lock::abandoned_by_model() {
            return;
        }
        self.local.output.forget_all();
        for call in self.live.take_all() {
            call.forget_waits();
            let connection = call.with_state(|state| {
                state.connected().map(|connected| connected.connection.clone())
            });
            if let Some(connection) = connection {
                let calls = connection.channels.lock().take_calls();
                drop(calls);
            }
        }
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
pub(crate) mod tests;
