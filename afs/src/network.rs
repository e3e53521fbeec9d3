//! Over what a cell is called.
//!
//! Holds: [`Network`], and what makes one of an endpoint of either front end. Must not know: services.
//!
//! All that asks a cell is written once, for tasks. Threads run the same: their network blocks where a task would wait,
//! and so no wait is ever left to an executor.

#[cfg(feature = "async")]
mod tasks;
#[cfg(feature = "sync")]
mod threads;

#[cfg(feature = "async")]
pub use tasks::Tasks;
#[cfg(feature = "sync")]
pub use threads::{BlockingCall, BlockingCaller, Threads};

use rxrpc_core::ServiceAddress;
use rxrpc_xdr::asynchronous::Caller;
use std::future::Future;
use std::time::Duration;

/// Makes calls to any service. Callers of one address with the same options share their connections.
pub trait Network: Send + Sync {
    /// What calls one service.
    type Caller: Caller;

    /// What calls the service at this address. Nothing is sent.
    fn caller(&self, address: ServiceAddress) -> Self::Caller;

    /// Waits. Cancel-safe.
    fn pause(&self, time: Duration) -> impl Future<Output = ()> + Send;
}

impl<N: Network + ?Sized> Network for std::sync::Arc<N> {
    type Caller = N::Caller;

    fn caller(&self, address: ServiceAddress) -> N::Caller {
        (**self).caller(address)
    }

    fn pause(&self, time: Duration) -> impl Future<Output = ()> + Send {
        (**self).pause(time)
    }
}
