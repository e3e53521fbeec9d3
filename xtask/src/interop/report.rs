//! The table of a run: case, peer, passed, what was seen. Knows nothing of how a case is run.

use std::time::Duration;

use xtask::programs::failure::Failure;

/// In characters: a tool may print without end.
const LONGEST_SEEN: usize = 500;

/// One line of the table.
pub(crate) struct Row {
    case: String,
    peer: String,
    passed: bool,
    seen: String,
    took: Duration,
}

impl Row {
    /// A line from what a case brought: what was seen, or why it failed.
    pub(crate) fn new(
        case: &str,
        peer: &str,
        outcome: Result<String, Failure>,
        took: Duration,
    ) -> Row {
        let (passed, seen) = match outcome {
            Ok(seen) => (true, seen),
            Err(reason) => (false, format!("{reason:?}")),
        };
        let words = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut seen: String = words.chars().take(LONGEST_SEEN).collect();
        if seen.len() < words.len() {
            seen.push_str(" [...]");
        }
        Row { case: case.to_owned(), peer: peer.to_owned(), passed, seen, took }
    }

    fn mark(&self) -> &'static str {
        if self.passed { "yes" } else { "NO" }
    }

    /// One line to be shown while the run goes on.
    pub(crate) fn progress(&self) -> String {
        let mark = if self.passed { "ok    " } else { "FAILED" };
        let seen = if self.passed { String::new() } else { format!(": {}", self.seen) };
        format!("{mark} {:6.2} s  {} / {}{seen}", self.took.as_secs_f64(), self.peer, self.case)
    }
}

/// All lines of a run.
#[derive(Default)]
pub(crate) struct Report {
    rows: Vec<Row>,
    appendix: String,
}

impl Report {
    /// Adds a line at the end.
    pub(crate) fn add(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// Has a text printed behind the table.
    pub(crate) fn append(&mut self, text: String) {
        self.appendix = text;
    }

    /// Prints the table to standard output.
    pub(crate) fn print(&self) {
        let width = |of: fn(&Row) -> &str, head: &str| {
            self.rows.iter().map(|row| of(row).chars().count()).max().unwrap_or(0).max(head.len())
        };
        let case = width(|row| &row.case, "case");
        let peer = width(|row| &row.peer, "peer");
        println!("{:case$}  {:peer$}  passed  seen", "case", "peer");
        println!("{}  {}  ------  ----", "-".repeat(case), "-".repeat(peer));
        for row in &self.rows {
            let mark = row.mark();
            println!("{:case$}  {:peer$}  {mark:6}  {}", row.case, row.peer, row.seen);
        }
        if !self.appendix.is_empty() {
            println!("\n{}", self.appendix);
        }
    }

    /// How many passed and how many did not.
    pub(crate) fn summary(&self) -> String {
        let failed = self.rows.iter().filter(|row| !row.passed).count();
        format!("{} cases, {} passed, {failed} failed", self.rows.len(), self.rows.len() - failed)
    }

    /// Whether there was at least one case and none failed.
    pub(crate) fn all_passed(&self) -> bool {
        !self.rows.is_empty() && self.rows.iter().all(|row| row.passed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failed_row_fails_the_run_and_no_row_at_all_does_too() {
        let mut report = Report::default();
        assert!(!report.all_passed());
        report.add(Row::new("a", "p", Ok("seen".into()), Duration::ZERO));
        assert!(report.all_passed());
        report.add(Row::new("b", "p", Err(Failure::new("no")), Duration::ZERO));
        assert!(!report.all_passed());
        assert_eq!(report.summary(), "2 cases, 1 passed, 1 failed");
    }

    #[test]
    fn what_was_seen_is_one_short_line() {
        let row = Row::new("a", "p", Ok("two\n  lines".into()), Duration::ZERO);
        assert_eq!(row.seen, "two lines");
        let row = Row::new("a", "p", Ok("x".repeat(10_000)), Duration::ZERO);
        assert_eq!(row.seen.len(), LONGEST_SEEN + " [...]".len());
    }
}
