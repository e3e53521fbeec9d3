//! One call of each of many clients, all at once.

use super::{BODY, Crowd, Gate, LONG, Times, roomy};
use rxrpc_async::runtime::Runtime;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What came of it.
#[derive(Clone, Debug)]
pub struct Peers {
    /// From the moment at which the service began to answer to the end of each call.
    pub times: Times,
    /// Calls that were alive at the service at once.
    pub at_once: u64,
    /// Memory that the service took while all were alive, in bytes; what the clients take in between is
    /// little and counted in.
    pub bytes: i64,
}

/// So many clients with a call each; none is answered before all are alive. `weigh` tells the memory in use.
///
/// # Errors
///
/// What the system said, or `TimedOut` if the calls did not come or end in two minutes.
pub fn peers(
    runtime: &Arc<dyn Runtime>,
    count: usize,
    weigh: &dyn Fn() -> i64,
) -> io::Result<Peers> {
    let mut gate = Gate::new(runtime, roomy(count), count)?;
    let mut crowd = Crowd::new(count)?;
    let mut calls = Vec::with_capacity(count);
    for client in 0..count {
        calls.push((client, crowd.ask(client, gate.service, &BODY)?));
    }
    let before = weigh();
    let give_up = Instant::now() + LONG;
    let (mut at_once, mut looked) = (0, Instant::now());
    while at_once < count as u64 {
        step(&mut crowd, give_up)?;
        if looked.elapsed() > Duration::from_millis(50) {
            at_once = gate.server.statistics().live_service_calls;
            looked = Instant::now();
        }
    }
    let bytes = weigh() - before;
    let opened = gate.open();
    let mut times = Vec::with_capacity(count);
    while !calls.is_empty() {
        step(&mut crowd, give_up)?;
        let now = Instant::now();
        calls.retain(|(client, call)| {
            let ended = call.has_ended();
            if ended {
                times.push(now - opened);
                crowd.release(*client, call);
            }
            !ended
        });
    }
    Ok(Peers { times: Times::new(times), at_once, bytes })
}

pub(super) fn step(crowd: &mut Crowd, give_up: Instant) -> io::Result<()> {
    if Instant::now() > give_up {
        return Err(io::ErrorKind::TimedOut.into());
    }
    if crowd.turn()? == 0 {
        crowd.rest();
    }
    Ok(())
}
