//! How long tickets of Kerberos 4 last.
//!
//! Holds: [`Lifetime`]. Must not know: when one begins.

use crate::Timestamp;

/// From 0x80 on, lives grow by a ratio instead of five minutes (rxkad in practice §2).
const LONG: [i64; 64] = [
    38_400, 41_055, 43_894, 46_929, 50_174, 53_643, 57_352, 61_318, 65_558, 70_091, 74_937, 80_119,
    85_658, 91_581, 97_914, 104_684, 111_922, 119_661, 127_935, 136_781, 146_239, 156_350, 167_161,
    178_720, 191_077, 204_289, 218_415, 233_517, 249_664, 266_926, 285_383, 305_116, 326_213,
    348_769, 372_885, 398_668, 426_234, 455_705, 487_215, 520_904, 556_921, 595_430, 636_601,
    680_618, 727_680, 777_995, 831_789, 889_303, 950_794, 1_016_537, 1_086_825, 1_161_973,
    1_242_318, 1_328_218, 1_420_057, 1_518_247, 1_623_226, 1_735_464, 1_855_462, 1_983_758,
    2_120_925, 2_267_576, 2_424_367, 2_592_000,
];
const STEP: i64 = 300;
const FIRST_LONG: u8 = 0x80;

/// How long a ticket of Kerberos 4 lasts, as its byte says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lifetime(pub u8);

impl Lifetime {
    /// For ever.
    pub const NEVER: Self = Self(0xff);
    /// The longest one that ends: 30 days.
    pub const LONGEST: Self = Self(0xbf);
    /// The longest one that Linux and OpenAFS take for the same: Linux multiplies by five minutes always.
    pub const LONGEST_OF_LINUX: Self = Self(0x7f);

    /// The shortest one of at least so many seconds; 30 days if none is.
    #[must_use]
    pub fn at_least(seconds: i64) -> Self {
        let enough = |byte: &u8| Self(*byte).seconds().is_some_and(|life| life >= seconds);
        (0..=Self::LONGEST.0).find(enough).map_or(Self::LONGEST, Self)
    }

    /// Seconds; `None` if it never ends.
    #[must_use]
    pub fn seconds(self) -> Option<i64> {
        match self {
            Self::NEVER => None,
            Self(short @ 0..FIRST_LONG) => Some(i64::from(short) * STEP),
            Self(long) => {
                let at = usize::from(long - FIRST_LONG).min(LONG.len() - 1);
                Some(LONG[at])
            }
        }
    }

    /// When a ticket ends that begins here.
    #[must_use]
    pub fn end(self, start: Timestamp) -> Timestamp {
        self.seconds().map_or(Timestamp::NEVER, |seconds| start.plus(seconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_seconds() {
        for (byte, seconds) in [
            (0, Some(0)),
            (1, Some(300)),
            (0x7f, Some(38_100)),
            (0x80, Some(38_400)),
            (140, Some(85_658)),
            (0xbf, Some(2_592_000)),
            (0xc0, Some(2_592_000)),
            (0xfe, Some(2_592_000)),
            (0xff, None),
        ] {
            assert_eq!(Lifetime(byte).seconds(), seconds);
        }
        assert_eq!(Lifetime::at_least(0), Lifetime(0));
        assert_eq!(Lifetime::at_least(301), Lifetime(2));
        assert_eq!(Lifetime::at_least(85_659), Lifetime(141));
        assert_eq!(Lifetime::at_least(i64::MAX), Lifetime::LONGEST);
        assert_eq!(Lifetime::NEVER.end(Timestamp(5)), Timestamp::NEVER);
    }
}
