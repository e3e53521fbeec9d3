//! Partitions of file servers, which are numbers on the wire and names to people.
//!
//! Holds: how one becomes the other. Must not know: who has which.

/// Most partitions of a server: /vicepa to /vicepiu.
const PARTITIONS: i32 = 255;

/// The name of a partition: `/vicepa` of 0, `/vicepaa` of 26; `None` beyond 254, where there is none.
#[must_use]
pub fn name(number: i32) -> Option<String> {
    let letter = |place: i32| u8::try_from(place).ok().map(|place| char::from(b'a' + place));
    match number {
        0..26 => Some(format!("/vicep{}", letter(number)?)),
        26..PARTITIONS => {
            let number = number - 26;
            Some(format!("/vicep{}{}", letter(number / 26)?, letter(number % 26)?))
        }
        _ => None,
    }
}

/// The number of a partition, by its name or the letters alone: 0 of `/vicepa`, `vicepa` and `a`.
#[must_use]
pub fn number(name: &str) -> Option<i32> {
    let name = name.strip_prefix('/').unwrap_or(name);
    let letters = name.strip_prefix("vicep").unwrap_or(name);
    let place = |letter: &u8| letter.is_ascii_lowercase().then(|| i32::from(letter - b'a'));
    let number = match letters.as_bytes() {
        [one] => place(one)?,
        [first, second] => 26 + 26 * place(first)? + place(second)?,
        _ => return None,
    };
    (number < PARTITIONS).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::{name, number};

    #[test]
    fn names_and_numbers_belong_together() {
        for (at, called) in [(0, "/vicepa"), (25, "/vicepz"), (26, "/vicepaa"), (254, "/vicepiu")] {
            assert_eq!(name(at).as_deref(), Some(called));
            assert_eq!(number(called), Some(at));
        }
        for at in 0..255 {
            assert_eq!(name(at).and_then(|name| number(&name)), Some(at));
        }
        assert_eq!((number("vicepb"), number("b"), number("ab")), (Some(1), Some(1), Some(27)));
    }

    #[test]
    fn there_are_no_others() {
        for at in [-1, 255, i32::MIN, i32::MAX] {
            assert_eq!(name(at), None);
        }
        for wrong in ["", "/vicep", "A", "/vicep1", "abc", "iv", "zz", "/vicepé", "/tmp"] {
            assert_eq!(number(wrong), None, "{wrong}");
        }
    }
}
