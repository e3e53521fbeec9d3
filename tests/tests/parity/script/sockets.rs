//! AF_RXRPC sockets: their states, and several on one endpoint.

use super::messages::receive_all;
use super::{LONG, NONE, Pair, SERVICE, SHORT, about, id, settle, to};
use crate::trace::{Trace, data, eventually, message, value};
use crate::verbs::{FrontEnd, Socket};
use rxrpc_core::message::{Control, MessageFlags};
use rxrpc_core::{AbortCode, Config, ServiceAddress, ServiceId};
use std::time::Duration;

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    binding(trace, front_end);
    options(trace, front_end);
    shutting_down(trace, front_end);
    two_clients(trace, front_end);
    two_servers(trace, front_end);
    last_handle(trace, front_end);
}

fn numbers(socket: &dyn Socket) -> String {
    format!("{:?}", socket.services().iter().map(|service| service.0).collect::<Vec<_>>())
}

fn binding(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("states of a socket");
    let endpoint = front_end.endpoint(Config::default(), None);
    let local = endpoint.local_addr();
    let socket = endpoint.message_socket();
    trace.say("new", format!("{:?}", socket.state()));
    trace.say("listen", value(socket.listen(1)));
    let other = std::net::SocketAddr::from(([127, 0, 0, 2], 7000));
    trace
        .say("bind_at another address", value(socket.bind_at(ServiceAddress::new(other, SERVICE))));
    trace.say("bind_at its own", value(socket.bind_at(ServiceAddress::new(local, SERVICE))));
    trace.say("state", format!("{:?}", socket.state()));
    trace.say("bind it again", value(socket.bind(SERVICE)));
    trace.say("bind 0", value(socket.bind(ServiceId(0))));
    trace.say("a second one", value(socket.bind(ServiceId(148))));
    trace.say("a third one", value(socket.bind(ServiceId(149))));
    trace.say("services", numbers(socket.as_ref()));
    trace.say("connect", value(socket.connect(ServiceAddress::new(local, SERVICE))));
    let other = endpoint.message_socket();
    trace.say("bound on another socket", value(other.bind(ServiceId(148))));
    trace.say("bind a free one there", value(other.bind(ServiceId(149))));
    trace.say("listen", value(socket.listen(2)));
    trace.say("listen again", value(socket.listen(2)));
    trace.say("listen 0", value(socket.listen(0)));
    trace.say("state", format!("{:?}", socket.state()));
    trace.say("listen once more", value(socket.listen(2)));
    let client = endpoint.message_socket();
    trace.say("connect", value(client.connect(ServiceAddress::new(local, SERVICE))));
    trace.say("default destination", client.default_destination().is_some());
    trace.say("connect again", value(client.connect(ServiceAddress::new(local, SERVICE))));
    trace.say("bind after it", value(client.bind(SERVICE)));
}

fn options(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("options of a socket");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    trace.say("supported control messages", socket.supported_control());
    trace.say("an error", format!("{:?}", socket.take_error()));
    let limits =
        |socket: &dyn Socket| format!("{:?} {:?}", socket.receive_timeout(), socket.send_timeout());
    trace.say("timeouts", limits(socket.as_ref()));
    socket.set_receive_timeout(Some(SHORT));
    socket.set_send_timeout(Some(SHORT));
    trace.say("timeouts", limits(socket.another_handle().as_ref()));
    let control = [id(9)];
    let more = to(pair.service, &control, &[b'q'; 1500]).flags(MessageFlags::MORE);
    let calls: Vec<_> = (0..4).map(|_| pair.client.call(pair.service).expect("a slot")).collect();
    trace.say("sendmsg without a slot", value(socket.sendmsg(&more)));
    drop(calls);
    socket.set_send_timeout(None);
    trace.say("sendmsg", value(socket.sendmsg(&more)));
    trace.say("recvmsg", message(socket.recvmsg(&mut [0; 8], NONE), &[]));
    socket.set_receive_timeout(Some(Duration::ZERO));
    trace.say("recvmsg that must not wait", message(socket.recvmsg(&mut [0; 8], NONE), &[]));
    let served = pair.incoming.accept().expect("the call");
    std::thread::scope(|scope| {
        let wait = scope.spawn(|| {
            let received = socket.recvmsg_timeout(&mut [0; 8], NONE, LONG);
            message(received, &[])
        });
        eventually("it waits", || pair.client.statistics().receivers == 1);
        served.abort(AbortCode(9));
        trace.say("recvmsg with a limit of its own", wait.join().expect("no panic"));
    });
    trace.say("exclusive after it has sent", value(socket.set_exclusive_connection()));
    let own = pair.client.message_socket();
    trace.say("exclusive", value(own.set_exclusive_connection()));
    trace.say(
        "one and the other",
        format!("{} {}", socket.exclusive_connection(), own.exclusive_connection()),
    );
    let mut served = Vec::new();
    for (number, (from, id)) in
        [(&own, id(1)), (&own, id(2)), (&socket, id(3))].into_iter().enumerate()
    {
        from.sendmsg(&to(pair.service, &[id], b"x")).expect("a slot");
        let mut call = pair.incoming.accept().expect("the call");
        call.take_request(10).expect("the request");
        trace
            .say(format!("connections of call {number}"), pair.client.snapshot().connections.len());
        served.push(call);
    }
    drop(served);
}

fn shutting_down(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("shutdown");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    let control = [id(1)];
    let more = to(pair.service, &control, &[b'q'; 1500]).flags(MessageFlags::MORE);
    trace.say("sendmsg", value(socket.sendmsg(&more)));
    let mut served = pair.incoming.accept().expect("the call");
    trace.say("shutdown", value(socket.shutdown()));
    trace.say("shutdown again", value(socket.shutdown()));
    trace.say("sendmsg", value(socket.sendmsg(&about(&control, b"x"))));
    trace.say("recvmsg with DONTWAIT", {
        message(socket.recvmsg(&mut [0; 8], MessageFlags::DONTWAIT), &[])
    });
    served.abort(AbortCode(9));
    receive_all(trace, "the service aborts: recvmsg", &*socket);
    trace.say("recvmsg", message(socket.recvmsg(&mut [0; 8], NONE), &[]));
    trace.say("service", value(served.recv(&mut [0; 8])));
}

fn two_clients(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("two sockets of a client");
    let pair = Pair::new(front_end);
    let [one, two] = [pair.client.message_socket(), pair.client.message_socket()];
    let control = [id(7)];
    let mut served = Vec::new();
    for (socket, body) in [(&one, "of one"), (&two, "of two")] {
        trace.say(
            "sendmsg of ID 7",
            value(socket.sendmsg(&to(pair.service, &control, body.as_bytes()))),
        );
        let mut call = pair.incoming.accept().expect("the call");
        trace.say("service", data(call.take_request(100)));
        served.push(call);
    }
    trace.say("user call IDs", pair.client.statistics().user_call_ids);
    served[0].send_last(b"answer one").expect("room");
    eventually("it has come", || pair.client.statistics().ready == 1);
    let other = two.recvmsg(&mut [0; 20], MessageFlags::DONTWAIT);
    trace.say("recvmsg of the other", message(other, &[]));
    receive_all(trace, "recvmsg of its own", &*one);
    drop(one);
    served[1].send_last(b"answer two").expect("room");
    receive_all(trace, "recvmsg of the other when the first is closed", &*two);
    drop(served);
    pair.settle();
}

fn two_servers(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("two sockets of a server, one is closed");
    let server = front_end.endpoint(Config::default(), None);
    let client = front_end.endpoint(Config::default(), None);
    let sockets = [147, 148].map(|service| {
        let socket = server.message_socket();
        socket.bind(ServiceId(service)).expect("a free service");
        socket.listen(2).expect("a small backlog");
        let charge = [id(1), Control::ChargeAccept];
        socket.sendmsg(&about(&charge, &[])).expect("room in the backlog");
        socket
    });
    let [one, two] = &sockets;
    let asked = [147, 148].map(|service| {
        let at = ServiceAddress::new(server.local_addr(), ServiceId(service));
        let mut call = client.call(at).expect("a slot");
        call.send_last(format!("to {service}").as_bytes()).expect("room");
        call
    });
    let [first, mut second] = asked;
    for socket in &sockets {
        let mut buf = [0; 20];
        trace.say("recvmsg", message(socket.recvmsg(&mut buf, NONE), &buf));
    }
    std::thread::scope(|scope| {
        let waits = one.another_handle();
        let wait = scope.spawn(move || message(waits.recvmsg(&mut [0; 8], NONE), &[]));
        eventually("it waits", || server.statistics().receivers == 1);
        one.close();
        trace.say("recvmsg that waited", wait.join().expect("no panic"));
    });
    trace.say("its call", value(first.wait_ended()));
    trace.say("sendmsg", value(one.sendmsg(&about(&[id(1)], b"late"))));
    trace.say("bind", value(one.bind(ServiceId(149))));
    trace.say("state", format!("{:?}", one.state()));
    trace.say("the other's reply", value(two.sendmsg(&about(&[id(1)], b"answer"))));
    trace.say("its client", data(second.take_rest(100)));
    receive_all(trace, "recvmsg", two.as_ref());
    trace.say("bind its service on a new one", value(server.message_socket().bind(SERVICE)));
    drop((first, second));
    settle(&*client);
}

fn last_handle(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("the last handle of a socket is dropped");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    let control = [id(1)];
    let more = to(pair.service, &control, &[b'q'; 1500]).flags(MessageFlags::MORE);
    trace.say("sendmsg", value(socket.sendmsg(&more)));
    let served = pair.incoming.accept().expect("the call");
    let another = socket.another_handle();
    drop(socket);
    trace.say("another handle: sendmsg", value(another.sendmsg(&about(&control, b"rest"))));
    drop(another);
    trace.say("at the service", value(served.wait_ended()));
    drop(served);
    pair.settle();
    trace.say("user call IDs", pair.client.statistics().user_call_ids);
}
