//! A client of the echo service on smol: `cargo run -p rxrpc-async --features smol --example echo_client_smol`.

mod echo;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    smol::block_on(echo::ask())
}
