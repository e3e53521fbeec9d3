//! The UDP socket of an endpoint, until it is taken away.
//!
//! Holds: [`Port`], and [`Lend`], by which a front end lends it the socket that it watches. Must not know: packets,
//! calls, who watches the socket, and who uses it when.

use crate::{
    InUse, PathReport, ReceiveBuffers, Removable, Sent, Settings, SocketBuffers, SystemCalls,
    UdpState,
};
use rxrpc_core::{AddressFamily, AddressPair, Transmit};
use socket2::SockRef;
use std::fmt;
use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::sync::Arc;

/// A socket under the watch of whatever tells a front end that it is ready.
pub trait Lend {
    /// The socket itself, for a system call.
    fn lend(&self) -> SockRef<'_>;
}

/// One bound, non-blocking UDP socket and what goes with it, until it is taken away: nothing comes then, and what is
/// sent is lost.
pub struct Port<S> {
    socket: Removable<S>,
    state: UdpState,
}

impl<S> fmt::Debug for Port<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Port").field("local", &self.state.local).finish_non_exhaustive()
    }
}

impl<S: Lend> Port<S> {
    /// Binds the socket and has `watch` put it under watch.
    ///
    /// # Errors
    ///
    /// As [`UdpState::bind`], and what `watch` says.
    pub fn bind(
        settings: &Settings,
        watch: impl FnOnce(UdpSocket) -> io::Result<S>,
    ) -> io::Result<Self> {
        let (state, socket) = UdpState::bind(settings)?;
        Ok(Self { socket: Removable::new(watch(socket)?), state })
    }

    /// The socket as the front end watches it, to be let go of soon; `None` if it was taken away.
    pub fn get(&self) -> Option<Arc<InUse<S>>> {
        self.socket.get()
    }

    /// What goes with the socket, for system calls that the front end makes itself.
    pub fn state(&self) -> &UdpState {
        &self.state
    }

    /// Takes the socket away: its address is free when nobody is within a system call of it any more.
    pub fn remove(&self) {
        drop(self.socket.remove());
    }

    /// Whether the socket was taken away and is closed.
    pub fn is_gone(&self) -> bool {
        self.socket.is_gone()
    }

    /// The bound address.
    pub fn local(&self) -> SocketAddr {
        self.state.local
    }

    /// Which addresses can be reached.
    pub fn family(&self) -> AddressFamily {
        self.state.family
    }

    /// How large the system made the socket's buffers.
    pub fn buffers(&self) -> SocketBuffers {
        self.state.buffers
    }

    /// System calls to send and to receive so far.
    pub fn system_calls(&self) -> SystemCalls {
        self.state.system_calls()
    }

    /// Most datagrams of a DATA packet's size that one batch may hold.
    pub fn max_datagrams(&self) -> usize {
        self.state.max_datagrams()
    }

    /// Sends one batch.
    pub fn send(&self, transmit: &Transmit, bytes: &[u8]) -> Sent {
        let Some(socket) = self.socket.get() else { return Sent::Done };
        self.state.send(&socket.lend(), transmit, bytes)
    }

    /// Takes in what has arrived; each entry is a run of datagrams of one sender, with the size of each but the last.
    /// Returns whether there may be more.
    ///
    /// # Errors
    ///
    /// As [`UdpState::receive`]; `WouldBlock` if the socket was taken away.
    pub fn receive(
        &self,
        buffers: &mut ReceiveBuffers,
        handle: impl FnMut(AddressPair, &[u8], usize),
    ) -> io::Result<bool> {
        let Some(socket) = self.socket.get() else { return Err(io::ErrorKind::WouldBlock.into()) };
        let more = self.state.receive(&socket.lend(), buffers)?;
        drop(socket);
        self.state.deliver(buffers, handle);
        Ok(more)
    }

    /// What [`Port::send`] said, made exact; to be asked after [`Port::drain_errors`].
    pub fn refined(&self, report: PathReport, peer: SocketAddr) -> PathReport {
        self.state.refined(report, peer)
    }

    /// Whether a system call met something of ICMP that was not handed out yet.
    pub fn has_errors(&self) -> bool {
        self.state.has_errors() && self.socket.get().is_some()
    }

    /// Hands out what ICMP reported, with the peer that it is about.
    pub fn drain_errors(&self, handle: impl FnMut(SocketAddr, PathReport)) {
        if let Some(socket) = self.socket.get() {
            self.state.drain_errors(&socket.lend(), handle);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Local;
    use rxrpc_core::{CallOptions, Config, Endpoint, ServiceAddress, ServiceId, Waiting};
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Waker};
    use std::time::Instant;

    struct Plain(UdpSocket);

    impl Lend for Plain {
        fn lend(&self) -> SockRef<'_> {
            SockRef::from(&self.0)
        }
    }

    fn port() -> Port<Plain> {
        let settings = Settings { local: Local::from("127.0.0.1:0"), ..Settings::default() };
        Port::bind(&settings, |socket| Ok(Plain(socket))).expect("the address is free")
    }

    /// The first datagram of a call to this address.
    fn datagram(to: SocketAddr) -> (Transmit, Vec<u8>) {
        let core = Endpoint::new(Config::default(), AddressFamily::V4).expect("in range");
        let (now, target) = (Instant::now(), ServiceAddress::new(to, ServiceId(1)));
        let call = core.try_open_call(now, target, &CallOptions::new()).expect("there is room");
        let (mut taken, mut bytes) = (0, Vec::new());
        let sent = pin!(core.send(&call, b"hello", false, Waiting::Never, &mut taken))
            .poll(&mut Context::from_waker(Waker::noop()));
        assert!(sent.is_ready());
        let transmit = core.poll_transmit(now, 1, &mut bytes).expect("there is a packet");
        (transmit, bytes)
    }

    #[test]
    fn what_one_sends_the_other_receives() {
        let (sender, receiver) = (port(), port());
        let (transmit, sent) = datagram(receiver.local());
        assert_eq!(sender.send(&transmit, &sent), Sent::Done);
        let mut buffers = ReceiveBuffers::default();
        let mut received = Vec::new();
        while received.is_empty() {
            let outcome = receiver.receive(&mut buffers, |from, bytes, _| {
                received.push((from, bytes.to_vec()));
            });
            let nothing = |error: io::Error| error.kind() == io::ErrorKind::WouldBlock;
            assert!(outcome.is_ok() || outcome.is_err_and(nothing));
        }
        assert_eq!(received, [(AddressPair::new(sender.local(), None), sent)]);
    }

    #[test]
    fn without_its_socket_it_loses_what_is_sent_and_has_nothing() {
        let port = port();
        let used = port.get();
        assert!(used.is_some() && !port.is_gone());
        port.remove();
        assert!(port.get().is_none() && !port.is_gone(), "somebody uses it");
        drop(used);
        assert!(port.is_gone());
        assert!(UdpSocket::bind(port.local()).is_ok(), "its address is free");
        let (transmit, bytes) = datagram(port.local());
        assert_eq!(port.send(&transmit, &bytes), Sent::Done);
        assert_eq!(port.system_calls().send, 0);
        let mut buffers = ReceiveBuffers::default();
        let received = port.receive(&mut buffers, |_, _, _| panic!("nothing can come"));
        assert_eq!(received.map_err(|error| error.kind()), Err(io::ErrorKind::WouldBlock));
        port.drain_errors(|_, _| panic!("nor can a report"));
        assert!(!port.has_errors());
    }

    #[test]
    fn a_socket_that_cannot_be_watched_is_an_error() {
        let refused =
            Port::<Plain>::bind(&Settings::default(), |_| Err(io::ErrorKind::Other.into()));
        assert!(refused.is_err());
    }
}
