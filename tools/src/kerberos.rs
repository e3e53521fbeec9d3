//! Who the user is by Kerberos: by the tickets in a credential cache, or a keytab.
//!
//! Holds: [`Tickets`], which brings a token within bounded time, whatever files and KDCs do. Must not know: what is asked as whom.

use crate::shown::Shown;
use rxrpc_rxkad::token::Token;
use std::path::PathBuf;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Where tickets are from.
#[derive(Clone, Debug)]
pub(crate) enum Tickets {
    /// The credential cache of whoever runs this.
    Cache,
    /// A keytab: tickets of this user, or of the first one in it.
    Keytab(PathBuf, Option<String>),
}

/// A cell, as far as it is known without anybody being asked.
#[derive(Clone, Debug)]
pub(crate) struct KnownCell {
    /// Its whole name.
    pub(crate) name: String,
    /// The host of one of its servers, whose realm may be the cell's.
    pub(crate) host: Option<String>,
}

impl Tickets {
    /// A token for a cell, or why there is none, as text for a terminal. Blocks for so long at most: files and KDCs are waited
    /// for by a thread that is left alone then.
    ///
    /// `cell` is asked for only if there is somebody who may have a token.
    pub(crate) fn token(
        self,
        cell: impl FnOnce() -> Result<KnownCell, String> + Send + 'static,
        time: Duration,
    ) -> Result<Token, String> {
        let (tell, told) = mpsc::channel();
        let ask = move || {
            // Nobody listens any more after the time.
            let _ = tell.send(self.ask(cell, time));
        };
        let thread = thread::Builder::new().name("kerberos".into()).spawn(ask);
        thread.map_err(|error| format!("no thread: {error}"))?;
        let told = told.recv_timeout(time).unwrap_or_else(|error| match error {
            RecvTimeoutError::Timeout => {
                Err(format!("Kerberos does not answer within {} s", time.as_secs()))
            }
            RecvTimeoutError::Disconnected => Err("Kerberos gives no answer".into()),
        });
        told.map_err(|why| Shown(why.as_bytes()).to_string())
    }

    #[cfg(feature = "kerberos")]
    fn ask(
        &self,
        cell: impl FnOnce() -> Result<KnownCell, String>,
        time: Duration,
    ) -> Result<Token, String> {
        use rxrpc_kerberos::Kerberos;
        let failed = |error: rxrpc_kerberos::KerberosError| error.to_string();
        if let Self::Cache = self {
            Kerberos::for_cell("").and_then(|kerberos| kerberos.user_of_cache()).map_err(failed)?;
        }
        let cell = cell()?;
        let mut kerberos = Kerberos::for_cell(cell.name).map_err(failed)?.timeout(time);
        if let Some(host) = cell.host {
            kerberos = kerberos.database_server(host);
        }
        let token = match self {
            Self::Cache => kerberos.from_cache(),
            Self::Keytab(file, Some(user)) => kerberos.with_keytab(user, file),
            Self::Keytab(file, None) => kerberos.from_keytab(file),
        };
        token.map_err(failed)
    }

    #[cfg(not(feature = "kerberos"))]
    fn ask(
        &self,
        _: impl FnOnce() -> Result<KnownCell, String>,
        _: Duration,
    ) -> Result<Token, String> {
        Err("this rx is built without Kerberos".into())
    }
}
