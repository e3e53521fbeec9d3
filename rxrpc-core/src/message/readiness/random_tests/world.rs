//! A client's and a service's endpoints, and what carries their datagrams.

use crate::config::Config;
use crate::endpoint::{AddressFamily, Endpoint};
use crate::message::MessageSocket;
use crate::message::readiness::tests::TestBell;
use rxrpc_wire::ServiceId;
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The service with charged IDs, and the one that announces its calls.
pub(super) const SERVICES: [ServiceId; 2] = [ServiceId(1), ServiceId(2)];

/// The first of the service's sockets; those before are the client's.
pub(super) const FIRST_SERVER: usize = 2;

/// Repeatable random numbers (SplitMix64).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % bound.max(1) as u64) as usize
    }
}

pub(super) struct World {
    pub(super) now: Instant,
    ends: [Arc<Endpoint>; 2],
    pub(super) sockets: Vec<(MessageSocket, Arc<TestBell>)>,
    /// On their way to each end.
    way: [VecDeque<Vec<u8>>; 2],
}

pub(super) fn address(end: usize) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], [7001, 7000][end]))
}

impl World {
    pub(super) fn new(seed: u64) -> Self {
        let mut config = Config::default().connections_per_bundle(1);
        config.seed = Some(seed);
        config.machine.transmit_queue_limit = 2;
        config.machine.transmit_window_limit = 2;
        config.send_memory = 128 << 10;
        if seed.is_multiple_of(3) {
            // Memory is scarcer than room.
            config.machine.transmit_queue_limit = 100;
            config.machine.transmit_window_limit = 100;
        }
        let end = || Endpoint::new(config.clone(), AddressFamily::V4).expect("settings in range");
        let ends = [end(), end()];
        let mut sockets: Vec<_> = [0, 0, 1, 1].map(|at: usize| ends[at].message_socket()).into();
        for (socket, service) in sockets[FIRST_SERVER..].iter().zip(SERVICES) {
            socket.bind(service).expect("nobody has it");
        }
        sockets[FIRST_SERVER].listen(16).expect("it is bound");
        sockets[FIRST_SERVER + 1].listen_with_announcements(16).expect("it is bound");
        let sockets = sockets.drain(..).map(|socket| {
            let bell = TestBell::on(&socket);
            (socket, bell)
        });
        Self { now: Instant::now(), sockets: sockets.collect(), ends, way: Default::default() }
    }

    fn transmit(&mut self) {
        for (from, end) in self.ends.iter().enumerate() {
            let mut buffer = Vec::new();
            while end.poll_transmit(self.now, 1, &mut buffer).is_some() {
                self.way[1 - from].push_back(std::mem::take(&mut buffer));
            }
        }
    }

    /// One datagram arrives somewhere: mostly the oldest, and some never.
    pub(super) fn carry_one(&mut self, random: &mut Random) {
        self.transmit();
        let to = random.below(2);
        let at = if random.below(10) == 0 { random.below(self.way[to].len()) } else { 0 };
        let Some(datagram) = self.way[to].remove(at) else { return };
        if random.below(50) > 0 {
            self.ends[to].handle_datagram(self.now, address(1 - to), &datagram);
        }
    }

    /// All datagrams arrive; whether there was one.
    pub(super) fn carry_all(&mut self) -> bool {
        self.transmit();
        let mut moved = false;
        for to in [0, 1] {
            while let Some(datagram) = self.way[to].pop_front() {
                moved = true;
                self.ends[to].handle_datagram(self.now, address(1 - to), &datagram);
            }
        }
        moved
    }

    pub(super) fn pass_some_time(&mut self, random: &mut Random) {
        let most = [1, 10, 100, 1000][random.below(4)];
        self.pass(Duration::from_millis(random.below(most) as u64));
    }

    /// Until something is due.
    pub(super) fn pass_time_to_deadline(&mut self) {
        let due = self.ends.iter().filter_map(|end| end.poll_timeout()).min();
        let due = due.map_or(Duration::from_secs(1), |due| due.saturating_duration_since(self.now));
        self.pass(due);
    }

    fn pass(&mut self, time: Duration) {
        self.now += time;
        self.ends.iter().for_each(|end| end.handle_timeout(self.now));
    }
}
