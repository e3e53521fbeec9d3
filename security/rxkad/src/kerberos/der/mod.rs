//! DER, as far as tickets need it.
//!
//! Holds: [`Reader`], which borrows from its input and allocates nothing, and [`element`] and its like, which write.
//! Must not know: what is in a ticket.
//!
//! Tags of one byte and lengths of at most four are known; lengths that are not given in advance are none of DER.

mod read;
mod tag;
mod write;

pub use read::{DerError, Reader};
pub use tag::Tag;
pub use write::{element, integer, octets, sequence, text, time};
