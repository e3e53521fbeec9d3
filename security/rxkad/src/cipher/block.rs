//! What chaining needs of a cipher.
//!
//! Holds: [`BlockCipher`]. Must not know: any cipher.

/// Bytes of a block of every cipher here.
pub const BLOCK_LEN: usize = 8;

/// A cipher of blocks of 8 bytes, which are given as numbers whose highest byte came first. `N` blocks are worked on side
/// by side where that is faster than one after the other.
pub trait BlockCipher {
    /// Encrypts blocks, each for itself.
    fn encrypt<const N: usize>(&self, blocks: [u64; N]) -> [u64; N];

    /// Decrypts blocks, each for itself.
    fn decrypt<const N: usize>(&self, blocks: [u64; N]) -> [u64; N];
}
