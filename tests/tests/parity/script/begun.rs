//! Calls that are begun while no slot is free, and what is set and asked of calls that exist.

use super::{Pair, SHORT};
use crate::trace::{Trace, data, done, value};
use crate::verbs::{Call, FrontEnd};
use rxrpc_core::{AbortCode, CallOptions, CallTimeouts};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    given_before_the_slot(trace, front_end);
    ends_of_the_wait(trace, front_end);
    end_of_sending(trace, front_end);
    lengths_and_limits(trace, front_end);
}

/// A pair all of whose slots are taken by the calls with it.
fn crowded(front_end: &dyn FrontEnd) -> (Pair, Vec<Box<dyn Call>>) {
    let pair = Pair::new(front_end);
    let calls = (0..4).map(|_| pair.client.try_call(pair.service).expect("a free slot")).collect();
    (pair, calls)
}

fn given_before_the_slot(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("a call that is begun while no slot is free");
    let (pair, mut calls) = crowded(front_end);
    let options = CallOptions::new();
    let mut begun = pair.client.begin_call(pair.service, &options).expect("it never waits");
    trace.say("it has a channel", begun.identity().is_some());
    trace.say("send", done(begun.send(b"given ")));
    trace.say("send_last", done(begun.send_last(b"early")));
    trace.say("send after its end", done(begun.send(b"late")));
    trace.say("end_send again", done(begun.end_send()));
    begun.set_timeout(Some(SHORT));
    trace.say("take_rest, which waits for the slot", data(begun.take_rest(10)));
    begun.set_timeout(None);
    drop(calls.pop());
    let mut served = pair.incoming.accept().expect("the call");
    trace.say("service take_request", data(served.take_request(100)));
    trace.say("service send_last", done(served.send_last(b"reply")));
    trace.say("take_rest", data(begun.take_rest(10)));
    drop((begun, served));
    let mut begun = pair.client.begin_call(pair.service, &options).expect("it never waits");
    trace.say("one begun with a free slot has a channel", begun.identity().is_some());
    trace.say("send_last", done(begun.send_last(b"request")));
    drop((begun, calls));
    pair.settle();
}

fn ends_of_the_wait(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("begun calls that end before they have a slot");
    let (pair, calls) = crowded(front_end);
    let mut aborted =
        pair.client.begin_call(pair.service, &CallOptions::new()).expect("it never waits");
    trace.say("send", done(aborted.send(b"never sent")));
    aborted.abort(AbortCode(7));
    trace.say("send after an abort", done(aborted.send(b"x")));
    trace.say("recv after an abort", value(aborted.recv(&mut [0; 8])));
    let options = CallOptions::new().hard_timeout(SHORT);
    let mut late = pair.client.begin_call(pair.service, &options).expect("it never waits");
    trace.say("take_rest beyond its deadline", data(late.take_rest(10)));
    drop((aborted, late));
    let dropped = pair.client.begin_call(pair.service, &CallOptions::new());
    drop(dropped);
    drop(calls);
    pair.settle();
    trace.say("calls that the service saw", pair.server.statistics().calls_received);
}

fn end_of_sending(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("the end of what is sent is told");
    let (pair, mut calls) = crowded(front_end);
    let running = calls.pop().expect("four run");
    let begun = pair.client.begin_call(pair.service, &CallOptions::new()).expect("it never waits");
    for (what, mut call) in [("with a slot", running), ("without a slot", begun)] {
        let told = Arc::new(AtomicU32::new(0));
        let count = told.clone();
        call.on_sent_all(Box::new(move || {
            count.fetch_add(1, Ordering::Relaxed);
        }));
        call.set_timeout(Some(SHORT));
        trace.say(format!("{what}: sent_all before the end"), done(call.sent_all()));
        trace.say("send", done(call.send(b"request")));
        trace.say("told", told.load(Ordering::Relaxed));
        trace.say("end_send", done(call.end_send()));
        trace.say("told", told.load(Ordering::Relaxed));
        trace.say("sent_all", done(call.sent_all()));
        call.abort(AbortCode(7));
    }
    let aborted = calls.pop().expect("three run");
    aborted.abort(AbortCode(7));
    trace.say("sent_all of an aborted call", done(aborted.sent_all()));
    drop((aborted, calls));
    pair.settle();
}

fn lengths_and_limits(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("lengths and limits of calls that exist");
    let pair = Pair::new(front_end);
    let (mut call, mut served) = pair.asked();
    trace.say("client's length after its request", done(call.set_transmit_length(8)));
    trace.say("service announces a reply of 3", done(served.set_transmit_length(3)));
    trace.say("and again", done(served.set_transmit_length(3)));
    trace.say("send_last of 2", done(served.send_last(b"xy")));
    trace.say("send_last of 3", done(served.send_last(b"xyz")));
    trace.say("client take_rest", data(call.take_rest(10)));
    let (mut call, other) = pair.asked();
    call.set_call_timeouts(&CallTimeouts::new().hard(Some(SHORT)));
    trace.say("client take_rest beyond a limit set late", data(call.take_rest(10)));
    let (call, mut served) = pair.open();
    served.set_call_timeouts(&CallTimeouts::new().idle(Some(SHORT)));
    trace.say("service take_request beyond its patience", data(served.take_request(10_000)));
    drop((call, served, other));
    pair.settle();
}
