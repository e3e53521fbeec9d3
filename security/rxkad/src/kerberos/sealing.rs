//! Messages sealed with AES.
//!
//! Holds: [`seal`] and [`open`] of the types 17 to 20. Must not know: what is sealed.

use super::aes_cts::{Aes, BLOCK_LEN};
use super::derivation::{Purpose, derive};
use super::{Enctype, KerberosKey, KeyUsage, SealingError};
use hmac::Hmac;
use sha1::Sha1;
use sha2::{Sha256, Sha384};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// Over what the check is, and how many bytes of it are sent.
struct Layout {
    /// Of SHA-1 types over the plain message, of SHA-2 types over the sealed one.
    over_plain: bool,
    check_len: usize,
}

fn layout(enctype: Enctype) -> Result<Layout, SealingError> {
    let (over_plain, check_len) = match enctype {
        Enctype::AES128_CTS_HMAC_SHA1_96 | Enctype::AES256_CTS_HMAC_SHA1_96 => (true, 12),
        Enctype::AES128_CTS_HMAC_SHA256_128 => (false, 16),
        Enctype::AES256_CTS_HMAC_SHA384_192 => (false, 24),
        other => return Err(SealingError::Enctype(other)),
    };
    Ok(Layout { over_plain, check_len })
}

pub(super) fn seal(
    key: &KerberosKey,
    usage: KeyUsage,
    confounder: [u8; BLOCK_LEN],
    message: &[u8],
) -> Result<Vec<u8>, SealingError> {
    let layout = layout(key.enctype())?;
    let aes = cipher(key, usage)?;
    let mut out = [&confounder, message].concat();
    let plain_check =
        if layout.over_plain { Some(check(key, usage, &out, &layout)?) } else { None };
    aes.encrypt(&mut out);
    let check = match plain_check {
        Some(check) => check,
        None => check_of_sealed(key, usage, &out, &layout)?,
    };
    out.extend_from_slice(&check);
    Ok(out)
}

pub(super) fn open(
    key: &KerberosKey,
    usage: KeyUsage,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, SealingError> {
    let layout = layout(key.enctype())?;
    let body = sealed.len().checked_sub(layout.check_len).ok_or(SealingError::NotSealed)?;
    if body < BLOCK_LEN {
        return Err(SealingError::NotSealed);
    }
    let (body, told) = sealed.split_at(body);
    let mut out = Zeroizing::new(body.to_vec());
    if !layout.over_plain {
        compare(&check_of_sealed(key, usage, body, &layout)?, told)?;
    }
    cipher(key, usage)?.decrypt(&mut out);
    if layout.over_plain {
        compare(&check(key, usage, &out, &layout)?, told)?;
    }
    out.drain(..BLOCK_LEN);
    Ok(out)
}

fn cipher(key: &KerberosKey, usage: KeyUsage) -> Result<Aes, SealingError> {
    let derived = derive(key.enctype(), key.bytes(), usage, Purpose::Encryption)?;
    Aes::new(&derived).ok_or(SealingError::KeyLength)
}

fn compare(made: &[u8], told: &[u8]) -> Result<(), SealingError> {
    if made.ct_eq(told).into() { Ok(()) } else { Err(SealingError::NotSealed) }
}

/// RFC 8009: the vector that the chain began with is under the check, too.
fn check_of_sealed(
    key: &KerberosKey,
    usage: KeyUsage,
    sealed: &[u8],
    layout: &Layout,
) -> Result<Vec<u8>, SealingError> {
    check(key, usage, &[&[0; BLOCK_LEN], sealed].concat(), layout)
}

fn check(
    key: &KerberosKey,
    usage: KeyUsage,
    message: &[u8],
    layout: &Layout,
) -> Result<Vec<u8>, SealingError> {
    let enctype = key.enctype();
    let derived = derive(enctype, key.bytes(), usage, Purpose::Integrity)?;
    let mut check = match enctype {
        Enctype::AES128_CTS_HMAC_SHA256_128 => hashed::<Hmac<Sha256>>(&derived, message),
        Enctype::AES256_CTS_HMAC_SHA384_192 => hashed::<Hmac<Sha384>>(&derived, message),
        _ => hashed::<Hmac<Sha1>>(&derived, message),
    }?;
    check.truncate(layout.check_len);
    Ok(check)
}

fn hashed<M: hmac::Mac + hmac::KeyInit>(
    key: &[u8],
    message: &[u8],
) -> Result<Vec<u8>, SealingError> {
    let mut mac = <M as hmac::KeyInit>::new_from_slice(key).map_err(|_| SealingError::KeyLength)?;
    mac.update(message);
    Ok(mac.finalize().into_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;
    use proptest::prelude::*;

    const SHORT: &str = "3705d96080c17728a0e800eab6e0d23c";
    const LONG: &str = "6d404d37faf79f9df0d33568d320669800eb4836472ea8a026d16b7182460c52";

    // RFC 8009 A: type, key, confounder, plain, sealed.
    const VECTORS: [(i32, &str, &str, &str, &str); 8] = [
        (
            19,
            SHORT,
            "7e5895eaf2672435bad817f545a37148",
            "",
            "ef85fb890bb8472f4dab20394dca781dad877eda39d50c870c0d5a0a8e48c718",
        ),
        (
            19,
            SHORT,
            "7bca285e2fd4130fb55b1a5c83bc5b24",
            "000102030405",
            "84d7f30754ed987bab0bf3506beb09cfb55402cef7e6877ce99e247e52d16ed4421dfdf8976c",
        ),
        (
            19,
            SHORT,
            "56ab21713ff62c0a1457200f6fa9948f",
            "000102030405060708090a0b0c0d0e0f",
            "3517d640f50ddc8ad3628722b3569d2ae07493fa8263254080ea65c1008e8fc295fb4852e7d83e1e7c48c37eebe6b0d3",
        ),
        (
            19,
            SHORT,
            "a7a4e29a4728ce10664fb64e49ad3fac",
            "000102030405060708090a0b0c0d0e0f1011121314",
            "720f73b18d9859cd6ccb4346115cd336c70f58edc0c4437c5573544c31c813bce1e6d072c186b39a413c2f92ca9b8334a287ffcbfc",
        ),
        (
            20,
            LONG,
            "f764e9fa15c276478b2c7d0c4e5f58e4",
            "",
            "41f53fa5bfe7026d91faf9be959195a058707273a96a40f0a01960621ac612748b9bbfbe7eb4ce3c",
        ),
        (
            20,
            LONG,
            "b80d3251c1f6471494256ffe712d0b9a",
            "000102030405",
            "4ed7b37c2bcac8f74f23c1cf07e62bc7b75fb3f637b9f559c7f664f69eab7b6092237526ea0d1f61cb20d69d10f2",
        ),
        (
            20,
            LONG,
            "53bf8a0d105265d4e276428624ce5e63",
            "000102030405060708090a0b0c0d0e0f",
            "bc47ffec7998eb91e8115cf8d19dac4bbbe2e163e87dd37f49beca92027764f68cf51f14d798c2273f35df574d1f932e40c4ff255b36a266",
        ),
        (
            20,
            LONG,
            "763e65367e864f02f55153c7e3b58af1",
            "000102030405060708090a0b0c0d0e0f1011121314",
            "40013e2df58e8751957d2878bcd2d6fe101ccfd556cb1eae79db3c3ee86429f2b2a602ac86fef6ecb647d6295fae077a\
             1feb517508d2c16b4192e01f62",
        ),
    ];

    #[test]
    fn published_messages_come_out() {
        for (enctype, key, confounder, plain, sealed) in VECTORS {
            let key = KerberosKey::new(Enctype(enctype), &hex(key)).unwrap();
            let (plain, sealed) = (hex(plain), hex(sealed));
            let confounder = hex(confounder).try_into().unwrap();
            assert_eq!(key.seal(KeyUsage::TICKET, confounder, &plain), Ok(sealed.clone()));
            assert_eq!(**key.open(KeyUsage::TICKET, &sealed).unwrap(), *plain);
        }
    }

    proptest! {
        #[test]
        fn only_what_was_sealed_with_this_key_for_this_usage_opens(
            enctype in 17..=20,
            message in prop::collection::vec(any::<u8>(), 0..100),
            changed: prop::sample::Index,
        ) {
            let enctype = Enctype(enctype);
            let key = KerberosKey::new(enctype, &vec![9; enctype.key_len().unwrap()]).unwrap();
            let mut sealed = key.seal(KeyUsage::TICKET, [3; 16], &message).unwrap();
            prop_assert_eq!(&**key.open(KeyUsage::TICKET, &sealed).unwrap(), &*message);
            prop_assert!(key.open(KeyUsage(3), &sealed).is_err());
            let changed = changed.index(sealed.len());
            prop_assert!(key.open(KeyUsage::TICKET, &sealed[..changed]).is_err());
            sealed[changed] ^= 0x40;
            prop_assert!(key.open(KeyUsage::TICKET, &sealed).is_err());
        }
    }
}
