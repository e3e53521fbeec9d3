//! Goodput by loss, round trip and window.
//!
//! Holds: [`as_table`]. Must not know: how a transfer is done.

use super::on_all_cores;
use super::transfer::{Path, Transfer, send};
use crate::network::Rate;
use std::fmt::Write;
use std::time::Duration;

/// Lost in ten thousand.
const LOSSES: [u32; 6] = [0, 10, 100, 500, 1000, 3000];
/// Milliseconds there and back.
const ROUND_TRIPS: [u64; 3] = [1, 20, 100];
/// Packets.
const WINDOWS: [u32; 3] = [32, 255, 8192];

/// The table as text: one call of 4 MiB (1 MiB from 10 % loss on) over a line of 1 Gbit/s whose queue
/// holds 20 ms, mean of three seeds.
#[must_use]
pub fn as_table() -> String {
    let mut cells = Vec::new();
    for loss in LOSSES {
        for round_trip in ROUND_TRIPS {
            cells.extend(WINDOWS.map(|window| (loss, round_trip, window)));
        }
    }
    let figures = on_all_cores(&cells, |cell| cell_text(*cell));
    let mut text = "A call of 4 MiB (1 MiB from 10 % loss on) over 1 Gbit/s with a queue of 20 ms; each cell:\n\
                    Mbit/s (packets sent again in a hundred, ACKs for each DATA packet). Mean of three seeds.\n\n"
        .to_owned();
    text.push_str("| loss | RTT |");
    for window in WINDOWS {
        let _ = write!(text, " window {window} |");
    }
    text.push_str("\n|--:|--:|--:|--:|--:|\n");
    for (row, figures) in cells.chunks(3).zip(figures.chunks(3)) {
        let (loss, round_trip, _) = row[0];
        let _ = write!(text, "| {} % | {round_trip} ms |", f64::from(loss) / 100.0);
        for figure in figures {
            let _ = write!(text, " {figure} |");
        }
        text.push('\n');
    }
    text
}

fn cell_text((loss, round_trip, window): (u32, u64, u32)) -> String {
    let bytes = if loss >= 1000 { 1 << 20 } else { 4 << 20 };
    let all = (0..3).map(|seed| {
        let path = Path {
            round_trip: Duration::from_millis(round_trip),
            loss,
            rate: Some(Rate::megabits(1000, Duration::from_millis(20))),
            window: Some(window),
            seed,
        };
        send(&path, bytes)
    });
    let all: Vec<_> = all.collect();
    let mean = all.iter().map(Transfer::megabits).sum::<f64>() / 3.0;
    let sum = |count: fn(&Transfer) -> u64| all.iter().map(count).sum::<u64>() as f64;
    let (data, again, acks) = (sum(|one| one.data), sum(|one| one.again), sum(|one| one.acks));
    format!("{mean:.2} ({:.1}, {:.2})", again * 100.0 / data, acks / (data + again))
}
