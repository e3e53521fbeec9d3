//! Memory of a live call and of an idle connection, by what the endpoints have allocated and not given
//! back.

use std::sync::Arc;
use std::time::Duration;

use rxrpc_core::{Call, CallOptions, Config, Incoming, ServiceAddress, ServiceId, Waiting};
use serde_json::json;

use crate::Result;
use crate::report::Table;
use xtask::counting::in_memory::{End, Pair, at_once};

pub(super) const NOTE: &str = "A live call has sent a request of 64 bytes that its service has not \
    read; the share of tables, of its connection (a quarter) and of its bundle is counted in. An idle \
    connection has had a call on each of its four channels. The goals are 2048 bytes a call and 4096 a \
    connection.";

/// Each has [`CONNECTIONS`] connections with four calls.
const SERVICES: u16 = 32;
const CONNECTIONS: usize = 32;
const CALLS: usize = SERVICES as usize * CONNECTIONS * 4;
const REQUEST: [u8; 64] = [0; 64];

/// Makes the calls, ends them, and weighs both ends at each step.
pub(super) fn measure() -> Result<Table> {
    let mut client = Config::default();
    client.connections_per_bundle = CONNECTIONS;
    let mut service = Config::default();
    // One host has half of them at most.
    service.max_service_calls = 2 * CALLS;
    let mut pair = Pair::new(client, service);
    let incoming = bind(&mut pair)?;
    let empty = weigh(&pair);

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
    let live = weigh(&pair);

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
    let idle = weigh(&pair);

    let mut table = Table::new(
        format!("Memory, {CALLS} calls on {} connections", CALLS / 4),
        &["", "client, bytes", "service, bytes"],
    );
    row(&mut table, "live call", per(live, empty, CALLS));
    row(&mut table, "idle connection", per(idle, empty, CALLS / 4));
    Ok(table)
}

type Weights = [i64; 2];

fn weigh(pair: &Pair) -> Weights {
    [&pair.client, &pair.service].map(|end: &End| end.all().kept)
}

fn per(now: Weights, before: Weights, count: usize) -> Weights {
    [0, 1].map(|end| (now[end] - before[end]) / count as i64)
}

fn row(table: &mut Table, name: &str, [client, service]: Weights) {
    table.row(
        vec![name.to_owned(), client.to_string(), service.to_string()],
        json!({ "what": name, "client_bytes": client, "service_bytes": service }),
    );
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
