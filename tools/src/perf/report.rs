//! Figures of runs, for people and for programs. Knows nothing of calls or sockets.

use hdrhistogram::Histogram;
use serde_json::{Value, json};
use std::fmt;
use std::time::Duration;

/// Decimal digits that a histogram keeps of a time.
const PRECISION: u8 = 3;
const GROWS: &str = "a histogram grows as needed";

/// The figures of one run.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// From the start of the threads to the end of the last.
    pub(crate) elapsed: Duration,
    /// Payload bytes, the rxperf request and cookies left out.
    pub(crate) bytes_sent: u64,
    /// Likewise.
    pub(crate) bytes_received: u64,
    /// DATA packets sent, retransmissions included.
    pub(crate) data_sent: u64,
    /// DATA packets sent again.
    pub(crate) data_retransmitted: u64,
    /// Microseconds from having a slot to the end of the reply.
    latency: Histogram<u64>,
    /// Microseconds from asking for a call to having its slot.
    slot_wait: Histogram<u64>,
}

/// One number that a run comes down to.
struct Figure {
    name: &'static str,
    of: fn(&Run) -> f64,
}

/// The figures of the report, in its order. Times are in microseconds.
const FIGURES: [Figure; 9] = [
    Figure { name: "seconds", of: |run| run.elapsed.as_secs_f64() },
    Figure { name: "megabytes_per_second", of: Run::megabytes_per_second },
    Figure { name: "calls_per_second", of: Run::calls_per_second },
    Figure { name: "latency_p50_us", of: |run| run.latency.value_at_quantile(0.50) as f64 },
    Figure { name: "latency_p99_us", of: |run| run.latency.value_at_quantile(0.99) as f64 },
    Figure { name: "slot_wait_p50_us", of: |run| run.slot_wait.value_at_quantile(0.50) as f64 },
    Figure { name: "slot_wait_p99_us", of: |run| run.slot_wait.value_at_quantile(0.99) as f64 },
    Figure { name: "data_packets_sent", of: |run| run.data_sent as f64 },
    Figure { name: "data_packets_retransmitted", of: |run| run.data_retransmitted as f64 },
];

impl Run {
    pub(crate) fn new() -> Self {
        let empty = || Histogram::new(PRECISION).expect("a histogram may keep three digits");
        Self {
            elapsed: Duration::ZERO,
            bytes_sent: 0,
            bytes_received: 0,
            data_sent: 0,
            data_retransmitted: 0,
            latency: empty(),
            slot_wait: empty(),
        }
    }

    /// Counts one call. `whole` includes the wait for a slot.
    pub(crate) fn call(&mut self, sent: u64, received: u64, whole: Duration, slot_wait: Duration) {
        let microseconds = |time: Duration| u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        self.bytes_sent += sent;
        self.bytes_received += received;
        let latency = microseconds(whole.saturating_sub(slot_wait));
        self.latency.record(latency).expect(GROWS);
        self.slot_wait.record(microseconds(slot_wait)).expect(GROWS);
    }

    /// Adds the calls of another thread of the same run.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.bytes_sent += other.bytes_sent;
        self.bytes_received += other.bytes_received;
        self.latency.add(&other.latency).expect(GROWS);
        self.slot_wait.add(&other.slot_wait).expect(GROWS);
    }

    fn calls(&self) -> u64 {
        self.latency.len()
    }

    fn calls_per_second(&self) -> f64 {
        self.calls() as f64 / self.elapsed.as_secs_f64()
    }

    fn megabytes_per_second(&self) -> f64 {
        (self.bytes_sent + self.bytes_received) as f64 / 1e6 / self.elapsed.as_secs_f64()
    }

    /// The run as a JSON object.
    pub(crate) fn to_json(&self) -> Value {
        let mut object = json!({
            "calls": self.calls(),
            "bytes_sent": self.bytes_sent,
            "bytes_received": self.bytes_received,
        });
        for figure in &FIGURES {
            object[figure.name] = json!((figure.of)(self));
        }
        object
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers = FIGURES.each_ref().map(|figure| (figure.of)(self));
        write_line(f, numbers)
    }
}

/// The median of each figure over some runs.
pub(crate) struct Median([f64; FIGURES.len()]);

impl Median {
    /// The medians; of no runs, all are zero.
    pub(crate) fn of(runs: &[Run]) -> Self {
        Self(FIGURES.each_ref().map(|figure| median(runs.iter().map(figure.of).collect())))
    }

    /// The medians as a JSON object.
    pub(crate) fn to_json(&self) -> Value {
        let figures = FIGURES.iter().zip(self.0);
        Value::Object(figures.map(|(figure, value)| (figure.name.into(), json!(value))).collect())
    }
}

impl fmt::Display for Median {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_line(f, self.0)
    }
}

/// The names of the columns of a line, [`Run`]'s or [`Median`]'s.
pub(crate) const COLUMNS: &str = " seconds      MB/s    calls/s   latency p50       p99   \
    slot wait p50       p99   resent of sent";

fn write_line(f: &mut fmt::Formatter<'_>, figures: [f64; FIGURES.len()]) -> fmt::Result {
    let [seconds, megabytes, calls, p50, p99, wait50, wait99, sent, again] = figures;
    let [p50, p99, wait50, wait99] = [p50, p99, wait50, wait99].map(time);
    write!(f, "{seconds:8.3} {megabytes:9.1} {calls:10.1} {p50:>13} {p99:>9}")?;
    write!(f, " {wait50:>15} {wait99:>9}   {again} of {sent}")
}

/// Microseconds in the unit that reads best.
fn time(microseconds: f64) -> String {
    match microseconds {
        us if us < 1e3 => format!("{us:.0} µs"),
        us if us < 1e6 => format!("{:.2} ms", us / 1e3),
        us => format!("{:.2} s", us / 1e6),
    }
}

/// The middle value, or the mean of the two middle ones.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => values[middle],
        _ => f64::midpoint(values[middle - 1], values[middle]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(milliseconds: u64) -> Run {
        let mut run = Run::new();
        run.elapsed = Duration::from_millis(milliseconds);
        let (whole, slot_wait) = (Duration::from_micros(150), Duration::from_micros(50));
        run.call(1_000_000, 3_000_000, whole, slot_wait);
        run
    }

    #[test]
    fn medians_are_of_each_figure() {
        assert_eq!(median(vec![]), 0.0);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), 2.5);
        let json = Median::of(&[run(500), run(2000), run(1000)]).to_json();
        assert_eq!(json["seconds"], 1.0);
        assert_eq!(json["megabytes_per_second"], 4.0);
    }

    #[test]
    fn a_run_counts_calls_bytes_and_times() {
        let mut all = run(500);
        all.merge(&run(700));
        let json = all.to_json();
        assert_eq!(json["calls"], 2);
        assert_eq!(json["bytes_sent"], 2_000_000);
        assert_eq!(json["bytes_received"], 6_000_000);
        assert_eq!(json["seconds"], 0.5, "the time is the run's, not the threads'");
        assert_eq!(json["latency_p50_us"], 100.0, "without the wait for a slot");
        assert_eq!(json["slot_wait_p50_us"], 50.0);
    }

    #[test]
    fn the_figures_of_a_line_end_under_their_names() {
        let line = run(500).to_string();
        let end = |text: &str, part: &str| {
            let at = text.find(part).unwrap() + part.len();
            text[..at].chars().count()
        };
        let pairs = [("0.500", "seconds"), ("8.0", "MB/s"), ("2.0", "calls/s"), ("100 µs", "p50")];
        for (figure, name) in pairs {
            assert_eq!(end(&line, figure), end(COLUMNS, name), "{name}\n{COLUMNS}\n{line}");
        }
        assert_eq!(time(2_500.0), "2.50 ms");
        assert_eq!(time(1_250_000.0), "1.25 s");
    }

    #[test]
    fn long_times_are_kept() {
        let mut run = Run::new();
        run.elapsed = Duration::from_secs(100);
        run.call(0, 0, Duration::from_secs(100), Duration::ZERO);
        let latency = run.to_json()["latency_p50_us"].as_f64().unwrap();
        assert!((latency - 1e8).abs() < 1e5, "{latency}");
    }
}
