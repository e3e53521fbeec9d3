//! What came of a meeting: the long tables of a report, the short ones of the README, and the bars of its
//! charts. Knows nothing of how it was measured.

use serde_json::json;

use super::works::title;
use super::{Meeting, Samples};
use crate::chart::Group;
use crate::contender::{Openafs, Sample, Work};
use crate::figures::Series;
use crate::report::{Report, Table};

/// What a workload is mainly measured in.
fn speed(work: Work) -> fn(&Sample) -> f64 {
    match work {
        Work::Bulk { .. } => |sample| sample.megabytes_per_second,
        Work::Rpc { .. } => |sample| sample.calls_per_second,
    }
}

fn is_bulk(work: Work) -> bool {
    matches!(work, Work::Bulk { .. })
}

impl Meeting {
    /// Adds the long tables.
    pub(crate) fn report(&self, report: &mut Report) {
        let rounds = self.rounds;
        for (bulk, name) in [(true, "Long calls"), (false, "Small calls on one socket")] {
            let heading = format!("{name}, {rounds} rounds: median (min–max)");
            let mut table = if bulk { bulk_table(heading) } else { rpc_table(heading) };
            let mut rows = 0;
            for (work, samples) in self.works.iter().zip(&self.samples) {
                for (contender, own) in self.contenders.iter().zip(samples) {
                    if is_bulk(*work) == bulk && !own.0.is_empty() {
                        row(&mut table, *work, contender.name(), own, &samples[0]);
                        rows += 1;
                    }
                }
            }
            if rows > 0 {
                report.table(table);
            }
        }
        if let Some(note) = self.widest_against_best() {
            report.note(note);
        }
    }

    /// Our calls a second with 64 in flight over librx's best with any number.
    fn widest_against_best(&self) -> Option<String> {
        let librx = self.contenders.iter().position(|other| other.name() == Openafs::NAME)?;
        let speeds = |contender: usize, only: Option<u32>| {
            let works = self.works.iter().zip(&self.samples);
            works.filter_map(move |(work, samples)| match work {
                Work::Rpc { in_flight, request: 64, reply: 64, .. }
                    if only.is_none_or(|only| only == *in_flight) =>
                {
                    Some(samples[contender].series(speed(*work)).median())
                }
                _ => None,
            })
        };
        let best = speeds(librx, None).reduce(f64::max).filter(|best| *best > 0.0)?;
        let ratio = speeds(0, Some(64)).next()? / best;
        Some(format!(
            "64/64 bytes: rxrpc with 64 in flight makes {ratio:.2} × the calls of librx at its best \
             with any number."
        ))
    }

    /// One row for each work, one column for each contender: medians.
    pub(crate) fn summary(&self) -> String {
        let mut text = String::from("| |");
        self.contenders.iter().for_each(|contender| text += &format!(" {} |", contender.name()));
        text += "\n|---|";
        self.contenders.iter().for_each(|_| text += "--:|");
        text.push('\n');
        for (work, samples) in self.works.iter().zip(&self.samples) {
            let unit = if is_bulk(*work) { "MB/s" } else { "calls/s" };
            text += &cells(&format!("{}, {unit}", title(*work)), samples, speed(*work), 0);
            match work {
                Work::Bulk { calls: 1, .. } => {
                    text += &cells("– CPU seconds a GB, both ends", samples, cpu_per_gigabyte, 2);
                }
                Work::Rpc { in_flight: 1, .. } => {
                    text += &cells("– p50, µs", samples, |sample| sample.p50, 0);
                }
                _ => {}
            }
        }
        text
    }

    /// The works as groups of bars, a bar for each contender.
    pub(crate) fn bars(&self, bulk: bool) -> Vec<Group> {
        let works = self.works.iter().zip(&self.samples);
        works
            .filter(|(work, _)| is_bulk(**work) == bulk)
            .map(|(work, samples)| {
                let bars = self.contenders.iter().zip(samples);
                let bars = bars.filter(|(_, own)| !own.0.is_empty());
                let bar = |own: &Samples| own.series(speed(*work)).median();
                let bars = bars.map(|(contender, own)| (contender.name(), bar(own))).collect();
                Group { name: title(*work), bars }
            })
            .collect()
    }
}

fn cells(name: &str, samples: &[Samples], figure: fn(&Sample) -> f64, decimals: usize) -> String {
    let mut text = format!("| {name} |");
    for own in samples {
        let series = own.series(figure);
        if series.is_empty() {
            text += " |";
        } else {
            text += &format!(" {:.decimals$} |", series.median());
        }
    }
    text.push('\n');
    text
}

fn cpu_per_gigabyte(sample: &Sample) -> f64 {
    sample.costs.cpu / sample.bytes * 1e9
}

fn bulk_table(heading: String) -> Table {
    let columns = [
        "workload",
        "system",
        "MB/s",
        "first is",
        "CPU s/GB, both ends",
        "switches/GB, both ends",
        "syscalls/GB",
        "datagrams a syscall",
        "peak MiB, client + server",
    ];
    Table::new(heading, &columns)
}

fn rpc_table(heading: String) -> Table {
    let columns = [
        "workload",
        "system",
        "calls/s",
        "first is",
        "p50 µs",
        "p50 of first is",
        "p99 µs",
        "CPU µs/call, both ends",
        "switches/call, both ends",
        "syscalls/call",
        "peak MiB, client + server",
    ];
    Table::new(heading, &columns)
}

fn row(table: &mut Table, work: Work, name: &str, own: &Samples, first: &Samples) {
    let ours = std::ptr::eq(own, first);
    let ratios = |figure: fn(&Sample) -> f64| first.series(figure).ratios(&own.series(figure));
    let shown = |ratios: &Series| if ours { "–".to_owned() } else { format!("{ratios:.2} ×") };
    let counted = |figure: fn(&Sample) -> Option<f64>| -> Option<f64> {
        own.0.iter().map(figure).collect::<Option<Series>>().map(|series| series.median())
    };
    let show = |figure: Option<f64>, decimals: usize| {
        figure.map_or_else(|| "n/a".to_owned(), |figure| format!("{figure:.decimals$}"))
    };
    let speed_series = own.series(speed(work));
    let speed_ratios = ratios(speed(work));
    let peaks = [0, 1].map(|end| own.series(|sample| sample.costs.peaks[end]).median());
    let peak = format!("{:.0} + {:.0}", peaks[0], peaks[1]);
    let mut cells =
        vec![title(work), name.to_owned(), speed_series.to_string(), shown(&speed_ratios)];
    let mut numbers = json!({
        "workload": title(work),
        "system": name,
        "first_ratio": summary(&speed_ratios),
        "peak_mebibytes": { "client": peaks[0], "server": peaks[1] },
    });
    if is_bulk(work) {
        let cpu = own.series(cpu_per_gigabyte);
        let calls = counted(|sample| Some(sample.system_calls? / sample.bytes * 1e9));
        let each = counted(|sample| Some(sample.datagrams? / sample.system_calls?));
        let switches = own.series(|sample| sample.costs.switches / sample.bytes * 1e9);
        cells.extend([format!("{cpu:.2}"), switches.to_string()]);
        cells.extend([show(calls, 0), show(each, 1), peak]);
        numbers["switches_per_gigabyte"] = summary(&switches);
        numbers["megabytes_per_second"] = summary(&speed_series);
        numbers["cpu_seconds_per_gigabyte"] = summary(&cpu);
        numbers["system_calls_per_gigabyte"] = json!(calls);
        numbers["datagrams_per_system_call"] = json!(each);
    } else {
        let (p50, p99) = (own.series(|sample| sample.p50), own.series(|sample| sample.p99));
        let p50_ratios = ratios(|sample| sample.p50);
        let cpu = own.series(|sample| sample.costs.cpu / sample.calls * 1e6);
        let calls = counted(|sample| Some(sample.system_calls? / sample.calls));
        cells.extend([p50.to_string(), shown(&p50_ratios), p99.to_string()]);
        let switches = own.series(|sample| sample.costs.switches / sample.calls);
        cells.extend([format!("{cpu:.1}"), format!("{switches:.2}"), show(calls, 1), peak]);
        numbers["switches_per_call"] = summary(&switches);
        numbers["calls_per_second"] = summary(&speed_series);
        numbers["p50_us"] = summary(&p50);
        numbers["p99_us"] = summary(&p99);
        numbers["p50_ratio"] = summary(&p50_ratios);
        numbers["cpu_us_per_call"] = summary(&cpu);
        numbers["system_calls_per_call"] = json!(calls);
    }
    table.row(cells, numbers);
}

fn summary(series: &Series) -> serde_json::Value {
    json!({
        "median": series.median(),
        "min": series.min(),
        "max": series.max(),
        "rounds": series.len(),
    })
}
