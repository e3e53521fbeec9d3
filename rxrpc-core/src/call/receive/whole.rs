//! Reading at once all that the peer sends, where that is one packet.
//!
//! Holds: the step [`User::read_whole`]. Must not know: waiting, what is done where there is more.

use crate::call::user_side::Available;
use crate::call::{CallState, User};
use crate::lock::WakeList;
use bytes::Bytes;

impl CallState {
    /// Takes out all that the peer sends, if it is one packet of `limit` bytes at most that is here and is not sealed, and
    /// nobody wants to know when it came.
    fn take_whole(&mut self, limit: usize) -> Option<Bytes> {
        if self.failure().is_some() {
            return None;
        }
        let connected = self.life.connected_mut()?;
        let plain = connected.connection.security()?.of_class().is_none();
        if plain { connected.machine.receive_whole(limit) } else { None }
    }
}

impl User {
    /// All that the peer sends, if it is one packet that no class has sealed and that is here, untouched: then nothing
    /// has to be kept for further readers, nor follows for the protocol. Other readers, who are to learn of the end.
    pub(super) fn read_whole(&mut self, limit: usize) -> Option<(Vec<u8>, WakeList)> {
        let call = self.call_without_read()?;
        let mut wake = WakeList::default();
        let piece = call.with_state(|state| {
            let piece = state.take_whole(limit)?;
            state.available = Available::ALL_READ;
            state.waiters.readable.take_all(&mut wake);
            Some(piece)
        })?;
        self.note_read_all();
        // The first packet of a call has memory of just its size, and that is what the reader gets.
        Some((piece.into(), wake))
    }
}
