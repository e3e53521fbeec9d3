//! The executors that the async front end runs on here. The script's own thread is none of theirs.

use rxrpc_async::runtime::Runtime;
use std::sync::Arc;

/// The hand-made runtime of the async front end's own tests.
#[path = "../../../rxrpc-async/tests/common/plain.rs"]
mod plain;

pub(crate) fn on_plain(test: impl FnOnce(Arc<dyn Runtime>)) {
    test(Arc::new(plain::Plain::new(2)));
}

/// Tokio on one thread, which is not the script's.
#[cfg(feature = "tokio")]
pub(crate) fn on_tokio(test: impl FnOnce(Arc<dyn Runtime>)) {
    let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let handle = tokio.handle().clone();
    let (over, wait) = futures::channel::oneshot::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || tokio.block_on(wait));
        test(Arc::new(rxrpc_async::runtime::TokioRuntime::new(handle)));
        drop(over);
    });
}

#[cfg(feature = "tokio")]
pub(crate) fn on_tokio_threads(test: impl FnOnce(Arc<dyn Runtime>)) {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let tokio = builder.worker_threads(2).enable_all().build().unwrap();
    test(Arc::new(rxrpc_async::runtime::TokioRuntime::new(tokio.handle().clone())));
}

#[cfg(feature = "smol")]
pub(crate) fn on_smol(test: impl FnOnce(Arc<dyn Runtime>)) {
    test(Arc::new(rxrpc_async::runtime::SmolRuntime));
}
