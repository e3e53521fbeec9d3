//! Errors of a system, as numbers that are the same on every one.
//!
//! Holds: those of the table UAE that are known. Must not know: the numbers of this system.

use super::{Known, Table, codes};
use rxrpc_xdr::AbortCode;

codes! { UAE, Uae;
    UAEPERM = 0x00, "this is not permitted";
    UAENOENT = 0x01, "there is no such file or directory";
    UAEIO = 0x04, "input or output failed";
    UAEAGAIN = 0x0a, "not now: try again";
    UAEACCES = 0x0c, "the caller has no right to this";
    UAEEXIST = 0x10, "the file is there already";
    UAEXDEV = 0x11, "a link may not lead to another place than this";
    UAENOTDIR = 0x13, "this is no directory";
    UAEISDIR = 0x14, "this is a directory";
    UAEINVAL = 0x15, "an argument makes no sense";
    UAEFBIG = 0x1a, "the file would be too large";
    UAENOSPC = 0x1b, "the partition is full";
    UAEROFS = 0x1d, "the volume is only read";
    UAEMLINK = 0x1e, "the file would have too many links";
    UAENAMETOOLONG = 0x23, "the name is too long";
    UAENOTEMPTY = 0x26, "the directory is not empty";
    UAELOOP = 0x27, "too many symbolic links follow each other";
    UAESTALE = 0x72, "the file is not what it was";
    UAEDQUOT = 0x78, "the quota is used up";
}
