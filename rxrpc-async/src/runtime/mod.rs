//! What this crate needs of a runtime: to know when a socket is ready, to sleep, to start a task, to
//! know the time.
//!
//! Holds: the traits [`Runtime`], [`AsyncUdp`] and [`AsyncTimer`], and under it the runtimes behind
//! features. Must not know: calls, packets, who waits.
//!
//! A runtime says when a socket is ready; reading and writing it is done here. So an adapter for one
//! more runtime needs no knowledge of segmentation offload, of ICMP or of Rx.

#[cfg(feature = "smol")]
mod smol;
mod socket_ref;
#[cfg(feature = "tokio")]
mod tokio;

#[cfg(feature = "smol")]
pub use self::smol::SmolRuntime;
pub use self::socket_ref::SocketRef;
#[cfg(feature = "tokio")]
pub use self::tokio::TokioRuntime;

use std::fmt::Debug;
use std::future::Future;
use std::io;
use std::net::UdpSocket;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

/// A task as a runtime gets it.
pub type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

/// An executor with its sockets and timers. None of the functions blocks.
pub trait Runtime: Debug + Send + Sync + 'static {
    /// Puts a bound, non-blocking socket under the watch of the runtime.
    ///
    /// # Errors
    ///
    /// What the system says about watching the socket, that the runtime is gone, or that it watches no sockets.
    fn wrap(&self, socket: UdpSocket) -> io::Result<Box<dyn AsyncUdp>>;

    /// Asked once when an endpoint is made: whether the runtime has timers and tasks. Default: it has.
    ///
    /// # Errors
    ///
    /// What is missing, and how it is switched on; no endpoint is made then.
    fn check(&self) -> io::Result<()> {
        Ok(())
    }

    /// A timer that goes off at `at`.
    fn timer(&self, at: Instant) -> Pin<Box<dyn AsyncTimer>>;

    /// Starts a task, which runs until it ends. It is used for the driver of an endpoint, unless the
    /// user runs that, and by [`Endpoint::serve`](crate::Endpoint::serve).
    fn spawn(&self, task: Task);

    /// The time, by the clock that the timers go by.
    fn now(&self) -> Instant {
        Instant::now()
    }
}

/// What a socket is to be ready for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Readiness {
    /// Something can be received, or there is an error to be told.
    Readable,
    /// Something can be sent.
    Writable,
}

/// A UDP socket that a runtime watches.
pub trait AsyncUdp: Debug + Send + Sync {
    /// The socket itself, non-blocking.
    fn socket(&self) -> SocketRef<'_>;

    /// Waits until the socket may be ready. One task (the driver) waits, in both directions, so
    /// remembering the last waker of either is enough. Readiness may be told too often, never too
    /// seldom.
    fn poll_ready(&self, readiness: Readiness, cx: &mut Context<'_>) -> Poll<io::Result<()>>;

    /// Runs a system call of the driver. A runtime that remembers readiness forgets it when `call`
    /// fails with `WouldBlock`; it may return `WouldBlock` without running `call` when it knows that
    /// the socket is not ready.
    ///
    /// # Errors
    ///
    /// What `call` returned, or `WouldBlock`.
    fn try_io(
        &self,
        readiness: Readiness,
        call: &mut dyn FnMut() -> io::Result<()>,
    ) -> io::Result<()>;
}

/// A timer of a runtime.
pub trait AsyncTimer: Send {
    /// Moves the timer to another moment, also after it went off.
    fn reset(self: Pin<&mut Self>, at: Instant);

    /// Waits until the timer goes off. It may be late, and after it went off nobody asks before the next
    /// [`AsyncTimer::reset`].
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()>;
}

/// The runtime that this task runs on, as far as the features of this crate go: tokio if called on it,
/// else smol. `None` when neither is there, which is so with the feature `tokio` alone and outside of tokio.
#[cfg(any(feature = "tokio", feature = "smol"))]
pub fn default_runtime() -> Option<std::sync::Arc<dyn Runtime>> {
    #[cfg(feature = "tokio")]
    if let Some(runtime) = TokioRuntime::current() {
        return Some(std::sync::Arc::new(runtime));
    }
    #[cfg(feature = "smol")]
    return Some(std::sync::Arc::new(SmolRuntime));
    #[cfg(not(feature = "smol"))]
    None
}
