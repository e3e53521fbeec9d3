//! The packet that a long call expects.
//!
//! Holds: the part of [`ReceiveWindow`] that takes it in. Must not know: what becomes of any other packet.
//!
//! Of a long call nearly every packet is the next one, with nothing special about it (Van Jacobson's "header prediction"
//! of TCP): a few questions say so, and then most of what [`ReceiveWindow::accept`] asks has its answer.

use super::ReceiveWindow;
use rxrpc_wire::Seq;

impl ReceiveWindow {
    /// Takes in a packet that is the next one and not the last, and goes behind a run, while nothing waits above a hole.
    /// `false` for any other: [`ReceiveWindow::accept`] says what is to become of it.
    #[inline]
    pub(in crate::proto::receive) fn accept_expected(
        &mut self,
        seq: Seq,
        checksum: u16,
        payload: &[u8],
    ) -> bool {
        if seq != self.next || self.early.is_some() || self.end.is_some() || self.open() == 0 {
            return false;
        }
        let used = self.used(payload.len(), 0);
        let Some(memory) = &mut self.memory else { return false };
        if payload.is_empty()
            || !memory.has_room_behind_run(payload.len())
            || !self.share.covers(used)
        {
            return false;
        }
        self.stored += memory.lengthen_run(checksum, payload);
        self.count_accepted(payload);
        self.highest = seq;
        self.next = seq.next();
        true
    }
}
