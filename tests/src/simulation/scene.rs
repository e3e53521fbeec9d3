//! What a seed asks for: a path, what goes wrong on it and when, settings, and a workload.
//!
//! Holds: [`Scene`] and its [`Class`]es. Must not know: how it is run.

use crate::network::{Burst, Link, Mtu, Random, Rate};
use crate::scripts::{Limits, Plan};
use std::time::Duration;

const MILLISECOND: Duration = Duration::from_millis(1);

/// The kind of trouble that a seed makes; the remainder of the seed says which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// None at all.
    Clean,
    /// Up to 3 % lost.
    Loss,
    /// 3 to 30 % lost.
    HeavyLoss,
    /// Reordered and duplicated, nothing lost.
    Disorder,
    /// Lost in bursts, and some of it damaged.
    Bursts,
    /// A slow line with a queue between two routers.
    Rate,
    /// A path that takes only small packets, from the beginning or from the midst on, and says so or
    /// not.
    Mtu,
    /// Cut in one direction or both for a while, and healed before anybody gives up.
    Partition,
    /// Megabytes.
    Bulk,
    /// A clock that jumps by less than the timeouts, or stands for a while.
    Clocks,
    /// Cut for so long that calls end.
    Outage,
    /// The client gets another address.
    Rebinding,
    /// The service is started again.
    Restart,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Clean,
        Self::Loss,
        Self::HeavyLoss,
        Self::Disorder,
        Self::Bursts,
        Self::Rate,
        Self::Mtu,
        Self::Partition,
        Self::Bulk,
        Self::Clocks,
        Self::Outage,
        Self::Rebinding,
        Self::Restart,
    ];

    fn of(seed: u64) -> Self {
        Self::ALL[usize::try_from(seed % Self::ALL.len() as u64).unwrap_or(0)]
    }

    /// Whether a request may run a second time because the service cannot know of the first: it is
    /// another process, or the client has another address, which makes its connection another one.
    #[must_use]
    pub const fn makes_strangers(self) -> bool {
        matches!(self, Self::Rebinding | Self::Restart)
    }

    /// Whether calls may end by what the network does.
    #[must_use]
    pub const fn ends_calls(self) -> bool {
        matches!(self, Self::Outage | Self::Rebinding | Self::Restart)
    }
}

/// What happens in the midst of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing more from the client to the service, from the service to the client.
    Cut(bool, bool),
    /// All cuts end.
    Heal,
    /// The links of the path take only packets of this size.
    Shrink(Mtu),
    /// The client's clock (or else the service's) jumps.
    Jump(bool, Duration),
    /// It stands still.
    Stop(bool),
    /// It goes on.
    Start(bool),
    /// The client has another address.
    Rebind,
    /// The service is another process.
    Restart,
}

/// What one seed asks for.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The kind of trouble.
    pub class: Class,
    /// Whether both ends are of the async front end; of the pure core otherwise.
    pub is_async: bool,
    /// The links from the client to the service, and behave alike on the way back.
    pub links: Vec<Link>,
    /// What happens, and when.
    pub faults: Vec<(Duration, Fault)>,
    /// Packets that either side takes in.
    pub receive_window: u32,
    /// Connections of a bundle.
    pub connections: usize,
    /// What the users do.
    pub plan: Plan,
}

impl Scene {
    /// The scene of a seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        let class = Class::of(seed);
        let random = &mut Random::new(seed ^ 0x7363_656e_6573);
        let limits = match class {
            Class::Bulk => Limits {
                calls: 3,
                bytes: 4_000_000,
                total: 4_000_000,
                unruly: 0,
                ..Limits::default()
            },
            _ => Limits::default(),
        };
        let mut plan = Plan::random(seed, &limits);
        if class == Class::Bulk {
            let size = 100_000 + random.below(2_000_000);
            let call = &mut plan.calls[0];
            *(if random.happens(500) { &mut call.request } else { &mut call.reply }) = size;
        }
        let windows = if class == Class::Bulk { [32, 64, 255, 255] } else { [2, 16, 64, 255] };
        Self {
            class,
            // Clocks of their own are for the core only.
            is_async: seed / Class::ALL.len() as u64 % 2 == 1 && class != Class::Clocks,
            links: links(class, random),
            faults: faults(class, random),
            receive_window: windows[random.below(4)],
            connections: 1 + random.below(4),
            plan,
        }
    }

    /// Datagrams in a thousand that one way loses in the long run, but for full queues.
    #[must_use]
    pub fn loss(&self) -> u32 {
        let passed = self.links.iter().map(|link| 1.0 - f64::from(link.mean_loss()) / 1000.0);
        ((1.0 - passed.product::<f64>()) * 1000.0).round() as u32
    }

    /// How long nothing or too little gets through in all.
    #[must_use]
    pub fn outage(&self) -> Duration {
        let end = |fault: &Fault| matches!(fault, Fault::Heal | Fault::Start(_));
        let begins = self.faults.iter().find(|(_, fault)| !end(fault)).map(|(at, _)| *at);
        let ends = self.faults.iter().rfind(|(_, fault)| end(fault)).map(|(at, _)| *at);
        ends.unwrap_or_default().saturating_sub(begins.unwrap_or_default())
    }
}

fn links(class: Class, random: &mut Random) -> Vec<Link> {
    let latency =
        [MILLISECOND / 10, MILLISECOND, 10 * MILLISECOND, 60 * MILLISECOND][random.below(4)];
    let latency = latency + random.up_to(latency);
    let link = Link { jitter: random.up_to(latency / 2), ..Link::perfect(latency) };
    let disorder =
        Link { duplicates: random.below(200) as u32, reordered: random.below(200) as u32, ..link };
    let link = match class {
        Class::Clean => Link::perfect(latency),
        Class::Loss => disorder.losing(1 + random.below(30) as u32),
        Class::HeavyLoss => disorder.losing(30 + random.below(271) as u32),
        Class::Disorder => disorder,
        Class::Bursts => {
            let burst = Burst {
                begins: 2 + random.below(20) as u32,
                ends: 100 + random.below(400) as u32,
                loss: 500 + random.below(501) as u32,
                longest: 500 * MILLISECOND,
            };
            Link { burst: Some(burst), corrupted: random.below(10) as u32, ..link }
        }
        Class::Bulk => link.losing(random.below(10) as u32),
        _ => link.losing([0, 0, 10, 50][random.below(4)]),
    };
    let mut links = vec![link];
    for _ in 0..random.below(3) {
        links.push(Link::perfect(random.up_to(5 * MILLISECOND)));
    }
    if class == Class::Rate {
        let rate = Rate::megabits(
            1 + random.below(50) as u64,
            10 * MILLISECOND + random.up_to(100 * MILLISECOND),
        );
        // A queue takes at least a few packets.
        let rate = Rate { queue: rate.queue.max(15_000), ..rate };
        links.push(Link::perfect(random.up_to(5 * MILLISECOND)).at(rate));
    }
    links
}

fn faults(class: Class, random: &mut Random) -> Vec<(Duration, Fault)> {
    let at = random.up_to(Duration::from_millis(1200));
    let client = random.happens(500);
    let after = |time: Duration, fault| (at + time, fault);
    match class {
        Class::Mtu => {
            let at = if random.happens(300) { Duration::ZERO } else { at };
            let bytes = 576 + random.below(1500 - 576);
            vec![(at, Fault::Shrink(Mtu { bytes, reports: random.happens(600) }))]
        }
        Class::Partition | Class::Outage => {
            let (there, back) = [(true, true), (true, false), (false, true)][random.below(3)];
            let length = match class {
                Class::Partition => 50 * MILLISECOND + random.up_to(Duration::from_secs(4)),
                _ => Duration::from_secs(10) + random.up_to(Duration::from_secs(80)),
            };
            vec![after(Duration::ZERO, Fault::Cut(there, back)), after(length, Fault::Heal)]
        }
        Class::Clocks if random.happens(500) => {
            let length = random.up_to(Duration::from_secs(3));
            vec![after(Duration::ZERO, Fault::Stop(client)), after(length, Fault::Start(client))]
        }
        Class::Clocks => {
            vec![after(Duration::ZERO, Fault::Jump(client, random.up_to(Duration::from_secs(5))))]
        }
        Class::Rebinding => vec![(at, Fault::Rebind)],
        Class::Restart => {
            let dead = random.up_to(Duration::from_secs(2));
            vec![
                after(Duration::ZERO, Fault::Cut(true, true)),
                after(Duration::ZERO, Fault::Restart),
                after(dead, Fault::Heal),
            ]
        }
        _ => Vec::new(),
    }
}
