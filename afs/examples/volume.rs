//! Says where a volume is: `cargo run -p rxrpc-afs --example volume -- 192.0.2.1 root.cell`. With the directory of a
//! server's keys behind it, such as `/etc/openafs/server`, it asks as an administrator, and takes a number for a new volume.

use rxrpc_afs::errors::describe;
use rxrpc_afs::partition;
use rxrpc_afs::rxrpc_xdr::{RpcError, sync::Remote};
use rxrpc_afs::vl::{self, SiteServer, sync::VlClient};
use rxrpc_rxkad::RxkadKey;
use rxrpc_rxkad::keys::{KeySource, KeyStore};
use rxrpc_rxkad::token::LocalToken;
use rxrpc_sync::{CallOptions, Endpoint, SecurityLevel, ServiceAddress};
use std::net::IpAddr;
use std::time::Duration;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let server: IpAddr = arguments.next().unwrap_or("127.0.0.1".into()).parse()?;
    let volume = arguments.next().unwrap_or("root.cell".into());
    let keys = arguments.next();

    let endpoint = Endpoint::bind("0.0.0.0:0")?;
    let address = ServiceAddress::new((server, vl::PORT), vl::SERVICE);
    let soon = CallOptions::new().hard_timeout(Duration::from_secs(10));
    let client = VlClient::new(Remote::new(&endpoint, address)).options(soon.clone());
    match client.get_entry_by_name_n(volume.as_str().into()) {
        Ok(entry) => show(&entry),
        Err(RpcError::Aborted(code)) => println!("{volume}: {}", describe(code)),
        Err(error) => return Err(error.into()),
    }

    if let Some(directory) = keys {
        let keys = KeyStore::open(KeySource::openafs_directory(directory))?.keys(vl::SERVICE);
        let administrator = RxkadKey::new(LocalToken::new(&keys)?.make()?);
        let credentials = administrator.credentials(SecurityLevel::Encrypted);
        let client = client.options(soon.credentials(credentials));
        println!("the next volume: {}", client.get_new_volume_id(1)?);
    }
    Ok(())
}

fn show(entry: &vl::Nvldbentry) {
    println!("{}: read-write {}, read-only {}", entry.name, entry.volume_id[0], entry.volume_id[1]);
    for site in entry.sites() {
        let SiteServer::Address(server) = site.server else { continue };
        let partition = partition::name(site.partition).unwrap_or_default();
        let kind = if site.flags & vl::VLSF_RWVOL != 0 { "read-write" } else { "read-only" };
        println!("  {server} {partition} {kind}");
    }
}
