//! A thousand calls that are begun and wait. Must not know how their thread does.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rxrpc_sync::{
    Config, Control, Direction, Doorbell, Endpoint, EndpointBuilder, MessageError, MessageFlags,
    MessageSocket, PacketObserver, SendMessage, ServiceAddress, UserCallId,
};

use super::service::SERVICE;
use crate::Result;

pub(super) const CALLS: usize = 1000;

/// Calls that are begun before the loop looks at the socket again.
const AT_ONCE: usize = 16;

#[derive(Debug, Default)]
pub(super) struct Datagrams {
    sent: AtomicU64,
    received: AtomicU64,
}

impl PacketObserver for Datagrams {
    fn datagram(&self, direction: Direction, _: SocketAddr, _: &[u8]) {
        let counter = if direction == Direction::Sent { &self.sent } else { &self.received };
        counter.fetch_add(1, Ordering::Relaxed);
    }
}

/// An endpoint with a slot for each call.
pub(super) fn builder() -> (EndpointBuilder, Arc<Datagrams>) {
    let mut config = Config::default();
    config.connections_per_bundle = CALLS.div_ceil(4);
    let datagrams = Arc::new(Datagrams::default());
    let builder = Endpoint::builder().bind("127.0.0.1:0").config(config);
    (builder.observer(datagrams.clone()), datagrams)
}

pub(super) struct Client {
    socket: MessageSocket,
    datagrams: Arc<Datagrams>,
    service: ServiceAddress,
    begun: usize,
}

impl Client {
    pub(super) fn new(
        endpoint: &Endpoint,
        datagrams: Arc<Datagrams>,
        service: &str,
    ) -> Result<Self> {
        let service = ServiceAddress::new(service.parse::<SocketAddr>()?, SERVICE);
        Ok(Self { socket: endpoint.message_socket(), datagrams, service, begun: 0 })
    }

    pub(super) fn doorbell(&self) -> Result<Doorbell> {
        Ok(self.socket.doorbell()?)
    }

    /// Datagrams sent and received so far.
    pub(super) fn datagrams(&self) -> (u64, u64) {
        let Datagrams { sent, received } = &*self.datagrams;
        (sent.load(Ordering::Relaxed), received.load(Ordering::Relaxed))
    }

    /// Begins a few calls more; whether these were the last.
    pub(super) fn begin_some(&mut self) -> Result<bool> {
        for _ in 0..AT_ONCE.min(CALLS - self.begun) {
            let control = [Control::UserCallId(UserCallId(self.begun as u64))];
            let request = SendMessage::new(b"a request", &control).to(self.service);
            self.socket.sendmsg(&request.flags(MessageFlags::DONTWAIT))?;
            self.begun += 1;
        }
        Ok(self.begun == CALLS)
    }

    /// Whether the first answer has come.
    pub(super) fn is_answered(&mut self) -> Result<bool> {
        match self.socket.recvmsg(&mut [0; 100], MessageFlags::DONTWAIT) {
            Ok(message) => match message.control.first() {
                None => Ok(true),
                Some(end) => Err(format!("a call ended: {end:?}").into()),
            },
            Err(MessageError::WouldBlock) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}
