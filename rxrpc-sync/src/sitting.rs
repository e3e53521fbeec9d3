//! What a thread does while it has the seat: it looks at the socket, and sleeps there, until its own wait is over.
//!
//! Holds: [`sit`], and [`Eyes`], what it looks with. Must not know: the socket, calls, time.

use crate::park::Parker;
use crate::seat::{Seat, Sitting};

/// What a thread on the seat looks at the socket with.
pub(crate) trait Eyes {
    /// If the thread waits no longer, whatever comes, it looks a last time. Whether it did.
    fn looks_a_last_time(&mut self, hurry: &impl Fn() -> bool) -> bool;

    /// Reads, does what is due, sends and wakes, but not for ever: `hurry` says that the thread is to look up. Whether there is
    /// more to do.
    fn look(&mut self, hurry: &impl Fn() -> bool) -> bool;

    /// Whether what it reads is for others, so that these are to have the seat.
    fn reads_for_others(&self) -> bool;

    /// Whether what the thread waits for is there, though nobody has said so.
    fn finds_its_own(&mut self) -> bool;

    /// Sleeps until the socket has something, or somebody ends the wait there.
    fn sleep(&mut self);
}

/// Looks and sleeps until something happened to what the thread of `parker` waits for, or it has the seat no more. `true` if it
/// is to leave the seat to others.
pub(crate) fn sit(seat: &Seat, parker: &Parker, sitting: Sitting, eyes: &mut impl Eyes) -> bool {
    parker.set_driving(true);
    let mut gives_way = false;
    // The background thread may have taken the seat, because this one did not get to run.
    let hurry = || parker.is_notified() || !seat.is_held(sitting);
    while !parker.take_notified() && seat.is_held(sitting) {
        if eyes.looks_a_last_time(&hurry) {
            break;
        }
        let dry = !eyes.look(&hurry);
        gives_way = eyes.reads_for_others() && !hurry();
        if gives_way {
            break;
        }
        if dry {
            // Of all who wait for the same, such as the next call of a service, the one that waits
            // last is woken first. That shall be the one that is awake.
            if seat.is_wanted() && (eyes.finds_its_own() || parker.is_notified()) {
                break;
            }
            eyes.sleep();
        }
    }
    parker.set_driving(false);
    gives_way
}
