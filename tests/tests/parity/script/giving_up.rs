//! Calls that their users give up: for a reason, in time or not, and by user call IDs that are free at once.

use super::messages::receive_all;
use super::{NONE, Pair, SERVICE, about, id, to};
use crate::trace::{Trace, data, done, eventually, value};
use crate::verbs::FrontEnd;
use rxrpc_core::message::{Control, MessageFlags, UserCallId};
use rxrpc_core::{AbortCode, CallError};

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    reasons(trace, front_end);
    life(trace, front_end);
    released(trace, front_end);
    charges_released(trace, front_end);
}

fn reasons(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("aborts for a reason");
    let pair = Pair::new(front_end);
    let (call, mut served) = pair.open();
    trace.say("in time", call.abort_for(AbortCode(5), "had enough"));
    trace.say("a second time", call.abort_for(AbortCode(6), "again"));
    trace.say("the peer is told the code", data(served.take_request(5000)));
    trace.say("too late", served.abort_for(AbortCode(7), "late"));
    drop((call, served));
    pair.settle();
    let mut calls: Vec<_> =
        (0..4).map(|_| pair.client.call(pair.service).expect("a slot")).collect();
    let begun = pair.client.begin_call(pair.service, &rxrpc_core::CallOptions::new());
    let begun = begun.expect("it may be begun");
    trace.say("of one that waits for a slot", begun.abort_for(AbortCode(8), "no slot"));
    trace.say("it", done(begun.wait_ended()));
    calls.clear();
    drop(begun);
    pair.settle();
}

fn life(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("whether a call lives");
    let pair = Pair::new(front_end);
    let (mut call, mut served) = pair.asked();
    trace.say("on its way", call.is_alive() && served.is_alive());
    served.send_last(&[b'r'; 3000]).expect("room");
    call.wait_ended().expect("the reply");
    trace.say("with an unread reply", call.is_alive());
    call.recv(&mut [0; 100]).expect("data");
    trace.say("partly read", call.is_alive());
    call.take_rest(3000).expect("data");
    trace.say("all read", call.is_alive());
    served.wait_ended().expect("the client has it");
    trace.say("the service's", served.is_alive());
    let (mut call, mut served) = pair.open();
    std::thread::scope(|scope| {
        scope.spawn(|| call.send_last(&[b'q'; 500_000]).expect("room"));
        served.take_request(1 << 20).expect("the request");
    });
    trace.say("its round trip is known", call.smoothed_rtt().is_some());
    call.abort(AbortCode(1));
    trace.say("aborted", call.is_alive());
    drop((call, served));
    pair.settle();
}

fn released(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("user call IDs given up");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    trace.say("one of nothing", value(socket.release_id(UserCallId(1))));
    let control = [id(1)];
    let more = to(pair.service, &control, &[b'q'; 1500]).flags(MessageFlags::MORE);
    socket.sendmsg(&more).expect("a slot");
    let mut served = pair.incoming.accept().expect("the call");
    trace.say("one of a call", value(socket.release_id(UserCallId(1))));
    trace.say("again", value(socket.release_id(UserCallId(1))));
    trace.say("IDs", pair.client.statistics().user_call_ids);
    trace.say("the service hears of it", data(served.take_request(2000)));
    trace.say("nothing is told", value(socket.recvmsg(&mut [0; 10], MessageFlags::DONTWAIT)));
    socket.sendmsg(&to(pair.service, &control, b"another")).expect("a slot");
    let mut served = pair.incoming.accept().expect("the call");
    trace.say("the ID is free: service take_request", data(served.take_request(20)));
    served.send_last(b"reply").expect("room");
    receive_all(trace, "recvmsg", &*socket);
    trace.say("the end frees it, too", value(socket.release_id(UserCallId(1))));
    socket.close();
    trace.say("closed", value(socket.release_id(UserCallId(1))));
    drop(served);
    pair.settle();
}

fn charges_released(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("charged IDs given up");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    socket.bind(SERVICE).expect("a free service");
    socket.listen(2).expect("a backlog");
    let charge = |number| [id(number), Control::ChargeAccept];
    for number in [1, 2] {
        trace.say("charge", value(socket.sendmsg(&about(&charge(number), b""))));
    }
    trace.say("one beyond the backlog", value(socket.sendmsg(&about(&charge(3), b""))));
    trace.say("the first is given up", value(socket.release_id(UserCallId(1))));
    trace.say("there is room", value(socket.sendmsg(&about(&charge(3), b""))));
    let here = rxrpc_core::ServiceAddress::new(pair.client.local_addr(), SERVICE);
    let mut call = pair.server.call(here).expect("a slot");
    call.send_last(b"hello").expect("room");
    receive_request(trace, &*socket);
    trace.say("its call is given up", value(socket.release_id(UserCallId(2))));
    let ended = call.take_rest(10);
    trace.say("its client", data(ended));
    eventually("it is over", || !call.is_alive());
    assert!(matches!(call.wait_ended(), Err(CallError::Aborted(_))));
}

fn receive_request(trace: &mut Trace, socket: &dyn crate::verbs::Socket) {
    let mut buf = [0; 10];
    let received = socket.recvmsg(&mut buf, NONE);
    trace.say("recvmsg", crate::trace::message(received, &buf));
}
