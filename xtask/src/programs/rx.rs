//! The command `rx`, of the package `rxrpc-tools`: how it is built and where cargo puts it. Knows nothing of what it does.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::examples;
use super::failure::{Failure, require};

/// The cargo command that builds it for release.
fn build_command() -> Command {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join("Cargo.toml");
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--release", "--package", "rxrpc-tools", "--bin", "rx"]);
    cargo.arg("--manifest-path").arg(workspace);
    cargo
}

/// Builds it for release; cargo shows its own progress.
pub fn build() -> Result<(), Failure> {
    require!(build_command().status()?.success(), "the command rx does not build");
    Ok(())
}

/// Where cargo puts it.
pub fn program() -> io::Result<PathBuf> {
    let examples = examples::directory()?;
    Ok(examples.parent().ok_or(io::ErrorKind::NotFound)?.join("rx"))
}
