//! Lists a directory or copies a file to standard output: `cargo run -p rxrpc-afs --features async --example files_tokio --
//! /afs/example.org/README`. The cell is known from `/etc/openafs` and the like or, with `DATABASES=192.0.2.1,192.0.2.2`, by its
//! database servers. With `KEYS=/etc/openafs/server` and `AS=alice`, it reads as that user.

use rxrpc_afs::cell::{CellServers, Configuration};
use rxrpc_afs::files::asynchronous::{Client, client};
use rxrpc_afs::files::path::AfsPath;
use rxrpc_afs::files::{Callbacks, FileClientBuilder, FileError, FileKind};
use rxrpc_afs::fs;
use rxrpc_async::{Credentials, Endpoint, SecurityLevel};
use rxrpc_rxkad::keys::{KeySource, KeyStore};
use rxrpc_rxkad::token::LocalToken;
use rxrpc_rxkad::{Principal, RxkadKey};
use std::error::Error;
use std::io::Write;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which path?")?;
    let cell = AfsPath::parse(&path)?.cell;

    let mut configuration = Configuration::usual()?;
    if let Ok(addresses) = std::env::var("DATABASES") {
        let addresses = addresses.split(',').map(str::parse).collect::<Result<Vec<_>, _>>()?;
        configuration = configuration.cell(CellServers::at(&cell, &addresses));
    }
    let mut builder = FileClientBuilder::new(configuration);
    if let Some(credentials) = credentials(&cell)? {
        builder = builder.credentials(&cell, credentials);
    }

    let endpoint = Endpoint::bind("0.0.0.0:0")?;
    let files = client(&endpoint, Callbacks::new(), builder)?;
    let outcome = show(&files, &path).await;
    files.give_up_promises().await;
    Ok(outcome?)
}

/// A token that the cell's own key makes, if there is one.
fn credentials(cell: &str) -> Result<Option<Credentials>, Box<dyn Error>> {
    let Some(directory) = std::env::var_os("KEYS") else { return Ok(None) };
    let keys = KeyStore::open(KeySource::openafs_directory(directory))?.keys(fs::SERVICE);
    let user = Principal::new(&std::env::var("AS")?, "", cell)?;
    let token = RxkadKey::new(LocalToken::new(&keys)?.naming(user).make()?);
    Ok(Some(token.credentials(SecurityLevel::Encrypted)))
}

async fn show(files: &Client, path: &str) -> Result<(), FileError> {
    if files.stat(path).await?.kind == FileKind::Directory {
        for entry in files.list(path).await? {
            let name = entry.name.escape_ascii();
            match entry.stat {
                Ok(stat) => println!("{:?} {:04o} {:9} {name}", stat.kind, stat.mode, stat.length),
                Err(code) => println!("{name}: {}", rxrpc_afs::errors::describe(code)),
            }
        }
        return Ok(());
    }
    let mut reader = files.open(path).await?.reader(0);
    while let Some(piece) = reader.next().await? {
        if std::io::stdout().write_all(&piece).is_err() {
            break;
        }
        eprintln!("{} of {} bytes", reader.position(), reader.length());
    }
    Ok(())
}
