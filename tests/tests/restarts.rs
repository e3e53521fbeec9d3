//! Peers that are started again on the same address while calls run, and connections that are kept, used
//! again and forgotten: how soon each side learns, what is run, and what is left.

use rxrpc_core::CallError;
use rxrpc_core::Errno;
use rxrpc_core::wire::AbortCode;
use rxrpc_tests::network::{Link, Network, Node};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

const MILLISECOND: Duration = Duration::from_millis(1);
const SECOND: Duration = Duration::from_secs(1);

/// An echo that takes its time and counts what it runs.
fn slow_echo(node: &Node, time: Duration) -> Rc<Cell<u32>> {
    let runs = Rc::new(Cell::new(0));
    let counter = runs.clone();
    node.serve(1, async move |node: &Node, request| {
        counter.set(counter.get() + 1);
        node.sleep(time).await;
        request
    });
    runs
}

/// The service works on the calls of a client that is started again: its next PING is refused by the new
/// one, which knows nothing of the old epoch, and the calls end within a keepalive.
#[test]
fn a_service_learns_of_a_new_client_with_its_next_ping() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    let runs = slow_echo(&server, 15 * SECOND);
    let target = server.service(1);
    for _ in 0..4 {
        let caller = client.clone();
        drop(network.spawn(async move { caller.call(target, &[1; 5000]).await }));
    }
    network.run_for(SECOND);
    assert_eq!((server.endpoint.live_calls(), runs.get()), (4, 4));
    let again = network.restart(&client, |_| {});
    assert_ne!(client.endpoint.epoch(), again.endpoint.epoch());
    network.run_for(4 * SECOND);
    assert_eq!(server.endpoint.live_calls(), 0);
    // The new client's calls are its own.
    let reply = network.block_on(again.call(target, b"hello"));
    assert_eq!(reply, Ok(b"hello".to_vec()));
    network.run_for(SECOND);
    assert_eq!(runs.get(), 5);
    let all = network.describe();
    assert_eq!((server.endpoint.live_calls(), again.endpoint.live_calls()), (0, 0), "{all}");
}

/// The client waits for a reply of a service that was started again. Its next PING is refused, and the
/// request, which was acknowledged, is not sent to the new one.
#[test]
fn a_client_that_waits_learns_of_a_new_service_with_its_next_ping() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    let runs = slow_echo(&server, 100 * SECOND);
    let (caller, target) = (client.clone(), server.service(1));
    let call = network.spawn(async move { caller.call(target, b"hello").await });
    network.run_for(SECOND);
    let again = network.restart(&server, |_| {});
    let runs_again = slow_echo(&again, MILLISECOND);
    let began = network.elapsed();
    let ended = network.block_on(call);
    assert_eq!(ended, Err(CallError::Aborted(AbortCode::RX_PROTOCOL_ERROR)));
    let took = network.elapsed() - began;
    assert!(took < 4 * SECOND, "{took:?}");
    assert_eq!((runs.get(), runs_again.get()), (1, 0));
    let reply = network.block_on(client.call(target, b"again"));
    assert_eq!(reply, Ok(b"again".to_vec()));
    network.run_for(SECOND);
    network.assert_released();
}

/// In the middle of a request, whichever part of it is on its way: the client learns soon, and the new
/// service runs no part of it.
#[test]
fn a_request_that_is_cut_by_a_restart_is_not_run() {
    for after in [5, 10, 20, 45, 90, 140] {
        let network = Network::new(after);
        let (server, client) = (network.node(), network.node());
        let runs = slow_echo(&server, MILLISECOND);
        network.set_link(Link { jitter: MILLISECOND, ..Link::perfect(10 * MILLISECOND) });
        let (caller, target) = (client.clone(), server.service(1));
        let call = network.spawn(async move { caller.call(target, &vec![7; 3_000_000]).await });
        // Something is acknowledged by then.
        network.run_for(60 * MILLISECOND + u32::try_from(after).unwrap() * MILLISECOND);
        assert!(!call.is_done());
        let again = network.restart(&server, |_| {});
        let runs_again = slow_echo(&again, MILLISECOND);
        let began = network.elapsed();
        let failure = network.block_on(call).expect_err("half of it is gone");
        // By an answer to its DATA, or by the refusal of a PING that came first.
        let refused = failure == CallError::Aborted(AbortCode::RX_PROTOCOL_ERROR);
        assert!(refused || failure.errno() == Errno::ENETRESET, "{failure:?}");
        let took = network.elapsed() - began;
        assert!(took < 3 * SECOND, "{took:?}");
        network.run_for(70 * SECOND);
        // The old one may have had it all before it went.
        assert!(runs.get() <= 1 && runs_again.get() == 0, "{} {}", runs.get(), runs_again.get());
        network.assert_released();
    }
}

/// Calls use the connections that are there; those that nobody uses are forgotten when their setting says
/// so, within a round of ten seconds.
#[test]
fn connections_are_used_again_and_forgotten_in_time() {
    for (client_expiry, service_expiry) in [(30, 90), (100, 45)] {
        let network = Network::new(0);
        let server = network.node_with(|config| {
            config.service_connection_expiry = Duration::from_secs(service_expiry);
        });
        let client = network.node_with(|config| {
            config.client_connection_expiry = Duration::from_secs(client_expiry);
        });
        server.serve_echo(1);
        let ids = |node: &Node| -> Vec<u32> {
            node.endpoint.snapshot().connections.iter().map(|row| row.id).collect()
        };
        for _ in 0..10 {
            let reply = network.block_on(client.call(server.service(1), b"hello"));
            assert_eq!(reply, Ok(b"hello".to_vec()));
            network.run_for(20 * SECOND);
        }
        let [first] = ids(&client)[..] else { panic!("{}", network.describe()) };
        assert_eq!(ids(&server), [first]);
        // Idle from here on for what is left of the twenty seconds.
        let idle_from = network.elapsed() - 20 * SECOND;
        let mut gone = [None, None];
        while gone.contains(&None) {
            network.run_for(SECOND);
            for (gone, node) in gone.iter_mut().zip([&client, &server]) {
                if gone.is_none() && ids(node).is_empty() {
                    *gone = Some((network.elapsed() - idle_from).as_secs());
                }
            }
            assert!(network.elapsed() - idle_from < 200 * SECOND, "{gone:?}");
        }
        for (gone, expiry) in gone.into_iter().flatten().zip([client_expiry, service_expiry]) {
            assert!((expiry..=expiry + 21).contains(&gone), "{gone} s instead of {expiry} s");
        }
        let _ = network.block_on(client.call(server.service(1), b"hello"));
        let [second] = ids(&client)[..] else { panic!("{}", network.describe()) };
        assert_ne!(second, first);
    }
}

/// A call in which nothing happens costs a PING in each interval at most.
#[test]
fn a_keepalive_ping_is_sent_as_often_as_the_setting_says() {
    for (keepalive, expected) in [(1, 60), (3, 20), (6, 10)] {
        let network = Network::new(0);
        let server = network.node();
        let client = network.node_with(|config| {
            config.machine.keepalive = Duration::from_secs(keepalive);
        });
        let _runs = slow_echo(&server, 200 * SECOND);
        let call = network.block_on(client.open(server.service(1))).expect("a free slot");
        network.block_on(client.send_last(&call, b"hello")).expect("room for it");
        network.run_for(SECOND);
        let before = call.counters().expect("a channel").pings_sent;
        network.run_for(60 * SECOND);
        let sent = call.counters().expect("a channel").pings_sent - before;
        // The service's own PINGs are answered, and what is sent puts the keepalive off.
        assert!(sent <= expected, "{sent} PINGs in a minute at {keepalive} s");
        assert!(sent + call.counters().expect("a channel").acks_sent >= expected / 2);
        assert_eq!(call.failure(), None);
    }
}
