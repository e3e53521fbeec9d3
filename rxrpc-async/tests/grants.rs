//! Futures that are granted something and then not polled, on real executors: they hold up nobody for long.

#![allow(clippy::unwrap_used)]

mod common;

use common::{echo_server, endpoint, eventually, on_every_runtime, sleep};
use futures::StreamExt;
use futures::future::{Either, select};
use futures::stream::FuturesUnordered;
use rxrpc_async::runtime::Runtime;
use rxrpc_async::{ServiceAddress, ServiceId};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

on_every_runtime!(
    requests_in_a_futures_unordered,
    a_request_on_the_side_of_a_select,
    an_accept_on_the_side_of_a_select,
);

/// Less than any silence is waited for, and far more than a hundred looks after grants take.
const SOON: Duration = Duration::from_secs(15);

/// A future that must be over soon.
async fn soon<T>(runtime: &Arc<dyn Runtime>, what: &str, future: impl Future<Output = T>) -> T {
    let timer = pin!(sleep(runtime, SOON));
    match select(pin!(future), timer).await {
        Either::Left((output, _)) => output,
        Either::Right(_) => panic!("not within {SOON:?}: {what}"),
    }
}

/// Forty requests, and one more for each that is answered, while nobody polls the others.
async fn requests_in_a_futures_unordered(runtime: Arc<dyn Runtime>) {
    let (_server, _service, to) = echo_server(&runtime);
    let client = endpoint(&runtime);
    let mut all: FuturesUnordered<_> = (0..40).map(|_| client.request(to, b"one")).collect();
    while let Some(reply) = soon(&runtime, "one of many", all.next()).await {
        assert_eq!(reply.unwrap(), b"one");
        let inner = soon(&runtime, "one more", client.request(to, b"more")).await;
        assert_eq!(inner.unwrap(), b"more");
    }
    assert_eq!(client.statistics().slot_waiters, 0);
}

/// All slots are in use but for what is granted to requests that lost a `select`.
async fn a_request_on_the_side_of_a_select(runtime: Arc<dyn Runtime>) {
    let (_server, _service, to) = echo_server(&runtime);
    let client = endpoint(&runtime);
    let mut held = Vec::new();
    for _ in 0..16 {
        held.push(client.call(to).await.unwrap());
    }
    let mut losers: Vec<_> = (0..16).map(|_| Box::pin(client.request(to, b"lost"))).collect();
    for loser in &mut losers {
        let brief = pin!(sleep(&runtime, Duration::from_millis(1)));
        assert!(matches!(select(loser, brief).await, Either::Right(_)));
    }
    // Sixteen slots come free, and each is granted to one of those.
    drop(held);
    let inner = soon(&runtime, "the other side", client.request(to, b"won")).await;
    assert_eq!(inner.unwrap(), b"won");
    for loser in losers {
        assert_eq!(soon(&runtime, "a loser", loser).await.unwrap(), b"lost");
    }
}

/// A call wakes an accept that lost a `select`, while another waits.
async fn an_accept_on_the_side_of_a_select(runtime: Arc<dyn Runtime>) {
    let server = endpoint(&runtime);
    let incoming = server.incoming(ServiceId(200)).unwrap();
    let to = ServiceAddress::new(server.local_addr(), ServiceId(200));
    let client = endpoint(&runtime);
    let mut call = client.call(to).await.unwrap();
    let accepted = async {
        let mut call = incoming.accept().await.unwrap();
        assert_eq!(call.take_request(10).await.unwrap(), b"x");
        call.send_last(b"y").await.unwrap();
    };
    let asked = async {
        let mut lost = pin!(incoming.accept());
        let brief = pin!(sleep(&runtime, Duration::from_millis(20)));
        assert!(matches!(select(lost.as_mut(), brief).await, Either::Right(_)));
        call.send_last(b"x").await.unwrap();
        assert_eq!(call.take_rest(10).await.unwrap(), b"y");
    };
    // Each is polled only when it is woken itself.
    let both: FuturesUnordered<Pin<Box<dyn Future<Output = ()>>>> =
        [Box::pin(accepted) as _, Box::pin(asked) as _].into_iter().collect();
    soon(&runtime, "the call is served", both.collect::<()>()).await;
    eventually(&runtime, "it is over", || server.statistics().live_service_calls == 0).await;
}
