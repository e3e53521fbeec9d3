//! Many services asked at once, on tokio: `cargo run -p rxrpc-async --features tokio --example fan_out`.

mod many;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    tokio.block_on(many::run())
}
