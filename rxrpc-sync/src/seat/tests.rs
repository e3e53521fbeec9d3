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
    let sitting = seat.claim_for_background(Some(seen)).expect("who has not come in all this time");
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
