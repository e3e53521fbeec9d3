//! What `recvmsg` does with calls that somebody else holds.

use super::super::{SendMessage, UserCallId};
use super::*;
use crate::address::ServiceAddress;
use crate::endpoint::{AddressFamily, Endpoint};
use crate::message::tree::Named;
use rxrpc_wire::{AbortCode, ServiceId};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

fn now_or_never<F: Future>(future: F) -> Option<F::Output> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

/// A socket with calls of the given IDs, each aborted and so with an end to tell, in order.
fn with_ended_calls(ids: &[u64]) -> MessageSocket {
    let socket = Endpoint::new(crate::Config::default(), AddressFamily::V4)
        .expect("the settings are in range")
        .message_socket();
    let to = Some(ServiceAddress::new(([127, 0, 0, 1], 7000), ServiceId(1)));
    for id in ids {
        let id = Control::UserCallId(UserCallId(*id));
        for control in [&[id.clone()][..], &[id, Control::Abort(AbortCode(9))][..]] {
            let flags = MessageFlags::MORE;
            let message = SendMessage::new(b"", control).to(to).flags(flags);
            let sent = now_or_never(socket.sendmsg(Instant::now(), &message, &mut 0));
            assert_eq!(sent, Some(Ok(())));
        }
    }
    socket
}

fn hold(socket: &MessageSocket, id: u64) -> User {
    match socket.lock().tree.get(&UserCallId(id)) {
        Some(Named::Call(call)) => User::try_of(&call).expect("nobody holds the call"),
        other => panic!("no call: {other:?}"),
    }
}

fn dont_wait(socket: &MessageSocket) -> Result<ReceivedMessage, MessageError> {
    now_or_never(socket.recvmsg(&mut [0; 10], MessageFlags::DONTWAIT)).expect("ready at once")
}

#[test]
fn a_held_call_keeps_its_place_and_the_next_is_served() {
    let socket = with_ended_calls(&[1, 2]);
    let held = hold(&socket, 1);
    assert_eq!(dont_wait(&socket).unwrap().call, Some(UserCallId(2)));
    assert_eq!(dont_wait(&socket), Err(MessageError::WouldBlock), "only the held one is left");
    drop(held);
    assert_eq!(dont_wait(&socket).unwrap().call, Some(UserCallId(1)));
    assert_eq!(dont_wait(&socket), Err(MessageError::WouldBlock));
}

#[test]
fn a_waiting_recvmsg_is_woken_when_the_holder_lets_go() {
    let socket = with_ended_calls(&[1]);
    let held = hold(&socket, 1);
    let mut buf = [0; 10];
    let mut receive = pin!(socket.recvmsg(&mut buf, MessageFlags::empty()));
    let woken = Arc::new(Woken::default());
    let waker = Waker::from(woken.clone());
    let mut cx = Context::from_waker(&waker);
    assert!(receive.as_mut().poll(&mut cx).is_pending());
    let Some(Named::Call(call)) = socket.lock().tree.get(&UserCallId(1)) else {
        panic!("the call is in the tree")
    };
    drop(held);
    socket.endpoint().user_freed(&call);
    assert!(woken.0.load(Ordering::Relaxed));
    assert!(receive.as_mut().poll(&mut cx).is_ready());
}

#[test]
fn a_closed_endpoint_says_so_also_to_who_does_not_wait() {
    for socket in [with_ended_calls(&[]), with_ended_calls(&[1])] {
        socket.endpoint().close();
        assert_eq!(dont_wait(&socket), Err(MessageError::Call(CallError::Closed)));
        let receive = now_or_never(socket.recvmsg(&mut [0; 10], MessageFlags::empty()));
        assert_eq!(receive, Some(Err(MessageError::Call(CallError::Closed))));
    }
}

#[derive(Default)]
struct Woken(std::sync::atomic::AtomicBool);

impl std::task::Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}
