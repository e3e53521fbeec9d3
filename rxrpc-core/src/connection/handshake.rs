//! How far the handshake of a connection is.
//!
//! Holds: [`Handshake`]: [`Challenged`] of a service connection until its client has proven itself, or [`Answering`] of a
//! client connection: who answers ([`ChallengeSink`]), and how often. Must not know: packets, what is in a challenge, when the next one is due.

use super::Connection;
use crate::endpoint::Endpoint;
use crate::security::{SecurityLevel, ServiceKey, Theirs};
use bytes::Bytes;
use rxrpc_wire::{AbortCode, Serial};
use std::fmt::Debug;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

/// How often the CHALLENGE of a connection is sent in a row while calls wait (OpenAFS).
const MOST_CHALLENGES: u8 = 50;

/// How often a client answers a CHALLENGE of a connection in the long run: services ask every two seconds (OpenAFS).
const CHALLENGE_EVERY: Duration = Duration::from_secs(1);
/// How many it answers that come at once: what was delayed on its way, or asked by a service that was started again.
const CHALLENGES_AT_ONCE: u32 = 4;

/// What is left of a handshake, or may come of it again.
#[derive(Debug)]
pub(crate) enum Handshake {
    /// A service's: its client is to prove itself.
    Challenged(Challenged),
    /// A client's that was challenged, or whose user answers CHALLENGEs himself.
    Answering(Answering),
}

/// What a client connection knows of the CHALLENGEs to it.
#[derive(Debug, Default)]
pub(crate) struct Answering {
    /// The user who answers them, if it is no business of the class alone.
    pub(crate) manager: Option<Weak<dyn ChallengeSink>>,
    /// When all that were let through so far would have come, had they come one each [`CHALLENGE_EVERY`].
    paid_until: Option<Instant>,
}

impl Answering {
    /// By this user, or by the class.
    pub(crate) fn by(manager: Option<Weak<dyn ChallengeSink>>) -> Self {
        Self { manager, paid_until: None }
    }

    /// Whether a CHALLENGE that came now is worth an answer: each costs a RESPONSE, and what the class computes for it.
    pub(crate) fn takes_another(&mut self, now: Instant) -> bool {
        let paid = self.paid_until.map_or(now, |until| until.max(now));
        if paid.saturating_duration_since(now) > CHALLENGE_EVERY * (CHALLENGES_AT_ONCE - 1) {
            return false;
        }
        self.paid_until = paid.checked_add(CHALLENGE_EVERY);
        true
    }
}

/// Where CHALLENGEs go that users answer themselves.
pub(crate) trait ChallengeSink: Send + Sync + Debug {
    /// One came, in the place of an older one of its connection. `false` if nobody takes them any more.
    fn put(self: Arc<Self>, endpoint: &Endpoint, challenge: CameChallenge) -> bool;
}

/// A CHALLENGE that came, for its user.
#[derive(Clone, Debug)]
pub(crate) struct CameChallenge {
    pub(crate) connection: Arc<Connection>,
    pub(crate) serial: Serial,
    pub(crate) body: Bytes,
}

impl CameChallenge {
    /// Whether it came on the same connection as another one.
    pub(crate) fn is_beside(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.connection, &other.connection)
    }

    /// Whether another one of its connection, which came before it, was sent after it.
    pub(crate) fn is_older_than(&self, known: &Self) -> bool {
        known.is_beside(self) && known.serial.is_after(self.serial)
    }

    /// Whether its connection was aborted, or is used no more: no answer is of use.
    pub(crate) fn is_pointless(&self) -> bool {
        self.connection.channels.lock().is_useless()
    }
}

/// What a service connection is challenged with.
#[derive(Clone, Debug)]
pub(crate) struct Challenged {
    key: Theirs<dyn ServiceKey>,
    /// The least level that the service takes.
    level: SecurityLevel,
    challenge: Bytes,
    /// How often it was due since a call began to wait.
    sent: u8,
    /// A RESPONSE is looked at, or was refused: whatever else comes meanwhile is ignored.
    verifying: bool,
    /// A RESPONSE was refused, which its client is to be told when it is time.
    refused: Option<AbortCode>,
}

/// Whether a CHALLENGE is due.
#[derive(Debug)]
pub(crate) enum Due {
    /// It is, with this body.
    Challenge(Bytes),
    /// The client had its chances.
    GiveUp,
}

/// What a RESPONSE is judged by.
#[derive(Debug)]
pub(crate) struct Judge {
    pub(crate) key: Theirs<dyn ServiceKey>,
    pub(crate) level: SecurityLevel,
    pub(crate) challenge: Bytes,
}

impl Challenged {
    pub(crate) fn new(key: Theirs<dyn ServiceKey>, level: SecurityLevel, challenge: Bytes) -> Self {
        Self { key, level, challenge, sent: 0, verifying: false, refused: None }
    }

    /// A call has come: whether the first CHALLENGE is due for it.
    pub(crate) fn begin(&mut self) -> Option<Bytes> {
        if self.sent > 0 {
            return None;
        }
        self.sent = 1;
        Some(self.challenge.clone())
    }

    /// The RESPONSE is refused, which nobody is told so far.
    pub(crate) fn refuse_later(&mut self, code: AbortCode) {
        self.refused = Some(code);
    }

    /// What a RESPONSE was refused with, if it was.
    pub(crate) fn refused(&self) -> Option<AbortCode> {
        self.refused
    }

    /// It is time for the next one.
    pub(crate) fn again(&mut self) -> Due {
        if self.sent >= MOST_CHALLENGES {
            return Due::GiveUp;
        }
        self.sent += 1;
        Due::Challenge(self.challenge.clone())
    }

    /// No call waits any more: the next one begins anew.
    pub(crate) fn rest(&mut self) {
        self.sent = 0;
    }

    /// A RESPONSE came: what judges it, if one is expected.
    pub(crate) fn begin_verifying(&mut self) -> Option<Judge> {
        if self.sent == 0 || self.verifying {
            return None;
        }
        self.verifying = true;
        Some(Judge { key: self.key.clone(), level: self.level, challenge: self.challenge.clone() })
    }

    /// The RESPONSE was dropped.
    pub(crate) fn expect_another(&mut self) {
        self.verifying = false;
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests {
    use super::*;

    fn taken(answering: &mut Answering, now: Instant, come: usize) -> usize {
        (0..come).filter(|_| answering.takes_another(now)).count()
    }

    #[test]
    fn a_few_challenges_at_once_are_answered_and_one_each_second() {
        let (mut answering, start) = (Answering::default(), Instant::now());
        assert_eq!(taken(&mut answering, start, 1000), 4);
        let mut later = 0;
        for tenth in 1..=100 {
            let now = start + tenth * Duration::from_millis(100);
            later += taken(&mut answering, now, 100);
        }
        assert_eq!(later, 10);
        assert_eq!(taken(&mut answering, start + Duration::from_secs(60), 1000), 4);
    }

    #[test]
    fn a_service_that_asks_at_its_pace_is_always_answered() {
        let (mut answering, start) = (Answering::default(), Instant::now());
        for at in 0..1000 {
            assert!(answering.takes_another(start + at * Duration::from_secs(2)));
        }
    }
}
