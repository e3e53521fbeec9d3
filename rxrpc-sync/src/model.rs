//! The seat and the waits at it, for model checkers: it exists only under their configuration names.
//!
//! Holds: [`Stand`], where threads wait as in [`crate::driver`], by the same seat, the same parkers, the same bell of a loop and
//! the same [`sit`]. The socket is a queue of packets, each for one wait, and readable as long as it has some. There is no time:
//! a wait with an end may be over whenever others have had a turn. What stands in `Driver::block_on`, `Driver::run_background`
//! and `Driver::drive_in_loop` around that is repeated here step by step. Must not know: any property.
//!
//! Not repeated: what is sent, deadlines of calls, wake-ups that a driver owes, edges of readiness, the watch of the
//! background thread at the socket (it parks, or takes the seat over), panics, the growth of patience. A seat that is free for
//! some time before the background thread takes it is no fault here.

use crate::loop_bell::LoopBell;
use crate::park::{EndsWait, Parker, Standby, Wakes};
use crate::primitives::{Condvar, Mutex, MutexGuard, Sleeper, thread};
use crate::seat::{Claim, Look, Seat, Sitting, Ticket};
use crate::sitting::{Eyes, sit};
use std::collections::VecDeque;
use std::sync::{Arc, PoisonError};
use std::task::Waker;
use std::time::Instant;

/// How the threads of a [`Stand`] behave.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manners {
    /// Who leaves the seat is expected to be back soon.
    pub back_soon: bool,
    /// Who reads for others so often leaves them the seat; 0 for never.
    pub gives_way_after: u32,
    /// A user on the seat may not get to run: the background thread takes the seat from it.
    pub deposes: bool,
    /// Somebody waits outside, so that the seat is passed on at once.
    pub at_once: bool,
    /// A program's loop drives in place of a background thread.
    pub has_loop: bool,
    /// A fault that is to be found: who leaves the seat wakes no background thread.
    pub forgets: bool,
}

/// Whose wait at the socket it is.
#[derive(Clone, Copy, Debug)]
enum Side {
    User,
    Background,
}

/// What lies in the socket, and whose wait there is to end.
#[derive(Debug, Default)]
struct Inside {
    packets: VecDeque<usize>,
    rung: [bool; 2],
    /// Who reads.
    is_read: [bool; 2],
}

#[derive(Debug)]
struct Socket {
    inside: Mutex<Inside>,
    changed: Condvar,
}

impl Socket {
    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sleeps until there is a packet, or the wait is ended.
    fn sleep(&self, side: Side) {
        let mut inside = self.lock();
        while inside.packets.is_empty() && !inside.rung[side as usize] {
            inside = self.changed.wait(inside).unwrap_or_else(PoisonError::into_inner);
        }
        inside.rung[side as usize] = false;
    }
}

/// What ends waits at the socket.
#[derive(Debug)]
struct End {
    socket: Arc<Socket>,
    side: Side,
}

impl EndsWait for End {
    fn end_wait(&self) {
        self.socket.lock().rung[self.side as usize] = true;
        self.socket.changed.notify_all();
    }
}

/// What one thread waits for.
#[derive(Debug)]
struct Wait(Mutex<(usize, Option<Waker>)>);

impl Wait {
    fn lock(&self) -> MutexGuard<'_, (usize, Option<Waker>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a packet that came, or leaves `waker` to be woken.
    fn take(&self, waker: &Waker) -> bool {
        let mut state = self.lock();
        if state.0 > 0 {
            state.0 -= 1;
            return true;
        }
        state.1 = Some(waker.clone());
        false
    }
}

/// Where threads wait for packets, and one of them reads the socket for all.
#[derive(Debug)]
pub struct Stand {
    manners: Manners,
    seat: Seat,
    wakes: Arc<Wakes>,
    socket: Arc<Socket>,
    waits: Vec<Wait>,
    background: Sleeper,
    stopped: Mutex<bool>,
}

impl Stand {
    /// For so many waits.
    #[must_use]
    pub fn new(manners: Manners, waits: usize) -> Arc<Self> {
        let socket =
            Arc::new(Socket { inside: Mutex::new(Inside::default()), changed: Condvar::new() });
        let end = |side| Arc::new(End { socket: socket.clone(), side });
        let standby = match manners.has_loop {
            true => {
                let (bell, end) = (LoopBell::default(), end(Side::Background));
                bell.set(Some(Arc::new(move || end.end_wait())));
                Standby::Loop(Arc::new(bell))
            }
            false => Standby::Thread(end(Side::Background)),
        };
        let wakes = Wakes::new(end(Side::User), standby);
        let waits = (0..waits).map(|_| Wait(Mutex::new((0, None)))).collect();
        let (background, stopped) = (Sleeper::here(), Mutex::new(false));
        let seat = if manners.has_loop { Seat::with_loop() } else { Seat::default() };
        if manners.at_once {
            // For ever.
            std::mem::forget(seat.pass_at_once());
        }
        Arc::new(Self { manners, seat, wakes, socket, waits, background, stopped })
    }

    /// A packet for that wait lies in the socket from now on.
    pub fn deliver(&self, to: usize) {
        self.socket.lock().packets.push_back(to);
        self.socket.changed.notify_all();
    }

    /// That wait has what it waits for, and no packet brought it: another thread did.
    pub fn tell(&self, to: usize) {
        self.bring(to);
    }

    fn bring(&self, to: usize) {
        let waker = {
            let mut wait = self.waits[to].lock();
            wait.0 += 1;
            wait.1.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// The background thread is to end, or the loop.
    pub fn stop(&self) {
        *self.stopped.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.wake_background();
    }

    fn is_stopped(&self) -> bool {
        *self.stopped.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wake_background(&self) {
        self.background.wake();
        self.wakes.wake_background();
        if let Some(bell) = self.wakes.loop_bell() {
            bell.ring();
        }
    }

    /// Reads what lies in the socket, and wakes those whom it is for; how many these were but `own`, if there was anything.
    fn read(&self, side: Side, own: Option<usize>) -> Option<u32> {
        let packets = {
            let mut inside = self.socket.lock();
            // A user that was deposed may have packets in its hands still; another one must not have what belongs to it.
            let alone = !inside.is_read[side as usize]
                && (self.manners.deposes || inside.is_read == [false; 2]);
            assert!(alone, "one thread reads at a time");
            inside.is_read[side as usize] = true;
            std::mem::take(&mut inside.packets)
        };
        let (mut others, some) = (0, !packets.is_empty());
        for to in packets {
            others += u32::from(own != Some(to));
            self.bring(to);
        }
        self.socket.lock().is_read[side as usize] = false;
        some.then_some(others)
    }

    /// Waits for something, as `Driver::block_on` does.
    pub fn wait(&self, which: usize) {
        let came = self.wait_until(which, None);
        assert!(came, "it had no end");
    }

    /// As [`Stand::wait`], and may end without it; whether it came.
    pub fn wait_a_little(&self, which: usize) -> bool {
        self.wait_until(which, Some(Instant::now()))
    }

    fn wait_until(&self, which: usize, deadline: Option<Instant>) -> bool {
        let parker = Parker::new(&self.wakes);
        let waker = Waker::from(parker.clone());
        let mut last = None;
        let mut given = None;
        let mut come = false;
        let mut over = false;
        loop {
            come = come || self.waits[which].take(&waker);
            if come || over {
                if last.is_some_and(|ticket| self.seat.pass_on(ticket)) {
                    self.wake_background();
                }
                return come;
            }
            let claim = self.seat.claim(&parker, given.take());
            match claim {
                Claim::Drive(sitting) => {
                    if self.manners.has_loop {
                        self.wakes.set_background_drives(false);
                    }
                    let finds = || {
                        come = self.waits[which].take(&waker);
                        come
                    };
                    let ends = deadline.is_some();
                    let mut eyes = UserEyes { stand: self, which, others: 0, ends, finds };
                    let gives_way = sit(&self.seat, &parker, sitting, &mut eyes);
                    if gives_way && let Some(ticket) = self.give_way(sitting, &parker) {
                        given = Some((sitting, ticket));
                        parker.park(Some(Instant::now()));
                        self.seat.unfollow(ticket);
                        last = Some(ticket);
                    } else {
                        self.leave(sitting, self.manners.back_soon);
                        over = ends;
                    }
                }
                Claim::Follow(ticket) | Claim::FollowAndCall(ticket) => {
                    if matches!(claim, Claim::FollowAndCall(_)) {
                        self.wakes.wake_background();
                    }
                    parker.park(deadline);
                    self.seat.unfollow(ticket);
                    last = Some(ticket);
                    over = deadline.is_some();
                }
            }
        }
    }

    fn give_way(&self, sitting: Sitting, parker: &Arc<Parker>) -> Option<Ticket> {
        let (ticket, told) = self.seat.give_way(sitting, parker)?;
        if told {
            self.wake_background();
        }
        Some(ticket)
    }

    fn leave(&self, sitting: Sitting, is_back_soon: bool) {
        if self.manners.has_loop {
            self.wakes.set_background_drives(true);
        }
        if self.seat.leave(sitting, is_back_soon) && !self.manners.forgets {
            self.wake_background();
        }
    }

    /// Reads while nobody else does, as the background thread or the program's loop.
    pub fn run_in_background(&self) {
        match self.wakes.loop_bell() {
            Some(bell) => self.run_loop(bell),
            None => self.run_background(),
        }
    }

    /// A program's loop, as it is to use `Driver::drive_in_loop` and `Driver::before_wait_of_loop`.
    fn run_loop(&self, bell: &LoopBell) {
        loop {
            bell.hush();
            if self.seat.claim_for_loop().is_some() {
                self.read(Side::Background, None);
                self.seat.leave_for_loop();
            }
            bell.clear();
            if self.is_stopped() {
                return;
            }
            if self.seat.claim_for_loop().is_some() {
                self.seat.leave_for_loop();
            } else {
                // What lies in the socket may be for a user on the seat, and wakes the loop all the same.
                thread::yield_now();
            }
            self.socket.sleep(Side::Background);
        }
    }

    /// As `Driver::run_background`. Every second look is right behind the one before, and the others are long after.
    fn run_background(&self) {
        let (mut saw, mut long_ago) = (Look::NEVER_TAKEN, true);
        while !self.is_stopped() {
            match self.seat.claim_for_background(long_ago.then_some(saw)) {
                Ok(sitting) => self.sit_in_background(sitting, false),
                Err(look) if look != saw => {
                    saw = look;
                    thread::yield_now();
                }
                Err(_) => {
                    if !self.watch(saw.taken) {
                        thread::yield_now();
                    }
                }
            }
            long_ago = !long_ago;
        }
    }

    fn sit_in_background(&self, sitting: Sitting, mut kept: bool) {
        self.wakes.set_background_drives(true);
        while !self.seat.is_wanted() && !self.is_stopped() {
            let worked = self.read(Side::Background, None).is_some();
            if kept {
                kept = !self.seat.keep_no_longer();
                thread::yield_now();
            } else if !worked {
                self.socket.sleep(Side::Background);
            }
        }
        self.wakes.set_background_drives(false);
        self.leave(sitting, false);
    }

    fn watch(&self, taken: u64) -> bool {
        self.wakes.set_background_watches(true);
        let told = self.seat.sleep_in_background(taken);
        let neglected = || self.manners.deposes && !self.socket.lock().packets.is_empty();
        if told && neglected() {
            if let Some(sitting) = self.seat.depose(taken) {
                self.wakes.set_background_watches(false);
                self.wakes.wake_user();
                self.sit_in_background(sitting, true);
            }
        } else if told {
            self.background.sleep();
        }
        self.wakes.set_background_watches(false);
        told
    }
}

struct UserEyes<'a, F> {
    stand: &'a Stand,
    which: usize,
    /// How often it has read for others.
    others: u32,
    /// Its wait has an end.
    ends: bool,
    finds: F,
}

impl<F: FnMut() -> bool> Eyes for UserEyes<'_, F> {
    fn looks_a_last_time(&mut self, hurry: &impl Fn() -> bool) -> bool {
        if self.ends {
            self.look(hurry);
        }
        self.ends
    }

    fn look(&mut self, hurry: &impl Fn() -> bool) -> bool {
        let read = self.stand.read(Side::User, Some(self.which));
        self.others += read.unwrap_or(0);
        read.is_some() || hurry()
    }

    fn reads_for_others(&self) -> bool {
        let patience = self.stand.manners.gives_way_after;
        patience > 0 && self.others >= patience
    }

    fn finds_its_own(&mut self) -> bool {
        (self.finds)()
    }

    fn sleep(&mut self) {
        self.stand.socket.sleep(Side::User);
    }
}
