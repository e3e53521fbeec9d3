//! The procedures that are tried, as `tests/interop/openafs/procedures.txt` has them, and which of them have been. A place
//! of the list that nothing has passed is not green.
//!
//! A place is a procedure, who asks, what is answered and the front end. Knows no calls.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex, PoisonError};

use rxrpc_afs::errors::{self, Table};
use rxrpc_sync::AbortCode;

use crate::interop::front_ends::FrontEnd;
use crate::interop::lanes::Seen;
use xtask::programs::failure::{Failure, require};

/// The list itself.
const TEXT: &str = include_str!("../../../../tests/interop/openafs/procedures.txt");

/// As whom something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    /// Without a token.
    Nobody,
    /// With a token of an administrator.
    Administrator,
    /// The file server, whom we answer.
    FileServer,
}

/// What a procedure answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Answer {
    Ok,
    Code(AbortCode),
}

/// One place of the list. The procedure is by its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) procedure: usize,
    pub(super) who: Who,
    pub(super) answer: Answer,
    pub(super) front_end: FrontEnd,
}

/// A line of the list: a procedure, and what is answered to whom.
struct Line {
    procedure: &'static str,
    answers: Vec<(Who, Answer)>,
}

/// The list, and which of its places have passed.
#[derive(Clone)]
pub(super) struct List {
    lines: Arc<Vec<Line>>,
    /// Numbers of procedures by their names, in small letters and without anything between them.
    by_name: Arc<BTreeMap<String, usize>>,
    passed: Arc<Mutex<BTreeSet<Place>>>,
}

impl List {
    /// Reads it.
    pub(super) fn new() -> Result<List, Failure> {
        List::read(TEXT)
    }

    fn read(text: &'static str) -> Result<List, Failure> {
        let lines: Vec<Line> = text
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(line)
            .collect::<Result<_, _>>()?;
        let by_name: BTreeMap<_, _> =
            lines.iter().enumerate().map(|(at, line)| (squashed(line.procedure), at)).collect();
        require!(by_name.len() == lines.len(), "a procedure is twice in the list");
        let passed = Arc::default();
        Ok(List { lines: Arc::new(lines), by_name: Arc::new(by_name), passed })
    }

    /// The procedure of a method's name.
    pub(super) fn procedure(&self, prefix: &str, method: &str) -> Result<usize, Failure> {
        let name = squashed(&format!("{prefix}{method}"));
        let found = self.by_name.get(&name).copied();
        found.ok_or_else(|| Failure::new(format!("{prefix}{method} is not in the list")))
    }

    /// Puts down that a place has passed; fails if the list does not have it.
    pub(super) fn record(&self, place: Place) -> Result<(), Failure> {
        let line = &self.lines[place.procedure];
        require!(
            line.answers.contains(&(place.who, place.answer)),
            "{} answers {} to {}, which is not in the list",
            line.procedure,
            place.answer,
            place.who
        );
        self.passed.lock().unwrap_or_else(PoisonError::into_inner).insert(place);
        Ok(())
    }

    fn places(&self) -> impl Iterator<Item = Place> {
        self.lines.iter().enumerate().flat_map(|(procedure, line)| {
            line.answers.iter().flat_map(move |&(who, answer)| {
                FrontEnd::BOTH.map(|front_end| Place { procedure, who, answer, front_end })
            })
        })
    }

    fn passed(&self) -> BTreeSet<Place> {
        self.passed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Passes when every place has.
    pub(super) fn is_whole(&self) -> Seen {
        let passed = self.passed();
        let missing: Vec<_> = self.places().filter(|place| !passed.contains(place)).collect();
        let tried = self.lines.iter().filter(|line| !line.answers.is_empty()).count();
        let Some(first) = missing.first() else {
            return Ok(format!("{tried} procedures, all {} places", passed.len()));
        };
        Err(Failure::new(format!(
            "{} of {} places missing, first: {} to {}, {}, {}",
            missing.len(),
            self.places().count(),
            self.lines[first.procedure].procedure,
            first.who,
            first.answer,
            first.front_end.name()
        )))
    }

    /// A line for each procedure, caller and answer, a column for each front end.
    pub(super) fn to_text(&self) -> String {
        let passed = self.passed();
        let mut text =
            format!("{:28}  {:13}  {:22}  sync     async\n", "procedure", "caller", "answer");
        for (procedure, line) in self.lines.iter().enumerate() {
            for &(who, answer) in &line.answers {
                let mark = |front_end| {
                    let place = Place { procedure, who, answer, front_end };
                    if passed.contains(&place) { "yes" } else { "MISSING" }
                };
                let (first, second) = (mark(FrontEnd::Sync), mark(FrontEnd::Async));
                let (who, answer) = (who.to_string(), answer.to_string());
                // Writing to a string cannot fail.
                let _ = writeln!(
                    text,
                    "{:28}  {who:13}  {answer:22}  {first:7}  {second}",
                    line.procedure
                );
            }
        }
        text
    }
}

/// What the file server asks of its clients.
pub(super) const OF_CLIENTS: &str = "RXAFSCB_";

/// A line of the list: procedure, answers to nobody, answers to an administrator. Nobody is the file server, where it asks.
fn line(text: &'static str) -> Result<Line, Failure> {
    let wrong = || Failure::new(format!("in the list of procedures: {text}"));
    let mut columns = text.split_whitespace();
    let [Some(procedure), Some(nobody), Some(administrator), None] =
        std::array::from_fn(|_| columns.next())
    else {
        return Err(wrong());
    };
    let mut answers = Vec::new();
    let first = if procedure.starts_with(OF_CLIENTS) { Who::FileServer } else { Who::Nobody };
    for (who, column) in [(first, nobody), (Who::Administrator, administrator)] {
        for word in column.split(',').filter(|word| *word != "-") {
            answers.push((who, answer(word).ok_or_else(wrong)?));
        }
    }
    Ok(Line { procedure, answers })
}

fn answer(word: &str) -> Option<Answer> {
    if word == "ok" {
        return Some(Answer::Ok);
    }
    let known = || Table::ALL.iter().flat_map(|table| table.known());
    let named = known().find(|known| known.name == word).map(|known| known.code);
    named.or_else(|| word.parse().ok().map(AbortCode)).map(Answer::Code)
}

/// As procedures of interface files and methods of Rust have the same name.
fn squashed(name: &str) -> String {
    name.chars().filter(|letter| *letter != '_').flat_map(char::to_lowercase).collect()
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Who::Nobody => "nobody",
            Who::Administrator => "administrator",
            Who::FileServer => "fileserver",
        })
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Answer::Ok => f.pad("ok"),
            Answer::Code(code) => match errors::name(*code) {
                Some(name) => f.pad(name),
                None => f.pad(&code.0.to_string()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place = Place {
        procedure: 0,
        who: Who::Nobody,
        answer: Answer::Code(errors::VL_PERM),
        front_end: FrontEnd::Sync,
    };

    #[test]
    fn one_place_that_is_missing_is_not_green() {
        let list = List::read("# head\nVL_Create VL_PERM,-455 -\nVL_Never - -\n").unwrap();
        assert_eq!(list.procedure("VL_", "create").unwrap(), 0);
        list.record(PLACE).unwrap();
        for answer in [errors::VL_PERM, AbortCode(-455)] {
            let reason = format!("{:?}", list.is_whole().unwrap_err());
            assert!(reason.contains("places missing"), "{reason}");
            for front_end in FrontEnd::BOTH {
                list.record(Place { answer: Answer::Code(answer), front_end, ..PLACE }).unwrap();
            }
        }
        assert_eq!(list.is_whole().unwrap(), "1 procedures, all 4 places");
        assert!(!list.to_text().contains("MISSING"));
    }

    #[test]
    fn what_the_list_does_not_have_is_not_taken() {
        let list = List::read("VL_Create VL_PERM ok\n").unwrap();
        assert!(list.record(Place { answer: Answer::Ok, ..PLACE }).is_err());
        assert!(list.record(Place { who: Who::Administrator, ..PLACE }).is_err());
        assert!(list.procedure("VL_", "delete").is_err());
        assert!(List::read("VL_Create NO_SUCH_CODE -\n").is_err());
        assert!(List::read("VL_Create ok\n").is_err());
    }

    /// What is not tried of an interface is in the list as well, so that nobody has to look for it.
    #[test]
    fn the_list_has_every_procedure_of_its_interfaces() {
        let all = include_str!("../../../../afs/tests/procedures.txt");
        let all = all.lines().filter(|line| !line.starts_with('#'));
        let all: BTreeSet<_> = all.filter_map(|line| line.split_whitespace().nth(1)).collect();
        let list = List::new().unwrap();
        let listed: BTreeSet<_> = list.lines.iter().map(|line| line.procedure).collect();
        let prefix = |name: &&str| name.split_inclusive('_').next().unwrap_or_default().to_owned();
        let interfaces: BTreeSet<_> = listed.iter().map(prefix).collect();
        let all: BTreeSet<_> =
            all.into_iter().filter(|name| interfaces.contains(&prefix(name))).collect();
        assert_eq!(listed, all);
    }
}
