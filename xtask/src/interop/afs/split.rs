//! Calls of `split` procedures, whichever front end makes them. Knows nothing of what is in the raw data.

use std::io::{self, Read, Write};
use std::sync::Arc;

use futures::io::{AsyncReadExt, AsyncWriteExt};
use rxrpc_xdr::{Decode, RpcError, asynchronous, sync};
use tokio::runtime::Runtime;

/// A call after its arguments.
pub(super) enum Split<R> {
    Sync(sync::SplitCall<rxrpc_sync::Call, R>),
    Async(asynchronous::SplitCall<rxrpc_async::Call, R>, Arc<Runtime>),
}

impl<R: Decode> Split<R> {
    /// The results, which are what was not read of the reply.
    pub(super) fn results(self) -> Result<R, RpcError> {
        match self {
            Split::Sync(call) => call.results(),
            Split::Async(call, runtime) => runtime.block_on(call.results()),
        }
    }
}

impl<R: Decode> Read for Split<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Split::Sync(call) => call.read(buffer),
            Split::Async(call, runtime) => runtime.block_on(call.read(buffer)),
        }
    }
}

impl<R: Decode> Write for Split<R> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Split::Sync(call) => call.write(bytes),
            Split::Async(call, runtime) => runtime.block_on(call.write(bytes)),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Split::Sync(call) => call.flush(),
            Split::Async(call, runtime) => runtime.block_on(call.flush()),
        }
    }
}

/// Begins a call of a `split` procedure, whichever front end the client has.
macro_rules! start {
    ($clients:expr, $client:ident.$method:ident($($argument:expr),* $(,)?)) => {
        match &$clients.$client {
            Client::Sync(client) => client.$method($($argument),*).map(Split::Sync),
            Client::Async(client, runtime) => runtime
                .block_on(client.$method($($argument),*))
                .map(|call| Split::Async(call, ::std::sync::Arc::clone(runtime))),
        }
    };
}
pub(super) use start;

/// Begins a call, has a closure work on its raw data, and takes results that there have to be. Gives what both have given.
macro_rules! transfer {
    ($clients:expr, $client:ident.$method:ident($($argument:expr),* $(,)?), $work:expr) => {
        start!($clients, $client.$method($($argument),*)).map_err(Failure::from).and_then(
            |mut call| {
                let worked = $work(&mut call)?;
                let results = $clients.must_answer(
                    stringify!($client),
                    stringify!($method),
                    call.results(),
                )?;
                Ok::<_, Failure>((worked, results))
            },
        )
    };
}
pub(super) use transfer;
