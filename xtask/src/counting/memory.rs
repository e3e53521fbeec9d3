//! Memory of a live call and of an idle connection, by what the endpoints have allocated and not given
//! back: the same bytes at every run.
//!
//! Holds: [`weigh`], and the calls that it makes. Must not know: how much is too much.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use rxrpc_core::{Call, CallOptions, Config, Incoming, ServiceAddress, ServiceId, Waiting};

use super::in_memory::{End, Pair, at_once};

/// Each has [`CONNECTIONS`] connections with four calls.
const SERVICES: u16 = 32;
const CONNECTIONS: usize = 32;
/// How many calls are weighed.
pub const CALLS: usize = SERVICES as usize * CONNECTIONS * 4;
const REQUEST: [u8; 64] = [0; 64];

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Bytes on the heap that each end has for one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weight {
    /// At the end that makes calls.
    pub client: f64,
    /// At the end that serves them.
    pub service: f64,
}

/// What one call and one connection weigh when there are many, with their shares of all tables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// A call that has sent a request of 64 bytes which its service has not read, with a quarter of its connection.
    pub live_call: Weight,
    /// A connection that has had a call on each of its four channels.
    pub idle_connection: Weight,
}

/// Makes [`CALLS`] calls, ends them, and weighs both ends at each step.
///
/// # Errors
///
/// A call that does not go as it should.
pub fn weigh() -> Result<Weights> {
    let mut client = Config::default();
    client.seed = Some(1);
    client.connections_per_bundle = CONNECTIONS;
    let mut service = Config::default();
    service.seed = Some(2);
    // One host has half of them at most.
    service.max_service_calls = 2 * CALLS;
    let mut pair = Pair::new(client, service);
    let incoming = bind(&mut pair)?;
    let empty = kept(&pair);

    let mut calls = Vec::with_capacity(CALLS);
    open(&mut pair, &mut calls)?;
    let mut accepted = Vec::with_capacity(CALLS);
    for incoming in &incoming {
        accepted.extend(
            pair.service.user(|_| std::iter::from_fn(|| incoming.try_next()).collect::<Vec<_>>()),
        );
    }
    if accepted.len() != CALLS {
        return Err(format!("{} of {CALLS} calls arrived", accepted.len()).into());
    }
    let live = kept(&pair);

    finish(&mut pair, &calls, &accepted)?;
    pair.client.user(|_| calls.clear());
    pair.service.user(|_| accepted.clear());
    // Long enough for delayed ACKs, too short for a connection to expire; in steps, since an endpoint does only
    // a part of what is due at once.
    for _ in 0..40 {
        pair.pass(Duration::from_millis(50));
    }
    if (pair.client.core.live_calls(), pair.service.core.live_calls()) != (0, 0) {
        return Err("calls did not end".into());
    }
    let idle = kept(&pair);
    Ok(Weights { live_call: per(live, empty, CALLS), idle_connection: per(idle, empty, CALLS / 4) })
}

/// What both ends have allocated and not given back.
fn kept(pair: &Pair) -> [i64; 2] {
    [&pair.client, &pair.service].map(|end: &End| end.all().kept)
}

fn per(now: [i64; 2], before: [i64; 2], count: usize) -> Weight {
    let [client, service] = [0, 1].map(|end| (now[end] - before[end]) as f64 / count as f64);
    Weight { client, service }
}

fn bind(pair: &mut Pair) -> Result<Vec<Incoming>> {
    let bind = |service| pair.service.user(|core| core.incoming(ServiceId(service)));
    Ok((1..=SERVICES).map(bind).collect::<std::result::Result<_, _>>()?)
}

fn open(pair: &mut Pair, calls: &mut Vec<Arc<Call>>) -> Result<()> {
    let options = CallOptions::new();
    let now = pair.now;
    for service in 1..=SERVICES {
        let target = ServiceAddress::new(pair.service.address, ServiceId(service));
        for _ in 0..CONNECTIONS * 4 {
            let call = pair.client.user(|core| {
                let call = core.try_open_call(now, target, &options)?;
                at_once(core.send(&call, &REQUEST, false, Waiting::Never, &mut 0))
                    .unwrap_or(Ok(()))
                    .map(|()| call)
            })?;
            calls.push(call);
        }
        pair.exchange();
    }
    Ok(())
}

/// Answers every call and reads the answer.
fn finish(pair: &mut Pair, calls: &[Arc<Call>], accepted: &[Arc<Call>]) -> Result<()> {
    let mut buffer = [0; 256];
    for call in accepted {
        pair.service.user(|core| -> Result<()> {
            at_once(core.receive(call, &mut buffer, Waiting::Never)).ok_or("waits")??;
            at_once(core.send(call, &REQUEST, false, Waiting::Never, &mut 0)).ok_or("waits")??;
            Ok(())
        })?;
        pair.exchange();
    }
    for call in calls {
        pair.client.user(|core| -> Result<()> {
            at_once(core.receive(call, &mut buffer, Waiting::Never)).ok_or("waits")??;
            core.release(call);
            Ok(())
        })?;
    }
    for call in accepted {
        pair.service.user(|core| core.release(call));
    }
    Ok(())
}
