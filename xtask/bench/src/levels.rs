//! How fast long calls are at each level of rxkad, beside OpenAFS's library and beside calls that nothing protects. Knows
//! nothing of ciphers.

use serde_json::json;

use super::contender::{Contender, Direction, Exchange, Openafs, Work};
use super::exchange::System;
use super::figures::Series;
use super::report::{Report, Table};
use super::{Effort, Result};

/// No protection, then by the number of the level.
const LEVELS: [Option<u32>; 4] = [None, Some(0), Some(1), Some(2)];
const DIRECTIONS: [Direction; 2] = [Direction::Send, Direction::Receive];
/// Bytes of a call of ours; of OpenAFS's fewer, which encrypts 25 MB/s.
const BYTES: u64 = 128 << 20;
const BYTES_OF_OPENAFS: u64 = 32 << 20;
/// A short call each is not enough to tell levels apart.
const LEAST_ROUNDS: usize = 5;

/// One system at every level.
struct AtLevels {
    name: &'static str,
    bytes: u64,
    levels: Vec<Box<dyn Contender>>,
    /// By direction and level: MB/s, and CPU seconds of both ends for each GB.
    speeds: [[Series; 4]; 2],
    costs: [[Series; 4]; 2],
}

impl AtLevels {
    fn start(
        name: &'static str,
        bytes: u64,
        start: impl Fn(Option<u32>) -> Result<Box<dyn Contender>>,
    ) -> Result<Self> {
        let levels = LEVELS.into_iter().map(start).collect::<Result<_>>()?;
        Ok(Self { name, bytes, levels, speeds: Default::default(), costs: Default::default() })
    }

    /// Every level once; who begins changes with the round.
    fn one_round(&mut self, round: usize, direction: usize) -> Result<()> {
        let work = Work::Bulk { direction: DIRECTIONS[direction], calls: 1, bytes: self.bytes };
        for turn in 0..LEVELS.len() {
            let level = (round + turn) % LEVELS.len();
            let sample = self.levels[level].run(work)?;
            self.speeds[direction][level].push(sample.megabytes_per_second);
            self.costs[direction][level].push(sample.costs.cpu / (sample.bytes / 1e9));
        }
        Ok(())
    }
}

/// All systems take turns, in rounds.
pub(crate) fn measure(effort: Effort, report: &mut Report) -> Result<()> {
    let ours = |system: System| {
        AtLevels::start(system.name(), BYTES, move |level| {
            Ok(Box::new(Exchange::new(system, 1).protected(level)))
        })
    };
    let mut systems = vec![ours(System::Sync)?, ours(System::TokioMany)?];
    let openafs = AtLevels::start(Openafs::NAME, BYTES_OF_OPENAFS, |level| {
        Ok(Box::new(Openafs::start_protected(true, level)?))
    });
    match openafs {
        Ok(openafs) => systems.push(openafs),
        Err(why) => report.note(format!("OpenAFS was not there (libopenafs-dev and gcc): {why}")),
    }
    let rounds = if effort.quick { effort.rounds } else { effort.rounds.max(LEAST_ROUNDS) };
    for round in 0..rounds {
        eprintln!("round {} of {rounds}: levels of rxkad", round + 1);
        for direction in 0..DIRECTIONS.len() {
            for system in &mut systems {
                system.one_round(round, direction)?;
            }
        }
    }
    for (at, direction) in DIRECTIONS.into_iter().enumerate() {
        report.table(table(at, direction, &systems));
    }
    report.note(NOTE);
    Ok(())
}

const NOTE: &str = "One call. Ratios are of medians round by round, with smallest and largest; librx encrypts with what \
    its own server decrypts in the same time.";

fn table(at: usize, direction: Direction, systems: &[AtLevels]) -> Table {
    let title = match direction {
        Direction::Send => "rxkad, one long call to the server",
        Direction::Receive => "rxkad, one long call from the server",
    };
    let columns = [
        "system",
        "level",
        "MB/s, median (min–max)",
        "over no protection",
        "over librx",
        "CPU s for a GB",
    ];
    let mut table = Table::new(title, &columns);
    let openafs = systems.iter().find(|system| system.name == Openafs::NAME);
    for system in systems {
        for (level, number) in LEVELS.into_iter().enumerate() {
            let speed = &system.speeds[at][level];
            let cost = &system.costs[at][level];
            let over_none = speed.ratios(&system.speeds[at][0]);
            let theirs = openafs.map(|openafs| &openafs.speeds[at][level]);
            let over_librx = theirs.map(|theirs| speed.ratios(theirs)).unwrap_or_default();
            let name = number.map_or_else(|| "none".to_owned(), |number| number.to_string());
            let numbers = json!({
                "system": system.name,
                "level": name,
                "megabytes_per_second": speed.median(),
                "over_none": over_none.median(),
                "over_librx": over_librx.median(),
                "cpu_seconds_per_gigabyte": cost.median(),
            });
            let shown = vec![
                system.name.to_owned(),
                name,
                speed.to_string(),
                format!("{over_none:.2}"),
                format!("{over_librx:.1}"),
                format!("{cost:.2}"),
            ];
            table.row(shown, numbers);
        }
    }
    table
}
