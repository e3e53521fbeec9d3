//! On what and of what the measurements are. Knows nothing of them.

use std::fs;
use std::process::Command;

/// Lines of name and text.
pub(crate) fn describe() -> Vec<(&'static str, String)> {
    let commit = output("git", &["describe", "--always", "--dirty", "--abbrev=12"]);
    vec![
        ("rxrpc", format!("{}, commit {commit}", env!("CARGO_PKG_VERSION"))),
        ("processor", format!("{} × {}", processors(), model())),
        ("kernel", output("uname", &["-sr"])),
        ("compiler", output("rustc", &["--version"])),
        ("OpenAFS", openafs_version()),
        ("date", output("date", &["-u", "+%Y-%m-%d %H:%M UTC"])),
        ("load before the run", load()),
    ]
}

/// What librx is there, if any.
fn openafs_version() -> String {
    let version = output("dpkg-query", &["-W", "-f", "${Version}", "libopenafs-dev"]);
    if version == UNKNOWN { "not installed".to_owned() } else { format!("librx {version}") }
}

const UNKNOWN: &str = "unknown";

/// The first line that a program prints.
fn output(program: &str, arguments: &[&str]) -> String {
    let workspace = xtask::programs::run_directory::workspace();
    let ran = Command::new(program).args(arguments).current_dir(workspace).output();
    let text = ran.ok().filter(|ran| ran.status.success()).map(|ran| ran.stdout);
    let text = String::from_utf8(text.unwrap_or_default()).unwrap_or_default();
    text.lines().next().filter(|line| !line.is_empty()).unwrap_or(UNKNOWN).to_owned()
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(0, usize::from)
}

fn model() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with("model name"));
    line.and_then(|line| line.split(": ").nth(1)).unwrap_or(UNKNOWN).to_owned()
}

fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().unwrap_or(UNKNOWN).to_owned()
}
