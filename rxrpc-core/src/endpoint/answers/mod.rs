//! Answers to packets that belong to no call of ours: ABORT, BUSY, PING, VERSION, DEBUG, and the rest of a
//! call that is not known here.
//!
//! Holds: those answers. Must not know: what a connection carries, how many answers are too many
//! ([`crate::endpoint::answers::budget`] does).

pub(in crate::endpoint) mod budget;

use crate::address::AddressPair;
use crate::connection::Connection;
use crate::endpoint::Endpoint;
use crate::endpoint::answers::budget::{AnswerKind, Asker};
use crate::proto::SerialSource;
use rxrpc_wire::debug::RequestKind;
use rxrpc_wire::{
    Abort, AbortCode, AckBuilder, AckReason, Body, CallNumber, Cid, Flags, Header, Packet,
    PacketType, Seq, Serial, Version,
};
use std::sync::atomic::Ordering;
use std::time::Instant;

/// What to answer.
#[derive(Clone, Copy, Debug)]
pub(in crate::endpoint) enum StrayReply {
    /// An ABORT of the packet's call.
    Abort(AbortCode),
    /// An ABORT of the packet's connection: everything on it would fail the same way.
    ConnectionAbort(AbortCode),
    /// Try again later.
    Busy,
}

impl Endpoint {
    /// Whether an answer may be given now; counts it.
    pub(in crate::endpoint) fn may_answer(
        &self,
        now: Instant,
        kind: AnswerKind,
        asker: &Asker,
    ) -> bool {
        self.answers.lock().take(now, kind, asker, &self.config)
    }

    /// Answers a packet of no connection; an ABORT is never answered, nor a BUSY.
    pub(in crate::endpoint) fn reply_stray(
        &self,
        now: Instant,
        to: AddressPair,
        header: &Header,
        reply: StrayReply,
    ) {
        self.reject(now, &Asker::stranger(to), header, AnswerKind::Stray, reply);
    }

    /// Answers a packet that has no place here; an ABORT is never answered, nor a BUSY.
    pub(in crate::endpoint) fn reject(
        &self,
        now: Instant,
        asker: &Asker,
        header: &Header,
        kind: AnswerKind,
        reply: StrayReply,
    ) {
        tracing::debug!(to = %asker.addresses.peer, ?header, ?reply, "reject_packet");
        self.statistics.rejected.fetch_add(1, Ordering::Relaxed);
        if matches!(header.packet_type, PacketType::Abort | PacketType::Busy)
            || !self.may_answer(now, kind, asker)
        {
            return;
        }
        let mut datagram = Vec::with_capacity(Header::LEN + 4);
        let (packet_type, code) = match reply {
            StrayReply::Abort(code) | StrayReply::ConnectionAbort(code) => {
                (PacketType::Abort, Some(code))
            }
            StrayReply::Busy => (PacketType::Busy, None),
        };
        let mut answer = header.connectionless_reply(packet_type);
        if matches!(reply, StrayReply::ConnectionAbort(_)) {
            answer.call_number = CallNumber::NONE;
            answer.cid = Cid(header.cid.connection().as_u32());
        }
        answer.emit(&mut datagram);
        if let Some(code) = code {
            Abort::new(code).emit(&mut datagram);
            self.statistics.aborts_sent.fetch_add(1, Ordering::Relaxed);
        }
        self.queue_answer(asker, datagram);
    }

    /// Answers a call for which there is no room.
    pub(in crate::endpoint) fn reply_busy(&self, now: Instant, asker: &Asker, header: &Header) {
        self.reject(now, asker, header, AnswerKind::Busy, StrayReply::Busy);
    }

    /// Answers a PING of a call of which no other packet has come, on a connection that is known: this side
    /// is here, and has received nothing. OpenAFS 1.8.9 was observed to answer the same.
    ///
    /// The request is still on its way, or all that was sent of it is lost: the client will send it again,
    /// if it is not told that something is wrong. OpenAFS 1.8.9 was observed to ask after 4 s, and to send
    /// again only later. But Linux may send it no more, and would live on these answers for ever: after
    /// [`Config::early_ping_time`](crate::Config::early_ping_time) the call is dead.
    pub(in crate::endpoint) fn answer_early_ping(
        &self,
        now: Instant,
        to: AddressPair,
        connection: &Connection,
        ping: &Header,
    ) {
        let (asker, kind) = (Asker::on(connection, to), AnswerKind::EarlyPing);
        if !self.offers(connection.service) {
            let reply = StrayReply::Abort(AbortCode::RX_INVALID_OPERATION);
            return self.reject(now, &asker, ping, kind, reply);
        }
        let (channel, number) = (ping.cid.channel(), ping.call_number);
        let mut channels = connection.channels.lock();
        if channels.note_early_ping(now, channel, number) >= self.config.early_ping_time {
            channels.refuse(channel, number, AbortCode::RX_CALL_DEAD);
            drop(channels);
            let reply = StrayReply::Abort(AbortCode::RX_CALL_DEAD);
            return self.reject(now, &asker, ping, kind, reply);
        }
        drop(channels);
        if self.may_answer(now, kind, &asker) {
            let answer = self.nothing_received(ping, AckReason::PingResponse);
            self.emit_answer(&asker, ping, connection.next(1), &answer);
        }
    }

    /// Says of a call, to which a DATA packet from beyond the window of a new one belongs, that nothing of
    /// it is known here: its client was acknowledged what came before, by this endpoint under another
    /// address of the client or by one that was here before. The client then ends the call with ENETRESET
    /// (Linux AF_RXRPC). A packet that is shorter than the answer gets none, or a forged sender would
    /// gain by it.
    pub(in crate::endpoint) fn answer_lost_call(
        &self,
        now: Instant,
        asker: &Asker,
        packet: &Packet<'_>,
    ) {
        let header = &packet.header;
        tracing::debug!(to = %asker.addresses.peer, ?header, "lost_call");
        self.statistics.rejected.fetch_add(1, Ordering::Relaxed);
        let Body::Data(data) = &packet.body else { return };
        if !self.offers(header.service_id) {
            let reply = StrayReply::Abort(AbortCode::RX_INVALID_OPERATION);
            return self.reject(now, asker, header, AnswerKind::Stray, reply);
        }
        let answer = self.nothing_received(header, AckReason::ExceedsWindow);
        if data.payload.len() >= answer.encoded_len()
            && self.may_answer(now, AnswerKind::Stray, asker)
        {
            self.emit_answer(asker, header, Serial::NONE, &answer);
        }
    }

    /// An ACK for a call of which nothing was received.
    fn nothing_received(&self, cause: &Header, reason: AckReason) -> AckBuilder<'static> {
        let machine = &self.machine_config;
        AckBuilder {
            first_packet: Seq::FIRST,
            previous_packet: Seq(0),
            serial: cause.serial,
            reason,
            acks: &[],
            trailer: machine.trailer(machine.receive_window),
            padding: 0,
        }
    }

    fn emit_answer(&self, asker: &Asker, cause: &Header, serial: Serial, ack: &AckBuilder<'_>) {
        let mut answer = cause.connectionless_reply(PacketType::Ack);
        answer.serial = serial;
        answer.flags |= Flags::SLOW_START_OK;
        let mut datagram = Vec::with_capacity(Header::LEN + ack.encoded_len());
        answer.emit(&mut datagram);
        ack.emit(&mut datagram);
        self.statistics.count_stray_ack();
        self.queue_answer(asker, datagram);
    }

    /// Answers a VERSION question in the way of OpenAFS: whatever its body says.
    pub(in crate::endpoint) fn answer_version(
        &self,
        now: Instant,
        to: AddressPair,
        packet: &Packet<'_>,
    ) {
        let asker = Asker::stranger(to);
        if Version::is_request(&packet.header) && self.may_answer(now, AnswerKind::Stray, &asker) {
            let mut datagram = Vec::with_capacity(Header::LEN + Version::REPLY_LEN);
            Version::emit_reply(&packet.header, &self.config.version, &mut datagram);
            self.queue_answer(&asker, datagram);
        }
    }

    /// Refuses a DEBUG question with the answer that rxdebug understands as "no such thing", which is
    /// no longer than the question.
    pub(in crate::endpoint) fn answer_debug(
        &self,
        now: Instant,
        to: AddressPair,
        packet: &Packet<'_>,
    ) {
        let asks = packet.header.flags.contains(Flags::CLIENT_INITIATED);
        let asker = Asker::stranger(to);
        if !asks || !self.may_answer(now, AnswerKind::Stray, &asker) {
            return;
        }
        let mut answer = packet.header.connectionless_reply(PacketType::Debug);
        answer.flags |= Flags::LAST_PACKET;
        let mut datagram = Vec::with_capacity(Header::LEN + 8);
        answer.emit(&mut datagram);
        let kind = match &packet.body {
            Body::Debug(body) => body.request().map(|request| request.kind),
            _ => None,
        };
        // rxdebug asks for the next connection or peer until the answer is the end of the list: a host
        // of 0 and a connection ID of all ones, or a host of all ones. To a refusal it would ask without
        // end (observed: OpenAFS 1.8.9). Anything else is RX_DEBUGI_BADTYPE in both words.
        let words: [i32; 2] = match kind {
            Some(RequestKind::GetConn | RequestKind::GetAllConn) => [0, -1],
            Some(RequestKind::GetPeer) => [-1, -1],
            _ => [-8, -8],
        };
        for word in words {
            datagram.extend_from_slice(&word.to_be_bytes());
        }
        self.queue_answer(&asker, datagram);
    }
}
