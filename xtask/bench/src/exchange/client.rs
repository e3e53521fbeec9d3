//! The client's end: so many exchanges at once, and how long they took. Knows nothing of what carries
//! them.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Instant;

use futures::future::try_join_all;
use rxrpc_core::observe::Statistics;

use super::{Result, Role, System};
use crate::figures::Series;

/// What the client's process prints, and the contender reads.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Figures {
    pub(crate) seconds: f64,
    /// Microseconds of an exchange, waiting for its turn included.
    pub(crate) p50: f64,
    pub(crate) p99: f64,
    /// System calls on the client's socket, and the datagrams that they moved; not a number where that is
    /// not known.
    pub(crate) system_calls: f64,
    pub(crate) datagrams: f64,
}

/// System calls on a socket and datagrams, so far.
#[derive(Clone, Copy)]
pub(super) struct Moved(pub(super) f64, pub(super) f64);

impl Moved {
    pub(super) const UNKNOWN: Self = Self(f64::NAN, f64::NAN);

    /// As our endpoints count them.
    pub(super) fn of(calls: rxrpc_sync::SystemCalls, statistics: &Statistics) -> Self {
        let datagrams = statistics.datagrams_sent + statistics.datagrams_received;
        Self((calls.send + calls.receive) as f64, datagrams as f64)
    }
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

    /// What its socket did so far, where that is counted.
    fn moved(&self) -> Moved {
        Moved::UNKNOWN
    }
}

/// Makes a few exchanges, then all of them under the watch, and prints the figures.
pub(super) async fn drive(role: &Role, caller: impl Caller) -> Result<()> {
    let caller = Arc::new(caller);
    // Connections and tables are made before.
    for number in 0..role.endpoints.max(4) {
        caller.exchange(number, 8, 8).await?;
    }
    let before = caller.moved();
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
    print(start, times.into_iter().flatten(), before, || caller.moved());
    Ok(())
}

/// The watch stops here.
pub(super) fn print(
    start: Instant,
    times: impl Iterator<Item = f64>,
    before: Moved,
    moved: impl FnOnce() -> Moved,
) {
    let seconds = start.elapsed().as_secs_f64();
    let after = moved();
    let times: Series = times.collect();
    let figures = Figures {
        seconds,
        p50: times.median(),
        p99: times.quantile(0.99),
        system_calls: after.0 - before.0,
        datagrams: after.1 - before.1,
    };
    println!("{figures}");
}

pub(super) fn microseconds_since(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1e6
}

/// Runs as a task of its own on the runtime that this system is for.
pub(super) async fn spawn<T: Send + 'static>(
    system: System,
    work: impl Future<Output = Result<T>> + Send + 'static,
) -> Result<T> {
    if system == System::Smol { smol::spawn(work).await } else { tokio::spawn(work).await? }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seconds, p50, p99, system_calls, datagrams } = self;
        write!(f, "{seconds} {p50} {p99} {system_calls} {datagrams}")
    }
}

impl FromStr for Figures {
    type Err = Box<dyn std::error::Error>;

    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        let mut words = text.split_whitespace().map(str::parse);
        let mut next = || words.next().ok_or("too few figures")?.map_err(Self::Err::from);
        Ok(Self {
            seconds: next()?,
            p50: next()?,
            p99: next()?,
            system_calls: next()?,
            datagrams: next()?,
        })
    }
}
