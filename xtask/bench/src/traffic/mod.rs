//! Traffic between two processes over loopback, the contenders taking turns.
//!
//! Holds: which contenders meet, and the rounds. Must not know: how a contender works, or what becomes of
//! the samples. Under it [`works`] (what is to be done) and [`tables`] (what came of it).

mod tables;
pub(crate) mod works;

use std::time::Instant;

use super::contender::{Contender, Exchange, Openafs, RawUdp, Rxrpc, Sample, Work};
use super::exchange::System;
use super::figures::Series;
use super::report::Report;
use super::{Effort, Result};

/// The samples of one contender at one workload, in the order of rounds.
#[derive(Default)]
pub(crate) struct Samples(Vec<Sample>);

/// Some contenders, what they did, and what came of it.
pub(crate) struct Meeting {
    contenders: Vec<Box<dyn Contender>>,
    works: Vec<Work>,
    /// By work, then by contender.
    samples: Vec<Vec<Samples>>,
    rounds: usize,
}

impl Samples {
    fn series(&self, figure: impl Fn(&Sample) -> f64) -> Series {
        self.0.iter().map(figure).collect()
    }
}

impl Meeting {
    /// Ours, without offload, librx, raw UDP and quinn, where they are.
    pub(crate) fn of_protocols(works: Vec<Work>, report: &mut Report) -> Result<Self> {
        let mut contenders: Vec<Box<dyn Contender>> =
            vec![Box::new(Rxrpc::start(true)?), Box::new(Rxrpc::start(false)?)];
        for jumbograms in [true, false] {
            match Openafs::start(jumbograms) {
                Ok(openafs) => contenders.push(Box::new(openafs)),
                Err(error) if jumbograms => {
                    let why = error.to_string();
                    let why = why.lines().next().unwrap_or_default();
                    report.note(format!("OpenAFS was not there (libopenafs-dev and gcc): {why}"));
                }
                Err(_) => {}
            }
        }
        contenders.push(Box::new(RawUdp::start(true)?));
        contenders.push(Box::new(RawUdp::start(false)?));
        if System::all().contains(&System::Quinn) {
            contenders.push(Box::new(Exchange::new(System::Quinn, 1)));
        } else {
            report.note("quinn was not there (--no-peers).");
        }
        Ok(Self::new(contenders, works))
    }

    /// Our front ends, quinn and tonic, and the limit.
    pub(crate) fn of_front_ends(works: Vec<Work>, report: &mut Report) -> Result<Self> {
        let mut contenders: Vec<Box<dyn Contender>> = Vec::new();
        for system in System::all() {
            contenders.push(Box::new(Exchange::new(system, 1)));
        }
        contenders.push(Box::new(RawUdp::start(true)?));
        if !System::all().contains(&System::Tonic) {
            report.note("quinn and tonic were not there (--no-peers).");
        }
        Ok(Self::new(contenders, works))
    }

    fn new(contenders: Vec<Box<dyn Contender>>, works: Vec<Work>) -> Self {
        let none = || contenders.iter().map(|_| Samples::default()).collect();
        let samples = works.iter().map(|_| none()).collect();
        Self { contenders, works, samples, rounds: 0 }
    }

    /// All rounds that there is time for, one at least.
    pub(crate) fn run(&mut self, effort: Effort) {
        while self.rounds < effort.rounds && (self.rounds == 0 || Instant::now() < effort.until) {
            for at in 0..self.works.len() {
                if self.rounds > 0 && Instant::now() >= effort.until {
                    return;
                }
                let title = works::title(self.works[at]);
                eprintln!("round {} of {}: {title}", self.rounds + 1, effort.rounds);
                self.one_round(at);
            }
            self.rounds += 1;
        }
    }

    /// Each contender once; who begins changes with the round, so that none always follows the same one.
    fn one_round(&mut self, work: usize) {
        let count = self.contenders.len();
        for turn in 0..count {
            let at = (self.rounds + turn) % count;
            let contender = &self.contenders[at];
            if !contender.takes(self.works[work]) {
                continue;
            }
            match contender.run(self.works[work]) {
                Ok(sample) => self.samples[work][at].0.push(sample),
                // Its cell stays empty; the others' are worth having.
                Err(error) => eprintln!("{}: {error}", contender.name()),
            }
        }
    }
}
