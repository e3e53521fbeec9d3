//! What is moved over which path. Knows nothing of who moves it.

use std::time::Duration;

use rxrpc_tests::relay::{Conditions, Settings, Share};

const KIB: usize = 1024;
const MIB: usize = 1024 * KIB;

/// One path, and how much is moved over it: less where OpenAFS takes minutes.
#[derive(Clone)]
pub(super) struct Path {
    pub(super) name: &'static str,
    conditions: Conditions,
    bytes: usize,
    calls: usize,
}

/// What is done once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Transfer {
    /// One call with a long request.
    Up(usize),
    /// One call with a long reply.
    Down(usize),
    /// So many small calls, [`IN_FLIGHT`] at a time.
    Calls(usize),
}

/// As many as one connection has channels.
pub(super) const IN_FLIGHT: usize = 4;
/// Bytes of a small call's request, and of its reply: one packet, and three.
pub(super) const SMALL: (usize, usize) = (100, 3_000);

impl Path {
    fn new(name: &'static str, conditions: Conditions, bytes: usize, calls: usize) -> Path {
        Path { name, conditions, bytes, calls }
    }

    /// Whether some ends wait for most of the time of a transfer, so that all pairs may do it at once
    /// without one slowing down another.
    pub(super) fn is_waited_for(&self, transfer: Transfer) -> bool {
        let calls = matches!(transfer, Transfer::Calls(_));
        self.conditions.loss >= Share::per_mille(if calls { 10 } else { 50 })
    }

    /// The relay of one run.
    pub(super) fn settings(&self, seed: u64) -> Settings {
        Settings::both_ways(self.conditions.clone(), seed)
    }

    /// What is moved.
    pub(super) fn transfers(&self) -> [Transfer; 3] {
        [Transfer::Up(self.bytes), Transfer::Down(self.bytes), Transfer::Calls(self.calls)]
    }
}

impl Transfer {
    /// For the table.
    pub(super) fn name(self) -> String {
        let size = |bytes: usize| match bytes / MIB {
            0 => format!("{} KiB", bytes / KIB),
            more => format!("{more} MiB"),
        };
        match self {
            Transfer::Up(bytes) => format!("{} to the server", size(bytes)),
            Transfer::Down(bytes) => format!("{} from the server", size(bytes)),
            Transfer::Calls(count) => format!("{count} calls, {IN_FLIGHT} in flight"),
        }
    }
}

fn loss(percent: u32) -> Conditions {
    Conditions { loss: Share::per_mille(10 * percent), ..Conditions::default() }
}

/// All paths of a measurement.
pub(super) fn all() -> Vec<Path> {
    let delay = Duration::from_millis(20);
    let reordering = Share::per_mille(50);
    vec![
        Path::new("no loss", loss(0), 4 * MIB, 200),
        Path::new("1 % loss", loss(1), 4 * MIB, 200),
        Path::new("5 % loss", loss(5), MIB, 100),
        Path::new("10 % loss", loss(10), 256 * KIB, 48),
        Path::new("5 % overtaken by 3", Conditions { reordering, ..loss(0) }, 4 * MIB, 200),
        Path::new("20 ms each way", Conditions { delay, ..loss(0) }, 4 * MIB, 200),
        Path::new("20 ms each way, 1 % loss", Conditions { delay, ..loss(1) }, MIB, 200),
    ]
}

/// The paths of a short run.
pub(super) fn short() -> Vec<Path> {
    let one_of_each = Conditions {
        loss: Share::per_mille(20),
        duplication: Share::per_mille(20),
        reordering: Share::per_mille(20),
        delay: Duration::from_millis(2),
        jitter: Duration::from_millis(2),
        ..Conditions::default()
    };
    vec![
        Path::new("5 % loss", loss(5), 64 * KIB, 20),
        Path::new("2 % lost, doubled, overtaken", one_of_each, 64 * KIB, 20),
    ]
}
