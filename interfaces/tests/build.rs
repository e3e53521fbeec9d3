//! Makes Rust of the interface files of the tests.

use rxrpc_xg::{Config, Error};
use std::path::PathBuf;

fn main() -> Result<(), Error> {
    every(&Config::new().serde_feature("serde"))?;
    Config::new().serde(true).compile(&["xg/portable.xg"])?;
    Config::new().compile(&["xg/several.xg", "xg/names.xg"])
}

/// An interface that has everything has an input without a bound, too: the warnings are meant, and not shown.
fn every(config: &Config) -> Result<(), Error> {
    let made = config.generate("xg/every.xg")?;
    for file in &made.files {
        println!("cargo:rerun-if-changed={}", file.display());
    }
    let path = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join("every.rs");
    let failed =
        |error: std::io::Error| Error::File { path: path.clone(), reason: error.to_string() };
    std::fs::write(&path, made.code).map_err(failed)
}
