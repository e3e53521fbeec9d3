//! Calls that are begun while no slot is free.

use super::{Pair, SHORT};
use crate::trace::{Trace, data, done, value};
use crate::verbs::{Call, FrontEnd};
use rxrpc_core::{AbortCode, CallOptions};

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    given_before_the_slot(trace, front_end);
    ends_of_the_wait(trace, front_end);
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
