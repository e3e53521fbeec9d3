//! The checked in code is what the compiler makes of the interface files. `RXRPC_UPDATE=1` writes it anew, as does
//! `cargo run -p rxrpc-xg -- --serde-feature serde -o afs/src/generated afs/xg/*.xg`.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Interface files and the code that is made of each.
fn pairs() -> Vec<(PathBuf, PathBuf)> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pair = |name: &String| {
        let interface = package.join("xg").join(name).with_extension("xg");
        (interface, package.join("src/generated").join(name).with_extension("rs"))
    };
    names(&package.join("xg")).iter().map(pair).collect()
}

fn names(folder: &Path) -> BTreeSet<String> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

#[test]
fn the_code_is_what_the_compiler_makes() {
    let update = std::env::var_os("RXRPC_UPDATE").is_some();
    for (interface, code) in pairs() {
        let made = rxrpc_xg::Config::new().serde_feature("serde").generate(&interface).unwrap();
        assert_eq!(made.warnings, Vec::<String>::new(), "{}", interface.display());
        if update {
            fs::write(&code, &made.code).unwrap();
        }
        let same = fs::read_to_string(&code).ok() == Some(made.code);
        assert!(same, "{} is old: RXRPC_UPDATE=1 makes it anew", code.display());
    }
}

#[test]
fn there_is_no_code_without_an_interface() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert_eq!(names(&package.join("xg")), names(&package.join("src/generated")));
}

/// Each block of the chapters below the name of a file is that file.
#[test]
fn the_chapters_show_these_files() {
    shows("afs-interfaces.md", 6);
    shows("afs-files.md", 2);
}

fn shows(chapter: &str, least: usize) {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let chapter = fs::read_to_string(package.join("../docs").join(chapter)).unwrap();
    let mut shown = 0;
    for part in chapter.split("\n<!-- file: ").skip(1) {
        let (name, rest) = part.split_once(" -->\n").unwrap();
        let block = rest.trim_start().split_once('\n').unwrap().1.split("\n```").next().unwrap();
        let file = fs::read_to_string(package.join(name)).unwrap();
        assert!(file.contains(block), "{name} is not what the chapter shows:\n{block}");
        shown += 1;
    }
    assert!(shown >= least, "{shown}");
}
