//! Who learns when that all was given, of calls with a slot and without one.

use super::*;
use crate::call::begin::tests::{Crowd, poll, ready};
use rxrpc_wire::AbortCode;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Counts how often it was told, and sees whether the call's last packet was queued by then.
fn counted(crowd: &Crowd, call: &Arc<Call>) -> Arc<AtomicU32> {
    let count = Arc::new(AtomicU32::new(0));
    let (told, known) = (count.clone(), Arc::downgrade(call));
    crowd.client.on_sent_all(call, move || {
        crate::lock::ranked::assert_no_lock_held();
        let call = known.upgrade().expect("it is sent on");
        assert!(call.with_state(|state| state.was_all_given().is_none()), "it is told before");
        // Last: a panic of the above is caught, and seen in what is counted.
        told.fetch_add(1, Ordering::Relaxed);
    });
    count
}

#[test]
fn it_is_told_before_the_last_packet_is_queued_and_once() {
    let mut crowd = Crowd::new();
    for waits in [false, true] {
        let call = if waits { crowd.begin() } else { crowd.running[0].clone() };
        let count = counted(&crowd, &call);
        let mut sent_all = pin!(crowd.client.sent_all(&call));
        assert!(poll(sent_all.as_mut()).is_pending());
        crowd.give(&call, b"some", true).unwrap();
        assert_eq!(count.load(Ordering::Relaxed), 0);
        crowd.give(&call, b"rest", false).unwrap();
        assert_eq!(count.load(Ordering::Relaxed), 1, "waits: {waits}");
        assert_eq!(poll(sent_all.as_mut()), std::task::Poll::Ready(Ok(())));
    }
    crowd.free_one();
}

#[test]
fn who_comes_later_is_told_at_once() {
    let crowd = Crowd::new();
    for call in [crowd.begin(), crowd.running[0].clone()] {
        crowd.give(&call, b"all", false).unwrap();
        let count = Arc::new(AtomicU32::new(0));
        let told = count.clone();
        crowd.client.on_sent_all(&call, move || {
            told.fetch_add(1, Ordering::Relaxed);
        });
        assert_eq!(count.load(Ordering::Relaxed), 1);
        assert_eq!(ready(crowd.client.sent_all(&call)), Ok(()));
    }
}

#[test]
fn of_a_call_that_ends_before_nobody_is_told() {
    let crowd = Crowd::new();
    for call in [crowd.begin(), crowd.running[0].clone()] {
        let count = counted(&crowd, &call);
        crowd.client.abort(&call, AbortCode(7));
        let failed = Err(CallError::LocallyAborted(AbortCode(7)));
        assert_eq!(ready(crowd.client.sent_all(&call)), failed);
        assert!(crowd.give(&call, b"all", false).is_err());
        assert_eq!(count.load(Ordering::Relaxed), 0);
    }
}

/// A wait for room learns of the end that another user gives, and does not wait on.
#[test]
fn the_end_of_sending_ends_the_waits_for_room() {
    let crowd = Crowd::new();
    let call = crowd.begin();
    let mut waits = pin!(crowd.client.sent_all(&call));
    assert!(poll(waits.as_mut()).is_pending());
    ready(crowd.client.end_request(&call)).unwrap();
    assert!(call.with_state(|state| state.waiters.writable.is_empty()), "it was woken");
}

#[test]
fn a_panic_of_who_is_told_holds_up_no_data() {
    let mut crowd = Crowd::new();
    for waits in [false, true] {
        let call = if waits { crowd.begin() } else { crowd.running[0].clone() };
        crowd.client.on_sent_all(&call, || std::panic::resume_unwind(Box::new("as it was to")));
        crowd.give(&call, b"all", false).unwrap();
        assert_eq!(ready(crowd.client.sent_all(&call)), Ok(()), "waits: {waits}");
    }
    crowd.free_one();
}
