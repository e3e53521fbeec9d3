//! Reading.
//!
//! Holds: [`Reader`]. Must not know: any type that is made of elements.

use super::tag::Tag;
use crate::Timestamp;

/// Bytes that elements are taken from, one after the other.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

/// What was wrong with an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DerError {
    /// It ends before its length says.
    #[error("an element ends too early")]
    Short,
    /// Another element was due.
    #[error("element {found:?} where {wanted:?} is due")]
    Tag {
        /// What was due.
        wanted: Tag,
        /// What was there.
        found: Tag,
    },
    /// A length that is not given in advance, or in more than four bytes.
    #[error("a length of a form that is not known")]
    Length,
    /// Its content says nothing of its type.
    #[error("the content of element {0:?} is none")]
    Content(Tag),
}

impl<'a> Reader<'a> {
    /// Takes from these bytes.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// What was not taken yet: of an element just opened, its content.
    #[must_use]
    pub const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Takes the next element, which must be of this tag, and opens it.
    ///
    /// # Errors
    ///
    /// [`DerError::Short`], [`DerError::Tag`], [`DerError::Length`]; as of everything below.
    pub fn element(&mut self, wanted: Tag) -> Result<Self, DerError> {
        let [found, after @ ..] = self.rest else { return Err(DerError::Short) };
        let found = Tag(*found);
        if found != wanted {
            return Err(DerError::Tag { wanted, found });
        }
        let (len, after) = length(after)?;
        let (content, after) = after.split_at_checked(len).ok_or(DerError::Short)?;
        self.rest = after;
        Ok(Self::new(content))
    }

    /// Takes the next element if it is of this tag.
    ///
    /// # Errors
    ///
    /// As [`Self::element`].
    pub fn optional(&mut self, tag: Tag) -> Result<Option<Self>, DerError> {
        if self.rest.first() == Some(&tag.0) { self.element(tag).map(Some) } else { Ok(None) }
    }

    /// Takes the field of this number.
    ///
    /// # Errors
    ///
    /// As [`Self::element`].
    pub fn field(&mut self, number: u8) -> Result<Self, DerError> {
        self.element(Tag::field(number))
    }

    /// Takes an INTEGER.
    ///
    /// # Errors
    ///
    /// [`DerError::Content`] if it has not 1 to 8 bytes.
    pub fn integer(&mut self) -> Result<i64, DerError> {
        let content = self.element(Tag::INTEGER)?.rest;
        let [first, ..] = content else { return Err(DerError::Content(Tag::INTEGER)) };
        if content.len() > 8 {
            return Err(DerError::Content(Tag::INTEGER));
        }
        let sign = if first >> 7 == 0 { 0 } else { -1 };
        Ok(content.iter().fold(sign, |number, byte| number << 8 | i64::from(*byte)))
    }

    /// Takes an INTEGER of the numbers that `N` has.
    ///
    /// # Errors
    ///
    /// [`DerError::Content`] if it is none of them.
    pub fn number<N: TryFrom<i64>>(&mut self) -> Result<N, DerError> {
        self.integer()?.try_into().map_err(|_| DerError::Content(Tag::INTEGER))
    }

    /// Takes an OCTET STRING.
    ///
    /// # Errors
    ///
    /// As [`Self::element`].
    pub fn octets(&mut self) -> Result<&'a [u8], DerError> {
        self.element(Tag::OCTETS).map(|content| content.rest)
    }

    /// Takes a GeneralString, as the bytes that are in it.
    ///
    /// # Errors
    ///
    /// As [`Self::element`].
    pub fn text(&mut self) -> Result<&'a [u8], DerError> {
        self.element(Tag::TEXT).map(|content| content.rest)
    }

    /// Takes the bits of a BIT STRING, the first one highest; bits behind the 32nd are left out.
    ///
    /// # Errors
    ///
    /// [`DerError::Content`] if it has no bytes at all.
    pub fn bits(&mut self) -> Result<u32, DerError> {
        let content = self.element(Tag::BITS)?.rest;
        let [_unused, bits @ ..] = content else { return Err(DerError::Content(Tag::BITS)) };
        let mut first = [0; 4];
        for (to, from) in first.iter_mut().zip(bits) {
            *to = *from;
        }
        Ok(u32::from_be_bytes(first))
    }

    /// Takes a GeneralizedTime in the form of Kerberos, `19700101000000Z`.
    ///
    /// # Errors
    ///
    /// [`DerError::Content`] if it has another form, or is no time.
    pub fn time(&mut self) -> Result<Timestamp, DerError> {
        let content = self.element(Tag::TIME)?.rest;
        Timestamp::from_generalized(content).ok_or(DerError::Content(Tag::TIME))
    }
}

/// The length in front of a content, and what follows it.
fn length(bytes: &[u8]) -> Result<(usize, &[u8]), DerError> {
    let [first, after @ ..] = bytes else { return Err(DerError::Short) };
    if *first < 0x80 {
        return Ok((usize::from(*first), after));
    }
    let count = usize::from(first & 0x7f);
    if !(1..=4).contains(&count) {
        return Err(DerError::Length);
    }
    let (digits, after) = after.split_at_checked(count).ok_or(DerError::Short)?;
    let len = digits.iter().fold(0_u32, |len, digit| len << 8 | u32::from(*digit));
    Ok((usize::try_from(len).map_err(|_| DerError::Length)?, after))
}
