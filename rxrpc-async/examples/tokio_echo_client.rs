//! A client of the echo services on tokio: `cargo run -p rxrpc-async --features tokio --example tokio_echo_client`.

mod command;
mod echo;

fn main() -> std::process::ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    command::end(runtime.map_err(Into::into).and_then(|tokio| tokio.block_on(echo::ask())))
}
