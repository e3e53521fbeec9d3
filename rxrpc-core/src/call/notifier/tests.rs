use crate::call::Call;
use crate::call::options::CallOptions;
use crate::call::send::Waiting;
use crate::endpoint::Endpoint;
use crate::endpoint::service::gate::Arrival;
use crate::endpoint::tests::{Pair, SERVICE, ready};
use rxrpc_wire::AbortCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// Counts how often it was called since it was asked last.
#[derive(Clone, Default)]
struct Count(Arc<AtomicUsize>);

impl Count {
    fn of(&self, endpoint: &Endpoint, call: &Arc<Call>) {
        let count = self.0.clone();
        endpoint.notify_of(call, move || {
            count.fetch_add(1, Ordering::Relaxed);
        });
    }

    fn take(&self) -> usize {
        self.0.swap(0, Ordering::Relaxed)
    }

    fn is_dropped(&self) -> bool {
        Arc::strong_count(&self.0) == 1
    }
}

fn reply(pair: &Pair, served: &Arc<Call>, data: &[u8], more: bool) {
    ready(pair.server.send(served, data, more, Waiting::Never, &mut 0)).expect("there is room");
    pair.exchange();
}

fn read(pair: &Pair, call: &Arc<Call>) -> usize {
    ready(pair.client.receive(call, &mut [0; 5000], Waiting::Never)).unwrap_or(0)
}

/// A call whose service has its whole request.
fn asked(pair: &Pair) -> (Arc<Call>, Arc<Call>) {
    let incoming = pair.server.incoming(SERVICE).expect("bound once");
    let call = pair.open(&CallOptions::new());
    pair.send(&pair.client, &call);
    let served = incoming.try_next().expect("a whole request");
    ready(pair.server.receive_rest(&served, 100, Waiting::Never)).expect("it is here");
    (call, served)
}

#[test]
fn news_calls_and_reading_does_not() {
    let pair = Pair::new();
    let (call, served) = asked(&pair);
    let count = Count::default();
    count.of(&pair.client, &call);
    assert_eq!(count.take(), 0);
    reply(&pair, &served, &[1; 2000], true);
    assert!(count.take() > 0);
    assert!(read(&pair, &call) > 0 && read(&pair, &call) == 0);
    assert_eq!(count.take(), 0);
    reply(&pair, &served, &[1; 2000], false);
    assert!(count.take() > 0);
    assert!(count.is_dropped(), "the end is the last that there is to say");
    read(&pair, &call);
    assert_eq!(count.take(), 0);
}

#[test]
fn what_is_there_already_is_told_at_once_and_the_last_one_counts() {
    let pair = Pair::new();
    let (call, served) = asked(&pair);
    reply(&pair, &served, &[1; 2000], true);
    let (first, second) = (Count::default(), Count::default());
    first.of(&pair.client, &call);
    second.of(&pair.client, &call);
    assert_eq!((first.take(), second.take()), (1, 1));
    assert!(first.is_dropped());
    reply(&pair, &served, &[1; 2000], true);
    assert!(first.take() == 0 && second.take() > 0);
    pair.client.notify_no_more(&call);
    assert!(second.is_dropped());
    pair.client.abort(&call, AbortCode(1));
    let late = Count::default();
    late.of(&pair.client, &call);
    assert_eq!(late.take(), 1, "the end has come");
    assert!(late.is_dropped());
}

/// Who is called may use the call, and give it up.
#[test]
fn no_lock_is_held_and_a_panic_holds_up_nobody() {
    let pair = Pair::new();
    let (call, served) = asked(&pair);
    let (client, reading) = (pair.client.clone(), Arc::downgrade(&call));
    let got = Arc::new(AtomicUsize::new(0));
    let counted = got.clone();
    pair.client.notify_of(&call, move || {
        let Some(call) = reading.upgrade() else { return };
        let read = ready(client.receive(&call, &mut [0; 5000], Waiting::Never)).unwrap_or(0);
        counted.fetch_add(read, Ordering::Relaxed);
        assert!(read < 2000, "as it was to");
        client.release(&call);
    });
    reply(&pair, &served, &[1; 1000], false);
    assert_eq!(got.load(Ordering::Relaxed), 1000);
    let (call, served) = asked(&pair);
    pair.client.notify_of(&call, || std::panic::resume_unwind(Box::new("as it was to")));
    reply(&pair, &served, b"reply", false);
    assert_eq!(read(&pair, &call), 5);
}

#[test]
fn a_call_that_is_released_tells_nobody() {
    let pair = Pair::new();
    let (_call, served) = asked(&pair);
    let count = Count::default();
    count.of(&pair.server, &served);
    ready(pair.server.send(&served, &[1; 2000], false, Waiting::Never, &mut 0)).expect("room");
    count.take();
    pair.server.release(&served);
    assert!(count.is_dropped());
    pair.exchange();
    assert_eq!(count.take(), 0);
}

#[test]
fn calls_that_come_to_a_service_and_go_untaken_are_told() {
    let pair = Pair::new();
    let incoming = pair.server.incoming(SERVICE).unwrap();
    let call = pair.open(&CallOptions::new());
    pair.send(&pair.client, &call);
    let told = Arc::new(Mutex::new(Vec::new()));
    let push = told.clone();
    assert!(incoming.notify_with(move |arrival| push.lock().unwrap().push(arrival)));
    assert!(!incoming.notify_with(|_| ()), "one is enough");
    assert_eq!(std::mem::take(&mut *told.lock().unwrap()), [Arrival::Came]);
    let second = pair.open(&CallOptions::new());
    pair.send(&pair.client, &second);
    pair.client.abort(&call, AbortCode(1));
    pair.exchange();
    assert_eq!(*told.lock().unwrap(), [Arrival::Came, Arrival::Discarded]);
    assert!(incoming.try_next().is_some() && incoming.try_next().is_none());
}
