//! Makes Rust of the interface.

fn main() -> Result<(), rxrpc_xg::Error> {
    rxrpc_xg::Config::new().compile(&["notes.xg"])
}
