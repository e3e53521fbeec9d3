//! What goes with the user mutex of a call from one holder to the next.
//!
//! Holds: [`GuardedSide`], the user's side of the call in a box, and what is known of it before it is made. Must not know:
//! what is in it, windows, waiting.
//!
//! A call whose request or reply is one packet each way, given and read whole, needs no side at all: two bits say it.

use super::user_side::UserSide;
use super::{Call, User};
use bitflags::bitflags;
use std::sync::Arc;

/// Made when it is needed first. Boxed, because it moves with the user mutex.
#[derive(Debug, Default)]
#[allow(unreachable_pub)]
pub struct GuardedSide {
    made: Option<Box<UserSide>>,
    /// What was done before it was made.
    before: Before,
}

bitflags! {
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    struct Before: u8 {
        /// All that this side sends was given, as one packet.
        const GAVE_ALL = 1;
        /// All that the peer sends was read.
        const READ_ALL = 2;
    }
}

impl GuardedSide {
    #[inline]
    fn get(&mut self) -> &mut UserSide {
        let before = self.before;
        self.made.get_or_insert_with(|| Self::make(before))
    }

    fn make(before: Before) -> Box<UserSide> {
        let mut side = Box::<UserSide>::default();
        if before.contains(Before::GAVE_ALL) {
            side.packer.note_whole();
        }
        if before.contains(Before::READ_ALL) {
            side.unread.peer_ended = true;
            side.noted = side.unread.available();
        }
        side
    }
}

impl Drop for GuardedSide {
    /// Most places that it has left are empty, and a look at that is all.
    #[inline]
    fn drop(&mut self) {
        if let Some(side) = self.made.take() {
            let_go(side);
        }
    }
}

#[inline(never)]
fn let_go(side: Box<UserSide>) {
    drop(side);
}

impl User {
    /// The call, and the user's side of it.
    #[inline]
    pub(super) fn call_and_side(&mut self) -> (&Arc<Call>, &mut UserSide) {
        let (call, side) = self.parts();
        (call, side.get())
    }

    /// The call, if nothing was done so far for which it needs a side, nor given.
    #[inline]
    pub(super) fn call_without_given(&mut self) -> Option<&Arc<Call>> {
        let (call, side) = self.parts();
        (side.made.is_none() && !side.before.contains(Before::GAVE_ALL)).then_some(call)
    }

    /// The call, if nothing was done so far for which it needs a side, nor read.
    #[inline]
    pub(super) fn call_without_read(&mut self) -> Option<&Arc<Call>> {
        let (call, side) = self.parts();
        (side.made.is_none() && !side.before.contains(Before::READ_ALL)).then_some(call)
    }

    /// All that is sent was queued, as one packet.
    pub(super) fn note_gave_all(&mut self) {
        let (_, side) = self.parts();
        match &mut side.made {
            Some(made) => made.packer.note_whole(),
            None => side.before |= Before::GAVE_ALL,
        }
    }

    /// All that the peer sends was read, of [`User::call_without_read`].
    pub(super) fn note_read_all(&mut self) {
        self.parts().1.before |= Before::READ_ALL;
    }

    /// Takes note of the length of what this side sends; `false` if it is too late for that.
    pub(crate) fn announce(&mut self, length: u64) -> bool {
        self.call_and_side().1.packer.announce(length)
    }
}
