//! The UDP socket as mio watches it.
//!
//! Holds: [`Udp`]. Must not know: packets, calls, who reads and when; what is the same for every way of
//! waiting is `rxrpc-udp`'s.

pub(crate) use rxrpc_udp::{ReceiveBuffers, ReceiveFailures, Sent};

use rxrpc_core::{AddressFamily, AddressPair, Transmit};
use rxrpc_udp::{PathReport, Settings, SocketBuffers, SystemCalls};
use socket2::SockRef;
use std::io;
use std::net::SocketAddr;

/// What is watched while nothing waits to be sent.
#[cfg(unix)]
const IDLE_INTERESTS: mio::Interest = mio::Interest::READABLE;
#[cfg(not(unix))]
const IDLE_INTERESTS: mio::Interest = mio::Interest::READABLE.add(mio::Interest::WRITABLE);

/// One bound, non-blocking UDP socket.
pub(crate) struct Udp {
    socket: mio::net::UdpSocket,
    shared: rxrpc_udp::Udp,
}

impl Udp {
    pub(crate) fn bind(settings: &Settings) -> io::Result<Self> {
        let (shared, socket) = rxrpc_udp::Udp::bind(settings)?;
        Ok(Self { socket: mio::net::UdpSocket::from_std(socket), shared })
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

    /// Tells `registry` to report when there is something to read, edge-triggered.
    pub(crate) fn register(
        &mut self,
        registry: &mio::Registry,
        token: mio::Token,
    ) -> io::Result<()> {
        registry.register(&mut self.socket, token, IDLE_INTERESTS)
    }

    /// [`Udp::register`] with a second registry. `false` where a socket can be watched only once.
    #[cfg(unix)]
    pub(crate) fn register_again(
        &self,
        registry: &mio::Registry,
        token: mio::Token,
    ) -> io::Result<bool> {
        use std::os::fd::AsRawFd;
        let socket = self.socket.as_raw_fd();
        registry.register(&mut mio::unix::SourceFd(&socket), token, IDLE_INTERESTS)?;
        Ok(true)
    }

    #[cfg(not(unix))]
    pub(crate) fn register_again(&self, _: &mio::Registry, _: mio::Token) -> io::Result<bool> {
        Ok(false)
    }

    /// Whether something is there to be received.
    pub(crate) fn has_unread(&self) -> bool {
        match self.socket.peek_from(&mut [0]) {
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
        let socket = self.socket.as_raw_fd();
        if let Err(error) = registry.reregister(&mut mio::unix::SourceFd(&socket), token, interests)
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
        self.shared.send(&SockRef::from(&self.socket), transmit, bytes)
    }

    /// Takes in what has arrived; each entry is a run of datagrams of one sender. Returns whether there
    /// may be more; `WouldBlock` when there is nothing.
    pub(crate) fn receive(
        &self,
        buffers: &mut ReceiveBuffers,
        handle: impl FnMut(AddressPair, &[u8], usize),
    ) -> io::Result<bool> {
        let more = self.shared.receive(&SockRef::from(&self.socket), buffers)?;
        self.shared.deliver(buffers, handle);
        Ok(more)
    }

    /// What [`Udp::send`] said, made exact; to be asked after [`Udp::drain_errors`].
    pub(crate) fn refined(&self, report: PathReport, peer: SocketAddr) -> PathReport {
        self.shared.refined(report, peer)
    }

    /// Whether a system call met something of ICMP that was not handed out yet.
    pub(crate) fn has_errors(&self) -> bool {
        self.shared.has_errors()
    }

    /// Hands out what ICMP reported, with the peer that it is about.
    pub(crate) fn drain_errors(&self, handle: impl FnMut(SocketAddr, PathReport)) {
        self.shared.drain_errors(&SockRef::from(&self.socket), handle);
    }
}
