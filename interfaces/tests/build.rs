//! Makes Rust of the interface files of the tests.

fn main() -> Result<(), rxrpc_xg::Error> {
    rxrpc_xg::Config::new().compile(&["xg/every.xg"])
}
