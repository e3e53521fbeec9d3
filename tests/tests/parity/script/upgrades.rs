//! Service upgrade, on both faces.

use super::{NONE, Pair, SERVICE, about, id, settle, to};
use crate::trace::{Trace, data, value};
use crate::verbs::{FrontEnd, Socket};
use rxrpc_core::message::Control;
use rxrpc_core::{CallOptions, Config, ServiceAddress, ServiceId};

/// What takes the place of [`SERVICE`].
const NEXT: ServiceId = ServiceId(148);

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    by_calls(trace, front_end);
    by_messages(trace, front_end);
}

fn by_calls(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("service upgrade");
    let pair = Pair::new(front_end);
    let declare = || value(pair.server.upgradeable_service(SERVICE, NEXT));
    trace.say("to a service that is not bound", declare());
    let next = pair.server.incoming(NEXT).expect("a free service");
    trace.say("to one that is", declare());
    trace.say("again", declare());
    let options = CallOptions::new().upgrade();
    for (number, size) in [(1, 5), (2, 5), (3, 20_000)] {
        let mut call = pair.client.call_with(pair.service, &options).expect("a free slot");
        trace.say(format!("call {number}: service before an answer"), call.service().0);
        call.send_last(&super::pattern(size)).expect("room");
        let mut served = next.accept().expect("the call");
        trace.say("the service's own", served.service().0);
        served.take_request(size).expect("the request");
        served.send_last(b"answer").expect("room");
        trace.say("client take_rest", data(call.take_rest(10)));
        trace.say("service", call.service().0);
        drop((call, served));
        pair.settle();
    }
    let (call, served) = pair.asked();
    trace.say("a call without", format!("{} {}", call.service().0, served.service().0));
    drop((call, served));
    pair.settle();
    drop(next);
    trace.say("it ends with its service", declare());
}

fn by_messages(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("service upgrade by messages");
    let server = front_end.endpoint(Config::default(), None);
    let socket = server.message_socket();
    let declare = |socket: &dyn Socket| value(socket.set_upgradeable_service(SERVICE, NEXT));
    trace.say("unbound", declare(&*socket));
    socket.bind(SERVICE).expect("a free service");
    trace.say("with one service", declare(&*socket));
    socket.bind(NEXT).expect("a free service");
    trace.say("another service", value(socket.set_upgradeable_service(SERVICE, ServiceId(9))));
    trace.say("with two services", declare(&*socket));
    trace.say("again", declare(&*socket));
    let known = socket.upgradeable_service().map(|(from, to)| (from.0, to.0));
    trace.say("upgradeable_service", format!("{known:?}"));
    socket.listen(2).expect("a small backlog");
    trace.say("listening", declare(&*socket));
    socket.sendmsg(&about(&[id(1), Control::ChargeAccept], &[])).expect("room in the backlog");

    let client = front_end.endpoint(Config::default(), None);
    let asking = client.message_socket();
    let service = ServiceAddress::new(server.local_addr(), SERVICE);
    let control = [id(7), Control::UpgradeService];
    trace.say("sendmsg", value(asking.sendmsg(&to(service, &control, b"question"))));
    let mut buf = [0; 100];
    let name = |socket: &dyn Socket, buf: &mut [u8]| {
        let received = socket.recvmsg(buf, NONE).expect("a message");
        format!("{:?} {:?}", received.from.map(|from| from.service.0), received.flags)
    };
    trace.say("service recvmsg", name(&*socket, &mut buf));
    trace.say("reply", value(socket.sendmsg(&about(&[id(1)], b"answer"))));
    trace.say("client recvmsg", name(&*asking, &mut buf));
    trace.say("service recvmsg", name(&*socket, &mut buf));
    settle(&*client);
    settle(&*server);
}
