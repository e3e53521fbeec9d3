//! The UDP socket: sending batches, receiving batches, and what ICMP said.
//!
//! Holds: [`Udp`]. Must not know: packets, calls, who reads and when. The `unsafe` of segmentation
//! offload is quinn-udp's, that of the error queue is nix's.

use quinn_udp::{RecvMeta, UdpSocketState};
use rxrpc_core::error::errno;
use rxrpc_core::observe::{Direction, PacketObserver};
use rxrpc_core::{AddressFamily, Transmit};
use socket2::{Domain, Protocol, Socket, Type};
use std::io;
use std::io::IoSliceMut;
use std::net::SocketAddr;
use std::sync::Arc;

/// What is asked of the system for either buffer; it may grant less.
const WANTED_BUFFER: usize = 4 << 20;

/// Most bytes in one batch: the largest UDP payload over IPv4.
const MAX_BATCH: usize = 65_507;

/// Bytes of a full DATA packet on UDP.
const DATAGRAM: usize = 1440;

/// Datagrams (or runs of coalesced datagrams) taken in by one system call.
const RECEIVE_BATCH: usize = 8;

/// How large the system made the socket's buffers, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SocketBuffers {
    /// For sending.
    pub send: usize,
    /// For receiving.
    pub receive: usize,
}

/// One bound, non-blocking UDP socket.
pub(crate) struct Udp {
    socket: mio::net::UdpSocket,
    state: UdpSocketState,
    pub(crate) local: SocketAddr,
    pub(crate) family: AddressFamily,
    pub(crate) buffers: SocketBuffers,
    offload: bool,
    observer: Option<Arc<dyn PacketObserver>>,
}

/// What became of one batch.
#[derive(Debug)]
pub(crate) enum Sent {
    /// Gone, or lost as the network may lose it.
    Done,
    /// The socket's buffer is full: to be tried again when it is writable.
    Full,
    /// The peer cannot be reached; the errno says why.
    Unreachable(i32),
}

impl Udp {
    pub(crate) fn bind(
        address: SocketAddr,
        offload: bool,
        observer: Option<Arc<dyn PacketObserver>>,
    ) -> io::Result<Self> {
        let socket = Socket::new(Domain::for_address(address), Type::DGRAM, Some(Protocol::UDP))?;
        let family = match address {
            SocketAddr::V4(_) => AddressFamily::V4,
            SocketAddr::V6(v6) => {
                let dual = v6.ip().is_unspecified() && socket.set_only_v6(false).is_ok();
                if dual { AddressFamily::Dual } else { AddressFamily::V6 }
            }
        };
        socket.set_nonblocking(true)?;
        // A smaller buffer is no error: what was granted is reported.
        let _ = socket.set_recv_buffer_size(WANTED_BUFFER);
        let _ = socket.set_send_buffer_size(WANTED_BUFFER);
        socket.bind(&address.into())?;
        let buffers =
            SocketBuffers { send: socket.send_buffer_size()?, receive: socket.recv_buffer_size()? };
        let std_socket: std::net::UdpSocket = socket.into();
        let local = std_socket.local_addr()?;
        let state = UdpSocketState::new((&std_socket).into())?;
        state.enable_transport_errors((&std_socket).into())?;
        let socket = mio::net::UdpSocket::from_std(std_socket);
        Ok(Self { socket, state, local, family, buffers, offload, observer })
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
        if !self.offload {
            return 1;
        }
        self.state.max_gso_segments().clamp(1, MAX_BATCH / DATAGRAM)
    }

    /// Sends one batch.
    pub(crate) fn send(&self, transmit: &Transmit, bytes: &[u8]) -> Sent {
        let to = transmit.destination;
        let sent = match self.try_send(to, transmit.segment_size, bytes) {
            // The system refused the offload, and quinn-udp will not use it again: one by one.
            Err(_) if transmit.segment_size.is_some() && self.state.max_gso_segments() == 1 => {
                let size = transmit.segment_size.unwrap_or(bytes.len()).max(1);
                bytes.chunks(size).try_for_each(|datagram| self.try_send(to, None, datagram))
            }
            sent => sent,
        };
        let outcome = match sent {
            Ok(()) => Sent::Done,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Sent::Full,
            Err(error) => match error.raw_os_error() {
                Some(errno @ (errno::ENETUNREACH | EHOSTUNREACH)) => Sent::Unreachable(errno),
                // Anything else is a lost packet: the protocol sends it again.
                _ => {
                    tracing::debug!(%to, %error, "tx_fail");
                    Sent::Done
                }
            },
        };
        if let Some(observer) = &self.observer {
            for datagram in bytes.chunks(transmit.segment_size.unwrap_or(bytes.len()).max(1)) {
                observer.datagram(Direction::Sent, to, datagram);
            }
        }
        outcome
    }

    fn try_send(
        &self,
        destination: SocketAddr,
        segment_size: Option<usize>,
        contents: &[u8],
    ) -> io::Result<()> {
        let destination = self.to_system(destination);
        let transmit =
            quinn_udp::Transmit { destination, ecn: None, contents, segment_size, src_ip: None };
        let sent = self.state.try_send((&self.socket).into(), &transmit);
        match sent {
            // What ICMP said about an earlier packet, maybe of another peer, is reported on whatever
            // is sent next; this packet has not been sent.
            Err(error) if is_pending_error(&error) => {
                self.state.try_send((&self.socket).into(), &transmit)
            }
            sent => sent,
        }
    }

    /// On a dual-stack socket IPv4 addresses are used in their mapped form.
    fn to_system(&self, address: SocketAddr) -> SocketAddr {
        match (self.family, address) {
            (AddressFamily::Dual, SocketAddr::V4(v4)) => {
                SocketAddr::new(v4.ip().to_ipv6_mapped().into(), v4.port())
            }
            _ => address,
        }
    }

    /// Takes in what has arrived; each entry is a run of datagrams of one sender. `WouldBlock` when
    /// there is nothing.
    pub(crate) fn receive(
        &self,
        buffers: &mut ReceiveBuffers,
        mut handle: impl FnMut(SocketAddr, &[u8], usize),
    ) -> io::Result<()> {
        let mut parts = buffers.bytes.chunks_mut(buffers.size);
        let mut slices: [IoSliceMut<'_>; RECEIVE_BATCH] =
            std::array::from_fn(|_| IoSliceMut::new(parts.next().unwrap_or_default()));
        let received = match self.state.recv((&self.socket).into(), &mut slices, &mut buffers.meta)
        {
            Err(error) if is_pending_error(&error) => {
                self.state.recv((&self.socket).into(), &mut slices, &mut buffers.meta)?
            }
            received => received?,
        };
        for (meta, bytes) in buffers.meta[..received].iter().zip(slices) {
            let from = canonical(meta.addr);
            let bytes = &bytes[..meta.len];
            if let Some(observer) = &self.observer {
                for datagram in bytes.chunks(meta.stride.max(1)) {
                    observer.datagram(Direction::Received, from, datagram);
                }
            }
            handle(from, bytes, meta.stride);
        }
        Ok(())
    }

    /// Hands out what ICMP reported: the peer that could not be reached, and the errno.
    pub(crate) fn drain_errors(&self, mut handle: impl FnMut(SocketAddr, i32)) {
        error_queue::drain(&self.socket, |peer, errno| handle(canonical(peer), errno));
    }
}

/// IPv4-mapped IPv6 addresses as IPv4, so that a peer has one address.
fn canonical(address: SocketAddr) -> SocketAddr {
    SocketAddr::new(address.ip().to_canonical(), address.port())
}

/// Whether an error of a system call is about an earlier packet.
fn is_pending_error(error: &io::Error) -> bool {
    matches!(
        error.raw_os_error(),
        Some(errno::ECONNREFUSED | errno::ENETUNREACH | EHOSTUNREACH | EHOSTDOWN | ENOPROTOOPT)
    )
}

const EHOSTUNREACH: i32 = 113;
const EHOSTDOWN: i32 = 112;
const ENOPROTOOPT: i32 = 92;

/// Where received datagrams are put; made once, used for ever.
pub(crate) struct ReceiveBuffers {
    bytes: Vec<u8>,
    size: usize,
    meta: [RecvMeta; RECEIVE_BATCH],
}

impl ReceiveBuffers {
    pub(crate) fn new() -> Self {
        let size = 1 << 16;
        Self {
            bytes: vec![0; size * RECEIVE_BATCH],
            size,
            meta: [RecvMeta::default(); RECEIVE_BATCH],
        }
    }
}

#[cfg(target_os = "linux")]
mod error_queue {
    //! The socket's error queue. quinn-udp tells only the machine that sent the ICMP error, not the
    //! port that was not reached; without it one closed port would end the calls to all others.

    use nix::sys::socket::{ControlMessageOwned, MsgFlags, SockaddrStorage, recvmsg};
    use std::io::IoSliceMut;
    use std::net::SocketAddr;
    use std::os::fd::AsRawFd;

    /// Most entries taken out at once, so that a flood of ICMP cannot hold the reader.
    const MOST: usize = 64;

    pub(super) fn drain(socket: &impl AsRawFd, mut handle: impl FnMut(SocketAddr, i32)) {
        for _ in 0..MOST {
            let mut payload = [0u8; 64];
            let mut parts = [IoSliceMut::new(&mut payload)];
            let mut control = vec![0u8; 512];
            let flags = MsgFlags::MSG_ERRQUEUE | MsgFlags::MSG_DONTWAIT;
            let Ok(message) = recvmsg::<SockaddrStorage>(
                socket.as_raw_fd(),
                &mut parts,
                Some(&mut control),
                flags,
            ) else {
                return;
            };
            let Some(peer) = message.address.as_ref().and_then(to_std) else { continue };
            let Ok(messages) = message.cmsgs() else { continue };
            for message in messages {
                match message {
                    ControlMessageOwned::Ipv4RecvErr(error, _)
                    | ControlMessageOwned::Ipv6RecvErr(error, _) => {
                        handle(peer, error.ee_errno as i32);
                    }
                    _ => {}
                }
            }
        }
    }

    fn to_std(address: &SockaddrStorage) -> Option<SocketAddr> {
        if let Some(v4) = address.as_sockaddr_in() {
            return Some(SocketAddr::from((v4.ip(), v4.port())));
        }
        let v6 = address.as_sockaddr_in6()?;
        Some(SocketAddr::from((v6.ip(), v6.port())))
    }
}

#[cfg(not(target_os = "linux"))]
mod error_queue {
    //! Other systems have no such queue; calls to an unreachable peer end by their timeouts.

    pub(super) fn drain<S>(_: &S, _: impl FnMut(std::net::SocketAddr, i32)) {}
}
