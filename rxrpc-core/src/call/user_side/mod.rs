//! What the holder of a call's user mutex has to himself: what he has not sent, and what he has not read.
//!
//! Holds: [`UserSide`], which goes with the user mutex from one holder to the next, so that nobody else can reach
//! it, and its parts [`Unsent`] and [`Unread`]. Must not know: windows, timers, waiting.

mod unread;
mod unsent;

pub(crate) use unread::{Available, Unread};
pub(crate) use unsent::Unsent;

/// The user's side of a call. As public as the call, whose permit it goes with.
#[derive(Debug, Default)]
#[allow(unreachable_pub)]
pub struct UserSide {
    pub(super) unsent: Unsent,
    pub(super) unread: Unread,
    /// What the call's state says there is for readers.
    pub(super) noted: Available,
}

impl UserSide {
    /// Forgets what was neither sent nor read: the call failed.
    pub(super) fn purge(&mut self) {
        self.unsent.purge();
        self.unread.purge();
    }
}
