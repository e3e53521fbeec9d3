//! Several values.
//!
//! Holds: [`List`], [`Chain`], and arrays of any length. Must not know: bytes.

use crate::list::{Chain, List};
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// At most so many elements.
struct Elements<T> {
    most: usize,
    of: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Elements<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.most {
            usize::MAX => f.write_str("a sequence"),
            most => write!(f, "at most {most} elements"),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Vec<T>, A::Error> {
        let mut all = Vec::new();
        while let Some(element) = elements.next_element()? {
            all.push(element);
            if all.len() > self.most {
                return Err(A::Error::invalid_length(all.len(), &self));
            }
        }
        Ok(all)
    }
}

impl<T: Serialize, const MAX: usize> Serialize for List<T, MAX> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self)
    }
}

impl<'de, T: Deserialize<'de>, const MAX: usize> Deserialize<'de> for List<T, MAX> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(Elements { most: MAX, of: PhantomData }).map(Self)
    }
}

impl<T: Serialize> Serialize for Chain<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Chain<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(Elements { most: usize::MAX, of: PhantomData }).map(Self)
    }
}

/// For `#[serde(with = "…")]` on a field that is an array of more than 32 elements, which serde has no traits for.
pub mod serde_array {
    use super::*;
    use serde::ser::SerializeTuple;

    /// Writes the elements.
    ///
    /// # Errors
    ///
    /// Those of the format.
    pub fn serialize<T: Serialize, S: Serializer, const N: usize>(
        array: &[T; N],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        let mut tuple = to.serialize_tuple(N)?;
        array.iter().try_for_each(|element| tuple.serialize_element(element))?;
        tuple.end()
    }

    /// Reads exactly as many elements as there are.
    ///
    /// # Errors
    ///
    /// Those of the format, and for another number of elements.
    pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>, const N: usize>(
        from: D,
    ) -> Result<[T; N], D::Error> {
        let all = from.deserialize_tuple(N, Elements { most: N, of: PhantomData })?;
        let length = all.len();
        all.try_into()
            .map_err(|_| D::Error::custom(format!("{length} elements where {N} are needed")))
    }
}
