//! The verbs of a call: ended once and asked for twice, discarded, aborted from elsewhere.

#![allow(clippy::unwrap_used)]

mod common;

use common::{ECHO, endpoint, eventually, on_every_runtime, poll_once};
use rxrpc_async::runtime::Runtime;
use rxrpc_async::{
    AbortCode, Call, CallError, CallOptions, CloseOutcome, Endpoint, Incoming, ServiceAddress,
};
use std::net::UdpSocket;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

on_every_runtime!(
    an_end_may_be_asked_for_twice_and_nothing_is_sent_after_it,
    a_reply_that_begins_as_the_request_ends,
    what_is_discarded_is_counted_and_the_call_ends_well,
    an_abort_handle_ends_a_wait_of_another_task,
    a_deadline_in_one_line,
    a_close_tells_whether_its_grace_was_over,
    a_task_that_waits_for_a_verb_is_small,
);

struct Pair {
    client: Endpoint,
    incoming: Incoming,
    service: ServiceAddress,
}

impl Pair {
    fn new(runtime: &Arc<dyn Runtime>) -> Self {
        let server = endpoint(runtime);
        let service = ServiceAddress::new(server.local_addr(), ECHO);
        Self { client: endpoint(runtime), incoming: server.incoming(ECHO).unwrap(), service }
    }

    /// A call of which more than a packet has come.
    async fn open(&self) -> (Call, Call) {
        let mut call = self.client.call(self.service).await.unwrap();
        call.send(&[b'q'; 2000]).await.unwrap();
        let served = self.incoming.accept().await.unwrap();
        (call, served)
    }
}

async fn an_end_may_be_asked_for_twice_and_nothing_is_sent_after_it(runtime: Arc<dyn Runtime>) {
    let pair = Pair::new(&runtime);
    let (mut call, mut served) = pair.open().await;
    assert_eq!(call.end_send().await, Ok(()));
    assert_eq!(call.end_send().await, Ok(()));
    assert_eq!(call.send(b"late").await, Err(CallError::WrongPhase));
    assert_eq!(served.take_request(2000).await.unwrap().len(), 2000);
    assert_eq!(served.send_last(b"reply").await, Ok(()));
    assert_eq!(served.end_send().await, Ok(()));
    assert_eq!(call.take_rest(100).await, Ok(b"reply".to_vec()));
    assert_eq!(served.wait_ended().await, Ok(()));
    assert_eq!([call.end_send().await, served.end_send().await], [Ok(()), Ok(())]);
    assert!(served.send(b"late").await.is_err());

    let (mut call, mut served) = pair.open().await;
    served.abort(AbortCode(7));
    assert_eq!(call.wait_ended().await, Err(CallError::Aborted(AbortCode(7))));
    assert_eq!(call.end_send().await, Err(CallError::Aborted(AbortCode(7))));
    assert_eq!(served.end_send().await, Err(CallError::LocallyAborted(AbortCode(7))));
}

async fn what_is_discarded_is_counted_and_the_call_ends_well(runtime: Arc<dyn Runtime>) {
    let pair = Pair::new(&runtime);
    let (mut call, mut served) = pair.open().await;
    let serve = async {
        assert_eq!(served.discard_rest().await, Ok(2000));
        served.send_last(&[b'r'; 70_000]).await.unwrap();
    };
    let (discarded, ()) = futures::future::join(call.discard_rest(), serve).await;
    assert_eq!(discarded, Ok(70_000));
    assert_eq!(served.wait_ended().await, Ok(()));
}

/// While another task reads; and it may outlive the call and its endpoint without keeping them.
async fn an_abort_handle_ends_a_wait_of_another_task(runtime: Arc<dyn Runtime>) {
    let pair = Pair::new(&runtime);
    let (mut call, mut served) = pair.open().await;
    let handle = call.abort_handle();
    {
        let mut reading = pin!(call.take_rest(100));
        assert!(poll_once(reading.as_mut()).is_none());
        assert_eq!(served.take_request(2000).await.unwrap().len(), 2000);
        handle.clone().abort(AbortCode(33));
        assert_eq!(reading.await, Err(CallError::LocallyAborted(AbortCode(33))));
    }
    assert_eq!(served.wait_ended().await, Err(CallError::Aborted(AbortCode(33))));
    handle.abort(AbortCode(34));
    let address = pair.client.local_addr();
    drop((call, served, pair));
    let free = || UdpSocket::bind(address).is_ok();
    eventually(&runtime, "nothing keeps the endpoint", free).await;
    handle.abort(AbortCode(35));
}

async fn a_deadline_in_one_line(runtime: Arc<dyn Runtime>) {
    let silent = UdpSocket::bind("127.0.0.1:0").unwrap();
    let service = ServiceAddress::new(silent.local_addr().unwrap(), ECHO);
    let client = endpoint(&runtime);
    let within = CallOptions::new().hard_timeout(Duration::from_millis(20));
    let timeout = client.request_with(service, &within, b"x").await.unwrap_err();
    assert_eq!(timeout, CallError::DeadlinePassed);
}

async fn a_close_tells_whether_its_grace_was_over(runtime: Arc<dyn Runtime>) {
    let server = endpoint(&runtime);
    let target = ServiceAddress::new(server.local_addr(), ECHO);
    server.serve(ECHO, 1, |_: Call| std::future::pending()).unwrap();
    let client = endpoint(&runtime);
    let mut call = client.call(target).await.unwrap();
    call.send_last(b"x").await.unwrap();
    eventually(&runtime, "it has come", || server.statistics().calls_received == 1).await;
    assert_eq!(server.close(Duration::from_millis(1)).await, CloseOutcome::GraceOver);
    assert_eq!(server.close(Duration::ZERO).await, CloseOutcome::Drained, "closed before");
    drop(call);
    assert!(client.close(Duration::from_secs(3600)).await.is_drained());
}

/// The end of the request comes while the service is finding out that it has not come.
async fn a_reply_that_begins_as_the_request_ends(runtime: Arc<dyn Runtime>) {
    let pair = Pair::new(&runtime);
    for _ in 0..500 {
        let (mut call, mut served) = pair.open().await;
        let (done, ended) = futures::channel::oneshot::channel();
        runtime.spawn(Box::pin(async move {
            call.end_send().await.unwrap();
            done.send(call).ok();
        }));
        assert_eq!(served.send_last(b"reply").await, Ok(()));
        assert_eq!(ended.await.unwrap().take_rest(10).await.unwrap(), b"reply");
    }
}

/// A thousand tasks that wait have to fit in a processor's cache. A function that takes a future by value and pins it
/// has room for it twice: three of them above each other make a send of 1 500 bytes.
async fn a_task_that_waits_for_a_verb_is_small(runtime: Arc<dyn Runtime>) {
    let pair = Pair::new(&runtime);
    let opening = size_of_val(&pair.client.call(pair.service));
    let (mut call, mut served) = pair.open().await;
    let (mut pieces, mut buffer) = (Vec::new(), [0; 8]);
    let send = size_of_val(&call.send(b"more"));
    let send_last = size_of_val(&call.send_last(b"all"));
    let recv = size_of_val(&served.recv(&mut buffer));
    let recv_many = size_of_val(&served.recv_many(&mut pieces, 1000));
    let verbs = [
        ("call", opening),
        ("send", send),
        ("send_last", send_last),
        ("recv", recv),
        ("recv_many", recv_many),
    ];
    let large: Vec<_> = verbs.iter().filter(|(_, size)| *size > 800).collect();
    assert!(large.is_empty(), "{verbs:?}");
}
