//! Volume location: on which servers and partitions each volume is.
//!
//! Holds: what `xg/vl.xg` becomes, and where the service is. Must not know: calls.

use rxrpc_xdr::ServiceId;

/// The service, on each database server.
pub const SERVICE: ServiceId = ServiceId(52);

/// Its UDP port.
pub const PORT: u16 = 7003;

include!("generated/vl.rs");
