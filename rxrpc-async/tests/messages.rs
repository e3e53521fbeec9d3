//! The message face on every runtime: calls by user call ID, DONTWAIT, timeouts.

#![allow(clippy::unwrap_used)]

mod common;

use common::{ECHO, echo_server, endpoint, endpoint_with, on_every_runtime, poll_once};
use rxrpc_async::runtime::Runtime;
use rxrpc_async::{
    AbortCode, Config, Control, Errno, MessageError, MessageFlags, MessageSocket, SendMessage,
    ServiceAddress, UserCallId,
};
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

on_every_runtime!(
    a_call_by_messages,
    a_service_by_messages,
    dontwait_is_ready_at_once,
    timeouts_are_kept,
    an_abort_is_told,
);

/// So that a task that any thread may run can use each of them: this compiles.
#[test]
fn every_verb_is_send() {
    fn is_send(_: impl Send) {}
    fn verbs(socket: &MessageSocket, message: &SendMessage<'_>) {
        let (flags, limit) = (MessageFlags::empty(), Duration::ZERO);
        is_send(socket.sendmsg(message));
        is_send(socket.sendmsg_counted(message, &mut 0));
        is_send(socket.sendmsg_timeout(message, limit));
        is_send(socket.sendmmsg(&[*message]));
        is_send(socket.sendmmsg_timeout(&[*message], limit));
        is_send(socket.sendmmsg_counted(&[*message], &mut Default::default()));
        is_send(socket.recvmsg(&mut [], flags));
        is_send(socket.recvmsg_timeout(&mut [], flags, limit));
        is_send(socket.recvmsg_counted(&mut [], flags, &mut Default::default()));
        is_send(socket.recvmsg_vectored(&mut [], flags));
        is_send(socket.recvmsg_bytes(&mut Vec::new(), 1, flags));
        is_send(socket.recvmmsg(&mut [], flags));
        is_send(socket.recvmmsg_timeout(&mut [], flags, limit));
        is_send(socket.recvmmsg_counted(&mut [], flags, &mut 0));
    }
    let _compiles: fn(&MessageSocket, &SendMessage<'_>) = verbs;
}

fn message<'a>(to: ServiceAddress, control: &'a [Control], data: &'a [u8]) -> SendMessage<'a> {
    SendMessage::new(data, control).to(Some(to))
}

/// Receives until the end of a call: its data and what was told last.
async fn receive_all(socket: &MessageSocket) -> (Vec<u8>, Option<UserCallId>, Option<Control>) {
    let mut data = Vec::new();
    let mut buf = [0; 4096];
    loop {
        let message = socket.recvmsg(&mut buf, MessageFlags::empty()).await.unwrap();
        data.extend_from_slice(&buf[..message.bytes]);
        if message.is_end() {
            return (data, message.call, message.control.first().cloned());
        }
    }
}

async fn a_call_by_messages(runtime: Arc<dyn Runtime>) {
    let (_server, _echo, service) = echo_server(&runtime);
    let client = endpoint(&runtime);
    let client_socket = client.message_socket();
    let control = [Control::UserCallId(UserCallId(5))];
    let body = common::pattern(30_000);
    let first = message(service, &control, &body[..10_000]).flags(MessageFlags::MORE);
    assert_eq!(client_socket.sendmsg(&first).await, Ok(10_000));
    let rest = message(service, &control, &body[10_000..]);
    let mut beyond = 20_001;
    let error = client_socket.sendmsg_counted(&rest, &mut beyond).await.unwrap_err();
    assert_eq!((error.errno(), beyond), (Errno::EINVAL, 20_001), "nothing is counted");
    let mut taken = 0;
    client_socket.sendmsg_counted(&rest, &mut taken).await.unwrap();
    assert_eq!(taken, 20_000);
    let (data, call, end) = receive_all(&client_socket).await;
    assert!(data == body);
    assert_eq!((call, end), (Some(UserCallId(5)), None));
    assert_eq!(client.statistics().user_call_ids, 0);
}

async fn a_service_by_messages(runtime: Arc<dyn Runtime>) {
    let server = endpoint(&runtime);
    let server_socket = server.message_socket();
    server_socket.bind(ECHO).unwrap();
    server_socket.listen(4).unwrap();
    let charged = [Control::UserCallId(UserCallId(1)), Control::ChargeAccept];
    let nowhere = SendMessage::new(&[], &charged);
    server_socket.sendmsg(&nowhere).await.unwrap();
    let client = endpoint(&runtime);
    let request = client.request(ServiceAddress::new(server.local_addr(), ECHO), b"by message");
    let serve = async {
        let mut buf = [0; 100];
        let got = loop {
            let message = server_socket.recvmsg(&mut buf, MessageFlags::empty()).await.unwrap();
            if !message.flags.contains(MessageFlags::MORE) {
                break message.bytes;
            }
        };
        let control = [Control::UserCallId(UserCallId(1))];
        let reply = nowhere.data(&buf[..got]).control(&control);
        server_socket.sendmsg(&reply).await.unwrap();
        receive_all(&server_socket).await
    };
    let (reply, (_, call, end)) = futures::future::join(request, serve).await;
    assert_eq!(reply.unwrap(), b"by message");
    assert_eq!((call, end), (Some(UserCallId(1)), Some(Control::Ack)));
}

async fn dontwait_is_ready_at_once(runtime: Arc<dyn Runtime>) {
    let server = endpoint(&runtime);
    let _incoming = server.incoming(ECHO).unwrap();
    let service = ServiceAddress::new(server.local_addr(), ECHO);
    let mut config = Config::default();
    config.connections_per_bundle = 1;
    let client = endpoint_with(&runtime, config);
    let client_socket = client.message_socket();
    let mut buf = [0; 8];
    let received = poll_once(pin!(client_socket.recvmsg(&mut buf, MessageFlags::DONTWAIT)));
    assert_eq!(received, Some(Err(MessageError::WouldBlock)));
    let calls: Vec<_> = (0..4).map(|_| client.try_call(service).unwrap()).collect();
    let control = [Control::UserCallId(UserCallId(9))];
    let send = message(service, &control, b"x").flags(MessageFlags::DONTWAIT);
    let sent = poll_once(pin!(client_socket.sendmsg(&send)));
    assert_eq!(sent, Some(Err(MessageError::WouldBlock)), "no slot is free");
    assert_eq!(client.statistics().user_call_ids, 0);
    drop(calls);
    assert_eq!(poll_once(pin!(client_socket.sendmsg(&send))), Some(Ok(1)));
    let received = poll_once(pin!(client_socket.recvmsg(&mut buf, MessageFlags::DONTWAIT)));
    assert_eq!(received, Some(Err(MessageError::WouldBlock)), "nothing is to be told");
}

async fn timeouts_are_kept(runtime: Arc<dyn Runtime>) {
    let server = endpoint(&runtime);
    let server_socket = server.message_socket();
    server_socket.bind(ECHO).unwrap();
    server_socket.listen(1).unwrap();
    let (mut buf, wait) = ([0; 8], Duration::from_millis(60));
    let began = Instant::now();
    let received = server_socket.recvmsg_timeout(&mut buf, MessageFlags::empty(), wait).await;
    assert_eq!(received, Err(MessageError::WouldBlock));
    assert!(began.elapsed() >= wait, "{:?}", began.elapsed());

    let mut config = Config::default();
    config.connections_per_bundle = 1;
    let client = endpoint_with(&runtime, config);
    let client_socket = client.message_socket();
    let service = ServiceAddress::new(server.local_addr(), ECHO);
    let calls: Vec<_> = (0..4).map(|_| client.try_call(service).unwrap()).collect();
    let control = [Control::UserCallId(UserCallId(9))];
    let sent = client_socket.sendmsg_timeout(&message(service, &control, b"x"), wait).await;
    assert_eq!(sent, Err(MessageError::WouldBlock));
    assert_eq!((client.statistics().slot_waiters, client.statistics().user_call_ids), (0, 0));
    drop(calls);
}

async fn an_abort_is_told(runtime: Arc<dyn Runtime>) {
    let server = endpoint(&runtime);
    let incoming = server.incoming(ECHO).unwrap();
    let client = endpoint(&runtime);
    let client_socket = client.message_socket();
    let service = ServiceAddress::new(server.local_addr(), ECHO);
    let control = [Control::UserCallId(UserCallId(3))];
    client_socket.sendmsg(&message(service, &control, b"x")).await.unwrap();
    incoming.accept().await.unwrap().abort(AbortCode(-77));
    let (_, call, end) = receive_all(&client_socket).await;
    assert_eq!((call, end), (Some(UserCallId(3)), Some(Control::Abort(AbortCode(-77)))));
}
