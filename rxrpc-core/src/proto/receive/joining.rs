//! Whether packets are handed over together.
//!
//! Holds: [`Joining`]. Must not know: how they lie, who opens them.

/// How packets in a row are handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joining {
    /// Each for itself.
    Apart,
    /// As one: nobody has to tell them apart.
    Plain,
    /// Together, for a class that opens them where they lie; with so many bytes of each apart.
    Sealed {
        /// Bytes of what stands before the data.
        head: u8,
    },
}
