//! Calls of one client to one service, all at once.

use super::{BODY, Gate, LONG, Times, endpoint, roomy};
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use rxrpc_async::runtime::Runtime;
use rxrpc_async::{CallError, Config, Statistics};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What came of it.
#[derive(Clone, Debug)]
pub struct OnePeer {
    /// From the moment at which the service began to answer to the end of each call.
    pub times: Times,
    /// Calls that were alive at the service at once.
    pub at_once: u64,
    /// Memory of both ends, tasks included, while all calls were alive, in bytes.
    pub bytes: i64,
    /// How many places a call ended before or after the place at which it was asked for, at most.
    pub displacement: usize,
    /// The client's counters.
    pub client: Statistics,
}

/// So many calls, each with a slot of its own; none is answered before all are alive at the service. `weigh`
/// tells the memory in use.
///
/// # Errors
///
/// What ended one of the calls, or `TimedOut` if not all came to the service in two minutes.
pub fn one_peer(
    runtime: &Arc<dyn Runtime>,
    calls: usize,
    weigh: &dyn Fn() -> i64,
) -> Result<OnePeer, CallError> {
    let mut config = Config::default();
    config.connections_per_bundle = calls.div_ceil(4);
    run(runtime, calls, config, true, weigh)
}

/// So many calls on the slots that a client has by default: they wait for them in turn, and each is answered
/// at once.
///
/// # Errors
///
/// What ended one of the calls.
pub fn one_peer_in_turn(runtime: &Arc<dyn Runtime>, calls: usize) -> Result<OnePeer, CallError> {
    run(runtime, calls, Config::default(), false, &|| 0)
}

fn run(
    runtime: &Arc<dyn Runtime>,
    calls: usize,
    config: Config,
    gated: bool,
    weigh: &dyn Fn() -> i64,
) -> Result<OnePeer, CallError> {
    let failed = |_: std::io::Error| CallError::Closed;
    let mut gate = Gate::new(runtime, roomy(calls), calls).map_err(failed)?;
    let client = endpoint(runtime, config).map_err(failed)?;
    let before = weigh();
    let (service, asked) = (gate.service, &client);
    let mut requests: FuturesUnordered<_> = (0..calls)
        .map(|number| async move {
            let reply = asked.request(service, &BODY).await;
            (number, reply, Instant::now())
        })
        .collect();
    let mut opened = if gated { None } else { Some(gate.open()) };
    let (mut at_once, mut bytes) = (0, 0);
    let (mut times, mut displacement) = (Vec::new(), 0);
    let give_up = Instant::now() + LONG;
    futures::executor::block_on(async {
        loop {
            if opened.is_some() {
                let Some((number, reply, at)) = requests.next().await else { return Ok(()) };
                reply?;
                displacement = displacement.max(times.len().abs_diff(number));
                times.push(at.saturating_duration_since(opened.unwrap_or(at)));
                continue;
            }
            // Sends what there is, then looks who has come; nobody is answered so far.
            let mut timer = runtime.timer(runtime.now() + Duration::from_millis(50));
            let tick = std::pin::pin!(std::future::poll_fn(|cx| timer.as_mut().poll(cx)));
            let early = futures::future::select(tick, requests.next()).await;
            if let futures::future::Either::Right((Some((_, reply, _)), _)) = early {
                reply?;
                return Err(CallError::Ended);
            }
            at_once = gate.server.statistics().live_service_calls;
            if at_once == calls as u64 {
                bytes = weigh() - before;
                opened = Some(gate.open());
            } else if Instant::now() > give_up {
                return Err(CallError::TimedOut);
            }
        }
    })?;
    drop(requests);
    let client = client.statistics();
    Ok(OnePeer { times: Times::new(times), at_once, bytes, displacement, client })
}
