//! One machine that knows no round trip: when it looks for one that others know, and what it makes of that.

use super::timeout::{data_only, schedule};
use crate::proto::tests::support::End;
use rxrpc_wire::AckReason;

/// When a call of three packets, or of one, looks for a round trip, and when it sends again what; at each look it is told
/// what `told` says, by the time.
fn looks(packets: usize, told: impl Fn(u128) -> Option<u64>) -> (Vec<u128>, u128, Vec<String>) {
    let mut end = End::client();
    end.queue_full(packets, true);
    end.transmit();
    let (start, mut looks) = (end.now, Vec::new());
    loop {
        end.now = end.machine.poll_timeout().expect("it waits for an answer");
        let when = (end.now - start).as_millis();
        if end.machine.handle_timeout(end.now) {
            looks.push(when);
            if let Some(round_trip) = told(when) {
                let mut other = End::client();
                other.knows_rtt(round_trip);
                let rate = other.machine.rate_estimate().expect("it has measured one");
                end.machine.take_over_round_trip(end.now, rate);
            }
        }
        let sent = end.sent();
        if !sent.is_empty() {
            return (looks, when, sent);
        }
    }
}

#[test]
fn who_knows_no_round_trip_looks_for_one_and_waits_no_longer_or_shorter_for_that() {
    let again = |packet: &str| (vec![30, 90, 210, 450, 930], 1000, vec![packet.to_owned()]);
    assert_eq!(looks(3, |_| None), again("D1r"));
    assert_eq!(looks(1, |_| None), again("D1rl"));
    // What says that it takes longer is of no use.
    assert_eq!(looks(3, |_| Some(20_000)), again("D1r"));
}

#[test]
fn a_round_trip_that_another_call_knows_brings_the_probe_forward() {
    let again =
        |looks: &[u128], when, packet: &str| (looks.to_vec(), when, vec![packet.to_owned()]);
    assert_eq!(looks(3, |_| Some(5)), again(&[30], 40, "D3rl"));
    assert_eq!(looks(3, |_| Some(100)), again(&[30], 210, "D3rl"));
    assert_eq!(looks(1, |_| Some(5)), again(&[30], 160, "D1rl"));
    // The last look is the first that finds something: there is no time for a probe and its answer.
    let late = |round_trip| move |when| (when >= 930).then_some(round_trip);
    assert_eq!(looks(3, late(5)), again(&[30, 90, 210, 450, 930], 940, "D1r"));
    assert_eq!(looks(1, late(250)), again(&[30, 90, 210, 450, 930], 940, "D1rl"));
    // Nor is there for that of a lone packet: this is the timeout by the round trip.
    assert_eq!(looks(1, |_| Some(300)), again(&[30], 804, "D1rl"));
}

#[test]
fn packets_without_news_put_no_timeout_off() {
    let mut end = End::client();
    end.queue_full(3, true);
    end.transmit();
    let start = end.now;
    let log: Vec<_> = (0..40)
        .flat_map(|_| {
            let before = (end.now - start).as_millis();
            let log = schedule(&mut end, 50);
            end.peer_ack(AckReason::Ping, 1, &[]);
            end.sent();
            data_only(log).into_iter().map(move |(when, packet)| (before + when, packet))
        })
        .collect();
    assert_eq!(log.first(), Some(&(1000, "D1r".to_owned())));
}
