//! What came of the runs, and the tables of it. Knows nothing of how they were made.

use std::fmt::Write as _;

use rxrpc_tests::relay::Counters;

/// One transfer that was exact.
#[derive(Clone, Copy)]
pub(super) struct Run {
    /// By the client's clock.
    pub(super) seconds: f64,
    /// Both ways of the relay together.
    pub(super) counters: Counters,
    /// Datagrams that no socket had room for.
    pub(super) overflows: u64,
}

/// All runs of one transfer by one pair over one path.
struct Row {
    path: String,
    transfer: String,
    pair: String,
    runs: Vec<Run>,
    failed: usize,
}

/// All runs.
#[derive(Default)]
pub(super) struct Results {
    rows: Vec<Row>,
}

impl Results {
    /// Adds a run; none if it failed.
    pub(super) fn add(&mut self, path: &str, transfer: &str, pair: &str, run: Option<Run>) {
        let is = |row: &Row| row.path == path && row.transfer == transfer && row.pair == pair;
        let at = self.rows.iter().position(is).unwrap_or_else(|| {
            let (path, transfer, pair) = (path.into(), transfer.into(), pair.into());
            self.rows.push(Row { path, transfer, pair, runs: Vec::new(), failed: 0 });
            self.rows.len() - 1
        });
        match run {
            Some(run) => self.rows[at].runs.push(run),
            None => self.rows[at].failed += 1,
        }
    }

    /// Whether there was a run and none failed but of this pair.
    pub(super) fn all_exact_but(&self, pair: &str) -> bool {
        !self.rows.is_empty() && self.rows.iter().all(|row| row.failed == 0 || row.pair == pair)
    }

    /// How many were exact.
    pub(super) fn summary(&self) -> String {
        let exact: usize = self.rows.iter().map(|row| row.runs.len()).sum();
        let failed: usize = self.rows.iter().map(|row| row.failed).sum();
        format!("{} transfers, {exact} exact, {failed} failed", exact + failed)
    }

    /// A table for each path: medians of all runs.
    pub(super) fn markdown(&self) -> String {
        let mut text = String::new();
        let mut path = "";
        for row in &self.rows {
            if row.path != path {
                path = &row.path;
                text.push_str(&head(path));
            }
            text.push_str(&row.line());
        }
        text
    }
}

fn head(path: &str) -> String {
    format!(
        "\n### {path}\n\n\
         | transfer | client to server | seconds | DATA needed | sent again | lost by the relay | ACKs | overflows |\n\
         |---|---|--:|--:|--:|--:|--:|--:|\n"
    )
}

impl Row {
    fn line(&self) -> String {
        let mut line = format!("| {} | {} |", self.transfer, self.pair);
        if self.runs.is_empty() {
            line.push_str(" failed | | | | | |\n");
            return line;
        }
        let count = |of: fn(&Counters) -> u64| self.median(|run| of(&run.counters) as f64);
        // Writing to a string cannot fail.
        let _ = writeln!(
            line,
            " {:.3}{} | {} | {} | {} | {} | {} |",
            self.median(|run| run.seconds),
            if self.failed > 0 { format!(" ({} failed)", self.failed) } else { String::new() },
            count(|counters| counters.data),
            count(|counters| counters.data_again),
            count(|counters| counters.lost_data),
            count(|counters| counters.acks),
            self.median(|run| run.overflows as f64),
        );
        line
    }

    fn median(&self, of: impl Fn(&Run) -> f64) -> f64 {
        let mut values: Vec<f64> = self.runs.iter().map(of).collect();
        values.sort_unstable_by(f64::total_cmp);
        values[values.len() / 2]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(seconds: f64, again: u64) -> Run {
        let counters = Counters { data_again: again, ..Counters::default() };
        Run { seconds, counters, overflows: 0 }
    }

    #[test]
    fn a_row_has_the_medians_and_a_failure_is_not_forgotten() {
        let mut results = Results::default();
        assert!(!results.all_exact_but(""));
        for (seconds, again) in [(3.0, 1), (1.0, 30), (2.0, 2)] {
            results.add("path", "up", "a to b", Some(run(seconds, again)));
        }
        assert!(results.all_exact_but(""));
        assert!(results.markdown().contains("| up | a to b | 2.000 | 0 | 2 | 0 | 0 | 0 |"));
        results.add("path", "up", "a to b", None);
        results.add("path", "down", "a to b", None);
        assert!(!results.all_exact_but("b to a") && results.all_exact_but("a to b"));
        assert!(results.markdown().contains("2.000 (1 failed)"));
        assert!(results.markdown().contains("| down | a to b | failed |"));
        assert_eq!(results.summary(), "5 transfers, 3 exact, 2 failed");
    }
}
