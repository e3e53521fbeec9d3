//! The client's end: so many exchanges at once, and how long they took. Knows nothing of what carries
//! them.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Instant;

use futures::future::try_join_all;

use super::{Result, Role, System};
use crate::bench::measure::figures::Series;

/// What the client's process prints, and the contender reads.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Figures {
    pub(crate) seconds: f64,
    /// Microseconds of an exchange, waiting for its turn included.
    pub(crate) p50: f64,
    pub(crate) p99: f64,
}

/// Something that carries exchanges.
pub(super) trait Caller: Send + Sync + 'static {
    /// Sends so many bytes and waits for so many; `number` tells exchanges apart.
    fn exchange(
        &self,
        number: usize,
        request: u64,
        reply: u64,
    ) -> impl Future<Output = Result<()>> + Send;
}

/// Makes a few exchanges, then all of them under the watch, and prints the figures.
pub(super) async fn drive(role: &Role, caller: impl Caller) -> Result<()> {
    let caller = Arc::new(caller);
    // Connections and tables are made before.
    for number in 0..role.endpoints.max(4) {
        caller.exchange(number, 8, 8).await?;
    }
    let start = Instant::now();
    let tasks = (0..role.in_flight).map(|first| {
        let (caller, role) = (caller.clone(), role.clone());
        spawn(role.system, async move {
            let mut times = Vec::with_capacity(role.each as usize);
            for turn in 0..role.each {
                let number = first as usize + turn as usize * role.in_flight as usize;
                let began = Instant::now();
                caller.exchange(number, role.request, role.reply).await?;
                times.push(microseconds_since(began));
            }
            Ok(times)
        })
    });
    let times = try_join_all(tasks.collect::<Vec<_>>()).await?;
    print(start, times.into_iter().flatten());
    Ok(())
}

/// The watch stops here.
pub(super) fn print(start: Instant, times: impl Iterator<Item = f64>) {
    let seconds = start.elapsed().as_secs_f64();
    let times: Series = times.collect();
    println!("{}", Figures { seconds, p50: times.median(), p99: times.quantile(0.99) });
}

pub(super) fn microseconds_since(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1e6
}

/// Runs as a task of its own on the runtime that this system is for.
async fn spawn(
    system: System,
    work: impl Future<Output = Result<Vec<f64>>> + Send + 'static,
) -> Result<Vec<f64>> {
    if system == System::Smol { smol::spawn(work).await } else { tokio::spawn(work).await? }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.seconds, self.p50, self.p99)
    }
}

impl FromStr for Figures {
    type Err = Box<dyn std::error::Error>;

    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        let mut words = text.split_whitespace().map(str::parse);
        let mut next = || words.next().ok_or("too few figures")?.map_err(Self::Err::from);
        Ok(Self { seconds: next()?, p50: next()?, p99: next()? })
    }
}
