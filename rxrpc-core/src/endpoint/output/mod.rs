//! A packet's way out: which call transmits next, in batches of equal size.
//!
//! Holds: the queue of calls and datagrams that wait for transmission, and
//! [`Endpoint::poll_transmit`]. Must not know: what is in the packets, sockets.
//!
//! Any thread may poll: a user's thread sends what its own verb brought about, without a hop to another
//! one. Calls take turns, a batch each; a call whose DATA fits behind that of the one before shares its batch.
//! Threads that send at once keep the order of each call by way of [`turns`](crate::endpoint::output::turns).

pub(in crate::endpoint) mod turns;

use crate::address::AddressPair;
use crate::call::{Call, CallState};
use crate::endpoint::Endpoint;
use crate::endpoint::answers::budget::Asker;
use crate::endpoint::output::turns::{Place, Turn, Turns};
use crate::proto::{Datagrams, Fragmentation, MAX_BATCH};
use std::cmp::Ordering::{Equal, Greater, Less};
use std::collections::VecDeque;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

/// Most datagrams outside calls that wait at once; more are dropped, as the network might. Those to senders
/// that may be forged leave some of it to others.
const MAX_STRAYS: usize = 256;
const MAX_UNPROVEN_STRAYS: usize = 192;

/// Calls that fill a batch, each with one datagram.
const LONG_OUTPUT: usize = 32;

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

/// Who has something to send.
#[derive(Debug, Default)]
pub(in crate::endpoint) struct Output {
    calls: VecDeque<Arc<Call>>,
    strays: VecDeque<(AddressPair, Vec<u8>)>,
    turns: Turns,
}

impl Output {
    /// A call has something to send. When it is to be looked at again, if a batch of it is on its way and
    /// nobody else looks.
    fn queue(&mut self, call: &Arc<Call>) -> Option<Instant> {
        match call.output_place.get() {
            Place::Idle => {
                call.output_place.set(Place::Queued);
                self.calls.push_back(call.clone());
                None
            }
            Place::Sending => {
                call.output_place.set(Place::SendingMore);
                self.turns.watch()
            }
            Place::Queued | Place::SendingMore => None,
        }
    }

    fn pop_call(&mut self, turn: Option<&Turn>) -> Option<Arc<Call>> {
        let call = self.calls.pop_front()?;
        match turn {
            Some(turn) => self.turns.join(turn, &call),
            None => call.output_place.set(Place::Idle),
        }
        Some(call)
    }

    /// Gives a call its turn back, unless it has got another one since.
    fn put_back(&mut self, call: &Arc<Call>, turn: Option<&Turn>) {
        if call.output_place.get() != Place::Queued {
            if let Some(turn) = turn {
                self.turns.part(turn, call);
            }
            call.output_place.set(Place::Queued);
            self.calls.push_front(call.clone());
        }
    }

    fn end_turn(&mut self, turn: &mut Turn) {
        let calls = &mut self.calls;
        self.turns.end(turn, |call| requeue(calls, call));
    }

    /// Takes what is next; a call begins a turn with it.
    fn next(&mut self, now: Instant, turn: Option<&mut Turn>) -> Option<Next> {
        if let Some((addresses, datagram)) = self.strays.pop_front() {
            return Some(Next::Stray(addresses, datagram));
        }
        if self.calls.is_empty() {
            return None;
        }
        let turn = turn.map(|turn| {
            self.turns.begin(now, turn);
            &*turn
        });
        self.pop_call(turn).map(Next::Call)
    }
}

/// A call whose batch is gone has more to send.
fn requeue(calls: &mut VecDeque<Arc<Call>>, call: &Arc<Call>) {
    call.output_place.set(Place::Queued);
    calls.push_back(call.clone());
}

/// Datagrams in a row, and where they go.
#[derive(Clone, Copy, Debug)]
struct Batch {
    addresses: AddressPair,
    datagrams: Datagrams,
}

enum Next {
    Stray(AddressPair, Vec<u8>),
    Call(Arc<Call>),
}

impl Endpoint {
    /// Gives a call its turn to transmit, unless it waits for one already.
    pub(crate) fn queue_output(&self, call: &Arc<Call>) {
        let look_again = self.output.lock().queue(call);
        if let Some(at) = look_again {
            self.schedule.look_for_long_turns(at);
        }
    }

    /// Queues a datagram that belongs to no call.
    pub(in crate::endpoint) fn queue_answer(&self, asker: &Asker, datagram: Vec<u8>) {
        let most = if asker.proven { MAX_STRAYS } else { MAX_UNPROVEN_STRAYS };
        let mut output = self.output.lock();
        if output.strays.len() < most {
            output.strays.push_back((asker.addresses, datagram));
        }
    }

    /// Whether so many calls have something to send that waiting for more would gain nothing.
    pub fn is_output_long(&self) -> bool {
        self.output.lock().calls.len() >= LONG_OUTPUT
    }

    /// Whether [`Endpoint::poll_transmit`] may have something.
    pub fn wants_transmit(&self) -> bool {
        let output = self.output.lock();
        !output.calls.is_empty() || !output.strays.is_empty()
    }

    /// Whether there is something to send, or a batch on its way to the socket, after which there may be.
    pub fn is_transmitting(&self) -> bool {
        let output = self.output.lock();
        !output.calls.is_empty() || !output.strays.is_empty() || !output.turns.is_empty()
    }

    /// Appends the next batch, of at most `max_datagrams` datagrams, to `buffer`. `None` when nothing is
    /// to be sent now. What was appended counts as sent at `now`. For one thread that sends what it gets in
    /// that order; with several, one can overtake the other, and peers take for lost what was overtaken.
    pub fn poll_transmit(
        &self,
        now: Instant,
        max_datagrams: usize,
        buffer: &mut Vec<u8>,
    ) -> Option<Transmit> {
        self.next_batch(now, max_datagrams, buffer, None)
    }

    /// [`Endpoint::poll_transmit`] for several threads at once. Until the turn is ended, by the next use of
    /// this function with it or by [`Endpoint::end_turn`], other threads get nothing of the calls whose packets
    /// are in the batch: end it when the batch is handed to the socket. A turn that takes longer than ten
    /// milliseconds is ended by [`Endpoint::handle_timeout`], so that a thread that does not run holds up
    /// nobody for longer.
    pub fn poll_transmit_in_turn(
        &self,
        now: Instant,
        max_datagrams: usize,
        buffer: &mut Vec<u8>,
        turn: &mut Turn,
    ) -> Option<Transmit> {
        self.next_batch(now, max_datagrams, buffer, Some(turn))
    }

    /// A batch is handed to the socket, or will never be.
    pub fn end_turn(&self, turn: &mut Turn) {
        if turn.has_begun() {
            self.output.lock().end_turn(turn);
            turn.clear();
        }
    }

    /// Ends the turns that take too long.
    pub(in crate::endpoint) fn expire_turns(&self, now: Instant) {
        let mut output = self.output.lock();
        let Output { calls, turns, .. } = &mut *output;
        let over = turns.expire(now, |call| requeue(calls, call));
        let look_again = if turns.hold_up_a_call() { turns.watch() } else { None };
        drop(output);
        self.statistics.long_turns.fetch_add(over.len() as u64, Ordering::Relaxed);
        drop(over);
        if let Some(at) = look_again {
            self.schedule.look_for_long_turns(at);
        }
    }

    fn next_batch(
        &self,
        now: Instant,
        max_datagrams: usize,
        buffer: &mut Vec<u8>,
        mut turn: Option<&mut Turn>,
    ) -> Option<Transmit> {
        let start = buffer.len();
        loop {
            let next = {
                let mut output = self.output.lock();
                if let Some(turn) = &mut turn {
                    output.end_turn(turn);
                }
                output.next(now, turn.as_deref_mut())
            };
            if let Some(turn) = &mut turn {
                turn.clear();
            }
            let next = next?;
            let batch = match next {
                Next::Stray(addresses, datagram) => {
                    buffer.extend_from_slice(&datagram);
                    let size = datagram.len();
                    Some(Batch { addresses, datagrams: Datagrams::one(size) })
                }
                Next::Call(call) => {
                    let first = self.transmit_call(now, &call, max_datagrams.max(1), buffer);
                    let turn = turn.as_deref();
                    first.map(|batch| {
                        self.share_batch(now, batch, max_datagrams, start, buffer, turn)
                    })
                }
            };
            if let Some(Batch { addresses, datagrams }) = batch {
                let count = datagrams.count;
                self.statistics.datagrams_sent.fetch_add(count as u64, Ordering::Relaxed);
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

    fn transmit_call(
        &self,
        now: Instant,
        call: &Arc<Call>,
        max_datagrams: usize,
        buffer: &mut Vec<u8>,
    ) -> Option<Batch> {
        let (batch, effects) =
            call.touch(|state| transmit_state(now, state, max_datagrams, buffer));
        self.apply(call, effects);
        batch
    }

    /// Lets the calls that are next in turn add their DATA to `batch`, as long as it goes to and from the same
    /// addresses in datagrams of the same size: small requests of many calls then leave together.
    fn share_batch(
        &self,
        now: Instant,
        mut batch: Batch,
        max_datagrams: usize,
        start: usize,
        buffer: &mut Vec<u8>,
        turn: Option<&Turn>,
    ) -> Batch {
        loop {
            let Datagrams { datagram_size, count, fragmentation } = batch.datagrams;
            let max_datagrams = max_datagrams.min(MAX_BATCH / datagram_size.max(1));
            let alone = fragmentation != Fragmentation::Forbidden;
            // A shorter datagram ends a batch.
            if alone || count >= max_datagrams || buffer.len() - start != datagram_size * count {
                return batch;
            }
            let Some(call) = self.output.lock().pop_call(turn) else { return batch };
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
                    // It keeps its turn.
                    if effects.take_transmit() {
                        self.output.lock().put_back(&call, turn);
                    }
                }
            }
            self.apply(&call, effects);
            if added.is_none() {
                return batch;
            }
        }
    }
}

/// Bytes of the next datagram of a call, if it is DATA that goes where the batch goes.
fn next_size(state: &CallState, batch: &Batch) -> Option<usize> {
    let connected = state.connected()?;
    if connected.connection.addresses() != batch.addresses {
        return None;
    }
    connected.machine.next_data_size()
}

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
    let serials = connected.connection.as_ref();
    let machine = &mut connected.machine;
    let datagrams =
        machine.poll_transmit(now, &connected.identity, serials, max_datagrams, buffer)?;
    serials.note_sent(now);
    Some(Batch { addresses: serials.addresses(), datagrams })
}
