//! Several threads that send at once, as one: each step is a choice of who goes on.

use super::*;
use crate::endpoint::{AddressFamily, Endpoint, Transmit};
use crate::{CallOptions, Config, ServiceAddress, ServiceId, Waiting};
use std::net::SocketAddr;
use std::pin::pin;
use std::task::{Context, Poll, Wake, Waker};

/// Bytes of a packet's payload.
const PACKET: usize = 1412;

struct Bench {
    now: Instant,
    core: Arc<Endpoint>,
}

/// A thread between the core and the socket.
#[derive(Default)]
struct Sender {
    turn: Turn,
    batch: Vec<u8>,
    transmit: Option<Transmit>,
}

impl Bench {
    fn new() -> Self {
        let core =
            Endpoint::new(Config::default(), AddressFamily::V4).expect("the defaults are good");
        Self { now: Instant::now(), core }
    }

    /// A call whose request is `packets` long and queued.
    fn request(&self, packets: usize) -> Arc<Call> {
        let target = ServiceAddress::new(SocketAddr::from(([127, 0, 0, 1], 7000)), ServiceId(1));
        let call = self.core.try_open_call(self.now, target, &CallOptions::new()).expect("a slot");
        let data = vec![0; packets * PACKET];
        let mut taken = 0;
        let sent = pin!(self.core.send(&call, &data, false, Waiting::Never, &mut taken))
            .poll(&mut Context::from_waker(Waker::noop()));
        assert_eq!(sent, Poll::Ready(Ok(())));
        call
    }

    /// A thread takes a batch; the calls in it.
    fn take(&self, sender: &mut Sender, most: usize) -> Vec<u32> {
        sender.batch.clear();
        let Sender { turn, batch, transmit } = sender;
        *transmit = self.core.poll_transmit_in_turn(self.now, most, batch, turn);
        transmit.map(|transmit| channel_ids(&transmit, batch)).unwrap_or_default()
    }

    fn send(&self, sender: &mut Sender) {
        self.core.end_turn(&mut sender.turn);
    }
}

/// Where a datagram belongs, and its packet number.
fn packet(datagram: &[u8]) -> (u32, u32) {
    let word = |at: usize| u32::from_be_bytes(datagram[at..at + 4].try_into().expect("four bytes"));
    (word(4), word(12))
}

/// The calls of the datagrams of a batch.
fn channel_ids(transmit: &Transmit, batch: &[u8]) -> Vec<u32> {
    let size = transmit.segment_size.unwrap_or(transmit.size);
    batch.chunks(size).map(|datagram| packet(datagram).0).collect()
}

#[test]
fn a_call_is_not_polled_again_while_its_batch_is_under_way() {
    let bench = Bench::new();
    let (long, short) = (bench.request(4), bench.request(1));
    let (mut first, mut second) = (Sender::default(), Sender::default());
    let id = |call: &Call| call.identity().expect("it has a channel").cid.0;
    assert_eq!(bench.take(&mut first, 2), [id(&long); 2]);
    assert_eq!(bench.take(&mut second, 8), [id(&short)], "others go on");
    bench.send(&mut second);
    assert!(bench.take(&mut second, 8).is_empty());
    assert!(!bench.core.wants_transmit());
    bench.send(&mut first);
    assert!(bench.core.wants_transmit(), "what is left has its turn again");
    assert_eq!(bench.take(&mut second, 8), [id(&long); 2]);
}

#[test]
fn all_calls_of_a_shared_batch_stand_under_its_turn() {
    let bench = Bench::new();
    let calls: Vec<_> = (0..3).map(|_| bench.request(1)).collect();
    let (mut first, mut second) = (Sender::default(), Sender::default());
    assert_eq!(bench.take(&mut first, 8).len(), 3);
    // Each has something more to say: that it was aborted.
    for call in &calls {
        assert!(bench.core.abort(call, rxrpc_wire::AbortCode::RX_USER_ABORT));
    }
    assert!(bench.take(&mut second, 8).is_empty());
    bench.send(&mut first);
    for _ in &calls {
        assert_eq!(bench.take(&mut second, 8).len(), 1);
    }
}

#[test]
fn a_thread_that_does_not_run_holds_a_call_up_for_a_bounded_time() {
    let mut bench = Bench::new();
    let _call = bench.request(4);
    let (mut stopped, mut other) = (Sender::default(), Sender::default());
    assert_eq!(bench.take(&mut stopped, 2).len(), 2);
    assert!(bench.take(&mut other, 2).is_empty());
    let due = bench.core.poll_timeout().expect("somebody looks");
    assert!(due <= bench.now + LONGEST_TURN);
    bench.now = due;
    bench.core.handle_timeout(due);
    assert_eq!(bench.take(&mut other, 1).len(), 1);
    // It runs again, and must not end the turn that is under way now.
    bench.send(&mut stopped);
    assert!(bench.take(&mut stopped, 1).is_empty());
    bench.send(&mut other);
    assert_eq!(bench.take(&mut other, 1).len(), 1);
}

struct Woken(std::sync::atomic::AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[test]
fn a_driver_that_sleeps_is_told_to_look_for_long_turns() {
    let bench = Bench::new();
    let _call = bench.request(4);
    let woken = Arc::new(Woken(std::sync::atomic::AtomicBool::new(false)));
    bench.core.set_driver_waker(&Waker::from(woken.clone()));
    let _ = bench.core.poll_timeout();
    assert_eq!(bench.take(&mut Sender::default(), 2).len(), 2);
    assert!(woken.0.load(Ordering::SeqCst));
}

#[test]
fn whatever_the_order_in_which_threads_run_packets_of_a_call_leave_in_order() {
    for seed in 0..200 {
        let mut bench = Bench::new();
        let mut left: Vec<_> = [5, 1, 4, 2].map(|packets| bench.request(packets)).into();
        let mut senders: [Sender; 3] = Default::default();
        let mut random = crate::endpoint::routes::random::Random::new(Some(seed));
        let mut socket = Vec::new();
        while bench.core.wants_transmit() || senders.iter().any(|sender| sender.turn.has_begun()) {
            bench.now += Duration::from_micros(u64::from(random.next() % 100));
            let sender = &mut senders[random.next() as usize % 3];
            if let Some(transmit) = sender.transmit.take() {
                let size = transmit.segment_size.unwrap_or(transmit.size);
                socket.extend(sender.batch.chunks(size).map(packet));
                bench.send(sender);
            } else {
                bench.take(sender, 1 + random.next() as usize % 3);
            }
        }
        for call in left.drain(..) {
            let id = call.identity().expect("it has a channel").cid.0;
            let mine = socket.iter().filter(|(cid, _)| *cid == id);
            let numbers: Vec<_> = mine.map(|(_, number)| *number).collect();
            assert!(numbers.is_sorted(), "seed {seed}: {numbers:?}");
        }
        assert_eq!(socket.len(), 12, "seed {seed}: all of it left");
    }
}
