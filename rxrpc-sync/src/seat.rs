//! Who reads the socket: the seat, and how it passes from thread to thread.
//!
//! Holds: [`Seat`]. Must not know: the socket, calls.
//!
//! A thread that has to wait and finds the seat free takes it, and drives the endpoint until its own
//! wait is over; then it passes the seat to a thread that waits behind it. This saves a hand-off
//! between threads for every packet, which costs as much as a UDP round trip on loopback. A background
//! thread takes the seat when nobody else wanted it for a while.

use crate::park::Parker;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The seat at the socket.
#[derive(Default)]
pub(crate) struct Seat {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    holder: Holder,
    /// Counts how often the seat was taken.
    taken: u64,
    /// Who waits behind the holder, in the order of coming: any of them can leave at small cost, however
    /// many there are.
    followers: BTreeMap<Ticket, Arc<Parker>>,
    next_ticket: Ticket,
    /// The background thread sleeps without a limit, and is to be told when the seat is left.
    background_sleeps: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Holder {
    #[default]
    Nobody,
    User,
    Background,
}

/// A place in the row of those who wait behind the holder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ticket(u64);

/// What a thread that wants the seat is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Claim {
    /// It has the seat.
    Drive,
    /// Another thread drives: wait behind it.
    Follow(Ticket),
    /// The background thread drives and is to be called off; wait behind it.
    FollowAndCall(Ticket),
}

impl Seat {
    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the seat if it is free, else joins those who wait behind its holder.
    pub(crate) fn claim(&self, parker: &Arc<Parker>) -> Claim {
        let mut state = self.lock();
        match state.holder {
            Holder::Nobody => {
                state.holder = Holder::User;
                state.taken += 1;
                Claim::Drive
            }
            holder => {
                state.next_ticket.0 += 1;
                let ticket = state.next_ticket;
                state.followers.insert(ticket, parker.clone());
                match holder {
                    Holder::Background => Claim::FollowAndCall(ticket),
                    _ => Claim::Follow(ticket),
                }
            }
        }
    }

    /// Leaves the row of those who wait behind the holder.
    pub(crate) fn unfollow(&self, ticket: Ticket) {
        let follower = self.lock().followers.remove(&ticket);
        drop(follower);
    }

    /// Gives the seat up. Whoever waits longest behind it is woken to take it. Returns whether the
    /// background thread has to be woken instead.
    pub(crate) fn leave(&self) -> bool {
        let mut state = self.lock();
        state.holder = Holder::Nobody;
        Self::pass(state)
    }

    /// After a wait behind the holder: if the seat is free, it may be this thread that was woken to take
    /// it, so the next one is. As [`Seat::leave`].
    pub(crate) fn pass_on(&self) -> bool {
        let state = self.lock();
        match state.holder {
            Holder::Nobody => Self::pass(state),
            _ => false,
        }
    }

    fn pass(mut state: std::sync::MutexGuard<'_, State>) -> bool {
        match state.followers.pop_first() {
            Some((_, next)) => {
                drop(state);
                next.notify();
                false
            }
            None => std::mem::take(&mut state.background_sleeps),
        }
    }

    /// For the background thread: takes the seat if nobody took it since `taken` was what it is.
    pub(crate) fn claim_for_background(&self, taken: u64) -> Result<(), u64> {
        let mut state = self.lock();
        if state.holder != Holder::Nobody || state.taken != taken || !state.followers.is_empty() {
            return Err(state.taken);
        }
        state.holder = Holder::Background;
        state.taken += 1;
        Ok(())
    }

    /// For the background thread: whether it may sleep until it is told; only while a user has sat on
    /// the seat ever since `taken` was what it is.
    pub(crate) fn sleep_in_background(&self, taken: u64) -> bool {
        let mut state = self.lock();
        let may = state.holder == Holder::User && state.taken == taken;
        state.background_sleeps = may;
        may
    }

    /// Whether a user waits behind the holder.
    pub(crate) fn is_wanted(&self) -> bool {
        !self.lock().followers.is_empty()
    }
}
