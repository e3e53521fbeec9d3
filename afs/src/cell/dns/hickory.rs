//! DNS as this system is set up to ask it.
//!
//! Holds: a [`Resolver`] on hickory-resolver, in a thread of its own, so that any executor, and any thread, can wait for it.
//! Must not know: cells.

use super::{AfsDb, Answer, DnsError, Found, Resolver, Srv};
use hickory_resolver::TokioResolver;
use hickory_resolver::config::{
    ConnectionConfig, LookupIpStrategy, NameServerConfig, ResolverConfig,
};
use hickory_resolver::lookup::Lookup;
use hickory_resolver::net::NetError;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::{RData, Record, RecordType};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

type ResolverBuilder = hickory_resolver::ResolverBuilder<TokioRuntimeProvider>;

/// The type of records AFSDB (RFC 1183).
const AFSDB: RecordType = RecordType::Unknown(18);

/// How long a question may take.
const LIMIT: Duration = Duration::from_secs(10);

/// How many aliases of a service are followed.
const ALIASES: usize = 4;

/// How long a message's header is; the question stands behind it (RFC 1035 §4.1).
const HEADER: usize = 12;

/// Asks the servers that this system asks. It remembers answers as long as they say.
#[derive(Debug)]
pub struct SystemResolver {
    resolver: TokioResolver,
    limit: Duration,
    /// `None` only while it is dropped.
    runtime: Option<Runtime>,
}

impl SystemResolver {
    /// Reads how the system asks DNS, and starts a thread. Blocks while it reads.
    ///
    /// # Errors
    ///
    /// [`DnsError`] if the system does not say how, or gives no thread.
    pub fn new() -> Result<Self, DnsError> {
        Self::built(TokioResolver::builder_tokio)
    }

    /// Asks these servers in place of the system's, by UDP and TCP. Starts a thread.
    ///
    /// # Errors
    ///
    /// [`DnsError`] if the system gives no thread.
    pub fn asking(servers: &[SocketAddr]) -> Result<Self, DnsError> {
        let server = |server: &SocketAddr| {
            let mut connections = [ConnectionConfig::udp(), ConnectionConfig::tcp()];
            connections.iter_mut().for_each(|connection| connection.port = server.port());
            NameServerConfig::new(server.ip(), true, connections.into())
        };
        let config = ResolverConfig::from_name_servers(servers.iter().map(server).collect());
        let provider = TokioRuntimeProvider::default();
        Self::built(|| Ok(TokioResolver::builder_with_config(config, provider)))
    }

    /// Sets how long one question may take, whatever the system says of single attempts: 10 s without this. A cell takes four
    /// at most, one after the other.
    #[must_use]
    pub fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    fn built(
        resolver: impl FnOnce() -> Result<ResolverBuilder, NetError>,
    ) -> Result<Self, DnsError> {
        let mut builder = Builder::new_multi_thread();
        let runtime = builder.worker_threads(1).enable_all().thread_name("rxrpc-dns").build();
        let runtime = runtime.map_err(|error| DnsError(error.to_string()))?;
        let _inside = runtime.enter();
        let resolver = resolver().and_then(|mut builder| {
            // Servers of AFS have IPv4 addresses alone.
            builder.options_mut().ip_strategy = LookupIpStrategy::Ipv4Only;
            builder.build()
        });
        let resolver = resolver.map_err(|error| DnsError(error.to_string()))?;
        Ok(Self { resolver, limit: LIMIT, runtime: Some(runtime) })
    }

    /// Has the thread ask, and waits for it.
    fn ask<'a, T: Send + 'static>(
        &'a self,
        question: impl Future<Output = Result<T, NetError>> + Send + 'static,
    ) -> Found<'a, T> {
        let limit = self.limit;
        let limited = async move { timeout(limit, question).await };
        let asked = self.runtime.as_ref().map(|runtime| runtime.spawn(limited));
        Box::pin(async move {
            let Some(asked) = asked else { return Ok(None) };
            match asked.await {
                Ok(Ok(Ok(found))) => Ok(Some(found)),
                Ok(Ok(Err(error))) if error.is_no_records_found() => Ok(None),
                Ok(Ok(Err(error))) => Err(DnsError(error.to_string())),
                Ok(Err(_)) => Err(DnsError(format!("no answer within {limit:?}"))),
                Err(error) => Err(DnsError(error.to_string())),
            }
        })
    }
}

/// The executor of whoever drops it may allow no wait.
impl Drop for SystemResolver {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Resolver for SystemResolver {
    fn srv<'a>(&'a self, name: &'a str) -> Found<'a, Answer<Srv>> {
        let asked = self.ask(services(self.resolver.clone(), name.to_owned()));
        records(asked, RecordType::SRV, |record| match &record.data {
            RData::SRV(srv) => {
                let target = srv.target.to_ascii();
                Some(Srv::new(srv.priority, srv.weight, srv.port, target))
            }
            _ => None,
        })
    }

    fn afsdb<'a>(&'a self, name: &'a str) -> Found<'a, Answer<AfsDb>> {
        let (resolver, whole) = (self.resolver.clone(), name.to_owned());
        let asked = self.ask(async move { resolver.lookup(whole, AFSDB).await });
        records(asked, AFSDB, move |record| {
            // Of an alias the question may have been another one.
            let asked = record.name.to_ascii().eq_ignore_ascii_case(name);
            let question = if asked { labels(name) } else { Vec::new() };
            match &record.data {
                RData::Unknown { rdata, .. } => afsdb(&rdata.anything, &question),
                _ => None,
            }
        })
    }

    fn addresses<'a>(&'a self, host: &'a str) -> Found<'a, Vec<IpAddr>> {
        let (resolver, host) = (self.resolver.clone(), host.to_owned());
        let asked = self.ask(async move { resolver.lookup_ip(host).await });
        Box::pin(async move {
            Ok(asked.await?.map(|found| found.iter().filter(IpAddr::is_ipv4).collect()))
        })
    }
}

/// The records SRV of a name, or of what that is another name of. (hickory itself takes the host that a record names for the
/// alias, and asks for its services.)
async fn services(resolver: TokioResolver, mut name: String) -> Result<Lookup, NetError> {
    for _ in 0..ALIASES {
        match resolver.lookup(&*name, RecordType::SRV).await {
            Err(error) if error.is_no_records_found() => {}
            found => return found,
        }
        let alias = resolver.lookup(&*name, RecordType::CNAME).await?;
        let target = |record: &Record| match &record.data {
            RData::CNAME(target) => Some(target.to_ascii()),
            _ => None,
        };
        name = alias.answers().iter().find_map(target).unwrap_or(name);
    }
    resolver.lookup(name, RecordType::SRV).await
}

/// What of an answer is of this type and can be read.
fn records<'a, T: Send + 'a>(
    asked: Found<'a, Lookup>,
    record_type: RecordType,
    read: impl Fn(&Record) -> Option<T> + Send + 'a,
) -> Found<'a, Answer<T>> {
    Box::pin(async move {
        let Some(found) = asked.await? else { return Ok(None) };
        let of_type = |record: &&Record| record.record_type() == record_type;
        let records: Vec<&Record> = found.answers().iter().filter(of_type).collect();
        let answer = answer(&records, &read);
        if answer.records.is_empty() && !records.is_empty() {
            return Err(DnsError(format!("records that cannot be read ({record_type})")));
        }
        Ok(Some(answer).filter(|answer| !answer.records.is_empty()))
    })
}

/// The records that can be read, and the name of the first of them.
fn answer<T>(records: &[&Record], read: &impl Fn(&Record) -> Option<T>) -> Answer<T> {
    let read = |record: &&Record| Some((record.name.to_ascii(), read(record)?));
    let mut owner = String::new();
    let mut all = Vec::new();
    for (name, record) in records.iter().filter_map(read) {
        if all.is_empty() {
            owner = name;
        }
        all.push(record);
    }
    Answer::new(owner, all)
}

/// A subtype and a name. No pointer is to be sent in it any more (RFC 3597 §4); one to the question, which begins every
/// answer, is read all the same. Of others it is not known to what.
fn afsdb(data: &[u8], mut question: &[u8]) -> Option<AfsDb> {
    let (subtype, mut rest) = data.split_first_chunk::<2>()?;
    let mut target = String::new();
    loop {
        let (length, after) = rest.split_first()?;
        match (length, after) {
            (0, []) => return Some(AfsDb::new(u16::from_be_bytes(*subtype), target)),
            (1..64, _) => {
                let (label, after) = after.split_at_checked(usize::from(*length))?;
                target.push_str(std::str::from_utf8(label).ok()?);
                target.push('.');
                rest = after;
            }
            (0xc0.., [low]) => {
                let at = usize::from(u16::from_be_bytes([length & 0x3f, *low]));
                // Once only.
                rest = std::mem::take(&mut question).get(at.checked_sub(HEADER)?..)?;
            }
            _ => return None,
        }
    }
}

/// A name as it stands in a question.
fn labels(name: &str) -> Vec<u8> {
    let parts = name.trim_end_matches('.').split('.');
    let label = |part: &str| [&[u8::try_from(part.len()).unwrap_or(0)], part.as_bytes()].concat();
    parts.flat_map(label).chain([0]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_and_pointers_to_the_question() {
        let question = labels("example.org.");
        assert_eq!(question, b"\x07example\x03org\0");
        let target = |data: &[u8]| afsdb(data, &question).map(|record| record.target);
        assert_eq!(target(b"\0\x01\x03db1\x07example\0").as_deref(), Some("db1.example."));
        assert_eq!(target(b"\0\x01\x03db1\xc0\x0c").as_deref(), Some("db1.example.org."));
        assert_eq!(target(b"\0\x01\x03db1\xc0\x14").as_deref(), Some("db1.org."));
        assert_eq!(afsdb(b"\0\x02\x01a\0", &[]), Some(AfsDb::new(2, "a.")));
    }

    #[test]
    fn what_is_no_record_is_refused() {
        let question = labels("example.org.");
        for bad in [
            &b""[..],
            b"\0\x01",
            b"\0\x01\x03db",
            b"\0\x01\x01a\0x",
            b"\0\x01\xc0",
            // To the header, the middle of a label, what stands behind the question, and with something behind it.
            b"\0\x01\xc0\x0b",
            b"\0\x01\xc0\x0d",
            b"\0\x01\xc0\x19",
            b"\0\x01\xff\xff",
            b"\0\x01\xc0\x0c\0",
            // Labels of types that nobody uses.
            b"\0\x01\x41a\0",
            b"\0\x01\x80\0",
        ] {
            assert_eq!(afsdb(bad, &question), None, "{bad:?}");
        }
        // A question that is a pointer is followed once.
        assert_eq!(afsdb(b"\0\x01\xc0\x0c", &[0xc0, 0x0c]), None);
    }
}
