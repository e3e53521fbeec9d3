//! A packet's way out of one UDP socket: which call transmits next, in batches of equal size.
//!
//! Holds: [`Output`], and under it the [`queue`] of calls and datagrams that wait. Must not know: what is in the
//! packets, sockets, what follows for a call from having transmitted.
//!
//! Any thread may poll: a user's thread sends what its own verb brought about, without a hop to another
//! one. Calls are served one after the other, a batch each; a call whose DATA fits behind that of the one before shares its batch.
//! Threads that send at once keep the order of each call by way of [`turns`](turns).

mod queue;
pub(super) mod turns;

use crate::address::AddressPair;
use crate::call::effects::Effects;
use crate::call::{Call, CallState};
use crate::lock::{Mutex, Rank};
use crate::observe::Statistics;
use crate::proto::{Datagrams, Fragmentation, MAX_BATCH};
use queue::{Next, Queue};
use std::cmp::Ordering::{Equal, Greater, Less};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Instant;
use turns::Turn;

/// Most datagrams outside calls that wait at once; more are dropped, as the network might. Those to senders
/// that may be forged leave some of it to others.
const MAX_STRAYS: usize = 256;
const MAX_UNPROVEN_STRAYS: usize = 192;

/// Bytes of UDP payload that every path carries.
const SMALLEST_PATH: usize = 548;

/// Calls that fill a batch, each with one datagram.
const LONG_OUTPUT: usize = 64;

/// Parts of what is in flight that leave one by one, so that both ends have work: one is with the peer while the other is
/// made ready here. As one part, the ends would take turns; with more, system calls cost more than that gains.
const PARTS_IN_FLIGHT: usize = 2;

/// One batch of UDP payloads to one peer; the bytes are in the buffer that was polled into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Transmit {
    /// Where to.
    pub destination: SocketAddr,
    /// Which of this host's addresses it leaves from; `None` leaves that to the system.
    pub source: Option<IpAddr>,
    /// Bytes in all.
    pub size: usize,
    /// Size of each datagram but the last, which may be shorter; `None` for a single datagram.
    pub segment_size: Option<usize>,
    /// Whether routers may cut the datagrams. A socket that cannot forbid it may send them all alike: then
    /// only the search for larger datagrams finds out nothing.
    pub fragmentation: Fragmentation,
}

/// What waits to leave by one UDP socket.
#[derive(Debug)]
pub(crate) struct Output {
    queue: Mutex<Queue>,
    /// [`Queue::ahead`], for who looks without the lock; changed under it only.
    ahead: AtomicUsize,
    datagrams_sent: AtomicU64,
    long_turns: AtomicU64,
}

/// Datagrams in a row, and where they go.
#[derive(Clone, Copy, Debug)]
struct Batch {
    addresses: AddressPair,
    datagrams: Datagrams,
}

/// How many datagrams a batch may have, and where it starts in its buffer.
#[derive(Clone, Copy, Debug)]
struct Limits {
    max_datagrams: usize,
    start: usize,
}

impl Output {
    pub(super) fn new() -> Self {
        Self {
            queue: Mutex::new(Rank::Queues, Queue::default()),
            ahead: AtomicUsize::new(0),
            datagrams_sent: AtomicU64::new(0),
            long_turns: AtomicU64::new(0),
        }
    }

    /// Does something with the queue, and notes how long it is then.
    #[inline]
    fn with_queue<R>(&self, change: impl FnOnce(&mut Queue) -> R) -> R {
        let mut queue = self.queue.lock();
        let result = change(&mut queue);
        let (before, now) = (self.ahead.load(Ordering::Relaxed), queue.ahead());
        if now != before {
            // Drivers say that they will not look into the queue, or look into it first, and users the other way
            // round: one of them has to see the other.
            let order = if before == 0 { Ordering::SeqCst } else { Ordering::Release };
            self.ahead.store(now, order);
        }
        result
    }

    /// [`Queue::ahead`] as it was a moment ago, and not before what who asks knows to have been queued.
    #[inline]
    fn ahead(&self) -> usize {
        self.ahead.load(Ordering::SeqCst)
    }

    /// Queues a call, unless it is queued already. Returns when to call
    /// [`Output::expire_turns`], if that has to be armed for it.
    #[must_use]
    pub(super) fn queue(&self, call: &Arc<Call>) -> Option<Instant> {
        self.with_queue(|queue| queue.queue(call))
    }

    /// Queues a datagram that belongs to no call, to a peer that is `proven` to receive at its address or not.
    pub(super) fn queue_stray(&self, to: AddressPair, proven: bool, datagram: Vec<u8>) {
        let most = if proven { MAX_STRAYS } else { MAX_UNPROVEN_STRAYS };
        self.with_queue(|queue| queue.queue_stray(most, to, datagram));
    }

    /// Whether so many calls have something to send, of all that are `in_flight`, that waiting for more would gain
    /// nothing.
    pub(super) fn is_long(&self, in_flight: usize) -> bool {
        Queue::calls_of(self.ahead()) >= long_with(in_flight)
    }

    /// Whether [`Output::next_batch`] would give nothing, and have no turn to end.
    #[inline]
    pub(super) fn has_nothing_for(&self, turn: Option<&Turn>) -> bool {
        self.ahead() == 0 && turn.is_none_or(|turn| !turn.has_begun())
    }

    /// Whether somebody has something to send.
    pub(super) fn is_wanted(&self) -> bool {
        self.ahead() > 0
    }

    /// Whether there is something to send, or a batch on its way to the socket, after which there may be.
    pub(super) fn is_busy(&self) -> bool {
        let queue = self.queue.lock();
        !queue.is_empty() || queue.has_turns()
    }

    /// A batch is handed to the socket, or will never be.
    pub(super) fn end_turn(&self, turn: &mut Turn) {
        if turn.has_begun() {
            self.with_queue(|queue| queue.end_turn(turn));
            turn.clear();
        }
    }

    /// Nothing is sent any more.
    pub(super) fn forget_all(&self) {
        let all = self.with_queue(std::mem::take);
        drop(all);
    }

    /// Ends the turns that take too long. When to look again, if that is needed.
    #[must_use]
    pub(super) fn expire_turns(&self, now: Instant) -> Option<Instant> {
        let (over, look_again) = self.with_queue(|queue| queue.expire_turns(now));
        self.long_turns.fetch_add(over.len() as u64, Ordering::Relaxed);
        look_again
    }

    /// Adds what was sent to the statistics.
    pub(super) fn count(&self, all: &mut Statistics) {
        all.datagrams_sent += self.datagrams_sent.load(Ordering::Relaxed);
        all.long_turns += self.long_turns.load(Ordering::Relaxed);
    }

    /// Appends the next batch to `buffer`. `None` when nothing is to be sent now. A `turn` that has begun is ended
    /// first; what follows for calls from having transmitted goes to `apply`.
    pub(super) fn next_batch(
        &self,
        now: Instant,
        max_datagrams: usize,
        buffer: &mut Vec<u8>,
        mut turn: Option<&mut Turn>,
        apply: impl Fn(&Arc<Call>, Effects),
    ) -> Option<Transmit> {
        let start = buffer.len();
        loop {
            let next = self.with_queue(|queue| {
                if let Some(turn) = &mut turn {
                    queue.end_turn(turn);
                }
                queue.next(now, turn.as_deref_mut())
            });
            if let Some(turn) = &mut turn {
                turn.clear();
            }
            let next = next?;
            let batch = match next {
                Next::Stray(addresses, datagram) => {
                    buffer.extend_from_slice(&datagram);
                    let size = datagram.len();
                    Some(Batch { addresses, datagrams: stray(size) })
                }
                Next::Call(call) => {
                    let most = max_datagrams.max(1);
                    let mut first = None;
                    let ((), effects) = call.touch(|state| {
                        first = transmit_state(now, state, most, buffer);
                    });
                    apply(&call, effects);
                    let limits = Limits { max_datagrams, start };
                    let turn = turn.as_deref();
                    first.map(|batch| self.share_batch(now, batch, limits, buffer, turn, &apply))
                }
            };
            if let Some(Batch { addresses, datagrams }) = batch {
                let count = datagrams.count;
                self.datagrams_sent.fetch_add(count as u64, Ordering::Relaxed);
                return Some(Transmit {
                    destination: addresses.peer,
                    source: addresses.local,
                    size: buffer.len() - start,
                    segment_size: (count > 1).then_some(datagrams.datagram_size),
                    fragmentation: datagrams.fragmentation,
                });
            }
        }
    }

    /// Lets the calls that are next add their DATA to `batch`, as long as it goes to and from the same
    /// addresses in datagrams of the same size: small requests of many calls then leave together.
    fn share_batch(
        &self,
        now: Instant,
        mut batch: Batch,
        Limits { max_datagrams, start }: Limits,
        buffer: &mut Vec<u8>,
        turn: Option<&Turn>,
        apply: impl Fn(&Arc<Call>, Effects),
    ) -> Batch {
        loop {
            let Datagrams { datagram_size, count, fragmentation } = batch.datagrams;
            let max_datagrams = max_datagrams.min(MAX_BATCH / datagram_size.max(1));
            let alone = fragmentation != Fragmentation::Forbidden;
            // A shorter datagram ends a batch.
            if alone || count >= max_datagrams || buffer.len() - start != datagram_size * count {
                return batch;
            }
            if self.ahead() == 0 {
                return batch;
            }
            let Some(call) = self.with_queue(|queue| queue.pop_call(turn)) else { return batch };
            let (added, mut effects) = call.touch(|state| {
                let most = match next_size(state, &batch)?.cmp(&datagram_size) {
                    Less => 1,
                    Equal => max_datagrams - count,
                    Greater => return None,
                };
                transmit_state(now, state, most, buffer)
            });
            match added {
                Some(added) => batch.datagrams.count += added.datagrams.count,
                None => {
                    // It stays at the head.
                    if effects.take_transmit() {
                        self.with_queue(|queue| queue.put_back(&call, turn));
                    }
                }
            }
            apply(&call, effects);
            if added.is_none() {
                return batch;
            }
        }
    }
}

/// How many calls with something to send are many, of all that are `in_flight`.
pub(super) fn long_with(in_flight: usize) -> usize {
    (in_flight / PARTS_IN_FLIGHT).clamp(1, LONG_OUTPUT)
}

/// A datagram of no call. Only a RESPONSE is long, and it cannot be sent in parts, whatever the path carries.
fn stray(size: usize) -> Datagrams {
    let mut datagram = Datagrams::one(size);
    if size > SMALLEST_PATH {
        datagram.fragmentation = Fragmentation::Allowed;
    }
    datagram
}

/// Bytes of the next datagram of a call, if it is DATA that goes where the batch goes.
fn next_size(state: &CallState, batch: &Batch) -> Option<usize> {
    let connected = state.connected()?;
    if connected.connection.addresses() != batch.addresses {
        return None;
    }
    connected.machine.next_data_size()
}

#[inline]
fn transmit_state(
    now: Instant,
    state: &mut CallState,
    max_datagrams: usize,
    buffer: &mut Vec<u8>,
) -> Option<Batch> {
    if state.life.is_over() {
        return None;
    }
    let connected = state.life.connected_mut()?;
    if connected.connection.awaits_answer() {
        connected.ask_or_wait(now);
    }
    let serials = connected.connection.as_ref();
    let machine = &mut connected.machine;
    let datagrams =
        machine.poll_transmit(now, &connected.identity, serials, max_datagrams, buffer)?;
    serials.note_sent(now);
    Some(Batch { addresses: serials.addresses(), datagrams })
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
