//! The call face while all goes well, and the phases of a call.

use super::{LONG, Pair, SERVICE, pattern};
use crate::trace::{Trace, data, done, eventually, io_data, value};
use crate::verbs::{Call, CallResult, FrontEnd, Handler};
use rxrpc_core::{CallError, CallOptions, Config, ServiceAddress};

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    whole_calls(trace, front_end);
    step_by_step(trace, front_end);
    phases(trace, front_end);
    without_waiting(trace, front_end);
    traits(trace, front_end);
    pieces(trace, front_end);
    names(trace, front_end);
}

fn whole_calls(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("whole calls");
    let server = front_end.endpoint(Config::default(), None);
    let _echo = server.serve(SERVICE, 2, Handler::Echo).expect("a free service");
    let client = front_end.endpoint(Config::default(), None);
    let service = ServiceAddress::new(server.local_addr(), SERVICE);
    for size in [0, 1, 4, 1411, 1412, 1413, 10_000, 300_000] {
        let reply = client.request(service, &pattern(size));
        trace.say(format!("request of {size} bytes"), data(reply));
    }
    super::settle(&*client);
    super::settle(&*server);
    trace.say("calls that the service saw", server.statistics().calls_received);
}

fn step_by_step(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("a call step by step");
    let pair = Pair::new(front_end);
    let mut call = pair.client.call(pair.service).expect("a free slot");
    trace.say("client send", done(call.send(b"first, ")));
    trace.say("client send nothing", done(call.send(b"")));
    trace.say("client send_last", done(call.send_last(b"last")));
    let mut served = pair.incoming.accept().expect("the call");
    trace.say("service take_request", data(served.take_request(100)));
    trace.say("service reads on", value(served.recv(&mut [0; 8])));
    trace.say("service send", done(served.send(b"ans")));
    trace.say("service end_send after send", {
        let sent = served.send(b"wer");
        done(sent.and_then(|()| served.end_send()))
    });
    let mut buf = [0; 4];
    for _ in 0..3 {
        let got = call.recv(&mut buf).map(|got| buf[..got].to_vec());
        trace.say("client recv into 4 bytes", data(got));
    }
    trace.say("client wait_ended", done(call.wait_ended()));
    trace.say("client recv after the end", value(call.recv(&mut buf)));
    trace.say("service wait_ended", done(served.wait_ended()));
    trace.say("client discard_rest", value(call.discard_rest()));
    pair.settle();
}

fn phases(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("who may send when");
    let pair = Pair::new(front_end);
    let (mut call, mut served) = pair.open();
    served.set_timeout(Some(super::SHORT));
    trace.say("service sends before it has the request", done(served.send(b"early")));
    served.set_timeout(None);
    trace.say("client end_send", done(call.end_send()));
    trace.say("client sends after its end", done(call.send(b"late")));
    trace.say("client ends again", done(call.end_send()));
    trace.say("service take_request", data(served.take_request(2000)));
    trace.say("service send_last", done(served.send_last(b"x")));
    // By then the client may have acknowledged the reply, which ends the call, or not.
    let late = served.send(b"late");
    let refused = matches!(late, Err(CallError::WrongPhase | CallError::Ended));
    trace.say("service sends after its end, and is refused", refused);
    trace.say("client take_rest", data(call.take_rest(10)));
    drop((call, served));

    let mut call = pair.client.call(pair.service).expect("a free slot");
    call.send(b"not ended").expect("room");
    let nothing = call.try_recv(&mut [0; 8]);
    trace.say("client try_recv before the end of its request", value(nothing));
    trace.say("client sends after it tried to read", done(call.send(b", nor now")));
    trace.say("client end_send", done(call.end_send()));
    let mut served = pair.incoming.accept().expect("the call");
    trace.say("service take_request", data(served.take_request(100)));
    drop((call, served));
    pair.settle();
}

fn without_waiting(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("verbs that never wait");
    let pair = Pair::new(front_end);
    trace.say("try_accept without a call", pair.incoming.try_accept().is_some());
    let mut call = pair.client.try_call(pair.service).expect("a free slot");
    call.send_last(b"question").expect("room");
    trace.say("client try_recv without a reply", value(call.try_recv(&mut [0; 8])));
    eventually("the call is there", || pair.server.statistics().calls_received == 1);
    let mut served = pair.incoming.try_accept().expect("the call");
    eventually("the request is there", || served.counters().data_received == 1);
    let mut buf = [0; 20];
    let got = served.try_recv(&mut buf).map(|got| buf[..got].to_vec());
    trace.say("service try_recv", data(got));
    served.send_last(b"answer").expect("room");
    call.wait_ended().expect("the end");
    let got = call.try_recv(&mut buf).map(|got| buf[..got].to_vec());
    trace.say("client try_recv", data(got));
    trace.say("client try_recv at the end", value(call.try_recv(&mut buf)));
    drop((call, served));
    let calls: Vec<_> = (0..4).map(|_| pair.client.try_call(pair.service)).collect();
    trace.say("four calls at once", calls.iter().all(Result::is_ok));
    trace.say("a fifth one, try_call", done(pair.client.try_call(pair.service)));
    drop(calls);
    trace.say("try_call after that", done(pair.client.try_call(pair.service)));
    pair.settle();
}

fn traits(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("the traits for reading and writing");
    let pair = Pair::new(front_end);
    let body = pattern(50_000);
    let mut call = pair.client.call(pair.service).expect("a free slot");
    let written = body.chunks(7_001).try_for_each(|piece| call.write_all(piece));
    trace.say("client writes", io_data(written.map(|()| [])));
    trace.say("client flushes", io_data(call.flush().map(|()| [])));
    call.end_send().expect("the end");
    let mut served = pair.incoming.accept().expect("the call");
    trace.say("service reads to the end", io_data(served.read_to_end()));
    trace.say("service writes", io_data(served.write_all(&body).map(|()| [])));
    trace.say("service end_send", done(served.end_send()));
    trace.say("client reads to the end", io_data(call.read_to_end()));
    trace.say("client writes after the end", io_data(call.write_all(b"x").map(|()| [])));
    drop(call);

    let (mut call, served) = pair.open();
    served.abort(rxrpc_core::AbortCode(9));
    trace.say("client reads an aborted call", io_data(call.read_to_end()));
    trace.say("client writes to it", io_data(call.write_all(b"x").map(|()| [])));
    drop((call, served));
    pair.settle();
}

/// All that is left of the peer's data.
fn rest(call: &mut dyn Call) -> CallResult<Vec<u8>> {
    let mut all = Vec::new();
    loop {
        match call.recv_many(2000)? {
            none if none.is_empty() => return Ok(all),
            some => all.extend(some),
        }
    }
}

fn pieces(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("data in pieces");
    let pair = Pair::new(front_end);
    let (mut call, mut served) = pair.asked();
    served.send_last(&pattern(1412 * 2 + 5)).expect("room");
    let mut buf = [0; 1000];
    trace.say("client recv of a part of a packet", value(call.recv(&mut buf)));
    trace.say("client recv_bytes of the rest of it", value(call.recv_bytes()));
    // How many pieces these are depends on how many packets had come when they were read.
    let mut more = 0;
    while let Some(piece) = call.recv_bytes().expect("it comes") {
        more += piece;
    }
    trace.say("client recv_bytes of the packets behind it", more);
    trace.say("client recv_bytes at the end", value(call.recv_bytes()));
    drop((call, served));
    let (mut call, mut served) = pair.asked();
    served.send_last(&pattern(5000)).expect("room");
    trace.say("client recv_many of nothing", data(call.recv_many(0)));
    trace.say("client recv_many of a part of a packet", data(call.recv_many(1000)));
    trace.say("client recv_many of the rest", data(rest(&mut *call)));
    drop((call, served));
    let (mut call, mut served) = pair.asked();
    served.send_last(&pattern(5000)).expect("room");
    trace.say("client take_rest with too low a limit", data(call.take_rest(4999)));
    drop((call, served));
    pair.settle();
}

fn names(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("what a call says of itself");
    let pair = Pair::new(front_end);
    for round in 1..=2 {
        let (call, served) = pair.asked();
        trace.say(format!("client, call {round}"), format!("{:?}", call.side()));
        trace.say("service", format!("{:?}", served.side()));
        trace.say("service ID", format!("{} {}", call.service().0, served.service().0));
        trace.say(
            "the peer's addresses fit",
            call.peer() == pair.server.local_addr() && served.peer() == pair.client.local_addr(),
        );
        let (ours, theirs) = (call.identity().expect("a slot"), served.identity().expect("one"));
        trace.say("number and channel", format!("{:?} {:?}", ours.call_number, ours.cid.channel()));
        trace.say(
            "both sides name it alike",
            ours.epoch == theirs.epoch
                && ours.cid == theirs.cid
                && ours.call_number == theirs.call_number,
        );
        trace.say(
            "packets of data",
            format!(
                "{} sent, {} received",
                call.counters().data_sent,
                served.counters().data_received
            ),
        );
        trace.say("waited long for its slot", call.slot_wait() > LONG);
        drop((call, served));
        pair.settle();
    }
    let options = CallOptions::new().exclusive();
    let shared = pair.client.call(pair.service).expect("a free slot");
    let own = pair.client.call_with(pair.service, &options).expect("a slot of its own");
    let connection =
        |call: &dyn crate::verbs::Call| call.identity().expect("a slot").cid.connection();
    trace.say("an exclusive call shares a connection", connection(&*own) == connection(&*shared));
}
