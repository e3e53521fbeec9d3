//! Help for tests of the machine: identities, serials, datagrams taken out and handed in, and
//! packets forged by hand.

use crate::proto::{CallIdentity, CallMachine, MachineConfig, RttEstimate, SerialSource, Side};
use bytes::Bytes;
use rxrpc_wire::{
    AckBuilder, AckReason, AckTrailer, Body, CallNumber, Cid, Epoch, Flags, Header, Packet,
    PacketType, SecurityIndex, Seq, Serial, ServiceId,
};
use std::cell::Cell;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

/// Where all packets come from.
pub(in crate::proto) const PEER: SocketAddr =
    SocketAddr::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), 7001);

/// A small generator of random numbers (xorshift64*): the same seed gives the same run.
pub(in crate::proto) struct Random(u64);

impl Random {
    pub(in crate::proto) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `bound`.
    pub(in crate::proto) fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16) % bound.max(1)
    }

    pub(in crate::proto) fn one_in_thousand(&mut self, times: u64) -> bool {
        self.below(1000) < times
    }
}

/// The serials of a connection that has one call.
pub(in crate::proto) struct Serials(pub(super) Cell<u32>);

impl SerialSource for Serials {
    fn next(&self, count: u32) -> Serial {
        let mut first = self.0.get().wrapping_add(1);
        if first == 0 || first.checked_add(count - 1).is_none() {
            first = 1;
        }
        self.0.set(first + (count - 1));
        Serial(first)
    }
}

pub(in crate::proto) fn identity(side: Side) -> CallIdentity {
    CallIdentity {
        epoch: Epoch(0x8001_0203),
        cid: Cid(0x1234_5670),
        call_number: CallNumber(7),
        service_id: ServiceId(147),
        security_index: SecurityIndex::NONE,
        side,
        user_status: 0,
    }
}

/// One end of a call with all it needs, and a clock for tests that have one end only.
pub(in crate::proto) struct End {
    pub(in crate::proto) machine: CallMachine,
    pub(in crate::proto) identity: CallIdentity,
    pub(in crate::proto) serials: Serials,
    pub(in crate::proto) now: Instant,
    /// The serial of the next forged packet.
    pub(in crate::proto) forged: u32,
}

impl End {
    pub(in crate::proto) fn new(
        now: Instant,
        side: Side,
        config: &MachineConfig,
        serial: u32,
    ) -> Self {
        Self {
            machine: CallMachine::new(now, side, &std::sync::Arc::new(config.clone())),
            identity: identity(side),
            serials: Serials(Cell::new(serial)),
            now,
            forged: 1000,
        }
    }

    /// Numbers the packets from `first` on, both ways.
    pub(in crate::proto) fn start_at(&mut self, first: Seq) {
        self.machine.start_at(first);
    }

    pub(in crate::proto) fn client() -> Self {
        Self::new(Instant::now(), Side::Client, &MachineConfig::default(), 0)
    }

    pub(in crate::proto) fn service() -> Self {
        Self::new(Instant::now(), Side::Service, &MachineConfig::default(), 0)
    }

    /// All datagrams that are to be sent now. Checks the shape of each batch.
    pub(in crate::proto) fn transmit(&mut self) -> Vec<Vec<u8>> {
        let mut datagrams = Vec::new();
        let mut out = Vec::new();
        loop {
            out.clear();
            let wanted = self.machine.wants_transmit();
            let size = self.machine.next_data_size();
            let batch =
                self.machine.poll_transmit(self.now, &self.identity, &self.serials, 16, &mut out);
            assert_eq!(batch.is_some(), wanted, "wants_transmit must tell the truth");
            let Some(batch) = batch else { return datagrams };
            assert!(size.is_none_or(|size| size == batch.datagram_size), "{size:?}, {batch:?}");
            assert!(batch.count >= 1 && batch.count <= 16);
            assert_eq!(out.len().div_ceil(batch.datagram_size), batch.count);
            datagrams.extend(out.chunks(batch.datagram_size).map(<[u8]>::to_vec));
            assert!(datagrams.len() < 10_000, "transmits without end");
        }
    }

    /// Short descriptions of the datagrams that are to be sent now.
    pub(in crate::proto) fn sent(&mut self) -> Vec<String> {
        self.transmit().iter().map(|datagram| describe(datagram)).collect()
    }

    pub(in crate::proto) fn handle(&mut self, datagram: &[u8]) {
        let packet = Packet::parse(datagram).unwrap();
        let (now, header) = (self.now, &packet.header);
        match packet.body {
            Body::Data(data) => self.machine.handle_data(now, header, data.payload),
            Body::Ack(ack) => self.machine.handle_ack(now, header, &ack),
            Body::Abort(abort) => self.machine.handle_abort(now, abort.code),
            Body::AckAll(_) => self.machine.handle_ack_all(now, header),
            Body::Busy(_) => self.machine.handle_busy(now, header),
            other => panic!("unexpected {other:?}"),
        }
    }

    /// Lets time pass, timers included.
    pub(in crate::proto) fn wait(&mut self, time: Duration) {
        let end = self.now + time;
        while let Some(at) = self.machine.poll_timeout().filter(|at| *at <= end) {
            self.now = self.now.max(at);
            self.machine.handle_timeout(self.now);
            assert!(self.machine.poll_timeout().is_none_or(|next| next > self.now));
        }
        self.now = end;
    }

    pub(in crate::proto) fn wait_ms(&mut self, milliseconds: u64) {
        self.wait(Duration::from_millis(milliseconds));
    }

    pub(in crate::proto) fn queue(&mut self, payload: &[u8], last: bool) {
        self.machine.queue_packet(Bytes::copy_from_slice(payload), 0, last);
    }

    /// Queues `count` full packets.
    pub(in crate::proto) fn queue_full(&mut self, count: usize, last: bool) {
        for index in 0..count {
            self.queue(&[7; 1412], last && index + 1 == count);
        }
    }

    /// An earlier call found this round trip, in ms, with a deviation of 1 ms.
    pub(in crate::proto) fn knows_rtt(&mut self, milliseconds: u64) {
        let estimate = RttEstimate {
            smoothed: Duration::from_millis(milliseconds),
            deviation: Duration::from_millis(1),
        };
        self.machine.seed_rtt(self.now, estimate);
    }

    /// A header of the peer.
    pub(in crate::proto) fn peer_header(
        &mut self,
        packet_type: PacketType,
        seq: u32,
        flags: Flags,
    ) -> Header {
        self.forged += 1;
        let peer = match self.identity.side {
            Side::Client => Side::Service,
            Side::Service => Side::Client,
        };
        identity(peer).header(packet_type, Seq(seq), Serial(self.forged), flags)
    }

    /// The peer sends DATA; returns its serial.
    pub(in crate::proto) fn peer_data(&mut self, seq: u32, flags: Flags, payload: &[u8]) -> Serial {
        let header = self.peer_header(PacketType::Data, seq, flags);
        self.machine.handle_data(self.now, &header, payload);
        header.serial
    }

    /// The peer acknowledges.
    pub(in crate::proto) fn peer_ack(
        &mut self,
        reason: AckReason,
        first: u32,
        acks: &[u8],
    ) -> Serial {
        self.peer_ack_for(reason, first, acks, Serial::NONE, 255)
    }

    pub(in crate::proto) fn peer_ack_for(
        &mut self,
        reason: AckReason,
        first: u32,
        acks: &[u8],
        cause: Serial,
        window: u32,
    ) -> Serial {
        let flags = match reason {
            AckReason::Ping => Flags::REQUEST_ACK | Flags::SLOW_START_OK,
            _ => Flags::SLOW_START_OK,
        };
        let header = self.peer_header(PacketType::Ack, 0, flags);
        let mut datagram = Vec::new();
        header.emit(&mut datagram);
        let highest = first + u32::try_from(acks.len()).unwrap();
        AckBuilder {
            first_packet: Seq(first),
            previous_packet: Seq(highest.saturating_sub(1)),
            serial: cause,
            reason,
            acks,
            trailer: AckTrailer { max_mtu: 5692, if_mtu: 1444, rwind: window, jumbo_max: 4 },
            padding: 0,
        }
        .emit(&mut datagram);
        self.handle(&datagram);
        header.serial
    }
}

/// A datagram in short: `D1` `D2r` `D3l` (DATA, requests an ACK, last), `A:idle:3:101` (ACK, reason,
/// first packet, table), `X-5` (ABORT).
pub(in crate::proto) fn describe(datagram: &[u8]) -> String {
    let packet = Packet::parse(datagram).unwrap();
    match packet.body {
        Body::Data(_) => {
            let request = packet.header.flags.contains(Flags::REQUEST_ACK);
            let last = packet.header.flags.contains(Flags::LAST_PACKET);
            let (request, last) = (if request { "r" } else { "" }, if last { "l" } else { "" });
            format!("D{}{request}{last}", packet.header.seq)
        }
        Body::Ack(ack) => {
            let reason = ack.reason.to_string().to_lowercase();
            let table: String =
                ack.soft_acks().map(|arrived| if arrived { '1' } else { '0' }).collect();
            let colon = if table.is_empty() { "" } else { ":" };
            format!("A:{reason}:{}{colon}{table}", ack.first_packet)
        }
        Body::Abort(abort) => format!("X{}", abort.code.0),
        other => panic!("unexpected {other:?}"),
    }
}

/// The serial of a datagram.
pub(in crate::proto) fn serial_of(datagram: &[u8]) -> Serial {
    Header::parse(datagram).unwrap().0.serial
}
