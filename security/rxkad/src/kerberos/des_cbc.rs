//! Messages sealed with DES: RFC 3961 §6.2.
//!
//! Holds: [`seal`] and [`open`] of the types 1 to 3. Must not know: what is sealed.

use super::{Enctype, KerberosKey, SealingError};
use crate::cipher::{BLOCK_LEN, BlockCipher as _, Des, SessionKey};
use md4::{Digest as _, Md4};
use md5::Md5;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

pub(super) fn seal(
    key: &KerberosKey,
    confounder: [u8; BLOCK_LEN],
    message: &[u8],
) -> Result<Vec<u8>, SealingError> {
    let check_len = check_len(key.enctype())?;
    let mut out = [&confounder, &[0; 16][..check_len], message].concat();
    out.resize(out.len().next_multiple_of(BLOCK_LEN), 0);
    let check = check(key.enctype(), &out);
    out[BLOCK_LEN..BLOCK_LEN + check_len].copy_from_slice(&check[..check_len]);
    let (des, mut chain) = cipher(key)?;
    for block in out.as_chunks_mut().0 {
        [chain] = des.encrypt([u64::from_be_bytes(*block) ^ chain]);
        *block = chain.to_be_bytes();
    }
    Ok(out)
}

pub(super) fn open(key: &KerberosKey, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealingError> {
    let check_len = check_len(key.enctype())?;
    let head = BLOCK_LEN + check_len;
    if !sealed.len().is_multiple_of(BLOCK_LEN) || sealed.len() < head {
        return Err(SealingError::NotSealed);
    }
    let mut out = Zeroizing::new(sealed.to_vec());
    let (des, mut chain) = cipher(key)?;
    for block in out.as_chunks_mut().0 {
        let sealed = u64::from_be_bytes(*block);
        let [opened] = des.decrypt([sealed]);
        *block = (opened ^ chain).to_be_bytes();
        chain = sealed;
    }
    let mut told = [0; 16];
    told[..check_len].copy_from_slice(&out[BLOCK_LEN..head]);
    out[BLOCK_LEN..head].fill(0);
    if !bool::from(check(key.enctype(), &out).ct_eq(&told)) {
        return Err(SealingError::NotSealed);
    }
    out.drain(..head);
    Ok(out)
}

/// The first byte of the message, if it was sealed with this key: two blocks tell it, whatever the rest is.
pub(super) fn first_byte(key: &KerberosKey, sealed: &[u8]) -> Result<u8, SealingError> {
    let head = BLOCK_LEN + check_len(key.enctype())?;
    let (at, within) = (head / BLOCK_LEN, head % BLOCK_LEN);
    let [before, block] = [at - 1, at].map(|at| sealed.as_chunks().0.get(at));
    let (Some(before), Some(block)) = (before, block) else { return Err(SealingError::NotSealed) };
    let (des, _) = cipher(key)?;
    let [opened] = des.decrypt([u64::from_be_bytes(*block)]);
    Ok((opened ^ u64::from_be_bytes(*before)).to_be_bytes()[within])
}

/// The cipher, and what the chain begins with.
fn cipher(key: &KerberosKey) -> Result<(Des, u64), SealingError> {
    let bytes = key.bytes().try_into().map_err(|_| SealingError::KeyLength)?;
    let des_key = SessionKey::new(bytes);
    let vector = if key.enctype() == Enctype::DES_CBC_CRC { des_key.vector() } else { 0 };
    Ok((Des::new(&des_key), vector))
}

fn check_len(enctype: Enctype) -> Result<usize, SealingError> {
    match enctype {
        Enctype::DES_CBC_CRC => Ok(4),
        Enctype::DES_CBC_MD4 | Enctype::DES_CBC_MD5 => Ok(16),
        other => Err(SealingError::Enctype(other)),
    }
}

/// The check over a message in which its own place is zero, filled up with zeros.
fn check(enctype: Enctype, message: &[u8]) -> [u8; 16] {
    match enctype {
        Enctype::DES_CBC_MD4 => Md4::digest(message).into(),
        Enctype::DES_CBC_MD5 => Md5::digest(message).into(),
        _ => {
            let mut check = [0; 16];
            check[..4].copy_from_slice(&crc(message).to_le_bytes());
            check
        }
    }
}

/// The CRC of RFC 3961 §6.1.3: that of Ethernet, but neither begun nor ended with all bits turned over.
fn crc(message: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new_with_initial(u32::MAX);
    hasher.update(message);
    !hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kerberos::KeyUsage;

    // RFC 3961 A.5.
    #[test]
    fn published_checks_come_out() {
        assert_eq!(crc(b"foo").to_le_bytes(), [0x33, 0xbc, 0x32, 0x73]);
        assert_eq!(crc(b"test0123456789").to_le_bytes(), [0xd6, 0x88, 0x3e, 0xb8]);
        assert_eq!(crc(&[0x80, 0]).to_le_bytes(), [0x4b, 0x98, 0x83, 0x3b]);
    }

    #[test]
    fn what_is_sealed_opens_and_nothing_else() {
        for enctype in 1..=3 {
            let key = KerberosKey::new(Enctype(enctype), &[0x0b; 8]).unwrap();
            for len in [0, 1, 4, 7, 8, 30] {
                let message = vec![0x55; len];
                let mut sealed = key.seal(KeyUsage::TICKET, [2; 16], &message).unwrap();
                let opened = key.open(KeyUsage::TICKET, &sealed).unwrap();
                let first = opened.first().copied().ok_or(SealingError::NotSealed);
                assert_eq!(first_byte(&key, &sealed), first);
                assert_eq!(opened[..len], message);
                assert!(opened[len..].iter().all(|byte| *byte == 0));
                sealed[9] ^= 1;
                assert_eq!(
                    key.open(KeyUsage::TICKET, &sealed).err(),
                    Some(SealingError::NotSealed)
                );
            }
            assert!(key.open(KeyUsage::TICKET, &[0; 8]).is_err());
            assert!(key.open(KeyUsage::TICKET, &[]).is_err());
        }
    }
}
