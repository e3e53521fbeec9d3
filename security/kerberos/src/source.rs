//! Tokens from credential caches and KDCs.
//!
//! Holds: [`Kerberos`] and [`KerberosError`]. Must not know: what tokens are used for. The types of the crate krb5 stay in
//! here.

mod files;

use crate::search::{Search, ServiceName};
use krb5::{CacheName, ClientError, Credentials, KdcClient, Keytab, Krb5Conf, Principal};
use rxrpc_rxkad::Timestamp;
use rxrpc_rxkad::kerberos::Enctype;
use rxrpc_rxkad::token::{Token, TokenError};
use std::fmt::Display;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// Where tokens for a cell are had from.
#[derive(Debug)]
pub struct Kerberos {
    config: Krb5Conf,
    search: Search,
    timeout: Duration,
}

/// Why Kerberos gave no token.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KerberosError {
    /// The set-up (`krb5.conf`) cannot be read, or says too little.
    #[error("the set-up of Kerberos: {0}")]
    Config(String),
    /// There is no credential cache.
    #[error("no credential cache: {0}")]
    NoCache(String),
    /// The user of the credential cache has no ticket in it that still holds.
    #[error("the tickets of {user} have expired, or there are none")]
    Expired {
        /// Who.
        user: String,
    },
    /// The credential cache or the keytab cannot be read.
    #[error("{0}")]
    File(String),
    /// A name is none of Kerberos.
    #[error("{0}")]
    Name(String),
    /// No KDC knows the user, or takes the password or key.
    #[error("logging in: {0}")]
    Login(String),
    /// No name that the cell's servers may have brought a ticket; what was said of each.
    #[error("no ticket for the cell: {}", said.join("; "))]
    NoTicket {
        /// The names, and what was said of them.
        said: Vec<String>,
    },
    /// A ticket came that no token is made of.
    #[error(transparent)]
    Token(#[from] TokenError),
}

impl Kerberos {
    /// Tokens for a cell, by the set-up that Kerberos's own programs would read (`KRB5_CONFIG`, `/etc/krb5.conf`). Blocks
    /// for files.
    ///
    /// # Errors
    ///
    /// [`KerberosError::Config`].
    pub fn for_cell(cell: impl Into<String>) -> Result<Self, KerberosError> {
        Krb5Conf::load_default().map_err(config).map(|config| Self::with(config, cell.into()))
    }

    /// Tokens for a cell, by a set-up of one's own.
    ///
    /// # Errors
    ///
    /// [`KerberosError::Config`].
    pub fn with_config(
        cell: impl Into<String>,
        file: impl AsRef<Path>,
    ) -> Result<Self, KerberosError> {
        Krb5Conf::load([file]).map_err(config).map(|config| Self::with(config, cell.into()))
    }

    fn with(config: Krb5Conf, cell: String) -> Self {
        Self { config, search: Search::new(cell), timeout: Duration::from_secs(10) }
    }

    /// Sets the realm of the cell, so that no other is tried.
    #[must_use]
    pub fn realm(mut self, realm: impl Into<String>) -> Self {
        self.search.realm = Some(realm.into());
        self
    }

    /// Sets the host name of one of the cell's database servers, whose realm may be the cell's.
    #[must_use]
    pub fn database_server(mut self, host: impl Into<String>) -> Self {
        let host = host.into();
        self.search.server_realm = self.config.host_realm(&host).map(Into::into);
        self.search.database_server = Some(host);
        self
    }

    /// Sets how long a KDC may take to answer; 10 s if nothing is set.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// A token for whom the default credential cache is of (`KRB5CCNAME`, or as it is set up). A ticket that the cache has
    /// is taken without asking anybody, another one is asked for and kept there, as `aklog` does. Blocks.
    ///
    /// # Errors
    ///
    /// [`KerberosError`].
    pub fn from_cache(&self) -> Result<Token, KerberosError> {
        self.cache(&default_cache(&self.config)?)
    }

    /// The same with a cache of this name, as `FILE:/tmp/krb5cc_1000`. Blocks.
    ///
    /// # Errors
    ///
    /// [`KerberosError`].
    pub fn from_named_cache(&self, name: &str) -> Result<Token, KerberosError> {
        self.cache(&CacheName::parse_with(name, &self.config).map_err(file)?)
    }

    /// Whose the default credential cache is, as `alice@EXAMPLE.ORG`, by the set-up of [`Kerberos::for_cell`]; his tickets may
    /// have expired. Blocks for files.
    ///
    /// # Errors
    ///
    /// [`KerberosError::Config`], [`KerberosError::NoCache`], [`KerberosError::File`].
    pub fn user_of_cache() -> Result<String, KerberosError> {
        let set_up = Krb5Conf::load_default().map_err(config)?;
        Ok(files::cache(&default_cache(&set_up)?)?.principal.to_string())
    }

    fn cache(&self, name: &CacheName) -> Result<Token, KerberosError> {
        let cache = files::cache(name)?;
        let user = &cache.principal;
        let now = Timestamp::of(SystemTime::now()).0;
        let names = self.names(&user.realm);
        let held = names.iter().find_map(|name| cache.find(&principal(name), now));
        if let Some(held) = held {
            return self.token(&held);
        }
        if cache.tgt(now).is_none() {
            return Err(KerberosError::Expired { user: user.to_string() });
        }
        let kdc = self.kdc(&user.realm)?;
        self.first(&names, |service| kdc.service_ticket_cached(name, service))
    }

    /// A token for a user (`alice`, `alice@RX.TEST`) with his password. Blocks.
    ///
    /// # Errors
    ///
    /// [`KerberosError`].
    pub fn with_password(&self, user: &str, password: &str) -> Result<Token, KerberosError> {
        self.log_in(&self.user(user)?, |kdc, user| kdc.login_with_password(user, password))
    }

    /// A token for a user, or a program's own principal, whose key is in a keytab. Blocks.
    ///
    /// # Errors
    ///
    /// [`KerberosError`].
    pub fn with_keytab(
        &self,
        user: &str,
        keytab: impl AsRef<Path>,
    ) -> Result<Token, KerberosError> {
        let keytab = files::keytab(keytab.as_ref())?;
        self.log_in_by_key(&self.user(user)?, &keytab)
    }

    /// A token for whom the first key of a keytab is of. Keys of types that are not known here do not count. Blocks.
    ///
    /// # Errors
    ///
    /// [`KerberosError`].
    pub fn from_keytab(&self, keytab: impl AsRef<Path>) -> Result<Token, KerberosError> {
        let path = keytab.as_ref();
        let keytab = files::keytab(path)?;
        let user = files::first(&keytab)
            .ok_or_else(|| KerberosError::File(format!("{}: it has no key", path.display())))?;
        self.log_in_by_key(&user, &keytab)
    }

    /// The principal of this name: of the realm of this host, if it names none.
    fn user(&self, name: &str) -> Result<Principal, KerberosError> {
        let user = match (name.contains('@'), self.config.default_realm()) {
            (true, _) => Principal::parse(name),
            (false, Some(realm)) => Principal::parse_in_realm(name, realm),
            (false, None) => {
                let said = format!("of which realm is {name}? There is no default_realm");
                return Err(KerberosError::Config(said));
            }
        };
        user.map_err(|error| KerberosError::Name(error.to_string()))
    }

    fn log_in_by_key(&self, user: &Principal, keytab: &Keytab) -> Result<Token, KerberosError> {
        self.log_in(user, |kdc, user| kdc.login_with_keytab(user, keytab))
    }

    fn log_in(
        &self,
        user: &Principal,
        log_in: impl Fn(&KdcClient, &Principal) -> Result<Credentials, ClientError>,
    ) -> Result<Token, KerberosError> {
        let kdc = self.kdc(&user.realm)?;
        let granting =
            log_in(&kdc, user).map_err(|error| KerberosError::Login(error.to_string()))?;
        self.first(&self.names(&user.realm), |service| kdc.service_ticket(&granting, service))
    }

    fn names(&self, user_realm: &str) -> Vec<ServiceName> {
        let mut search = self.search.clone();
        search.user_realm = Some(user_realm.into());
        search.names()
    }

    fn kdc(&self, realm: &str) -> Result<KdcClient, KerberosError> {
        let kdc = KdcClient::from_config(&self.config, realm).map_err(config)?;
        Ok(kdc.with_timeout(self.timeout))
    }

    /// The token of the first name that brings a ticket.
    fn first(
        &self,
        names: &[ServiceName],
        ask: impl Fn(&Principal) -> Result<Credentials, ClientError>,
    ) -> Result<Token, KerberosError> {
        let mut said = Vec::new();
        for name in names {
            match ask(&principal(name)) {
                Ok(credentials) => return self.token(&credentials),
                Err(error) => said.push(format!("{name}: {error}")),
            }
        }
        Err(KerberosError::NoTicket { said })
    }

    fn token(&self, credentials: &Credentials) -> Result<Token, KerberosError> {
        let key = &credentials.session_key;
        let expires = Timestamp(credentials.endtime);
        let ticket = credentials.ticket.as_slice();
        let token = Token::from_kerberos(ticket, Enctype(key.enctype()), key.bytes(), expires)?;
        Ok(token.for_cell(self.search.cell.as_str()).of_user(credentials.client.to_string()))
    }
}

fn default_cache(set_up: &Krb5Conf) -> Result<CacheName, KerberosError> {
    CacheName::default(set_up).map_err(file)
}

fn principal(name: &ServiceName) -> Principal {
    let components = ["afs"].into_iter().chain(name.cell.as_deref());
    Principal::new(krb5::client::NT_PRINCIPAL, components, name.realm.as_str())
}

fn config(error: impl Display) -> KerberosError {
    KerberosError::Config(error.to_string())
}

fn file(error: impl Display) -> KerberosError {
    KerberosError::File(error.to_string())
}

#[cfg(test)]
mod tests;
