//! Volume location: on which servers and partitions each volume is.
//!
//! Holds: what `xg/vl.xg` becomes, where the service is, and the sites of entries. Must not know: calls.

mod sites;

pub use sites::{Site, SiteServer};

use rxrpc_xdr::ServiceId;

/// The service, on each database server.
pub const SERVICE: ServiceId = ServiceId(52);

/// Its UDP port.
pub const PORT: u16 = 7003;

include!("generated/vl.rs");
