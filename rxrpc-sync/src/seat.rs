//! Who reads the socket: the seat, and how it passes from thread to thread.
//!
//! Holds: [`Seat`]. Must not know: the socket, calls.
//!
//! A thread that has to wait and finds the seat free takes it, and drives the endpoint until its own
//! wait is over; then it passes the seat to a thread that waits behind it. This saves a hand-off
//! between threads for every packet, which costs as much as a UDP round trip on loopback. A background
//! thread takes the seat when nobody else wanted it for a while.
//!
//! Who leaves the seat is often back in a few microseconds, with the next call: a server whose handler was
//! short, a client that makes call after call. So the seat is first left without waking anybody. If nobody
//! has come for it when the background thread looks, that was wrong: the next in the row is woken, and for
//! some time, which doubles with each such mistake, the seat is passed on at once. That is not done to a thread that was
//! back soon each time before ([`crate::habit`]), as who reads a long call is.
//!
//! The seat follows the traffic: a thread that waits for something else, such as the next call of a service, and finds
//! that what it reads is for others each time, leaves the seat to these ([`Seat::give_way`]) and waits behind it. They were
//! woken just now, and come for it when they have taken what was theirs; if none comes, it takes the seat back.
//!
//! Where a program's loop drives in place of a background thread nobody looks after that: the seat is always
//! passed on at once, and if nobody waits behind it, the loop is told.
//!
//! It is always passed on at once while somebody waits outside of the endpoint, in an event loop: he comes for no seat. The
//! background thread takes it then as soon as nobody is on his way to it.

use crate::park::Parker;
use crate::primitives::atomic::{AtomicU64, AtomicUsize, Ordering};
use crate::primitives::{Mutex, MutexGuard};
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

/// The seat at the socket.
#[derive(Debug, Default)]
pub(crate) struct Seat {
    state: Mutex<State>,
    /// Names who sits now; written with the state.
    sitting: AtomicU64,
    /// How many want it to be passed on at once.
    at_once: Arc<AtomicUsize>,
}

/// As long as there is one, the seat is passed on at once: somebody waits outside of the endpoint for what is read there.
#[derive(Debug)]
pub(crate) struct AtOnce(Arc<AtomicUsize>);

impl Drop for AtOnce {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// One time on the seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sitting(u64);

impl Sitting {
    /// Whether nobody had the seat between `before` and this.
    pub(crate) fn is_next_after(self, before: Self) -> bool {
        self.0 == before.0 + 1
    }
}

/// What the background thread sees of the seat. As long as it sees the same, nobody has taken or left the seat, and nobody else
/// was woken to take it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// How often the seat was taken.
    pub(crate) taken: u64,
    is_free: bool,
    /// Who was woken to take it.
    passed: Option<Ticket>,
}

impl Look {
    /// A seat that nobody has ever had.
    pub(crate) const NEVER_TAKEN: Self = Self { taken: 0, is_free: true, passed: None };
}

#[derive(Debug, Default)]
struct State {
    holder: Holder,
    /// Counts how often the seat was taken.
    taken: u64,
    /// Who waits behind the holder, in the order of coming: any of them can leave at small cost, however
    /// many there are.
    followers: BTreeMap<Ticket, Arc<Parker>>,
    next_ticket: Ticket,
    /// The background thread, or the program's loop, sleeps without a limit, and is to be told when the seat is left.
    background_sleeps: bool,
    /// A program's loop drives in place of a background thread.
    has_loop: bool,
    /// The seat was left without waking anybody behind it.
    unattended: bool,
    /// Who was woken to take it, if nobody has taken it since.
    passed: Option<Ticket>,
    /// The background thread took the seat from a user and does not give it up for whoever waits.
    kept: bool,
    /// That user has not noticed so far.
    deposed: bool,
    /// How many times more the seat is to be passed on at once, and how many it will be after the next
    /// mistake.
    cautious: u32,
    caution: u32,
}

impl State {
    /// Adds somebody to those who wait behind the holder.
    fn follow(&mut self, parker: &Arc<Parker>) -> Ticket {
        self.next_ticket.0 += 1;
        self.followers.insert(self.next_ticket, parker.clone());
        self.next_ticket
    }

    fn look(&self) -> Look {
        let is_free = self.holder == Holder::Nobody;
        Look { taken: self.taken, is_free, passed: self.passed }
    }

    /// Takes out who waits longest behind the holder, to be woken: the seat is his now, if he comes before others.
    fn pop_next(&mut self) -> Option<Arc<Parker>> {
        let (ticket, next) = self.followers.pop_first().unzip();
        self.passed = ticket;
        next
    }
}

/// How often the seat is passed on at once after nobody came for it: at least and at most.
const LEAST_CAUTION: u32 = 64;
const MOST_CAUTION: u32 = 1 << 16;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Holder {
    #[default]
    Nobody,
    User,
    Background,
    /// The program's loop, for a round.
    Loop,
}

/// A place in the row of those who wait behind the holder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ticket(u64);

/// What a thread that wants the seat is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Claim {
    /// It has the seat.
    Drive(Sitting),
    /// Another thread drives: wait behind it.
    Follow(Ticket),
    /// The background thread drives and is to be called off; wait behind it.
    FollowAndCall(Ticket),
}

impl Seat {
    /// A seat that a program's loop takes in place of a background thread.
    pub(crate) fn with_loop() -> Self {
        let state = State { has_loop: true, ..State::default() };
        Self { state: Mutex::new(state), ..Self::default() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, state: &mut State, holder: Holder) -> Sitting {
        state.holder = holder;
        state.passed = None;
        state.taken += 1;
        self.sitting.store(state.taken, Ordering::Relaxed);
        Sitting(state.taken)
    }

    /// From now on it is passed on at once, until the drop of what is returned.
    pub(crate) fn pass_at_once(&self) -> AtOnce {
        self.at_once.fetch_add(1, Ordering::SeqCst);
        AtOnce(self.at_once.clone())
    }

    fn is_passed_at_once(&self) -> bool {
        self.at_once.load(Ordering::SeqCst) > 0
    }

    /// Whether whoever sat down then has the seat still.
    pub(crate) fn is_held(&self, sitting: Sitting) -> bool {
        self.sitting.load(Ordering::Relaxed) == sitting.0
    }

    /// Takes the seat if it is free, else joins those who wait behind its holder. Who has given the seat to others does not
    /// take it from one of these who has come for it and left it for a moment, for he is often back soon, nor from another who was
    /// woken to take it. With it goes the ticket of his wait since.
    pub(crate) fn claim(&self, parker: &Arc<Parker>, given: Option<(Sitting, Ticket)>) -> Claim {
        let mut state = self.lock();
        let is_others = given.is_some_and(|(given, ticket)| {
            let is_passed_to_another = state.passed.is_some_and(|passed| passed != ticket);
            is_passed_to_another || (state.unattended && given.0 != state.taken)
        });
        match state.holder {
            Holder::Nobody if !is_others => {
                let sitting = self.take(&mut state, Holder::User);
                if std::mem::take(&mut state.unattended) {
                    state.caution = state.caution.saturating_sub(1);
                }
                Claim::Drive(sitting)
            }
            holder => {
                let ticket = state.follow(parker);
                match holder {
                    Holder::Background if !state.kept => Claim::FollowAndCall(ticket),
                    _ => Claim::Follow(ticket),
                }
            }
        }
    }

    /// For a user that has the seat and reads for others only: leaves it to these, who are awake, and joins those who wait
    /// behind it; and whether the background thread has to be woken. `None` if it has to keep the seat, which nobody may
    /// leave for a moment, or has it no more.
    pub(crate) fn give_way(
        &self,
        sitting: Sitting,
        parker: &Arc<Parker>,
    ) -> Option<(Ticket, bool)> {
        let mut state = self.lock();
        let has_it = state.taken == sitting.0 && state.holder == Holder::User;
        if !has_it || state.has_loop || self.is_passed_at_once() {
            return None;
        }
        state.holder = Holder::Nobody;
        state.unattended = true;
        let ticket = state.follow(parker);
        Some((ticket, std::mem::take(&mut state.background_sleeps)))
    }

    /// Leaves the row of those who wait behind the holder.
    pub(crate) fn unfollow(&self, ticket: Ticket) {
        let follower = self.lock().followers.remove(&ticket);
        drop(follower);
    }

    /// Gives the seat up. Whoever waits longest behind it is woken to take it, if it is not expected that
    /// somebody comes for it anyway: who leaves it, since it always `is_back_soon`, or another. Returns whether the
    /// background thread has to be woken: also if that has taken the seat meanwhile, since who was deposed has perhaps
    /// done some of its work.
    pub(crate) fn leave(&self, sitting: Sitting, is_back_soon: bool) -> bool {
        let mut state = self.lock();
        if state.taken != sitting.0 {
            state.deposed = false;
            return true;
        }
        let by_user = state.holder == Holder::User;
        state.holder = Holder::Nobody;
        let at_once = state.has_loop || self.is_passed_at_once();
        if by_user && (is_back_soon || state.cautious == 0) && !at_once {
            state.unattended = true;
            return std::mem::take(&mut state.background_sleeps);
        }
        state.cautious = state.cautious.saturating_sub(1);
        self.pass(state)
    }

    /// For a thread that waits no longer, and had this ticket last: if it was woken to take the seat, the next one is. As
    /// [`Seat::leave`].
    pub(crate) fn pass_on(&self, ticket: Ticket) -> bool {
        let state = self.lock();
        state.passed == Some(ticket) && self.pass(state)
    }

    /// The seat is free: wakes who waits longest behind it. Whether the background thread, or the loop, has to be woken, as if
    /// nobody was; the background thread also to look after it, if he does not get to run.
    fn pass(&self, mut state: MutexGuard<'_, State>) -> bool {
        let next = state.pop_next();
        let told = match next {
            Some(_) if state.has_loop => false,
            Some(_) => std::mem::take(&mut state.background_sleeps),
            None => {
                let sleeps = std::mem::take(&mut state.background_sleeps);
                sleeps || (!state.has_loop && self.is_passed_at_once())
            }
        };
        drop(state);
        if let Some(next) = next {
            next.notify();
        }
        told
    }

    /// For the program's loop: takes the seat for a round if it is free; else the loop is told when it is left.
    pub(crate) fn claim_for_loop(&self) -> Option<Sitting> {
        let mut state = self.lock();
        let free = state.holder == Holder::Nobody;
        state.background_sleeps = !free;
        free.then(|| self.take(&mut state, Holder::Loop))
    }

    /// For the program's loop: gives the seat up to whoever waits longest behind it, and sleeps: it is to be told when the
    /// next user has left.
    pub(crate) fn leave_for_loop(&self) {
        let mut state = self.lock();
        state.holder = Holder::Nobody;
        state.background_sleeps = true;
        let next = state.pop_next();
        drop(state);
        if let Some(next) = next {
            next.notify();
        }
    }

    /// For the background thread: takes the seat if nobody has it and this thread `saw` the same some time ago; where it is passed
    /// on at once, also if nobody was woken to take it. Else what it sees now.
    pub(crate) fn claim_for_background(&self, saw: Option<Look>) -> Result<Sitting, Look> {
        let mut state = self.lock();
        let unchanged =
            saw == Some(state.look()) || (self.is_passed_at_once() && state.passed.is_none());
        if state.holder != Holder::Nobody || !unchanged {
            return Err(state.look());
        }
        let unattended = std::mem::take(&mut state.unattended);
        if state.followers.is_empty() {
            return Ok(self.take(&mut state, Holder::Background));
        }
        if unattended {
            state.caution = (state.caution * 2).clamp(LEAST_CAUTION, MOST_CAUTION);
            state.cautious = state.caution;
        }
        // Otherwise somebody was woken to take it, and did not come in all this time.
        let next = state.pop_next();
        let look = state.look();
        drop(state);
        if let Some(next) = next {
            next.notify();
        }
        Err(look)
    }

    /// For the background thread: takes the seat from the user that has had it since `taken` was what it is,
    /// and keeps it.
    pub(crate) fn depose(&self, taken: u64) -> Option<Sitting> {
        let mut state = self.lock();
        if state.holder != Holder::User || state.taken != taken {
            return None;
        }
        (state.kept, state.deposed) = (true, true);
        Some(self.take(&mut state, Holder::Background))
    }

    /// For the background thread: from now on it gives the seat up for whoever waits. `false` if the user that
    /// it deposed has not noticed so far, and still has what belongs to a user on the seat.
    pub(crate) fn keep_no_longer(&self) -> bool {
        let mut state = self.lock();
        state.kept = state.deposed;
        !state.kept
    }

    /// For the background thread: whether it may sleep until it is told; only while a user has sat on
    /// the seat ever since `taken` was what it is.
    pub(crate) fn sleep_in_background(&self, taken: u64) -> bool {
        let mut state = self.lock();
        let may = state.holder == Holder::User && state.taken == taken;
        state.background_sleeps = may;
        may
    }

    /// Whether a user waits behind the holder, and shall have the seat.
    pub(crate) fn is_wanted(&self) -> bool {
        let state = self.lock();
        !state.kept && !state.followers.is_empty()
    }
}

#[cfg(test)]
mod tests;
