//! What can be set about one call's protocol, with defaults and their reasons.
//!
//! Holds: [`MachineConfig`]. Must not know: how any of it is used.

use crate::proto::CongestionAlgorithm;
use crate::proto::path::rtt::LEAST_MAX_RTO;
use crate::setters::setters;
use crate::setting_error::{SettingError, check};
use rxrpc_wire::{AckTrailer, Header, MAX_JUMBO_SUBPACKETS};
use std::time::Duration;

/// The shortest interval and timeout: what is due again at once would never let time go on.
pub(super) const SHORTEST: Duration = Duration::from_millis(1);

/// Packets that a peer is trusted to take before it has said how many (OpenAFS rx-spec: 15 if an
/// ACK has no trailer).
pub(super) const INITIAL_PEER_WINDOW: u32 = 15;

/// The longest retransmission timeout.
const LONGEST_RTO: Duration = Duration::from_secs(3600);

/// The longest delay of an ACK (RFC 1122): peers take a packet for lost that is not acknowledged for
/// longer.
const LONGEST_ACK_DELAY: Duration = Duration::from_millis(500);

/// What UDP over IPv4 carries, in bytes.
const LARGEST_DATAGRAM: u32 = 65_507;

/// Largest payload of a DATA packet, in bytes.
const LARGEST_PAYLOAD: usize = LARGEST_DATAGRAM as usize - Header::LEN;

/// Least size of packets, in bytes, that has to be taken: that of a full subpacket of a jumbogram with what
/// peers count beside it.
const LEAST_MAX_MTU: u32 = 1444;

/// What the narrowest path carries, in bytes of UDP payload.
const LEAST_PATH: u32 = 548;

/// Settings of the protocol machine of a call. Plain data; an endpoint is not made with values out of
/// their range ([`Config::validate`](crate::Config::validate)).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MachineConfig {
    /// Packets that are stored for the user, and the receive window that is advertised, when a call
    /// begins; 1 to 65535. Default 255, as in Linux (there the sysctl `rx_window_size`, 1 to 255).
    pub receive_window: u32,
    /// What the receive window may grow to, while the user takes packets as fast as they come and the
    /// peer could send more, and the window carries less than a million packets a second; 1 to 65535, and
    /// never less than `receive_window`. Where the round trip is shorter than 20 ms, windows that have grown let
    /// half as many packets through, with those of all other long calls, as the UDP socket's buffer holds. Default 8192: with
    /// 1412 bytes each, 900 Mbit/s over a round trip of 100 ms. (OpenAFS 1.8.9 and Linux were observed to take no more than 32
    /// and 128 of what is advertised to them, so advertising more does no harm.)
    pub receive_window_limit: u32,
    /// Most packets in transit or soft-acknowledged at once, whatever the peer advertises; 1 to
    /// 65535. Default 8192, as above.
    pub transmit_window_limit: u32,
    /// Packets that the user may have queued beyond the last one acknowledged for good; 1 to 65535.
    /// Default 256, as in Linux since 6.14. When more may be in transit, it is twice as many as may,
    /// so that a user who refills the queue when it is half empty never lets the network wait; but no
    /// more than `transmit_window_limit`, unless this is more.
    pub transmit_queue_limit: u32,
    /// Retransmission timeout before the first round trip was measured; 1 ms to 1 h, and never out of the two
    /// bounds that follow. Default 1 s (RFC 6298).
    pub initial_rto: Duration,
    /// Lower bound of the retransmission timeout; 1 ms to 1 h. Default 200 ms, above the 100 ms for which
    /// OpenAFS 1.8.9 was observed to delay an ACK.
    pub min_rto: Duration,
    /// Upper bound of the retransmission timeout, backoff included; 1 s to 1 h, and never less than
    /// `min_rto`. Default 60 s, as in OpenAFS.
    pub max_rto: Duration,
    /// How much later than a round trip a peer may acknowledge a LAST packet that arrived alone; up to 1 h.
    /// Default 400 ms (observed: OpenAFS 1.8.9 allows its peer as much).
    pub last_packet_grace: Duration,
    /// How long this side waits for a second packet, or for its own reply, before it acknowledges a
    /// lone packet; 0 (at once) to 500 ms. Default 100 ms, as OpenAFS 1.8.9 was observed to do. (Linux: the sysctl
    /// `soft_ack_delay`, 1 ms to 1 s and 1 s if it is not set, but only until it has measured a round trip.)
    pub delayed_ack: Duration,
    /// How long a client that has the whole reply waits for the next call on the channel to
    /// acknowledge it, before it sends an ACK; 0 (it does not wait) to 500 ms. Default 5 ms, about two ticks of Linux. (With 20 ms
    /// a Linux 6.1 server was observed to send the end of the reply again. The sysctl `idle_ack_delay` there, 1 ms
    /// to 1 s and 500 ms if it is not set, is named after such ACKs, but delays PINGs.)
    pub final_ack_delay: Duration,
    /// A PING is sent when nothing was sent on the call for this long; at least 1 ms, and
    /// [`Duration::MAX`] for never. Default a sixth of 20 s, as
    /// in Linux.
    pub keepalive: Duration,
    /// The call ends with `RX_CALL_TIMEOUT` (ETIME) when nothing was heard for this long; with
    /// `RX_CALL_DEAD` (ECONNRESET), as in Linux, if something came on the connection meanwhile for another
    /// of its calls: the peer is there and has forgotten this one. So of the calls to a service that stops,
    /// some may report the one and some the other. At least 1 ms, and
    /// [`Duration::MAX`] for never. Default 20 s, as in Linux.
    pub normal_timeout: Duration,
    /// A service call ends with `RX_CALL_TIMEOUT` when no packet of an unfinished request came for
    /// this long; at least 1 ms, and [`Duration::MAX`] for never. Default 60 s, the idle-dead time of OpenAFS servers. (Linux takes 1 s, which is
    /// one retransmission timeout of the peer: under loss that ends good calls.)
    pub idle_timeout: Duration,
    /// A client call ends with [`Completion::Busy`](crate::proto::Completion::Busy) (EBUSY) when its service has
    /// answered nothing but BUSY for this long. Until then it asks again after 50 ms, and then at intervals that
    /// grow to a second. Any value: 0 ends the call at the first BUSY, [`Duration::MAX`] never. Default 60 s,
    /// longer than silence is borne, since a service that says BUSY is alive and gets rid of its calls.
    pub busy_timeout: Duration,
    /// How a call finds out how fast it may send. Default CUBIC.
    pub congestion: CongestionAlgorithm,
    /// Whether packets are spread over the round trip, where it is 3 ms or more and the congestion
    /// window more than a burst of 10 packets. Default `true`: bursts overrun short queues.
    pub pacing: bool,
    /// Congestion window at the start, in packets; 1 to 65535. Default 10 (RFC 6928): all peers seen
    /// take at least 15 packets before they have said anything.
    pub initial_congestion_window: u32,
    /// Largest payload of a DATA packet that this side sends, in bytes; 1 to 65479. Default 1412: the size of a
    /// jumbo subpacket, 1440 bytes on UDP. Larger packets are sent once a padded PING of that size got
    /// through, and only to a peer that says that they suit it (its `max_mtu` and `interface_mtu`).
    pub payload: usize,
    /// Most packets in one datagram (a jumbogram) that this side sends; 1 to 46. Default 1, none: a
    /// jumbogram is used only where padded PINGs got through at its size, but what is between the ends may
    /// change, and one lost jumbogram loses all its packets. AuriStor switched jumbograms off because some
    /// network hardware corrupted large datagrams without a trace; Rx without encryption has no checksum of
    /// its own. Where all links take large packets they save much work.
    pub jumbo_limit: u32,
    /// How many subpackets of a jumbogram this side says it takes; 1 to 46. Never 0 on the wire:
    /// that means "I do path MTU discovery" to Linux since 6.14, which then probes without end.
    /// Default 4, as OpenAFS 1.8.9 was observed to say. Jumbograms of any legal size are accepted
    /// whatever is said. (Linux: the sysctl `rx_jumbo_max`, 1 to 46 and 46 if it is not set.)
    pub jumbo_max: u32,
    /// Largest packet that this side says it takes, in bytes; 1444, which every peer may send before it has
    /// heard of this, to 65507. Default 5692, as OpenAFS 1.8.9 was
    /// observed to say with four subpackets. (Linux: the sysctl `rx_mtu`, 500 to 65535 and 65160 if it is not set.)
    pub max_mtu: u32,
    /// Packet size that this side says suits its interface, in bytes; 548 to 65507. Default 1444: Ethernet less
    /// 56 bytes of headers.
    pub interface_mtu: u32,
}

setters! { MachineConfig {
    receive_window: u32,
    receive_window_limit: u32,
    transmit_window_limit: u32,
    transmit_queue_limit: u32,
    initial_rto: Duration,
    min_rto: Duration,
    max_rto: Duration,
    last_packet_grace: Duration,
    delayed_ack: Duration,
    final_ack_delay: Duration,
    keepalive: Duration,
    normal_timeout: Duration,
    idle_timeout: Duration,
    busy_timeout: Duration,
    congestion: CongestionAlgorithm,
    pacing: bool,
    initial_congestion_window: u32,
    payload: usize,
    jumbo_limit: u32,
    jumbo_max: u32,
    max_mtu: u32,
    interface_mtu: u32,
} }

impl MachineConfig {
    /// Whether every setting is in its range.
    pub(crate) fn validate(&self) -> Result<(), SettingError> {
        // Whoever adds a setting is made to say what it may be.
        let Self {
            receive_window,
            receive_window_limit,
            transmit_window_limit,
            transmit_queue_limit,
            initial_rto,
            min_rto,
            max_rto,
            last_packet_grace,
            delayed_ack,
            final_ack_delay,
            keepalive,
            normal_timeout,
            idle_timeout,
            busy_timeout: _,
            congestion: _,
            pacing: _,
            initial_congestion_window,
            payload,
            jumbo_limit,
            jumbo_max,
            max_mtu,
            interface_mtu,
        } = self;
        let (windows, jumbo) = (1..=65_535, 1..=MAX_JUMBO_SUBPACKETS as u32);
        check("machine.receive_window", receive_window, windows.clone())?;
        check("machine.receive_window_limit", receive_window_limit, windows.clone())?;
        check("machine.transmit_window_limit", transmit_window_limit, windows.clone())?;
        check("machine.transmit_queue_limit", transmit_queue_limit, windows.clone())?;
        check("machine.initial_congestion_window", initial_congestion_window, windows)?;
        check("machine.initial_rto", initial_rto, SHORTEST..=LONGEST_RTO)?;
        check("machine.min_rto", min_rto, SHORTEST..=LONGEST_RTO)?;
        check("machine.max_rto", max_rto, LEAST_MAX_RTO..=LONGEST_RTO)?;
        check("machine.last_packet_grace", last_packet_grace, ..=LONGEST_RTO)?;
        check("machine.delayed_ack", delayed_ack, ..=LONGEST_ACK_DELAY)?;
        check("machine.final_ack_delay", final_ack_delay, ..=LONGEST_ACK_DELAY)?;
        check("machine.keepalive", keepalive, SHORTEST..)?;
        check("machine.normal_timeout", normal_timeout, SHORTEST..)?;
        check("machine.idle_timeout", idle_timeout, SHORTEST..)?;
        check("machine.payload", payload, 1..=LARGEST_PAYLOAD)?;
        check("machine.jumbo_limit", jumbo_limit, jumbo.clone())?;
        check("machine.jumbo_max", jumbo_max, jumbo)?;
        check("machine.max_mtu", max_mtu, LEAST_MAX_MTU..=LARGEST_DATAGRAM)?;
        check("machine.interface_mtu", interface_mtu, LEAST_PATH..=LARGEST_DATAGRAM)
    }

    /// What an ACK says that this side takes, with a window of `rwind` packets.
    pub(crate) fn trailer(&self, rwind: u32) -> AckTrailer {
        AckTrailer {
            max_mtu: self.max_mtu,
            if_mtu: self.interface_mtu,
            rwind,
            jumbo_max: self.jumbo_max.max(1),
        }
    }
}

impl Default for MachineConfig {
    fn default() -> Self {
        Self {
            receive_window: 255,
            receive_window_limit: 8192,
            transmit_window_limit: 8192,
            transmit_queue_limit: 256,
            initial_rto: Duration::from_secs(1),
            min_rto: Duration::from_millis(200),
            max_rto: Duration::from_secs(60),
            last_packet_grace: Duration::from_millis(400),
            delayed_ack: Duration::from_millis(100),
            final_ack_delay: Duration::from_millis(5),
            keepalive: Duration::from_secs(20) / 6,
            normal_timeout: Duration::from_secs(20),
            idle_timeout: Duration::from_secs(60),
            busy_timeout: Duration::from_secs(60),
            congestion: CongestionAlgorithm::default(),
            pacing: true,
            initial_congestion_window: 10,
            payload: 1412,
            jumbo_limit: 1,
            jumbo_max: 4,
            max_mtu: 5692,
            interface_mtu: 1444,
        }
    }
}
