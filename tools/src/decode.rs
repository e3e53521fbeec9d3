//! Captures of Rx, packet by packet.
//!
//! Holds: [`decode`]. Must not know: where a capture is from, how lines are shown.
//!
//! In rooms: [`capture`] (files to frames), [`datagram`] (frames to datagrams), `calls` with `way` (what packets mean to their
//! calls), [`keys`] (what opens sealed packets), `line` (how a packet is told).
//!
//! A capture may be anything. Memory is bounded by constants of each room, and time by the length of the capture.

mod calls;
pub mod capture;
pub mod datagram;
pub mod keys;
pub mod line;
mod way;

pub use keys::Keys;
pub use line::{CallName, Line};

use crate::failure::Failure;
use calls::Calls;
pub use calls::Learned;
use capture::Frame;
use datagram::{Content, Datagram, Datagrams};
use rxrpc_wire::{Packet, PacketType};
use serde::Serialize;
use std::fmt;
use std::io::Read;
use std::time::Duration;

/// What of a capture is wanted.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Wanted {
    /// Only datagrams from or to one of these UDP ports; of any, if there is none.
    pub ports: Vec<u16>,
    /// Whether the data of packets is told, too.
    pub data: bool,
    /// What opens sealed packets.
    pub keys: Keys,
    /// What was found out about them before, by [`learn`].
    pub learned: Learned,
}

/// What there was in a capture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// Frames in all.
    pub frames: u64,
    /// Packets of Rx among them.
    pub packets: u64,
    /// Fragments of datagrams that were whole only later, or never.
    pub fragments: u64,
    /// Datagrams of which too little was kept.
    pub cut_short: u64,
    /// Frames of a link that is not known here, and that link.
    pub unknown_link: Option<(u64, i32)>,
    /// Frames with something else.
    pub others: u64,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { frames, packets, fragments, cut_short, others, .. } = self;
        write!(f, "{frames} frames: {packets} packets of Rx")?;
        for (count, what) in
            [(fragments, "fragments"), (cut_short, "cut short"), (others, "of something else")]
        {
            if *count > 0 {
                write!(f, ", {count} {what}")?;
            }
        }
        match self.unknown_link {
            Some((count, link)) => {
                write!(f, ", {count} of link type {link}, which is not known here")
            }
            None => Ok(()),
        }
    }
}

/// Reads a capture to its end for what opens its sealed packets. Blocks as the reader does. How far a capture can be read is
/// told when it is decoded.
pub fn learn(file: impl Read + Send, keys: &Keys) -> Learned {
    let (mut datagrams, mut learned) = (Datagrams::default(), Learned::default());
    let _ = capture::read(file, |frame| {
        if let Content::Datagram(datagram) = datagrams.take(frame)
            && let Ok(packet) = Packet::parse(&datagram.payload)
        {
            learned.take(keys, (datagram.from, datagram.to), frame.time, &packet);
        }
        Ok(())
    });
    learned
}

/// Reads a capture to its end, and hands over a line for each packet of Rx. Blocks as the reader does.
///
/// # Errors
///
/// As [`capture::read`], after what there was before; the summary is of that then, too.
pub fn decode(
    file: impl Read + Send,
    wanted: Wanted,
    mut each: impl FnMut(Line) -> Result<(), Failure>,
) -> (Summary, Result<(), Failure>) {
    let mut decoder = Decoder {
        ports: wanted.ports,
        data: wanted.data,
        calls: Calls::new(wanted.keys, wanted.learned),
        datagrams: Datagrams::default(),
        began: None,
        summary: Summary::default(),
    };
    let done = capture::read(file, |frame| match decoder.take(frame) {
        Some(line) => each(line),
        None => Ok(()),
    });
    (decoder.summary, done)
}

struct Decoder {
    ports: Vec<u16>,
    data: bool,
    calls: Calls,
    datagrams: Datagrams,
    /// When the first frame came.
    began: Option<Duration>,
    summary: Summary,
}

impl Decoder {
    fn take(&mut self, frame: &Frame<'_>) -> Option<Line> {
        self.summary.frames += 1;
        self.began = self.began.or(frame.time);
        let datagram = match self.datagrams.take(frame) {
            Content::Datagram(datagram) => datagram,
            Content::Fragment => {
                self.summary.fragments += 1;
                return None;
            }
            Content::UnknownLink => {
                let (count, link) = self.summary.unknown_link.unwrap_or((0, frame.link));
                self.summary.unknown_link = Some((count + 1, link));
                return None;
            }
            Content::Other => {
                self.summary.others += 1;
                return None;
            }
        };
        let line = self.line(frame, &datagram);
        match (&line, datagram.payload.len() < datagram.length) {
            (Some(_), _) => self.summary.packets += 1,
            (None, true) => self.summary.cut_short += 1,
            (None, false) => self.summary.others += 1,
        }
        line
    }

    fn line(&mut self, frame: &Frame<'_>, datagram: &Datagram) -> Option<Line> {
        let ends = (datagram.from, datagram.to);
        let of_these = |port: &u16| [ends.0.port(), ends.1.port()].contains(port);
        if !self.ports.is_empty() && !self.ports.iter().any(of_these) {
            return None;
        }
        let packet = Packet::parse(&datagram.payload).ok().filter(is_rx)?;
        let since = |time: Duration| time.saturating_sub(self.began.unwrap_or_default());
        let mut line = Line::new(frame.number, frame.time.map(since), ends, &packet);
        let missing = datagram.length - datagram.payload.len();
        if missing > 0 {
            line.marks.push(format!("{missing} bytes were not captured"));
            return Some(line);
        }
        let meaning = self.calls.take(ends, frame.time, &packet);
        line.marks.extend(meaning.marks);
        if self.data && !meaning.data.is_empty() {
            line.with_data(meaning.data);
        }
        Some(line)
    }
}

/// Whether this is a packet of Rx, as far as one can tell: of a type that there is, and of a service unless it is about none.
fn is_rx(packet: &Packet<'_>) -> bool {
    match packet.header.packet_type {
        PacketType::Unknown(_) | PacketType::Params(_) => false,
        PacketType::Debug | PacketType::Version | PacketType::Abort => true,
        _ => packet.header.service_id.0 != 0,
    }
}
