//! One way through a relay: from what comes in to what is to be sent on, and when.
//!
//! Holds: [`Way`]. Must not know: sockets, threads, a clock: the time is an argument.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use super::conditions::Conditions;
use super::counters::{Counters, Eye};
use super::fate::{Fate, Fates};

/// One way, for all clients of the relay together: they share its line.
#[derive(Debug)]
pub(super) struct Way {
    conditions: Conditions,
    fates: Fates,
    eye: Eye,
    /// What was counted so far.
    pub(super) counters: Counters,
    /// When the line will have sent all that was given to it.
    line_free: Option<Instant>,
    /// No datagram is due before an earlier one, or jitter would change the order.
    latest_due: Option<Instant>,
    on_the_way: BinaryHeap<Reverse<OnTheWay>>,
    held_back: Vec<HeldBack>,
    next_number: u64,
}

/// A datagram and the client that it is from, or for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Datagram {
    pub(super) client: SocketAddr,
    pub(super) bytes: Vec<u8>,
}

/// In the order of its fields.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct OnTheWay {
    due: Instant,
    number: u64,
    datagram: Datagram,
}

#[derive(Debug)]
struct HeldBack {
    /// How many are still to overtake it.
    missing: u32,
    at_latest: Instant,
    due: Instant,
    datagram: Datagram,
}

impl Way {
    /// An empty way.
    pub(super) fn new(conditions: Conditions, seed: u64) -> Self {
        Self {
            conditions,
            fates: Fates::new(seed),
            eye: Eye::default(),
            counters: Counters::default(),
            line_free: None,
            latest_due: None,
            on_the_way: BinaryHeap::new(),
            held_back: Vec::new(),
            next_number: 0,
        }
    }

    /// A client is gone: nothing of it is remembered.
    pub(super) fn forget(&mut self, client: SocketAddr) {
        self.eye.forget(client);
    }

    /// A datagram came.
    pub(super) fn handle(&mut self, now: Instant, datagram: Datagram) {
        let fate = self.fates.next(&self.conditions);
        let data = self.count(&datagram);
        if fate.lost {
            self.counters.lost += 1;
            self.counters.lost_data += data;
        } else if let Some(due) = self.due(now, fate, datagram.bytes.len()) {
            self.admit(now, due, fate, datagram);
        } else {
            self.counters.queue_full += 1;
        }
    }

    /// The next datagram that is to be sent on by now.
    pub(super) fn poll(&mut self, now: Instant) -> Option<Datagram> {
        while let Some(at) = self.held_back.iter().position(|held| held.at_latest <= now) {
            let held = self.held_back.swap_remove(at);
            self.send_on(held.due.max(held.at_latest), held.datagram);
        }
        if self.on_the_way.peek()?.0.due > now {
            return None;
        }
        let Reverse(next) = self.on_the_way.pop()?;
        self.counters.forwarded += 1;
        Some(next.datagram)
    }

    /// When `poll` has to be asked again, if nothing comes before.
    pub(super) fn next_due(&self) -> Option<Instant> {
        let held = self.held_back.iter().map(|held| held.at_latest);
        held.chain(self.on_the_way.peek().map(|next| next.0.due)).min()
    }

    /// Counts a datagram; gives how many DATA packets it holds.
    fn count(&mut self, datagram: &Datagram) -> u64 {
        let sight = self.eye.look(datagram.client, &datagram.bytes);
        let counters = &mut self.counters;
        counters.datagrams += 1;
        counters.bytes += datagram.bytes.len() as u64;
        counters.data += sight.data;
        counters.data_again += sight.data_again;
        counters.acks += sight.acks;
        counters.others += sight.others;
        sight.data + sight.data_again
    }

    /// When a datagram that comes now gets to the end of the way; none if the queue is full.
    fn due(&mut self, now: Instant, fate: Fate, length: usize) -> Option<Instant> {
        let mut leaves = now;
        if let Some(rate) = self.conditions.rate {
            let takes = |bytes: u64| {
                Duration::from_secs_f64(bytes as f64 / rate.bytes_per_second.max(1) as f64)
            };
            let begins = self.line_free.unwrap_or(now).max(now);
            if begins.duration_since(now) > takes(rate.queue) {
                return None;
            }
            leaves = begins + takes(length as u64);
            self.line_free = Some(leaves);
        }
        let due = leaves + self.conditions.delay + fate.jitter;
        let due = self.latest_due.map_or(due, |latest| latest.max(due));
        self.latest_due = Some(due);
        Some(due)
    }

    /// Takes a datagram that is not lost, and lets go of those that it overtakes.
    fn admit(&mut self, now: Instant, due: Instant, fate: Fate, datagram: Datagram) {
        if fate.doubled {
            self.counters.doubled += 1;
            self.send_on(due, datagram.clone());
        }
        if !fate.held_back {
            self.send_on(due, datagram);
            self.overtake(due);
            return;
        }
        // Those that are held back overtake nobody, or two of them would change places again.
        self.counters.held_back += 1;
        self.held_back.push(HeldBack {
            missing: self.conditions.overtaken_by.max(1),
            at_latest: now + self.conditions.held_at_most,
            due,
            datagram,
        });
    }

    fn overtake(&mut self, due: Instant) {
        for held in &mut self.held_back {
            held.missing -= 1;
        }
        while let Some(at) = self.held_back.iter().position(|held| held.missing == 0) {
            let held = self.held_back.remove(at);
            self.send_on(due.max(held.due), held.datagram);
        }
    }

    fn send_on(&mut self, due: Instant, datagram: Datagram) {
        let number = self.next_number;
        self.next_number += 1;
        self.on_the_way.push(Reverse(OnTheWay { due, number, datagram }));
    }
}
