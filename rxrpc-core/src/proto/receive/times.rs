//! When the packets that wait for the user came.
//!
//! Holds: [`ArrivalTimes`]. Must not know: who wants to know. A call has it only if somebody does: packets themselves
//! are not larger for it.

use rxrpc_wire::Seq;
use std::collections::BTreeMap;
use std::time::Instant;

/// The time of each packet that was taken in since these are kept and that the user has not taken out.
#[derive(Debug, Default)]
pub(super) struct ArrivalTimes(BTreeMap<u32, Instant>);

impl ArrivalTimes {
    pub(super) fn note(&mut self, seq: Seq, now: Instant) {
        self.0.insert(seq.0, now);
    }

    /// The time of a packet that the user takes; those before it are of packets that carried nothing.
    pub(super) fn take(&mut self, seq: Seq) -> Option<Instant> {
        let time = self.0.remove(&seq.0);
        while let Some(first) = self.0.first_entry()
            && *first.key() < seq.0
        {
            first.remove();
        }
        time
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn each_packet_has_its_time_until_it_is_taken() {
        let begin = Instant::now();
        let at = |seconds| begin + Duration::from_secs(seconds);
        let mut times = ArrivalTimes::default();
        for (seq, seconds) in [(1, 0), (3, 1), (2, 2), (4, 3)] {
            times.note(Seq(seq), at(seconds));
        }
        assert_eq!(times.take(Seq(1)), Some(at(0)));
        assert_eq!(times.take(Seq(3)), Some(at(1)), "the second carried nothing");
        assert_eq!(times.take(Seq(2)), None);
        assert_eq!((times.take(Seq(4)), times.take(Seq(5))), (Some(at(3)), None));
    }
}
