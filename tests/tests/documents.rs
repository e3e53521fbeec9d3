//! The documents name files that are there: every relative link, and every path in backquotes, of every Markdown
//! file of the project.
//!
//! A path may be written from the top, or from the sources of a package, with or without `.rs`.

#![allow(clippy::unwrap_used)]
#![cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]

use std::fs;
use std::path::{Path, PathBuf};

/// Where the sources of the packages are, from the top.
const SOURCES: [&str; 10] = [
    "rxrpc-core/src",
    "rxrpc-sync/src",
    "rxrpc-async/src",
    "rxrpc-udp/src",
    "rxrpc-wire/src",
    "security/rxkad/src",
    "security/kerberos/src",
    "tests/src",
    "xtask/src",
    "xtask/bench/src",
];

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// All Markdown files below a folder, but not what was built, nor the text of a crate's documentation, whose links
/// are rustdoc's.
fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !name.starts_with('.') && name != "target" && name != "src" {
                documents(&path, found);
            }
        } else if name.ends_with(".md") {
            found.push(path);
        }
    }
}

/// The targets of links that lead to files.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| {
        let target = rest.split([')', '#']).next()?;
        let elsewhere =
            target.is_empty() || target.contains("://") || target.starts_with("mailto:");
        (!elsewhere).then_some(target)
    })
}

/// What stands in backquotes, with a slash in it and nothing that no path has.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2).filter(|quoted| {
        let sensible = |part: &str| {
            !part.is_empty()
                && part.chars().all(|c| c.is_ascii_lowercase() || "_.-0123456789".contains(c))
        };
        quoted.contains('/') && quoted.trim_end_matches('/').split('/').all(sensible)
    })
}

/// Whether a path in backquotes is meant to be one of ours: it begins with a folder that is there.
fn is_ours(top: &Path, path: &str) -> bool {
    let first = path.split('/').next().unwrap();
    let is_folder = |base: PathBuf| base.join(first).is_dir();
    is_folder(top.to_owned()) || SOURCES.iter().any(|source| is_folder(top.join(source)))
}

fn exists(top: &Path, path: &str) -> bool {
    let bases = [""].iter().chain(&SOURCES).map(|source| top.join(source));
    bases
        .into_iter()
        .any(|base| base.join(path).exists() || base.join(format!("{path}.rs")).exists())
}

#[test]
fn documents_name_files_that_are_there() {
    let top = top();
    let mut found = Vec::new();
    documents(&top, &mut found);
    assert!(found.len() > 5, "only {found:?}");
    let (mut looked_at, mut missing) = (0, Vec::new());
    for document in found {
        let text = fs::read_to_string(&document).unwrap();
        let folder = document.parent().unwrap();
        let name = document.strip_prefix(&top).unwrap().display().to_string();
        for link in links(&text) {
            looked_at += 1;
            if !folder.join(link).exists() {
                missing.push(format!("{name}: ({link})"));
            }
        }
        for path in paths(&text).filter(|path| is_ours(&top, path)) {
            looked_at += 1;
            if !exists(&top, path) {
                missing.push(format!("{name}: `{path}`"));
            }
        }
    }
    assert!(looked_at > 100, "only {looked_at}");
    assert!(missing.is_empty(), "not there:\n{}", missing.join("\n"));
}
