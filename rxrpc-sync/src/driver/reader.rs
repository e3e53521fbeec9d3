//! What a thread reads the socket with, and what it last saw of it.
//!
//! Holds: [`Reader`], and under it [`rounds`], what the holder of the seat does with it. Must not know: who holds the
//! seat, the protocol.

mod rounds;

use super::SOCKET;
use rxrpc_udp::{Reading, ReceiveBuffers};
use std::io;
use std::time::{Duration, Instant};

/// The eyes at the socket.
pub(super) struct Reader {
    poll: mio::Poll,
    events: mio::Events,
    buffers: ReceiveBuffers,
    reading: Reading,
    /// The socket was not read dry since it last said that it is readable.
    readable: bool,
    /// An error cut a batch short, so a short batch does not mean that the socket is dry: only a call that finds
    /// nothing does.
    thorough: bool,
    /// Since when what there is to send is left to threads that are about to run.
    left: Option<Instant>,
    /// How often others were woken for what was read.
    turns_for_others: u32,
}

/// What the socket told of, besides that it is readable.
#[derive(Clone, Copy, Debug, Default)]
struct Happened {
    error: bool,
    writable: bool,
}

impl Reader {
    /// For a socket whose receive buffer has this many bytes.
    pub(super) fn new(poll: mio::Poll, buffer: usize) -> Self {
        Self {
            poll,
            events: mio::Events::with_capacity(8),
            buffers: ReceiveBuffers::default(),
            reading: Reading::new(Instant::now(), buffer),
            readable: true,
            thorough: true,
            left: None,
            turns_for_others: 0,
        }
    }

    /// Whether something was left to threads that are about to run; forgets it.
    pub(super) fn forget_left(&mut self) -> bool {
        self.left.take().is_some()
    }

    /// Begins to count how often others are woken for what is read.
    pub(super) fn count_turns_for_others(&mut self) {
        self.turns_for_others = 0;
    }

    /// How often others were woken for what was read, as far as that was counted.
    pub(super) fn turns_for_others(&self) -> u32 {
        self.turns_for_others
    }

    /// Before what is due at `due` happens, the socket is read, if that was not done for long. Whether it is to
    /// be read.
    pub(super) fn look_before(&mut self, due: Instant) -> bool {
        let look = self.reading.must_look(due);
        self.readable |= look;
        look
    }

    /// The socket is to be read, whatever it said.
    pub(super) fn look(&mut self) {
        self.readable = true;
    }

    /// Whether the socket was not read dry.
    pub(super) fn has_more(&self) -> bool {
        self.readable
    }

    /// When to read again, if the system could not tell what is there.
    pub(super) fn retry_at(&self) -> Option<Instant> {
        self.reading.retry_at()
    }

    /// Sleeps until the socket has something, somebody wakes, or `until` comes.
    pub(super) fn wait(&mut self, until: Option<Instant>) {
        let _remembered = self.poll(until.map(|at| at.saturating_duration_since(Instant::now())));
    }

    /// `None` if a signal came in between.
    fn poll(&mut self, timeout: Option<Duration>) -> Option<Happened> {
        match self.poll.poll(&mut self.events, timeout) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return None,
            Err(error) => tracing::error!(%error, "cannot poll the socket"),
        }
        let mut happened = Happened::default();
        for event in self.events.iter().filter(|event| event.token() == SOCKET) {
            happened.error |= event.is_error();
            happened.writable |= event.is_writable();
            self.readable |= event.is_readable() || event.is_error();
            self.thorough |= event.is_error();
        }
        Some(happened)
    }
}
