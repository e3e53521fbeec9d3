//! A service that ends well, on tokio: `cargo run -p rxrpc-async --features tokio --example graceful_shutdown`.

mod ending;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    tokio.block_on(ending::run())
}
