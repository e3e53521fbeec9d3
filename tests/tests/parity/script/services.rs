//! Services: bound, served by handlers, stopped.

use super::{LONG, Pair, SERVICE, SHORT};
use crate::trace::{Trace, data, done, eventually, value};
use crate::verbs::{FrontEnd, Handler};
use rxrpc_core::{AbortCode, Config, ServiceAddress, ServiceId};

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    binding(trace, front_end);
    handlers(trace, front_end);
    stopping(trace, front_end);
    in_turn(trace, front_end);
}

fn binding(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("services are bound once");
    let pair = Pair::new(front_end);
    let serves = pair.server.message_socket();
    trace.say("the bound one", pair.incoming.service().0);
    trace.say("incoming, again", done(pair.server.incoming(SERVICE)));
    trace.say("serve, again", done(pair.server.serve(SERVICE, 1, Handler::Echo)));
    trace.say("bind, again", value(serves.bind(SERVICE)));
    trace.say("service 0", done(pair.server.incoming(ServiceId(0))));
    let waiting = {
        let mut call = pair.client.call(pair.service).expect("a slot");
        call.send_last(b"x").expect("room");
        eventually("it has come", || pair.server.statistics().calls_received == 1);
        call
    };
    let Pair { server, incoming, client, service } = pair;
    drop(incoming);
    trace.say("unbound; the call that nobody took", done(waiting.wait_ended()));
    trace.say("request", data(client.request(service, b"x")));
    trace.say("incoming", done(server.incoming(SERVICE)));
}

fn handlers(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("handlers");
    let server = front_end.endpoint(Config::default(), None);
    let client = front_end.endpoint(Config::default(), None);
    for (number, handler) in
        [Handler::Echo, Handler::EchoAndEnd, Handler::Refuse(AbortCode(1234)), Handler::Panic]
            .into_iter()
            .enumerate()
    {
        let service = ServiceId(200 + number as u16);
        let _server = server.serve(service, 1, handler).expect("a free service");
        let service = ServiceAddress::new(server.local_addr(), service);
        for body in [b"storm".as_slice(), b"calm"] {
            let reply = client.request(service, body);
            trace.say(format!("{handler:?}, {:?}", body.escape_ascii().to_string()), data(reply));
        }
    }
    super::settle(&*server);
}

fn stopping(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("a service is stopped");
    let server = front_end.endpoint(Config::default(), None);
    let client = front_end.endpoint(Config::default(), None);
    let service = ServiceAddress::new(server.local_addr(), SERVICE);
    let echo = server.serve(SERVICE, 2, Handler::Echo).expect("a free service");
    trace.say("request", data(client.request(service, b"x")));
    echo.stop();
    trace.say("stopped: request", data(client.request(service, b"x")));
    let echo = server.serve(SERVICE, 2, Handler::Echo);
    trace.say("serve again", if echo.is_ok() { "ok" } else { "refused" });
    trace.say("request", data(client.request(service, b"x")));
    let echo = echo.expect("as was told");
    std::thread::scope(|scope| {
        let handle = server.another_handle();
        scope.spawn(move || handle.close(SHORT));
        echo.join();
    });
    trace.say("join ends with the endpoint; serve", done(server.serve(SERVICE, 1, Handler::Echo)));
}

fn in_turn(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("calls are taken in the order of their coming");
    let mut pair = Pair::new(front_end);
    let mut calls = Vec::new();
    for number in 1..=3 {
        let mut call = pair.client.call(pair.service).expect("a slot");
        call.send_last(format!("call {number}").as_bytes()).expect("room");
        eventually("it has come", || pair.server.statistics().calls_received == number);
        calls.push(call);
    }
    let mut first = pair.incoming.next().expect("a call");
    trace.say("by the iterator or stream", data(first.take_request(100)));
    let mut second = pair.incoming.accept_timeout(LONG).expect("a call");
    trace.say("by accept_timeout", data(second.take_request(100)));
    let mut third = pair.incoming.try_accept().expect("a call");
    trace.say("by try_accept", data(third.take_request(100)));
    drop((calls, first, second, third));
    pair.settle();
}
