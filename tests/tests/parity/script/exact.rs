//! Reading by who knows how long what he reads is.

use super::{Pair, SHORT, pattern};
use crate::trace::{Trace, data, value};
use crate::verbs::FrontEnd;
use rxrpc_core::Expected::{End, More};

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    verdicts(trace, front_end);
    needs_more(trace, front_end);
    more_than_a_window(trace, front_end);
}

fn verdicts(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("a buffer is filled");
    let pair = Pair::new(front_end);
    let mut buf = [0; 4];
    for (reply, first, second) in [
        ("12345678", More, End),
        ("12345678", More, More),
        ("123456", More, End),
        ("1234567890", More, End),
        ("1234", End, End),
    ] {
        let (mut call, mut served) = pair.asked();
        served.send_last(reply.as_bytes()).expect("room");
        call.wait_ended().expect("the reply");
        let name = |expected| format!("{reply}, recv_exact of 4, then {expected:?}");
        trace.say(name(first), value(call.recv_exact(&mut buf, first)));
        trace.say(name(second), value(call.recv_exact(&mut buf, second)));
        trace.say("what is left", data(call.take_rest(10)));
        trace.say("once more", value(call.recv_exact(&mut buf, End)));
        trace.say("of nothing", value(call.recv_exact(&mut [], End)));
    }
    let (mut call, served) = pair.asked();
    served.abort(rxrpc_core::AbortCode(7));
    trace.say("of a call that is aborted", value(call.recv_exact(&mut buf, More)));
    trace.say("counted beyond", value(call.recv_exact_counted(&mut buf, &mut 5, More)));
    drop((call, served));
    pair.settle();
}

fn needs_more(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("a buffer that is not filled so far");
    let pair = Pair::new(front_end);
    let (mut call, mut served) = pair.open();
    let (mut buf, mut filled) = ([0; 2000], 1);
    trace.say("one byte", value(served.recv_exact(&mut buf[..1], More)));
    served.set_timeout(Some(SHORT));
    let more = served.recv_exact_counted(&mut buf, &mut filled, End);
    trace.say("it needs more", value(more));
    trace.say("and is neither empty nor full", (2..2000).contains(&filled));
    let more = served.try_recv_exact(&mut buf, &mut filled, End);
    trace.say("as it says without a wait", value(more));
    call.send_last(&[b'q'; 500]).expect("room");
    served.set_timeout(None);
    trace.say("the rest comes", value(served.recv_exact_counted(&mut buf, &mut filled, End)));
    trace.say("all of it is there", buf == [b'q'; 2000]);
    drop((call, served));
    pair.settle();
}

fn more_than_a_window(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("a buffer larger than any window");
    let pair = Pair::new(front_end);
    let (mut call, mut served) = pair.asked();
    let sent = pattern(2 << 20);
    std::thread::scope(|scope| {
        let sending = scope.spawn(|| served.send_last(&sent));
        let mut buf = vec![0; sent.len()];
        trace.say("client recv_exact", value(call.recv_exact(&mut buf, End)));
        trace.say("all of it", buf == sent);
        sending.join().expect("no panic").expect("room");
    });
    drop((call, served));
    pair.settle();
}
