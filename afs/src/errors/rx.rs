//! Codes of Rx, of generated code and of security classes, whose constants are those of [`AbortCode`].
//!
//! Holds: names and texts. Must not know: who sends them.

use super::{Known, Table};
use rxrpc_xdr::AbortCode;

macro_rules! of_abort_code {
    ($list:ident, $table:ident; $($name:ident, $text:literal;)+) => {
        pub(super) const $list: &[Known] = &[$(Known {
            code: AbortCode::$name,
            name: stringify!($name),
            text: $text,
            table: Table::$table,
        },)+];
    };
}

of_abort_code! { RX, Rx;
    RX_CALL_DEAD, "the other side is silent or gone, or a file server could not ask this client who it is";
    RX_INVALID_OPERATION, "there is no such service, or not with this security class";
    RX_CALL_TIMEOUT, "the call took longer than it may";
    RX_EOF, "the data ended too early";
    RX_PROTOCOL_ERROR, "the other side broke the protocol";
    RX_USER_ABORT, "the call was given up";
    RX_ADDRINUSE, "the UDP port is taken";
    RX_MSGSIZE, "a packet was too large";
    RX_CALL_IDLE, "nothing came for too long";
    RX_CALL_BUSY, "the channel stayed busy";
    RX_RESTARTING, "the server is starting again: try later";
}

of_abort_code! { RXGEN, Rxgen;
    RXGEN_CC_MARSHAL, "the client could not write the arguments";
    RXGEN_CC_UNMARSHAL, "the client could not read the results";
    RXGEN_SS_MARSHAL, "the service could not write the results";
    RXGEN_SS_UNMARSHAL, "the service could not read the arguments";
    RXGEN_DECODE, "the service could not read which operation is asked for";
    RXGEN_OPCODE, "the service has no such operation";
    RXGEN_SS_XDRFREE, "the service could not free memory";
    RXGEN_CC_XDRFREE, "the client could not free memory";
}

of_abort_code! { RXKAD, Rxkad;
    RXKADINCONSISTENCY, "rxkad: something does not fit the connection";
    RXKADPACKETSHORT, "rxkad: a challenge or response is too short";
    RXKADLEVELFAIL, "rxkad: the level of protection is not enough";
    RXKADTICKETLEN, "rxkad: the ticket is too long or too short";
    RXKADOUTOFSEQUENCE, "rxkad: a number is not the one that was expected";
    RXKADNOAUTH, "rxkad: the ticket is not valid yet, or its owner may not";
    RXKADBADKEY, "rxkad: the key is none";
    RXKADBADTICKET, "rxkad: the service cannot read the ticket with its key";
    RXKADUNKNOWNKEY, "rxkad: the service does not have the key that the ticket names";
    RXKADEXPIRED, "rxkad: the ticket has expired";
    RXKADSEALEDINCON, "rxkad: what was sealed does not check out";
    RXKADDATALEN, "rxkad: more data was announced than sent";
    RXKADILLEGALLEVEL, "rxkad: there is no such level of protection";
}

of_abort_code! { RXGK, Rxgk;
    RXGK_INCONSISTENCY, "rxgk: something does not fit the connection";
    RXGK_PACKETSHORT, "rxgk: a packet is too short";
    RXGK_BADCHALLENGE, "rxgk: the challenge makes no sense";
}
