//! The message face as a service uses it: charged and announced calls.

use super::messages::receive_all;
use super::{NONE, SERVICE, SHORT, about, id};
use crate::trace::{Trace, data, done, eventually, message, value};
use crate::verbs::{Call, Endpoint, FrontEnd, Socket};
use rxrpc_core::message::{Control, MessageFlags};
use rxrpc_core::{AbortCode, CallOptions, Config, ServiceAddress};

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    charging(trace, front_end);
    charged_call(trace, front_end);
    uncharged_call(trace, front_end);
    announced_calls(trace, front_end);
    aborted_calls(trace, front_end);
    waiting(trace, front_end);
}

/// A service that is bound for messages, and a client.
struct Messages {
    server: Box<dyn Endpoint>,
    socket: Box<dyn Socket>,
    client: Box<dyn Endpoint>,
    service: ServiceAddress,
}

impl Messages {
    fn new(front_end: &dyn FrontEnd) -> Self {
        let server = front_end.endpoint(Config::default(), None);
        let socket = server.message_socket();
        socket.bind(SERVICE).expect("a free service");
        let service = ServiceAddress::new(server.local_addr(), SERVICE);
        Self { server, socket, client: front_end.endpoint(Config::default(), None), service }
    }

    fn charge(&self, number: u64) -> String {
        value(self.socket.sendmsg(&about(&[id(number), Control::ChargeAccept], &[])))
    }

    /// A call with an ended request.
    fn ask(&self, request: &[u8]) -> Box<dyn Call> {
        let mut call = self.client.call(self.service).expect("a slot");
        call.send_last(request).expect("room");
        call
    }
}

fn charging(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("charges");
    let messages = Messages::new(front_end);
    trace.say("listen beyond the limit", value(messages.socket.listen(257)));
    trace.say("charge before listen", messages.charge(1));
    trace.say("listen", value(messages.socket.listen(2)));
    trace.say("charge 1", messages.charge(1));
    trace.say("charge 1 again", messages.charge(1));
    trace.say("charge 2", messages.charge(2));
    trace.say("charge 3", messages.charge(3));
    trace.say("data under a charged ID", value(messages.socket.sendmsg(&about(&[id(1)], b"x"))));
    let abort = [id(1), Control::Abort(AbortCode(1))];
    trace.say("abort of a charged ID", value(messages.socket.sendmsg(&about(&abort, &[]))));
    trace.say("user call IDs", messages.server.statistics().user_call_ids);
    let received = messages.socket.recvmsg(&mut [0; 8], MessageFlags::DONTWAIT);
    trace.say("recvmsg with DONTWAIT", message(received, &[]));
    trace.say("listen 0", value(messages.socket.listen(0)));
    trace.say("user call IDs", messages.server.statistics().user_call_ids);
}

fn charged_call(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("a charged call");
    let messages = Messages::new(front_end);
    messages.socket.listen(4).expect("a small backlog");
    trace.say("charge", messages.charge(7));
    let mut call = messages.client.call(messages.service).expect("a slot");
    call.send(&[b'q'; 1412]).expect("room");
    call.send(b"r").expect("room");
    let mut buf = [0; 2000];
    let received = messages.socket.recvmsg(&mut buf, NONE);
    trace.say("recvmsg", message(received, &buf));
    let early = messages.socket.sendmsg(&about(&[id(7)], b"early"));
    trace.say("reply before the end of the request", value(early));
    call.end_send().expect("the end");
    let received = messages.socket.recvmsg(&mut buf, NONE);
    trace.say("recvmsg", message(received, &buf));
    let control = [id(7)];
    let more = about(&control, b"ans").flags(MessageFlags::MORE);
    trace.say("sendmsg with MORE", value(messages.socket.sendmsg(&more)));
    trace.say("sendmsg", value(messages.socket.sendmsg(&about(&[id(7)], b"wer"))));
    trace.say("client take_rest", data(call.take_rest(100)));
    let received = messages.socket.recvmsg(&mut buf, NONE);
    trace.say("recvmsg", message(received, &buf));
    trace.say("user call IDs", messages.server.statistics().user_call_ids);
}

fn uncharged_call(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("calls without a charge");
    let messages = Messages::new(front_end);
    let request = messages.client.request(messages.service, b"x");
    trace.say("before listen", data(request));
    messages.socket.listen(4).expect("a small backlog");
    let options = CallOptions::new().hard_timeout(SHORT);
    let mut call = messages.client.call_with(messages.service, &options).expect("a slot");
    // Its deadline may pass before.
    let _ = call.send_last(b"x");
    trace.say("listening: until the deadline", value(call.recv(&mut [0; 8])));
    trace.say("calls that were let in", messages.server.statistics().calls_received);
}

fn announced_calls(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("announced calls");
    let messages = Messages::new(front_end);
    let server = &messages.socket;
    trace.say("listen_with_announcements", value(server.listen_with_announcements(4)));
    let accept = [id(3), Control::Accept];
    trace.say("accept without a call", value(server.sendmsg(&about(&accept, &[]))));
    let mut call = messages.ask(b"first");
    let mut buf = [0; 100];
    trace.say("recvmsg", message(server.recvmsg(&mut buf, NONE), &buf));
    trace.say("accept", value(server.sendmsg(&about(&accept, &[]))));
    trace.say("accept under an ID in use", value(server.sendmsg(&about(&accept, &[]))));
    receive_request(trace, server.as_ref());
    trace.say("reply", value(server.sendmsg(&about(&[id(3)], b"answer"))));
    trace.say("client take_rest", data(call.take_rest(100)));
    receive_all(trace, "recvmsg", server.as_ref());
}

/// The request of the one call, to its end, whatever the pieces were.
fn receive_request(trace: &mut Trace, server: &dyn Socket) {
    let (mut all, mut buf) = (Vec::new(), [0; 100]);
    loop {
        match server.recvmsg(&mut buf, NONE) {
            Ok(received) => {
                all.extend_from_slice(&buf[..received.bytes]);
                if !received.flags.contains(MessageFlags::MORE) {
                    return trace.say("the request", crate::trace::bytes_of(&all));
                }
            }
            Err(error) => return trace.say("the request", value(Err::<(), _>(error))),
        }
    }
}

fn aborted_calls(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("service calls that are aborted");
    let messages = Messages::new(front_end);
    messages.socket.listen(4).expect("a small backlog");
    trace.say("charge 1", messages.charge(1));
    let mut call = messages.ask(b"x");
    receive_request(trace, messages.socket.as_ref());
    let abort = [id(1), Control::Abort(AbortCode(-9))];
    trace.say("abort by the service", value(messages.socket.sendmsg(&about(&abort, &[]))));
    trace.say("client recv", value(call.recv(&mut [0; 8])));
    receive_all(trace, "recvmsg", messages.socket.as_ref());
    trace.say("charge 2", messages.charge(2));
    let call = messages.ask(b"x");
    receive_request(trace, messages.socket.as_ref());
    call.abort(AbortCode(12));
    receive_all(trace, "abort by the client: recvmsg", messages.socket.as_ref());
    trace.say("client wait_ended", done(call.wait_ended()));
}

fn waiting(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("recvmsg waits");
    let messages = Messages::new(front_end);
    messages.socket.listen(4).expect("a small backlog");
    let received = messages.socket.recvmsg_timeout(&mut [0; 8], NONE, SHORT);
    trace.say("recvmsg_timeout", message(received, &[]));
    trace.say("charge", messages.charge(1));
    std::thread::scope(|scope| {
        let (server, socket) = (&messages.server, &messages.socket);
        let wait = scope.spawn(move || {
            let mut buf = [0; 100];
            message(socket.recvmsg(&mut buf, NONE), &buf)
        });
        eventually("it waits", || server.statistics().receivers == 1);
        let _call = messages.ask(b"wakes it");
        trace.say("recvmsg", wait.join().expect("no panic"));
    });
    trace.say("receivers", messages.server.statistics().receivers);
}
