//! The messages of a socket as a stream, on every runtime.

#![allow(clippy::unwrap_used)]

mod common;

use common::{echo_server, endpoint, on_every_runtime, poll_once};
use futures::future::join;
use futures::stream::{FusedStream, StreamExt};
use rxrpc_async::runtime::Runtime;
use rxrpc_async::{Control, MessageSocket, SendMessage, ServiceAddress, UserCallId};
use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

on_every_runtime!(
    many_calls_tell_by_one_stream,
    it_waits_for_calls_that_are_made_later,
    it_ends_with_the_socket,
    a_wait_that_is_given_up_loses_nothing,
);

async fn ask(socket: &MessageSocket, service: ServiceAddress, id: u64, data: &[u8]) {
    let control = [Control::UserCallId(UserCallId(id))];
    let message = SendMessage::new(data, &control).to(service);
    assert_eq!(socket.sendmsg(&message).await, Ok(data.len()));
}

/// What comes until so many calls have ended.
async fn replies(socket: &MessageSocket, limit: usize, calls: usize) -> BTreeMap<u64, Vec<u8>> {
    let mut messages = socket.messages(limit);
    let (mut replies, mut ended) = (BTreeMap::<_, Vec<u8>>::new(), 0);
    while ended < calls {
        let message = messages.next().await.unwrap();
        let data = message.data.concat();
        assert_eq!(data.len(), message.received.bytes);
        assert!(data.len() <= limit);
        ended += usize::from(message.received.is_end());
        replies.entry(message.received.call.unwrap().0).or_default().extend(data);
    }
    replies
}

async fn many_calls_tell_by_one_stream(runtime: Arc<dyn Runtime>) {
    let (_server, _echo, service) = echo_server(&runtime);
    let client = endpoint(&runtime);
    let socket = client.message_socket();
    let body = |id: u64| common::pattern(5000 + id as usize);
    let ask_all = async {
        for id in 0..40 {
            ask(&socket, service, id, &body(id)).await;
        }
    };
    let ((), replies) = join(ask_all, replies(&socket, 1000, 40)).await;
    assert!(replies.into_iter().eq((0..40).map(|id| (id, body(id)))));
}

async fn it_waits_for_calls_that_are_made_later(runtime: Arc<dyn Runtime>) {
    let (_server, _echo, service) = echo_server(&runtime);
    let client = endpoint(&runtime);
    let socket = client.message_socket();
    let mut messages = socket.messages(100);
    for id in 0..3 {
        assert!(poll_once(pin!(messages.next())).is_none(), "the socket has no call");
        ask(&socket, service, id, b"hello").await;
        let mut reply = Vec::new();
        loop {
            let message = messages.next().await.unwrap();
            reply.extend(message.data.concat());
            if message.received.is_end() {
                break;
            }
        }
        assert_eq!(reply, b"hello");
    }
}

async fn it_ends_with_the_socket(runtime: Arc<dyn Runtime>) {
    let client = endpoint(&runtime);
    drop(client.message_socket().messages(100));
    for with_endpoint in [false, true] {
        let socket = client.message_socket();
        let (mut messages, mut again) = (socket.messages(100), socket.messages(100));
        assert!(poll_once(pin!(messages.next())).is_none() && !messages.is_terminated());
        match with_endpoint {
            true => drop(client.close(Duration::ZERO).await),
            false => socket.close(),
        }
        assert!(messages.next().await.is_none() && messages.is_terminated());
        assert!(messages.next().await.is_none());
        assert!(again.next().await.is_none());
    }
}

/// Each wait is given up after a poll, with the message on its way.
async fn a_wait_that_is_given_up_loses_nothing(runtime: Arc<dyn Runtime>) {
    let (_server, _echo, service) = echo_server(&runtime);
    let client = endpoint(&runtime);
    let socket = client.message_socket();
    for id in 0..20 {
        ask(&socket, service, id, &[7; 2000]).await;
        let mut given_up = socket.messages(1000);
        let early = poll_once(pin!(given_up.next()));
        drop(given_up);
        let mut bytes = early.flatten().map_or(0, |message| message.received.bytes);
        let rest = replies(&socket, 1000, 1).await;
        bytes += rest.values().map(Vec::len).sum::<usize>();
        assert_eq!(bytes, 2000);
    }
}
