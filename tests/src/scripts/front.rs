//! The verbs that a script needs.
//!
//! Holds: the traits [`Front`] and [`FrontCall`]. Must not know: any front, any script.
//!
//! The verbs are `async` so that a script reads like a program. A front with threads blocks inside of
//! them: its futures are ready when they are polled first. That is why what runs beside the caller is
//! given as a function ([`Front::spawn`]) that makes its future where it runs: only the function must be
//! `Send`.

use rxrpc_core::{
    AbortCode, CallError, Control, MessageError, MessageFlags, ReceivedMessage, ServiceAddress,
    ServiceId,
};
use std::time::Duration;

/// Bytes that [`Front::recvmsg`] has room for.
pub const ROOM: usize = 1 << 16;

/// An endpoint as its user has it, on either face. All clones are the same endpoint.
#[allow(async_fn_in_trait, reason = "scripts are never required to be Send")]
pub trait Front: Clone + 'static {
    /// One call of the call face.
    type Call: FrontCall + 'static;
    /// What was spawned.
    type Task;

    /// Makes a client call and waits for its slot; with a hard timeout if a deadline is given.
    ///
    /// # Errors
    ///
    /// What the front's own verb says.
    async fn open(
        &self,
        to: ServiceAddress,
        deadline: Option<Duration>,
    ) -> Result<Self::Call, CallError>;

    /// Gives each call that comes to `service` to `handler`, beside each other and without end.
    ///
    /// # Errors
    ///
    /// A sentence, if the service cannot be bound.
    fn serve<H, F>(&self, service: ServiceId, handler: H) -> Result<(), String>
    where
        H: Fn(Self, Self::Call) -> F + Send + Sync + 'static,
        F: Future<Output = ()> + 'static;

    /// Binds a service on the message face and listens.
    ///
    /// # Errors
    ///
    /// A sentence, if that cannot be.
    fn listen(&self, service: ServiceId, backlog: usize) -> Result<(), String>;

    /// Sends a message of the call `id`; says how many bytes were taken.
    ///
    /// # Errors
    ///
    /// What the front's own verb says.
    async fn sendmsg(
        &self,
        id: u64,
        control: &[Control],
        data: &[u8],
        flags: MessageFlags,
        to: Option<ServiceAddress>,
    ) -> Result<usize, MessageError>;

    /// Receives a message of whichever call has something to tell, and its data.
    ///
    /// # Errors
    ///
    /// What the front's own verb says.
    async fn recvmsg(
        &self,
        flags: MessageFlags,
    ) -> Result<(ReceivedMessage, Vec<u8>), MessageError>;

    /// Waits for time to pass, by the clock that the network goes by.
    async fn sleep(&self, time: Duration);

    /// Runs `job` beside the caller.
    fn spawn<J, F>(&self, job: J) -> Self::Task
    where
        J: FnOnce(Self) -> F + Send + 'static,
        F: Future<Output = ()> + 'static;

    /// Waits for the end of what was spawned. A panic there is a panic here.
    async fn join(&self, task: Self::Task);
}

/// A call of the call face. Dropping it gives the call up, as the front's own handle does.
#[allow(async_fn_in_trait, reason = "scripts are never required to be Send")]
pub trait FrontCall {
    /// Sends all of `data`; `last` ends the request or reply with it.
    ///
    /// # Errors
    ///
    /// What ended the call.
    async fn send(&mut self, data: &[u8], last: bool) -> Result<(), CallError>;

    /// The next piece of the peer's data; `None` at its end.
    ///
    /// # Errors
    ///
    /// What ended the call.
    async fn receive(&mut self) -> Result<Option<Vec<u8>>, CallError>;

    /// Aborts the call with a code that the peer is told.
    fn abort(&mut self, code: AbortCode);
}
