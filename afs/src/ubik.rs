//! Ubik, which keeps the databases: votes of their servers, and what the leading one has the others do.
//!
//! Holds: what `xg/ubik.xg` becomes, and where the services are. Must not know: calls.
//!
//! Both services are at the port of their database, [`vl::PORT`](crate::vl::PORT) or [`pr::PORT`](crate::pr::PORT).

use rxrpc_xdr::ServiceId;

/// Votes, on each database server.
pub const VOTE_SERVICE: ServiceId = ServiceId(50);

/// What the leading server asks for, on each database server.
pub const DISK_SERVICE: ServiceId = ServiceId(51);

include!("generated/ubik.rs");
