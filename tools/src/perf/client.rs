//! The client: jobs cut into calls, threads that make them, and one run's figures. Knows nothing of
//! how figures are shown.

use super::protocol::{Amounts, COOKIE, Command, MOST_BYTES_A_CALL, Request, read_cookie};
use super::report::Run;
use super::transfer::{discard, fill};
use rxrpc_sync::{Call, CallOptions, Endpoint, ServiceAddress};
use std::io::{self, BufWriter, Read, Write};
use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ScopedJoinHandle};
use std::time::{Duration, Instant};

/// What every thread does, as often as asked.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    /// The calls of the job, one after another.
    pub(crate) calls: Vec<Request>,
    /// How often each thread does the job in a run.
    pub(crate) times: u32,
    /// How many threads, each with one call in flight.
    pub(crate) threads: usize,
    /// Send a cookie after the request's data, as the Linux kernel's server wants it.
    pub(crate) kernel_cookie: bool,
    /// Longest wait for anything in a call.
    pub(crate) timeout: Duration,
    /// Longest time of a call, whatever comes and goes, and for its slot.
    pub(crate) within: Option<Duration>,
}

/// Cuts a bulk transfer of any length into commands that a call can carry.
pub(crate) fn split(bytes: u64, command: impl Fn(u32) -> Command) -> Vec<Command> {
    let most = u64::from(MOST_BYTES_A_CALL);
    let calls = bytes.div_ceil(most).max(1);
    let share = |call: u64| bytes.saturating_sub(call * most).min(most);
    (0..calls)
        .map(|call| command(u32::try_from(share(call)).unwrap_or(MOST_BYTES_A_CALL)))
        .collect()
}

/// The FILE command that sends some bytes and gets some back, in words of four bytes.
pub(crate) fn file(send: u32, receive: u32) -> Command {
    let (send, receive) = (send.div_ceil(4), receive.div_ceil(4));
    // A word of zero is no amount: it turns the direction round.
    let words = if send == 0 { vec![0, receive] } else { vec![send, 0, receive] };
    Command::File(words)
}

impl Job {
    /// Does the job `times` times in every thread. Blocks until all have ended.
    ///
    /// # Errors
    ///
    /// A call's failure, or the system's if it starts too few threads. The other threads end after the call that they are in.
    pub(crate) fn run(&self, endpoint: &Endpoint, server: ServiceAddress) -> io::Result<Run> {
        let before = endpoint.statistics().calls;
        let (gate, failed) = (RwLock::new(()), AtomicBool::new(false));
        let worker = || {
            // Nobody begins before all are there.
            drop(gate.read());
            let run = self.one_thread(endpoint, server, &failed);
            failed.fetch_or(run.is_err(), Ordering::Relaxed);
            run
        };
        let (start, runs) = thread::scope(|scope| {
            let closed = gate.write();
            let start_one = |_| thread::Builder::new().spawn_scoped(scope, worker);
            let threads: io::Result<Vec<_>> = (0..self.threads).map(start_one).collect();
            failed.store(threads.is_err(), Ordering::Relaxed);
            drop(closed);
            (Instant::now(), threads.map(|threads| threads.into_iter().map(joined).collect()))
        });

        let mut all = Run::new();
        all.elapsed = start.elapsed();
        let runs: Vec<io::Result<Run>> = runs?;
        for run in runs {
            all.merge(&run?);
        }
        let after = endpoint.statistics().calls;
        all.data_sent = after.data_sent - before.data_sent;
        all.data_retransmitted = after.data_retransmitted - before.data_retransmitted;
        Ok(all)
    }

    /// Ends early, and well, if another thread has failed.
    fn one_thread(
        &self,
        endpoint: &Endpoint,
        server: ServiceAddress,
        failed: &AtomicBool,
    ) -> io::Result<Run> {
        let (mut run, mut options) = (Run::new(), CallOptions::new());
        options.hard_timeout = self.within;
        for _ in 0..self.times {
            for request in &self.calls {
                let start = Instant::now();
                let call = endpoint.call_with(server, &options)?;
                // It may have waited long for its slot.
                if failed.load(Ordering::Relaxed) {
                    return Ok(run);
                }
                self.one_call(call, request, start, &mut run)?;
            }
        }
        Ok(run)
    }

    fn one_call(
        &self,
        mut call: Call,
        request: &Request,
        start: Instant,
        run: &mut Run,
    ) -> io::Result<()> {
        call.set_timeout(Some(self.timeout));
        let amounts = exchange(&mut call, request, self.kernel_cookie)?;
        let (elapsed, slot_wait) = (start.elapsed(), call.slot_wait());
        call.discard_rest()?;
        run.call(amounts.to_server, amounts.to_client, elapsed, slot_wait);
        Ok(())
    }
}

fn joined(thread: ScopedJoinHandle<'_, io::Result<Run>>) -> io::Result<Run> {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// The client's half of a call.
fn exchange(
    call: &mut (impl Read + Write),
    request: &Request,
    kernel_cookie: bool,
) -> io::Result<Amounts> {
    let amounts = request.command.amounts().map_err(io::Error::other)?;

    // The buffer joins a request and short data; long writes pass it by.
    let mut sender = BufWriter::new(&mut *call);
    sender.write_all(&request.encode())?;
    fill(&mut sender, amounts.to_server, request.write_size)?;
    if kernel_cookie {
        sender.write_all(&COOKIE)?;
    }
    sender.into_inner().map_err(io::IntoInnerError::into_error)?;

    discard(call, amounts.to_client, request.read_size)?;
    if amounts.cookie {
        read_cookie(call)?;
    }
    if call.read(&mut [0])? > 0 {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the reply is too long"));
    }
    Ok(amounts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_transfers_are_cut_at_two_gibibytes() {
        let lengths = |bytes| -> Vec<u64> {
            let length = |command: Command| command.amounts().unwrap().to_server;
            split(bytes, Command::Send).into_iter().map(length).collect()
        };
        let most = u64::from(MOST_BYTES_A_CALL);
        assert_eq!(lengths(0), [0]);
        assert_eq!(lengths(5), [5]);
        assert_eq!(lengths(most), [most]);
        assert_eq!(lengths(most + 1), [most, 1]);
        assert_eq!(lengths(5 << 30), [most, most, (5 << 30) - 2 * most]);
    }

    #[test]
    fn a_file_command_sends_first() {
        let amounts = file(10, 20).amounts().unwrap();
        assert_eq!((amounts.to_server, amounts.to_client), (12, 20));
        let amounts = file(0, 20).amounts().unwrap();
        assert_eq!((amounts.to_server, amounts.to_client), (0, 20));
    }
}
