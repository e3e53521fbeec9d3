//! DES, the cipher of old tickets.
//!
//! Holds: [`Des`], a key made ready for it. Must not know: how blocks are chained.

use super::block::BlockCipher;
use super::session_key::SessionKey;
use ::des::cipher::{BlockCipherDecrypt as _, BlockCipherEncrypt as _, KeyInit as _};
use std::fmt;

/// A key, made ready to encrypt and decrypt; zeroed when it goes. Its parity does not count.
pub struct Des(::des::Des);

impl Des {
    /// Makes a key ready.
    #[must_use]
    pub fn new(key: &SessionKey) -> Self {
        Self(::des::Des::new(key.bytes().into()))
    }
}

impl fmt::Debug for Des {
    /// That it is one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Des(..)")
    }
}

impl BlockCipher for Des {
    fn encrypt<const N: usize>(&self, blocks: [u64; N]) -> [u64; N] {
        blocks.map(|block| {
            let mut block = block.to_be_bytes();
            self.0.encrypt_block((&mut block).into());
            u64::from_be_bytes(block)
        })
    }

    fn decrypt<const N: usize>(&self, blocks: [u64; N]) -> [u64; N] {
        blocks.map(|block| {
            let mut block = block.to_be_bytes();
            self.0.decrypt_block((&mut block).into());
            u64::from_be_bytes(block)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::pcbc;
    use super::*;

    // RxRPC landscape §3.1.
    #[test]
    fn a_known_message_opens_in_pcbc() {
        let cipher = Des::new(&SessionKey::new([0, 1, 2, 3, 4, 5, 6, 7]));
        let mut message: Vec<u8> = (0..24).collect();
        pcbc::decrypt(&cipher, 0xfffe_fdfc_fbfa_f9f8, &mut message);
        assert_eq!(message, crate::hex("c8e23cdf80618aada552b42074321fe42c157d2157da3f31"));
    }
}
