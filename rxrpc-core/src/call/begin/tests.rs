//! Begun calls that wait for a slot, between two endpoints whose datagrams are handed over at once.

use super::*;
use crate::call::send::Waiting;
use crate::call::send_data::SendData;
use crate::config::Config;
use crate::endpoint::AddressFamily;
use crate::endpoint::service::incoming::Incoming;
use rxrpc_wire::{AbortCode, ServiceId};
use std::net::SocketAddr;
use std::pin::pin;

const SERVICE: ServiceId = ServiceId(1);

pub(in crate::call) fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

pub(in crate::call) fn ready<F: Future>(future: F) -> F::Output {
    match poll(pin!(future)) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("has to be ready at once"),
    }
}

fn at(port: u16) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], port))
}

/// A client all of whose slots are taken by calls that run, and their service.
pub(in crate::call) struct Crowd {
    pub(in crate::call) now: Instant,
    pub(in crate::call) client: Arc<Endpoint>,
    pub(in crate::call) server: Arc<Endpoint>,
    incoming: Incoming,
    pub(in crate::call) running: Vec<Arc<Call>>,
}

impl Crowd {
    pub(in crate::call) fn new() -> Self {
        Self::with(Config::default().connections_per_bundle(1))
    }

    pub(in crate::call) fn with(config: Config) -> Self {
        let slots = config.bundle_slots();
        let end = |config| Endpoint::new(config, AddressFamily::V4).expect("settings in range");
        let (client, server) = (end(config), end(Config::default()));
        let incoming = server.incoming(SERVICE).expect("nobody has it");
        let now = Instant::now();
        let mut crowd = Self { now, client, server, incoming, running: Vec::new() };
        crowd.running = (0..slots).map(|_| crowd.begin()).collect();
        assert!(crowd.running.iter().all(|call| call.state().is_some()));
        crowd
    }

    pub(in crate::call) fn target() -> ServiceAddress {
        ServiceAddress::new(at(7000), SERVICE)
    }

    pub(in crate::call) fn begin(&self) -> Arc<Call> {
        self.begin_with(&CallOptions::new())
    }

    pub(in crate::call) fn begin_with(&self, options: &CallOptions) -> Arc<Call> {
        self.client.begin_call(self.now, Self::target(), options).expect("the endpoint is open")
    }

    pub(in crate::call) fn give(
        &self,
        call: &Arc<Call>,
        data: &[u8],
        more: bool,
    ) -> Result<(), CallError> {
        ready(self.client.send(call, data, more, Waiting::Never, &mut 0))
    }

    /// Hands datagrams over until there are none.
    pub(in crate::call) fn exchange(&self) {
        let ends = [(&self.client, at(7001)), (&self.server, at(7000))];
        while ends.iter().any(|(end, _)| end.wants_transmit()) {
            for (from, to) in [(0, 1), (1, 0)] {
                let mut buffer = Vec::new();
                while let Some(sent) = ends[from].0.poll_transmit(self.now, 16, &mut buffer) {
                    let size = sent.segment_size.unwrap_or(sent.size);
                    ends[to].0.handle_batch(self.now, ends[from].1, &buffer, size);
                    buffer.clear();
                }
            }
        }
    }

    /// Lets go of one of the calls that run, and carries what comes of it.
    pub(in crate::call) fn free_one(&mut self) {
        let call = self.running.pop().expect("one runs");
        self.client.release(&call);
        self.exchange();
    }

    /// What came with the next call that the service gets, and the call.
    pub(in crate::call) fn served(&self) -> Option<(Arc<Call>, Vec<u8>)> {
        let call = self.incoming.try_next()?;
        let request = ready(self.server.receive_rest(&call, usize::MAX, Waiting::Never));
        Some((call, request.expect("it is whole")))
    }

    pub(in crate::call) fn nothing_is_left(&self) {
        assert_eq!((self.client.live_calls(), self.client.send_memory_taken()), (0, 0));
        let statistics = self.client.statistics();
        assert_eq!((statistics.slot_waiters, statistics.slots_in_use), (0, 0));
        let bundles = self.client.snapshot().bundles;
        assert!(bundles.iter().all(|bundle| bundle.waiting == 0));
    }
}

#[test]
fn what_is_given_before_the_slot_leaves_by_itself_when_it_comes() {
    let mut crowd = Crowd::new();
    let call = crowd.begin();
    assert_eq!(call.state(), None);
    assert_eq!(crowd.client.statistics().slot_waiters, 1);
    crowd.give(&call, b"first ", true).unwrap();
    crowd.give(&call, &[b'x'; 5000], true).unwrap();
    crowd.give(&call, b" last", false).unwrap();
    assert_eq!(crowd.give(&call, b"more", false), Err(CallError::WrongPhase));
    crowd.exchange();
    assert!(crowd.served().is_none());
    crowd.free_one();
    let (served, request) = crowd.served().expect("it came");
    assert_eq!(request, [&b"first "[..], &[b'x'; 5000], b" last"].concat());
    ready(crowd.server.send(&served, b"reply", false, Waiting::Never, &mut 0)).unwrap();
    crowd.exchange();
    let reply = ready(crowd.client.receive_rest(&call, 100, Waiting::Never)).unwrap();
    assert_eq!(reply, b"reply");
    assert_eq!(crowd.client.statistics().slot_waiters, 0);
}

#[test]
fn a_call_that_has_its_slot_goes_on_with_what_is_sent_later() {
    let mut crowd = Crowd::new();
    let call = crowd.begin();
    crowd.give(&call, b"before ", true).unwrap();
    crowd.free_one();
    assert!(call.state().is_some());
    crowd.give(&call, b"after", false).unwrap();
    crowd.exchange();
    assert_eq!(crowd.served().expect("it came").1, b"before after");
}

/// The user mutex is held while the slot comes: what is to be packed leaves when it is free, or its holder sends.
#[test]
fn who_holds_the_user_mutex_holds_up_his_own_call_alone() {
    let mut crowd = Crowd::new();
    let [held, other] = [crowd.begin(), crowd.begin()];
    for call in [&held, &other] {
        crowd.give(call, &[b'x'; 5000], false).unwrap();
    }
    let user = User::try_of(&held).expect("nobody has it");
    crowd.free_one();
    crowd.free_one();
    assert!(held.state().is_some());
    assert_eq!(crowd.served().expect("the other came").1, [b'x'; 5000]);
    assert!(crowd.served().is_none());
    drop(user);
    crowd.exchange();
    assert_eq!(crowd.served().expect("it came").1, [b'x'; 5000]);
}

#[test]
fn a_request_of_one_packet_leaves_with_its_slot_whoever_has_the_user_mutex() {
    let mut crowd = Crowd::new();
    let call = crowd.begin();
    crowd.give(&call, b"request", false).unwrap();
    let user = User::try_of(&call).expect("nobody has it");
    crowd.free_one();
    assert_eq!(crowd.served().expect("it came").1, b"request");
    drop(user);
    assert_eq!(crowd.give(&call, b"more", false), Err(CallError::WrongPhase));
    crowd.client.release(&call);
    while !crowd.running.is_empty() {
        crowd.free_one();
    }
    crowd.nothing_is_left();
}

/// The path has turned out to take less than the request was kept for.
#[test]
fn a_request_that_is_no_single_packet_any_more_is_packed_when_its_slot_comes() {
    let request: Vec<u8> = (0..1400).map(|at| at as u8).collect();
    for holds in [false, true] {
        let mut crowd = Crowd::new();
        let call = crowd.begin();
        crowd.give(&call, &request, false).unwrap();
        let user = holds.then(|| User::try_of(&call).expect("nobody has it"));
        crowd.client.handle_icmp_mtu(crowd.now, at(7000), None, 800);
        crowd.free_one();
        drop(user);
        crowd.exchange();
        let (served, came) = crowd.served().expect("it came");
        assert_eq!(came, request);
        let packets = served.with_state(|state| state.machine().map(|machine| machine.counters()));
        assert_eq!(packets.map(|counted| counted.data_received), Some(2));
        assert_eq!(crowd.give(&call, b"more", false), Err(CallError::WrongPhase));
    }
}

#[test]
fn the_holder_of_the_user_mutex_sends_behind_what_was_given() {
    let mut crowd = Crowd::new();
    let call = crowd.begin();
    crowd.give(&call, b"before ", true).unwrap();
    let user = User::try_of(&call).expect("nobody has it");
    crowd.free_one();
    assert!(call.state().is_some());
    let mut taken = 0;
    let after = SendData::Slice(b"after");
    let send = crowd.client.send_held(&call, user, &after, false, Waiting::Never, &mut taken);
    ready(send).unwrap();
    crowd.exchange();
    assert_eq!(crowd.served().expect("it came").1, b"before after");
}

#[test]
fn begun_calls_and_those_that_wait_stand_in_one_line() {
    let mut crowd = Crowd::new();
    let client = crowd.client.clone();
    let options = CallOptions::new();
    let first = crowd.begin();
    let mut second = pin!(client.open_call(crowd.now, Crowd::target(), &options));
    assert!(poll(second.as_mut()).is_pending());
    let third = crowd.begin();
    crowd.free_one();
    assert_eq!((first.state().is_some(), third.state().is_some()), (true, false));
    crowd.free_one();
    assert_eq!(third.state(), None);
    assert!(matches!(poll(second.as_mut()), Poll::Ready(Ok(_))));
    crowd.free_one();
    assert!(third.state().is_some());
}

/// A slot was granted to a future that nobody polls, or that is dropped: it comes to a begun call all the same.
#[test]
fn the_slot_of_a_begun_call_that_has_ended_goes_on_to_the_next_with_nothing_to_send() {
    let crowd = Crowd::new();
    let (call, next) = (crowd.begin(), crowd.begin());
    crowd.client.abort(&crowd.running[0], AbortCode(1));
    crowd.client.abort(&call, AbortCode(1));
    assert_eq!(crowd.client.poll_transmit(crowd.now, 1, &mut Vec::new()), None);
    assert!(next.state().is_some(), "it has the slot");
}

/// A crowd of 16 of whose calls some have just ended, and as many begun ones that such a request was given to.
fn with_slots_that_come(freed: usize, request: &[u8]) -> (Crowd, Vec<Arc<Call>>) {
    let crowd = Crowd::with(Config::default().connections_per_bundle(4));
    let begun: Vec<_> = (0..freed).map(|_| crowd.begin()).collect();
    for call in &begun {
        crowd.give(call, request, false).expect("there is room");
    }
    crowd.running.iter().take(freed).for_each(|call| crowd.client.release(call));
    (crowd, begun)
}

fn have_slots(begun: &[Arc<Call>]) -> usize {
    begun.iter().filter(|call| call.state().is_some()).count()
}

#[test]
fn requests_whose_slots_come_together_leave_together() {
    let (crowd, begun) = with_slots_that_come(12, b"request");
    let mut batch = Vec::new();
    let sent = crowd.client.poll_transmit(crowd.now, 16, &mut batch).expect("they have slots");
    let size = sent.segment_size.expect("several");
    // Half of what is in flight, these with it, is enough.
    assert_eq!((sent.size / size, have_slots(&begun)), (3, 3));
    crowd.server.handle_batch(crowd.now, at(7001), &batch, size);
    crowd.exchange();
    assert_eq!(have_slots(&begun), begun.len());
    for _ in &begun {
        assert_eq!(crowd.served().expect("it came").1, b"request");
    }
}

/// Packing and sealing is work for who sends, and others wait to be sent for.
#[test]
fn no_more_is_packed_at_once_than_is_worth_a_batch() {
    let (crowd, begun) = with_slots_that_come(3, &[b'x'; MAX_BATCH / 2 + 1]);
    assert!(crowd.client.poll_transmit(crowd.now, 16, &mut Vec::new()).is_some());
    assert_eq!(have_slots(&begun), 2);
}

#[test]
fn a_begun_call_goes_on_however_much_others_have_to_send() {
    let (crowd, begun) = with_slots_that_come(2, b"request");
    let mut others = crowd.running[2..].iter();
    for (sent, call) in begun.iter().enumerate() {
        for other in others.by_ref().take(7) {
            crowd.give(other, &[b'x'; 100_000], true).unwrap();
        }
        assert!(crowd.client.is_output_long());
        assert!(crowd.client.poll_transmit(crowd.now, 1, &mut Vec::new()).is_some());
        assert!(call.state().is_some(), "after {sent}");
    }
}

#[test]
fn a_begun_call_gets_the_slot_that_nobody_came_for() {
    for drops in [false, true] {
        let mut crowd = Crowd::new();
        let client = crowd.client.clone();
        let options = CallOptions::new();
        let mut idle = Box::pin(client.open_call(crowd.now, Crowd::target(), &options));
        assert!(poll(idle.as_mut()).is_pending());
        let call = crowd.begin();
        crowd.free_one();
        assert_eq!(call.state(), None);
        if drops {
            drop(idle);
            assert!(crowd.client.poll_timeout().is_some_and(|due| due <= crowd.now));
            crowd.client.handle_timeout(crowd.now);
        } else {
            for _ in 0..3 {
                crowd.now += Duration::from_millis(10);
                crowd.client.handle_timeout(crowd.now);
            }
        }
        assert!(call.state().is_some(), "dropped: {drops}");
    }
}

#[test]
fn no_more_is_kept_than_the_transmit_queue_takes() {
    let machine = MachineConfig::default().transmit_queue_limit(4).payload(1000);
    let mut crowd = Crowd::with(Config::default().connections_per_bundle(1).machine(machine));
    let call = crowd.begin();
    let client = crowd.client.clone();
    let (data, mut taken) = ([7; 10_000], 0);
    let refused = ready(client.send(&call, &data, false, Waiting::Never, &mut taken));
    assert_eq!((refused, taken), (Err(CallError::WouldBlock), 4000));
    let mut send = Box::pin(client.send(&call, &data, false, Waiting::Allowed, &mut taken));
    assert!(poll(send.as_mut()).is_pending());
    crowd.free_one();
    while poll(send.as_mut()).is_pending() {
        assert!(crowd.client.wants_transmit());
        crowd.exchange();
    }
    drop(send);
    crowd.exchange();
    assert_eq!(taken, 10_000);
    assert_eq!(crowd.served().expect("it came").1, data);
}

#[test]
fn a_call_that_waits_can_be_aborted_given_up_and_run_out_of_time() {
    let mut crowd = Crowd::new();
    let aborted = crowd.begin();
    let released = crowd.begin();
    let late = crowd.begin_with(&CallOptions::new().hard_timeout(Duration::from_secs(1)));
    for call in [&aborted, &released, &late] {
        crowd.give(call, b"never sent", false).unwrap();
    }
    assert!(crowd.client.abort(&aborted, AbortCode(7)));
    assert_eq!(aborted.failure(), Some(CallError::LocallyAborted(AbortCode(7))));
    crowd.client.release(&released);
    crowd.now += Duration::from_secs(2);
    crowd.client.handle_timeout(crowd.now);
    assert_eq!(late.failure(), Some(CallError::DeadlinePassed));
    assert_eq!(crowd.client.statistics().slot_waiters, 0);
    while !crowd.running.is_empty() {
        crowd.free_one();
    }
    assert!(crowd.served().is_none());
    crowd.nothing_is_left();
}

/// The slot is granted, and the call ends before anybody went on with it.
#[test]
fn the_slot_of_a_call_that_ends_with_it_goes_to_the_next() {
    let mut crowd = Crowd::new();
    let [first, second] = [crowd.begin(), crowd.begin()];
    let runs = crowd.running.pop().expect("one runs");
    crowd.client.release(&runs);
    crowd.client.release(&first);
    crowd.exchange();
    assert_eq!(first.state(), None);
    assert!(second.state().is_some());
}

#[test]
fn the_sending_half_may_be_given_up_once_the_request_is_given() {
    let mut crowd = Crowd::new();
    let [whole, open] = [crowd.begin(), crowd.begin()];
    crowd.give(&whole, b"request", false).unwrap();
    crowd.give(&open, b"request", true).unwrap();
    for call in [&whole, &open] {
        crowd.client.release_sending(call);
    }
    assert_eq!((whole.has_ended(), open.has_ended()), (false, true));
    crowd.free_one();
    assert_eq!(crowd.served().expect("it came").1, b"request");
}

#[test]
fn the_announced_length_holds_for_what_is_given_early() {
    let crowd = Crowd::new();
    let call = crowd.begin_with(&CallOptions::new().announced_length(5));
    assert_eq!(crowd.give(&call, b"123", false), Err(CallError::MessageSize));
    crowd.give(&call, b"123", true).unwrap();
    assert_eq!(crowd.give(&call, b"456", true), Err(CallError::MessageSize));
    crowd.give(&call, b"45", false).unwrap();
}

#[test]
fn an_empty_request_may_be_given_early() {
    let mut crowd = Crowd::new();
    let call = crowd.begin();
    ready(crowd.client.end_request(&call)).unwrap();
    crowd.free_one();
    assert_eq!(crowd.served().expect("it came").1, b"");
}

#[test]
fn a_close_ends_those_that_wait() {
    let crowd = Crowd::new();
    let call = crowd.begin();
    crowd.give(&call, b"never sent", false).unwrap();
    crowd.client.close();
    assert_eq!(call.failure(), Some(CallError::LocallyAborted(AbortCode::RX_CALL_DEAD)));
    let target = Crowd::target();
    let refused = crowd.client.begin_call(crowd.now, target, &CallOptions::new());
    assert_eq!(refused.err(), Some(CallError::Closed));
    crowd.exchange();
    crowd.nothing_is_left();
}

#[test]
fn an_endpoint_that_is_dropped_lets_go_of_those_that_wait() {
    let mut crowd = Crowd::new();
    let [waits, held] = [crowd.begin(), crowd.begin()];
    let user = User::try_of(&held).expect("nobody has it");
    let runs = crowd.running.pop().expect("one runs");
    crowd.client.abort(&waits, AbortCode(1));
    crowd.client.release(&runs);
    crowd.exchange();
    // It has its slot, and waits for its user mutex.
    assert!(held.state().is_some() && held.with_state(|state| state.begun.is_some()));
    drop(user);
    let waits = crowd.begin();
    let weak = [&waits, &held].map(Arc::downgrade);
    drop((waits, held, runs, crowd));
    assert!(weak.iter().all(|call| call.upgrade().is_none()));
}

#[test]
fn of_a_hundred_thousand_each_gets_its_turn() {
    const MANY: usize = 100_000;
    const LOOKED_AT: usize = 1000;
    let mut crowd = Crowd::new();
    let calls: Vec<_> = (0..MANY).map(|_| crowd.begin()).collect();
    for (at, call) in calls.iter().enumerate() {
        crowd.give(call, &(at as u32).to_be_bytes(), false).unwrap();
    }
    assert_eq!(crowd.client.statistics().slot_waiters, MANY as u64);
    crowd.free_one();
    for (at, call) in calls.iter().enumerate().take(LOOKED_AT) {
        let (served, request) = crowd.served().expect("the next one came");
        assert_eq!(request, (at as u32).to_be_bytes());
        ready(crowd.server.send(&served, &[], false, Waiting::Never, &mut 0)).unwrap();
        crowd.exchange();
        assert!(call.has_ended());
    }
    for call in &calls[LOOKED_AT..] {
        crowd.client.release(call);
    }
    while !crowd.running.is_empty() {
        crowd.free_one();
    }
    crowd.client.handle_timeout(crowd.now + Duration::from_secs(1));
    crowd.nothing_is_left();
}

#[test]
fn a_request_of_one_packet_is_given_with_its_call_and_any_other_behind_it() {
    let mut crowd = Crowd::new();
    let begin = |crowd: &Crowd, options: &CallOptions, request: &[u8]| {
        let begun = crowd.client.begin_request(crowd.now, Crowd::target(), options, request);
        begun.expect("the endpoint is open")
    };
    // There is no slot: it waits with the call.
    let (waits, given) = begin(&crowd, &CallOptions::new(), b"waits");
    assert!(given && waits.has_ended_sending());
    assert_eq!(crowd.give(&waits, b"more", false), Err(CallError::WrongPhase));
    crowd.free_one();
    assert_eq!(crowd.served().expect("it came").1, b"waits");
    // It is one packet, and more packets.
    crowd.free_one();
    let (whole, given) = begin(&crowd, &CallOptions::new(), b"whole");
    assert!(given);
    assert_eq!(crowd.give(&whole, b"more", false), Err(CallError::WrongPhase));
    crowd.exchange();
    assert_eq!(crowd.served().expect("it came").1, b"whole");
    crowd.free_one();
    let (long, given) = begin(&crowd, &CallOptions::new(), &[b'x'; 5000]);
    assert!(!given);
    crowd.give(&long, &[b'x'; 5000], false).unwrap();
    crowd.exchange();
    assert_eq!(crowd.served().expect("it came").1, [b'x'; 5000]);
    // Another length was announced.
    crowd.free_one();
    let announced = CallOptions::new().announced_length(4);
    let (short, given) = begin(&crowd, &announced, b"12345");
    assert!(!given);
    assert_eq!(crowd.give(&short, b"12345", false), Err(CallError::MessageSize));
}
