//! Makes Rust of the interface files of the tests.

fn main() -> Result<(), rxrpc_xg::Error> {
    rxrpc_xg::Config::new().serde_feature("serde").compile(&["xg/every.xg"])?;
    rxrpc_xg::Config::new().serde(true).compile(&["xg/portable.xg"])?;
    rxrpc_xg::Config::new().compile(&["xg/several.xg", "xg/names.xg"])
}
