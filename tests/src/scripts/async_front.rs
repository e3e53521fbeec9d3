//! `rxrpc-async` on the simulated network as a front of scripts.
//!
//! Holds: [`Front`] for [`AsyncNode`], and its call. Must not know: any script.

use super::front::{Front, FrontCall, ROOM};
use crate::network::{AsyncNode, Task};
use rxrpc_async::Call;
use rxrpc_core::{
    AbortCode, CallError, CallOptions, Control, MessageError, MessageFlags, ReceivedMessage,
    SendMessage, ServiceAddress, ServiceId, UserCallId,
};
use std::rc::Rc;
use std::time::Duration;

/// A call of an async endpoint.
#[derive(Debug)]
pub struct AsyncCall(Call);

impl FrontCall for AsyncCall {
    async fn send(&mut self, data: &[u8], last: bool) -> Result<(), CallError> {
        if last { self.0.send_last(data).await } else { self.0.send(data).await }
    }

    async fn receive(&mut self) -> Result<Option<Vec<u8>>, CallError> {
        Ok(self.0.recv_bytes().await?.map(|piece| piece.to_vec()))
    }

    fn abort(&mut self, code: AbortCode) {
        self.0.abort(code);
    }
}

impl Front for AsyncNode {
    type Call = AsyncCall;
    type Task = Task<()>;

    async fn open(
        &self,
        to: ServiceAddress,
        deadline: Option<Duration>,
    ) -> Result<AsyncCall, CallError> {
        let mut options = CallOptions::new();
        options.hard_timeout = deadline;
        self.endpoint.call_with(to, &options).await.map(AsyncCall)
    }

    fn serve<H, F>(&self, service: ServiceId, handler: H) -> Result<(), String>
    where
        H: Fn(Self, AsyncCall) -> F + Send + Sync + 'static,
        F: Future<Output = ()> + 'static,
    {
        let incoming = self.endpoint.incoming(service).map_err(|error| error.to_string())?;
        let (node, handler) = (self.clone(), Rc::new(handler));
        self.network().spawn(async move {
            while let Ok(call) = incoming.accept().await {
                node.network().spawn(handler(node.clone(), AsyncCall(call)));
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
        self.socket.sendmsg(&SendMessage::new(data, &all).to(to).flags(flags)).await
    }

    async fn recvmsg(
        &self,
        flags: MessageFlags,
    ) -> Result<(ReceivedMessage, Vec<u8>), MessageError> {
        let mut buffer = vec![0; ROOM];
        let message = self.socket.recvmsg(&mut buffer, flags).await?;
        buffer.truncate(message.bytes);
        Ok((message, buffer))
    }

    async fn sleep(&self, time: Duration) {
        self.network().sleep(time).await;
    }

    fn spawn<J, F>(&self, job: J) -> Task<()>
    where
        J: FnOnce(Self) -> F + Send + 'static,
        F: Future<Output = ()> + 'static,
    {
        self.network().spawn(job(self.clone()))
    }

    async fn join(&self, task: Task<()>) {
        task.await;
    }
}
