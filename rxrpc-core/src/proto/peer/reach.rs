//! How much may be sent to an address that has not shown itself.
//!
//! Holds: [`Reach`], which counts bytes both ways and knows what proves an address, and the machine's
//! use of it. Must not know: what is in the packets, or that other calls have the same peer.
//!
//! The sender's address of a request can be forged, and the reply then hits somebody who never asked. So
//! a service call may be held: until its client is known to receive at its address, it sends no more than
//! [`FACTOR`] times what came from there. An ACK that names the serial of a packet of ours is the proof:
//! only who got the packet knows it (AuriStor's reach check rests on the same; the factor is that of RFC
//! 9000 section 8.1). DATA waits for the proof. ACKs and ABORTs do not, since a peer could not go on
//! without them, but they count.

use crate::proto::timers::Timer;
use crate::proto::{CallMachine, State};
use rxrpc_wire::{Ack, AckTrailer, Header, Serial};
use std::time::{Duration, Instant};

/// Bytes sent for each byte received.
const FACTOR: u64 = 3;

/// Bytes of an ACK without a table.
pub(in crate::proto) const EMPTY_ACK: u64 =
    (Header::LEN + Ack::FIXED_LEN + Ack::FILLER_LEN + AckTrailer::LEN) as u64;

/// PINGs that are sent beyond the limit, each or its answer may be lost. They are not counted, so that
/// the PING at the start of a call does not eat up what a short reply needs. Further ones must stay
/// within the limit, as they do with a client that is alive and sends PINGs of its own.
const SPARE_PINGS: u32 = 3;

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
const MAX_BACKOFF: u32 = 3;

/// What is known of the peer's address.
#[derive(Debug)]
pub(in crate::proto) struct Reach {
    /// Whether nothing is to be limited.
    proven: bool,
    received: u64,
    sent: u64,
    /// PINGs left that need not stay within the limit, and the bytes of those that were sent.
    spare_pings: u32,
    spare: u64,
    /// PINGs sent.
    pings: u32,
    /// Whether the time for the next PING has come.
    overdue: bool,
    /// Whether a PING is to be sent when that time has come, whoever waits for the proof.
    borrowed: bool,
    serials: [Serial; SERIALS],
    next: usize,
}

impl Reach {
    /// An address that needs no proof.
    pub(in crate::proto) fn new() -> Self {
        Self {
            proven: true,
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

    pub(in crate::proto) fn is_proven(&self) -> bool {
        self.proven
    }

    /// Bytes that may be sent now.
    fn room(&self) -> u64 {
        match self.proven {
            true => u64::MAX,
            false => {
                let all = self.received.saturating_mul(FACTOR).saturating_add(self.spare);
                all.saturating_sub(self.sent)
            }
        }
    }

    /// Whether a datagram of `size` bytes may be sent.
    pub(in crate::proto) fn allows(&self, size: usize) -> bool {
        size as u64 <= self.room()
    }

    /// How long the table of an ACK may be: a request with a hole in it would be a cheap way to have
    /// long ACKs sent to somebody.
    pub(in crate::proto) fn table_limit(&self) -> usize {
        usize::try_from(self.room().saturating_sub(EMPTY_ACK)).unwrap_or(usize::MAX)
    }

    /// A datagram of `size` bytes is on its way.
    pub(in crate::proto) fn sent(&mut self, size: usize) {
        if !self.proven {
            self.sent = self.sent.saturating_add(size as u64);
        }
    }

    /// A packet was sent under `serial` that the peer may answer.
    pub(in crate::proto) fn expect_answer(&mut self, serial: Serial) {
        if !self.proven {
            self.serials[self.next] = serial;
            self.next = (self.next + 1) % SERIALS;
        }
    }

    /// A PING is about to be sent.
    pub(in crate::proto) fn ping(&mut self) {
        if self.proven {
            return;
        }
        self.borrowed = false;
        self.pings = self.pings.saturating_add(1);
        if self.spare_pings > 0 {
            self.spare_pings -= 1;
            self.spare = self.spare.saturating_add(EMPTY_ACK);
        }
    }

    fn may_ping(&self) -> bool {
        self.spare_pings > 0 || self.room() >= EMPTY_ACK
    }

    fn is_proof(&self, answered: Serial) -> bool {
        !answered.is_none() && self.serials.contains(&answered)
    }
}

impl CallMachine {
    /// Begins to limit what is sent, until [`CallMachine::prove_reach`] is called or the peer shows that
    /// it receives packets of this call. For a service call whose client's address may be forged; to be
    /// called before anything of the call came.
    pub fn hold_until_proven(&mut self) {
        self.reach.proven = false;
        self.receive.trust(false);
    }

    /// The peer is known to receive at its address: nothing is limited any more.
    pub fn prove_reach(&mut self) {
        self.reach.proven = true;
        self.receive.trust(true);
        self.timers.stop(Timer::Reach);
    }

    /// Whether nothing is limited: the address is proven, or needs no proof.
    #[must_use]
    pub fn is_reach_proven(&self) -> bool {
        self.reach.is_proven()
    }

    /// Sends a PING soon, to measure the round trip and to learn the peer's window. Does nothing
    /// while the peer cannot know of the call.
    ///
    /// To a peer whose address is not proven it is repeated, at growing intervals, while the proof is
    /// what holds DATA back, or the rest of the request is to come; the first few of these PINGs are not limited by what came from there.
    pub fn request_ping(&mut self) {
        if !self.reach.proven {
            self.reach.spare_pings = SPARE_PINGS;
        }
        if self.completion.is_none() && self.exposed {
            self.ask_for_news();
        }
    }

    /// The client has lately proven itself on another connection: instead of a PING at once, a small reply may
    /// be sent, and the PING follows if nothing has proven the address by then. To be called in the place of
    /// [`CallMachine::request_ping`].
    pub fn lend_reach(&mut self, now: Instant) {
        if !self.reach.proven {
            self.reach.spare_pings = SPARE_PINGS;
            self.reach.spare = self.reach.spare.saturating_add(LOAN);
            self.reach.borrowed = true;
            self.reach.overdue = false;
            self.timers.set_after(Timer::Reach, now, LOAN_TIME);
        }
    }

    /// Sends a PING, if it may be sent.
    pub(in crate::proto) fn ask_for_news(&mut self) {
        if self.reach.may_ping() {
            self.reach.overdue = false;
            self.acknowledge.ask();
        }
    }

    /// A datagram of `size` bytes came from the peer's address.
    pub(in crate::proto) fn note_received(&mut self, size: usize) {
        if !self.reach.proven {
            self.reach.received = self.reach.received.saturating_add(size as u64);
            self.ask_for_proof();
        }
    }

    /// Looks whether an ACK proves that the peer receives what is sent to it.
    pub(in crate::proto) fn check_proof(&mut self, answered: Serial) {
        if !self.reach.proven && self.reach.is_proof(answered) {
            self.prove_reach();
        }
    }

    /// A PING was sent: the next follows if nothing comes of it.
    pub(in crate::proto) fn await_proof(&mut self, now: Instant) {
        if !self.reach.proven {
            let backoff = self.reach.pings.saturating_sub(1).min(MAX_BACKOFF);
            self.timers.set_after(Timer::Reach, now, self.rtt.timeout(backoff));
        }
    }

    pub(in crate::proto) fn handle_reach_timeout(&mut self) {
        self.reach.overdue = true;
        self.ask_for_proof();
    }

    /// Sends the next PING if its time has come and somebody waits for the proof.
    pub(in crate::proto) fn ask_for_proof(&mut self) {
        let waits = self.reach.borrowed || self.is_held() || self.waits_for_rest();
        if self.reach.overdue && waits {
            self.ask_for_news();
        }
    }

    /// A part of a request is here. It is handed to nobody before the proof, or the rest.
    fn waits_for_rest(&self) -> bool {
        self.state == State::ServiceReceiveRequest && self.counters.data_received > 0
    }
}
