//! What happened on a call, in numbers.
//!
//! Holds: [`CallCounters`]. Must not know: anything else.

/// Counters of one call, from its start. They wrap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallCounters {
    /// DATA packets sent for the first time.
    pub data_sent: u64,
    /// DATA packets sent again.
    pub data_retransmitted: u64,
    /// DATA packets accepted, jumbo subpackets counted singly.
    pub data_received: u64,
    /// DATA packets that had arrived before.
    pub duplicates: u64,
    /// DATA packets that arrived above a hole.
    pub out_of_order: u64,
    /// DATA packets dropped because they were beyond the receive window.
    pub beyond_window: u64,
    /// ACK packets sent, PINGs included.
    pub acks_sent: u64,
    /// PINGs sent.
    pub pings_sent: u64,
    /// PINGs among them that were padded, to find out how large a datagram the path carries.
    pub path_probes: u64,
    /// ACK packets received and found valid.
    pub acks_received: u64,
    /// ACK packets received and found old.
    pub acks_discarded: u64,
    /// Times that packets were found lost by what later ACKs reported.
    pub fast_retransmits: u64,
    /// Times that the retransmission timer fired.
    pub retransmit_timeouts: u64,
    /// Times that the sending rate was reduced for losses that turned out to be none.
    pub undone_reductions: u64,
    /// Tail loss probes sent.
    pub tail_probes: u64,
}
