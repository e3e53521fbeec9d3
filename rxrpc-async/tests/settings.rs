//! Settings and timeouts of any length: what makes no sense is refused by its name, and no length makes a verb
//! panic or wait longer than it says.

#![allow(clippy::unwrap_used)]

mod common;

use common::{ECHO, Echo, echo_server, endpoint, localhost, on_every_runtime};
use rxrpc_async::runtime::Runtime;
use rxrpc_async::{
    AddressError, CallError, Config, Control, Endpoint, EndpointBuilder, MessageError,
    MessageFlags, SendMessage, ServiceAddress, UserCallId,
};
use std::io;
use std::net::UdpSocket;
use std::sync::Arc;
use std::time::Duration;

on_every_runtime!(
    a_setting_out_of_its_range_is_refused_by_its_name,
    an_address_as_text_is_bound_and_a_name_is_refused,
    the_buffers_of_the_socket_may_have_any_size,
    a_socket_that_is_there_is_used_and_closed_with_the_endpoint,
    a_wait_on_a_call_may_have_any_length,
    a_wait_for_a_call_may_have_any_length,
    a_wait_for_a_message_may_have_any_length,
    a_close_with_nothing_to_wait_for_may_have_any_grace,
);

const SHORT: [Duration; 2] = [Duration::ZERO, Duration::from_nanos(1)];
/// Longer than a clock can count, longer than the system's timers can, and as long as the test may take.
const LONG: [Duration; 3] =
    [Duration::MAX, Duration::from_secs(1 << 33), Duration::from_secs(3600)];

async fn a_setting_out_of_its_range_is_refused_by_its_name(runtime: Arc<dyn Runtime>) {
    let mut config = Config::default();
    config.backlog = 0;
    let bind = || Endpoint::builder().bind(localhost());
    let refused = |builder: EndpointBuilder| {
        let error = builder.build_with(runtime.clone()).map(drop).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
        error.to_string()
    };
    assert_eq!(refused(bind().config(config)), "backlog is 0, which is not in 1..");
    for packets in [0, 47, u32::MAX] {
        let error = refused(bind().jumbo_limit(packets));
        assert!(error.starts_with("machine.jumbo_limit is "), "{error}");
    }
    for packets in [1, 46] {
        assert!(bind().jumbo_limit(packets).build_with(runtime.clone()).is_ok());
    }
}

async fn the_buffers_of_the_socket_may_have_any_size(runtime: Arc<dyn Runtime>) {
    let builder = || Endpoint::builder().bind(localhost());
    let sized = |bytes| builder().receive_buffer(bytes).send_buffer(bytes);
    let usual = builder().build_with(runtime.clone()).unwrap().socket_buffers();
    let small = sized(10_000).build_with(runtime.clone()).unwrap().socket_buffers();
    assert!(small.receive < usual.receive && small.send < usual.send, "{small:?}, {usual:?}");
    for bytes in [0, 1, usize::MAX] {
        assert!(sized(bytes).build_with(runtime.clone()).is_ok());
    }
}

async fn an_address_as_text_is_bound_and_a_name_is_refused(runtime: Arc<dyn Runtime>) {
    let build = |text: &str| Endpoint::builder().bind(text).build_with(runtime.clone());
    let bound = build("127.0.0.1:0").unwrap().local_addr();
    assert!(bound.ip().is_loopback() && bound.port() != 0, "{bound}");
    let error = build("localhost:7100").map(drop).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
    let text = error.to_string();
    assert!(error.into_inner().unwrap().is::<AddressError>(), "{text}");
}

async fn a_socket_that_is_there_is_used_and_closed_with_the_endpoint(runtime: Arc<dyn Runtime>) {
    let socket = UdpSocket::bind(localhost()).unwrap();
    let address = socket.local_addr().unwrap();
    let server = Endpoint::builder().socket(socket).build_with(runtime.clone()).unwrap();
    assert_eq!(server.local_addr(), address);
    server.serve(ECHO, 1, Echo).unwrap();
    let reply = endpoint(&runtime).request(ServiceAddress::new(address, ECHO), b"hello").await;
    assert_eq!(reply.unwrap(), b"hello");
    server.close(Duration::ZERO).await;
    UdpSocket::bind(address).expect("it is closed");
}

async fn a_wait_on_a_call_may_have_any_length(runtime: Arc<dyn Runtime>) {
    let silent = UdpSocket::bind(localhost()).unwrap();
    let (_server, _running, echo) = echo_server(&runtime);
    let client = endpoint(&runtime);
    for timeout in SHORT {
        let silent = ServiceAddress::new(silent.local_addr().unwrap(), ECHO);
        let mut call = client.call(silent).await.unwrap();
        call.send_last(b"hello").await.unwrap();
        call.set_timeout(Some(timeout));
        assert_eq!(call.recv(&mut [0; 8]).await, Err(CallError::TimedOut));
        assert_eq!(call.wait_ended().await, Err(CallError::TimedOut));
    }
    for timeout in LONG {
        let mut call = client.call(echo).await.unwrap();
        call.set_timeout(Some(timeout));
        call.send_last(b"hello").await.unwrap();
        assert_eq!(call.take_rest(100).await.unwrap(), b"hello");
        assert_eq!(call.wait_ended().await, Ok(()));
    }
}

async fn a_wait_for_a_call_may_have_any_length(runtime: Arc<dyn Runtime>) {
    let server = endpoint(&runtime);
    let incoming = server.incoming(ECHO).unwrap();
    for timeout in SHORT {
        let accepted = incoming.accept_timeout(timeout).await;
        assert_eq!(accepted.map(drop), Err(CallError::TimedOut));
    }
    for timeout in LONG {
        let target = ServiceAddress::new(server.local_addr(), ECHO);
        let mut call = server.call(target).await.unwrap();
        call.send_last(b"hello").await.unwrap();
        let mut accepted = incoming.accept_timeout(timeout).await.unwrap();
        assert_eq!(accepted.take_request(9).await.unwrap(), b"hello");
    }
}

async fn a_wait_for_a_message_may_have_any_length(runtime: Arc<dyn Runtime>) {
    let (_server, _running, echo) = echo_server(&runtime);
    let client = endpoint(&runtime);
    let socket = client.message_socket();
    let flags = MessageFlags::empty();
    for (id, timeout) in (1..).zip([SHORT.as_slice(), &LONG].concat()) {
        let control = [Control::UserCallId(UserCallId(id))];
        let message = SendMessage::new(b"hello", &control).to(Some(echo)).flags(flags);
        assert_eq!(socket.sendmsg_timeout(&message, timeout).await, Ok(5));
        let received = socket.recvmsg_timeout(&mut [0; 8], flags, timeout).await;
        match SHORT.contains(&timeout) {
            true => assert!(matches!(received, Ok(_) | Err(MessageError::WouldBlock))),
            false => assert_eq!(received.map(|_| ()), Ok(())),
        }
    }
}

async fn a_close_with_nothing_to_wait_for_may_have_any_grace(runtime: Arc<dyn Runtime>) {
    for grace in [SHORT.as_slice(), &LONG].concat() {
        endpoint(&runtime).close(grace).await;
    }
}
