//! Cells that DNS knows.
//!
//! Holds: which DNS servers are asked, and that nothing is made for it before the first question. Must not know: cells.

use rxrpc_afs::cell::Configuration;
use rxrpc_afs::cell::dns::{AfsDb, Answer, DnsError, Found, Resolver, Srv, SystemResolver};
use std::future::ready;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// Why DNS was not asked: it always is.
pub(super) const WHY_NOT: &str = "";

/// Where DNS servers listen.
const PORT: u16 = 53;

/// How DNS is asked.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct Dns {
    /// DNS servers, each ADDRESS, ADDRESS:PORT or [IPV6]:PORT, to be asked in place of this system's for a cell that CellServDB does
    /// not have
    #[arg(id = "dns", long = "dns", value_name = "ADDRESS[:PORT]", value_delimiter = ',', value_parser = address)]
    servers: Vec<SocketAddr>,

    /// Made at the first question, for all that ask.
    #[arg(skip)]
    made: Arc<OnceLock<Result<SystemResolver, DnsError>>>,
}

fn address(text: &str) -> Result<SocketAddr, String> {
    let with_port = || text.parse::<IpAddr>().map(|address| (address, PORT).into()).ok();
    let found = text.parse().ok().or_else(with_port).filter(|found: &SocketAddr| found.port() != 0);
    found.ok_or_else(|| "not an address, nor one with a port".to_owned())
}

impl Dns {
    /// Has DNS asked for what files do not know, and for each answer waits so long.
    pub(super) fn asked(&self, configuration: Configuration, limit: Duration) -> Configuration {
        configuration.resolver(AtFirst { dns: self.clone(), limit })
    }
}

/// What asks DNS, made when it is asked for the first time.
struct AtFirst {
    dns: Dns,
    limit: Duration,
}

impl AtFirst {
    fn ask<'a, T: Send + 'a>(
        &'a self,
        question: impl FnOnce(&'a SystemResolver) -> Found<'a, T>,
    ) -> Found<'a, T> {
        let make = || {
            let made = match &*self.dns.servers {
                [] => SystemResolver::new(),
                servers => SystemResolver::asking(servers),
            };
            made.map(|resolver| resolver.limit(self.limit))
        };
        match self.dns.made.get_or_init(make) {
            Ok(resolver) => question(resolver),
            Err(error) => Box::pin(ready(Err(error.clone()))),
        }
    }
}

impl Resolver for AtFirst {
    fn srv<'a>(&'a self, name: &'a str) -> Found<'a, Answer<Srv>> {
        self.ask(|resolver| resolver.srv(name))
    }

    fn afsdb<'a>(&'a self, name: &'a str) -> Found<'a, Answer<AfsDb>> {
        self.ask(|resolver| resolver.afsdb(name))
    }

    fn addresses<'a>(&'a self, host: &'a str) -> Found<'a, Vec<IpAddr>> {
        self.ask(|resolver| resolver.addresses(host))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_addresses_with_or_without_a_port() {
        let found = |text| address(text).map(|address| address.to_string()).ok();
        assert_eq!(found("192.0.2.1").as_deref(), Some("192.0.2.1:53"));
        assert_eq!(found("192.0.2.1:5353").as_deref(), Some("192.0.2.1:5353"));
        assert_eq!(found("2001:db8::1").as_deref(), Some("[2001:db8::1]:53"));
        assert_eq!(found("[2001:db8::1]:99").as_deref(), Some("[2001:db8::1]:99"));
        for wrong in ["", "ns.example.org", "192.0.2.1:", "192.0.2.1:0", "192.0.2.1:65536", "[::1]"]
        {
            assert_eq!(found(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn nothing_is_made_before_the_first_question() {
        let dns = Dns::default();
        let here = rxrpc_afs::cell::CellServers::at("here.example", &[[192, 0, 2, 1].into()]);
        let known = dns.asked(Configuration::new().cell(here), Duration::from_secs(1));
        assert!(pollster::block_on(known.find(Some("here.example"))).is_ok());
        assert!(dns.made.get().is_none());
    }
}
