//! What the holder of a call's user mutex has to himself: what he has not sent, and what he has not read.
//!
//! Holds: [`UserSide`], which goes with the user mutex from one holder to the next, so that nobody else can reach
//! it, its parts [`Packer`] and [`Unread`], and [`Room`], where received data goes. Must not know: windows, timers, waiting.

mod kept;
mod packer;
mod room;
mod unread;

pub(crate) use packer::{Packer, Packets};
#[allow(unreachable_pub)]
pub use room::{Buffers, OneBuffer, Pieces, Room};
pub(crate) use unread::{Arrived, Available, Given, Unread};

/// The user's side of a call. As public as the call, whose permit it goes with.
#[derive(Debug, Default)]
#[allow(unreachable_pub)]
pub struct UserSide {
    pub(super) packer: Packer,
    pub(super) unread: Unread,
    /// What the call's state says there is for readers.
    pub(super) noted: Available,
}

impl UserSide {
    /// Forgets what was neither sent nor read: the call failed.
    pub(super) fn purge(&mut self) {
        self.packer.purge();
        self.unread.purge();
    }
}
