//! How often the system was asked to send or receive.
//!
//! Holds: [`SystemCalls`] and the counters behind it. Must not know: what was moved.

use std::sync::atomic::{AtomicU64, Ordering};

/// System calls on a socket so far; with the datagrams of
/// [`Statistics`](rxrpc_core::observe::Statistics), how many each one moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SystemCalls {
    /// To send, those that found the buffer full included.
    pub send: u64,
    /// To receive, those that found nothing included.
    pub receive: u64,
}

#[derive(Debug, Default)]
pub(crate) struct SystemCallCounters {
    send: AtomicU64,
    receive: AtomicU64,
}

impl SystemCallCounters {
    pub(crate) fn sending(&self) {
        self.send.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn receiving(&self) {
        self.receive.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn so_far(&self) -> SystemCalls {
        SystemCalls {
            send: self.send.load(Ordering::Relaxed),
            receive: self.receive.load(Ordering::Relaxed),
        }
    }
}
