//! Files of a cell for tasks.
//!
//! Holds: a [`FileClient`] on an endpoint of `rxrpc-async`.

use super::client::FileClientBuilder;
use super::{Callbacks, FileClient};
use crate::cb::{self, asynchronous::RxafscbServer};
use crate::network::Tasks;
use rxrpc_async::Endpoint;
use rxrpc_core::BindError;
use rxrpc_xdr::asynchronous::Served;

/// How many questions of file servers are answered at a time.
const AT_A_TIME: usize = 16;

/// A client of files for tasks.
pub type Client = FileClient<Tasks>;
/// A file for tasks.
pub type File = super::File<Tasks>;
/// A file for tasks, piece by piece.
pub type Reader = super::Reader<Tasks>;

/// A client that calls from this endpoint, and answers file servers there, for as long as there is the endpoint.
///
/// # Errors
///
/// [`BindError`] if something else answers at the endpoint as [`cb::SERVICE`].
pub fn client(
    endpoint: &Endpoint,
    callbacks: Callbacks,
    builder: FileClientBuilder,
) -> Result<Client, BindError> {
    endpoint.serve(cb::SERVICE, AT_A_TIME, Served::new(RxafscbServer(callbacks)))?;
    Ok(builder.build(Tasks::new(endpoint)))
}
