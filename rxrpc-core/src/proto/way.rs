//! The way to the peer of a call: what the path carries, and whether the peer receives at its address.
//!
//! Holds: [`Way`]. Must not know: what is sent on it.

use crate::proto::MachineConfig;
use crate::proto::path::size::PathMtu;
use crate::proto::peer::reach::Reach;

/// What is known of the way to the peer.
#[derive(Debug)]
pub(super) struct Way {
    pub(super) path: PathMtu,
    pub(super) reach: Reach,
}

impl Way {
    /// A path of which nothing is known, to an address that needs no proof.
    #[inline]
    pub(super) fn new(config: &MachineConfig) -> Self {
        Self { path: PathMtu::new(config), reach: Reach::new() }
    }
}
