//! Rows of a report, from records of the wire.
//!
//! Holds: what is told of each thing, with names for numbers. Must not know: how it is asked for.

use rxrpc_wire::AbortCode;
use rxrpc_wire::debug::{self, CallMode, CallState, Clock, Conn, ConnType, Peer, RxStats};
use serde::Serialize;
use std::collections::BTreeMap;
use std::net::{SocketAddr, SocketAddrV4};

/// A few numbers about a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
#[allow(missing_docs)]
pub struct Stats {
    /// The letter that tells which questions and fields the server knows.
    pub version: String,
    pub packets: i32,
    pub free_packets: i32,
    pub packet_reclaims: i32,
    pub calls_executed: i32,
    pub calls_waiting: i32,
    pub calls_waited: i32,
    pub idle_threads: i32,
    pub waiting_for_packets: bool,
    pub used_descriptors: u8,
    /// Connections that lists leave out, of peers without an IPv4 address or beyond a bound: told by endpoints of rxrpc, 0
    /// of others.
    pub left_out: i32,
}

impl From<&debug::Stats> for Stats {
    fn from(stats: &debug::Stats) -> Self {
        Self {
            version: stats.version.escape_ascii().to_string(),
            packets: stats.packets,
            free_packets: stats.free_packets,
            packet_reclaims: stats.packet_reclaims,
            calls_executed: stats.calls_executed,
            calls_waiting: stats.waiting,
            calls_waited: stats.waited,
            idle_threads: stats.idle_threads,
            waiting_for_packets: stats.waiting_for_packets != 0,
            used_descriptors: stats.used_fds,
            left_out: stats.spare[0],
        }
    }
}

/// What a server has counted since it began. The counters wrap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
#[allow(missing_docs)]
pub struct Counters {
    /// By type.
    pub packets_received: BTreeMap<&'static str, i32>,
    /// By type.
    pub packets_sent: BTreeMap<&'static str, i32>,
    pub data_received: i32,
    pub data_received_again: i32,
    pub data_received_in_vain: i32,
    pub data_sent: i32,
    pub data_sent_again: i32,
    pub acks_received: i32,
    pub acks_sent: i32,
    pub pings_sent: i32,
    pub busies_sent: i32,
    pub aborts_sent: i32,
    pub send_failures: i32,
    pub fatal_errors: i32,
    pub datagrams_too_short: i32,
    pub reads_without_packet: i32,
    /// No buffer for what was to be received, sent, or sent outside calls.
    pub buffers_missing: [i32; 3],
    pub server_connections: i32,
    pub client_connections: i32,
    pub peers: i32,
    pub calls: i32,
    pub free_calls: i32,
    /// Round trips that were measured.
    pub rtt_samples: i32,
    /// Shortest, mean and longest, in microseconds.
    pub rtt_us: Option<[i64; 3]>,
}

/// Packet types from 1 on, as the counters have them.
const TYPES: [&str; 13] = [
    "data",
    "ack",
    "busy",
    "abort",
    "ackall",
    "challenge",
    "response",
    "debug",
    "params",
    "unused-10",
    "unused-11",
    "unused-12",
    "version",
];

impl From<&RxStats> for Counters {
    fn from(stats: &RxStats) -> Self {
        let by_type = |counts: [i32; 13]| {
            TYPES.into_iter().zip(counts).filter(|(_, count)| *count != 0).collect()
        };
        let micros =
            |clock: Clock| i64::from(clock.seconds) * 1_000_000 + i64::from(clock.microseconds);
        let rtt = (stats.rtt_samples > 0).then(|| {
            let mean = micros(stats.total_rtt) / i64::from(stats.rtt_samples);
            [micros(stats.min_rtt), mean, micros(stats.max_rtt)]
        });
        Self {
            packets_received: by_type(stats.packets_read),
            packets_sent: by_type(stats.packets_sent),
            data_received: stats.data_packets_read,
            data_received_again: stats.duplicate_packets_read,
            data_received_in_vain: stats.spurious_packets_read,
            data_sent: stats.data_packets_sent,
            data_sent_again: stats.data_packets_resent,
            acks_received: stats.ack_packets_read,
            acks_sent: stats.ack_packets_sent,
            pings_sent: stats.ping_packets_sent,
            busies_sent: stats.busy_packets_sent,
            aborts_sent: stats.abort_packets_sent,
            send_failures: stats.send_failures,
            fatal_errors: stats.fatal_errors,
            datagrams_too_short: stats.bogus_packet_on_read,
            reads_without_packet: stats.no_packet_on_read,
            buffers_missing: [
                stats.receive_alloc_failures,
                stats.send_alloc_failures,
                stats.special_alloc_failures,
            ],
            server_connections: stats.server_conns,
            client_connections: stats.client_conns,
            peers: stats.peers,
            calls: stats.calls,
            free_calls: stats.free_calls,
            rtt_samples: stats.rtt_samples,
            rtt_us: rtt,
        }
    }
}

/// One connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ConnectionRow {
    /// The other end.
    pub peer: SocketAddr,
    /// Which end the server is: `server` or `client`.
    pub end: &'static str,
    /// Its epoch and ID, in hexadecimal digits as everywhere.
    pub epoch: String,
    /// See `epoch`.
    pub id: String,
    /// Serial of the last packet sent.
    pub serial: u32,
    /// Last call number of each channel.
    pub call_numbers: [u32; 4],
    /// What each channel does.
    pub channels: [String; 4],
    /// The security class by number and name.
    pub security: String,
    /// Who is there as far as the class tells: level and expiry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protection: Option<Protection>,
    /// The code that the connection failed with, with its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Largest packet in use, in bytes.
    pub packet_size: i32,
    /// What else its flags say.
    pub flags: Vec<String>,
}

/// What the security class of a connection tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
#[allow(missing_docs)]
pub struct Protection {
    /// 0 clear, 1 auth, 2 crypt.
    pub level: u8,
    pub authenticated: bool,
    pub expired: bool,
    /// In seconds since 1970.
    pub expires: u32,
    pub packets_received: u32,
    pub packets_sent: u32,
    pub bytes_received: u32,
    pub bytes_sent: u32,
}

/// One call that is not over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CallRow {
    /// The other end.
    pub peer: SocketAddr,
    /// Which end the server is.
    pub end: &'static str,
    /// Connection and channel.
    pub id: String,
    /// Its number on that channel.
    pub number: u32,
    /// How far it is.
    pub state: String,
    /// What it does.
    pub mode: String,
    /// What it waits for, and queues that are not empty.
    pub details: Vec<String>,
}

fn end(conn: &Conn) -> &'static str {
    match conn.conn_type {
        ConnType::CLIENT => "client",
        ConnType::SERVER => "server",
        _ => "unknown",
    }
}

fn peer(host: std::net::Ipv4Addr, port: u16) -> SocketAddr {
    SocketAddrV4::new(host, port).into()
}

fn bits(value: u8, names: &[(u8, &str)]) -> Vec<String> {
    let mut left = value;
    let mut all = Vec::new();
    for (bit, name) in names {
        if value & bit != 0 {
            all.push((*name).to_owned());
            left &= !bit;
        }
    }
    if left != 0 {
        all.push(format!("{left:#04x}"));
    }
    all
}

fn state(state: CallState) -> String {
    match state {
        CallState::NOT_INIT => "none".into(),
        CallState::PRECALL => "waits for a thread".into(),
        CallState::ACTIVE => "active".into(),
        CallState::DALLY => "over".into(),
        CallState::HOLD => "to be freed".into(),
        CallState::RESET => "reset".into(),
        CallState(other) => format!("state {other}"),
    }
}

fn mode(mode: CallMode) -> String {
    match mode {
        CallMode::NONE => "nothing".into(),
        CallMode::SENDING => "sending".into(),
        CallMode::RECEIVING => "receiving".into(),
        CallMode::ERROR => "failed".into(),
        CallMode::EOF => "at the end".into(),
        CallMode(other) => format!("mode {other}"),
    }
}

fn security(index: u8) -> String {
    match index {
        0 => "0 none".into(),
        2 => "2 rxkad".into(),
        4 => "4 rxgk".into(),
        6 => "6 yfs-rxgk".into(),
        other => other.to_string(),
    }
}

impl From<&Conn> for ConnectionRow {
    fn from(conn: &Conn) -> Self {
        let security_stats = &conn.security_stats;
        let told = security_stats.object_type != 0 && conn.security_index != 0;
        let protection = told.then_some(Protection {
            level: security_stats.level,
            authenticated: security_stats.flags & 2 != 0,
            expired: security_stats.flags & 4 != 0,
            expires: security_stats.expires,
            packets_received: security_stats.packets_received,
            packets_sent: security_stats.packets_sent,
            bytes_received: security_stats.bytes_received,
            bytes_sent: security_stats.bytes_sent,
        });
        let names = [
            (1, "a call is being made"),
            (2, "to be destroyed"),
            (4, "checksums"),
            (8, "window known"),
            (16, "reset"),
            (32, "busy"),
            (64, "waits for a challenge"),
        ];
        Self {
            peer: peer(conn.host, conn.port),
            end: end(conn),
            epoch: format!("{:08x}", conn.epoch),
            id: format!("{:08x}", conn.cid),
            serial: conn.serial,
            call_numbers: conn.call_number,
            channels: conn.call_state.map(state),
            security: security(conn.security_index),
            protection,
            error: (conn.error != 0)
                .then(|| rxrpc_afs::errors::describe(AbortCode(conn.error)).to_string()),
            packet_size: conn.nat_mtu,
            flags: bits(conn.flags, &names),
        }
    }
}

impl CallRow {
    /// The calls of a connection that are not over.
    pub(super) fn all_of(conn: &Conn) -> impl Iterator<Item = Self> {
        let lives = |at: &usize| {
            matches!(conn.call_state[*at], CallState::PRECALL | CallState::ACTIVE | CallState::HOLD)
        };
        let flags = [
            (1, "its reader waits"),
            (2, "waits for the window"),
            (4, "its sender waits for the window"),
            (8, "waits for buffers"),
            (16, "waits for a thread"),
            (32, "all is received"),
            (64, "cleared"),
        ];
        let queues = [(1, "received packets to read"), (2, "sent packets without an ack")];
        (0..4).filter(lives).map(move |at| {
            let mut details = bits(conn.call_flags[at], &flags);
            details.extend(bits(conn.call_other[at].0, &queues));
            Self {
                peer: peer(conn.host, conn.port),
                end: end(conn),
                id: format!("{:08x}/{at}", conn.cid),
                number: conn.call_number[at],
                state: state(conn.call_state[at]),
                mode: mode(conn.call_mode[at]),
                details,
            }
        })
    }
}

/// One peer, and the path to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
#[allow(missing_docs)]
pub struct PeerRow {
    /// Its address.
    pub peer: SocketAddr,
    pub connections: i16,
    /// Smoothed round trip in microseconds; `None` if none was measured.
    pub rtt_us: Option<i64>,
    pub rtt_deviation_us: Option<i64>,
    /// In microseconds.
    pub timeout_us: i64,
    pub packets_sent: i32,
    pub packets_sent_again: i32,
    pub bytes_sent: u64,
    pub bytes_received: u64,
    /// Bytes of the largest packet in use, and of the largest datagram.
    pub packet_size: u16,
    pub datagram_size: u16,
    /// Packets that may be in transit.
    pub congestion_window: u16,
    /// Since when no call uses it, in seconds since 1970; 0 if one does.
    pub idle_since: u32,
}

/// The round trip time in eighths of a millisecond that stands for none.
const NO_RTT: i32 = 24_000;

impl From<&Peer> for PeerRow {
    fn from(record: &Peer) -> Self {
        // Eighths of a millisecond, and quarters of one for the deviation.
        let measured = record.rtt != 0 && record.rtt != NO_RTT;
        Self {
            peer: peer(record.host, record.port),
            connections: record.ref_count,
            rtt_us: measured.then_some(i64::from(record.rtt) * 125),
            rtt_deviation_us: measured.then_some(i64::from(record.rtt_dev) * 250),
            timeout_us: i64::from(record.timeout.seconds) * 1_000_000
                + i64::from(record.timeout.microseconds),
            packets_sent: record.sent,
            packets_sent_again: record.resends,
            bytes_sent: record.bytes_sent(),
            bytes_received: record.bytes_received(),
            packet_size: record.nat_mtu,
            datagram_size: record.mtu,
            congestion_window: record.cwind,
            idle_since: record.idle_when,
        }
    }
}
