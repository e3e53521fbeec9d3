//! The table of differences between the kernels and what is here, as it stands in the docs: made from what the kernels have
//! answered in a run, and from the steps, which say what is answered here and why.
//!
//! Where a kernel may answer several things, the table has all of them, so that it is the same after every run.

use std::fmt::Write as _;
use std::path::PathBuf;

use rxrpc_tests::contract_steps::{Action, Class, Steps};

use super::contract::{Transcript, expected, fits};
use super::kernel::Kernel;
use xtask::programs::failure::{Failure, require};
use xtask::programs::run_directory::workspace;

const HEAD: &str = "\
# Where the kernel's AF_RXRPC and this one differ

The steps of [steps.txt](../tests/contract/steps.txt) were run on the kernel's own sockets, by an interpreter of them in a guest, and
run on those of both front ends here, by another one. Each action that was not answered alike is a line of the table. All else
was answered alike by the newest kernel and here.

| class | means |
|---|---|
| type | it cannot be written with types, or what answers for it is of another kind |
| on purpose | it differs, and a user is better off |
| kernel | the kernel has a fault there |
| 6.1 | only the older kernel answers otherwise; the last column of [contract.md](contract.md) says how |

The table is made by `cargo xtask interop linux --update`, and a run without that word fails where it is no longer right.
";

/// The words of the table, in the order of [`Class`], and two of its own.
const CLASSES: [&str; 5] = ["type", "on purpose", "kernel", "6.1", "NEW"];
const ONLY_OLDER: usize = 3;
/// The newest kernel answers what the steps do not have: somebody has to look at it.
const NEW: usize = 4;

/// A kernel, what it calls itself, and what it has answered.
pub(super) struct Column {
    pub(super) kernel: Kernel,
    pub(super) release: String,
    pub(super) transcript: Transcript,
}

/// Where the table is.
pub(super) fn document() -> PathBuf {
    workspace().join("docs/contract-differences.md")
}

/// The document with the table.
pub(super) fn text(columns: &[Column; 2]) -> String {
    let [newest, older] = columns;
    let mut text = HEAD.to_owned();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "Seen last with {} and {}.\n", newest.release, older.release);
    let _ = writeln!(
        text,
        "| step | action | newest kernel | Linux 6.1 | here | class | why |\n|--:|---|---|---|---|---|---|"
    );
    let (lines, counts) = lines(&Steps::read(), columns);
    for line in lines {
        let _ = writeln!(text, "{line}");
    }
    let _ = writeln!(text, "\n{counts}");
    text
}

/// The lines, and how many there are of each class.
fn lines(steps: &Steps, columns: &[Column; 2]) -> (Vec<String>, String) {
    let (mut lines, mut counts, mut all) = (Vec::new(), [0; CLASSES.len()], 0);
    for step in &steps.steps {
        for (at, action) in step.actions.iter().enumerate() {
            all += 1;
            let place = (step.number, at + 1);
            let [newest, older] = columns.each_ref().map(|column| seen(column, action, place));
            let here = if action.is_listed_only() { "–" } else { action.expected() };
            let (class, why) = match &action.class {
                _ if !fits(&action.newest, &newest) && newest != action.newest => (NEW, "–"),
                Some((class, why)) => (*class as usize, why.as_str()),
                None if older == newest => continue,
                None => (ONLY_OLDER, "–"),
            };
            counts[class] += 1;
            let name = CLASSES[class];
            let quoted = |answer: &str| {
                if answer == "–" { answer.to_owned() } else { format!("`{answer}`") }
            };
            let older = if older == newest { "=".to_owned() } else { quoted(&older) };
            lines.push(format!(
                "| {} | `{}` | {} | {older} | {} | {name} | {why} |",
                step.number,
                action.text,
                quoted(&newest),
                quoted(here),
            ));
        }
    }
    let counts = format!(
        "{all} actions: {} type, {} on purpose, {} kernel, {} only 6.1; all others alike.",
        counts[Class::Type as usize],
        counts[Class::Better as usize],
        counts[Class::Kernel as usize],
        counts[ONLY_OLDER]
    );
    (lines, counts)
}

/// What a kernel answers, all of it where there are several right answers.
fn seen(column: &Column, action: &Action, place: (u32, usize)) -> String {
    let expected = expected(action, column.kernel);
    let seen = column.transcript.get(&place).map_or("nothing", String::as_str);
    if expected != "?" && fits(expected, seen) { expected.to_owned() } else { seen.to_owned() }
}

/// Writes the table, or fails where the one that is there is no longer right.
pub(super) fn settle(columns: &[Column; 2], update: bool) -> Result<String, Failure> {
    let (made, file) = (text(columns), document());
    if update {
        std::fs::write(&file, &made)?;
        return Ok("written anew".to_owned());
    }
    let there = std::fs::read_to_string(&file)?;
    // Which kernels these were last does not make it wrong.
    let without_names = |text: &str| -> Vec<String> {
        text.lines().filter(|line| !line.starts_with("Seen last with")).map(str::to_owned).collect()
    };
    let (there, made) = (without_names(&there), without_names(&made));
    let differs = made.iter().zip(&there).find(|(made, there)| made != there);
    if let Some((made, there)) = differs {
        return Err(Failure::new(format!("no longer right (--update): {there} is {made}")));
    }
    require!(
        made.len() == there.len(),
        "{} lines instead of {} (--update)",
        there.len(),
        made.len()
    );
    Ok(format!("{} lines, all right", made.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kernels that answer the first of what the steps have.
    fn columns() -> [Column; 2] {
        let steps = Steps::read();
        [Kernel::Newest, Kernel::Old].map(|kernel| {
            let mut transcript = Transcript::new();
            for step in &steps.steps {
                for (at, action) in step.actions.iter().enumerate() {
                    let answer = expected(action, kernel).split(" or ").next().unwrap();
                    transcript.insert((step.number, at + 1), answer.to_owned());
                }
            }
            Column { kernel, release: "a kernel".to_owned(), transcript }
        })
    }

    #[test]
    fn a_difference_has_a_line_and_what_is_alike_has_none() {
        let text = text(&columns());
        assert!(
            text.contains("| 7 | `bind d 100` | `EADDRINUSE` | = | `0` | on purpose |"),
            "{text}"
        );
        assert!(text.contains(
            "| 39 | `send s call=1000 bytes=4` | `EBUSY` | `EPROTO` | `EBUSY` | 6.1 | – |"
        ));
        assert!(!text.contains("| 5 |"));
    }

    #[test]
    fn the_table_in_the_docs_is_that_of_the_steps() {
        let known = |text: &str| -> Vec<String> {
            text.lines()
                .filter(|line| !line.starts_with("Seen last with"))
                .map(str::to_owned)
                .collect()
        };
        let there = std::fs::read_to_string(document()).unwrap();
        assert_eq!(known(&there), known(&text(&columns())));
    }

    #[test]
    fn another_answer_of_a_kernel_changes_the_table() {
        let mut changed = columns();
        changed[0].transcript.insert((5, 1), "EINVAL".to_owned());
        assert!(text(&changed).contains("| 5 | `bind c 0` | `EINVAL` | `0` | `0` | NEW |"));
    }
}
