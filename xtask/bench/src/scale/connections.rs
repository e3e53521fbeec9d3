//! Idle connections between one client and one service endpoint, in memory: a call on one of them, a late
//! packet for one of them, and what each weighs at both ends.

use std::sync::Arc;
use std::time::Duration;

use rxrpc_core::{Call, CallOptions, Config, Incoming, ServiceAddress, ServiceId, Waiting};
use serde_json::json;

use super::{nanoseconds, scattered};
use crate::Result;
use crate::report::Table;
use xtask::counting::in_memory::{Pair, at_once};

pub(super) const NOTE: &str = "In memory. Each connection has had a call on each of its four channels. \
    Call: 64 bytes there and back on one of the connections, both ends' work, its final ACK \
    included. Late packet: the request of a \
    call that is over, found and answered by the service.";

/// Calls of one bundle that run at once, and its connections.
const SLOTS: usize = 128;
const CONNECTIONS: usize = SLOTS / 4;
const TIMES: usize = 300;
/// Longer than the final ACK of a call is delayed.
const FINAL_ACK: Duration = Duration::from_millis(10);

struct Scene {
    pair: Pair,
    services: Vec<Incoming>,
}

/// One row for each number of connections.
pub(super) fn measure(numbers: &[usize]) -> Result<Table> {
    let mut table = Table::new(
        "Idle connections: time of an operation, memory of each",
        &["connections", "call, ns", "late packet, ns", "client, bytes", "service, bytes"],
    );
    for &number in numbers {
        let mut scene = Scene::new(number)?;
        let empty = scene.weigh();
        for at in 0..scene.services.len() {
            scene.use_all_slots(at)?;
            // The final ACKs are delayed a little; until then the service keeps the calls.
            scene.pair.pass(FINAL_ACK);
        }
        // Everything is over, and no connection expires yet.
        scene.pair.pass(Duration::from_secs(1));
        let connections = scene.services.len() * CONNECTIONS;
        let kept = scene.weigh();
        let [client, service] =
            [0, 1].map(|end| (kept[end] - empty[end]) as f64 / connections as f64);
        let among = scene.services.len();
        let call = nanoseconds(TIMES, |at| scene.call(scattered(at, among)))?;
        let late = scene.late_packets()?;
        table.row(
            vec![
                connections.to_string(),
                format!("{call:.0}"),
                format!("{late:.0}"),
                format!("{client:.0}"),
                format!("{service:.0}"),
            ],
            json!({
                "connections": connections,
                "call_ns": call,
                "late_packet_ns": late,
                "client_bytes": client,
                "service_bytes": service,
            }),
        );
    }
    Ok(table)
}

impl Scene {
    fn new(connections: usize) -> Result<Self> {
        let mut config = Config::default();
        config.seed = Some(1);
        config.connections_per_bundle = CONNECTIONS;
        config.max_service_connections = 2 * connections + SLOTS;
        let mut pair = Pair::new(config.clone(), config);
        let bind = |service| pair.service.user(|core| core.incoming(ServiceId(service)));
        let last = connections.div_ceil(CONNECTIONS) as u16;
        let services = (1..=last).map(bind).collect::<std::result::Result<_, _>>()?;
        Ok(Self { pair, services })
    }

    fn weigh(&self) -> [i64; 2] {
        [&self.pair.client, &self.pair.service].map(|end| end.all().kept)
    }

    fn open(&mut self, service: usize) -> Result<Arc<Call>> {
        let now = self.pair.now;
        let id = ServiceId(service as u16 + 1);
        let target = ServiceAddress::new(self.pair.service.address, id);
        Ok(self.pair.client.user(|core| {
            let call = core.try_open_call(now, target, &CallOptions::new())?;
            at_once(core.send(&call, &[0; 64], false, Waiting::Never, &mut 0))
                .unwrap_or(Ok(()))
                .map(|()| call)
        })?)
    }

    /// A call on every channel of every connection to one service.
    fn use_all_slots(&mut self, service: usize) -> Result<()> {
        let calls = (0..SLOTS).map(|_| self.open(service)).collect::<Result<Vec<_>>>()?;
        self.finish(service, calls)
    }

    /// One call on a connection that is there.
    fn call(&mut self, service: usize) -> Result<()> {
        let call = self.open(service)?;
        self.finish(service, vec![call])?;
        // The final ACK is sent too, so that the next call finds no call of this one's left.
        self.pair.pass(FINAL_ACK);
        Ok(())
    }

    /// Answers calls to a service, and reads the answers.
    fn finish(&mut self, service: usize, calls: Vec<Arc<Call>>) -> Result<()> {
        let Self { pair, services } = self;
        pair.exchange();
        let mut buffer = [0; 256];
        while let Some(call) = pair.service.user(|_| services[service].try_next()) {
            pair.service.user(|core| -> Result<()> {
                at_once(core.receive(&call, &mut buffer, Waiting::Never)).ok_or("waits")??;
                let sent = at_once(core.send(&call, &[0; 64], false, Waiting::Never, &mut 0));
                sent.ok_or("waits")??;
                core.release(&call);
                Ok(())
            })?;
            pair.service.user(|_| drop(call));
        }
        pair.exchange();
        for call in &calls {
            pair.client.user(|core| -> Result<()> {
                at_once(core.receive(call, &mut buffer, Waiting::Never)).ok_or("waits")??;
                core.release(call);
                Ok(())
            })?;
        }
        pair.client.user(|_| drop(calls));
        pair.exchange();
        Ok(())
    }

    /// Nanoseconds of a packet that comes when its call is over.
    fn late_packets(&mut self) -> Result<f64> {
        let among = self.services.len();
        let mut late = Vec::new();
        for at in 0..TIMES {
            let service = scattered(at, among);
            let call = self.open(service)?;
            let mut request = Vec::new();
            let now = self.pair.now;
            self.pair.client.user(|core| core.poll_transmit(now, 1, &mut request));
            let from = self.pair.client.address;
            self.pair.service.core.handle_datagram(now, from, &request);
            self.finish(service, vec![call])?;
            late.push(request);
        }
        let (service, now) = (self.pair.service.core.clone(), self.pair.now);
        let from = self.pair.client.address;
        let mut buffer = Vec::with_capacity(1 << 16);
        nanoseconds(TIMES, |at| {
            service.handle_datagram(now, from, &late[at % TIMES]);
            while service.poll_transmit(now, 1, &mut buffer).is_some() {}
            buffer.clear();
            Ok(())
        })
    }
}
