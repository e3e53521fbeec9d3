//! Two machines and a bad network between them, in virtual time: whatever is lost, repeated or
//! overtaken, every byte arrives and nothing is left.

use crate::proto::tests::support::{End, PEER, Random};
use crate::proto::{Completion, Events, MachineConfig, ReceiveBudget, Side, State};
use rxrpc_wire::Seq;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::{Duration, Instant};

/// How bad the network is.
#[derive(Clone, Copy, Debug)]
struct Weather {
    /// Per thousand datagrams.
    loss: u64,
    duplicates: u64,
    /// Least delay and the most that is added to it, in microseconds.
    delay: u64,
    jitter: u64,
}

const CALM: Weather = Weather { loss: 0, duplicates: 0, delay: 200, jitter: 0 };

/// What the two users do.
#[derive(Clone, Copy, Debug)]
struct Errand {
    request: usize,
    reply: usize,
    /// Whether the users come only now and then to read.
    lazy: bool,
    client_window: u32,
    service_window: u32,
    /// Serials at the start, and the number of the first packet each way.
    serial: u32,
    first: Seq,
}

impl Errand {
    fn new(request: usize, reply: usize) -> Self {
        Self {
            request,
            reply,
            lazy: false,
            client_window: 255,
            service_window: 255,
            serial: 0,
            first: Seq::FIRST,
        }
    }
}

/// What one user has done.
#[derive(Default)]
struct User {
    to_send: usize,
    queued: usize,
    finished: bool,
    received: usize,
    ended: bool,
}

fn byte_at(side: Side, position: usize) -> u8 {
    let salt = match side {
        Side::Client => 0,
        Side::Service => 101,
    };
    (position.wrapping_mul(31) / 7 + salt) as u8
}

impl User {
    fn new(to_send: usize) -> Self {
        Self { to_send, ..Self::default() }
    }

    fn send(&mut self, side: Side, end: &mut End) {
        while !self.finished && end.machine.transmit_space() > 0 {
            let length = (self.to_send - self.queued).min(end.machine.max_payload());
            let payload: Vec<u8> =
                (self.queued..self.queued + length).map(|at| byte_at(side, at)).collect();
            self.queued += length;
            self.finished = self.queued == self.to_send;
            assert_eq!(end.machine.can_send(), Ok(()));
            end.queue(&payload, self.finished);
        }
    }

    fn read(&mut self, peer: Side, end: &mut End) {
        while let Some(packet) = end.machine.receive() {
            for byte in &packet.payload {
                assert_eq!(*byte, byte_at(peer, self.received), "at {}", self.received);
                self.received += 1;
            }
            assert!(!self.ended, "data after the end");
            self.ended = packet.last;
        }
        assert_eq!(end.machine.receive_ended(), self.ended);
    }
}

/// Arrival time, tie breaker, whether to the service, bytes.
type Passing = Reverse<(Instant, u64, bool, Vec<u8>)>;

struct World {
    start: Instant,
    now: Instant,
    client: End,
    service: End,
    client_user: User,
    service_user: User,
    weather: Weather,
    random: Random,
    on_the_way: BinaryHeap<Passing>,
    /// How long a byte takes to leave, in nanoseconds, and when each end's line is free again.
    byte_time: u64,
    line_free: [Instant; 2],
    datagrams: u64,
    lazy: bool,
    next_visit: Instant,
}

impl World {
    fn new(seed: u64, weather: Weather, errand: Errand) -> Self {
        let start = Instant::now();
        let config = |window| MachineConfig {
            receive_window: window,
            normal_timeout: Duration::from_secs(3600),
            idle_timeout: Duration::from_secs(3600),
            ..MachineConfig::default()
        };
        let end = |side, window| {
            let mut end = End::new(start, side, &config(window), errand.serial);
            end.start_at(errand.first);
            end
        };
        Self {
            start,
            now: start,
            client: end(Side::Client, errand.client_window),
            service: end(Side::Service, errand.service_window),
            client_user: User::new(errand.request),
            service_user: User::new(errand.reply),
            weather,
            random: Random::new(seed),
            on_the_way: BinaryHeap::new(),
            byte_time: 0,
            line_free: [start; 2],
            datagrams: 0,
            lazy: errand.lazy,
            next_visit: start,
        }
    }

    fn users(&mut self) {
        if self.lazy {
            if self.now < self.next_visit {
                return;
            }
            self.next_visit = self.now + Duration::from_micros(1 + self.random.below(40_000));
        }
        self.client_user.send(Side::Client, &mut self.client);
        self.client_user.read(Side::Service, &mut self.client);
        self.service_user.read(Side::Client, &mut self.service);
        if self.service_user.ended && self.service.machine.completion().is_none() {
            self.service_user.send(Side::Service, &mut self.service);
        }
    }

    fn transmit(&mut self, from_client: bool) {
        let end = if from_client { &mut self.client } else { &mut self.service };
        end.now = self.now;
        for datagram in end.transmit() {
            self.datagrams += 1;
            // UDP and IP add 28 bytes.
            let leaving = Duration::from_nanos(self.byte_time * (datagram.len() as u64 + 28));
            let line = &mut self.line_free[usize::from(from_client)];
            *line = (*line).max(self.now) + leaving;
            let left = *line;
            if self.random.one_in_thousand(self.weather.loss) {
                continue;
            }
            let copies = 1 + u64::from(self.random.one_in_thousand(self.weather.duplicates));
            for _ in 0..copies {
                let delay = self.weather.delay + self.random.below(self.weather.jitter + 1);
                let at = left + Duration::from_micros(delay);
                self.datagrams += 1;
                let entry = (at, self.datagrams, from_client, datagram.clone());
                self.on_the_way.push(Reverse(entry));
            }
        }
    }

    fn next_moment(&self) -> Option<Instant> {
        let arrival = self.on_the_way.peek().map(|Reverse((at, ..))| *at);
        let visit = self.lazy.then_some(self.next_visit);
        [arrival, visit, self.client.machine.poll_timeout(), self.service.machine.poll_timeout()]
            .into_iter()
            .flatten()
            .min()
    }

    /// Does all that happens at the next moment.
    fn step(&mut self) {
        self.users();
        self.transmit(true);
        self.transmit(false);
        let Some(next) = self.next_moment() else {
            assert!(self.is_over(), "a call that is not over has a timer");
            return;
        };
        self.now = self.now.max(next);
        while self.on_the_way.peek().is_some_and(|Reverse((at, ..))| *at <= self.now) {
            let Some(Reverse((_, _, to_service, datagram))) = self.on_the_way.pop() else { return };
            let end = if to_service { &mut self.service } else { &mut self.client };
            end.now = self.now;
            end.handle(&datagram);
        }
        for end in [&mut self.client, &mut self.service] {
            end.machine.handle_timeout(self.now);
            assert!(end.machine.poll_timeout().is_none_or(|at| at > self.now));
        }
    }

    fn is_over(&self) -> bool {
        let over = |end: &End| {
            end.machine.completion().is_some()
                && !end.machine.wants_transmit()
                && end.machine.poll_timeout().is_none()
        };
        over(&self.client) && over(&self.service) && self.on_the_way.is_empty()
    }

    /// Runs the call to its end and returns how long it took.
    fn run(&mut self) -> Duration {
        let mut steps = 0;
        while !self.is_over() {
            self.step();
            steps += 1;
            assert!(
                steps < 2_000_000,
                "no end in sight: {:?} {:?}",
                self.client.machine,
                self.service.machine
            );
        }
        self.client_user.read(Side::Service, &mut self.client);
        self.now - self.start
    }

    fn check(&mut self) {
        for end in [&mut self.client, &mut self.service] {
            assert_eq!(end.machine.completion(), Some(&Completion::Succeeded));
            assert_eq!(end.machine.state(), State::Complete);
            assert!(end.machine.take_events().contains(Events::COMPLETED));
        }
        assert_eq!(self.service_user.received, self.client_user.to_send);
        assert_eq!(self.client_user.received, self.service_user.to_send);
        assert!(self.client_user.ended && self.service_user.ended);
    }
}

fn run(seed: u64, weather: Weather, errand: Errand) -> (World, Duration) {
    let mut world = World::new(seed, weather, errand);
    let time = world.run();
    world.check();
    (world, time)
}

#[test]
fn a_small_call_costs_three_packets() {
    let (world, _) = run(1, CALM, Errand::new(4, 4));
    let (client, service) = (world.client.machine.counters(), world.service.machine.counters());
    assert_eq!((client.data_sent, client.acks_sent), (1, 1));
    assert_eq!((service.data_sent, service.acks_sent), (1, 0));
    assert_eq!(client.data_retransmitted + service.data_retransmitted, 0);
}

#[test]
fn nothing_is_sent_twice_on_a_good_network() {
    for (request, reply) in [(0, 0), (1, 0), (0, 1), (1412, 1413), (300_000, 10), (10, 2_000_000)] {
        let (world, time) = run(1, CALM, Errand::new(request, reply));
        for machine in [&world.client.machine, &world.service.machine] {
            let counters = machine.counters();
            assert_eq!(counters.data_retransmitted, 0, "{request} {reply}");
            assert_eq!(counters.duplicates, 0);
            assert!(counters.acks_sent <= counters.data_received / 2 + 3);
        }
        assert!(time < Duration::from_millis(200), "{request} {reply} took {time:?}");
    }
}

/// Bits a second that the second half of a request makes over a line of `gigabits`.
fn goodput(gigabits: u64, delay: u64, request: usize) -> (World, f64) {
    let weather = Weather { loss: 0, duplicates: 0, delay, jitter: 0 };
    let mut world = World::new(1, weather, Errand::new(request, 1));
    world.byte_time = 8 / gigabits;
    let mut half = None;
    while !world.is_over() {
        world.step();
        if half.is_none() && world.service_user.received >= request / 2 {
            half = Some((world.now, world.service_user.received));
        }
        if world.service_user.received == request {
            let (at, received) = half.unwrap();
            let bits = 8.0 * (request - received) as f64;
            let rate = bits / (world.now - at).as_secs_f64();
            return (world, rate);
        }
    }
    unreachable!("the request never arrived")
}

#[test]
fn a_gigabit_over_a_long_way_is_filled() {
    let (world, rate) = goodput(1, 50_000, 64 << 20);
    assert!(rate > 900e6, "{rate} bit/s");
    let counters = world.client.machine.counters();
    assert_eq!((counters.data_retransmitted, counters.retransmit_timeouts), (0, 0));
    assert_eq!(world.service.machine.counters().beyond_window, 0);
}

#[test]
fn calls_go_on_when_the_memory_for_received_data_is_used_up() {
    for (total, loss) in [(0, 0), (0, 100), (100_000, 50)] {
        let budget = std::sync::Arc::new(ReceiveBudget::new(total));
        let weather = Weather { loss, duplicates: 10, delay: 1000, jitter: 500 };
        let mut world = World::new(3, weather, Errand::new(1_000_000, 1_000_000));
        world.client.machine.share_budget(&budget, PEER);
        world.service.machine.share_budget(&budget, PEER);
        world.run();
        world.check();
        assert_eq!(budget.taken(), 0);
    }
}

#[test]
fn large_windows_recover_from_loss_by_what_the_table_tells() {
    for first in [Seq::FIRST, Seq(u32::MAX - 9000)] {
        let weather = Weather { loss: 0, duplicates: 0, delay: 50_000, jitter: 0 };
        let mut errand = Errand::new(40 << 20, 1);
        errand.first = first;
        (errand.client_window, errand.service_window) = (8192, 8192);
        let mut world = World::new(5, weather, errand);
        world.byte_time = 8;
        let mut beyond = 0;
        while !world.is_over() {
            // A bad moment once the windows are large.
            let received = world.service_user.received >> 20;
            world.weather.loss = if (20..22).contains(&received) { 30 } else { 0 };
            world.step();
            beyond = beyond.max(world.service.machine.receiver().window().early_extent());
        }
        world.client_user.read(Side::Service, &mut world.client);
        world.check();
        let counters = world.client.machine.counters();
        assert!(beyond > 500, "only {beyond} packets were above a hole");
        assert!(counters.data_retransmitted < 300, "{counters:?}");
        assert_eq!(counters.retransmit_timeouts, 0, "{counters:?}");
        let service = world.service.machine.counters();
        assert!(service.acks_sent < service.data_received * 6 / 10, "{service:?}");
    }
}

#[test]
fn every_byte_arrives_whatever_the_weather() {
    for seed in 0..400 {
        let mut random = Random::new(seed + 1000);
        let sizes = [0, 1, 500, 1412, 1413, 2824, 10_000, 40_000, 100_000];
        let mut size = || sizes[random.below(sizes.len() as u64) as usize];
        let mut errand = Errand::new(size(), size());
        errand.lazy = random.below(3) == 0;
        errand.client_window = [255, 32, 16, 1][random.below(4) as usize];
        errand.service_window = [255, 32, 16, 2][random.below(4) as usize];
        errand.serial = [0, u32::MAX - 20][random.below(2) as usize];
        errand.first = Seq([1, u32::MAX - 20][random.below(2) as usize]);
        let delay = [50, 1000, 20_000][random.below(3) as usize];
        let weather = Weather {
            loss: random.below(301),
            duplicates: random.below(101),
            delay,
            jitter: delay * random.below(4),
        };
        run(seed, weather, errand);
    }
}

#[test]
fn two_megabytes_each_way_arrive_through_loss() {
    for (seed, loss) in [(1, 10), (2, 50), (3, 200)] {
        let weather = Weather { loss, duplicates: 20, delay: 1000, jitter: 500 };
        run(seed, weather, Errand::new(2_000_000, 2_000_000));
    }
}

#[test]
fn a_little_loss_costs_little_time_and_few_repetitions() {
    // 4 MB in 2000 round trips at worst is 4 s; timeouts would make it minutes.
    let weather = Weather { loss: 10, duplicates: 0, delay: 500, jitter: 100 };
    let (world, time) = run(7, weather, Errand::new(4_000_000, 1));
    let counters = world.client.machine.counters();
    assert!(time < Duration::from_secs(4), "took {time:?}, {counters:?}");
    assert!(counters.data_retransmitted < counters.data_sent / 20, "{counters:?}");
}

#[test]
fn reordering_alone_causes_few_repetitions() {
    let weather = Weather { loss: 0, duplicates: 0, delay: 10_000, jitter: 100 };
    let (world, _) = run(7, weather, Errand::new(1_000_000, 1));
    let counters = world.client.machine.counters();
    assert!(counters.data_retransmitted < counters.data_sent / 3, "{counters:?}");
    assert_eq!(counters.retransmit_timeouts, 0);
}
