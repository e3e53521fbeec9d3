//! smol: the reactor of async-io, which has a thread of its own, and the global executor of smol.
//!
//! Holds: [`SmolRuntime`]. Must not know: anything of this crate but the traits.

use super::{AsyncTimer, AsyncUdp, Readiness, Runtime, SocketRef, Task};
use ::smol::{Async, Timer};
use std::future::Future;
use std::io;
use std::net::UdpSocket;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

/// smol's sockets and timers, which work under any executor. Tasks are started on its global executor,
/// whose threads are as many as `SMOL_THREADS` says, one by default; a program that runs the
/// [`Driver`](crate::Driver) itself and serves from [`Incoming`](crate::Incoming) starts none there.
#[derive(Clone, Copy, Debug, Default)]
pub struct SmolRuntime;

impl Runtime for SmolRuntime {
    fn wrap(&self, socket: UdpSocket) -> io::Result<Box<dyn AsyncUdp>> {
        Ok(Box::new(Socket(Async::new(socket)?)))
    }

    fn timer(&self, at: Instant) -> Pin<Box<dyn AsyncTimer>> {
        Box::pin(SmolTimer(Timer::at(at)))
    }

    fn spawn(&self, task: Task) {
        ::smol::spawn(task).detach();
    }
}

#[derive(Debug)]
struct Socket(Async<UdpSocket>);

impl AsyncUdp for Socket {
    fn socket(&self) -> SocketRef<'_> {
        SocketRef::from(self.0.get_ref())
    }

    fn poll_ready(&self, readiness: Readiness, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match readiness {
            Readiness::Readable => self.0.poll_readable(cx),
            Readiness::Writable => self.0.poll_writable(cx),
        }
    }

    fn try_io(&self, _: Readiness, call: &mut dyn FnMut() -> io::Result<()>) -> io::Result<()> {
        // The reactor remembers nothing: each wait asks the system anew.
        call()
    }
}

struct SmolTimer(Timer);

impl AsyncTimer for SmolTimer {
    fn reset(mut self: Pin<&mut Self>, at: Instant) {
        self.0.set_at(at);
    }

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        Pin::new(&mut self.0).poll(cx).map(drop)
    }
}
