//! The UDP socket as a runtime watches it.
//!
//! Holds: [`Udp`]. Must not know: packets, calls, who waits and when; what is the same for every way of
//! waiting is `rxrpc-udp`'s.

pub(crate) use rxrpc_udp::{ReceiveBuffers, ReceiveFailures, Sent};

use crate::runtime::{AsyncUdp, Readiness, Runtime};
use rxrpc_core::{AddressFamily, Transmit};
use rxrpc_udp::{PathReport, Settings, SocketBuffers, SystemCalls};
use std::io;
use std::net::SocketAddr;
use std::task::{Context, Poll};

/// One bound, non-blocking UDP socket.
pub(crate) struct Udp {
    socket: Box<dyn AsyncUdp>,
    shared: rxrpc_udp::Udp,
}

impl Udp {
    pub(crate) fn bind(settings: &Settings, runtime: &dyn Runtime) -> io::Result<Self> {
        let (shared, socket) = rxrpc_udp::Udp::bind(settings)?;
        Ok(Self { socket: runtime.wrap(socket)?, shared })
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

    /// Waits until the socket may be ready. For the driver only.
    pub(crate) fn poll_ready(
        &self,
        readiness: Readiness,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        self.socket.poll_ready(readiness, cx)
    }

    /// Lets the runtime notice that the socket is full, by way of the driver's attempt to send.
    pub(crate) fn note_full(&self) {
        let full = &mut || Err(io::ErrorKind::WouldBlock.into());
        let _ = self.socket.try_io(Readiness::Writable, full);
    }

    /// Most datagrams of a DATA packet's size that one batch may hold.
    pub(crate) fn max_datagrams(&self) -> usize {
        self.shared.max_datagrams()
    }

    /// Sends one batch.
    pub(crate) fn send(&self, transmit: &Transmit, bytes: &[u8]) -> Sent {
        self.shared.send(&self.socket.socket(), transmit, bytes)
    }

    /// Takes in what has arrived; each entry is a run of datagrams of one sender. `false` if it was all:
    /// the runtime knows then that the socket is not readable, and no further system call has to find that
    /// out. `WouldBlock` when there is nothing.
    pub(crate) fn receive(
        &self,
        buffers: &mut ReceiveBuffers,
        handle: impl FnMut(SocketAddr, &[u8], usize),
    ) -> io::Result<bool> {
        let socket = self.socket.socket();
        // `None` until the runtime has let the call run, and it brought something.
        let mut more = None;
        let tried = self.socket.try_io(Readiness::Readable, &mut || {
            let may_be_more = self.shared.receive(&socket, buffers)?;
            more = Some(may_be_more);
            if may_be_more { Ok(()) } else { Err(io::ErrorKind::WouldBlock.into()) }
        });
        let Some(more) = more else { return tried.map(|()| true) };
        self.shared.deliver(buffers, handle);
        Ok(more)
    }

    /// What [`Udp::send`] said, made exact; to be asked after [`Udp::drain_errors`].
    pub(crate) fn refined(&self, report: PathReport, peer: SocketAddr) -> PathReport {
        self.shared.refined(report, peer)
    }

    /// Hands out what ICMP reported, if a system call met anything of it, with the peer that it is about.
    pub(crate) fn drain_errors(&self, handle: impl FnMut(SocketAddr, PathReport)) {
        if self.shared.has_errors() {
            self.shared.drain_errors(&self.socket.socket(), handle);
        }
    }
}
