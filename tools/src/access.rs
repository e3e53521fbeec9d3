//! Who asks, and which cell.
//!
//! Holds: [`Access`] and [`Who`], what the command line says of both, and [`Asked`], a database of a cell. Must not know: what is asked.

use crate::calling;
use crate::cells::Cells;
use crate::failure::Failure;
use crate::kerberos::{KnownCell, Tickets};
use crate::place::Place;
use crate::shown::Shown;
use rxrpc_afs::cell::{CellServers, Database, DatabaseError, DatabaseServer, Patience};
use rxrpc_afs::network::Threads;
use rxrpc_afs::rxrpc_xdr::{CallOptions, Procedure, ServiceId};
use rxrpc_rxkad::keys::{KeySource, KeyStore};
use rxrpc_rxkad::token::{LocalToken, Token};
use rxrpc_rxkad::{Principal, RxkadKey};
use rxrpc_sync::{Credentials, Endpoint, SecurityLevel};
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where the keys of a server are if nothing is said.
const KEYS: [&str; 2] = ["/etc/openafs/server", "/usr/afs/etc"];

/// Who asks, and which cell.
#[derive(Clone, Debug, Default, clap::Args)]
#[non_exhaustive]
pub struct Access {
    /// The cell; without, the one that this host is in (ThisCell)
    #[arg(long, value_name = "CELL")]
    pub cell: Option<String>,

    /// Who asks.
    #[command(flatten)]
    pub who: Who,
}

/// Who asks.
#[derive(Clone, Debug, Default, clap::Args)]
#[non_exhaustive]
pub struct Who {
    /// Which servers cells have.
    #[command(flatten)]
    pub cells: Cells,

    /// Ask as nobody. Without this and the following, it is asked as the user of the Kerberos credential cache if there is one that
    /// has or gets a ticket for the cell, else as nobody; as whom, is said
    #[arg(long, conflicts_with_all = ["keys", "encrypt"])]
    pub noauth: bool,

    /// Ask with the keys of the servers, for which their files have to be readable. Calls of anybody but nobody are encrypted, unlike
    /// those of `vos`
    #[arg(long, group = "keys")]
    pub localauth: bool,

    /// Ask with a ticket that a KDC gives for a key of this file: that of the first principal in it, or of the one that --as names
    #[arg(long, value_name = "FILE", group = "keys")]
    pub keytab: Option<PathBuf>,

    /// With --localauth: be this user, `NAME[.INSTANCE][@REALM]`, in place of the servers themselves; the realm is the cell without
    /// one. With --keytab: be this principal, `NAME[/INSTANCE][@REALM]`; the realm is this host's without one
    #[arg(long = "as", value_name = "USER", requires = "keys")]
    pub user: Option<String>,

    /// Ask nothing unless calls are encrypted: never as nobody
    #[arg(long)]
    pub encrypt: bool,
}

/// As whom it is asked.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Identity {
    /// Who, for people.
    pub who: String,
    /// With what; nothing for nobody.
    pub credentials: Option<Credentials>,
    /// Why it is nobody, if nobody said so; for people.
    pub why: Option<String>,
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = if self.credentials.is_some() { "encrypted" } else { "not encrypted" };
        write!(f, "as {}, {how}", self.who)?;
        self.why.as_ref().map_or(Ok(()), |why| write!(f, " ({why})"))
    }
}

impl Identity {
    fn nobody(why: Option<String>) -> Self {
        Self { who: "nobody".to_owned(), credentials: None, why }
    }

    fn encrypted(who: String, token: Token) -> Self {
        let credentials = RxkadKey::new(token).credentials(SecurityLevel::Encrypted);
        Self { who, credentials: Some(credentials), why: None }
    }

    fn by_kerberos(token: Token) -> Self {
        let who = Shown(token.user().unwrap_or("somebody").as_bytes()).to_string();
        Self::encrypted(who, token)
    }

    /// Calls with this identity, each for so long.
    #[must_use]
    pub fn options(&self, timeout: Duration) -> CallOptions {
        let options = CallOptions::new().hard_timeout(timeout);
        match &self.credentials {
            Some(credentials) => options.credentials(credentials.clone()),
            None => options,
        }
    }
}

impl Access {
    /// The servers of the cell. Blocks as [`Cells::find`].
    ///
    /// # Errors
    ///
    /// [`Failure::Access`].
    pub fn find(&self, limit: Duration) -> Result<CellServers, Failure> {
        self.who.cells.find(self.cell.as_deref(), limit)
    }

    /// Who asks. Blocks as [`Who::identity`].
    ///
    /// # Errors
    ///
    /// As [`Who::identity`].
    pub fn identity(&self, timeout: Duration) -> Result<Identity, Failure> {
        self.who.identity(self.cell.as_deref(), timeout)
    }
}

impl Who {
    /// Who asks this cell, or this host's own. Blocks while keys are read, and for Kerberos so long at most.
    ///
    /// # Errors
    ///
    /// [`Failure::Access`] without keys that are readable, without a realm, if no KDC gives a ticket for a key, and if it would
    /// be nobody though calls are to be encrypted; [`Failure::Key`] for keys that make no token.
    pub fn identity(&self, cell: Option<&str>, timeout: Duration) -> Result<Identity, Failure> {
        if self.noauth {
            return Ok(Identity::nobody(None));
        }
        if self.localauth {
            return self.by_keys(cell, timeout);
        }
        if let Some(file) = &self.keytab {
            let tickets = Tickets::Keytab(file.clone(), self.user.clone());
            let token = self.token(tickets, cell, timeout).map_err(Failure::Access)?;
            return Ok(Identity::by_kerberos(token));
        }
        match self.token(Tickets::Cache, cell, timeout) {
            Ok(token) => Ok(Identity::by_kerberos(token)),
            Err(why) if self.encrypt => {
                let said = format!("only nobody could ask, and not encrypted: {why}");
                Err(Failure::Access(said))
            }
            Err(why) => Ok(Identity::nobody(Some(why))),
        }
    }

    fn by_keys(&self, cell: Option<&str>, timeout: Duration) -> Result<Identity, Failure> {
        let keys = KeyStore::open(KeySource::openafs_directory(self.keys()))
            .map_err(|error| Failure::Access(error.to_string()))?
            .keys(rxrpc_afs::vl::SERVICE);
        let failed = |error: rxrpc_rxkad::token::TokenError| Failure::Key(error.to_string());
        let mut token = LocalToken::new(&keys).map_err(failed)?;
        let mut who = "the servers themselves".to_owned();
        if let Some(user) = &self.user {
            let named = self.principal(user, cell, timeout)?;
            who = named.to_string();
            token = token.naming(named);
        }
        Ok(Identity::encrypted(who, token.make().map_err(failed)?))
    }

    fn token(
        &self,
        tickets: Tickets,
        cell: Option<&str>,
        timeout: Duration,
    ) -> Result<Token, String> {
        tickets.token(|| self.known(cell, timeout), timeout)
    }

    /// The cell as files and DNS know it; one that they do not know has the name that it is called by.
    fn known(&self, cell: Option<&str>, limit: Duration) -> Result<KnownCell, String> {
        let named = self.cells.named(cell).map_err(|failure| failure.to_string())?;
        let named = named.ok_or("of which cell is not known: say --cell")?;
        let found = self.cells.find(Some(&named), limit);
        Ok(found.map_or(KnownCell { name: named, host: None }, |cell| KnownCell {
            name: cell.name,
            host: cell
                .volume_location
                .into_iter()
                .map(|server| server.host)
                .find(|host| !host.is_empty()),
        }))
    }

    fn keys(&self) -> PathBuf {
        let usual = || KEYS.iter().map(Path::new).find(|path| path.is_dir());
        let given = self.cells.config.clone();
        given.unwrap_or_else(|| usual().unwrap_or(Path::new(KEYS[0])).to_owned())
    }

    fn principal(
        &self,
        user: &str,
        cell: Option<&str>,
        timeout: Duration,
    ) -> Result<Principal, Failure> {
        let (name, realm) = match user.split_once('@') {
            Some((name, realm)) => (name, realm.to_owned()),
            None => (user, self.realm(cell, timeout)?),
        };
        let (name, instance) = name.split_once('.').unwrap_or((name, ""));
        Principal::new(name, instance, &realm)
            .map_err(|error| Failure::Access(format!("{user}: {error}")))
    }

    /// The name of the cell, which its own users have as their realm.
    fn realm(&self, cell: Option<&str>, timeout: Duration) -> Result<String, Failure> {
        let unknown = |_| "of which cell is the user? Say --cell, or USER@REALM".to_owned();
        let known = self.known(cell, timeout).map_err(unknown).map_err(Failure::Access)?;
        Ok(known.name)
    }
}

/// Which of a cell's databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Volume location.
    Volumes,
    /// Protection.
    Users,
}

impl Which {
    fn service(self) -> (ServiceId, u16) {
        match self {
            Self::Volumes => (rxrpc_afs::vl::SERVICE, rxrpc_afs::vl::PORT),
            Self::Users => (rxrpc_afs::pr::SERVICE, rxrpc_afs::pr::PORT),
        }
    }

    fn servers(self, cell: CellServers) -> Vec<DatabaseServer> {
        match self {
            Self::Volumes => cell.volume_location,
            Self::Users => cell.protection,
        }
    }
}

/// A database of a cell that is asked by a thread.
#[derive(Debug)]
pub struct Asked {
    database: Database<Threads>,
    name: String,
}

impl Asked {
    /// The database at this server, or at those of the cell. Blocks while that is found.
    ///
    /// # Errors
    ///
    /// [`Failure`].
    pub fn new(
        access: &Access,
        identity: &Identity,
        which: Which,
        server: Option<&str>,
        timeout: Duration,
    ) -> Result<Self, Failure> {
        let (service, port) = which.service();
        let (name, servers) = match server {
            Some(server) => {
                let place = Place::find_at(server, port)?;
                (place.to_string(), vec![DatabaseServer::new(place.address, server)])
            }
            None => {
                let cell = access.find(timeout)?;
                (format!("the cell {}", Shown(cell.name.as_bytes())), which.servers(cell))
            }
        };
        let v6 = servers.first().is_some_and(|server| server.address.is_ipv6());
        let endpoint = Endpoint::bind(if v6 { "[::]:0" } else { "0.0.0.0:0" })
            .map_err(|error| Failure::system(&name, error))?;
        let patience = Patience::new().call(timeout).rounds(3, Duration::from_secs(1));
        let database = Database::new(Threads::new(&endpoint), service, servers)
            .options(identity.options(timeout))
            .patience(patience);
        Ok(Self { database, name })
    }

    /// Who is asked.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Asks. Blocks, for each server no longer than was said, and four times if they are busy.
    ///
    /// # Errors
    ///
    /// [`DatabaseError`].
    pub fn ask<P: Procedure + Sync>(&self, question: &P) -> Result<P::Reply, DatabaseError> {
        pollster::block_on(self.database.ask(question))
    }

    /// How a question failed.
    #[must_use]
    pub fn failed(&self, error: &DatabaseError) -> Failure {
        let server = self.name.clone();
        match error {
            DatabaseError::NoAnswer { last, servers }
                if *servers == 1 || calling::is_silence(last) =>
            {
                calling::failed(&server, last)
            }
            _ => Failure::Call { server, why: error.to_string() },
        }
    }
}
