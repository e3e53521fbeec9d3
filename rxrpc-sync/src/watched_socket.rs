//! The UDP socket as mio watches it.
//!
//! Holds: [`WatchedSocket`]. Must not know: packets, calls, who reads and when; what is the same for every way of
//! waiting is `rxrpc-udp`'s.

use mio::net::UdpSocket;
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
    /// Binds the socket and tells `registries` to report when there is something to read, edge-triggered: the
    /// second one too unless a socket can be watched only once here, which is returned.
    pub(crate) fn bind(
        settings: &Settings,
        registries: &[mio::Registry; 2],
        token: mio::Token,
    ) -> io::Result<(Port<Self>, bool)> {
        let mut twice = false;
        let port = Port::bind(settings, |socket| {
            let mut socket = UdpSocket::from_std(socket);
            registries[0].register(&mut socket, token, IDLE_INTERESTS)?;
            twice = register_again(&socket, &registries[1], token)?;
            Ok(Self(socket))
        })?;
        Ok((port, twice))
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
        if let Err(error) = registry.reregister(&mut mio::unix::SourceFd(socket), token, interests)
        {
            tracing::error!(%error, "cannot watch the socket");
        }
    }

    /// Both directions are reported always.
    #[cfg(not(unix))]
    pub(crate) fn watch_writable(&self, _: &mio::Registry, _: mio::Token, _: bool) {}
}

/// Has a second registry watch the socket. `false` where a socket can be watched only once.
#[cfg(unix)]
fn register_again(
    socket: &UdpSocket,
    registry: &mio::Registry,
    token: mio::Token,
) -> io::Result<bool> {
    use std::os::fd::AsRawFd;
    registry.register(&mut mio::unix::SourceFd(&socket.as_raw_fd()), token, IDLE_INTERESTS)?;
    Ok(true)
}

#[cfg(not(unix))]
fn register_again(_: &UdpSocket, _: &mio::Registry, _: mio::Token) -> io::Result<bool> {
    Ok(false)
}
