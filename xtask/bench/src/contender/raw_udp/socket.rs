//! A blocking UDP socket that sends and receives batches of datagrams, with the system's help or
//! without. Knows nothing of what is in them.

use std::io::{self, IoSliceMut};
use std::net::{SocketAddr, UdpSocket};
use std::time::Duration;

use quinn_udp::{RecvMeta, Transmit, UdpSocketState};
use socket2::SockRef;

use super::datagram::BATCH;

const WANTED_BUFFER: usize = 4 << 20;
/// Loopback loses nothing while the window fits the buffer; this ends a run where it does not.
const PATIENCE: Duration = Duration::from_secs(5);

/// One end.
pub(super) struct Socket {
    socket: UdpSocket,
    offload: Option<UdpSocketState>,
}

impl Socket {
    /// Binds any port on loopback. `forever`: receiving waits without limit.
    pub(super) fn bind(offload: bool, forever: bool) -> io::Result<Self> {
        let socket = UdpSocket::bind(("127.0.0.1", 0))?;
        let about = SockRef::from(&socket);
        about.set_recv_buffer_size(WANTED_BUFFER)?;
        about.set_send_buffer_size(WANTED_BUFFER)?;
        let offload = if offload { Some(UdpSocketState::new((&socket).into())?) } else { None };
        socket.set_nonblocking(false)?;
        socket.set_read_timeout((!forever).then_some(PATIENCE))?;
        Ok(Self { socket, offload })
    }

    pub(super) fn local(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }

    /// How many datagrams one call takes.
    pub(super) fn batch(&self) -> usize {
        let most = |state: &UdpSocketState| state.max_gso_segments().min(BATCH);
        self.offload.as_ref().map_or(1, most)
    }

    /// Sends datagrams of `each` bytes, the last of which may be shorter.
    pub(super) fn send(&self, to: SocketAddr, contents: &[u8], each: usize) -> io::Result<()> {
        let Some(state) = &self.offload else { return self.socket.send_to(contents, to).map(drop) };
        let segment_size = (contents.len() > each).then_some(each);
        let transmit =
            Transmit { destination: to, ecn: None, contents, segment_size, src_ip: None };
        state.try_send((&self.socket).into(), &transmit)
    }

    /// Waits for a datagram, or several that came as one: how many bytes, how many bytes each, and who
    /// sent them.
    pub(super) fn receive(&self, buffer: &mut [u8]) -> io::Result<(usize, usize, SocketAddr)> {
        let Some(state) = &self.offload else {
            let (bytes, from) = self.socket.recv_from(buffer)?;
            return Ok((bytes, bytes, from));
        };
        let mut meta = [RecvMeta::default()];
        state.recv((&self.socket).into(), &mut [IoSliceMut::new(buffer)], &mut meta)?;
        Ok((meta[0].len, meta[0].stride, meta[0].addr))
    }
}
