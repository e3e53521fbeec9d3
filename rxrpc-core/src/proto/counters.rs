//! What happens on calls, in numbers.
//!
//! Holds: [`CallCounters`], whose fields are the one list of what is counted, and [`Tally`], what one call has counted.
//! Must not know: who counts, or sums up.

use std::fmt;
use std::ops::AddAssign;

/// Makes [`CallCounters`] of its fields, with all that goes through them.
macro_rules! call_counters {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        /// Counters of one call, from its start, or of many calls together. They wrap. `Display` gives those that
        /// are not 0, each with its name.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct CallCounters {
            $($(#[doc = $doc])+ pub $name: u64,)+
        }

        impl CallCounters {
            /// How many counters there are.
            pub(crate) const COUNT: usize = Self::NAMES.len();

            const NAMES: &[&str] = &[$(stringify!($name)),+];

            /// The counters, in the order of the fields.
            pub(crate) fn values(&self) -> [u64; Self::COUNT] {
                [$(self.$name),+]
            }

            /// The other way round.
            pub(crate) fn of_values(values: [u64; Self::COUNT]) -> Self {
                let [$($name),+] = values;
                Self { $($name),+ }
            }
        }
    };
}

call_counters! {
    /// DATA packets sent for the first time.
    data_sent,
    /// DATA packets sent again.
    data_retransmitted,
    /// DATA packets accepted, jumbo subpackets counted singly.
    data_received,
    /// DATA packets that had arrived before.
    duplicates,
    /// DATA packets that arrived above a hole.
    out_of_order,
    /// DATA packets dropped because they were beyond the receive window.
    beyond_window,
    /// ACK packets sent, PINGs included.
    acks_sent,
    /// PINGs sent.
    pings_sent,
    /// PINGs among them that were padded, to find out how large a datagram the path carries.
    path_probes,
    /// ACK packets received and found valid.
    acks_received,
    /// ACK packets received and found old.
    acks_discarded,
    /// Times that packets were found lost by what later ACKs reported.
    fast_retransmits,
    /// Times that the retransmission timer fired.
    retransmit_timeouts,
    /// Times that the sending rate was reduced for losses that turned out to be none.
    undone_reductions,
    /// Tail loss probes sent.
    tail_probes,
}

impl CallCounters {
    /// The counters with their names, in the order of the fields.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, u64)> + use<> {
        Self::NAMES.iter().copied().zip(self.values())
    }
}

/// What one call has counted. Most are a packet each way and count nothing else, so the rest has its place when
/// something of it happens.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) data_sent: u64,
    pub(super) data_received: u64,
    pub(super) acks_sent: u64,
    pub(super) acks_received: u64,
    rest: Option<Box<CallCounters>>,
}

impl Tally {
    /// Where everything is counted that has no field here.
    pub(super) fn rest(&mut self) -> &mut CallCounters {
        self.rest.get_or_insert_default()
    }

    /// DATA packets sent again.
    pub(super) fn data_retransmitted(&self) -> u64 {
        self.rest.as_ref().map_or(0, |rest| rest.data_retransmitted)
    }

    /// All of it.
    pub(super) fn all(&self) -> CallCounters {
        let mut all = self.rest.as_deref().copied().unwrap_or_default();
        all.data_sent += self.data_sent;
        all.data_received += self.data_received;
        all.acks_sent += self.acks_sent;
        all.acks_received += self.acks_received;
        all
    }
}

impl AddAssign for CallCounters {
    /// What both have counted.
    fn add_assign(&mut self, other: Self) {
        let (mine, others) = (self.values(), other.values());
        *self = Self::of_values(std::array::from_fn(|at| mine[at].wrapping_add(others[at])));
    }
}

impl fmt::Display for CallCounters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut between = "";
        for (name, value) in self.iter().filter(|(_, value)| *value != 0) {
            write!(f, "{between}{name} {value}")?;
            between = " ";
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distinct() -> CallCounters {
        CallCounters::of_values(std::array::from_fn(|at| at as u64))
    }

    #[test]
    fn each_counter_has_its_name_and_is_added() {
        let mut sum = distinct();
        sum += distinct();
        assert_eq!(
            (sum.data_retransmitted, sum.tail_probes),
            (2, 2 * (CallCounters::COUNT as u64 - 1))
        );
        assert!(
            sum.values().into_iter().eq((0..CallCounters::COUNT as u64).map(|value| 2 * value))
        );
        assert!(sum.iter().any(|counter| counter == ("data_retransmitted", 2)));
        let mut full = CallCounters { data_sent: u64::MAX, ..CallCounters::default() };
        full += CallCounters { data_sent: 2, ..CallCounters::default() };
        assert_eq!(full.data_sent, 1);
    }

    #[test]
    fn a_call_tells_what_it_counted_whether_it_is_rare_or_not() {
        let mut tally = Tally { data_sent: 1, data_received: 2, ..Tally::default() };
        assert_eq!((tally.data_retransmitted(), tally.all().tail_probes), (0, 0));
        (tally.acks_sent, tally.acks_received) = (3, 4);
        tally.rest().data_retransmitted += 5;
        tally.rest().tail_probes += 6;
        let counted: Vec<u64> =
            tally.all().values().into_iter().filter(|value| *value != 0).collect();
        assert_eq!(counted, [1, 5, 2, 3, 4, 6]);
        assert_eq!(tally.data_retransmitted(), 5);
        tally.rest().data_sent += 1;
        assert_eq!(tally.all().data_sent, 2, "wherever it is counted");
    }

    #[test]
    fn the_text_leaves_out_what_did_not_happen() {
        let counters = CallCounters { data_sent: 3, acks_received: 1, ..CallCounters::default() };
        assert_eq!(counters.to_string(), "data_sent 3 acks_received 1");
        assert_eq!(CallCounters::default().to_string(), "");
    }
}
