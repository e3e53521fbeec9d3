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
mod tests {
    use super::*;
    use crate::park::{Standby, Wakes};

    const START: Option<Look> = Some(Look::NEVER_TAKEN);

    fn parker() -> Arc<Parker> {
        let poll = mio::Poll::new().expect("a poll");
        let waker = mio::Waker::new(poll.registry(), mio::Token(0)).expect("a waker");
        let waker = Arc::new(waker);
        Parker::begin(&Wakes::new(waker.clone(), Standby::Thread(waker)))
    }

    fn sit(seat: &Seat, parker: &Arc<Parker>) -> Sitting {
        let Claim::Drive(sitting) = seat.claim(parker, None) else { panic!("it is free") };
        sitting
    }

    /// The background thread looks once, and then finds that nothing has changed.
    fn background_looks_twice(seat: &Seat) -> Result<Sitting, Look> {
        let seen = seat.claim_for_background(START).expect_err("the seat was taken before");
        seat.claim_for_background(Some(seen))
    }

    #[test]
    fn while_somebody_waits_outside_the_seat_is_passed_on_at_once() {
        let (seat, holder, follower) = (Seat::default(), parker(), parker());
        let sitting = sit(&seat, &holder);
        assert!(!seat.leave(sitting, false), "the background thread looks by itself");
        let at_once = seat.pass_at_once();
        let sitting = sit(&seat, &holder);
        assert!(seat.leave(sitting, false), "the background thread is told");
        let sitting = seat.claim_for_background(START).expect("and need not look twice");
        assert!(seat.leave(sitting, false));
        let sitting = sit(&seat, &holder);
        let Claim::Follow(ticket) = seat.claim(&follower, None) else { panic!("it is taken") };
        assert!(!seat.leave(sitting, false));
        assert!(follower.take_notified(), "whoever waits behind comes first");
        assert!(seat.pass_on(ticket), "and passes it on if it needs it no more");
        drop(at_once);
        let sitting = sit(&seat, &holder);
        assert!(!seat.leave(sitting, false));
    }

    #[test]
    fn who_was_woken_for_the_seat_has_time_to_come_before_the_background_thread_takes_it_back() {
        let (seat, follower, later) = (Seat::default(), parker(), parker());
        let _at_once = seat.pass_at_once();
        let sitting = seat.claim_for_background(START).expect("nobody else wants it");
        assert!(matches!(seat.claim(&follower, None), Claim::FollowAndCall(_)));
        assert!(!seat.leave(sitting, false));
        assert!(follower.take_notified());
        let seen = seat.claim_for_background(START).expect_err("somebody is on his way");
        let sitting = sit(&seat, &follower);
        assert!(matches!(seat.claim(&later, None), Claim::Follow(_)));
        assert!(!seat.leave(sitting, false));
        let seen = seat.claim_for_background(Some(seen)).expect_err("and so is another one");
        let sitting =
            seat.claim_for_background(Some(seen)).expect("who has not come in all this time");
        let Claim::FollowAndCall(ticket) = seat.claim(&later, None) else { panic!("he is called") };
        assert!(!seat.leave(sitting, false));
        assert!(seat.pass_on(ticket), "he needs it no more");
        assert!(seat.claim_for_background(START).is_ok(), "nobody is on his way");
    }

    #[test]
    fn who_was_not_woken_for_the_seat_passes_on_nothing() {
        let (seat, holder, first, other) = (Seat::default(), parker(), parker(), parker());
        let _at_once = seat.pass_at_once();
        let sitting = sit(&seat, &holder);
        assert!(matches!(seat.claim(&first, None), Claim::Follow(_)));
        let Claim::Follow(ticket) = seat.claim(&other, None) else { panic!("it is taken") };
        assert!(!seat.leave(sitting, false));
        assert!(first.take_notified());
        // What it waits for has come.
        seat.unfollow(ticket);
        assert!(!seat.pass_on(ticket));
        assert!(seat.claim_for_background(START).is_err(), "the first is on his way still");
        assert!(matches!(seat.claim(&first, None), Claim::Drive(_)));
    }

    #[test]
    fn who_has_given_way_and_is_woken_for_the_seat_takes_it() {
        let (seat, idle, reader) = (Seat::default(), parker(), parker());
        let sitting = sit(&seat, &idle);
        let (ticket, _told) = seat.give_way(sitting, &idle).expect("it may be left for a moment");
        let read = sit(&seat, &reader);
        let _at_once = seat.pass_at_once();
        assert!(!seat.leave(read, false));
        assert!(idle.take_notified());
        let claim = seat.claim(&idle, Some((sitting, ticket)));
        let Claim::Drive(again) = claim else { panic!("nobody else comes") };
        assert!(read.is_next_after(sitting) && !again.is_next_after(sitting));
    }

    #[test]
    fn who_has_given_way_pushes_in_front_of_nobody_who_was_woken_for_the_seat() {
        let (seat, idle, reader, other) = (Seat::default(), parker(), parker(), parker());
        let sitting = sit(&seat, &idle);
        assert!(matches!(seat.claim(&other, None), Claim::Follow(_)));
        let (ticket, _told) = seat.give_way(sitting, &idle).expect("it may be left for a moment");
        let read = sit(&seat, &reader);
        let _at_once = seat.pass_at_once();
        assert!(!seat.leave(read, false));
        assert!(other.take_notified());
        seat.unfollow(ticket);
        assert!(matches!(seat.claim(&idle, Some((sitting, ticket))), Claim::Follow(_)));
        assert!(matches!(seat.claim(&other, None), Claim::Drive(_)));
    }

    #[test]
    fn who_has_given_way_waits_behind_one_whom_the_background_thread_has_woken_meanwhile() {
        let (seat, idle, other) = (Seat::default(), parker(), parker());
        let sitting = sit(&seat, &idle);
        assert!(matches!(seat.claim(&other, None), Claim::Follow(_)));
        let (ticket, _told) = seat.give_way(sitting, &idle).expect("it may be left for a moment");
        assert!(background_looks_twice(&seat).is_err());
        assert!(other.take_notified());
        seat.unfollow(ticket);
        assert!(matches!(seat.claim(&idle, Some((sitting, ticket))), Claim::Follow(_)));
        assert!(matches!(seat.claim(&other, None), Claim::Drive(_)));
    }

    #[test]
    fn who_is_woken_in_place_of_another_has_his_own_time_to_come() {
        let (seat, holder, followers) = (Seat::default(), parker(), [parker(), parker()]);
        let _at_once = seat.pass_at_once();
        let sitting = sit(&seat, &holder);
        let tickets = followers.each_ref().map(|follower| match seat.claim(follower, None) {
            Claim::Follow(ticket) => ticket,
            claim => panic!("it is taken: {claim:?}"),
        });
        assert!(!seat.leave(sitting, false));
        let seen = seat.claim_for_background(START).expect_err("the first is on his way");
        assert!(!seat.pass_on(tickets[0]), "he needs it no more");
        assert!(followers[1].is_notified());
        let seen = seat.claim_for_background(Some(seen)).expect_err("the second is");
        assert!(seat.claim_for_background(Some(seen)).is_ok());
    }

    #[test]
    fn the_background_thread_looks_after_a_seat_for_which_somebody_was_woken() {
        let (seat, holder, follower) = (Seat::default(), parker(), parker());
        let _at_once = seat.pass_at_once();
        let sitting = sit(&seat, &holder);
        let seen = seat.claim_for_background(START).expect_err("a user has it");
        assert!(seat.sleep_in_background(seen.taken));
        assert!(matches!(seat.claim(&follower, None), Claim::Follow(_)));
        assert!(seat.leave(sitting, false), "he may not get to run");
        let seen = seat.claim_for_background(Some(seen)).expect_err("he has had no time");
        assert!(seat.claim_for_background(None).is_err(), "nor has he when it looks at once");
        assert!(seat.claim_for_background(Some(seen)).is_ok());
    }

    #[test]
    fn a_seat_left_for_a_moment_wakes_nobody() {
        let (seat, holder, follower) = (Seat::default(), parker(), parker());
        for _ in 0..100 {
            let sitting = sit(&seat, &holder);
            let Claim::Follow(ticket) = seat.claim(&follower, None) else { panic!("it is taken") };
            assert!(!seat.leave(sitting, false));
            assert!(!follower.is_notified());
            seat.unfollow(ticket);
        }
    }

    #[test]
    fn nobody_waits_for_long_behind_a_seat_that_nobody_comes_back_to() {
        let (seat, holder, follower) = (Seat::default(), parker(), parker());
        let mut ways = Vec::new();
        for _ in 0..3 + 3 * LEAST_CAUTION {
            let sitting = sit(&seat, &holder);
            let Claim::Follow(ticket) = seat.claim(&follower, None) else { panic!("it is taken") };
            assert!(!seat.leave(sitting, false));
            let at_once = follower.take_notified();
            if !at_once {
                assert!(background_looks_twice(&seat).is_err(), "somebody else is to have it");
                assert!(follower.take_notified());
            }
            ways.push(at_once);
            seat.unfollow(ticket);
        }
        let mistakes: Vec<_> = (0..ways.len()).filter(|at| !ways[*at]).collect();
        let first = LEAST_CAUTION as usize;
        assert_eq!(mistakes, [0, 1 + first, 2 + 3 * first], "each costs twice the caution");
    }

    #[test]
    fn who_was_woken_for_the_seat_and_never_came_keeps_it_from_nobody() {
        let (seat, holder, followers) = (Seat::default(), parker(), [parker(), parker()]);
        let sitting = sit(&seat, &holder);
        for follower in &followers {
            assert!(matches!(seat.claim(follower, None), Claim::Follow(_)));
        }
        assert!(!seat.leave(sitting, false));
        assert!(background_looks_twice(&seat).is_err());
        assert!(followers[0].is_notified() && !followers[1].is_notified());
        assert!(background_looks_twice(&seat).is_err());
        assert!(followers[1].is_notified());
    }

    #[test]
    fn who_reads_for_others_leaves_them_the_seat() {
        let (seat, idle, reader, follower) = (Seat::default(), parker(), parker(), parker());
        let sitting = sit(&seat, &idle);
        assert!(matches!(seat.claim(&follower, None), Claim::Follow(_)));
        let (ticket, told) = seat.give_way(sitting, &idle).expect("it may be left for a moment");
        assert!(!told && !follower.is_notified(), "who reads is awake and comes");
        let read = sit(&seat, &reader);
        // The reader has it, and leaves it for a moment.
        seat.unfollow(ticket);
        assert!(!seat.leave(read, true));
        let Claim::Follow(_) = seat.claim(&idle, Some((sitting, ticket))) else {
            panic!("others have come")
        };
        assert!(!follower.is_notified());
        let read = sit(&seat, &reader);
        assert_eq!(seat.give_way(sitting, &idle), None, "it has it no more");
        assert!(!seat.leave(read, false));
        assert!(background_looks_twice(&seat).is_err());
        assert!(follower.is_notified(), "it is passed on as ever if the reader does not come back");
    }

    #[test]
    fn a_seat_left_to_others_is_taken_back_if_nobody_comes() {
        let (seat, idle) = (Seat::default(), parker());
        let sitting = sit(&seat, &idle);
        let seen = seat.claim_for_background(START).expect_err("a user has it");
        assert!(seat.sleep_in_background(seen.taken));
        let (ticket, told) = seat.give_way(sitting, &idle).expect("it may be left for a moment");
        assert!(told, "the background thread looks after it");
        seat.unfollow(ticket);
        assert!(matches!(seat.claim(&idle, Some((sitting, ticket))), Claim::Drive(_)));
    }

    #[test]
    fn a_seat_that_is_passed_on_at_once_is_left_to_nobody_in_particular() {
        for seat in [Seat::default(), Seat::with_loop()] {
            let idle = parker();
            let _at_once = seat.pass_at_once();
            let sitting = sit(&seat, &idle);
            assert_eq!(seat.give_way(sitting, &idle), None);
            assert!(seat.is_held(sitting));
        }
    }

    #[test]
    fn who_is_always_back_soon_leaves_it_to_nobody_whatever_others_did() {
        let (seat, holder, follower) = (Seat::default(), parker(), parker());
        let sitting = sit(&seat, &holder);
        let Claim::Follow(_) = seat.claim(&follower, None) else { panic!("it is taken") };
        assert!(!seat.leave(sitting, false));
        assert!(background_looks_twice(&seat).is_err(), "nobody came: a mistake");
        assert!(follower.take_notified());
        for is_back_soon in [true, false] {
            let sitting = sit(&seat, &holder);
            let Claim::Follow(ticket) = seat.claim(&follower, None) else { panic!("it is taken") };
            assert!(!seat.leave(sitting, is_back_soon));
            assert_eq!(follower.take_notified(), !is_back_soon);
            seat.unfollow(ticket);
        }
    }

    #[test]
    fn a_seat_that_nobody_wants_is_the_backgrounds() {
        let (seat, holder) = (Seat::default(), parker());
        let sitting = sit(&seat, &holder);
        assert!(!seat.leave(sitting, false));
        let sitting = background_looks_twice(&seat).expect("nobody else wants it");
        assert!(matches!(seat.claim(&holder, None), Claim::FollowAndCall(_)));
        assert!(!seat.leave(sitting, false));
        assert!(holder.is_notified(), "the background thread leaves it to who called");
    }

    #[test]
    fn a_background_thread_that_sleeps_is_told_of_a_free_seat() {
        let (seat, holder) = (Seat::default(), parker());
        let sitting = sit(&seat, &holder);
        let seen = seat.claim_for_background(START).expect_err("a user has it");
        assert!(seat.sleep_in_background(seen.taken));
        assert!(seat.leave(sitting, false), "it is to be woken");
    }

    #[test]
    fn a_holder_that_does_not_run_is_bypassed_until_it_notices() {
        let (seat, holder, follower) = (Seat::default(), parker(), parker());
        let sitting = sit(&seat, &holder);
        assert!(matches!(seat.claim(&follower, None), Claim::Follow(_)));
        let taken = seat.claim_for_background(START).expect_err("a user has it");
        let background = seat.depose(taken.taken).expect("nobody else came");
        assert!(!seat.is_held(sitting) && seat.is_held(background));
        assert!(matches!(seat.claim(&follower, None), Claim::Follow(_)), "without calling it off");
        assert!(!seat.is_wanted());
        assert!(!seat.keep_no_longer(), "what belongs to a user's seat is still in use");
        assert!(seat.leave(sitting, false), "the background thread is to look again");
        assert!(seat.is_held(background), "who was deposed gives up nothing");
        assert!(seat.keep_no_longer());
        assert!(seat.is_wanted());
        assert!(!seat.leave(background, false));
        assert!(follower.is_notified());
    }

    #[test]
    fn a_seat_that_a_loop_looks_after_is_passed_on_at_once_and_the_loop_is_told() {
        let (seat, holder, follower) = (Seat::with_loop(), parker(), parker());
        let sitting = sit(&seat, &holder);
        assert!(seat.claim_for_loop().is_none());
        assert!(matches!(seat.claim(&follower, None), Claim::Follow(_)));
        assert!(!seat.leave(sitting, false));
        assert!(follower.take_notified(), "who waits behind it has it");
        let sitting = sit(&seat, &follower);
        assert!(seat.leave(sitting, false), "nobody else waits: the loop is to drive");
        assert!(seat.claim_for_loop().is_some());
        assert!(matches!(seat.claim(&holder, None), Claim::Follow(_)));
        seat.leave_for_loop();
        assert!(holder.take_notified(), "a round is over soon");
        let sitting = sit(&seat, &holder);
        assert!(seat.leave(sitting, false), "the loop sleeps until something that has changed");
    }

    #[test]
    fn nobody_is_deposed_who_sat_down_later() {
        let (seat, holder) = (Seat::default(), parker());
        let first = sit(&seat, &holder);
        let taken = seat.claim_for_background(START).expect_err("a user has it");
        assert!(!seat.leave(first, false));
        assert_eq!(seat.depose(taken.taken), None, "nobody sits");
        let second = sit(&seat, &holder);
        assert_eq!(seat.depose(taken.taken), None);
        assert!(seat.is_held(second));
    }
}
