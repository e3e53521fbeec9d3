//! The end of an endpoint leaves nothing of it: no task, socket, timer or memory that it shared.

#![allow(clippy::unwrap_used)]

mod common;

use common::{ECHO, Echo, eventually, localhost, on_every_runtime, pattern, poll_once, quiet};
use futures::StreamExt;
use rxrpc_async::runtime::{AsyncTimer, AsyncUdp, Readiness, Runtime, SocketRef, Task};
use rxrpc_async::{
    AbortCode, Call, CallError, Direction, Endpoint, Handler, MessageError, MessageFlags,
    PacketObserver, Refusal, Server, ServiceAddress, ServiceId,
};
use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, Weak};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

on_every_runtime!(
    dropped_handles_leave_nothing,
    dropped_handles_leave_nothing_of_a_busy_endpoint,
    drain_then_abort,
    drain_that_needs_no_abort,
    a_handler_that_never_returns,
    closed_twice,
    shut_down_by_its_own_handler,
    closed_by_a_handler,
    a_close_does_not_wait_for_held_calls,
    a_closed_endpoint_leaves_its_address_to_others,
);

/// A runtime that counts what it was asked for and is still there.
#[derive(Debug)]
struct Counted {
    runtime: Arc<dyn Runtime>,
    count: Arc<()>,
}

#[derive(Debug)]
struct CountedUdp(Box<dyn AsyncUdp>, #[expect(dead_code, reason = "counts")] Arc<()>);

struct CountedTimer(Pin<Box<dyn AsyncTimer>>, #[expect(dead_code, reason = "counts")] Arc<()>);

impl Runtime for Counted {
    fn wrap(&self, socket: UdpSocket) -> io::Result<Box<dyn AsyncUdp>> {
        Ok(Box::new(CountedUdp(self.runtime.wrap(socket)?, self.count.clone())))
    }

    fn timer(&self, at: Instant) -> Pin<Box<dyn AsyncTimer>> {
        Box::pin(CountedTimer(self.runtime.timer(at), self.count.clone()))
    }

    fn spawn(&self, task: Task) {
        let count = self.count.clone();
        self.runtime.spawn(Box::pin(async move {
            task.await;
            drop(count);
        }));
    }

    fn now(&self) -> Instant {
        self.runtime.now()
    }
}

impl AsyncUdp for CountedUdp {
    fn socket(&self) -> SocketRef<'_> {
        self.0.socket()
    }

    fn poll_ready(&self, readiness: Readiness, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.0.poll_ready(readiness, cx)
    }

    fn try_io(
        &self,
        readiness: Readiness,
        call: &mut dyn FnMut() -> io::Result<()>,
    ) -> io::Result<()> {
        self.0.try_io(readiness, call)
    }
}

impl AsyncTimer for CountedTimer {
    fn reset(mut self: Pin<&mut Self>, at: Instant) {
        self.0.as_mut().reset(at);
    }

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.0.as_mut().poll(cx)
    }
}

#[derive(Debug)]
struct Blind;

impl PacketObserver for Blind {
    fn datagram(&self, _: Direction, _: SocketAddr, _: &[u8]) {}
}

/// An endpoint of which can be told whether anything is left.
struct Watched {
    runtime: Arc<dyn Runtime>,
    /// Whatever the runtime made.
    made: Weak<()>,
    /// What the handles and the driver share holds the only other reference to it.
    shared: Weak<Blind>,
    address: SocketAddr,
}

impl Watched {
    fn endpoint(runtime: &Arc<dyn Runtime>) -> (Endpoint, Self) {
        let counted = Counted { runtime: runtime.clone(), count: Arc::new(()) };
        let (made, blind) = (Arc::downgrade(&counted.count), Arc::new(Blind));
        let shared = Arc::downgrade(&blind);
        let builder = Endpoint::builder().bind(localhost()).observer(blind);
        let endpoint = builder.build_with(Arc::new(counted)).unwrap();
        let address = endpoint.local_addr();
        (endpoint, Self { runtime: runtime.clone(), made, shared, address })
    }

    async fn is_gone(&self) {
        eventually(&self.runtime, "tasks, sockets and timers are gone", || {
            self.made.strong_count() == 0
        })
        .await;
        assert_eq!(self.shared.strong_count(), 0, "what the endpoint shared");
        assert!(UdpSocket::bind(self.address).is_ok(), "the address is free");
    }
}

fn at(endpoint: &Endpoint) -> ServiceAddress {
    ServiceAddress::new(endpoint.local_addr(), ECHO)
}

async fn dropped_handles_leave_nothing(runtime: Arc<dyn Runtime>) {
    let (server, server_watch) = Watched::endpoint(&runtime);
    let (client, client_watch) = Watched::endpoint(&runtime);
    let serving = server.serve(ECHO, 4, Echo).unwrap();
    assert_eq!(client.request(at(&server), b"x").await.unwrap(), b"x");
    drop((client, server));
    client_watch.is_gone().await;
    // The handle of the service is one of its endpoint.
    assert!(server_watch.shared.strong_count() > 0);
    drop(serving);
    server_watch.is_gone().await;
}

/// Calls of both roles, waits of every kind, and nobody says good-bye.
async fn dropped_handles_leave_nothing_of_a_busy_endpoint(runtime: Arc<dyn Runtime>) {
    let (server, server_watch) = Watched::endpoint(&runtime);
    let (client, client_watch) = Watched::endpoint(&runtime);
    let mut incoming = server.incoming(ECHO).unwrap();
    let mut call = client.call(at(&server)).await.unwrap();
    call.send(&pattern(1500)).await.unwrap();
    let served = incoming.next().await.unwrap();
    assert!(poll_once(pin!(incoming.next())).is_none());
    let body = pattern(8 << 20);
    {
        let mut big = pin!(call.send(&body));
        assert!(poll_once(big.as_mut()).is_none());
    }
    let (mut sender, receiver) = call.split();
    let mut write = futures::io::AsyncWriteExt::write(&mut sender, &body);
    while poll_once(Pin::new(&mut write)).is_some() {
        write = futures::io::AsyncWriteExt::write(&mut sender, &body);
    }
    {
        let socket = server.message_socket();
        socket.bind(ServiceId(148)).unwrap();
        socket.listen(1).unwrap();
        let mut buf = [0; 8];
        assert!(poll_once(pin!(socket.recvmsg(&mut buf, MessageFlags::empty()))).is_none());
    }
    drop((sender, receiver, client));
    client_watch.is_gone().await;
    drop((served, incoming, server));
    server_watch.is_gone().await;
}

/// Holds its call until that has ended.
struct Holds;

impl Handler for Holds {
    async fn handle(&self, mut call: Call) -> Result<(), Refusal> {
        let request = call.take_request(1 << 20).await?;
        if request == b"hold" {
            call.wait_ended().await?;
        }
        Ok(call.send(&request).await?)
    }
}

async fn drain_then_abort(runtime: Arc<dyn Runtime>) {
    let (server, watch) = Watched::endpoint(&runtime);
    let serving = server.serve(ECHO, 8, Holds).unwrap();
    let (client, client_watch) = Watched::endpoint(&runtime);
    // It proves the client's address: from here on a call has its handler at once.
    client.request(at(&server), b"first").await.unwrap();
    let mut held = client.call(at(&server)).await.unwrap();
    held.send_last(b"hold").await.unwrap();
    let mut open = client.call(at(&server)).await.unwrap();
    open.send(&pattern(1412)).await.unwrap();
    eventually(&runtime, "both are here", || server.statistics().calls_received == 3).await;
    quiet(&runtime, &server).await;

    serving.stop();
    let late = client.request(at(&server), b"late").await.unwrap_err();
    assert_eq!(late, CallError::Aborted(AbortCode::RX_INVALID_OPERATION));
    let drain = server.close(Duration::from_secs(2));
    let ends = async {
        // What is under way may end, and the rest is told of its end.
        open.abort(AbortCode(7));
        held.recv(&mut [0; 8]).await.unwrap_err()
    };
    let (_, error) = futures::future::join(drain, ends).await;
    assert_eq!(error, CallError::Aborted(AbortCode::RX_CALL_DEAD));
    let received = server.message_socket().recvmsg(&mut [0; 8], MessageFlags::empty()).await;
    assert_eq!(received, Err(MessageError::Call(CallError::Closed)));
    drop((server, serving));
    watch.is_gone().await;
    drop((held, open, client));
    client_watch.is_gone().await;
}

async fn drain_that_needs_no_abort(runtime: Arc<dyn Runtime>) {
    let (server, watch) = Watched::endpoint(&runtime);
    let serving = server.serve(ECHO, 8, Holds).unwrap();
    let (client, _client_watch) = Watched::endpoint(&runtime);
    client.request(at(&server), b"first").await.unwrap();
    let mut call = client.call(at(&server)).await.unwrap();
    call.send(&pattern(1412)).await.unwrap();
    eventually(&runtime, "it is here", || server.statistics().calls_received == 2).await;
    quiet(&runtime, &server).await;
    let drain = async {
        serving.shutdown().await;
        server.close(Duration::from_secs(3600)).await;
    };
    let ask = async {
        call.end_send().await.unwrap();
        call.take_rest(2000).await
    };
    let ((), reply) = futures::future::join(drain, ask).await;
    assert_eq!(reply, Ok(pattern(1412)));
    assert_eq!(server.statistics().live_calls, 0);
    drop(server);
    watch.is_gone().await;
}

/// Waits for what never comes, whatever becomes of its call.
struct Stuck;

impl Handler for Stuck {
    async fn handle(&self, _: Call) -> Result<(), Refusal> {
        std::future::pending().await
    }
}

async fn a_handler_that_never_returns(runtime: Arc<dyn Runtime>) {
    let (server, _watch) = Watched::endpoint(&runtime);
    let serving = server.serve(ECHO, 1, Stuck).unwrap();
    let (client, _client_watch) = Watched::endpoint(&runtime);
    let mut call = client.call(at(&server)).await.unwrap();
    call.send_last(b"x").await.unwrap();
    eventually(&runtime, "it has come", || server.statistics().calls_received == 1).await;
    // Neither the stop of the service nor the close waits for it.
    serving.stop();
    server.close(Duration::from_millis(20)).await;
    let error = call.recv(&mut [0; 8]).await.unwrap_err();
    assert_eq!(error, CallError::Aborted(AbortCode::RX_CALL_DEAD));
    assert_eq!(server.statistics().live_calls, 0);
}

async fn closed_twice(runtime: Arc<dyn Runtime>) {
    let (server, watch) = Watched::endpoint(&runtime);
    server.close(Duration::ZERO).await;
    server.close(Duration::from_secs(3600)).await;
    assert_eq!(server.call(at(&server)).await.unwrap_err(), CallError::Closed);
    drop(server);
    watch.is_gone().await;
}

/// Shuts its own service down, or closes the endpoint, and then answers.
struct Ends {
    own: Arc<Mutex<Option<Server>>>,
    endpoint: Arc<Mutex<Option<Endpoint>>>,
}

impl Handler for Ends {
    async fn handle(&self, mut call: Call) -> Result<(), Refusal> {
        let request = call.take_request(100).await?;
        let own = self.own.lock().unwrap().take();
        if let Some(own) = own {
            own.shutdown().await;
        }
        let endpoint = self.endpoint.lock().unwrap().take();
        if let Some(endpoint) = endpoint {
            endpoint.close(Duration::from_secs(3600)).await;
        }
        Ok(call.send(&request).await?)
    }
}

async fn shut_down_by_its_own_handler(runtime: Arc<dyn Runtime>) {
    let (server, watch) = Watched::endpoint(&runtime);
    let (client, _client_watch) = Watched::endpoint(&runtime);
    let own: Arc<Mutex<Option<Server>>> = Arc::default();
    let ends = Ends { own: own.clone(), endpoint: Arc::default() };
    let serving = server.serve(ECHO, 4, ends).unwrap();
    *own.lock().unwrap() = Some(serving);
    assert_eq!(client.request(at(&server), b"x").await.unwrap(), b"x");
    let late = client.request(at(&server), b"late").await.unwrap_err();
    assert_eq!(late, CallError::Aborted(AbortCode::RX_INVALID_OPERATION));
    drop(server);
    watch.is_gone().await;
}

async fn closed_by_a_handler(runtime: Arc<dyn Runtime>) {
    let (server, watch) = Watched::endpoint(&runtime);
    let (client, _client_watch) = Watched::endpoint(&runtime);
    let endpoint = Arc::new(Mutex::new(Some(server.clone())));
    let serving = server.serve(ECHO, 4, Ends { own: Arc::default(), endpoint }).unwrap();
    let error = client.request(at(&server), b"x").await.unwrap_err();
    assert_eq!(error, CallError::Aborted(AbortCode::RX_CALL_DEAD));
    serving.join().await;
    drop(server);
    watch.is_gone().await;
}

async fn a_close_does_not_wait_for_held_calls(runtime: Arc<dyn Runtime>) {
    let (server, _watch) = Watched::endpoint(&runtime);
    let (client, _client_watch) = Watched::endpoint(&runtime);
    let incoming = server.incoming(ECHO).unwrap();
    let mut call = client.call(at(&server)).await.unwrap();
    call.send_last(b"held").await.unwrap();
    let mut served = incoming.accept().await.unwrap();
    assert_eq!(served.take_request(100).await.unwrap(), b"held");
    server.close(Duration::from_secs(3600)).await;
    let error = call.wait_ended().await.unwrap_err();
    assert_eq!(error, CallError::Aborted(AbortCode::RX_CALL_DEAD));
    let _held = client.call(at(&server)).await.unwrap();
    client.close(Duration::from_secs(3600)).await;
}

/// Handles of every kind live on, and a wait of another task is under way.
async fn a_closed_endpoint_leaves_its_address_to_others(runtime: Arc<dyn Runtime>) {
    let (server, watch) = Watched::endpoint(&runtime);
    let (client, client_watch) = Watched::endpoint(&runtime);
    let serving = server.serve(ECHO, 4, Echo).unwrap();
    let incoming = server.incoming(ServiceId(148)).unwrap();
    assert_eq!(client.request(at(&server), b"x").await.unwrap(), b"x");
    let mut call = client.call(ServiceAddress::new(server.local_addr(), ServiceId(148))).await;
    let call = call.as_mut().unwrap();
    call.send_last(b"held").await.unwrap();
    let mut served = incoming.accept().await.unwrap();
    assert_eq!(served.take_request(100).await.unwrap(), b"held");
    let other = server.clone();
    let mut accept = pin!(incoming.accept());
    assert!(poll_once(accept.as_mut()).is_none());

    server.close(Duration::ZERO).await;
    let again = UdpSocket::bind(watch.address).expect("it is free");
    assert_eq!(accept.await.map(|_| ()), Err(CallError::Closed));
    let dead = CallError::Aborted(AbortCode::RX_CALL_DEAD);
    assert_eq!(call.wait_ended().await, Err(dead), "it was told before");
    let dead = CallError::LocallyAborted(AbortCode::RX_CALL_DEAD);
    assert_eq!(served.send(b"late").await, Err(dead));
    assert_eq!(other.call(at(&client)).await.unwrap_err(), CallError::Closed);
    assert_eq!(other.request(at(&client), b"x").await, Err(CallError::Closed));
    assert_eq!(other.local_addr(), watch.address);
    assert_eq!(other.statistics().live_calls, 0);
    assert!(other.system_calls().send > 0);
    // All but the runtime, which the handles hold.
    let gone = || watch.made.strong_count() == 1;
    eventually(&runtime, "tasks, sockets and timers are gone", gone).await;
    drop(again);

    // A client that holds a call.
    let _call = client.call(at(&server)).await.unwrap();
    client.close(Duration::ZERO).await;
    let again = Endpoint::builder().bind(client_watch.address);
    let again = again.build_with(runtime.clone()).expect("it is free");
    let late = client.call(at(&again)).await;
    assert_eq!(late.unwrap_err(), CallError::Closed);
    drop((serving, other));
}

/// The executor ends first: the driver is dropped with it, and what is left is told so.
#[cfg(feature = "tokio")]
#[test]
fn a_runtime_that_is_gone() {
    use rxrpc_async::runtime::TokioRuntime;
    for threads in [false, true] {
        let mut builder = if threads {
            ::tokio::runtime::Builder::new_multi_thread()
        } else {
            ::tokio::runtime::Builder::new_current_thread()
        };
        let tokio = builder.enable_all().build().unwrap();
        let runtime: Arc<dyn Runtime> = Arc::new(TokioRuntime::new(tokio.handle().clone()));
        let (server, server_watch) = Watched::endpoint(&runtime);
        let (client, client_watch) = Watched::endpoint(&runtime);
        let serving = server.serve(ECHO, 4, Stuck).unwrap();
        let mut call = tokio.block_on(async {
            let mut call = client.call(at(&server)).await.unwrap();
            call.send_last(b"x").await.unwrap();
            eventually(&runtime, "it is served", || server.statistics().live_calls == 1).await;
            call
        });
        drop(tokio);
        let received = futures::executor::block_on(call.recv(&mut [0; 8]));
        // By the close of its own endpoint, or by the drop of the handler, whichever came first.
        assert!(received.is_err(), "{received:?}");
        let refused = futures::executor::block_on(client.call(at(&server)));
        assert_eq!(refused.unwrap_err(), CallError::Closed);
        drop((call, client, serving, server));
        for watch in [client_watch, server_watch] {
            assert_eq!(watch.made.strong_count(), 0);
            assert_eq!(watch.shared.strong_count(), 0);
        }
    }
}
