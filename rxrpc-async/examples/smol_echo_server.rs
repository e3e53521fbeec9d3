//! An echo service on smol: `cargo run -p rxrpc-async --features smol --example smol_echo_server`.

mod command;
mod echo;

fn main() -> std::process::ExitCode {
    command::end(smol::block_on(echo::serve()))
}
