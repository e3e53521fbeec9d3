//! An echo service on tokio: `cargo run -p rxrpc-async --features tokio --example echo_server`.

mod echo;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    tokio.block_on(echo::serve())
}
