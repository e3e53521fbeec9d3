//! Serves notes with tasks, at a UDP address: `cargo run --example notes_server_tokio -- 127.0.0.1:7300`.

use rxrpc_async::{Endpoint, ServiceId};
use rxrpc_notes::{Notes, notes::asynchronous::NoteServer};
use rxrpc_xdr::asynchronous::Served;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:7300".into());
    let endpoint = Endpoint::bind(address)?;
    let handler = Served::new(NoteServer(Notes::default()));
    let server = endpoint.serve(ServiceId(400), 100, handler)?;
    println!("serves notes at {}", endpoint.local_addr());
    server.join().await;
    Ok(())
}
