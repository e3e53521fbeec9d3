//! The trace of a run of the script: what every verb gave, in causal order, without addresses and times.
//!
//! Holds: [`Trace`], how results are shown, and [`eventually`]. Must not know: front ends.

use rxrpc_core::message::{MessageFlags, ReceivedMessage};
use rxrpc_core::{BindError, CallError, Errno, MessageError};
use std::fmt::{Debug, Display, Write};
use std::io;
use std::time::{Duration, Instant};

/// Lines of text.
#[derive(Debug, Default)]
pub(crate) struct Trace(String);

impl Trace {
    /// Begins a part of the script.
    pub(crate) fn part(&mut self, name: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        writeln!(self.0, "# {name}").expect("a string takes everything");
    }

    /// One event.
    pub(crate) fn say(&mut self, what: impl Display, outcome: impl Display) {
        writeln!(self.0, "{what}: {outcome}").expect("a string takes everything");
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

/// Errors as the trace shows them: their name, what they say, their errno.
pub(crate) trait Failure: Debug + Display {
    fn errno(&self) -> Errno;
}

impl Failure for CallError {
    fn errno(&self) -> Errno {
        self.errno()
    }
}

impl Failure for MessageError {
    fn errno(&self) -> Errno {
        self.errno()
    }
}

impl Failure for BindError {
    fn errno(&self) -> Errno {
        self.errno()
    }
}

pub(crate) fn failed(error: &impl Failure) -> String {
    format!("{error:?}, \"{error}\", {:?}", error.errno())
}

/// A result whose value says something.
pub(crate) fn value<T: Debug>(result: Result<T, impl Failure>) -> String {
    match result {
        Ok(value) => format!("{value:?}"),
        Err(error) => failed(&error),
    }
}

/// A result of which only counts whether it is one.
pub(crate) fn done<T>(result: Result<T, impl Failure>) -> String {
    result.map_or_else(|error| failed(&error), |_| "ok".to_owned())
}

/// A result that is data.
pub(crate) fn data(result: Result<impl AsRef<[u8]>, impl Failure>) -> String {
    result.map_or_else(|error| failed(&error), |bytes| bytes_of(bytes.as_ref()))
}

/// What a trait of `std::io` or `futures::io` gave.
pub(crate) fn io_data(result: io::Result<impl AsRef<[u8]>>) -> String {
    match result {
        Ok(bytes) => bytes_of(bytes.as_ref()),
        Err(error) => match CallError::from_io(&error) {
            Some(known) => format!("{:?} of {}", error.kind(), failed(known)),
            None => format!("{:?}", error.kind()),
        },
    }
}

pub(crate) fn bytes_of(bytes: &[u8]) -> String {
    match bytes.len() {
        0..=40 => format!("\"{}\"", bytes.escape_ascii()),
        long => {
            let sum = bytes
                .iter()
                .fold(7u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(*byte)));
            format!("{long} bytes, sum {sum:08x}")
        }
    }
}

/// A message, without the peer's address.
pub(crate) fn message(received: Result<ReceivedMessage, MessageError>, buf: &[u8]) -> String {
    match received {
        Err(error) => failed(&error),
        Ok(message) => {
            let mut text = message.call.map_or("no call".to_owned(), |id| format!("call {id}"));
            if let Some(from) = message.from {
                write!(text, " of service {}", from.service.0).expect("a string takes everything");
            }
            write!(text, ", {}", bytes_of(&buf[..message.bytes])).expect("as above");
            write!(text, ", flags {}", flags(message.flags)).expect("as above");
            for control in &message.control {
                write!(text, ", {control:?}").expect("as above");
            }
            text
        }
    }
}

fn flags(flags: MessageFlags) -> String {
    let names: Vec<_> = flags.iter_names().map(|(name, _)| name).collect();
    if names.is_empty() { "none".to_owned() } else { names.join("+") }
}

/// Waits for what the network or another thread brings about.
pub(crate) fn eventually(what: &str, holds: impl Fn() -> bool) {
    let give_up = Instant::now() + Duration::from_secs(60);
    while !holds() {
        assert!(Instant::now() < give_up, "not within a minute: {what}");
        std::thread::sleep(Duration::from_millis(1));
    }
}
