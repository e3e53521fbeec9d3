//! Allocations for each DATA packet once a long call runs.

use std::sync::Arc;
use std::time::Duration;

use rxrpc_core::{Call, CallOptions, Config, ServiceAddress, ServiceId, Waiting};
use serde_json::json;

use crate::report::Table;
use crate::{Effort, Result};
use xtask::counting::allocations::Allocated;
use xtask::counting::in_memory::{Pair, at_once};

const SERVICE: ServiceId = ServiceId(1);
/// Bytes of a full DATA packet.
const PAYLOAD: usize = 1412;
/// Bytes of each write and read.
const PIECE: usize = 64 << 10;
/// Long enough for every window and buffer to have its size.
const WARM_UP: usize = 16 << 20;

/// One row for each thing that may allocate.
pub(super) fn measure(effort: Effort) -> Result<Table> {
    let bytes = if effort.quick { 16 << 20 } else { 64 << 20 };
    let mut table = Table::new(
        format!("Allocations per DATA packet of one long call, {} packets", bytes / PAYLOAD),
        &["", "allocations per packet"],
    );
    let mut row = |name: &str, allocations: f64| {
        table.row(
            vec![name.to_owned(), format!("{allocations:.4}")],
            json!({ "what": name, "allocations_per_packet": allocations }),
        );
    };
    for (name, allocations) in core(bytes)? {
        row(name, allocations);
    }
    row("both ends with sockets and threads", sockets(bytes)?);
    Ok(table)
}

fn per_packet(allocated: Allocated, bytes: usize) -> f64 {
    allocated.times as f64 / (bytes / PAYLOAD) as f64
}

/// The core's two ends, without sockets.
fn core(bytes: usize) -> Result<Vec<(&'static str, f64)>> {
    let mut pair = Pair::new(Config::default(), Config::default());
    let incoming = pair.service.user(|core| core.incoming(SERVICE))?;
    let target = ServiceAddress::new(pair.service.address, SERVICE);
    let now = pair.now;
    let call = pair.client.user(|core| core.try_open_call(now, target, &CallOptions::new()))?;
    let piece = vec![0; PIECE];
    pair.client.user(|core| at_once(core.send(&call, &piece, true, Waiting::Never, &mut 0)));
    pair.exchange();
    let reader = incoming.try_next().ok_or("the call did not arrive")?;

    transfer(&mut pair, &call, &reader, WARM_UP)?;
    for end in [&mut pair.client, &mut pair.service] {
        (end.by_user, end.by_input, end.by_output) = Default::default();
    }
    transfer(&mut pair, &call, &reader, bytes)?;
    let (client, service) = (&pair.client, &pair.service);
    Ok(vec![
        ("receiver: packets in", per_packet(service.by_input, bytes)),
        ("receiver: the reader", per_packet(service.by_user, bytes)),
        ("receiver: ACKs out", per_packet(service.by_output, bytes)),
        ("sender: the writer", per_packet(client.by_user, bytes)),
        ("sender: packets out", per_packet(client.by_output, bytes)),
        ("sender: ACKs in", per_packet(client.by_input, bytes)),
    ])
}

/// Moves so many bytes through the call.
fn transfer(pair: &mut Pair, call: &Arc<Call>, reader: &Arc<Call>, bytes: usize) -> Result<()> {
    let piece = vec![0; PIECE];
    let mut buffer = vec![0; PIECE];
    let mut read = 0;
    while read < bytes {
        // What is not taken for lack of space does not matter: only bytes that arrive are counted.
        pair.client.user(|core| at_once(core.send(call, &piece, true, Waiting::Never, &mut 0)));
        pair.exchange();
        let before = read;
        while let Some(Ok(some @ 1..)) =
            pair.service.user(|core| at_once(core.receive(reader, &mut buffer, Waiting::Never)))
        {
            read += some;
        }
        pair.exchange();
        pair.pass(Duration::from_micros(100));
        if read == before {
            return Err("the call does not move".into());
        }
    }
    Ok(())
}

/// The blocking front end, both ends in this process.
fn sockets(bytes: usize) -> Result<f64> {
    let service = rxrpc_sync::Endpoint::bind("127.0.0.1:0")?;
    let server = service.serve(SERVICE, 1, |call| {
        let mut buffer = vec![0; PIECE];
        while call.recv(&mut buffer)? > 0 {}
        Ok(())
    })?;
    let client = rxrpc_sync::Endpoint::bind("127.0.0.1:0")?;
    let mut call = client.call(ServiceAddress::new(service.local_addr(), SERVICE))?;
    let piece = vec![0; PIECE];
    let mut send = |bytes: usize| -> Result<()> {
        for _ in 0..bytes / PIECE {
            call.send(&piece)?;
        }
        Ok(())
    };
    send(WARM_UP)?;
    let (sent, allocated) = Allocated::during(|| send(bytes));
    sent?;
    call.discard_rest()?;
    drop(server);
    Ok(per_packet(allocated, bytes))
}
