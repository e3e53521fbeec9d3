//! `docs/contract.md`: every row has a mark, the tests that it names are there, the names of this side are in the
//! sources, and the counts at its end are right.

#![allow(clippy::unwrap_used)]
#![cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rxrpc_tests::contract_steps as data;

/// The marks, as the document explains them.
const MARKS: [&str; 4] = ["test", "type", "on purpose", "waits"];

/// What the program side of a row may name.
const SOURCES: [&str; 6] = [
    "rxrpc-core/src",
    "rxrpc-sync/src",
    "rxrpc-async/src",
    "rxrpc-udp/src",
    "xtask/src",
    "tests/src",
];

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn document() -> String {
    fs::read_to_string(top().join("docs/contract.md")).unwrap()
}

/// One row of a table.
struct Row<'a> {
    kernel: &'a str,
    here: &'a str,
    mark: &'a str,
    /// What follows the mark.
    reason: &'a str,
}

/// The rows of the tables of abilities, which have four columns.
fn rows(document: &str) -> Vec<Row<'_>> {
    let lines =
        document.lines().filter(|line| line.starts_with("| ") && !line.contains("| mark |"));
    lines.filter_map(row).collect()
}

fn row(line: &str) -> Option<Row<'_>> {
    let cells: Vec<_> = line.strip_prefix("| ")?.split('|').map(str::trim).collect();
    let [kernel, here, mark, _older, ""] = cells[..] else { return None };
    let (mark, reason) = mark.split_once(": ").unwrap_or((mark, ""));
    Some(Row { kernel, here, mark, reason })
}

/// What stands in backquotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The steps that a text names: after `step` or `steps`, numbers with commas, `and` or `to` between them.
fn named_steps(text: &str) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    for part in text.split("step").skip(1) {
        let words =
            part.trim_start_matches('s').split([' ', ',', ')']).filter(|word| !word.is_empty());
        let mut from = None;
        for word in words {
            match (word.parse::<u32>(), from) {
                (Ok(number), Some(from)) => found.extend(from..=number),
                (Ok(number), None) => drop(found.insert(number)),
                (Err(_), _) if word != "and" && word != "to" => break,
                _ => {}
            }
            from = (word == "to").then(|| found.last().copied().unwrap());
        }
    }
    found
}

/// What is wrong with a test that a row names.
fn missing_test(named: &str) -> Option<String> {
    let (file, function) = named.split_once("::")?;
    let bases = [top().join("tests/tests"), top()];
    let Some(path) = bases.iter().map(|base| base.join(file)).find(|path| path.is_file()) else {
        return Some(format!("no file {file}"));
    };
    let text = fs::read_to_string(path).unwrap();
    let Some((before, _)) = text.split_once(&format!("fn {function}(")) else {
        return Some(format!("no test {named}"));
    };
    let attributes = before.rsplit("\n\n").next().unwrap();
    // The scenes of the parity script run through every front end, and some tests on every runtime.
    let is_scene = file.starts_with("parity/script/");
    let is_listed =
        text.contains("on_every_runtime!(") && text.contains(&format!("    {function},"));
    let is_test = is_scene || is_listed || attributes.contains("#[test]");
    (!is_test).then(|| format!("{named} is no test"))
}

/// All words of the sources.
fn words_of(folder: &Path, words: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            words_of(&path, words);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(path).unwrap();
            let all = text.split(|c: char| !c.is_alphanumeric() && c != '_');
            words.extend(all.map(str::to_owned));
        }
    }
}

#[test]
fn every_row_has_its_mark_and_what_it_names_is_there() {
    let (document, steps) = (document(), data::Steps::read());
    let run: BTreeSet<u32> = steps
        .steps
        .iter()
        .filter(|step| !step.actions.iter().all(data::Action::is_listed_only))
        .map(|step| step.number)
        .collect();
    let mut words = BTreeSet::new();
    SOURCES.iter().for_each(|folder| words_of(&top().join(folder), &mut words));
    let mut wrong = Vec::new();
    for Row { kernel, here, mark, reason } in rows(&document) {
        let mut say = |what: String| wrong.push(format!("{kernel}: {what}"));
        if !MARKS.contains(&mark) || reason.is_empty() {
            say(format!("marked {mark:?} with {reason:?}"));
        }
        let (named, tests) =
            (named_steps(reason), quoted(reason).filter(|name| name.contains("::")));
        let tests: Vec<_> = tests.collect();
        tests.iter().filter_map(|name| missing_test(name)).for_each(&mut say);
        if mark == "test" && tests.is_empty() && named.is_disjoint(&run) {
            say("no test".to_owned());
        }
        if named.iter().any(|number| !(1..=91).contains(number)) {
            say(format!("steps {named:?}"));
        }
        let ours = quoted(here).filter(|name| !name.contains([' ', '/']));
        let unknown: Vec<_> =
            ours.flat_map(|name| name.split("::")).filter(|name| !words.contains(*name)).collect();
        if here.is_empty() || !unknown.is_empty() {
            say(format!("not in the sources: {unknown:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), rows(&document).len(), wrong.join("\n"));
}

#[test]
fn the_counts_at_the_end_are_right() {
    let document = document();
    let mut counts: BTreeMap<&str, usize> = MARKS.iter().map(|mark| (*mark, 0)).collect();
    for row in rows(&document) {
        *counts.entry(row.mark).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let counts: Vec<_> = MARKS.iter().map(|mark| format!("{} {mark}", counts[mark])).collect();
    let line = format!("{all} rows: {}.", counts.join(", "));
    assert!(document.contains(&line), "this is to stand at the end: {line}");
}
