//! A client call on a connection whose service is still to be heard of.

use crate::proto::tests::support::End;
use crate::proto::{Completion, Failure, MachineConfig, Side};
use rxrpc_wire::AckReason;
use std::time::{Duration, Instant};

/// A call of a silent peer that is given up after ten seconds.
fn end() -> End {
    let config = MachineConfig::default().normal_timeout(Duration::from_secs(10));
    End::new(Instant::now(), Side::Client, &config, 0)
}

#[test]
fn who_asks_sends_one_packet_and_asks_for_an_ack() {
    let mut end = end();
    end.machine.ask_alone();
    end.queue_full(3, true);
    assert_eq!(end.sent(), ["D1r"]);
    end.wait_ms(2000);
    assert_eq!(end.sent(), ["D1r"], "again, and alone");
    end.machine.answer_came(end.now);
    end.peer_ack(AckReason::Requested, 2, &[]);
    assert_eq!(end.sent().len(), 2, "the rest");
}

#[test]
fn a_request_of_one_packet_asks_for_an_ack_too() {
    let mut asking = end();
    asking.machine.ask_alone();
    asking.queue(b"all", true);
    assert_eq!(asking.sent(), ["D1rl"]);
    let mut other = end();
    other.queue(b"all", true);
    assert_eq!(other.sent(), ["D1l"]);
}

#[test]
fn who_waits_sends_nothing_and_bears_the_silence_from_then_on() {
    let mut end = end();
    end.machine.ask_alone();
    end.queue_full(3, true);
    assert!(end.machine.is_about_to_ask());
    end.machine.wait_for_answer(end.now);
    assert!(end.machine.waits_for_answer() && !end.machine.is_about_to_ask());
    assert_eq!(end.sent(), [""; 0]);
    // What makes a call look at its timers anew makes it ask nothing of a peer that does not know it.
    end.machine.handle_mtu_report(end.now, 600);
    for _ in 0..19 {
        end.wait_ms(500);
        assert_eq!(end.sent(), [""; 0]);
    }
    assert_eq!(end.machine.completion(), None);
    end.wait_ms(501);
    let silent = Some(Failure::PeerSilent);
    let failure = |completion: &Completion| match completion {
        Completion::LocallyAborted { error, .. } => Some(*error),
        _ => None,
    };
    assert_eq!(end.machine.completion().and_then(failure), silent);
    assert_eq!(end.sent(), [""; 0], "nobody knows of it");
    assert!(!end.machine.is_exposed());
}

#[test]
fn who_waited_goes_on_when_it_may_ask_or_an_answer_came() {
    let mut end = end();
    end.machine.ask_alone();
    end.queue_full(3, true);
    end.machine.wait_for_answer(end.now);
    end.wait_ms(9000);
    end.machine.ask_alone();
    assert_eq!(end.sent(), ["D1r"]);
    end.wait_ms(1001);
    assert!(end.machine.completion().is_some(), "the silence was borne from when it waited");

    let mut end = self::end();
    end.queue_full(3, true);
    end.machine.wait_for_answer(end.now);
    end.wait_ms(9000);
    end.machine.answer_came(end.now);
    assert_eq!(end.sent().len(), 3);
    end.wait_ms(1001);
    assert_eq!(end.machine.completion(), None, "the peer is there");
}

/// The peer's own word on its window counts.
#[test]
fn an_answer_changes_no_window_that_the_peer_has_said() {
    let mut end = end();
    end.machine.ask_alone();
    end.queue_full(5, true);
    assert_eq!(end.sent().len(), 1);
    end.peer_ack_for(AckReason::Requested, 2, &[], rxrpc_wire::Serial(1), 1);
    end.machine.answer_came(end.now);
    assert_eq!(end.sent().len(), 1, "one more");
}
