//! One way over one link, with its state: the queue, whether it is in a bad spell, what it has done.
//!
//! Holds: [`Hop`]. Must not know: who sends, where to.

use super::link::Link;
use super::random::Random;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

/// Bytes of the headers of IPv4 and UDP.
pub const HEADERS: usize = 28;

/// A link in one direction. Clones are the same one: several paths may share it, and its queue.
#[derive(Clone, Debug)]
pub struct Hop(Rc<State>);

#[derive(Debug)]
struct State {
    link: Cell<Link>,
    /// In a bad spell.
    bad: Cell<bool>,
    /// When the last byte that was taken has left.
    busy: Cell<Duration>,
    counts: RefCell<HopCounts>,
}

/// What became of the datagrams on one hop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HopCounts {
    /// Datagrams that came.
    pub taken: u64,
    /// Bytes of them, headers included.
    pub bytes: u64,
    /// Lost at random, in bursts, by damage or by a cut.
    pub lost: u64,
    /// Dropped because the queue was full.
    pub dropped: u64,
    /// Too long for the link.
    pub too_long: u64,
    /// Arrived a second time.
    pub doubled: u64,
}

impl Hop {
    /// A hop over such a link.
    #[must_use]
    pub fn new(link: Link) -> Self {
        let state = State {
            link: Cell::new(link),
            bad: Cell::new(false),
            busy: Cell::new(Duration::ZERO),
            counts: RefCell::default(),
        };
        Self(Rc::new(state))
    }

    /// How the link behaves.
    #[must_use]
    pub fn link(&self) -> Link {
        self.0.link.get()
    }

    /// Lets the link behave otherwise from now on.
    pub fn set(&self, link: Link) {
        self.0.link.set(link);
    }

    /// What became of the datagrams so far.
    #[must_use]
    pub fn counts(&self) -> HopCounts {
        *self.0.counts.borrow()
    }

    /// When the copies of a datagram that comes at `now` arrive. May change it.
    pub(super) fn carry(
        &self,
        now: Duration,
        random: &mut Random,
        datagram: &mut [u8],
    ) -> impl Iterator<Item = Duration> + use<> {
        let link = self.link();
        let copies = self.copies(&link, now, random, datagram);
        let mut arrivals = [None, None];
        if let Some((departure, copies)) = copies {
            for arrival in arrivals.iter_mut().take(copies) {
                let held_back = match random.happens(link.reordered) {
                    true => random.up_to(link.latency * 3),
                    false => Duration::ZERO,
                };
                *arrival = Some(departure + link.latency + random.up_to(link.jitter) + held_back);
            }
        }
        arrivals.into_iter().flatten()
    }

    /// When a datagram leaves, and how many copies of it arrive; `None` if none does.
    fn copies(
        &self,
        link: &Link,
        now: Duration,
        random: &mut Random,
        datagram: &mut [u8],
    ) -> Option<(Duration, usize)> {
        let size = datagram.len() + HEADERS;
        let mut counts = self.0.counts.borrow_mut();
        counts.taken += 1;
        counts.bytes += size as u64;
        if link.mtu.is_some_and(|mtu| size > mtu) {
            counts.too_long += 1;
            return None;
        }
        let departure = match link.rate {
            Some(rate) => {
                let departure = rate.departure(now, self.0.busy.get(), size as u64);
                let Some(departure) = departure else {
                    counts.dropped += 1;
                    return None;
                };
                self.0.busy.set(departure);
                departure
            }
            None => now,
        };
        let mut bad = self.0.bad.get();
        let in_burst = link.burst.is_some_and(|burst| burst.loses(&mut bad, random));
        self.0.bad.set(bad);
        if link.cut || in_burst || random.happens(link.loss) || random.happens(link.corrupted) {
            counts.lost += 1;
            return None;
        }
        if random.happens(link.damaged) && !datagram.is_empty() {
            let at = random.below(datagram.len());
            datagram[at] ^= 1 << random.below(8);
        }
        let doubled = random.happens(link.duplicates);
        counts.doubled += u64::from(doubled);
        Some((departure, 1 + usize::from(doubled)))
    }
}
