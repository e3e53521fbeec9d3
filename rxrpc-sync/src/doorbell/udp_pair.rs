//! A pair of UDP sockets of this host that are connected to each other, one of which is readable while a datagram of the
//! other lies in it. For systems that can wait for sockets only.

use super::report;
use std::io;
use std::net::{Ipv4Addr, UdpSocket};

/// Datagrams that are thrown away in one go; rung twice without being silenced, a bell holds two.
const MOST: usize = 64;

#[derive(Debug)]
pub(super) struct Signal {
    rings: UdpSocket,
    heard: UdpSocket,
}

impl Signal {
    pub(super) fn new() -> io::Result<Self> {
        let rings = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
        let heard = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
        heard.connect(rings.local_addr()?)?;
        rings.connect(heard.local_addr()?)?;
        rings.set_nonblocking(true)?;
        heard.set_nonblocking(true)?;
        let signal = Self { rings, heard };
        // What others have sent it before it was connected.
        signal.silence();
        Ok(signal)
    }

    pub(super) fn ring(&self) {
        report(self.rings.send(&[1]).map(|_| ()));
    }

    pub(super) fn silence(&self) {
        for _ in 0..MOST {
            if let Err(error) = self.heard.recv(&mut [0; 1])
                && error.kind() == io::ErrorKind::WouldBlock
            {
                break;
            }
        }
    }

    #[cfg(windows)]
    pub(super) fn as_socket(&self) -> std::os::windows::io::BorrowedSocket<'_> {
        std::os::windows::io::AsSocket::as_socket(&self.heard)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_readable(signal: &Signal) -> bool {
        signal.heard.peek(&mut [0; 1]).is_ok()
    }

    #[test]
    fn it_is_readable_from_when_it_rings_until_it_is_silenced() {
        let signal = Signal::new().expect("two sockets");
        assert!(!is_readable(&signal));
        for rings in [1, 3] {
            (0..rings).for_each(|_| signal.ring());
            assert!(is_readable(&signal));
            signal.silence();
            assert!(!is_readable(&signal));
        }
    }
}
