//! Two endpoints without sockets, each the other's network.
//!
//! Holds: [`Pair`]: whoever does something on one endpoint carries the datagrams of both, and whole calls
//! between them while timers run and onlookers look. Must not know: what a packet means.

use crate::checker::{Plan, block_on, sized, spawn};
use crate::world::{SERVICE, peer_address, small_config};
use rxrpc_core::{
    AddressFamily, Call, CallError, Control, Endpoint, Incoming, MessageError, MessageFlags,
    MessageSocket, SendMessage, ServiceAddress, ServiceId, UserCallId, Waiting,
};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub(crate) struct Pair {
    pub(crate) client: Arc<Endpoint>,
    pub(crate) service: Arc<Endpoint>,
    pub(crate) asks: MessageSocket,
    #[cfg_attr(any(rxrpc_loom, rxrpc_shuttle), expect(dead_code, reason = "used on threads"))]
    pub(crate) serves: MessageSocket,
    pub(crate) now: Instant,
}

impl Pair {
    pub(crate) fn new(slots: usize) -> Arc<Self> {
        let (config, now) = small_config(slots);
        let client =
            Endpoint::new(config.clone(), AddressFamily::V4).expect("the settings are in range");
        let service = Endpoint::new(config, AddressFamily::V4).expect("the settings are in range");
        let (asks, serves) = (client.message_socket(), service.message_socket());
        Arc::new(Self { client, service, asks, serves, now })
    }

    /// Carries datagrams until neither endpoint has any left for this thread.
    fn pump(&self, now: Instant) {
        let client_address: SocketAddr = ([10, 0, 0, 2], 7001).into();
        loop {
            let sent = carry(now, &self.client, client_address, &self.service);
            let answered = carry(now, &self.service, peer_address(), &self.client);
            if !sent && !answered {
                return;
            }
        }
    }

    pub(crate) fn run<T>(&self, verb: impl Future<Output = T>) -> T {
        let mut verb = pin!(verb);
        block_on(std::future::poll_fn(|cx| {
            let result = verb.as_mut().poll(cx);
            self.pump(self.now);
            result
        }))
    }

    /// `sendmsg` of the client.
    pub(crate) fn send_to(
        &self,
        service: ServiceId,
        id: u64,
        data: &[u8],
        flags: MessageFlags,
    ) -> Result<(), MessageError> {
        let to = Some(ServiceAddress::new(peer_address(), service));
        let control = [Control::UserCallId(UserCallId(id))];
        let message = SendMessage::new(data, &control).to(to).flags(flags);
        self.run(self.asks.sendmsg(self.now, &message, &mut 0))
    }

    /// A call of a user: the request in two messages, then one end of some call.
    fn call(&self, id: u64) {
        self.send_to(SERVICE, id, b"half", MessageFlags::MORE).unwrap();
        self.send_to(SERVICE, id, b"rest", MessageFlags::empty()).unwrap();
        let mut buffer = [0; 16];
        loop {
            let received = self.run(self.asks.recvmsg(&mut buffer, MessageFlags::empty()));
            let message = received.unwrap();
            assert_eq!(&buffer[..message.bytes], &b"halfrest"[..message.bytes]);
            if message.is_end() {
                assert_eq!(message.control.first().cloned(), None, "the call succeeds");
                return;
            }
        }
    }

    /// Serves some calls, one after the other: the reply is the request.
    fn serve(&self, incoming: &Incoming, calls: usize) {
        for _ in 0..calls {
            let call = self.run(incoming.next()).unwrap();
            self.echo(&call).unwrap();
        }
    }

    pub(crate) fn echo(&self, call: &Arc<Call>) -> Result<(), CallError> {
        let mut request = Vec::new();
        let mut buffer = [0; 5];
        loop {
            match self.run(self.service.receive(call, &mut buffer, Waiting::Allowed))? {
                0 => break,
                read => request.extend_from_slice(&buffer[..read]),
            }
        }
        self.run(self.service.send(call, &request, false, Waiting::Allowed, &mut 0))
    }
}

/// Moves what one endpoint sends to the other.
fn carry(now: Instant, from: &Endpoint, address: SocketAddr, to: &Endpoint) -> bool {
    let mut buffer = Vec::new();
    let mut any = false;
    while let Some(transmit) = from.poll_transmit(now, 4, &mut buffer) {
        let stride = transmit.segment_size.unwrap_or(transmit.size);
        to.handle_batch(now, address, &buffer, stride);
        buffer.clear();
        any = true;
    }
    any
}

/// Users make calls, others serve them, timers run, somebody looks at everything: all calls succeed, and
/// on both sides nothing is left.
fn whole_calls(slots: usize, users: usize, servers: usize, each: usize, onlookers: usize) {
    let pair = Pair::new(slots);
    let incoming = Arc::new(pair.service.incoming(SERVICE).unwrap());
    let mut threads = Vec::new();
    for id in 0..users as u64 {
        let pair = pair.clone();
        threads.push(spawn(move || pair.call(id)));
    }
    for _ in 0..servers {
        let (pair, incoming) = (pair.clone(), incoming.clone());
        threads.push(spawn(move || pair.serve(&incoming, each)));
    }
    for at in 0..onlookers {
        let pair = pair.clone();
        threads.push(spawn(move || {
            for endpoint in [&pair.client, &pair.service] {
                match at % 3 {
                    0 => endpoint.handle_timeout(pair.now + Duration::from_millis(6)),
                    1 => drop(endpoint.statistics()),
                    _ => drop(endpoint.snapshot()),
                }
            }
            pair.pump(pair.now);
        }));
    }
    for thread in threads {
        thread.join().unwrap();
    }
    let later = pair.now + Duration::from_millis(300);
    for endpoint in [&pair.client, &pair.service] {
        endpoint.handle_timeout(later);
        pair.pump(later);
    }
    for endpoint in [&pair.client, &pair.service] {
        let left = endpoint.statistics();
        assert_eq!((left.live_calls, left.slots_in_use, left.slot_waiters), (0, 0, 0));
        assert_eq!((left.ready, left.receivers, left.user_call_ids), (0, 0, 0));
        assert_eq!(left.live_service_calls, 0);
    }
    assert_eq!(pair.service.statistics().calls_received, users as u64, "each was run once");
}

#[test]
fn whole_calls_between_two_endpoints() {
    Plan::new("whole calls between two endpoints, timers and onlookers").preemptions(2).check(
        || {
            let servers = sized(1, 2, 4);
            let users = sized(1, 6, 16);
            whole_calls(sized(1, 4, 4), users, servers, users / servers, sized(1, 3, 6));
        },
    );
}
