//! Several values of one type, as many as there are.
//!
//! Holds: [`List`], which begins with its length, and [`Chain`], whose elements each say whether there is one more. Must
//! not know: calls.

use crate::decode::{Decode, Decoder};
use crate::encode::{Encode, Encoder};
use crate::error::{DecodeError, EncodeError};
use std::ops::{Deref, DerefMut};

/// Room that is made for elements before the first is read, in bytes.
const ROOM_AT_FIRST: usize = 4096;

/// `T x<MAX>`: up to `MAX` elements. More can be held, but not written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct List<T, const MAX: usize>(pub Vec<T>);

impl<T: Encode, const MAX: usize> Encode for List<T, MAX> {
    fn encode(&self, to: &mut Encoder) -> Result<(), EncodeError> {
        to.length(self.len(), MAX)?;
        self.iter().try_for_each(|element| element.encode(to))
    }
}

impl<T: Decode, const MAX: usize> Decode for List<T, MAX> {
    const MIN: usize = 4;
    const MAX: usize = MAX.saturating_mul(T::MAX).saturating_add(4);

    fn decode(from: &mut Decoder) -> Result<Self, DecodeError> {
        let length = from.length(MAX, T::MIN)?;
        let at_first = length.min(ROOM_AT_FIRST / size_of::<T>().max(1));
        let mut elements = Vec::with_capacity(at_first);
        for _ in 0..length {
            elements.push(T::decode(from)?);
        }
        Ok(Self(elements))
    }
}

/// A linked list of an interface, `struct element { …; element *next; }`, without the links: a word before each element
/// says that there is one, and a 0 that there are no more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chain<T>(pub Vec<T>);

impl<T: Encode> Encode for Chain<T> {
    fn encode(&self, to: &mut Encoder) -> Result<(), EncodeError> {
        for element in &self.0 {
            to.word(1);
            element.encode(to)?;
        }
        to.word(0);
        Ok(())
    }
}

impl<T: Decode> Decode for Chain<T> {
    const MIN: usize = 4;
    const MAX: usize = usize::MAX;

    fn decode(from: &mut Decoder) -> Result<Self, DecodeError> {
        let mut elements = Vec::new();
        while from.word()? != 0 {
            elements.push(T::decode(from)?);
        }
        Ok(Self(elements))
    }
}

macro_rules! as_vec {
    ($(<T $(, const $max:ident: usize)?> $list:ty;)*) => {
        $(
            impl<T $(, const $max: usize)?> Default for $list {
                fn default() -> Self {
                    Self(Vec::new())
                }
            }

            impl<T $(, const $max: usize)?> Deref for $list {
                type Target = Vec<T>;

                fn deref(&self) -> &Vec<T> {
                    &self.0
                }
            }

            impl<T $(, const $max: usize)?> DerefMut for $list {
                fn deref_mut(&mut self) -> &mut Vec<T> {
                    &mut self.0
                }
            }

            impl<T $(, const $max: usize)?> From<Vec<T>> for $list {
                fn from(elements: Vec<T>) -> Self {
                    Self(elements)
                }
            }

            impl<T $(, const $max: usize)?> FromIterator<T> for $list {
                fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
                    Self(elements.into_iter().collect())
                }
            }

            impl<T $(, const $max: usize)?> IntoIterator for $list {
                type Item = T;
                type IntoIter = std::vec::IntoIter<T>;

                fn into_iter(self) -> Self::IntoIter {
                    self.0.into_iter()
                }
            }

            impl<'a, T $(, const $max: usize)?> IntoIterator for &'a $list {
                type Item = &'a T;
                type IntoIter = std::slice::Iter<'a, T>;

                fn into_iter(self) -> Self::IntoIter {
                    self.0.iter()
                }
            }
        )*
    };
}

as_vec! {
    <T, const MAX: usize> List<T, MAX>;
    <T> Chain<T>;
}
