//! Sight: counters of an endpoint and a snapshot of its objects.
//!
//! Holds: [`Statistics`], [`Snapshot`] and the counters behind them. Must not know: how anything works.

mod snapshot;
mod statistics;

pub use snapshot::{BundleRow, CallRow, ConnectionRow, PeerRow, Snapshot};
pub(crate) use statistics::Counters;
pub use statistics::Statistics;
