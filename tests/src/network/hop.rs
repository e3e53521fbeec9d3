//! One way over one link, with its state: the queue, whether it is in a bad spell, what it has done.
//!
//! Holds: [`Hop`]. Must not know: who sends, where to.

use super::link::Link;
use super::mtu::Passage;
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
    /// Since when the link is in a bad spell, if it is.
    bad: Cell<Option<Duration>>,
    /// When the last byte that was taken has left.
    busy: Cell<Duration>,
    /// Datagrams until one that is lost by intent, itself included; 0 if none is.
    doomed: Cell<u64>,
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
    /// Too long for the link, and dropped.
    pub too_long: u64,
    /// Too long for the link, and cut into fragments.
    pub fragmented: u64,
    /// Arrived a second time.
    pub doubled: u64,
}

impl Hop {
    /// A hop over such a link.
    #[must_use]
    pub fn new(link: Link) -> Self {
        let state = State {
            link: Cell::new(link),
            bad: Cell::new(None),
            busy: Cell::new(Duration::ZERO),
            doomed: Cell::new(0),
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

    /// Loses the datagram that is the `number`-th from now on, the next being the first.
    pub fn lose_one(&self, number: u64) {
        self.0.doomed.set(number);
    }

    /// What became of the datagrams so far.
    #[must_use]
    pub fn counts(&self) -> HopCounts {
        *self.0.counts.borrow()
    }

    /// What becomes of a datagram that comes at `now`. May change it.
    pub(super) fn carry(
        &self,
        now: Duration,
        random: &mut Random,
        datagram: &mut [u8],
        may_be_cut: bool,
    ) -> Fate {
        let link = self.link();
        let counts = &mut self.0.counts.borrow_mut();
        let size = datagram.len() + HEADERS;
        counts.taken += 1;
        let passage =
            link.mtu.map_or(Passage::Pieces(1, size), |mtu| mtu.passage(size, may_be_cut));
        let (pieces, size) = match passage {
            Passage::Pieces(pieces, size) => (pieces, size as u64),
            Passage::TooLong(largest) => {
                counts.too_long += 1;
                let reports = link.mtu.is_some_and(|mtu| mtu.reports);
                return if reports { Fate::TooLong(largest) } else { Fate::NONE };
            }
        };
        counts.bytes += size;
        counts.fragmented += u64::from(pieces > 1);
        let Some(departure) = self.departure(&link, now, size) else {
            counts.dropped += 1;
            return Fate::NONE;
        };
        if (0..pieces).any(|_| self.loses(&link, now, random)) {
            counts.lost += 1;
            return Fate::NONE;
        }
        if random.happens(link.damaged) && !datagram.is_empty() {
            let at = random.below(datagram.len());
            datagram[at] ^= 1 << random.below(8);
        }
        let doubled = random.happens(link.duplicates);
        counts.doubled += u64::from(doubled);
        let mut arrival = || {
            let held_back = match random.happens(link.reordered) {
                true => random.up_to(link.latency * 3),
                false => Duration::ZERO,
            };
            departure + link.latency + random.up_to(link.jitter) + held_back
        };
        Fate::Arrives([Some(arrival()), doubled.then(&mut arrival)])
    }

    /// When so many bytes have left; `None` if the queue is full.
    fn departure(&self, link: &Link, now: Duration, size: u64) -> Option<Duration> {
        let Some(rate) = link.rate else { return Some(now) };
        let departure = rate.departure(now, self.0.busy.get(), size)?;
        self.0.busy.set(departure);
        Some(departure)
    }

    fn loses(&self, link: &Link, now: Duration, random: &mut Random) -> bool {
        let doomed = self.0.doomed.get();
        self.0.doomed.set(doomed.saturating_sub(1));
        let finely = link.loss_in_ten_thousand > 0
            && random.below(10_000) < link.loss_in_ten_thousand as usize;
        let mut bad = self.0.bad.get();
        let in_burst = link.burst.is_some_and(|burst| burst.loses(&mut bad, now, random));
        self.0.bad.set(bad);
        link.cut
            || doomed == 1
            || finely
            || in_burst
            || random.happens(link.loss)
            || random.happens(link.corrupted)
    }
}

/// What becomes of a datagram on a hop.
pub(super) enum Fate {
    /// It arrives at these times, if at all.
    Arrives([Option<Duration>; 2]),
    /// It is dropped, and its sender told that no datagram longer than this passes.
    TooLong(usize),
}

impl Fate {
    const NONE: Self = Self::Arrives([None, None]);
}
