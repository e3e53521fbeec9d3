//! The user mutex of a call, granted to a future that nobody polls; and what looking after grants costs.

use super::*;
use crate::address::ServiceAddress;
use crate::call::User;
use crate::call::options::CallOptions;
use crate::call::send::Waiting;
use crate::config::Config;
use crate::endpoint::{AddressFamily, Endpoint};
use crate::message::tree::Named;
use crate::message::{Control, MessageFlags, SendMessage, UserCallId};
use rxrpc_wire::{AbortCode, ServiceId};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

const NONE: MessageFlags = MessageFlags::empty();

fn endpoint() -> Arc<Endpoint> {
    Endpoint::new(Config::default(), AddressFamily::V4).expect("settings that work")
}

fn target() -> ServiceAddress {
    ServiceAddress::new(([127, 0, 0, 1], 7000), ServiceId(1))
}

fn poll<F: Future>(future: std::pin::Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

fn ready<F: Future>(future: F) -> F::Output {
    match poll(pin!(future)) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it would wait"),
    }
}

/// Time goes on until nothing is looked after any more, at most so many intervals.
fn pass(endpoint: &Endpoint, begin: Instant, intervals: u32) {
    for at in 0..=intervals {
        endpoint.handle_timeout(begin + INTERVAL * at);
    }
}

#[test]
fn a_user_mutex_that_nobody_comes_for_goes_to_who_does() {
    let (endpoint, now) = (endpoint(), Instant::now());
    let call = ready(endpoint.open_call(now, target(), &CallOptions::new())).expect("a slot");
    let held = User::try_of(&call).expect("nobody has it");
    let (mut one, mut other) = (0, 0);
    // One side of a `select`, and the other, whose body receives as well.
    let mut sends = pin!(endpoint.send(&call, b"x", true, Waiting::Allowed, &mut one));
    assert!(poll(sends.as_mut()).is_pending());
    let mut also_sends = pin!(endpoint.send(&call, b"y", true, Waiting::Allowed, &mut other));
    assert!(poll(also_sends.as_mut()).is_pending());
    drop(held);
    assert!(poll(also_sends.as_mut()).is_pending(), "it is granted to the first");
    pass(&endpoint, now, 2);
    assert!(poll(also_sends.as_mut()).is_ready());
    assert!(poll(sends.as_mut()).is_ready());
    pass(&endpoint, now + INTERVAL * 3, 1);
    assert!(!endpoint.schedule.watches_grants());
}

/// `recvmsg` passes over a call that somebody holds; it has to hear of a grant that was taken back.
#[test]
fn recvmsg_serves_a_call_whose_user_mutex_nobody_came_for() {
    let (endpoint, now) = (endpoint(), Instant::now());
    let id = [Control::UserCallId(UserCallId(1))];
    let to = Some(target());
    let more = SendMessage::new(b"x", &id).to(to).flags(MessageFlags::MORE);
    let socket = endpoint.message_socket();
    ready(socket.sendmsg(now, &more, &mut 0)).expect("a slot");
    let Some(Named::Call(call)) = socket.socket().lock().tree.get(&UserCallId(1)) else {
        panic!("the call has a name")
    };
    let held = User::try_of(&call).expect("nobody has it");
    let mut taken = 0;
    let mut sends = pin!(socket.sendmsg(now, &more, &mut taken));
    assert!(poll(sends.as_mut()).is_pending());
    drop(held);
    let mut buf = [0; 8];
    let mut receives = pin!(socket.recvmsg(&mut buf, NONE));
    endpoint.abort(&call, AbortCode(9));
    assert!(poll(receives.as_mut()).is_pending(), "somebody was granted the call");
    pass(&endpoint, now, 2);
    let Poll::Ready(Ok(told)) = poll(receives.as_mut()) else { panic!("the call is free") };
    assert!(told.is_end());
}

/// As long as everybody comes in time there is nothing to look after once the driver sleeps.
#[test]
fn grants_that_are_claimed_set_no_deadline() {
    let config = Config { connections_per_bundle: 1, ..Config::default() };
    let endpoint = Endpoint::new(config, AddressFamily::V4).expect("settings that work");
    let now = Instant::now();
    let options = CallOptions::new();
    let open = || endpoint.open_call(now, target(), &options);
    let running: Vec<_> = (0..4).map(|_| ready(open()).expect("a slot")).collect();
    let (mut first, mut second) = (Box::pin(open()), Box::pin(open()));
    assert!(poll(first.as_mut()).is_pending() && poll(second.as_mut()).is_pending());
    let before = endpoint.poll_timeout();
    assert!(before.is_some_and(|at| at > now + INTERVAL));
    endpoint.abort(&running[0], AbortCode(1));
    assert_eq!(endpoint.poll_timeout(), Some(now + INTERVAL), "one waits behind a grant");
    assert!(poll(first.as_mut()).is_ready());
    assert!(endpoint.poll_timeout().is_some_and(|at| at > now + INTERVAL), "it came");
    assert!(!endpoint.schedule.watches_grants());
    drop(second);
}

/// Another thread that is about to sleep asks while the list is being gone through.
#[test]
fn who_sleeps_meanwhile_is_woken_for_what_is_left_to_look_after() {
    struct Asks(Arc<Endpoint>);
    impl std::task::Wake for Asks {
        fn wake(self: Arc<Self>) {
            self.0.poll_timeout();
        }
    }
    #[derive(Default)]
    struct Driver(std::sync::atomic::AtomicBool);
    impl std::task::Wake for Driver {
        fn wake(self: Arc<Self>) {
            self.0.store(true, std::sync::atomic::Ordering::Relaxed);
        }
    }
    let config = Config { connections_per_bundle: 1, ..Config::default() };
    let endpoint = Endpoint::new(config, AddressFamily::V4).expect("settings that work");
    let now = Instant::now();
    let options = CallOptions::new();
    let open = || endpoint.open_call(now, target(), &options);
    let running: Vec<_> = (0..4).map(|_| ready(open()).expect("a slot")).collect();
    let waker = Waker::from(Arc::new(Asks(endpoint.clone())));
    let mut waits: Vec<_> = (0..4).map(|_| Box::pin(open())).collect();
    assert!(poll(waits[0].as_mut()).is_pending());
    for wait in &mut waits[1..] {
        assert!(wait.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    }
    endpoint.abort(&running[0], AbortCode(1));
    let driver = Arc::new(Driver::default());
    endpoint.set_driver_waker(&Waker::from(driver.clone()));
    endpoint.handle_timeout(now + INTERVAL);
    assert!(!driver.0.load(std::sync::atomic::Ordering::Relaxed));
    // Nobody came for the slot: the next of those who wait is woken.
    endpoint.handle_timeout(now + INTERVAL * 2);
    assert!(driver.0.load(std::sync::atomic::Ordering::Relaxed), "it sleeps beyond the next look");
}
