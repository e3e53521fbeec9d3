//! Writing.
//!
//! Holds: functions that give an element as bytes. Must not know: any type that is made of elements.

use super::tag::Tag;
use crate::Timestamp;

/// An element of this content.
#[must_use]
pub fn element(tag: Tag, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag.0];
    if let Ok(len @ 0..0x80) = u8::try_from(content.len()) {
        out.push(len);
    } else {
        let len = content.len().to_be_bytes();
        let digits = &len[len.iter().take_while(|digit| **digit == 0).count()..];
        out.push(0x80 | digits.len() as u8);
        out.extend_from_slice(digits);
    }
    out.extend_from_slice(content);
    out
}

/// A SEQUENCE of elements in a row.
#[must_use]
pub fn sequence(elements: &[&[u8]]) -> Vec<u8> {
    element(Tag::SEQUENCE, &elements.concat())
}

/// An INTEGER, in as few bytes as it needs.
#[must_use]
pub fn integer(number: i64) -> Vec<u8> {
    let bytes = number.to_be_bytes();
    // A byte in front is not needed as long as the next one has the same sign.
    let needless = bytes.windows(2).take_while(|pair| {
        pair[0] == 0 && pair[1] >> 7 == 0 || pair[0] == 0xff && pair[1] >> 7 == 1
    });
    element(Tag::INTEGER, &bytes[needless.count()..])
}

/// An OCTET STRING.
#[must_use]
pub fn octets(content: &[u8]) -> Vec<u8> {
    element(Tag::OCTETS, content)
}

/// A GeneralString.
#[must_use]
pub fn text(content: &str) -> Vec<u8> {
    element(Tag::TEXT, content.as_bytes())
}

/// A GeneralizedTime; years beyond 9999 are cut to that.
#[must_use]
pub fn time(at: Timestamp) -> Vec<u8> {
    element(Tag::TIME, at.to_generalized().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::super::Reader;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(
            number: i64,
            content in prop::collection::vec(any::<u8>(), 0..400),
            seconds in 0..200_000_000_000_i64,
        ) {
            let all = sequence(&[&integer(number), &octets(&content), &time(Timestamp(seconds))]);
            let mut outer = Reader::new(&all);
            let mut reader = outer.element(Tag::SEQUENCE).unwrap();
            prop_assert!(outer.rest().is_empty());
            prop_assert_eq!(reader.integer(), Ok(number));
            prop_assert_eq!(reader.octets(), Ok(content.as_slice()));
            prop_assert_eq!(reader.time(), Ok(Timestamp(seconds)));
            prop_assert!(reader.rest().is_empty());
        }

        #[test]
        fn whatever_is_read_never_reaches_behind_its_end(
            bytes in prop::collection::vec(any::<u8>(), 0..40),
        ) {
            for tag in [Tag::INTEGER, Tag::SEQUENCE, Tag(*bytes.first().unwrap_or(&0))] {
                let mut reader = Reader::new(&bytes);
                if let Ok(content) = reader.element(tag) {
                    prop_assert!(content.rest().len() + reader.rest().len() + 2 <= bytes.len());
                }
            }
            let _ = Reader::new(&bytes).integer();
            let _ = Reader::new(&bytes).bits();
            let _ = Reader::new(&bytes).time();
        }
    }

    #[test]
    fn lengths_that_are_none_of_der() {
        use super::super::DerError::{Length, Short, Tag as Other};
        let read =
            |bytes: &[u8]| Reader::new(bytes).element(Tag(0x30)).map(|found| found.rest().len());
        assert_eq!(read(&[0x30, 0x80, 0, 0]), Err(Length));
        assert_eq!(read(&[0x30, 0x85, 0, 0, 0, 0, 1, 7]), Err(Length));
        assert_eq!(read(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 7]), Err(Short));
        assert_eq!(read(&[0x30, 0x82, 0, 1, 7]), Ok(1));
        assert_eq!(read(&[0x31, 0]), Err(Other { wanted: Tag(0x30), found: Tag(0x31) }));
        assert_eq!(read(&[]), Err(Short));
    }
}
