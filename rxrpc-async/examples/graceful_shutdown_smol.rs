//! A service that ends well, on smol: `cargo run -p rxrpc-async --features smol --example graceful_shutdown_smol`.

mod ending;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    smol::block_on(ending::run())
}
