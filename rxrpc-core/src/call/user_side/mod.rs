//! What the holder of a call's user mutex has to himself: what he has not sent, and what he has not read.
//!
//! Holds: [`UserSide`], which goes with the user mutex from one holder to the next, so that nobody else can reach
//! it, its parts [`Packer`] and [`Unread`], and [`Room`], where received data goes. Must not know: windows, timers, waiting.

mod arrived;
mod kept;
mod packer;
mod packing;
mod room;
mod unread;

use crate::security::{Security, Shape};
pub(crate) use arrived::{Arrived, guard};
pub(crate) use packer::{Memory, Packer};
pub(crate) use packing::{Packing, queue};
#[allow(unreachable_pub)]
pub use room::{Buffers, OneBuffer, Pieces, Room};
pub(crate) use unread::{Available, Given, Unread};

/// The user's side of a call. As public as the call, whose permit it goes with.
#[derive(Debug, Default)]
#[allow(unreachable_pub)]
pub struct UserSide {
    pub(super) packer: Packer,
    pub(super) unread: Unread,
    /// What the call's state says there is for readers.
    pub(super) noted: Available,
    /// Bytes of packets that a security class opened in the last go.
    pub(super) opened: u32,
    /// Bytes of packets that a security class may still seal in this go.
    pub(super) seals: u32,
}

impl UserSide {
    /// How much is wanted still after a class has opened what should have been enough: it adds to what it seals.
    /// `None` if nothing, also because others shall have their turn first.
    pub(super) fn still_missing(&self, wanted: usize) -> Option<usize> {
        let missing = wanted.saturating_sub(self.unread.len());
        let goes_on = missing > 0 && !self.unread.peer_ended && !self.has_opened_much();
        goes_on.then_some(missing)
    }

    /// Whether a class has opened as much as it may in one go.
    pub(super) fn has_opened_much(&self) -> bool {
        self.opened as usize >= Security::MOST_AT_ONCE
    }

    /// How many packets of a shape a class may still seal in this go. The last may be larger than what is left.
    pub(super) fn packets_to_seal(&self, shape: &Shape) -> usize {
        (self.seals as usize).div_ceil(shape.capacity())
    }

    /// A class has sealed so many packets.
    pub(super) fn note_sealed(&mut self, packets: usize, shape: &Shape) {
        let bytes = packets.saturating_mul(shape.capacity());
        self.seals = self.seals.saturating_sub(u32::try_from(bytes).unwrap_or(u32::MAX));
    }

    /// Forgets what was neither sent nor read: the call failed.
    pub(super) fn purge(&mut self) {
        self.packer.purge();
        self.unread.purge();
    }
}
