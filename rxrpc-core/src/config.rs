//! What can be set about a local endpoint, with defaults and their reasons.
//!
//! Holds: [`Config`]. Must not know: how any of it is used.

use crate::proto::MachineConfig;
use crate::setters::setters;
use crate::setting_error::{SettingError, check};
use rxrpc_wire::Channel;
use std::net::IpAddr;
use std::time::Duration;

/// Address translation that forgets a path within a second would be useless.
const SHORTEST_NAT_KEEPALIVE: Duration = Duration::from_secs(1);

/// Longest answer to a VERSION request, in bytes.
const LONGEST_VERSION: usize = 64;

/// Two looks in a shorter time say nothing about a path.
const SHORTEST_PROGRESS_WINDOW: Duration = Duration::from_millis(100);

/// Settings of one local endpoint. Every limit here bounds memory or work that a peer can cause. An endpoint
/// is not made with a value out of its range ([`Config::validate`]).
///
/// ```
/// # use rxrpc_core::{Config, MachineConfig};
/// use std::time::Duration;
///
/// let machine = MachineConfig::default().normal_timeout(Duration::from_secs(60));
/// let config = Config::default().backlog(1000).machine(machine);
/// assert!(config.validate().is_ok());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// The protocol machine of each call: windows, timers, packet sizes.
    pub machine: MachineConfig,
    /// Most connections to one service of one peer, each with four channels; 1 to 4096. Default 4, so
    /// that 16 calls run at once and further ones wait in order, as in Linux since 5.10.
    pub connections_per_bundle: usize,
    /// Most calls of one service that wait to be accepted, those included of which only a part has come;
    /// more are answered with BUSY. Shared like `max_service_calls`; at least 1. Default 256. It is also the
    /// largest backlog that a socket of the message face may listen with. (Linux: the sysctl `max_backlog`, 4 to 31
    /// and 10 if it is not set, for calls that were charged.)
    pub backlog: usize,
    /// Most service calls at once on the endpoint, from the first packet of each until the protocol is over
    /// and its user has let go of it; more are answered with BUSY; 0: this endpoint takes no calls.
    /// Default 10 000.
    ///
    /// From 16 on they are shared. All clients that have not proven to receive at their address have half
    /// together, and make room for others from a quarter of a second after their first packet, unless a user has
    /// the call. A proven host (an IPv6 network of 64 bits is one) that is alone gets all but one in
    /// eight; while others are here it gets no more than it leaves to them.
    ///
    /// A user call ID that a socket of the message face gives in advance keeps a place for the call that gets it: no
    /// other call has that, and a charge for which there is no place left is refused with ENOBUFS. The charges of all
    /// sockets together, each of at most `backlog`, may keep all places there are; calls without a charged ID, those
    /// of the call face too, get BUSY then: an endpoint that takes both wants more places than IDs are ever charged.
    pub max_service_calls: usize,
    /// How long a service call may keep its user waiting, for data or for space, with less than
    /// [`Config::progress_bytes`] in that time, give or take a half of it. It then ends with
    /// `RX_CALL_TIMEOUT`. Only while other calls to the service wait for a user or are refused: a slow
    /// client that is in nobody's way may be as slow as it likes. At least 100 ms; `None`: never. Default
    /// 5 s, in which a path that loses one packet in three brings some.
    pub progress_window: Option<Duration>,
    /// See [`Config::progress_window`]; any number. Default 4096, which takes 5 s at 6.5 kbit/s.
    pub progress_bytes: u64,
    /// How long a service call may last, from its first packet on; it then ends with `RX_CALL_TIMEOUT`,
    /// whatever its user does. At least 1 ms; `None`, the default: as long as it takes.
    pub service_call_deadline: Option<Duration>,
    /// Most service connections known at once; a new one beyond it replaces an idle one, and is
    /// answered with BUSY when none of a few that are looked at in turn is idle. Those whose client has not
    /// shown that it receives at its address give way first, but for a sixteenth of the table that they always
    /// have; then the oldest of the host that has most. Of as many clients it is remembered that they have lately
    /// proven their addresses. 0: this endpoint takes no calls. Default 20 000.
    pub max_service_connections: usize,
    /// Bytes that all calls together may store of what they have received and their users have not
    /// read. When little is left, windows grow no further and less is advertised; when nothing is left,
    /// each call still takes 15 packets, so that all go on. A call that stores little (24 KiB) takes
    /// nothing of it. One host has all but an eighth of it, and less beside others: no more than it leaves to
    /// them; calls whose peer has not shown that it receives at its address have a sixteenth together.
    /// Beside it, up to a quarter of it (16 MiB at most, a megabyte at least) is kept for some ten seconds to be used again,
    /// and a megabyte for good. Default 256 MiB. What is sent has a budget of its own, [`Config::send_memory`].
    pub receive_memory: usize,
    /// Bytes that all calls together may keep of what their users have given to be sent, until the peer has
    /// acknowledged it for good (or the call has ended), counted in full packets; what is given to a
    /// [begun](crate::Endpoint::begin_call) call that has no slot so far is part of it. It goes to calls in pieces of 64
    /// KiB (larger ones beyond 1 GiB), of which a call takes no more than its transmit queue
    /// ([`MachineConfig::transmit_queue_limit`]) asks for and gives back what it does not need. When all of it is taken,
    /// who wants to send more waits for a piece, in one line with all calls of the endpoint, or gets `WouldBlock`
    /// (EAGAIN). A call that keeps little (24 KiB, or one packet) takes nothing of it and so never waits for
    /// others: calls whose peers take nothing can make all calls slower, but stop none. Any number; 0: that
    /// little is all that a call may keep. Default 256 MiB, as for what is received: some seven hundred full transmit
    /// queues of 256 packets.
    ///
    /// Beside what it bounds, an endpoint needs memory for its calls and connections, whose numbers are the users' (the
    /// client calls that they make) or bounded by other settings, and what it keeps to be used again, as for what is
    /// received. (AF_RXRPC charges what is sent to the socket's send
    /// buffer, and bounds each call by 256 packets.)
    pub send_memory: usize,
    /// Most bytes of a request that are read and dropped for a handler that ends its call well, or
    /// replies, before it has read them; beyond that the call is aborted with `RX_USER_ABORT`. 0: nothing
    /// is dropped, and a request of which something is still to come ends so. Default 16 MiB.
    pub discard_bytes: u64,
    /// For how long that may go on; 0: only what has come is dropped; any time. It keeps the handler's thread
    /// or task, so a client that sends slowly is not waited for much longer than a request takes over a
    /// bad path. Default 10 s.
    pub discard_time: Duration,
    /// How long a client connection without calls is kept for reuse, give or take the ten seconds between two
    /// looks; any time. Default 120 s, as in Linux (there the sysctl `idle_conn_expiry`).
    pub client_connection_expiry: Duration,
    /// How long one is kept while there are more client connections than [`Config::client_connections_kept`], give
    /// or take the time between two looks, which is as long then, a second at least; any time, and never
    /// longer than `client_connection_expiry`. Default 2 s, as in Linux (`idle_conn_fast_expiry`).
    pub client_connection_fast_expiry: Duration,
    /// How many client connections are kept for [`Config::client_connection_expiry`]: beyond that, those that
    /// have no calls go sooner, as many as there are too many. Those with calls are never counted out. Any number;
    /// 0: all that have no calls go sooner. Default 10 000, at 650 bytes each. (Linux: the sysctl
    /// `reap_client_conns`, 1 to 65535 and 900 if it is not set, for all sockets together.)
    pub client_connections_kept: usize,
    /// How long a service connection without calls is remembered, so that a late duplicate of a
    /// finished call is not run again, give or take the ten seconds between two looks; any time. Default 600 s, as in Linux.
    pub service_connection_expiry: Duration,
    /// After how long without a packet to it a peer is sent a VERSION packet of 29 bytes that asks
    /// nothing, so that address translation and firewalls on the way keep the path open for what the
    /// peer may begin, an AFS callback for instance. `None`: never. At least 1 s. Default 20 s,
    /// as in Linux.
    ///
    /// Only peers that were heard from, and only while there is a client connection to them, which is
    /// [`Config::client_connection_expiry`] after the last call: whoever waits longer for a peer to call
    /// sets that higher. A call that runs needs none of it, as it sends PINGs of its own
    /// ([`MachineConfig::keepalive`]).
    pub nat_keepalive: Option<Duration>,
    /// What VERSION requests are answered with, at most 64 bytes. Default `rxrpc-VERSION user space`.
    pub version: String,
    /// Most answers a second to packets that have no place here (aborts) and to questions (VERSION, DEBUG),
    /// so that a forged source address cannot make this endpoint flood somebody. Default 1 000; 0: none.
    ///
    /// Of this and the next two, those whose address is proven have as much again for themselves. Where
    /// more than one host asks, half is for hosts that have had less than a 64th in the second (limits below
    /// 16 are not shared).
    pub stray_replies_per_second: u32,
    /// Most BUSY answers a second, to calls for which there is no room. Whoever waits for a place needs one at
    /// each of its tries, or it takes this endpoint for dead; and none is longer than what it answers, so
    /// that there may be more of them. Default 4 000; 0: none.
    pub busy_replies_per_second: u32,
    /// Most answers a second to PINGs of calls that have not begun, and as many that repeat the end of a
    /// call or connection. Default 4 000, for the same reasons; 0: none.
    pub channel_replies_per_second: u32,
    /// Who is told in answer to DEBUG questions, as `rxdebug` asks them, what is on the endpoint: statistics, connections,
    /// calls, peers, of the first 4 096 connections. Others are refused, in as many bytes as they have sent. Default [`DebugAnswers::Loopback`].
    pub debug_answers: DebugAnswers,
    /// Most of those answers a second, each of up to 312 bytes for 36, shared by hosts as the other answers are: what is
    /// beyond gets none. `rxdebug` asks for a list one by one, and waits for a second when an answer is missing, so that
    /// this is how long a list may be that is read without a pause. Default 1 000; 0: none.
    pub debug_replies_per_second: u32,
    /// How long a service answers PINGs of a call of which nothing else has come, on a connection that it
    /// knows; then it aborts the call with `RX_CALL_DEAD`. OpenAFS asks 4 s after its request was lost and
    /// sends it again later, so less than 20 s would end calls that can still begin; 0 ends them at their first
    /// PING. Default 30 s.
    pub early_ping_time: Duration,
    /// Seed of everything random: epoch, connection IDs. `None`, the default, asks the system; tests set it.
    pub seed: Option<u64>,
    /// Fewer slots than four a connection: a model checker that goes through everything needs it small.
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    #[doc(hidden)]
    pub slots_per_bundle: Option<usize>,
}

/// Who is told in answer to DEBUG questions what is on an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum DebugAnswers {
    /// Nobody.
    Nobody,
    /// Who asks from this host, by a loopback address.
    #[default]
    Loopback,
    /// Everybody: who is connected, and how calls go, is no secret then, and answers are up to nine times as long as
    /// questions with senders that may be forged.
    Everybody,
}

impl DebugAnswers {
    /// Whether who asks from here is told.
    pub(crate) fn are_for(self, asker: IpAddr) -> bool {
        match self {
            Self::Nobody => false,
            Self::Loopback => asker.to_canonical().is_loopback(),
            Self::Everybody => true,
        }
    }
}

setters! { Config {
    machine: MachineConfig,
    connections_per_bundle: usize,
    backlog: usize,
    max_service_calls: usize,
    progress_window: Option<Duration>,
    progress_bytes: u64,
    service_call_deadline: Option<Duration>,
    max_service_connections: usize,
    receive_memory: usize,
    send_memory: usize,
    discard_bytes: u64,
    discard_time: Duration,
    client_connection_expiry: Duration,
    client_connection_fast_expiry: Duration,
    client_connections_kept: usize,
    service_connection_expiry: Duration,
    nat_keepalive: Option<Duration>,
    version: String,
    stray_replies_per_second: u32,
    busy_replies_per_second: u32,
    channel_replies_per_second: u32,
    debug_answers: DebugAnswers,
    debug_replies_per_second: u32,
    early_ping_time: Duration,
    seed: Option<u64>,
} }

impl Config {
    /// Whether every setting is in its range, as is asked when an endpoint is made.
    ///
    /// # Errors
    ///
    /// The first setting that is not (EINVAL).
    pub fn validate(&self) -> Result<(), SettingError> {
        // Whoever adds a setting is made to say what it may be.
        let Self {
            machine,
            connections_per_bundle,
            backlog,
            max_service_calls: _,
            progress_window,
            progress_bytes: _,
            service_call_deadline,
            max_service_connections: _,
            receive_memory: _,
            send_memory: _,
            discard_bytes: _,
            discard_time: _,
            client_connection_expiry: _,
            client_connection_fast_expiry: _,
            client_connections_kept: _,
            service_connection_expiry: _,
            nat_keepalive,
            version,
            stray_replies_per_second: _,
            busy_replies_per_second: _,
            channel_replies_per_second: _,
            debug_answers: _,
            debug_replies_per_second: _,
            early_ping_time: _,
            seed: _,
            #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
                slots_per_bundle: _,
        } = self;
        machine.validate()?;
        check("connections_per_bundle", connections_per_bundle, 1..=4096)?;
        check("backlog", backlog, 1..)?;
        if let Some(window) = progress_window {
            check("progress_window", window, SHORTEST_PROGRESS_WINDOW..)?;
        }
        if let Some(deadline) = service_call_deadline {
            check("service_call_deadline", deadline, Duration::from_millis(1)..)?;
        }
        if let Some(interval) = nat_keepalive {
            check("nat_keepalive", interval, SHORTEST_NAT_KEEPALIVE..)?;
        }
        check("version", &version.len(), ..=LONGEST_VERSION)
    }

    /// How many calls of one bundle run at once.
    pub(crate) fn bundle_slots(&self) -> usize {
        let all = self.connections_per_bundle * Channel::COUNT;
        #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
        let all = self.slots_per_bundle.unwrap_or(all);
        all
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            machine: MachineConfig::default(),
            connections_per_bundle: 4,
            backlog: 256,
            max_service_calls: 10_000,
            progress_window: Some(Duration::from_secs(5)),
            progress_bytes: 4096,
            service_call_deadline: None,
            max_service_connections: 20_000,
            receive_memory: 256 << 20,
            send_memory: 256 << 20,
            discard_bytes: 16 << 20,
            discard_time: Duration::from_secs(10),
            client_connection_expiry: Duration::from_secs(120),
            client_connection_fast_expiry: Duration::from_secs(2),
            client_connections_kept: 10_000,
            service_connection_expiry: Duration::from_secs(600),
            nat_keepalive: Some(Duration::from_secs(20)),
            version: concat!("rxrpc-", env!("CARGO_PKG_VERSION"), " user space").to_owned(),
            stray_replies_per_second: 1_000,
            busy_replies_per_second: 4_000,
            channel_replies_per_second: 4_000,
            debug_answers: DebugAnswers::Loopback,
            debug_replies_per_second: 1_000,
            early_ping_time: Duration::from_secs(30),
            seed: None,
            #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
            slots_per_bundle: None,
        }
    }
}
