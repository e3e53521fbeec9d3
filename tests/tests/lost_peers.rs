//! Peers that vanish, are started again, or cannot be reached.

use rxrpc_core::CallError;
use rxrpc_core::Errno;
use rxrpc_tests::network::{Link, Network, Node, Random, for_each_seed};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

const MILLISECOND: Duration = Duration::from_millis(1);
const SECOND: Duration = Duration::from_secs(1);

#[test]
fn a_client_that_vanishes_costs_its_service_a_timeout() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    server.serve(1, async |_: &Node, _| vec![7; 100_000]);
    let (caller, target) = (client.clone(), server.service(1));
    let _call = network.spawn(async move { caller.call(target, b"hello").await });
    network.run_for(3 * MILLISECOND);
    network.unplug(client.address());
    assert_eq!(server.endpoint.live_calls(), 1);
    let before = server.endpoint.statistics().datagrams_sent;
    network.run_for(60 * SECOND);
    assert_eq!(server.endpoint.live_calls(), 0);
    // Nobody is flooded meanwhile.
    let sent = server.endpoint.statistics().datagrams_sent - before;
    assert!(sent < 60, "{sent} datagrams to nobody");
}

/// The server is started again in the middle of calls: each ends soon, well or with an abort, and the
/// next ones are served by the new one. Nothing of an old transfer begins a call.
#[test]
fn a_server_that_is_started_again() {
    for_each_seed(50, |seed| {
        let network = Network::new(seed);
        let random = &mut Random::new(seed);
        let (server, client) = (network.node(), network.node());
        server.serve_echo(1);
        network.set_link(Link { jitter: MILLISECOND, ..Link::perfect(2 * MILLISECOND) });
        let calls = (0..8).map(|_| {
            let (client, target) = (client.clone(), server.service(1));
            let data = vec![1; 10_000 + random.below(1_000_000)];
            network.spawn(async move { client.call(target, &data).await.map(|reply| reply.len()) })
        });
        let calls: Vec<_> = calls.collect();
        network.run_for(random.up_to(60 * MILLISECOND));
        network.unplug(server.address());
        network.run_for(random.up_to(SECOND));
        let again = network.restart(&server, |_| {});
        let garbled = Rc::new(Cell::new(0));
        let counter = garbled.clone();
        again.serve(1, async move |_: &Node, request: Vec<u8>| {
            counter.set(counter.get() + u32::from(request.iter().any(|byte| *byte != 1)));
            request
        });
        let began = network.elapsed();
        for call in calls {
            match network.block_on(call) {
                Ok(length) => assert!(length >= 10_000),
                Err(error) => {
                    let told = error.abort_code().is_some() || error.errno() == Errno::ENETRESET;
                    assert!(told, "{error:?}");
                }
            }
        }
        let took = network.elapsed() - began;
        assert!(took < 30 * SECOND, "{took:?}");
        let reply = network.block_on(client.call(again.service(1), &[1; 3000]));
        assert_eq!(reply.map(|reply| reply.len()), Ok(3000));
        assert_eq!(garbled.get(), 0);
        network.run_for(100 * SECOND);
        assert_eq!((client.endpoint.live_calls(), again.endpoint.live_calls()), (0, 0));
    });
}

/// A client that is started again on the same port uses another epoch; its old calls do not get in
/// its way.
#[test]
fn a_client_that_is_started_again() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    server.serve(1, async |node: &Node, request| {
        node.sleep(SECOND).await;
        request
    });
    let target = server.service(1);
    for _ in 0..4 {
        let caller = client.clone();
        let _ = network.spawn(async move { caller.call(target, &[1; 5000]).await }).is_done();
    }
    network.run_for(SECOND / 2);
    let again = network.restart(&client, |_| {});
    let reply = network.block_on(again.call(target, b"hello"));
    assert_eq!(reply, Ok(b"hello".to_vec()));
    network.run_for(60 * SECOND);
    assert_eq!(server.endpoint.live_calls(), 0);
}

/// An error about one peer ends its calls and nobody else's.
#[test]
fn an_unreachable_peer_does_not_disturb_the_others() {
    let network = Network::new(0);
    let (good, bad, client) = (network.node(), network.node(), network.node());
    good.serve(1, async |node: &Node, request| {
        node.sleep(SECOND).await;
        request
    });
    network.unplug(bad.address());
    network.set_refusals(true);
    let calls = (0..40).map(|number| {
        let target = if number % 2 == 0 { good.service(1) } else { bad.service(1) };
        let client = client.clone();
        network.spawn(async move { client.call(target, b"hello").await })
    });
    let calls: Vec<_> = calls.collect();
    for (number, call) in calls.into_iter().enumerate() {
        let expected = match number % 2 {
            0 => Ok(b"hello".to_vec()),
            _ => Err(CallError::Network(Errno::ECONNREFUSED)),
        };
        assert_eq!(network.block_on(call), expected);
    }
    network.run_for(10 * SECOND);
    network.assert_released();
}

/// Both ways are cut for a while in the middle of calls: shorter than the timeout they go on, longer
/// they end on both sides.
#[test]
fn a_partition_in_the_middle_of_calls() {
    for (cut, survives) in [(5, true), (60, false)] {
        let network = Network::new(0);
        let (server, client) = (network.node(), network.node());
        server.serve_echo(1);
        let (caller, target) = (client.clone(), server.service(1));
        let call = network.spawn(async move { caller.call(target, &vec![7; 5_000_000]).await });
        network.run_for(30 * MILLISECOND);
        network.set_link(Link { cut: true, ..Link::perfect(MILLISECOND) });
        network.run_for(cut * SECOND);
        network.set_link(Link::perfect(MILLISECOND));
        let got = network.block_on(call).map(|reply| reply.len());
        assert_eq!(got, if survives { Ok(5_000_000) } else { Err(CallError::PeerSilent) });
        network.run_for(60 * SECOND);
        network.assert_released();
        let reply = network.block_on(client.call(target, b"hello"));
        assert_eq!(reply, Ok(b"hello".to_vec()));
    }
}
