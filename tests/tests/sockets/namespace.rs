//! A network namespace for a test.

use std::process::Command;
use std::time::Duration;

const INSIDE: &str = "RXRPC_TEST_INSIDE_NAMESPACE";

/// Runs `inside`, which is what the test `name` does, in a namespace whose loopback interface is up.
pub(crate) fn in_namespace(name: &str, inside: impl FnOnce()) {
    if std::env::var_os(INSIDE).is_some() {
        ip("link set lo up");
        return inside();
    }
    let unshare = |program: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--net", "--", program]);
        command
    };
    if !unshare("true").output().is_ok_and(|output| output.status.success()) {
        eprintln!("no network namespace can be made here");
        return;
    }
    let program = std::env::current_exe().unwrap();
    let mut command = unshare(program.to_str().unwrap());
    let run = command.args(["--exact", name, "--nocapture"]).env(INSIDE, "1").output().unwrap();
    let said =
        [run.stdout, run.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
    assert!(run.status.success() && said.contains("1 passed"), "{said}");
}

/// Runs `ip` with these words.
pub(crate) fn ip(words: &str) {
    assert!(Command::new("ip").args(words.split(' ')).status().unwrap().success(), "ip {words}");
}

/// Gives an interface an address with its length, and waits until packets can go there: the system adds the route to
/// an IPv6 address some time after the address.
pub(crate) fn add_address(address: &str, interface: &str) {
    ip(&format!("address add {address} dev {interface} nodad"));
    let (host, _) = address.split_once('/').expect("an address with its length");
    for _ in 0..2_000 {
        let words = ["route", "get", host, "oif", interface];
        // The route to its network may come first; what goes there by that is not taken in.
        let route = Command::new("ip").args(words).output().unwrap();
        if route.status.success() && route.stdout.starts_with(b"local ") {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("no route to {host}");
}

/// Two interfaces that are wired to each other, with `fe80::1` and `fe80::2`; their numbers.
pub(crate) fn wired() -> (u32, u32) {
    for words in [
        "link add left type veth peer name right",
        "link set left addrgenmode none",
        "link set right addrgenmode none",
        "link set left up",
        "link set right up",
    ] {
        ip(words);
    }
    add_address("fe80::1/64", "left");
    add_address("fe80::2/64", "right");
    (number("left"), number("right"))
}

/// An interface's number.
fn number(interface: &str) -> u32 {
    let shown = Command::new("ip").args(["-o", "link", "show", interface]).output().unwrap();
    let shown = String::from_utf8(shown.stdout).unwrap();
    shown.split(':').next().unwrap().parse().unwrap()
}
