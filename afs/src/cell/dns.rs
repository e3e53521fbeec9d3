//! Cells that DNS knows (RFC 5864).
//!
//! Holds: what is asked for and how its answers are put in order; a resolver in memory, for tests; with the feature `dns` one
//! that asks the system's servers. Must not know: calls, files.

#[cfg(feature = "dns")]
mod hickory;
mod order;

#[cfg(feature = "dns")]
pub use hickory::SystemResolver;
pub(crate) use order::in_order;

use super::servers::{CellServers, DatabaseServer};
use crate::random::Random;
use crate::{pr, vl};
use std::collections::BTreeMap;
use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;

/// The most records, and the most addresses of a host, that count.
const MOST: usize = 32;

/// One server of a service (RFC 2782).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Srv {
    /// The lowest is asked first.
    pub priority: u16,
    /// How often it is asked first among those with its priority.
    pub weight: u16,
    /// The UDP port.
    pub port: u16,
    /// The name of the host.
    pub target: String,
}

impl Srv {
    /// A record.
    pub fn new(priority: u16, weight: u16, port: u16, target: impl Into<String>) -> Self {
        Self { priority, weight, port, target: target.into() }
    }
}

/// A host that serves a cell (RFC 1183, subtype 1).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct AfsDb {
    /// The subtype; 1 is a server of volume location.
    pub subtype: u16,
    /// The name of the host.
    pub target: String,
}

impl AfsDb {
    /// A record.
    pub fn new(subtype: u16, target: impl Into<String>) -> Self {
        Self { subtype, target: target.into() }
    }
}

/// What DNS answers: records, and the name that has them. Nothing at all if there are none.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer<T> {
    /// The name that has the records, which is another than that which was asked for if that is an alias.
    pub owner: String,
    /// The records.
    pub records: Vec<T>,
}

impl<T> Answer<T> {
    /// An answer.
    pub fn new(owner: impl Into<String>, records: Vec<T>) -> Self {
        Self { owner: owner.into(), records }
    }
}

/// DNS does not answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("DNS: {0}")]
pub struct DnsError(pub String);

/// What a resolver will have found. `None`: there is no such name, or it has no such records.
pub type Found<'a, T> = Pin<Box<dyn Future<Output = Result<Option<T>, DnsError>> + Send + 'a>>;

/// Asks DNS. Names are absolute and end with a dot.
pub trait Resolver: Send + Sync {
    /// The records SRV of a name.
    fn srv<'a>(&'a self, name: &'a str) -> Found<'a, Answer<Srv>>;

    /// The records AFSDB of a name.
    fn afsdb<'a>(&'a self, name: &'a str) -> Found<'a, Answer<AfsDb>>;

    /// The addresses of a host.
    fn addresses<'a>(&'a self, host: &'a str) -> Found<'a, Vec<IpAddr>>;
}

/// Finds a cell in DNS: by SRV for each database, those with the lowest priority first and by weight; by AFSDB if there are
/// none. Protection that DNS does not tell of is where volume location is. `None` if DNS knows no such cell.
pub(crate) async fn find(
    resolver: &dyn Resolver,
    cell: &str,
    random: &mut Random,
) -> Result<Option<CellServers>, DnsError> {
    let name = format!("{}.", cell.trim_end_matches('.'));
    let ask = async |service: &str| resolver.srv(&format!("_afs3-{service}._udp.{name}")).await;
    let Some(mut told) = ask("vlserver").await? else {
        return by_afsdb(resolver, &name).await;
    };
    in_order(&mut told.records, random);
    let location = servers(resolver, &told.records).await?;
    let protection = match ask("prserver").await? {
        Some(mut told) => {
            in_order(&mut told.records, random);
            servers(resolver, &told.records).await?
        }
        None => at_port(&location, pr::PORT),
    };
    Ok(named(&told.owner, location, protection))
}

async fn by_afsdb(resolver: &dyn Resolver, name: &str) -> Result<Option<CellServers>, DnsError> {
    let Some(told) = resolver.afsdb(name).await? else { return Ok(None) };
    let hosts = told.records.into_iter().filter(|record| record.subtype == 1);
    let records: Vec<_> = hosts.map(|record| Srv::new(0, 0, vl::PORT, record.target)).collect();
    let location = servers(resolver, &records).await?;
    let protection = at_port(&location, pr::PORT);
    Ok(named(&told.owner, location, protection))
}

/// The cell's real name is that which has the records, without what names the service.
fn named(
    owner: &str,
    location: Vec<DatabaseServer>,
    protection: Vec<DatabaseServer>,
) -> Option<CellServers> {
    let owner = owner.trim_end_matches('.').to_ascii_lowercase();
    let name = owner.strip_prefix("_afs3-vlserver._udp.").unwrap_or(&owner);
    let fits = super::is_cell_name(name) && !location.is_empty();
    fits.then(|| CellServers::new(name, location, protection))
}

/// Hosts that DNS does not know are left out.
async fn servers(resolver: &dyn Resolver, hosts: &[Srv]) -> Result<Vec<DatabaseServer>, DnsError> {
    let mut servers = Vec::new();
    // A target of "." alone says that there is no such service.
    for host in hosts.iter().filter(|host| host.target != ".").take(MOST) {
        let addresses = resolver.addresses(&host.target).await?.unwrap_or_default();
        let name = host.target.trim_end_matches('.');
        let server = |ip| DatabaseServer::new((ip, host.port).into(), name);
        servers.extend(addresses.into_iter().take(MOST).map(server));
    }
    Ok(servers)
}

fn at_port(servers: &[DatabaseServer], port: u16) -> Vec<DatabaseServer> {
    let moved = |server: &DatabaseServer| {
        DatabaseServer::new((server.address.ip(), port).into(), server.host.clone())
    };
    servers.iter().map(moved).collect()
}

/// A resolver that knows what it was told, and asks nobody: for tests.
#[derive(Clone, Debug, Default)]
pub struct InMemoryResolver {
    srv: BTreeMap<String, Answer<Srv>>,
    afsdb: BTreeMap<String, Answer<AfsDb>>,
    addresses: BTreeMap<String, Vec<IpAddr>>,
}

impl InMemoryResolver {
    /// Knows nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds records SRV of a name, which ends with a dot.
    #[must_use]
    pub fn srv(mut self, name: &str, answer: Answer<Srv>) -> Self {
        self.srv.insert(name.to_owned(), answer);
        self
    }

    /// Adds records AFSDB of a name, which ends with a dot.
    #[must_use]
    pub fn afsdb(mut self, name: &str, answer: Answer<AfsDb>) -> Self {
        self.afsdb.insert(name.to_owned(), answer);
        self
    }

    /// Adds addresses of a host.
    #[must_use]
    pub fn addresses(mut self, host: &str, addresses: Vec<IpAddr>) -> Self {
        self.addresses.insert(host.to_owned(), addresses);
        self
    }
}

fn ready<'a, T: Clone + Send + 'a>(known: &BTreeMap<String, T>, name: &str) -> Found<'a, T> {
    Box::pin(std::future::ready(Ok(known.get(name).cloned())))
}

impl Resolver for InMemoryResolver {
    fn srv<'a>(&'a self, name: &'a str) -> Found<'a, Answer<Srv>> {
        ready(&self.srv, name)
    }

    fn afsdb<'a>(&'a self, name: &'a str) -> Found<'a, Answer<AfsDb>> {
        ready(&self.afsdb, name)
    }

    fn addresses<'a>(&'a self, host: &'a str) -> Found<'a, Vec<IpAddr>> {
        ready(&self.addresses, host)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use futures::executor::block_on;

    fn at(last: u8, port: u16) -> std::net::SocketAddr {
        ([192, 0, 2, last], port).into()
    }

    fn hosts() -> InMemoryResolver {
        (1..5).fold(InMemoryResolver::new(), |resolver, last| {
            resolver.addresses(&format!("db{last}."), vec![[192, 0, 2, last].into()])
        })
    }

    fn found(resolver: &InMemoryResolver, cell: &str) -> Option<CellServers> {
        block_on(find(resolver, cell, &mut Random::seeded(1))).unwrap()
    }

    fn addresses(of: &[DatabaseServer]) -> Vec<std::net::SocketAddr> {
        of.iter().map(|server| server.address).collect()
    }

    #[test]
    fn servers_are_found_with_ports_by_priority() {
        let records = vec![
            Srv::new(20, 0, 7103, "db1."),
            Srv::new(10, 0, 7003, "db2."),
            Srv::new(30, 0, 7003, "."),
        ];
        let location = Answer::new("_afs3-vlserver._udp.Example.org.", records);
        let protection =
            Answer::new("_afs3-prserver._udp.example.org.", vec![Srv::new(0, 0, 7202, "db3.")]);
        let resolver = hosts().srv("_afs3-vlserver._udp.ex.", location);
        let cell = found(&resolver, "ex").unwrap();
        assert_eq!(cell.name, "example.org");
        assert_eq!(addresses(&cell.volume_location), [at(2, 7003), at(1, 7103)]);
        assert_eq!(addresses(&cell.protection), [at(2, 7002), at(1, 7002)]);
        assert_eq!(cell.volume_location[0].host, "db2");
        let cell = found(&resolver.srv("_afs3-prserver._udp.ex.", protection), "ex.").unwrap();
        assert_eq!(addresses(&cell.protection), [at(3, 7202)]);
    }

    #[test]
    fn afsdb_counts_where_there_is_no_srv() {
        let records = vec![AfsDb::new(2, "db1."), AfsDb::new(1, "db4."), AfsDb::new(1, "gone.")];
        let resolver = hosts().afsdb("example.org.", Answer::new("example.org.", records));
        let cell = found(&resolver, "example.org").unwrap();
        assert_eq!(addresses(&cell.volume_location), [at(4, 7003)]);
        assert_eq!(addresses(&cell.protection), [at(4, 7002)]);
        assert_eq!(found(&resolver, "other.org"), None);
    }

    #[test]
    fn an_owner_that_is_no_cell_is_none() {
        let answer = Answer::new("_afs3-vlserver._udp.a\u{1b}b.", vec![Srv::new(0, 0, 1, "db1.")]);
        assert_eq!(found(&hosts().srv("_afs3-vlserver._udp.x.", answer), "x"), None);
    }
}
