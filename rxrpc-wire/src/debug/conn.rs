//! The answer to GETCONN and GETALLCONN: one connection.

use std::net::Ipv4Addr;

use super::field::{named_byte, record};

named_byte! {
    /// Which end of a connection the answering side is.
    ConnType {
        /// The client.
        CLIENT = 0,
        /// The server.
        SERVER = 1,
    }
}

named_byte! {
    /// How far a call is.
    CallState {
        /// There was no call on the channel.
        NOT_INIT = 0,
        /// Data has arrived, but no thread has taken the call.
        PRECALL = 1,
        /// In progress.
        ACTIVE = 2,
        /// Over; kept to answer late packets.
        DALLY = 3,
        /// Waiting to be freed.
        HOLD = 4,
        /// Being reset.
        RESET = 5,
    }
}

named_byte! {
    /// What a call does.
    CallMode {
        /// None of the others.
        NONE = 0,
        /// Sending.
        SENDING = 1,
        /// Receiving.
        RECEIVING = 2,
        /// Failed.
        ERROR = 3,
        /// At the end of data.
        EOF = 4,
    }
}

named_byte! {
    /// Queues of a call that are not empty; a set of bits.
    CallOther {
        /// Packets received and not read.
        IN_QUEUE = 1,
        /// Packets written and not acknowledged.
        OUT_QUEUE = 2,
    }
}

record! {
    /// Numbers of the security class of a connection: 76 bytes.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub struct SecurityStats {
        /// Kind of security object; 3 was seen for an rxkad server.
        pub object_type: u8,
        /// Security level.
        pub level: u8,
        /// 0.
        pub spare_bytes: [u8; 10],
        /// Bits: 1 not allocated, 2 authenticated, 4 expired, 8 packets carry checksums.
        pub flags: i32,
        /// When the ticket expires, in seconds since 1970.
        pub expires: u32,
        /// Packets received.
        pub packets_received: u32,
        /// Packets sent.
        pub packets_sent: u32,
        /// Bytes received.
        pub bytes_received: u32,
        /// Bytes sent.
        pub bytes_sent: u32,
        /// 0.
        pub spare_shorts: [i16; 4],
        /// 0.
        pub spare: [i32; 8],
    }
}

record! {
    /// One connection: 176 bytes. Arrays have one element for each channel.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub struct Conn {
        /// Address of the peer.
        pub host: Ipv4Addr,
        /// Connection id.
        pub cid: u32,
        /// Serial of the last packet sent.
        pub serial: u32,
        /// Number of the last call.
        pub call_number: [u32; 4],
        /// Code with which the connection failed, or 0.
        pub error: i32,
        /// UDP port of the peer.
        pub port: u16,
        /// Internal flags of the server.
        pub flags: u8,
        /// Which end this is.
        pub conn_type: ConnType,
        /// Security class.
        pub security_index: u8,
        /// 0.
        pub spare_bytes: [u8; 3],
        /// How far the call is.
        pub call_state: [CallState; 4],
        /// What the call does.
        pub call_mode: [CallMode; 4],
        /// Internal flags of the server.
        pub call_flags: [u8; 4],
        /// Queues that are not empty.
        pub call_other: [CallOther; 4],
        /// Numbers of the security class.
        pub security_stats: SecurityStats,
        /// Epoch.
        pub epoch: u32,
        /// Packet size in use, in bytes.
        pub nat_mtu: i32,
        /// 0.
        pub spare: [i32; 9],
    }
}

impl Conn {
    /// What marks the end of the list, in either word.
    const END: u32 = 0xffff_ffff;

    /// The answer to an index that is past the end.
    ///
    /// OpenAFS marks it in `cid`, while its document says `host`: both are set.
    #[must_use]
    pub const fn end() -> Self {
        Self { host: Ipv4Addr::BROADCAST, cid: Self::END, ..Self::EMPTY }
    }

    /// Whether the index was past the end, marked in `cid` or in `host`.
    #[must_use]
    pub fn is_end(&self) -> bool {
        self.cid == Self::END || self.host == Ipv4Addr::BROADCAST
    }
}
