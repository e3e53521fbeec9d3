//! The identifiers of a header: who talks ([`Epoch`], [`ConnectionId`]), on which [`Channel`], in
//! which call ([`CallNumber`]), to which service under which security class.
//!
//! These are plain numbers with names. Which of them exist or are acceptable is not known here.

use std::fmt;

/// When, or under which random number, the client end of a connection started.
///
/// The client chooses it; together with the [`ConnectionId`] it names a connection (OpenAFS
/// rx-spec, "epoch").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epoch(pub u32);

impl Epoch {
    /// The bit that marks a random epoch.
    pub const RANDOM_BIT: u32 = 0x8000_0000;

    /// Whether the epoch is a random number rather than a start time.
    ///
    /// With a random epoch the connection is named by epoch and connection id alone; otherwise
    /// the peer's address and port are part of the name (OpenAFS behaviour).
    #[must_use]
    pub const fn is_random(self) -> bool {
        self.0 & Self::RANDOM_BIT != 0
    }
}

impl fmt::Display for Epoch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

/// The `cid` field as it stands on the wire: a [`ConnectionId`] with the [`Channel`] in the low
/// two bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cid(pub u32);

impl Cid {
    /// Joins a connection id and a channel.
    #[must_use]
    pub const fn new(connection: ConnectionId, channel: Channel) -> Self {
        Self(connection.0 | channel.0 as u32)
    }

    /// The connection, without the channel.
    #[must_use]
    pub const fn connection(self) -> ConnectionId {
        ConnectionId::from_raw(self.0)
    }

    /// The channel of the connection.
    #[must_use]
    pub const fn channel(self) -> Channel {
        Channel((self.0 & Channel::MASK) as u8)
    }
}

/// The connection id in hexadecimal, a slash, and the channel: `1a2b3c/2`.
impl fmt::Display for Cid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.connection(), self.channel())
    }
}

/// The number of a connection under its epoch; the low two bits are always zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionId(u32);

impl ConnectionId {
    /// From a `cid`, dropping the channel bits.
    #[must_use]
    pub const fn from_raw(cid: u32) -> Self {
        Self(cid & !Channel::MASK)
    }

    /// The value on the wire, with channel 0.
    #[must_use]
    pub const fn as_u32(self) -> u32 {
        self.0
    }

    /// The id that follows this one; ids advance by four and wrap.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.wrapping_add(Channel::MASK + 1))
    }
}

impl fmt::Display for ConnectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}", self.0)
    }
}

/// One of the four channels of a connection; each carries one call at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Channel(u8);

impl Channel {
    const MASK: u32 = 3;

    /// How many channels a connection has.
    pub const COUNT: usize = 4;

    /// All channels, in order.
    pub const ALL: [Self; Self::COUNT] = [Self(0), Self(1), Self(2), Self(3)];

    /// The channel with this number, if it is one of 0 to 3.
    #[must_use]
    pub const fn new(number: u8) -> Option<Self> {
        if (number as u32) <= Self::MASK { Some(Self(number)) } else { None }
    }

    /// The number, 0 to 3, for use as an index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The number, 0 to 3.
    #[must_use]
    pub const fn as_u8(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The number of a call on its channel: 1 for the first, growing with every call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallNumber(pub u32);

impl CallNumber {
    /// Not a call: the packet belongs to the connection.
    pub const NONE: Self = Self(0);
    /// The first call on a channel.
    pub const FIRST: Self = Self(1);
    /// The last number that Linux gives to a call; then it takes another connection.
    pub const MAX: Self = Self(0x7fff_ffff);

    /// Whether this is [`CallNumber::NONE`].
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The number of the next call on the channel, or `None` once [`CallNumber::MAX`] is reached.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        if self.0 < Self::MAX.0 { Some(Self(self.0 + 1)) } else { None }
    }
}

impl fmt::Display for CallNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The service that a connection talks to, 1 to 65535.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceId(pub u16);

impl ServiceId {
    /// No service; only DEBUG and VERSION packets carry it.
    pub const NONE: Self = Self(0);
}

impl fmt::Display for ServiceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The security class of a connection.
///
/// The numbers are those of OpenAFS (`rx.h`) and of the Linux header `linux/rxrpc.h`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecurityIndex(pub u8);

impl SecurityIndex {
    /// No security (rxnull).
    pub const NONE: Self = Self(0);
    /// Kerberos tickets and fcrypt.
    pub const RXKAD: Self = Self(2);
    /// GSS-API, as in the expired IETF draft draft-wilkinson-afs3-rxgk.
    pub const RXGK: Self = Self(4);
    /// Kerberos 5, never widely used.
    pub const RXK5: Self = Self(5);
    /// The rxgk of AuriStor and Linux.
    pub const YFS_RXGK: Self = Self(6);

    /// The name of the class, if it has one.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::NONE => Some("none"),
            Self::RXKAD => Some("rxkad"),
            Self::RXGK => Some("rxgk"),
            Self::RXK5 => Some("rxk5"),
            Self::YFS_RXGK => Some("yfs-rxgk"),
            _ => None,
        }
    }
}

/// The name of the class, or its number if it has no name.
impl fmt::Display for SecurityIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "{}", self.0),
        }
    }
}
