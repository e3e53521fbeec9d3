//! The UDP socket as mio watches it.
//!
//! Holds: [`Udp`]. Must not know: packets, calls, who reads and when; what is the same for every way of
//! waiting is `rxrpc-udp`'s.

pub(crate) use rxrpc_udp::{ReceiveBuffers, Sent};

use rxrpc_core::{AddressFamily, Transmit};
use rxrpc_udp::{PathReport, Settings, SocketBuffers};
use socket2::SockRef;
use std::io;
use std::net::SocketAddr;

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

    pub(crate) fn buffers(&self) -> SocketBuffers {
        self.shared.buffers
    }

    /// Tells `registry` to report both directions, edge-triggered.
    pub(crate) fn register(
        &mut self,
        registry: &mio::Registry,
        token: mio::Token,
    ) -> io::Result<()> {
        let interests = mio::Interest::READABLE | mio::Interest::WRITABLE;
        registry.register(&mut self.socket, token, interests)
    }

    /// Most datagrams of a DATA packet's size that one batch may hold.
    pub(crate) fn max_datagrams(&self) -> usize {
        self.shared.max_datagrams()
    }

    /// Sends one batch.
    pub(crate) fn send(&self, transmit: &Transmit, bytes: &[u8]) -> Sent {
        self.shared.send(&SockRef::from(&self.socket), transmit, bytes)
    }

    /// Takes in what has arrived; each entry is a run of datagrams of one sender. `WouldBlock` when
    /// there is nothing.
    pub(crate) fn receive(
        &self,
        buffers: &mut ReceiveBuffers,
        handle: impl FnMut(SocketAddr, &[u8], usize),
    ) -> io::Result<()> {
        self.shared.receive(&SockRef::from(&self.socket), buffers)?;
        self.shared.deliver(buffers, handle);
        Ok(())
    }

    /// Hands out what ICMP reported, with the peer that it is about.
    pub(crate) fn drain_errors(&self, handle: impl FnMut(SocketAddr, PathReport)) {
        self.shared.drain_errors(&SockRef::from(&self.socket), handle);
    }
}
