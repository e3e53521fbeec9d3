//! The packets of a run, captured by tcpdump and read by tshark. What they must look like is judged in
//! `verdict`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::ports;
use super::verdict::{FIELDS, Verdict};
use xtask::programs::failure::Failure;
use xtask::programs::process::{Background, must, wait_until};

/// A capture that is going on.
pub(crate) struct Capture {
    tcpdump: Background,
    file: PathBuf,
    log: PathBuf,
}

impl Capture {
    /// Starts to capture all UDP of `lo`.
    pub(crate) fn start(directory: &Path) -> Result<Capture, Failure> {
        let file = directory.join("packets.pcap");
        let log = directory.join("tcpdump.out");
        let mut command = Command::new("tcpdump");
        // As root, because the unprivileged user that Debian's tcpdump becomes may not write here.
        command.args(["-i", "lo", "-s", "0", "-B", "65536", "-n", "-Z", "root", "-w"]);
        command.arg(&file).arg("udp");
        let mut tcpdump = Background::start("tcpdump", &mut command, &log)?;
        wait_until("tcpdump", Duration::from_secs(10), || {
            tcpdump.must_be_running()?;
            Ok(std::fs::read_to_string(&log)?.contains("listening on"))
        })?;
        Ok(Capture { tcpdump, file, log })
    }

    /// Where the packets are; all of them when the capture has ended.
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    /// Ends the capture and has it read.
    pub(crate) fn finish(self) -> Result<Verdict, Failure> {
        // tcpdump hands on what it has at least once a second; what is still held when it ends is lost.
        std::thread::sleep(Duration::from_millis(1200));
        self.tcpdump.interrupt(Duration::from_secs(10))?;
        must_be_whole(&self.log)?;
        Ok(Verdict::of(&read(&self.file)?))
    }
}

/// The name and version of the dissector.
pub(crate) fn checker() -> String {
    let version = must(Command::new("tshark").arg("--version"), Duration::from_secs(20));
    let text = version.unwrap_or_default();
    let number =
        text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    format!("tshark {}", number.unwrap_or("?").trim_end_matches('.'))
}

/// A capture with holes proves nothing.
fn must_be_whole(log: &Path) -> Result<(), Failure> {
    let text = std::fs::read_to_string(log)?;
    if text.contains("\n0 packets dropped by kernel") {
        return Ok(());
    }
    Err(Failure::new(format!("tcpdump lost packets or did not end well: {text}")))
}

fn read(file: &Path) -> Result<String, Failure> {
    let mut tshark = Command::new("tshark");
    tshark.arg("-n").arg("-r").arg(file);
    for port in ports::rx_ports_to_declare() {
        tshark.args(["-d", &format!("udp.port=={port},rx")]);
    }
    // What the class protects is no call of AFS to the dissector, whatever the port.
    tshark.args(["--disable-protocol", "afs"]);
    tshark.args(["-T", "fields", "-E", "separator=/t", "-E", "occurrence=a"]);
    for field in FIELDS {
        tshark.args(["-e", field]);
    }
    must(&mut tshark, Duration::from_secs(120))
}
