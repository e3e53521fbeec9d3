//! Futures that are granted something and then not polled: in a `FuturesUnordered` whose loop waits for
//! something else, on the side of a `select!` that did not win.
//!
//! Holds: that they hold up nobody for longer than a few looks after them, in simulated time. The same on
//! real executors is in `rxrpc-async/tests/grants.rs`.

#![allow(clippy::unwrap_used)]
#![cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]

use futures::StreamExt;
use futures::future::{Either, select};
use futures::stream::FuturesUnordered;
use rxrpc_core::{MessageFlags, ServiceId};
use rxrpc_tests::network::{Network, Node, Task};
use std::pin::pin;
use std::time::Duration;

/// A round trip of the simulated network takes two of these.
const MILLISECOND: Duration = Duration::from_millis(1);

fn scene(connections: usize) -> (Network, Node, Node) {
    let network = Network::new(1);
    let server = network.node();
    server.serve_echo(1);
    let client = network.node_with(|config| config.connections_per_bundle = connections);
    (network, server, client)
}

/// Many requests at once, and one more for each that is answered, while nobody polls the others.
fn one_more_for_each(requests: u32, connections: usize) -> Duration {
    let (network, server, client) = scene(connections);
    let to = server.service(1);
    let ask = |client: Node, number: u32| async move {
        let sent = number.to_be_bytes();
        assert_eq!(client.call(to, &sent).await.as_deref(), Ok(&sent[..]));
    };
    network.block_on(async {
        let all = (0..requests).map(|number| ask(client.clone(), number));
        let mut all: FuturesUnordered<_> = all.collect();
        while let Some(()) = all.next().await {
            ask(client.clone(), 1_000_000).await;
        }
    });
    let took = network.elapsed();
    network.run_for(Duration::from_secs(1));
    network.assert_released();
    took
}

#[test]
fn requests_that_nobody_polls_hold_up_no_other() {
    let took = one_more_for_each(40, 4);
    assert!(took < Duration::from_secs(1), "{took:?}");
}

/// The more are in line, the more are woken: it does not take a look for each.
#[test]
fn a_long_line_that_nobody_polls_is_soon_passed() {
    let took = one_more_for_each(1500, 1);
    assert!(took < Duration::from_secs(30), "{took:?}; a look for each in line would take an hour");
}

/// One that sleeps is passed over, and those behind it are served in their order.
#[test]
fn whoever_polls_is_served_in_order() {
    let (network, server, client) = scene(1);
    server.serve(2, async |node: &Node, request| {
        node.sleep(MILLISECOND * 100).await;
        request
    });
    let to = server.service(2);
    let running: Vec<_> = (0..4)
        .map(|_| {
            let client = client.clone();
            network.spawn(async move { client.call(to, b"x").await.unwrap() })
        })
        .collect();
    network.run_for(MILLISECOND * 10);
    let mut asleep = Box::pin(client.open(to));
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(asleep.as_mut().poll(&mut cx).is_pending());
    let order = std::rc::Rc::new(std::cell::RefCell::new(Vec::new()));
    let awake: Vec<_> = (0..8)
        .map(|number| {
            let (client, order) = (client.clone(), order.clone());
            network.run_for(MILLISECOND);
            network.spawn(async move {
                let call = client.open(to).await.unwrap();
                order.borrow_mut().push(number);
                client.send_last(&call, b"x").await.unwrap();
                client.read_all(&call).await.unwrap();
            })
        })
        .collect();
    network.run_for(Duration::from_secs(1));
    assert!(awake.iter().all(Task::is_done));
    assert_eq!(*order.borrow(), (0..8).collect::<Vec<_>>());
    // And the one that slept finds a slot when it wakes up.
    let call = network.block_on(asleep).unwrap();
    client.endpoint.release(&call);
    drop(running);
    network.run_for(Duration::from_secs(1));
    network.assert_released();
}

/// One of two that wait for calls is on the side of a `select` that did not win.
#[test]
fn a_wait_for_calls_that_nobody_polls_holds_up_no_call() {
    let network = Network::new(1);
    let (server, client) = (network.node(), network.node());
    let incoming = server.endpoint.incoming(ServiceId(1)).unwrap();
    let incoming = std::rc::Rc::new(incoming);
    let answer = async |node: &Node, call| {
        let request = node.read_all(&call).await.unwrap();
        node.send_last(&call, &request).await.unwrap();
    };
    let (node, calls) = (server.clone(), incoming.clone());
    let good = network.spawn(async move {
        while let Some(call) = calls.next().await {
            answer(&node, call).await;
        }
    });
    // Of all who wait, the one that came last is woken first.
    network.run_for(MILLISECOND);
    let node = server.clone();
    let busy = network.spawn(async move {
        let mut next = pin!(incoming.next());
        let timer = pin!(node.sleep(MILLISECOND));
        let Either::Right(((), _)) = select(next.as_mut(), timer).await else {
            panic!("no call has come")
        };
        // The call that comes now wakes this one.
        node.sleep(Duration::from_secs(100)).await;
        let call = next.await.unwrap();
        answer(&node, call).await;
    });
    network.run_for(MILLISECOND * 5);
    for _ in 0..20 {
        let begin = network.elapsed();
        assert_eq!(network.block_on(client.call(server.service(1), b"x")).unwrap(), b"x");
        let took = network.elapsed() - begin;
        assert!(took < MILLISECOND * 100, "{took:?}");
    }
    network.cancel(&busy);
    network.cancel(&good);
}

/// The same in `recvmsg`.
#[test]
fn a_recvmsg_that_nobody_polls_holds_up_no_news() {
    let (network, server, client) = scene(4);
    let to = Some(server.service(1));
    // A call that lives, so that there is something to wait for.
    network.block_on(client.sendmsg(99, &[], b"x", MessageFlags::MORE, to)).unwrap();
    let reader = client.clone();
    let good = network.spawn(async move {
        while let Ok((message, data)) = reader.recvmsg(MessageFlags::empty()).await {
            assert!(message.is_end());
            if data == b"last" {
                return;
            }
        }
    });
    network.run_for(MILLISECOND);
    let node = client.clone();
    let busy = network.spawn(async move {
        let mut next = pin!(node.recvmsg(MessageFlags::empty()));
        let timer = pin!(node.sleep(MILLISECOND));
        let Either::Right(((), _)) = select(next.as_mut(), timer).await else {
            panic!("there was nothing to tell")
        };
        node.sleep(Duration::from_secs(100)).await;
        next.await.unwrap();
    });
    network.run_for(MILLISECOND * 5);
    network.block_on(client.sendmsg_last(1, b"last", to)).unwrap();
    network.run_for(MILLISECOND * 100);
    assert!(good.is_done());
    network.cancel(&busy);
}
