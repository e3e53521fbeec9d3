//! Threads that are told to run and do not; threads that are made to send for others.

#![allow(clippy::unwrap_used, reason = "a step that fails is a test that fails")]

use crate::park::Parker;
use crate::seat::Claim;
use crate::{
    AbortCode, Call, CallOptions, Config, Direction, Endpoint, PacketObserver, ServiceAddress,
    ServiceId,
};
use rxrpc_core::{AddressFamily, Transmit, Waiting, Wakeups};
use rxrpc_udp::{Carrier, Flushed, PathReport, Sent};
use std::future::poll_fn;
use std::net::{SocketAddr, UdpSocket};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

#[test]
fn what_is_left_to_a_thread_that_does_not_run_is_sent_all_the_same() {
    let endpoint = Endpoint::bind("127.0.0.1:0").unwrap();
    let silent = UdpSocket::bind("127.0.0.1:0").unwrap();
    let other = UdpSocket::bind("127.0.0.1:0").unwrap();
    // Whoever looks at the socket for the first time sends as well: let both have looked.
    let target = ServiceAddress::new(other.local_addr().unwrap(), ServiceId(1));
    let mut call = endpoint.call(target).unwrap();
    call.set_timeout(Some(Duration::from_millis(20)));
    call.send_last(b"request").unwrap();
    assert!(call.wait_ended().is_err());
    drop(call);
    thread::sleep(Duration::from_millis(50));

    endpoint.driver().wakes.count_one_that_never_runs();
    silent.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let target = ServiceAddress::new(silent.local_addr().unwrap(), ServiceId(1));
    let mut room = [0; 2048];
    let call_number = |room: &[u8]| room[..12].to_vec();

    // By a thread that is done with it.
    let mut call = endpoint.call(target).unwrap();
    call.send_last(b"request").unwrap();
    silent.recv(&mut room).expect("it was sent");
    let first = call_number(&room);

    // By a thread that waits for the reply.
    thread::scope(|scope| {
        let waiting = scope.spawn(|| endpoint.request(target, b"request"));
        while call_number(&room) == first {
            silent.recv(&mut room).expect("it was sent");
        }
        endpoint.close(Duration::ZERO);
        assert!(waiting.join().unwrap().is_err());
    });
}

/// Whether it was woken, and who waits for that.
#[derive(Default)]
struct Told(AtomicBool, Mutex<Option<Waker>>);

impl Wake for Told {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::SeqCst);
        if let Some(waker) = self.1.lock().unwrap().take() {
            waker.wake();
        }
    }
}

impl Told {
    fn poll(&self, cx: &Context<'_>) -> Poll<()> {
        *self.1.lock().unwrap() = Some(cx.waker().clone());
        if self.0.load(Ordering::SeqCst) { Poll::Ready(()) } else { Poll::Pending }
    }
}

/// A thread has the seat, and another waits to be woken by it.
#[test]
fn who_goes_to_sleep_behind_a_driver_wakes_one_of_those_whom_that_has_to_wake() {
    // No background thread comes between.
    let builder = Endpoint::builder().bind(([127, 0, 0, 1], 0));
    let (endpoint, _loop) = builder.build_with_driver().unwrap();
    let driver = endpoint.driver();
    let incoming = driver.core.incoming(ServiceId(1)).unwrap();
    let told = Arc::new(Told::default());
    let waker = Waker::from(told.clone());
    let mut next = pin!(incoming.next());
    assert!(next.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    let claim = driver.seat.claim(&Parker::begin(&driver.wakes), None);
    assert!(matches!(claim, Claim::Drive(_)), "{claim:?}");

    let client = rxrpc_core::Endpoint::new(Config::default(), AddressFamily::V4).unwrap();
    let target = ServiceAddress::new(endpoint.local_addr(), ServiceId(1));
    let (now, mut request) = (Instant::now(), Vec::new());
    let _begun = client.begin_request(now, target, &CallOptions::new(), b"request").unwrap();
    client.poll_transmit(now, 1, &mut request).unwrap();
    let (from, mut wakeups) = (SocketAddr::from(([127, 0, 0, 1], 7001)), Wakeups::default());
    driver.core.take_in_batch(now, from, &request, request.len(), &mut wakeups);
    let due = driver.owed.keep(&mut wakeups).unwrap();
    let deadline = Instant::now() + Duration::from_secs(10);
    thread::scope(|scope| {
        let sleeper = || driver.block_on(poll_fn(|cx| told.poll(cx)), Some(deadline));
        assert_eq!(scope.spawn(sleeper).join().unwrap(), Some(()));
    });
    drop(due);
}

/// Counts what one thread sends, and all threads.
struct Senders {
    watched: ThreadId,
    own: AtomicUsize,
    all: AtomicUsize,
}

impl PacketObserver for Senders {
    fn datagram(&self, direction: Direction, _: SocketAddr, _: &[u8]) {
        if direction == Direction::Sent {
            self.own
                .fetch_add(usize::from(thread::current().id() == self.watched), Ordering::SeqCst);
            self.all.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// So many calls, to a peer each, have something to send.
const FLOODING: usize = 600;

/// Queues a request of each of many calls that nobody has sent so far.
fn flood(endpoint: &Endpoint, silent: &UdpSocket) -> Vec<Arc<rxrpc_core::Call>> {
    let core = &endpoint.driver().core;
    let port = silent.local_addr().unwrap().port();
    // Whoever is the same peer would be in the same batch.
    let peers = (1..=FLOODING as u16).map(|host| {
        let [high, low] = host.to_be_bytes();
        SocketAddr::from(([127, 3, high, low], port))
    });
    peers
        .map(|peer| {
            let target = ServiceAddress::new(peer, ServiceId(1));
            let call = core.try_open_call(Instant::now(), target, &CallOptions::new()).unwrap();
            let mut taken = 0;
            let sent = pin!(core.send(&call, b"request", false, Waiting::Never, &mut taken))
                .poll(&mut Context::from_waker(Waker::noop()));
            assert!(sent.is_ready());
            call
        })
        .collect()
}

/// Whatever a thread does with its own call, others' output holds it up with a turn of the outbox at most, and the
/// rest leaves without it.
#[test]
fn nobody_sends_for_others_without_end() {
    let silent = UdpSocket::bind("0.0.0.0:0").unwrap();
    let verbs: [fn(Call); 4] = [
        |call| {
            call.abort(AbortCode::RX_USER_ABORT);
        },
        drop,
        |mut call| assert_eq!(call.try_send(b"more"), Ok(4)),
        |mut call| drop(call.try_recv(&mut [0; 8])),
    ];
    for verb in verbs {
        let senders = Arc::new(Senders {
            watched: thread::current().id(),
            own: AtomicUsize::new(0),
            all: AtomicUsize::new(0),
        });
        let builder = Endpoint::builder().bind(([127, 0, 0, 1], 0)).observer(senders.clone());
        let endpoint = builder.config(Config::default()).build().unwrap();
        let target = ServiceAddress::new(
            SocketAddr::from(([127, 0, 0, 1], silent.local_addr().unwrap().port())),
            ServiceId(1),
        );
        let mut call = endpoint.call(target).unwrap();
        call.send(b"request").unwrap();
        let calls = flood(&endpoint, &silent);
        senders.own.store(0, Ordering::SeqCst);
        verb(call);
        let own = senders.own.load(Ordering::SeqCst);
        // The verb, and the drop of the call.
        assert!(own <= 2 * 64, "{own} of {FLOODING} are others'");
        while senders.all.load(Ordering::SeqCst) < FLOODING {
            thread::yield_now();
        }
        drop(calls);
    }
}

/// A socket without room.
struct Full;

impl Carrier for Full {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn max_datagrams(&self) -> usize {
        1
    }

    fn send(&self, _: &Transmit, _: &[u8]) -> Sent {
        Sent::Full { sent: 0 }
    }

    fn refined(&self, report: PathReport, _: SocketAddr) -> PathReport {
        report
    }

    fn drain_errors(&self, _: &rxrpc_core::Endpoint) {}

    fn wait_for_room(&self, _: bool) {}
}

/// Another thread finds no room for what it sends: the loop waits for room in its place, and sends.
#[test]
fn a_loop_waits_for_room_and_sends_what_had_none() {
    let silent = UdpSocket::bind("0.0.0.0:0").unwrap();
    silent.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let builder = Endpoint::builder().bind(([127, 0, 0, 1], 0));
    let (endpoint, mut driver) = builder.build_with_driver().unwrap();
    driver.drive();
    let wait = driver.before_wait();
    assert!(!wait.wants_write && wait.timeout().is_none(), "{wait:?}");
    let _calls = flood(&endpoint, &silent);
    let shared = endpoint.driver();
    assert_eq!(shared.outbox.flush(&shared.core, &Full), Flushed::Blocked);
    assert!(driver.before_wait().wants_write);
    // The socket has room.
    driver.drive();
    assert!(!driver.before_wait().wants_write);
    silent.recv(&mut [0; 2048]).unwrap();
}

/// What is too much for one thread to send for others, the loop is told of and sends.
#[test]
fn a_loop_sends_what_others_left() {
    let silent = UdpSocket::bind("0.0.0.0:0").unwrap();
    let senders = Arc::new(Senders {
        watched: thread::current().id(),
        own: AtomicUsize::new(0),
        all: AtomicUsize::new(0),
    });
    let builder = Endpoint::builder().bind(([127, 0, 0, 1], 0)).observer(senders.clone());
    let (endpoint, mut driver) = builder.build_with_driver().unwrap();
    let told = Arc::new(AtomicUsize::new(0));
    let tell = told.clone();
    driver.notify_with(move || {
        tell.fetch_add(1, Ordering::SeqCst);
    });
    driver.drive();
    assert!(!driver.before_wait().more);
    let _calls = flood(&endpoint, &silent);
    endpoint.driver().flush();
    assert!(senders.all.load(Ordering::SeqCst) < FLOODING);
    assert_eq!(told.load(Ordering::SeqCst), 1);
    assert!(driver.before_wait().more);
    // How much one drive sends depends on the time that it takes.
    for _ in 0..FLOODING {
        if !driver.before_wait().more {
            break;
        }
        driver.drive();
    }
    assert!(!driver.before_wait().more);
    assert!(senders.all.load(Ordering::SeqCst) >= FLOODING);
}
