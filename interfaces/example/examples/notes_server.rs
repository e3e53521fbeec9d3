//! Serves notes with threads, at a UDP address: `cargo run --example notes_server -- 127.0.0.1:7300`.

use rxrpc_notes::{Notes, notes::sync::NoteServer};
use rxrpc_sync::{Endpoint, ServiceId};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:7300".into());
    let endpoint = Endpoint::bind(address)?;
    let handler = rxrpc_xdr::sync::handler(NoteServer(Notes::default()));
    let server = endpoint.serve(ServiceId(400), 4, handler)?;
    println!("serves notes at {}", endpoint.local_addr());
    server.join();
    Ok(())
}
