//! What leaves an endpoint: batches are taken from the core and sent, and wait here when the socket is full.
//!
//! Holds: [`Outbox`], and [`Carrier`], which it sends through. Must not know: who sends and when, what
//! becomes ready.

use crate::{PathReport, Sent};
use rxrpc_core::{Endpoint, Transmit, Turn};
use std::cell::Cell;
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Most batches that are sent in a row.
const BATCHES_IN_A_ROW: usize = 64;

/// About how long at most batches are sent in a row.
const LONGEST_ROW: Duration = Duration::from_millis(1);

thread_local! {
    /// What this thread sends with, kept for its capacity. It is taken out while in use: a waker or an
    /// observer may run anything, this code included.
    static DESK: Cell<Desk> = Cell::default();
}

/// The batch that is being built, and the turn that it has.
#[derive(Debug, Default)]
struct Desk {
    batch: Vec<u8>,
    turn: Turn,
}

/// What datagrams are sent through: the socket, as a front end watches it, or what stands in its place. None
/// of the functions waits.
pub trait Carrier {
    /// The time of the front end's clock.
    fn now(&self) -> Instant;

    /// Most datagrams of a DATA packet's size that one batch may hold, at least 1.
    fn max_datagrams(&self) -> usize;

    /// Sends one batch.
    fn send(&self, transmit: &Transmit, bytes: &[u8]) -> Sent;

    /// Sends a batch that there was no room for before. A front end that is told of room once only lets
    /// go here of what it was told, if there is none.
    fn send_again(&self, transmit: &Transmit, bytes: &[u8]) -> Sent {
        self.send(transmit, bytes)
    }

    /// What [`Carrier::send`] said of a batch to `peer`, made exact; asked after
    /// [`Carrier::drain_errors`].
    fn refined(&self, report: PathReport, peer: SocketAddr) -> PathReport;

    /// Tells the core what ICMP reported, if a system call met anything of it.
    fn drain_errors(&self, core: &Endpoint);

    /// Says whether room to send is waited for from now on.
    fn wait_for_room(&self, wait: bool);
}

/// How far [`Outbox::flush`] came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "somebody has to send the rest"]
pub enum Flushed {
    /// All is sent, or left to other threads that are sending.
    All,
    /// It was too much for one flush: somebody else is to send the rest.
    More,
    /// The socket has no room for the rest.
    Blocked,
}

/// Batches on their way from the core to the socket. Any thread may send: it is held up with
/// 64 batches or a millisecond at most, and what one call sends leaves in order.
#[derive(Debug, Default)]
pub struct Outbox {
    /// Batches that the socket's buffer had no room for.
    blocked: Mutex<VecDeque<Blocked>>,
    is_blocked: AtomicBool,
}

/// A batch that waits for room; the calls in it have nothing else on its way meanwhile.
#[derive(Debug)]
struct Blocked {
    transmit: Transmit,
    bytes: Vec<u8>,
    turn: Turn,
}

/// A turn that is ended also when an observer of packets panics.
struct EndsTurn<'a> {
    core: &'a Endpoint,
    turn: &'a mut Turn,
}

impl Drop for EndsTurn<'_> {
    fn drop(&mut self) {
        self.core.end_turn(self.turn);
    }
}

impl Outbox {
    /// Sends what the core has to send, as far as the socket takes it and it is not too much for one
    /// flush.
    pub fn flush(&self, core: &Endpoint, carrier: &impl Carrier) -> Flushed {
        if self.is_blocked() {
            return Flushed::Blocked;
        }
        if !core.wants_transmit() {
            return Flushed::All;
        }
        let mut desk = DESK.take();
        let flushed = self.send_batches(core, carrier, &mut desk);
        DESK.set(desk);
        carrier.drain_errors(core);
        flushed
    }

    fn send_batches(
        &self,
        core: &Endpoint,
        carrier: &impl Carrier,
        Desk { batch, turn }: &mut Desk,
    ) -> Flushed {
        let in_turn = EndsTurn { core, turn };
        let max = carrier.max_datagrams();
        let began = carrier.now();
        let mut now = began;
        for _ in 0..BATCHES_IN_A_ROW {
            batch.clear();
            let Some(transmit) = core.poll_transmit_in_turn(now, max, batch, in_turn.turn) else {
                return Flushed::All;
            };
            let sent = carrier.send(&transmit, batch);
            if let Some(sent) = report(core, carrier, &transmit, sent) {
                let mut blocked = self.lock_blocked();
                let bytes = batch[sent..].to_vec();
                let turn = std::mem::take(in_turn.turn);
                blocked.push_back(Blocked { transmit, bytes, turn });
                self.set_blocked(carrier, true);
                return Flushed::Blocked;
            }
            now = carrier.now();
            if now.saturating_duration_since(began) >= LONGEST_ROW {
                break;
            }
        }
        drop(in_turn);
        if core.wants_transmit() { Flushed::More } else { Flushed::All }
    }

    /// Whether batches wait for room in the socket's buffer.
    pub fn is_blocked(&self) -> bool {
        self.is_blocked.load(Ordering::Acquire)
    }

    /// Sends what the socket had no room for before; whether all of it is gone.
    pub fn flush_blocked(&self, core: &Endpoint, carrier: &impl Carrier) -> bool {
        loop {
            let mut blocked = self.lock_blocked();
            let Some(Blocked { transmit, mut bytes, mut turn }) = blocked.pop_front() else {
                self.set_blocked(carrier, false);
                return true;
            };
            drop(blocked);
            let in_turn = EndsTurn { core, turn: &mut turn };
            let sent = carrier.send_again(&transmit, &bytes);
            if let Some(sent) = report(core, carrier, &transmit, sent) {
                bytes.drain(..sent);
                let mut blocked = self.lock_blocked();
                let turn = std::mem::take(in_turn.turn);
                blocked.push_front(Blocked { transmit, bytes, turn });
                self.set_blocked(carrier, true);
                return false;
            }
        }
    }

    /// Notes, under the lock of what is blocked, whether anything is.
    fn set_blocked(&self, carrier: &impl Carrier, blocked: bool) {
        if self.is_blocked.swap(blocked, Ordering::AcqRel) != blocked {
            carrier.wait_for_room(blocked);
        }
    }

    fn lock_blocked(&self) -> MutexGuard<'_, VecDeque<Blocked>> {
        self.blocked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells the core what became of a batch; if the socket has no room for all of it, returns how many bytes are
/// gone.
fn report(
    core: &Endpoint,
    carrier: &impl Carrier,
    transmit: &Transmit,
    sent: Sent,
) -> Option<usize> {
    match sent {
        Sent::Done => None,
        Sent::Failed(report) => {
            carrier.drain_errors(core);
            let report = carrier.refined(report, transmit.destination);
            report.tell(core, carrier.now(), transmit.destination);
            None
        }
        Sent::Full { sent } => Some(sent),
    }
}

#[cfg(test)]
mod tests;
