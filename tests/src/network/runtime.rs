//! The simulated network as a runtime of `rxrpc-async`: its time, its tasks, and sockets on it.
//!
//! Holds: [`SimulatedRuntime`], [`SimulatedSocket`]. Must not know: links, what is in the datagrams.
//!
//! The traits of a runtime want what threads can share, so what is here is behind mutexes. They are never
//! contended: the network asks for new tasks, timers that are due and datagrams to send when it is the
//! runtime's turn.

use rxrpc_async::runtime::{AsyncTimer, AsyncUdp, Readiness, Runtime, Task};
use rxrpc_async::{Arrival, Fragmentation, Transport};
use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Time and tasks. All clones are the same.
#[derive(Clone, Debug)]
pub struct SimulatedRuntime(Arc<Shared>);

struct Shared {
    base: Instant,
    /// The network's time, in nanoseconds.
    clock: AtomicU64,
    /// Who sleeps until when.
    timers: Mutex<BTreeMap<(Instant, u64), Waker>>,
    timer_number: AtomicU64,
    spawned: Mutex<Vec<Task>>,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").field("clock", &self.clock).finish_non_exhaustive()
    }
}

impl SimulatedRuntime {
    pub(super) fn new(base: Instant) -> Self {
        Self(Arc::new(Shared {
            base,
            clock: AtomicU64::new(0),
            timers: Mutex::default(),
            timer_number: AtomicU64::new(0),
            spawned: Mutex::default(),
        }))
    }

    pub(super) fn set_time(&self, time: Duration) {
        let nanos = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        self.0.clock.store(nanos, Ordering::Relaxed);
    }

    /// When the first timer goes off.
    pub(super) fn next_timer(&self) -> Option<Duration> {
        let timers = lock(&self.0.timers);
        let ((at, _), _) = timers.first_key_value()?;
        Some(at.saturating_duration_since(self.0.base))
    }

    /// Lets the first timer go off.
    pub(super) fn fire(&self) {
        let first = lock(&self.0.timers).pop_first();
        if let Some((_, waker)) = first {
            waker.wake();
        }
    }

    /// What was spawned since the last time.
    pub(super) fn take_spawned(&self) -> Vec<Task> {
        std::mem::take(&mut *lock(&self.0.spawned))
    }
}

impl Runtime for SimulatedRuntime {
    fn wrap(&self, _: UdpSocket) -> io::Result<Box<dyn AsyncUdp>> {
        Err(io::Error::new(io::ErrorKind::Unsupported, "there are no real sockets here"))
    }

    fn timer(&self, at: Instant) -> Pin<Box<dyn AsyncTimer>> {
        Box::pin(Timer { runtime: self.clone(), at, key: None })
    }

    fn spawn(&self, task: Task) {
        lock(&self.0.spawned).push(task);
    }

    fn now(&self) -> Instant {
        self.0.base + Duration::from_nanos(self.0.clock.load(Ordering::Relaxed))
    }
}

struct Timer {
    runtime: SimulatedRuntime,
    at: Instant,
    /// Where it stands among the timers.
    key: Option<(Instant, u64)>,
}

impl Timer {
    fn unregister(&mut self) {
        if let Some(key) = self.key.take() {
            let old = lock(&self.runtime.0.timers).remove(&key);
            drop(old);
        }
    }
}

impl AsyncTimer for Timer {
    fn reset(self: Pin<&mut Self>, at: Instant) {
        let this = self.get_mut();
        this.unregister();
        this.at = at;
    }

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.get_mut();
        this.unregister();
        if this.runtime.now() >= this.at {
            return Poll::Ready(());
        }
        let number = this.runtime.0.timer_number.fetch_add(1, Ordering::Relaxed);
        let key = (this.at, number);
        lock(&this.runtime.0.timers).insert(key, cx.waker().clone());
        this.key = Some(key);
        Poll::Pending
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.unregister();
    }
}

/// Something that came to a socket.
#[derive(Debug)]
pub(super) enum Came {
    Datagram(SocketAddr, Vec<u8>),
    Report(Arrival),
}

/// A datagram that waits for the network to take it.
#[derive(Debug)]
pub(super) struct Outgoing {
    pub(super) to: SocketAddr,
    pub(super) bytes: Vec<u8>,
    pub(super) fragmentation: Fragmentation,
}

/// A socket on the simulated network. All clones are the same.
#[derive(Clone, Debug)]
pub struct SimulatedSocket(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    address: Mutex<SocketAddr>,
    inbox: Mutex<VecDeque<Came>>,
    outbox: Mutex<Vec<Outgoing>>,
    reader: Mutex<Option<Waker>>,
}

impl SimulatedSocket {
    pub(super) fn new(address: SocketAddr) -> Self {
        Self(Arc::new(Inner {
            address: Mutex::new(address),
            inbox: Mutex::default(),
            outbox: Mutex::default(),
            reader: Mutex::default(),
        }))
    }

    /// Its address, which changes when it is bound anew.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        *lock(&self.0.address)
    }

    pub(super) fn move_to(&self, address: SocketAddr) {
        *lock(&self.0.address) = address;
    }

    pub(super) fn put(&self, came: Came) {
        lock(&self.0.inbox).push_back(came);
        let reader = lock(&self.0.reader).take();
        if let Some(reader) = reader {
            reader.wake();
        }
    }

    pub(super) fn take_outgoing(&self) -> Vec<Outgoing> {
        std::mem::take(&mut *lock(&self.0.outbox))
    }
}

impl Transport for SimulatedSocket {
    fn local_addr(&self) -> SocketAddr {
        self.address()
    }

    fn try_send(
        &self,
        to: SocketAddr,
        datagram: &[u8],
        fragmentation: Fragmentation,
    ) -> io::Result<()> {
        lock(&self.0.outbox).push(Outgoing { to, bytes: datagram.to_vec(), fragmentation });
        Ok(())
    }

    fn try_receive(&self, buffer: &mut [u8]) -> io::Result<Arrival> {
        match lock(&self.0.inbox).pop_front() {
            Some(Came::Datagram(from, bytes)) => {
                buffer[..bytes.len()].copy_from_slice(&bytes);
                Ok(Arrival::Datagram { from, bytes: bytes.len() })
            }
            Some(Came::Report(report)) => Ok(report),
            None => Err(io::ErrorKind::WouldBlock.into()),
        }
    }

    fn poll_ready(&self, readiness: Readiness, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if readiness == Readiness::Writable || !lock(&self.0.inbox).is_empty() {
            return Poll::Ready(Ok(()));
        }
        let old = lock(&self.0.reader).replace(cx.waker().clone());
        drop(old);
        Poll::Pending
    }
}
