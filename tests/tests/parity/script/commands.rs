//! The control messages of `sendmsg`, right and wrong.

use super::messages::receive_all;
use super::{LONG, Pair, SERVICE, SHORT, about, id, to};
use crate::trace::{Trace, data, message, value};
use crate::verbs::FrontEnd;
use rxrpc_core::message::{Control, MessageFlags, OobId};
use rxrpc_core::{AbortCode, Errno, ServiceAddress, ServiceId};
use std::net::SocketAddr;
use std::time::Duration;

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    refused(trace, front_end);
    flags(trace, front_end);
    targets(trace, front_end);
    abort(trace, front_end);
    length(trace, front_end);
    timeouts(trace, front_end);
    exclusive(trace, front_end);
}

fn gaps(idle: Option<Duration>, normal: Option<Duration>) -> Control {
    Control::SetCallTimeout { hard: None, idle, normal }
}

fn refused(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("control messages that are refused");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    let hour = Some(Duration::from_secs(3601));
    const ABORT: Control = Control::Abort(AbortCode(1));
    let long = Some(Duration::from_secs(30_000_000));
    let lists: &[&[Control]] = &[
        &[],
        &[ABORT],
        &[id(1), Control::Abort(AbortCode(0))],
        &[id(1), ABORT, ABORT],
        &[id(1), ABORT, Control::ChargeAccept],
        &[id(1), Control::Accept, Control::ChargeAccept],
        &[id(1), ABORT, Control::TransmitLength(1)],
        &[id(1), Control::TransmitLength(1), Control::TransmitLength(1)],
        &[id(1), Control::SetCallTimeout { hard: long, idle: None, normal: None }],
        &[id(1), gaps(hour, None)],
        &[id(1), gaps(None, hour)],
        &[id(1), Control::Ack],
        &[id(1), Control::NewCall],
        &[id(1), Control::NetworkError(Errno::EIO)],
        &[id(1), Control::LocalError(Errno::EIO)],
        &[id(1), Control::Busy],
        &[id(1), Control::OobId(OobId(5))],
        &[id(1), Control::OobId(OobId(5)), Control::Respond],
        &[id(1), Control::RxgkAppData(b"data"[..].into())],
        &[id(1), ABORT],
        &[id(1), Control::Accept],
        &[id(1), Control::ChargeAccept],
    ];
    for control in lists {
        let sent = socket.sendmsg(&to(pair.service, control, b"x"));
        trace.say(format!("{control:?}"), value(sent));
    }
    let answers: &[&[Control]] = &[
        &[],
        &[id(1)],
        &[Control::OobId(OobId(5))],
        &[Control::Respond],
        &[Control::OobId(OobId(5)), Control::Respond],
        &[Control::OobId(OobId(5)), Control::Respond, ABORT],
        &[Control::OobId(OobId(5)), Control::Respond, id(1)],
    ];
    for control in answers {
        let sent = socket.sendmsg(&about(control, b"").flags(MessageFlags::OOB));
        trace.say(format!("OOB, {control:?}"), value(sent));
    }
    trace.say("user call IDs", pair.client.statistics().user_call_ids);
    trace.say("calls alive", pair.client.statistics().live_calls);
}

fn flags(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("flags that are not supported");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    let control = [id(1)];
    for (name, flags) in [
        ("PEEK", MessageFlags::PEEK),
        ("EOR", MessageFlags::EOR),
        ("TRUNC", MessageFlags::from_bits_retain(0x20)),
        ("OOB", MessageFlags::OOB),
    ] {
        let send = to(pair.service, &control, b"x").flags(flags);
        trace.say(format!("sendmsg with {name}"), value(socket.sendmsg(&send)));
    }
    for (name, flags) in [
        ("MORE", MessageFlags::MORE),
        ("EOR", MessageFlags::EOR),
        ("OOB", MessageFlags::OOB),
        ("TRUNC", MessageFlags::from_bits_retain(0x20)),
    ] {
        let received = socket.recvmsg(&mut [0; 8], flags);
        trace.say(format!("recvmsg with {name}"), message(received, &[]));
    }
}

fn targets(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("messages to nowhere");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    let here = pair.server.local_addr();
    let control = [id(1)];
    let v6: SocketAddr = "[::1]:7001".parse().expect("an address");
    for (what, target) in [
        ("service 0", ServiceAddress::new(here, ServiceId(0))),
        ("port 0", ServiceAddress::new(SocketAddr::new(here.ip(), 0), SERVICE)),
        ("IPv6 from an IPv4 socket", ServiceAddress::new(v6, SERVICE)),
    ] {
        trace.say(what, value(socket.sendmsg(&to(target, &control, b"x"))));
    }
    trace.say("user call IDs", pair.client.statistics().user_call_ids);
}

fn abort(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("an abort by message");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    let control = [id(4)];
    let more = to(pair.service, &control, &[b'q'; 1500]).flags(MessageFlags::MORE);
    trace.say("sendmsg", value(socket.sendmsg(&more)));
    let mut served = pair.incoming.accept().expect("the call");
    let abort = [id(4), Control::Abort(AbortCode(-55))];
    trace.say("abort", value(socket.sendmsg(&about(&abort, &[]))));
    trace.say("service take_request", data(served.take_request(5000)));
    trace.say("the ID is in use until it is told", pair.client.statistics().user_call_ids);
    trace.say("a second abort", value(socket.sendmsg(&about(&abort, &[]))));
    receive_all(trace, "recvmsg", &*socket);
    trace.say("a third abort", value(socket.sendmsg(&about(&abort, &[]))));
    drop(served);

    // While the maker of a call waits for its slot.
    let calls: Vec<_> = (0..4).map(|_| pair.client.call(pair.service).expect("a slot")).collect();
    std::thread::scope(|scope| {
        let (client, socket, service) = (&pair.client, &socket, pair.service);
        let wait = scope.spawn(move || socket.sendmsg(&to(service, &[id(6)], b"x")));
        crate::trace::eventually("it waits", || client.statistics().slot_waiters == 1);
        let data = socket.sendmsg(&about(&[id(6)], b"y"));
        trace.say("data on a call that waits for its slot", value(data));
        let abort = [id(6), Control::Abort(AbortCode(66))];
        trace.say("abort of that call", value(socket.sendmsg(&about(&abort, &[]))));
        trace.say("sendmsg that waited", value(wait.join().expect("no panic")));
    });
    receive_all(trace, "recvmsg", &*socket);
    drop(calls);
    pair.settle();
}

fn length(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("TransmitLength");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    let control = [id(1), Control::TransmitLength(5)];
    trace.say("more bytes", value(socket.sendmsg(&to(pair.service, &control, b"sixsix"))));
    trace.say("as many", value(socket.sendmsg(&about(&[id(1)], b"five!"))));
    let mut served = pair.incoming.accept().expect("the call");
    trace.say("service take_request", data(served.take_request(100)));
    let late = [id(1), Control::TransmitLength(1)];
    trace.say("after the data", value(socket.sendmsg(&about(&late, b"x"))));
    served.send_last(b"answer").expect("room");
    receive_all(trace, "recvmsg", &*socket);
    drop(served);
    pair.settle();
}

fn timeouts(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("SetCallTimeout");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    let hard = |hard| Control::SetCallTimeout { hard: Some(hard), idle: None, normal: None };
    let first = [id(1), hard(LONG)];
    let more = to(pair.service, &first, &[b'q'; 1500]).flags(MessageFlags::MORE);
    trace.say("hard, with a new call", value(socket.sendmsg(&more)));
    let mut served = pair.incoming.accept().expect("the call");
    let sooner = [id(1), hard(Duration::from_secs(1))];
    let more = about(&sooner, b"r").flags(MessageFlags::MORE);
    trace.say("hard, sooner", value(socket.sendmsg(&more)));
    receive_all(trace, "recvmsg", &*socket);
    trace.say("service take_request", data(served.take_request(5000)));
    drop(served);
    trace.say("a call without", value(socket.sendmsg(&to(pair.service, &[id(2)], b"x"))));
    let mut served = pair.incoming.accept().expect("the call");
    trace.say("service take_request", data(served.take_request(100)));
    let late = socket.sendmsg(&about(&[id(2), hard(SHORT)], &[]));
    trace.say("hard, for a call that has sent its end", value(late));
    receive_all(trace, "recvmsg", &*socket);
    drop(served);
    pair.settle();
}

fn exclusive(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("ExclusiveCall");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    let calls: Vec<_> = (0..4).map(|_| pair.client.call(pair.service).expect("a slot")).collect();
    let control = [id(1), Control::ExclusiveCall];
    trace.say(
        "sendmsg with no shared slot free",
        value(socket.sendmsg(&to(pair.service, &control, b"own"))),
    );
    let mut served = pair.incoming.accept().expect("the call");
    trace.say("service take_request", data(served.take_request(100)));
    served.send_last(b"answer").expect("room");
    receive_all(trace, "recvmsg", &*socket);
    drop((calls, served));
    pair.settle();
}
