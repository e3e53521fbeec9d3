//! How much memory all calls of an endpoint together may fill with data that their users have not read.
//!
//! Holds: [`ReceiveBudget`], and a call's [`Share`] of it. Must not know: what is stored, or windows.
//!
//! Calls whose peer is not proven to receive at its address have a small part together, or forged senders would take
//! it from others. A host that is alone may have most; beside others, it gets no more once it has as much as it leaves
//! to them. Only a call that takes something for the first time asks who its host is, under a lock; all else are a few
//! numbers, each changed in one step: two that take at the same moment may together go a piece beyond their share, but
//! never beyond the whole.

use crate::blocks::SpareBlocks;
use crate::hosts::Host;
use crate::lock::{Mutex, Rank};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a call may store without asking: more than most calls ever hold.
const FREE: usize = 24 << 10;

/// What a call takes or gives back at once, so that few packets touch the common counter.
const CHUNK: usize = 64 << 10;

/// A call counts on no more than this part of what is left, so that a large window may be
/// advertised to many at once without all of the memory being granted to each.
const COUNTED_ON: usize = 4;

/// The part that calls of unproven peers have together.
const UNPROVEN_PART: usize = 16;

/// The part that a host leaves to others even if there are none.
const SPARED_PART: usize = 8;

/// About what a full packet takes of a socket's buffer on Linux, in bytes: it is counted with what holds it.
const IN_SOCKET: usize = 2048;

/// How many packets a socket is taken to hold of which nobody has told. All windows of long calls together may let half as
/// many through for one of them to grow on a short path, where what comes faster than this side looks at it has to wait
/// in the socket. The rest is for calls that begin then.
const SOCKET_HOLDS: usize = 4096;

/// So many hosts are remembered although they have nothing any more.
const FEW_HOSTS: usize = 64;

/// The common part.
#[derive(Debug)]
pub struct ReceiveBudget {
    total: usize,
    left: AtomicUsize,
    /// What calls of unproven peers have taken.
    unproven: AtomicUsize,
    /// Packets that the windows of long calls let through, and how many calls those are.
    windows: AtomicUsize,
    long: AtomicUsize,
    /// Packets that the receiving socket holds.
    socket: AtomicUsize,
    hosts: Mutex<BTreeMap<Host, Arc<AtomicUsize>>>,
    /// Beside the budget: most of the time they are full of what calls have taken.
    spare: SpareBlocks,
}

impl ReceiveBudget {
    /// A budget of so many bytes.
    #[must_use]
    pub fn new(total: usize) -> Self {
        Self {
            total,
            left: AtomicUsize::new(total),
            unproven: AtomicUsize::new(0),
            windows: AtomicUsize::new(0),
            long: AtomicUsize::new(0),
            socket: AtomicUsize::new(SOCKET_HOLDS),
            hosts: Mutex::new(Rank::Queues, BTreeMap::new()),
            spare: SpareBlocks::new(total),
        }
    }

    /// Bytes that calls have taken, used or not.
    #[must_use]
    pub fn taken(&self) -> usize {
        self.total.saturating_sub(self.left())
    }

    /// Gives up most of the memory that calls would use again.
    pub(crate) fn keep_few_blocks(&self) {
        self.spare.keep_few();
    }

    /// The receiving socket has a buffer of so many bytes, as the system counts them; 0 says nothing.
    pub fn set_socket_buffer(&self, bytes: usize) {
        if bytes > 0 {
            self.socket.store(bytes / IN_SOCKET, Ordering::Relaxed);
        }
    }

    fn left(&self) -> usize {
        self.left.load(Ordering::Relaxed)
    }

    fn take(&self, bytes: usize) -> bool {
        let less = |left: usize| left.checked_sub(bytes);
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
    }

    fn give_back(&self, bytes: usize) {
        self.left.fetch_add(bytes, Ordering::Relaxed);
    }

    /// How much more a host that has `taken` so much may take.
    fn allowed(&self, taken: usize) -> usize {
        let left = self.left();
        let others = self.taken().saturating_sub(self.unproven.load(Ordering::Relaxed));
        let most = match taken >= others {
            true => self.total - self.total / SPARED_PART,
            false => left,
        };
        left.min(most.saturating_sub(taken))
    }

    /// How much more calls of unproven peers may take.
    fn allowed_unproven(&self) -> usize {
        let taken = self.unproven.load(Ordering::Relaxed);
        self.left().min((self.total / UNPROVEN_PART).saturating_sub(taken))
    }

    /// What a host has taken.
    fn of_host(&self, host: Host) -> Arc<AtomicUsize> {
        let mut hosts = self.hosts.lock();
        if hosts.len() >= FEW_HOSTS && hosts.len().is_power_of_two() {
            // A call may end under any lock, so it does not clear up itself.
            hosts.retain(|_, taken| Arc::strong_count(taken) > 1);
        }
        hosts.entry(host).or_default().clone()
    }
}

/// What one call has taken. It gives back all of it when it is dropped.
#[derive(Debug, Default)]
pub(in crate::proto) struct Share {
    /// `None`: no limit.
    budget: Option<Arc<ReceiveBudget>>,
    taken: usize,
    host: Option<Host>,
    unproven: bool,
    /// Packets that the window of the call lets through, once they count.
    window: u32,
    /// What all calls of the host have taken, once this one is among them.
    host_taken: Option<Arc<AtomicUsize>>,
}

impl Share {
    /// To be called before anything is taken.
    pub(in crate::proto) fn join(&mut self, budget: &Arc<ReceiveBudget>, peer: SocketAddr) {
        self.shrink(0);
        self.budget = Some(budget.clone());
        self.host = Some(Host::of(peer));
    }

    /// The peer is not known to receive at its address. To be called before anything is taken.
    pub(in crate::proto) fn distrust(&mut self) {
        self.unproven = true;
    }

    /// The peer is known to receive at its address: what was taken is its host's.
    pub(in crate::proto) fn trust(&mut self) {
        if !std::mem::take(&mut self.unproven) || self.taken == 0 {
            return;
        }
        if let Some(budget) = &self.budget {
            budget.unproven.fetch_sub(self.taken, Ordering::Relaxed);
        }
        self.find_host();
        if let Some(taken) = &self.host_taken {
            taken.fetch_add(self.taken, Ordering::Relaxed);
        }
    }

    /// Memory that the call may use again.
    #[inline]
    pub(in crate::proto) fn spare_blocks(&self) -> Option<&SpareBlocks> {
        self.budget.as_ref().map(|budget| &budget.spare)
    }

    /// The window of the call lets so many packets more through, which counts from now on.
    pub(in crate::proto) fn widen(&mut self, packets: u32) {
        if let Some(budget) = &self.budget {
            budget.windows.fetch_add(packets as usize, Ordering::Relaxed);
            if self.window == 0 {
                budget.long.fetch_add(1, Ordering::Relaxed);
            }
            self.window = self.window.saturating_add(packets);
        }
    }

    /// Whether the windows of all calls may let so many packets more through on a short path.
    pub(in crate::proto) fn socket_holds(&self, packets: u32) -> bool {
        self.budget.as_ref().is_none_or(|budget| {
            let held = budget.socket.load(Ordering::Relaxed) / 2;
            budget.windows.load(Ordering::Relaxed) + packets as usize <= held
        })
    }

    /// The part of one long call in what the socket holds, in packets.
    pub(in crate::proto) fn part_of_socket(&self) -> u32 {
        let Some(budget) = &self.budget else { return u32::MAX };
        let calls = budget.long.load(Ordering::Relaxed).max(1);
        u32::try_from(budget.socket.load(Ordering::Relaxed) / calls).unwrap_or(u32::MAX)
    }

    /// The window of the call lets nothing through any more.
    pub(in crate::proto) fn close(&mut self) {
        let window = std::mem::take(&mut self.window);
        if let Some(budget) = self.budget.as_ref().filter(|_| window > 0) {
            budget.windows.fetch_sub(window as usize, Ordering::Relaxed);
            budget.long.fetch_sub(1, Ordering::Relaxed);
        }
    }

    fn find_host(&mut self) {
        if self.host_taken.is_none()
            && let (Some(budget), Some(host)) = (&self.budget, self.host)
        {
            self.host_taken = Some(budget.of_host(host));
        }
    }

    /// Sees to it that `used` bytes are covered; `false` if there is not so much left.
    #[inline]
    pub(in crate::proto) fn covers(&mut self, used: usize) -> bool {
        let covered = FREE + self.taken;
        used <= covered || self.take(used - covered)
    }

    /// Takes so many bytes more; `false` if there is not so much left.
    fn take(&mut self, missing: usize) -> bool {
        if !self.unproven {
            self.find_host();
        }
        let Some(budget) = &self.budget else { return true };
        let allowed = self.allowed(budget);
        let wanted = missing.max(CHUNK);
        let got = [wanted, missing]
            .into_iter()
            .find(|bytes| *bytes <= allowed && budget.take(*bytes))
            .unwrap_or(0);
        self.taken += got;
        if let Some(counter) = self.counter(budget) {
            counter.fetch_add(got, Ordering::Relaxed);
        }
        got > 0
    }

    fn allowed(&self, budget: &ReceiveBudget) -> usize {
        match &self.host_taken {
            _ if self.unproven => budget.allowed_unproven(),
            Some(taken) => budget.allowed(taken.load(Ordering::Relaxed)),
            None => budget.allowed(0),
        }
    }

    /// Where what is taken counts beside the whole.
    fn counter<'a>(&'a self, budget: &'a ReceiveBudget) -> Option<&'a AtomicUsize> {
        if self.unproven { Some(&budget.unproven) } else { self.host_taken.as_deref() }
    }

    /// Gives back what is too much for `used` bytes, apart from a chunk that may be needed soon.
    pub(in crate::proto) fn shrink(&mut self, used: usize) {
        let needed = used.saturating_sub(FREE);
        let kept = if needed == 0 { 0 } else { needed + CHUNK };
        if let Some(budget) = &self.budget
            && (self.taken > kept + CHUNK || (kept == 0 && self.taken > 0))
        {
            let back = self.taken - kept;
            if let Some(counter) = self.counter(budget) {
                counter.fetch_sub(back, Ordering::Relaxed);
            }
            budget.give_back(back);
            self.taken = kept;
        }
    }

    /// How many bytes more than `used` the call may count on; `None`: any number.
    pub(in crate::proto) fn room(&self, used: usize) -> Option<usize> {
        let allowed = self.allowed(self.budget.as_ref()?);
        Some((FREE + self.taken).saturating_sub(used) + allowed / COUNTED_ON)
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.close();
        self.shrink(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share(budget: &Arc<ReceiveBudget>, host: u8) -> Share {
        let mut share = Share::default();
        share.join(budget, SocketAddr::from(([10, 0, 0, host], 7001)));
        share
    }

    /// As much as the calls of one host get, each of them 1 MiB at most.
    fn fill(budget: &Arc<ReceiveBudget>, host: u8, unproven: bool) -> (usize, Vec<Share>) {
        let before = budget.taken();
        let mut shares = Vec::new();
        for _ in 0..1000 {
            let mut share = share(budget, host);
            if unproven {
                share.distrust();
            }
            let used = (1..=16).map(|part| part * CHUNK).take_while(|used| share.covers(*used));
            let _ = used.count();
            shares.push(share);
        }
        (budget.taken() - before, shares)
    }

    const TOTAL: usize = 64 << 20;

    #[test]
    fn a_host_leaves_something_to_others_and_less_when_it_is_alone() {
        let budget = Arc::new(ReceiveBudget::new(TOTAL));
        let (first, all) = fill(&budget, 1, false);
        let most = TOTAL - TOTAL / 8;
        assert!((most - CHUNK..=most).contains(&first), "{first}");
        let (second, others) = fill(&budget, 2, false);
        assert!(second >= TOTAL / 16 - CHUNK, "{second}");
        // Beside others the first gets no more, and when it gives back they do.
        assert!(!share(&budget, 1).covers(1 << 20));
        drop(all);
        let (more, _) = fill(&budget, 2, false);
        assert!(more + second >= TOTAL - TOTAL / 8 - CHUNK, "{more}");
        drop(others);
    }

    #[test]
    fn all_that_is_unproven_has_a_part_together() {
        let budget = Arc::new(ReceiveBudget::new(TOTAL));
        let all: Vec<_> = (0..50).map(|host| fill(&budget, host, true)).collect();
        let taken = all.iter().map(|(taken, _)| taken).sum::<usize>();
        assert!((TOTAL / 16 - CHUNK..=TOTAL / 16).contains(&taken), "{taken}");
        // A proof moves what was taken to the host.
        let mut proven = share(&budget, 99);
        proven.distrust();
        assert!(!proven.covers(1 << 20));
        proven.trust();
        assert!(proven.covers(1 << 20));
        let mut shares = all.into_iter().flat_map(|(_, shares)| shares);
        let mut first = shares.find(|share| share.taken > 0).unwrap();
        let (before, taken) = (budget.unproven.load(Ordering::Relaxed), first.taken);
        first.trust();
        first.trust();
        assert_eq!(budget.unproven.load(Ordering::Relaxed), before - taken);
        drop((first, proven));
        shares.for_each(drop);
        assert_eq!((budget.taken(), budget.unproven.load(Ordering::Relaxed)), (0, 0));
    }

    #[test]
    fn hosts_that_have_nothing_any_more_are_forgotten_in_time() {
        let budget = Arc::new(ReceiveBudget::new(TOTAL));
        let address = |host: u32| SocketAddr::from((std::net::Ipv4Addr::from_bits(host), 7001));
        for host in 0..100_000 {
            let mut share = Share::default();
            share.join(&budget, address(host));
            assert!(share.covers(1 << 20));
        }
        assert!(budget.hosts.lock().len() <= FEW_HOSTS);
    }

    proptest! {
        /// What is covered was taken, what is left over is little, and all comes back.
        #[test]
        fn what_is_taken_comes_back(
            total in 0usize..(1 << 20),
            steps in proptest::collection::vec((0usize..4, 0usize..(1 << 19)), 1..100),
        ) {
            let budget = Arc::new(ReceiveBudget::new(total));
            let mut shares: Vec<Share> = (0..4).map(|_| Share::default()).collect();
            for (host, share) in shares.iter_mut().enumerate() {
                share.join(&budget, SocketAddr::from(([10, 0, 0, host as u8 / 2], 7001)));
                if host == 3 {
                    share.distrust();
                }
            }
            for (index, used) in steps {
                let share = &mut shares[index];
                let covered = share.covers(used);
                prop_assert_eq!(covered, used <= FREE + share.taken);
                if covered {
                    share.shrink(used);
                    prop_assert!(share.taken <= used.saturating_sub(FREE) + 2 * CHUNK);
                    prop_assert!(used <= FREE + share.taken);
                }
                let taken: usize = shares.iter().map(|share| share.taken).sum();
                prop_assert_eq!(taken, budget.taken());
                prop_assert!(taken <= total);
            }
            drop(shares);
            prop_assert_eq!(budget.taken(), 0);
            prop_assert_eq!(budget.unproven.load(Ordering::Relaxed), 0);
        }
    }
}
