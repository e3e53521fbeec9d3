//! Codes of the database servers.
//!
//! Holds: the tables of volume location, protection and Ubik. Must not know: who sends them.

use super::{Known, Table, codes};
use rxrpc_xdr::AbortCode;

pub use pr::*;
pub use ubik::*;
pub use vl::*;

mod vl {
    use super::{AbortCode, Known, Table, codes};

    codes! { VL, Vl;
        VL_IDEXIST = 0, "there is an entry of this number";
        VL_IO = 1, "the database cannot be read or written";
        VL_NAMEEXIST = 2, "there is an entry of this name";
        VL_CREATEFAIL = 3, "the entry cannot be made";
        VL_NOENT = 4, "there is no such entry";
        VL_EMPTY = 5, "the database is empty";
        VL_ENTDELETED = 6, "the entry was removed";
        VL_BADNAME = 7, "the name of the volume is none";
        VL_BADINDEX = 8, "the index is out of range";
        VL_BADVOLTYPE = 9, "there is no such type of volumes";
        VL_BADSERVER = 10, "there is no such server, or its number is out of range";
        VL_BADPARTITION = 11, "the partition is out of range";
        VL_REPSFULL = 12, "the entry has no room for another site";
        VL_NOREPSERVER = 13, "the volume has no such site";
        VL_DUPREPSERVER = 14, "the volume has this site already";
        VL_RWNOTFOUND = 15, "the entry has no volume that is written to";
        VL_BADREFCOUNT = 16, "a count of references is wrong";
        VL_SIZEEXCEEDED = 17, "there is more than fits";
        VL_BADENTRY = 18, "the entry is wrong in itself";
        VL_BADVOLIDBUMP = 19, "so many numbers of volumes cannot be taken";
        VL_IDALREADYHASHED = 20, "the number is in the index already";
        VL_ENTRYLOCKED = 21, "the entry is locked";
        VL_BADVOLOPER = 22, "there is no such operation on volumes";
        VL_BADRELLOCKTYPE = 23, "there is no such way of unlocking";
        VL_RERELEASE = 24, "the last release is not done";
        VL_BADSERVERFLAG = 25, "there is no such flag of a site";
        VL_PERM = 26, "the caller may not do this";
        VL_NOMEM = 27, "the server has no memory for this";
        VL_BADVERSION = 28, "the version of the database is not known";
        VL_INDEXERANGE = 29, "an index of addresses is out of range";
        VL_MULTIPADDR = 30, "several servers have this address";
        VL_BADMASK = 31, "the mask does not say what it must";
        VL_DBBAD = 32, "the database is inconsistent";
    }
}

mod pr {
    use super::{AbortCode, Known, Table, codes};

    codes! { PR, Pr;
        PREXIST = 0, "there is a user or group of this name";
        PRIDEXIST = 1, "there is a user or group of this number";
        PRNOIDS = 2, "there are no numbers left";
        PRDBFAIL = 3, "the database cannot be read or written";
        PRNOENT = 4, "there is no such user or group";
        PRPERM = 5, "the caller may not do this";
        PRNOTGROUP = 6, "this is no group";
        PRNOTUSER = 7, "this is no user";
        PRBADNAM = 8, "the name is none";
        PRBADARG = 9, "an argument makes no sense";
        PRNOMORE = 10, "there is no more, or the quota is used up";
        PRDBBAD = 11, "the database is inconsistent";
        PRGROUPEMPTY = 12, "the group has no members";
        PRINCONSISTENT = 13, "the entry is inconsistent";
        PRDBADDR = 14, "there is no such place in the database";
        PRTOOMANY = 15, "there are too many";
        PRNOMEM = 16, "the server has no memory for this";
        PRINTERNAL = 17, "the server found a fault of its own";
        PRNAMETOOLONG = 18, "the name is too long";
    }
}

mod ubik {
    use super::{AbortCode, Known, Table, codes};

    codes! { UBIK, Ubik;
        UNOQUORUM = 0, "too few database servers agree on who leads: try another, or later";
        UNOTSYNC = 1, "this database server takes no changes: ask the one that leads";
        UNHOSTS = 2, "there are too many database servers";
        UIOERROR = 3, "the database cannot be read or written";
        UINTERNAL = 4, "the server found a fault of its own";
        USYNC = 5, "the database servers are out of step";
        UNOENT = 6, "there is no such file or transaction";
        UBADLOCK = 7, "the lock is wrong";
        UBADLOG = 8, "the log of the database is wrong";
        UBADHOST = 9, "the caller is no database server of the cell";
        UBADTYPE = 10, "there is no such kind of transaction";
        UTWOENDS = 11, "the transaction has ended already";
        UDONE = 12, "the transaction was given up";
        UNOSERVERS = 13, "no database server answers";
        UEOF = 14, "the file ends before that";
        ULOGIO = 15, "the log of the database cannot be read or written";
        UDEADLOCK = 26, "the server leads itself, and would wait for itself";
    }
}
