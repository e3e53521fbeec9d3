//! How fast calls are: both ends of rxperf, the benchmark service that OpenAFS and the Linux kernel have, too.
//!
//! Holds: the [`client`], its [`report`], the [`server`], what they say on the wire ([`protocol`]), and how their endpoint is made.
//! Must not know: the command line.

pub(crate) mod client;
mod packets;
pub(crate) mod protocol;
pub(crate) mod report;
pub(crate) mod server;
mod transfer;

use crate::calling;
use crate::failure::Failure;
use rxrpc_sync::{CallError, Config, Endpoint};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

/// How the endpoint of either end is made.
#[derive(Clone, Debug)]
pub(crate) struct Socket {
    /// Its settings.
    pub(crate) config: Config,
    /// Batches go to the system as one, where it takes them so.
    pub(crate) offload: bool,
    /// Every packet is printed on standard error.
    pub(crate) packets: bool,
}

impl Socket {
    /// The endpoint at this address.
    ///
    /// # Errors
    ///
    /// [`Failure::System`].
    pub(crate) fn open(self, local: SocketAddr) -> Result<Endpoint, Failure> {
        let mut builder = Endpoint::builder().bind(local).config(self.config).offload(self.offload);
        if self.packets {
            builder = builder.observer(Arc::new(packets::Printer::start()));
        }
        builder.build().map_err(|error| Failure::system(local, error))
    }
}

/// How a measurement of this server failed.
pub(crate) fn failed(server: &str, error: &io::Error) -> Failure {
    match CallError::from_io(error) {
        Some(CallError::TimedOut) => Failure::NoAnswer(server.to_owned()),
        Some(error) => calling::failed(server, &error.clone().into()),
        None => Failure::Call { server: server.to_owned(), why: error.to_string() },
    }
}
