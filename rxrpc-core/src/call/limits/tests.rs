//! Limits that are set on calls with a slot and without one.

use super::*;
use crate::call::begin::tests::{Crowd, ready};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn a_hard_limit_is_set_anew_whether_or_not_the_call_has_its_slot() {
    let mut crowd = Crowd::new();
    let calls = [crowd.begin(), crowd.running[0].clone()];
    let start = crowd.now;
    for (at, seconds) in [(0, 5), (3, 100), (50, 10)] {
        crowd.now = start + at * SECOND;
        crowd.client.handle_timeout(crowd.now);
        for call in &calls {
            assert!(!call.has_ended(), "after {at} s");
            let timeouts = CallTimeouts::new().hard(Some(seconds * SECOND));
            crowd.client.set_call_timeouts(crowd.now, call, &timeouts);
            crowd.client.set_call_timeouts(crowd.now, call, &CallTimeouts::new());
            let zero = CallTimeouts::new().hard(Some(Duration::ZERO));
            crowd.client.set_call_timeouts(crowd.now, call, &zero);
            assert_eq!(call.deadline(), Some(crowd.now + seconds * SECOND));
        }
    }
    crowd.client.handle_timeout(start + 59 * SECOND);
    assert!(calls.iter().all(|call| !call.has_ended()));
    crowd.client.handle_timeout(start + 60 * SECOND);
    for call in &calls {
        assert_eq!(call.failure(), Some(CallError::DeadlinePassed));
        assert_eq!(call.deadline(), None);
    }
}

#[test]
fn the_silence_that_is_borne_is_set_before_the_slot_comes() {
    let mut crowd = Crowd::new();
    let call = crowd.begin();
    let timeouts = CallTimeouts::new().normal(Some(3 * SECOND));
    crowd.client.set_call_timeouts(crowd.now, &call, &timeouts);
    crowd.give(&call, b"request", false).unwrap();
    crowd.now += 10 * SECOND;
    let ends = crowd.running.pop().expect("one runs");
    crowd.client.release(&ends);
    while crowd.client.poll_transmit(crowd.now, 16, &mut Vec::new()).is_some() {}
    assert!(call.state().is_some());
    crowd.client.handle_timeout(crowd.now + 2 * SECOND);
    assert!(!call.has_ended());
    crowd.client.handle_timeout(crowd.now + 3 * SECOND);
    assert_eq!(call.failure(), Some(CallError::PeerSilent));
}

#[test]
fn a_length_is_announced_once_and_before_data() {
    let mut crowd = Crowd::new();
    let waits = crowd.begin();
    for call in [&waits, &crowd.running[0]] {
        let announce = |bytes| ready(crowd.client.set_transmit_length(call, bytes, Waiting::Never));
        assert_eq!(announce(5), Ok(()));
        assert_eq!(announce(6), Err(CallError::TooLateForLength));
        assert_eq!(crowd.give(call, b"123456", true), Err(CallError::MessageSize));
        crowd.give(call, b"12345", false).unwrap();
        assert_eq!(announce(5), Err(CallError::TooLateForLength));
    }
    crowd.exchange();
    let (served, request) = crowd.served().expect("it came");
    assert_eq!(request, b"12345");
    let server = crowd.server.clone();
    let announce = |bytes| ready(server.set_transmit_length(&served, bytes, Waiting::Never));
    assert_eq!(announce(2), Ok(()));
    let send = |data: &[u8]| ready(server.send(&served, data, true, Waiting::Never, &mut 0));
    assert_eq!(send(b"xyz"), Err(CallError::MessageSize));
    assert_eq!(send(b"x"), Ok(()));
    assert_eq!(announce(2), Err(CallError::TooLateForLength));
    crowd.client.abort(&waits, rxrpc_wire::AbortCode(7));
    let ended = ready(crowd.client.set_transmit_length(&waits, 1, Waiting::Never));
    assert_eq!(ended, Err(CallError::LocallyAborted(rxrpc_wire::AbortCode(7))));
    crowd.free_one();
}
