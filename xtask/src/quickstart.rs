//! `cargo xtask quickstart`: builds and runs the README's quickstarts as they stand there.
//!
//! Each is a package of its own below `target/quickstart`, made of the two blocks of its section: the dependency lines
//! and the program. Only where the front ends come from is changed: from this checkout. Knows nothing of what the
//! programs do, but that they print what they were answered.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use xtask::programs::process;
use xtask::programs::run_directory::workspace;

/// The sections of the README, and the name of the package made of each.
const SECTIONS: [(&str, &str); 2] =
    [("## Quickstart, threads\n", "threads"), ("## Quickstart, async\n", "async")];

const ANSWER: &str = "hello";
/// Everything is built, on a machine that has not built it yet.
const LONGEST_BUILD: Duration = Duration::from_secs(600);
const LONGEST_RUN: Duration = Duration::from_secs(30);

/// Runs them all.
pub(crate) fn run() -> ExitCode {
    for (section, name) in SECTIONS {
        if let Err(error) = paste_and_run(section, name) {
            eprintln!("quickstart, {name}: {error}");
            return ExitCode::FAILURE;
        }
        println!("quickstart, {name}: answered {ANSWER:?}");
    }
    ExitCode::SUCCESS
}

fn paste_and_run(section: &str, name: &str) -> Result<(), Box<dyn Error>> {
    let readme = fs::read_to_string(workspace().join("README.md"))?;
    let (_, text) = readme.split_once(section).ok_or(format!("no section {section:?}"))?;
    let directory = workspace().join("target/quickstart").join(name);
    fs::create_dir_all(directory.join("src"))?;
    fs::copy(workspace().join("Cargo.lock"), directory.join("Cargo.lock"))?;
    fs::write(directory.join("Cargo.toml"), manifest(name, block(text, "toml")?))?;
    fs::write(directory.join("src/main.rs"), block(text, "rust")?)?;
    cargo(&directory, "build", LONGEST_BUILD)?;
    let printed = cargo(&directory, "run", LONGEST_RUN)?;
    if printed.lines().any(|line| line == ANSWER) {
        return Ok(());
    }
    Err(format!("printed {printed:?}").into())
}

/// The first block of this language.
fn block<'a>(text: &'a str, language: &str) -> Result<&'a str, String> {
    let begin = format!("```{language}\n");
    let inside = text.split_once(&begin).and_then(|(_, rest)| rest.split_once("```"));
    inside.map(|(block, _)| block).ok_or(format!("no block of {language}"))
}

/// A manifest around the dependency lines.
fn manifest(name: &str, dependencies: &str) -> String {
    let mut text = format!(
        "[package]\nname = \"quickstart-{name}\"\nedition = \"2024\"\n\n[workspace]\n\n{dependencies}\n\
         [patch.crates-io]\n"
    );
    for package in ["rxrpc-wire", "rxrpc-core", "rxrpc-udp", "rxrpc-sync", "rxrpc-async"] {
        let path = workspace().join(package);
        if dependencies.contains(package) || !package.ends_with("sync") {
            text += &format!("{package} = {{ path = {path:?} }}\n");
        }
    }
    text
}

fn cargo(directory: &Path, verb: &str, limit: Duration) -> Result<String, Box<dyn Error>> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args([verb, "--quiet"]).current_dir(directory);
    cargo.env("CARGO_TARGET_DIR", workspace().join("target"));
    process::must(&mut cargo, limit).map_err(|failure| format!("{failure:?}").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_of_a_language_is_found() {
        let text = "a\n```toml\nb\n```\n```rust\nc\n```\n";
        assert_eq!(block(text, "rust"), Ok("c\n"));
        assert!(block(text, "c").is_err());
    }
}
