//! The request protocol of the C peer (`tests/interop/openafs/rxpeer.c`), spoken by a service of ours:
//! echo, bulk both ways, a slow server, aborts. The head of the C program describes the requests.
//!
//! It works on anything that reads a request and writes a reply, so it knows neither front end, and it
//! can be tried without a network. Every length that a peer asks for is bounded.

use std::io::{self, Read, Write};
use std::thread;
use std::time::Duration;

/// The service id that the C peer offers and asks for when it is not told otherwise.
pub const SERVICE: u16 = 147;

/// Abort code of an unknown operation: `RXGEN_OPCODE` of OpenAFS's `rxgen`.
pub const UNKNOWN_OPERATION: i32 = -455;

/// Abort code of a request that ends too early, goes on too long or asks for too much:
/// `RXGEN_SS_UNMARSHAL` of OpenAFS's `rxgen`.
pub const BAD_REQUEST: i32 = -453;

/// The operations, by their numbers on the wire.
pub mod operation {
    /// `len, data[len]`: the same data.
    pub const ECHO: u32 = 1;
    /// `len (64 bits), data[len]`: the length and the sum of all bytes.
    pub const SINK: u32 = 2;
    /// `len (64 bits)`: that much of the pattern, then the sum of its bytes.
    pub const SOURCE: u32 = 3;
    /// `s, r, data[s]`: `r` bytes of the pattern.
    pub const RPC: u32 = 4;
    /// `ms`: the same number, after so many milliseconds.
    pub const SLEEP: u32 = 5;
    /// `code`: the call is aborted with this code.
    pub const ABORT: u32 = 6;
    /// Nothing: a text about the service, to the end of the reply.
    pub const WHOAMI: u32 = 7;
    /// `chunk, count, ms`: `count` chunks of the pattern with a pause after each.
    pub const TRICKLE: u32 = 8;
    /// `len (64 bits), chunk, ms, data[len]`: as `SINK`, read slowly.
    pub const SLOW_SINK: u32 = 9;
    /// `len`, then anything, which is not read: `len` bytes of the pattern.
    pub const HALF_READ: u32 = 10;
    /// `len, code`: `len` bytes of the pattern, then the call is aborted with this code.
    pub const PART_ABORT: u32 = 11;
}

const LONGEST_ECHO: u64 = 16 << 20;
const LONGEST_BULK: u64 = 16 << 30;
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
const CHUNK: usize = 64 * 1024;

/// Byte `at` of the pattern that both sides send. Its period is 2^24 bytes.
#[must_use]
pub const fn pattern_byte(at: u64) -> u8 {
    let [low, middle, high, ..] = at.to_le_bytes();
    low ^ middle ^ high
}

/// The first `length` bytes of the pattern.
#[must_use]
pub fn pattern(length: usize) -> Vec<u8> {
    (0..length as u64).map(pattern_byte).collect()
}

/// The sum of all bytes, modulo 2^32.
#[must_use]
pub fn sum_of(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |sum, byte| sum.wrapping_add(u32::from(*byte)))
}

/// Reads one request from `call` and writes the reply to it. Blocks as long as the call's own reading
/// and writing block, and as long as the request asks it to sleep (at most one minute a time).
///
/// # Errors
///
/// The code that the call is to be aborted with: the one that was asked for, [`UNKNOWN_OPERATION`], or
/// [`BAD_REQUEST`] when reading or writing failed or the request is not one of this protocol.
pub fn answer<C: Read + Write>(call: &mut C) -> Result<(), i32> {
    match read_word(call)? {
        operation::ECHO => echo(call),
        operation::SINK => {
            let length = read_length(call)?;
            sink(call, length, CHUNK, Duration::ZERO)
        }
        operation::SOURCE => {
            let length = read_length(call)?;
            end_of_request(call)?;
            let sum = write_pattern(call, length, CHUNK, Duration::ZERO)?;
            write_word(call, sum)
        }
        operation::RPC => {
            let (sent, wanted) = (read_word(call)?, read_word(call)?);
            read_data(call, u64::from(sent), CHUNK, Duration::ZERO)?;
            end_of_request(call)?;
            write_pattern(call, u64::from(wanted), CHUNK, Duration::ZERO).map(drop)
        }
        operation::SLEEP => {
            let milliseconds = read_word(call)?;
            end_of_request(call)?;
            thread::sleep(pause(milliseconds)?);
            write_word(call, milliseconds)
        }
        operation::ABORT => Err(read_word(call)?.cast_signed()),
        operation::WHOAMI => {
            end_of_request(call)?;
            call.write_all(b"rxrpc peer service").map_err(failed)
        }
        operation::TRICKLE => trickle(call),
        operation::SLOW_SINK => {
            let (length, chunk) = (read_length(call)?, read_word(call)?);
            let pause = pause(read_word(call)?)?;
            let chunk = usize::try_from(chunk).map_err(|_| BAD_REQUEST)?.clamp(1, CHUNK);
            sink(call, length, chunk, pause)
        }
        operation::HALF_READ => {
            let length = read_word(call)?;
            write_pattern(call, u64::from(length), CHUNK, Duration::ZERO).map(drop)
        }
        operation::PART_ABORT => {
            let (length, code) = (read_word(call)?, read_word(call)?);
            end_of_request(call)?;
            write_pattern(call, u64::from(length), CHUNK, Duration::ZERO)?;
            Err(code.cast_signed())
        }
        _ => Err(UNKNOWN_OPERATION),
    }
}

/// The reply to a request that is all there, and how it ended; as [`answer`]. What is to come before an abort is there too.
pub fn answer_whole(request: &[u8]) -> (Vec<u8>, Result<(), i32>) {
    let mut call = Whole { request, reply: Vec::new() };
    let outcome = answer(&mut call);
    (call.reply, outcome)
}

/// A call whose request is all there.
struct Whole<'a> {
    request: &'a [u8],
    reply: Vec<u8>,
}

impl Read for Whole<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.request.read(buffer)
    }
}

impl Write for Whole<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.reply.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An Rx call is half duplex: the whole request is read before the reply begins.
fn echo(call: &mut (impl Read + Write)) -> Result<(), i32> {
    let length = u64::from(read_word(call)?);
    if length > LONGEST_ECHO {
        return Err(BAD_REQUEST);
    }
    let mut data = Vec::new();
    // Grows with what arrives, not with what was announced.
    call.take(length).read_to_end(&mut data).map_err(failed)?;
    if data.len() as u64 != length {
        return Err(BAD_REQUEST);
    }
    end_of_request(call)?;
    call.write_all(&data).map_err(failed)
}

fn sink(
    call: &mut (impl Read + Write),
    length: u64,
    chunk: usize,
    pause: Duration,
) -> Result<(), i32> {
    let sum = read_data(call, length, chunk, pause)?;
    end_of_request(call)?;
    call.write_all(&length.to_be_bytes()).map_err(failed)?;
    write_word(call, sum)
}

fn trickle(call: &mut (impl Read + Write)) -> Result<(), i32> {
    let (chunk, count) = (read_word(call)?, read_word(call)?);
    let pause = pause(read_word(call)?)?;
    end_of_request(call)?;
    let chunk_bytes = usize::try_from(chunk).map_err(|_| BAD_REQUEST)?.clamp(1, CHUNK);
    write_pattern(call, u64::from(chunk) * u64::from(count), chunk_bytes, pause).map(drop)
}

fn pause(milliseconds: u32) -> Result<Duration, i32> {
    let pause = Duration::from_millis(milliseconds.into());
    if pause > LONGEST_PAUSE { Err(BAD_REQUEST) } else { Ok(pause) }
}

/// Which error it was does not matter to the peer: either it knows (its own abort) or it is gone.
#[allow(clippy::needless_pass_by_value, reason = "the shape that map_err wants")]
fn failed(_error: io::Error) -> i32 {
    BAD_REQUEST
}

fn read_word(call: &mut impl Read) -> Result<u32, i32> {
    let mut word = [0; 4];
    call.read_exact(&mut word).map_err(failed)?;
    Ok(u32::from_be_bytes(word))
}

fn read_length(call: &mut impl Read) -> Result<u64, i32> {
    let length = u64::from(read_word(call)?) << 32 | u64::from(read_word(call)?);
    if length > LONGEST_BULK { Err(BAD_REQUEST) } else { Ok(length) }
}

fn end_of_request(call: &mut impl Read) -> Result<(), i32> {
    match call.read(&mut [0]).map_err(failed)? {
        0 => Ok(()),
        _ => Err(BAD_REQUEST),
    }
}

/// Reads `length` bytes and gives their sum.
fn read_data(call: &mut impl Read, length: u64, chunk: usize, pause: Duration) -> Result<u32, i32> {
    let mut buffer = vec![0; chunk];
    let mut left = length;
    let mut sum = 0_u32;
    while left > 0 {
        let wanted = usize::try_from(left).unwrap_or(chunk).min(chunk);
        call.read_exact(&mut buffer[..wanted]).map_err(failed)?;
        sum = sum.wrapping_add(sum_of(&buffer[..wanted]));
        left -= wanted as u64;
        thread::sleep(pause);
    }
    Ok(sum)
}

/// Writes `length` bytes of the pattern and gives their sum.
fn write_pattern(
    call: &mut impl Write,
    length: u64,
    chunk: usize,
    pause: Duration,
) -> Result<u32, i32> {
    let mut buffer = Vec::with_capacity(chunk);
    let mut at = 0;
    let mut sum = 0_u32;
    while at < length {
        buffer.clear();
        buffer.extend((at..length.min(at.saturating_add(chunk as u64))).map(pattern_byte));
        call.write_all(&buffer).map_err(failed)?;
        sum = sum.wrapping_add(sum_of(&buffer));
        at += buffer.len() as u64;
        if at < length {
            thread::sleep(pause);
        }
    }
    Ok(sum)
}

fn write_word(call: &mut impl Write, word: u32) -> Result<(), i32> {
    call.write_all(&word.to_be_bytes()).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(words: &[u32], data: &[u8]) -> (Result<(), i32>, Vec<u8>) {
        let mut request: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
        request.extend_from_slice(data);
        let (reply, outcome) = answer_whole(&request);
        (outcome, reply)
    }

    #[test]
    fn the_pattern_has_the_values_of_the_c_peer() {
        assert_eq!(pattern(4), [0, 1, 2, 3]);
        assert_eq!(pattern_byte(0x01_02_04), 0x07);
        assert_eq!(pattern_byte(1 << 24), 0);
    }

    #[test]
    fn an_echo_gives_back_what_came() {
        assert_eq!(ask(&[operation::ECHO, 3], b"abc"), (Ok(()), b"abc".to_vec()));
        assert_eq!(ask(&[operation::ECHO, 0], b""), (Ok(()), Vec::new()));
    }

    #[test]
    fn a_request_of_the_wrong_length_is_refused_without_a_reply() {
        assert_eq!(ask(&[operation::ECHO, 4], b"abc"), (Err(BAD_REQUEST), Vec::new()));
        assert_eq!(ask(&[operation::ECHO, 2], b"abc"), (Err(BAD_REQUEST), Vec::new()));
        assert_eq!(ask(&[operation::ECHO, u32::MAX], b""), (Err(BAD_REQUEST), Vec::new()));
        assert_eq!(ask(&[operation::SLEEP, u32::MAX], b""), (Err(BAD_REQUEST), Vec::new()));
        assert_eq!(ask(&[], b"ab"), (Err(BAD_REQUEST), Vec::new()));
    }

    #[test]
    fn bulk_data_is_summed_in_both_directions() {
        let data = pattern(100_000);
        let (outcome, reply) = ask(&[operation::SINK, 0, 100_000], &data);
        assert_eq!(outcome, Ok(()));
        assert_eq!(reply[..8], 100_000_u64.to_be_bytes());
        assert_eq!(reply[8..], sum_of(&data).to_be_bytes());
        let (outcome, reply) = ask(&[operation::SOURCE, 0, 100_000], b"");
        assert_eq!(outcome, Ok(()));
        assert_eq!(reply[..100_000], data);
        assert_eq!(reply[100_000..], sum_of(&data).to_be_bytes());
    }

    #[test]
    fn an_early_answer_does_not_wait_for_the_rest_of_the_request() {
        assert_eq!(ask(&[operation::HALF_READ, 5], b"unread"), (Ok(()), pattern(5)));
    }

    #[test]
    fn aborts_carry_the_code_that_was_asked_for() {
        assert_eq!(ask(&[operation::ABORT, (-7_i32).cast_unsigned()], b""), (Err(-7), Vec::new()));
        assert_eq!(ask(&[operation::PART_ABORT, 9, 42], b""), (Err(42), pattern(9)));
        assert_eq!(ask(&[99], b""), (Err(UNKNOWN_OPERATION), Vec::new()));
    }
}
