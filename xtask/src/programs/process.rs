//! Processes of a run: each is bounded in time, and only processes started here are ever ended.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::failure::Failure;

const LOOK_AGAIN: Duration = Duration::from_millis(10);
/// Between two questions to something that may cost a process each time.
const ASK_AGAIN: Duration = Duration::from_millis(100);

/// How much of a process's output is kept, in bytes; tshark prints a line for each of many packets.
const LONGEST_OUTPUT: u64 = 64 << 20;

/// A process that goes on in the background and is ended when this is dropped.
pub struct Background {
    name: String,
    child: Child,
    log: PathBuf,
}

impl Background {
    /// Starts it; what it prints goes to `log`.
    pub fn start(name: &str, command: &mut Command, log: &Path) -> Result<Background, Failure> {
        let out = File::create(log)?;
        let errors = out.try_clone()?;
        let child = command
            .stdin(Stdio::null())
            .stdout(out)
            .stderr(errors)
            .spawn()
            .map_err(|error| Failure::from(error).while_doing(&format!("starting {name}")))?;
        Ok(Background { name: name.to_owned(), child, log: log.to_owned() })
    }

    /// Fails when the process has ended by itself, with what it said.
    pub fn must_be_running(&mut self) -> Result<(), Failure> {
        match self.child.try_wait()? {
            None => Ok(()),
            Some(status) => {
                let said = std::fs::read_to_string(&self.log).unwrap_or_default();
                Err(Failure::new(format!("{} ended early: {status}: {}", self.name, said.trim())))
            }
        }
    }

    /// Asks the process to end as a terminal would, and waits until it has.
    pub fn interrupt(mut self, limit: Duration) -> Result<ExitStatus, Failure> {
        let id = self.child.id().to_string();
        Command::new("kill").args(["-INT", &id]).status()?;
        wait(&mut self.child, limit)?
            .ok_or_else(|| Failure::new(format!("{} did not end when asked to", self.name)))
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        // Errors mean that it has ended already, which is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a process that has ended left behind.
pub struct Finished {
    /// How it ended.
    pub status: ExitStatus,
    /// Everything it printed, standard output first.
    pub text: String,
}

/// Runs a command to its end; it is ended, and that is a failure, when it takes longer than `limit`.
pub fn run(command: &mut Command, limit: Duration) -> Result<Finished, Failure> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| Failure::from(error).while_doing(&format!("starting {name}")))?;
    // Both pipes are read at once, else a full one would stop the process.
    let out = read_all(child.stdout.take());
    let errors = read_all(child.stderr.take());
    let status = wait(&mut child, limit)?;
    if status.is_none() {
        child.kill()?;
        child.wait()?;
    }
    let mut text = out.join().unwrap_or_default();
    text.push_str(&errors.join().unwrap_or_default());
    match status {
        Some(status) => Ok(Finished { status, text }),
        None => {
            Err(Failure::new(format!("{name} did not end within {} s: {text}", limit.as_secs())))
        }
    }
}

/// Runs a command that must succeed, and gives what it printed.
pub fn must(command: &mut Command, limit: Duration) -> Result<String, Failure> {
    let finished = run(command, limit)?;
    if finished.status.success() {
        return Ok(finished.text);
    }
    Err(Failure::new(format!("{command:?}: {}: {}", finished.status, finished.text.trim())))
}

/// Asks `done` again and again until it says yes; fails after `limit`.
pub fn wait_until(
    what: &str,
    limit: Duration,
    mut done: impl FnMut() -> Result<bool, Failure>,
) -> Result<(), Failure> {
    let deadline = Instant::now() + limit;
    while !done()? {
        if Instant::now() > deadline {
            return Err(Failure::new(format!("{what}: not within {} s", limit.as_secs())));
        }
        thread::sleep(ASK_AGAIN);
    }
    Ok(())
}

fn wait(child: &mut Child, limit: Duration) -> Result<Option<ExitStatus>, Failure> {
    let deadline = Instant::now() + limit;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() > deadline {
            return Ok(None);
        }
        thread::sleep(LOOK_AGAIN);
    }
}

fn read_all(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What could be read is worth more than the error that ended it.
            let _ = pipe.by_ref().take(LONGEST_OUTPUT).read_to_end(&mut bytes);
            // The rest is read and forgotten, so that the process is not stopped by a full pipe.
            let _ = std::io::copy(&mut pipe, &mut std::io::sink());
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_that_takes_too_long_is_ended() {
        let before = Instant::now();
        let outcome = run(Command::new("sleep").arg("30"), Duration::from_millis(50));
        assert!(outcome.is_err());
        assert!(before.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn a_failed_command_says_what_it_printed() {
        let outcome =
            must(Command::new("sh").args(["-c", "echo why >&2; exit 3"]), Duration::from_secs(5));
        let reason = format!("{:?}", outcome.unwrap_err());
        assert!(reason.contains("why") && reason.contains('3'), "{reason}");
    }
}
