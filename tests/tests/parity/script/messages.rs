//! The message face as a client uses it.

use super::{NONE, Pair, SERVICE, SHORT, about, id, pattern, to};
use crate::trace::{Trace, bytes_of, data, eventually, message, value};
use crate::verbs::{FrontEnd, Handler, Socket};
use rxrpc_core::message::MessageFlags;
use rxrpc_core::{AbortCode, Config, Errno, MessageError, ServiceAddress};

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    one_call(trace, front_end);
    peeking(trace, front_end);
    many_calls(trace, front_end);
    not_waiting(trace, front_end);
    ends(trace, front_end);
    default_destination(trace, front_end);
}

/// Receives to the end of a call, which is told as one event, whatever the pieces were.
pub(super) fn receive_all(trace: &mut Trace, what: &str, socket: &dyn Socket) {
    let (mut all, mut buf) = (Vec::new(), [0; 2048]);
    loop {
        let received = socket.recvmsg(&mut buf, NONE);
        let got = received.as_ref().map_or(0, |received| received.bytes);
        all.extend_from_slice(&buf[..got]);
        if received.as_ref().map_or(true, rxrpc_core::ReceivedMessage::is_end) {
            // What came with the end belongs to the data that is told beside it.
            let end = received.map(|mut end| {
                end.bytes = 0;
                end
            });
            trace.say(what, format!("{}; {}", bytes_of(&all), message(end, &buf)));
            return;
        }
    }
}

fn one_call(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("a call by messages");
    let server = front_end.endpoint(Config::default(), None);
    let _echo = server.serve(SERVICE, 2, Handler::Echo).expect("a free service");
    let client = front_end.endpoint(Config::default(), None);
    let socket = client.message_socket();
    let service = ServiceAddress::new(server.local_addr(), SERVICE);
    let control = [id(5)];
    for body in [pattern(0), pattern(10), pattern(40_000)] {
        let (first, rest) = body.split_at(body.len() / 3);
        let more = to(service, &control, first).flags(MessageFlags::MORE);
        trace.say("sendmsg with MORE", value(socket.sendmsg(&more)));
        trace.say("sendmsg", value(socket.sendmsg(&about(&control, rest))));
        receive_all(trace, "recvmsg", &*socket);
        trace.say("user call IDs", client.statistics().user_call_ids);
    }
}

fn peeking(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("recvmsg with PEEK and small buffers");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    let control = [id(1)];
    socket.sendmsg(&to(pair.service, &control, b"question")).expect("a slot");
    let mut served = pair.incoming.accept().expect("the call");
    trace.say("service take_request", data(served.take_request(100)));
    served.send_last(b"answer").expect("room");
    served.wait_ended().expect("the client has it all");
    let mut buf = [0; 4];
    for _ in 0..2 {
        let received = socket.recvmsg(&mut buf, MessageFlags::PEEK);
        trace.say("PEEK into 4 bytes", message(received, &buf));
    }
    let received = socket.recvmsg(&mut [], NONE);
    trace.say("into no bytes", message(received, &[]));
    let received = socket.recvmsg(&mut buf, NONE);
    trace.say("into 4 bytes", message(received, &buf));
    let received = socket.recvmsg(&mut buf, MessageFlags::PEEK | MessageFlags::DONTWAIT);
    trace.say("PEEK and DONTWAIT", message(received, &buf));
    let received = socket.recvmsg(&mut buf, NONE);
    trace.say("into 4 bytes", message(received, &buf));
    let received = socket.recvmsg(&mut buf, NONE);
    trace.say("no call is left", message(received, &buf));
}

fn many_calls(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("several calls by messages");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    let mut served = Vec::new();
    for number in 1..=3 {
        let control = [id(number)];
        let body = format!("question {number}");
        socket.sendmsg(&to(pair.service, &control, body.as_bytes())).expect("a slot");
        let mut call = pair.incoming.accept().expect("the call");
        call.take_request(100).expect("the request");
        served.push(call);
    }
    trace.say("user call IDs", pair.client.statistics().user_call_ids);
    for (ready, at) in [2, 0, 1].into_iter().enumerate() {
        served[at].send_last(format!("answer {}", at + 1).as_bytes()).expect("room");
        served[at].wait_ended().expect("the client has it");
        trace.say("ready", format!("{} of {}", pair.client.statistics().ready, ready + 1));
    }
    let mut buf = [0; 100];
    for _ in 0..3 {
        let received = socket.recvmsg(&mut buf, NONE);
        trace.say("recvmsg", message(received, &buf));
    }
}

fn not_waiting(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("messages without waiting");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    let mut buf = [0; 100];
    let received = socket.recvmsg(&mut buf, NONE);
    trace.say("recvmsg without any call", message(received, &buf));
    let received = socket.recvmsg(&mut buf, MessageFlags::DONTWAIT);
    trace.say("with DONTWAIT", message(received, &buf));
    let control = [id(9)];
    let dontwait = to(pair.service, &control, &[b'q'; 1500])
        .flags(MessageFlags::DONTWAIT | MessageFlags::MORE);
    let calls: Vec<_> = (0..4).map(|_| pair.client.call(pair.service).expect("a slot")).collect();
    trace.say("sendmsg with DONTWAIT and no slot", value(socket.sendmsg(&dontwait)));
    let wait = dontwait.flags(NONE);
    trace.say("sendmsg_timeout", value(socket.sendmsg_timeout(&wait, SHORT)));
    trace.say("user call IDs", pair.client.statistics().user_call_ids);
    drop(calls);
    trace.say("with a slot", value(socket.sendmsg(&dontwait)));
    let received = socket.recvmsg(&mut buf, MessageFlags::DONTWAIT);
    trace.say("recvmsg with DONTWAIT", message(received, &buf));
    let received = socket.recvmsg_timeout(&mut buf, NONE, SHORT);
    trace.say("recvmsg_timeout", message(received, &buf));
    let served = pair.incoming.accept().expect("the call");
    let body = pattern(8 << 20);
    let much = dontwait.data(&body);
    let some = |sent: usize| if sent > 0 && sent < body.len() { "some" } else { "none or all" };
    trace.say("sendmsg of 8 MiB", value(socket.sendmsg(&much).map(some)));
    let much = much.flags(MessageFlags::MORE);
    let sent = socket.sendmsg_timeout(&much, SHORT);
    trace.say(
        "sendmsg_timeout takes what it can or nothing",
        sent.is_ok() || sent.is_err_and(|error: MessageError| error.errno() == Errno::EAGAIN),
    );
    served.abort(AbortCode(3));
    receive_all(trace, "the service aborts: recvmsg", &*socket);
    pair.settle();
}

fn ends(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("how calls end by messages");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    let control = [id(1)];
    let more = to(pair.service, &control, &[b'q'; 1500]).flags(MessageFlags::MORE);
    socket.sendmsg(&more).expect("a slot");
    let served = pair.incoming.accept().expect("the call");
    served.abort(AbortCode(-77));
    eventually("it is told", || pair.client.statistics().ready == 1);
    trace.say("sendmsg on an aborted call", value(socket.sendmsg(&about(&control, b"x"))));
    receive_all(trace, "recvmsg", &*socket);
    trace.say("sendmsg under the old ID", value(socket.sendmsg(&about(&control, b"x"))));
    if cfg!(target_os = "linux") {
        let closed = std::net::UdpSocket::bind("127.0.0.1:0").expect("a port");
        let address = closed.local_addr().expect("an address");
        drop(closed);
        let nobody = ServiceAddress::new(address, SERVICE);
        trace.say("sendmsg to a closed port", value(socket.sendmsg(&to(nobody, &control, b"x"))));
        receive_all(trace, "recvmsg", &*socket);
    }
    drop(served);
    pair.settle();
}

fn default_destination(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("the default destination");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    let control = [id(1)];
    trace.say("sendmsg without one", value(socket.sendmsg(&about(&control, b"x"))));
    let v6 = ServiceAddress::new(
        "[::1]:7001".parse::<std::net::SocketAddr>().expect("an address"),
        SERVICE,
    );
    trace.say("connect to IPv6", value(socket.connect(v6)));
    trace.say("connect", value(socket.connect(pair.service)));
    trace.say("sendmsg", value(socket.sendmsg(&about(&control, b"default"))));
    let mut served = pair.incoming.accept().expect("the call");
    trace.say("service take_request", data(served.take_request(100)));
    served.send_last(b"answer").expect("room");
    receive_all(trace, "recvmsg", &*socket);
    drop(served);
    pair.settle();
}
