//! New calls from clients.
//!
//! Holds: when a DATA packet begins a service connection or a service call, and how the call is made
//! live. Must not know: who accepts it ([`crate::endpoint::service::accept`] does).
//!
//! A service call is made locked, with its state in place, before any user can find it, and so never seen half made.

use super::delivery::Delivery;
use super::handle_alone;
use super::wakeups::Waking;
use crate::address::{AddressPair, ServiceAddress};
use crate::call::life::{ChannelNews, Life};
use crate::call::{Call, Connected, User};
use crate::connection::Connection;
use crate::connection::channels::Routed;
use crate::endpoint::Endpoint;
use crate::endpoint::answers::StrayReply;
use crate::endpoint::answers::budget::{AnswerKind, Asker};
use crate::endpoint::service::accept::NotAdmitted;
use crate::observe::trace::{self, CallPoint};
use crate::proto::Side;
use crate::security::Security;
use rxrpc_wire::{AbortCode, AckReason, Body, Flags, Header, Packet, PacketType};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

impl Endpoint {
    /// The first packet of a connection that is not known here.
    pub(in crate::endpoint) fn handle_new_service_connection(
        &self,
        delivery: &mut Delivery<'_>,
        packet: &Packet<'_>,
    ) {
        let (now, from) = (delivery.now, delivery.from);
        let header = &packet.header;
        if !self.services.offers(header.service_id) || !self.speaks(header) {
            // Everything on such a connection is wrong, so the answer is for the connection.
            let reply = StrayReply::ConnectionAbort(AbortCode::RX_INVALID_OPERATION);
            self.local.answers.reply_stray(now, from, header, reply);
            return;
        }
        if !self.begins_call(packet) {
            let asker = Asker::stranger(from);
            return self.local.answers.answer_lost_call(now, &asker, packet, true);
        }
        let Some(service) = self.service_of_new(header) else {
            tracing::debug!(from = %from.peer, ?header, "not_the_first");
            return;
        };
        let chosen = Header { service_id: service, ..*header };
        let Ok(challenged) = self.challenged_with(now, from, &chosen) else {
            let reply = StrayReply::ConnectionAbort(AbortCode::RX_INVALID_OPERATION);
            return self.local.answers.reply_stray(now, from, header, reply);
        };
        let make = |last| {
            let connection = Connection::new(
                now,
                Side::Service,
                &self.local,
                from,
                (header.epoch, header.cid.connection()),
                service,
                header.security_index,
            )
            .upgraded_from(header.service_id);
            match &challenged {
                Some(challenged) => connection.with_challenge(challenged.clone()),
                None => {
                    connection.set_security(Security::UNSECURED);
                    connection
                }
            }
            .with_serials_after(last)
        };
        let added = self.routes.add_service(make).or_else(|| {
            // The connection that gives way is there for whoever is first.
            self.displace_connection(now);
            self.routes.add_service(make)
        });
        let Some((connection, forgets)) = added else {
            return self.local.answers.reply_busy(now, &Asker::stranger(from), header);
        };
        if forgets {
            self.drop_forgotten();
        }
        self.connection_made(now, None);
        self.handle_on_connection(delivery, &connection, packet);
    }

    /// Whether a packet may begin a call: only DATA, and only what would fit the receive window of a
    /// fresh call, so that the rest of a transfer from before a restart begins nothing.
    fn begins_call(&self, packet: &Packet<'_>) -> bool {
        packet.header.packet_type == PacketType::Data
            && packet.header.seq.0 <= self.config.machine.receive_window
    }

    /// A packet with a call number above all that its service channel has seen.
    pub(in crate::endpoint) fn handle_new_service_call(
        &self,
        delivery: &mut Delivery<'_>,
        connection: &Arc<Connection>,
        previous: Option<Arc<Call>>,
        packet: &Packet<'_>,
    ) {
        let (now, from) = (delivery.now, delivery.from);
        let (header, asker) = (&packet.header, Asker::on(connection, from));
        let answers = &connection.local.answers;
        if let Body::Ack(ack) = &packet.body {
            if ack.reason == AckReason::Ping {
                let offered = self.services.offers(connection.service());
                answers.answer_early_ping(now, from, connection, header, offered);
            }
            return;
        }
        if header.packet_type != PacketType::Data {
            let reply = StrayReply::Abort(AbortCode::RX_PROTOCOL_ERROR);
            return answers.reject(now, &asker, header, AnswerKind::Stray, reply);
        }
        if !self.begins_call(packet) {
            let offered = self.services.offers(connection.service());
            return answers.answer_lost_call(now, &asker, packet, offered);
        }
        if let Some(previous) = previous {
            // The client is done with its last call, and says so by beginning another.
            let ((), effects) = previous.touch(|state| state.life.end_by_next_call(now));
            let recorded = effects.concern_channel();
            self.apply_and_wake_later(&previous, effects, delivery.wakeups);
            if !recorded {
                // It had ended before. Another thread that saw its end may not have had the channel record it so
                // far, and the new call needs that now.
                self.end_on_channel(&previous, ChannelNews::Left);
            }
        }
        match self.make_service_call(now, from, connection, packet) {
            Ok(maker) => {
                let call = maker.owner().clone();
                // The maker is done, and nobody can find the call yet: its first user finds it free.
                drop(maker);
                self.made(&call, &mut Waking::Later(delivery.wakeups));
                if connection.security().is_none() {
                    self.challenge(now, connection);
                }
                // Counted last: who sees the count finds the call.
                self.totals.calls_received.fetch_add(1, Ordering::Release);
            }
            Err(NotMade::Refused(NotAdmitted::Busy)) => {
                connection.channels.lock().forget_early_pings(header.cid.channel());
                answers.reply_busy(now, &asker, header);
            }
            Err(NotMade::Refused(NotAdmitted::NotOffered)) => {
                let reply = StrayReply::Abort(AbortCode::RX_INVALID_OPERATION);
                answers.reject(now, &asker, header, AnswerKind::Stray, reply);
            }
            Err(NotMade::TooLate) => {
                let mut channels = connection.channels.lock();
                let routed = channels.route(header.cid.channel(), header.call_number);
                drop(channels);
                if let Routed::Current(call) = routed {
                    self.handle_on_call(delivery, connection, &call, packet);
                }
            }
        }
    }

    /// A new service call on its channel, its user mutex held, which has the packet that begins it.
    fn make_service_call(
        &self,
        now: Instant,
        from: AddressPair,
        connection: &Arc<Connection>,
        packet: &Packet<'_>,
    ) -> Result<User, NotMade> {
        let header = &packet.header;
        let proven = connection.is_reach_proven();
        let admission =
            self.admit(now, connection.service(), from.peer, proven).map_err(NotMade::Refused)?;
        let identity = connection.identity(header.cid.channel(), header.call_number);
        let known = connection.channels.lock().known_path(identity.cid.channel());
        let (config, budget) = (&self.machine_config, &self.receive_budget);
        let mut connected = Connected::new(now, config, budget, connection, identity, known);
        if self.times_kept.load(Ordering::Relaxed) {
            connected.machine.keep_times();
        }
        let target = ServiceAddress::new(from.peer, connection.service());
        let (key, face) = (admission.place.key(), admission.face);
        let (call, maker) =
            Call::new(key, Some(admission.place), face, target, Life::on_channel(connected));
        // Before it stands on its channel, where everybody finds it and can end it: whoever does so
        // finds it among those alive, and takes it from there.
        if self.register_call(&call).is_err() {
            self.withdraw(&call);
            return Err(NotMade::Refused(NotAdmitted::NotOffered));
        }
        let begun = connection.channels.lock().begin_service(
            header.cid.channel(),
            header.call_number,
            call.clone(),
        );
        if !begun {
            self.withdraw(&call);
            return Err(NotMade::TooLate);
        }
        trace::call(&call, CallPoint::NewService);
        let borrows = is_whole(packet)
            && !connection.is_reach_proven()
            && !connection.is_probed()
            && self.routes.borrow_proof(now, connection);
        let first = !borrows && connection.begin_probe();
        let (ended, effects) = call.touch(|state| {
            let Some(machine) = state.machine() else { return false };
            // Looked at again now that the call stands on its channel: whoever got a proof before went
            // through the channels too early to find it there.
            if connection.is_reach_proven() {
                machine.prove_reach();
            }
            // Nothing is known of the path so far: a PING measures it, and shows that the client's
            // address is its own.
            if first {
                machine.request_ping();
            } else if borrows {
                machine.lend_reach(now);
            }
            machine.set_timeouts(now, self.config.service_call_deadline, None, None);
            let ended = machine.completion().is_some();
            if !ended {
                handle_alone(now, machine, packet);
            }
            ended
        });
        self.apply(&call, effects.while_making());
        self.schedule.look_for_stalled(now, self.config.progress_window);
        if ended {
            // The endpoint was closed in between, and found the call on no channel that it could leave.
            self.end_on_channel(&call, ChannelNews::Left);
        }
        Ok(maker)
    }
}

/// Whether a packet is all of a request: only such a call is for a user without any proof.
fn is_whole(packet: &Packet<'_>) -> bool {
    packet.header.seq.0 == 1 && packet.header.flags.contains(Flags::LAST_PACKET)
}

/// Why a service call was not made.
#[derive(Clone, Copy, Debug)]
enum NotMade {
    Refused(NotAdmitted),
    /// Another thread began it, or a later one.
    TooLate,
}
