//! The security class rxkad with OpenAFS: our client with its database servers and librx, its tools and librx with
//! our service, through both front ends, with tickets of each kind and at each level.
//!
//! Knows the order of the part. What must be there in the end is in [`table`].

mod c_client;
mod c_server;
mod conditions;
mod databases;
pub(super) mod kerberos;
mod keyring;
mod refusals;
mod services;
mod table;
mod tools;

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use rxrpc_rxkad::RxkadKey;
use rxrpc_sync::{Credentials, SecurityLevel};
use tokio::runtime::Runtime;

use super::Options;
use super::capture::{self, Capture};
use super::front_ends::{self, Endpoint, FrontEnd};
use super::lanes::{self, Lane};
use super::openafs_cell::{self, OpenafsCell};
use super::report::{Report, Row};
use super::verdict::Verdict;
use keyring::{Keyring, Who};
use table::{Sealing, Table};
use xtask::programs::c_peer::CPeer;
use xtask::programs::failure::Failure;

/// What the cases have in common.
struct Scene {
    keyring: Keyring,
    table: Table,
    c_peer: CPeer,
    runtime: Arc<Runtime>,
    sync: Endpoint,
    tasks: Endpoint,
}

impl Scene {
    /// Our client.
    fn client(&self, front_end: FrontEnd) -> &Endpoint {
        match front_end {
            FrontEnd::Sync => &self.sync,
            FrontEnd::Async => &self.tasks,
        }
    }

    /// What our client calls with.
    fn credentials(&self, sealing: Sealing, who: Who, level: u32) -> Result<Credentials, Failure> {
        let token = self.keyring.token(sealing, who)?;
        let level = SecurityLevel::from_number(level).ok_or_else(|| Failure::new("no level"))?;
        Ok(RxkadKey::new(token).credentials(level))
    }
}

/// Runs all cases; those that were not begun by the deadline have failed.
pub(super) fn run(
    options: &Options,
    directory: &Path,
    c_peer: CPeer,
    deadline: Instant,
) -> Result<Report, Failure> {
    let capture = Capture::start(directory)?;
    let keyring = Keyring::new(directory)?;
    let cell = OpenafsCell::start(directory, openafs_cell::ADDRESS, &keyring.server_keys()?)?;
    let c_server = c_server::start(&c_peer, &keyring)?;
    let runtime = front_ends::runtime()?;
    let scene = Arc::new(Scene {
        keyring,
        table: Table::default(),
        c_peer,
        sync: FrontEnd::Sync.bind(0, &runtime)?,
        tasks: FrontEnd::Async.bind(0, &runtime)?,
        runtime,
    });
    let keys = services::keys(&scene)?;
    let services = services::start(&scene, &keys)?;
    let harder = conditions::start(&scene, &keys)?;
    let mut report = Report::default();
    for row in lanes::run(databases::preparations(&scene, &cell), deadline) {
        report.add(row);
    }
    let mut lanes = databases::lanes(&scene);
    lanes.extend(c_server::lanes(&scene));
    lanes.extend(c_client::lanes(&scene));
    lanes.extend(tools::lanes(&scene, &services, directory)?);
    lanes.extend(refusals::lanes(&scene));
    lanes.extend(conditions::lanes(&scene)?);
    lanes.push(kerberos::lane(&scene)?);
    let wanted = |name: &str, of: &str| options.wants(name, of);
    let lanes: Vec<Lane> = lanes.into_iter().map(|lane| lane.keep(&wanted)).collect();
    for row in lanes::run(lanes, deadline) {
        report.add(row);
    }
    drop((services, harder, c_server, cell));
    if options.wants_all() {
        let began = Instant::now();
        report.add(Row::new(
            "every place of the table",
            "all",
            scene.table.is_whole(),
            began.elapsed(),
        ));
        report.append(scene.table.to_text());
    }
    let began = Instant::now();
    let decoded = capture.finish().and_then(|verdict: Verdict| verdict.our_packets_decode());
    report.add(Row::new("our packets decode", &capture::checker(), decoded, began.elapsed()));
    Ok(report)
}
