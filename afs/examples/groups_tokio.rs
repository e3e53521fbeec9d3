//! Says which groups users are in, all of them at once: `cargo run -p rxrpc-afs --example groups_tokio -- 192.0.2.1 alice bob`.
//! With `KEYS=/etc/openafs/server`, the directory of a server's keys, it asks as an administrator.

use futures::future::join_all;
use rxrpc_afs::errors::describe;
use rxrpc_afs::pr::{self, PR_ANONYMOUS, Prname, asynchronous::PrClient};
use rxrpc_afs::rxrpc_xdr::{Chars, RpcError, asynchronous::Remote};
use rxrpc_async::{CallOptions, Endpoint, SecurityLevel, ServiceAddress};
use rxrpc_rxkad::RxkadKey;
use rxrpc_rxkad::keys::{KeySource, KeyStore};
use rxrpc_rxkad::token::LocalToken;
use std::net::IpAddr;
use std::time::Duration;

type Client = PrClient<Remote>;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let server: IpAddr = arguments.next().unwrap_or("127.0.0.1".into()).parse()?;
    let names: Vec<Prname> = arguments.map(Chars::new).collect::<Result<_, _>>()?;

    let mut options = CallOptions::new().hard_timeout(Duration::from_secs(10));
    if let Some(directory) = std::env::var_os("KEYS") {
        let keys = KeyStore::open(KeySource::openafs_directory(directory))?.keys(pr::SERVICE);
        let administrator = RxkadKey::new(LocalToken::new(&keys)?.make()?);
        options = options.credentials(administrator.credentials(SecurityLevel::Encrypted));
    }
    let endpoint = Endpoint::bind("0.0.0.0:0")?;
    let address = ServiceAddress::new((server, pr::PORT), pr::SERVICE);
    let client = Client::new(Remote::new(&endpoint, address)).options(options);

    let ids = client.name_to_id(names.clone().into()).await?;
    let users = names.iter().zip(&ids);
    join_all(users.map(|(name, id)| show(&client, name, *id))).await;
    Ok(())
}

async fn show(client: &Client, name: &Prname, id: i32) {
    if id == PR_ANONYMOUS {
        return println!("{name}: no such user");
    }
    let groups = async {
        let groups = client.list_elements(id).await?;
        client.id_to_name(groups.list.0.into()).await
    };
    match groups.await {
        Ok(groups) => {
            let groups: Vec<String> = groups.iter().map(ToString::to_string).collect();
            println!("{name} ({id}): {}", groups.join(", "));
        }
        Err(RpcError::Aborted(code)) => println!("{name} ({id}): {}", describe(code)),
        Err(error) => println!("{name} ({id}): {error}"),
    }
}
