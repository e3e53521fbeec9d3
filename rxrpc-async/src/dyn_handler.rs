//! Handlers that are chosen at run time.
//!
//! Holds: [`DynHandler`], which every [`Handler`] is. Must not know: who runs handlers, and how many.

use crate::call::Call;
use crate::handler::Handler;
use async_trait::async_trait;
use rxrpc_core::Refusal;
use std::future::Future;

/// The object-safe side of [`Handler`], for programs that choose their handlers at run time: from a configuration,
/// from a map, from a plug-in. Every `Handler` is one, so implement that; an `Arc<dyn DynHandler>` and a
/// `Box<dyn DynHandler>` are handlers in turn, which [`Endpoint::serve`](crate::Endpoint::serve) takes. It costs an
/// allocation for each call.
///
/// ```
/// use rxrpc_async::{Call, DynHandler, Endpoint, Handler, Refusal, ServiceId};
/// use std::collections::BTreeMap;
/// use std::sync::Arc;
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
///
/// fn start(endpoint: &Endpoint) -> Result<(), Box<dyn std::error::Error>> {
///     let mut services: BTreeMap<ServiceId, Arc<dyn DynHandler>> = BTreeMap::new();
///     services.insert(ServiceId(2000), Arc::new(Greeting("Hello ".into())));
///     services.insert(ServiceId(2001), Arc::new(|mut call: Call| async move {
///         let request = call.take_request(1000).await?;
///         Ok(call.send(&request).await?)
///     }));
///     for (service, handler) in services {
///         endpoint.serve(service, 32, handler)?;
///     }
///     Ok(())
/// }
/// ```
#[async_trait]
pub trait DynHandler: Send + Sync + 'static {
    /// [`Handler::handle`], with its future in a box.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] with the code that the client is to be told.
    async fn handle_boxed(&self, call: Call) -> Result<(), Refusal>;
}

#[async_trait]
impl<H: Handler> DynHandler for H {
    async fn handle_boxed(&self, call: Call) -> Result<(), Refusal> {
        self.handle(call).await
    }
}

/// So `Arc<dyn DynHandler>` is one too.
impl Handler for dyn DynHandler {
    fn handle(&self, call: Call) -> impl Future<Output = Result<(), Refusal>> + Send {
        self.handle_boxed(call)
    }
}

impl Handler for Box<dyn DynHandler> {
    fn handle(&self, call: Call) -> impl Future<Output = Result<(), Refusal>> + Send {
        // The handler's own, not the one of the box, which would come back to here.
        (**self).handle_boxed(call)
    }
}
