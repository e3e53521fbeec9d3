//! One run of a scene, with all its checks.
//!
//! Holds: [`run`] and its [`Report`]. Must not know: the bounds themselves, other runs.

use super::actor::Actor;
use super::bounds;
use super::scene::{Class, Fault, Scene};
use crate::network::{AsyncNode, Hop, Link, Network, Node, held};
use crate::scripts::{Ledger, play, serve};
use rxrpc_core::Config;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// How long connections without calls are remembered here.
const CLIENT_EXPIRY: Duration = Duration::from_secs(20);
const SERVICE_EXPIRY: Duration = Duration::from_secs(60);

/// So that no run of bad luck ends a call, where none may end.
const PATIENCE: Duration = Duration::from_secs(300);

/// What a run came to.
#[derive(Clone, Copy, Debug)]
pub struct Report {
    /// The kind of trouble.
    pub class: Class,
    /// Calls in it.
    pub calls: u64,
    /// Datagrams that both ends sent.
    pub datagrams: u64,
    /// DATA packets sent for the first time, and again.
    pub data: u64,
    /// See `data`.
    pub again: u64,
    /// ACKs sent.
    pub acks: u64,
    /// Retransmission timers that fired.
    pub timeouts: u64,
    /// Until the last call had ended.
    pub time: Duration,
    /// The longest that may take.
    pub most_time: Duration,
    /// The most datagrams there may be.
    pub most_datagrams: u64,
    /// Deadlines that were due.
    pub ticks: u64,
    /// The most of them there may be.
    pub most_ticks: u64,
}

/// Runs the scene of a seed.
///
/// # Errors
///
/// A sentence about what did not hold.
///
/// # Panics
///
/// As the network does: if a script hangs, if an end spins or sends what it must not.
pub fn run(seed: u64) -> Result<Report, String> {
    let scene = Scene::of(seed);
    match scene.is_async {
        true => run_on::<AsyncNode>(seed, &scene),
        false => run_on::<Node>(seed, &scene),
    }
}

fn run_on<A: Actor>(seed: u64, scene: &Scene) -> Result<Report, String> {
    let stage = Stage::<A>::new(seed, scene);
    let plan = Arc::new(scene.plan.clone());
    let director = stage.network.spawn(direct(stage.clone(), scene.clone()));
    let address = stage.server.address();
    stage.network.block_on(play(&stage.client, address, &plan, &stage.ledger));
    let time = stage.network.elapsed();
    stage.network.block_on(director);
    if scene.class.makes_strangers() {
        stage.ledger.verdict_of_strangers(&plan)?;
    } else if scene.class.ends_calls() {
        stage.ledger.verdict_after_outages(&plan)?;
    } else {
        stage.ledger.verdict(&plan)?;
    }
    stage.network.heal();
    stage.network.run_for(PATIENCE + CLIENT_EXPIRY + SERVICE_EXPIRY + Duration::from_secs(30));
    let report = stage.report(scene, time);
    stage.check_released()?;
    check_bounds(&report)?;
    Ok(report)
}

fn check_bounds(report: &Report) -> Result<(), String> {
    let Report { time, most_time, datagrams, most_datagrams, ticks, most_ticks, .. } = *report;
    if time > most_time {
        return Err(format!("took {time:?} where {most_time:?} is the bound: {report:?}"));
    }
    if datagrams > most_datagrams {
        return Err(format!(
            "{datagrams} datagrams where {most_datagrams} is the bound: {report:?}"
        ));
    }
    if ticks > most_ticks {
        return Err(format!("{ticks} deadlines where {most_ticks} is the bound: {report:?}"));
    }
    Ok(())
}

/// The network of a run and who is on it.
#[derive(Clone)]
struct Stage<A> {
    network: Network,
    server: A,
    client: A,
    /// What came in the place of the server.
    again: Rc<RefCell<Option<A>>>,
    hops: Vec<Hop>,
    ledger: Ledger,
    settings: Settings,
}

#[derive(Clone, Copy)]
struct Settings {
    connections: usize,
    receive_window: u32,
    patient: bool,
}

impl Settings {
    fn apply(self, config: &mut Config) {
        config.connections_per_bundle = self.connections;
        config.machine.receive_window = self.receive_window;
        config.client_connection_expiry = CLIENT_EXPIRY;
        config.service_connection_expiry = SERVICE_EXPIRY;
        if self.patient {
            config.machine.normal_timeout = PATIENCE;
            config.machine.idle_timeout = PATIENCE;
        }
    }
}

impl<A: Actor> Stage<A> {
    fn new(seed: u64, scene: &Scene) -> Self {
        let network = Network::new(seed);
        let settings = Settings {
            connections: scene.connections,
            receive_window: scene.receive_window,
            patient: !scene.class.ends_calls(),
        };
        let server = A::settle(&network, None, &|config| settings.apply(config));
        let client = A::settle(&network, None, &|config| settings.apply(config));
        let (there, back) = network.set_line(client.address(), server.address(), &scene.links);
        let hops = there.into_iter().chain(back).collect();
        let ledger = Ledger::default();
        serve(&server, &ledger).expect("free services");
        let again = Rc::default();
        Self { network, server, client, again, hops, ledger, settings }
    }

    async fn happen(&self, fault: Fault) {
        let (network, client, server) = (&self.network, &self.client, &self.server);
        let of = |client_side: bool| {
            let actor = if client_side { client } else { server };
            actor.with_clock().expect("a scene with clocks is of the core")
        };
        match fault {
            Fault::Cut(there, back) => {
                if there {
                    network.cut_way(client.address(), server.address());
                }
                if back {
                    network.cut_way(server.address(), client.address());
                }
            }
            Fault::Heal => network.heal(),
            Fault::Shrink(mtu) => {
                self.hops.iter().for_each(|hop| hop.set(Link { mtu: Some(mtu), ..hop.link() }));
            }
            Fault::Jump(side, ahead) => network.jump_clock(of(side), ahead),
            Fault::Stop(side) => network.stop_clock(of(side)),
            Fault::Start(side) => network.start_clock(of(side)),
            Fault::Rebind => client.move_away(network),
            Fault::Restart => {
                // What the old process was about is gone with it.
                server.shut().await;
                let settings = |config: &mut Config| self.settings.apply(config);
                let again = A::settle(network, Some(server), &settings);
                serve(&again, &self.ledger).expect("free services");
                *self.again.borrow_mut() = Some(again);
            }
        }
    }

    /// Those that live at the end; what was before a restart has no time to forget anything.
    fn present(&self) -> [A; 2] {
        let again = self.again.borrow().clone();
        [self.client.clone(), again.unwrap_or_else(|| self.server.clone())]
    }

    fn nodes(&self) -> Vec<A> {
        let first = [self.client.clone(), self.server.clone()];
        first.into_iter().chain(self.again.borrow().clone()).collect()
    }

    fn report(&self, scene: &Scene, time: Duration) -> Report {
        let all: Vec<_> = self.nodes().iter().map(Actor::statistics).collect();
        let sum = |count: fn(&rxrpc_core::observe::Statistics) -> u64| all.iter().map(count).sum();
        let (datagrams, data) = (sum(|all| all.datagrams_sent), sum(|all| all.calls.data_sent));
        let ticks = self.network.timeouts();
        let lived = self.network.elapsed();
        Report {
            class: scene.class,
            calls: scene.plan.calls.len() as u64,
            datagrams,
            data,
            again: sum(|all| all.calls.data_retransmitted),
            acks: sum(|all| all.calls.acks_sent + all.acks_sent),
            timeouts: sum(|all| all.calls.retransmit_timeouts),
            time,
            most_time: bounds::most_time(scene),
            most_datagrams: bounds::most_datagrams(scene, data, lived),
            ticks,
            most_ticks: bounds::most_ticks(scene, datagrams, lived),
        }
    }

    fn check_released(&self) -> Result<(), String> {
        let network = &self.network;
        let connections: usize = self.present().iter().map(Actor::connections).sum();
        if connections > 0 {
            return Err(format!("{connections} connections do not expire\n{}", network.describe()));
        }
        if !network.is_timeless() {
            return Err(format!("a deadline is left\n{}", network.describe()));
        }
        // The charged IDs of the service and its receiver go with the end of its listening.
        for node in self.present() {
            network.block_on(node.shut());
        }
        network.run_for(Duration::from_secs(1));
        for node in self.present() {
            let all = node.statistics();
            if let Some(held) = held(&all) {
                return Err(format!("{held} are not released\n{all}"));
            }
            if all.receivers > 0 {
                return Err(format!("{} receivers wait on a closed endpoint", all.receivers));
            }
        }
        Ok(())
    }
}

/// Lets the faults of a scene happen.
async fn direct<A: Actor>(stage: Stage<A>, scene: Scene) {
    for (at, fault) in scene.faults {
        let left = at.saturating_sub(stage.network.elapsed());
        stage.network.sleep(left).await;
        stage.happen(fault).await;
    }
}
