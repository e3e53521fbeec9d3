//! The overseer: which servers run on a machine, and who may administer it.
//!
//! Holds: what `xg/bos.xg` becomes, and where the service is. Must not know: calls.

use rxrpc_xdr::ServiceId;

/// The service, on each server machine.
pub const SERVICE: ServiceId = ServiceId(1);

/// Its UDP port.
pub const PORT: u16 = 7007;

include!("generated/bos.rs");
