//! Tokio: its reactor, timer wheel and tasks.
//!
//! Holds: [`TokioRuntime`]. Must not know: anything of this crate but the traits.

use super::{AsyncTimer, AsyncUdp, Readiness, Runtime, SocketRef, Task};
use ::tokio::io::Interest;
use ::tokio::net::UdpSocket;
use ::tokio::runtime::Handle;
use ::tokio::time::{Instant as TokioInstant, Sleep};
use std::future::Future;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

/// A tokio runtime, current-thread or multi-thread, with I/O and time enabled (`enable_all` of tokio's
/// `runtime::Builder`; `#[tokio::main]` does it). Without them no endpoint is made: tokio panics when it is asked
/// for what it has not, which says so on standard error, and is an `Unsupported` error here, or where panics abort
/// the end of the program. An endpoint on a [`Transport`](crate::Transport) needs only time.
#[derive(Clone, Debug)]
pub struct TokioRuntime {
    handle: Handle,
}

impl TokioRuntime {
    /// The runtime behind a handle.
    pub fn new(handle: Handle) -> Self {
        Self { handle }
    }

    /// The runtime that this code runs on; `None` outside one.
    pub fn current() -> Option<Self> {
        Handle::try_current().ok().map(Self::new)
    }

    /// Asks tokio for something that a runtime may be made without, by which function of its builder. There is no
    /// way to ask without a panic.
    fn ask<T>(&self, switch: &str, ask: impl FnOnce() -> T) -> io::Result<T> {
        let _entered = self.handle.enter();
        catch_unwind(AssertUnwindSafe(ask)).map_err(|_| {
            let missing = format!(
                "the tokio runtime lacks what an endpoint needs: \
                 call `{switch}` or `enable_all` on the `tokio::runtime::Builder` that makes it"
            );
            io::Error::new(io::ErrorKind::Unsupported, missing)
        })
    }
}

impl Runtime for TokioRuntime {
    fn wrap(&self, socket: std::net::UdpSocket) -> io::Result<Box<dyn AsyncUdp>> {
        let watched = self.ask("enable_io", || UdpSocket::from_std(socket))?;
        let socket = Arc::new(watched?);
        Ok(Box::new(Socket { socket, error: Mutex::new(None) }))
    }

    fn check(&self) -> io::Result<()> {
        self.ask("enable_time", || drop(::tokio::time::sleep(Duration::ZERO)))
    }

    fn timer(&self, at: Instant) -> Pin<Box<dyn AsyncTimer>> {
        let _entered = self.handle.enter();
        Box::pin(Timer(Box::pin(::tokio::time::sleep_until(TokioInstant::from_std(at)))))
    }

    fn spawn(&self, task: Task) {
        drop(self.handle.spawn(task));
    }

    /// The clock of tokio, which tests can stop.
    fn now(&self) -> Instant {
        let _entered = self.handle.enter();
        TokioInstant::now().into_std()
    }
}

type ErrorWait = Pin<Box<dyn Future<Output = io::Result<()>> + Send>>;

struct Socket {
    socket: Arc<UdpSocket>,
    /// The wait for an error report. Readability does not include it in tokio, so it is a wait of its
    /// own, made once and again after each error.
    error: Mutex<Option<ErrorWait>>,
}

impl std::fmt::Debug for Socket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.socket.fmt(f)
    }
}

impl Socket {
    fn poll_error(&self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut wait = self.error.lock().unwrap_or_else(PoisonError::into_inner);
        let future = wait.get_or_insert_with(|| {
            let socket = self.socket.clone();
            Box::pin(async move { socket.ready(Interest::ERROR).await.map(drop) })
        });
        let polled = future.as_mut().poll(cx);
        if polled.is_ready() {
            *wait = None;
        }
        polled
    }
}

impl AsyncUdp for Socket {
    fn socket(&self) -> SocketRef<'_> {
        SocketRef::from(&*self.socket)
    }

    fn poll_ready(&self, readiness: Readiness, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match readiness {
            Readiness::Writable => self.socket.poll_send_ready(cx),
            Readiness::Readable => match self.socket.poll_recv_ready(cx) {
                Poll::Pending => self.poll_error(cx),
                ready => ready,
            },
        }
    }

    fn try_io(
        &self,
        readiness: Readiness,
        call: &mut dyn FnMut() -> io::Result<()>,
    ) -> io::Result<()> {
        // Of two interests at once tokio's `try_io` knows nothing: one after the other.
        let interests: &[Interest] = match readiness {
            Readiness::Readable => &[Interest::READABLE, Interest::ERROR],
            Readiness::Writable => &[Interest::WRITABLE],
        };
        for interest in interests {
            let mut called = false;
            let result = self.socket.try_io(*interest, || {
                called = true;
                call()
            });
            if called {
                return result;
            }
        }
        Err(io::ErrorKind::WouldBlock.into())
    }
}

struct Timer(Pin<Box<Sleep>>);

impl AsyncTimer for Timer {
    fn reset(mut self: Pin<&mut Self>, at: Instant) {
        self.0.as_mut().reset(TokioInstant::from_std(at));
    }

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.0.as_mut().poll(cx)
    }
}
