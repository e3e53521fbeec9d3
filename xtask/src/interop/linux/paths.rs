//! Both directions over paths that lose, delay and reorder, and over other MTUs.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rxrpc_sync::Credentials;
use rxrpc_tests::relay::{Conditions, Relay, Settings, Share};

use super::from_kernel::{Called, client};
use super::repeated::Trouble;
use super::scene::{SERVER, Scene};
use super::tap::{GUEST, HOST, host_for, set_mtu};
use crate::interop::front_ends::FrontEnd;
use crate::interop::lanes::Lane;
use xtask::programs::failure::Failure;

const LIMIT: Duration = Duration::from_secs(60);
/// All attempts of a case.
const CASE_LIMIT: Duration = Duration::from_secs(200);
/// Moved over a bad path: some windows, in little time.
const BYTES: usize = 100_000;
const CALLS: u32 = 20;
/// Of Ethernet with something around it, of Ethernet, and with its large frames.
const MTUS: [u32; 2] = [1_400, 9_000];
const USUAL_MTU: u32 = 1_500;

fn bad_paths() -> [(&'static str, Conditions); 2] {
    let delay = Duration::from_millis(10);
    [
        ("2 % lost", Conditions { loss: Share::per_mille(20), ..Conditions::default() }),
        (
            "10 ms each way, 5 % overtaken, 1 % lost",
            Conditions {
                delay,
                reordering: Share::per_mille(50),
                loss: Share::per_mille(10),
                ..Conditions::default()
            },
        ),
    ]
}

/// A relay to a server, with another seed each time: what the kernel does not survive, it may survive then.
fn relay(to: SocketAddr, conditions: &Conditions, seeds: &AtomicU64) -> Result<Relay, Failure> {
    let settings = Settings::both_ways(conditions.clone(), seeds.fetch_add(1, Ordering::Relaxed));
    Ok(Relay::start_anywhere((HOST, 0).into(), to, settings)?)
}

/// Bad paths: both directions through both front ends.
pub(super) fn bad(scene: &Arc<Scene>) -> Result<Lane, Failure> {
    let mut lane = Lane::default();
    let kernel = &scene.kernel;
    for (name, conditions) in bad_paths() {
        for front_end in FrontEnd::BOTH {
            let of = front_end.name();
            let (conditions, seeds) = (conditions.clone(), AtomicU64::new(1));
            let target = scene.target(front_end, (GUEST, SERVER).into(), Credentials::NOBODY)?;
            let to = conditions.clone();
            let case = scene.attempts.case(name, format!("{kernel} server, our {of}"), move || {
                let relay = relay(target.address, &to, &seeds)?;
                let mut target = target.clone();
                target.address = relay.address();
                target.bulk(BYTES)?;
                target.calls(CALLS, 4)
            });
            lane.add(case.with_limit(CASE_LIMIT));
            let (scene, seeds) = (Arc::clone(scene), AtomicU64::new(1));
            let peer = format!("{kernel} client, our {of}");
            let attempts = scene.attempts.clone();
            let case = attempts.case(name, peer, move || {
                let called = scene.services(front_end).plain(host_for(false), "");
                let relay = relay(called.address, &conditions, &seeds)?;
                let called = Called { address: relay.address(), ..called };
                let words = [
                    format!("send {BYTES}"),
                    format!("recv {BYTES}"),
                    format!("-n {CALLS} -c 4 rpc 100 3000"),
                ];
                client(&scene, &called, &words, LIMIT)
            });
            lane.add(case.with_limit(CASE_LIMIT));
        }
    }
    Ok(lane)
}

/// Other MTUs, which concern everything on the tap: nothing else may run meanwhile.
pub(super) fn mtus(scene: &Arc<Scene>) -> Lane {
    let mut lane = Lane::default();
    for mtu in MTUS {
        for front_end in FrontEnd::BOTH {
            let peer = format!("{}, our {}", scene.kernel, front_end.name());
            let of = Arc::clone(scene);
            let case =
                scene.attempts.case(format!("MTU {mtu}, both directions"), peer, move || {
                    set_mtu(&of.guest, mtu)?;
                    let outcome = over_mtu(&of, front_end);
                    set_mtu(&of.guest, USUAL_MTU)?;
                    outcome
                });
            lane.add(case.with_limit(CASE_LIMIT));
        }
    }
    lane
}

/// Sockets of its own: what is known of a path stays with them.
fn over_mtu(scene: &Scene, front_end: FrontEnd) -> Result<String, Trouble> {
    const SIZES: [usize; 5] = [1_300, 1_412, 1_413, 9_000, 20_000];
    let target = scene.target(front_end, (GUEST, SERVER).into(), Credentials::NOBODY)?;
    target.echoes(&SIZES)?;
    target.bulk(1_000_000)?;
    let called = scene.services(front_end).plain(host_for(false), "");
    let mut words: Vec<String> = SIZES.iter().map(|size| format!("echo {size}")).collect();
    words.extend(["send 1000000", "recv 1000000"].map(str::to_owned));
    client(scene, &called, &words, LIMIT)
}
