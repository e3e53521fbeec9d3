//! What is said of files that are wrong: each of `wrong/*.xg` with the text beside it. `RXRPC_UPDATE=1` writes the texts anew.

#![allow(clippy::unwrap_used)]

use rxrpc_xg::{Config, Error};
use std::fs;
use std::path::{Path, PathBuf};

fn wrong() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wrong")
}

/// What is told of a file, by its bare name.
fn told(path: &Path) -> String {
    let name = path.file_name().unwrap();
    let read = |included: &Path| {
        let path = wrong().join(included.file_name()?);
        fs::read_to_string(path).ok()
    };
    let text = fs::read_to_string(path).unwrap();
    let mut told = match Config::new().generate_from(name, &text, &read) {
        Ok(made) => made.warnings.join("\n\n"),
        Err(Error::Interface(text)) => text,
        Err(other) => panic!("{path:?}: {other}"),
    };
    told.push('\n');
    told
}

#[test]
fn every_wrong_file_is_told_of_as_it_was() {
    let mut files: Vec<_> =
        fs::read_dir(wrong()).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "xg"));
    assert!(files.len() > 30, "{files:?}");
    let mut other = Vec::new();
    for path in files {
        let told = told(&path);
        let beside = path.with_extension("txt");
        if std::env::var_os("RXRPC_UPDATE").is_some() {
            fs::write(&beside, &told).unwrap();
        }
        if fs::read_to_string(&beside).ok().as_ref() != Some(&told) {
            other.push(format!("{}:\n{told}", path.display()));
        }
    }
    assert!(other.is_empty(), "RXRPC_UPDATE=1 takes these:\n{}", other.join("\n"));
}

/// A file is never made of a wrong one, but for those that are only warned of.
#[test]
fn only_these_are_warnings() {
    for path in fs::read_dir(wrong()).unwrap().map(|file| file.unwrap().path()) {
        if path.extension().is_some_and(|extension| extension == "xg") {
            let name = path.file_stem().unwrap().to_str().unwrap();
            let warned = matches!(
                name,
                "direction_inherited" | "input_unbounded_by_typedef" | "macro_with_arguments"
            );
            assert_eq!(told(&path).starts_with("warning"), warned, "{name}: {}", told(&path));
        }
    }
}
