//! The command `rx cell`: which database servers a cell has, and how they are.
//!
//! Holds: its arguments, and what is shown. Must not know: how servers are found and asked.

use super::Rx;
use crate::ask::Asker;
use crate::calling::Calling;
use crate::cells::Cells;
use crate::failure::Failure;
use crate::place::Place;
use crate::shown::Shown;
use crate::{udebug, version};
use clap::Args;
use rxrpc_afs::cell::{DatabaseServer, Source};
use rxrpc_afs::ubik;
use serde::Serialize;
use std::fmt;
use std::io::Write;
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

/// How long one server is asked whom it takes for the leader.
const WITHIN: Duration = Duration::from_secs(60);

/// Which cell.
#[derive(Debug, Args)]
pub(super) struct Cell {
    /// The cell, an alias of it or the beginning of its name; without, that of this host
    cell: Option<String>,

    #[command(flatten)]
    cells: Cells,
}

impl Cell {
    /// A cell of which some server does not answer is shown, and a failure: 3 if none does.
    pub(super) fn run(&self, rx: &Rx, out: &mut impl Write) -> Result<ExitCode, Failure> {
        let timeout = Duration::from_secs(rx.timeout);
        let cell = self.cells.find(self.cell.as_deref(), timeout)?;
        let locations = cell.volume_location.iter().map(|server| ("volume location", server));
        let protection = cell.protection.iter().map(|server| ("protection", server));
        let servers = states(locations.chain(protection), timeout);
        let silent = servers.iter().filter(|server| server.problem.is_some()).count();
        let all = servers.len();
        rx.print(out, &Report { cell: cell.name, source: source(cell.source), servers })?;
        Ok(match silent {
            0 => ExitCode::SUCCESS,
            silent if silent == all => ExitCode::from(3),
            _ => ExitCode::FAILURE,
        })
    }
}

/// Asks all of them at once: those that do not answer are waited for together.
fn states<'a>(
    servers: impl Iterator<Item = (&'static str, &'a DatabaseServer)>,
    timeout: Duration,
) -> Vec<State> {
    let servers: Vec<_> = servers.collect();
    thread::scope(|scope| {
        let ask = |(database, server)| scope.spawn(move || State::of(database, server, timeout));
        let asked: Vec<_> = servers.into_iter().map(ask).collect();
        let joined = |thread: thread::ScopedJoinHandle<'_, State>| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        asked.into_iter().map(joined).collect()
    })
}

fn source(of: Source) -> &'static str {
    match of {
        Source::CellServDb => "CellServDB",
        Source::DnsSrv => "DNS (SRV)",
        Source::DnsAfsDb => "DNS (AFSDB)",
        _ => "the command line",
    }
}

#[derive(Serialize)]
struct Report {
    cell: String,
    /// Who named the servers.
    source: &'static str,
    servers: Vec<State>,
}

/// How one server is.
#[derive(Serialize)]
struct State {
    database: &'static str,
    server: String,
    host: String,
    /// What software it is; nothing if it does not say.
    version: Option<String>,
    /// It leads.
    sync_site: bool,
    /// Whom it takes for the leader.
    leader: Option<Ipv4Addr>,
    /// Its database is whole and current.
    recovered: bool,
    /// Why it does not say how its database is.
    problem: Option<String>,
}

impl State {
    fn of(database: &'static str, server: &DatabaseServer, timeout: Duration) -> Self {
        let mut state = Self {
            database,
            server: server.address.to_string(),
            host: Shown(server.host.as_bytes()).to_string(),
            version: None,
            sync_site: false,
            leader: None,
            recovered: false,
            problem: None,
        };
        if let Err(failure) = state.ask(timeout) {
            state.problem = Some(failure.to_string());
        }
        state
    }

    fn ask(&mut self, timeout: Duration) -> Result<(), Failure> {
        let place = Place::find(&self.server)?;
        let calling = Calling::new(&place, timeout)?;
        let client = ubik::sync::VoteClient::new(calling.remote(ubik::VOTE_SERVICE));
        let report = udebug::ask(&client.options(calling.options()), &self.server, WITHIN)?;
        (self.sync_site, self.leader) = (report.sync_site, report.leader);
        self.recovered = report.recovered;
        // It answers calls, and need not tell this.
        let told = Asker::new(&place, timeout).and_then(|mut asker| version::version(&mut asker));
        self.version = told.ok();
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "cell {}, servers from {}", Shown(self.cell.as_bytes()), self.source)?;
        self.servers.iter().try_for_each(|server| writeln!(f, "{server}"))
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.database, self.server)?;
        if !self.host.is_empty() {
            write!(f, " ({})", self.host)?;
        }
        if let Some(problem) = &self.problem {
            return write!(f, ": {problem}");
        }
        match (self.sync_site, self.leader) {
            (true, _) => write!(f, ": leads")?,
            (false, Some(leader)) => write!(f, ": follows {leader}")?,
            (false, None) => write!(f, ": follows nobody")?,
        }
        let database = if self.recovered { "complete" } else { "not complete" };
        write!(f, ", database {database}")?;
        self.version.iter().try_for_each(|version| write!(f, ", {version}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_a_line() {
        let server = DatabaseServer::new(([192, 0, 2, 1], 7003).into(), "db\x1b1");
        let mut state = State {
            database: "volume location",
            server: server.address.to_string(),
            host: Shown(server.host.as_bytes()).to_string(),
            version: Some("OpenAFS 1.8.9".into()),
            sync_site: true,
            leader: None,
            recovered: true,
            problem: None,
        };
        let line = state.to_string();
        let wanted =
            r"volume location 192.0.2.1:7003 (db\u{1b}1): leads, database complete, OpenAFS 1.8.9";
        assert_eq!(line, wanted);
        (state.sync_site, state.leader) = (false, Some([192, 0, 2, 2].into()));
        (state.recovered, state.version) = (false, None);
        assert!(state.to_string().ends_with(": follows 192.0.2.2, database not complete"));
    }
}
