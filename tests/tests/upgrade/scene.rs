//! A client whose service is in a test's hand, and two services of which one is upgraded to the other.

use rxrpc_core::wire::{AckReason, Header, PacketType};
use rxrpc_core::{Call, CallError, CallOptions, Config, ServiceAddress, ServiceId};
use rxrpc_tests::network::{Forge, Hostile, Network, Node, Seen, Task};
use std::sync::Arc;
use std::time::Duration;

pub(crate) const FROM: u16 = 100;
pub(crate) const TO: u16 = 101;
pub(crate) const MOMENT: Duration = Duration::from_millis(5);
pub(crate) const SECOND: Duration = Duration::from_secs(1);

pub(crate) fn upgraded() -> CallOptions {
    CallOptions::new().upgrade()
}

/// A client of a service by hand.
pub(crate) struct ByHand {
    pub(crate) network: Network,
    pub(crate) client: Node,
    pub(crate) service: Hostile,
}

impl ByHand {
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    pub(crate) fn with(settings: impl FnOnce(&mut Config)) -> Self {
        let network = Network::new(11);
        let client = network.node_with(settings);
        let service = network.hostile();
        Self { network, client, service }
    }

    pub(crate) fn target(&self) -> ServiceAddress {
        ServiceAddress::new(self.service.address(), ServiceId(FROM))
    }

    pub(crate) fn open(&self, options: &CallOptions) -> Arc<Call> {
        self.network.block_on(self.client.open_with(self.target(), options)).expect("a free slot")
    }

    /// Sends a whole request.
    pub(crate) fn send(&self, call: &Arc<Call>, request: &[u8]) {
        self.network.block_on(self.client.send_last(call, request)).expect("room for it");
    }

    /// A call with a whole request that asks for an upgrade.
    pub(crate) fn ask(&self) -> Arc<Call> {
        let call = self.open(&upgraded());
        self.send(&call, b"question");
        call
    }

    /// What came in a moment.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.network.run_for(MOMENT);
        self.service.take()
    }

    /// The headers of the requests that came in a moment.
    pub(crate) fn requests(&self) -> Vec<Header> {
        let data = |seen: &Seen| seen.kind() == PacketType::Data;
        self.seen().iter().filter(|seen| data(seen)).map(|seen| seen.packet().header).collect()
    }

    /// The one request that came in a moment.
    pub(crate) fn request(&self) -> Header {
        let requests = self.requests();
        let [request] = requests[..] else { panic!("one request expected: {requests:?}") };
        request
    }

    /// Answers with an ACK of one packet, under this ID.
    pub(crate) fn acknowledge(&self, request: &Header, id: u16, serial: u32) -> Vec<Seen> {
        let forge = answering(request, id).serial(serial);
        self.answer(&forge.ack(AckReason::Requested, 2, &[]))
    }

    /// Answers with a whole reply, under this ID.
    pub(crate) fn reply(&self, request: &Header, id: u16, serial: u32) -> Vec<Seen> {
        self.answer(&answering(request, id).serial(serial).last(b"answer"))
    }

    pub(crate) fn answer(&self, datagram: &[u8]) -> Vec<Seen> {
        self.service.ask(self.client.address(), datagram)
    }

    /// How a call has ended, or `None` while it goes on.
    pub(crate) fn end(&self, call: &Arc<Call>) -> Option<Result<(), CallError>> {
        call.has_ended().then(|| call.failure().map_or(Ok(()), Err))
    }
}

/// The service's side of a request's call, under this ID.
pub(crate) fn answering(request: &Header, id: u16) -> Forge {
    Forge::answering(request).with(|header| {
        header.service_id = ServiceId(id);
        header.user_status = 0;
    })
}

/// What a packet asks, and under which ID: user status and service.
pub(crate) fn asks(header: &Header) -> (u8, u16) {
    (header.user_status, header.service_id.0)
}

/// Whether these are all DATA that ask, and the others' IDs.
pub(crate) fn all_ask(headers: &[Header]) -> Vec<(u8, u16)> {
    headers.iter().map(asks).collect()
}

/// A server whose services say their own numbers before they give the request back, and a client.
pub(crate) struct Pair {
    pub(crate) network: Network,
    pub(crate) server: Node,
    pub(crate) client: Node,
}

impl Pair {
    pub(crate) fn new(seed: u64) -> Self {
        let network = Network::new(seed);
        let (server, client) = (network.node(), network.node());
        for service in [FROM, TO] {
            server.serve(service, async move |_: &Node, request| {
                [&service.to_be_bytes()[..], &request].concat()
            });
        }
        let pair = Self { network, server, client };
        let declared = pair.server.endpoint.upgradeable_service(ServiceId(FROM), ServiceId(TO));
        assert_eq!(declared, Ok(()));
        pair
    }

    /// Begins a call to `service`. It gives which service answered, as its reply and its name say.
    pub(crate) fn begin(
        &self,
        service: u16,
        options: CallOptions,
        request: Vec<u8>,
    ) -> Task<Result<(u16, u16), CallError>> {
        let (client, target) = (self.client.clone(), self.server.service(service));
        self.network.spawn(async move {
            let call = client.open_with(target, &options).await?;
            client.send_last(&call, &request).await?;
            let reply = client.read_all(&call).await?;
            let (number, rest) = reply.split_first_chunk().expect("the service's number");
            assert_eq!(rest, request);
            Ok((u16::from_be_bytes(*number), call.service().service.0))
        })
    }

    pub(crate) fn call(
        &self,
        service: u16,
        options: CallOptions,
        request: &[u8],
    ) -> Result<(u16, u16), CallError> {
        let call = self.begin(service, options, request.to_vec());
        self.network.block_on(call)
    }
}
