//! Many services asked at once, on smol: `cargo run -p rxrpc-async --features smol --example fan_out_smol`.

mod many;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    smol::block_on(many::run())
}
