//! The kernel's clients and services of ours: the same the other way round.

use std::sync::Arc;
use std::time::Duration;

use super::repeated::Trouble;
use super::scene::Scene;
use super::tap::host_for;
use super::to_kernel::{ABORT_CODE, ECHO_SIZES, SEALED_SIZES, SILENCE, SILENCE_LIMIT};
use crate::interop::front_ends::FrontEnd;
use crate::interop::lanes::Lane;
use xtask::programs::failure::{Failure, require};

/// One command.
const LIMIT: Duration = Duration::from_secs(15);
/// All attempts of a case.
const CASE_LIMIT: Duration = Duration::from_secs(90);

/// A case: its name, and the client's words, one command after the other.
struct Asked {
    name: &'static str,
    words: Vec<String>,
}

fn asked(name: &'static str, words: impl IntoIterator<Item = String>) -> Asked {
    Asked { name, words: words.into_iter().collect() }
}

fn echoes(flags: &str, sizes: &[usize]) -> Vec<String> {
    sizes.iter().map(|size| format!("{flags} echo {size}")).collect()
}

/// What is asked without security, over IPv4.
fn plain() -> Vec<Asked> {
    let one = |word: &str| [word.to_owned()];
    let code = ABORT_CODE;
    vec![
        asked("echo, 0 to 1 000 000 bytes", echoes("", &ECHO_SIZES)),
        asked("1 000 000 bytes each way", ["send 1000000", "recv 1000000"].map(str::to_owned)),
        asked("208 calls of one socket, 16 at once", one("-n 208 -c 16 rpc 100 3000")),
        // All of them are on the connections of one bundle: more than 16 calls would wait in `sendmsg` of sockets whose
        // replies nobody takes then.
        asked("160 calls of 8 sockets, 2 at once of each", one("-t 8 -n 20 -c 2 rpc 100 3000")),
        asked(
            "service aborts",
            [format!("abort {code}"), format!("partabort 200000 {code}"), "op 99".to_owned()],
        ),
        asked("client aborts, and calls on", [format!("cancel {code}"), "echo 100".to_owned()]),
        asked("a call ended by its limit of 1 s", ["timeout 1", "echo 100"].map(str::to_owned)),
        asked(
            "exclusive, and of announced length",
            ["-x -n 3 echo 5000", "-L echo 5000"].map(str::to_owned),
        ),
    ]
}

/// Which of our services is called, and how.
#[derive(Clone)]
pub(super) struct Called {
    pub(super) address: std::net::SocketAddr,
    pub(super) flags: String,
}

/// Runs the client for each of the words; all must pass.
pub(super) fn client(
    scene: &Scene,
    called: &Called,
    words: &[String],
    limit: Duration,
) -> Result<String, Trouble> {
    let mut last = String::new();
    for word in words {
        last = client_text(scene, called, word, limit)?;
    }
    Ok(if words.len() == 1 { last } else { format!("{} commands passed; {last}", words.len()) })
}

/// Runs the client once, and gives what it says; it must pass.
pub(super) fn client_text(
    scene: &Scene,
    called: &Called,
    word: &str,
    limit: Duration,
) -> Result<String, Trouble> {
    let (host, port) = (called.address.ip(), called.address.port());
    let command = format!("rxguest client -a {host} -p {port} {} {word}", called.flags);
    let finished = scene.guest.run(&command, limit)?;
    let text = finished.text.trim().to_owned();
    if finished.status != 0 {
        let failure = Failure::new(format!("{word}: status {}: {text}", finished.status));
        let by_limit = text.lines().any(|line| line.starts_with("limit "));
        return Err(if by_limit { Trouble::KernelLimit(failure) } else { failure.into() });
    }
    require(&text)?;
    Ok(text)
}

/// A client that says nothing has not shown anything.
fn require(text: &str) -> Result<(), Failure> {
    require!(text.contains(" fails 0 "), "the client says: {text}");
    Ok(())
}

/// The cases of a front end, in order; those that mostly wait are in a lane of their own.
pub(super) fn lanes(scene: &Arc<Scene>, front_end: FrontEnd) -> Result<Vec<Lane>, Failure> {
    let peer = format!("{} client, our {}", scene.kernel, front_end.name());
    let mut lane = Lane::default();
    let mut add = |name: &str, called: &Called, words: Vec<String>| {
        let (scene, called) = (Arc::clone(scene), called.clone());
        let attempts = scene.attempts.clone();
        let case = attempts.case(name, &peer, move || client(&scene, &called, &words, LIMIT));
        lane.add(case.with_limit(CASE_LIMIT));
    };
    let services = scene.services(front_end);
    let called = services.plain(host_for(false), "");
    for case in plain() {
        add(case.name, &called, case.words);
    }
    let mut over_v6 = echoes("", &ECHO_SIZES);
    over_v6.push("-n 40 -c 4 rpc 100 3000".to_owned());
    add("IPv6: echoes, 40 calls", &services.plain(host_for(true), ""), over_v6);
    for level in 0..=2 {
        let key = scene.keys.payload()?;
        let sealed = services.sealed(&format!("-k {key} -l {level}"));
        let mut words = echoes("", &SEALED_SIZES);
        words.extend(["send 100000", "recv 100000", "-n 40 -c 4 rpc 100 3000"].map(str::to_owned));
        add(
            &format!("rxkad, level {level}: echoes, 100 000 bytes each way, 40 calls"),
            &sealed,
            words,
        );
    }
    let mut waiting = Lane::default();
    let (of, word) = (Arc::clone(scene), [format!("sleep {SILENCE}")]);
    let case = scene
        .attempts
        .case("service sleeps 12 s", &peer, move || client(&of, &called, &word, SILENCE_LIMIT));
    waiting.add(case.with_limit(3 * SILENCE_LIMIT));
    Ok(vec![lane, waiting])
}
