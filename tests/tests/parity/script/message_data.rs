//! Where the data of messages is from and goes to: several buffers, shared memory, several messages in one call.

use super::{LONG, NONE, Pair, SERVICE, SHORT, about, id, pattern, to};
use crate::trace::{Trace, bytes_of, message, value};
use crate::verbs::{FrontEnd, Handler, Socket};
use rxrpc_core::message::{Control, MessageFlags, SendMessage};
use rxrpc_core::{
    AbortCode, Config, MessageError, ReceiveProgress, ReceiveSlot, SendProgress, ServiceAddress,
};
use std::io::{IoSlice, IoSliceMut};

const WAITALL: MessageFlags = MessageFlags::WAITALL;

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    pieces(trace, front_end);
    waiting_for_all(trace, front_end);
    several(trace, front_end);
}

/// A socket of a client, and a service that sends each request back.
fn echo(front_end: &dyn FrontEnd) -> (Box<dyn Socket>, ServiceAddress, impl Sized) {
    let server = front_end.endpoint(Config::default(), None);
    let service = ServiceAddress::new(server.local_addr(), SERVICE);
    let echo = server.serve(SERVICE, 4, Handler::Echo).expect("a free service");
    let client = front_end.endpoint(Config::default(), None);
    (client.message_socket(), service, (server, echo, client))
}

fn pieces(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("messages in pieces");
    let (socket, service, _kept) = echo(front_end);
    let body = pattern(20_000);
    let cuts = [0..1, 1..1, 1..5000, 5000..20_000, 20_000..20_000];
    let slices = cuts.clone().map(|cut| IoSlice::new(&body[cut]));
    let control = [id(1)];
    let message_of_slices = SendMessage::new(&[], &control).to(service).slices(&slices);
    trace.say("sendmsg of slices", value(socket.sendmsg(&message_of_slices)));
    let mut parts = [vec![0; 3], vec![], vec![0; 9000], vec![0; 20_000]];
    let mut bufs = parts.each_mut().map(|part| IoSliceMut::new(part));
    let received = socket.recvmsg_vectored(&mut bufs, WAITALL);
    let mut all = parts.concat();
    all.truncate(body.len());
    trace.say("all of it", all == body);
    trace.say("recvmsg into several buffers", message(received.map(without_data), &[]));

    let shared = cuts.map(|cut| body[cut].to_vec().into());
    let control = [id(2)];
    let message_of_bytes = SendMessage::new(&[], &control).to(service).bytes(&shared);
    trace.say("sendmsg of shared memory", value(socket.sendmsg(&message_of_bytes)));
    let mut all = Vec::new();
    let received = loop {
        let (received, data) = socket.recvmsg_bytes(3000, NONE).expect("a part of the reply");
        assert!(data.len() <= 3000 && received.bytes == data.len());
        all.extend_from_slice(&data);
        if received.is_end() {
            break received;
        }
    };
    trace.say("all of it", all == body);
    trace.say("recvmsg of shared memory", message(Ok(without_data(received)), &[]));
}

fn without_data(mut message: rxrpc_core::ReceivedMessage) -> rxrpc_core::ReceivedMessage {
    message.bytes = 0;
    message
}

fn waiting_for_all(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("recvmsg with WAITALL");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    let control = [id(1)];
    socket.sendmsg(&to(pair.service, &control, b"question")).expect("a slot");
    let mut served = pair.incoming.accept().expect("the call");
    served.take_request(100).expect("the request");
    let body = pattern(30_000);
    let mut all = vec![0; 40_000];
    served.send(&body[..12_000]).expect("room");
    let received = socket.recvmsg(&mut all[..10_000], WAITALL);
    trace.say("full", message(received.map(without_data), &[]));
    trace.say("all of it", all[..10_000] == body[..10_000]);
    // What had come when the time was up; the last bytes fill no packet and stay with the service.
    let received = socket.recvmsg_timeout(&mut all[10_000..], WAITALL, SHORT).expect("a part");
    trace.say("a part", (1..=2000).contains(&received.bytes));
    let mut at = 10_000 + received.bytes;
    trace.say("time is up", message(Ok(without_data(received)), &[]));
    let received = socket.recvmsg_timeout(&mut all[at..], WAITALL, SHORT);
    trace.say("nothing came", message(received, &[]));
    let mut progress = ReceiveProgress::new();
    served.send(&body[12_000..20_000]).expect("room");
    let flags = WAITALL | MessageFlags::DONTWAIT;
    let part = loop {
        match socket.recvmsg_counted(&mut all[at..], flags, &mut progress) {
            Err(MessageError::WouldBlock) => std::thread::yield_now(),
            received => break received.expect("a part"),
        }
    };
    trace.say("DONTWAIT wins", message(Ok(without_data(part.clone())), &[]));
    at += part.bytes;
    served.send_last(&body[20_000..]).expect("room");
    let received = socket.recvmsg_counted(&mut all[at..], WAITALL, &mut progress);
    at += received.as_ref().map_or(0, |received| received.bytes);
    trace.say("the end", message(received.map(without_data), &[]));
    trace.say("all of it", all[..at] == body);
}

fn several(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("several messages in one call");
    let (socket, service, _kept) = echo(front_end);
    let controls = [1, 2, 3, 4].map(|number| [id(number)]);
    let bodies = [pattern(10), pattern(0), pattern(500)];
    let messages: Vec<_> =
        controls.iter().zip(&bodies).map(|(control, body)| to(service, control, body)).collect();
    trace.say("sendmmsg", value(socket.sendmmsg(&messages)));
    let mut buffers = [[0; 600]; 4];
    let mut slots = buffers.each_mut().map(|buffer| ReceiveSlot::new(buffer));
    trace.say("recvmmsg", value(socket.recvmmsg(&mut slots[..3], NONE)));
    say_slots(trace, &slots);
    trace.say("no call is left", value(socket.recvmmsg(&mut slots[..3], NONE)));

    // An error is told if it is that of the first; later ones end the list.
    let unknown = [id(9), Control::Abort(AbortCode(1))];
    let bad = about(&unknown, b"");
    trace.say("sendmmsg, bad first", value(socket.sendmmsg(&[bad, messages[0]])));
    trace.say("sendmmsg, bad second", value(socket.sendmmsg(&[messages[0], bad, messages[1]])));
    let mut progress = SendProgress::new();
    let counted = socket.sendmmsg_counted(&[messages[2], bad, messages[1]], &mut progress);
    trace.say("sendmmsg_counted, bad second", value(counted));
    trace.say("so far", format!("{progress:?}"));
    let waits_for_one = socket.recvmmsg(&mut slots[..1], MessageFlags::WAITFORONE);
    trace.say("WAITFORONE", value(waits_for_one));
    let mut received = 1;
    let counted = socket.recvmmsg_counted(&mut slots[..2], NONE, &mut received);
    trace.say("recvmmsg_counted", value(counted.map(|()| received)));
    say_slots(trace, &slots[..2]);
    let open = to(service, &controls[3], b"").flags(MessageFlags::MORE);
    trace.say("sendmmsg of a call that stays open", value(socket.sendmmsg(&[open])));
    trace.say("DONTWAIT", value(socket.recvmmsg(&mut slots, MessageFlags::DONTWAIT)));
    trace.say("time is up", value(socket.recvmmsg_timeout(&mut slots, NONE, SHORT)));
    trace.say("its end", value(socket.sendmmsg(&[about(&controls[3], b"x")])));
    trace.say("in time", value(socket.recvmmsg_timeout(&mut slots[..1], NONE, LONG)));
    say_slots(trace, &slots[..1]);
}

/// What was received, in the order of the calls: they end as they like.
fn say_slots(trace: &mut Trace, slots: &[ReceiveSlot<'_>]) {
    let mut told: Vec<_> = slots
        .iter()
        .filter_map(|slot| Some((slot.message()?, slot.data())))
        .map(|(message, data)| (message.call, message.flags, bytes_of(data)))
        .collect();
    told.sort_by_key(|(call, ..)| *call);
    for (call, flags, data) in told {
        trace.say("slot", format!("{call:?}, {flags:?}, {data}"));
    }
}
