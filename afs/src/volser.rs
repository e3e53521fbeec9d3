//! The volume server: what is done to whole volumes.
//!
//! Holds: what `xg/volser.xg` becomes, and where the service is. Must not know: calls.

use rxrpc_xdr::ServiceId;

/// The service, on each file server machine.
pub const SERVICE: ServiceId = ServiceId(4);

/// Its UDP port.
pub const PORT: u16 = 7005;

include!("generated/volser.rs");
