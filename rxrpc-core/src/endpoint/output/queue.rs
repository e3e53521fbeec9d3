//! Calls and datagrams that wait to be sent.
//!
//! Holds: [`Queue`]. Must not know: what is in the packets, how batches are put together.

use super::turns::{OutputStage, Turn, Turns};
use crate::address::AddressPair;
use crate::call::Call;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Instant;

/// Who has something to send, in order.
#[derive(Debug, Default)]
pub(super) struct Queue {
    calls: VecDeque<Arc<Call>>,
    strays: VecDeque<(AddressPair, Vec<u8>)>,
    turns: Turns,
}

impl Queue {
    /// How much waits, in one number: 0 for nothing, and [`Queue::calls_of`] says how many calls.
    #[inline]
    pub(super) fn ahead(&self) -> usize {
        self.calls.len() << 1 | usize::from(!self.strays.is_empty())
    }

    /// How many calls have something to send and are not on their way, by what [`Queue::ahead`] said.
    pub(super) fn calls_of(ahead: usize) -> usize {
        ahead >> 1
    }

    /// Whether nobody has anything to send.
    pub(super) fn is_empty(&self) -> bool {
        self.calls.is_empty() && self.strays.is_empty()
    }

    /// Whether a batch is on its way.
    pub(super) fn has_turns(&self) -> bool {
        !self.turns.is_empty()
    }

    /// Queues a datagram of no call, unless `most` of them wait already.
    pub(super) fn queue_stray(&mut self, most: usize, addresses: AddressPair, datagram: Vec<u8>) {
        if self.strays.len() < most {
            self.strays.push_back((addresses, datagram));
        }
    }

    /// Takes out the turns that took too long. When to look again, if a call waits for the end of another.
    pub(super) fn expire_turns(&mut self, now: Instant) -> (Vec<Vec<Arc<Call>>>, Option<Instant>) {
        let Self { calls, turns, .. } = self;
        let over = turns.expire(now, |call| requeue(calls, call));
        let look_again = if turns.hold_up_a_call() { turns.watch() } else { None };
        (over, look_again)
    }

    /// A call has something to send. When it is to be looked at again, if a batch of it is on its way and
    /// nobody else looks.
    #[inline]
    pub(super) fn queue(&mut self, call: &Arc<Call>) -> Option<Instant> {
        match call.output_stage.get() {
            OutputStage::Idle => {
                call.output_stage.set(OutputStage::Queued);
                self.calls.push_back(call.clone());
                None
            }
            OutputStage::Sending => {
                call.output_stage.set(OutputStage::SendingMore);
                self.turns.watch()
            }
            OutputStage::Queued | OutputStage::SendingMore => None,
        }
    }

    #[inline]
    pub(super) fn pop_call(&mut self, turn: Option<&Turn>) -> Option<Arc<Call>> {
        let call = self.calls.pop_front()?;
        match turn {
            Some(turn) => self.turns.join(turn, &call),
            None => call.output_stage.set(OutputStage::Idle),
        }
        Some(call)
    }

    /// Puts a call back to the head, unless it was queued since.
    pub(super) fn put_back(&mut self, call: &Arc<Call>, turn: Option<&Turn>) {
        if call.output_stage.get() != OutputStage::Queued {
            if let Some(turn) = turn {
                self.turns.part(turn, call);
            }
            call.output_stage.set(OutputStage::Queued);
            self.calls.push_front(call.clone());
        }
    }

    pub(super) fn end_turn(&mut self, turn: &mut Turn) {
        let calls = &mut self.calls;
        self.turns.end(turn, |call| requeue(calls, call));
    }

    /// Takes what is next; a call begins a turn with it.
    #[inline]
    pub(super) fn next(&mut self, now: Instant, turn: Option<&mut Turn>) -> Option<Next> {
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
    call.output_stage.set(OutputStage::Queued);
    calls.push_back(call.clone());
}

pub(super) enum Next {
    Stray(AddressPair, Vec<u8>),
    Call(Arc<Call>),
}
