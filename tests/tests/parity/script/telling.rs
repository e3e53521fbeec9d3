//! Who is called with news of one call, and of calls that come to a service.

use super::{LONG, Pair};
use crate::trace::{Trace, data, done, eventually, value};
use crate::verbs::{Call, FrontEnd};
use rxrpc_core::{AbortCode, CallError};
use std::sync::mpsc::{self, Receiver};

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    one_call(trace, front_end);
    new_calls(trace, front_end);
}

/// Has news of a call sent here.
fn channel(call: &dyn Call) -> Receiver<()> {
    let (sender, receiver) = mpsc::channel();
    call.notify_with(Box::new(move || {
        let _ = sender.send(());
    }));
    receiver
}

/// Reads by what the channel says alone, to the end of the call.
fn read_when_told(call: &mut dyn Call, news: &Receiver<()>) -> Result<Vec<u8>, CallError> {
    let (mut all, mut buf) = (Vec::new(), [0; 700]);
    loop {
        match call.try_recv(&mut buf) {
            Ok(0) => return Ok(all),
            Ok(bytes) => all.extend_from_slice(&buf[..bytes]),
            Err(CallError::WouldBlock) => news.recv_timeout(LONG).expect("news in time"),
            Err(error) => return Err(error),
        }
    }
}

fn one_call(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("news of one call is told by a channel");
    let pair = Pair::new(front_end);
    let (mut call, mut served) = pair.asked();
    let news = channel(&*call);
    trace.say("before anything comes", news.try_recv().is_ok());
    std::thread::scope(|scope| {
        let call = &mut *call;
        let reading = scope.spawn(move || read_when_told(call, &news));
        for _ in 0..20 {
            served.send(&[b'r'; 2000]).expect("room");
        }
        served.end_send().expect("room");
        trace.say("a reply in pieces", data(reading.join().expect("no panic")));
    });
    let (mut call, served) = pair.asked();
    let news = channel(&*call);
    served.abort(AbortCode(7));
    trace.say("an abort", data(read_when_told(&mut *call, &news)));
    trace.say("who asks after the end", channel(&*call).recv_timeout(LONG).is_ok());
    let (call, mut served) = pair.asked();
    let news = channel(&*call);
    call.notify_no_more();
    served.send_last(b"reply").expect("room");
    trace.say("a call whose news nobody wants", done(call.wait_ended()));
    trace.say("is told", news.recv().is_ok());
    drop((call, served));
    pair.settle();
}

fn new_calls(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("new calls are told by a channel");
    let pair = Pair::new(front_end);
    let (sender, news) = mpsc::channel();
    let told = pair.incoming.notify_with(Box::new(move |arrival| {
        let _ = sender.send(arrival);
    }));
    trace.say("somebody is told", told);
    trace.say("one is enough", pair.incoming.notify_with(Box::new(drop)));
    let mut call = pair.client.call(pair.service).expect("a slot");
    call.send_last(b"question").expect("room");
    trace.say("a call", value(news.recv_timeout(LONG).map_err(|_| CallError::TimedOut)));
    let served = pair.incoming.try_accept();
    trace.say("is there", served.is_some());
    let mut other = pair.client.call(pair.service).expect("a slot");
    other.send_last(b"question").expect("room");
    trace.say("another", value(news.recv_timeout(LONG).map_err(|_| CallError::TimedOut)));
    drop(other);
    trace.say("its client goes", value(news.recv_timeout(LONG).map_err(|_| CallError::TimedOut)));
    eventually("it is gone", || pair.incoming.try_accept().is_none());
    drop((call, served));
    pair.settle();
}
