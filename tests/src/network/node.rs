//! An endpoint on the simulated network, with the verbs of its user in short.
//!
//! Holds: [`Node`]. Must not know: the network's inside.

use super::Network;
use super::clock::Clock;
use rxrpc_core::{
    Call, CallError, CallOptions, Control, Endpoint, MessageError, MessageFlags, MessageSocket,
    ReceivedMessage, SendMessage, ServiceAddress, ServiceId, UserCallId, Waiting,
};
use std::cell::Cell;
use std::net::SocketAddr;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Bytes that [`Node::recvmsg`] has room for.
const ROOM: usize = 1 << 17;

/// An endpoint with its address. Cheap to clone; all clones are the same node.
#[derive(Clone, Debug)]
pub struct Node {
    network: Network,
    address: Rc<Cell<SocketAddr>>,
    clock: Clock,
    /// The endpoint itself.
    pub endpoint: Arc<Endpoint>,
    /// An AF_RXRPC socket of it.
    pub socket: MessageSocket,
}

impl Node {
    pub(super) fn new(
        network: Network,
        address: SocketAddr,
        endpoint: Arc<Endpoint>,
        clock: Clock,
    ) -> Self {
        let socket = endpoint.message_socket();
        Self { network, address: Rc::new(Cell::new(address)), clock, endpoint, socket }
    }

    pub(super) fn clock(&self) -> &Clock {
        &self.clock
    }

    pub(super) fn move_to(&self, address: SocketAddr) {
        self.address.set(address);
    }

    /// The network that it is on.
    #[must_use]
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// Its UDP address, which [`Network::rebind`] changes.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address.get()
    }

    /// The address of a service on this node.
    #[must_use]
    pub fn service(&self, service: u16) -> ServiceAddress {
        ServiceAddress::new(self.address(), ServiceId(service))
    }

    /// The present moment by its own clock.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.network.now_at(&self.clock)
    }

    /// Waits for simulated time to pass.
    pub async fn sleep(&self, time: Duration) {
        self.network.sleep(time).await;
    }

    /// Makes a call and waits for its slot.
    ///
    /// # Errors
    ///
    /// Those of [`Endpoint::open_call`].
    pub async fn open(&self, target: ServiceAddress) -> Result<Arc<Call>, CallError> {
        self.open_with(target, &CallOptions::new()).await
    }

    /// Makes a call with options and waits for its slot.
    ///
    /// # Errors
    ///
    /// Those of [`Endpoint::open_call`].
    pub async fn open_with(
        &self,
        target: ServiceAddress,
        options: &CallOptions,
    ) -> Result<Arc<Call>, CallError> {
        self.endpoint.open_call(self.now(), target, options).await
    }

    /// Sends data that more will follow.
    ///
    /// # Errors
    ///
    /// Those of [`Endpoint::send`].
    pub async fn send_more(&self, call: &Arc<Call>, data: &[u8]) -> Result<(), CallError> {
        self.endpoint.send(call, data, true, Waiting::Allowed, &mut 0).await
    }

    /// Sends the end of the request or reply.
    ///
    /// # Errors
    ///
    /// Those of [`Endpoint::send`].
    pub async fn send_last(&self, call: &Arc<Call>, data: &[u8]) -> Result<(), CallError> {
        self.endpoint.send(call, data, false, Waiting::Allowed, &mut 0).await
    }

    /// Reads to the end of the peer's data.
    ///
    /// # Errors
    ///
    /// What ended the call instead.
    pub async fn read_all(&self, call: &Arc<Call>) -> Result<Vec<u8>, CallError> {
        let mut all = Vec::new();
        while let Some(piece) = self.endpoint.receive_bytes(call, Waiting::Allowed).await? {
            all.extend_from_slice(&piece);
        }
        Ok(all)
    }

    /// A whole call: the request out, the reply back.
    ///
    /// # Errors
    ///
    /// What ended the call instead.
    pub async fn call(&self, target: ServiceAddress, request: &[u8]) -> Result<Vec<u8>, CallError> {
        let call = self.open(target).await?;
        match self.send_last(&call, request).await {
            // A service may answer before it has read the request; it does not want the rest.
            Ok(()) | Err(CallError::WrongPhase | CallError::Ended) => {}
            Err(error) => return Err(error),
        }
        self.read_all(&call).await
    }

    /// Serves calls with `handler`, from request to reply, each in a script of its own.
    ///
    /// # Panics
    ///
    /// If the service cannot be bound.
    pub fn serve(&self, service: u16, handler: impl AsyncFn(&Node, Vec<u8>) -> Vec<u8> + 'static) {
        let incoming = self.endpoint.incoming(ServiceId(service)).expect("a free service ID");
        let (node, handler) = (self.clone(), Rc::new(handler));
        self.network.spawn(async move {
            while let Some(call) = incoming.next().await {
                let (node, handler) = (node.clone(), handler.clone());
                let network = node.network.clone();
                network.spawn(async move {
                    if let Ok(request) = node.read_all(&call).await {
                        let reply = handler(&node, request).await;
                        let _ = node.send_last(&call, &reply).await;
                    }
                    node.endpoint.release(&call);
                });
            }
        });
    }

    /// Serves calls by sending each request back.
    ///
    /// # Panics
    ///
    /// If the service cannot be bound.
    pub fn serve_echo(&self, service: u16) {
        self.serve(service, async |_: &Node, request| request);
    }

    /// Sends a message of the call `id` with more control messages, and says how much was taken.
    ///
    /// # Errors
    ///
    /// Those of [`MessageSocket::sendmsg`](rxrpc_core::MessageSocket::sendmsg).
    pub async fn sendmsg(
        &self,
        id: u64,
        control: &[Control],
        data: &[u8],
        flags: MessageFlags,
        to: Option<ServiceAddress>,
    ) -> Result<usize, MessageError> {
        let mut all = vec![Control::UserCallId(UserCallId(id))];
        all.extend_from_slice(control);
        let mut taken = 0;
        let message = SendMessage::new(data, &all).to(to).flags(flags);
        self.socket.sendmsg(self.now(), &message, &mut taken).await?;
        Ok(taken)
    }

    /// Sends a whole request as a new call `id`, or a whole reply.
    ///
    /// # Errors
    ///
    /// Those of [`MessageSocket::sendmsg`](rxrpc_core::MessageSocket::sendmsg).
    pub async fn sendmsg_last(
        &self,
        id: u64,
        data: &[u8],
        to: Option<ServiceAddress>,
    ) -> Result<usize, MessageError> {
        self.sendmsg(id, &[], data, MessageFlags::empty(), to).await
    }

    /// A message without data.
    ///
    /// # Errors
    ///
    /// Those of [`MessageSocket::sendmsg`](rxrpc_core::MessageSocket::sendmsg).
    pub async fn command(&self, id: u64, command: Control) -> Result<(), MessageError> {
        self.sendmsg(id, &[command], b"", MessageFlags::empty(), None).await.map(|_| ())
    }

    /// Receives a message and its data, 128 KiB at most.
    ///
    /// # Errors
    ///
    /// Those of [`MessageSocket::recvmsg`](rxrpc_core::MessageSocket::recvmsg).
    pub async fn recvmsg(
        &self,
        flags: MessageFlags,
    ) -> Result<(ReceivedMessage, Vec<u8>), MessageError> {
        let mut buffer = vec![0; ROOM];
        let message = self.socket.recvmsg(&mut buffer, flags).await?;
        buffer.truncate(message.bytes);
        Ok((message, buffer))
    }
}
