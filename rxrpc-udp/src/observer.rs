//! Calling whoever looks at the datagrams of an endpoint.
//!
//! Holds: [`Observer`]. Must not know: who looks, or why.

use rxrpc_core::observe::{Direction, PacketObserver};
use std::fmt;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A user's packet observer, as long as it has not panicked: who carries the datagrams of all calls must not
/// end with it.
pub struct Observer {
    observer: Arc<dyn PacketObserver>,
    panicked: AtomicBool,
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Observer").field("panicked", &self.panicked).finish_non_exhaustive()
    }
}

impl Observer {
    /// Asks `observer` from now on.
    pub fn new(observer: Arc<dyn PacketObserver>) -> Self {
        Self { observer, panicked: AtomicBool::new(false) }
    }

    /// Shows one datagram, unless the observer has panicked at one before: what the panic left half done
    /// nobody knows, and one that panics at every datagram would fill the log.
    pub fn datagram(&self, direction: Direction, peer: SocketAddr, bytes: &[u8]) {
        if self.panicked.load(Ordering::Relaxed) {
            return;
        }
        let seen = AssertUnwindSafe(|| self.observer.datagram(direction, peer, bytes));
        if let Err(panic) = catch_unwind(seen) {
            // Its drop is the observer's code, which could panic too.
            std::mem::forget(panic);
            if !self.panicked.swap(true, Ordering::Relaxed) {
                tracing::error!(?direction, %peer, "the packet observer panicked: it is asked no more");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU32;

    /// Panics when it is dropped.
    struct Grenade;

    impl Drop for Grenade {
        fn drop(&mut self) {
            panic!("dropped");
        }
    }

    #[derive(Default)]
    struct Panicking(AtomicU32);

    impl PacketObserver for Panicking {
        fn datagram(&self, _: Direction, _: SocketAddr, bytes: &[u8]) {
            self.0.fetch_add(1, Ordering::Relaxed);
            if bytes.is_empty() {
                std::panic::panic_any(Grenade);
            }
        }
    }

    #[test]
    fn whatever_it_panics_with_ends_there_and_it_is_asked_no_more() {
        let panicking = Arc::new(Panicking::default());
        let observer = Observer::new(panicking.clone());
        let peer = SocketAddr::from(([127, 0, 0, 1], 7000));
        for bytes in [b"x".as_slice(), b"", b"", b"x"] {
            observer.datagram(Direction::Received, peer, bytes);
        }
        assert_eq!(panicking.0.load(Ordering::Relaxed), 2);
    }
}
