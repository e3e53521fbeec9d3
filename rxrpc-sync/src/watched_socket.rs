//! The UDP socket as mio watches it.
//!
//! Holds: [`WatchedSocket`]. Must not know: packets, calls, who reads and when; what is the same for every way of
//! waiting is `rxrpc-udp`'s.

use mio::net::UdpSocket;
#[cfg(unix)]
use mio::unix::SourceFd;
use rxrpc_udp::{Lend, Port, Settings};
use socket2::SockRef;
use std::io;

/// What is watched while nothing waits to be sent.
#[cfg(unix)]
const IDLE_INTERESTS: mio::Interest = mio::Interest::READABLE;
#[cfg(not(unix))]
const IDLE_INTERESTS: mio::Interest = mio::Interest::READABLE.add(mio::Interest::WRITABLE);

/// The socket, registered.
pub(crate) struct WatchedSocket(UdpSocket);

impl Lend for WatchedSocket {
    fn lend(&self) -> SockRef<'_> {
        SockRef::from(&self.0)
    }
}

impl WatchedSocket {
    /// Binds the socket and tells `registry` to report when there is something to read, edge-triggered.
    pub(crate) fn bind(
        settings: &Settings,
        registry: &mio::Registry,
        token: mio::Token,
    ) -> io::Result<Port<Self>> {
        Port::bind(settings, |socket| {
            let mut socket = UdpSocket::from_std(socket);
            registry.register(&mut socket, token, IDLE_INTERESTS)?;
            Ok(Self(socket))
        })
    }

    /// Has a second registry watch the socket. `false` where a socket can be watched only once.
    #[cfg(unix)]
    pub(crate) fn watch_again(
        &self,
        registry: &mio::Registry,
        token: mio::Token,
    ) -> io::Result<bool> {
        use std::os::fd::AsRawFd;
        registry.register(&mut SourceFd(&self.0.as_raw_fd()), token, IDLE_INTERESTS)?;
        Ok(true)
    }

    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "as on Unix")]
    pub(crate) fn watch_again(&self, _: &mio::Registry, _: mio::Token) -> io::Result<bool> {
        Ok(false)
    }

    /// Whether something is there to be received.
    pub(crate) fn has_unread(&self) -> bool {
        match self.0.peek_from(&mut [0]) {
            Ok(_) => true,
            Err(error) => error.kind() != io::ErrorKind::WouldBlock,
        }
    }

    /// Tells `registry` whether to report room to send as well. Not asked for always, since every datagram
    /// that leaves makes room.
    #[cfg(unix)]
    pub(crate) fn watch_writable(&self, registry: &mio::Registry, token: mio::Token, watch: bool) {
        use std::os::fd::AsRawFd;
        let interests = match watch {
            true => mio::Interest::READABLE | mio::Interest::WRITABLE,
            false => IDLE_INTERESTS,
        };
        let socket = &self.0.as_raw_fd();
        if let Err(error) = registry.reregister(&mut SourceFd(socket), token, interests) {
            tracing::error!(%error, "cannot watch the socket");
        }
    }

    /// Both directions are reported always.
    #[cfg(not(unix))]
    pub(crate) fn watch_writable(&self, _: &mio::Registry, _: mio::Token, _: bool) {}
}

#[cfg(unix)]
mod descriptor {
    use super::WatchedSocket;
    use std::os::fd::{AsFd, BorrowedFd};

    impl AsFd for WatchedSocket {
        fn as_fd(&self) -> BorrowedFd<'_> {
            self.0.as_fd()
        }
    }
}

#[cfg(windows)]
mod descriptor {
    use super::WatchedSocket;
    use std::os::windows::io::{AsSocket, BorrowedSocket};

    impl AsSocket for WatchedSocket {
        fn as_socket(&self) -> BorrowedSocket<'_> {
            self.0.as_socket()
        }
    }
}
