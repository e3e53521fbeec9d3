//! The command line.
//!
//! Holds: what can be asked, and who does it. Must not know: how. What is to be said of captures is in `decode`.

mod cell;
mod databases;
mod decode;
mod files;
mod perf;
mod servers;

use crate::ask::Asker;
use crate::codes::{self, Meaning};
use crate::debug::{self, Bounds, Question};
use crate::failure::Failure;
use crate::place::Place;
use crate::shown::tell;
use crate::{calling::Calling, udebug, version};
use cell::Cell;
use clap::{Args, CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use databases::{Pt, Vl};
use decode::Decode;
use files::Files;
use perf::Perf;
use rxrpc_afs::ubik;
use serde::Serialize;
use servers::{Bos, Vol};
use std::fmt;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;
use std::time::Duration;

/// After how long nothing more is asked for a list.
const WITHIN: Duration = Duration::from_secs(60);

/// Questions to servers of Rx, the protocol of AFS, and what is in captures of it
///
/// A cell is asked as the user of the Kerberos credential cache, if there is a ticket for it, else as nobody; --noauth, --localauth and
/// --keytab say otherwise. As whom is said on standard error. Calls of somebody are encrypted, unlike those of `vos`.
///
/// Exit codes: 0 for an answer, 1 for a failure, 2 for arguments that make no sense, 3 if nobody answered. What comes from
/// the network is shown without control characters.
#[derive(Debug, Parser)]
#[command(name = "rx", version, arg_required_else_help = true)]
pub struct Rx {
    /// Print JSON
    #[arg(long, global = true)]
    json: bool,

    /// How long to wait for each answer, in seconds
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// What software answers at a port
    Version {
        /// HOST, HOST:PORT or [IPV6]:PORT; the port (7000 without one) a number or a name, as `vlserver`
        #[arg(value_name = "HOST[:PORT]")]
        server: String,
    },
    /// Statistics, connections, calls and peers of a server, of OpenAFS or of rxrpc
    Debug(Debug),
    /// Who leads a database, by whose votes, and which server has which version
    Udebug {
        /// HOST, HOST:PORT or [IPV6]:PORT; the port (7003, the vlserver's, without one) a number or a name, as `prserver`
        #[arg(value_name = "HOST[:PORT]")]
        server: String,
    },
    /// Which servers an overseer runs, and how they are
    Bos(Bos),
    /// The volumes and partitions of a file server
    #[command(subcommand)]
    Vol(Vol),
    /// Where the volumes of a cell are
    #[command(subcommand)]
    Vl(Vl),
    /// Users and groups of a cell
    #[command(subcommand)]
    Pt(Pt),
    /// What an error code of AFS means
    #[command(allow_negative_numbers = true)]
    Errno {
        /// Codes as numbers, decimal or with 0x, or names
        #[arg(required = true, value_name = "CODE")]
        codes: Vec<String>,
    },
    /// Which database servers a cell has, and how each is: whether it answers, who leads, what software it is
    Cell(Cell),
    /// What is in a capture (pcap or pcapng), packet by packet
    Decode(Decode),
    #[command(flatten)]
    Files(Files),
    /// How fast calls are: measure any server of rxperf, or be one
    #[command(subcommand)]
    Perf(Perf),
    /// Print what a shell needs to complete these commands
    Completions {
        /// The shell
        shell: Shell,
    },
}

#[derive(Debug, Args)]
struct Debug {
    /// HOST, HOST:PORT or [IPV6]:PORT; the port (7000 without one) a number or a name, as `vlserver`
    #[arg(value_name = "HOST[:PORT]")]
    server: String,

    /// What to ask for; without any: stats, connections and calls
    #[arg(value_enum)]
    what: Vec<Question>,

    /// Ask for everything
    #[arg(long, conflicts_with = "what")]
    all: bool,

    /// Also connections that nobody uses
    #[arg(long)]
    idle: bool,

    /// Most rows of each list
    #[arg(long, value_name = "ROWS", default_value_t = 10_000)]
    most: usize,

    /// Most seconds for each list
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    within: u64,
}

/// Runs the command of these arguments, on standard output.
#[must_use]
pub fn run(arguments: &Rx) -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    let done = arguments.run(&mut out).and_then(|code| {
        out.flush().map_err(|error| Failure::system("standard output", error))?;
        Ok(code)
    });
    done.unwrap_or_else(|failure| match &failure {
        // Whoever reads has enough.
        Failure::System { error, .. } if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        _ => {
            tell(&failure);
            failure.exit_code()
        }
    })
}

impl Rx {
    fn run(&self, out: &mut impl Write) -> Result<ExitCode, Failure> {
        match &self.command {
            Command::Version { server } => {
                let place = Place::find(server)?;
                let text = version::version(&mut self.asker(&place)?)?;
                let version = Version { server: place.to_string(), version: text };
                self.print(out, &version).map(|()| ExitCode::SUCCESS)
            }
            Command::Debug(debug) => self.debug(out, debug),
            Command::Udebug { server } => self.udebug(out, server),
            Command::Bos(bos) => bos.run(self, out),
            Command::Vol(vol) => vol.run(self, out),
            Command::Vl(vl) => vl.run(self, out),
            Command::Pt(pt) => pt.run(self, out),
            Command::Errno { codes } => self.errno(out, codes),
            Command::Decode(decode) => decode.run(self, out),
            Command::Cell(cell) => cell.run(self, out),
            Command::Files(files) => files.run(self, out),
            Command::Perf(perf) => perf.run(self, out),
            Command::Completions { shell } => {
                // What generates them gives up the whole program if it cannot write.
                let mut text = Vec::new();
                clap_complete::generate(*shell, &mut Self::command(), "rx", &mut text);
                let written = out.write_all(&text);
                written.map_err(|error| Failure::system("standard output", error))?;
                Ok(ExitCode::SUCCESS)
            }
        }
    }

    fn asker(&self, place: &Place) -> Result<Asker, Failure> {
        Asker::new(place, Duration::from_secs(self.timeout))
    }

    /// A report that was cut off is a failure, and shown all the same.
    fn debug(&self, out: &mut impl Write, debug: &Debug) -> Result<ExitCode, Failure> {
        let place = Place::find(&debug.server)?;
        let some = [Question::Stats, Question::Connections, Question::Calls];
        let questions = match debug.what.as_slice() {
            _ if debug.all => &Question::ALL[..],
            [] => &some[..],
            what => what,
        };
        let mut bounds = Bounds::new(debug.most, Duration::from_secs(debug.within));
        bounds.idle = debug.idle;
        let mut asker = self.asker(&place)?;
        let report = debug::ask(&mut asker, &place.to_string(), questions, &bounds)?;
        self.print(out, &report)?;
        Ok(if report.cut_off.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// A report that was cut off is a failure, and shown all the same.
    fn udebug(&self, out: &mut impl Write, server: &str) -> Result<ExitCode, Failure> {
        let place = Place::find_at(server, rxrpc_afs::vl::PORT)?;
        let calling = Calling::new(&place, Duration::from_secs(self.timeout))?;
        let client = ubik::sync::VoteClient::new(calling.remote(ubik::VOTE_SERVICE));
        let client = client.options(calling.options());
        let report = udebug::ask(&client, &place.to_string(), WITHIN)?;
        self.print(out, &report)?;
        Ok(if report.cut_off.is_none() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// What has no name is shown, and a failure.
    fn errno(&self, out: &mut impl Write, codes: &[String]) -> Result<ExitCode, Failure> {
        let found: Result<Vec<_>, _> = codes.iter().map(|code| codes::find(code)).collect();
        let found: Vec<Meaning> = found?.into_iter().flatten().collect();
        if self.json {
            self.print(out, &Lines(found.clone()))?;
        } else {
            found.iter().try_for_each(|meaning| self.print(out, meaning))?;
        }
        let all = found.iter().all(Meaning::is_known);
        Ok(if all { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// Prints what is found of each of these, in JSON as one list. What is not found is told, and a failure; if it is the only
    /// one, as that.
    fn each<T: Serialize + fmt::Display>(
        &self,
        out: &mut impl Write,
        names: &[String],
        find: impl Fn(&str) -> Result<T, Failure>,
    ) -> Result<ExitCode, Failure> {
        let (mut found, mut code) = (Vec::new(), ExitCode::SUCCESS);
        for name in names {
            match find(name) {
                Ok(value) if self.json => found.push(value),
                Ok(value) => self.print(out, &value)?,
                Err(failure) if failure.is_of_all() || names.len() == 1 => return Err(failure),
                Err(failure) => {
                    tell(format_args!("{name}: {failure}"));
                    code = failure.exit_code();
                }
            }
        }
        if self.json {
            self.print(out, &Lines(found))?;
        }
        Ok(code)
    }

    /// JSON in one line.
    fn print_line<T: Serialize + fmt::Display>(
        &self,
        out: &mut impl Write,
        value: &T,
    ) -> Result<(), Failure> {
        let printed = if self.json {
            serde_json::to_writer(&mut *out, value)
                .map_err(io::Error::from)
                .and_then(|()| writeln!(out))
        } else {
            writeln!(out, "{value}")
        };
        printed.map_err(|error| Failure::system("standard output", error))
    }

    fn print<T: Serialize + fmt::Display>(
        &self,
        out: &mut impl Write,
        value: &T,
    ) -> Result<(), Failure> {
        let text = value.to_string();
        let printed = if self.json {
            serde_json::to_writer_pretty(&mut *out, value)
                .map_err(io::Error::from)
                .and_then(|()| writeln!(out))
        } else {
            writeln!(out, "{}", text.trim_end_matches('\n'))
        };
        printed.map_err(|error| Failure::system("standard output", error))
    }
}

/// What `rx version` prints.
#[derive(Serialize)]
struct Version {
    server: String,
    version: String,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.version)
    }
}

/// Several values, a line each.
#[derive(Serialize)]
#[serde(transparent)]
struct Lines<T>(Vec<T>);

impl<T: fmt::Display> fmt::Display for Lines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|value| writeln!(f, "{value}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Rx::command().debug_assert();
    }
}
