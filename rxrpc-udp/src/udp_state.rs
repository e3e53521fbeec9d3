//! Making the socket, and what is remembered of it.
//!
//! Holds: [`UdpState`], [`SocketBuffers`]. Must not know: who owns the socket.

use crate::error_queue;
use crate::fragmentation::Fragments;
use crate::offload::OffloadRefusals;
use crate::system_calls::SystemCallCounters;
use crate::{Local, Observer, PathReport, Settings, SystemCalls};
use quinn_udp::UdpSocketState;
use rxrpc_core::{AddressFamily, canonical};
use socket2::{Domain, Protocol, Socket, Type};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

/// What is asked of the system for either buffer of who sets none; it may grant less.
const WANTED_BUFFER: usize = 4 << 20;

/// Most bytes in one batch: the largest UDP payload over IPv4.
const MAX_BATCH: usize = 65_507;

/// Bytes of a full DATA packet on UDP.
const DATAGRAM: usize = 1440;

/// How large the system made the socket's buffers, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SocketBuffers {
    /// For sending.
    pub send: usize,
    /// For receiving.
    pub receive: usize,
}

/// What goes with one bound, non-blocking UDP socket.
pub struct UdpState {
    pub(crate) state: UdpSocketState,
    /// The bound address.
    pub local: SocketAddr,
    /// Which addresses can be reached.
    pub family: AddressFamily,
    /// What the system granted.
    pub buffers: SocketBuffers,
    /// The socket is bound to every address of this host.
    pub(crate) any_address: bool,
    pub(crate) offload: bool,
    pub(crate) observer: Option<Arc<Observer>>,
    pub(crate) fragments: Fragments,
    /// The last report of an interface's own MTU: for datagrams to which address, and how many bytes.
    pub(crate) interface: Mutex<Option<(IpAddr, PathReport)>>,
    /// What ICMP said and was not handed out so far; written by whoever empties the error queue.
    pub(crate) reports: Mutex<Vec<(SocketAddr, PathReport)>>,
    /// There is something in `reports`, or may be in the error queue.
    pub(crate) errors: AtomicBool,
    /// Most datagrams that the system takes as one, as it said in the beginning.
    most_segments: usize,
    pub(crate) refusals: OffloadRefusals,
    pub(crate) system_calls: SystemCallCounters,
}

impl UdpState {
    /// Makes the socket non-blocking and its buffers as large as is set, or large; binds it unless it is there.
    ///
    /// # Errors
    ///
    /// What the system says about the socket (EADDRINUSE, EACCES …); `InvalidInput` for a text that is no
    /// address, and for a socket that cannot be used.
    pub fn bind(settings: &Settings) -> io::Result<(Self, std::net::UdpSocket)> {
        let (socket, family) = match &settings.local {
            Local::Address(address) => bind(canonical(*address))?,
            Local::NoAddress(error) => return Err(error.clone().into()),
            Local::Socket(socket) => given(socket)?,
        };
        socket.set_nonblocking(true)?;
        set_buffers(&socket, settings)?;
        let buffers =
            SocketBuffers { send: socket.send_buffer_size()?, receive: socket.recv_buffer_size()? };
        let socket: std::net::UdpSocket = socket.into();
        let local = socket.local_addr()?;
        let state = UdpSocketState::new((&socket).into())?;
        error_queue::queue::enable(&state, &socket)?;
        let most_segments = state.max_gso_segments();
        let state = Self {
            state,
            local,
            family,
            buffers,
            any_address: local.ip().is_unspecified(),
            offload: settings.offload,
            observer: settings.observer.clone(),
            fragments: Fragments::default(),
            interface: Mutex::default(),
            reports: Mutex::default(),
            errors: AtomicBool::new(false),
            most_segments,
            refusals: OffloadRefusals::default(),
            system_calls: SystemCallCounters::default(),
        };
        Ok((state, socket))
    }

    /// System calls to send and to receive so far.
    pub fn system_calls(&self) -> SystemCalls {
        self.system_calls.so_far()
    }

    /// Most datagrams of a DATA packet's size that one batch may hold.
    pub fn max_datagrams(&self) -> usize {
        if !self.offload {
            return 1;
        }
        self.most_segments.clamp(1, MAX_BATCH / DATAGRAM)
    }
}

fn bind(address: SocketAddr) -> io::Result<(Socket, AddressFamily)> {
    let socket = Socket::new(Domain::for_address(address), Type::DGRAM, Some(Protocol::UDP))?;
    let family = match address {
        SocketAddr::V4(_) => AddressFamily::V4,
        SocketAddr::V6(v6) => {
            let dual = v6.ip().is_unspecified() && socket.set_only_v6(false).is_ok();
            if dual { AddressFamily::Dual } else { AddressFamily::V6 }
        }
    };
    socket.bind(&address.into())?;
    Ok((socket, family))
}

/// A socket that the program made, as far as it can be used. What stays with the settings is another handle of it.
fn given(socket: &std::net::UdpSocket) -> io::Result<(Socket, AddressFamily)> {
    let unfit = |why| Err(io::Error::new(io::ErrorKind::InvalidInput, why));
    let local = socket.local_addr()?;
    if local.port() == 0 {
        return unfit("the socket is not bound");
    }
    if socket.peer_addr().is_ok() {
        return unfit("the socket is connected");
    }
    let socket = Socket::from(socket.try_clone()?);
    if socket.r#type()? != Type::DGRAM {
        return unfit("the socket is none for datagrams");
    }
    let family = match local {
        SocketAddr::V4(_) => AddressFamily::V4,
        SocketAddr::V6(v6) if v6.ip().is_unspecified() && !socket.only_v6()? => AddressFamily::Dual,
        SocketAddr::V6(_) => AddressFamily::V6,
    };
    Ok((socket, family))
}

/// A smaller buffer than wanted is no error: what was granted is reported. Of who asks for nothing a larger one stays.
fn set_buffers(socket: &Socket, settings: &Settings) -> io::Result<()> {
    let (receive, send) = (socket.recv_buffer_size()?, socket.send_buffer_size()?);
    if let Some(size) = buffer_to_ask_for(settings.receive_buffer, receive) {
        let _ = socket.set_recv_buffer_size(size);
    }
    if let Some(size) = buffer_to_ask_for(settings.send_buffer, send) {
        let _ = socket.set_send_buffer_size(size);
    }
    Ok(())
}

/// How much is to be asked of the system for a buffer of `now` bytes, if anything; systems count in an `int`.
fn buffer_to_ask_for(setting: Option<usize>, now: usize) -> Option<usize> {
    let most = usize::try_from(i32::MAX).unwrap_or(usize::MAX);
    setting.map(|size| size.min(most)).or((now < WANTED_BUFFER).then_some(WANTED_BUFFER))
}
