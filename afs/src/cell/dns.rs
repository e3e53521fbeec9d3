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

use super::servers::{CellServers, DatabaseServer, MAX_SERVERS, Source};
use crate::random::Random;
use crate::{pr, vl};
use futures::future::join_all;
use std::collections::BTreeMap;
use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;

/// The most hosts whose addresses are asked for.
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
/// none. Protection that DNS does not tell of is where volume location is. `None` if DNS knows no such cell, or no server of it
/// that can be: as of CellServDB, eight count.
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
    Ok(named(&told.owner, location, protection, Source::DnsSrv))
}

async fn by_afsdb(resolver: &dyn Resolver, name: &str) -> Result<Option<CellServers>, DnsError> {
    let Some(told) = resolver.afsdb(name).await? else { return Ok(None) };
    let hosts = told.records.into_iter().filter(|record| record.subtype == 1);
    let records: Vec<_> = hosts.map(|record| Srv::new(0, 0, vl::PORT, record.target)).collect();
    let location = servers(resolver, &records).await?;
    let protection = at_port(&location, pr::PORT);
    Ok(named(&told.owner, location, protection, Source::DnsAfsDb))
}

/// The cell's real name is that which has the records, without what names the service.
fn named(
    owner: &str,
    location: Vec<DatabaseServer>,
    protection: Vec<DatabaseServer>,
    source: Source,
) -> Option<CellServers> {
    let owner = owner.trim_end_matches('.').to_ascii_lowercase();
    let name = owner.strip_prefix("_afs3-vlserver._udp.").unwrap_or(&owner);
    let fits = super::is_cell_name(name) && !location.is_empty();
    fits.then(|| CellServers::new(name, location, protection).said_by(source))
}

/// Hosts that DNS does not know or say are left out, if others are left. All are asked for at once.
async fn servers(resolver: &dyn Resolver, hosts: &[Srv]) -> Result<Vec<DatabaseServer>, DnsError> {
    // A target of "." alone says that there is no such service.
    let serves = |host: &&Srv| host.target != "." && host.port != 0;
    let hosts: Vec<&Srv> = hosts.iter().filter(serves).take(MOST).collect();
    let asked = hosts.iter().map(|host| resolver.addresses(&host.target));
    let (mut servers, mut failed) = (Vec::<DatabaseServer>::new(), None);
    for (host, told) in hosts.iter().zip(join_all(asked).await) {
        let addresses = told.unwrap_or_else(|error| {
            failed = Some(error);
            None
        });
        let name = host.target.trim_end_matches('.');
        for ip in addresses.unwrap_or_default().into_iter().filter(is_of_a_host) {
            let server = DatabaseServer::new((ip, host.port).into(), name);
            let known = servers.iter().any(|known| known.address == server.address);
            if !known && servers.len() < MAX_SERVERS {
                servers.push(server);
            }
        }
    }
    failed.filter(|_| servers.is_empty()).map_or(Ok(servers), Err)
}

/// Whether one host may have it.
fn is_of_a_host(address: &IpAddr) -> bool {
    let broadcast = matches!(address, IpAddr::V4(address) if address.is_broadcast());
    !(broadcast || address.is_unspecified() || address.is_multicast())
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
        assert_eq!((&*cell.name, cell.source), ("example.org", Source::DnsSrv));
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
        assert_eq!(cell.source, Source::DnsAfsDb);
        assert_eq!(addresses(&cell.volume_location), [at(4, 7003)]);
        assert_eq!(addresses(&cell.protection), [at(4, 7002)]);
        assert_eq!(found(&resolver, "other.org"), None);
    }

    /// Knows two hosts, of which it says one, or none.
    struct Fails(bool);

    impl Resolver for Fails {
        fn srv<'a>(&'a self, name: &'a str) -> Found<'a, Answer<Srv>> {
            let records = vec![Srv::new(0, 0, 1, "db1."), Srv::new(0, 0, 1, "db2.")];
            Box::pin(std::future::ready(Ok(Some(Answer::new(name, records)))))
        }

        fn afsdb<'a>(&'a self, _: &'a str) -> Found<'a, Answer<AfsDb>> {
            Box::pin(std::future::ready(Ok(None)))
        }

        fn addresses<'a>(&'a self, host: &'a str) -> Found<'a, Vec<IpAddr>> {
            let said = (self.0 && host == "db2.").then(|| Some(vec![[192, 0, 2, 2].into()]));
            Box::pin(std::future::ready(said.ok_or(DnsError("it fails".into()))))
        }
    }

    #[test]
    fn one_host_that_dns_fails_to_say_hides_no_other() {
        let find = |says| block_on(find(&Fails(says), "a.org", &mut Random::seeded(1)));
        let cell = find(true).unwrap().unwrap();
        assert_eq!(addresses(&cell.volume_location), [at(2, 1)]);
        assert_eq!(find(false), Err(DnsError("it fails".into())));
    }

    #[test]
    fn what_no_server_can_have_is_left_out() {
        let records =
            vec![Srv::new(0, 0, 0, "db1."), Srv::new(0, 0, 1, "."), Srv::new(9, 0, 1, "a.")];
        let resolver = hosts()
            .srv("_afs3-vlserver._udp.ex.", Answer::new("_afs3-vlserver._udp.ex.", records.clone()))
            .srv(
                "_afs3-vlserver._udp.no.",
                Answer::new("_afs3-vlserver._udp.no.", records[..2].into()),
            );
        let addresses_of_a =
            [[0, 0, 0, 0], [224, 0, 0, 1], [255; 4], [192, 0, 2, 9], [192, 0, 2, 9]];
        let resolver = resolver.addresses("a.", addresses_of_a.map(IpAddr::from).into());
        let cell = found(&resolver, "ex").unwrap();
        assert_eq!(addresses(&cell.volume_location), [at(9, 1)]);
        assert_eq!(found(&resolver, "no"), None);
    }

    #[test]
    fn eight_servers_count_of_any_number_with_any_weight() {
        let records = (0..2000).map(|n| Srv::new(n / 4, u16::MAX, 1, format!("h{n}.")));
        let answer = Answer::new("_afs3-vlserver._udp.ex.", records.collect());
        let resolver = (0..2000_u16).fold(InMemoryResolver::new(), |resolver, n| {
            let [high, low] = n.to_be_bytes();
            let addresses = [1, 2].map(|last| IpAddr::from([10, high, low, last]));
            resolver.addresses(&format!("h{n}."), addresses.into())
        });
        let cell = found(&resolver.srv("_afs3-vlserver._udp.ex.", answer), "ex").unwrap();
        assert_eq!((cell.volume_location.len(), cell.protection.len()), (8, 8));
        // Those of the lowest priority are among them, each with both of its addresses.
        let first = |server: &&DatabaseServer| ["h0", "h1", "h2", "h3"].contains(&&*server.host);
        assert_eq!(cell.volume_location.iter().filter(first).count(), 8);
    }

    #[test]
    fn an_owner_that_is_no_cell_is_none() {
        let answer = Answer::new("_afs3-vlserver._udp.a\u{1b}b.", vec![Srv::new(0, 0, 1, "db1.")]);
        assert_eq!(found(&hosts().srv("_afs3-vlserver._udp.x.", answer), "x"), None);
    }
}
