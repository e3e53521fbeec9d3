//! Lines on standard output. Knows nothing of what they say.

use std::fmt::Display;
use std::io::{self, Write};
use std::process;

/// Prints a line, and ends the program without a word when nobody reads any more, as behind `| head`.
pub(crate) fn say(line: impl Display) {
    if let Err(error) = writeln!(io::stdout(), "{line}") {
        process::exit(i32::from(error.kind() != io::ErrorKind::BrokenPipe));
    }
}
