//! A simulated network that joins endpoints: no sockets, no threads, no clock but its own.
//!
//! Holds: [`Network`], which carries datagrams, passes time and runs scripts, and under it one subject
//! each: [`link`] (what happens to datagrams: loss, delay, order, damage, size), [`burst`], [`rate`]
//! and [`mtu`] (three things of that that need words), [`hop`] (a link with its state), `ways` (hops in a line,
//! partitions), `occupants` (who has which address; moving, restarting), `clock` (of one node), [`node`] (an
//! endpoint and its user's verbs), `async_node` and [`runtime`] (the same of the async front end), [`hostile`] (a socket that sends whatever it is told to), [`forge`]
//! (packets made by hand), `tasks` (the executor), `wire` (datagrams on their way), [`audit`] (what must
//! hold of every datagram sent), `report` (what is left), `capture`, [`seeds`]. Must not know: the
//! protocol machine.
//!
//! Everything that is left to chance comes from the seed: the same seed gives the same run. A script is
//! an `async` block and reads like a program:
//!
//! ```
//! use rxrpc_tests::network::Network;
//!
//! let network = Network::new(7);
//! let (server, client) = (network.node(), network.node());
//! server.serve_echo(1);
//! let reply = network.block_on(client.call(server.service(1), b"hello"));
//! assert_eq!(reply, Ok(b"hello".to_vec()));
//! ```

mod async_node;
pub mod audit;
pub mod burst;
mod capture;
mod clock;
pub mod forge;
pub mod hop;
pub mod hostile;
pub mod link;
pub mod mtu;
pub mod node;
mod occupants;
pub mod random;
pub mod rate;
mod report;
pub mod runtime;
pub mod seeds;
mod tasks;
mod ways;
mod wire;

pub use async_node::AsyncNode;
pub use burst::Burst;
pub use forge::Forge;
pub use hop::{Hop, HopCounts};
pub use hostile::{Hostile, Seen};
pub use link::Link;
pub use mtu::Mtu;
pub use node::Node;
pub use random::Random;
pub use rate::Rate;
pub use report::held;
pub use seeds::for_each_seed;
pub use tasks::Task;

use audit::Serials;
use capture::Capture;
use clock::Clock;
use occupants::{EndpointAt, Occupant};
use runtime::{SimulatedRuntime, SimulatedSocket};
use rxrpc_core::wire::PacketType;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};
use tasks::{Flag, Tasks};
use ways::Ways;
use wire::{Flight, Report};

/// Simulated time after which a script that has not ended is taken to hang.
const PATIENCE: Duration = Duration::from_secs(3600);

/// How often a deadline may be due again at the same time before the endpoint is taken to spin.
const MAX_TIMEOUTS_AT_ONCE: u32 = 10_000;

/// A datagram with its addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Datagram {
    /// Who sent it, or is said to.
    pub from: SocketAddr,
    /// Where it goes.
    pub to: SocketAddr,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// What happens next.
enum Event {
    Arrival,
    Report,
    Deadline(EndpointAt),
    Timer,
    Wake,
}

/// What a step came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Done,
    /// Nothing is left to happen up to the limit.
    Quiet,
}

struct World {
    /// What simulated time counts from.
    base: Instant,
    clock: Cell<Duration>,
    random: RefCell<Random>,
    occupants: RefCell<BTreeMap<SocketAddr, Occupant>>,
    /// Those of them that are endpoints.
    endpoints: RefCell<Rc<[EndpointAt]>>,
    /// Those of them that are sockets of the async front end, and what that runs on.
    sockets: RefCell<Rc<[SimulatedSocket]>>,
    runtime: SimulatedRuntime,
    /// How many addresses were given out.
    addresses: Cell<u16>,
    flights: RefCell<BTreeMap<(Duration, u64), Flight>>,
    reports: RefCell<BTreeMap<(Duration, u64), Report>>,
    sleepers: RefCell<BTreeMap<(Duration, u64), Waker>>,
    order: Cell<u64>,
    ways: RefCell<Ways>,
    refusals: Cell<bool>,
    timeouts_at_once: Cell<(Duration, u32)>,
    timeouts: Cell<u64>,
    /// Where batches are put together, kept for its capacity.
    batch: Cell<Vec<u8>>,
    tasks: Tasks,
    serials: RefCell<Serials>,
    capture: RefCell<Option<Capture>>,
    /// Packets of these types that are still to be lost, and how many of each.
    losing: RefCell<Vec<(PacketType, u32)>>,
    /// What was sent since the tap was opened.
    tap: RefCell<Option<Vec<Datagram>>>,
}

/// A network and its time. Cheap to clone; all clones are the same network. It ends with the one that was
/// made first: then all scripts are dropped.
pub struct Network {
    world: Rc<World>,
    first: bool,
}

impl Clone for Network {
    fn clone(&self) -> Self {
        Self { world: self.world.clone(), first: false }
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        if self.first {
            // Scripts own clones of the network that owns them.
            self.world.tasks.clear();
        }
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Network").field("clock", &self.elapsed()).finish_non_exhaustive()
    }
}

impl Network {
    /// An empty network whose links are perfect and take one millisecond.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let base = Instant::now();
        let world = World {
            base,
            clock: Cell::new(Duration::ZERO),
            random: RefCell::new(Random::new(seed)),
            occupants: RefCell::default(),
            endpoints: RefCell::default(),
            sockets: RefCell::default(),
            runtime: SimulatedRuntime::new(base),
            addresses: Cell::new(0),
            flights: RefCell::default(),
            reports: RefCell::default(),
            sleepers: RefCell::default(),
            order: Cell::new(0),
            ways: RefCell::default(),
            refusals: Cell::new(false),
            timeouts_at_once: Cell::default(),
            timeouts: Cell::new(0),
            batch: Cell::default(),
            tasks: Tasks::default(),
            serials: RefCell::default(),
            capture: RefCell::new(Capture::from_environment()),
            losing: RefCell::default(),
            tap: RefCell::default(),
        };
        Self { world: Rc::new(world), first: true }
    }

    /// Whether a datagram to an address that nobody has comes back as ECONNREFUSED.
    pub fn set_refusals(&self, refusals: bool) {
        self.world.refusals.set(refusals);
    }

    /// Simulated time since the network was made.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.world.clock.get()
    }

    /// The present moment, for verbs of an endpoint.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.world.base + self.elapsed()
    }

    fn set_time(&self, time: Duration) {
        self.world.clock.set(time);
        self.world.runtime.set_time(time);
    }

    fn now_at(&self, clock: &Clock) -> Instant {
        self.world.base + clock.read(self.elapsed())
    }

    /// Runs a script beside the others.
    pub fn spawn<T: 'static>(&self, script: impl Future<Output = T> + 'static) -> Task<T> {
        self.world.tasks.spawn(script)
    }

    /// Drops a script wherever it stands.
    pub fn cancel<T>(&self, task: &Task<T>) {
        self.world.tasks.cancel(task);
        self.flush();
    }

    /// Waits for simulated time to pass.
    pub async fn sleep(&self, time: Duration) {
        Sleep { network: self.clone(), until: self.elapsed() + time, registered: false }.await;
    }

    /// Runs everything until `script` ends.
    ///
    /// # Panics
    ///
    /// If nothing is left to happen while the script waits, or if it takes an hour of simulated time.
    pub fn block_on<F: Future>(&self, script: F) -> F::Output {
        let limit = self.elapsed() + PATIENCE;
        let flag = Flag::raised();
        let waker = Waker::from(flag.clone());
        let mut script = pin!(script);
        loop {
            if flag.take() {
                let polled = script.as_mut().poll(&mut Context::from_waker(&waker));
                self.flush();
                if let Poll::Ready(output) = polled {
                    return output;
                }
            } else if self.step(limit) == Step::Quiet {
                panic!("the script hangs after {:?}\n{}", self.elapsed(), self.describe());
            }
        }
    }

    /// Polls `script` once, as `MSG_DONTWAIT` or an impatient caller does, and drops it.
    pub fn poll_once<F: Future>(&self, script: F) -> Poll<F::Output> {
        let polled = pin!(script).poll(&mut Context::from_waker(Waker::noop()));
        self.flush();
        polled
    }

    /// Lets this much time pass.
    pub fn run_for(&self, time: Duration) {
        let limit = self.elapsed() + time;
        self.flush();
        while self.step(limit) == Step::Done {}
        self.set_time(limit);
    }

    /// Does the next thing that is to happen up to `limit`.
    fn step(&self, limit: Duration) -> Step {
        let world = &self.world;
        let choice = world.random.borrow_mut().next_u64();
        if world.tasks.poll_one(choice) {
            self.flush();
            return Step::Done;
        }
        let Some((at, event)) = self.next_event().filter(|(at, _)| *at <= limit) else {
            return Step::Quiet;
        };
        self.set_time(at.max(self.elapsed()));
        match event {
            Event::Arrival => self.arrive(),
            Event::Report => self.report(),
            Event::Deadline(known) => {
                self.count_timeout();
                known.endpoint.handle_timeout(self.now_at(&known.clock));
            }
            Event::Timer => {
                self.count_timeout();
                world.runtime.fire();
            }
            Event::Wake => {
                let first = world.sleepers.borrow_mut().pop_first();
                if let Some((_, waker)) = first {
                    waker.wake();
                }
            }
        }
        self.flush();
        Step::Done
    }

    fn next_event(&self) -> Option<(Duration, Event)> {
        let arrival = self.world.flights.borrow().first_key_value().map(|((at, _), _)| *at);
        let report = self.world.reports.borrow().first_key_value().map(|((at, _), _)| *at);
        let wake = self.world.sleepers.borrow().first_key_value().map(|((at, _), _)| *at);
        let endpoints = self.endpoints();
        let deadlines = endpoints.iter().filter_map(|known| {
            let shown = known.endpoint.poll_timeout()?.saturating_duration_since(self.world.base);
            Some((known.clock.when(shown, self.elapsed())?, known))
        });
        let deadline = deadlines.min_by_key(|(at, _)| *at);
        let deadline = deadline.map(|(at, known)| (at, Event::Deadline(known.clone())));
        let others = [
            arrival.map(|at| (at, Event::Arrival)),
            report.map(|at| (at, Event::Report)),
            self.world.runtime.next_timer().map(|at| (at, Event::Timer)),
            wake.map(|at| (at, Event::Wake)),
        ];
        // Of things that happen at once, the first in this order is done first.
        others.into_iter().flatten().chain(deadline).min_by_key(|(at, _)| *at)
    }

    fn count_timeout(&self) {
        self.world.timeouts.set(self.world.timeouts.get() + 1);
        let (at, count) = self.world.timeouts_at_once.get();
        let count = if at == self.elapsed() { count + 1 } else { 0 };
        self.world.timeouts_at_once.set((self.elapsed(), count));
        assert!(count < MAX_TIMEOUTS_AT_ONCE, "an endpoint spins\n{}", self.describe());
    }

    fn next_order(&self) -> u64 {
        self.world.order.replace(self.world.order.get() + 1)
    }
}

/// The wait for a time.
struct Sleep {
    network: Network,
    until: Duration,
    registered: bool,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.network.elapsed() >= self.until {
            return Poll::Ready(());
        }
        if !self.registered {
            self.registered = true;
            let key = (self.until, self.network.next_order());
            self.network.world.sleepers.borrow_mut().insert(key, cx.waker().clone());
        }
        Poll::Pending
    }
}
