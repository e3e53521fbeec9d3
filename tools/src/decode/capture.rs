//! Files of captured packets: pcap and pcapng.
//!
//! Holds: [`read`], which gives frames one by one. Must not know: what is in a frame.

use crate::failure::Failure;
use pcap_parser::traits::PcapReaderIterator;
use pcap_parser::{Block, PcapBlockOwned, PcapError, create_reader};
use std::io::{self, Read};
use std::time::Duration;

/// Bytes that are read at first, and at most, of one block: frames of any link are far shorter.
const ROOM: usize = 64 << 10;
const MOST_ROOM: usize = 4 << 20;

/// Interfaces of a section of a pcapng file that are remembered.
const MOST_INTERFACES: usize = 1024;

/// One captured frame.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Its place in the file, from 1.
    pub number: u64,
    /// When it came, since 1970; `None` if the file does not say.
    pub time: Option<Duration>,
    /// What kind of link it was on (the numbers of tcpdump's LINKTYPE).
    pub link: i32,
    /// What was kept of it.
    pub bytes: &'a [u8],
    /// How long it was on the link.
    pub length: usize,
}

/// Gives the head of a file in one piece, since the parser looks at what comes first only once; then what comes as it comes,
/// so that a capture can be read while it is made.
struct HeadFirst<R> {
    inner: R,
    head_read: bool,
}

/// Bytes of the head of a pcap file, and of a pcapng file up to where its length and the order of its bytes are known.
const HEAD: usize = 24;

/// What a pcapng file begins with, and the order of bytes that it names then.
const SECTION: [u8; 4] = [0x0a, 0x0d, 0x0d, 0x0a];
const LITTLE_ENDIAN: [u8; 4] = [0x4d, 0x3c, 0x2b, 0x1a];

impl<R: Read> Read for HeadFirst<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if std::mem::replace(&mut self.head_read, true) {
            return self.inner.read(buf);
        }
        let mut filled = self.fill(buf, 0, HEAD)?;
        if let [a, b, c, d, length @ ..] = &buf[..filled]
            && [*a, *b, *c, *d] == SECTION
            && let (Some(length), Some(order)) = (length.first_chunk(), length.get(4..8))
        {
            let little = order == LITTLE_ENDIAN;
            let length =
                if little { u32::from_le_bytes(*length) } else { u32::from_be_bytes(*length) };
            filled = self.fill(buf, filled, usize::try_from(length).unwrap_or(usize::MAX))?;
        }
        Ok(filled)
    }
}

impl<R: Read> HeadFirst<R> {
    /// Reads on until there are so many bytes, or no room or nothing more. No more than that: the parser reads once more
    /// before it looks at anything.
    fn fill(&mut self, buf: &mut [u8], mut filled: usize, bytes: usize) -> io::Result<usize> {
        let room = bytes.min(buf.len());
        while filled < room {
            match self.inner.read(&mut buf[filled..room]) {
                Ok(0) => break,
                Ok(length) => filled += length,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(filled)
    }
}

/// An interface of a pcapng file.
#[derive(Clone, Copy)]
struct Interface {
    link: i32,
    /// Parts of a second that times count; `None` for a number that is none.
    resolution: Option<u64>,
}

/// What was said before the frames.
#[derive(Default)]
struct State {
    frames: u64,
    /// Of a pcap file: its link, and whether it counts nanoseconds.
    classic: Option<(i32, bool)>,
    interfaces: Vec<Interface>,
}

/// Reads a capture to its end and hands over each frame. Memory is bounded, whatever the file says. Blocks as the reader does.
///
/// # Errors
///
/// [`Failure::Capture`] for a file that is none, or goes wrong at some point: what came before that was handed over;
/// what `each` gives.
pub fn read(
    file: impl Read + Send,
    mut each: impl FnMut(&Frame<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut reader =
        create_reader(ROOM, HeadFirst { inner: file, head_read: false }).map_err(|error| {
            Failure::Capture(match error {
                PcapError::Eof => "an empty file".into(),
                PcapError::ReadError => "it cannot be read".into(),
                _ => "neither pcap nor pcapng".into(),
            })
        })?;
    let mut state = State::default();
    loop {
        let after = state.frames;
        match reader.next() {
            Ok((length, block)) => {
                if let Some(frame) = state.take(&block) {
                    each(&frame)?;
                }
                drop(block);
                if length == 0 {
                    return Err(wrong(after, "a block of no length"));
                }
                reader.consume(length);
            }
            Err(PcapError::Eof) => return Ok(()),
            Err(PcapError::Incomplete(_) | PcapError::BufferTooSmall) => more(&mut *reader, after)?,
            Err(PcapError::UnexpectedEof) => {
                return Err(wrong(after, "the file ends in the middle of a frame"));
            }
            Err(PcapError::ReadError) => return Err(wrong(after, "the file cannot be read")),
            Err(_) => return Err(wrong(after, "what comes is no frame")),
        }
    }
}

fn wrong(after: u64, what: &str) -> Failure {
    Failure::Capture(format!("after frame {after}: {what}"))
}

/// Reads on, with more room if there is none.
fn more(reader: &mut (dyn PcapReaderIterator + Send), after: u64) -> Result<(), Failure> {
    let before = reader.data().len();
    reader.refill().map_err(|_| wrong(after, "the file cannot be read"))?;
    if reader.data().len() > before || reader.reader_exhausted() {
        return Ok(());
    }
    let room = before.saturating_mul(2).max(2 * ROOM);
    if room > MOST_ROOM || !reader.grow(room) {
        return Err(wrong(after, "a block of more than 2 MiB"));
    }
    Ok(())
}

impl State {
    /// The frame in a block, if it has one.
    fn take<'a>(&mut self, block: &'a PcapBlockOwned<'_>) -> Option<Frame<'a>> {
        let (time, link, bytes, length) = match block {
            PcapBlockOwned::LegacyHeader(header) => {
                self.classic = Some((header.network.0, header.is_nanosecond_precision()));
                return None;
            }
            PcapBlockOwned::Legacy(frame) => {
                let (link, nanoseconds) = self.classic?;
                let unit = if nanoseconds { 1 } else { 1000 };
                let part = Duration::from_nanos(u64::from(frame.ts_usec) * unit);
                let time = Duration::from_secs(frame.ts_sec.into()).checked_add(part);
                (time, link, frame.data, frame.origlen)
            }
            PcapBlockOwned::NG(Block::SectionHeader(_)) => {
                self.interfaces.clear();
                return None;
            }
            PcapBlockOwned::NG(Block::InterfaceDescription(interface)) => {
                if self.interfaces.len() < MOST_INTERFACES {
                    let (link, resolution) = (interface.linktype.0, interface.ts_resolution());
                    self.interfaces.push(Interface { link, resolution });
                }
                return None;
            }
            PcapBlockOwned::NG(Block::EnhancedPacket(packet)) => {
                let at = usize::try_from(packet.if_id).unwrap_or(usize::MAX);
                let interface = self.interfaces.get(at)?;
                let ticks = u64::from(packet.ts_high) << 32 | u64::from(packet.ts_low);
                let time = interface.resolution.map(|resolution| time_of(ticks, resolution));
                let kept = usize::try_from(packet.caplen).unwrap_or(usize::MAX);
                let bytes = &packet.data[..kept.min(packet.data.len())];
                (time, interface.link, bytes, packet.origlen)
            }
            PcapBlockOwned::NG(Block::SimplePacket(packet)) => {
                let length = usize::try_from(packet.origlen).unwrap_or(usize::MAX);
                let bytes = &packet.data[..length.min(packet.data.len())];
                (None, self.interfaces.first()?.link, bytes, packet.origlen)
            }
            PcapBlockOwned::NG(_) => return None,
        };
        self.frames += 1;
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        Some(Frame { number: self.frames, time, link, bytes, length })
    }
}

fn time_of(ticks: u64, resolution: u64) -> Duration {
    let resolution = resolution.max(1);
    let part = u128::from(ticks % resolution) * 1_000_000_000 / u128::from(resolution);
    Duration::new(ticks / resolution, u32::try_from(part).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a byte at a time.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            let length = buf.len().min(1);
            self.0.read(&mut buf[..length])
        }
    }

    #[test]
    fn the_head_of_a_file_comes_in_one_piece_and_the_rest_as_it_comes() {
        let section = |length: u32, order: [u8; 4]| {
            let little = order == LITTLE_ENDIAN;
            let length = if little { length.to_le_bytes() } else { length.to_be_bytes() };
            [&SECTION[..], &length, &order, &[7; 500]].concat()
        };
        let big = [0x1a, 0x2b, 0x3c, 0x4d];
        for (file, head) in [
            (vec![1; 500], HEAD),
            (vec![1; 5], 5),
            (section(100, LITTLE_ENDIAN), 100),
            (section(100, big), 100),
            (section(3, big), HEAD),
            (section(u32::MAX, big), 300),
        ] {
            let mut reader = HeadFirst { inner: Slow(&file), head_read: false };
            let mut buffer = [0; 300];
            assert_eq!(reader.read(&mut buffer).ok(), Some(head));
            assert!(reader.read(&mut buffer).is_ok_and(|length| length <= 1));
        }
    }
}
