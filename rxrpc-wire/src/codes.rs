//! Abort codes and their names. Which code to send when is not known here.

use std::fmt;

/// The code of an ABORT.
///
/// Small negative numbers are Rx's own, those near -450 come from generated stubs, and large
/// positive ones belong to error tables of security classes and services. The names are those of
/// the OpenAFS headers. The constants hold what can be named for certain; a service may use any
/// number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AbortCode(pub i32);

macro_rules! abort_codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $value:expr;)+) => {
        impl AbortCode {
            $($(#[doc = $doc])+ pub const $name: Self = Self($value);)+

            /// The name of the code, if it is one of the constants of this type.
            #[must_use]
            pub const fn name(self) -> Option<&'static str> {
                match self {
                    $(Self::$name => Some(stringify!($name)),)+
                    _ => None,
                }
            }
        }
    };
}

/// First code of the rxkad error table.
const RXKAD: i32 = 19_270_400;

/// First code of the rxgk error table.
const RXGK: i32 = 1_233_242_880;

abort_codes! {
    /// The peer is silent or gone.
    RX_CALL_DEAD = -1;
    /// No such service, or no such security class there.
    RX_INVALID_OPERATION = -2;
    /// The call took longer than its time limit.
    RX_CALL_TIMEOUT = -3;
    /// Unexpected end of data.
    RX_EOF = -4;
    /// The peer broke the protocol.
    RX_PROTOCOL_ERROR = -5;
    /// The user gave the call up.
    RX_USER_ABORT = -6;
    /// The UDP port is taken (local only).
    RX_ADDRINUSE = -7;
    /// A packet was too large. DEBUG replies use the same number for "no such type".
    RX_MSGSIZE = -8;
    /// The call was idle too long (OpenAFS 1.6, local only).
    RX_CALL_IDLE = -9;
    /// The channel stayed busy (OpenAFS 1.6, local only).
    RX_CALL_BUSY = -10;
    /// The server is restarting.
    RX_RESTARTING = -100;

    /// The client's stub could not encode the arguments.
    RXGEN_CC_MARSHAL = -450;
    /// The client's stub could not decode the results.
    RXGEN_CC_UNMARSHAL = -451;
    /// The server's stub could not encode the results.
    RXGEN_SS_MARSHAL = -452;
    /// The server's stub could not decode the arguments.
    RXGEN_SS_UNMARSHAL = -453;
    /// The server could not decode the operation.
    RXGEN_DECODE = -454;
    /// The server has no such operation.
    RXGEN_OPCODE = -455;
    /// The server's stub could not free memory.
    RXGEN_SS_XDRFREE = -456;
    /// The client's stub could not free memory.
    RXGEN_CC_XDRFREE = -457;

    /// rxkad: a security value does not fit the connection.
    RXKADINCONSISTENCY = RXKAD;
    /// rxkad: a challenge or response is too short.
    RXKADPACKETSHORT = RXKAD + 1;
    /// rxkad: the security level is not good enough.
    RXKADLEVELFAIL = RXKAD + 2;
    /// rxkad: the ticket is too long or too short.
    RXKADTICKETLEN = RXKAD + 3;
    /// rxkad: a packet with a bad sequence number, or a wrong nonce.
    RXKADOUTOFSEQUENCE = RXKAD + 4;
    /// rxkad: not authorized.
    RXKADNOAUTH = RXKAD + 5;
    /// rxkad: bad key, of wrong parity or weak.
    RXKADBADKEY = RXKAD + 6;
    /// rxkad: the ticket cannot be read with the server's key.
    RXKADBADTICKET = RXKAD + 7;
    /// rxkad: the server has no key of this version.
    RXKADUNKNOWNKEY = RXKAD + 8;
    /// rxkad: the ticket has expired.
    RXKADEXPIRED = RXKAD + 9;
    /// rxkad: a sealed packet or response does not check out.
    RXKADSEALEDINCON = RXKAD + 10;
    /// rxkad: more data announced than sent.
    RXKADDATALEN = RXKAD + 11;
    /// rxkad: the security level is not allowed.
    RXKADILLEGALLEVEL = RXKAD + 12;

    /// rxgk: a security value does not fit the connection. (From the fourth code on, AuriStor and
    /// the IETF draft number them differently, so only three have names here.)
    RXGK_INCONSISTENCY = RXGK;
    /// rxgk: a packet is too short.
    RXGK_PACKETSHORT = RXGK + 1;
    /// rxgk: the challenge makes no sense.
    RXGK_BADCHALLENGE = RXGK + 2;
}

impl AbortCode {
    /// This code, or `other` in the place of 0, which names no reason: OpenAFS takes it for no error.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        if self.0 == 0 { other } else { self }
    }
}

/// The name with the number behind it, `RX_CALL_DEAD (-1)`, or the number alone.
impl fmt::Display for AbortCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => write!(f, "{name} ({})", self.0),
            None => write!(f, "{}", self.0),
        }
    }
}
