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
    /// A token for a cell, or why there is none, as text for a terminal. Files of Kerberos and KDCs have so long at most, the
    /// cell as long as it takes.
    ///
    /// `cell` is asked for only if there is somebody who may have a token.
    pub(crate) fn token(
        self,
        cell: impl FnOnce() -> Result<KnownCell, String>,
        time: Duration,
    ) -> Result<Token, String> {
        let of_whom = self.clone();
        within(time, move || of_whom.somebody())?;
        let cell = cell()?;
        within(time, move || self.ask(cell, time))
    }

    /// Why nobody can have a token here, whatever the cell.
    #[cfg(feature = "kerberos")]
    fn somebody(&self) -> Result<(), String> {
        match self {
            Self::Cache => rxrpc_kerberos::Kerberos::user_of_cache()
                .map(|_| ())
                .map_err(|error| error.to_string()),
            Self::Keytab(..) => Ok(()),
        }
    }

    #[cfg(feature = "kerberos")]
    fn ask(&self, cell: KnownCell, time: Duration) -> Result<Token, String> {
        use rxrpc_kerberos::Kerberos;
        let failed = |error: rxrpc_kerberos::KerberosError| error.to_string();
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
    fn somebody(&self) -> Result<(), String> {
        Err("this rx is built without Kerberos".into())
    }

    #[cfg(not(feature = "kerberos"))]
    fn ask(&self, _: KnownCell, _: Duration) -> Result<Token, String> {
        self.somebody().and(Err("there is no Kerberos".into()))
    }
}

/// Blocks for so long at most: what is done is done by a thread that is left alone then.
fn within<T: Send + 'static>(
    time: Duration,
    what: impl FnOnce() -> Result<T, String> + Send + 'static,
) -> Result<T, String> {
    let (tell, told) = mpsc::channel();
    let run = move || {
        // Nobody listens any more after the time.
        let _ = tell.send(what());
    };
    let thread = thread::Builder::new().name("kerberos".into()).spawn(run);
    thread.map_err(|error| format!("no thread: {error}"))?;
    let told = told.recv_timeout(time).unwrap_or_else(|error| match error {
        RecvTimeoutError::Timeout => {
            Err(format!("Kerberos does not answer within {} s", time.as_secs()))
        }
        RecvTimeoutError::Disconnected => Err("Kerberos gives no answer".into()),
    });
    told.map_err(|why| Shown(why.as_bytes()).to_string())
}
