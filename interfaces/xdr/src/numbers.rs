//! Numbers, truth values, fixed arrays and what may be absent.
//!
//! Holds: the implementations for types of Rust. Must not know: calls.
//!
//! Every number of up to 32 bits is a whole word: signed ones sign-extended, unsigned ones zero-extended. What does not
//! fit is cut off on reading, as in C.

use crate::decode::{Decode, Decoder};
use crate::encode::{Encode, Encoder};
use crate::error::{DecodeError, EncodeError};

macro_rules! words {
    ($($number:ty => |$to:ident| $word:expr, |$from:ident| $value:expr;)*) => {
        $(
            impl Encode for $number {
                fn encode(&self, to: &mut Encoder) -> Result<(), EncodeError> {
                    let $to = *self;
                    to.word($word);
                    Ok(())
                }
            }

            impl Decode for $number {
                const MIN: usize = 4;
                const MAX: usize = 4;

                fn decode(from: &mut Decoder) -> Result<Self, DecodeError> {
                    let $from = from.word()?;
                    Ok($value)
                }
            }
        )*
    };
}

words! {
    u32 => |value| value, |word| word;
    i32 => |value| value.cast_unsigned(), |word| word.cast_signed();
    u16 => |value| value.into(), |word| (word & 0xffff) as u16;
    i16 => |value| i32::from(value).cast_unsigned(), |word| ((word & 0xffff) as u16).cast_signed();
    u8 => |value| value.into(), |word| (word & 0xff) as u8;
    i8 => |value| i32::from(value).cast_unsigned(), |word| ((word & 0xff) as u8).cast_signed();
    bool => |value| value.into(), |word| word != 0;
    f32 => |value| value.to_bits(), |word| f32::from_bits(word);
}

macro_rules! double_words {
    ($($number:ty => |$to:ident| $word:expr, |$from:ident| $value:expr;)*) => {
        $(
            impl Encode for $number {
                fn encode(&self, to: &mut Encoder) -> Result<(), EncodeError> {
                    let $to = *self;
                    to.double_word($word);
                    Ok(())
                }
            }

            impl Decode for $number {
                const MIN: usize = 8;
                const MAX: usize = 8;

                fn decode(from: &mut Decoder) -> Result<Self, DecodeError> {
                    let $from = from.double_word()?;
                    Ok($value)
                }
            }
        )*
    };
}

double_words! {
    u64 => |value| value, |word| word;
    i64 => |value| value.cast_unsigned(), |word| word.cast_signed();
    f64 => |value| value.to_bits(), |word| f64::from_bits(word);
}

impl<T: Encode, const N: usize> Encode for [T; N] {
    fn encode(&self, to: &mut Encoder) -> Result<(), EncodeError> {
        self.iter().try_for_each(|element| element.encode(to))
    }
}

impl<T: Decode, const N: usize> Decode for [T; N] {
    const MIN: usize = N.saturating_mul(T::MIN);
    const MAX: usize = N.saturating_mul(T::MAX);

    fn decode(from: &mut Decoder) -> Result<Self, DecodeError> {
        from.need(Self::MIN)?;
        let mut failure = Ok(());
        let elements: [Option<T>; N] = std::array::from_fn(|_| {
            if failure.is_err() {
                return None;
            }
            T::decode(from).map_err(|error| failure = Err(error)).ok()
        });
        failure?;
        // None is `None` without a failure.
        Ok(elements.map(|element| element.expect("every element was read")))
    }
}

/// An optional value: a word that says whether it is there, then the value.
impl<T: Encode> Encode for Option<T> {
    fn encode(&self, to: &mut Encoder) -> Result<(), EncodeError> {
        self.is_some().encode(to)?;
        self.iter().try_for_each(|value| value.encode(to))
    }
}

impl<T: Decode> Decode for Option<T> {
    const MIN: usize = 4;
    const MAX: usize = T::MAX.saturating_add(4);

    fn decode(from: &mut Decoder) -> Result<Self, DecodeError> {
        bool::decode(from)?.then(|| T::decode(from)).transpose()
    }
}
