//! A server process of a contender: started, known to listen, ended with its owner.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::Result;

/// A server that runs until this is dropped.
pub(crate) struct Server {
    child: Child,
    first_line: String,
}

impl Server {
    /// Starts it and waits for the line that it prints once it listens.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut first_line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut first_line)?;
        }
        // Made before the check, so that the process is ended in any case.
        let server = Self { child, first_line };
        if server.first_line.is_empty() {
            return Err(format!("the server of {name} does not start").into());
        }
        Ok(server)
    }

    /// Its process ID.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it said.
    pub(crate) fn first_line(&self) -> &str {
        self.first_line.trim()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Errors mean that it has ended already, which is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
