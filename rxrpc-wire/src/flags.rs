//! The flags byte of a header. Which flags a packet may carry is not known here.

use bitflags::bitflags;

bitflags! {
    /// The flags byte. Bits without a name are kept as they came.
    ///
    /// The values are those of OpenAFS rx-spec. Bits 0x08 and 0x20 have two names: what they mean
    /// depends on the packet type.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub struct Flags: u8 {
        /// Sent by the client end of the connection, that is, to the server.
        const CLIENT_INITIATED = 0x01;
        /// The receiver must acknowledge at once. Also on an ACK with reason PING.
        const REQUEST_ACK = 0x02;
        /// The last DATA packet of this direction of the call. VERSION replies carry it too.
        const LAST_PACKET = 0x04;
        /// A hint that more packets are queued.
        const MORE_PACKETS = 0x08;
        /// On ACK: the table of soft acknowledgements is an extended one (proposed by AuriStor).
        const EXTENDED_SACK = 0x08;
        /// On DATA: another subpacket follows in the same datagram.
        const JUMBO_PACKET = 0x20;
        /// On ACK: the sender of the ACK supports slow start.
        const SLOW_START_OK = 0x20;

        const _ = !0;
    }
}

impl Flags {
    /// Whether the packet travels from client to server.
    #[must_use]
    pub const fn is_client_initiated(self) -> bool {
        self.contains(Self::CLIENT_INITIATED)
    }
}
