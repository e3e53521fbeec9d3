//! Users who do whatever comes into their heads, on sockets with bells, at every step of which each bell is right.
//!
//! Holds: the steps, and what must hold. Must not know: how datagrams travel ([`world`]).
//!
//! Two sockets of one client, with few slots, little room and little memory, call two sockets of a service, one with
//! charged IDs and one that announces its calls. Verbs that never wait and futures that are polled or dropped at
//! any time, calls that somebody holds, lost and reordered datagrams, time. After every step:
//!
//! * *The bell*: it rings when, and only when, a `recvmsg` with `PEEK` and `DONTWAIT` gives a message or an event is due.
//! * *No spin*: an event is not told again by itself, nor after a try that nobody came before.
//!
//! At the end all that was refused is tried again only when an event says so, and only sockets whose bells ring are looked at:
//!
//! * *No lost edge*: all data arrives, and every call ends.
//!
//! A run is a pure function of its seed. `RXRPC_SEEDS` says how many there are, `RXRPC_SEED` runs one.

mod user;
mod world;

use std::thread;
use user::{Seen, User};
use world::{Random, World};

/// Runs, and steps of each: a million in all.
const RUNS: u64 = 250;
const STEPS: usize = 4_000;

/// Runs that go on at once.
const THREADS: usize = 4;

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

#[test]
fn a_million_random_steps_lose_no_edge_and_never_spin() {
    let all = 0..number("RXRPC_SEEDS").unwrap_or(RUNS);
    let seeds = number("RXRPC_SEED").map_or(all, |seed| seed..seed + 1);
    let enough = seeds.end - seeds.start >= RUNS;
    let seen = thread::scope(|scope| {
        let runs: Vec<_> = (0..THREADS)
            .map(|first| {
                let seeds = seeds.clone();
                scope.spawn(move || run_some(seeds.skip(first).step_by(THREADS)))
            })
            .collect();
        let seen = runs.into_iter().map(|run| run.join().expect("a run that failed"));
        seen.fold(Seen::default(), Seen::and)
    });
    assert!(!enough || seen.has_all(), "something never happened: {seen:?}");
}

fn run_some(seeds: impl Iterator<Item = u64>) -> Seen {
    let mut seen = Seen::default();
    for seed in seeds {
        let failed = Failed(seed);
        run(seed, &mut seen);
        std::mem::forget(failed);
    }
    seen
}

/// Says which seed it was.
struct Failed(u64);

impl Drop for Failed {
    fn drop(&mut self) {
        eprintln!("fails with RXRPC_SEED={}", self.0);
    }
}

fn run(seed: u64, seen: &mut Seen) {
    let mut world = World::new(seed);
    let mut random = Random::new(seed);
    let mut users: Vec<_> = (0..world.sockets.len()).map(|at| User::new(&world, at)).collect();
    for _ in 0..STEPS {
        match random.below(10) {
            0..=2 => world.carry_one(&mut random),
            3 => world.pass_some_time(&mut random),
            _ => {
                let at = random.below(users.len());
                users[at].step(&mut world, &mut random, seen);
            }
        }
        let look_closely = random.below(8) == 0;
        for user in &mut users {
            user.check(look_closely, seen);
        }
    }
    users.iter_mut().for_each(|user| user.give_up_waiting(&world));
    for round in 0.. {
        assert!(round < 100_000, "something is left for ever: {users:?}");
        let mut told = false;
        for user in &mut users {
            told |= user.answer_bell(&mut world, seen);
        }
        let moved = world.carry_all();
        users.iter_mut().for_each(|user| user.check(true, seen));
        if users.iter().all(User::has_all) {
            break;
        }
        if !told && !moved {
            world.pass_time_to_deadline();
        }
    }
}
