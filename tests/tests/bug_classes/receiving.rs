//! T01, T02, T03, T05, T15: the queue of `recvmsg`.

use crate::support::*;
use rxrpc_core::wire::AbortCode;
use rxrpc_core::{Control, MessageError, MessageFlags};
use rxrpc_tests::network::{Forge, Network};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

/// Receivers that take, peek and give up, while data of one call keeps coming: the call stands in the
/// queue once at most, and every byte is given out once.
#[test]
fn t01_a_contended_call_is_queued_once() {
    let socket = lone_listener(8);
    let endpoint = socket.endpoint();
    command(&socket, 500, Control::ChargeAccept).unwrap();
    let forge = Forge::client(1);
    let (packets, size) = (200, 1000);
    let (done, taken) = (AtomicBool::new(false), AtomicUsize::new(0));
    let worker = |flags: MessageFlags| {
        let mut buffer = [0; 300];
        while !done.load(Ordering::Relaxed) {
            match receive(&socket, &mut buffer, flags) {
                Ok(message) if flags.is_empty() => {
                    taken.fetch_add(message.bytes, Ordering::Relaxed);
                }
                Ok(message) => assert_eq!(message.call.map(|id| id.0), Some(500)),
                Err(error) => assert_eq!(error, MessageError::WouldBlock),
            }
            assert!(endpoint.statistics().ready <= 1);
        }
    };
    thread::scope(|scope| {
        for flags in [NONE, NONE, MessageFlags::PEEK, MessageFlags::PEEK] {
            scope.spawn(move || worker(flags));
        }
        for seq in 1..=packets {
            let packet = forge.seq(seq).serial(seq).data(&vec![1; size]);
            endpoint.handle_datagram(Instant::now(), somebody(), &packet);
            prove(endpoint, &forge);
        }
        let limit = Instant::now() + std::time::Duration::from_secs(20);
        while taken.load(Ordering::Relaxed) < packets as usize * size && Instant::now() < limit {
            thread::yield_now();
        }
        done.store(true, Ordering::Relaxed);
    });
    assert_eq!(taken.into_inner(), packets as usize * size);
    // News that another receiver was faster with may have left the call in the queue: whoever looks
    // next finds nothing, and takes it out.
    assert_eq!(receive(&socket, &mut [0; 300], NONE), Err(MessageError::WouldBlock));
    assert_eq!(endpoint.statistics().ready, 0);
}

/// Many receivers and many calls that end: each end is told once, and nobody stumbles over a call that
/// somebody else was told the end of.
#[test]
fn t02_the_end_of_a_call_is_told_to_one_receiver() {
    let socket = lone_listener(200);
    let endpoint = socket.endpoint();
    let count = 200;
    for id in 0..count {
        command(&socket, id, Control::ChargeAccept).unwrap();
    }
    let told = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for flags in [NONE, NONE, NONE, MessageFlags::PEEK] {
            let (socket, told) = (&socket, &told);
            scope.spawn(move || {
                let mut buffer = [0; 100];
                while told.lock().unwrap().len() < count as usize {
                    let message = receive(socket, &mut buffer, flags);
                    if let Ok(message) = message
                        && message.is_end()
                        && flags.is_empty()
                    {
                        assert_eq!(
                            message.control.first().cloned(),
                            Some(Control::Abort(AbortCode(9)))
                        );
                        told.lock().unwrap().push(message.call.unwrap().0);
                    }
                }
            });
        }
        for number in 0..count as u32 {
            let forge = Forge::client(1).with(|header| header.cid.0 = 4 * (number + 1));
            endpoint.handle_datagram(Instant::now(), somebody(), &forge.last(b"data"));
            endpoint.handle_datagram(Instant::now(), somebody(), &forge.serial(2).abort(9));
            drain(endpoint);
        }
    });
    let mut told = told.into_inner().unwrap();
    told.sort_unstable();
    assert_eq!(told, (0..count).collect::<Vec<_>>());
    let all = endpoint.statistics();
    assert_eq!((all.live_calls, all.ready, all.user_call_ids), (0, 0, 0));
}

/// Whatever still comes for a call whose end was told, nothing is told of it, and its ID may name
/// another call.
#[test]
fn t03_nothing_is_told_of_a_released_call() {
    let scene = Scene::new();
    scene.request(7);
    let first = scene.requests()[0];
    let _ = scene.ask(&first.last(b"answer"));
    assert!(scene.told().unwrap().0.is_end());
    // The same ID, on another channel or the next call of the same one.
    scene.request(7);
    let second = scene.requests()[0];
    for serial in 10..15 {
        let old = first.serial(serial);
        let _ = scene.ask(&old.last(b"answer"));
        let _ = scene.ask(&old.seq(2).data(b"more"));
        let _ = scene.ask(&old.ack(rxrpc_core::wire::AckReason::Ping, 2, &[]));
        let _ = scene.ask(&old.abort(5));
        assert_eq!(scene.told().unwrap_err(), MessageError::WouldBlock);
    }
    let _ = scene.ask(&second.serial(100).last(b"other answer"));
    let (message, data) = scene.told().unwrap();
    assert!(message.is_end() && message.control.is_empty());
    assert_eq!(data, b"other answer");
    assert_eq!(scene.told().unwrap_err(), MessageError::WouldBlock);
}

#[test]
fn t05_an_interrupted_receive_leaves_the_socket_as_it_was() {
    let scene = Scene::new();
    scene.request(7);
    let forge = scene.requests()[0];
    for _ in 0..10 {
        let client = scene.client.clone();
        let waiting = scene.network.spawn(async move { client.recvmsg(NONE).await });
        scene.network.run_for(MILLISECOND);
        assert_eq!(scene.client.endpoint.statistics().receivers, 1);
        scene.network.cancel(&waiting);
        assert_eq!(scene.client.endpoint.statistics().receivers, 0);
    }
    // It is interrupted just when the news comes: the news stays.
    let client = scene.client.clone();
    let waiting = scene.network.spawn(async move { client.recvmsg(NONE).await });
    scene.network.run_for(MILLISECOND);
    let (now, from) = (scene.network.now(), scene.service.address());
    scene.client.endpoint.handle_datagram(now, from, &forge.last(b"answer"));
    scene.network.cancel(&waiting);
    assert_eq!(scene.told().unwrap().1, b"answer");
}

#[test]
fn t15_a_receive_on_an_idle_socket_does_not_harm_the_next_send() {
    let network = Network::new(0);
    let server = network.node();
    server.serve_echo(1);
    let client = network.node();
    for _ in 0..3 {
        for flags in [NONE, DONTWAIT, MessageFlags::PEEK] {
            assert_eq!(now_or_never(client.recvmsg(flags)), Err(MessageError::WouldBlock));
        }
        let sent = network.block_on(client.sendmsg_last(7, b"hello", Some(server.service(1))));
        assert_eq!(sent, Ok(5));
        assert_eq!(network.block_on(client.recvmsg(NONE)).unwrap().1, b"hello");
    }
}
