//! fcrypt, the cipher of rxkad's packets.
//!
//! Holds: [`Fcrypt`], a key made ready for it. Must not know: how blocks are chained.
//!
//! Facts from AF_RXRPC contract §1.11 and RxRPC landscape §3.1: 16 rounds over two halves of 32 bits, four boxes of 256
//! bytes; the round keys are the low 32 bits of a key of 56 that turns by 11 bits a round.

use super::block::BlockCipher;
use super::fcrypt_boxes::SUBSTITUTION;
use super::session_key::SessionKey;
use std::fmt;
use zeroize::ZeroizeOnDrop;

const ROUNDS: usize = 16;
const KEY_BITS: u32 = 56;

/// The boxes with the turns of the round already done: what a byte of the round's input adds to its outcome.
static TURNED: [[u32; 256]; 4] = [turned(0, 3), turned(1, 27), turned(2, 11), turned(3, 19)];

/// Box `number`, each entry turned left by so many bits.
const fn turned(number: usize, bits: u32) -> [u32; 256] {
    let mut out = [0; 256];
    let mut index = 0;
    while index < 256 {
        out[index] = (SUBSTITUTION[number][index] as u32).rotate_left(bits);
        index += 1;
    }
    out
}

/// A key, made ready to encrypt and decrypt; zeroed when it goes.
///
/// Its tables are looked up by data and key, so time tells something of both to who shares this processor's cache: the
/// cipher is made that way, and its 56 bits are the lesser obstacle.
#[derive(Clone, ZeroizeOnDrop)]
pub struct Fcrypt {
    round_keys: [u32; ROUNDS],
}

impl Fcrypt {
    /// Makes a key ready.
    #[must_use]
    pub fn new(key: &SessionKey) -> Self {
        // The lowest bit of each byte does not count.
        let packed = key.bytes().iter().fold(0, |key, byte| key << 7 | u64::from(byte >> 1));
        let turned = |by: u32| packed >> by | packed << (KEY_BITS - by);
        let round_key = |round: usize| {
            let by = round as u32 * 11 % KEY_BITS;
            // The low half: what the turn moves above the 56 bits is not in it.
            turned(by) as u32
        };
        Self { round_keys: std::array::from_fn(round_key) }
    }
}

impl fmt::Debug for Fcrypt {
    /// That it is one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fcrypt(..)")
    }
}

/// What a round adds to the other half.
#[inline(always)]
fn mixed(half: u32, round_key: u32) -> u32 {
    let input = half ^ round_key;
    // Shifts: as bytes, they would be swapped first.
    let byte = |down: u32| (input >> down & 0xff) as usize;
    (TURNED[0][byte(24)] ^ TURNED[1][byte(16)]) ^ (TURNED[2][byte(8)] ^ TURNED[3][byte(0)])
}

fn halves<const N: usize>(blocks: [u64; N]) -> ([u32; N], [u32; N]) {
    (blocks.map(|block| (block >> 32) as u32), blocks.map(|block| block as u32))
}

fn joined<const N: usize>(left: [u32; N], right: [u32; N]) -> [u64; N] {
    std::array::from_fn(|lane| u64::from(left[lane]) << 32 | u64::from(right[lane]))
}

impl BlockCipher for Fcrypt {
    #[inline]
    fn encrypt<const N: usize>(&self, blocks: [u64; N]) -> [u64; N] {
        let (mut left, mut right) = halves(blocks);
        for keys in self.round_keys.as_chunks::<2>().0 {
            for lane in 0..N {
                left[lane] ^= mixed(right[lane], keys[0]);
            }
            for lane in 0..N {
                right[lane] ^= mixed(left[lane], keys[1]);
            }
        }
        joined(left, right)
    }

    #[inline]
    fn decrypt<const N: usize>(&self, blocks: [u64; N]) -> [u64; N] {
        let (mut left, mut right) = halves(blocks);
        for keys in self.round_keys.as_chunks::<2>().0.iter().rev() {
            for lane in 0..N {
                right[lane] ^= mixed(left[lane], keys[1]);
            }
            for lane in 0..N {
                left[lane] ^= mixed(right[lane], keys[0]);
            }
        }
        joined(left, right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Key, plain block, encrypted block.
    const VECTORS: [[u64; 3]; 2] = [
        [0, 0, 0x0e09_00c7_3ef7_ed41],
        [0x1144_77aa_dd00_3366, 0x1234_5678_9abc_def0, 0xd8ed_7874_77ec_0680],
    ];

    #[test]
    fn published_blocks_come_out() {
        for [key, plain, sealed] in VECTORS {
            let cipher = Fcrypt::new(&SessionKey::new(key.to_be_bytes()));
            assert_eq!(cipher.encrypt([plain; 3]), [sealed; 3]);
            assert_eq!(cipher.decrypt([sealed; 3]), [plain; 3]);
        }
    }

    #[test]
    fn the_lowest_bits_of_a_key_do_not_count() {
        let [one, other] = [[0x10; 8], [0x11; 8]].map(|key| Fcrypt::new(&SessionKey::new(key)));
        assert_eq!(one.encrypt([77]), other.encrypt([77]));
        assert_eq!(format!("{one:?}"), "Fcrypt(..)");
    }
}
