//! Many services asked at once, on tokio: `cargo run -p rxrpc-async --features tokio --example tokio_fan_out`.

mod command;
mod many;

fn main() -> std::process::ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    command::end(runtime.map_err(Into::into).and_then(|tokio| tokio.block_on(many::run())))
}
