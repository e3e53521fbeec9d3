//! The load: threads that share one endpoint and make echo calls until enough have been made.
//! Knows nothing of how the figures are shown.

use std::io::{self, Read, Write};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use rxrpc_sync::{CallError, Endpoint, ServiceAddress};

const PROGRESS_INTERVAL: Duration = Duration::from_millis(50);
/// No call of the demo takes this long unless the service has gone.
const CALL_TIMEOUT: Duration = Duration::from_secs(20);
/// Decimal digits that a histogram keeps of a time.
const PRECISION: u8 = 3;
const GROWS: &str = "a histogram grows as needed";

/// What is to be called, and how often.
pub(crate) struct Load {
    /// The echo service.
    pub(crate) service: ServiceAddress,
    /// How many calls to make in all.
    pub(crate) calls: u64,
    /// How many bytes each call sends and gets back.
    pub(crate) bytes: usize,
}

/// What came of it.
pub(crate) struct Figures {
    /// The time from the first call's start to the last call's end.
    pub(crate) elapsed: Duration,
    /// Microseconds from having a slot to having the whole reply, of the calls that ended well.
    pub(crate) latency: Histogram<u64>,
    /// Microseconds that the same calls waited for a slot.
    pub(crate) slot_wait: Histogram<u64>,
    /// How many of them did not get a slot at once.
    pub(crate) waited: u64,
    /// How many calls failed.
    pub(crate) failed: u64,
    /// What the first of those said.
    pub(crate) first_error: Option<String>,
}

impl Load {
    /// Makes the calls from `in_flight` threads. `progress` is told now and then how many have
    /// ended. When it or a call fails, no new calls are begun.
    ///
    /// # Errors
    ///
    /// The error of `progress`. A call that fails is counted in the figures.
    pub(crate) fn run(
        &self,
        endpoint: &Endpoint,
        in_flight: usize,
        mut progress: impl FnMut(u64) -> io::Result<()>,
    ) -> io::Result<Figures> {
        let (begun, ended, stop) = (AtomicU64::new(0), AtomicU64::new(0), AtomicBool::new(false));
        let start = Instant::now();
        thread::scope(|scope| {
            let threads: Vec<_> = (0..in_flight)
                .map(|_| scope.spawn(|| self.make_calls(endpoint, &begun, &ended, &stop)))
                .collect();
            let mut watched = Ok(());
            while watched.is_ok() && threads.iter().any(|thread| !thread.is_finished()) {
                thread::sleep(PROGRESS_INTERVAL);
                watched = progress(ended.load(Relaxed));
            }
            stop.fetch_or(watched.is_err(), Relaxed);

            let mut all = Figures::new();
            for thread in threads {
                match thread.join() {
                    Ok(figures) => all.merge(figures),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            all.elapsed = start.elapsed();
            watched.map(|()| all)
        })
    }

    /// One thread's calls: it takes the next one as long as there are any.
    fn make_calls(
        &self,
        endpoint: &Endpoint,
        begun: &AtomicU64,
        ended: &AtomicU64,
        stop: &AtomicBool,
    ) -> Figures {
        let mut figures = Figures::new();
        let request = vec![b'x'; self.bytes];
        while begun.fetch_add(1, Relaxed) < self.calls && !stop.load(Relaxed) {
            let start = Instant::now();
            match echo(endpoint, self.service, &request) {
                Ok(slot) => figures.record(start.elapsed(), slot),
                Err(error) => {
                    stop.store(true, Relaxed);
                    figures.fail(error.to_string());
                }
            }
            ended.fetch_add(1, Relaxed);
        }
        figures
    }
}

/// How a call came to its slot.
pub(crate) struct Slot {
    /// Whether none was free at first.
    waited: bool,
    /// How long it took.
    wait: Duration,
}

/// One echo call from beginning to end.
///
/// # Errors
///
/// The call's failure, or `InvalidData` when the reply is not the request.
pub(crate) fn echo(
    endpoint: &Endpoint,
    service: ServiceAddress,
    request: &[u8],
) -> io::Result<Slot> {
    let (waited, mut call) = match endpoint.try_call(service) {
        Err(CallError::WouldBlock) => (true, endpoint.call(service)?),
        call => (false, call?),
    };
    call.set_timeout(Some(CALL_TIMEOUT));
    call.write_all(request)?;
    let mut reply = Vec::with_capacity(request.len());
    call.read_to_end(&mut reply)?;
    let slot = Slot { waited, wait: call.slot_wait() };
    call.discard_rest()?;
    if reply == request {
        Ok(slot)
    } else {
        Err(io::Error::new(io::ErrorKind::InvalidData, "the reply is not the request"))
    }
}

impl Figures {
    fn new() -> Self {
        let empty = || Histogram::new(PRECISION).expect("a histogram may keep three digits");
        Self {
            elapsed: Duration::ZERO,
            latency: empty(),
            slot_wait: empty(),
            waited: 0,
            failed: 0,
            first_error: None,
        }
    }

    fn record(&mut self, whole: Duration, slot: Slot) {
        let microseconds = |time: Duration| u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        let latency = microseconds(whole.saturating_sub(slot.wait));
        self.latency.record(latency).expect(GROWS);
        self.slot_wait.record(microseconds(slot.wait)).expect(GROWS);
        self.waited += u64::from(slot.waited);
    }

    fn fail(&mut self, error: String) {
        self.failed += 1;
        self.first_error.get_or_insert(error);
    }

    fn merge(&mut self, other: Self) {
        self.latency.add(&other.latency).expect(GROWS);
        self.slot_wait.add(&other.slot_wait).expect(GROWS);
        self.waited += other.waited;
        self.failed += other.failed;
        if let Some(error) = other.first_error {
            self.first_error.get_or_insert(error);
        }
    }
}
