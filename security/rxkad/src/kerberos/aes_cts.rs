//! AES in CBC with ciphertext stealing, beginning with zeros: RFC 3962 §5, and the same in RFC 8009.
//!
//! Holds: [`Aes`]. Must not know: what is encrypted, how it is checked.

use aes::cipher::{BlockCipherDecrypt as _, BlockCipherEncrypt as _, KeyInit as _};
use aes::{Aes128, Aes256};

pub(super) const BLOCK_LEN: usize = 16;

type Block = [u8; BLOCK_LEN];

/// A key made ready.
#[expect(clippy::large_enum_variant, reason = "lives on the stack for one message")]
pub(super) enum Aes {
    Short(Aes128),
    Long(Aes256),
}

impl Aes {
    /// `None` if the key has neither 16 nor 32 bytes.
    pub(super) fn new(key: &[u8]) -> Option<Self> {
        if key.len() == 16 {
            Aes128::new_from_slice(key).ok().map(Self::Short)
        } else {
            Aes256::new_from_slice(key).ok().map(Self::Long)
        }
    }

    pub(super) fn encrypt_block(&self, block: &mut Block) {
        match self {
            Self::Short(aes) => aes.encrypt_block(block.into()),
            Self::Long(aes) => aes.encrypt_block(block.into()),
        }
    }

    fn decrypt_block(&self, block: &mut Block) {
        match self {
            Self::Short(aes) => aes.decrypt_block(block.into()),
            Self::Long(aes) => aes.decrypt_block(block.into()),
        }
    }

    /// Encrypts a message in its place; one of less than a block stays as it is.
    pub(super) fn encrypt(&self, message: &mut [u8]) {
        let Some((whole, short)) = cut(message) else { return };
        let mut chain = [0; BLOCK_LEN];
        for block in &mut *whole {
            add(block, &chain);
            self.encrypt_block(block);
            chain = *block;
        }
        let Some(last_whole) = whole.last_mut() else { return };
        if short.is_empty() {
            return;
        }
        // What of the block before the end is stolen goes into the last one, and comes back when that is opened.
        let mut last = [0; BLOCK_LEN];
        last[..short.len()].copy_from_slice(short);
        add(&mut last, &chain);
        self.encrypt_block(&mut last);
        short.copy_from_slice(&chain[..short.len()]);
        *last_whole = last;
    }

    /// Decrypts a message in its place; one of less than a block stays as it is.
    pub(super) fn decrypt(&self, message: &mut [u8]) {
        let Some((whole, short)) = cut(message) else { return };
        let Some((last_whole, before)) = whole.split_last_mut() else { return };
        let mut chain = [0; BLOCK_LEN];
        for block in before {
            let sealed = *block;
            self.decrypt_block(block);
            add(block, &chain);
            chain = sealed;
        }
        if short.is_empty() {
            self.decrypt_block(last_whole);
            add(last_whole, &chain);
            return;
        }
        // `last_whole` is the last block, and `short` the begin of the one before it.
        let mut last = *last_whole;
        self.decrypt_block(&mut last);
        let mut before_last = last;
        before_last[..short.len()].copy_from_slice(short);
        add(&mut last, &before_last);
        self.decrypt_block(&mut before_last);
        add(&mut before_last, &chain);
        *last_whole = before_last;
        short.copy_from_slice(&last[..short.len()]);
    }
}

/// The blocks of a message but the last, which comes apart, with 1 to 16 bytes. A message of one block is only that. `None`
/// below a block.
fn cut(message: &mut [u8]) -> Option<(&mut [Block], &mut [u8])> {
    if message.len() < BLOCK_LEN {
        return None;
    }
    let whole = if message.len() == BLOCK_LEN { 1 } else { (message.len() - 1) / BLOCK_LEN };
    let (whole, short) = message.split_at_mut(whole * BLOCK_LEN);
    Some((whole.as_chunks_mut().0, short))
}

fn add(block: &mut Block, other: &Block) {
    for (byte, other) in block.iter_mut().zip(other) {
        *byte ^= other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    const PLAIN: &[u8] = b"I would like the General Gau's Chicken, please, and wonton soup.";
    // RFC 3962 B: as many bytes of the sentence as the result has.
    const SEALED: [&str; 6] = [
        "c6353568f2bf8cb4d8a580362da7ff7f97",
        "fc00783e0efdb2c1d445d4c8eff7ed2297687268d6ecccc0c07b25e25ecfe5",
        "39312523a78662d5be7fcbcc98ebf5a897687268d6ecccc0c07b25e25ecfe584",
        "97687268d6ecccc0c07b25e25ecfe584b3fffd940c16a18c1b5549d2f838029e39312523a78662d5be7fcbcc98ebf5",
        "97687268d6ecccc0c07b25e25ecfe5849dad8bbb96c4cdc03bc103e1a194bbd839312523a78662d5be7fcbcc98ebf5a8",
        "97687268d6ecccc0c07b25e25ecfe58439312523a78662d5be7fcbcc98ebf5a84807efe836ee89a526730dbc2f7bc840\
         9dad8bbb96c4cdc03bc103e1a194bbd8",
    ];

    #[test]
    fn published_messages_come_out() {
        let aes = Aes::new(b"chicken teriyaki").unwrap();
        for sealed in SEALED {
            let sealed = hex(sealed);
            let mut message = PLAIN[..sealed.len()].to_vec();
            aes.encrypt(&mut message);
            assert_eq!(message, sealed);
            aes.decrypt(&mut message);
            assert_eq!(message, PLAIN[..sealed.len()]);
        }
    }

    #[test]
    fn every_length_comes_back() {
        let aes = Aes::new(&[7; 32]).unwrap();
        for len in 0..=PLAIN.len() {
            let mut message = PLAIN[..len].to_vec();
            aes.encrypt(&mut message);
            assert_eq!(message == PLAIN[..len], len < BLOCK_LEN);
            aes.decrypt(&mut message);
            assert_eq!(message, PLAIN[..len]);
        }
        assert!(Aes::new(&[0; 24]).is_none());
    }
}
