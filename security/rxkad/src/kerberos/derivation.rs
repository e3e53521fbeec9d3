//! Keys for a usage, made of the key itself.
//!
//! Holds: [`derive`], in both ways: with the cipher (RFC 3961 §5.1, 3962) and with the hash (RFC 8009 §3). Must not know:
//! what the derived keys do.

use super::aes_cts::{Aes, BLOCK_LEN};
use super::fold::fold;
use super::usage::KeyUsage;
use super::{Enctype, SealingError};
use hmac::{Hmac, KeyInit as _};
use sha2::{Sha256, Sha384};
use zeroize::Zeroizing;

/// What a derived key is for: the last byte of what it is made from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Encryption = 0xaa,
    Integrity = 0x55,
}

/// The key for a usage and a purpose, of an AES type.
pub(super) fn derive(
    enctype: Enctype,
    key: &[u8],
    usage: KeyUsage,
    purpose: Purpose,
) -> Result<Zeroizing<Vec<u8>>, SealingError> {
    let mut constant = [0; 5];
    constant[..4].copy_from_slice(&usage.0.to_be_bytes());
    constant[4] = purpose as u8;
    match enctype {
        Enctype::AES128_CTS_HMAC_SHA256_128 => {
            let mac = Hmac::<Sha256>::new_from_slice(key).map_err(|_| SealingError::KeyLength)?;
            Ok(hashed(mac, &constant, 16))
        }
        Enctype::AES256_CTS_HMAC_SHA384_192 => {
            let mac = Hmac::<Sha384>::new_from_slice(key).map_err(|_| SealingError::KeyLength)?;
            let len = if purpose == Purpose::Encryption { 32 } else { 24 };
            Ok(hashed(mac, &constant, len))
        }
        _ => enciphered(key, &constant),
    }
}

/// A chain of blocks, each the one before it encrypted.
fn enciphered(key: &[u8], constant: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealingError> {
    let aes = Aes::new(key).ok_or(SealingError::KeyLength)?;
    let mut block: [u8; BLOCK_LEN] = fold(constant);
    let mut derived = Zeroizing::new(Vec::with_capacity(key.len()));
    while derived.len() < key.len() {
        aes.encrypt_block(&mut block);
        derived.extend_from_slice(&block);
    }
    Ok(derived)
}

/// The first bytes of the hash over a counter, the label, and how many bits are wanted.
fn hashed<M: hmac::Mac>(mut mac: M, label: &[u8], len: u8) -> Zeroizing<Vec<u8>> {
    mac.update(&1_u32.to_be_bytes());
    mac.update(label);
    mac.update(&[0]);
    mac.update(&(u32::from(len) * 8).to_be_bytes());
    let hash = mac.finalize().into_bytes();
    Zeroizing::new(hash[..usize::from(len)].to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    const SHORT: &str = "3705d96080c17728a0e800eab6e0d23c";
    const LONG: &str = "6d404d37faf79f9df0d33568d320669800eb4836472ea8a026d16b7182460c52";

    // RFC 8009 A.
    #[test]
    fn published_keys_come_out() {
        let derive = |enctype, key, purpose| {
            derive(Enctype(enctype), &hex(key), KeyUsage::TICKET, purpose).unwrap().to_vec()
        };
        assert_eq!(derive(19, SHORT, Purpose::Encryption), hex("9b197dd1e8c5609d6e67c3e37c62c72e"));
        assert_eq!(derive(19, SHORT, Purpose::Integrity), hex("9fda0e56ab2d85e1569a688696c26a6c"));
        assert_eq!(
            derive(20, LONG, Purpose::Encryption),
            hex("56ab22bee63d82d7bc5227f6773f8ea7a5eb1c825160c38312980c442e5c7e49")
        );
        assert_eq!(
            derive(20, LONG, Purpose::Integrity),
            hex("69b16514e3cd8e56b82010d5c73012b622c4d00ffc23ed1f")
        );
    }
}
