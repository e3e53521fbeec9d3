//! Settings and timeouts of any length: what makes no sense is refused by its name, and no length makes a verb
//! panic or wait longer than it says.

#![allow(clippy::unwrap_used)]

use rxrpc_sync::{
    AddressError, CallError, Config, Control, Endpoint, MessageError, MessageFlags, SendMessage,
    ServiceAddress, ServiceId, UserCallId,
};
use std::io;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::time::Duration;

const ECHO: ServiceId = ServiceId(1);
const SHORT: [Duration; 2] = [Duration::ZERO, Duration::from_nanos(1)];
/// Longer than a clock can count, longer than the system's timers can, and as long as the test may take.
const LONG: [Duration; 3] =
    [Duration::MAX, Duration::from_secs(1 << 33), Duration::from_secs(3600)];

fn echo_server() -> (Endpoint, rxrpc_sync::Server) {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    let running = server.serve(ECHO, 1, |call| {
        let request = call.take_request(100)?;
        Ok(call.send(&request)?)
    });
    (server, running.unwrap())
}

#[test]
fn a_setting_out_of_its_range_is_refused_by_its_name() {
    let mut config = Config::default();
    config.backlog = 0;
    let bind = || Endpoint::builder().bind(([127, 0, 0, 1], 0));
    let refused = |builder: rxrpc_sync::EndpointBuilder| {
        let error = builder.build().map(drop).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
        error.to_string()
    };
    assert_eq!(refused(bind().config(config)), "backlog is 0, which is not in 1..");
    for packets in [0, 47, u32::MAX] {
        let error = refused(bind().jumbo_limit(packets));
        assert!(error.starts_with("machine.jumbo_limit is "), "{error}");
    }
    for packets in [1, 46] {
        assert!(bind().jumbo_limit(packets).build().is_ok());
    }
    // The builder has no other settings.
    let rxrpc_udp::Settings {
        local: _,
        config: _,
        offload: _,
        receive_buffer: _,
        send_buffer: _,
        observer: _,
    } = Default::default();
}

#[test]
fn the_buffers_of_the_socket_may_have_any_size() {
    let build = |bytes| {
        let builder = Endpoint::builder().bind("127.0.0.1:0");
        builder.receive_buffer(bytes).send_buffer(bytes).build().unwrap()
    };
    let usual = Endpoint::bind("127.0.0.1:0").unwrap().socket_buffers();
    let small = build(10_000).socket_buffers();
    assert!(small.receive < usual.receive && small.send < usual.send, "{small:?}, {usual:?}");
    for bytes in [0, 1, usize::MAX] {
        let endpoint = build(bytes);
        let _running = endpoint.serve(ECHO, 1, |call| {
            let request = call.take_request(100)?;
            Ok(call.send(&request)?)
        });
        let service = ServiceAddress::new(endpoint.local_addr(), ECHO);
        assert_eq!(build(bytes).request(service, b"hello"), Ok(b"hello".to_vec()), "{bytes}");
    }
}

/// A program that depends on this crate alone can name what it sets, and what it is told.
#[test]
fn everything_is_named_from_the_root() {
    let mut config = rxrpc_sync::Config::default();
    let machine: &mut rxrpc_sync::MachineConfig = &mut config.machine;
    machine.congestion = rxrpc_sync::CongestionAlgorithm::NewReno;
    let endpoint = Endpoint::builder().bind("127.0.0.1:0").config(config).build().unwrap();
    let snapshot: rxrpc_sync::Snapshot = endpoint.snapshot();
    let of_calls = |row: &rxrpc_sync::CallRow| -> rxrpc_sync::Standing { row.state };
    assert_eq!(snapshot.calls.iter().map(of_calls).next(), None);
    let state: Option<rxrpc_sync::State> = None;
    let identity: Option<(rxrpc_sync::CallIdentity, rxrpc_sync::Epoch, rxrpc_sync::Cid)> = None;
    assert!(state.is_none() && identity.is_none());
}

#[test]
fn an_address_may_be_text_and_a_name_is_none() {
    let endpoint = Endpoint::builder().bind("127.0.0.1:0").build().unwrap();
    assert_eq!(endpoint.local_addr().ip(), Ipv4Addr::LOCALHOST);
    let error = Endpoint::builder().bind("localhost:7100").build().unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
    assert!(error.get_ref().unwrap().is::<AddressError>());
    // Here they are looked up.
    assert!(Endpoint::bind("localhost:0").unwrap().local_addr().ip().is_loopback());
}

/// As a service manager gives one, of either family.
#[test]
fn a_socket_that_is_there_may_be_used() {
    for address in ["127.0.0.1:0", "[::1]:0", "[::]:0"] {
        let socket = UdpSocket::bind(address).unwrap();
        let bound = socket.local_addr().unwrap();
        let server = Endpoint::builder().socket(socket).build().unwrap();
        assert_eq!(server.local_addr(), bound);
        let running = server.serve(ECHO, 1, |call| {
            let request = call.take_request(100)?;
            Ok(call.send(&request)?)
        });
        // The unspecified IPv6 address takes IPv4 too.
        let here = if address == "[::]:0" { "127.0.0.1:0" } else { address };
        let client = Endpoint::bind(here).unwrap();
        let target = SocketAddr::new(client.local_addr().ip(), bound.port());
        let reply = client.request(ServiceAddress::new(target, ECHO), b"hello");
        assert_eq!(reply, Ok(b"hello".to_vec()));
        running.unwrap().stop();
        server.close(Duration::ZERO);
        assert!(UdpSocket::bind(bound).is_ok(), "closed with the endpoint");
    }
}

#[test]
fn a_connected_socket_is_refused() {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    socket.connect("127.0.0.1:7100").unwrap();
    let error = Endpoint::builder().socket(socket).build().unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
}

#[test]
fn a_wait_on_a_call_may_have_any_length() {
    let silent = UdpSocket::bind("127.0.0.1:0").unwrap();
    let (server, _running) = echo_server();
    let client = Endpoint::bind("127.0.0.1:0").unwrap();
    for timeout in SHORT {
        let silent = ServiceAddress::new(silent.local_addr().unwrap(), ECHO);
        let mut call = client.call(silent).unwrap();
        call.send_last(b"hello").unwrap();
        call.set_timeout(Some(timeout));
        assert_eq!(call.recv(&mut [0; 8]), Err(CallError::TimedOut));
        assert_eq!(call.wait_ended(), Err(CallError::TimedOut));
    }
    for timeout in LONG {
        let mut call = client.call(ServiceAddress::new(server.local_addr(), ECHO)).unwrap();
        call.set_timeout(Some(timeout));
        call.send_last(b"hello").unwrap();
        assert_eq!(call.take_rest(100).unwrap(), b"hello");
        assert_eq!(call.wait_ended(), Ok(()));
    }
}

#[test]
fn a_wait_for_a_call_may_have_any_length() {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    let incoming = server.incoming(ECHO).unwrap();
    for timeout in SHORT {
        let accepted = incoming.accept_timeout(timeout);
        assert_eq!(accepted.map(drop), Err(CallError::TimedOut));
    }
    for timeout in LONG {
        let mut call = server.call(ServiceAddress::new(server.local_addr(), ECHO)).unwrap();
        call.send_last(b"hello").unwrap();
        assert_eq!(incoming.accept_timeout(timeout).unwrap().take_request(9).unwrap(), b"hello");
    }
}

#[test]
fn a_wait_for_a_message_may_have_any_length() {
    let (server, _running) = echo_server();
    let client = Endpoint::bind("127.0.0.1:0").unwrap();
    let to = Some(ServiceAddress::new(server.local_addr(), ECHO));
    let socket = client.message_socket();
    let flags = MessageFlags::empty();
    for (id, timeout) in (1..).zip([SHORT.as_slice(), &LONG].concat()) {
        let control = [Control::UserCallId(UserCallId(id))];
        let message = SendMessage::new(b"hello", &control).to(to).flags(flags);
        assert_eq!(socket.sendmsg_timeout(&message, timeout), Ok(5));
        let received = socket.recvmsg_timeout(&mut [0; 8], flags, timeout);
        match SHORT.contains(&timeout) {
            true => assert!(matches!(received, Ok(_) | Err(MessageError::WouldBlock))),
            false => assert_eq!(received.map(|_| ()), Ok(())),
        }
    }
}

#[test]
fn a_close_with_nothing_to_wait_for_may_have_any_grace() {
    for grace in [SHORT.as_slice(), &LONG].concat() {
        let endpoint = Endpoint::bind("127.0.0.1:0").unwrap();
        endpoint.close(grace);
    }
}
