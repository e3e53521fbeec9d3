//! Destinations to which no batches can be handed to the system as one.
//!
//! Holds: [`OffloadRefusals`]. Must not know: how a refusal shows.
//!
//! Segmentation offload depends on the way: an interface that cannot compute checksums and an IPsec tunnel
//! refuse it, and so does a route that refuses everything. So it is learnt for each destination, and tried
//! again from time to time, for routes change.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// Batches to a destination that are cut here before one is handed to the system again.
const TRIED_EVERY: u32 = 256;

/// Most destinations that are remembered; beyond it all are learnt anew.
const MOST: usize = 1024;

/// The destinations that refused a batch whose datagrams they took one by one.
#[derive(Debug, Default)]
pub(crate) struct OffloadRefusals {
    /// Spares those who send the lock, as long as nothing is refused.
    any: AtomicBool,
    /// For each destination, how many batches are still to be cut.
    left: Mutex<BTreeMap<IpAddr, u32>>,
}

impl OffloadRefusals {
    /// Whether the next batch to a destination is to be cut.
    pub(crate) fn cuts(&self, to: IpAddr) -> bool {
        if !self.any.load(Ordering::Relaxed) {
            return false;
        }
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        match left.get_mut(&to) {
            Some(0) => {
                left.remove(&to);
                self.any.store(!left.is_empty(), Ordering::Relaxed);
                false
            }
            Some(count) => {
                *count -= 1;
                true
            }
            None => false,
        }
    }

    /// Notes that a destination took single datagrams, and not a batch of them.
    pub(crate) fn note(&self, to: IpAddr) {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if left.len() >= MOST {
            left.clear();
        }
        left.insert(to, TRIED_EVERY);
        self.any.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    fn host(number: u32) -> IpAddr {
        Ipv4Addr::from_bits(number).into()
    }

    #[test]
    fn a_refusal_is_of_one_destination_and_not_for_ever() {
        let refusals = OffloadRefusals::default();
        assert!(!refusals.cuts(host(1)));
        for _ in 0..3 {
            refusals.note(host(1));
            for _ in 0..TRIED_EVERY {
                assert!(refusals.cuts(host(1)));
                assert!(!refusals.cuts(host(2)));
            }
            assert!(!refusals.cuts(host(1)), "tried again");
            assert!(!refusals.any.load(Ordering::Relaxed));
        }
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let refusals = OffloadRefusals::default();
        (0..10 * MOST as u32).for_each(|number| refusals.note(host(number)));
        assert!(refusals.left.lock().expect("no panic").len() <= MOST);
        assert!(refusals.cuts(host(10 * MOST as u32 - 1)));
    }
}
