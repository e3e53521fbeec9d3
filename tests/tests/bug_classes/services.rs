//! T11, T16, T17, T18, T19, T20: how calls come in.

use crate::support::*;
use rxrpc_core::{Control, Endpoint, Errno, MessageError, ServiceId, Waiting};
use rxrpc_tests::network::{Forge, Link, Network, for_each_seed};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Whoever accepts a call can use it at once.
#[test]
fn t11_an_accepted_call_is_not_locked() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.hostile());
    let incoming = server.endpoint.incoming(ServiceId(1)).unwrap();
    let _ = client.ask(server.address(), &Forge::client(1).last(b"hello"));
    let call = incoming.try_next().unwrap();
    let mut buffer = [0; 10];
    let read = now_or_never(server.endpoint.receive(&call, &mut buffer, Waiting::Never));
    assert_eq!(read, Ok(5));
    assert_eq!(now_or_never(server.send_last(&call, b"world")), Ok(()));

    let server = network.node();
    server.socket.bind(ServiceId(1)).unwrap();
    server.socket.listen_with_announcements(4).unwrap();
    let _ = client.ask(server.address(), &Forge::client(1).last(b"hello"));
    let (notice, _) = now_or_never(server.recvmsg(DONTWAIT)).unwrap();
    assert_eq!(notice.control.first().cloned(), Some(Control::NewCall));
    assert_eq!(now_or_never(server.command(5, Control::Accept)), Ok(()));
    assert_eq!(now_or_never(server.recvmsg(DONTWAIT)).unwrap().1, b"hello");
    assert_eq!(now_or_never(server.sendmsg(5, &[], b"world", DONTWAIT, None)), Ok(5));
}

/// When `recvmsg` says that the request is whole, a reply is possible: never EPROTO, never EBUSY.
#[test]
fn t16_the_end_of_a_request_comes_when_a_reply_may() {
    for_each_seed(50, |seed| {
        let network = Network::new(seed);
        let link = Link { jitter: 3 * MILLISECOND, ..Link::perfect(MILLISECOND).losing(50) };
        network.set_link(Link { duplicates: 50, reordered: 100, ..link });
        let server = listening(&network, 0..20);
        let client = network.node();
        let replier = server.clone();
        network.spawn(async move {
            let mut buffer = [0; 700];
            loop {
                let Ok(message) = replier.socket.recvmsg(&mut buffer, NONE).await else {
                    break;
                };
                if !message.is_end() && !message.flags.contains(MORE) {
                    let id = message.call.unwrap().0;
                    let sent = now_or_never(replier.sendmsg(id, &[], b"ok", DONTWAIT, None));
                    assert_eq!(sent, Ok(2));
                }
            }
        });
        for size in [0, 1, 1411, 1412, 1413, 3000, 20_000, 2824] {
            let reply = network.block_on(client.call(server.service(1), &vec![1; size]));
            assert_eq!(reply, Ok(b"ok".to_vec()));
        }
    });
}

#[test]
fn t17_the_backlog_is_exact() {
    for backlog in [1, 31, 32, 100] {
        let socket = lone_listener(backlog);
        for id in 0..backlog as u64 {
            assert_eq!(command(&socket, id, Control::ChargeAccept), Ok(()));
        }
        let beyond = command(&socket, 1000, Control::ChargeAccept);
        assert_eq!(beyond, Err(MessageError::BacklogFull));
        assert_eq!(socket.endpoint().statistics().user_call_ids, backlog as u64);
    }
}

fn first_packet(endpoint: &Endpoint, number: u32) {
    let forge = Forge::client(1).with(|header| header.cid.0 = 4 * number);
    endpoint.handle_datagram(Instant::now(), somebody(), &forge.last(b"hello"));
    drain(endpoint);
}

#[test]
fn t18_a_service_without_a_charge_refuses_and_two_charges_of_an_id_give_one() {
    let endpoint = lone_endpoint();
    let stopped = endpoint.message_socket();
    stopped.bind(ServiceId(1)).unwrap();
    first_packet(&endpoint, 1);
    for backlog in [255, 0] {
        stopped.listen(backlog).unwrap();
        first_packet(&endpoint, 2);
    }
    drop(stopped);
    let socket = endpoint.message_socket();
    socket.bind(ServiceId(1)).unwrap();
    socket.listen(255).unwrap();
    first_packet(&endpoint, 3);
    assert_eq!(endpoint.statistics().live_calls, 0);
    let won = AtomicU64::new(0);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for id in 0..200 {
                    match command(&socket, id, Control::ChargeAccept) {
                        Ok(()) => {
                            won.fetch_add(1, Ordering::Relaxed);
                        }
                        Err(error) => assert_eq!(error, MessageError::BadCallId),
                    }
                }
            });
        }
    });
    assert_eq!(won.into_inner(), 200);
    assert_eq!(endpoint.statistics().user_call_ids, 200);
}

/// Charges and calls from several threads while the socket listens no more, or it or its endpoint is closed: in the end
/// nothing is charged.
#[test]
fn t19_charging_while_the_socket_stops_listening_or_closes() {
    for round in 0..60 {
        let socket = lone_listener(100);
        let stopped = AtomicBool::new(false);
        thread::scope(|scope| {
            for thread in 0..2u64 {
                let (socket, stopped) = (&socket, &stopped);
                scope.spawn(move || {
                    let mut id = thread;
                    while !stopped.load(Ordering::Relaxed) {
                        let _ = command(socket, id, Control::ChargeAccept);
                        id += 2;
                    }
                });
            }
            let endpoint = socket.endpoint();
            scope.spawn(move || (1..50).for_each(|number| first_packet(endpoint, number)));
            thread::sleep(Duration::from_micros(50 * round));
            match round % 3 {
                0 => endpoint.close(),
                1 => socket.close(),
                _ => socket.listen(0).unwrap(),
            }
            stopped.store(true, Ordering::Relaxed);
        });
        let refused = command(&socket, 1 << 40, Control::ChargeAccept).unwrap_err().errno();
        assert_eq!(refused, [Errno::ESHUTDOWN, Errno::EBADF, Errno::EINVAL][(round % 3) as usize]);
        let endpoint = socket.endpoint();
        if round % 3 == 1 {
            drain(endpoint);
            assert_eq!(endpoint.statistics().user_call_ids, 0, "round {round}");
        }
        endpoint.close();
        drain(endpoint);
        let mut buffer = [0; 100];
        while receive(&socket, &mut buffer, NONE).is_ok() {}
        let all = endpoint.statistics();
        assert_eq!((all.live_calls, all.user_call_ids), (0, 0), "round {round}");
    }
}

/// Packets come from the first moment on: each call is refused or served, none is half made.
#[test]
fn t20_packets_while_the_socket_is_bound() {
    for _ in 0..20 {
        let endpoint: Arc<Endpoint> = lone_endpoint();
        let served = thread::scope(|scope| {
            let flood = endpoint.clone();
            let flooder =
                scope.spawn(move || (1..100).for_each(|number| first_packet(&flood, number)));
            let incoming = endpoint.incoming(ServiceId(1)).unwrap();
            flooder.join().unwrap();
            let mut served = 0;
            while let Some(call) = incoming.try_next() {
                let mut buffer = [0; 10];
                let read = endpoint.receive(&call, &mut buffer, Waiting::Never);
                assert_eq!(now_or_never(read), Ok(5));
                served += 1;
            }
            served
        });
        assert_eq!(endpoint.statistics().calls_received, served);
    }
}
