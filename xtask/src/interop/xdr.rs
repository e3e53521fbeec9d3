//! The little of XDR (RFC 4506) that the AFS calls of the cases need. Nothing of Rx is known here.

use xtask::programs::failure::{Failure, require};

/// Builds a request.
#[derive(Default)]
pub(crate) struct Writer(Vec<u8>);

impl Writer {
    /// A request that begins with its operation code, as every AFS request does.
    pub(crate) fn operation(code: u32) -> Writer {
        Writer::default().word(code)
    }

    /// Adds a 32-bit word.
    pub(crate) fn word(mut self, value: u32) -> Writer {
        self.0.extend_from_slice(&value.to_be_bytes());
        self
    }

    /// Adds a 64-bit value, high word first.
    pub(crate) fn double_word(mut self, value: u64) -> Writer {
        self.0.extend_from_slice(&value.to_be_bytes());
        self
    }

    /// Adds a string: length, bytes, padding to a whole word.
    pub(crate) fn string(self, text: &str) -> Writer {
        let mut writer = self.word(u32::try_from(text.len()).unwrap_or(u32::MAX));
        writer.0.extend_from_slice(text.as_bytes());
        writer.0.resize(writer.0.len().next_multiple_of(4), 0);
        writer
    }

    /// Adds a name as the protection server wants it: an array of 64 characters, each a whole word.
    pub(crate) fn name_of_words(mut self, name: &str) -> Writer {
        for at in 0..64 {
            self = self.word(name.as_bytes().get(at).copied().unwrap_or(0).into());
        }
        self
    }

    /// Adds bytes as they are.
    pub(crate) fn bytes(mut self, bytes: &[u8]) -> Writer {
        self.0.extend_from_slice(bytes);
        self
    }

    /// The request.
    pub(crate) fn finish(self) -> Vec<u8> {
        self.0
    }
}

/// Takes a reply apart; never reads beyond its end.
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Reads from the beginning of `bytes`.
    pub(crate) fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader(bytes)
    }

    /// The next 32-bit word.
    pub(crate) fn word(&mut self) -> Result<u32, Failure> {
        let Some((word, rest)) = self.0.split_first_chunk::<4>() else {
            return Err(Failure::new(format!("reply too short: {} bytes left", self.0.len())));
        };
        self.0 = rest;
        Ok(u32::from_be_bytes(*word))
    }

    /// The next word as a signed number.
    pub(crate) fn number(&mut self) -> Result<i32, Failure> {
        self.word().map(u32::cast_signed)
    }

    /// The next `count` words.
    pub(crate) fn words(&mut self, count: usize) -> Result<Vec<u32>, Failure> {
        (0..count).map(|_| self.word()).collect()
    }

    /// Fails unless everything was read.
    pub(crate) fn end(self) -> Result<(), Failure> {
        require!(self.0.is_empty(), "{} bytes more than expected in the reply", self.0.len());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_padded_to_a_whole_word() {
        let bytes = Writer::operation(509).string("alice").word(7).finish();
        assert_eq!(
            bytes,
            [0, 0, 1, 253, 0, 0, 0, 5, b'a', b'l', b'i', b'c', b'e', 0, 0, 0, 0, 0, 0, 7]
        );
    }

    #[test]
    fn a_short_reply_and_a_long_one_are_refused() {
        assert!(Reader::new(&[0, 0, 1]).word().is_err());
        let mut reader = Reader::new(&[0xff, 0xff, 0xff, 0xff, 1]);
        assert_eq!(reader.number().unwrap(), -1);
        assert!(reader.end().is_err());
    }

    #[test]
    fn a_name_takes_sixty_four_words() {
        let bytes = Writer::default().name_of_words("ab").finish();
        assert_eq!(bytes.len(), 256);
        assert_eq!(bytes[..12], [0, 0, 0, b'a', 0, 0, 0, b'b', 0, 0, 0, 0]);
    }
}
