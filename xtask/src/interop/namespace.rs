//! Where a run takes place: in private namespaces for network (only `lo`), mounts and host name, or,
//! where the machine does not allow that, on its own loopback.
//!
//! AFS servers have their ports and some of their paths compiled in; inside namespaces a run owns all
//! of them and leaves the machine as it was. `unshare` makes them, so no unsafe code is needed.

use std::ffi::OsStr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use xtask::programs::failure::{Failure, require};
use xtask::programs::process::must;

const SOON: Duration = Duration::from_secs(5);

/// The directory that OpenAFS's servers read `NetInfo` from; compiled into them.
const LOCAL: &str = "/var/lib/openafs/local";

/// What has to be put back when a run ends. Nothing inside namespaces: they vanish with it.
pub(crate) struct Place {
    written: Option<PathBuf>,
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(path) = &self.written
            && let Err(error) = std::fs::remove_file(path)
        {
            eprintln!("could not remove {}: {error}", path.display());
        }
    }
}

/// Whether this machine and this user may make namespaces.
pub(crate) fn can_be_made() -> bool {
    unshare_command().is_some()
}

/// The command that runs this program again, with these arguments, inside new namespaces where they can be made.
/// It wants no time limit: the process inside bounds itself, and ends what it started.
pub(crate) fn this_program_inside(arguments: &[&OsStr]) -> Result<Command, Failure> {
    let program = std::env::current_exe()?;
    let mut command = if let Some(mut unshare) = unshare_command() {
        unshare.arg("--").arg(program);
        unshare
    } else {
        let mut command = Command::new(program);
        command.env(NO_NAMESPACE, "1");
        command
    };
    command.args(arguments);
    Ok(command)
}

/// Set for the process that runs the cases when it is in no namespace of its own.
const NO_NAMESPACE: &str = "RXRPC_INTEROP_NO_NAMESPACE";

/// `unshare`, when this machine and this user may make namespaces. A user namespace would need no root,
/// but tcpdump in one refuses to start because it cannot change its groups.
fn unshare_command() -> Option<Command> {
    const FLAGS: [&str; 3] = ["--mount", "--uts", "--net"];
    must(Command::new("unshare").args(FLAGS).arg("true"), SOON).ok()?;
    let mut command = Command::new("unshare");
    command.args(FLAGS);
    Some(command)
}

/// Makes the place of the run fit for AFS servers at this address.
///
/// A loopback address is acceptable to ubik (the servers' replication) only as a "fake" address of
/// `NetInfo`: OpenAFS `NetInfo(5)`.
pub(crate) fn prepare(directory: &Path, address: &str) -> Result<Place, Failure> {
    if std::env::var_os(NO_NAMESPACE).is_some() {
        return prepare_machine();
    }
    prepare_namespaces(directory, address)?;
    Ok(Place { written: None })
}

/// A partition of a file server, named as they are in the root directory.
pub(crate) struct Partition(PathBuf);

impl Partition {
    /// Makes the first one that there is not yet; its volumes are below `directory`. Directories of these names that are
    /// no file systems of their own are none to a file server; one is left, empty, by a run that is ended by force.
    pub(crate) fn claim(directory: &Path) -> Result<Partition, Failure> {
        require!(
            std::env::var_os(NO_NAMESPACE).is_none(),
            "a file server needs a private namespace"
        );
        let free = |letter: &char| std::fs::create_dir(format!("/vicep{letter}")).is_ok();
        let letter = ('a'..='z').find(free).ok_or_else(|| Failure::new("no free partition"))?;
        let partition = Partition(PathBuf::from(format!("/vicep{letter}")));
        let volumes = directory.join("partition");
        std::fs::create_dir(&volumes)?;
        std::fs::write(volumes.join("AlwaysAttach"), "")?;
        bind(&volumes, &partition.0)?;
        Ok(partition)
    }

    /// Its name.
    pub(crate) fn name(&self) -> String {
        self.0.to_string_lossy().into_owned()
    }

    /// Its number: 0 is `/vicepa`.
    pub(crate) fn number(&self) -> i32 {
        i32::from(self.name().as_bytes().last().copied().unwrap_or(b'a') - b'a')
    }
}

impl Drop for Partition {
    fn drop(&mut self) {
        // Whatever of this fails, the directory that is left is an empty one.
        let _ = must(Command::new("umount").arg("--lazy").arg(&self.0), SOON);
        let _ = std::fs::remove_dir(&self.0);
    }
}

/// Puts an empty directory in the place of OpenAFS's configuration, which bosserver and bos have compiled in, with the
/// configuration of this cell for servers and for clients.
pub(crate) fn own_configuration(configuration: &Path) -> Result<(), Failure> {
    let etc = Path::new("/etc/openafs");
    std::fs::create_dir_all(etc)?;
    must(Command::new("mount").args(["-t", "tmpfs", "-o", "mode=755", "none"]).arg(etc), SOON)?;
    for name in ["ThisCell", "CellServDB"] {
        std::fs::copy(configuration.join(name), etc.join(name))?;
    }
    bind(configuration, &etc.join("server"))
}

/// Makes the place of a run fit for programs that need no more than loopback.
pub(crate) fn prepare_loopback() -> Result<(), Failure> {
    if std::env::var_os(NO_NAMESPACE).is_none() {
        must(Command::new("ip").args(["link", "set", "lo", "up"]), SOON)?;
    }
    Ok(())
}

/// Writes `NetInfo` where the machine has none. The servers also want their host's name to resolve to
/// an address of that file.
fn prepare_machine() -> Result<Place, Failure> {
    let path = Path::new(LOCAL).join("NetInfo");
    if path.exists() {
        let reason = format!("{} exists: this machine has an AFS cell of its own", path.display());
        return Err(Failure::new(reason));
    }
    let host = must(&mut Command::new("hostname"), SOON)?;
    let resolved = must(Command::new("getent").args(["ahostsv4", host.trim()]), SOON)?;
    let address = resolved.split_whitespace().next().unwrap_or("127.0.0.1");
    std::fs::create_dir_all(LOCAL)?;
    std::fs::write(&path, format!("f 127.0.0.1\nf {address}\n"))?;
    Ok(Place { written: Some(path) })
}

/// `lo` up, a host name that resolves, the servers' directories our own.
fn prepare_namespaces(directory: &Path, address: &str) -> Result<(), Failure> {
    must(Command::new("ip").args(["link", "set", "lo", "up"]), SOON)?;
    // Datagrams that we hand to the system in one go (UDP GSO) are to be captured one by one, so that
    // each is decoded.
    must(Command::new("ip").args(["link", "set", "lo", "gso_max_segs", "1"]), SOON)?;
    must(Command::new("hostname").arg("afs"), SOON)?;
    let hosts = directory.join("hosts");
    std::fs::write(&hosts, format!("127.0.0.1 localhost\n{address} afs\n"))?;
    bind(&hosts, Path::new("/etc/hosts"))?;
    let local = directory.join("local");
    std::fs::create_dir(&local)?;
    // The bosserver wants nobody else to write there.
    std::fs::set_permissions(&local, std::fs::Permissions::from_mode(0o700))?;
    std::fs::write(local.join("NetInfo"), format!("f {address}\n"))?;
    bind(&local, Path::new(LOCAL))?;
    let logs = Path::new("/var/log/openafs");
    std::fs::create_dir_all(logs)?;
    must(Command::new("mount").args(["-t", "tmpfs", "-o", "mode=755", "none"]).arg(logs), SOON)?;
    Ok(())
}

fn bind(from: &Path, over: &Path) -> Result<(), Failure> {
    if from.is_dir() {
        std::fs::create_dir_all(over)?;
    }
    must(Command::new("mount").arg("--bind").args([from, over]), SOON).map(drop)
}
