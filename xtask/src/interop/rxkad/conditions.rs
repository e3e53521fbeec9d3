//! rxkad where it is harder: jumbograms of sealed packets, packets that are lost, many users and levels at once.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rxrpc_sync::{Config, Credentials, ServiceId, ServiceKeys};
use rxrpc_tests::peer_service::{SERVICE, operation, pattern, sum_of};

use super::Scene;
use super::c_server::{self, Server};
use super::keyring::{Who, name_in};
use super::services;
use super::table::{LEVELS, SEALINGS, Sealing};
use crate::interop::front_ends::{Endpoint, FrontEnd, Service};
use crate::interop::lanes::{Case, Lane, Seen};
use crate::interop::xdr::Writer;
use xtask::programs::failure::{Failure, require};

const CLIENT_LIMIT: Duration = Duration::from_secs(60);
/// Packets in a jumbogram of ours, as many as OpenAFS takes.
const JUMBO_LIMIT: u32 = 4;
/// Of a thousand packets, so many are lost each way.
const LOST: &str = "-L 10";
const BULK: usize = 1_000_000;
/// Calls of each user at each level.
const CALLS: usize = 10;

/// Where our service that sends jumbograms is, and where that is whose clients lose packets.
const JUMBO_PORT: u16 = 7005;
const LOSSY_PORT: u16 = 7006;

/// Services of ours that have ports of their own.
pub(super) struct Running {
    _services: Vec<(Endpoint, Service)>,
}

/// Offers them through both front ends.
pub(super) fn start(scene: &Scene, keys: &ServiceKeys) -> Result<Running, Failure> {
    let mut running = Vec::new();
    for front_end in FrontEnd::BOTH {
        for (port, config) in [(JUMBO_PORT, sending_jumbograms()), (LOSSY_PORT, Config::default())]
        {
            let endpoint = front_end.bind_with(port, config, &scene.runtime)?;
            let service = endpoint.serve(ServiceId(SERVICE), keys.clone(), services::peer())?;
            running.push((endpoint, service));
        }
    }
    Ok(Running { _services: running })
}

/// A lane for each condition, role and front end.
pub(super) fn lanes(scene: &Arc<Scene>) -> Result<Vec<Lane>, Failure> {
    let mut lanes = Vec::new();
    for front_end in FrontEnd::BOTH {
        let (mut jumbo, mut lossy) = (Lane::default(), Lane::default());
        let client = front_end.bind_with(0, sending_jumbograms(), &scene.runtime)?;
        for level in LEVELS {
            let name = |what: &str| format!("{what}, level {level}, {}", front_end.name());
            let (of, client) = (Arc::clone(scene), client.clone());
            jumbo.add(Case::new(name("jumbograms of ours"), "C server", move || {
                bulk(&of, &client, Sealing::Des, level)
            }));
            let of = Arc::clone(scene);
            jumbo.add(Case::new(name("jumbograms of ours"), "C client", move || {
                from_c_client(&of, front_end, JUMBO_PORT, level, "")
            }));
            let of = Arc::clone(scene);
            let case = Case::new(name("1 % lost each way"), "C client", move || {
                from_c_client(&of, front_end, LOSSY_PORT, level, LOST)
            });
            lossy.add(case.with_limit(CLIENT_LIMIT));
        }
        let mut many = Lane::default();
        let of = Arc::clone(scene);
        let name = format!("all users and levels at once, {}", front_end.name());
        many.add(Case::new(name, "C server", move || at_once(&of, front_end)));
        lanes.extend([jumbo, lossy, many]);
    }
    Ok(lanes)
}

fn sending_jumbograms() -> Config {
    let mut config = Config::default();
    config.machine.jumbo_limit = JUMBO_LIMIT;
    config
}

fn bulk(scene: &Scene, client: &Endpoint, sealing: Sealing, level: u32) -> Seen {
    let credentials = scene.credentials(sealing, Who::Alice, level)?;
    let server = Server { client, address: c_server::address(sealing), credentials };
    let (data, length) = (pattern(BULK), BULK as u64);
    let sink = Writer::operation(operation::SINK).double_word(length).bytes(&data);
    let wanted = Writer::default().double_word(length).word(sum_of(&data)).finish();
    server.must_answer("bytes to the server", sink, &wanted)?;
    Ok(format!("{BULK} bytes"))
}

fn from_c_client(scene: &Scene, front_end: FrontEnd, port: u16, level: u32, flags: &str) -> Seen {
    let address = front_end.address().to_string();
    let (level, key) = (level.to_string(), scene.keyring.c_client_words(Sealing::Des, Who::Alice)?);
    let mut seen = Vec::new();
    for operation in ["recv 1000000", "send 1000000"] {
        let mut words = vec!["-a", &address, "-E", "-l", &level];
        words.extend(key.iter().map(String::as_str));
        words.extend(flags.split_whitespace().chain(operation.split(' ')));
        seen.push(scene.c_peer.client(port, &words, CLIENT_LIMIT)?);
    }
    Ok(seen.join("; "))
}

/// Every user of every key at every level, from one endpoint: each call must be its own caller's.
fn at_once(scene: &Scene, front_end: FrontEnd) -> Seen {
    let mut callers: Vec<(Sealing, String, Credentials)> = Vec::new();
    for sealing in SEALINGS {
        for who in [Who::Administrator, Who::Alice] {
            for level in LEVELS {
                let name = name_in(sealing, who);
                let (name, cell) = name.split_once('@').unwrap_or((&name, ""));
                let wanted = format!(" level={level} name={name} inst= cell={cell} ");
                callers.push((sealing, wanted, scene.credentials(sealing, who, level)?));
            }
        }
    }
    let call = |(sealing, wanted, credentials): &(Sealing, String, Credentials)| {
        let to = (c_server::address(*sealing), ServiceId(SERVICE));
        let body = Writer::operation(operation::WHOAMI).finish();
        for _ in 0..CALLS {
            let told = scene.client(front_end).request(to, credentials, &body)?;
            let told = String::from_utf8_lossy(&told).into_owned();
            require!(told.contains(wanted), "not{wanted}but {told}");
        }
        Ok(())
    };
    thread::scope(|scope| {
        let running: Vec<_> =
            callers.iter().map(|caller| scope.spawn(move || call(caller))).collect();
        running.into_iter().try_for_each(|thread| {
            thread.join().unwrap_or_else(|_| Err(Failure::new("a thread panicked")))
        })
    })?;
    Ok(format!("{} callers, {CALLS} calls each", callers.len()))
}
