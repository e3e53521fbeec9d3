//! Types that are bytes.
//!
//! Holds: [`Text`], [`Chars`], [`Opaque`], [`FixedOpaque`] and [`AfsUuid`]. Must not know: several values.

use crate::opaque::{FixedOpaque, Opaque};
use crate::text::{Chars, Text};
use crate::uuid::AfsUuid;
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use std::fmt;

/// How bytes are written for people.
#[derive(Clone, Copy)]
enum Readable {
    /// As they are, if they are text; else as numbers.
    Text,
    /// Two digits each. Dashes among them are passed over on reading.
    Hexadecimal,
}

impl Readable {
    fn serialize<S: Serializer>(self, bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        if !to.is_human_readable() {
            return to.serialize_bytes(bytes);
        }
        match (self, std::str::from_utf8(bytes)) {
            (Self::Text, Ok(text)) => to.serialize_str(text),
            (Self::Text, Err(_)) => to.collect_seq(bytes),
            (Self::Hexadecimal, _) => to.collect_str(&Hexadecimal(bytes)),
        }
    }

    /// Reads at most so many bytes.
    fn deserialize<'de, D: Deserializer<'de>>(
        self,
        most: usize,
        from: D,
    ) -> Result<Vec<u8>, D::Error> {
        let readable = from.is_human_readable();
        let visitor = Bytes { readable: self, most };
        if readable { from.deserialize_any(visitor) } else { from.deserialize_byte_buf(visitor) }
    }
}

struct Hexadecimal<'a>(&'a [u8]);

impl fmt::Display for Hexadecimal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

fn from_hexadecimal(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.bytes().filter(|byte| *byte != b'-').collect();
    let digit = |byte: u8| u8::try_from(char::from(byte).to_digit(16)?).ok();
    let byte = |pair: &[u8]| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    };
    digits.chunks(2).map(byte).collect()
}

struct Bytes {
    readable: Readable,
    most: usize,
}

impl Bytes {
    fn bounded<E: Error>(&self, bytes: Vec<u8>) -> Result<Vec<u8>, E> {
        if bytes.len() > self.most { Err(E::invalid_length(bytes.len(), self)) } else { Ok(bytes) }
    }
}

impl<'de> Visitor<'de> for Bytes {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = match self.readable {
            Readable::Text => "",
            Readable::Hexadecimal => ", in hexadecimal digits if as text",
        };
        write!(f, "at most {} bytes{digits}", self.most)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<u8>, E> {
        let bytes = match self.readable {
            Readable::Text => Some(text.as_bytes().to_vec()),
            Readable::Hexadecimal => from_hexadecimal(text),
        };
        let wrong = || E::invalid_value(serde::de::Unexpected::Str(text), &self);
        self.bounded(bytes.ok_or_else(wrong)?)
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
        self.bounded(bytes.to_vec())
    }

    fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Vec<u8>, E> {
        self.bounded(bytes)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Vec<u8>, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = elements.next_element()? {
            bytes.push(byte);
            if bytes.len() > self.most {
                return Err(A::Error::invalid_length(bytes.len(), &self));
            }
        }
        Ok(bytes)
    }
}

impl<const MAX: usize> Serialize for Text<MAX> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Readable::Text.serialize(self, to)
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Text<MAX> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Readable::Text.deserialize(MAX, from).map(Self)
    }
}

/// What is behind the first NUL is left out if it is nothing but NULs.
impl<const N: usize> Serialize for Chars<N> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let front: &[u8] = self;
        let rest_is_empty = self.0[front.len()..].iter().all(|byte| *byte == 0);
        let bytes = if rest_is_empty { front } else { &self.0[..] };
        Readable::Text.serialize(bytes, to)
    }
}

impl<'de, const N: usize> Deserialize<'de> for Chars<N> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let bytes = Readable::Text.deserialize(N, from)?;
        Self::new(bytes).map_err(D::Error::custom)
    }
}

impl<const MAX: usize> Serialize for Opaque<MAX> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Readable::Hexadecimal.serialize(self, to)
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Opaque<MAX> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Readable::Hexadecimal.deserialize(MAX, from).map(Self::from)
    }
}

/// Exactly `N` bytes, written as opaque data.
fn exactly<'de, const N: usize, D: Deserializer<'de>>(from: D) -> Result<[u8; N], D::Error> {
    let bytes = Readable::Hexadecimal.deserialize(N, from)?;
    let length = bytes.len();
    bytes.try_into().map_err(|_| D::Error::custom(format!("{length} bytes where {N} are needed")))
}

impl<const N: usize> Serialize for FixedOpaque<N> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Readable::Hexadecimal.serialize(&self.0, to)
    }
}

impl<'de, const N: usize> Deserialize<'de> for FixedOpaque<N> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        exactly(from).map(Self)
    }
}

impl Serialize for AfsUuid {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() { to.collect_str(self) } else { to.serialize_bytes(&self.0) }
    }
}

impl<'de> Deserialize<'de> for AfsUuid {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        exactly(from).map(Self)
    }
}
