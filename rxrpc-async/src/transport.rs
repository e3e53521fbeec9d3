//! Datagrams by other means than a UDP socket of the system.
//!
//! Holds: [`Transport`], which a program may give, and what an endpoint makes of it. Must not know: packets,
//! calls, what carries the datagrams.

use crate::runtime::Readiness;
use rxrpc_core::observe::Direction;
use rxrpc_core::{AddressFamily, AddressPair, Errno, Fragmentation, Transmit, canonical};
use rxrpc_udp::{Observer, PathReport, Removable, Sent, Settings};
use std::collections::VecDeque;
use std::fmt::Debug;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

/// Longest UDP payload.
const LONGEST: usize = 1 << 16;

/// What carries the datagrams of an endpoint instead of a socket: a tunnel, a simulated network. None of the
/// functions blocks. It is dropped when the endpoint is closed.
pub trait Transport: Debug + Send + Sync + 'static {
    /// The address that peers know this end by.
    fn local_addr(&self) -> SocketAddr;

    /// Sends one datagram, which may be cut into fragments on its way or not.
    ///
    /// # Errors
    ///
    /// `WouldBlock` if there is no room: it will be offered again once the transport is
    /// [`Readiness::Writable`]. Anything else is a lost datagram, which the protocol sends again.
    fn try_send(
        &self,
        to: SocketAddr,
        datagram: &[u8],
        fragmentation: Fragmentation,
    ) -> io::Result<()>;

    /// Takes what has come.
    ///
    /// # Errors
    ///
    /// `WouldBlock` if nothing has.
    fn try_receive(&self, buffer: &mut [u8]) -> io::Result<Arrival>;

    /// Waits until the transport may be ready. One task waits, in both directions, so remembering the last
    /// waker is enough. Readiness may be told too often, never too seldom.
    fn poll_ready(&self, readiness: Readiness, cx: &mut Context<'_>) -> Poll<io::Result<()>>;
}

/// What came over a [`Transport`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Arrival {
    /// A datagram.
    Datagram {
        /// Who sent it.
        from: SocketAddr,
        /// Bytes that were put into the buffer.
        bytes: usize,
    },
    /// A peer cannot be reached.
    Unreachable {
        /// Which one.
        peer: SocketAddr,
        /// Why (ECONNREFUSED, EHOSTUNREACH …).
        errno: Errno,
    },
    /// A datagram was too large for a link on the way to a peer.
    TooLarge {
        /// The peer.
        peer: SocketAddr,
        /// Bytes of a datagram that would pass.
        largest: usize,
    },
}

/// A transport as the driver and the users of an endpoint use it.
pub(crate) struct Given {
    transport: Removable<Box<dyn Transport>>,
    /// Its address when it was last there.
    local: Mutex<SocketAddr>,
    observer: Option<Arc<Observer>>,
    /// Where a datagram is received.
    room: Mutex<Vec<u8>>,
    reports: Mutex<VecDeque<(SocketAddr, PathReport)>>,
}

impl Given {
    pub(crate) fn new(transport: Box<dyn Transport>, settings: &Settings) -> Self {
        Self {
            local: Mutex::new(transport.local_addr()),
            transport: Removable::new(transport),
            observer: settings.observer.clone(),
            room: Mutex::new(vec![0; LONGEST]),
            reports: Mutex::default(),
        }
    }

    pub(crate) fn local(&self) -> SocketAddr {
        let here = self.transport.get().map(|transport| transport.local_addr());
        here.unwrap_or_else(|| *lock(&self.local))
    }

    pub(crate) fn remove(&self) {
        if let Some(transport) = self.transport.get() {
            let local = transport.local_addr();
            *lock(&self.local) = local;
        }
        drop(self.transport.remove());
    }

    pub(crate) fn is_gone(&self) -> bool {
        self.transport.is_gone()
    }

    pub(crate) fn family(&self) -> AddressFamily {
        if self.local().is_ipv4() { AddressFamily::V4 } else { AddressFamily::V6 }
    }

    pub(crate) fn poll_ready(
        &self,
        readiness: Readiness,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        match self.transport.get() {
            Some(transport) => transport.poll_ready(readiness, cx),
            None => Poll::Pending,
        }
    }

    /// Sends one batch, which is a single datagram.
    pub(crate) fn send(&self, transmit: &Transmit, bytes: &[u8]) -> Sent {
        let to = transmit.destination;
        let Some(transport) = self.transport.get() else { return Sent::Done };
        match transport.try_send(to, bytes, transmit.fragmentation) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                return Sent::Full { sent: 0 };
            }
            Err(error) => tracing::debug!(%to, %error, "tx_fail"),
            Ok(()) => {}
        }
        if let Some(observer) = &self.observer {
            observer.datagram(Direction::Sent, to, bytes);
        }
        Sent::Done
    }

    pub(crate) fn receive(
        &self,
        mut handle: impl FnMut(AddressPair, &[u8], usize),
    ) -> io::Result<()> {
        let nothing = || io::Error::from(io::ErrorKind::WouldBlock);
        let transport = self.transport.get().ok_or_else(nothing)?;
        let mut room = std::mem::take(&mut *lock(&self.room));
        room.resize(LONGEST, 0);
        let received = transport.try_receive(&mut room);
        drop(transport);
        match &received {
            Ok(Arrival::Datagram { from, bytes }) => {
                let (from, datagram) = (canonical(*from), &room[..*bytes]);
                if let Some(observer) = &self.observer {
                    observer.datagram(Direction::Received, from, datagram);
                }
                handle(from.into(), datagram, *bytes);
            }
            Ok(Arrival::Unreachable { peer, errno }) => {
                lock(&self.reports).push_back((canonical(*peer), PathReport::Unreachable(*errno)));
            }
            Ok(Arrival::TooLarge { peer, largest }) => {
                let report = PathReport::TooLarge { largest: *largest };
                lock(&self.reports).push_back((canonical(*peer), report));
            }
            Err(_) => {}
        }
        *lock(&self.room) = room;
        received.map(|_| ())
    }

    pub(crate) fn drain_errors(&self, mut handle: impl FnMut(SocketAddr, PathReport)) {
        let reports = std::mem::take(&mut *lock(&self.reports));
        reports.into_iter().for_each(|(peer, report)| handle(peer, report));
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
