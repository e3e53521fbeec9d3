//! The order of what one call sends when several threads send: while a batch is on its way to the socket, no
//! other thread gets more of its calls.
//!
//! Holds: [`Turn`] and [`Turns`]. Must not know: the queue of calls that have something to send, what is in the
//! packets.
//!
//! No lock is held while a batch is on its way, so other calls go on. A thread that was stopped between the
//! core and the socket loses its turn after [`LONGEST_TURN`]: what it holds may then be overtaken, and its
//! calls go on.

use crate::call::Call;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};

/// How long a batch may be on its way to the socket. Longer than a busy system keeps a thread from its
/// processor between two slices, mostly, so that order is kept; short beside the timeouts of a call, which has
/// to wait that long if it is kept longer.
pub(super) const LONGEST_TURN: Duration = Duration::from_millis(10);

/// Where a call stands on its way to the socket; changed under the lock of the output only.
#[derive(Debug, Default)]
pub(crate) struct OutputStageCell(AtomicU8);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum OutputStage {
    /// It has nothing to send.
    Idle = 0,
    /// It is in the output queue.
    Queued = 1,
    /// A batch of it is on its way.
    Sending = 2,
    /// A batch of it is on its way, and it has more to send after that.
    SendingMore = 3,
}

impl OutputStageCell {
    pub(super) fn get(&self) -> OutputStage {
        match self.0.load(Ordering::Relaxed) {
            0 => OutputStage::Idle,
            1 => OutputStage::Queued,
            2 => OutputStage::Sending,
            _ => OutputStage::SendingMore,
        }
    }

    pub(super) fn set(&self, stage: OutputStage) {
        self.0.store(stage as u8, Ordering::Relaxed);
    }
}

/// One batch on its way from [`Endpoint::poll_transmit_in_turn`](crate::Endpoint::poll_transmit_in_turn) to
/// the socket. Use one again and again: it keeps its room. Dropping one that was not ended holds its calls up
/// for some milliseconds.
#[derive(Debug, Default)]
pub struct Turn {
    /// Of a turn that has begun and was not ended.
    number: Option<u64>,
    /// The calls of the turn that is over.
    over: Vec<Arc<Call>>,
    /// Room for the calls of the next turn.
    room: Vec<Arc<Call>>,
}

/// The calls of a batch that is on its way.
#[derive(Debug)]
struct UnderWay {
    number: u64,
    since: Instant,
    calls: Vec<Arc<Call>>,
}

/// All batches that are on their way, in the order in which they began: at most one a thread, and those that the
/// socket has no room for.
#[derive(Debug, Default)]
pub(super) struct Turns {
    under_way: Vec<UnderWay>,
    last: u64,
    /// A timer will look for turns that take too long.
    watched: bool,
}

impl Turns {
    /// A turn begins; the one before was ended.
    pub(super) fn begin(&mut self, now: Instant, turn: &mut Turn) {
        self.last += 1;
        turn.number = Some(self.last);
        let calls = std::mem::take(&mut turn.room);
        self.under_way.push(UnderWay { number: self.last, since: now, calls });
    }

    /// Whether no batch is on its way.
    pub(super) fn is_empty(&self) -> bool {
        self.under_way.is_empty()
    }

    fn find(&mut self, turn: &Turn) -> Option<&mut UnderWay> {
        self.under_way.iter_mut().rev().find(|known| Some(known.number) == turn.number)
    }

    /// A call's packets go with that turn, unless it took too long already.
    pub(super) fn join(&mut self, turn: &Turn, call: &Arc<Call>) {
        let stage = match self.find(turn) {
            Some(known) => {
                known.calls.push(call.clone());
                OutputStage::Sending
            }
            None => OutputStage::Idle,
        };
        call.output_stage.set(stage);
    }

    /// The call that joined last goes back to where it was, its packets unsent.
    pub(super) fn part(&mut self, turn: &Turn, call: &Arc<Call>) {
        if let Some(known) = self.find(turn)
            && known.calls.last().is_some_and(|last| Arc::ptr_eq(last, call))
        {
            known.calls.pop();
        }
    }

    /// A turn is over: hands those of its calls to `again` that have more to send. To be followed by
    /// [`Turn::clear`].
    pub(super) fn end(&mut self, turn: &mut Turn, again: impl FnMut(&Arc<Call>)) {
        let Some(number) = turn.number.take() else { return };
        let Some(at) = self.under_way.iter().rposition(|known| known.number == number) else {
            return;
        };
        let over = self.under_way.remove(at);
        turn.over = over.calls;
        settle(&turn.over, again);
    }

    /// When the oldest turn has taken too long, if nobody has been asked to look then.
    pub(super) fn watch(&mut self) -> Option<Instant> {
        if self.watched {
            return None;
        }
        let oldest = self.under_way.first()?;
        self.watched = true;
        Some(oldest.since + LONGEST_TURN)
    }

    /// Takes out the turns that took too long, as [`Turns::end`] does.
    pub(super) fn expire(
        &mut self,
        now: Instant,
        mut again: impl FnMut(&Arc<Call>),
    ) -> Vec<Vec<Arc<Call>>> {
        self.watched = false;
        let mut over = Vec::new();
        while let Some(oldest) = self.under_way.first()
            && oldest.since + LONGEST_TURN <= now
        {
            let oldest = self.under_way.remove(0);
            settle(&oldest.calls, &mut again);
            over.push(oldest.calls);
        }
        over
    }

    /// Whether a call waits for the end of a turn.
    pub(super) fn hold_up_a_call(&self) -> bool {
        let mut calls = self.under_way.iter().flat_map(|known| &known.calls);
        calls.any(|call| call.output_stage.get() == OutputStage::SendingMore)
    }
}

impl Turn {
    pub(super) fn has_begun(&self) -> bool {
        self.number.is_some()
    }

    /// Lets go of the calls of the turn that is over; with no lock held.
    pub(super) fn clear(&mut self) {
        self.over.clear();
        if self.room.capacity() == 0 {
            std::mem::swap(&mut self.room, &mut self.over);
        }
    }
}

fn settle(calls: &[Arc<Call>], mut again: impl FnMut(&Arc<Call>)) {
    for call in calls {
        match call.output_stage.get() {
            OutputStage::Sending => call.output_stage.set(OutputStage::Idle),
            OutputStage::SendingMore => again(call),
            OutputStage::Idle | OutputStage::Queued => {}
        }
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
