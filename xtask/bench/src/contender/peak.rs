//! Most memory that a process had at once, from `/proc`. Knows nothing of what it does.

use std::fs;

/// In MiB since it began or [`forget`] was called; 0 when it cannot be read.
pub(super) fn of(id: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kibibytes.unwrap_or(0.0) / 1024.0
}

/// From now on only what comes counts.
pub(super) fn forget(id: u32) {
    // Where the system has no such file, the most of the whole run is shown.
    let _ = fs::write(format!("/proc/{id}/clear_refs"), "5");
}
