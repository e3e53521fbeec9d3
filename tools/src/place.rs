//! Where a server is.
//!
//! Holds: [`Place`]. Must not know: what it is asked.

use crate::failure::Failure;
use std::fmt;
use std::net::{SocketAddr, ToSocketAddrs};

/// The port of a file server, as `rxdebug` has it when none is given.
pub const DEFAULT_PORT: u16 = 7000;

/// The services of AFS by their names and ports (IANA: afs3-…).
pub const PORTS: [(&str, u16); 9] = [
    ("fileserver", 7000),
    ("callback", 7001),
    ("prserver", 7002),
    ("vlserver", 7003),
    ("volser", 7005),
    ("bos", 7007),
    ("update", 7008),
    ("rxperf", 7009),
    ("kaserver", 7004),
];

/// A server by the name that it was called and its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    name: String,
    /// Its UDP address.
    pub address: SocketAddr,
}

impl Place {
    /// `HOST`, `HOST:PORT`, `[V6]:PORT`; the port a number or a name of [`PORTS`]. May ask the system's resolver, and block
    /// as that does. Of several addresses an IPv4 one is taken, which is what servers of AFS have.
    ///
    /// # Errors
    ///
    /// [`Failure::NoPlace`], [`Failure::Place`].
    pub fn find(text: &str) -> Result<Self, Failure> {
        Self::find_at(text, DEFAULT_PORT)
    }

    /// As [`Place::find`], at this port if there is none in the text.
    ///
    /// # Errors
    ///
    /// [`Failure::NoPlace`], [`Failure::Place`].
    pub fn find_at(text: &str, port: u16) -> Result<Self, Failure> {
        let (host, port) = split(text, port)?;
        let found = (host, port).to_socket_addrs();
        let all: Vec<SocketAddr> =
            found.map_err(|error| Failure::Place(format!("{host}: {error}")))?.collect();
        let address = all.iter().find(|address| address.is_ipv4()).or(all.first());
        let address = address.ok_or_else(|| Failure::Place(format!("{host}: no address")))?;
        Ok(Self { name: text.to_owned(), address: *address })
    }
}

/// The address, with the name if that says something else.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let address = self.address.to_string();
        if address.starts_with(&self.name) {
            f.write_str(&address)
        } else {
            write!(f, "{} ({address})", self.name)
        }
    }
}

fn split(text: &str, default: u16) -> Result<(&str, u16), Failure> {
    let wrong = |what: &str| Failure::NoPlace(format!("{text:?}: {what}"));
    let (host, port) = if let Some(rest) = text.strip_prefix('[') {
        let (host, port) = rest.split_once(']').ok_or_else(|| wrong("no `]`"))?;
        match port.strip_prefix(':') {
            Some(port) => (host, Some(port)),
            None if port.is_empty() => (host, None),
            None => return Err(wrong("no `:` before the port")),
        }
    } else {
        match text.split_once(':') {
            // More than one colon: an IPv6 address without a port.
            Some((_, port)) if port.contains(':') => (text, None),
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        }
    };
    if host.is_empty() {
        return Err(wrong("no host"));
    }
    Ok((host, port.map_or(Ok(default), |port| number(port).ok_or_else(|| wrong("no such port")))?))
}

fn number(port: &str) -> Option<u16> {
    let named = PORTS.iter().find(|(name, _)| *name == port).map(|(_, port)| *port);
    named.or_else(|| port.parse().ok().filter(|port| *port != 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_ports_are_told_apart() {
        for (text, host, port) in [
            ("a", "a", 7000),
            ("a:1", "a", 1),
            ("a:vlserver", "a", 7003),
            ("::1", "::1", 7000),
            ("[::1]", "::1", 7000),
            ("[fe80::1]:bos", "fe80::1", 7007),
        ] {
            assert_eq!(split(text, 7000).ok(), Some((host, port)), "{text}");
        }
        for text in ["", ":1", "a:", "a:0", "a:65536", "a:nosuch", "[::1", "[::1]7", "[]:1"] {
            assert!(split(text, 7000).is_err(), "{text}");
        }
    }

    #[test]
    fn a_place_says_its_address_once() {
        let shown = |text| Place::find(text).map(|place| place.to_string()).ok();
        assert_eq!(shown("127.0.0.1:7003").as_deref(), Some("127.0.0.1:7003"));
        assert_eq!(shown("127.0.0.1").as_deref(), Some("127.0.0.1:7000"));
        assert_eq!(shown("127.0.0.1:bos").as_deref(), Some("127.0.0.1:bos (127.0.0.1:7007)"));
    }
}
