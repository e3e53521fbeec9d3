//! Programs that are examples of `rxrpc-sync`: how they are built and where cargo puts them. Knows
//! nothing of what they do.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The cargo command that builds these examples for release.
pub fn build_command(names: &[&str]) -> Command {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join("Cargo.toml");
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--release", "--package", "rxrpc-sync", "--manifest-path"]).arg(workspace);
    for name in names {
        cargo.args(["--example", name]);
    }
    cargo
}

/// Where cargo puts the examples: beside the profile that this program itself was built in, which
/// holds for every target directory and target that cargo may have been told of.
pub fn directory() -> io::Result<PathBuf> {
    let this = env::current_exe()?;
    let profiles = this.parent().and_then(Path::parent).ok_or(io::ErrorKind::NotFound)?;
    Ok(profiles.join("release").join("examples"))
}
