//! A guest: a kernel under QEMU's software emulation, so that it needs no KVM and nothing of the machine's own kernel.
//!
//! Holds: [`Guest`], which starts it, has it run commands and powers it off. The commands go over a second serial port, whose
//! other end is `tests/interop/linux/agent.c`. Must not know: what is asked.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::initrd;
use super::kernel::Unpacked;
use super::tap::TAP;
use xtask::programs::failure::{Failure, require};
use xtask::programs::process::{Background, wait_until};

/// About six seconds where nothing else runs.
const BOOT_LIMIT: Duration = Duration::from_secs(90);
const POWER_OFF_LIMIT: Duration = Duration::from_secs(15);
const PROGRAM: &str = "qemu-system-x86_64";
/// Lines of the console that tell why a guest is gone.
const LAST_LINES: usize = 12;

/// A guest that is up. It is ended when this is dropped.
pub(super) struct Guest {
    qemu: Mutex<Option<Background>>,
    console: PathBuf,
    to_guest: Mutex<UnixStream>,
    waiting: Arc<Mutex<Waiting>>,
    /// What the kernel calls itself.
    pub(super) release: String,
}

/// What a command printed, and its exit status.
pub(super) struct Finished {
    pub(super) status: i32,
    pub(super) text: String,
}

/// Commands that have not ended, and what they have printed.
#[derive(Default)]
struct Waiting {
    next: u64,
    commands: BTreeMap<u64, (String, Sender<Finished>)>,
}

impl Guest {
    /// Starts a kernel and waits until it answers. A guest that does not come up fails here, before any case.
    pub(super) fn start(
        kernel: &Unpacked,
        program: &Path,
        directory: &Path,
    ) -> Result<Guest, Failure> {
        let archive = directory.join("initrd");
        initrd::build(kernel, program, &archive)?;
        let (console, port) = (directory.join("console"), directory.join("port"));
        // A guest that outlives a run which was killed would go on for ever.
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", PROGRAM]);
        command.args(["-accel", "tcg,thread=multi", "-cpu", "max", "-m", "384", "-smp", "2"]);
        command.args(["-nodefaults", "-nographic", "-no-reboot"]);
        command.arg("-kernel").arg(&kernel.image).arg("-initrd").arg(&archive);
        // The kernel's check of its timer counts interrupts, of which a loaded machine gives it too few: it panics then.
        let words = "console=ttyS0 panic=-1 quiet no_timer_check rdinit=/init";
        command.args(["-append", words]);
        command.args(["-netdev", &format!("tap,id=net,ifname={TAP},script=no,downscript=no")]);
        command.args(["-device", "virtio-net-pci,netdev=net,romfile="]);
        command.arg("-serial").arg(format!("file:{}", console.display()));
        command.arg("-serial").arg(format!("unix:{},server=on,wait=off", port.display()));
        let mut qemu = Background::start("QEMU", &mut command, &directory.join("qemu.out"))?;
        let mut stream = None;
        wait_until("the guest's port", Duration::from_secs(20), || {
            qemu.must_be_running()?;
            stream = UnixStream::connect(&port).ok();
            Ok(stream.is_some())
        })?;
        let stream = stream.ok_or_else(|| Failure::new("no port of the guest"))?;
        let waiting = Arc::new(Mutex::new(Waiting::default()));
        let release = read_in_background(&stream, &waiting)?;
        let began = Instant::now();
        let release = loop {
            match release.recv_timeout(Duration::from_millis(200)) {
                Ok(release) => break release,
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(Failure::new(format!("it ended: {}", last_lines(&console))));
                }
                Err(RecvTimeoutError::Timeout) => {
                    let late = began.elapsed() > BOOT_LIMIT;
                    require!(!late, "not up within {BOOT_LIMIT:?}: {}", last_lines(&console));
                    qemu.must_be_running()?;
                }
            }
        };
        let (qemu, to_guest) = (Mutex::new(Some(qemu)), Mutex::new(stream));
        Ok(Guest { qemu, console, to_guest, waiting, release })
    }

    /// Runs a command of the guest's shell to its end, which comes in time or is made.
    pub(super) fn run(&self, command: &str, limit: Duration) -> Result<Finished, Failure> {
        let seconds = limit.as_secs().max(1);
        // One that the guest's own clock ends says so by its status; the host waits a little longer.
        let command = format!(
            "timeout -s KILL {seconds} sh -c '{}' </dev/null 2>&1",
            command.replace('\'', "'\\''")
        );
        let (sender, outcome) = channel();
        let id = {
            let mut waiting = lock(&self.waiting);
            waiting.next += 1;
            let id = waiting.next;
            waiting.commands.insert(id, (String::new(), sender));
            id
        };
        lock(&self.to_guest).write_all(format!("{id} {command}\n").as_bytes())?;
        match outcome.recv_timeout(limit + Duration::from_secs(10)) {
            Ok(finished) => Ok(finished),
            Err(RecvTimeoutError::Timeout) => Err(Failure::new(format!(
                "the guest did not answer within {limit:?}: {}",
                last_lines(&self.console)
            ))),
            Err(RecvTimeoutError::Disconnected) => {
                Err(Failure::new(format!("the guest is gone: {}", last_lines(&self.console))))
            }
        }
    }

    /// Runs a command that must succeed.
    pub(super) fn must(&self, command: &str, limit: Duration) -> Result<String, Failure> {
        let finished = self.run(command, limit)?;
        let Finished { status, text } = finished;
        require!(status == 0, "{command}: status {status}: {}", text.trim());
        Ok(text)
    }

    /// Starts a command that goes on, and waits until it has printed "ready".
    pub(super) fn start_server(&self, name: &str, command: &str) -> Result<(), Failure> {
        let wait = format!(
            "{command} >/tmp/{name}.log 2>&1 & \
             for i in $(seq 100); do grep -q ready /tmp/{name}.log && exit 0; sleep 0.1; done; \
             cat /tmp/{name}.log; exit 1"
        );
        self.must(&wait, Duration::from_secs(20)).map(drop)
    }

    /// Powers it off, and says whether that went well.
    pub(super) fn power_off(&self) -> Result<String, Failure> {
        let began = Instant::now();
        // Nothing comes back of this one.
        lock(&self.to_guest).write_all(b"0 poweroff -f\n")?;
        let mut held = lock(&self.qemu);
        let Some(qemu) = held.as_mut() else { return Err(Failure::new("it is off already")) };
        while qemu.must_be_running().is_ok() {
            require!(began.elapsed() < POWER_OFF_LIMIT, "it did not power off");
            thread::sleep(Duration::from_millis(50));
        }
        *held = None;
        Ok(format!("powered off in {:.1} s", began.elapsed().as_secs_f64()))
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads what the guest says until its end; the first line has its release.
fn read_in_background(
    stream: &UnixStream,
    waiting: &Arc<Mutex<Waiting>>,
) -> Result<Receiver<String>, Failure> {
    let (up, release) = channel();
    let (from_guest, waiting) = (BufReader::new(stream.try_clone()?), Arc::clone(waiting));
    thread::spawn(move || {
        for line in from_guest.split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end_matches('\r');
            match line.strip_prefix("up ") {
                Some(release) => up.send(release.to_owned()).unwrap_or_default(),
                None => lock(&waiting).take_line(line),
            }
        }
        // Nobody waits any longer.
        lock(&waiting).commands.clear();
    });
    Ok(release)
}

impl Waiting {
    /// `ID | LINE` or `ID = STATUS`.
    fn take_line(&mut self, line: &str) {
        let mut parts = line.splitn(3, ' ');
        let (Some(Ok(id)), Some(kind)) = (parts.next().map(str::parse::<u64>), parts.next()) else {
            return;
        };
        let rest = parts.next().unwrap_or_default();
        match kind {
            "|" => {
                if let Some((text, _)) = self.commands.get_mut(&id) {
                    // Writing to a string cannot fail.
                    let _ = writeln!(text, "{rest}");
                }
            }
            "=" => {
                if let Some((text, sender)) = self.commands.remove(&id) {
                    let status = rest.trim().parse().unwrap_or(-1);
                    // It has given up if it is gone.
                    sender.send(Finished { status, text }).unwrap_or_default();
                }
            }
            _ => {}
        }
    }
}

/// The end of what the kernel has said.
fn last_lines(console: &Path) -> String {
    let text = std::fs::read(console).unwrap_or_default();
    // The machine's firmware clears a screen that is none.
    let shown = |c: &char| *c == '\n' || !c.is_control();
    let text: String = String::from_utf8_lossy(&text).chars().filter(shown).collect();
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(LAST_LINES)..].join(" / ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_belong_to_their_commands() {
        let mut waiting = Waiting::default();
        let (first, one) = channel();
        let (second, other) = channel();
        waiting.commands.insert(1, (String::new(), first));
        waiting.commands.insert(2, (String::new(), second));
        for line in ["1 | a", "2 | b c", "noise", "1 |", "2 = 3", "1 = 0"] {
            waiting.take_line(line);
        }
        let (one, other) = (one.recv().unwrap(), other.recv().unwrap());
        assert_eq!((one.status, one.text.as_str()), (0, "a\n\n"));
        assert_eq!((other.status, other.text.as_str()), (3, "b c\n"));
    }

    #[test]
    fn who_waits_hears_that_the_guest_is_gone() {
        let mut waiting = Waiting::default();
        let (sender, outcome) = channel();
        waiting.commands.insert(1, (String::new(), sender));
        waiting.commands.clear();
        assert!(outcome.recv().is_err());
    }
}
