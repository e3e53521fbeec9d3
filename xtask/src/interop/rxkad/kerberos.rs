//! Tokens that the package `rxrpc-kerberos` gets from the KDC itself: its example `call`, and a server of the C peer.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use rxrpc_tests::peer_service::{SERVICE, operation};

use super::Scene;
use super::c_server;
use super::table::Sealing;
use crate::interop::kdc::name_of;
use crate::interop::lanes::{Case, Lane, Seen};
use xtask::programs::failure::{Failure, require};
use xtask::programs::process::must;
use xtask::programs::run_directory::workspace;

const EXAMPLE: &str = "call";
const PEER: &str = "KDC, C server";
const CALL_LIMIT: Duration = Duration::from_secs(25);

/// Compiles the example, with the features of the whole workspace: what `cargo test --workspace` has built is built. Cargo
/// shows its own progress. Only this part of the run pays for the crates that it needs.
pub(in crate::interop) fn build() -> Result<(), Failure> {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--workspace", "--example", EXAMPLE]);
    let status = cargo.arg("--manifest-path").arg(workspace().join("Cargo.toml")).status()?;
    require!(status.success(), "the example {EXAMPLE} does not build");
    Ok(())
}

fn program() -> Result<PathBuf, Failure> {
    let this = env::current_exe()?;
    let profiles = this.parent().and_then(Path::parent);
    let profiles = profiles.ok_or_else(|| Failure::new("this program is in no directory"))?;
    Ok(profiles.join("debug").join("examples").join(EXAMPLE))
}

/// Where a token is from.
#[derive(Clone, Copy)]
enum Source {
    /// A cache that has a ticket for the service.
    Ticket,
    /// A cache of somebody who has logged in.
    LogIn,
    /// A keytab of the user's.
    Keytab,
}

/// A case for each source.
pub(super) fn lane(scene: &Arc<Scene>) -> Result<Lane, Failure> {
    let program = program()?;
    let mut lane = Lane::default();
    for (name, source) in [
        ("a token of the ticket in a cache", Source::Ticket),
        ("a token by a cache without a ticket", Source::LogIn),
        ("a token by a keytab", Source::Keytab),
    ] {
        let (scene, program) = (Arc::clone(scene), program.clone());
        lane.add(Case::new(name, PEER, move || calls(&scene, &program, source)));
    }
    Ok(lane)
}

fn calls(scene: &Scene, program: &Path, source: Source) -> Seen {
    const USER: &str = "alice";
    let kdc = &scene.keyring.kdc;
    let mut command = kdc.program(&program.to_string_lossy());
    let server = c_server::address(Sealing::KdcWhole).to_string();
    let request = format!("{:08x}", operation::WHOAMI);
    command.args(["rx.test", &server, &SERVICE.to_string(), &request]);
    match source {
        Source::Ticket => command.env("KRB5CCNAME", name_of(&kdc.cache_of(USER))),
        Source::LogIn => {
            let cache = kdc.cache_of("nobody-so-far");
            kdc.log_in(USER, &cache)?;
            command.env("KRB5CCNAME", name_of(&cache))
        }
        Source::Keytab => command.arg(USER).arg(kdc.keytab_of(USER)),
    };
    let told = must(&mut command, CALL_LIMIT)?;
    let wanted = format!("code=0 level=2 name={USER} inst= cell=RX.TEST ");
    require!(told.contains(&wanted), "the server says: {told}");
    Ok(told)
}
