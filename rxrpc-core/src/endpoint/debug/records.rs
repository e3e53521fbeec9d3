//! Connections, peers and counters as records of DEBUG answers.
//!
//! Holds: what of ours stands in which field. Must not know: who asks.
//!
//! Fields for which there is nothing here are 0: buffers, threads, limits on bursts. Counters wrap at 32 bits.

use crate::connection::Connection;
use crate::observe::Statistics;
use crate::proto::{CallCounters, MachineConfig, Side, State};
use rxrpc_wire::debug::{
    CallMode, CallOther, CallState, Conn, ConnType, Peer, RxStats, SecurityStats, Stats,
};
use rxrpc_wire::{Header, SecurityIndex};
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The round trip time that stands for none: three seconds, in eighths of a millisecond (observed: OpenAFS 1.8.9).
const NO_RTT: i32 = 24_000;

/// The kind of an rxkad connection in its statistics (observed: OpenAFS 1.8.9).
const RXKAD_STATS: u8 = 3;

/// Bits of [`SecurityStats::flags`].
const UNALLOCATED: i32 = 1;
const AUTHENTICATED: i32 = 2;

fn low(count: u64) -> u32 {
    (count & u64::from(u32::MAX)) as u32
}

fn word(count: u64) -> i32 {
    low(count).cast_signed()
}

fn short(count: u32) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

fn v4(peer: SocketAddr) -> Option<(Ipv4Addr, u16)> {
    match peer.ip().to_canonical() {
        IpAddr::V4(host) => Some((host, peer.port())),
        IpAddr::V6(_) => None,
    }
}

/// Bytes of the packets that calls begin with.
fn packet_size(machine: &MachineConfig) -> u32 {
    u32::try_from(machine.payload + Header::LEN).unwrap_or(u32::MAX)
}

/// Of an endpoint whose lists leave out so many connections.
pub(super) fn stats(all: &Statistics, left_out: usize) -> Stats {
    Stats {
        spare: [word(left_out as u64), 0, 0, 0, 0, 0],
        version: Stats::NEWEST_VERSION,
        calls_executed: word(all.calls_received),
        ..Stats::EMPTY
    }
}

/// Of an endpoint with so many client and service connections, some of which are known.
pub(super) fn counters(
    all: &Statistics,
    (clients, services): (usize, usize),
    known: &[Arc<Connection>],
) -> RxStats {
    let Statistics { calls, .. } = all;
    let acks_received = calls.acks_received.wrapping_add(calls.acks_discarded);
    let acks_sent = calls.acks_sent.wrapping_add(all.acks_sent);
    let (mut read, mut sent) = ([0; 13], [0; 13]);
    (read[0], read[1]) =
        (word(calls.data_received.wrapping_add(calls.duplicates)), word(acks_received));
    let data_sent = calls.data_sent.wrapping_add(calls.data_retransmitted);
    (sent[0], sent[1], sent[3]) = (word(data_sent), word(acks_sent), word(all.aborts_sent));
    let peers: BTreeSet<_> = known.iter().map(|one| one.peer).collect();
    RxStats {
        bogus_packet_on_read: word(all.malformed),
        packets_read: read,
        data_packets_read: word(calls.data_received),
        ack_packets_read: word(acks_received),
        duplicate_packets_read: word(calls.duplicates),
        spurious_packets_read: word(calls.beyond_window),
        packets_sent: sent,
        ack_packets_sent: word(acks_sent),
        ping_packets_sent: word(calls.pings_sent),
        abort_packets_sent: word(all.aborts_sent),
        data_packets_sent: word(calls.data_sent),
        data_packets_resent: word(calls.data_retransmitted),
        server_conns: word(services as u64),
        client_conns: word(clients as u64),
        peers: word(peers.len() as u64),
        calls: word(all.live_calls),
        ..RxStats::EMPTY
    }
}

/// Whether a connection has a call that is not over.
pub(super) fn is_busy(conn: &Conn) -> bool {
    conn.call_state.contains(&CallState::ACTIVE)
}

/// A connection with a peer by IPv4.
pub(super) fn conn(connection: &Connection, machine: &MachineConfig) -> Option<Conn> {
    let (host, port) = v4(connection.peer)?;
    let channels = connection.channels.lock();
    let (numbers, calls) = (channels.numbers(), channels.calls());
    drop(channels);
    let mut record = Conn {
        host,
        port,
        cid: connection.id.as_u32(),
        serial: connection.last_serial().0,
        call_number: numbers,
        conn_type: match connection.side {
            Side::Client => ConnType::CLIENT,
            Side::Service => ConnType::SERVER,
        },
        security_index: connection.class.0,
        call_state: numbers.map(|number| match number {
            0 => CallState::NOT_INIT,
            _ => CallState::DALLY,
        }),
        call_mode: numbers.map(|number| match number {
            0 => CallMode::NONE,
            _ => CallMode::EOF,
        }),
        security_stats: security(connection),
        epoch: connection.epoch.0,
        nat_mtu: i32::try_from(packet_size(machine)).unwrap_or(i32::MAX),
        ..Conn::EMPTY
    };
    for call in calls {
        let (Some(identity), Some(state)) = (call.identity(), call.state()) else { continue };
        let at = identity.cid.channel().index();
        let Some(mode) = mode(state) else { continue };
        record.call_state[at] = CallState::ACTIVE;
        record.call_mode[at] = mode;
        if call.has_data() {
            record.call_other[at] = CallOther::IN_QUEUE;
        }
    }
    Some(record)
}

/// What a call does; `None` for one that is over.
fn mode(state: State) -> Option<CallMode> {
    match state {
        State::ClientSendRequest
        | State::ClientAwaitAck
        | State::ServiceSendReply
        | State::ServiceAwaitAck => Some(CallMode::SENDING),
        State::ClientAwaitReply
        | State::ClientReceiveReply
        | State::ServiceReceiveRequest
        | State::ServiceAckRequest => Some(CallMode::RECEIVING),
        State::Complete => None,
    }
}

fn security(connection: &Connection) -> SecurityStats {
    if connection.class != SecurityIndex::RXKAD {
        return SecurityStats::EMPTY;
    }
    // A class is asked with no lock held.
    let Some(context) = connection.security() else {
        return SecurityStats {
            object_type: RXKAD_STATS,
            flags: UNALLOCATED,
            ..SecurityStats::EMPTY
        };
    };
    let counts = context.counts();
    let seconds = |at: SystemTime| at.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    SecurityStats {
        object_type: RXKAD_STATS,
        level: u8::try_from(context.level().number()).unwrap_or(u8::MAX),
        flags: AUTHENTICATED,
        expires: context.expires().map_or(0, |at| low(seconds(at))),
        packets_received: low(counts.opened_packets),
        packets_sent: low(counts.sealed_packets),
        bytes_received: low(counts.opened_bytes),
        bytes_sent: low(counts.sealed_bytes),
        ..SecurityStats::EMPTY
    }
}

/// The peers by IPv4, in the order of their addresses. What is counted of packets is of calls that are not over.
pub(super) fn peers(connections: &[Arc<Connection>], machine: &MachineConfig) -> Vec<Peer> {
    let mut peers: BTreeMap<SocketAddr, (i16, CallCounters, Option<Duration>)> = BTreeMap::new();
    for connection in connections {
        let channels = connection.channels.lock();
        let (calls, ended) = (channels.calls(), channels.round_trip());
        drop(channels);
        let (count, counters, rtt) = peers.entry(connection.peer).or_default();
        *count = count.saturating_add(1);
        let mut trips: Vec<_> = rtt.iter().copied().chain(ended).collect();
        for call in calls {
            *counters += call.counters().unwrap_or_default();
            trips.extend(call.smoothed_rtt());
        }
        *rtt = trips.into_iter().min();
    }
    let record =
        |(peer, (count, counters, rtt)): (SocketAddr, (i16, CallCounters, Option<Duration>))| {
            let (host, port) = v4(peer)?;
            let eighths = |rtt: Duration| i32::try_from(rtt.as_micros() / 125).unwrap_or(i32::MAX);
            Some(Peer {
                host,
                port,
                ref_count: count,
                rtt: rtt.map_or(NO_RTT, eighths),
                sent: word(counters.data_sent),
                resends: word(counters.data_retransmitted),
                if_mtu: short(machine.interface_mtu),
                nat_mtu: short(packet_size(machine)),
                max_mtu: short(machine.max_mtu),
                mtu: short(packet_size(machine)),
                max_dgram_packets: short(machine.jumbo_max),
                if_dgram_packets: short(machine.jumbo_limit),
                ..Peer::EMPTY
            })
        };
    peers.into_iter().filter_map(record).collect()
}
