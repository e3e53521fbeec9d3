//! Driving an endpoint from the program's own loop, without a thread of ours.
//!
//! Holds: [`Driver`], [`WaitFor`]. Must not know: the protocol, how the loop waits.

use crate::driver::Driver as Shared;
use crate::watched_socket::WatchedSocket;
use rxrpc_udp::InUse;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The work of an endpoint that no user does: receiving, timers, and sending what comes of them. The program runs it in
/// a loop of its own; [`EndpointBuilder::build_with_driver`](crate::EndpointBuilder::build_with_driver) starts no thread.
///
/// A loop has four steps. It [drives](Driver::drive); it uses the verbs that do not wait, for whatever has come; it asks
/// [what to wait for](Driver::before_wait), last of all; and it waits: for the UDP socket (`AsFd`, `AsSocket`), and for the
/// program's other sources.
///
/// ```
/// # #[cfg(unix)]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use rustix::event::{PollFd, PollFlags, Timespec, poll};
/// use rxrpc_sync::{
///     Control, Endpoint, MessageError, MessageFlags, SendMessage, ServiceAddress, ServiceId, UserCallId,
/// };
///
/// # let server = Endpoint::bind("127.0.0.1:0")?;
/// # let _echo = server.serve(ServiceId(1), 1, |call| Ok(call.send(b"hello")?))?;
/// # let service = ServiceAddress::new(server.local_addr(), ServiceId(1));
/// let (endpoint, mut driver) = Endpoint::builder().bind("0.0.0.0:0").build_with_driver()?;
/// let socket = endpoint.message_socket();
/// let control = [Control::UserCallId(UserCallId(7))];
/// let request = SendMessage::new(b"who is there", &control).flags(MessageFlags::DONTWAIT);
/// socket.sendmsg(&request.to(service))?;
/// let (mut reply, mut buf) = (Vec::new(), [0; 1500]);
/// 'over: loop {
///     driver.drive();
///     loop {
///         match socket.recvmsg(&mut buf, MessageFlags::DONTWAIT) {
///             Ok(message) => {
///                 reply.extend_from_slice(&buf[..message.bytes]);
///                 if message.is_end() {
///                     break 'over;
///                 }
///             }
///             Err(MessageError::WouldBlock) => break,
///             Err(error) => return Err(error.into()),
///         }
///     }
///     let wait = driver.before_wait();
///     let room = if wait.wants_write { PollFlags::OUT } else { PollFlags::empty() };
///     let timeout = wait.timeout().and_then(|timeout| Timespec::try_from(timeout).ok());
///     poll(&mut [PollFd::new(&driver, PollFlags::IN | room)], timeout.as_ref())?;
/// }
/// assert_eq!(reply, b"hello");
/// # Ok(())
/// # }
/// # #[cfg(not(unix))]
/// # fn main() {}
/// ```
///
/// Edge-triggered and level-triggered waits are both right: a drive reads the socket until it is dry, or
/// [`WaitFor::more`] says that it did not.
///
/// **Other threads** may use the endpoint too. What their verbs bring about, such as an earlier deadline, the
/// loop learns by [`Driver::notify_with`]. A verb that waits, in whichever thread, drives the endpoint itself
/// until its wait is over; meanwhile [`Driver::drive`] leaves that to it, and the loop is told when it is to go on. The
/// loop then wakes for packets that the other thread reads: a program whose threads wait much is better served by
/// [`EndpointBuilder::build`](crate::EndpointBuilder::build).
///
/// Unless it is run, an endpoint does nothing while nobody waits on it: nothing is received, sent again,
/// answered or timed out, and peers take it for dead.
///
/// Dropping it closes the endpoint: every wait ends with [`CallError::Closed`](crate::CallError::Closed) or what else
/// the close does, and what is to be sent about that is sent, as far as the socket has room. The socket is the driver's for
/// as long as that lives, so that whatever waits for its descriptor never waits for another one: **after the end of the
/// endpoint its address is free when the driver is dropped.**
#[must_use = "an endpoint does nothing unless its driver is run"]
pub struct Driver {
    shared: Arc<Shared>,
    socket: Arc<InUse<WatchedSocket>>,
}

/// What the loop of a [`Driver`] is to wait for, besides a UDP socket that can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
#[must_use = "it says how long the loop may wait"]
pub struct WaitFor {
    /// When to drive again at the latest; `None`: nothing is due. It may have come already.
    pub deadline: Option<Instant>,
    /// There was more to do than one drive does: drive again without a wait, when the program's other sources had
    /// their turn.
    pub more: bool,
    /// The socket's buffer has no room for what is to be sent: wait for the socket to be writable as well.
    pub wants_write: bool,
    /// The endpoint is closed, or its last handle is gone: there is nothing to drive any more. Drop the driver; until then
    /// its address is not free, and its socket may say that it is readable.
    pub over: bool,
}

impl WaitFor {
    /// How long the loop may wait, from now: `None` for any time, zero if there is something to do at once. Where a
    /// wait is counted in milliseconds, round **up**: rounded down it ends before the deadline, again and again.
    pub fn timeout(&self) -> Option<Duration> {
        if self.more || self.over {
            return Some(Duration::ZERO);
        }
        self.deadline.map(|at| at.saturating_duration_since(Instant::now()))
    }
}

impl fmt::Debug for Driver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Driver").field("local", &self.local_addr()).finish_non_exhaustive()
    }
}

impl Driver {
    pub(crate) fn new(shared: Arc<Shared>) -> io::Result<Self> {
        let socket = shared.lend_to_loop().ok_or(io::ErrorKind::NotConnected)?;
        Ok(Self { shared, socket })
    }

    /// The bound UDP address.
    pub fn local_addr(&self) -> SocketAddr {
        self.shared.port.local()
    }

    /// Receives what has arrived, lets happen what is due, and sends what comes of it: all of it, or as much as is done in
    /// a millisecond or so. Never blocks. Does nothing while another thread waits in a verb and so drives itself, nor
    /// when it is called from within such a verb. The clock is the system's ([`Instant::now`]), which the verbs use too.
    ///
    /// The loop is taken to be awake from here to [`Driver::before_wait`]: of what its verbs bring about meanwhile, in this
    /// thread, packets of up to half of the calls in flight leave together, when there are more of them, by
    /// [`Driver::before_wait`] or by the next drive. A program that does long work in between has its verbs before it and
    /// asks [`Driver::before_wait`] first.
    pub fn drive(&mut self) {
        self.shared.drive_in_loop();
    }

    /// What to wait for, if this is asked right before the wait: verbs that are used later set deadlines that it does not
    /// know. What other threads bring about after it, the loop is told ([`Driver::notify_with`]). It sends what
    /// verbs of this loop have left to be sent together. Never blocks.
    pub fn before_wait(&mut self) -> WaitFor {
        self.shared.before_wait_of_loop()
    }

    /// Has `notify` called when the loop is to drive earlier than [`Driver::before_wait`] said, once until it does:
    /// a verb of another thread set an earlier deadline or left something to be sent, a thread that drove has
    /// stopped, or the endpoint is closed. At once, if that was so already. It takes the place of the one before. Nobody is
    /// told before the first [`Driver::before_wait`]: a loop begins with a drive.
    ///
    /// It is called by the thread that brings it about, with no lock held, and must not block. A waker of the loop is what
    /// it is for: that of mio, a byte in a pipe, a channel that the loop selects from. A program whose endpoint is
    /// used by the thread of its loop alone needs none.
    pub fn notify_with(&self, notify: impl Fn() + Send + Sync + 'static) {
        self.shared.notify_loop_with(Some(Arc::new(notify)));
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.shared.leave_loop();
    }
}

/// The UDP socket: to wait for, not to read, write or change.
#[cfg(unix)]
mod descriptor {
    use super::Driver;
    use std::os::fd::{AsFd, AsRawFd, BorrowedFd, RawFd};

    impl AsFd for Driver {
        fn as_fd(&self) -> BorrowedFd<'_> {
            self.socket.as_fd()
        }
    }

    impl AsRawFd for Driver {
        fn as_raw_fd(&self) -> RawFd {
            self.as_fd().as_raw_fd()
        }
    }
}

/// The UDP socket: to wait for, not to read, write or change.
#[cfg(windows)]
mod descriptor {
    use super::Driver;
    use std::os::windows::io::{AsRawSocket, AsSocket, BorrowedSocket, RawSocket};

    impl AsSocket for Driver {
        fn as_socket(&self) -> BorrowedSocket<'_> {
            self.socket.as_socket()
        }
    }

    impl AsRawSocket for Driver {
        fn as_raw_socket(&self) -> RawSocket {
            self.as_socket().as_raw_socket()
        }
    }
}
