//! Live calls of one client, in memory: making one more, asking for the next deadline, firing timers.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rxrpc_core::{
    AbortCode, AddressFamily, Call, CallOptions, Config, Endpoint, ServiceAddress, ServiceId,
    Waiting,
};
use serde_json::json;

use super::nanoseconds;
use crate::Result;
use crate::report::Table;
use xtask::counting::allocations::Allocated;
use xtask::counting::in_memory::at_once;

pub(super) const NOTE: &str = "In memory, client only; each live call has sent a request of 64 bytes that \
    nobody answered. One more call: made, sent, aborted. Timer: each call's first repetition, its packet \
    included.";

const BATCH: usize = 45;
/// Operations of a batch.
const TIMES: usize = 500;
/// Calls of one bundle that run at once, with 32 connections.
const SLOTS: usize = 128;
/// Later than any call's first repetition, and earlier than anything gives up.
const LATER: Duration = Duration::from_secs(5);

/// Whom the calls are to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spread {
    /// As many to one service of one peer as it has slots.
    FewPeers,
    /// Each to another peer.
    ManyPeers,
}

struct Client {
    core: Arc<Endpoint>,
    now: Instant,
    spread: Spread,
    buffer: Vec<u8>,
}

/// One row for each number of calls.
pub(super) fn measure(numbers: &[usize], spread: Spread) -> Result<Table> {
    let whom = match spread {
        Spread::FewPeers => "up to 128 to one service",
        Spread::ManyPeers => "each to its own peer",
    };
    let mut table = Table::new(
        format!("Live calls, {whom}: time of an operation, memory of each"),
        &[
            "calls",
            "one more call, ns",
            "next deadline, ns",
            "nothing due, ns",
            "timer, ns",
            "bytes",
        ],
    );
    for &number in numbers {
        let figures = figures(number, spread)?;
        let [one_more, deadline, nothing_due, timer, bytes] = figures;
        let mut cells = vec![number.to_string()];
        cells.extend(figures.map(|figure| format!("{figure:.0}")));
        table.row(
            cells,
            json!({
                "calls": number,
                "one_more_call_ns": one_more,
                "next_deadline_ns": deadline,
                "nothing_due_ns": nothing_due,
                "timer_ns": timer,
                "bytes": bytes,
            }),
        );
    }
    Ok(table)
}

fn figures(number: usize, spread: Spread) -> Result<[f64; 5]> {
    let mut client = Client::new(spread);
    let (calls, allocated) = Allocated::during(|| -> Result<Vec<Arc<Call>>> {
        (0..number).map(|at| client.open(at)).collect()
    });
    let calls = calls?;
    let bytes = allocated.kept as f64 / number as f64;
    // Slots of a bundle that no live call has; of peers that there are, where each has its own.
    let one_more = nanoseconds(TIMES, |at| {
        let call = client.open(number.next_multiple_of(SLOTS) + at % 64)?;
        client.core.abort(&call, AbortCode::RX_USER_ABORT);
        client.core.release(&call);
        client.drain();
        Ok(())
    })?;
    let deadline = nanoseconds(TIMES, |_| {
        std::hint::black_box(client.core.poll_timeout());
        Ok(())
    })?;
    let nothing_due = nanoseconds(TIMES, |_| {
        client.core.handle_timeout(client.now);
        Ok(())
    })?;
    client.now += LATER;
    let start = Instant::now();
    while client.core.poll_timeout().is_some_and(|due| due <= client.now) {
        client.core.handle_timeout(client.now);
    }
    let sent = client.drain();
    let timer = start.elapsed().as_secs_f64() * 1e9 / sent.max(1) as f64;
    if sent < number {
        return Err(format!("{sent} of {number} calls repeated their request").into());
    }
    drop(calls);
    Ok([one_more, deadline, nothing_due, timer, bytes])
}

impl Client {
    fn new(spread: Spread) -> Self {
        let mut config = Config::default();
        config.seed = Some(1);
        config.connections_per_bundle = SLOTS / 4;
        let core = Endpoint::new(config, AddressFamily::V4).expect("the settings are in range");
        Self { core, now: Instant::now(), spread, buffer: Vec::with_capacity(1 << 16) }
    }

    /// Where the call with this number goes.
    fn target(&self, number: usize) -> ServiceAddress {
        let number = number as u32;
        let (host, service) = match self.spread {
            Spread::FewPeers => (1, 1 + number / SLOTS as u32),
            Spread::ManyPeers => (1 + number, 1),
        };
        let address = Ipv4Addr::from(0x0a00_0000 + host);
        ServiceAddress::new(SocketAddr::from((address, 7000)), ServiceId(service as u16))
    }

    /// A call whose request is on its way.
    fn open(&mut self, number: usize) -> Result<Arc<Call>> {
        let target = self.target(number);
        let call = self.core.try_open_call(self.now, target, &CallOptions::new())?;
        let sent = at_once(self.core.send(&call, &[0; 64], false, Waiting::Never, &mut 0));
        sent.unwrap_or(Ok(()))?;
        self.drain();
        Ok(call)
    }

    /// Throws away what is to be sent; how many datagrams it was.
    fn drain(&mut self) -> usize {
        let mut datagrams = 0;
        loop {
            self.buffer.clear();
            let Some(transmit) = self.core.poll_transmit(self.now, BATCH, &mut self.buffer) else {
                return datagrams;
            };
            datagrams += transmit.segment_size.map_or(1, |size| transmit.size.div_ceil(size));
        }
    }
}
