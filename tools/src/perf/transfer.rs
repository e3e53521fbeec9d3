//! Moving the bytes that nobody looks at. Knows readers and writers; no calls, no protocol.

use std::io::{self, ErrorKind, Read, Write};

/// Bounds the buffer that a peer's read or write size asks for.
const LARGEST_BUFFER: usize = 1 << 20;

/// Reads `bytes` bytes and forgets them, `size` at a time.
///
/// # Errors
///
/// Those of the reader; `UnexpectedEof` when it ends too soon.
pub(crate) fn discard(from: &mut impl Read, bytes: u64, size: u32) -> io::Result<()> {
    let mut buffer = buffer(bytes, size);
    let mut left = bytes;
    while left > 0 {
        let want = bounded(left, buffer.len());
        match from.read(&mut buffer[..want]) {
            Ok(0) => return Err(ended_too_soon(left)),
            Ok(got) => left -= got as u64,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The other side's data ended before the last so many bytes.
fn ended_too_soon(missing: u64) -> io::Error {
    let text = format!("the data ended {missing} bytes too soon");
    io::Error::new(ErrorKind::UnexpectedEof, text)
}

/// Writes `bytes` zero bytes, `size` at a time.
///
/// # Errors
///
/// Those of the writer.
pub(crate) fn fill(to: &mut impl Write, bytes: u64, size: u32) -> io::Result<()> {
    let buffer = buffer(bytes, size);
    let mut left = bytes;
    while left > 0 {
        let some = bounded(left, buffer.len());
        to.write_all(&buffer[..some])?;
        left -= some as u64;
    }
    Ok(())
}

/// A buffer of the size asked for, within reason, and no larger than what is to be moved.
fn buffer(bytes: u64, size: u32) -> Vec<u8> {
    let size = usize::try_from(size).unwrap_or(LARGEST_BUFFER).clamp(1, LARGEST_BUFFER);
    vec![0; bounded(bytes, size)]
}

fn bounded(left: u64, most: usize) -> usize {
    usize::try_from(left).map_or(most, |left| left.min(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_the_bytes_asked_for_are_moved() {
        for (bytes, size) in [(0, 1), (1, 0), (10, 3), (12, 4), (5, u32::MAX)] {
            let mut written = Vec::new();
            fill(&mut written, bytes, size).unwrap();
            assert_eq!(written.len() as u64, bytes);

            written.extend_from_slice(b"rest");
            let mut left = written.as_slice();
            discard(&mut left, bytes, size).unwrap();
            assert_eq!(left, b"rest");
        }
    }

    #[test]
    fn an_early_end_is_an_error() {
        let error = discard(&mut [0; 9].as_slice(), 10, 4).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
        assert_eq!(error.to_string(), "the data ended 1 bytes too soon");
    }
}
