//! The seat and the waits at it, for model checkers: it exists only under their configuration names.
//!
//! Holds: [`Stand`], where threads wait as in [`crate::driver`], by the same seat, the same parkers and the same [`sit`]. The
//! socket is a queue of packets, each for one wait, and there is no time: whatever ends by itself after a while may end at
//! once. What stands in `Driver::block_on`, `Driver::run_background` and `Driver::drive_in_loop` around that is repeated here
//! step by step. Must not know: any property.

use crate::loop_bell::LoopBell;
use crate::park::{EndsWait, Parker, Standby, Wakes};
use crate::primitives::thread::{self, Thread};
use crate::primitives::{Mutex, MutexGuard};
use crate::seat::{Claim, Seat, Sitting, Ticket};
use crate::sitting::{Eyes, sit};
use std::collections::VecDeque;
use std::sync::{Arc, OnceLock, PoisonError};
use std::task::Waker;
use std::time::Instant;

#[cfg(rxrpc_loom)]
use loom::sync::Condvar;
#[cfg(rxrpc_shuttle)]
use shuttle::sync::Condvar;

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
    /// Somebody reads.
    is_read: bool,
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
    background: OnceLock<Thread>,
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
        let (background, stopped) = (OnceLock::new(), Mutex::new(false));
        let seat = if manners.has_loop { Seat::with_loop() } else { Seat::default() };
        if manners.at_once {
            // For ever.
            std::mem::forget(seat.pass_at_once());
        }
        Arc::new(Self { manners, seat, wakes, socket, waits, background, stopped })
    }

    /// Which thread runs [`Stand::run_in_background`]; before anybody waits.
    pub fn set_background(&self, thread: &Thread) {
        let _once = self.background.set(thread.clone());
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
        if let Some(background) = self.background.get() {
            background.unpark();
        }
        self.wakes.wake_background();
        if let Some(bell) = self.wakes.loop_bell() {
            bell.ring();
        }
    }

    /// Reads what lies in the socket, and wakes those whom it is for; how many these were but `own`, if there was anything.
    fn read(&self, own: Option<usize>) -> Option<u32> {
        let packets = {
            let mut inside = self.socket.lock();
            assert!(!inside.is_read || self.manners.deposes, "one thread reads at a time");
            inside.is_read = true;
            std::mem::take(&mut inside.packets)
        };
        let (mut others, some) = (0, !packets.is_empty());
        for to in packets {
            others += u32::from(own != Some(to));
            self.bring(to);
        }
        self.socket.lock().is_read = false;
        some.then_some(others)
    }

    /// Waits for a packet, as `Driver::block_on` does.
    pub fn wait(&self, which: usize) {
        let parker = Parker::new(&self.wakes);
        let waker = Waker::from(parker.clone());
        let mut followed = false;
        let mut given = None;
        let mut come = false;
        loop {
            come = come || self.waits[which].take(&waker);
            if come {
                if followed && self.seat.pass_on() {
                    self.wake_background();
                }
                return;
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
                    let mut eyes = UserEyes { stand: self, which, others: 0, finds };
                    let gives_way = sit(&self.seat, &parker, sitting, &mut eyes);
                    if gives_way && let Some(ticket) = self.give_way(sitting, &parker) {
                        given = Some(sitting);
                        // Whoever waits for a while may wait for none.
                        parker.park(Some(Instant::now()));
                        self.seat.unfollow(ticket);
                        followed = true;
                    } else {
                        self.leave(sitting, self.manners.back_soon);
                    }
                }
                Claim::Follow(ticket) | Claim::FollowAndCall(ticket) => {
                    if matches!(claim, Claim::FollowAndCall(_)) {
                        self.wakes.wake_background();
                    }
                    parker.park(None);
                    self.seat.unfollow(ticket);
                    followed = true;
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
                self.read(None);
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

    /// As `Driver::run_background`.
    fn run_background(&self) {
        let mut taken = 0;
        while !self.is_stopped() {
            match self.seat.claim_for_background(taken) {
                Ok(sitting) => self.sit_in_background(sitting, false),
                Err(now_taken) => {
                    let unchanged = now_taken == taken;
                    taken = now_taken;
                    if !unchanged || !self.watch(taken) {
                        thread::yield_now();
                    }
                }
            }
        }
    }

    fn sit_in_background(&self, sitting: Sitting, mut kept: bool) {
        self.wakes.set_background_drives(true);
        while !self.seat.is_wanted() && !self.is_stopped() {
            let worked = self.read(None).is_some();
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
        if told && !self.manners.deposes {
            thread::park();
        } else if told && let Some(sitting) = self.seat.depose(taken) {
            self.wakes.set_background_watches(false);
            self.wakes.wake_user();
            self.sit_in_background(sitting, true);
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
    finds: F,
}

impl<F: FnMut() -> bool> Eyes for UserEyes<'_, F> {
    fn has_waited_enough(&mut self, _: &impl Fn() -> bool) -> bool {
        false
    }

    fn look(&mut self, hurry: &impl Fn() -> bool) -> bool {
        let read = self.stand.read(Some(self.which));
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
