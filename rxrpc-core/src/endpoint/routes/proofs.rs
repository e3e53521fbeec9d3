//! Which clients have lately shown that they receive at their addresses.
//!
//! Holds: [`Proofs`]. Must not know: connections, packets, what a loan is good for.
//!
//! A client that opens a connection for each call would pay a PING and its answer for each. What it proved on
//! another connection tells of the same socket as long as address, port and epoch are the same. But every service
//! that a client calls knows these three, and could forge requests to another service of that client. So the proof
//! itself is not handed on, but lent to some connections, once to each, and only a proof of a client's own renews it.
//! (A small call brings none: its last ACK names no packet.)

use rxrpc_wire::Epoch;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// How long a proof counts, from the packet that brought it. A client behind address translation may lose its
/// port to another after minutes of silence, not in one.
const LIFE: Duration = Duration::from_secs(60);

/// How many connections may borrow a proof, and the shortest time until the next proof can be borrowed. What
/// somebody who forges can bring to a client in this time is as many times what one call is lent.
const LOANS: u8 = 64;
const PAUSE: Duration = Duration::from_secs(1);

/// A client's address and the epoch of its connections.
type Client = (SocketAddr, u32);

/// The clients that have proven themselves, the oldest proof first to give way.
#[derive(Debug, Default)]
pub(super) struct Proofs {
    known: BTreeMap<Client, Proof>,
    by_age: BTreeMap<u64, Client>,
    next_position: u64,
}

#[derive(Debug)]
struct Proof {
    since: Instant,
    position: u64,
    lent: u8,
}

impl Proof {
    fn age(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.since)
    }

    fn counts(&self, now: Instant) -> bool {
        self.age(now) < LIFE
    }

    /// Whether a new proof is to take its place.
    fn is_spent(&self, now: Instant) -> bool {
        !self.counts(now) || (self.lent == LOANS && self.age(now) >= PAUSE)
    }
}

impl Proofs {
    /// A client has shown that it receives at its address. Of no more than `most` clients this is remembered.
    pub(super) fn note(&mut self, now: Instant, peer: SocketAddr, epoch: Epoch, most: usize) {
        // Others can be guessed: they are the time of the client's start, or constant.
        if !epoch.is_random() {
            return;
        }
        let client = (peer, epoch.0);
        if self.known.get(&client).is_some_and(|proof| !proof.is_spent(now)) {
            return;
        }
        self.forget(client);
        self.make_room(now, most);
        if self.known.len() < most {
            self.next_position += 1;
            self.by_age.insert(self.next_position, client);
            self.known.insert(client, Proof { since: now, position: self.next_position, lent: 0 });
        }
    }

    /// Whether a connection of this client may borrow; counts it.
    pub(super) fn lend(&mut self, now: Instant, peer: SocketAddr, epoch: Epoch) -> bool {
        let Some(proof) = self.known.get_mut(&(peer, epoch.0)) else { return false };
        let lends = proof.counts(now) && proof.lent < LOANS;
        proof.lent += u8::from(lends);
        lends
    }

    /// Forgets the oldest if there are too many; of those that no longer count two, so that they do not
    /// gather, and nobody waits while all of them go.
    fn make_room(&mut self, now: Instant, most: usize) {
        for _ in 0..2 {
            let Some((_, client)) = self.by_age.first_key_value() else { return };
            let client = *client;
            let counts = self.known.get(&client).is_some_and(|proof| proof.counts(now));
            if counts && self.known.len() < most {
                return;
            }
            self.forget(client);
        }
    }

    fn forget(&mut self, client: Client) {
        if let Some(proof) = self.known.remove(&client) {
            self.by_age.remove(&proof.position);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EPOCH: Epoch = Epoch(0x8000_0001);
    const MOST: usize = 100;

    fn peer(number: u16) -> SocketAddr {
        SocketAddr::from(([192, 0, 2, 1], number))
    }

    /// How many of 100 connections may borrow.
    fn loans(proofs: &mut Proofs, now: Instant, peer: SocketAddr) -> usize {
        (0..100).filter(|_| proofs.lend(now, peer, EPOCH)).count()
    }

    #[test]
    fn a_proof_is_lent_for_a_minute_to_the_same_port_and_epoch() {
        let (mut proofs, now) = (Proofs::default(), Instant::now());
        proofs.note(now, peer(1), EPOCH, MOST);
        let late = now + LIFE - Duration::from_nanos(1);
        assert!(proofs.lend(late, peer(1), EPOCH));
        assert!(!proofs.lend(late, peer(2), EPOCH));
        assert!(!proofs.lend(late, SocketAddr::from(([192, 0, 2, 2], 1)), EPOCH));
        assert!(!proofs.lend(late, peer(1), Epoch(EPOCH.0 + 1)));
        assert!(!proofs.lend(now + LIFE, peer(1), EPOCH));
    }

    #[test]
    fn an_epoch_that_can_be_guessed_lends_nothing() {
        let (mut proofs, now) = (Proofs::default(), Instant::now());
        let epoch = Epoch(0x7fff_ffff);
        proofs.note(now, peer(1), epoch, MOST);
        assert!(!proofs.lend(now, peer(1), epoch));
    }

    #[test]
    fn only_a_new_proof_renews_what_is_spent() {
        let (mut proofs, now) = (Proofs::default(), Instant::now());
        proofs.note(now, peer(1), EPOCH, MOST);
        assert_eq!(loans(&mut proofs, now, peer(1)), usize::from(LOANS));
        let soon = now + PAUSE - Duration::from_nanos(1);
        proofs.note(soon, peer(1), EPOCH, MOST);
        assert_eq!(loans(&mut proofs, now + PAUSE, peer(1)), 0);
        proofs.note(now + PAUSE, peer(1), EPOCH, MOST);
        assert!(proofs.lend(now + PAUSE, peer(1), EPOCH));
        // One that is not spent is no fresher for another.
        proofs.note(now + LIFE, peer(1), EPOCH, MOST);
        assert!(!proofs.lend(now + PAUSE + LIFE, peer(1), EPOCH));
        proofs.note(now + PAUSE + LIFE, peer(1), EPOCH, MOST);
        let many = loans(&mut proofs, now + PAUSE + LIFE, peer(1));
        assert_eq!(many, usize::from(LOANS));
    }

    #[test]
    fn the_oldest_gives_way_and_no_more_are_remembered_than_allowed() {
        let (mut proofs, now) = (Proofs::default(), Instant::now());
        for number in 1..=1000 {
            proofs.note(now, peer(number), EPOCH, MOST);
            assert!(proofs.known.len() <= MOST);
            assert_eq!(proofs.known.len(), proofs.by_age.len());
        }
        assert!(proofs.lend(now, peer(1000), EPOCH) && proofs.lend(now, peer(950), EPOCH));
        assert!(!proofs.lend(now, peer(900), EPOCH));
        // Those that no longer count go as others come.
        for number in 1..=100 {
            proofs.note(now + LIFE, peer(number), EPOCH, MOST);
        }
        let old = proofs.known.values().filter(|proof| !proof.counts(now + LIFE)).count();
        assert_eq!(old, 0);
        let mut none = Proofs::default();
        none.note(now, peer(1), EPOCH, 0);
        assert!(none.known.is_empty());
    }
}
