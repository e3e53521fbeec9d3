//! A thousand calls on one message socket, none of which is waited for.

use rxrpc_sync::{
    Control, MessageError, MessageFlags, MessageSocket, SendMessage, ServiceAddress, SocketEvent,
    UserCallId,
};
use std::error::Error;

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The calls of a client.
pub(crate) struct Client {
    socket: MessageSocket,
    service: ServiceAddress,
    calls: u64,
    begun: u64,
    ended: u64,
    bytes: usize,
}

impl Client {
    /// One that is to make so many calls.
    pub(crate) fn new(socket: MessageSocket, service: ServiceAddress, calls: u64) -> Self {
        Self { socket, service, calls, begun: 0, ended: 0, bytes: 0 }
    }

    pub(crate) fn is_done(&self) -> bool {
        self.ended == self.calls
    }

    pub(crate) fn ended(&self) -> u64 {
        self.ended
    }

    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Begins as many calls as there are slots for. The EAGAIN for want of one has the socket tell of the next.
    pub(crate) fn begin_calls(&mut self) -> Result<()> {
        while self.begun < self.calls {
            let control = [Control::UserCallId(UserCallId(self.begun))];
            let message = SendMessage::new(b"a request", &control).to(self.service);
            match self.socket.sendmsg(&message.flags(MessageFlags::DONTWAIT)) {
                Ok(_) => self.begun += 1,
                Err(MessageError::WouldBlock) => break,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Does what there is to be done, until nothing is.
    pub(crate) fn work(&mut self) -> Result<()> {
        loop {
            match self.socket.try_next_event() {
                Ok(SocketEvent::Receive) => self.receive()?,
                Ok(SocketEvent::SlotFree(_)) => self.begin_calls()?,
                // Requests of this client are small.
                Ok(_) => {}
                Err(MessageError::WouldBlock) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn receive(&mut self) -> Result<()> {
        let mut buf = [0; 1500];
        loop {
            match self.socket.recvmsg(&mut buf, MessageFlags::DONTWAIT) {
                Ok(message) => {
                    self.bytes += message.bytes;
                    if message.is_end() {
                        self.ended += 1;
                    }
                    if let Some(end) = message.control.first() {
                        return Err(format!("call {:?} ended: {end:?}", message.call).into());
                    }
                }
                Err(MessageError::WouldBlock) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }
}
