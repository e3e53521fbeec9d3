//! The workload scripts through the blocking front end: threads, real sockets and the system's clock, over
//! a relay that loses, doubles, reorders and delays. The waits are far longer than what is waited for, so
//! no verdict depends on speed.

use rxrpc_tests::network::for_each_seed;
use rxrpc_tests::relay::{Conditions, Relay, Settings, Share};
use rxrpc_tests::scripts::sync_front::run;
use rxrpc_tests::scripts::{Ledger, Limits, Plan, SyncFront, play, serve};
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

const MILLISECOND: Duration = Duration::from_millis(1);

fn play_over(seed: u64, conditions: Conditions) {
    let limits = Limits { begins: 50 * MILLISECOND, ..Limits::default() };
    let plan = Arc::new(Plan::random(seed, &limits));
    let bind = || rxrpc_sync::Endpoint::bind((Ipv4Addr::LOCALHOST, 0)).map(SyncFront::new);
    let (server, client) = (bind().expect("loopback"), bind().expect("loopback"));
    let settings = Settings::both_ways(conditions, seed);
    let listen = (Ipv4Addr::LOCALHOST, 0).into();
    let relay = Relay::start(listen, server.endpoint.local_addr(), settings).expect("a relay");
    let ledger = Ledger::default();
    serve(&server, &ledger).expect("free services");
    run(play(&client, relay.address(), &plan, &ledger));
    client.endpoint.close(Duration::from_secs(20));
    server.endpoint.close(Duration::from_secs(20));
    assert_eq!(ledger.verdict(&plan), Ok(()));
    assert!(relay.counters().sum().data > 0, "the relay is not the way that was taken");
}

#[test]
fn over_loss() {
    for_each_seed(3, |seed| {
        play_over(seed, Conditions { loss: Share::per_mille(30), ..Conditions::default() });
    });
}

#[test]
fn over_everything_at_once() {
    let bad = Conditions {
        loss: Share::per_mille(20),
        burst: 2,
        duplication: Share::per_mille(20),
        reordering: Share::per_mille(30),
        delay: 2 * MILLISECOND,
        jitter: 2 * MILLISECOND,
        ..Conditions::default()
    };
    for_each_seed(3, |seed| play_over(seed, bad.clone()));
}
