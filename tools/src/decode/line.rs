//! A packet as a line, and as JSON.
//!
//! Holds: [`Line`]. Must not know: what packets mean.

use rxrpc_wire::{Body, Header, Packet};
use serde::Serialize;
use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

/// One packet of a capture.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Line {
    /// The frame, from 1.
    pub frame: u64,
    /// Seconds since the first frame, with nine digits behind the point.
    pub time: Option<String>,
    /// Who sent it.
    pub from: SocketAddr,
    /// To whom.
    pub to: SocketAddr,
    /// The packet in the words of this project's tools.
    pub packet: String,
    /// Type of the packet.
    #[serde(rename = "type")]
    pub kind: String,
    /// Which call it is of: epoch, connection, channel and number; `None` for what belongs to none.
    pub call: Option<CallName>,
    /// Position in the request or reply.
    pub seq: u32,
    /// Number of this transmission.
    pub serial: u32,
    /// The service.
    pub service: u16,
    /// The security class.
    pub security: u8,
    /// What it means to its call: how far that is, losses and repeats, what was opened.
    pub marks: Vec<String>,
    /// The data of its packets in hexadecimal digits, if asked for; `null` for those that are sealed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<Vec<Option<String>>>,
    #[serde(skip)]
    bytes: Vec<Option<Vec<u8>>>,
}

/// Which call.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct CallName {
    /// The client.
    pub client: SocketAddr,
    /// The server.
    pub server: SocketAddr,
    /// The epoch of the connection, in hexadecimal digits.
    pub epoch: String,
    /// Connection and channel, in hexadecimal digits.
    pub cid: String,
    /// Its number on the channel; 0 for what concerns the connection.
    pub number: u32,
}

impl fmt::Display for CallName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { client, server, epoch, cid, number } = self;
        write!(f, "call {number} of {epoch}/{cid}, {client} to {server}")
    }
}

impl Line {
    pub(super) fn new(
        frame: u64,
        time: Option<Duration>,
        (from, to): (SocketAddr, SocketAddr),
        packet: &Packet<'_>,
    ) -> Self {
        let header = &packet.header;
        Self {
            frame,
            time: time.map(|time| format!("{}.{:09}", time.as_secs(), time.subsec_nanos())),
            from,
            to,
            packet: packet.to_string(),
            kind: header.packet_type.to_string(),
            call: call_name((from, to), header, &packet.body),
            seq: header.seq.0,
            serial: header.serial.0,
            service: header.service_id.0,
            security: header.security_index.0,
            marks: Vec::new(),
            data: None,
            bytes: Vec::new(),
        }
    }

    pub(super) fn with_data(&mut self, data: Vec<Option<Vec<u8>>>) {
        let hex = |bytes: &Vec<u8>| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        self.data = Some(data.iter().map(|packet| packet.as_ref().map(hex)).collect());
        self.bytes = data;
    }
}

fn call_name(
    (from, to): (SocketAddr, SocketAddr),
    header: &Header,
    body: &Body<'_>,
) -> Option<CallName> {
    if matches!(body, Body::Debug(_) | Body::Version(_) | Body::Params(_) | Body::Unknown(_)) {
        return None;
    }
    let (client, server) = if header.flags.is_client_initiated() { (from, to) } else { (to, from) };
    Some(CallName {
        client,
        server,
        epoch: header.epoch.to_string(),
        cid: header.cid.to_string(),
        number: header.call_number.0,
    })
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = self.time.as_deref().unwrap_or("-");
        // Microseconds are enough to read.
        let time =
            time.get(..time.len().saturating_sub(3)).filter(|_| time.len() > 4).unwrap_or(time);
        write!(f, "{time:>12} {} > {} {}", self.from, self.to, self.packet)?;
        if !self.marks.is_empty() {
            write!(f, "  <{}>", self.marks.join("; "))?;
        }
        for data in self.bytes.iter().flatten() {
            for (at, row) in data.chunks(16).enumerate() {
                write!(f, "\n{:>16x} ", at * 16)?;
                row.iter().try_for_each(|byte| write!(f, " {byte:02x}"))?;
                write!(f, "{:1$}", "", 3 * (16 - row.len()) + 2)?;
                let shown = |byte: &u8| match byte {
                    b' '..=b'~' => char::from(*byte),
                    _ => '.',
                };
                f.write_str(&row.iter().map(shown).collect::<String>())?;
            }
        }
        Ok(())
    }
}
