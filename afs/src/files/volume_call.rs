//! Calls of whichever file server has a volume.
//!
//! Holds: which of them is asked next. Must not know: what is asked.

use super::FileError;
use super::client::Shared;
use super::locate::Volume;
use crate::cell::{Attempts, Step, Verdict};
use crate::errors::{
    UAEAGAIN, UAEIO, VBUSY, VIO, VMOVED, VNOSERVICE, VNOVOL, VOFFLINE, VRESTARTING, VSALVAGE,
    VSALVAGING,
};
use crate::fs;
use crate::network::Network;
use rxrpc_core::ServiceAddress;
use rxrpc_xdr::asynchronous::Client;
use rxrpc_xdr::{AbortCode, Procedure, RpcError};
use std::net::SocketAddr;

impl<N: Network + Clone> Shared<N> {
    /// Calls a procedure that changes nothing. If the future is dropped, the call that goes on is aborted.
    pub(crate) async fn call<P: Procedure + Sync>(
        &self,
        volume: &Volume<N>,
        arguments: &P,
    ) -> Result<P::Reply, FileError> {
        let mut attempts = self.attempts(volume).await?;
        loop {
            let server = self.next_server(volume, &mut attempts).await?;
            match self.server_client(volume, server).call(arguments).await {
                Ok(reply) => {
                    self.answered(server, &volume.cell.options);
                    return Ok(reply);
                }
                Err(error) => self.failed(&mut attempts, server, error),
            }
        }
    }

    pub(crate) async fn attempts(&self, volume: &Volume<N>) -> Result<Attempts, FileError> {
        let servers = self.silent_last(volume.servers(false).await?);
        Ok(Attempts::new(&self.patience, servers, verdict))
    }

    /// Puts down how a server failed.
    pub(crate) fn failed(&self, attempts: &mut Attempts, server: SocketAddr, error: RpcError) {
        if error.abort_code().is_none() {
            self.silent(server);
        }
        attempts.failed(error);
    }

    /// Whom to ask next; waits before that, and asks where the volume is now, if that is to be done.
    pub(crate) async fn next_server(
        &self,
        volume: &Volume<N>,
        attempts: &mut Attempts,
    ) -> Result<SocketAddr, FileError> {
        loop {
            match attempts.next() {
                Step::Ask(server) => return Ok(server),
                Step::Pause(time) => self.network.pause(time).await,
                Step::Locate => {
                    attempts.located(self.silent_last(volume.servers(true).await?));
                }
                Step::GiveUp(None) => return Err(FileError::NoServers),
                Step::GiveUp(Some(RpcError::Aborted(code))) => {
                    return Err(FileError::Refused(code));
                }
                Step::GiveUp(Some(error)) => return Err(FileError::NoAnswer(error)),
            }
        }
    }

    pub(crate) fn server_client(
        &self,
        volume: &Volume<N>,
        server: SocketAddr,
    ) -> Client<N::Caller> {
        let address = ServiceAddress::new(server, fs::SERVICE);
        Client::new(self.network.caller(address)).options(volume.cell.options.clone())
    }
}

fn verdict(error: &RpcError) -> Verdict {
    match error {
        RpcError::Aborted(code) => of_code(*code),
        RpcError::Arguments(_) => Verdict::Final,
        _ => Verdict::Next,
    }
}

fn of_code(code: AbortCode) -> Verdict {
    match code {
        VBUSY | VRESTARTING | UAEAGAIN => Verdict::Later,
        VMOVED | VNOVOL => Verdict::Moved,
        VOFFLINE
        | VSALVAGE
        | VSALVAGING
        | VNOSERVICE
        | VIO
        | UAEIO
        | AbortCode::RX_INVALID_OPERATION
        | AbortCode::RX_CALL_DEAD => Verdict::Next,
        _ => Verdict::Final,
    }
}
