//! PCBC, the chaining of rxkad: each block is encrypted after the plain and the encrypted block before it were added.
//!
//! Holds: encrypting one message, several side by side, and decrypting. Must not know: which cipher, what is encrypted.
//!
//! A changed block changes only itself and those behind it, and two encrypted blocks that change places nothing behind
//! them: this protects no message from being changed.
//!
//! Of every message, whole blocks are worked on; bytes behind the last whole block stay as they are.

use super::block::{BLOCK_LEN, BlockCipher};
use std::iter;

/// Messages that are encrypted side by side: within a message, blocks wait for each other.
const MESSAGES: usize = 8;

/// Blocks that are decrypted side by side: only what is added afterwards waits.
const BLOCKS: usize = 8;

type Block = [u8; BLOCK_LEN];

/// Encrypts a message in its place, beginning with `vector`.
pub fn encrypt(cipher: &impl BlockCipher, vector: u64, message: &mut [u8]) {
    encrypt_blocks(cipher, vector, message.as_chunks_mut().0);
}

/// Encrypts messages in their places, several side by side, each of them beginning with `vector`. Fastest if they are of one
/// size.
pub fn encrypt_all<'a>(
    cipher: &impl BlockCipher,
    vector: u64,
    messages: impl IntoIterator<Item = &'a mut [u8]>,
) {
    let mut messages = messages.into_iter().map(|message| message.as_chunks_mut().0);
    loop {
        let mut group: [&mut [Block]; MESSAGES] = Default::default();
        let mut count = 0;
        for (place, message) in iter::zip(&mut group, &mut messages) {
            *place = message;
            count += 1;
        }
        let rest = encrypt_row::<MESSAGES>(cipher, vector, &mut group[..count]);
        let rest = encrypt_row::<4>(cipher, vector, rest);
        let rest = encrypt_row::<2>(cipher, vector, rest);
        encrypt_row::<1>(cipher, vector, rest);
        if count < MESSAGES {
            return;
        }
    }
}

/// Decrypts the whole blocks of `sealed` into `out`, which begins with `vector`; says how many bytes that were.
///
/// # Panics
///
/// If `out` is shorter than the whole blocks of `sealed`.
pub fn decrypt_into(
    cipher: &impl BlockCipher,
    vector: u64,
    sealed: &[u8],
    out: &mut [u8],
) -> usize {
    let sealed = sealed.as_chunks().0;
    let len = sealed.len() * BLOCK_LEN;
    let out = out[..len].as_chunks_mut().0;
    let mut chain = vector;
    let ((many, few), (many_out, few_out)) = (sealed.as_chunks(), out.as_chunks_mut());
    for (sealed, out) in iter::zip(many, many_out) {
        chain = decrypt_row::<BLOCKS>(cipher, chain, sealed, out);
    }
    for (sealed, out) in iter::zip(few, few_out) {
        chain = decrypt_row(cipher, chain, &[*sealed], std::array::from_mut(out));
    }
    len
}

/// Decrypts the whole blocks of a message in their places.
pub fn decrypt(cipher: &impl BlockCipher, vector: u64, message: &mut [u8]) {
    let mut chain = vector;
    let (many, few) = message.as_chunks_mut().0.as_chunks_mut();
    for blocks in many {
        let sealed: [Block; BLOCKS] = *blocks;
        chain = decrypt_row(cipher, chain, &sealed, blocks);
    }
    for block in few {
        let sealed = [*block];
        chain = decrypt_row(cipher, chain, &sealed, std::array::from_mut(block));
    }
}

fn encrypt_blocks(cipher: &impl BlockCipher, vector: u64, blocks: &mut [Block]) {
    let mut chain = vector;
    for block in blocks {
        let plain = u64::from_be_bytes(*block);
        let [sealed] = cipher.encrypt([plain ^ chain]);
        *block = sealed.to_be_bytes();
        chain = plain ^ sealed;
    }
}

/// Encrypts a block of each of `N` messages.
#[inline]
fn encrypt_step<const N: usize>(
    cipher: &impl BlockCipher,
    chains: &mut [u64; N],
    blocks: [&mut Block; N],
) {
    let plain = blocks.each_ref().map(|block| u64::from_be_bytes(**block));
    let input: [u64; N] = std::array::from_fn(|lane| plain[lane] ^ chains[lane]);
    let sealed = cipher.encrypt(input);
    for lane in 0..N {
        *blocks[lane] = sealed[lane].to_be_bytes();
        chains[lane] = plain[lane] ^ sealed[lane];
    }
}

/// Encrypts the first `N` messages, if there are so many, side by side: what all of them have together, the rest of each
/// alone. Gives those that are left.
fn encrypt_row<'g, 'a, const N: usize>(
    cipher: &impl BlockCipher,
    vector: u64,
    messages: &'g mut [&'a mut [Block]],
) -> &'g mut [&'a mut [Block]] {
    if messages.len() < N {
        return messages;
    }
    let (row, left) = messages.split_at_mut(N);
    let Ok(row) = <&mut [&mut [Block]; N]>::try_from(row) else { return left };
    let common = row.iter().map(|message| message.len()).min().unwrap_or(0);
    let mut chains = [vector; N];
    for index in 0..common {
        let blocks = row.each_mut().map(|message| &mut message[index]);
        encrypt_step(cipher, &mut chains, blocks);
    }
    for (chain, message) in iter::zip(chains, row) {
        encrypt_blocks(cipher, chain, &mut message[common..]);
    }
    left
}

/// Decrypts `N` blocks; gives what the next one is added to.
#[inline]
fn decrypt_row<const N: usize>(
    cipher: &impl BlockCipher,
    mut chain: u64,
    sealed: &[Block; N],
    out: &mut [Block; N],
) -> u64 {
    let sealed = sealed.map(u64::from_be_bytes);
    let opened = cipher.decrypt(sealed);
    for lane in 0..N {
        let plain = opened[lane] ^ chain;
        out[lane] = plain.to_be_bytes();
        chain = plain ^ sealed[lane];
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::super::{Fcrypt, SessionKey};
    use super::*;
    use proptest::prelude::*;

    const SENTENCE: &[u8; 48] = b"The quick brown fox jumps over the lazy dogs.\0\0\0";
    const KEY: u64 = 0xf0e1_d2c3_b4a5_9687;
    const OTHER: u64 = 0xfedc_ba98_7654_3210;
    /// Key, vector, the sentence encrypted.
    const VECTORS: [(u64, u64, [u64; 6]); 2] = [
        (
            KEY,
            OTHER,
            [
                0x00f0_0e11_75e6_2382,
                0xeeac_9862_4451_e484,
                0xc359_d8aa_6460_aef7,
                0xd2d9_1379_72a3_4503,
                0x23b5_62d7_0cf5_27d1,
                0xf891_3cac_4422_92ef,
            ],
        ),
        (
            OTHER,
            KEY,
            [
                0xca90_f59d_cbd4_d23c,
                0x0188_7f3e_316e_629d,
                0xd8e0_57a3_063a_4258,
                0x2a28_fe72_522f_dde0,
                0x1989_091c_2a8e_8c94,
                0xfcc7_68e4_88aa_de0f,
            ],
        ),
    ];

    fn cipher(key: u64) -> Fcrypt {
        Fcrypt::new(&SessionKey::new(key.to_be_bytes()))
    }

    #[test]
    fn published_messages_come_out() {
        for (key, vector, sealed) in VECTORS {
            let sealed = sealed.map(u64::to_be_bytes).concat();
            let mut message = SENTENCE.to_vec();
            encrypt(&cipher(key), vector, &mut message);
            assert_eq!(message, sealed);
            decrypt(&cipher(key), vector, &mut message);
            assert_eq!(message, SENTENCE);
        }
    }

    proptest! {
        #[test]
        fn what_is_encrypted_comes_back_however_it_is_done(
            key: u64,
            vector: u64,
            messages in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 0..20),
        ) {
            let cipher = cipher(key);
            let mut together = messages.clone();
            encrypt_all(&cipher, vector, together.iter_mut().map(Vec::as_mut_slice));
            for (message, together) in iter::zip(&messages, &together) {
                let mut alone = message.clone();
                encrypt(&cipher, vector, &mut alone);
                prop_assert_eq!(&alone, together);
                let mut opened = vec![0; alone.len()];
                let whole = decrypt_into(&cipher, vector, &alone, &mut opened);
                prop_assert_eq!(&opened[..whole], &message[..whole]);
                decrypt(&cipher, vector, &mut alone);
                prop_assert_eq!(&alone, message);
            }
        }
    }
}
