//! Many services asked at once, on smol: `cargo run -p rxrpc-async --features smol --example smol_fan_out`.

mod command;
mod many;

fn main() -> std::process::ExitCode {
    command::end(smol::block_on(many::run()))
}
