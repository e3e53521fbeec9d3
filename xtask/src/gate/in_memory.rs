//! The scripts without sockets, threads or clocks: two endpoints with fixed seeds, datagrams handed over
//! in memory, in one thread. Whatever they cost is the core's own.

use std::sync::Arc;
use std::time::Duration;

use rxrpc_core::{
    Call, CallOptions, Config, Endpoint, Incoming, SecurityLevel, ServiceAddress, ServiceId,
    ServiceKeys, Waiting,
};
use rxrpc_rxkad::cipher::SessionKey;
use rxrpc_rxkad::keys::{KeySet, KeyStore};
use rxrpc_rxkad::token::LocalToken;
use rxrpc_rxkad::{RxkadKey, RxkadService};

use super::Result;
use super::count::Script;
use xtask::counting::allocations::Allocated;
use xtask::counting::in_memory::{Pair, at_once};

pub(super) const SCRIPTS: [Script; 9] = [
    Script { name: "core-send", per: "packet", run: send, times: 16_000 },
    Script { name: "core-receive", per: "packet", run: receive, times: 16_000 },
    Script { name: "core-send-rxkad-1", per: "packet", run: send_sealed, times: 16_000 },
    Script { name: "core-receive-rxkad-1", per: "packet", run: receive_sealed, times: 16_000 },
    Script { name: "core-rpc", per: "call", run: small_calls, times: 2_000 },
    Script { name: "core-request", per: "call", run: requests, times: 2_000 },
    Script { name: "core-rpc-64-in-flight", per: "call", run: many_calls, times: 6_400 },
    Script { name: "core-request-in-line", per: "call", run: requests_in_line, times: 6_400 },
    Script { name: "core-rpc-with-loss", per: "call", run: calls_with_loss, times: 1_000 },
];

const SERVICE: ServiceId = ServiceId(1);
/// Bytes of a full DATA packet.
const PAYLOAD: usize = 1412;
/// Bytes of each write and read.
const PIECE: usize = 64 << 10;
/// Packets until every window and buffer has its size.
const WARM_UP: u32 = 8_000;
const IN_FLIGHT: u32 = 64;
/// Slots of a client whose calls wait for some.
const FEW_SLOTS: u32 = 16;
/// What protects calls where rxkad does.
const KVNO: u32 = 5;
const KEY: [u8; 8] = [0xb5, 0x13, 0x9e, 0x57, 0xc8, 0xd9, 0xce, 0x2f];
/// Between two looks of the drivers: long enough for delayed ACKs within a few.
const STEP: Duration = Duration::from_micros(100);
/// Steps after which a script that does not move is given up.
const PATIENCE: u32 = 10_000_000;

/// A client and a service that calls can reach.
struct Scene {
    pair: Pair,
    incoming: Incoming,
    options: CallOptions,
    buffer: Vec<u8>,
    /// Calls under way, made and taken, with the bytes that each still waits for.
    calling: Vec<(Arc<Call>, usize)>,
    serving: Vec<(Arc<Call>, usize)>,
    /// Requests are given with their calls, and read and answered whole, as `request` and `take_request` of the front
    /// ends do.
    whole: bool,
}

/// Which way a long call's bytes go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    ToService,
    ToClient,
}

fn send(packets: u32) -> Result<usize> {
    long_call(Scene::new(IN_FLIGHT)?, Way::ToService, packets)
}

fn receive(packets: u32) -> Result<usize> {
    long_call(Scene::new(IN_FLIGHT)?, Way::ToClient, packets)
}

fn send_sealed(packets: u32) -> Result<usize> {
    long_call(Scene::sealed()?, Way::ToService, packets)
}

fn receive_sealed(packets: u32) -> Result<usize> {
    long_call(Scene::sealed()?, Way::ToClient, packets)
}

fn small_calls(calls: u32) -> Result<usize> {
    let mut scene = Scene::new(IN_FLIGHT)?;
    scene.rounds(1, 16, 64)?;
    counted(|| scene.rounds(1, calls, 64))
}

fn requests(calls: u32) -> Result<usize> {
    let mut scene = Scene::new(IN_FLIGHT)?;
    scene.whole = true;
    scene.rounds(1, 16, 64)?;
    counted(|| scene.rounds(1, calls, 64))
}

/// Most of the calls stand in line for a slot.
fn requests_in_line(calls: u32) -> Result<usize> {
    let mut scene = Scene::new(FEW_SLOTS)?;
    scene.whole = true;
    scene.rounds(IN_FLIGHT, 4, 64)?;
    counted(|| scene.rounds(IN_FLIGHT, calls / IN_FLIGHT, 64))
}

fn many_calls(calls: u32) -> Result<usize> {
    let mut scene = Scene::new(IN_FLIGHT)?;
    scene.rounds(IN_FLIGHT, 4, 64)?;
    counted(|| scene.rounds(IN_FLIGHT, calls / IN_FLIGHT, 64))
}

fn calls_with_loss(calls: u32) -> Result<usize> {
    let mut scene = Scene::new(IN_FLIGHT)?;
    scene.rounds(1, 16, 5_000)?;
    scene.pair.lose_one_of(16);
    counted(|| scene.rounds(1, calls, 5_000))
}

fn counted(work: impl FnOnce() -> Result<()>) -> Result<usize> {
    let (outcome, allocated) = Allocated::during(work);
    outcome.map(|()| allocated.times)
}

fn long_call(mut scene: Scene, way: Way, packets: u32) -> Result<usize> {
    // A packet that is not full waits for more.
    let request = if way == Way::ToService { PIECE } else { 64 };
    let call = scene.open(request, way == Way::ToService)?;
    scene.pair.exchange();
    let other = scene.incoming.try_next().ok_or("the call did not arrive")?;
    if way == Way::ToClient {
        // The service answers once it has the whole request.
        while scene.read(Way::ToService, &other)? > 0 {}
    }
    let (from, to) = if way == Way::ToService { (&call, &other) } else { (&other, &call) };
    scene.transfer(way, from, to, WARM_UP)?;
    counted(|| scene.transfer(way, from, to, packets))
}

impl Scene {
    fn new(slots: u32) -> Result<Self> {
        let mut config = Config::default();
        config.seed = Some(1);
        config.connections_per_bundle = slots as usize / 4;
        let mut pair = Pair::new(config.clone(), config);
        let incoming = pair.service.user(|core| core.incoming(SERVICE))?;
        let (calling, serving) = (Vec::new(), Vec::new());
        let buffer = vec![0; PIECE];
        let options = CallOptions::new();
        Ok(Self { pair, incoming, options, buffer, calling, serving, whole: false })
    }

    /// With calls that rxkad protects at level 1.
    fn sealed() -> Result<Self> {
        let mut scene = Self::new(IN_FLIGHT)?;
        let mut keys = KeySet::new();
        keys.add_des(KVNO, SessionKey::new(KEY));
        let key = RxkadKey::new(LocalToken::new(&keys)?.make()?);
        scene.options =
            CallOptions::new().credentials(key.credentials(SecurityLevel::Authenticated));
        let service = RxkadService::new(Arc::new(KeyStore::fixed(keys)));
        let keys = ServiceKeys::new().with(Arc::new(service)).secured_only();
        scene.pair.service.core.set_service_keys(SERVICE, Some(keys));
        Ok(scene)
    }

    /// A new call that has been given a request; `more` follows or not.
    fn open(&mut self, request: usize, more: bool) -> Result<Arc<Call>> {
        let Self { pair, options, buffer, whole, .. } = self;
        let target = ServiceAddress::new(pair.service.address, SERVICE);
        let now = pair.now;
        if *whole {
            let request = &buffer[..request];
            let begin = |core: &Arc<Endpoint>| core.begin_request(now, target, options, request);
            let (call, given) = pair.client.user(begin)?;
            if !given {
                let sent = pair
                    .client
                    .user(|core| at_once(core.send(&call, request, false, Waiting::Never, &mut 0)));
                sent.unwrap_or(Ok(()))?;
            }
            return Ok(call);
        }
        let call = pair.client.user(|core| core.try_open_call(now, target, options))?;
        let request = &buffer[..request];
        let sent = pair.client.user(|core| {
            at_once(core.send(&call, request, more, Waiting::Never, &mut 0)).unwrap_or(Ok(()))
        });
        sent?;
        Ok(call)
    }

    /// Reads at the end that bytes go to, until nothing is there; how many there were.
    fn read(&mut self, way: Way, call: &Arc<Call>) -> Result<usize> {
        let end = match way {
            Way::ToService => &mut self.pair.service,
            Way::ToClient => &mut self.pair.client,
        };
        if self.whole {
            let rest = end.user(|core| at_once(core.receive_rest(call, PIECE, Waiting::Never)));
            return Ok(rest.and_then(std::result::Result::ok).map_or(0, |rest| rest.len()));
        }
        let buffer = &mut self.buffer;
        let mut all = 0;
        loop {
            match end.user(|core| at_once(core.receive(call, buffer, Waiting::Never))) {
                Some(Ok(some @ 1..)) => all += some,
                // The end, or nothing more for now.
                Some(_) | None => return Ok(all),
            }
        }
    }

    /// Moves so many full packets through a call.
    fn transfer(&mut self, way: Way, from: &Arc<Call>, to: &Arc<Call>, packets: u32) -> Result<()> {
        let piece = vec![0; PIECE];
        let mut left = packets as usize * PAYLOAD;
        for _ in 0..PATIENCE {
            let sender = match way {
                Way::ToService => &mut self.pair.client,
                Way::ToClient => &mut self.pair.service,
            };
            // What is not taken for lack of space does not matter: only bytes that arrive are counted.
            sender.user(|core| at_once(core.send(from, &piece, true, Waiting::Never, &mut 0)));
            self.pair.exchange();
            left = left.saturating_sub(self.read(way, to)?);
            self.pair.pass(STEP);
            if left == 0 {
                return Ok(());
            }
        }
        Err("the call does not move".into())
    }

    /// So many calls at once, answered with as many bytes as they sent, again and again.
    fn rounds(&mut self, in_flight: u32, rounds: u32, bytes: usize) -> Result<()> {
        for _ in 0..rounds {
            // Room that is there already: only what the core allocates is to be counted.
            let mut calling = std::mem::take(&mut self.calling);
            for _ in 0..in_flight {
                calling.push((self.open(bytes, false)?, bytes));
            }
            self.settle(&mut calling, bytes)?;
            for (call, _) in calling.drain(..) {
                self.pair.client.user(|core| core.release(&call));
            }
            self.calling = calling;
        }
        Ok(())
    }

    /// Serves what comes and reads the answers, until every call has its own.
    fn settle(&mut self, calling: &mut [(Arc<Call>, usize)], bytes: usize) -> Result<()> {
        let mut serving = std::mem::take(&mut self.serving);
        for _ in 0..PATIENCE {
            self.pair.exchange();
            while let Some(call) = self.pair.service.user(|_| self.incoming.try_next()) {
                serving.push((call, bytes));
            }
            for (call, left) in &mut serving {
                *left -= self.read(Way::ToService, call)?;
                if *left == 0 {
                    self.answer(call, bytes)?;
                }
            }
            serving.retain(|(_, left)| *left > 0);
            self.pair.exchange();
            for (call, left) in &mut *calling {
                *left -= self.read(Way::ToClient, call)?;
            }
            if calling.iter().all(|(_, left)| *left == 0) {
                self.serving = serving;
                return Ok(());
            }
            self.pair.pass(STEP);
        }
        Err("the calls do not end".into())
    }

    fn answer(&mut self, call: &Arc<Call>, bytes: usize) -> Result<()> {
        let Self { pair, buffer, .. } = self;
        let reply = &buffer[..bytes];
        pair.service.user(|core| {
            let sent = at_once(core.send(call, reply, false, Waiting::Never, &mut 0));
            core.release(call);
            sent.unwrap_or(Ok(()))
        })?;
        Ok(())
    }
}
