//! `rxrpc-sync`, with its threads and its socket, as a front of scripts.
//!
//! Holds: [`SyncFront`], its call and its tasks. Must not know: any script, what lies between the sockets.
//!
//! The verbs block inside, so a script's future is ready at its first poll; each task is a thread.

use super::front::{Front, FrontCall, ROOM};
use rxrpc_core::{
    AbortCode, CallError, CallOptions, Control, MessageError, MessageFlags, ReceivedMessage,
    SendMessage, ServiceAddress, ServiceId, UserCallId,
};
use rxrpc_sync::{Call, Endpoint, MessageSocket};
use std::panic::resume_unwind;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Runs a script on verbs that block.
///
/// # Panics
///
/// If the script waits by other means than its front's verbs.
pub fn run<F: Future>(script: F) -> F::Output {
    match pin!(script).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("a script waits for something that is not a verb of its front"),
    }
}

/// A blocking endpoint.
#[derive(Clone, Debug)]
pub struct SyncFront {
    /// The endpoint itself.
    pub endpoint: Endpoint,
    socket: MessageSocket,
}

impl SyncFront {
    /// An endpoint, and an AF_RXRPC socket of it.
    #[must_use]
    pub fn new(endpoint: Endpoint) -> Self {
        let socket = endpoint.message_socket();
        Self { endpoint, socket }
    }
}

/// A call of it.
#[derive(Debug)]
pub struct SyncCall(Call);

impl FrontCall for SyncCall {
    async fn send(&mut self, data: &[u8], last: bool) -> Result<(), CallError> {
        if last { self.0.send_last(data) } else { self.0.send(data) }
    }

    async fn receive(&mut self) -> Result<Option<Vec<u8>>, CallError> {
        Ok(self.0.recv_bytes()?.map(|piece| piece.to_vec()))
    }

    fn abort(&mut self, code: AbortCode) {
        self.0.abort(code);
    }
}

impl Front for SyncFront {
    type Call = SyncCall;
    type Task = JoinHandle<()>;

    async fn open(
        &self,
        to: ServiceAddress,
        deadline: Option<Duration>,
    ) -> Result<SyncCall, CallError> {
        let mut options = CallOptions::new();
        options.hard_timeout = deadline;
        self.endpoint.call_with(to, &options).map(SyncCall)
    }

    fn serve<H, F>(&self, service: ServiceId, handler: H) -> Result<(), String>
    where
        H: Fn(Self, SyncCall) -> F + Send + Sync + 'static,
        F: Future<Output = ()> + 'static,
    {
        let incoming = self.endpoint.incoming(service).map_err(|error| error.to_string())?;
        let (front, handler) = (self.clone(), Arc::new(handler));
        thread::spawn(move || {
            while let Ok(call) = incoming.accept() {
                let (front, handler) = (front.clone(), handler.clone());
                thread::spawn(move || run(handler(front, SyncCall(call))));
            }
        });
        Ok(())
    }

    fn listen(&self, service: ServiceId, backlog: usize) -> Result<(), String> {
        self.socket.bind(service).map_err(|error| error.to_string())?;
        self.socket.listen(backlog).map_err(|error| error.to_string())
    }

    async fn sendmsg(
        &self,
        id: u64,
        control: &[Control],
        data: &[u8],
        flags: MessageFlags,
        to: Option<ServiceAddress>,
    ) -> Result<usize, MessageError> {
        let mut all = vec![Control::UserCallId(UserCallId(id))];
        all.extend_from_slice(control);
        self.socket.sendmsg(&SendMessage::new(data, &all).to(to).flags(flags))
    }

    async fn recvmsg(
        &self,
        flags: MessageFlags,
    ) -> Result<(ReceivedMessage, Vec<u8>), MessageError> {
        let mut buffer = vec![0; ROOM];
        let message = self.socket.recvmsg(&mut buffer, flags)?;
        buffer.truncate(message.bytes);
        Ok((message, buffer))
    }

    async fn sleep(&self, time: Duration) {
        thread::sleep(time);
    }

    fn spawn<J, F>(&self, job: J) -> JoinHandle<()>
    where
        J: FnOnce(Self) -> F + Send + 'static,
        F: Future<Output = ()> + 'static,
    {
        let front = self.clone();
        thread::spawn(move || run(job(front)))
    }

    async fn join(&self, task: JoinHandle<()>) {
        if let Err(panic) = task.join() {
            resume_unwind(panic);
        }
    }
}
