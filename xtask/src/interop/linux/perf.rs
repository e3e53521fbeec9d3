//! rxperf: ours and the kernel's sockets in both roles, and the kernel's with each other in the same guest, which is the measure.
//! Under emulation the figures say how the pairs compare, and nothing of a real machine.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::from_kernel::{Called, client_text};
use super::repeated::Trouble;
use super::scene::{SERVER_RXPERF, Scene};
use super::tap::{GUEST, HOST};
use crate::interop::lanes::Lane;
use crate::interop::rxperf::Rxperf;
use xtask::programs::failure::Failure;
use xtask::programs::process::Background;

/// Of our server.
const OURS: u16 = 17_267;
const BULK: u32 = 4_000_000;
const CALLS: u32 = 400;
const IN_FLIGHT: u32 = 4;
const LIMIT: Duration = Duration::from_secs(30);
/// All attempts of a case.
const CASE_LIMIT: Duration = Duration::from_secs(200);

/// Seconds that each job took.
struct Took {
    send: f64,
    recv: f64,
    calls: f64,
}

impl Took {
    fn describe(&self) -> String {
        let rate = |seconds: f64| f64::from(BULK) / 1e6 / seconds.max(1e-6);
        format!(
            "to the server {:.1} MB/s, from it {:.1} MB/s, {:.0} calls/s",
            rate(self.send),
            rate(self.recv),
            f64::from(CALLS) / self.calls.max(1e-6)
        )
    }
}

/// Our rxperf, and its server, which ends when this is dropped.
pub(super) struct Ours {
    rxperf: Arc<Rxperf>,
    _server: Background,
}

impl Ours {
    pub(super) fn start(directory: &Path) -> Result<Ours, Failure> {
        let rxperf = Arc::new(Rxperf::new(directory)?);
        let server = rxperf.start_server_at((HOST, OURS).into(), &[])?;
        Ok(Ours { rxperf, _server: server })
    }
}

/// Our client, whose calls are in flight at once as the kernel's are.
fn ours(rxperf: &Rxperf) -> Result<Took, Trouble> {
    let server: SocketAddr = (GUEST, SERVER_RXPERF).into();
    let run = |words: &[&str]| {
        rxperf.client_seconds(server, words, LIMIT).map_err(|failure| {
            let text = format!("{failure:?}");
            let by_limit = text.contains("RX_CALL_TIMEOUT") || text.contains("RX_CALL_DEAD");
            if by_limit { Trouble::KernelLimit(failure) } else { failure.into() }
        })
    };
    let (bulk, each) = (BULK.to_string(), (CALLS / IN_FLIGHT).to_string());
    let threads = IN_FLIGHT.to_string();
    Ok(Took {
        send: run(&["-c", "send", "-b", &bulk])?,
        recv: run(&["-c", "recv", "-b", &bulk])?,
        calls: run(&["-c", "rpc", "-S", "64", "-R", "64", "-t", &threads, "-T", &each])?,
    })
}

/// The kernel's client.
fn kernels(scene: &Scene, server: SocketAddr) -> Result<Took, Trouble> {
    let called = Called { address: server, flags: String::new() };
    let run = |word: String| -> Result<f64, Trouble> {
        let text = client_text(scene, &called, &word, LIMIT)?;
        let words: Vec<&str> = text.split_whitespace().collect();
        let at = words.iter().position(|word| *word == "secs");
        let seconds = at.and_then(|at| words.get(at + 1)?.parse().ok());
        seconds.ok_or_else(|| Failure::new(format!("the client says: {text}")).into())
    };
    Ok(Took {
        send: run(format!("rxperf-send {BULK}"))?,
        recv: run(format!("rxperf-recv {BULK}"))?,
        calls: run(format!("-n {CALLS} -c {IN_FLIGHT} rxperf-rpc 64 64"))?,
    })
}

/// The three pairs, one after the other.
pub(super) fn lane(scene: &Arc<Scene>, of_ours: &Ours) -> Lane {
    let mut lane = Lane::default();
    let kernel = &scene.kernel;
    let rxperf = Arc::clone(&of_ours.rxperf);
    let case = scene.attempts.case("rxperf", format!("{kernel} server, our sync"), move || {
        ours(&rxperf).map(|took| took.describe())
    });
    lane.add(case.with_limit(CASE_LIMIT));
    for (peer, server) in [
        (format!("{kernel} client, our sync"), SocketAddr::from((HOST, OURS))),
        (format!("{kernel} with itself"), SocketAddr::from((GUEST, SERVER_RXPERF))),
    ] {
        let of = Arc::clone(scene);
        let case = scene
            .attempts
            .case("rxperf", peer, move || kernels(&of, server).map(|took| took.describe()));
        lane.add(case.with_limit(CASE_LIMIT));
    }
    lane
}
