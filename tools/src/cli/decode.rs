//! `rx decode`.
//!
//! Holds: its arguments, and the order of what it prints. Must not know: captures.

use super::Rx;
use crate::decode::{self, CallName, Keys, Learned, Line, Wanted};
use crate::failure::Failure;
use clap::Args;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, Args)]
pub(super) struct Decode {
    /// The capture; - is standard input
    file: PathBuf,

    /// Only packets from or to this UDP port (several times: these ports)
    #[arg(long = "port", value_name = "PORT")]
    ports: Vec<u16>,

    /// Print call by call, each in its order
    #[arg(long)]
    by_call: bool,

    /// Most packets of a print by call
    #[arg(long, value_name = "PACKETS", default_value_t = 200_000)]
    most: usize,

    /// Print the data of packets, too
    #[arg(long)]
    data: bool,

    /// Open what is sealed with keys in the files KeyFile and KeyFileExt of this directory
    #[arg(long, value_name = "DIR")]
    config: Option<PathBuf>,

    /// Open what is sealed with the keys of AFS services in this keytab
    #[arg(long, value_name = "FILE")]
    keytab: Option<PathBuf>,

    /// Open what is sealed with this service's key, its version and hexadecimal digits (8 bytes DES, 16 or 32 AES). Others
    /// on this host may see it here
    #[arg(long = "key", value_name = "KVNO:HEX")]
    service_keys: Vec<String>,

    /// Open what is sealed with this session key, 16 hexadecimal digits
    #[arg(long = "session-key", value_name = "HEX")]
    session_keys: Vec<String>,
}

impl Decode {
    fn keys(&self) -> Result<Keys, Failure> {
        let mut keys = Keys::default();
        self.config.iter().try_for_each(|directory| keys.add_directory(directory))?;
        self.keytab.iter().try_for_each(|file| keys.add_keytab(file))?;
        self.service_keys.iter().try_for_each(|key| keys.add_service(key))?;
        self.session_keys.iter().try_for_each(|key| keys.add_session(key))?;
        Ok(keys)
    }

    fn open(&self) -> Result<Box<dyn Read + Send>, Failure> {
        if self.file.as_os_str() == "-" {
            return Ok(Box::new(io::stdin()));
        }
        let file = File::open(&self.file);
        Ok(Box::new(file.map_err(|error| Failure::system(self.file.display(), error))?))
    }

    fn of_the_file(&self, failure: Failure) -> Failure {
        match failure {
            Failure::Capture(why) => Failure::Capture(format!("{}: {why}", self.file.display())),
            other => other,
        }
    }

    /// What could not be read to its end is shown as far as it goes, and a failure.
    pub(super) fn run(&self, rx: &Rx, out: &mut impl Write) -> Result<ExitCode, Failure> {
        let (keys, live) = (self.keys()?, self.file.as_os_str() == "-");
        // What is read from elsewhere is read once: packets that were sealed before their key is known stay so.
        let learned = match live || keys.is_empty() {
            true => Learned::default(),
            false => decode::learn(self.open()?, &keys),
        };
        let mut wanted = Wanted::default();
        (wanted.keys, wanted.learned) = (keys, learned);
        (wanted.ports, wanted.data) = (self.ports.clone(), self.data);
        let (mut calls, mut kept, mut left_out) = (ByCall::new(), 0, 0_u64);
        let (summary, done) = decode::decode(self.open()?, wanted, |line| {
            if !self.by_call {
                rx.print_line(out, &line)?;
                // The capture may go on while somebody reads.
                let now = if live { out.flush() } else { Ok(()) };
                return now.map_err(|error| Failure::system("standard output", error));
            }
            if kept < self.most {
                kept += 1;
                calls.add(line);
            } else {
                left_out += 1;
            }
            Ok(())
        });
        for (name, lines) in calls.into_calls() {
            if !rx.json {
                let name = name.map_or("no call".into(), |name| name.to_string());
                rx.print(out, &name)?;
            }
            lines.iter().try_for_each(|line| rx.print_line(out, line))?;
        }
        if rx.json {
            rx.print_line(out, &summary)?;
        } else {
            rx.print(out, &summary.to_string())?;
        }
        done.map_err(|failure| self.of_the_file(failure))?;
        if left_out > 0 {
            return Err(Failure::Capture(format!(
                "{left_out} packets more than are printed by call"
            )));
        }
        let readable = summary.unknown_link.is_none();
        Ok(if readable { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// Lines by their calls, in the order in which those began.
struct ByCall {
    places: HashMap<Option<CallName>, usize>,
    calls: Vec<(Option<CallName>, Vec<Line>)>,
}

impl ByCall {
    fn new() -> Self {
        Self { places: HashMap::new(), calls: Vec::new() }
    }

    fn add(&mut self, line: Line) {
        let place = *self.places.entry(line.call.clone()).or_insert_with(|| {
            self.calls.push((line.call.clone(), Vec::new()));
            self.calls.len() - 1
        });
        self.calls[place].1.push(line);
    }

    fn into_calls(self) -> Vec<(Option<CallName>, Vec<Line>)> {
        self.calls
    }
}
