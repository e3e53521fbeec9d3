//! DNS as this system is set up to ask it.
//!
//! Holds: a [`Resolver`] on hickory-resolver, in a thread of its own, so that any executor, and any thread, can wait for it.
//! Must not know: cells.

use super::{AfsDb, Answer, DnsError, Found, Resolver, Srv};
use hickory_resolver::lookup::Lookup;
use hickory_resolver::net::NetError;
use hickory_resolver::proto::rr::{RData, Record, RecordType};
use hickory_resolver::{ResolverBuilder, TokioResolver};
use std::net::IpAddr;
use tokio::runtime::{Builder, Runtime};

/// The type of records AFSDB (RFC 1183).
const AFSDB: RecordType = RecordType::Unknown(18);

/// Asks the servers that this system asks. It remembers answers as long as they say.
#[derive(Debug)]
pub struct SystemResolver {
    resolver: TokioResolver,
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
        let mut builder = Builder::new_multi_thread();
        let runtime = builder.worker_threads(1).enable_all().thread_name("rxrpc-dns").build();
        let runtime = runtime.map_err(|error| DnsError(error.to_string()))?;
        let _inside = runtime.enter();
        let resolver = TokioResolver::builder_tokio().and_then(ResolverBuilder::build);
        let resolver = resolver.map_err(|error| DnsError(error.to_string()))?;
        Ok(Self { resolver, runtime: Some(runtime) })
    }

    /// Has the thread ask, and waits for it.
    fn ask<'a, T: Send + 'static>(
        &'a self,
        question: impl Future<Output = Result<T, NetError>> + Send + 'static,
    ) -> Found<'a, T> {
        let asked = self.runtime.as_ref().map(|runtime| runtime.spawn(question));
        Box::pin(async move {
            let Some(asked) = asked else { return Ok(None) };
            match asked.await {
                Ok(Ok(found)) => Ok(Some(found)),
                Ok(Err(error)) if error.is_no_records_found() => Ok(None),
                Ok(Err(error)) => Err(DnsError(error.to_string())),
                Err(error) => Err(DnsError(error.to_string())),
            }
        })
    }

    fn records<'a, T: Send + 'a>(
        &'a self,
        name: &str,
        record_type: RecordType,
        read: fn(&RData) -> Option<T>,
    ) -> Found<'a, Answer<T>> {
        let (resolver, name) = (self.resolver.clone(), name.to_owned());
        let asked = self.ask(async move { resolver.lookup(name, record_type).await });
        Box::pin(async move {
            let answer = asked.await?.map(|found: Lookup| answer(found.answers(), read));
            Ok(answer.filter(|answer| !answer.records.is_empty()))
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
        self.records(name, RecordType::SRV, |data| match data {
            RData::SRV(srv) => {
                let target = srv.target.to_ascii();
                Some(Srv::new(srv.priority, srv.weight, srv.port, target))
            }
            _ => None,
        })
    }

    fn afsdb<'a>(&'a self, name: &'a str) -> Found<'a, Answer<AfsDb>> {
        self.records(name, AFSDB, |data| match data {
            RData::Unknown { rdata, .. } => afsdb(&rdata.anything),
            _ => None,
        })
    }

    fn addresses<'a>(&'a self, host: &'a str) -> Found<'a, Vec<IpAddr>> {
        let (resolver, host) = (self.resolver.clone(), host.to_owned());
        let asked = self.ask(async move { resolver.lookup_ip(host).await });
        // Servers of AFS have IPv4 addresses alone.
        Box::pin(async move {
            Ok(asked.await?.map(|found| found.iter().filter(IpAddr::is_ipv4).collect()))
        })
    }
}

/// The records that can be read, and the name of the first of them.
fn answer<T>(records: &[Record], read: fn(&RData) -> Option<T>) -> Answer<T> {
    let read = |record: &Record| Some((record.name.to_ascii(), read(&record.data)?));
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

/// A subtype and a name, in labels that are not compressed (RFC 3597 §4 allows no pointer here to be sent any more).
fn afsdb(data: &[u8]) -> Option<AfsDb> {
    let (subtype, mut rest) = data.split_first_chunk::<2>()?;
    let mut target = String::new();
    loop {
        let (length, after) = rest.split_first()?;
        if *length == 0 {
            return after.is_empty().then(|| AfsDb::new(u16::from_be_bytes(*subtype), target));
        }
        let (label, after) = after.split_at_checked(usize::from(*length))?;
        target.push_str(std::str::from_utf8(label).ok().filter(|_| *length < 64)?);
        target.push('.');
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_and_pointers_refused() {
        let record = afsdb(b"\0\x01\x03db1\x07example\0");
        assert_eq!(record, Some(AfsDb::new(1, "db1.example.")));
        for bad in [&b""[..], b"\0\x01", b"\0\x01\x03db", b"\0\x01\xc0\x0c", b"\0\x01\x01a\0x"] {
            assert_eq!(afsdb(bad), None, "{bad:?}");
        }
    }
}
