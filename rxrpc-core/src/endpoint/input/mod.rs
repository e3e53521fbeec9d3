//! A datagram's way in: parsed, sorted to its connection, its channel and its call.
//!
//! Holds: [`Endpoint::handle_datagram`] and what concerns whole connections. Must not know: windows and
//! timers (the call's machine does), who waits for what (the call does).
//!
//! The order of the checks is that of Linux AF_RXRPC: header, type, service ID, connection, security
//! index, service, call number. No packet is ever answered with an ABORT if it was an ABORT itself.

mod delivery;
pub(in crate::endpoint) mod network_error;
mod new_call;
mod upgrade;
pub(in crate::endpoint) mod wakeups;

use crate::address::AddressPair;
use crate::call::Call;
use crate::connection::Connection;
use crate::connection::channels::Routed;
use crate::endpoint::Endpoint;
use crate::endpoint::answers::StrayReply;
use crate::endpoint::answers::budget::{AnswerKind, Asker};
use crate::proto::{CallMachine, Completion, DataRun, Failure, Side};
use delivery::Delivery;
use rxrpc_wire::{AbortCode, Body, Flags, Header, Packet, PacketType, Version, WireError};
use std::sync::Arc;
use std::time::Instant;
use wakeups::Wakeups;

impl Endpoint {
    /// Takes in one received UDP payload, from a peer's address or a pair of addresses. Call
    /// [`Endpoint::poll_transmit`] afterwards, once for as many datagrams as came together.
    pub fn handle_datagram(&self, now: Instant, from: impl Into<AddressPair>, datagram: &[u8]) {
        self.handle_batch(now, from, datagram, datagram.len());
    }

    /// Takes in a batch of datagrams of one sender, of `stride` bytes each but the last.
    pub fn handle_batch(
        &self,
        now: Instant,
        from: impl Into<AddressPair>,
        batch: &[u8],
        stride: usize,
    ) {
        self.take_in_batch(now, from, batch, stride, &mut Wakeups::default());
    }

    /// [`Endpoint::handle_batch`] that leaves it to the caller to wake those who wait for data or space of the calls
    /// that something came for: after it has sent what there is to send. Nobody is left to it beyond the bounds of
    /// [`Wakeups`].
    pub fn take_in_batch(
        &self,
        now: Instant,
        from: impl Into<AddressPair>,
        batch: &[u8],
        stride: usize,
        wakeups: &mut Wakeups,
    ) {
        if batch.is_empty() {
            // An empty datagram is one, too.
            self.local.note_received(1);
            return self.local.note_malformed();
        }
        let mut delivery = Delivery::new(now, from.into(), batch, stride, wakeups);
        while let Some(datagram) = delivery.next() {
            self.local.note_received(1);
            match Packet::parse(datagram) {
                // Nothing can be answered there, and trying would fail on this side.
                _ if delivery.from.peer.port() == 0 => {}
                Ok(packet) => self.handle_packet(&mut delivery, &packet),
                Err(error) => self.handle_malformed(now, delivery.from, datagram, &error),
            }
            delivery.wakeups.wake_if_many();
        }
    }

    /// A datagram that is no packet: too short for a header is dropped, a body that contradicts its
    /// header is a protocol error, except that a short ABORT is dropped (never abort an abort).
    fn handle_malformed(
        &self,
        now: Instant,
        from: AddressPair,
        datagram: &[u8],
        error: &WireError,
    ) {
        self.local.note_malformed();
        tracing::debug!(from = %from.peer, %error, "rx_discard");
        if let Ok((header, _)) = Header::parse(datagram)
            && matches!(header.packet_type, PacketType::Ack | PacketType::Data)
            && header.service_id.0 != 0
        {
            self.local.answers.reply_stray(
                now,
                from,
                &header,
                StrayReply::Abort(AbortCode::RX_PROTOCOL_ERROR),
            );
        }
    }

    fn handle_packet(&self, delivery: &mut Delivery<'_>, packet: &Packet<'_>) {
        let (now, from) = (delivery.now, delivery.from);
        let header = &packet.header;
        tracing::trace!(from = %from.peer, %packet, "rx_packet");
        let bad = match header.packet_type {
            PacketType::Version => return self.handle_version(now, from, packet),
            PacketType::Debug => return self.handle_debug(now, from, packet),
            PacketType::Params(_) => return,
            PacketType::Unknown(_) => true,
            PacketType::Data => header.call_number.is_none() || header.seq.0 == 0,
            PacketType::Ack | PacketType::AckAll | PacketType::Busy => header.call_number.is_none(),
            // OpenAFS puts the service ID of an ABORT sent outside a connection into the checksum
            // field (observed: 1.8.9), so neither is looked at.
            PacketType::Abort => false,
            PacketType::Challenge => {
                if header.flags.contains(Flags::CLIENT_INITIATED) {
                    return;
                }
                false
            }
            PacketType::Response => {
                if !header.flags.contains(Flags::CLIENT_INITIATED) {
                    return;
                }
                false
            }
        };
        let is_abort = header.packet_type == PacketType::Abort;
        if bad || (header.service_id.0 == 0 && !is_abort) {
            self.local.answers.reply_stray(
                now,
                from,
                header,
                StrayReply::Abort(AbortCode::RX_PROTOCOL_ERROR),
            );
            return;
        }
        let to_service = header.flags.contains(Flags::CLIENT_INITIATED);
        let connection = match to_service {
            true => self.routes.find_service(from.peer, header),
            false => self.routes.find_client(from.peer, header),
        };
        match connection {
            Some(connection) => self.handle_on_connection(delivery, &connection, packet),
            None if to_service && header.packet_type == PacketType::Data => {
                self.handle_new_service_connection(delivery, packet);
            }
            // It may be of a call that waits for a place, on a connection that had to give way: its client
            // will send the request again.
            None if to_service
                && header.packet_type == PacketType::Ack
                && self.routes.is_crowded() => {}
            // It answers a CHALLENGE of a connection that had to give way, or of who was here before: the client will send
            // the request again, and be asked anew.
            None if header.packet_type == PacketType::Response => {}
            None => {
                let reply = StrayReply::Abort(AbortCode::RX_PROTOCOL_ERROR);
                self.local.answers.reply_stray(now, from, header, reply);
            }
        }
    }

    /// A question is answered; what is none may be the answer to one of ours, or only keep a path open.
    fn handle_version(&self, now: Instant, from: AddressPair, packet: &Packet<'_>) {
        match &packet.body {
            Body::Version(version) if !Version::is_request(&packet.header) => {
                self.local.questions.take_answer(from.peer, &packet.header, version);
            }
            _ => self.local.answers.answer_version(now, from, packet),
        }
    }

    pub(in crate::endpoint) fn handle_on_connection(
        &self,
        delivery: &mut Delivery<'_>,
        connection: &Arc<Connection>,
        packet: &Packet<'_>,
    ) {
        let (now, from) = (delivery.now, delivery.from);
        let header = &packet.header;
        let is_abort = header.packet_type == PacketType::Abort;
        let wrong = if is_abort {
            None
        } else if header.security_index != connection.class {
            Some(AbortCode::RXKADINCONSISTENCY)
        } else if header.service_id != connection.service() && !connection.takes_other_id(header) {
            Some(AbortCode::RX_PROTOCOL_ERROR)
        } else {
            None
        };
        if let Some(code) = wrong {
            let asker = Asker::on(connection, from);
            connection.local.answers.reject(
                now,
                &asker,
                header,
                AnswerKind::Stray,
                StrayReply::Abort(code),
            );
            return;
        }
        connection.note_serial(header.serial);
        if header.call_number.is_none() {
            if connection.is_unsettled() {
                self.take_answer(now, connection, header);
            }
            return self.handle_connection_level(now, connection, packet);
        }
        let mut channels = connection.channels.lock();
        if let Some(code) = channels.aborted {
            drop(channels);
            let (asker, reply) = (Asker::on(connection, from), StrayReply::ConnectionAbort(code));
            connection.local.answers.reject(now, &asker, header, AnswerKind::Repeat, reply);
            return;
        }
        let routed = channels.route(header.cid.channel(), header.call_number);
        drop(channels);
        if connection.is_unsettled() && matches!(routed, Routed::Current(_) | Routed::Ended(_)) {
            self.take_answer(now, connection, header);
        }
        match routed {
            Routed::Current(call) => self.handle_on_call(delivery, connection, &call, packet),
            Routed::Ended(ended) => {
                connection.local.answers.repeat_final(now, connection, ended, packet);
            }
            Routed::Old => {}
            Routed::New(previous) if connection.side == Side::Service => {
                self.handle_new_service_call(delivery, connection, previous, packet);
            }
            Routed::New(_) => {
                let asker = Asker::on(connection, from);
                let reply = StrayReply::Abort(AbortCode::RX_PROTOCOL_ERROR);
                connection.local.answers.reject(now, &asker, header, AnswerKind::Stray, reply);
            }
        }
    }

    /// Hands a packet to the machine of its call, and with it those of the same call that came right behind it.
    pub(in crate::endpoint) fn handle_on_call(
        &self,
        delivery: &mut Delivery<'_>,
        connection: &Arc<Connection>,
        call: &Arc<Call>,
        packet: &Packet<'_>,
    ) {
        let now = delivery.now;
        let ((ended, proof), effects) = call.touch(|state| {
            if state.life.is_over() {
                return (true, false);
            }
            let Some(machine) = state.machine() else { return (false, false) };
            let proven = machine.is_reach_proven();
            let mut run = DataRun::default();
            handle_in_machine(now, machine, packet, &mut run);
            self.take_following(delivery, connection, machine, &mut run, proven);
            machine.end_run(now, run);
            (false, machine.is_reach_proven() && !proven)
        });
        self.apply_and_wake_later(call, effects, delivery.wakeups);
        if proof {
            self.spread_proof(now, connection);
        }
        if ended {
            // The call ended while the packet was on its way here: its channel knows what to say.
            let header = &packet.header;
            let mut channels = connection.channels.lock();
            let routed = channels.route(header.cid.channel(), header.call_number);
            drop(channels);
            if let Routed::Ended(ended) = routed {
                connection.local.answers.repeat_final(now, connection, ended, packet);
            }
        }
    }

    /// Hands a machine the packets that came right behind one of its own. What follows from an end, or from the first proof
    /// of the peer's address, comes before the next packet.
    #[inline]
    fn take_following(
        &self,
        delivery: &mut Delivery<'_>,
        connection: &Connection,
        machine: &mut CallMachine,
        run: &mut DataRun,
        proven: bool,
    ) {
        let now = delivery.now;
        let (mut packets, mut highest) = (0, None);
        while machine.completion().is_none()
            && machine.is_reach_proven() == proven
            && let Some(next) = delivery.next_of_call(connection)
        {
            let serial = next.header.serial;
            packets += 1;
            highest = highest.filter(|highest| !serial.is_after(*highest)).or(Some(serial));
            tracing::trace!(from = %delivery.from.peer, packet = %next, "rx_packet");
            match next.ack() {
                None => machine.take_data(now, &next.header, next.body, run),
                Some(ack) => machine.handle_ack(now, &next.header, &ack),
            }
        }
        self.local.note_received(packets);
        if let Some(highest) = highest {
            connection.note_serial(highest);
        }
    }

    /// A call got the proof that the client receives at its address: all others of the connection go on,
    /// and later ones begin with it.
    pub(in crate::endpoint) fn spread_proof(&self, now: Instant, connection: &Arc<Connection>) {
        // Before the channels are looked at: a call that is not there yet looks here afterwards.
        connection.set_reach_proven();
        if connection.side == Side::Service {
            self.routes.note_proof(now, connection);
        }
        let calls = connection.channels.lock().calls();
        for call in calls {
            let ((), effects) = call.touch(|state| {
                if let Some(machine) = state.machine() {
                    machine.prove_reach();
                }
            });
            self.apply(&call, effects);
        }
    }

    /// Packets with call number 0: an ABORT, or one of the handshake.
    fn handle_connection_level(
        &self,
        now: Instant,
        connection: &Arc<Connection>,
        packet: &Packet<'_>,
    ) {
        match &packet.body {
            Body::Abort(abort) => {
                let code = abort.code;
                self.abort_connection(
                    connection,
                    code,
                    Completion::RemotelyAborted { code, error: Failure::Aborted },
                );
            }
            Body::Challenge(challenge) => {
                self.handle_challenge(now, connection, &packet.header, challenge.bytes);
            }
            Body::Response(response) => {
                self.handle_response(now, connection, &packet.header, response.bytes);
            }
            _ => {}
        }
    }

    /// Ends every call of a connection, which is never used again. What comes on it later is answered with
    /// `code`, or with RX_PROTOCOL_ERROR if a peer gave no reason.
    pub(in crate::endpoint) fn abort_connection(
        &self,
        connection: &Arc<Connection>,
        code: AbortCode,
        completion: Completion,
    ) {
        let mut channels = connection.channels.lock();
        channels.aborted.get_or_insert(code.or(AbortCode::RX_PROTOCOL_ERROR));
        let calls = channels.calls();
        drop(channels);
        tracing::debug!(peer = %connection.peer, cid = connection.id.as_u32(), %code, "conn_abort");
        for call in calls {
            self.fail_call(&call, completion);
        }
    }
}

/// Hands a packet to a machine.
fn handle_alone(now: Instant, machine: &mut CallMachine, packet: &Packet<'_>) {
    let mut run = DataRun::default();
    handle_in_machine(now, machine, packet, &mut run);
    machine.end_run(now, run);
}

/// Hands a packet to a machine that may be handed others with it.
fn handle_in_machine(
    now: Instant,
    machine: &mut CallMachine,
    packet: &Packet<'_>,
    run: &mut DataRun,
) {
    let header = &packet.header;
    match &packet.body {
        Body::Data(data) => machine.take_data(now, header, data.payload, run),
        Body::Ack(ack) => machine.handle_ack(now, header, ack),
        Body::AckAll(_) => machine.handle_ack_all(now, header),
        Body::Busy(_) => machine.handle_busy(now, header),
        Body::Abort(abort) => machine.handle_abort(now, abort.code),
        _ => {}
    }
}
