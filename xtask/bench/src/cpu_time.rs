//! CPU time of other processes, from `/proc`. Knows nothing of what they do.

use std::fs;
use std::time::Duration;

/// CPU time of all live threads of a process so far; zero when it cannot be read.
pub(crate) fn of_process(id: u32) -> Duration {
    let Ok(tasks) = fs::read_dir(format!("/proc/{id}/task")) else { return Duration::ZERO };
    tasks
        .flatten()
        .filter_map(|task| fs::read_to_string(task.path().join("schedstat")).ok())
        .filter_map(|text| text.split_whitespace().next()?.parse().ok())
        .map(Duration::from_nanos)
        .sum()
}

/// CPU time of all children of this process that have ended and were waited for; in hundredths of a
/// second, which is what `/proc/self/stat` counts in.
pub(crate) fn of_ended_children() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold anything; the fields are counted behind it.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = fields.split_whitespace().skip(13).take(2).flat_map(str::parse::<u64>).sum();
    Duration::from_millis(10 * ticks)
}
