//! The place of one service call: how far it has come on its way to a user and back.
//!
//! Holds: [`Place`] and [`Phase`]. Must not know: how many places there are.

use super::parties::{PartyId, UNPROVEN};
use super::{Applicant, Places};
use crate::call::CallKey;
use crate::hosts::Host;
use crate::lock::{Mutex, abandoned_by_model};
use crate::message::UserCallId;
use std::sync::Weak;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, Ordering};
use std::time::Instant;

/// How far a service call has come. It never goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Phase {
    /// Its maker has it.
    Making,
    /// It waits for its whole request, or for the proof of its client's address.
    Reserved,
    /// It was handed out and waits for a user.
    Queued,
    /// A user has it.
    WithUser,
    /// A user has it still, and the protocol is done with it.
    OverWithUser,
    /// Its user is done with it, and the protocol is not.
    Finishing,
    /// It has no place any more.
    Gone,
}

impl Phase {
    const ALL: [Self; 7] = [
        Self::Making,
        Self::Reserved,
        Self::Queued,
        Self::WithUser,
        Self::OverWithUser,
        Self::Finishing,
        Self::Gone,
    ];

    /// It counts against the backlog.
    pub(in crate::endpoint) fn waits(self) -> bool {
        self < Self::WithUser
    }

    /// A user has it in hand.
    pub(in crate::endpoint) fn is_with_user(self) -> bool {
        matches!(self, Self::WithUser | Self::OverWithUser)
    }

    /// An unproven call gives way to others: no user has it.
    pub(super) fn yields(self) -> bool {
        matches!(self, Self::Reserved | Self::Queued | Self::Finishing)
    }
}

/// What a service call holds of the places of its endpoint. Dropped with the call, it gives all of it
/// back, if that was not done before.
#[derive(Debug)]
pub(crate) struct Place {
    pub(super) places: Weak<Mutex<Places>>,
    pub(super) key: CallKey,
    /// When the first packet of the call came.
    pub(super) since: Instant,
    pub(super) host: Host,
    /// The binding of its service that it came to.
    pub(in crate::endpoint) line: u64,
    /// The user call ID that is its own when it is handed out.
    pub(in crate::endpoint) charge: Option<UserCallId>,
    /// Changed under the lock of the places only, like `party`.
    phase: AtomicU8,
    party: AtomicU32,
    /// What the call's state says of it, set before the lock of the places is taken to act on it: that the
    /// address of its client is proven, and that it may be handed out.
    shown: AtomicBool,
    due: AtomicBool,
}

impl Place {
    pub(super) fn new(
        places: Weak<Mutex<Places>>,
        who: Applicant,
        party: PartyId,
        line: u64,
        charge: Option<UserCallId>,
    ) -> Self {
        Self {
            places,
            key: who.key,
            since: who.since,
            host: who.host,
            line,
            charge,
            phase: AtomicU8::new(Phase::Making as u8),
            party: AtomicU32::new(party),
            shown: AtomicBool::new(who.proven),
            due: AtomicBool::new(false),
        }
    }

    pub(in crate::endpoint) fn key(&self) -> CallKey {
        self.key
    }

    /// How far the call has come. Without the lock of the places it may have come further.
    pub(in crate::endpoint) fn phase(&self) -> Phase {
        Phase::ALL[usize::from(self.phase.load(Ordering::Relaxed))]
    }

    pub(super) fn set_phase(&self, phase: Phase) {
        self.phase.store(phase as u8, Ordering::Relaxed);
    }

    pub(super) fn party(&self) -> PartyId {
        self.party.load(Ordering::Relaxed)
    }

    pub(super) fn is_proven(&self) -> bool {
        self.party() != UNPROVEN
    }

    pub(super) fn set_party(&self, party: PartyId) {
        self.party.store(party, Ordering::Relaxed);
    }

    #[inline]
    pub(super) fn is_shown(&self) -> bool {
        self.shown.load(Ordering::Relaxed)
    }

    #[inline]
    pub(super) fn is_due(&self) -> bool {
        self.due.load(Ordering::Relaxed)
    }

    /// Whether no further news of how the call stands can come.
    #[inline]
    pub(crate) fn knows_all(&self) -> bool {
        self.is_shown() && self.is_due()
    }

    /// Takes in how the call stands; `true` if that is news for the places. No call is for users whose connection
    /// is not `secured`.
    pub(crate) fn note(&self, proven: bool, whole: bool, secured: impl FnOnce() -> bool) -> bool {
        let mut news = false;
        if proven && !self.is_shown() {
            self.shown.store(true, Ordering::Relaxed);
            news = true;
        }
        if (proven || whole) && !self.is_due() && secured() {
            self.due.store(true, Ordering::Relaxed);
            news = true;
        }
        news
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if self.phase() == Phase::Gone || abandoned_by_model() {
            return;
        }
        if let Some(places) = self.places.upgrade() {
            places.lock().discard(self);
        }
    }
}
