//! What a case is: honest calls in a quiet time and the same under attack, and what must hold of them.
//!
//! Holds: [`Case`], [`Found`], [`Bound`]. Must not know: what any case does.

use std::io;
use std::time::Duration;

use super::honest::Calls;

/// One kind of attack.
pub(crate) struct Case {
    /// What it is called on the command line and in the table.
    pub(crate) name: &'static str,
    /// What the strangers, or the circumstances, do.
    pub(crate) what: &'static str,
    pub(crate) bound: Bound,
    pub(crate) run: fn() -> io::Result<Found>,
}

/// What must hold of the honest calls under attack, besides that all of them end well.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
    /// Their p99 is at most so many times that of the quiet run,
    pub(crate) ratio: f64,
    /// or this long, whichever is more: on a shared machine a thread may not run for some time.
    pub(crate) at_least: Duration,
}

/// What a case came to.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) quiet: Calls,
    pub(crate) attacked: Calls,
    /// Datagrams, calls or whatever else the attack consisted of.
    pub(crate) attacks: u64,
    /// What else must not be, and was.
    pub(crate) violations: Vec<String>,
    /// Why the case could not be run here.
    pub(crate) skipped: Option<&'static str>,
}

impl Found {
    /// A case that needs what this machine or user has not.
    pub(crate) fn skipped(why: &'static str) -> Self {
        Self { skipped: Some(why), ..Self::default() }
    }

    /// What does not hold.
    pub(crate) fn broken(&self, bound: Bound) -> Vec<String> {
        let mut broken = self.violations.clone();
        if let Some(error) = self.attacked.failures.first() {
            broken.push(format!("{} honest calls failed: {error}", self.attacked.failures.len()));
        }
        if let Some(error) = self.quiet.failures.first() {
            broken.push(format!(
                "{} calls failed in the quiet run: {error}",
                self.quiet.failures.len()
            ));
        }
        if self.quiet.times.is_empty() || self.attacked.times.is_empty() {
            broken.push("no honest call ended well".to_owned());
            return broken;
        }
        let limit = self.quiet.percentile(99).mul_f64(bound.ratio).max(bound.at_least);
        if self.attacked.percentile(99) > limit {
            broken.push(format!("p99 is beyond {:.0} ms", limit.as_secs_f64() * 1e3));
        }
        broken
    }
}
