//! The UDP socket as a runtime watches it, or what the user gave in its place.
//!
//! Holds: [`DatagramPort`]. Must not know: packets, calls, who waits and when; what is the same for every way of
//! waiting is `rxrpc-udp`'s.

use crate::runtime::{AsyncUdp, Readiness, Runtime};
use crate::transport::Given;
use rxrpc_core::{AddressFamily, AddressPair, Transmit};
use rxrpc_udp::{
    Lend, PathReport, Port, ReceiveBuffers, Sent, Settings, SocketBuffers, SystemCalls,
};
use socket2::SockRef;
use std::io;
use std::net::SocketAddr;
use std::task::{Context, Poll};

/// What carries the datagrams of an endpoint, until it is taken away: nothing comes then, and what is sent is lost.
pub(crate) enum DatagramPort {
    /// A UDP socket, under the runtime's watch.
    System(Port<Box<dyn AsyncUdp>>),
    /// Something that the user gave.
    Given(Given),
}

impl Lend for Box<dyn AsyncUdp> {
    fn lend(&self) -> SockRef<'_> {
        self.socket().0
    }
}

impl DatagramPort {
    pub(crate) fn bind(settings: &Settings, runtime: &dyn Runtime) -> io::Result<Self> {
        Ok(Self::System(Port::bind(settings, |socket| runtime.wrap(socket))?))
    }

    /// Takes it away: the address of a socket is free when nobody is within a system call of it any more.
    pub(crate) fn remove(&self) {
        match self {
            Self::System(port) => port.remove(),
            Self::Given(given) => given.remove(),
        }
    }

    /// Whether it was taken away and nobody uses it any more.
    pub(crate) fn is_gone(&self) -> bool {
        match self {
            Self::System(port) => port.is_gone(),
            Self::Given(given) => given.is_gone(),
        }
    }

    pub(crate) fn local(&self) -> SocketAddr {
        match self {
            Self::System(port) => port.local(),
            Self::Given(given) => given.local(),
        }
    }

    pub(crate) fn family(&self) -> AddressFamily {
        match self {
            Self::System(port) => port.family(),
            Self::Given(given) => given.family(),
        }
    }

    pub(crate) fn system_calls(&self) -> SystemCalls {
        match self {
            Self::System(port) => port.system_calls(),
            Self::Given(_) => SystemCalls::default(),
        }
    }

    pub(crate) fn buffers(&self) -> SocketBuffers {
        match self {
            Self::System(port) => port.buffers(),
            Self::Given(_) => SocketBuffers::default(),
        }
    }

    /// Waits until the socket may be ready. For the driver only.
    pub(crate) fn poll_ready(
        &self,
        readiness: Readiness,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        match self {
            Self::System(port) => match port.get() {
                Some(socket) => socket.poll_ready(readiness, cx),
                None => Poll::Pending,
            },
            Self::Given(given) => given.poll_ready(readiness, cx),
        }
    }

    /// Most datagrams of a DATA packet's size that one batch may hold.
    pub(crate) fn max_datagrams(&self) -> usize {
        match self {
            Self::System(port) => port.max_datagrams(),
            Self::Given(_) => 1,
        }
    }

    /// Sends one batch.
    pub(crate) fn send(&self, transmit: &Transmit, bytes: &[u8]) -> Sent {
        match self {
            Self::System(port) => port.send(transmit, bytes),
            Self::Given(given) => given.send(transmit, bytes),
        }
    }

    /// [`DatagramPort::send`] for the driver, which waits for room if there is none: the runtime then knows that the
    /// socket is full.
    pub(crate) fn send_when_writable(&self, transmit: &Transmit, bytes: &[u8]) -> Sent {
        let Self::System(port) = self else { return self.send(transmit, bytes) };
        let Some(socket) = port.get() else { return Sent::Done };
        // Unless the runtime lets the call run, it knows already.
        let mut outcome = Sent::Full { sent: 0 };
        let _ = socket.try_io(Readiness::Writable, &mut || {
            outcome = port.state().send(&socket.lend(), transmit, bytes);
            match outcome {
                Sent::Full { .. } => Err(io::ErrorKind::WouldBlock.into()),
                Sent::Done | Sent::Failed(_) => Ok(()),
            }
        });
        outcome
    }

    /// Takes in what has arrived; each entry is a run of datagrams of one sender. `false` if it was all:
    /// the runtime knows then that the socket is not readable, and no further system call has to find that
    /// out. `WouldBlock` when there is nothing.
    pub(crate) fn receive(
        &self,
        buffers: &mut ReceiveBuffers,
        handle: impl FnMut(AddressPair, &[u8], usize),
    ) -> io::Result<bool> {
        let port = match self {
            Self::System(port) => port,
            Self::Given(given) => return given.receive(handle).map(|()| true),
        };
        let Some(watched) = port.get() else { return Err(io::ErrorKind::WouldBlock.into()) };
        let socket = watched.lend();
        // `None` until the runtime has let the call run, and it brought something.
        let mut more = None;
        let tried = watched.try_io(Readiness::Readable, &mut || {
            let may_be_more = port.state().receive(&socket, buffers)?;
            more = Some(may_be_more);
            if may_be_more { Ok(()) } else { Err(io::ErrorKind::WouldBlock.into()) }
        });
        let Some(more) = more else { return tried.map(|()| true) };
        drop(watched);
        port.state().deliver(buffers, handle);
        Ok(more)
    }

    /// [`DatagramPort::receive`] whatever the runtime thinks: it may have looked at the socket long ago.
    pub(crate) fn receive_unasked(
        &self,
        buffers: &mut ReceiveBuffers,
        handle: impl FnMut(AddressPair, &[u8], usize),
    ) -> io::Result<bool> {
        match self {
            Self::System(port) => port.receive(buffers, handle),
            Self::Given(given) => given.receive(handle).map(|()| true),
        }
    }

    /// What [`DatagramPort::send`] said, made exact; to be asked after [`DatagramPort::drain_errors`].
    pub(crate) fn refined(&self, report: PathReport, peer: SocketAddr) -> PathReport {
        match self {
            Self::System(port) => port.refined(report, peer),
            Self::Given(_) => report,
        }
    }

    /// Whether [`DatagramPort::drain_errors`] has something to hand out, or may have.
    pub(crate) fn has_errors(&self) -> bool {
        match self {
            Self::System(port) => port.has_errors(),
            Self::Given(_) => false,
        }
    }

    /// Hands out what ICMP reported, if a system call met anything of it, with the peer that it is about.
    pub(crate) fn drain_errors(&self, handle: impl FnMut(SocketAddr, PathReport)) {
        match self {
            Self::System(port) => {
                if port.state().has_errors() {
                    port.drain_errors(handle);
                }
            }
            Self::Given(given) => given.drain_errors(handle),
        }
    }
}
