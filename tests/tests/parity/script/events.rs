//! Events of a socket: what is worth a try after EAGAIN.

use super::{NONE, Pair, SHORT, id, to};
use crate::trace::{Trace, failed, message, value};
use crate::verbs::FrontEnd;
use rxrpc_core::message::MessageFlags;
use rxrpc_core::{AbortCode, MessageError, SocketEvent};

/// An event without what depends on the machine.
fn told(event: Result<SocketEvent, MessageError>) -> String {
    match event {
        Ok(SocketEvent::SlotFree(of)) => format!("a slot of service {} is free", of.service.0),
        Ok(event) => format!("{event:?}"),
        Err(error) => failed(&error),
    }
}

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("events of a socket");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    trace.say("an event of a new socket", told(socket.next_event()));
    let mut calls: Vec<_> =
        (0..4).map(|_| pair.client.call(pair.service).expect("a slot")).collect();
    let control = [id(9)];
    let first = to(pair.service, &control, &[b'q'; 1500]);
    let first = first.flags(MessageFlags::MORE | MessageFlags::DONTWAIT);
    trace.say("sendmsg without a slot", value(socket.sendmsg(&first)));
    trace.say("an event at once", told(socket.try_next_event()));
    trace.say("an event", told(socket.next_event_timeout(SHORT)));
    drop(calls.pop());
    trace.say("an event once a call is gone", told(socket.next_event()));
    trace.say("and one more", told(socket.try_next_event()));
    trace.say("sendmsg", value(socket.sendmsg(&first)));
    drop(calls);
    let served = pair.incoming.accept().expect("the call");
    served.abort(AbortCode(9));
    trace.say("an event when the service has aborted", told(socket.next_event()));
    trace.say("told again", told(socket.try_next_event()));
    trace.say("recvmsg", message(socket.recvmsg(&mut [0; 8], NONE), &[]));
    trace.say("and after it", told(socket.try_next_event()));
    socket.close();
    trace.say("an event of a closed socket", told(socket.next_event()));
}
