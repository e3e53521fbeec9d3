//! S4, S5, S12, S14, S15, S16: what is run, how often, and what comes out of it.

use crate::support::*;
use rxrpc_core::wire::{AbortCode, AckReason, PacketType};
use rxrpc_core::{CallError, ServiceId};
use rxrpc_tests::network::{Forge, Link, Network, Node, Seen};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// OPENAFS-SA-2018-002 and its like: output of a call that failed. What a service wrote before it aborted
/// and what was not sent by then never leaves; what was sent is not given to the client's user as if the
/// reply were whole.
#[test]
fn s04_a_call_that_fails_gives_out_nothing() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    let incoming = server.endpoint.incoming(ServiceId(1)).unwrap();
    for sent in [100, 5000] {
        let caller = client.clone();
        let target = server.service(1);
        let call = network.spawn(async move { caller.call(target, b"hello").await });
        let served = network.block_on(incoming.next()).unwrap();
        assert_eq!(network.block_on(server.read_all(&served)), Ok(b"hello".to_vec()));
        network.open_tap();
        network.block_on(server.send_more(&served, &vec![0x5a; sent])).unwrap();
        server.endpoint.abort(&served, AbortCode(77));
        let outcome = network.block_on(call);
        assert_eq!(outcome, Err(CallError::Aborted(AbortCode(77))));
        network.run_for(10 * SECOND);
        let out = network.tapped();
        let partial =
            out.iter().filter(|sent| sent.bytes.len() > 28 + 70 && sent.bytes.len() < 1440);
        assert_eq!(partial.count(), 0, "a packet that was not full when the call failed");
    }
}

/// OPENAFS-SA-2018-003, SA-2024-003: memory that grows with what a stranger claims. A request that nobody
/// reads takes no more than the receive window.
#[test]
fn s05_what_nobody_reads_is_bounded() {
    let network = Network::new(0);
    let (server, stranger) = (network.node(), network.hostile());
    let incoming = server.endpoint.incoming(ServiceId(1)).unwrap();
    let forge = Forge::client(1);
    let seen = stranger.ask(server.address(), &forge.data(&[7; 1412]));
    let ping = seen.iter().find(|seen| seen.is_ping()).unwrap().packet().header.serial;
    let _ = stranger.ask(server.address(), &forge.serial(9000).ping_response(ping));
    for seq in 2..5000 {
        stranger.send(server.address(), &forge.seq(seq).serial(seq).data(&[7; 1412]));
    }
    network.run_for(SECOND);
    let call = incoming.try_next().unwrap();
    let counters = call.counters().unwrap();
    let window = u64::from(server.endpoint.config().machine.receive_window);
    assert!(counters.data_received <= window, "{counters:?}");
    assert!(counters.beyond_window > 0);
    // A single packet that is larger than what was said to be taken is refused.
    let big = forge.with(|header| header.cid.0 = 0x7000).data(&[7; 60_000]);
    let codes: Vec<_> =
        stranger.ask(server.address(), &big).iter().filter_map(Seen::abort_code).collect();
    assert_eq!(codes, [AbortCode::RX_PROTOCOL_ERROR]);
}

/// 3155f472e: two peers whose handlers call each other waited for each other's four channels. Here eight
/// calls wait for their four slots on either side, and each handler calls back before it answers.
#[test]
fn s12_handlers_that_call_back_never_wait_in_a_circle() {
    let network = Network::new(0);
    let few = |config: &mut rxrpc_core::Config| config.connections_per_bundle = 1;
    let (one, other) = (network.node_with(few), network.node_with(few));
    for (node, peer) in [(&one, &other), (&other, &one)] {
        node.serve_echo(2);
        let back = peer.service(2);
        node.serve(1, async move |node: &Node, request| {
            node.sleep(MILLISECOND).await;
            node.call(back, &request).await.unwrap_or_default()
        });
    }
    let calls = (0..16u8).map(|number| {
        let (from, to) = if number % 2 == 0 { (&one, &other) } else { (&other, &one) };
        let (from, target) = (from.clone(), to.service(1));
        (number, network.spawn(async move { from.call(target, &[number; 3000]).await }))
    });
    for (number, call) in calls.collect::<Vec<_>>() {
        assert_eq!(network.block_on(call), Ok(vec![number; 3000]));
    }
    assert!(network.elapsed() < SECOND, "{:?}", network.elapsed());
}

/// 28f9712b4: a call that met BUSY was begun again, and a request that must not be run twice was.
#[test]
fn s14_busy_and_losses_run_nothing_twice() {
    let network = Network::new(9);
    let server = network.node_with(|config| config.backlog = 1);
    let client = network.node();
    let runs: Rc<RefCell<BTreeMap<u8, u32>>> = Rc::default();
    let counter = runs.clone();
    let incoming = server.endpoint.incoming(ServiceId(1)).unwrap();
    let slow = server.clone();
    network.spawn(async move {
        // One at a time, so that most calls find the backlog full.
        while let Some(call) = incoming.next().await {
            if let Ok(request) = slow.read_all(&call).await {
                *counter.borrow_mut().entry(request[0]).or_default() += 1;
                slow.sleep(50 * MILLISECOND).await;
                let _ = slow.send_last(&call, &request).await;
            }
            slow.endpoint.release(&call);
        }
    });
    network.set_link(Link { duplicates: 100, ..Link::perfect(2 * MILLISECOND) }.losing(100));
    network.open_tap();
    let calls = (0..30).map(|number| {
        let (client, target) = (client.clone(), server.service(1));
        (number, network.spawn(async move { client.call(target, &[number; 10]).await }))
    });
    let mut failed = 0;
    for (number, call) in calls.collect::<Vec<_>>() {
        match network.block_on(call) {
            Ok(reply) => {
                assert_eq!(reply, [number; 10]);
                assert_eq!(runs.borrow().get(&number), Some(&1));
            }
            Err(_) => failed += 1,
        }
    }
    let all = runs.borrow();
    assert!(all.values().all(|runs| *runs == 1), "{all:?}");
    assert!(failed < 15, "{failed} of 30 failed");
    let busy = network.tapped().iter().filter(|sent| sent.bytes[20] == 3).count();
    assert!(busy > 0, "nobody was busy");
}

/// 448e82b45: what was recorded of a call, played again after its end.
#[test]
fn s15_a_recording_runs_nothing() {
    let scene = Service::new();
    let (client, server) = (scene.network.node(), &scene.server);
    scene.network.open_tap();
    for size in [5, 5000, 100_000] {
        let reply = scene.network.block_on(client.call(server.service(1), &vec![7; size]));
        assert_eq!(reply.map(|reply| reply.len()), Ok(size));
    }
    scene.network.run_for(SECOND);
    let recorded = scene.network.tapped();
    let runs = scene.runs();
    for wait in [0, 5, 60, 500] {
        scene.network.run_for(wait * SECOND);
        for sent in recorded.iter().filter(|sent| sent.to == server.address()) {
            scene.hostile.send_as(sent.from, sent.to, &sent.bytes);
        }
        scene.network.run_for(SECOND);
        assert_eq!(scene.runs(), runs, "after {wait} s more");
        assert_eq!(server.endpoint.live_calls(), 0);
    }
}

/// 3f9a08db8, a36832e2d: the rest of a transfer from before a restart began a call.
#[test]
fn s16_stray_packets_after_a_restart_run_nothing() {
    let scene = Service::new();
    let (client, server) = (scene.network.node(), scene.server.clone());
    scene.network.open_tap();
    let reply = scene.network.block_on(client.call(server.service(1), &vec![7; 2_000_000]));
    assert_eq!(reply.map(|reply| reply.len()), Ok(2_000_000));
    let recorded = scene.network.tapped();
    let again = scene.network.restart(&server, |_| {});
    let runs = Rc::new(Cell::new(0));
    let counter = runs.clone();
    again.serve(1, async move |_: &Node, request| {
        counter.set(counter.get() + 1);
        request
    });
    let window = again.endpoint.config().machine.receive_window;
    // All that a client had under way but the beginning: ACKs, and DATA from beyond a new call's window.
    let late = recorded.iter().filter(|sent| {
        let header = rxrpc_core::wire::Header::parse(&sent.bytes).unwrap().0;
        let data = header.packet_type == PacketType::Data;
        sent.to == server.address() && (!data || header.seq.0 > window)
    });
    let mut count = 0;
    for sent in late {
        scene.hostile.send_as(sent.from, sent.to, &sent.bytes);
        count += 1;
    }
    assert!(count > 500, "{count}");
    scene.network.run_for(SECOND);
    assert_eq!(again.endpoint.statistics().calls_received, 0);
    // From within the window something may begin, but not run.
    let forge = Forge::client(1).with(|header| header.cid.0 = 0x9000);
    for seq in 2..window {
        scene.hostile.send(again.address(), &forge.seq(seq).serial(seq).data(&[7; 100]));
    }
    let ack = forge.serial(9000).ack(AckReason::Requested, 50, &[]);
    scene.hostile.send(again.address(), &ack);
    scene.network.run_for(100 * SECOND);
    assert_eq!(runs.get(), 0);
    assert_eq!(again.endpoint.live_calls(), 0);
}
