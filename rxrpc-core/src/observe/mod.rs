//! Sight: counters of an endpoint and a snapshot of its objects.
//!
//! Holds: [`Statistics`], [`Snapshot`], the counters behind them, the trace events and
//! [`PacketObserver`]. Must not know: how anything works.

mod observer;
mod snapshot;
mod statistics;
pub(crate) mod trace;

pub use observer::{Direction, PacketObserver};
pub use snapshot::{
    BundleRow, CallRow, ConnectionRow, ConnectionSecurity, PeerRow, Snapshot, Standing,
};
pub use statistics::Statistics;
pub(crate) use statistics::{BegunCounted, CallTotals};
