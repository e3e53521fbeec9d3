//! n-fold of RFC 3961 §5.1.
//!
//! Holds: [`fold`]. Must not know: what is folded.

/// Folds `input` into `N` bytes: copies of it, each turned 13 bits further right, are added up in pieces of `N` bytes,
/// with the carry coming in again at the low end. Of nothing, it makes zeros.
pub(super) fn fold<const N: usize>(input: &[u8]) -> [u8; N] {
    let mut sums = [0_u64; N];
    let bits = input.len() * 8;
    if bits > 0 {
        // As many bytes as both lengths go into.
        let total = N * input.len() / greatest_common_divisor(N, input.len());
        for at in 0..total {
            let (copy, byte) = (at / input.len(), at % input.len());
            // Turned right: bit b comes from bit b - 13 per copy.
            let first_bit = (byte * 8 + bits - 13 * copy % bits) % bits;
            sums[at % N] += u64::from(byte_at(input, first_bit));
        }
    }
    carry(sums)
}

/// The 8 bits that begin at this one, the input taken as a ring.
fn byte_at(input: &[u8], first_bit: usize) -> u8 {
    let (byte, shift) = (first_bit / 8, first_bit % 8);
    let next = input[(byte + 1) % input.len()];
    (u16::from_be_bytes([input[byte], next]) >> (8 - shift)) as u8
}

/// Bytes of sums; what is too much for a byte goes to the one before it, and from the first to the last.
fn carry<const N: usize>(mut sums: [u64; N]) -> [u8; N] {
    while sums.iter().any(|sum| *sum > 0xff) {
        let over = sums.map(|sum| sum >> 8);
        for at in 0..N {
            sums[at] = (sums[at] & 0xff) + over[(at + 1) % N];
        }
    }
    sums.map(|sum| sum as u8)
}

fn greatest_common_divisor(one: usize, other: usize) -> usize {
    if other == 0 { one } else { greatest_common_divisor(other, one % other) }
}

#[cfg(test)]
mod tests {
    use super::*;

    // RFC 3961 A.1.
    #[test]
    fn published_folds_come_out() {
        assert_eq!(fold(b"012345"), 0xbe07_2631_276b_1955_u64.to_be_bytes());
        assert_eq!(fold(b"password"), [0x78, 0xa0, 0x7b, 0x6c, 0xaf, 0x85, 0xfa]);
        assert_eq!(
            fold(b"Rough Consensus, and Running Code"),
            0xbb6e_d308_70b7_f0e0_u64.to_be_bytes()
        );
        assert_eq!(fold(b"kerberos"), 0x6b65_7262_6572_6f73_7b9b_5b2b_9313_2b93_u128.to_be_bytes());
        let institute = fold::<24>(b"MASSACHVSETTS INSTITVTE OF TECHNOLOGY");
        assert_eq!(institute[..8], 0xdb3b_0d8f_0b06_1e60_u64.to_be_bytes());
        assert_eq!(institute[8..], 0x3282_b308_a508_4122_9ad7_98fa_b954_0c1b_u128.to_be_bytes());
        let q = fold::<21>(b"Q");
        assert_eq!(q[..8], 0x518a_54a2_15a8_452a_u64.to_be_bytes());
    }
}
