//! A cell with all of OpenAFS's servers: besides those of [`OpenafsCell`] a file server, a volume server and a bosserver.
//!
//! They are started directly, not by the bosserver, so that each is ended by its process id. What is asked of them is not
//! known here.

use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::interop::key_files::ServerKeys;
use crate::interop::namespace::{self, Partition};
use crate::interop::openafs_cell::{FILES, OpenafsCell};
use xtask::programs::failure::Failure;
use xtask::programs::process::{Background, must, run, wait_until};

const LIBEXEC: &str = "/usr/lib/openafs";
/// What the file server tells the volume server through; compiled into both.
const FSSYNC: &str = "/var/lib/openafs/local/fssync.sock";

const SOON: Duration = Duration::from_secs(20);

/// The running servers; they end when this is dropped.
pub(super) struct Cell {
    _volserver: Background,
    _fileserver: Background,
    _bosserver: Bosserver,
    _databases: OpenafsCell,
    partition: Partition,
    configuration: PathBuf,
}

impl Cell {
    /// Starts them all below `directory`, and waits until the file server is known to the vlserver, which is after the
    /// election.
    pub(super) fn start(directory: &Path, keys: &ServerKeys) -> Result<Cell, Failure> {
        let partition = Partition::claim(directory)?;
        let databases = OpenafsCell::start(directory, FILES, keys)?;
        let configuration = directory.join("conf");
        namespace::own_configuration(&configuration)?;
        let bosserver = Bosserver::start(directory)?;
        databases.vlserver().wait_for_quorum()?;
        databases.ptserver().wait_for_quorum()?;
        let mut fileserver = start("fileserver", directory, &configuration)?;
        wait_until("fileserver", SOON, || {
            fileserver.must_be_running()?;
            let socket = std::fs::metadata(FSSYNC);
            Ok(socket.is_ok_and(|socket| socket.file_type().is_socket()))
        })?;
        let mut volserver = start("volserver", directory, &configuration)?;
        volserver.must_be_running()?;
        let cell = Cell {
            _volserver: volserver,
            _fileserver: fileserver,
            _bosserver: bosserver,
            _databases: databases,
            partition,
            configuration: configuration.clone(),
        };
        wait_until("the file server's addresses in the VLDB", SOON, || {
            let listed = cell.tool("vos", &["listaddrs", "-noauth", "-noresolve"]);
            Ok(run(&mut cell.configured(listed), SOON)?.text.contains(FILES))
        })?;
        wait_until("the volume server", SOON, || {
            let listed = cell.tool("vos", &["listpart", FILES, "-noauth"]);
            Ok(run(&mut cell.configured(listed), SOON)?.text.contains(&cell.partition.name()))
        })?;
        Ok(cell)
    }

    /// The partition that volumes are on.
    pub(super) fn partition(&self) -> &Partition {
        &self.partition
    }

    /// A directory that says where this cell is, and has its keys.
    pub(super) fn configuration(&self) -> &Path {
        &self.configuration
    }

    /// A tool of OpenAFS that must succeed, with the cell's own keys.
    pub(super) fn administer(&self, program: &str, words: &[&str]) -> Result<String, Failure> {
        let tool = self.tool(program, words);
        must(self.configured(tool).arg("-localauth"), SOON)
    }

    /// `bos`, which knows this cell and its keys by itself, and must succeed.
    pub(super) fn overseer(&self, words: &[&str]) -> Result<String, Failure> {
        must(self.tool("bos", words).arg("-localauth"), SOON)
    }

    fn tool(&self, program: &str, words: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(words);
        command
    }

    fn configured(&self, mut command: Command) -> Command {
        command.arg("-config").arg(&self.configuration);
        command
    }
}

fn start(program: &str, directory: &Path, configuration: &Path) -> Result<Background, Failure> {
    // A file server does not end when it is asked to; so it does when this process has, however that comes.
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL", &format!("{LIBEXEC}/{program}")]);
    command.arg("-config").arg(configuration);
    command.arg("-logfile").arg(directory.join(format!("{program}.log")));
    command.args(["-p", "8"]);
    Background::start(program, &mut command, &directory.join(format!("{program}.out")))
}

/// The bosserver. It ends what it has been told to run before it is ended itself.
struct Bosserver(#[expect(dead_code, reason = "ended by its drop")] Background);

impl Bosserver {
    fn start(directory: &Path) -> Result<Bosserver, Failure> {
        let log = directory.join("bosserver.out");
        let mut command = Command::new("bosserver");
        Ok(Bosserver(Background::start("bosserver", command.args(["-nofork", "-rxbind"]), &log)?))
    }
}

impl Drop for Bosserver {
    fn drop(&mut self) {
        // If this fails, what it runs ends by itself: it is told to run nothing that goes on for long.
        let words = ["shutdown", FILES, "-wait", "-localauth"];
        let _ = run(Command::new("bos").args(words), SOON);
    }
}
