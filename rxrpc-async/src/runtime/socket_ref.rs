//! A socket, lent for a system call.
//!
//! Holds: [`SocketRef`]. Must not know: which call, who watches the socket.

use socket2::SockRef;

/// A socket of the system, as [`AsyncUdp::socket`](super::AsyncUdp::socket) lends it: made with `From` of a
/// reference to anything that has a file descriptor (`AsFd`; on Windows `AsSocket`), such as the sockets of the
/// standard library and of most runtimes.
#[derive(Debug)]
pub struct SocketRef<'a>(pub(crate) SockRef<'a>);

#[cfg(unix)]
impl<'a, S: std::os::fd::AsFd> From<&'a S> for SocketRef<'a> {
    fn from(socket: &'a S) -> Self {
        Self(SockRef::from(socket))
    }
}

#[cfg(windows)]
impl<'a, S: std::os::windows::io::AsSocket> From<&'a S> for SocketRef<'a> {
    fn from(socket: &'a S) -> Self {
        Self(SockRef::from(socket))
    }
}
