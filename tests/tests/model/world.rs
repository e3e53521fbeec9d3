//! An endpoint without a socket, and what stands for its network.
//!
//! Holds: [`World`]: one endpoint, whose datagrams a scripted peer answers on the thread that sends
//! them, and the message face as a user sees it. Must not know: any property.

use crate::checker::{block_on, poll_once};
use rxrpc_core::wire::{
    CallNumber, Cid, Epoch, Flags, Header, PacketType, SecurityIndex, Seq, Serial,
};
use rxrpc_core::{
    AddressFamily, Config, Control, Endpoint, MessageError, MessageFlags, MessageSocket,
    ReceivedMessage, SendMessage, ServiceAddress, ServiceId, UserCallId,
};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::{Arc, Mutex, OnceLock};
use std::task::{Poll, Waker};
use std::time::{Duration, Instant};

/// The service of every scenario.
pub(crate) const SERVICE: ServiceId = ServiceId(7);

/// What the peer does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Peer {
    /// Keeps still; the scenario replies when it likes.
    Silent,
    /// Replies with one packet as soon as the request has ended.
    Replies,
    /// [`Peer::Replies`], but not to the first call, which the scenario replies to.
    RepliesButToFirst,
}

/// One endpoint and its surroundings.
pub(crate) struct World {
    pub(crate) endpoint: Arc<Endpoint>,
    pub(crate) socket: MessageSocket,
    pub(crate) now: Instant,
    peer: Peer,
    requests: Mutex<Requests>,
}

/// What the peer has seen. The lock is the system's: no thread is ever switched while it is held.
#[derive(Default)]
struct Requests {
    /// Headers of DATA packets, in order.
    sent: Vec<Header>,
    /// Headers of ACK packets, in order.
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    acks: Vec<Header>,
    waiting: Vec<Waker>,
}

/// The address of the other end.
pub(crate) fn peer_address() -> SocketAddr {
    ([10, 0, 0, 1], 7000).into()
}

/// The service at the other end.
pub(crate) fn target() -> ServiceAddress {
    ServiceAddress::new(peer_address(), SERVICE)
}

/// A reading of the clock that is the same in every run of a scenario.
fn fixed_now() -> Instant {
    static NOW: OnceLock<Instant> = OnceLock::new();
    *NOW.get_or_init(Instant::now)
}

/// Settings with one connection a bundle and as many slots as the checker can go through (on real
/// threads always four), and the time at which all happens.
pub(crate) fn small_config(slots: usize) -> (Config, Instant) {
    let mut config = Config::default();
    config.seed = Some(1);
    config.connections_per_bundle = 1;
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    {
        config.slots_per_bundle = Some(slots);
    }
    #[cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]
    assert_eq!(slots, 4, "a connection has four channels");
    (config, fixed_now())
}

impl World {
    /// A world whose endpoint has this many slots to the peer.
    pub(crate) fn new(slots: usize, peer: Peer) -> Arc<Self> {
        Self::with_config(slots, peer, |_| {})
    }

    pub(crate) fn with_config(
        slots: usize,
        peer: Peer,
        change: impl FnOnce(&mut Config),
    ) -> Arc<Self> {
        let (mut config, now) = small_config(slots);
        change(&mut config);
        let endpoint = Endpoint::new(config, AddressFamily::V4).expect("the settings are in range");
        let socket = endpoint.message_socket();
        Arc::new(Self { endpoint, socket, now, peer, requests: Mutex::default() })
    }

    /// Sends what there is to send, and lets the peer answer it.
    pub(crate) fn pump(&self) {
        self.pump_at(self.now);
    }

    fn pump_at(&self, now: Instant) {
        let mut buffer = Vec::new();
        while let Some(transmit) = self.endpoint.poll_transmit(now, 8, &mut buffer) {
            let stride = transmit.segment_size.unwrap_or(transmit.size).max(1);
            for datagram in buffer.chunks(stride) {
                self.arrive(now, datagram);
            }
            buffer.clear();
        }
    }

    /// A datagram arrives at the peer.
    fn arrive(&self, now: Instant, datagram: &[u8]) {
        let (header, _) = Header::parse(datagram).unwrap();
        let is_request = header.packet_type == PacketType::Data
            && header.flags.contains(Flags::CLIENT_INITIATED);
        #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
        if header.packet_type == PacketType::Ack {
            self.requests.lock().unwrap().acks.push(header);
        }
        if !is_request {
            return;
        }
        let (waiting, is_of_first) = {
            let mut requests = self.requests.lock().unwrap();
            requests.sent.push(header);
            let first = &requests.sent[0];
            let is_of_first = (first.cid, first.call_number) == (header.cid, header.call_number);
            (std::mem::take(&mut requests.waiting), is_of_first)
        };
        waiting.into_iter().for_each(Waker::wake);
        let replies = match self.peer {
            Peer::Silent => false,
            Peer::Replies => true,
            Peer::RepliesButToFirst => !is_of_first,
        };
        if replies && header.flags.contains(Flags::LAST_PACKET) {
            let reply = reply_packet(&header, 1, true, b"reply");
            self.endpoint.handle_datagram(now, peer_address(), &reply);
        }
    }

    /// The header of the `at`th DATA packet that the endpoint sent.
    pub(crate) fn request(&self, at: usize) -> Header {
        self.requests.lock().unwrap().sent[at]
    }

    /// The headers of all DATA packets so far.
    pub(crate) fn requests(&self) -> Vec<Header> {
        self.requests.lock().unwrap().sent.clone()
    }

    /// The header of the last ACK packet that the endpoint sent, PINGs among them.
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    pub(crate) fn last_ack(&self) -> Header {
        *self.requests.lock().unwrap().acks.last().unwrap()
    }

    /// [`World::request`], once some thread has sent it.
    pub(crate) fn request_to_come(&self, at: usize) -> Header {
        block_on(std::future::poll_fn(|cx| {
            let mut requests = self.requests.lock().unwrap();
            match requests.sent.get(at) {
                Some(header) => Poll::Ready(*header),
                None => {
                    requests.waiting.push(cx.waker().clone());
                    Poll::Pending
                }
            }
        }))
    }

    /// The peer sends one packet of its reply to a request.
    pub(crate) fn reply(&self, request: &Header, seq: u32, last: bool, data: &[u8]) {
        self.receive(&reply_packet(request, seq, last, data));
    }

    /// A datagram of the peer arrives.
    pub(crate) fn receive(&self, datagram: &[u8]) {
        self.endpoint.handle_datagram(self.now, peer_address(), datagram);
        self.pump();
    }

    /// Waits for a verb on this thread, and sends what follows from every step of it.
    pub(crate) fn run<T>(&self, verb: impl Future<Output = T>) -> T {
        let mut verb = pin!(verb);
        block_on(std::future::poll_fn(|cx| {
            let result = verb.as_mut().poll(cx);
            self.pump();
            result
        }))
    }

    /// One step of a verb, which is then given up. `None` if it would have waited.
    pub(crate) fn step<T>(&self, verb: impl Future<Output = T>) -> Option<T> {
        let result = poll_once(verb);
        self.pump();
        result
    }

    /// `sendmsg` on a call of this user call ID, as a future.
    pub(crate) async fn sendmsg(
        &self,
        id: u64,
        data: &[u8],
        flags: MessageFlags,
    ) -> Result<(), MessageError> {
        let control = [Control::UserCallId(UserCallId(id))];
        let message = SendMessage::new(data, &control).to(Some(target())).flags(flags);
        self.socket.sendmsg(self.now, &message, &mut 0).await
    }

    /// [`World::sendmsg`] on a call that exists: under an unknown user call ID no call is made.
    pub(crate) async fn sendmsg_known(
        &self,
        id: u64,
        data: &[u8],
        control: Option<Control>,
    ) -> Result<(), MessageError> {
        let control: Vec<_> =
            [Control::UserCallId(UserCallId(id))].into_iter().chain(control).collect();
        let flags = MessageFlags::MORE;
        let message = SendMessage::new(data, &control).flags(flags);
        self.socket.sendmsg(self.now, &message, &mut 0).await
    }

    /// A command about a call: abort, accept, charge.
    pub(crate) fn command(&self, id: u64, command: Control) -> Result<(), MessageError> {
        let control = [Control::UserCallId(UserCallId(id)), command];
        let flags = MessageFlags::empty();
        let message = SendMessage::new(&[], &control).flags(flags);
        let mut taken = 0;
        let sent = self.socket.sendmsg(self.now, &message, &mut taken);
        self.step(sent).expect("commands never wait")
    }

    /// `recvmsg`, as a future that gives what was received and its data.
    pub(crate) async fn recvmsg(
        &self,
        flags: MessageFlags,
    ) -> Result<(ReceivedMessage, Vec<u8>), MessageError> {
        let mut buffer = [0; 64];
        let message = self.socket.recvmsg(&mut buffer, flags).await?;
        let data = buffer[..message.bytes].to_vec();
        Ok((message, data))
    }

    /// Waits in `recvmsg` until the end of some call is told; returns the call.
    pub(crate) fn receive_an_end(&self) -> u64 {
        loop {
            let (message, _) = self.run(self.recvmsg(MessageFlags::empty())).unwrap();
            if message.is_end() {
                return message.call.unwrap().0;
            }
        }
    }

    /// Receives whatever is left, until no call is left to be told of; returns the calls that ended.
    pub(crate) fn drain(&self) -> Vec<u64> {
        let mut ended = Vec::new();
        loop {
            match self.run(self.recvmsg(MessageFlags::empty())) {
                Ok((message, _)) if message.is_end() => ended.push(message.call.unwrap().0),
                Ok(_) => {}
                Err(MessageError::WouldBlock) => return ended,
                Err(error) => panic!("recvmsg: {error}"),
            }
        }
    }

    /// Lets delayed ACKs go, then finds no call, slot, waiter, queue entry or user call ID.
    pub(crate) fn assert_nothing_left(&self) {
        let later = self.now + Duration::from_millis(300);
        self.endpoint.handle_timeout(later);
        self.pump_at(later);
        let left = self.endpoint.statistics();
        assert_eq!(
            (left.live_calls, left.slots_in_use, left.slot_waiters, left.ready, left.receivers),
            (0, 0, 0, 0, 0),
            "live calls, slots, waiters for a slot, queue entries, receivers"
        );
        assert_eq!((left.user_call_ids, left.live_service_calls), (0, 0), "IDs, service calls");
    }
}

/// A DATA packet of a reply.
pub(crate) fn reply_packet(request: &Header, seq: u32, last: bool, data: &[u8]) -> Vec<u8> {
    let mut flags = Flags::empty();
    flags.set(Flags::LAST_PACKET, last);
    let header = Header { seq: Seq(seq), serial: Serial(seq), flags, ..*request };
    [&header.to_bytes(), data].concat()
}

/// A DATA packet of a client's request, for an endpoint that serves: connection and call number.
pub(crate) fn request_packet(connection: u32, call: u32, last: bool, data: &[u8]) -> Vec<u8> {
    request_on_channel(connection, 0, call, last, data)
}

/// [`request_packet`] on any of the four channels.
pub(crate) fn request_on_channel(
    connection: u32,
    channel: u32,
    call: u32,
    last: bool,
    data: &[u8],
) -> Vec<u8> {
    let mut flags = Flags::CLIENT_INITIATED;
    flags.set(Flags::LAST_PACKET, last);
    let header = Header {
        epoch: Epoch(Epoch::RANDOM_BIT | 5),
        cid: Cid(connection << 2 | channel),
        call_number: CallNumber(call),
        seq: Seq(1),
        serial: Serial(call),
        packet_type: PacketType::Data,
        flags,
        user_status: 0,
        security_index: SecurityIndex::NONE,
        checksum: 0,
        service_id: SERVICE,
    };
    [&header.to_bytes()[..], data].concat()
}

/// An ABORT of the whole connection that a request went out on.
pub(crate) fn connection_abort(request: &Header, code: i32) -> Vec<u8> {
    let header = Header {
        cid: Cid(request.cid.0 & !3),
        call_number: CallNumber::NONE,
        seq: Seq(0),
        packet_type: PacketType::Abort,
        flags: Flags::empty(),
        ..*request
    };
    [&header.to_bytes()[..], &code.to_be_bytes()].concat()
}

/// The ABORT of a request's call by its client.
pub(crate) fn abort_of(request: &[u8], code: i32) -> Vec<u8> {
    let (header, _) = Header::parse(request).expect("a request");
    let header = Header {
        seq: Seq(0),
        serial: Serial(header.serial.0 + 1),
        packet_type: PacketType::Abort,
        flags: Flags::CLIENT_INITIATED,
        ..header
    };
    [&header.to_bytes()[..], &code.to_be_bytes()].concat()
}

/// The answer of a client to a PING of the service.
#[cfg(any(rxrpc_loom, rxrpc_shuttle))]
pub(crate) fn ping_response(ping: &Header) -> Vec<u8> {
    use rxrpc_core::wire::{AckBuilder, AckReason, AckTrailer};

    let header = Header { flags: Flags::CLIENT_INITIATED, serial: Serial(99), ..*ping };
    let body = AckBuilder {
        first_packet: Seq(1),
        previous_packet: Seq(0),
        serial: ping.serial,
        reason: AckReason::PingResponse,
        acks: &[],
        trailer: AckTrailer { max_mtu: 1444, if_mtu: 1444, rwind: 32, jumbo_max: 1 },
        padding: 0,
    };
    let mut packet = header.to_bytes().to_vec();
    body.emit(&mut packet);
    packet
}
