//! A session key of rxkad, made of a session key of Kerberos.
//!
//! Holds: [`rxkad_key`], the derivation called rxkad-kdf. Must not know: where the key is from.

use super::{Enctype, SealingError};
use crate::cipher::SessionKey;
use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::Md5;
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize as _, Zeroizing};

/// The 4 weak and 12 semi-weak keys of DES, which encrypt like their own or another's inverse.
const WEAK: [u64; 16] = [
    0x0101_0101_0101_0101,
    0xfefe_fefe_fefe_fefe,
    0x1f1f_1f1f_0e0e_0e0e,
    0xe0e0_e0e0_f1f1_f1f1,
    0x01fe_01fe_01fe_01fe,
    0xfe01_fe01_fe01_fe01,
    0x1fe0_1fe0_0ef1_0ef1,
    0xe01f_e01f_f10e_f10e,
    0x01e0_01e0_01f1_01f1,
    0xe001_e001_f101_f101,
    0x1ffe_1ffe_0efe_0efe,
    0xfe1f_fe1f_fe0e_fe0e,
    0x011f_011f_010e_010e,
    0x1f01_1f01_0e01_0e01,
    0xe0fe_e0fe_f1fe_f1fe,
    0xfee0_fee0_fef1_fef1,
];

/// Makes the session key of rxkad: a single DES key as it is, of any other by HMAC-MD5 (rxkad in practice §2, "kdf";
/// landscape §3.1). The same key always makes the same.
///
/// # Errors
///
/// [`SealingError::Enctype`] of types that no key may be of: 0, 4, 6 and 8 to 15; [`SealingError::KeyLength`] if a DES key
/// has not 8 bytes, a triple DES key not a multiple of them, another less than 7.
pub fn rxkad_key(enctype: Enctype, bytes: &[u8]) -> Result<SessionKey, SealingError> {
    match enctype {
        Enctype(1..=3) => {
            Ok(SessionKey::new(bytes.try_into().map_err(|_| SealingError::KeyLength)?))
        }
        refused @ Enctype(0 | 4 | 6 | 8..=15) => Err(SealingError::Enctype(refused)),
        Enctype(5 | 7 | 16) => derive(&without_parity(bytes)?),
        _ => derive(bytes),
    }
}

/// A key of DES with the parity set right: every byte has an odd number of ones.
pub(crate) fn with_odd_parity(bytes: [u8; 8]) -> [u8; 8] {
    bytes.map(|byte| byte & 0xfe | u8::from((byte >> 1).count_ones().is_multiple_of(2)))
}

/// Whether DES would encrypt with it like its own inverse, or another's.
pub(crate) fn is_weak(key: &[u8; 8]) -> bool {
    let key = u64::from_be_bytes(*key);
    WEAK.iter().any(|weak| weak.ct_eq(&key).into())
}

/// The first hash, of those over rising numbers, that is no weak key.
fn derive(key: &[u8]) -> Result<SessionKey, SealingError> {
    if key.len() < 7 {
        return Err(SealingError::KeyLength);
    }
    for number in 1..=u8::MAX {
        let mut mac = Hmac::<Md5>::new_from_slice(key).map_err(|_| SealingError::KeyLength)?;
        mac.update(&[number]);
        mac.update(b"rxkad\0\0\0\0\x40");
        let mut hash: [u8; 16] = mac.finalize().into_bytes().into();
        let mut derived = [0; 8];
        derived.copy_from_slice(&hash[..8]);
        hash.zeroize();
        let mut derived = with_odd_parity(derived);
        if !is_weak(&derived) {
            return Ok(SessionKey::take(&mut derived));
        }
    }
    // 255 weak keys in a row: not in the life of this universe.
    Err(SealingError::KeyLength)
}

/// Of each 8 bytes of DES keys the 56 bits that count, in 7 bytes.
fn without_parity(bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealingError> {
    let (keys, []) = bytes.as_chunks::<8>() else { return Err(SealingError::KeyLength) };
    let bits = |key: &[u8; 8]| -> [u8; 7] {
        std::array::from_fn(|at| key[at] & 0xfe | key[7] >> (at + 1) & 1)
    };
    Ok(Zeroizing::new(keys.iter().flat_map(bits).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    fn made(enctype: i32, key: &[u8]) -> Result<u64, SealingError> {
        rxkad_key(Enctype(enctype), key).map(|key| u64::from_be_bytes(*key.bytes()))
    }

    // Made with OpenAFS's library.
    #[test]
    fn known_keys_come_out() {
        let numbers: Vec<u8> = (0..0x40).collect();
        assert_eq!(made(18, &numbers[0x20..]), Ok(0x7c94_c7df_ab5d_d54f));
        assert_eq!(made(17, &numbers[..16]), Ok(0x0783_8c58_c11c_64ab));
        assert_eq!(made(23, &numbers[..16]), Ok(0x0783_8c58_c11c_64ab));
        let triple = hex("0123456789abcdeffedcba98765432100f1e2d3c4b5a6978");
        assert_eq!(made(16, &triple), Ok(0x615e_c123_a252_e0e0));
        // 7 bytes are enough, whatever the type says.
        assert_eq!(made(18, &numbers[..7]), Ok(0x9d1f_76f8_6ba2_5d79));
        assert_eq!(made(3, &[0; 8]), Ok(0));
    }

    #[test]
    fn refused_types_and_lengths() {
        for enctype in [0, 4, 6, 8, 9, 10, 11, 12, 13, 14, 15] {
            assert_eq!(made(enctype, &[1; 16]), Err(SealingError::Enctype(Enctype(enctype))));
        }
        assert_eq!(made(1, &[1; 7]), Err(SealingError::KeyLength));
        assert_eq!(made(16, &[1; 23]), Err(SealingError::KeyLength));
        assert_eq!(made(16, &[]), Err(SealingError::KeyLength));
        assert_eq!(made(23, &[1; 6]), Err(SealingError::KeyLength));
    }
}
