//! How long datagrams of full packets are.
//!
//! Holds: the length of a jumbogram and how many packets fit into a datagram. Must not know: what a
//! path carries, or what a peer takes.

use rxrpc_wire::{Header, JUMBO_DATA_LEN, JUMBO_HEADER_LEN};

/// One full packet: what is sent before anything is known.
pub(super) const STANDARD: u16 = jumbo_len(1);

/// Bytes of a jumbogram of this many packets, full ones all of them.
pub(super) const fn jumbo_len(packets: u16) -> u16 {
    (Header::LEN + JUMBO_DATA_LEN) as u16
        + packets.saturating_sub(1).saturating_mul((JUMBO_DATA_LEN + JUMBO_HEADER_LEN) as u16)
}

/// How many full packets go into a jumbogram of this size.
pub(super) const fn jumbo_count(size: u16) -> u16 {
    size.saturating_sub((Header::LEN - JUMBO_HEADER_LEN) as u16)
        / (JUMBO_DATA_LEN + JUMBO_HEADER_LEN) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jumbograms_are_as_long_as_their_packets() {
        for packets in 1..=46 {
            let length = jumbo_len(packets);
            assert_eq!(usize::from(length), rxrpc_wire::jumbo_datagram_len(packets.into()));
            assert_eq!(jumbo_count(length), packets);
            assert_eq!(jumbo_count(length - 1), packets - 1);
        }
    }
}
