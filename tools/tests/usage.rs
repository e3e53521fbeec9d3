//! What a user types wrong, and where answers cannot go.

#![allow(clippy::unwrap_used)]
#![cfg(target_os = "linux")]

use std::fs::OpenOptions;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn rx(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rx"));
    command.env("KRB5CCNAME", "/nowhere-at-all").args(arguments).stdin(Stdio::null());
    command
}

fn full() -> Stdio {
    OpenOptions::new().write(true).open("/dev/full").unwrap().into()
}

/// A pipe that nobody reads any more.
fn closed() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn capture() -> String {
    let captures = "../rxrpc-wire/tests/captures/openafs/abort-app-code.pcap";
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(captures).to_str().unwrap().to_owned()
}

#[test]
fn answers_that_nobody_can_take_are_a_failure_and_those_that_nobody_wants_are_none() {
    let capture = capture();
    let commands: [&[&str]; 5] = [
        &["errno", "5"],
        &["errno", "5", "--json"],
        &["decode", &capture],
        &["decode", &capture, "--json"],
        &["completions", "bash"],
    ];
    for command in commands {
        let output = rx(command).stdout(full()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{command:?}: {}", said(&output));
        assert!(said(&output).starts_with("rx: standard output: "), "{}", said(&output));
        let output = rx(command).stdout(closed()).output().unwrap();
        assert_eq!((output.status.code(), &*said(&output)), (Some(0), ""), "{command:?}");
    }
}

#[test]
fn nobody_needs_to_hear_what_is_said_besides() {
    for (command, code) in [
        (&["errno", "nosuch"][..], 1),
        (&["vl", "list", "--server", "127.0.0.1:1", "--timeout", "1"], 3),
        (&["bos", "127.0.0.1:1", "--noauth", "--timeout", "1"], 3),
        (&["ls", "/afs/ex.example", "--servers", "127.85.1.1", "--timeout", "1"], 3),
    ] {
        for stderr in [full(), closed()] {
            let status = rx(command).stderr(stderr).status().unwrap();
            assert_eq!(status.code(), Some(code), "{command:?}");
        }
    }
}

#[test]
fn hosts_and_ports_that_are_none_are_arguments_that_make_no_sense() {
    for wrong in
        ["", ":7000", "127.0.0.1:70000", "127.0.0.1:0", "127.0.0.1:nosuch", "[::1", "127.0.0.1:"]
    {
        for command in [&["version"][..], &["debug"], &["udebug"], &["bos"], &["vol", "list"]] {
            let output = rx(&[command, &[wrong]].concat()).output().unwrap();
            assert_eq!(output.status.code(), Some(2), "{command:?} {wrong:?}: {}", said(&output));
            assert!(said(&output).starts_with("rx: \""), "{}", said(&output));
        }
    }
}

#[test]
fn a_cell_of_which_nobody_is_there_is_told_so() {
    let where_nobody_is = ["--servers", "127.85.1.1,127.85.1.2", "--timeout", "1"];
    for command in [
        &["vl", "volume", "root.cell", "--cell", "ex.example"][..],
        &["pt", "examine", "alice", "--cell", "ex.example"],
        &["ls", "/afs/ex.example"],
        &["cat", "/afs/ex.example/file"],
        &["cell", "ex.example"],
    ] {
        let output = rx(&[command, &where_nobody_is].concat()).output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{command:?}: {}", said(&output));
    }
}

#[test]
fn files_that_are_no_captures_are_named() {
    for (file, why) in [
        ("/nowhere-at-all", "No such file"),
        ("/", "it cannot be read"),
        ("-", "an empty file"),
        (concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"), "neither pcap nor pcapng"),
    ] {
        let output = rx(&["decode", file]).output().unwrap();
        let wanted = format!("rx: {file}: {why}");
        assert!(said(&output).starts_with(&wanted), "{}", said(&output));
        assert_eq!(output.status.code(), Some(1));
    }
}
