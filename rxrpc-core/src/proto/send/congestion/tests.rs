//! The algorithms by themselves.

use super::*;

const BOTH: [CongestionAlgorithm; 2] = [CongestionAlgorithm::NewReno, CongestionAlgorithm::Cubic];

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// A sender whose packets all arrive after one round trip.
struct Sender {
    congestion: Congestion,
    now: Instant,
    order: u64,
    round_trip: Duration,
}

impl Sender {
    fn new(algorithm: CongestionAlgorithm, initial: u32, limit: u32, rtt: Duration) -> Self {
        let congestion = Congestion::new(algorithm, initial, limit);
        Self { congestion, now: Instant::now(), order: 1, round_trip: rtt }
    }

    fn arrived(&self, count: u32, limited: bool) -> AckSample {
        AckSample {
            now: self.now,
            count,
            limited,
            smoothed: self.round_trip,
            age: Some(self.round_trip),
            newest: self.order,
            next: self.order + 2 * u64::from(self.congestion.window()),
        }
    }

    /// A whole window is acknowledged, two packets at a time.
    fn round(&mut self) -> u32 {
        self.now += self.round_trip;
        let window = self.congestion.window();
        let mut left = window;
        while left > 0 {
            let count = left.min(2);
            left -= count;
            self.order += u64::from(count);
            let mut arrived = self.arrived(count, true);
            arrived.next = self.order + u64::from(window);
            self.congestion.on_arrived(&arrived);
        }
        self.congestion.window()
    }

    fn rounds(&mut self, count: u32) -> u32 {
        (0..count).map(|_| self.round()).last().unwrap()
    }
}

#[test]
fn slow_start_doubles_up_to_the_limit() {
    for algorithm in BOTH {
        let mut sender = Sender::new(algorithm, 10, 65_535, ms(20));
        assert_eq!((sender.round(), sender.round(), sender.round()), (20, 40, 80));
        assert_eq!(sender.rounds(12), 65_535);
        assert!(sender.congestion.in_slow_start(), "nothing has shown an end");
    }
}

#[test]
fn new_reno_grows_by_one_a_round() {
    let mut sender = Sender::new(CongestionAlgorithm::NewReno, 80, 1000, ms(20));
    sender.congestion.on_loss(80);
    assert_eq!(sender.congestion.window(), 40);
    assert_eq!((sender.round(), sender.round(), sender.round()), (41, 42, 43));
}

/// On a short path CUBIC must not be slower than NewReno with the same mean window.
#[test]
fn cubic_is_no_worse_than_new_reno_on_a_short_path() {
    let mut sender = Sender::new(CongestionAlgorithm::Cubic, 40, 1000, ms(1));
    sender.congestion.on_loss(40);
    assert_eq!(sender.congestion.window(), 28);
    let after = sender.rounds(30);
    assert!((42..=46).contains(&after), "{after}: 28 + 30 * 0.53");
    let later = sender.rounds(30);
    assert!((70..=76).contains(&later), "{later}: beyond the loss it grows by one a round");
}

/// On a long path CUBIC is back at the window of the loss after the time that RFC 9438 gives.
#[test]
fn cubic_climbs_by_time() {
    let mut sender = Sender::new(CongestionAlgorithm::Cubic, 8000, 65_535, ms(100));
    sender.congestion.on_loss(8000);
    assert_eq!(sender.congestion.window(), 5600);
    // Cube root of 2400 / 0.4.
    let plateau = sender.rounds(181);
    assert!((7960..=8010).contains(&plateau), "{plateau}");
    let middle = sender.rounds(50);
    assert!((8030..=8060).contains(&middle), "{middle}: 0.4 * 5^3 beyond");
}

#[test]
fn longer_round_trips_end_slow_start_before_a_loss() {
    for algorithm in BOTH {
        let mut sender = Sender::new(algorithm, 64, 65_535, ms(40));
        assert_eq!(sender.round(), 128);
        sender.round_trip = ms(60);
        let conservative = sender.round();
        assert!((160..200).contains(&conservative), "{conservative}");
        // Jitter: it goes on.
        sender.round_trip = ms(40);
        let resumed = sender.round();
        assert!(resumed >= 2 * conservative - 20, "{conservative} {resumed}");
        sender.round_trip = ms(60);
        sender.rounds(7);
        assert!(!sender.congestion.in_slow_start());
        let found = sender.congestion.window();
        sender.round();
        assert!(sender.congestion.window() <= found + found / 10);
    }
}

#[test]
fn a_window_that_is_not_used_does_not_grow() {
    for algorithm in BOTH {
        let mut sender = Sender::new(algorithm, 10, 64, ms(20));
        sender.congestion.on_arrived(&sender.arrived(40, false));
        assert!(sender.congestion.controller.is_none(), "nor does it cost memory");
        sender.congestion.on_loss(10);
        let window = sender.congestion.window();
        for _ in 0..100 {
            sender.now += ms(20);
            sender.congestion.on_arrived(&sender.arrived(40, false));
        }
        assert_eq!(sender.congestion.window(), window);
    }
}

#[test]
fn a_reduction_for_nothing_is_taken_back_once() {
    for algorithm in BOTH {
        let mut sender = Sender::new(algorithm, 40, 1000, ms(20));
        sender.congestion.on_loss(40);
        assert!(sender.congestion.window() < 40);
        sender.congestion.undo();
        assert_eq!(sender.congestion.window(), 40);
        assert_eq!(sender.congestion.threshold(), None);
        sender.congestion.on_timeout(40);
        assert_eq!(sender.congestion.window(), 1);
        sender.congestion.undo();
        sender.congestion.undo();
        assert_eq!(sender.congestion.window(), 40);
        sender.congestion.on_loss(40);
        let reduced = sender.congestion.window();
        sender.congestion.on_idle(1);
        sender.congestion.undo();
        assert!(sender.congestion.window() <= reduced);
    }
}

#[test]
fn the_window_stays_between_one_and_the_limit() {
    for algorithm in BOTH {
        let mut sender = Sender::new(algorithm, 10, 16, ms(20));
        sender.congestion.on_arrived(&sender.arrived(u32::MAX, true));
        assert_eq!(sender.congestion.window(), 16);
        sender.congestion.on_timeout(16);
        sender.congestion.on_timeout(1);
        assert_eq!(sender.congestion.window(), 1);
        sender.congestion.on_loss(0);
        assert_eq!(sender.congestion.window(), 2);
        for _ in 0..1000 {
            sender.now += Duration::from_secs(3600);
            sender.congestion.on_arrived(&sender.arrived(u32::MAX, true));
        }
        assert_eq!(sender.congestion.window(), 16);
    }
}

#[test]
fn a_pause_halves_the_window_down_to_the_initial_one() {
    for algorithm in BOTH {
        let mut sender = Sender::new(algorithm, 10, 1000, ms(20));
        sender.rounds(5);
        assert_eq!(sender.congestion.window(), 320);
        sender.congestion.on_idle(2);
        assert_eq!(sender.congestion.window(), 80);
        sender.congestion.on_idle(u32::MAX);
        assert_eq!(sender.congestion.window(), 10);
        sender.congestion.on_timeout(10);
        sender.congestion.on_idle(1);
        assert_eq!(sender.congestion.window(), 1, "a pause is no reason to send more");
    }
}

#[test]
fn a_seed_counts_only_at_the_start() {
    for algorithm in BOTH {
        let mut sender = Sender::new(algorithm, 10, 1000, ms(20));
        sender.congestion.seed(50, Some(60));
        assert_eq!(sender.congestion.window(), 50);
        assert_eq!(sender.round(), 60, "up to the threshold");
        sender.congestion.seed(500, None);
        assert!(sender.congestion.window() <= 61);
    }
}
