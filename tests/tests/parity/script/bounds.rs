//! What bounds a call: slots, deadlines, timeouts of waits, lengths.

use super::{Pair, SHORT, four_slots, pattern};
use crate::trace::{Trace, data, done, eventually, value};
use crate::verbs::FrontEnd;
use rxrpc_core::{CallOptions, Config, ServiceAddress};
use std::sync::mpsc;

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    slots(trace, front_end);
    deadlines(trace, front_end);
    timeouts(trace, front_end);
    lengths(trace, front_end);
    busy(trace, front_end);
}

fn slots(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("slots are waited for");
    let pair = Pair::new(front_end);
    let mut calls: Vec<_> =
        (0..4).map(|_| pair.client.call(pair.service).expect("a slot")).collect();
    let (send, served) = mpsc::channel();
    std::thread::scope(|scope| {
        for number in 5..=6 {
            let (client, send, service) = (&pair.client, send.clone(), pair.service);
            scope.spawn(move || {
                let call = client.call(service);
                send.send(call).expect("somebody asks");
            });
            eventually("it waits", || client.statistics().slot_waiters == number - 4);
        }
        trace.say("waiting", pair.client.statistics().slot_waiters);
        let mut later = Vec::new();
        for _ in 5..=6 {
            drop(calls.pop());
            // Mostly the one that has waited longest; a slot that its thread does not come for within
            // some milliseconds goes to the other.
            let call = served.recv().expect("a call").expect("a slot");
            let identity = call.identity().expect("a slot");
            trace.say("one of them has a slot", format!("{:?}", identity.call_number));
            later.push(call);
        }
        trace.say("waiting", pair.client.statistics().slot_waiters);
    });
    drop(calls);
    pair.settle();
}

fn deadlines(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("deadlines");
    let pair = Pair::new(front_end);
    let options = CallOptions::new().hard_timeout(SHORT);
    let mut call = pair.client.call_with(pair.service, &options).expect("a slot");
    trace.say("client recv until its deadline", value(call.recv(&mut [0; 8])));
    trace.say("client wait_ended", done(call.wait_ended()));
    trace.say("client send", done(call.send(b"x")));
    drop(call);
    let calls: Vec<_> = (0..4).map(|_| pair.client.call(pair.service).expect("a slot")).collect();
    let late = pair.client.call_with(pair.service, &options);
    trace.say("call_with whose deadline passes before it has a slot", done(late));
    trace.say("waiting for a slot", pair.client.statistics().slot_waiters);
    trace.say("calls alive", pair.client.statistics().live_calls);
    drop(calls);
    pair.settle();
}

fn timeouts(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("timeouts of waits");
    let pair = Pair::new(front_end);
    trace.say("accept_timeout", done(pair.incoming.accept_timeout(SHORT)));
    let (mut call, mut served) = pair.asked();
    call.set_timeout(Some(SHORT));
    trace.say("client recv", value(call.recv(&mut [0; 8])));
    trace.say("client recv_bytes", value(call.recv_bytes()));
    trace.say("client take_rest", data(call.take_rest(8)));
    trace.say("client wait_ended", done(call.wait_ended()));
    call.set_timeout(None);
    served.send_last(b"answer").expect("room");
    trace.say("nothing is lost: client take_rest", data(call.take_rest(8)));
    drop((call, served));

    let (mut call, mut served) = pair.open();
    call.set_timeout(Some(SHORT));
    // More than any window and buffer hold, and the service does not read.
    trace.say("client send of 8 MiB", done(call.send(&pattern(8 << 20))));
    trace.say("the call goes on", call.identity().is_some());
    served.abort(rxrpc_core::AbortCode(5));
    call.set_timeout(None);
    trace.say("until it is aborted: client wait_ended", done(call.wait_ended()));
    trace.say("client send", done(call.send(b"x")));
    trace.say("service take_request", data(served.take_request(10)));
    drop((call, served));
    pair.settle();
}

fn lengths(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("announced lengths");
    let pair = Pair::new(front_end);
    let mut options = CallOptions::new();
    options.announced_length = Some(5);
    let mut call = pair.client.call_with(pair.service, &options).expect("a slot");
    trace.say("more bytes", done(call.send(b"sixsix")));
    trace.say("fewer bytes and the end", done(call.send_last(b"four")));
    trace.say("as many", done(call.send_last(b"five!")));
    let mut served = pair.incoming.accept().expect("the call");
    trace.say("service take_request", data(served.take_request(10)));
    drop((call, served));
    pair.settle();
}

fn busy(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("a backlog that is full");
    let mut config = Config::default();
    config.backlog = 1;
    let server = front_end.endpoint(config, None);
    let incoming = server.incoming(super::SERVICE).expect("a free service");
    let client = front_end.endpoint(four_slots(), None);
    let service = ServiceAddress::new(server.local_addr(), super::SERVICE);
    let mut first = client.call(service).expect("a slot");
    first.send_last(b"first").expect("room");
    eventually("it has come", || server.statistics().calls_received == 1);
    let options = CallOptions::new().hard_timeout(SHORT);
    let mut second = client.call_with(service, &options).expect("a slot");
    // Its deadline may pass before.
    let _ = second.send_last(b"second");
    trace.say("a second call gets nothing but its deadline", value(second.recv(&mut [0; 8])));
    trace.say("calls that were let in", server.statistics().calls_received);
    let mut served = incoming.accept().expect("the first");
    trace.say("service take_request", data(served.take_request(100)));
    let mut third = client.call(service).expect("a slot");
    third.send_last(b"third").expect("room");
    let mut served = incoming.accept().expect("the third");
    trace.say("then there is room again: service take_request", data(served.take_request(100)));
}
