//! Votes of a database server, in memory.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use rxrpc_afs::ubik::{self, VoteXDebugReply, VoteXsDebugReply};
use rxrpc_xdr::{AbortCode, Context, Refusal};

use super::serve;
use crate::interop::afs::clients::{Client, Clients, call};
use xtask::programs::failure::Failure;

/// There is no such other server.
const NO_SERVER: Refusal = Refusal(AbortCode(2));

/// How the server is.
pub(super) struct Data(VoteXDebugReply);

impl Data {
    /// Asks for it.
    pub(super) fn copy(of: &Clients) -> Result<Data, Failure> {
        Ok(Data(call!(of, vote.x_debug())?))
    }

    fn x_debug(&self, _: &Context) -> Result<VoteXDebugReply, Refusal> {
        let mut reply = self.0.clone();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        reply.debug.now = i32::try_from(now).unwrap_or(i32::MAX);
        Ok(reply)
    }

    fn xs_debug(&self, _: &Context, _: i32) -> Result<VoteXsDebugReply, Refusal> {
        Err(NO_SERVER)
    }
}

/// The service.
#[derive(Clone)]
pub(super) struct Votes(pub(super) Arc<Data>);

serve! { ubik::VoteService by Votes {
    x_debug() -> VoteXDebugReply;
    xs_debug(which: i32) -> VoteXsDebugReply;
} }
