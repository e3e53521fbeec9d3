//! How much memory all calls of an endpoint together may fill with data that they send, from when a user gives it
//! until the peer has acknowledged it for good.
//!
//! Holds: [`SendBudget`], a call's [`SendShare`] of it, and the wait for a piece. Must not know: packets, windows.
//!
//! What a call holds is counted in full packets, and a little of it is free, so that most calls never ask and none is
//! ever stopped by what others hold. The rest is in pieces, which are permits: whoever wants more than there is
//! waits for a piece in one line with all calls of the endpoint. A call gives pieces back as what it sends is
//! acknowledged, and all of them with its end. No packet touches what calls have in common: only one in
//! some dozens takes a piece, or gives one back.

use super::{Call, CallState, Connected};
use crate::blocks::SpareBlocks;
use crate::endpoint::Endpoint;
use crate::lock::permits::MAX_PERMITS;
use crate::lock::waiters::WaiterId;
use crate::lock::{Permit, Permits, Take};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// What a call may hold without a piece: more than most requests and replies, and enough to get on with.
const FREE: usize = 24 << 10;

/// The least size of a piece.
const PIECE: usize = 64 << 10;

/// What calls have in common.
#[derive(Debug)]
pub(crate) struct SendBudget {
    /// `None`: nothing beyond what is free.
    pieces: Option<Arc<Permits>>,
    count: usize,
    piece: usize,
    /// Beside the budget: most of the time they are full of what calls send.
    pub(crate) spare: SpareBlocks,
}

impl SendBudget {
    /// A budget of so many bytes, rounded down to whole pieces.
    pub(crate) fn new(total: usize) -> Self {
        let piece = PIECE.max(total.div_ceil(MAX_PERMITS));
        let count = total / piece;
        Self {
            pieces: (count > 0).then(|| Permits::new(count)),
            count,
            piece,
            spare: SpareBlocks::new(total),
        }
    }

    /// Bytes in pieces that calls have, used or not.
    pub(crate) fn taken(&self) -> usize {
        self.pieces.as_ref().map_or(0, |pieces| (self.count - pieces.free()) * self.piece)
    }

    fn try_take(&self) -> Option<Permit> {
        self.pieces.as_ref()?.try_take()
    }
}

/// Pieces that are on their way back.
type Spare = [Option<Permit>; 8];

/// The pieces that one call has. Most have none.
#[derive(Debug, Default)]
pub(crate) struct SendShare(Option<Box<Pieces>>);

#[derive(Debug)]
struct Pieces {
    size: usize,
    permits: Vec<Permit>,
    /// Bytes that the call is about to hold: its user packs and seals them at the moment.
    promised: usize,
}

impl SendShare {
    /// Bytes that the call may hold.
    fn covered(&self) -> usize {
        let pieces = self.0.as_ref().map_or(0, |pieces| pieces.permits.len() * pieces.size);
        FREE.saturating_add(pieces)
    }

    /// Takes pieces until `bytes` are covered or there are no more; how many bytes are.
    fn cover(&mut self, budget: &SendBudget, bytes: usize) -> usize {
        let mut covered = self.covered();
        while covered < bytes
            && let Some(permit) = budget.try_take()
        {
            self.add(budget, permit);
            covered += budget.piece;
        }
        self.promise(bytes.min(covered));
        covered
    }

    fn promise(&mut self, bytes: usize) {
        if let Some(pieces) = &mut self.0 {
            pieces.promised = bytes;
        }
    }

    fn add(&mut self, budget: &SendBudget, permit: Permit) {
        let piece = budget.piece;
        let none = || Box::new(Pieces { size: piece, permits: Vec::new(), promised: 0 });
        self.0.get_or_insert_with(none).permits.push(permit);
    }

    /// How many pieces are of no use to a call that holds `used` bytes, or nothing any more: one more than it needs is
    /// likely to be needed soon, unless it holds next to nothing.
    fn spare(&self, used: Option<usize>) -> usize {
        let Some(pieces) = &self.0 else { return 0 };
        let used = used.map_or(0, |used| used.max(pieces.promised));
        let kept = match used <= FREE / 2 {
            true => 0,
            false => used.saturating_sub(FREE).div_ceil(pieces.size) + 1,
        };
        pieces.permits.len().saturating_sub(kept)
    }

    /// Takes out some of those, and all in several times.
    fn take_spare(&mut self, used: Option<usize>) -> Spare {
        let spare = self.spare(used);
        let mut taken = Spare::default();
        if let Some(pieces) = &mut self.0 {
            taken.iter_mut().take(spare).for_each(|taken| *taken = pieces.permits.pop());
        }
        taken
    }

    fn is_empty(&self) -> bool {
        self.0.as_ref().is_none_or(|pieces| pieces.permits.is_empty())
    }
}

impl CallState {
    /// Bytes of what is sent that the call holds, by full packets; `None` once it has ended.
    fn send_memory_used(&self) -> Option<usize> {
        if self.completion().is_some() {
            return None;
        }
        let given = self.begun.as_ref().map_or(0, |begun| begun.given());
        let queued = self.connected().map_or(0, |connected| {
            connected.machine.queued_packets() * connected.machine.max_payload()
        });
        Some(given + queued)
    }

    /// How many bytes more the call may hold now, having asked for pieces if it has to for `wanted`.
    #[inline]
    pub(super) fn send_memory_for(&mut self, budget: &SendBudget, wanted: usize) -> usize {
        let used = self.send_memory_used().unwrap_or(0);
        self.send_share.cover(budget, used.saturating_add(wanted)).saturating_sub(used)
    }

    /// What was asked for is held now, or never will be.
    #[inline]
    pub(super) fn end_send_promise(&mut self) {
        self.send_share.promise(0);
    }

    /// How many bytes more the call may hold without asking.
    fn send_memory_left(&self) -> usize {
        self.send_share.covered().saturating_sub(self.send_memory_used().unwrap_or(0))
    }

    /// Whether the call has pieces that it does not need.
    #[inline]
    pub(super) fn has_spare_memory(&self) -> bool {
        !self.send_share.is_empty() && self.send_share.spare(self.send_memory_used()) > 0
    }

    fn take_spare_memory(&mut self) -> Spare {
        let used = self.send_memory_used();
        self.send_share.take_spare(used)
    }
}

impl Call {
    /// Whether there is something to gain from trying to send again, by who found no memory for it.
    pub(crate) fn affords_more(state: &mut CallState) -> Option<()> {
        let left = state.send_memory_left();
        let needed = match (&state.begun, state.connected()) {
            (None, Some(Connected { machine, .. })) if machine.queued_packets() > 0 => {
                machine.max_payload()
            }
            (None, _) => 0,
            (Some(_), _) => 1,
        };
        let ended = !Self::takes_data(state);
        if ended || left >= needed { Self::writable(state) } else { None }
    }
}

impl Endpoint {
    /// Has a call give back the pieces that it does not need: they go to those who wait. No lock may be held.
    pub(crate) fn give_back_send_memory(&self, call: &Call) {
        loop {
            let spare = call.with_state(CallState::take_spare_memory);
            // The last of them is the last to be filled.
            let all = spare.last().is_some_and(Option::is_none);
            drop(spare);
            if all {
                break;
            }
        }
        if let Some(pieces) = &self.send_budget.pieces {
            self.schedule.watch_slots(pieces);
        }
    }

    /// What the memory for data that is sent is given out as; `None` if there is none beyond what is free.
    pub(crate) fn send_memory(&self) -> Option<&Arc<Permits>> {
        self.send_budget.pieces.as_ref()
    }

    /// The wait of a call for memory; `None` if there is none to be had beyond what is free.
    pub(super) fn wait_for_memory<'a>(&'a self, call: &'a Call) -> Option<MemoryWait<'a>> {
        let piece = self.send_budget.pieces.as_ref()?.take();
        Some(MemoryWait { endpoint: self, call, piece, waiter: None })
    }
}

/// Waits until a call has memory to send more: a piece, which it gets, or because its peer has acknowledged some.
/// May be waited for again, and has its place in the line until it has got a piece. Cancel-safe.
pub(super) struct MemoryWait<'a> {
    endpoint: &'a Endpoint,
    call: &'a Call,
    piece: Take,
    waiter: Option<WaiterId>,
}

impl MemoryWait<'_> {
    /// Gives the call the piece that it has waited for, unless it has ended.
    fn give(&self, piece: Permit) {
        let mut piece = Some(piece);
        self.call.with_state(|state| {
            if state.completion().is_none()
                && let Some(piece) = piece.take()
            {
                state.send_share.add(&self.endpoint.send_budget, piece);
            }
        });
        drop(piece);
    }
}

impl Future for MemoryWait<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.get_mut();
        let mut replaced = None;
        let writable = this.call.with_state(|state| {
            let writable = Call::affords_more(state).is_some();
            if !writable {
                replaced = state.waiters.writable.register(&mut this.waiter, cx.waker());
            }
            writable
        });
        drop(replaced);
        if writable {
            return Poll::Ready(());
        }
        if let Poll::Ready(piece) = Pin::new(&mut this.piece).poll(cx) {
            this.give(piece);
            return Poll::Ready(());
        }
        this.endpoint.schedule.watch_slots(this.piece.owner());
        Poll::Pending
    }
}

impl Drop for MemoryWait<'_> {
    fn drop(&mut self) {
        if crate::lock::abandoned_by_model() {
            return;
        }
        if let Some(id) = self.waiter {
            let _waker = self.call.with_state(|state| state.waiters.writable.remove(id));
        }
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
