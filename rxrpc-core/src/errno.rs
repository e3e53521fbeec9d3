//! Error numbers by name, the same on every system.
//!
//! Holds: [`Errno`] and the one table of names, texts, kinds and the systems' numbers. Must not know: what
//! fails with which.

use std::fmt;
use std::io::{self, ErrorKind};

/// An error number of AF_RXRPC or of the system, by the name that Linux gives it. Names exist on every system,
/// also those that only Linux has ([`Errno::EBADSLT`], [`Errno::ENOKEY`]); numbers are a system's own.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Errno(Number);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Number {
    /// One that has a name, or one of Linux: Linux's number.
    Linux(i32),
    /// Another system's, for which this crate has no name.
    Foreign(i32),
}

/// What is known of one name.
struct Row {
    name: &'static str,
    text: &'static str,
    kind: ErrorKind,
    linux: i32,
    /// Numbers of macOS, FreeBSD and Windows (Winsock); 0: the system has none.
    others: [i32; 3],
}

macro_rules! errnos {
    ($($name:ident $text:literal $kind:ident $linux:literal $macos:literal $freebsd:literal $windows:literal;)*) => {
        impl Errno {
            $(
                #[doc = concat!("Linux's ", $linux, ": ", $text, ".")]
                pub const $name: Self = Self(Number::Linux($linux));
            )*
        }

        const TABLE: &[Row] = &[$(Row {
            name: stringify!($name),
            text: $text,
            kind: ErrorKind::$kind,
            linux: $linux,
            others: [$macos, $freebsd, $windows],
        },)*];
    };
}

// Numbers: errno.h of Linux (asm-generic), macOS and FreeBSD, winsock2.h of Windows.
errnos! {
    EPERM "operation not permitted" PermissionDenied 1 1 1 0;
    EINTR "interrupted" Interrupted 4 4 4 10004;
    EIO "input or output error" Other 5 5 5 0;
    EBADF "bad file descriptor" Other 9 9 9 10009;
    EAGAIN "the operation would wait" WouldBlock 11 35 35 10035;
    ENOMEM "out of memory" OutOfMemory 12 12 12 0;
    EACCES "permission denied" PermissionDenied 13 13 13 10013;
    EFAULT "bad address" Other 14 14 14 10014;
    EBUSY "busy" ResourceBusy 16 16 16 0;
    EEXIST "exists already" AlreadyExists 17 17 17 0;
    EINVAL "invalid argument" InvalidInput 22 22 22 10022;
    EMFILE "too many open files" Other 24 24 24 10024;
    EPIPE "broken pipe" BrokenPipe 32 32 32 0;
    ERANGE "out of range" InvalidInput 34 34 34 0;
    ENOANO "no anode" Other 55 0 0 0;
    EBADSLT "bad user call ID" InvalidInput 57 0 0 0;
    ENODATA "no data" Other 61 96 0 0;
    ETIME "timer expired" TimedOut 62 101 0 0;
    ENONET "machine is not on the network" NetworkUnreachable 64 0 0 0;
    ENOPKG "package not installed" Unsupported 65 0 0 0;
    EPROTO "protocol error" Other 71 100 92 0;
    EBADMSG "bad message" InvalidData 74 94 89 0;
    ENOTSOCK "not a socket" Other 88 38 38 10038;
    EDESTADDRREQ "destination address required" InvalidInput 89 39 39 10039;
    EMSGSIZE "message too long or too short" InvalidInput 90 40 40 10040;
    EPROTOTYPE "wrong protocol type for the socket" InvalidInput 91 41 41 10041;
    ENOPROTOOPT "protocol option not available" Unsupported 92 42 42 10042;
    EPROTONOSUPPORT "protocol not supported" Unsupported 93 43 43 10043;
    ESOCKTNOSUPPORT "socket type not supported" Unsupported 94 44 44 10044;
    EOPNOTSUPP "operation not supported" Unsupported 95 102 45 10045;
    EAFNOSUPPORT "address family not supported" Unsupported 97 47 47 10047;
    EADDRINUSE "address in use" AddrInUse 98 48 48 10048;
    EADDRNOTAVAIL "address not available" AddrNotAvailable 99 49 49 10049;
    ENETDOWN "network is down" NetworkDown 100 50 50 10050;
    ENETUNREACH "network is unreachable" NetworkUnreachable 101 51 51 10051;
    ENETRESET "the peer no longer knows the call" ConnectionReset 102 52 52 10052;
    ECONNABORTED "aborted" ConnectionAborted 103 53 53 10053;
    ECONNRESET "reset by the peer" ConnectionReset 104 54 54 10054;
    ENOBUFS "no buffer space" Other 105 55 55 10055;
    EISCONN "connected already" AlreadyExists 106 56 56 10056;
    ENOTCONN "not connected" NotConnected 107 57 57 10057;
    ESHUTDOWN "shut down" NotConnected 108 58 58 10058;
    ETIMEDOUT "timed out" TimedOut 110 60 60 10060;
    ECONNREFUSED "connection refused" ConnectionRefused 111 61 61 10061;
    EHOSTDOWN "host is down" HostUnreachable 112 64 64 10064;
    EHOSTUNREACH "no route to host" HostUnreachable 113 65 65 10065;
    ENOKEY "no key" NotFound 126 0 0 0;
    EKEYEXPIRED "key has expired" PermissionDenied 127 0 0 0;
    EKEYREVOKED "key has been revoked" PermissionDenied 128 0 0 0;
    EKEYREJECTED "key was rejected" PermissionDenied 129 0 0 0;
}

/// Whether this system numbers as Linux does on most processors.
const IS_LINUX: bool = cfg!(all(
    any(target_os = "linux", target_os = "android"),
    not(any(
        target_arch = "mips",
        target_arch = "mips32r6",
        target_arch = "mips64",
        target_arch = "mips64r6",
        target_arch = "sparc",
        target_arch = "sparc64",
    ))
));

/// This system's place in [`Row::others`].
const OTHER: Option<usize> = if cfg!(target_vendor = "apple") {
    Some(0)
} else if cfg!(target_os = "freebsd") {
    Some(1)
} else if cfg!(windows) {
    Some(2)
} else {
    None
};

impl Row {
    /// This system's number for the name.
    fn here(&self) -> Option<i32> {
        let number = if IS_LINUX { self.linux } else { OTHER.map_or(0, |at| self.others[at]) };
        (number != 0).then_some(number)
    }
}

impl Errno {
    fn row(self) -> Option<&'static Row> {
        let Number::Linux(number) = self.0 else { return None };
        TABLE.iter().find(|row| row.linux == number)
    }

    /// The name, such as `EHOSTUNREACH`; `None` for a number of a system that this crate has no name for.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        self.row().map(|row| row.name)
    }

    /// The number on Linux, whatever this system is; `None` for a number of another system without a name.
    #[must_use]
    pub const fn linux(self) -> Option<i32> {
        match self.0 {
            Number::Linux(number) => Some(number),
            Number::Foreign(_) => None,
        }
    }

    /// The number on this system, as `errno` or `WSAGetLastError` give it; `None` if the system has no such
    /// error, or is none whose numbers this crate knows (Linux, Android, Apple's, FreeBSD, Windows).
    #[must_use]
    pub fn raw_os_error(self) -> Option<i32> {
        match self.0 {
            Number::Foreign(number) => Some(number),
            Number::Linux(number) => match self.row() {
                Some(row) => row.here(),
                None => IS_LINUX.then_some(number),
            },
        }
    }

    /// The error with this number on this system.
    #[must_use]
    pub fn from_raw_os_error(number: i32) -> Self {
        if IS_LINUX {
            return Self(Number::Linux(number));
        }
        let known = TABLE.iter().find(|row| row.here() == Some(number));
        Self(known.map_or(Number::Foreign(number), |row| Number::Linux(row.linux)))
    }

    /// The error that the system reported, or that was made of an errno; `None` if it is neither.
    #[must_use]
    pub fn from_io(error: &io::Error) -> Option<Self> {
        match error.raw_os_error() {
            Some(number) => Some(Self::from_raw_os_error(number)),
            None => error.get_ref()?.downcast_ref().copied(),
        }
    }

    /// The kind that an [`io::Error`] of it has; [`ErrorKind::Other`] where none fits.
    #[must_use]
    pub fn kind(self) -> ErrorKind {
        match (self.row(), self.0) {
            (Some(row), _) => row.kind,
            (None, Number::Linux(number) | Number::Foreign(number)) => {
                io::Error::from_raw_os_error(number).kind()
            }
        }
    }
}

impl fmt::Debug for Errno {
    /// The name, or the number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.name(), self.0) {
            (Some(name), _) => f.write_str(name),
            (None, Number::Linux(number) | Number::Foreign(number)) => write!(f, "Errno({number})"),
        }
    }
}

impl fmt::Display for Errno {
    /// What it means, and its name: `no route to host (EHOSTUNREACH)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.row(), self.0) {
            (Some(row), _) => write!(f, "{} ({})", row.text, row.name),
            (None, Number::Linux(number) | Number::Foreign(number)) => {
                io::Error::from_raw_os_error(number).fmt(f)
            }
        }
    }
}

impl std::error::Error for Errno {}

impl From<Errno> for io::Error {
    /// The system's own error where it has one of the same kind, else one around the name.
    fn from(errno: Errno) -> Self {
        let system = errno.raw_os_error().map(Self::from_raw_os_error);
        system
            .filter(|error| error.kind() == errno.kind())
            .unwrap_or_else(|| Self::new(errno.kind(), errno))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_texts_and_kinds_are_the_same_everywhere() {
        assert_eq!(Errno::EBADSLT.name(), Some("EBADSLT"));
        assert_eq!(Errno::EBADSLT.linux(), Some(57));
        assert_eq!(Errno::EHOSTUNREACH.to_string(), "no route to host (EHOSTUNREACH)");
        assert_eq!(format!("{:?}", Errno::ENOKEY), "ENOKEY");
        assert_eq!(Errno::ETIME.kind(), ErrorKind::TimedOut);
    }

    #[test]
    fn a_number_of_this_system_and_its_name_are_one() {
        for row in TABLE {
            let named = Errno(Number::Linux(row.linux));
            let error = io::Error::from(named);
            assert_eq!((error.kind(), Errno::from_io(&error)), (named.kind(), Some(named)));
            if let Some(number) = named.raw_os_error() {
                assert_eq!(Errno::from_raw_os_error(number), named);
            }
        }
        let unnamed = Errno::from_raw_os_error(4000);
        assert_eq!((unnamed.name(), unnamed.raw_os_error()), (None, Some(4000)));
    }

    #[test]
    fn each_number_stands_in_the_table_once() {
        let numbers = |of: fn(&Row) -> i32| TABLE.iter().map(of).filter(|number| *number != 0);
        let columns: [fn(&Row) -> i32; 4] =
            [|row| row.linux, |row| row.others[0], |row| row.others[1], |row| row.others[2]];
        for column in columns {
            let set: std::collections::BTreeSet<_> = numbers(column).collect();
            assert_eq!(set.len(), numbers(column).count());
        }
    }

    /// Where std has a kind for a number of this system, it is ours.
    #[test]
    fn kinds_are_those_of_std() {
        for row in TABLE {
            let Some(number) = row.here() else { continue };
            let std = io::Error::from_raw_os_error(number).kind();
            // The kind of what std has no kind for cannot be named.
            if format!("{std:?}") != "Uncategorized" {
                assert_eq!(std, row.kind, "{}", row.name);
            }
        }
    }
}
