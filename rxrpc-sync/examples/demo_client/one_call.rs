//! Keeps the packets of one call as lines of text. Knows nothing of what the call is for.

use std::net::SocketAddr;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Instant;

use rxrpc_sync::wire::{CallNumber, Cid, Packet, PacketType};
use rxrpc_sync::{Direction, PacketObserver};

/// Lines kept; a call with losses could go on for long.
const MOST_LINES: usize = 16;

/// Once started, keeps the packets of the first call that sends a DATA packet.
///
/// Every datagram of the endpoint passes by, so that looking must cost nothing before the start.
#[derive(Default)]
pub(crate) struct OneCall(OnceLock<Mutex<Seen>>);

struct Seen {
    start: Instant,
    call: Option<(Cid, CallNumber)>,
    lines: Vec<String>,
    left_out: usize,
}

impl OneCall {
    /// Begins to look; nothing is kept before.
    pub(crate) fn start(&self) {
        self.0.get_or_init(|| Mutex::new(Seen::new()));
    }

    /// What was kept so far: a line for each packet, with the time since the start.
    pub(crate) fn lines(&self) -> Vec<String> {
        let Some(seen) = self.0.get() else { return Vec::new() };
        let seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mut lines = seen.lines.clone();
        if seen.left_out > 0 {
            lines.push(format!("... and {} more", seen.left_out));
        }
        lines
    }
}

impl PacketObserver for OneCall {
    fn datagram(&self, direction: Direction, _peer: SocketAddr, bytes: &[u8]) {
        let Some(seen) = self.0.get() else { return };
        if let Ok(packet) = Packet::parse(bytes) {
            seen.lock().unwrap_or_else(PoisonError::into_inner).packet(direction, &packet);
        }
    }
}

impl Seen {
    fn new() -> Self {
        Self { start: Instant::now(), call: None, lines: Vec::new(), left_out: 0 }
    }

    fn packet(&mut self, direction: Direction, packet: &Packet<'_>) {
        let call = (packet.header.cid, packet.header.call_number);
        let begins = direction == Direction::Sent && packet.header.packet_type == PacketType::Data;
        if self.call.is_none() && begins {
            self.call = Some(call);
        }
        if self.call != Some(call) {
            return;
        }
        if self.lines.len() == MOST_LINES {
            self.left_out += 1;
            return;
        }
        let milliseconds = self.start.elapsed().as_secs_f64() * 1e3;
        self.lines.push(format!("{milliseconds:7.3} ms  {packet}"));
    }
}
