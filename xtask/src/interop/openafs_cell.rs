//! A small OpenAFS cell: a vlserver and a ptserver of Debian's packages.
//!
//! No kernel module, no bosserver: the two are started directly. What a case asks of them is not known here.

use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::key_files::ServerKeys;
use super::ports;
use xtask::programs::failure::Failure;
use xtask::programs::process::{Background, run, wait_until};

/// Where the servers are of a cell that has no files.
pub(crate) const ADDRESS: &str = "127.0.0.1";
/// Where those are of a cell that has: vos takes no server in 127.0.0.0/16.
pub(crate) const FILES: &str = "127.1.0.1";

const LIBEXEC: &str = "/usr/lib/openafs";

/// The servers need about four seconds to elect the one of them that may write; a machine may be slow.
const ELECTION: Duration = Duration::from_secs(40);

/// The running servers; they end when this is dropped.
pub(crate) struct OpenafsCell {
    servers: Vec<Arc<DatabaseServer>>,
}

/// One of the cell's servers.
pub(crate) struct DatabaseServer {
    address: &'static str,
    port: u16,
    process: Mutex<Background>,
}

impl OpenafsCell {
    /// Writes the cell's configuration below `directory` and starts its servers, on no other address than
    /// the one of `NetInfo`, which this must be. Does not wait for their election.
    pub(crate) fn start(
        directory: &Path,
        address: &'static str,
        keys: &ServerKeys,
    ) -> Result<OpenafsCell, Failure> {
        let configuration = directory.join("conf");
        write_configuration(&configuration, address)?;
        std::fs::write(configuration.join("UserList"), "admin\n")?;
        keys.write(&configuration)?;
        let databases = directory.join("db");
        std::fs::create_dir(&databases)?;
        let mut servers = Vec::new();
        for (program, database, port) in
            [("vlserver", "vldb", ports::VLSERVER), ("ptserver", "prdb", ports::PTSERVER)]
        {
            let mut command = Command::new(format!("{LIBEXEC}/{program}"));
            command.arg("-config").arg(&configuration);
            command.arg("-database").arg(databases.join(database));
            command.arg("-logfile").arg(directory.join(format!("{program}.log")));
            command.args(["-p", "4", "-rxbind"]);
            let log = directory.join(format!("{program}.out"));
            let process = Mutex::new(Background::start(program, &mut command, &log)?);
            servers.push(Arc::new(DatabaseServer { address, port, process }));
        }
        Ok(OpenafsCell { servers })
    }

    /// The volume location server.
    pub(crate) fn vlserver(&self) -> Arc<DatabaseServer> {
        Arc::clone(&self.servers[0])
    }

    /// The protection server.
    pub(crate) fn ptserver(&self) -> Arc<DatabaseServer> {
        Arc::clone(&self.servers[1])
    }
}

impl DatabaseServer {
    /// Waits until the server has a quorum: before that it refuses every call that needs its database.
    pub(crate) fn wait_for_quorum(&self) -> Result<(), Failure> {
        wait_until(&format!("quorum of port {}", self.port), ELECTION, || {
            self.process.lock().unwrap_or_else(PoisonError::into_inner).must_be_running()?;
            let mut udebug = Command::new("udebug");
            udebug.args([self.address, &self.port.to_string()]);
            Ok(run(&mut udebug, Duration::from_secs(5))?.text.contains("Recovery state 1f"))
        })
    }
}

/// Writes what a server or a client of the cell wants to know, but keys.
pub(crate) fn write_configuration(directory: &Path, server: &str) -> Result<(), Failure> {
    std::fs::create_dir(directory)?;
    std::fs::write(directory.join("ThisCell"), "rx.test")?;
    std::fs::write(directory.join("CellServDB"), format!(">rx.test #cell\n{server} #afs\n"))?;
    Ok(())
}
