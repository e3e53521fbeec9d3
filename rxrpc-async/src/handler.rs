//! What answers the calls of a service.
//!
//! Holds: [`Handler`]. Must not know: who runs handlers, and how many.

use crate::call::Call;
use rxrpc_core::Refusal;
use std::future::Future;
use std::sync::Arc;

/// What answers the calls of a service: a type of yours, an `Arc` of one, or a closure that takes the
/// [`Call`] and returns a future (its argument needs its type: `|mut call: Call| async move { … }`). Which of
/// several it is, a program chooses at run time by a [`DynHandler`](crate::DynHandler).
///
/// ```
/// use rxrpc_async::{Call, Handler, Refusal};
///
/// struct Greeting(String);
///
/// impl Handler for Greeting {
///     async fn handle(&self, mut call: Call) -> Result<(), Refusal> {
///         let name = call.take_request(1000).await?;
///         call.send(self.0.as_bytes()).await?;
///         Ok(call.send(&name).await?)
///     }
/// }
/// ```
///
/// A closure is called once for each call, many at a time, so the future owns what it uses: a clone of what the
/// closure holds. (An `async` closure, `async |mut call: Call| { … }`, is a handler only if it captures nothing.)
///
/// ```
/// # use rxrpc_async::{BindError, Call, Endpoint, ServiceId};
/// # use std::sync::Arc;
/// # fn offer(endpoint: Endpoint) -> Result<(), BindError> {
/// let greeting = Arc::new(String::from("hello "));
/// endpoint.serve(ServiceId(147), 32, move |mut call: Call| {
///     let greeting = Arc::clone(&greeting);
///     async move {
///         let name = call.take_request(1000).await?;
///         call.send(greeting.as_bytes()).await?;
///         Ok(call.send(&name).await?)
///     }
/// })?;
/// # Ok(())
/// # }
/// ```
pub trait Handler: Send + Sync + 'static {
    /// Answers one call: reads its request, sends its reply.
    ///
    /// When it returns `Ok`, the call is ended well, also if it was dropped meanwhile: what was not read of the
    /// request is given up, and the reply is ended. On `Err` the call is aborted with the code in it. If it panics,
    /// the call is aborted with `RX_USER_ABORT`, and the service goes on. **A call, or a half of one, that lives on
    /// elsewhere** when this returns `Ok` is its owner's from then on, and neither counted nor waited for.
    ///
    /// When the call has ended before (its client is gone, the endpoint was closed), the verbs of the call say
    /// so; nobody stops a handler that uses none. The future is dropped only with the executor, and the call is
    /// aborted then.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] with the code that the client is to be told.
    fn handle(&self, call: Call) -> impl Future<Output = Result<(), Refusal>> + Send;
}

impl<F, Handled> Handler for F
where
    F: Fn(Call) -> Handled + Send + Sync + 'static,
    Handled: Future<Output = Result<(), Refusal>> + Send,
{
    fn handle(&self, call: Call) -> impl Future<Output = Result<(), Refusal>> + Send {
        self(call)
    }
}

impl<H: Handler + ?Sized> Handler for Arc<H> {
    fn handle(&self, call: Call) -> impl Future<Output = Result<(), Refusal>> + Send {
        (**self).handle(call)
    }
}
