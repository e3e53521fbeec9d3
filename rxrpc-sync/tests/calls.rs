//! Calls over real sockets on loopback, through the call face.

#![expect(clippy::unwrap_used, reason = "a step that fails is a test that fails")]

use rxrpc_sync::{
    AbortCode, CallError, Config, Endpoint, Errno, Refusal, Server, ServiceAddress, ServiceId,
};
use std::io::{Read, Write};
use std::thread;
use std::time::Duration;

const ECHO: ServiceId = ServiceId(147);

fn echo(endpoint: &Endpoint, threads: usize) -> Server {
    endpoint
        .serve(ECHO, threads, |call| {
            let request = call.take_request(1 << 20)?;
            call.send_last(&request)?;
            Ok(())
        })
        .unwrap()
}

fn pattern(len: usize) -> Vec<u8> {
    (0..len).map(|at| (at ^ at >> 8 ^ at >> 16) as u8).collect()
}

fn pair(family: &str) -> (Endpoint, Endpoint, ServiceAddress) {
    let local: std::net::SocketAddr = format!("{family}:0").parse().unwrap();
    let server = Endpoint::bind(local).unwrap();
    let client = Endpoint::bind(local).unwrap();
    let service = ServiceAddress::new(server.local_addr(), ECHO);
    (server, client, service)
}

#[test]
fn echoes_every_size_around_packet_borders() {
    for family in ["127.0.0.1", "[::1]"] {
        let (server, client, service) = pair(family);
        let _echo = echo(&server, 2);
        for len in [0, 1, 1411, 1412, 1413, 1416, 1417, 2824, 5000, 100_000, 1_000_000] {
            let body = pattern(len);
            assert_eq!(client.request(service, &body).unwrap(), body, "{len} bytes, {family}");
        }
    }
}

#[test]
fn read_ends_the_request_and_write_keeps_it_open() {
    let (server, client, service) = pair("127.0.0.1");
    let _echo = echo(&server, 1);
    let mut call = client.call(service).unwrap();
    call.write_all(b"one ").unwrap();
    call.write_all(b"two").unwrap();
    let mut reply = String::new();
    call.read_to_string(&mut reply).unwrap();
    assert_eq!(reply, "one two");
    assert_eq!(call.send(b"more"), Err(CallError::Ended));
}

#[test]
fn many_calls_share_the_slots_in_order() {
    let (server, client, service) = pair("127.0.0.1");
    let _echo = echo(&server, 8);
    thread::scope(|scope| {
        for user in 0..32u32 {
            let client = &client;
            scope.spawn(move || {
                for round in 0..20u32 {
                    let body = pattern((user * 97 + round * 31) as usize);
                    assert_eq!(client.request(service, &body).unwrap(), body);
                }
            });
        }
    });
    client.close(Duration::from_secs(5));
    let after = client.statistics();
    assert_eq!((after.live_calls, after.slots_in_use, after.slot_waiters), (0, 0, 0), "{after}");
    assert_eq!(after.calls_ended, 640);
}

#[test]
fn a_fifth_call_waits_while_the_others_go_on() {
    let (server, _, service) = pair("127.0.0.1");
    let incoming = server.incoming(ECHO).unwrap();
    let mut config = Config::default();
    config.connections_per_bundle = 1;
    let client = Endpoint::builder().bind(([127, 0, 0, 1], 0)).config(config).build().unwrap();

    let mut holding: Vec<_> = (0..4).map(|_| client.call(service).unwrap()).collect();
    assert_eq!(client.try_call(service).err(), Some(CallError::WouldBlock));
    thread::scope(|scope| {
        let fifth = scope.spawn(|| client.request(service, b"fifth"));
        while client.statistics().slot_waiters == 0 {
            thread::yield_now();
        }
        // The four go on while the fifth waits: all their requests arrive.
        for call in &mut holding {
            call.send_last(b"ping").unwrap();
        }
        let mut serving: Vec<_> = (0..4).map(|_| incoming.accept().unwrap()).collect();
        for call in &mut serving {
            assert_eq!(call.take_request(1 << 20).unwrap(), b"ping");
        }
        let waiting = client.statistics().slot_waiters;
        // One reply ends one call and lets the fifth begin, whether or not the reply is read.
        serving[0].send_last(b"pong").unwrap();
        let mut last = incoming.accept().unwrap();
        assert_eq!(last.take_request(1 << 20).unwrap(), b"fifth");
        last.send_last(b"done").unwrap();
        assert_eq!(fifth.join().unwrap().unwrap(), b"done");
        assert_eq!(waiting, 1);
    });
}

#[test]
fn aborts_reach_the_other_side() {
    let (server, client, service) = pair("127.0.0.1");
    let _refusing = server.serve(ECHO, 1, |_| Err(Refusal(AbortCode(12345)))).unwrap();
    assert_eq!(client.request(service, b"x"), Err(CallError::Aborted(AbortCode(12345))));
}

#[test]
fn a_client_abort_reaches_the_service() {
    let (server, client, service) = pair("127.0.0.1");
    let incoming = server.incoming(ECHO).unwrap();
    let mut call = client.call(service).unwrap();
    call.send(&pattern(5000)).unwrap();
    let mut serving = incoming.accept().unwrap();
    serving.read_exact(&mut [0; 1000]).unwrap();
    drop(call);
    let error = serving.take_request(1 << 20).unwrap_err();
    assert_eq!(error, CallError::Aborted(AbortCode::RX_USER_ABORT));
}

#[test]
fn an_unknown_service_is_refused() {
    let (_server, client, service) = pair("127.0.0.1");
    assert_eq!(
        client.request(service, b"x"),
        Err(CallError::Aborted(AbortCode::RX_INVALID_OPERATION))
    );
}

#[test]
fn a_closed_port_is_reported_at_once() {
    let (server, client, service) = pair("127.0.0.1");
    drop(server);
    assert_eq!(
        client.request(service, b"x"),
        Err(CallError::Network(Errno::ECONNREFUSED)),
        "ECONNREFUSED"
    );
    let counters = client.statistics();
    assert_eq!(counters.calls.data_retransmitted, 0, "ICMP was heard, not a timeout: {counters}");
}

#[test]
fn a_read_with_a_timeout_loses_nothing() {
    let (server, client, service) = pair("127.0.0.1");
    let incoming = server.incoming(ECHO).unwrap();
    let mut call = client.call(service).unwrap();
    call.send_last(b"question").unwrap();
    call.set_timeout(Some(Duration::from_millis(20)));
    assert_eq!(call.recv(&mut [0; 10]), Err(CallError::TimedOut));
    let mut serving = incoming.accept().unwrap();
    serving.take_request(1 << 20).unwrap();
    serving.send_last(b"answer").unwrap();
    call.set_timeout(None);
    assert_eq!(call.take_rest(1 << 20).unwrap(), b"answer");
}

/// What a write has taken before its timeout is told, so that nobody sends it again.
#[test]
fn a_write_with_a_timeout_tells_what_it_took() {
    let (server, client, service) = pair("127.0.0.1");
    let incoming = server.incoming(ECHO).unwrap();
    let body = pattern(16_000_000);
    let mut call = client.call(service).unwrap();
    call.set_timeout(Some(Duration::from_millis(20)));
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut serving = incoming.accept().unwrap();
            // Long enough for a timeout or two in the middle of a write.
            thread::sleep(Duration::from_millis(100));
            serving.take_request(32_000_000)
        });
        let (mut written, mut timeouts, mut parts) = (0, 0, 0);
        while written < body.len() {
            match call.write(&body[written..]) {
                Ok(more) => (written, parts) = (written + more, parts + 1),
                Err(error) => {
                    assert_eq!(error.kind(), std::io::ErrorKind::TimedOut);
                    timeouts += 1;
                }
            }
        }
        assert!(parts > 1, "{timeouts} timeouts, none of them in a write");
        call.end_send().unwrap();
        assert!(reader.join().unwrap().unwrap() == body);
    });
}
