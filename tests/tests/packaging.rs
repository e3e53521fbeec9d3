//! What a published package must have: a README, both licence texts, and nothing of it invented.

use std::fs;
use std::path::{Path, PathBuf};

/// The folders of packages for others. Where they are sorted by subject, and at the top where the
/// subject is the package, a folder is the name without the project's.
const PUBLISHED: [&str; 11] = [
    "rxrpc-wire",
    "rxrpc-core",
    "rxrpc-udp",
    "rxrpc-sync",
    "rxrpc-async",
    "security/rxkad",
    "interfaces/xdr",
    "security/kerberos",
    "interfaces/xg",
    "afs",
    "tools",
];

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    fs::read_to_string(workspace().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

// Copies, not links: packages are made on systems that have none.
#[test]
fn every_package_has_the_licence_texts_of_the_workspace() {
    for text in ["LICENSE-MIT", "LICENSE-APACHE"] {
        for package in PUBLISHED {
            assert_eq!(read(&format!("{package}/{text}")), read(text), "{package}/{text}");
        }
    }
}

#[test]
fn every_package_has_a_readme_that_names_it() {
    for package in PUBLISHED {
        let readme = read(&format!("{package}/README.md"));
        let subject = package.rsplit_once('/').map_or(package, |(_, subject)| subject);
        let name = format!("rxrpc-{}", subject.trim_start_matches("rxrpc-"));
        assert!(readme.starts_with(&format!("# {name}\n")), "{package}");
    }
}

#[test]
fn what_is_no_package_for_others_is_not_published() {
    for package in ["xtask", "xtask/bench", "tests", "interfaces/tests", "interfaces/example"] {
        assert!(
            read(&format!("{package}/Cargo.toml")).contains("\npublish = false\n"),
            "{package}"
        );
    }
    for package in PUBLISHED {
        assert!(!read(&format!("{package}/Cargo.toml")).contains("publish"), "{package}");
    }
}
