//! No part of a request or reply is ever taken for the whole, and none is lost or sent twice.

use super::{Pair, SERVICE, SHORT, pattern};
use crate::trace::{Trace, data, done, value};
use crate::verbs::{FrontEnd, Handler};
use rxrpc_core::{CallError, Config, ServiceAddress};

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    looks(trace, front_end);
    limits(trace, front_end);
    timeouts(trace, front_end);
    counts(trace, front_end);
    unread_requests(trace, front_end);
    bounds_of_discarding(trace, front_end);
}

fn looks(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("looking ends nothing, reading ends a request");
    let pair = Pair::new(front_end);
    let (mut call, mut served) = pair.open();
    trace.say("client try_recv", value(call.try_recv(&mut [0; 8])));
    trace.say("client sends on", done(call.send(b" and more")));
    call.set_timeout(Some(SHORT));
    trace.say("client recv", value(call.recv(&mut [0; 8])));
    trace.say("client sends on", done(call.send(b" and more")));
    trace.say("service take_request", data(served.take_request(5000)));
    drop((call, served));
    pair.settle();
}

fn limits(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("what is longer than a limit stays");
    let pair = Pair::new(front_end);
    let mut call = pair.client.call(pair.service).expect("a slot");
    call.send_last(b"12345").expect("room");
    let mut served = pair.incoming.accept().expect("the call");
    trace.say("service take_request of 3", data(served.take_request(3)));
    trace.say("service take_request of 4", data(served.take_request(4)));
    trace.say("service take_request of 10", data(served.take_request(10)));
    served.send_last(b"54321").expect("room");
    trace.say("client take_rest of 3", data(call.take_rest(3)));
    let mut buf = [0; 2];
    let got = call.recv(&mut buf).map(|got| buf[..got].to_vec());
    trace.say("client recv of 2", data(got));
    trace.say("client take_rest of 2", data(call.take_rest(2)));
    trace.say("client take_rest of 3", data(call.take_rest(3)));
    drop((call, served));
    pair.settle();
}

fn timeouts(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("what came before a timeout stays");
    let pair = Pair::new(front_end);
    let body = pattern(150_000);
    let (mut call, mut served) = pair.asked();
    served.send(&body[..51_000]).expect("room");
    call.set_timeout(Some(SHORT));
    trace.say("client take_rest", data(call.take_rest(200_000)));
    trace.say("client take_rest again", data(call.take_rest(200_000)));
    call.set_timeout(None);
    std::thread::scope(|scope| {
        let rest = scope.spawn(|| served.send_last(&body[51_000..]));
        trace.say("client take_rest to the end", data(call.take_rest(200_000)));
        rest.join().expect("no panic").expect("the call lives");
    });
    drop((call, served));

    let mut call = pair.client.call(pair.service).expect("a slot");
    call.send(&body[..51_000]).expect("room");
    let mut served = pair.incoming.accept().expect("the call");
    served.set_timeout(Some(SHORT));
    trace.say("service take_request", data(served.take_request(200_000)));
    served.set_timeout(None);
    std::thread::scope(|scope| {
        let rest = scope.spawn(|| call.send_last(&body[51_000..]));
        trace.say("service take_request to the end", data(served.take_request(200_000)));
        rest.join().expect("no panic").expect("the call lives");
    });
    drop((call, served));
    pair.settle();
}

fn counts(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("bytes counted as they are taken");
    let pair = Pair::new(front_end);
    let body = pattern(8 << 20);
    let (mut call, mut taken) = (pair.client.call(pair.service).expect("a slot"), 0);
    call.set_timeout(Some(SHORT));
    // More than any window and buffer hold, and the service does not read.
    trace.say("client send_counted", done(call.send_counted(&body, &mut taken)));
    trace.say("some are taken, not all", taken > 0 && taken < body.len());
    let mut served = pair.incoming.accept().expect("the call");
    std::thread::scope(|scope| {
        let request = scope.spawn(|| served.take_request(16 << 20));
        while let Err(error) = call.send_counted(&body, &mut taken) {
            assert_eq!(error, CallError::TimedOut);
        }
        trace.say("then all", taken == body.len());
        trace.say("client end_send", done(call.end_send()));
        trace.say("service take_request", data(request.join().expect("no panic")));
    });
    drop((call, served));

    let (mut call, served) = pair.open();
    let mut taken = 6;
    trace.say("more counted than there are", done(call.send_counted(b"short", &mut taken)));
    trace.say("they are left as they were", taken);
    drop((call, served));
    pair.settle();
}

fn unread_requests(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("handlers that do not read their requests");
    let server = front_end.endpoint(Config::default(), None);
    let client = front_end.endpoint(Config::default(), None);
    for (number, handler) in [Handler::Ignore, Handler::AnswerUnread].into_iter().enumerate() {
        let service = rxrpc_core::ServiceId(300 + number as u16);
        let _server = server.serve(service, 1, handler).expect("a free service");
        let service = ServiceAddress::new(server.local_addr(), service);
        for size in [0, 10, 1500, 100_000, 3_000_000] {
            let reply = client.request(service, &pattern(size));
            trace.say(format!("{handler:?}, {size} bytes"), data(reply));
        }
    }
    super::settle(&*server);

    let pair = Pair::new(front_end);
    let mut call = pair.client.call(pair.service).expect("a slot");
    std::thread::scope(|scope| {
        // More than fits the window of a service that does not read.
        let request = scope.spawn(|| call.send_last(&pattern(3_000_000)));
        let mut served = pair.incoming.accept().expect("the call");
        trace.say("service sends before it has the request", done(served.send(b"early")));
        trace.say("service reads what it gave up", value(served.recv(&mut [0; 8])));
        trace.say("service end_send", done(served.end_send()));
        request.join().expect("no panic").expect("room");
        served.wait_ended().expect("the end");
    });
    trace.say("client take_rest", data(call.take_rest(100)));
    drop(call);
    pair.settle();
}

fn bounds_of_discarding(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("requests too long or too slow to be discarded");
    let mut config = Config::default();
    config.discard_bytes = 100_000;
    config.discard_time = SHORT;
    let server = front_end.endpoint(config, None);
    let _server = server.serve(SERVICE, 1, Handler::Ignore).expect("a free service");
    let client = front_end.endpoint(Config::default(), None);
    let service = ServiceAddress::new(server.local_addr(), SERVICE);
    trace.say("a short one", data(client.request(service, b"short")));
    let mut long = client.call(service).expect("a slot");
    // It may be aborted before all of it is sent.
    let _ = long.send_last(&pattern(3_000_000));
    trace.say("one of 3 MB", done(long.wait_ended()));
    let mut slow = client.call(service).expect("a slot");
    slow.send(&pattern(1500)).expect("room");
    trace.say("one without an end", done(slow.wait_ended()));
    drop((long, slow));
    super::settle(&*server);
}
