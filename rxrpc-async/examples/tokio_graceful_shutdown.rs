//! A service that ends well, on tokio: `cargo run -p rxrpc-async --features tokio --example tokio_graceful_shutdown`.

mod command;
mod ending;

fn main() -> std::process::ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    command::end(runtime.map_err(Into::into).and_then(|tokio| tokio.block_on(ending::run())))
}
