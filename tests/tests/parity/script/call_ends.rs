//! The ways in which a call of the call face ends.

use super::{LONG, Pair, SERVICE};
use crate::trace::{Trace, data, done, value};
use crate::verbs::FrontEnd;
use rxrpc_core::{AbortCode, CallOptions, ServiceAddress, ServiceId};
use std::net::SocketAddr;
use std::time::Duration;

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    aborts(trace, front_end);
    drops(trace, front_end);
    nothing_read(trace, front_end);
    nobody_there(trace, front_end);
    bad_targets(trace, front_end);
}

fn aborts(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("aborts");
    let pair = Pair::new(front_end);
    let (mut call, mut served) = pair.open();
    call.abort(AbortCode(-455));
    trace.say("the client aborts; service take_request", data(served.take_request(5000)));
    trace.say("service send", done(served.send(b"x")));
    trace.say("service wait_ended", done(served.wait_ended()));
    trace.say("service end_send", done(served.end_send()));
    trace.say("client recv", value(call.recv(&mut [0; 8])));
    trace.say("client send", done(call.send(b"x")));
    trace.say("client discard_rest", value(call.discard_rest()));

    let (mut call, served) = pair.asked();
    served.abort(AbortCode(77));
    trace.say("the service aborts; client recv", value(call.recv(&mut [0; 8])));
    trace.say("client try_recv", value(call.try_recv(&mut [0; 8])));
    trace.say("client wait_ended", done(call.wait_ended()));
    served.abort(AbortCode(78));
    trace.say("a second abort changes nothing", done(served.wait_ended()));

    let (mut call, mut served) = pair.asked();
    served.send_last(b"done").expect("room");
    call.wait_ended().expect("the end");
    call.abort(AbortCode(79));
    trace.say("an abort after the end; client take_rest", data(call.take_rest(10)));
    trace.say("service wait_ended", done(served.wait_ended()));
    drop((call, served));
    pair.settle();
}

fn drops(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("handles dropped");
    let pair = Pair::new(front_end);
    let (call, mut served) = pair.open();
    drop(call);
    trace.say("the client's; service take_request", data(served.take_request(5000)));
    drop(served);
    let (mut call, served) = pair.asked();
    drop(served);
    trace.say("the service's; client recv", value(call.recv(&mut [0; 8])));
    drop(call);
    let (mut call, mut served) = pair.asked();
    served.send_last(b"goes on").expect("room");
    drop(served);
    trace.say("the service's after its end; client take_rest", data(call.take_rest(100)));
    drop(call);
    pair.settle();
    trace.say("slots in use", pair.client.statistics().slots_in_use);
}

fn nothing_read(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("ended without reading");
    let pair = Pair::new(front_end);
    let mut call = pair.client.call(pair.service).expect("a free slot");
    call.send(b"not ended").expect("room");
    std::thread::scope(|scope| {
        // It waits for the service, which needs the end of the request that it brings.
        let discard = scope.spawn(move || call.discard_rest());
        let mut served = pair.incoming.accept().expect("the call");
        trace.say("service take_request", data(served.take_request(100)));
        served.send(b"not read").expect("room");
        trace.say("service end_send", done(served.end_send()));
        trace.say("client discard_rest", value(discard.join().expect("no panic")));
    });
    let (mut call, mut served) = pair.asked();
    served.send_last(b"x").expect("room");
    trace.say("client discard_rest", value(call.discard_rest()));
    let (mut call, mut served) = pair.open();
    served.set_timeout(Some(super::SHORT));
    trace.say("service end_send before it has the request", done(served.end_send()));
    drop(served);
    trace.say("client discard_rest", value(call.discard_rest()));
    pair.settle();
}

fn nobody_there(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("nobody there");
    let pair = Pair::new(front_end);
    let unknown = ServiceAddress::new(pair.server.local_addr(), ServiceId(9));
    trace.say("a service that is not offered", data(pair.client.request(unknown, b"x")));
    // What an ICMP error ends is read from the system where that tells it.
    if cfg!(target_os = "linux") {
        let closed = std::net::UdpSocket::bind("127.0.0.1:0").expect("a port");
        let address = closed.local_addr().expect("an address");
        drop(closed);
        let nobody = ServiceAddress::new(address, SERVICE);
        trace.say("a port that is closed", data(pair.client.request(nobody, b"x")));
    }
    pair.settle();
}

fn bad_targets(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("addresses that do not fit");
    let pair = Pair::new(front_end);
    let here = pair.server.local_addr();
    let v6: SocketAddr = "[::1]:7001".parse().expect("an address");
    for (what, target) in [
        ("service 0", ServiceAddress::new(here, ServiceId(0))),
        ("port 0", ServiceAddress::new(SocketAddr::new(here.ip(), 0), SERVICE)),
        ("IPv6 from an IPv4 socket", ServiceAddress::new(v6, SERVICE)),
    ] {
        trace.say(format!("{what}, call"), done(pair.client.call(target)));
        trace.say(format!("{what}, try_call"), done(pair.client.try_call(target)));
        trace.say(format!("{what}, request"), data(pair.client.request(target, b"x")));
    }
    let zero = CallOptions::new().hard_timeout(Duration::ZERO);
    trace.say("a hard timeout of 0 is none", done(pair.client.call_with(pair.service, &zero)));
    let far = CallOptions::new().hard_timeout(LONG);
    trace.say("one that is far", done(pair.client.call_with(pair.service, &far)));
}
