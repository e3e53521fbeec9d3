//! The C peer's client and services of ours: whom we take it for, and that all data arrives.

use std::sync::Arc;
use std::time::Duration;

use super::Scene;
use super::databases::lane_of_places;
use super::keyring::{Who, name_in};
use super::services;
use super::table::{Peer, Place};
use crate::interop::front_ends::FrontEnd;
use crate::interop::lanes::{Lane, Seen};
use xtask::programs::failure::require;

const CLIENT_LIMIT: Duration = Duration::from_secs(25);

/// Each compared byte by byte, there or back.
const OPERATIONS: [&str; 5] = ["echo 0", "echo 1408", "echo 5000", "send 300000", "recv 300000"];
/// Many small calls on few connections.
const CALLS: &str = "-t 8 -n 10 rpc 100 3000";

/// A lane for each front end.
pub(super) fn lanes(scene: &Arc<Scene>) -> Vec<Lane> {
    FrontEnd::BOTH.map(|of| lane_of_places(scene, Peer::CClient, of, exchanges)).into()
}

fn exchanges(scene: &Scene, place: Place) -> Seen {
    let Place { sealing, front_end, level, .. } = place;
    let server = services::address_of_peer(front_end);
    let mut common = vec!["-a".to_owned(), server.ip().to_string(), "-E".to_owned()];
    common.extend(["-l".to_owned(), level.to_string()]);
    common.extend(scene.keyring.c_client_words(sealing, Who::Alice)?);
    let run = |operation: &str| {
        let words = common.iter().map(String::as_str).chain(operation.split(' '));
        let words: Vec<&str> = words.collect();
        let ended = scene.c_peer.client_text(server.port(), &words, CLIENT_LIMIT);
        ended.map_err(|failure| failure.while_doing(operation))
    };
    let wanted = format!("name={} level={level}", name_in(sealing, Who::Alice));
    let told = run("whoami")?;
    let first = told.lines().next().unwrap_or_default().to_owned();
    require!(first == wanted, "we took it for {first}, not {wanted}");
    for operation in OPERATIONS.into_iter().chain([CALLS]) {
        run(operation)?;
    }
    Ok(first)
}
