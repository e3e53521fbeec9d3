//! The pure core on the simulated network as a front of scripts.
//!
//! Holds: [`Front`] for [`Node`], and its call. Must not know: any script.

use super::front::{Front, FrontCall};
use crate::network::{Node, Task};
use rxrpc_core::{
    AbortCode, Call, CallError, CallOptions, Control, MessageError, MessageFlags, ReceivedMessage,
    ServiceAddress, ServiceId, Waiting,
};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// A call on a node; dropping it gives the call up.
#[derive(Debug)]
pub struct CoreCall {
    node: Node,
    call: Arc<Call>,
}

impl Drop for CoreCall {
    fn drop(&mut self) {
        self.node.endpoint.release(&self.call);
    }
}

impl FrontCall for CoreCall {
    async fn send(&mut self, data: &[u8], last: bool) -> Result<(), CallError> {
        self.node.endpoint.send(&self.call, data, !last, Waiting::Allowed, &mut 0).await
    }

    async fn receive(&mut self) -> Result<Option<Vec<u8>>, CallError> {
        let piece = self.node.endpoint.receive_bytes(&self.call, Waiting::Allowed).await?;
        Ok(piece.map(|piece| piece.to_vec()))
    }

    fn abort(&mut self, code: AbortCode) {
        self.node.endpoint.abort(&self.call, code);
    }
}

impl Front for Node {
    type Call = CoreCall;
    type Task = Task<()>;

    async fn open(
        &self,
        to: ServiceAddress,
        deadline: Option<Duration>,
    ) -> Result<CoreCall, CallError> {
        let mut options = CallOptions::new();
        options.hard_timeout = deadline;
        let call = self.open_with(to, &options).await?;
        Ok(CoreCall { node: self.clone(), call })
    }

    fn serve<H, F>(&self, service: ServiceId, handler: H) -> Result<(), String>
    where
        H: Fn(Self, CoreCall) -> F + Send + Sync + 'static,
        F: Future<Output = ()> + 'static,
    {
        let incoming = self.endpoint.incoming(service).map_err(|error| error.to_string())?;
        let (node, handler) = (self.clone(), Rc::new(handler));
        self.network().spawn(async move {
            while let Some(call) = incoming.next().await {
                let call = CoreCall { node: node.clone(), call };
                node.network().spawn(handler(node.clone(), call));
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
        Node::sendmsg(self, id, control, data, flags, to).await
    }

    async fn recvmsg(
        &self,
        flags: MessageFlags,
    ) -> Result<(ReceivedMessage, Vec<u8>), MessageError> {
        Node::recvmsg(self, flags).await
    }

    async fn sleep(&self, time: Duration) {
        Node::sleep(self, time).await;
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
