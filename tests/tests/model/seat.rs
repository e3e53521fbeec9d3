//! Who reads the socket of a threaded endpoint.
//!
//! Holds: whoever waits gets what came for it, by the socket or from another thread, whoever has the seat; one thread reads at a
//! time. Only for the checkers: the system's threads have tests of their own in `rxrpc-sync`. Must not know: calls.
#![cfg(any(rxrpc_loom, rxrpc_shuttle))]

use crate::checker::{Plan, sized, spawn};
use rxrpc_sync::model::{Manners, Stand};

/// So many threads wait, each `times` times, and what they wait for comes meanwhile: to the first from another thread, to the
/// others in packets. The others are `impatient`: they wait for some time first, and then without an end.
fn all_get_theirs(manners: Manners, impatient: bool, threads: usize, times: usize) {
    let stand = Stand::new(manners, threads);
    let background = {
        let stand = stand.clone();
        spawn(move || stand.run_in_background())
    };
    let users: Vec<_> = (0..threads)
        .map(|which| {
            let stand = stand.clone();
            spawn(move || {
                for _ in 0..times {
                    // Who is back later finds it still.
                    if !(impatient && which > 0 && stand.wait_a_little(which)) {
                        stand.wait(which);
                    }
                }
            })
        })
        .collect();
    for _ in 0..times {
        (1..threads).for_each(|which| stand.deliver(which));
        stand.tell(0);
    }
    for user in users {
        user.join().unwrap();
    }
    stand.stop();
    background.join().unwrap();
}

fn check(what: &str, manners: Manners) {
    for impatient in [false, true] {
        let impatience = if impatient { ", waits end early" } else { "" };
        let property = format!("no wait at the socket is forgotten: {what}{impatience}");
        Plan::new(&property)
            .preemptions(2)
            .schedules(5_000)
            .check(move || all_get_theirs(manners, impatient, sized(2, 4, 0), sized(1, 3, 0)));
    }
}

const PLAIN: Manners = Manners {
    back_soon: false,
    gives_way_after: 0,
    deposes: false,
    at_once: false,
    has_loop: false,
    forgets: false,
};

#[test]
fn the_seat_is_left_for_a_moment() {
    check("the seat is left for a moment", PLAIN);
}

#[test]
fn who_leaves_the_seat_is_expected_back() {
    check("who leaves the seat is expected back", Manners { back_soon: true, ..PLAIN });
}

#[test]
fn the_seat_is_passed_on_at_once() {
    check("the seat is passed on at once", Manners { at_once: true, ..PLAIN });
}

#[test]
fn who_reads_for_others_gives_way() {
    check("who reads for others gives way", Manners { gives_way_after: 1, ..PLAIN });
}

#[test]
fn who_reads_for_others_gives_way_while_it_is_passed_on_at_once() {
    let manners = Manners { gives_way_after: 1, at_once: true, ..PLAIN };
    check("who reads for others gives way, and the seat is passed on at once", manners);
}

#[test]
fn who_does_not_run_is_deposed() {
    check("who does not run is deposed", Manners { deposes: true, ..PLAIN });
}

#[test]
fn a_loop_drives_in_place_of_a_thread() {
    check("a program's loop drives", Manners { has_loop: true, ..PLAIN });
}

#[test]
#[should_panic(expected = "deadlock")]
fn a_background_thread_that_nobody_wakes_is_found() {
    Plan::new("(a seat that is left without a word)")
        .must_fail()
        .preemptions(2)
        .check(|| all_get_theirs(Manners { forgets: true, ..PLAIN }, false, sized(2, 4, 0), 2));
}
