//! What the pages of the tools show is what the command prints. (Those that ask a server show a server of their own time.)

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The commands of a page, each with the lines below it.
fn shown(page: &str) -> Vec<(String, Vec<String>)> {
    let mut shown: Vec<(String, Vec<String>)> = Vec::new();
    for block in page.split("```console\n").skip(1) {
        for line in block.split("```").next().unwrap().lines() {
            match line.strip_prefix("$ rx ") {
                Some(command) => shown.push((command.to_owned(), Vec::new())),
                None => shown.last_mut().unwrap().1.push(line.to_owned()),
            }
        }
    }
    shown
}

/// Whether lines are those that are shown, where a line of dots is any lines.
fn is(printed: &[&str], shown: &[String]) -> bool {
    let Some(dots) = shown.iter().position(|line| line.trim() == "...") else {
        return printed == shown;
    };
    let (before, behind) = (&shown[..dots], &shown[dots + 1..]);
    let room = before.len() + behind.len() <= printed.len();
    room && printed[..before.len()] == *before && printed[printed.len() - behind.len()..] == *behind
}

#[test]
fn pages_show_what_is_printed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let captures = folder.join("../rxrpc-wire/tests/captures/openafs");
    for (page, commands) in [("errno.md", 3), ("decode.md", 2)] {
        let text = fs::read_to_string(folder.join("../docs/tools").join(page)).unwrap();
        let all = shown(&text);
        assert_eq!(all.len(), commands, "{page}");
        for (command, lines) in all {
            let output = Command::new(env!("CARGO_BIN_EXE_rx"))
                .args(command.split(' '))
                .current_dir(&captures)
                .output()
                .unwrap();
            let printed = String::from_utf8(output.stdout).unwrap();
            let printed: Vec<_> = printed.lines().collect();
            assert!(is(&printed, &lines), "{page}: {command}:\n{}", printed.join("\n"));
        }
    }
}
