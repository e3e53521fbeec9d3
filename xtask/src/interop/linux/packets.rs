//! What went over the tap, captured by tcpdump and read by tshark. Frames that we sent must decode; the kernel's are counted.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::tap::{HOST, HOST_V6, TAP};
use xtask::programs::failure::{Failure, require};
use xtask::programs::process::{Background, must, wait_until};

/// Severity `error` of tshark's expert information (`PI_ERROR` in its documentation).
const EXPERT_ERROR: u64 = 0x0080_0000;
const FIELDS: [&str; 7] = [
    "frame.number",
    "ip.src",
    "ipv6.src",
    "rx.type",
    "_ws.malformed",
    "_ws.expert.severity",
    "_ws.expert.message",
];

/// A capture that is going on.
pub(super) struct Capture {
    tcpdump: Background,
    file: PathBuf,
    log: PathBuf,
}

impl Capture {
    pub(super) fn start(directory: &Path) -> Result<Capture, Failure> {
        let (file, log) = (directory.join("packets.pcap"), directory.join("tcpdump.out"));
        let mut command = Command::new("tcpdump");
        command.args(["-i", TAP, "-s", "0", "-B", "65536", "-n", "-Z", "root", "-w"]);
        command.arg(&file).arg("udp");
        let mut tcpdump = Background::start("tcpdump", &mut command, &log)?;
        wait_until("tcpdump", Duration::from_secs(10), || {
            tcpdump.must_be_running()?;
            Ok(std::fs::read_to_string(&log)?.contains("listening on"))
        })?;
        Ok(Capture { tcpdump, file, log })
    }

    /// Ends the capture and has it read.
    pub(super) fn finish(self) -> Result<String, Failure> {
        // tcpdump hands on what it has at least once a second; what is still held when it ends is lost.
        std::thread::sleep(Duration::from_millis(1200));
        self.tcpdump.interrupt(Duration::from_secs(10))?;
        let said = std::fs::read_to_string(&self.log)?;
        require!(said.contains("\n0 packets dropped by kernel"), "tcpdump: {said}");
        judge(&read(&self.file)?)
    }
}

/// Every port may have Rx traffic, and what rxkad seals is no call of AFS to the dissector.
fn read(file: &Path) -> Result<String, Failure> {
    let mut tshark = Command::new("tshark");
    tshark.arg("-n").arg("-r").arg(file).args(["-d", "udp.port==1-65535,rx"]);
    tshark.args(["--disable-protocol", "afs", "-Y", "udp and not icmp and not icmpv6"]);
    tshark.args(["-T", "fields", "-E", "separator=/t", "-E", "occurrence=a"]);
    for field in FIELDS {
        tshark.args(["-e", field]);
    }
    must(&mut tshark, Duration::from_secs(120))
}

/// One frame a line, fields in the order of [`FIELDS`].
fn judge(text: &str) -> Result<String, Failure> {
    let (mut ours, mut theirs, mut bad_of_theirs, mut bad) = (0_u32, 0_u32, 0_u32, Vec::new());
    for line in text.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        // Notices of tshark have no tabs.
        let [number, v4, v6, kind, malformed, severity, message] = fields[..] else { continue };
        let is_ours = v4 == HOST.to_string() || v6 == HOST_V6.to_string();
        let expert = severity.split(',').filter_map(number_of).any(|value| value >= EXPERT_ERROR);
        let is_bad = kind.is_empty() || !malformed.is_empty() || expert;
        if is_ours {
            ours += 1;
            if is_bad {
                bad.push(format!("frame {number}: {message}"));
            }
        } else {
            theirs += 1;
            bad_of_theirs += u32::from(is_bad);
        }
    }
    require!(ours > 0, "no frame of ours");
    require!(
        bad.is_empty(),
        "{} of {ours} frames: {}",
        bad.len(),
        bad[..bad.len().min(5)].join("; ")
    );
    Ok(format!(
        "{ours} frames of ours, none malformed; {theirs} of the kernel's, {bad_of_theirs} malformed"
    ))
}

fn number_of(text: &str) -> Option<u64> {
    match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::judge;

    #[test]
    fn a_malformed_frame_of_ours_fails_and_one_of_the_kernels_does_not() {
        let good =
            "1\t10.77.1.1\t\t1\t\t\t\n2\t10.77.1.2\t\t1\t_ws.malformed\t0x00800000\tcut short\n";
        let seen = judge(good).unwrap();
        assert!(seen.contains("1 of the kernel's, 1 malformed"), "{seen}");
        assert!(judge(&format!("{good}3\t\tfd77::1\t\t\t\tcut short\n")).is_err());
        assert!(judge("2\t10.77.1.2\t\t1\t\t\t\n").is_err());
    }
}
