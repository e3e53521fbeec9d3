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
#[cfg(feature = "tokio")]
mod tokio;

#[cfg(feature = "smol")]
pub use self::smol::SmolRuntime;
#[cfg(feature = "tokio")]
pub use self::tokio::TokioRuntime;

use std::fmt::Debug;
use std::future::Future;
use std::io;
use std::net::UdpSocket;
use std::pin::Pin;
use std::sync::Arc;
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
    /// What the system says about watching the socket, or that the runtime is gone.
    fn wrap(&self, socket: UdpSocket) -> io::Result<Box<dyn AsyncUdp>>;

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
    fn socket(&self) -> socket2::SockRef<'_>;

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
/// else smol. `None` when neither is there.
pub fn default_runtime() -> Option<Arc<dyn Runtime>> {
    #[cfg(feature = "tokio")]
    if let Some(runtime) = TokioRuntime::current() {
        return Some(Arc::new(runtime));
    }
    #[cfg(feature = "smol")]
    return Some(Arc::new(SmolRuntime));
    #[cfg(not(feature = "smol"))]
    None
}
