//! The end of an endpoint: refused calls, waits that end, what peers are told.

use super::{LONG, NONE, Pair, SERVICE, SHORT, about, id, to};
use crate::trace::{Trace, data, done, eventually, message, value};
use crate::verbs::{FrontEnd, Handler};
use rxrpc_core::message::{Control, MessageFlags};
use rxrpc_core::{AbortCode, CallOptions, Config, ServiceAddress};
use std::time::Duration;

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    after_close(trace, front_end);
    grace(trace, front_end);
    waits_end(trace, front_end);
    last_handle(trace, front_end);
}

fn after_close(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("a closed endpoint");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    let (mut call, mut served) = pair.open();
    let control = [id(1)];
    let more = to(pair.service, &control, &[b'q'; 1500]).flags(MessageFlags::MORE);
    socket.sendmsg(&more).expect("a slot");
    let _other = pair.incoming.accept().expect("the call");
    pair.client.close(Duration::ZERO);
    trace.say("its call: recv", value(call.recv(&mut [0; 8])));
    trace.say("its call: send", done(call.send(b"x")));
    trace.say("at the service: take_request", data(served.take_request(5000)));
    trace.say("call", done(pair.client.call(pair.service)));
    trace.say("try_call", done(pair.client.try_call(pair.service)));
    let begun = pair.client.begin_call(pair.service, &CallOptions::new());
    trace.say("begin_call", done(begun));
    trace.say("request", data(pair.client.request(pair.service, b"x")));
    trace.say("incoming", done(pair.client.incoming(SERVICE)));
    trace.say("bind", value(socket.bind(SERVICE)));
    trace.say("sendmsg of a new call", value(socket.sendmsg(&to(pair.service, &[id(2)], b"x"))));
    trace.say("sendmsg of an old call", value(socket.sendmsg(&about(&control, b"x"))));
    let charge = [id(3), Control::ChargeAccept];
    trace.say("charge", value(socket.sendmsg(&about(&charge, &[]))));
    let received = socket.recvmsg(&mut [0; 8], NONE);
    trace.say("recvmsg", message(received, &[]));
    let received = socket.recvmsg(&mut [0; 8], MessageFlags::DONTWAIT);
    trace.say("recvmsg with DONTWAIT", message(received, &[]));
    let now = pair.client.statistics();
    trace.say(
        "left",
        format!("calls {} slots {} IDs {}", now.live_calls, now.slots_in_use, now.user_call_ids),
    );
    pair.client.close(LONG);
    trace.say("closed again", "ok");
}

fn grace(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("close with grace");
    let server = front_end.endpoint(Config::default(), None);
    let echo = server.serve(SERVICE, 1, Handler::Echo).expect("a free service");
    let client = front_end.endpoint(Config::default(), None);
    let service = ServiceAddress::new(server.local_addr(), SERVICE);
    let mut call = client.call(service).expect("a slot");
    call.send(&[b'q'; 1500]).expect("room");
    eventually("it has come", || server.statistics().calls_received == 1);
    std::thread::scope(|scope| {
        let handle = server.another_handle();
        let close = scope.spawn(move || handle.close(LONG));
        // The call is alive until its client has the reply, so the close waits for it.
        call.end_send().expect("the end");
        trace.say("a call that was under way: take_rest", data(call.take_rest(2000)));
        close.join().expect("no panic");
    });
    // Nobody is at that address any more, whatever handles are left.
    trace.say("request", data(client.request(service, b"x")));
    drop(echo);
}

fn waits_end(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("a close ends every wait");
    let pair = Pair::new(front_end);
    let serves = pair.server.message_socket();
    serves.bind(rxrpc_core::ServiceId(148)).expect("a free service");
    serves.listen(1).expect("a small backlog");
    std::thread::scope(|scope| {
        let (server, serves, incoming) = (&pair.server, &serves, &pair.incoming);
        let accept = scope.spawn(move || done(incoming.accept()));
        let receive = scope.spawn(move || message(serves.recvmsg(&mut [0; 8], NONE), &[]));
        eventually("it waits", || server.statistics().receivers == 1);
        server.close(SHORT);
        trace.say("accept", accept.join().expect("no panic"));
        trace.say("recvmsg", receive.join().expect("no panic"));
    });
    let calls: Vec<_> = (0..4).map(|_| pair.client.call(pair.service).expect("a slot")).collect();
    std::thread::scope(|scope| {
        let (client, service) = (&pair.client, pair.service);
        let call =
            scope.spawn(move || done(client.call(service).and_then(|call| call.wait_ended())));
        eventually("it waits", || client.statistics().slot_waiters == 1);
        client.close(Duration::ZERO);
        // It may get the slot of one that the close ended before it.
        trace.say("call that waits for a slot", call.join().expect("no panic"));
    });
    trace.say(
        "the others",
        calls.iter().map(|call| done(call.wait_ended())).collect::<Vec<_>>().join("; "),
    );
}

fn last_handle(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("the last handle of an endpoint is dropped");
    let Pair { server, incoming, client, service } = Pair::new(front_end);
    let mut call = client.call(service).expect("a slot");
    call.send(&[b'q'; 1500]).expect("room");
    let mut served = incoming.accept().expect("the call");
    drop(client);
    trace.say("a call keeps it open: send", done(call.send(b"x")));
    let another = server.another_handle();
    drop(server);
    let address = another.local_addr();
    drop((another, incoming));
    trace.say("so does one at the service: abort", {
        served.abort(AbortCode(4));
        value(call.recv(&mut [0; 8]))
    });
    trace.say("service take_request", data(served.take_request(5000)));
    let free = || std::net::UdpSocket::bind(address).is_ok();
    trace.say("the address is free", free());
    drop((served, call));
    eventually("the address is free", free);
    trace.say("with the last call it is", "free");
}
