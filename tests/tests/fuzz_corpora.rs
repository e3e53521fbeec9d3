//! Runs every file of every fuzz corpus through its target, without a fuzzer.

use std::path::Path;

use rxrpc_tests::fuzz_targets::{TARGETS, Target};

/// Runs the corpus of one target; says which file failed, and how many there were.
fn run((name, target): Target) -> usize {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let entries = std::fs::read_dir(&directory)
        .unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let mut files = 0;
    for entry in entries {
        let path = entry.expect("directory can be read").path();
        let bytes = std::fs::read(&path).expect("file can be read");
        let outcome = std::panic::catch_unwind(|| target(&bytes));
        assert!(outcome.is_ok(), "{} fails", path.display());
        // Cut short anywhere, it must not fail either.
        for length in 0..bytes.len().min(300) {
            target(&bytes[..length]);
        }
        files += 1;
    }
    files
}

#[test]
fn every_corpus_file_passes_its_target() {
    for target in TARGETS {
        let files = run(target);
        assert!(files >= 10, "corpus of {} has only {files} files", target.0);
    }
}

/// A target without a corpus, or a corpus without a target, is a mistake.
#[test]
fn every_corpus_has_a_target() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut corpora: Vec<String> = std::fs::read_dir(directory)
        .expect("corpora are there")
        .map(|entry| entry.expect("directory can be read").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    corpora.sort();
    let mut targets = TARGETS.map(|(name, _)| name);
    targets.sort_unstable();
    assert_eq!(corpora, targets);
}
