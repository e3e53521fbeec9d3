//! An outbox over a carrier whose room and failures the test decides.

use super::*;
use rxrpc_core::{AddressFamily, CallOptions, Config, Errno, ServiceAddress, ServiceId, Waiting};
use std::cell::RefCell;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

/// A carrier that answers as it is told to, and `Done` after that.
struct Scripted {
    now: Cell<Instant>,
    /// How long each batch takes.
    takes: Duration,
    answers: RefCell<VecDeque<Sent>>,
    /// What left, in order.
    gone: RefCell<Vec<Vec<u8>>>,
    waits: Cell<bool>,
}

impl Scripted {
    fn new(answers: impl IntoIterator<Item = Sent>) -> Self {
        Self {
            now: Cell::new(Instant::now()),
            takes: Duration::ZERO,
            answers: RefCell::new(answers.into_iter().collect()),
            gone: RefCell::default(),
            waits: Cell::new(false),
        }
    }
}

impl Carrier for Scripted {
    fn now(&self) -> Instant {
        self.now.get()
    }

    fn max_datagrams(&self) -> usize {
        1
    }

    fn send(&self, _: &Transmit, bytes: &[u8]) -> Sent {
        self.now.set(self.now.get() + self.takes);
        let answer = self.answers.borrow_mut().pop_front().unwrap_or(Sent::Done);
        if answer == Sent::Done {
            self.gone.borrow_mut().push(bytes.to_vec());
        }
        answer
    }

    fn refined(&self, report: PathReport, _: SocketAddr) -> PathReport {
        report
    }

    fn drain_errors(&self, _: &Endpoint) {}

    fn wait_for_room(&self, wait: bool) {
        assert!(self.waits.replace(wait) != wait, "told only of changes");
    }
}

fn endpoint() -> Arc<Endpoint> {
    Endpoint::new(Config::default(), AddressFamily::V4).expect("the settings are in range")
}

/// A call to port `port` with a request of a few bytes queued.
fn request(core: &Endpoint, port: u16) -> Arc<rxrpc_core::Call> {
    let target = ServiceAddress::new(SocketAddr::from(([127, 0, 0, 1], port)), ServiceId(1));
    let call = core.try_open_call(Instant::now(), target, &CallOptions::new()).unwrap();
    let mut taken = 0;
    let sent = pin!(core.send(&call, b"request", false, Waiting::Never, &mut taken))
        .poll(&mut Context::from_waker(Waker::noop()));
    assert!(matches!(sent, Poll::Ready(Ok(()))));
    call
}

#[test]
fn nobody_is_held_up_with_more_than_one_flush_and_nothing_is_lost() {
    let (core, outbox, carrier) = (endpoint(), Outbox::default(), Scripted::new([]));
    let calls: Vec<_> = (1..=150).map(|port| request(&core, port)).collect();
    let flushes: Vec<_> = (0..3).map(|_| outbox.flush(&core, &carrier)).collect();
    assert_eq!(flushes, [Flushed::More, Flushed::More, Flushed::All]);
    assert_eq!(carrier.gone.borrow().len(), calls.len());
}

#[test]
fn batches_that_take_long_are_fewer_in_a_row() {
    let (core, outbox) = (endpoint(), Outbox::default());
    let carrier = Scripted { takes: LONGEST_ROW / 4, ..Scripted::new([]) };
    let _calls: Vec<_> = (1..=10).map(|port| request(&core, port)).collect();
    let left = |flushed| (flushed, carrier.gone.borrow().len());
    let turns: Vec<_> = (0..3).map(|_| left(outbox.flush(&core, &carrier))).collect();
    assert_eq!(turns, [(Flushed::More, 4), (Flushed::More, 8), (Flushed::All, 10)]);
}

#[test]
fn what_found_no_room_leaves_before_anything_newer() {
    let (core, outbox) = (endpoint(), Outbox::default());
    let carrier = Scripted::new([Sent::Done, Sent::Full { sent: 0 }, Sent::Full { sent: 0 }]);
    let _calls: Vec<_> = (1..=3).map(|port| request(&core, port)).collect();
    assert_eq!(outbox.flush(&core, &carrier), Flushed::Blocked);
    assert!(carrier.waits.get());
    assert_eq!(outbox.flush(&core, &carrier), Flushed::Blocked, "without another attempt");
    assert_eq!(carrier.answers.borrow().len(), 1);
    assert!(!outbox.flush_blocked(&core, &carrier));
    assert!(outbox.flush_blocked(&core, &carrier));
    assert!(!carrier.waits.get());
    assert_eq!(outbox.flush(&core, &carrier), Flushed::All);
    let gone = carrier.gone.borrow();
    let calls: Vec<_> = gone.iter().map(|datagram| &datagram[4..8]).collect();
    assert_eq!(calls.len(), 3);
    assert!(calls.iter().all(|cid| calls.iter().filter(|other| *other == cid).count() == 1));
}

/// A failure is told, whether the batch went out at once or had to wait for room.
#[test]
fn a_failure_ends_the_call_also_when_it_comes_after_a_wait_for_room() {
    let failed = Sent::Failed(PathReport::Unreachable(Errno::EHOSTUNREACH));
    for answers in [vec![failed], vec![Sent::Full { sent: 0 }, failed]] {
        let (core, outbox) = (endpoint(), Outbox::default());
        let carrier = Scripted::new(answers);
        let call = request(&core, 7000);
        let _ = outbox.flush(&core, &carrier);
        let _ = outbox.flush_blocked(&core, &carrier);
        assert!(call.failure().is_some(), "the call knows");
    }
}
