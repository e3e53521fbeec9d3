//! A service that ends well, on smol: `cargo run -p rxrpc-async --features smol --example smol_graceful_shutdown`.

mod command;
mod ending;

fn main() -> std::process::ExitCode {
    command::end(smol::block_on(ending::run()))
}
