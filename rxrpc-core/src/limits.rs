//! Limits of what front ends do on their own account.
//!
//! Holds: constants. Must not know: what a program can set ([`Config`](crate::Config)).

/// The longest reply, in bytes, that the `request` of an endpoint takes, so that a service cannot fill the memory of
/// its client: 64 MiB. A longer one is read with the verbs of a call.
pub const LONGEST_REPLY: usize = 64 << 20;
