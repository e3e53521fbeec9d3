//! The answer to GETPEER: one peer.

use std::net::Ipv4Addr;

use super::field::{Clock, record};

record! {
    /// What a server knows about the network path to a peer: 132 bytes.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub struct Peer {
        /// Address.
        pub host: Ipv4Addr,
        /// UDP port.
        pub port: u16,
        /// Packet size that suits the interface, in bytes.
        pub if_mtu: u16,
        /// When the peer became unused, in seconds since 1970.
        pub idle_when: u32,
        /// How many connections use it.
        pub ref_count: i16,
        /// Part of a limit on bursts.
        pub burst_size: u8,
        /// Part of a limit on bursts.
        pub burst: u8,
        /// Part of a limit on bursts.
        pub burst_wait: Clock,
        /// Round trip time in eighths of a millisecond; 24000 if it was never measured.
        pub rtt: i32,
        /// Deviation of the round trip time.
        pub rtt_dev: i32,
        /// Retransmission timeout.
        pub timeout: Clock,
        /// Packets sent.
        pub sent: i32,
        /// Packets sent again.
        pub resends: i32,
        /// Largest reordering of packets received.
        pub in_packet_skew: i32,
        /// Largest reordering of packets sent.
        pub out_packet_skew: i32,
        /// Whether a limit on the rate is in force.
        pub rate_flag: i32,
        /// Packet size in use, in bytes.
        pub nat_mtu: u16,
        /// Largest packet that the peer accepts, in bytes.
        pub max_mtu: u16,
        /// Most subpackets in a jumbogram that the peer accepts.
        pub max_dgram_packets: u16,
        /// Most subpackets in a jumbogram that suit the interface.
        pub if_dgram_packets: u16,
        /// Datagram size in use, in bytes.
        pub mtu: u16,
        /// Congestion window in packets.
        pub cwind: u16,
        /// Subpackets in a jumbogram in use.
        pub dgram_packets: u16,
        /// Counts the changes of the congestion window.
        pub congest_seq: u16,
        /// Bytes sent, high word.
        pub bytes_sent_high: u32,
        /// Bytes sent, low word.
        pub bytes_sent_low: u32,
        /// Bytes received, high word.
        pub bytes_received_high: u32,
        /// Bytes received, low word.
        pub bytes_received_low: u32,
        /// 0.
        pub spare: [i32; 10],
    }
}

impl Peer {
    /// The answer to an index that is past the end.
    #[must_use]
    pub const fn end() -> Self {
        Self { host: Ipv4Addr::BROADCAST, ..Self::EMPTY }
    }

    /// Whether the index was past the end.
    #[must_use]
    pub fn is_end(&self) -> bool {
        self.host == Ipv4Addr::BROADCAST
    }

    /// Bytes sent.
    #[must_use]
    pub fn bytes_sent(&self) -> u64 {
        join(self.bytes_sent_high, self.bytes_sent_low)
    }

    /// Bytes received.
    #[must_use]
    pub fn bytes_received(&self) -> u64 {
        join(self.bytes_received_high, self.bytes_received_low)
    }
}

fn join(high: u32, low: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}
