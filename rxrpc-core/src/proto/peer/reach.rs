//! How much may be sent to an address that has not shown itself.
//!
//! Holds: [`Reach`], which counts bytes both ways and knows what proves an address. Must not know: what is
//! in the packets, or that other calls have the same peer.
//!
//! The sender's address of a request can be forged, and the reply then hits somebody who never asked. So
//! a service call may be held: until its client is known to receive at its address, it sends no more than
//! [`FACTOR`] times what came from there. An ACK that names the serial of a packet of ours is the proof:
//! only who got the packet knows it (AuriStor's reach check rests on the same; the factor is that of RFC
//! 9000 section 8.1). DATA waits for the proof. ACKs and ABORTs do not, since a peer could not go on
//! without them, but they count.

use crate::proto::common::Common;
use crate::proto::timers::{Timer, TimerTable};
use rxrpc_wire::{Ack, AckTrailer, Header, Serial};
use std::time::{Duration, Instant};

/// Bytes sent for each byte received.
const FACTOR: u64 = 3;

/// Bytes of an ACK without a table.
const EMPTY_ACK: u64 = (Header::LEN + Ack::FIXED_LEN + Ack::FILLER_LEN + AckTrailer::LEN) as u64;

/// PINGs that are sent beyond the limit, each or its answer may be lost. They are not counted, so that
/// the PING at the start of a call does not eat up what a short reply needs. Further ones must stay
/// within the limit, as they do with a client that is alive and sends PINGs of its own.
const SPARE_PINGS: u8 = 3;

/// Serials that count as a proof: of the latest packets sent. All packets of the call would make a wide
/// target for somebody who guesses.
const SERIALS: usize = 8;

/// Bytes beyond the limit for a call of a client that has lately proven itself on another connection: a reply of
/// one packet. The first packet of a longer one asks for an ACK, which is the proof as fast as a PING would be.
const LOAN: u64 = 1500;

/// How long such a call waits before it asks for a proof of its own: most small calls are over by then. What
/// is not proven after 250 ms may have to give its place to others.
const LOAN_TIME: Duration = Duration::from_millis(100);

/// Doublings of the time between two PINGs, at most.
const MAX_BACKOFF: u8 = 3;

/// What is known of the peer's address.
#[derive(Debug)]
pub(in crate::proto) struct Reach {
    /// `None`: it is proven, or needs no proof, and nothing is limited.
    unproven: Option<Box<Unproven>>,
}

/// What came from an address that is not proven, what was sent to it, and what would prove it.
#[derive(Debug)]
struct Unproven {
    received: u64,
    sent: u64,
    /// PINGs left that need not stay within the limit, and the bytes of those that were sent.
    spare_pings: u8,
    spare: u64,
    /// PINGs sent.
    pings: u8,
    /// Whether the time for the next PING has come.
    overdue: bool,
    /// Whether a PING is to be sent when that time has come, whoever waits for the proof.
    borrowed: bool,
    serials: [Serial; SERIALS],
    next: u8,
}

impl Unproven {
    fn new() -> Self {
        Self {
            received: 0,
            sent: 0,
            spare_pings: 0,
            spare: 0,
            pings: 0,
            overdue: true,
            borrowed: false,
            serials: [Serial::NONE; SERIALS],
            next: 0,
        }
    }

    /// Bytes that may be sent now.
    fn room(&self) -> u64 {
        let all = self.received.saturating_mul(FACTOR).saturating_add(self.spare);
        all.saturating_sub(self.sent)
    }

    fn expect_answer(&mut self, serial: Serial) {
        self.serials[usize::from(self.next)] = serial;
        self.next = (self.next + 1) % SERIALS as u8;
    }
}

impl Reach {
    /// An address that needs no proof.
    #[inline]
    pub(in crate::proto) fn new() -> Self {
        Self { unproven: None }
    }

    #[inline]
    pub(in crate::proto) fn is_proven(&self) -> bool {
        self.unproven.is_none()
    }

    /// Bytes that may be sent now.
    #[inline]
    fn room(&self) -> u64 {
        self.unproven.as_ref().map_or(u64::MAX, |unproven| unproven.room())
    }

    /// Whether a datagram of `size` bytes may be sent.
    #[inline]
    pub(in crate::proto) fn allows(&self, size: usize) -> bool {
        size as u64 <= self.room()
    }

    /// How long the table of an ACK may be: a request with a hole in it would be a cheap way to have
    /// long ACKs sent to somebody.
    #[inline]
    pub(in crate::proto) fn table_limit(&self) -> usize {
        usize::try_from(self.room().saturating_sub(EMPTY_ACK)).unwrap_or(usize::MAX)
    }

    /// A datagram of `size` bytes is on its way.
    #[inline]
    pub(in crate::proto) fn sent(&mut self, size: usize) {
        if let Some(unproven) = &mut self.unproven {
            unproven.sent = unproven.sent.saturating_add(size as u64);
        }
    }

    /// A packet was sent under `serial` that the peer may answer.
    #[inline]
    pub(in crate::proto) fn expect_answer(&mut self, serial: Serial) {
        if let Some(unproven) = &mut self.unproven {
            unproven.expect_answer(serial);
        }
    }

    /// A PING is about to be sent.
    #[inline]
    pub(in crate::proto) fn before_ping(&mut self) {
        let Some(unproven) = &mut self.unproven else { return };
        unproven.borrowed = false;
        unproven.pings = unproven.pings.saturating_add(1);
        if unproven.spare_pings > 0 {
            unproven.spare_pings -= 1;
            unproven.spare = unproven.spare.saturating_add(EMPTY_ACK);
        }
    }

    /// A PING was sent under `serial`: the next follows if nothing comes of it.
    #[inline]
    pub(in crate::proto) fn ping_sent(
        &mut self,
        now: Instant,
        serial: Serial,
        common: &mut Common,
    ) {
        if let Some(unproven) = &mut self.unproven {
            unproven.expect_answer(serial);
            let backoff = unproven.pings.saturating_sub(1).min(MAX_BACKOFF);
            let delay = common.timeout(backoff.into());
            common.timers.set_after(Timer::Reach, now, delay);
        }
    }

    /// Begins to limit what is sent, until the address is proven.
    pub(in crate::proto) fn await_proof(&mut self) {
        self.unproven.get_or_insert_with(|| Box::new(Unproven::new()));
    }

    /// The peer is known to receive at its address: nothing is limited any more.
    #[inline]
    pub(in crate::proto) fn prove(&mut self, timers: &mut TimerTable) {
        self.unproven = None;
        timers.stop(Timer::Reach);
    }

    /// Lets the first PINGs go whatever the limit is.
    pub(in crate::proto) fn spare_pings(&mut self) {
        if let Some(unproven) = &mut self.unproven {
            unproven.spare_pings = SPARE_PINGS;
        }
    }

    /// Lends a call of a client that has lately proven itself elsewhere what a small reply needs; the PING
    /// follows if nothing has proven the address by then.
    pub(in crate::proto) fn lend(&mut self, now: Instant, timers: &mut TimerTable) {
        if let Some(unproven) = &mut self.unproven {
            unproven.spare_pings = SPARE_PINGS;
            unproven.spare = unproven.spare.saturating_add(LOAN);
            unproven.borrowed = true;
            unproven.overdue = false;
            timers.set_after(Timer::Reach, now, LOAN_TIME);
        }
    }

    /// A datagram of `size` bytes came from the peer's address.
    #[inline]
    pub(in crate::proto) fn received(&mut self, size: usize) {
        if let Some(unproven) = &mut self.unproven {
            unproven.received = unproven.received.saturating_add(size as u64);
        }
    }

    /// Whether an ACK that names this serial as its cause proves the address, which was not proven.
    #[inline]
    pub(in crate::proto) fn is_proven_by(&self, answered: Serial) -> bool {
        let sent = |unproven: &Unproven| unproven.serials.contains(&answered);
        !answered.is_none() && self.unproven.as_deref().is_some_and(sent)
    }

    /// The last PING got no answer, or the loan has had its time.
    pub(in crate::proto) fn timed_out(&mut self) {
        if let Some(unproven) = &mut self.unproven {
            unproven.overdue = true;
        }
    }

    /// Whether the next PING has its time, if the proof is waited for: `waited_for` by others than this.
    #[inline]
    pub(in crate::proto) fn wants_ping(&self, waited_for: impl FnOnce() -> bool) -> bool {
        let Some(unproven) = &self.unproven else { return false };
        unproven.overdue && (unproven.borrowed || waited_for())
    }

    /// Whether a PING may be sent now. Then the next one that asks for the proof has to wait.
    #[inline]
    pub(in crate::proto) fn allow_ping(&mut self) -> bool {
        let Some(unproven) = &mut self.unproven else { return true };
        let may = unproven.spare_pings > 0 || unproven.room() >= EMPTY_ACK;
        if may {
            unproven.overdue = false;
        }
        may
    }
}
