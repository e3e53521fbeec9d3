//! Leaves a note and reads it again: `cargo run --example notes_client -- 127.0.0.1:7300 "water the plants"`.

use rxrpc_notes::notes::{NoteKind, sync::NoteClient};
use rxrpc_sync::{CallOptions, Endpoint, ServiceAddress, ServiceId};
use rxrpc_xdr::sync::Remote;
use std::time::Duration;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let address: std::net::SocketAddr =
        arguments.next().unwrap_or("127.0.0.1:7300".into()).parse()?;
    let text = arguments.next().unwrap_or("water the plants".into());

    let endpoint = Endpoint::bind("0.0.0.0:0")?;
    let service = Remote::new(&endpoint, ServiceAddress::new(address, ServiceId(400)));
    let soon = CallOptions::new().hard_timeout(Duration::from_secs(5));
    let client = NoteClient::new(service).options(soon);

    let id = client.leave(NoteKind::NOTE_PLAIN, text.into())?;
    println!("left note {id}: {}", client.read(id)?.text);
    let refused = client.read(id + 1).map(drop);
    println!("note {}: {refused:?}", id + 1);
    Ok(())
}
