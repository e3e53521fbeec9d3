//! The verbs of `rxrpc-async`, each waited for by the thread that runs the script; the driver runs on its
//! executor meanwhile.

use crate::verbs::{Call, CallResult, Endpoint, FrontEnd, Handler, Incoming, Server, Socket};
use futures::StreamExt;
use futures::executor::block_on;
use futures::io::{AsyncReadExt, AsyncWriteExt};
use rxrpc_async::runtime::Runtime;
use rxrpc_core::message::{MessageFlags, ReceivedMessage, SendMessage, UserCallId};
use rxrpc_core::observe::{PacketObserver, Snapshot, Statistics};
use rxrpc_core::{
    AbortCode, BindError, CallOptions, Config, Errno, MessageError, Refusal, ServiceAddress,
    ServiceId, SocketEvent, SocketState,
};
use rxrpc_core::{
    Arrival, CallCounters, CallIdentity, CallTimeouts, Expected, Peer, Side, Verdict,
};
use rxrpc_core::{ReceiveProgress, ReceiveSlot, SendProgress};
use std::io;
use std::io::IoSliceMut;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

pub(crate) struct Tasks(pub(crate) Arc<dyn Runtime>);

impl FrontEnd for Tasks {
    fn endpoint(
        &self,
        config: Config,
        observer: Option<Arc<dyn PacketObserver>>,
    ) -> Box<dyn Endpoint> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let mut builder = rxrpc_async::Endpoint::builder().bind(address).config(config);
        if let Some(observer) = observer {
            builder = builder.observer(observer);
        }
        Box::new(builder.build_with(self.0.clone()).unwrap())
    }
}

fn boxed(call: rxrpc_async::Call) -> Box<dyn Call> {
    Box::new(call)
}

impl rxrpc_async::Handler for Handler {
    async fn handle(&self, mut call: rxrpc_async::Call) -> Result<(), Refusal> {
        match self {
            Handler::Ignore => return Ok(()),
            Handler::AnswerUnread => return Ok(call.send(b"unread").await?),
            _ => {}
        }
        let request = call.take_request(1 << 20).await?;
        match *self {
            Handler::Ignore | Handler::AnswerUnread => {}
            Handler::Echo => call.send(&request).await?,
            Handler::EchoAndEnd => call.send_last(&request).await?,
            Handler::Refuse(code) => return Err(Refusal(code)),
            Handler::Panic if request == b"calm" => call.send(&request).await?,
            Handler::Panic => std::panic::resume_unwind(Box::new("as it was asked to")),
        }
        Ok(())
    }
}

impl Socket for rxrpc_async::MessageSocket {
    fn another_handle(&self) -> Box<dyn Socket> {
        Box::new(self.clone())
    }

    fn sendmsg(&self, message: &SendMessage<'_>) -> Result<usize, MessageError> {
        block_on(self.sendmsg(message))
    }

    fn sendmsg_timeout(
        &self,
        message: &SendMessage<'_>,
        timeout: Duration,
    ) -> Result<usize, MessageError> {
        block_on(self.sendmsg_timeout(message, timeout))
    }

    fn recvmsg(
        &self,
        buf: &mut [u8],
        flags: MessageFlags,
    ) -> Result<ReceivedMessage, MessageError> {
        block_on(self.recvmsg(buf, flags))
    }

    fn recvmsg_timeout(
        &self,
        buf: &mut [u8],
        flags: MessageFlags,
        timeout: Duration,
    ) -> Result<ReceivedMessage, MessageError> {
        block_on(self.recvmsg_timeout(buf, flags, timeout))
    }

    fn next_event(&self) -> Result<SocketEvent, MessageError> {
        block_on(self.next_event())
    }

    fn next_event_timeout(&self, timeout: Duration) -> Result<SocketEvent, MessageError> {
        block_on(self.next_event_timeout(timeout))
    }

    fn try_next_event(&self) -> Result<SocketEvent, MessageError> {
        self.try_next_event()
    }

    fn release_id(&self, id: UserCallId) -> Result<(), MessageError> {
        self.release_id(id)
    }

    fn recvmsg_counted(
        &self,
        buf: &mut [u8],
        flags: MessageFlags,
        progress: &mut ReceiveProgress,
    ) -> Result<ReceivedMessage, MessageError> {
        block_on(self.recvmsg_counted(buf, flags, progress))
    }

    fn recvmsg_vectored(
        &self,
        bufs: &mut [IoSliceMut<'_>],
        flags: MessageFlags,
    ) -> Result<ReceivedMessage, MessageError> {
        block_on(self.recvmsg_vectored(bufs, flags))
    }

    fn recvmsg_bytes(
        &self,
        limit: usize,
        flags: MessageFlags,
    ) -> Result<(ReceivedMessage, Vec<u8>), MessageError> {
        let mut pieces = Vec::new();
        let received = block_on(self.recvmsg_bytes(&mut pieces, limit, flags))?;
        Ok((received, pieces.concat()))
    }

    fn sendmmsg(&self, messages: &[SendMessage<'_>]) -> Result<SendProgress, MessageError> {
        block_on(self.sendmmsg(messages))
    }

    fn sendmmsg_counted(
        &self,
        messages: &[SendMessage<'_>],
        progress: &mut SendProgress,
    ) -> Result<(), MessageError> {
        block_on(self.sendmmsg_counted(messages, progress))
    }

    fn recvmmsg(
        &self,
        slots: &mut [ReceiveSlot<'_>],
        flags: MessageFlags,
    ) -> Result<usize, MessageError> {
        block_on(self.recvmmsg(slots, flags))
    }

    fn recvmmsg_timeout(
        &self,
        slots: &mut [ReceiveSlot<'_>],
        flags: MessageFlags,
        timeout: Duration,
    ) -> Result<usize, MessageError> {
        block_on(self.recvmmsg_timeout(slots, flags, timeout))
    }

    fn recvmmsg_counted(
        &self,
        slots: &mut [ReceiveSlot<'_>],
        flags: MessageFlags,
        received: &mut usize,
    ) -> Result<(), MessageError> {
        block_on(self.recvmmsg_counted(slots, flags, received))
    }

    fn connect(&self, to: ServiceAddress) -> Result<(), MessageError> {
        self.connect(to)
    }

    fn bind(&self, service: ServiceId) -> Result<(), MessageError> {
        self.bind(service)
    }

    fn listen(&self, backlog: usize) -> Result<(), MessageError> {
        self.listen(backlog)
    }

    fn listen_with_announcements(&self, backlog: usize) -> Result<(), MessageError> {
        self.listen_with_announcements(backlog)
    }

    fn bind_at(&self, at: ServiceAddress) -> Result<(), MessageError> {
        self.bind_at(at)
    }

    fn set_upgradeable_service(&self, from: ServiceId, to: ServiceId) -> Result<(), MessageError> {
        self.set_upgradeable_service(from, to)
    }

    fn upgradeable_service(&self) -> Option<(ServiceId, ServiceId)> {
        self.upgradeable_service()
    }

    fn shutdown(&self) -> Result<(), MessageError> {
        self.shutdown()
    }

    fn close(&self) {
        self.close();
    }

    fn set_receive_timeout(&self, limit: Option<Duration>) {
        self.set_receive_timeout(limit);
    }

    fn receive_timeout(&self) -> Option<Duration> {
        self.receive_timeout()
    }

    fn set_send_timeout(&self, limit: Option<Duration>) {
        self.set_send_timeout(limit);
    }

    fn send_timeout(&self) -> Option<Duration> {
        self.send_timeout()
    }

    fn set_exclusive_connection(&self) -> Result<(), MessageError> {
        self.set_exclusive_connection()
    }

    fn exclusive_connection(&self) -> bool {
        self.exclusive_connection()
    }

    fn supported_control(&self) -> u32 {
        self.supported_control()
    }

    fn take_error(&self) -> Option<Errno> {
        self.take_error()
    }

    fn state(&self) -> SocketState {
        self.state()
    }

    fn services(&self) -> Vec<ServiceId> {
        self.services()
    }

    fn default_destination(&self) -> Option<ServiceAddress> {
        self.default_destination()
    }
}

impl Endpoint for rxrpc_async::Endpoint {
    fn another_handle(&self) -> Box<dyn Endpoint> {
        Box::new(self.clone())
    }

    fn local_addr(&self) -> SocketAddr {
        self.local_addr()
    }

    fn call_with(&self, to: ServiceAddress, options: &CallOptions) -> CallResult<Box<dyn Call>> {
        block_on(self.call_with(to, options)).map(boxed)
    }

    fn call(&self, to: ServiceAddress) -> CallResult<Box<dyn Call>> {
        block_on(self.call(to)).map(boxed)
    }

    fn try_call(&self, to: ServiceAddress) -> CallResult<Box<dyn Call>> {
        self.try_call(to).map(boxed)
    }

    fn begin_call(&self, to: ServiceAddress, options: &CallOptions) -> CallResult<Box<dyn Call>> {
        self.begin_call(to, options).map(boxed)
    }

    fn request(&self, to: ServiceAddress, body: &[u8]) -> CallResult<Vec<u8>> {
        block_on(self.request(to, body))
    }

    fn incoming(&self, service: ServiceId) -> Result<Box<dyn Incoming>, BindError> {
        Ok(Box::new(self.incoming(service)?))
    }

    fn serve(
        &self,
        service: ServiceId,
        most: usize,
        handler: Handler,
    ) -> Result<Box<dyn Server>, BindError> {
        Ok(Box::new(self.serve(service, most, handler)?))
    }

    fn upgradeable_service(&self, from: ServiceId, to: ServiceId) -> Result<(), BindError> {
        self.upgradeable_service(from, to)
    }

    fn message_socket(&self) -> Box<dyn Socket> {
        Box::new(self.message_socket())
    }

    fn peer(&self, address: SocketAddr) -> CallResult<Peer> {
        self.peer(address)
    }

    fn ask_version(&self, peer: SocketAddr, limit: Duration) -> CallResult<String> {
        block_on(self.ask_version(peer, limit))
    }

    fn statistics(&self) -> Statistics {
        self.statistics()
    }

    fn snapshot(&self) -> Snapshot {
        self.snapshot()
    }

    fn close(&self, grace: Duration) {
        let _outcome = block_on(self.close(grace));
    }
}

impl Call for rxrpc_async::Call {
    fn send(&mut self, data: &[u8]) -> CallResult<()> {
        block_on(self.send(data))
    }

    fn send_counted(&mut self, data: &[u8], taken: &mut usize) -> CallResult<()> {
        block_on(self.send_counted(data, taken))
    }

    fn send_last(&mut self, data: &[u8]) -> CallResult<()> {
        block_on(self.send_last(data))
    }

    fn end_send(&mut self) -> CallResult<()> {
        block_on(self.end_send())
    }

    fn recv(&mut self, buf: &mut [u8]) -> CallResult<usize> {
        block_on(self.recv(buf))
    }

    fn try_recv(&mut self, buf: &mut [u8]) -> CallResult<usize> {
        self.try_recv(buf)
    }

    fn recv_bytes(&mut self) -> CallResult<Option<usize>> {
        Ok(block_on(self.recv_bytes())?.map(|piece| piece.len()))
    }

    fn recv_many(&mut self, limit: usize) -> CallResult<Vec<u8>> {
        let mut pieces = Vec::new();
        let count = block_on(self.recv_many(&mut pieces, limit))?;
        let data = pieces.concat();
        assert_eq!((data.len(), data.len().min(limit)), (count, count), "it says what it gives");
        Ok(data)
    }

    fn recv_exact(&mut self, buf: &mut [u8], expected: Expected) -> CallResult<Verdict> {
        block_on(self.recv_exact(buf, expected))
    }

    fn recv_exact_counted(
        &mut self,
        buf: &mut [u8],
        filled: &mut usize,
        expected: Expected,
    ) -> CallResult<Verdict> {
        block_on(self.recv_exact_counted(buf, filled, expected))
    }

    fn try_recv_exact(
        &mut self,
        buf: &mut [u8],
        filled: &mut usize,
        expected: Expected,
    ) -> CallResult<Verdict> {
        self.try_recv_exact(buf, filled, expected)
    }

    fn take_rest(&mut self, limit: usize) -> CallResult<Vec<u8>> {
        block_on(self.take_rest(limit))
    }

    fn take_request(&mut self, limit: usize) -> CallResult<Vec<u8>> {
        block_on(self.take_request(limit))
    }

    fn write_all(&mut self, data: &[u8]) -> io::Result<()> {
        block_on(AsyncWriteExt::write_all(self, data))
    }

    fn flush(&mut self) -> io::Result<()> {
        block_on(AsyncWriteExt::flush(self))
    }

    fn read_to_end(&mut self) -> io::Result<Vec<u8>> {
        let mut all = Vec::new();
        block_on(AsyncReadExt::read_to_end(self, &mut all))?;
        Ok(all)
    }

    fn abort(&self, code: AbortCode) {
        self.abort(code);
    }

    fn notify_with(&self, notify: Box<dyn Fn() + Send + Sync>) {
        self.notify_with(notify);
    }

    fn notify_no_more(&self) {
        self.notify_no_more();
    }

    fn abort_for(&self, code: AbortCode, reason: &'static str) -> bool {
        self.abort_for(code, reason)
    }

    fn is_alive(&self) -> bool {
        self.is_alive()
    }

    fn smoothed_rtt(&self) -> Option<Duration> {
        self.smoothed_rtt()
    }

    fn discard_rest(&mut self) -> CallResult<u64> {
        block_on(self.discard_rest())
    }

    fn wait_ended(&self) -> CallResult<()> {
        block_on(self.wait_ended())
    }

    fn sent_all(&self) -> CallResult<()> {
        block_on(self.sent_all())
    }

    fn on_sent_all(&self, told: Box<dyn FnOnce() + Send>) {
        self.on_sent_all(told);
    }

    fn set_transmit_length(&mut self, bytes: u64) -> CallResult<()> {
        block_on(self.set_transmit_length(bytes))
    }

    fn set_call_timeouts(&self, timeouts: &CallTimeouts) {
        self.set_call_timeouts(timeouts);
    }

    fn set_timeout(&mut self, timeout: Option<Duration>) {
        self.set_timeout(timeout);
    }

    fn side(&self) -> Side {
        self.side()
    }

    fn peer(&self) -> SocketAddr {
        self.peer()
    }

    fn service(&self) -> ServiceId {
        self.service()
    }

    fn peer_handle(&self) -> Peer {
        self.peer_handle()
    }

    fn counters(&self) -> CallCounters {
        self.counters()
    }

    fn identity(&self) -> Option<CallIdentity> {
        self.identity()
    }

    fn slot_wait(&self) -> Duration {
        self.slot_wait()
    }
}

impl Incoming for rxrpc_async::Incoming {
    fn service(&self) -> ServiceId {
        self.service()
    }

    fn accept(&self) -> CallResult<Box<dyn Call>> {
        block_on(self.accept()).map(boxed)
    }

    fn accept_timeout(&self, timeout: Duration) -> CallResult<Box<dyn Call>> {
        block_on(self.accept_timeout(timeout)).map(boxed)
    }

    fn notify_with(&self, notify: Box<dyn Fn(Arrival) + Send + Sync>) -> bool {
        self.notify_with(notify)
    }

    fn try_accept(&self) -> Option<Box<dyn Call>> {
        self.try_accept().map(boxed)
    }

    fn next(&mut self) -> Option<Box<dyn Call>> {
        block_on(StreamExt::next(self)).map(boxed)
    }
}

impl Server for rxrpc_async::Server {
    fn stop(self: Box<Self>) {
        (*self).stop();
    }

    fn join(self: Box<Self>) {
        block_on((*self).join());
    }
}
