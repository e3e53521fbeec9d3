//! The private namespaces of a run: network (only `lo`), mounts and host name.
//!
//! AFS servers have their ports and some of their paths compiled in; inside namespaces a run owns all
//! of them and leaves the machine as it was. `unshare` makes them, so no unsafe code is needed.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::Options;
use super::failure::Failure;
use super::process::must;

const SOON: Duration = Duration::from_secs(5);

/// Runs this program again inside new namespaces and tells whether all of its cases passed.
pub(crate) fn run_inside(directory: &Path, options: &Options) -> Result<bool, Failure> {
    let mut unshare = unshare_command()?;
    unshare
        .arg("--")
        .arg(std::env::current_exe()?)
        .args(["interop", "openafs", "--inside-namespace"])
        .arg(directory);
    if let Some(text) = &options.only {
        unshare.args(["--only", text]);
    }
    // No time limit here: the process inside bounds itself, and ends what it started.
    Ok(unshare.status()?.success())
}

/// `unshare` with the flags that this machine allows: as root, or as root of a user namespace.
fn unshare_command() -> Result<Command, Failure> {
    let mut reason = Failure::new("no namespaces");
    for flags in [&["-m", "-u", "-n"][..], &["-U", "-r", "-m", "-u", "-n"][..]] {
        match must(Command::new("unshare").args(flags).arg("true"), SOON) {
            Ok(_) => {
                let mut command = Command::new("unshare");
                command.args(flags);
                return Ok(command);
            }
            Err(failure) => reason = failure,
        }
    }
    Err(reason.while_doing("private namespaces are needed (run as root, or allow user namespaces)"))
}

/// Makes the new namespaces fit for AFS servers: `lo` up, a host name that resolves, own directories.
///
/// A loopback address is acceptable to ubik (the servers' replication) only as a "fake" address of
/// `NetInfo`: OpenAFS `NetInfo(5)`.
pub(crate) fn prepare(directory: &Path) -> Result<(), Failure> {
    must(Command::new("ip").args(["link", "set", "lo", "up"]), SOON)?;
    must(Command::new("hostname").arg("afs"), SOON)?;
    let hosts = directory.join("hosts");
    std::fs::write(&hosts, "127.0.0.1 localhost afs\n")?;
    bind(&hosts, Path::new("/etc/hosts"))?;
    let local = directory.join("local");
    std::fs::create_dir(&local)?;
    std::fs::write(local.join("NetInfo"), "f 127.0.0.1\n")?;
    bind(&local, Path::new("/var/lib/openafs/local"))?;
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
