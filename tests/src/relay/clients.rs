//! The clients of a relay: who has a port, since when nothing passed it, and who gives his up.
//!
//! Holds: [`Clients`]. Must not know: sockets, threads, a clock: the time is an argument.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// How long a client is known of which nothing is heard, either way: as long as address translation should
/// (RFC 4787).
pub(super) const FORGOTTEN_AFTER: Duration = Duration::from_secs(120);

/// Where there are as many clients as there may be, a new one takes the place of one that was silent for
/// this long: longer than a call's PINGs are apart.
const SILENT: Duration = Duration::from_secs(10);

/// Clients with what a relay has for each.
#[derive(Debug)]
pub(super) struct Clients<T> {
    known: BTreeMap<SocketAddr, Client<T>>,
    most: usize,
}

#[derive(Debug)]
struct Client<T> {
    port: T,
    heard: Instant,
}

impl<T> Clients<T> {
    /// Nobody, and so many at most.
    pub(super) fn new(most: usize) -> Self {
        Self { known: BTreeMap::new(), most }
    }

    /// All of them.
    pub(super) fn all(&self) -> Vec<SocketAddr> {
        self.known.keys().copied().collect()
    }

    pub(super) fn port(&self, client: &SocketAddr) -> Option<&T> {
        self.known.get(client).map(|known| &known.port)
    }

    /// Something passed, from a client or to it; whether the client is known.
    pub(super) fn heard(&mut self, now: Instant, client: SocketAddr) -> bool {
        let Some(known) = self.known.get_mut(&client) else { return false };
        known.heard = now;
        true
    }

    /// Whether there is room for one more client, now that one that is silent may have been taken out.
    pub(super) fn make_room(&mut self, now: Instant) -> (bool, Option<(SocketAddr, T)>) {
        if self.known.len() < self.most {
            return (true, None);
        }
        let longest = self.known.iter().min_by_key(|(_, known)| known.heard);
        let silent = longest
            .filter(|(_, known)| now.saturating_duration_since(known.heard) >= SILENT)
            .map(|(client, _)| *client);
        let out = silent.and_then(|client| Some((client, self.known.remove(&client)?.port)));
        (out.is_some(), out)
    }

    /// Gives a client a port; returns its old one.
    pub(super) fn insert(&mut self, now: Instant, client: SocketAddr, port: T) -> Option<T> {
        self.known.insert(client, Client { port, heard: now }).map(|old| old.port)
    }

    /// Takes out those of which nothing was heard for long.
    pub(super) fn expire(&mut self, now: Instant) -> Vec<(SocketAddr, T)> {
        let over =
            |known: &Client<T>| now.saturating_duration_since(known.heard) >= FORGOTTEN_AFTER;
        let silent: Vec<SocketAddr> =
            self.known.iter().filter(|(_, known)| over(known)).map(|(client, _)| *client).collect();
        silent
            .into_iter()
            .filter_map(|client| Some((client, self.known.remove(&client)?.port)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    fn client(port: u16) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, port).into()
    }

    #[test]
    fn who_is_silent_for_long_is_forgotten() {
        let start = Instant::now();
        let mut clients = Clients::new(10);
        for port in 1..=3 {
            clients.insert(start, client(port), port);
        }
        let later = start + FORGOTTEN_AFTER / 2;
        assert!(clients.heard(later, client(2)));
        assert!(!clients.heard(later, client(4)));
        assert_eq!(clients.expire(later), []);
        let gone = clients.expire(start + FORGOTTEN_AFTER);
        assert_eq!(gone, [(client(1), 1), (client(3), 3)]);
        assert_eq!(clients.all(), [client(2)]);
    }

    #[test]
    fn clients_that_come_and_go_are_never_more_than_there_may_be() {
        let mut now = Instant::now();
        let mut clients = Clients::new(5);
        for port in 1..=1000 {
            now += SILENT / 5;
            clients.expire(now);
            let (room, _) = clients.make_room(now);
            assert!(room, "the client that was silent longest gives way");
            clients.insert(now, client(port), port);
            assert!(clients.all().len() <= 5);
        }
    }

    #[test]
    fn who_talks_gives_way_to_nobody() {
        let now = Instant::now();
        let mut clients = Clients::new(2);
        clients.insert(now, client(1), 1);
        clients.insert(now, client(2), 2);
        assert_eq!(clients.make_room(now + SILENT / 2), (false, None));
        assert!(clients.heard(now + SILENT / 2, client(1)));
        assert_eq!(clients.make_room(now + SILENT), (true, Some((client(2), 2))));
    }
}
