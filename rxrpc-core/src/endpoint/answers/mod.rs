//! What one UDP socket answers to packets that belong to no call, or to none that goes on: ABORT, BUSY, PING,
//! VERSION, DEBUG, the end of a call again, and the rest of a call that is not known here.
//!
//! Holds: [`Answers`]. Must not know: which calls and services there are, how many answers are too many ([`budget`]
//! does).

pub(super) mod budget;

use super::output::Output;
use crate::address::AddressPair;
use crate::config::Config;
use crate::connection::Connection;
use crate::lock::{Mutex, Rank};
use crate::observe::Statistics;
use crate::proto::{FinalState, MachineConfig, SerialSource, Side};
use crate::security::Response;
use budget::{AnswerBudgets, AnswerKind, Asker};
use rxrpc_wire::debug::{Reply, RequestKind, reply_header};
use rxrpc_wire::{
    Abort, AbortCode, AckBuilder, AckReason, Body, CallNumber, Cid, Flags, Header, Packet,
    PacketType, Seq, Serial, Version,
};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// Gives the answers of one UDP socket.
#[derive(Debug)]
pub(super) struct Answers {
    output: Arc<Output>,
    config: Arc<Config>,
    machine: Arc<MachineConfig>,
    budgets: Mutex<AnswerBudgets>,
    rejected: AtomicU64,
    aborts_sent: AtomicU64,
    acks_sent: AtomicU64,
    nat_keepalives_sent: AtomicU64,
}

fn count_one(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

/// What to answer.
#[derive(Clone, Copy, Debug)]
pub(super) enum StrayReply {
    /// An ABORT of the packet's call.
    Abort(AbortCode),
    /// An ABORT of the packet's connection: everything on it would fail the same way.
    ConnectionAbort(AbortCode),
    /// Try again later.
    Busy,
}

/// The header of a packet that concerns a whole connection, with room for `bytes` behind it.
fn connection_packet(
    connection: &Connection,
    packet_type: PacketType,
    checksum: u16,
    bytes: usize,
) -> Vec<u8> {
    let flags = match connection.side {
        Side::Client => Flags::CLIENT_INITIATED,
        Side::Service => Flags::empty(),
    };
    let header = Header {
        epoch: connection.epoch,
        cid: Cid(connection.id.as_u32()),
        call_number: CallNumber::NONE,
        seq: Seq(0),
        serial: connection.next(1),
        packet_type,
        flags,
        user_status: 0,
        security_index: connection.class,
        checksum,
        service_id: connection.service(),
    };
    let mut datagram = Vec::with_capacity(Header::LEN + bytes);
    header.emit(&mut datagram);
    datagram
}

impl Answers {
    pub(super) fn new(
        output: &Arc<Output>,
        config: &Arc<Config>,
        machine: &Arc<MachineConfig>,
    ) -> Self {
        Self {
            output: output.clone(),
            config: config.clone(),
            machine: machine.clone(),
            budgets: Mutex::new(Rank::Queues, AnswerBudgets::default()),
            rejected: AtomicU64::new(0),
            aborts_sent: AtomicU64::new(0),
            acks_sent: AtomicU64::new(0),
            nat_keepalives_sent: AtomicU64::new(0),
        }
    }

    /// Adds what was answered to the statistics.
    pub(super) fn count(&self, all: &mut Statistics) {
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        all.rejected += get(&self.rejected);
        all.aborts_sent += get(&self.aborts_sent);
        all.acks_sent += get(&self.acks_sent);
        all.nat_keepalives_sent += get(&self.nat_keepalives_sent);
    }

    /// Whether an answer may be given now; counts it.
    pub(super) fn may_answer(&self, now: Instant, kind: AnswerKind, asker: &Asker) -> bool {
        self.budgets.lock().take(now, kind, asker, &self.config)
    }

    fn queue(&self, asker: &Asker, datagram: Vec<u8>) {
        self.output.queue_stray(asker.addresses, asker.proven, datagram);
    }

    /// Answers a packet of no connection; an ABORT is never answered, nor a BUSY.
    pub(super) fn reply_stray(
        &self,
        now: Instant,
        to: AddressPair,
        header: &Header,
        reply: StrayReply,
    ) {
        self.reject(now, &Asker::stranger(to), header, AnswerKind::Stray, reply);
    }

    /// Answers a packet that has no place here; an ABORT is never answered, nor a BUSY.
    pub(super) fn reject(
        &self,
        now: Instant,
        asker: &Asker,
        header: &Header,
        kind: AnswerKind,
        reply: StrayReply,
    ) {
        tracing::debug!(to = %asker.addresses.peer, ?header, ?reply, "reject_packet");
        count_one(&self.rejected);
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
            count_one(&self.aborts_sent);
        }
        self.queue(asker, datagram);
    }

    /// Answers a call for which there is no room.
    pub(super) fn reply_busy(&self, now: Instant, asker: &Asker, header: &Header) {
        self.reject(now, asker, header, AnswerKind::Busy, StrayReply::Busy);
    }

    /// Answers a PING of a call of which no other packet has come, on a connection that is known: this side
    /// is here, and has received nothing. OpenAFS 1.8.9 was observed to answer the same.
    ///
    /// The request is still on its way, or all that was sent of it is lost: the client will send it again,
    /// if it is not told that something is wrong. OpenAFS 1.8.9 was observed to ask after 4 s, and to send
    /// again only later. But Linux may send it no more, and would live on these answers for ever: after
    /// [`Config::early_ping_time`] the call is dead. If the service is not `offered`, it is refused at once.
    pub(super) fn answer_early_ping(
        &self,
        now: Instant,
        to: AddressPair,
        connection: &Connection,
        ping: &Header,
        offered: bool,
    ) {
        let (asker, kind) = (Asker::on(connection, to), AnswerKind::EarlyPing);
        if !offered {
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
    /// gain by it. If the service is not `offered`, that is the answer.
    pub(super) fn answer_lost_call(
        &self,
        now: Instant,
        asker: &Asker,
        packet: &Packet<'_>,
        offered: bool,
    ) {
        let header = &packet.header;
        tracing::debug!(to = %asker.addresses.peer, ?header, "lost_call");
        count_one(&self.rejected);
        let Body::Data(data) = &packet.body else { return };
        if !offered {
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
        let machine = &self.machine;
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
        count_one(&self.acks_sent);
        self.queue(asker, datagram);
    }

    /// Answers a VERSION question in the way of OpenAFS: whatever its body says.
    pub(super) fn answer_version(&self, now: Instant, to: AddressPair, packet: &Packet<'_>) {
        let asker = Asker::stranger(to);
        if Version::is_request(&packet.header) && self.may_answer(now, AnswerKind::Stray, &asker) {
            let mut datagram = Vec::with_capacity(Header::LEN + Version::REPLY_LEN);
            Version::emit_reply(&packet.header, &self.config.version, &mut datagram);
            self.queue(&asker, datagram);
        }
    }

    /// Answers a DEBUG question, for which there was an answer to be had ([`Answers::may_answer`]).
    pub(super) fn answer_debug(&self, to: AddressPair, question: &Header, reply: &Reply) {
        let mut datagram = Vec::with_capacity(Header::LEN + reply.encoded_len());
        reply_header(question).emit(&mut datagram);
        reply.emit(&mut datagram);
        self.queue(&Asker::stranger(to), datagram);
    }

    /// Refuses a DEBUG question with the answer that rxdebug understands as "no such thing", which is no longer than the
    /// question.
    pub(super) fn refuse_debug(
        &self,
        now: Instant,
        to: AddressPair,
        question: &Header,
        kind: Option<RequestKind>,
    ) {
        let asker = Asker::stranger(to);
        if !self.may_answer(now, AnswerKind::Stray, &asker) {
            return;
        }
        let mut datagram = Vec::with_capacity(Header::LEN + 8);
        reply_header(question).emit(&mut datagram);
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
        self.queue(&asker, datagram);
    }

    /// A packet of a call that ended. A client repeats its ACK of the reply, either side its ABORT; a
    /// service that ended well owes nothing. Nothing is said to an ABORT or a PING_RESPONSE.
    pub(super) fn repeat_final(
        &self,
        now: Instant,
        connection: &Connection,
        ended: FinalState,
        packet: &Packet<'_>,
    ) {
        let header = &packet.header;
        let silent = match &packet.body {
            Body::Abort(_) | Body::Busy(_) => true,
            Body::Ack(ack) => {
                ack.reason == AckReason::PingResponse
                    || !(ack.reason == AckReason::Ping
                        || header.flags.contains(Flags::REQUEST_ACK)
                        || matches!(ended, FinalState::Abort(_)))
            }
            _ => false,
        };
        let asker = Asker::on(connection, connection.addresses());
        // A client chose whom it calls: no flood shall keep it from telling a service that the reply is
        // here.
        let limited = connection.side == Side::Service;
        if silent || (limited && !self.may_answer(now, AnswerKind::Repeat, &asker)) {
            return;
        }
        let identity = connection.identity(header.cid.channel(), header.call_number);
        let mut datagram = Vec::with_capacity(96);
        let serial = connection.next(1);
        if ended.emit(&self.machine, &identity, serial, Some(header.serial), &mut datagram) {
            match ended {
                FinalState::Ack { .. } => count_one(&self.acks_sent),
                FinalState::Abort(_) => count_one(&self.aborts_sent),
                FinalState::Nothing => {}
            }
            self.queue(&asker, datagram);
        }
    }

    /// Says that a whole connection is aborted.
    pub(super) fn abort_connection(&self, now: Instant, connection: &Connection, code: AbortCode) {
        let asker = Asker::on(connection, connection.addresses());
        if !self.may_answer(now, AnswerKind::Stray, &asker) {
            return;
        }
        let mut datagram = connection_packet(connection, PacketType::Abort, 0, 4);
        Abort::new(code).emit(&mut datagram);
        count_one(&self.aborts_sent);
        self.queue(&asker, datagram);
    }

    /// Asks the client of a connection to prove itself.
    pub(super) fn send_challenge(&self, connection: &Connection, body: &[u8]) {
        tracing::debug!(peer = %connection.peer, cid = connection.id.as_u32(), "tx_challenge");
        self.send_handshake(connection, PacketType::Challenge, 0, body);
    }

    /// Answers a CHALLENGE.
    pub(super) fn send_response(&self, connection: &Connection, response: &Response) {
        tracing::debug!(peer = %connection.peer, cid = connection.id.as_u32(), "tx_response");
        self.send_handshake(connection, PacketType::Response, response.checksum, &response.body);
    }

    fn send_handshake(
        &self,
        connection: &Connection,
        packet_type: PacketType,
        checksum: u16,
        body: &[u8],
    ) {
        // It is paid for, and strangers' answers leave it its place in the queue.
        let asker = Asker { addresses: connection.addresses(), proven: true };
        let mut datagram = connection_packet(connection, packet_type, checksum, body.len());
        datagram.extend_from_slice(body);
        self.queue(&asker, datagram);
    }

    /// Sends a packet that says nothing, so that the path to a server stays open.
    pub(super) fn send_nat_keepalive(&self, server: SocketAddr) {
        let mut datagram = Vec::with_capacity(Header::LEN + 1);
        Version::emit_keepalive(&mut datagram);
        self.queue(&Asker { addresses: server.into(), proven: true }, datagram);
        count_one(&self.nat_keepalives_sent);
    }
}
