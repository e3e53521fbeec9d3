//! What a program can do with a front end, as traits: the script is written over these, once.
//!
//! Holds: the traits, and the few services that the script serves. Must not know: which front end it is.

use rxrpc_core::message::{MessageFlags, ReceivedMessage, SendMessage, UserCallId};
use rxrpc_core::observe::{PacketObserver, Snapshot, Statistics};
use rxrpc_core::{
    AbortCode, BindError, CallError, CallOptions, CallTimeouts, Config, Errno, MessageError,
    ServiceAddress, ServiceId, SocketEvent, SocketState,
};
use rxrpc_core::{Arrival, CallCounters, CallIdentity, Expected, Peer, Side, Verdict};
use rxrpc_core::{ReceiveProgress, ReceiveSlot, SendProgress};
use std::io::{self, IoSliceMut};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// A front end, on its executor if it needs one.
pub(crate) trait FrontEnd {
    /// An endpoint on a loopback port of its own.
    fn endpoint(
        &self,
        config: Config,
        observer: Option<Arc<dyn PacketObserver>>,
    ) -> Box<dyn Endpoint>;
}

/// What a handler of the script does with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Handler {
    /// Answers with the request.
    Echo,
    /// Answers with the request and ends the reply itself.
    EchoAndEnd,
    /// Refuses with a code.
    Refuse(AbortCode),
    /// Returns well and has not read anything.
    Ignore,
    /// Answers "unread" and has not read anything.
    AnswerUnread,
    /// Panics, except about a request "calm", which it echoes.
    Panic,
}

pub(crate) trait Endpoint: Send + Sync {
    fn another_handle(&self) -> Box<dyn Endpoint>;
    fn local_addr(&self) -> SocketAddr;
    fn call_with(&self, to: ServiceAddress, options: &CallOptions) -> CallResult<Box<dyn Call>>;
    fn call(&self, to: ServiceAddress) -> CallResult<Box<dyn Call>>;
    fn try_call(&self, to: ServiceAddress) -> CallResult<Box<dyn Call>>;
    fn begin_call(&self, to: ServiceAddress, options: &CallOptions) -> CallResult<Box<dyn Call>>;
    fn request(&self, to: ServiceAddress, body: &[u8]) -> CallResult<Vec<u8>>;
    fn incoming(&self, service: ServiceId) -> Result<Box<dyn Incoming>, BindError>;
    fn serve(
        &self,
        service: ServiceId,
        most: usize,
        handler: Handler,
    ) -> Result<Box<dyn Server>, BindError>;
    fn upgradeable_service(&self, from: ServiceId, to: ServiceId) -> Result<(), BindError>;
    fn message_socket(&self) -> Box<dyn Socket>;
    fn peer(&self, address: SocketAddr) -> CallResult<Peer>;
    fn ask_version(&self, peer: SocketAddr, limit: Duration) -> CallResult<String>;
    fn statistics(&self) -> Statistics;
    fn snapshot(&self) -> Snapshot;
    fn close(&self, grace: Duration);
}

pub(crate) trait Socket: Send + Sync {
    fn another_handle(&self) -> Box<dyn Socket>;
    fn sendmsg(&self, message: &SendMessage<'_>) -> Result<usize, MessageError>;
    fn sendmsg_timeout(
        &self,
        message: &SendMessage<'_>,
        timeout: Duration,
    ) -> Result<usize, MessageError>;
    fn recvmsg(&self, buf: &mut [u8], flags: MessageFlags)
    -> Result<ReceivedMessage, MessageError>;
    fn recvmsg_timeout(
        &self,
        buf: &mut [u8],
        flags: MessageFlags,
        timeout: Duration,
    ) -> Result<ReceivedMessage, MessageError>;
    fn next_event(&self) -> Result<SocketEvent, MessageError>;
    fn next_event_timeout(&self, timeout: Duration) -> Result<SocketEvent, MessageError>;
    fn try_next_event(&self) -> Result<SocketEvent, MessageError>;
    fn release_id(&self, id: UserCallId) -> Result<(), MessageError>;
    fn recvmsg_counted(
        &self,
        buf: &mut [u8],
        flags: MessageFlags,
        progress: &mut ReceiveProgress,
    ) -> Result<ReceivedMessage, MessageError>;
    fn recvmsg_vectored(
        &self,
        bufs: &mut [IoSliceMut<'_>],
        flags: MessageFlags,
    ) -> Result<ReceivedMessage, MessageError>;
    /// The message and its data.
    fn recvmsg_bytes(
        &self,
        limit: usize,
        flags: MessageFlags,
    ) -> Result<(ReceivedMessage, Vec<u8>), MessageError>;
    fn sendmmsg(&self, messages: &[SendMessage<'_>]) -> Result<SendProgress, MessageError>;
    fn sendmmsg_counted(
        &self,
        messages: &[SendMessage<'_>],
        progress: &mut SendProgress,
    ) -> Result<(), MessageError>;
    fn recvmmsg(
        &self,
        slots: &mut [ReceiveSlot<'_>],
        flags: MessageFlags,
    ) -> Result<usize, MessageError>;
    fn recvmmsg_timeout(
        &self,
        slots: &mut [ReceiveSlot<'_>],
        flags: MessageFlags,
        timeout: Duration,
    ) -> Result<usize, MessageError>;
    fn recvmmsg_counted(
        &self,
        slots: &mut [ReceiveSlot<'_>],
        flags: MessageFlags,
        received: &mut usize,
    ) -> Result<(), MessageError>;
    fn connect(&self, to: ServiceAddress) -> Result<(), MessageError>;
    fn bind(&self, service: ServiceId) -> Result<(), MessageError>;
    fn listen(&self, backlog: usize) -> Result<(), MessageError>;
    fn listen_with_announcements(&self, backlog: usize) -> Result<(), MessageError>;
    fn bind_at(&self, at: ServiceAddress) -> Result<(), MessageError>;
    fn set_upgradeable_service(&self, from: ServiceId, to: ServiceId) -> Result<(), MessageError>;
    fn upgradeable_service(&self) -> Option<(ServiceId, ServiceId)>;
    fn shutdown(&self) -> Result<(), MessageError>;
    fn close(&self);
    fn set_receive_timeout(&self, limit: Option<Duration>);
    fn receive_timeout(&self) -> Option<Duration>;
    fn set_send_timeout(&self, limit: Option<Duration>);
    fn send_timeout(&self) -> Option<Duration>;
    fn set_exclusive_connection(&self) -> Result<(), MessageError>;
    fn exclusive_connection(&self) -> bool;
    fn supported_control(&self) -> u32;
    fn take_error(&self) -> Option<Errno>;
    fn state(&self) -> SocketState;
    fn services(&self) -> Vec<ServiceId>;
    fn default_destination(&self) -> Option<ServiceAddress>;
}

pub(crate) type CallResult<T> = Result<T, CallError>;

pub(crate) trait Call: Send + Sync {
    fn send(&mut self, data: &[u8]) -> CallResult<()>;
    fn send_counted(&mut self, data: &[u8], taken: &mut usize) -> CallResult<()>;
    fn send_last(&mut self, data: &[u8]) -> CallResult<()>;
    fn end_send(&mut self) -> CallResult<()>;
    fn recv(&mut self, buf: &mut [u8]) -> CallResult<usize>;
    fn try_recv(&mut self, buf: &mut [u8]) -> CallResult<usize>;
    /// The length of the next piece.
    fn recv_bytes(&mut self) -> CallResult<Option<usize>>;
    /// The pieces that are there, `limit` bytes at most, together; nothing at the end.
    fn recv_many(&mut self, limit: usize) -> CallResult<Vec<u8>>;
    fn recv_exact(&mut self, buf: &mut [u8], expected: Expected) -> CallResult<Verdict>;
    fn recv_exact_counted(
        &mut self,
        buf: &mut [u8],
        filled: &mut usize,
        expected: Expected,
    ) -> CallResult<Verdict>;
    fn try_recv_exact(
        &mut self,
        buf: &mut [u8],
        filled: &mut usize,
        expected: Expected,
    ) -> CallResult<Verdict>;
    fn take_rest(&mut self, limit: usize) -> CallResult<Vec<u8>>;
    fn take_request(&mut self, limit: usize) -> CallResult<Vec<u8>>;
    fn write_all(&mut self, data: &[u8]) -> io::Result<()>;
    fn flush(&mut self) -> io::Result<()>;
    fn read_to_end(&mut self) -> io::Result<Vec<u8>>;
    fn abort(&self, code: AbortCode);
    fn notify_with(&self, notify: Box<dyn Fn() + Send + Sync>);
    fn notify_no_more(&self);
    fn abort_for(&self, code: AbortCode, reason: &'static str) -> bool;
    fn is_alive(&self) -> bool;
    fn smoothed_rtt(&self) -> Option<Duration>;
    fn discard_rest(&mut self) -> CallResult<u64>;
    fn wait_ended(&self) -> CallResult<()>;
    fn sent_all(&self) -> CallResult<()>;
    fn on_sent_all(&self, told: Box<dyn FnOnce() + Send>);
    fn set_transmit_length(&mut self, bytes: u64) -> CallResult<()>;
    fn set_call_timeouts(&self, timeouts: &CallTimeouts);
    fn set_timeout(&mut self, timeout: Option<Duration>);
    fn side(&self) -> Side;
    fn peer(&self) -> SocketAddr;
    fn peer_handle(&self) -> Peer;
    fn service(&self) -> ServiceId;
    fn counters(&self) -> CallCounters;
    fn identity(&self) -> Option<CallIdentity>;
    fn slot_wait(&self) -> Duration;
}

pub(crate) trait Incoming: Send + Sync {
    fn service(&self) -> ServiceId;
    fn accept(&self) -> CallResult<Box<dyn Call>>;
    fn accept_timeout(&self, timeout: Duration) -> CallResult<Box<dyn Call>>;
    fn try_accept(&self) -> Option<Box<dyn Call>>;
    fn notify_with(&self, notify: Box<dyn Fn(Arrival) + Send + Sync>) -> bool;
    /// The next call by way of `Iterator` or `Stream`.
    fn next(&mut self) -> Option<Box<dyn Call>>;
}

pub(crate) trait Server {
    fn stop(self: Box<Self>);
    /// Waits until the endpoint is closed.
    fn join(self: Box<Self>);
}
