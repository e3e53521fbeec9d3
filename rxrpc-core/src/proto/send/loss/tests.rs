//! What a tail loss probe and a needless repetition teach.

use crate::proto::tests::support::{End, serial_of};
use rxrpc_wire::{AckReason, Serial};
use std::time::Duration;

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// A client that has sent six packets, of which the peer has the first two, and then a tail loss probe.
fn probing() -> (End, Vec<Serial>, Serial) {
    let mut end = End::client();
    end.knows_rtt(5);
    end.queue_full(6, true);
    let sent: Vec<Serial> = end.transmit().iter().map(|sent| serial_of(sent)).collect();
    end.wait_ms(5);
    end.peer_ack_for(AckReason::Idle, 3, &[], sent[1], 255);
    end.wait_ms(20);
    let probe = serial_of(&end.transmit()[0]);
    assert_eq!(end.machine.counters().tail_probes, 1);
    end.wait_ms(5);
    (end, sent, probe)
}

#[test]
fn a_tail_loss_probe_that_was_needed_is_a_loss() {
    let (mut end, _, probe) = probing();
    let before = end.machine.sender().congestion_window();
    end.peer_ack_for(AckReason::Requested, 7, &[], probe, 255);
    assert!(end.machine.sender().congestion_window() < before);
}

#[test]
fn a_tail_loss_probe_is_judged_when_it_has_arrived_and_not_before() {
    let (mut end, sent, probe) = probing();
    end.peer_ack_for(AckReason::Delay, 4, &[], sent[2], 255);
    let before = end.machine.sender().congestion_window();
    end.peer_ack_for(AckReason::Requested, 7, &[], probe, 255);
    assert!(end.machine.sender().congestion_window() < before);
}

#[test]
fn a_tail_loss_probe_that_was_not_needed_is_no_loss() {
    let (mut end, _, probe) = probing();
    let before = end.machine.sender().congestion_window();
    end.peer_ack_for(AckReason::Duplicate, 7, &[], probe, 255);
    assert!(end.machine.sender().congestion_window() >= before);
}

/// What was lost beside it was told already: one loss, not two.
#[test]
fn a_tail_loss_probe_in_a_recovery_is_no_other_loss() {
    let (mut end, sent, probe) = probing();
    let before = end.machine.sender().congestion_window();
    // Packet 3 is missing and three later ones are not.
    end.peer_ack_for(AckReason::OutOfSequence, 3, &[0, 1, 1, 0], sent[4], 255);
    end.wait_ms(5);
    end.transmit();
    assert!(end.machine.sender().congestion_window() < before);
    let noted = end.machine.sender().loss.order();
    end.peer_ack_for(AckReason::Requested, 7, &[], probe, 255);
    assert_eq!(end.machine.sender().loss.order(), noted);
}

/// A packet that was thought lost arrives before it was sent again.
fn thought_lost_for_nothing(end: &mut End, first: u32) {
    end.queue_full(4, false);
    let sent: Vec<Serial> = end.transmit().iter().map(|sent| serial_of(sent)).collect();
    end.wait_ms(80);
    end.peer_ack_for(AckReason::OutOfSequence, first, &[0, 1, 1, 1], sent[3], 255);
    // Once reordering was seen, only time makes a loss.
    end.wait_ms(70);
    end.peer_ack_for(AckReason::Delay, first + 4, &[], sent[3], 255);
}

#[test]
fn what_was_thought_lost_for_nothing_widens_the_reordering_window() {
    let mut end = End::client();
    end.knows_rtt(80);
    let time = |end: &End| end.machine.sender().loss.reordering_time(ms(80), end.machine.rtt());
    assert_eq!(time(&end), ms(20));
    for (count, widened) in (0..).zip([40, 60, 80]) {
        thought_lost_for_nothing(&mut end, 1 + 4 * count);
        assert_eq!(time(&end), ms(widened));
    }
    for _ in 0..15 {
        end.machine.sender_mut().loss.recovery_ended();
        assert_eq!(time(&end), ms(80));
    }
    end.machine.sender_mut().loss.recovery_ended();
    assert_eq!(time(&end), ms(20));
}

#[test]
fn the_reordering_window_is_widened_up_to_sixteen_parts() {
    let mut end = End::client();
    for _ in 0..100 {
        end.machine.sender_mut().loss.widen();
    }
    // No round trip bounds it.
    end.knows_rtt(1000);
    assert_eq!(end.machine.sender().loss.reordering_time(ms(80), end.machine.rtt()), ms(16 * 20));
}
