//! The processes that the demonstration starts, and that all of them are ended and reaped. Knows
//! nothing of what they do.

use std::io;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How often a process is asked whether it has ended.
const POLL_INTERVAL: Duration = Duration::from_millis(10);

/// The running processes. Ctrl-C ends them all at once; dropping this does too, and waits for them.
pub(crate) struct Processes(Arc<Shared>);

#[derive(Default)]
struct Shared {
    interrupted: AtomicBool,
    // Only processes that have not been reaped are here, so that no signal can reach a process that
    // has got the number of an earlier one.
    running: Mutex<Vec<Child>>,
}

/// One of them, with the ends of its pipes.
pub(crate) struct Process {
    id: u32,
    stdin: Option<ChildStdin>,
    stdout: Option<ChildStdout>,
}

impl Processes {
    /// No processes yet. From now on Ctrl-C ends them instead of this program.
    ///
    /// # Errors
    ///
    /// When Ctrl-C cannot be had, or is taken.
    pub(crate) fn new() -> Result<Self, ctrlc::Error> {
        let shared = Arc::new(Shared::default());
        let in_handler = Arc::clone(&shared);
        ctrlc::set_handler(move || {
            in_handler.interrupted.store(true, SeqCst);
            in_handler.kill();
        })?;
        Ok(Self(shared))
    }

    /// Whether Ctrl-C has been pressed.
    pub(crate) fn interrupted(&self) -> bool {
        self.0.interrupted.load(SeqCst)
    }

    /// Starts a process.
    ///
    /// # Errors
    ///
    /// The system's; `Interrupted` after Ctrl-C.
    pub(crate) fn start(&self, command: &mut Command) -> io::Result<Process> {
        let mut running = self.0.running();
        if self.interrupted() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let mut child = command.spawn()?;
        let process =
            Process { id: child.id(), stdin: child.stdin.take(), stdout: child.stdout.take() };
        running.push(child);
        Ok(process)
    }

    /// Waits until a process has ended, and reaps it.
    ///
    /// # Errors
    ///
    /// The system's.
    pub(crate) fn wait(&self, process: Process) -> io::Result<ExitStatus> {
        // Its standard input ends, so that it can end.
        drop(process.stdin);
        loop {
            let mut running = self.0.running();
            let Some(at) = running.iter().position(|child| child.id() == process.id) else {
                return Err(io::ErrorKind::NotFound.into());
            };
            if running[at].try_wait()?.is_some() {
                return running.swap_remove(at).wait();
            }
            drop(running);
            thread::sleep(POLL_INTERVAL);
        }
    }
}

impl Shared {
    fn running(&self) -> MutexGuard<'_, Vec<Child>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn kill(&self) {
        for child in self.running().iter_mut() {
            // It may have ended by itself: the same Ctrl-C reaches it too.
            let _ = child.kill();
        }
    }
}

impl Drop for Processes {
    fn drop(&mut self) {
        self.0.kill();
        for mut child in self.0.running().drain(..) {
            let _ = child.wait();
        }
    }
}

impl Process {
    /// The system's number of the process.
    pub(crate) fn id(&self) -> u32 {
        self.id
    }

    /// Our end of its standard input; closing it tells a process that it may end.
    pub(crate) fn take_stdin(&mut self) -> Option<ChildStdin> {
        self.stdin.take()
    }

    /// Our end of its standard output.
    pub(crate) fn take_stdout(&mut self) -> Option<ChildStdout> {
        self.stdout.take()
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::process::Stdio;

    fn without_handler() -> Processes {
        Processes(Arc::default())
    }

    #[test]
    fn a_process_is_waited_for_once_its_input_has_ended() {
        let processes = without_handler();
        let cat = processes.start(Command::new("cat").stdin(Stdio::piped())).unwrap();
        assert!(processes.wait(cat).unwrap().success());
        assert!(processes.0.running().is_empty());
    }

    #[test]
    fn an_interrupt_ends_what_runs_and_lets_nothing_start() {
        let processes = without_handler();
        let sleep = processes.start(Command::new("sleep").arg("1000")).unwrap();
        processes.0.interrupted.store(true, SeqCst);
        processes.0.kill();
        assert!(!processes.wait(sleep).unwrap().success());
        let refused = processes.start(&mut Command::new("sleep")).err().unwrap();
        assert_eq!(refused.kind(), io::ErrorKind::Interrupted);
    }

    #[test]
    fn dropping_reaps() {
        let processes = without_handler();
        let mut sleep =
            processes.start(Command::new("sleep").arg("1000").stdout(Stdio::piped())).unwrap();
        let mut stdout = sleep.take_stdout().unwrap();
        drop(processes);
        let read = io::Read::read(&mut stdout, &mut [0]).unwrap();
        assert_eq!(read, 0, "the pipe ends when the process has");
    }
}
