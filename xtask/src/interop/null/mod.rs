//! The cases without security: what is asked of each peer.

mod c_peer_to_service;
mod client_to_c_peer;
mod probes;
mod ptserver;
mod rxgen;
mod rxperf;
pub(super) mod vlserver;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use rxrpc_sync::{Config, Endpoint};

use super::Options;
use super::capture::{self, Capture};
use super::key_files::ServerKeys;
use super::lanes::{self, Case, Lane, Seen};
use super::openafs_cell::{self, OpenafsCell};
use super::report::{Report, Row};
use super::rxperf::Rxperf;
use super::verdict::Verdict;
use xtask::programs::c_peer::CPeer;
use xtask::programs::failure::Failure;

/// Runs all cases; those that were not begun by the deadline have failed.
pub(super) fn run(
    options: &Options,
    directory: &Path,
    c_peer: CPeer,
    deadline: Instant,
) -> Result<Report, Failure> {
    let capture = Capture::start(directory)?;
    let cell = OpenafsCell::start(directory, openafs_cell::ADDRESS, &ServerKeys::one())?;
    let (peer, our_rxperf) = (Arc::new(c_peer), Arc::new(Rxperf::new(directory)?));
    let servers = client_to_c_peer::start_servers(&peer)?;
    let services = c_peer_to_service::Services::start()?;
    let rxperf_servers = rxperf::Servers::start(&our_rxperf, &peer)?;
    let mut lanes = vec![vlserver::lane(&cell.vlserver())?, ptserver::lane(&cell.ptserver())?];
    lanes.extend(client_to_c_peer::lanes()?);
    lanes.extend(c_peer_to_service::lanes(&peer));
    lanes.extend(rxperf::lanes(&our_rxperf, &peer)?);
    lanes.extend(probes::lanes(&peer)?);
    lanes.push(rxgen::lane(directory));
    let wanted = |name: &str, of: &str| options.wants(name, of);
    let lanes = lanes.into_iter().map(|lane| lane.keep(&wanted)).collect();
    let mut report = Report::default();
    for row in lanes::run(lanes, deadline) {
        report.add(row);
    }
    drop((servers, services, rxperf_servers, cell));
    check_packets(capture, options, &mut report);
    Ok(report)
}

/// The rows that come from the captured packets.
fn check_packets(capture: Capture, options: &Options, report: &mut Report) {
    let started = Instant::now();
    let verdict = capture.finish();
    let mut add = |name: &str, judge: fn(&Verdict) -> Seen| {
        let seen = match &verdict {
            Ok(verdict) => judge(verdict),
            Err(failure) => Err(Failure::new(format!("{failure:?}"))),
        };
        report.add(Row::new(name, &capture::checker(), seen, started.elapsed()));
    };
    add("our packets decode", Verdict::our_packets_decode);
    if options.wants_all() {
        add("jumbograms where both have them on", Verdict::jumbograms_only_when_on);
    }
}

/// An endpoint of ours on a fixed port of 127.0.0.1.
fn endpoint(port: u16, config: Config) -> Result<Endpoint, Failure> {
    Endpoint::builder()
        .bind(local(port))
        .config(config)
        .build()
        .map_err(|error| Failure::from(error).while_doing(&format!("binding port {port}")))
}

/// Our settings with jumbograms off: that many subpackets this side says it takes.
fn without_jumbograms() -> Config {
    let mut config = Config::default();
    config.machine.jumbo_max = 1;
    config
}

/// Our settings with jumbograms sent, as many packets in each as OpenAFS says it takes.
fn sending_jumbograms() -> Config {
    let mut config = Config::default();
    config.machine.jumbo_limit = JUMBO_LIMIT;
    config
}

/// Packets in a jumbogram of ours.
const JUMBO_LIMIT: u32 = 4;

fn local(port: u16) -> SocketAddr {
    (Ipv4Addr::LOCALHOST, port).into()
}
