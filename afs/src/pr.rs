//! Protection: users and groups, their numbers, who is in which group.
//!
//! Holds: what `xg/pr.xg` becomes, and where the service is. Must not know: calls.

use rxrpc_xdr::ServiceId;

/// The service, on each database server.
pub const SERVICE: ServiceId = ServiceId(73);

/// Its UDP port.
pub const PORT: u16 = 7002;

include!("generated/pr.rs");
