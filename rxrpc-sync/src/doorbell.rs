//! A descriptor that is readable while a message socket has something to tell, for event loops.
//!
//! Holds: [`Doorbell`]; under it what the system has for that: an eventfd on Linux, Android and FreeBSD, a pair of
//! connected sockets elsewhere. Must not know: when it rings, which is the core's to say ([`Bell`]).

#[cfg(any(target_os = "linux", target_os = "android", target_os = "freebsd"))]
mod event_fd;
#[cfg(all(unix, not(any(target_os = "linux", target_os = "android", target_os = "freebsd"))))]
mod stream_pair;
#[cfg(any(windows, test))]
mod udp_pair;

#[cfg(any(target_os = "linux", target_os = "android", target_os = "freebsd"))]
use event_fd::Signal;
#[cfg(all(unix, not(any(target_os = "linux", target_os = "android", target_os = "freebsd"))))]
use stream_pair::Signal;
#[cfg(windows)]
use udp_pair::Signal;

use crate::message_socket::MessageSocket;
use crate::seat::AtOnce;
use rxrpc_core::Bell;
use std::io;
use std::sync::Arc;

/// A descriptor that is readable when, and only when, [`MessageSocket::recvmsg`] with `DONTWAIT` or
/// [`MessageSocket::try_next_event`] would tell something: [`MessageSocket::doorbell`].
///
/// It is for `poll`, `epoll`, `kqueue`, mio, tokio's `AsyncFd` and the like, level- or edge-triggered; on Windows it is a
/// UDP socket. Never read from it, nor write to it: it falls silent by itself when the last message is taken and the last
/// event told, by whichever thread. Clones are handles of the same.
///
/// * Edge-triggered, use both verbs until EAGAIN before the next wait. Level-triggered, as far as one likes.
/// * It rings for news of all calls of the socket. A call that another thread uses at that moment is not counted: it
///   rings when that thread lets go of the call. At the worst it rings and another thread was faster: EAGAIN.
/// * It rings for what a packet that came holds, also if that turns out to be nothing, as an empty packet is.
/// * Once the socket or its endpoint is closed it rings for good, and both verbs say why.
///
/// As long as there is one, a thread that has waited and read the UDP socket meanwhile leaves that to another at once,
/// which costs a hand-off between threads; otherwise it may go unread for some milliseconds.
#[derive(Clone, Debug)]
pub struct Doorbell {
    bell: Arc<Hung>,
}

#[derive(Debug)]
struct Hung {
    signal: Signal,
    _at_once: AtOnce,
}

impl Bell for Hung {
    fn ring(&self) {
        self.signal.ring();
    }

    fn silence(&self) {
        self.signal.silence();
    }

    /// A datagram may take its time, also on this host.
    fn may_ring_late(&self) -> bool {
        cfg!(windows)
    }
}

impl MessageSocket {
    /// A descriptor that is readable while the socket has something to tell, for an event loop. Each call makes one, with
    /// a descriptor of its own (on Unix other than Linux, Android and FreeBSD, and on Windows: two). Never blocks.
    ///
    /// # Errors
    ///
    /// What the system says when it makes a descriptor (EMFILE, ENFILE …).
    pub fn doorbell(&self) -> io::Result<Doorbell> {
        let signal = Signal::new()?;
        let bell =
            Arc::new(Hung { signal, _at_once: self.endpoint().driver().pass_seat_at_once() });
        self.core().hang_bell(&bell);
        Ok(Doorbell { bell })
    }
}

#[cfg(unix)]
mod as_fd {
    use super::Doorbell;
    use std::os::fd::{AsFd, AsRawFd, BorrowedFd, RawFd};

    impl AsFd for Doorbell {
        fn as_fd(&self) -> BorrowedFd<'_> {
            self.bell.signal.as_fd()
        }
    }

    impl AsRawFd for Doorbell {
        fn as_raw_fd(&self) -> RawFd {
            self.as_fd().as_raw_fd()
        }
    }
}

#[cfg(windows)]
mod as_socket {
    use super::Doorbell;
    use std::os::windows::io::{AsRawSocket, AsSocket, BorrowedSocket, RawSocket};

    impl AsSocket for Doorbell {
        fn as_socket(&self) -> BorrowedSocket<'_> {
            self.bell.signal.as_socket()
        }
    }

    impl AsRawSocket for Doorbell {
        fn as_raw_socket(&self) -> RawSocket {
            self.as_socket().as_raw_socket()
        }
    }
}

/// What a bell that could not be rung or silenced says.
fn report(rung: io::Result<()>) {
    if let Err(error) = rung
        // A full one rings; an empty one is silent.
        && error.kind() != io::ErrorKind::WouldBlock
    {
        tracing::error!(%error, "a doorbell does not work");
    }
}
