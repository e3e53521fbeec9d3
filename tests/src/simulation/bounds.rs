//! The stated bounds of a run: how long it may take, how many packets and timer ticks it may need.
//!
//! Holds: [`ideal_time`], [`most_time`], [`most_datagrams`], [`most_ticks`]. Must not know: how a run is
//! done. This is the only place where such a number is written down.
//!
//! The ideal time follows from the path and from the sizes: round trips for the request, the reply and
//! the slow start of both, what a limited line needs for the bytes, and under loss the round trips that
//! NewReno needs (about 1.22 / √loss packets in each; Mathis et al., 1997). No run may take longer than
//! [`FACTOR`] times that and an [`allowance`], which is for timeouts: they double each time that the same
//! packet is lost again. The bounds on datagrams and ticks are linear in the data, the calls and the time
//! that they live, so neither a storm nor a loop of two ends that answer each other passes.

use super::scene::{Class, Scene};
use crate::network::Link;
use crate::scripts::{CallPlan, ServiceAct};
use std::time::Duration;

/// What a run may take longer than the ideal.
pub const FACTOR: u32 = 3;

/// Bytes of a DATA packet that always pass.
const PAYLOAD: usize = 1412;

/// Packets in the first round trip (RFC 6928).
const FIRST_ROUND: f64 = 10.0;

/// How often an idle call shows itself at most: each end asks and is answered.
const KEEPALIVE: Duration = Duration::from_secs(3);

/// The time that the scene takes at best.
#[must_use]
pub fn ideal_time(scene: &Scene) -> Duration {
    let calls = &scene.plan.calls;
    let begins = calls.iter().map(|call| call.begins).max().unwrap_or_default();
    let each = || calls.iter().map(|call| call_time(scene, call));
    let longest = each().max().unwrap_or_default();
    let slots = u32::try_from(4 * scene.connections).unwrap_or(u32::MAX);
    // Calls that wait for a slot come after others.
    let in_turn = each().sum::<Duration>() / slots;
    let rates = scene.links.iter().filter_map(|link| link.rate);
    let line = rates.map(|rate| rate.time(scene.plan.bytes() as u64)).max().unwrap_or_default();
    begins + longest + in_turn + line
}

fn call_time(scene: &Scene, call: &CallPlan) -> Duration {
    let one_way: Duration = scene.links.iter().map(Link::longest).sum();
    let pause = match call.service {
        ServiceAct::AnswerLater(pause) => pause,
        _ => Duration::ZERO,
    };
    let rounds = 2.0 + rounds(scene, call.request) + rounds(scene, call.reply);
    pause + (one_way * 2).mul_f64(rounds)
}

/// Round trips that so many bytes take.
fn rounds(scene: &Scene, bytes: usize) -> f64 {
    let packets = (bytes / PAYLOAD + 1) as f64;
    let window = f64::from(scene.receive_window);
    let loss = f64::from(scene.loss()) / 1000.0;
    let slow_start = (1.0 + packets / FIRST_ROUND).log2();
    slow_start + packets / window + packets * loss.sqrt() / 1.22
}

/// The longest that the scene may take.
#[must_use]
pub fn most_time(scene: &Scene) -> Duration {
    ideal_time(scene) * FACTOR + allowance(scene)
}

/// What timeouts may cost.
#[must_use]
pub fn allowance(scene: &Scene) -> Duration {
    let loss = Duration::from_secs(match scene.loss() {
        0 => 2,
        1..=30 => 8,
        31..=100 => 30,
        101..=200 => 60,
        _ => 150,
    });
    let class = match scene.class {
        // After a cut as long as the last timeout but one, the last one is as long.
        Class::Partition | Class::Clocks => scene.outage() * 2,
        // Calls are given up after 20 s of silence, one after the other in a slot.
        Class::Outage | Class::Rebinding | Class::Restart => {
            scene.outage() + Duration::from_secs(90)
        }
        // A path that drops without a word is found out by timeouts; a burst may take several
        // repetitions of the same packet.
        Class::Mtu | Class::Bursts => Duration::from_secs(10),
        _ => Duration::ZERO,
    };
    loss + class
}

/// Most datagrams that both ends may send: for `data` DATA packets that are new, in `calls` calls, in
/// `time` of simulated time.
#[must_use]
pub fn most_datagrams(scene: &Scene, data: u64, time: Duration) -> u64 {
    let passes = 1.0 - f64::from(scene.loss().min(900)) / 1000.0;
    let (calls, alive) =
        (scene.plan.calls.len() as f64, time.as_secs_f64() / KEEPALIVE.as_secs_f64());
    // A packet is sent 1 / passes times, and each one that comes is acknowledged.
    let data = data as f64 * 2.5 / passes;
    let idle = 16.0 * calls / passes + 4.0 * calls * alive;
    (data + idle + 50.0) as u64
}

/// Most deadlines that may have been due at both ends.
#[must_use]
pub fn most_ticks(scene: &Scene, datagrams: u64, time: Duration) -> u64 {
    // Housekeeping is due now and then; a call's deadlines are put off by packets.
    let calls = scene.plan.calls.len() as u64;
    datagrams + 20 * calls + 4 * time.as_secs() + 50
}
