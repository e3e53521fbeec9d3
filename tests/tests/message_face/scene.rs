//! Two nodes that speak through the message face.

use rxrpc_core::{
    Control, MessageError, MessageFlags, ReceivedMessage, ServiceAddress, ServiceId, UserCallId,
};
use rxrpc_tests::network::{Network, Node};
use std::collections::BTreeMap;
use std::task::Poll;

pub(crate) const NONE: MessageFlags = MessageFlags::empty();
pub(crate) const MORE: MessageFlags = MessageFlags::MORE;
pub(crate) const EOR: MessageFlags = MessageFlags::EOR;
pub(crate) const PEEK: MessageFlags = MessageFlags::PEEK;
pub(crate) const DONTWAIT: MessageFlags = MessageFlags::DONTWAIT;

/// What `recvmsg` gave.
pub(crate) type Received = Result<(ReceivedMessage, Vec<u8>), MessageError>;

/// A listening server and a client with four slots to it.
pub(crate) struct Pair {
    pub(crate) network: Network,
    pub(crate) server: Node,
    pub(crate) client: Node,
}

impl Pair {
    /// Service 1 is bound and listens; nothing is charged.
    pub(crate) fn new() -> Self {
        let pair = Self::bound();
        pair.server.socket.listen(16).expect("a small backlog");
        pair
    }

    /// The same with calls that are announced, two at most.
    pub(crate) fn announcing() -> Self {
        let pair = Self::bound();
        pair.server.socket.listen_with_announcements(2).expect("a small backlog");
        pair
    }

    /// Service 1 is bound and does not listen.
    pub(crate) fn bound() -> Self {
        let network = Network::new(3);
        let server = network.node();
        let client = network.node_with(|config| config.connections_per_bundle = 1);
        server.socket.bind(ServiceId(1)).expect("a free service");
        Self { network, server, client }
    }

    /// The same with these IDs charged.
    pub(crate) fn charged(ids: &[u64]) -> Self {
        let pair = Self::new();
        for id in ids {
            let charged = pair.now_or_never(pair.server.command(*id, Control::ChargeAccept));
            assert_eq!(charged, Ok(()));
        }
        pair
    }

    /// A service that answers every call with its request, once it is whole.
    pub(crate) fn echoing() -> Self {
        let pair = Self::new();
        let server = pair.server.clone();
        pair.network.spawn(async move { echo(&server).await });
        pair
    }

    pub(crate) fn target(&self) -> Option<ServiceAddress> {
        Some(self.server.service(1))
    }

    /// The result of what must not wait.
    pub(crate) fn now_or_never<T>(&self, verb: impl Future<Output = T>) -> T {
        match self.network.poll_once(verb) {
            Poll::Ready(result) => result,
            Poll::Pending => panic!("it waits\n{}", self.network.describe()),
        }
    }

    /// Begins a call with a whole request.
    pub(crate) fn request(&self, id: u64, data: &[u8]) {
        let sent = self.now_or_never(self.client.sendmsg_last(id, data, self.target()));
        assert_eq!(sent, Ok(data.len()));
    }

    /// The next message of a node.
    pub(crate) fn next(&self, node: &Node) -> Message {
        Message::of(self.network.block_on(node.recvmsg(NONE)))
    }

    /// Nothing is left to receive.
    pub(crate) fn assert_silent(&self, node: &Node) {
        let received = self.now_or_never(node.recvmsg(DONTWAIT));
        assert_eq!(received, Err(MessageError::WouldBlock));
    }
}

/// Serves everything that comes to a listening node.
pub(crate) async fn echo(server: &Node) {
    let mut requests: BTreeMap<UserCallId, Vec<u8>> = BTreeMap::new();
    for id in 1000..1008 {
        server.command(id, Control::ChargeAccept).await.expect("room in the backlog");
    }
    let mut next = 1008;
    while let Ok((message, data)) = server.recvmsg(NONE).await {
        let id = message.call.expect("every message is of a call");
        if message.is_end() {
            requests.remove(&id);
            continue;
        }
        requests.entry(id).or_default().extend_from_slice(&data);
        if !message.flags.contains(MORE) {
            let request = requests.remove(&id).unwrap_or_default();
            server.command(next, Control::ChargeAccept).await.expect("room in the backlog");
            next += 1;
            let _ = server.sendmsg_last(id.0, &request, None).await;
        }
    }
}

/// A received message in short.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) call: Option<u64>,
    pub(crate) data: Vec<u8>,
    pub(crate) flags: MessageFlags,
    pub(crate) control: Option<Control>,
}

impl Message {
    pub(crate) fn of(received: Received) -> Self {
        let (message, data) = received.expect("a message");
        assert_eq!(message.bytes, data.len());
        let call = message.call.map(|id| id.0);
        Self { call, data, flags: message.flags, control: message.control.first().cloned() }
    }

    /// Data of a call.
    pub(crate) fn data(call: u64, data: &[u8], flags: MessageFlags) -> Self {
        Self { call: Some(call), data: data.to_vec(), flags, control: None }
    }

    /// The last message of a call that did not end with data.
    pub(crate) fn end(call: u64, control: Control) -> Self {
        Self { call: Some(call), data: Vec::new(), flags: EOR, control: Some(control) }
    }
}
