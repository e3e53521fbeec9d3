//! A small OpenAFS cell: a vlserver and a ptserver of Debian's packages on 127.0.0.1.
//!
//! No kernel module, no Kerberos, no bosserver: the two are started directly. What a case asks of
//! them is not known here.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::ports;
use xtask::programs::failure::Failure;
use xtask::programs::process::{Background, run, wait_until};

const LIBEXEC: &str = "/usr/lib/openafs";

/// The servers need about four seconds to elect the one of them that may write; a machine may be slow.
const ELECTION: Duration = Duration::from_secs(40);

/// The running servers; they end when this is dropped.
pub(crate) struct OpenafsCell {
    servers: Vec<Arc<DatabaseServer>>,
}

/// One of the cell's servers.
pub(crate) struct DatabaseServer {
    port: u16,
    process: Mutex<Background>,
}

impl OpenafsCell {
    /// Writes the cell's configuration below `directory` and starts its servers. Does not wait for
    /// their election.
    pub(crate) fn start(directory: &Path) -> Result<OpenafsCell, Failure> {
        let configuration = directory.join("conf");
        write_configuration(&configuration)?;
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
            command.args(["-p", "4"]);
            let log = directory.join(format!("{program}.out"));
            let process = Mutex::new(Background::start(program, &mut command, &log)?);
            servers.push(Arc::new(DatabaseServer { port, process }));
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
            udebug.args(["127.0.0.1", &self.port.to_string()]);
            Ok(run(&mut udebug, Duration::from_secs(5))?.text.contains("Recovery state 1f"))
        })
    }
}

fn write_configuration(directory: &Path) -> Result<(), Failure> {
    std::fs::create_dir(directory)?;
    std::fs::write(directory.join("ThisCell"), "rx.test")?;
    std::fs::write(directory.join("CellServDB"), ">rx.test #cell\n127.0.0.1 #afs\n")?;
    std::fs::write(directory.join("UserList"), "admin\n")?;
    let key = directory.join("KeyFileExt");
    std::fs::write(&key, key_file())?;
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600))?;
    Ok(())
}

/// A key file with one made-up key, in big-endian words: number of keys, then for each the words that
/// follow the count field, its type (2: a Kerberos 5 key for rxkad), version, encryption type (18:
/// aes256-cts-hmac-sha1-96), length and bytes. Observed: `asetkey` and `akeyconvert` of OpenAFS 1.8.9.
fn key_file() -> Vec<u8> {
    let mut bytes = Vec::new();
    for word in [1_u32, 16, 2, 6, 18, 32] {
        bytes.extend_from_slice(&word.to_be_bytes());
    }
    bytes.extend(0x20..0x40_u8);
    bytes
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_key_file_holds_six_words_and_a_key() {
        let bytes = super::key_file();
        assert_eq!(bytes.len(), 6 * 4 + 32);
        assert_eq!(bytes[..8], [0, 0, 0, 1, 0, 0, 0, 16]);
        assert_eq!(bytes[55], 0x3f);
    }
}
