//! What several modules need.

use rxrpc_core::wire::{AckReason, Body, Packet, PacketType};
use rxrpc_core::{
    AddressFamily, Config, Control, Endpoint, MessageError, MessageFlags, MessageSocket,
    ReceivedMessage, SendMessage, ServiceAddress, ServiceId, UserCallId,
};
use rxrpc_tests::network::{Forge, Hostile, Network, Node};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

pub(crate) const NONE: MessageFlags = MessageFlags::empty();
pub(crate) const MORE: MessageFlags = MessageFlags::MORE;
pub(crate) const DONTWAIT: MessageFlags = MessageFlags::DONTWAIT;
pub(crate) const MILLISECOND: Duration = Duration::from_millis(1);

/// One poll, then the future is dropped.
pub(crate) fn poll_now<F: Future>(verb: F) -> Poll<F::Output> {
    pin!(verb).poll(&mut Context::from_waker(Waker::noop()))
}

/// The result of what must not wait.
pub(crate) fn now_or_never<F: Future>(verb: F) -> F::Output {
    match poll_now(verb) {
        Poll::Ready(result) => result,
        Poll::Pending => panic!("it waits"),
    }
}

/// An endpoint for threads, without a network: packets are handed in, and what comes out is lost.
pub(crate) fn lone_endpoint() -> Arc<Endpoint> {
    let mut config = Config::default();
    config.seed = Some(5);
    Endpoint::new(config, AddressFamily::V4).expect("the settings are in range")
}

/// Where packets for a lone endpoint come from.
pub(crate) fn somebody() -> SocketAddr {
    ([10, 0, 0, 7], 7007).into()
}

/// Lets a client answer the PING that its endpoint has for it, so that its address is proven.
pub(crate) fn prove(endpoint: &Endpoint, forge: &Forge) {
    prove_from(endpoint, somebody(), forge);
}

/// [`prove`] for a client at another address.
pub(crate) fn prove_from(endpoint: &Endpoint, client: SocketAddr, forge: &Forge) {
    let mut buffer = Vec::new();
    while endpoint.poll_transmit(Instant::now(), 1, &mut buffer).is_some() {
        let packet = Packet::parse(&buffer).expect("endpoints send packets");
        if matches!(packet.body, Body::Ack(ack) if ack.reason == AckReason::Ping) {
            let answer = forge.serial(1 << 20).ping_response(packet.header.serial);
            endpoint.handle_datagram(Instant::now(), client, &answer);
        }
        buffer.clear();
    }
}

/// Throws away what an endpoint has to send.
pub(crate) fn drain(endpoint: &Endpoint) {
    let mut buffer = Vec::new();
    while endpoint.poll_transmit(Instant::now(), 16, &mut buffer).is_some() {
        buffer.clear();
    }
}

/// A socket of a lone endpoint that listens for service 1.
pub(crate) fn lone_listener(backlog: usize) -> MessageSocket {
    let socket = lone_endpoint().message_socket();
    socket.bind(ServiceId(1)).expect("a free service");
    socket.listen(backlog).expect("a backlog in range");
    socket
}

/// `sendmsg` on a socket without a network.
pub(crate) fn command(
    socket: &MessageSocket,
    id: u64,
    command: Control,
) -> Result<(), MessageError> {
    let control = [Control::UserCallId(UserCallId(id)), command];
    let message = SendMessage::new(b"", &control);
    now_or_never(socket.sendmsg(Instant::now(), &message, &mut 0))
}

/// `recvmsg` without waiting, on a socket without a network.
pub(crate) fn receive(
    socket: &MessageSocket,
    buffer: &mut [u8],
    flags: MessageFlags,
) -> Result<ReceivedMessage, MessageError> {
    now_or_never(socket.recvmsg(buffer, flags | DONTWAIT))
}

/// A client with four slots, and a service in a test's hand.
pub(crate) struct Scene {
    pub(crate) network: Network,
    pub(crate) client: Node,
    pub(crate) service: Hostile,
}

impl Scene {
    pub(crate) fn new() -> Self {
        Self::with(|config| config.connections_per_bundle = 1)
    }

    pub(crate) fn with(settings: impl FnOnce(&mut Config)) -> Self {
        let network = Network::new(4);
        let client = network.node_with(settings);
        let service = network.hostile();
        Self { network, client, service }
    }

    pub(crate) fn target(&self) -> ServiceAddress {
        ServiceAddress::new(self.service.address(), ServiceId(1))
    }

    /// Sends a whole request as call `id`, which gets a slot at once.
    pub(crate) fn request(&self, id: u64) {
        let sent = now_or_never(self.client.sendmsg_last(id, b"question", Some(self.target())));
        assert_eq!(sent, Ok(8));
    }

    /// The requests that came, as their answers would begin.
    pub(crate) fn requests(&self) -> Vec<Forge> {
        self.network.run_for(5 * MILLISECOND);
        let seen = self.service.take();
        let data = seen.iter().filter(|seen| seen.kind() == PacketType::Data);
        data.map(|seen| Forge::answering(&seen.packet().header)).collect()
    }

    /// Sends a packet to the client and says what came back.
    pub(crate) fn ask(&self, packet: &[u8]) -> Vec<rxrpc_tests::network::Seen> {
        self.service.ask(self.client.address(), packet)
    }

    /// What `recvmsg` has to tell now.
    pub(crate) fn told(&self) -> Result<(ReceivedMessage, Vec<u8>), MessageError> {
        now_or_never(self.client.recvmsg(DONTWAIT))
    }
}

/// A listening node, with these IDs charged, for service 1.
pub(crate) fn listening(network: &Network, ids: std::ops::Range<u64>) -> Node {
    let server = network.node();
    server.socket.bind(ServiceId(1)).expect("a free service");
    server.socket.listen(100).expect("a small backlog");
    for id in ids {
        now_or_never(server.command(id, Control::ChargeAccept)).expect("room in the backlog");
    }
    server
}
