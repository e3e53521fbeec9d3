//! Codes of the servers that keep volumes and files.
//!
//! Holds: the tables of the overseer and the volume server, and the small codes of volumes. Must not know: who sends them.

use super::{Known, Table, codes};
use rxrpc_xdr::AbortCode;

pub use bos::*;
pub use volser::*;
pub use volume::*;

mod bos {
    use super::{AbortCode, Known, Table, codes};

    codes! { BOS, Bos;
        BZNOTACTIVE = 0, "the instance is not active";
        BZNOENT = 1, "there is no such instance";
        BZBUSY = 2, "the instance is running";
        BZEXISTS = 3, "there is such an instance already";
        BZNOCREATE = 4, "the instance cannot be made";
        BZDOM = 5, "the index is out of range: the list has ended";
        BZACCESS = 6, "the caller may not do this";
        BZSYNTAX = 7, "the text cannot be understood";
        BZIO = 8, "a file cannot be read or written";
        BZNET = 9, "the network failed";
        BZBADTYPE = 10, "there is no such type of instances";
        BZKEYINUSE = 11, "the key is in use";
        BZENCREQ = 12, "this has to be asked for in encrypted calls";
    }
}

mod volser {
    use super::{AbortCode, Known, Table, codes};

    codes! { VOLSER, Volser;
        VOLSERTRELE_ERROR = 0, "the transaction cannot be ended";
        VOLSERNO_OP = 1, "there is no such operation";
        VOLSERREAD_DUMPERROR = 2, "the dump cannot be read";
        VOLSERDUMPERROR = 3, "the dump cannot be written";
        VOLSERATTACH_ERROR = 4, "the volume cannot be attached";
        VOLSERILLEGAL_PARTITION = 5, "there is no such partition";
        VOLSERDETACH_ERROR = 6, "the volume cannot be detached";
        VOLSERBAD_ACCESS = 7, "the caller may not do this";
        VOLSERVLDB_ERROR = 8, "volume location failed";
        VOLSERBADNAME = 9, "the name of the volume is none";
        VOLSERVOLMOVED = 10, "the volume has moved";
        VOLSERBADOP = 11, "this cannot be done to the volume";
        VOLSERBADRELEASE = 12, "the release of the volume failed";
        VOLSERVOLBUSY = 13, "the volume is busy";
        VOLSERNO_MEMORY = 14, "the server has no memory for this";
        VOLSERNOVOL = 15, "there is no such volume";
        VOLSERMULTIRWVOL = 16, "the volume that is written to is in several places";
        VOLSERFAILEDOP = 17, "the operation failed for some of the volumes";
    }
}

mod volume {
    use super::{AbortCode, Known, Table, codes};

    codes! { VOLUME, Volume;
        VSALVAGE = 101, "the volume has to be repaired";
        VNOVNODE = 102, "the volume has no such file";
        VNOVOL = 103, "there is no such volume here: ask volume location again";
        VVOLEXISTS = 104, "there is such a volume already";
        VNOSERVICE = 105, "the volume is not served";
        VOFFLINE = 106, "the volume is offline";
        VONLINE = 107, "the volume is online already";
        VDISKFULL = 108, "the partition is full";
        VOVERQUOTA = 109, "the quota of the volume is used up";
        VBUSY = 110, "the volume is busy: try later";
        VMOVED = 111, "the volume has moved: ask volume location again";
        VIO = 112, "the volume cannot be read or written";
        VSALVAGING = 113, "the volume is being repaired";
        VRESTRICTED = 120, "the volume may not be used so";
    }
}

/// Abort code: the file server is starting again: try later. The number is that of [`AbortCode::RX_RESTARTING`], by whose
/// name it is looked up.
pub const VRESTARTING: AbortCode = AbortCode::RX_RESTARTING;
