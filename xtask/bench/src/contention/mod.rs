//! What it costs that others wait: for slots, for the user mutex; and what a call or a
//! connection that just stands there costs.
//!
//! Holds: the order of the measurements. Under it, one each: [`waiting`], [`user_mutex`],
//! [`memory`], [`packets`].

mod memory;
mod packets;
mod user_mutex;
mod waiting;

use super::report::Report;
use super::{Effort, Result};

/// Runs them all and adds their tables.
pub(crate) fn measure(effort: Effort, report: &mut Report) -> Result<()> {
    eprintln!("contention: calls that wait for slots");
    report.table(waiting::measure(effort)?);
    report.note(waiting::NOTE);
    eprintln!("contention: the user mutex");
    report.table(user_mutex::measure(effort)?);
    report.note(user_mutex::NOTE);
    eprintln!("contention: memory and allocations");
    report.table(memory::measure()?);
    report.note(memory::NOTE);
    report.table(packets::measure(effort)?);
    Ok(())
}
