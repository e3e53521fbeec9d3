//! How long a finished call takes to reach its user while others wait for slots.
//!
//! Holds: a client whose every slot is taken, with more threads waiting for one, and a service that
//! answers one call whenever it is told to. Must not know: the locks in between.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rxrpc_sync::{CallError, Endpoint, Server, ServiceAddress, ServiceId};
use serde_json::json;

use crate::figures::Series;
use crate::report::Table;
use crate::{Effort, Result};

pub(super) const NOTE: &str = "All 16 slots of the peer are taken, and so many further threads wait for \
    one. Answered: from when the service ends its reply to when the call's thread, which waits for it, \
    has it; the slot then goes to the first that waits. Beside them: a whole call to another service of the \
    same peer, and reading a reply that is there.";

const WAITERS: [usize; 6] = [0, 1, 4, 16, 64, 1024];
/// Calls to one service of one peer that run at once.
const SLOTS: usize = 16;
/// Its calls are answered when the bench says so.
const HELD: ServiceId = ServiceId(1);
/// Its calls are answered at once.
const PROMPT: ServiceId = ServiceId(2);
/// Far more than the threads need.
const STACK: usize = 128 << 10;
const PATIENCE: Duration = Duration::from_secs(10);

/// One row for each number of waiting threads; the numbers take turns in rounds.
pub(super) fn measure(effort: Effort) -> Result<Table> {
    let (rounds, samples) = if effort.quick { (2, 60) } else { (5, 120) };
    let mut times: [[Series; 3]; WAITERS.len()] = Default::default();
    for _ in 0..rounds {
        for (waiters, times) in WAITERS.iter().zip(&mut times) {
            let scene = Scene::start(*waiters)?;
            scene.sample(samples, times)?;
            scene.end()?;
        }
    }
    let mut table = Table::new(
        "A finished call while others wait for slots, µs: median (99th percentile)",
        &["waiting", "answered", "whole call beside", "reading a reply that is there"],
    );
    for (waiters, times) in WAITERS.iter().zip(&times) {
        let shown =
            |series: &Series| format!("{:.1} ({:.1})", series.median(), series.quantile(0.99));
        let mut cells = vec![waiters.to_string()];
        cells.extend(times.iter().map(shown));
        let [answered, beside, read] = times.each_ref().map(Series::median);
        table.row(
            cells,
            json!({
                "waiting": waiters,
                "answered_us": answered,
                "whole_call_beside_us": beside,
                "read_us": read,
            }),
        );
    }
    Ok(table)
}

/// When the service let its reply go.
type Gate = Arc<Mutex<Receiver<Sender<Instant>>>>;

struct Scene {
    client: Endpoint,
    service: Endpoint,
    waiters: usize,
    /// Lets one call be answered.
    answer: Sender<Sender<Instant>>,
    /// When a call's thread had its reply.
    received: Receiver<Instant>,
    threads: Vec<JoinHandle<()>>,
    /// Dropped with the scene.
    servers: [Server; 2],
}

impl Scene {
    fn start(waiters: usize) -> Result<Self> {
        let service = Endpoint::bind("127.0.0.1:0")?;
        let client = Endpoint::bind("127.0.0.1:0")?;
        let (answer, gate) = channel();
        let gate: Gate = Arc::new(Mutex::new(gate));
        let held = service.serve(HELD, SLOTS, move |call| {
            call.take_request(64)?;
            // The end of the bench closes the gate.
            let told = gate.lock().unwrap_or_else(PoisonError::into_inner).recv();
            if let Ok(told) = told {
                let _ = told.send(Instant::now());
            }
            Ok(())
        })?;
        let prompt = service.serve(PROMPT, 1, |call| {
            let request = call.take_request(64)?;
            Ok(call.send(&request)?)
        })?;

        let (tell, received) = channel();
        let target = ServiceAddress::new(service.local_addr(), HELD);
        let threads = (0..SLOTS + waiters).map(|_| {
            let (client, tell) = (client.clone(), tell.clone());
            let calls = move || while one_call(&client, target, &tell).is_ok() {};
            thread::Builder::new().stack_size(STACK).spawn(calls)
        });
        let threads = threads.collect::<std::io::Result<_>>()?;
        let scene =
            Self { client, service, waiters, answer, received, threads, servers: [held, prompt] };
        scene.settle()?;
        Ok(scene)
    }

    /// Waits until every slot is taken and everybody else waits.
    fn settle(&self) -> Result<()> {
        let until = Instant::now() + PATIENCE;
        loop {
            let client = self.client.statistics();
            let service = self.service.statistics();
            let all_wait = client.slot_waiters == self.waiters as u64;
            if all_wait && service.live_service_calls >= SLOTS as u64 {
                return Ok(());
            }
            if Instant::now() > until {
                return Err(format!("{} of {} wait", client.slot_waiters, self.waiters).into());
            }
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Adds to the times in the order of the table's columns.
    fn sample(&self, samples: usize, times: &mut [Series; 3]) -> Result<()> {
        let prompt = ServiceAddress::new(self.service.local_addr(), PROMPT);
        let (told, let_go) = channel();
        for _ in 0..samples {
            self.answer.send(told.clone())?;
            let sent = let_go.recv_timeout(PATIENCE)?;
            let received = self.received.recv_timeout(PATIENCE)?;
            times[0].push(microseconds(received.saturating_duration_since(sent)));
            self.settle()?;

            let start = Instant::now();
            self.client.request(prompt, b"beside")?;
            times[1].push(microseconds(start.elapsed()));

            let mut call = self.client.call(prompt)?;
            call.send_last(b"there")?;
            call.wait_ended()?;
            let mut reply = [0; 16];
            let start = Instant::now();
            call.recv(&mut reply)?;
            times[2].push(microseconds(start.elapsed()));
        }
        Ok(())
    }

    /// Ends every call and thread.
    fn end(self) -> Result<()> {
        self.client.close(Duration::ZERO);
        drop(self.answer);
        for thread in self.threads {
            thread.join().map_err(|_| "a thread of the bench panicked")?;
        }
        drop(self.servers);
        Ok(())
    }
}

fn microseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// Makes a call, waits for its answer and says when it was there.
fn one_call(
    client: &Endpoint,
    target: ServiceAddress,
    tell: &Sender<Instant>,
) -> std::result::Result<(), CallError> {
    let mut call = client.call(target)?;
    call.send_last(b"wait")?;
    let mut nothing = [0; 1];
    call.recv(&mut nothing)?;
    let _ = tell.send(Instant::now());
    Ok(())
}
