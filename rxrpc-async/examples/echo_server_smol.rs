//! An echo service on smol: `cargo run -p rxrpc-async --features smol --example echo_server_smol`.

mod echo;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    smol::block_on(echo::serve())
}
