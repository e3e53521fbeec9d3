//! The two scenes of these tests: a service with a hostile client, and a client with a hostile service.

use rxrpc_core::wire::{AbortCode, Flags, Header, PacketType};
use rxrpc_core::{CallError, Config, ServiceAddress, ServiceId};
use rxrpc_tests::network::{Forge, Hostile, Network, Node, Seen, Task};
use std::cell::Cell;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Duration;

/// The service that is offered.
pub(crate) const SERVICE: u16 = 1;

/// A service that echoes, counts what it runs, and is at somebody's mercy.
pub(crate) struct Service {
    pub(crate) network: Network,
    pub(crate) server: Node,
    pub(crate) hostile: Hostile,
    runs: Rc<Cell<u32>>,
}

impl Service {
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    pub(crate) fn with(settings: impl FnOnce(&mut Config)) -> Self {
        let network = Network::new(1);
        let server = network.node_with(settings);
        let hostile = network.hostile();
        let runs = Rc::new(Cell::new(0));
        let counter = runs.clone();
        server.serve(SERVICE, async move |_: &Node, request| {
            counter.set(counter.get() + 1);
            request
        });
        Self { network, server, hostile, runs }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// How many requests were run.
    pub(crate) fn runs(&self) -> u32 {
        self.runs.get()
    }

    pub(crate) fn ask(&self, datagram: &[u8]) -> Vec<Seen> {
        self.hostile.ask(self.address(), datagram)
    }

    /// A whole call by hand, the reply acknowledged.
    pub(crate) fn whole_call(&self, forge: Forge) {
        let answers = self.ask(&forge.last(b"hello"));
        assert!(answers.iter().any(|seen| seen.kind() == PacketType::Data), "{answers:?}");
        let serial = forge.header.serial.0 + 1;
        let ack = forge.serial(serial).ack(rxrpc_core::wire::AckReason::Idle, 2, &[]);
        assert_eq!(self.ask(&ack), []);
    }

    /// An honest call still works.
    pub(crate) fn assert_serves(&self) {
        let client = self.network.node();
        let reply = self.network.block_on(client.call(self.server.service(SERVICE), b"fine"));
        assert_eq!(reply, Ok(b"fine".to_vec()));
    }
}

/// A client whose call goes to a hostile service.
pub(crate) struct Client {
    pub(crate) network: Network,
    pub(crate) client: Node,
    pub(crate) hostile: Hostile,
}

impl Client {
    pub(crate) fn new() -> Self {
        let network = Network::new(2);
        let client = network.node();
        let hostile = network.hostile();
        Self { network, client, hostile }
    }

    pub(crate) fn target(&self) -> ServiceAddress {
        ServiceAddress::new(self.hostile.address(), ServiceId(SERVICE))
    }

    /// Begins a call with a request of one packet, and gives what its service would answer from.
    pub(crate) fn begin(&self) -> (Task<Result<Vec<u8>, CallError>>, Forge) {
        let (client, target) = (self.client.clone(), self.target());
        let call = self.network.spawn(async move { client.call(target, b"request").await });
        self.network.run_for(Duration::from_millis(5));
        let seen = self.hostile.take();
        let request = seen.iter().find(|seen| seen.kind() == PacketType::Data);
        let header = request.expect("the request comes").packet().header;
        (call, Forge::answering(&header))
    }

    pub(crate) fn ask(&self, datagram: &[u8]) -> Vec<Seen> {
        self.hostile.ask(self.client.address(), datagram)
    }

    /// Ends a call well.
    pub(crate) fn finish(&self, call: Task<Result<Vec<u8>, CallError>>, forge: Forge) {
        let _ = self.ask(&forge.serial(1000).last(b"reply"));
        assert_eq!(self.network.block_on(call), Ok(b"reply".to_vec()));
    }
}

/// Checks that the one answer is an ABORT outside any connection, made as OpenAFS makes it: everything
/// that names the call and its class is echoed, the direction is turned round, all else is zero.
pub(crate) fn assert_rejected(answers: &[Seen], question: &Header, code: AbortCode) {
    let [answer] = answers else { panic!("one answer expected: {answers:?}") };
    assert_eq!(answer.abort_code(), Some(code));
    assert_eq!(answer.bytes.len(), 32);
    let header = answer.packet().header;
    assert_eq!(header.epoch, question.epoch);
    assert_eq!(header.cid, question.cid);
    assert_eq!(header.call_number, question.call_number);
    assert_eq!(header.service_id, question.service_id);
    let turned = (question.flags & Flags::CLIENT_INITIATED) ^ Flags::CLIENT_INITIATED;
    assert_eq!(header.flags, turned);
    assert_eq!(header.security_index, question.security_index);
    assert_eq!((header.seq.0, header.serial.0), (0, 0));
}
