//! Progress on standard error: a bar on a terminal, a few lines elsewhere. Knows only numbers.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

/// Lines that a log gets instead of the bar.
const STEPS: u64 = 4;

/// How many calls have ended, out of how many.
pub(crate) struct Progress {
    calls: u64,
    bar: Option<ProgressBar>,
    steps_shown: u64,
}

impl Progress {
    /// Nothing has ended yet.
    pub(crate) fn new(calls: u64) -> Self {
        let bar = io::stderr().is_terminal().then(|| {
            let template = "         [{bar:40}] {pos} of {len} calls, {percent} %";
            let style = ProgressStyle::default_bar();
            let style = style.clone().template(template).unwrap_or(style);
            ProgressBar::new(calls).with_style(style.progress_chars("=> "))
        });
        Self { calls, bar, steps_shown: 0 }
    }

    /// So many have ended by now.
    pub(crate) fn ended(&mut self, ended: u64) {
        if let Some(bar) = &self.bar {
            bar.set_position(ended);
            return;
        }
        let steps = ended.saturating_mul(STEPS) / self.calls.max(1);
        if steps > self.steps_shown {
            self.steps_shown = steps;
            eprintln!("         {ended} of {} calls have ended", self.calls);
        }
    }

    /// No more will end. The bar stays to be read, and what follows begins on its own line.
    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.abandon();
            eprintln!();
        }
    }
}
