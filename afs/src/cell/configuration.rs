//! What a host says about cells: its own cell, other names of cells, and their servers.
//!
//! Holds: where the files are, and the order in which they and DNS are asked. Must not know: calls.

use super::dns::{self, DnsError, Resolver};
use super::names::{Aliases, NamesError, is_cell_name, this_cell};
use super::servers::{CellServDb, CellServDbError, CellServers};
use crate::random::Random;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The longest file that is read.
const MAX_FILE: u64 = 4 << 20;

/// Where clients and servers of AFS have their files, in the order in which they are looked for, behind `$AFSCONF`.
const DIRECTORIES: [&str; 4] =
    ["/etc/openafs", "/usr/vice/etc", "/etc/openafs/server", "/usr/afs/etc"];

/// Why a cell, or what a host says about cells, is not known.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigurationError {
    /// A file cannot be read.
    #[error("{}: {error}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// A CellServDB is wrong.
    #[error("{}: {error}", path.display())]
    CellServDb {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        error: CellServDbError,
    },
    /// A CellAlias is wrong.
    #[error("{}: {error}", path.display())]
    CellAlias {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        error: NamesError,
    },
    /// This cannot be the name of a cell.
    #[error("this is no name of a cell: {0:?}")]
    NoName(String),
    /// Neither files nor DNS, if it was asked, know the cell, or they know no server of it.
    #[error("no servers of the cell {cell} are known: CellServDB names none; {}", asked(*asked_dns))]
    NoCell {
        /// Which.
        cell: String,
        /// Whether DNS was asked.
        asked_dns: bool,
    },
    /// No cell was named, and no file says which one this host is in.
    #[error("no cell is named, and there is no file ThisCell")]
    NoThisCell,
    /// No file knows the cell, and DNS does not answer.
    #[error("no servers of the cell {cell} are known: CellServDB names none; {error}")]
    Dns {
        /// Which.
        cell: String,
        /// What DNS says instead.
        #[source]
        error: DnsError,
    },
}

fn asked(dns: bool) -> &'static str {
    if dns { "DNS knows no such cell" } else { "DNS was not asked" }
}

/// What a host says about cells.
#[derive(Clone, Default)]
pub struct Configuration {
    this_cell: Option<String>,
    aliases: Aliases,
    cells: CellServDb,
    given: Vec<CellServers>,
    resolver: Option<Arc<dyn Resolver>>,
}

impl std::fmt::Debug for Configuration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Configuration")
            .field("this_cell", &self.this_cell)
            .field("cells", &self.cells.cells().len())
            .finish_non_exhaustive()
    }
}

impl Configuration {
    /// Knows no cell.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the files ThisCell, CellServDB and CellAlias of a directory; one that is not there says nothing. Blocks while it
    /// reads.
    ///
    /// # Errors
    ///
    /// [`ConfigurationError`] for a file that cannot be read or is wrong, or has more than 4 MiB.
    pub fn open(directory: impl AsRef<Path>) -> Result<Self, ConfigurationError> {
        let directory = directory.as_ref();
        let path = |name| directory.join(name);
        let this_cell = read(&path("ThisCell"))?.as_deref().and_then(this_cell).map(str::to_owned);
        let cells = path("CellServDB");
        let cells = CellServDb::parse(&read(&cells)?.unwrap_or_default())
            .map_err(|error| ConfigurationError::CellServDb { path: cells, error })?;
        let aliases = path("CellAlias");
        let aliases = Aliases::parse(&read(&aliases)?.unwrap_or_default())
            .map_err(|error| ConfigurationError::CellAlias { path: aliases, error })?;
        Ok(Self { this_cell, aliases, cells, ..Self::default() })
    }

    /// Reads the files of the directory `$AFSCONF`, if that is set; else of the first of `/etc/openafs`, `/usr/vice/etc`,
    /// `/etc/openafs/server` and `/usr/afs/etc` that has a ThisCell or a CellServDB. Without any, knows no cell. Blocks while
    /// it reads.
    ///
    /// # Errors
    ///
    /// As [`Configuration::open`].
    pub fn usual() -> Result<Self, ConfigurationError> {
        if let Some(directory) = std::env::var_os("AFSCONF").filter(|path| !path.is_empty()) {
            return Self::open(PathBuf::from(directory));
        }
        let has = |directory: &&&str| {
            ["ThisCell", "CellServDB"].iter().any(|name| Path::new(directory).join(name).exists())
        };
        DIRECTORIES.iter().find(has).map_or_else(|| Ok(Self::new()), Self::open)
    }

    /// Has DNS asked for cells that no file knows.
    #[must_use]
    pub fn resolver(mut self, resolver: impl Resolver + 'static) -> Self {
        self.resolver = Some(Arc::new(resolver));
        self
    }

    /// Adds a cell, which counts before what files say of its name.
    #[must_use]
    pub fn cell(mut self, cell: CellServers) -> Self {
        self.given.push(cell);
        self
    }

    /// Sets the cell that this host is in.
    #[must_use]
    pub fn in_cell(mut self, name: impl Into<String>) -> Self {
        self.this_cell = Some(name.into());
        self
    }

    /// The cell that this host is in.
    #[must_use]
    pub fn this_cell(&self) -> Option<&str> {
        self.this_cell.as_deref()
    }

    /// The cells that CellServDB lists.
    #[must_use]
    pub fn listed(&self) -> &CellServDb {
        &self.cells
    }

    /// The servers of a cell, or of this host's own, in the order in which they are to be asked. An alias stands for its cell.
    /// A cell is known by its whole name, from files and then from DNS; else by the beginning of a name in CellServDB, if
    /// just one begins so. A name without a dot is looked for there before DNS is asked. Waits for DNS; cancel-safe.
    ///
    /// # Errors
    ///
    /// [`ConfigurationError`].
    pub async fn find(&self, name: Option<&str>) -> Result<CellServers, ConfigurationError> {
        let named = name.or(self.this_cell()).ok_or(ConfigurationError::NoThisCell)?;
        if !is_cell_name(named) {
            return Err(ConfigurationError::NoName(named.to_owned()));
        }
        let name =
            if self.gives(named) { named } else { self.aliases.real(named).unwrap_or(named) };
        let random = &mut Random::new();
        let mut found = self.known(name, random);
        if found.is_none() && !name.contains('.') {
            found = self.beginning(name, random);
        }
        let told = match (&found, &self.resolver) {
            (None, Some(resolver)) => dns::find(&**resolver, name, random).await,
            _ => Ok(None),
        };
        let (told, failed) = told.map_or_else(|error| (None, Some(error)), |told| (told, None));
        let found = found.or(told).or_else(|| self.beginning(name, random));
        let has_servers = |cell: &CellServers| !cell.volume_location.is_empty();
        found.filter(has_servers).ok_or_else(|| self.unknown(named, failed))
    }

    fn unknown(&self, cell: &str, dns: Option<DnsError>) -> ConfigurationError {
        let cell = cell.to_owned();
        match dns {
            Some(error) => ConfigurationError::Dns { cell, error },
            None => ConfigurationError::NoCell { cell, asked_dns: self.resolver.is_some() },
        }
    }

    /// Whether the program gave this one.
    fn gives(&self, name: &str) -> bool {
        self.given.iter().any(|cell| cell.name.eq_ignore_ascii_case(name))
    }

    fn known(&self, name: &str, random: &mut Random) -> Option<CellServers> {
        let given = self.given.iter().find(|cell| cell.name.eq_ignore_ascii_case(name));
        let listed = |random| Some(CellServers::listed(self.cells.get(name)?, random));
        given.cloned().or_else(|| listed(random)).filter(|cell| !cell.volume_location.is_empty())
    }

    fn beginning(&self, name: &str, random: &mut Random) -> Option<CellServers> {
        Some(CellServers::listed(self.cells.beginning_with(name)?, random))
    }
}

/// The text of a file, with marks in the place of what is no UTF-8; nothing if there is no such file.
fn read(path: &Path) -> Result<Option<String>, ConfigurationError> {
    let failed = |error| ConfigurationError::File { path: path.to_owned(), error };
    let file = match std::fs::File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other.map_err(failed)?,
    };
    let mut bytes = Vec::new();
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(failed(io::Error::new(io::ErrorKind::FileTooLarge, "more than 4 MiB")));
    }
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::dns::{Answer, InMemoryResolver, Srv};
    use super::super::servers::Source;
    use super::*;
    use futures::executor::block_on;

    fn host() -> Configuration {
        let cells =
            ">example.org #\n192.0.2.1 #a\n>other.example.org #\n192.0.2.2 #b\n>empty.org #\n";
        Configuration {
            this_cell: Some("example.org".into()),
            aliases: Aliases::parse("other.example.org o").unwrap(),
            cells: CellServDb::parse(cells).unwrap(),
            ..Configuration::default()
        }
    }

    fn name(of: &Configuration, cell: Option<&str>) -> Result<String, String> {
        block_on(of.find(cell)).map(|cell| cell.name).map_err(|error| error.to_string())
    }

    #[test]
    fn a_cell_is_found_by_its_name_an_alias_or_its_beginning() {
        let host = host();
        assert_eq!(name(&host, None).unwrap(), "example.org");
        assert_eq!(name(&host, Some("O")).unwrap(), "other.example.org");
        assert_eq!(name(&host, Some("oth")).unwrap(), "other.example.org");
        assert_eq!(name(&host, Some("Example.Org")).unwrap(), "example.org");
        assert!(name(&host, Some("x.org")).unwrap_err().ends_with("DNS was not asked"));
        assert!(name(&host, Some("empty.org")).unwrap_err().contains("no servers"));
        assert!(name(&host, Some("../etc")).unwrap_err().contains("no name"));
        assert!(name(&Configuration::new(), None).unwrap_err().contains("ThisCell"));
    }

    #[test]
    fn a_cell_that_was_given_counts_before_an_alias() {
        let host = host().cell(CellServers::at("O", &[[192, 0, 2, 5].into()]));
        let cell = block_on(host.find(Some("o"))).unwrap();
        assert_eq!((&*cell.name, cell.source), ("O", Source::Given));
        assert_eq!(name(&host, Some("oth")).unwrap(), "other.example.org");
    }

    #[test]
    fn dns_is_asked_for_what_files_do_not_know() {
        let answer = |cell: &str| {
            Answer::new(format!("_afs3-vlserver._udp.{cell}."), vec![Srv::new(0, 0, 7003, "h.")])
        };
        let dns = InMemoryResolver::new()
            .srv("_afs3-vlserver._udp.empty.org.", answer("empty.org"))
            .srv("_afs3-vlserver._udp.other.", answer("wrong"))
            .srv("_afs3-vlserver._udp.example.org.", answer("wrong"))
            .srv("_afs3-vlserver._udp.other.example.", answer("other.example"))
            .addresses("h.", vec![[192, 0, 2, 9].into()]);
        let host = host().resolver(dns);
        assert_eq!(name(&host, Some("empty.org")).unwrap(), "empty.org");
        assert_eq!(name(&host, None).unwrap(), "example.org");
        assert_eq!(name(&host, Some("other")).unwrap(), "other.example.org");
        assert_eq!(name(&host, Some("other.example")).unwrap(), "other.example");
        let source = |cell| block_on(host.find(Some(cell))).unwrap().source;
        assert_eq!((source("o"), source("empty.org")), (Source::CellServDb, Source::DnsSrv));
        let error = name(&host, Some("nowhere.org")).unwrap_err();
        assert!(
            error.ends_with("nowhere.org are known: CellServDB names none; DNS knows no such cell")
        );
    }

    /// Says nothing.
    struct Fails;

    impl Resolver for Fails {
        fn srv<'a>(&'a self, _: &'a str) -> dns::Found<'a, Answer<Srv>> {
            Box::pin(std::future::ready(Err(DnsError("it fails".into()))))
        }

        fn afsdb<'a>(&'a self, _: &'a str) -> dns::Found<'a, Answer<dns::AfsDb>> {
            Box::pin(std::future::ready(Ok(None)))
        }

        fn addresses<'a>(&'a self, _: &'a str) -> dns::Found<'a, Vec<std::net::IpAddr>> {
            Box::pin(std::future::ready(Ok(None)))
        }
    }

    #[test]
    fn dns_that_fails_hides_nothing_that_files_say() {
        let host = host().resolver(Fails);
        assert_eq!(name(&host, Some("example.o")).unwrap(), "example.org");
        let error = name(&host, Some("nowhere.org")).unwrap_err();
        assert!(error.ends_with("nowhere.org are known: CellServDB names none; DNS: it fails"));
    }

    #[test]
    fn a_directory_without_files_knows_nothing() {
        let nothing = Configuration::open("/nowhere-at-all").unwrap();
        assert_eq!((nothing.this_cell(), nothing.listed().cells().len()), (None, 0));
    }

    #[test]
    fn files_of_a_directory_are_read() {
        let directory = std::env::temp_dir().join(format!("rxrpc-afs-{}", Random::new().next()));
        std::fs::create_dir(&directory).unwrap();
        let write = |name: &str, text: &[u8]| std::fs::write(directory.join(name), text).unwrap();
        write("ThisCell", b"example.org\n");
        write("CellServDB", b">example.org #caf\xe9\n192.0.2.1 #a\n");
        write("CellAlias", b"example.org ex\n");
        let host = Configuration::open(&directory).unwrap();
        assert_eq!(name(&host, Some("ex")).unwrap(), "example.org");
        write("CellServDB", b"192.0.2.1 #a\n");
        let error = Configuration::open(&directory).unwrap_err().to_string();
        assert!(error.ends_with("CellServDB: line 1: a server of no cell"), "{error}");
        std::fs::remove_dir_all(&directory).unwrap();
    }
}
