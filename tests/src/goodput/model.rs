//! What a TCP with NewReno would reach, in a model of one cell a round trip.
//!
//! Holds: [`newreno_megabits`]. Must not know: our machine.
//!
//! Each round trip sends a window of packets, each of which is lost by chance. A round with a loss halves
//! the window and sends again in the next round; one without doubles it in slow start and adds a packet
//! after it. Never less than two packets, never more than the line takes. A real NewReno repairs one loss a
//! round trip and has timeouts besides, so the model flatters TCP.

use super::transfer::Path;
use crate::network::Random;

/// Bytes of data in a TCP segment on Ethernet.
const SEGMENT: f64 = 1448.0;

/// Million bits a second for so many bytes over such a path.
#[must_use]
pub fn newreno_megabits(path: &Path, bytes: usize) -> f64 {
    let random = &mut Random::new(path.seed);
    let round = path.round_trip.as_secs_f64();
    let line = path.rate.map_or(f64::MAX, |rate| rate.bytes_per_second as f64);
    let most = (line * round / (SEGMENT + 52.0)).floor();
    let (mut window, mut threshold) = (10.0_f64, f64::MAX);
    let (mut left, mut rounds) = ((bytes as f64 / SEGMENT).ceil(), 0.0);
    while left > 0.0 {
        let packets = window.min(left).floor();
        let lost =
            (0..packets as u64).filter(|_| random.below(10_000) < path.loss as usize).count();
        rounds += 1.0;
        left -= packets - lost as f64;
        if lost > 0 {
            threshold = (window / 2.0).max(2.0);
            window = threshold;
        } else if window < threshold {
            window = (window * 2.0).min(threshold).min(most);
        } else {
            window = (window + 1.0).min(most);
        }
    }
    bytes as f64 * 8.0 / 1e6 / (rounds * round)
}
