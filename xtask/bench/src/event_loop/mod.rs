//! One thread with a thousand calls in flight at a service in another process that answers late: what it wakes for, and
//! what that costs.
//!
//! Under it: [`service`] (the other process), [`client`] (the calls). Here is how the thread waits.

mod client;
mod service;

use std::os::fd::AsRawFd;
use std::time::{Duration, Instant};

use mio::unix::SourceFd;
use mio::{Events, Interest, Poll, Token};
use serde_json::json;

use crate::report::{Report, Table};
use crate::usage::Usage;
use crate::{Effort, Result};
use client::{CALLS, Client};
pub(crate) use service::{Role, play};

/// What happened while all calls were in flight.
#[derive(Debug, Default)]
struct Waiting {
    lasted: Duration,
    cpu: Duration,
    for_packets: u32,
    for_deadlines: u32,
    sent: u64,
    received: u64,
}

/// Measures, and adds a table.
pub(crate) fn measure(effort: Effort, report: &mut Report) -> Result<()> {
    let answer_after = Duration::from_secs(if effort.quick { 10 } else { 30 });
    let mut table = Table::new(
        format!(
            "One thread, {CALLS} calls in flight at a service that answers after {} s",
            answer_after.as_secs()
        ),
        &[
            "how it waits",
            "% of a core",
            "wakes/s for packets",
            "for deadlines",
            "sent/s",
            "received/s",
        ],
    );
    for (name, wait) in [("it drives", drive as Loop), ("it hears a doorbell", hear as Loop)] {
        eprintln!("event loop: {name}");
        let service = service::start(answer_after)?;
        let waiting = wait(&service.address()?)?;
        let a_second = |number: f64| number / waiting.lasted.as_secs_f64();
        let share = 100.0 * a_second(waiting.cpu.as_secs_f64());
        let numbers = [
            f64::from(waiting.for_packets),
            f64::from(waiting.for_deadlines),
            waiting.sent as f64,
            waiting.received as f64,
        ]
        .map(a_second);
        let shown = numbers.iter().map(|number| format!("{number:.0}"));
        table.row(
            [name.to_owned(), format!("{share:.2}")].into_iter().chain(shown).collect(),
            json!({ "name": name, "percent_of_a_core": share, "a_second": numbers }),
        );
    }
    report.table(table);
    report.note(NOTE);
    Ok(())
}

type Loop = fn(&str) -> Result<Waiting>;

/// From when all calls are begun until the first is answered.
struct Watch {
    began: Instant,
    cpu: Duration,
    datagrams: (u64, u64),
}

impl Watch {
    fn start(client: &Client) -> Self {
        Self { began: Instant::now(), cpu: cpu(), datagrams: client.datagrams() }
    }

    fn stop(&self, client: &Client, waiting: &mut Waiting) {
        let (sent, received) = client.datagrams();
        waiting.lasted = self.began.elapsed();
        waiting.cpu = cpu().saturating_sub(self.cpu);
        (waiting.sent, waiting.received) = (sent - self.datagrams.0, received - self.datagrams.1);
    }
}

fn cpu() -> Duration {
    Usage::of_process(std::process::id()).cpu
}

fn poll_for(source: &impl AsRawFd) -> Result<(Poll, Events)> {
    let poll = Poll::new()?;
    poll.registry().register(&mut SourceFd(&source.as_raw_fd()), Token(0), Interest::READABLE)?;
    Ok((poll, Events::with_capacity(8)))
}

/// The loop drives the endpoint, which has no thread.
fn drive(service: &str) -> Result<Waiting> {
    let (builder, datagrams) = client::builder();
    let (endpoint, mut driver) = builder.build_with_driver()?;
    let (mut poll, mut events) = poll_for(&driver)?;
    let mut client = Client::new(&endpoint, datagrams, service)?;
    while !client.begin_some()? {
        driver.drive();
    }
    let (watch, mut waiting) = (Watch::start(&client), Waiting::default());
    loop {
        driver.drive();
        if client.is_answered()? {
            break;
        }
        let wait = driver.before_wait();
        if wait.more {
            continue;
        }
        if wait.wants_write || wait.over {
            return Err(format!("unexpected on loopback: {wait:?}").into());
        }
        poll.poll(&mut events, wait.timeout())?;
        match events.is_empty() {
            true => waiting.for_deadlines += 1,
            false => waiting.for_packets += 1,
        }
    }
    watch.stop(&client, &mut waiting);
    Ok(waiting)
}

/// The endpoint has its thread; the loop waits for a doorbell, which is silent until there is an answer.
fn hear(service: &str) -> Result<Waiting> {
    let (builder, datagrams) = client::builder();
    let endpoint = builder.build()?;
    let mut client = Client::new(&endpoint, datagrams, service)?;
    let doorbell = client.doorbell()?;
    let (mut poll, mut events) = poll_for(&doorbell)?;
    while !client.begin_some()? {}
    let (watch, mut waiting) = (Watch::start(&client), Waiting::default());
    while !client.is_answered()? {
        poll.poll(&mut events, None)?;
        waiting.for_packets += 1;
    }
    watch.stop(&client, &mut waiting);
    Ok(waiting)
}

const NOTE: &str = "From the last call's begin to the first answer; of CPU time that of the whole client, whose endpoint \
    has a thread of its own where it hears a doorbell. Each call asks every 3⅓ s whether its service is there, which the \
    service answers; those of several calls meet in one wake-up. A deadline that has become void still wakes the loop \
    once. Under 1 % of a core is what is wanted.";
