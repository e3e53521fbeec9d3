//! A database of a cell, which several servers keep by Ubik.
//!
//! Holds: [`Database`]. Must not know: what the procedures mean.

use super::{Attempts, DatabaseServer, Patience, Step, Verdict};
use crate::errors::{Described, UNOQUORUM, UNOTSYNC, VRESTARTING, describe};
use crate::network::Network;
use crate::ubik::{self, VoteDebugRequest};
use rxrpc_core::ServiceAddress;
use rxrpc_xdr::asynchronous::Client;
use rxrpc_xdr::{AbortCode, CallOptions, Procedure, RpcError, ServiceId};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Why a database gave no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DatabaseError {
    /// No server of it is known.
    #[error("no server of this database is known")]
    NoServers,
    /// A server refused.
    #[error("{}", describe(*.0))]
    Refused(AbortCode),
    /// None of its servers could answer; the last of them ended so.
    #[error("none of {servers} servers answers, and of the last one: {}", Shown(.last))]
    NoAnswer {
        /// How many there are.
        servers: usize,
        /// How the last call ended.
        last: RpcError,
    },
    /// None of its servers leads, so it takes no changes now.
    #[error("no server of this database leads")]
    NoSyncSite,
    /// The server that leads, as the known ones say, is none of them, and is not asked: whoever answers in their name would
    /// else have the change sent wherever he likes. Who trusts it adds it to the known ones.
    #[error("the server {0} leads, which is none of the known ones")]
    UnknownSyncSite(SocketAddr),
    /// A change was sent, and it is not known whether it was made. It is not repeated.
    #[error("it is not known whether the change was made: {0}")]
    Unknown(RpcError),
}

/// An error with the meaning of its code.
struct Shown<'a>(&'a RpcError);

impl std::fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0.abort_code().map(describe) {
            Some(code) => Described::fmt(&code, f),
            None => self.0.fmt(f),
        }
    }
}

/// One database of a cell, at all its servers.
#[derive(Debug)]
pub struct Database<N> {
    network: N,
    service: ServiceId,
    servers: Vec<DatabaseServer>,
    options: CallOptions,
    patience: Patience,
    /// Which of them has answered last: it is asked first.
    first: AtomicUsize,
}

impl<N: Network> Database<N> {
    /// The database of this service at these servers, which are asked in this order, the one that has answered last first.
    pub fn new(network: N, service: ServiceId, servers: Vec<DatabaseServer>) -> Self {
        let (options, patience) = (CallOptions::new(), Patience::new());
        Self { network, service, servers, options, patience, first: AtomicUsize::new(0) }
    }

    /// Makes further calls with these options; their deadline is that of the [`Patience`].
    #[must_use]
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// Sets for how long servers are asked.
    #[must_use]
    pub fn patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self
    }

    /// Its servers, in the order in which they were given.
    pub fn servers(&self) -> &[DatabaseServer] {
        &self.servers
    }

    /// Asks for something that changes nothing. A server that does not answer, is out of step (`UNOTSYNC`, `UNOQUORUM`) or
    /// answers what cannot be read, is followed by the next one; if some may answer later, all are asked again after a pause.
    /// At most all servers once a round are asked. If the future is dropped, the call that goes on is aborted.
    ///
    /// # Errors
    ///
    /// [`DatabaseError`].
    pub async fn ask<P: Procedure + Sync>(&self, arguments: &P) -> Result<P::Reply, DatabaseError> {
        let mut attempts = Attempts::new(&self.patience, self.in_order(), verdict);
        loop {
            match attempts.next() {
                Step::Ask(server) => {
                    match self.client(server, self.service).call(arguments).await {
                        Ok(reply) => {
                            self.answered(server);
                            return Ok(reply);
                        }
                        Err(error) => attempts.failed(error),
                    }
                }
                Step::Pause(time) => self.network.pause(time).await,
                // No verdict here tells of a move.
                Step::Locate => attempts.located(Vec::new()),
                Step::GiveUp(last) => return Err(self.given_up(last)),
            }
        }
    }

    /// Asks for a change, of the server that leads, which is looked for. If that is none any more (`UNOTSYNC`), or there was
    /// no quorum (`UNOQUORUM`), it has changed nothing and is looked for again after a pause. If the future is dropped, the
    /// change may be made.
    ///
    /// # Errors
    ///
    /// [`DatabaseError`]; [`DatabaseError::Unknown`] if the call ended without an answer.
    pub async fn change<P: Procedure + Sync>(
        &self,
        arguments: &P,
    ) -> Result<P::Reply, DatabaseError> {
        let mut rounds = 0;
        loop {
            let outcome = match self.sync_site().await {
                Ok(site) => match self.client(site, self.service).call(arguments).await {
                    Ok(reply) => return Ok(reply),
                    Err(RpcError::Aborted(code)) if out_of_step(code) => {
                        DatabaseError::Refused(code)
                    }
                    Err(RpcError::Aborted(code)) => return Err(DatabaseError::Refused(code)),
                    Err(error) => return Err(DatabaseError::Unknown(error)),
                },
                // An election may be going on.
                Err(error @ (DatabaseError::NoSyncSite | DatabaseError::UnknownSyncSite(_))) => {
                    error
                }
                Err(error) => return Err(error),
            };
            if rounds == self.patience.rounds {
                return Err(outcome);
            }
            rounds += 1;
            self.network.pause(self.patience.pause).await;
        }
    }

    /// The server that leads, as it says itself.
    ///
    /// # Errors
    ///
    /// [`DatabaseError::NoSyncSite`] if some answer and none leads, [`DatabaseError::UnknownSyncSite`] if they say that another one
    /// does, [`DatabaseError::NoAnswer`] if none answers.
    pub async fn sync_site(&self) -> Result<SocketAddr, DatabaseError> {
        let (mut told, mut answers, mut last) = (None, 0, None);
        for server in self.servers.iter().filter(|server| !server.clone) {
            let client = self.client(server.address, ubik::VOTE_SERVICE);
            match client.call(&VoteDebugRequest {}).await {
                Ok(state) if state.am_sync_site != 0 => return Ok(server.address),
                Ok(state) => {
                    answers += 1;
                    let host = Ipv4Addr::from_bits(state.sync_host);
                    told = told.or((state.sync_host != 0).then_some((host, server.address.port())));
                }
                Err(error) => last = Some(error),
            }
        }
        match told {
            // One of the known ones has not said so itself.
            Some((host, port)) if !self.servers.iter().any(|known| known.address.ip() == host) => {
                Err(DatabaseError::UnknownSyncSite((host, port).into()))
            }
            _ if answers > 0 => Err(DatabaseError::NoSyncSite),
            _ => Err(self.given_up(last)),
        }
    }

    fn client(&self, server: SocketAddr, service: ServiceId) -> Client<N::Caller> {
        let options = self.options.clone().hard_timeout(self.patience.call);
        Client::new(self.network.caller(ServiceAddress::new(server, service))).options(options)
    }

    fn in_order(&self) -> Vec<SocketAddr> {
        let mut servers: Vec<_> = self.servers.iter().map(|server| server.address).collect();
        let first = self.first.load(Relaxed).min(servers.len());
        servers.rotate_left(first);
        servers
    }

    fn answered(&self, server: SocketAddr) {
        if let Some(at) = self.servers.iter().position(|known| known.address == server) {
            self.first.store(at, Relaxed);
        }
    }

    fn given_up(&self, last: Option<RpcError>) -> DatabaseError {
        match last {
            None => DatabaseError::NoServers,
            Some(RpcError::Aborted(code)) if !may_be_answered_elsewhere(code) => {
                DatabaseError::Refused(code)
            }
            Some(last) => DatabaseError::NoAnswer { servers: self.servers.len(), last },
        }
    }
}

fn out_of_step(code: AbortCode) -> bool {
    code == UNOTSYNC || code == UNOQUORUM || code == VRESTARTING
}

fn may_be_answered_elsewhere(code: AbortCode) -> bool {
    let no_service = [AbortCode::RX_INVALID_OPERATION, AbortCode::RX_CALL_DEAD];
    out_of_step(code) || no_service.contains(&code)
}

fn verdict(error: &RpcError) -> Verdict {
    match error {
        RpcError::Aborted(code) if out_of_step(*code) => Verdict::Later,
        RpcError::Aborted(code) if may_be_answered_elsewhere(*code) => Verdict::Next,
        RpcError::Aborted(_) | RpcError::Arguments(_) => Verdict::Final,
        _ => Verdict::Next,
    }
}
