//! The UDP socket as mio watches it.
//!
//! Holds: [`WatchedSocket`]. Must not know: packets, calls, who reads and when; what is the same for every way of
//! waiting is `rxrpc-udp`'s.

pub(crate) use rxrpc_udp::{ReceiveBuffers, Sent};

use mio::net::UdpSocket;
use rxrpc_core::{AddressFamily, AddressPair, Transmit};
use rxrpc_udp::{PathReport, Removable, Settings, SocketBuffers, SystemCalls};
use socket2::SockRef;
use std::io;
use std::net::SocketAddr;

/// What is watched while nothing waits to be sent.
#[cfg(unix)]
const IDLE_INTERESTS: mio::Interest = mio::Interest::READABLE;
#[cfg(not(unix))]
const IDLE_INTERESTS: mio::Interest = mio::Interest::READABLE.add(mio::Interest::WRITABLE);

/// One bound, non-blocking UDP socket, until it is taken away: nothing comes then, and what is sent is lost.
pub(crate) struct WatchedSocket {
    socket: Removable<UdpSocket>,
    shared: rxrpc_udp::Udp,
}

impl WatchedSocket {
    /// Binds the socket and tells `registries` to report when there is something to read, edge-triggered: the
    /// second one too unless a socket can be watched only once here, which is returned.
    pub(crate) fn bind(
        settings: &Settings,
        registries: &[mio::Registry; 2],
        token: mio::Token,
    ) -> io::Result<(Self, bool)> {
        let (shared, socket) = rxrpc_udp::Udp::bind(settings)?;
        let mut socket = UdpSocket::from_std(socket);
        registries[0].register(&mut socket, token, IDLE_INTERESTS)?;
        let twice = register_again(&socket, &registries[1], token)?;
        Ok((Self { socket: Removable::new(socket), shared }, twice))
    }

    /// Takes the socket away: its address is free when nobody is within a system call of it any more.
    pub(crate) fn remove(&self) {
        drop(self.socket.remove());
    }

    /// Whether the socket was taken away and is closed.
    pub(crate) fn is_gone(&self) -> bool {
        self.socket.is_gone()
    }

    pub(crate) fn local(&self) -> SocketAddr {
        self.shared.local
    }

    pub(crate) fn family(&self) -> AddressFamily {
        self.shared.family
    }

    pub(crate) fn system_calls(&self) -> SystemCalls {
        self.shared.system_calls()
    }

    pub(crate) fn buffers(&self) -> SocketBuffers {
        self.shared.buffers
    }

    /// Whether something is there to be received.
    pub(crate) fn has_unread(&self) -> bool {
        let Some(socket) = self.socket.get() else { return false };
        match socket.peek_from(&mut [0]) {
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
        let Some(socket) = self.socket.get() else { return };
        let socket = &socket.as_raw_fd();
        if let Err(error) = registry.reregister(&mut mio::unix::SourceFd(socket), token, interests)
        {
            tracing::error!(%error, "cannot watch the socket");
        }
    }

    /// Both directions are reported always.
    #[cfg(not(unix))]
    pub(crate) fn watch_writable(&self, _: &mio::Registry, _: mio::Token, _: bool) {}

    /// Most datagrams of a DATA packet's size that one batch may hold.
    pub(crate) fn max_datagrams(&self) -> usize {
        self.shared.max_datagrams()
    }

    /// Sends one batch.
    pub(crate) fn send(&self, transmit: &Transmit, bytes: &[u8]) -> Sent {
        let Some(socket) = self.socket.get() else { return Sent::Done };
        self.shared.send(&SockRef::from(&**socket), transmit, bytes)
    }

    /// Takes in what has arrived; each entry is a run of datagrams of one sender. Returns whether there
    /// may be more; `WouldBlock` when there is nothing.
    pub(crate) fn receive(
        &self,
        buffers: &mut ReceiveBuffers,
        handle: impl FnMut(AddressPair, &[u8], usize),
    ) -> io::Result<bool> {
        let Some(socket) = self.socket.get() else { return Err(io::ErrorKind::WouldBlock.into()) };
        let more = self.shared.receive(&SockRef::from(&**socket), buffers)?;
        drop(socket);
        self.shared.deliver(buffers, handle);
        Ok(more)
    }

    /// What [`WatchedSocket::send`] said, made exact; to be asked after [`WatchedSocket::drain_errors`].
    pub(crate) fn refined(&self, report: PathReport, peer: SocketAddr) -> PathReport {
        self.shared.refined(report, peer)
    }

    /// Whether a system call met something of ICMP that was not handed out yet.
    pub(crate) fn has_errors(&self) -> bool {
        self.shared.has_errors() && self.socket.get().is_some()
    }

    /// Hands out what ICMP reported, with the peer that it is about.
    pub(crate) fn drain_errors(&self, handle: impl FnMut(SocketAddr, PathReport)) {
        if let Some(socket) = self.socket.get() {
            self.shared.drain_errors(&SockRef::from(&**socket), handle);
        }
    }
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
