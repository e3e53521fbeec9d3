//! A cell: which servers it has, where its volumes are, and how its databases are asked.
//!
//! Holds: files that name cells ([`CellServDb`], [`Aliases`], [`Configuration`]), [`dns`], the ways of databases that several
//! servers keep ([`Database`]), and where volumes are ([`VolumeLocations`]). Must not know: files and directories.
//!
//! What reads files and answers is pure and bounded; what calls goes through a [`Network`](crate::network::Network).

mod attempts;
mod configuration;
mod database;
pub mod dns;
mod names;
mod servers;
mod volume;

pub use configuration::{Configuration, ConfigurationError};
pub use database::{Database, DatabaseError};
pub use names::{Aliases, MAX_CELL_NAME, NamesError, is_cell_name, this_cell};
pub use servers::{
    CellServDb, CellServDbError, CellServers, DatabaseServer, ListedCell, ListedServer, Source,
};
pub use volume::{VolumeEntry, VolumeKind, VolumeLocations, VolumeSite};

pub(crate) use attempts::{Attempts, Step, Verdict};

use std::time::Duration;

/// How long, and how often, servers are asked before a question is given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Patience {
    /// How long one call may take. 20 s.
    pub call: Duration,
    /// How often all servers are asked again when some of them say that they are busy, restarting or without a quorum. 10.
    pub rounds: u32,
    /// The wait before they are asked again. 1 s.
    pub pause: Duration,
    /// How often volume location is asked again where a volume is that has moved. 3.
    pub moves: u32,
}

impl Default for Patience {
    fn default() -> Self {
        let (call, pause) = (Duration::from_secs(20), Duration::from_secs(1));
        Self { call, rounds: 10, pause, moves: 3 }
    }
}

impl Patience {
    /// 20 s for a call, ten rounds with a second between them, and three moves.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how long one call may take.
    #[must_use]
    pub fn call(mut self, time: Duration) -> Self {
        self.call = time;
        self
    }

    /// Sets how often all servers are asked again, and the wait before that.
    #[must_use]
    pub fn rounds(mut self, rounds: u32, pause: Duration) -> Self {
        (self.rounds, self.pause) = (rounds, pause);
        self
    }

    /// Sets how often volume location is asked again.
    #[must_use]
    pub fn moves(mut self, moves: u32) -> Self {
        self.moves = moves;
        self
    }
}
