//! What other processes took of the processors. Knows nothing of what they do.

use std::fs;
use std::ops::Sub;
use std::time::Duration;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;

/// What was used so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Usage {
    pub(crate) cpu: Duration,
    /// How often a thread left its processor to another one, or to nobody, because it waited or had to.
    pub(crate) switches: u64,
}

impl Usage {
    /// Of all live threads of a process; zero when it cannot be read.
    pub(crate) fn of_process(id: u32) -> Self {
        let Ok(tasks) = fs::read_dir(format!("/proc/{id}/task")) else { return Self::default() };
        tasks.flatten().fold(Self::default(), |sum, task| {
            let read = |name| fs::read_to_string(task.path().join(name)).unwrap_or_default();
            let nanoseconds = read("schedstat").split_whitespace().next().map(str::parse);
            Self {
                cpu: sum.cpu + Duration::from_nanos(nanoseconds.and_then(Result::ok).unwrap_or(0)),
                switches: sum.switches + switches(&read("status")),
            }
        })
    }

    /// Of all children of this process that have ended and were waited for.
    pub(crate) fn of_ended_children() -> Self {
        let Ok(usage) = getrusage(UsageWho::RUSAGE_CHILDREN) else { return Self::default() };
        let switches = usage.voluntary_context_switches() + usage.involuntary_context_switches();
        Self {
            cpu: duration(usage.user_time()) + duration(usage.system_time()),
            switches: u64::try_from(switches).unwrap_or_default(),
        }
    }
}

impl Sub for Usage {
    type Output = Self;

    fn sub(self, before: Self) -> Self {
        Self {
            cpu: self.cpu.saturating_sub(before.cpu),
            switches: self.switches.saturating_sub(before.switches),
        }
    }
}

fn duration(time: TimeVal) -> Duration {
    let microseconds = u64::try_from(time.tv_usec()).unwrap_or_default();
    Duration::from_secs(u64::try_from(time.tv_sec()).unwrap_or_default())
        + Duration::from_micros(microseconds)
}

/// Both kinds of them, of one thread.
fn switches(status: &str) -> u64 {
    let lines = status.lines().filter_map(|line| line.split_once(":"));
    let counts = lines.filter(|(name, _)| name.ends_with("voluntary_ctxt_switches"));
    counts.filter_map(|(_, count)| count.trim().parse::<u64>().ok()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_of_switches_count() {
        let status = "Name:\tx\nvoluntary_ctxt_switches:\t3\nnonvoluntary_ctxt_switches:\t4\n";
        assert_eq!((switches(status), switches("Name:\tx\n")), (7, 0));
    }
}
