//! A hand-made runtime, whose reactor is a clock, under the executor of the `futures` crate. It shows what a
//! runtime has to do at the least.

#![allow(dead_code, unreachable_pub)]

use futures::executor::ThreadPool;
use rxrpc_async::runtime::{AsyncTimer, AsyncUdp, Readiness, Runtime, SocketRef, Task};
use std::io;
use std::net::UdpSocket;
use std::pin::Pin;
use std::sync::{Mutex, OnceLock};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

/// Who is looked up at each tick of the clock that stands in for a reactor.
#[derive(Debug, Default)]
struct Ticker(Mutex<Vec<Waker>>);

impl Ticker {
    fn the() -> &'static Self {
        static TICKER: OnceLock<&'static Ticker> = OnceLock::new();
        TICKER.get_or_init(|| {
            std::thread::spawn(|| {
                loop {
                    std::thread::sleep(Duration::from_micros(200));
                    let wakers = std::mem::take(&mut *Self::the().0.lock().unwrap());
                    wakers.into_iter().for_each(Waker::wake);
                }
            });
            Box::leak(Box::default())
        })
    }

    fn wait(&self, cx: &mut Context<'_>) {
        let mut wakers = self.0.lock().unwrap();
        if !wakers.iter().any(|known| known.will_wake(cx.waker())) {
            wakers.push(cx.waker().clone());
        }
    }
}

/// A runtime that knows no system call but the clock's.
#[derive(Debug, Clone)]
pub struct Plain(ThreadPool);

impl Plain {
    /// With so many threads for tasks.
    pub fn new(threads: usize) -> Self {
        Self(ThreadPool::builder().pool_size(threads).create().unwrap())
    }
}

#[derive(Debug)]
struct Ticked {
    socket: UdpSocket,
}

struct TickedTimer(Instant);

impl Runtime for Plain {
    fn wrap(&self, socket: UdpSocket) -> io::Result<Box<dyn AsyncUdp>> {
        Ok(Box::new(Ticked { socket }))
    }

    fn timer(&self, at: Instant) -> Pin<Box<dyn AsyncTimer>> {
        Box::pin(TickedTimer(at))
    }

    fn spawn(&self, task: Task) {
        self.0.spawn_ok(task);
    }
}

impl AsyncUdp for Ticked {
    fn socket(&self) -> SocketRef<'_> {
        SocketRef::from(&self.socket)
    }

    fn poll_ready(&self, _: Readiness, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        // Whoever is woken finds out by trying.
        Ticker::the().wait(cx);
        Poll::Pending
    }

    fn try_io(&self, _: Readiness, call: &mut dyn FnMut() -> io::Result<()>) -> io::Result<()> {
        call()
    }
}

impl AsyncTimer for TickedTimer {
    fn reset(mut self: Pin<&mut Self>, at: Instant) {
        self.0 = at;
    }

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if Instant::now() >= self.0 {
            return Poll::Ready(());
        }
        Ticker::the().wait(cx);
        Poll::Pending
    }
}
