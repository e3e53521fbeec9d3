//! Every packet as a line on standard error. Knows nothing of rxperf.

use rxrpc_sync::wire::Packet;
use rxrpc_sync::{Direction, PacketObserver};
use std::io::{self, Write};
use std::net::SocketAddr;
use std::time::Instant;

/// Prints what the endpoint sends and receives.
pub(crate) struct Printer {
    start: Instant,
}

impl Printer {
    /// A printer whose times count from now.
    pub(crate) fn start() -> Self {
        Self { start: Instant::now() }
    }
}

impl PacketObserver for Printer {
    fn datagram(&self, direction: Direction, peer: SocketAddr, bytes: &[u8]) {
        let arrow = match direction {
            Direction::Sent => "to  ",
            _ => "from",
        };
        let time = self.start.elapsed().as_secs_f64();
        let text = match Packet::parse(bytes) {
            Ok(packet) => packet.to_string(),
            Err(error) => format!("{} bytes that are no Rx packet: {error}", bytes.len()),
        };
        // A closed standard error ends the printing, not the measurement.
        let _ = writeln!(io::stderr(), "{time:10.6} {arrow} {peer} {text}");
    }
}
