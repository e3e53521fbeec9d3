//! DEBUG packets: what the `rxdebug` tool asks a server and what it gets.
//!
//! A question is 8 bytes {type, index}; the layout of the answer depends on the question and does
//! not say which it is. The numbers are those of OpenAFS `doc/txt/rx-debug.txt` and of captures of
//! OpenAFS 1.8.9.

/// The body of a DEBUG packet, in either direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Debug<'a> {
    /// Everything after the header.
    pub bytes: &'a [u8],
}
