//! The answer to RXSTATS: the packet counters.

use super::field::{Clock, record};

record! {
    /// The packet counters of a server: 284 bytes (71 words). They wrap.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub struct RxStats {
        /// Packet buffers asked for.
        pub packet_requests: i32,
        /// Times that there was no buffer for receiving.
        pub receive_alloc_failures: i32,
        /// Times that there was no buffer for sending.
        pub send_alloc_failures: i32,
        /// Times that there was no buffer for a special packet.
        pub special_alloc_failures: i32,
        /// Whether the socket got the large buffers that it asked for.
        pub socket_greedy: i32,
        /// Datagrams that were too short.
        pub bogus_packet_on_read: i32,
        /// Address from which the last of those came.
        pub bogus_host: i32,
        /// Reads that found no datagram.
        pub no_packet_on_read: i32,
        /// DATA packets dropped for want of buffers.
        pub no_buffers_on_read: i32,
        /// Waits for a datagram or a timer.
        pub selects: i32,
        /// Waits caused by sending.
        pub send_selects: i32,
        /// Packets received, by type: element 0 is DATA (type 1), element 12 VERSION (type 13).
        pub packets_read: [i32; 13],
        /// DATA packets received, duplicates not counted.
        pub data_packets_read: i32,
        /// ACK packets received.
        pub ack_packets_read: i32,
        /// DATA packets received more than once.
        pub duplicate_packets_read: i32,
        /// DATA packets received that did not belong.
        pub spurious_packets_read: i32,
        /// Packets sent, by type, as in `packets_read`.
        pub packets_sent: [i32; 13],
        /// ACK packets sent.
        pub ack_packets_sent: i32,
        /// Pings sent.
        pub ping_packets_sent: i32,
        /// ABORT packets sent.
        pub abort_packets_sent: i32,
        /// BUSY packets sent.
        pub busy_packets_sent: i32,
        /// DATA packets sent, resent ones not counted.
        pub data_packets_sent: i32,
        /// DATA packets sent again.
        pub data_packets_resent: i32,
        /// DATA packets sent again before their time because an ACK reported them missing.
        pub data_packets_pushed: i32,
        /// Packets passed over on sending because they were acknowledged.
        pub ignored_acked_packets: i32,
        /// Sum of all round trip times measured.
        pub total_rtt: Clock,
        /// Shortest round trip time measured.
        pub min_rtt: Clock,
        /// Longest round trip time measured.
        pub max_rtt: Clock,
        /// Round trip times measured.
        pub rtt_samples: i32,
        /// Connections to clients.
        pub server_conns: i32,
        /// Connections to servers.
        pub client_conns: i32,
        /// Peers.
        pub peers: i32,
        /// Call structures.
        pub calls: i32,
        /// Call structures that are free.
        pub free_calls: i32,
        /// Datagrams that could not be sent.
        pub send_failures: i32,
        /// Errors that were fatal.
        pub fatal_errors: i32,
        /// Packets dropped because their call was over.
        pub ignored_dally_packets: i32,
        /// Times that there was no continuation buffer for receiving.
        pub receive_cbuf_alloc_failures: i32,
        /// Times that there was no continuation buffer for sending.
        pub send_cbuf_alloc_failures: i32,
        /// Calls refused because the server was busy.
        pub busies: i32,
        /// 0.
        pub spare: [i32; 4],
    }
}
