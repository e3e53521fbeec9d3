//! Up to which moment everything that arrived has been read, and so which timeouts may be judged.
//!
//! Holds: [`Horizon`]. Must not know: the socket, what is due.
//!
//! A process that was stopped (SIGSTOP, a suspended machine) finds timeouts that are over and, in its
//! socket, packets that came in time. So the socket is read first, and what is due happens by the time up to which
//! it was read. A socket that is never read dry must not hold up what is due either: when as much has been read as
//! it can hold, everything from before has been, and a reader that is slower than that is given up on.

use std::time::{Duration, Instant};

/// How far timeouts may be ahead of what was read: a look at the socket for each would cost a system call. Short
/// beside every timeout that ends a call.
const SLACK: Duration = Duration::from_millis(20);

/// How long reading may take until it is taken for all that had come before; more than a full buffer takes.
const LONGEST_LOOK: Duration = Duration::from_millis(100);

/// Least room that the system takes for a datagram in a socket's buffer, in bytes.
const LEAST_ROOM: usize = 512;

/// Datagrams that may wait where the size of the buffer is not known.
const UNKNOWN_CAPACITY: usize = 4096;

/// What has been read, as time.
#[derive(Debug)]
pub(crate) struct Horizon {
    /// Everything that arrived before has been read.
    read: Instant,
    /// Since when the socket is being read without having been dry, and how many datagrams may be left from
    /// before that.
    reading: Option<(Instant, usize)>,
    /// Most datagrams that wait in the socket.
    capacity: usize,
}

impl Horizon {
    /// Nothing can have come before `now`. `buffer` is the size of the socket's receive buffer in bytes, 0 if
    /// that is not known.
    pub(crate) fn new(now: Instant, buffer: usize) -> Self {
        let capacity = if buffer == 0 { UNKNOWN_CAPACITY } else { buffer / LEAST_ROOM };
        Self { read: now, reading: None, capacity: capacity.max(1) }
    }

    /// A system call of receiving that began at `now` brought so many datagrams, and left none if `dry`.
    pub(crate) fn took(&mut self, now: Instant, datagrams: usize, dry: bool) {
        if dry {
            self.read = self.read.max(now);
            self.reading = None;
            return;
        }
        let (since, left) = self.reading.unwrap_or((now, self.capacity));
        if datagrams >= left || now >= since + LONGEST_LOOK {
            self.read = self.read.max(since);
            self.reading = None;
        } else {
            self.reading = Some((since, left - datagrams));
        }
    }

    /// The time by which timeouts are judged when it is `now`.
    pub(crate) fn judged(&self, now: Instant) -> Instant {
        now.min(self.read + SLACK)
    }

    /// Whether the socket is to be read before what is due at `due` happens.
    pub(crate) fn must_look(&self, due: Instant) -> bool {
        due > self.read + SLACK
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn after_a_pause_nothing_is_judged_before_the_socket_was_read() {
        let began = Instant::now();
        let mut horizon = Horizon::new(began, 1 << 20);
        let (due, now) = (began + 20 * SECOND, began + 60 * SECOND);
        assert!(horizon.must_look(due));
        assert!(horizon.judged(now) < due);
        horizon.took(now, 8, false);
        assert!(horizon.must_look(due), "there is more");
        horizon.took(now, 3, true);
        assert!(!horizon.must_look(due));
        assert_eq!(horizon.judged(now), now);
    }

    #[test]
    fn no_look_is_needed_while_the_socket_is_read_all_the_time() {
        let began = Instant::now();
        let mut horizon = Horizon::new(began, 0);
        for at in 1..100 {
            let now = began + at * SLACK / 2;
            assert!(!horizon.must_look(now));
            assert_eq!(horizon.judged(now), now);
            horizon.took(now, 1, true);
        }
    }

    #[test]
    fn a_slow_reader_holds_timeouts_up_for_a_bounded_time() {
        let began = Instant::now();
        let mut horizon = Horizon::new(began, 1 << 30);
        let due = began + SECOND;
        let mut now = due;
        while horizon.must_look(due) {
            horizon.took(now, 1, false);
            now += Duration::from_millis(1);
            assert!(now <= due + 2 * LONGEST_LOOK);
        }
    }

    #[test]
    fn a_flood_holds_timeouts_up_no_longer_than_it_takes_to_read_what_the_socket_holds() {
        let began = Instant::now();
        let mut horizon = Horizon::new(began, 100 * LEAST_ROOM);
        let due = began + SECOND;
        let mut now = due;
        let mut read = 0;
        while horizon.must_look(due) {
            horizon.took(now, 8, false);
            now += Duration::from_micros(10);
            read += 8;
            assert!(read <= 104, "everything from before has been read");
        }
        assert!(horizon.judged(now) >= due);
    }
}
