//! The same workloads through every front: the pure core and the async front end on the simulated network,
//! and the blocking front end on loopback.

use rxrpc_tests::network::{Link, Network, for_each_seed, held};
use rxrpc_tests::scripts::sync_front::run;
use rxrpc_tests::scripts::{Ledger, Limits, Plan, SyncFront, play, serve};
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

const MILLISECOND: Duration = Duration::from_millis(1);

#[test]
fn through_the_core() {
    for_each_seed(60, |seed| {
        let plan = Arc::new(Plan::random(seed, &Limits::default()));
        let network = Network::new(seed);
        network.set_link(Link {
            jitter: 3 * MILLISECOND,
            ..Link::perfect(5 * MILLISECOND).losing(30)
        });
        let (server, client) = (network.node(), network.node());
        let ledger = Ledger::default();
        serve(&server, &ledger).expect("free services");
        network.block_on(play(&client, server.address(), &plan, &ledger));
        network.run_for(Duration::from_secs(700));
        assert_eq!(ledger.verdict(&plan), Ok(()));
        server.endpoint.close();
        client.endpoint.close();
        network.run_for(Duration::from_secs(1));
        network.assert_released();
        assert_eq!(network.connections(), 0);
    });
}

/// The same plans and the same path as above.
#[test]
fn through_the_async_front_end() {
    for_each_seed(60, |seed| {
        let plan = Arc::new(Plan::random(seed, &Limits::default()));
        let network = Network::new(seed);
        let link = Link { jitter: 3 * MILLISECOND, ..Link::perfect(5 * MILLISECOND).losing(30) };
        network.set_link(link);
        let (server, client) = (network.async_node_with(|_| {}), network.async_node_with(|_| {}));
        let ledger = Ledger::default();
        serve(&server, &ledger).expect("free services");
        network.block_on(play(&client, server.address(), &plan, &ledger));
        network.run_for(Duration::from_secs(700));
        assert_eq!(ledger.verdict(&plan), Ok(()));
        for node in [server, client] {
            assert_eq!(node.endpoint.snapshot().connections.len(), 0);
            network.block_on(node.endpoint.close(Duration::ZERO));
            network.run_for(Duration::from_secs(1));
            assert_eq!(held(&node.endpoint.statistics()), None);
        }
        assert!(network.is_timeless());
    });
}

#[test]
fn through_threads_and_sockets() {
    let limits = Limits { begins: 20 * MILLISECOND, ..Limits::default() };
    for_each_seed(3, |seed| {
        let plan = Arc::new(Plan::random(seed, &limits));
        let bind = || rxrpc_sync::Endpoint::bind((Ipv4Addr::LOCALHOST, 0)).map(SyncFront::new);
        let (server, client) = (bind().expect("loopback"), bind().expect("loopback"));
        let ledger = Ledger::default();
        serve(&server, &ledger).expect("free services");
        run(play(&client, server.endpoint.local_addr(), &plan, &ledger));
        client.endpoint.close(Duration::from_secs(10));
        server.endpoint.close(Duration::from_secs(10));
        assert_eq!(ledger.verdict(&plan), Ok(()));
    });
}
