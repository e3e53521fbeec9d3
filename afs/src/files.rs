//! Files of a cell, read: from a path in `/afs` to a volume, its server, directories and data.
//!
//! Holds: [`FileClient`], what it is made of ([`directory`], [`mount`], [`path`]), and both front ends of it,
//! [`sync`] and [`asynchronous`]. Must not know: how servers are called.
//!
//! Lists, tells what there is and reads; writes nothing, and keeps no data. What a server answers is checked before it is
//! believed, and everything is bounded: pages, links, mount points, time.

pub mod access_list;
#[cfg(feature = "async")]
pub mod asynchronous;
mod callbacks;
mod client;
pub mod directory;
mod error;
mod fetch;
mod file;
mod listing;
mod locate;
pub mod mount;
pub mod path;
#[cfg(feature = "sync")]
pub mod sync;
mod volume_call;
mod volume_state;
mod walk;

pub use callbacks::{CallbackLog, Callbacks};
pub use client::{FileClient, FileClientBuilder};
pub use error::FileError;
pub use file::{File, Reader};
pub use listing::Entry;
pub use volume_state::VolumeState;
pub use walk::{FileKind, Stat, Whereabouts};
