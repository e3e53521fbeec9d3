//! A packet's way out: which call transmits next, in batches of equal size.
//!
//! Holds: the queue of calls and datagrams that wait for transmission, and
//! [`Endpoint::poll_transmit`]. Must not know: what is in the packets, sockets.
//!
//! Any thread may poll: a user's thread sends what its own verb brought about, without a hop to another
//! one. Calls take turns, a batch each.

use super::Endpoint;
use crate::call::{Call, Progress};
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

/// Most datagrams outside connections that wait at once; more are dropped, as the network might.
const MAX_STRAYS: usize = 256;

/// One batch of UDP payloads to one peer; the bytes are in the buffer that was polled into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transmit {
    /// Where to.
    pub destination: SocketAddr,
    /// Bytes in all.
    pub size: usize,
    /// Size of each datagram but the last, which may be shorter; `None` for a single datagram.
    pub segment_size: Option<usize>,
}

/// Who has something to send.
#[derive(Debug, Default)]
pub(super) struct Output {
    calls: VecDeque<Arc<Call>>,
    strays: VecDeque<(SocketAddr, Vec<u8>)>,
}

enum Next {
    Stray(SocketAddr, Vec<u8>),
    Call(Arc<Call>),
}

impl Endpoint {
    /// Gives a call its turn to transmit, unless it waits for one already.
    pub(super) fn queue_output(&self, call: &Arc<Call>) {
        let mut output = self.output.lock();
        if !call.in_output.swap(true, Ordering::Relaxed) {
            output.calls.push_back(call.clone());
        }
    }

    /// Queues a datagram that belongs to no call.
    pub(super) fn queue_stray(&self, destination: SocketAddr, datagram: Vec<u8>) {
        let mut output = self.output.lock();
        if output.strays.len() < MAX_STRAYS {
            output.strays.push_back((destination, datagram));
        }
    }

    /// Whether [`Endpoint::poll_transmit`] may have something.
    pub fn wants_transmit(&self) -> bool {
        let output = self.output.lock();
        !output.calls.is_empty() || !output.strays.is_empty()
    }

    /// Appends the next batch, of at most `max_datagrams` datagrams, to `buffer`. `None` when nothing is
    /// to be sent now. What was appended counts as sent at `now`.
    pub fn poll_transmit(
        &self,
        now: Instant,
        max_datagrams: usize,
        buffer: &mut Vec<u8>,
    ) -> Option<Transmit> {
        loop {
            let next = {
                let mut output = self.output.lock();
                match output.strays.pop_front() {
                    Some((to, datagram)) => Next::Stray(to, datagram),
                    None => {
                        let call = output.calls.pop_front()?;
                        call.in_output.store(false, Ordering::Relaxed);
                        Next::Call(call)
                    }
                }
            };
            let transmit = match next {
                Next::Stray(destination, datagram) => {
                    buffer.extend_from_slice(&datagram);
                    Some((Transmit { destination, size: datagram.len(), segment_size: None }, 1))
                }
                Next::Call(call) => self.transmit_call(now, &call, max_datagrams, buffer),
            };
            if let Some((transmit, count)) = transmit {
                self.statistics.datagrams_sent.fetch_add(count as u64, Ordering::Relaxed);
                return Some(transmit);
            }
        }
    }

    fn transmit_call(
        &self,
        now: Instant,
        call: &Arc<Call>,
        max_datagrams: usize,
        buffer: &mut Vec<u8>,
    ) -> Option<(Transmit, usize)> {
        let start = buffer.len();
        let (transmit, effects) = call.touch(|state| {
            if state.disconnected {
                return None;
            }
            let Progress::Connected(connected) = &mut state.progress else { return None };
            let batch = connected.machine.poll_transmit(
                now,
                &connected.identity,
                connected.connection.as_ref(),
                max_datagrams.max(1),
                buffer,
            )?;
            let transmit = Transmit {
                destination: connected.connection.peer,
                size: buffer.len() - start,
                segment_size: (batch.count > 1).then_some(batch.datagram_size),
            };
            Some((transmit, batch.count))
        });
        self.apply(call, effects);
        transmit
    }
}
