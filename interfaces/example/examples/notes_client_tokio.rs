//! Leaves notes, several at a time, and takes them all as raw data: `cargo run --example notes_client_tokio`.

use futures::{AsyncReadExt, future::try_join_all};
use rxrpc_async::{Endpoint, ServiceAddress, ServiceId};
use rxrpc_notes::notes::{NoteKind, asynchronous::NoteClient};
use rxrpc_xdr::asynchronous::Remote;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address: std::net::SocketAddr =
        std::env::args().nth(1).unwrap_or("127.0.0.1:7300".into()).parse()?;
    let endpoint = Endpoint::bind("0.0.0.0:0")?;
    let service = Remote::new(&endpoint, ServiceAddress::new(address, ServiceId(400)));
    let client = NoteClient::new(service);

    let texts = ["buy milk", "call Ada", "water the plants"];
    let left = texts.map(|text| client.leave(NoteKind::NOTE_URGENT, text.into()));
    println!("left notes {:?}", try_join_all(left).await?);

    let mut export = client.export().await?;
    let mut length = [0; 4];
    export.read_exact(&mut length).await?;
    let mut lines = String::new();
    (&mut export).take(u32::from_be_bytes(length).into()).read_to_string(&mut lines).await?;
    println!("{lines}these are {} notes", export.results().await?);
    Ok(())
}
