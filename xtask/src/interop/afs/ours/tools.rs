//! OpenAFS's tools: what they print of our services is what they print of OpenAFS's servers.
//!
//! Knows how tools are told whom to ask. What the services answer is not known here.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use crate::interop::lanes::{Case, Lane, Seen};
use crate::interop::openafs_cell::FILES;
use xtask::programs::failure::{Failure, require};
use xtask::programs::process::run;

const LIMIT: Duration = Duration::from_secs(25);

/// In the words for a tool: where the server is.
const SERVER: &str = "SERVER";

/// What is asked of the cell's own servers and of our services, in this order. Those who have no token come first.
const NO_TOKEN: [&str; 20] = [
    "vos listvldb -noauth -noresolve",
    "vos listvldb -name users -noauth -noresolve",
    "vos listvldb -name nothing -noauth -noresolve",
    "vos listaddrs -noauth -noresolve -printuuid",
    "vos examine root.cell -noauth -noresolve",
    "pts listmax -noauth",
    "pts examine alice -noauth",
    "pts examine nobody-knows-me -noauth",
    "pts membership alice -noauth",
    "pts createuser mallory -noauth",
    "bos status SERVER -noauth -long",
    "bos listusers SERVER -noauth",
    "bos listhosts SERVER -noauth",
    "bos getdate SERVER -file fileserver -noauth",
    "bos getrestart SERVER -noauth",
    "bos getrestricted SERVER -noauth",
    "bos adduser SERVER mallory -noauth",
    "bos status SERVER no-such-instance -noauth",
    "udebug SERVER 7003",
    "udebug SERVER 7003 -long",
];

/// With the cell's own key.
const LOCALAUTH: [&str; 26] = [
    "vos listvldb -localauth -noresolve",
    "vos listvldb -localauth -noresolve -encrypt",
    "vos examine users.backup -localauth -noresolve -encrypt",
    "pts listentries -users -groups -localauth",
    "pts membership alice -localauth",
    "pts membership friends -localauth",
    "pts listowned system:administrators -localauth",
    "pts createuser carol -id 4711 -localauth",
    "pts createuser carol -id 4712 -localauth",
    "pts creategroup system:crew -id -4711 -localauth",
    "pts adduser carol system:crew -localauth",
    "pts adduser carol system:crew -localauth",
    "pts membership system:crew -localauth",
    "pts examine carol -localauth",
    "pts rename carol caroline -localauth",
    "pts examine 4711 -localauth",
    "pts chown system:crew caroline -localauth",
    "pts listowned caroline -localauth",
    "pts removeuser caroline caroline:crew -localauth",
    "pts delete caroline:crew caroline -localauth",
    "pts examine caroline -localauth",
    "bos adduser SERVER carol -localauth",
    "bos listusers SERVER -localauth",
    "bos removeuser SERVER carol -localauth",
    "bos listusers SERVER -localauth",
    "bos status SERVER -localauth -long",
];

/// Whom tools ask.
pub(super) struct Target {
    address: String,
    configuration: PathBuf,
}

impl Target {
    /// Servers at this address, with what tools are to know of the cell.
    pub(super) fn new(address: &str, configuration: &Path) -> Target {
        Target { address: address.to_owned(), configuration: configuration.to_owned() }
    }

    /// What a tool says of it, but for its address.
    fn asked(&self, words: &str) -> Result<(bool, String), Failure> {
        let mut words = words.split(' ');
        let program = words.next().unwrap_or_default();
        let mut command = Command::new(program);
        command.args(words.map(|word| if word == SERVER { &self.address } else { word }));
        // The others are told by their words, or by what has been put in the place of the machine's configuration.
        if matches!(program, "vos" | "pts") {
            command.arg("-config").arg(&self.configuration);
        }
        let finished = run(&mut command, LIMIT)?;
        // What vos says of addresses is an answer, what others do is whom they have asked.
        let text = match program {
            "vos" => without_use(&finished.text),
            // Of the server it knows both, the address that it has asked and the one that it was told.
            "udebug" => {
                let text = finished.text.replace(&self.address, SERVER).replace(FILES, SERVER);
                without_times(&text)
            }
            _ => finished.text.replace(&self.address, SERVER),
        };
        Ok((finished.status.success(), text))
    }
}

/// The lines that do not say how a volume is used: others read and write it while tools are asked one after the other.
fn without_use(text: &str) -> String {
    let of_use = ["Last Access", "Last Update", "accesses in the past day"];
    let stays = |line: &&str| !of_use.iter().any(|words| line.contains(words));
    text.lines().filter(stays).collect::<Vec<_>>().join("\n")
}

/// The words in which no digit is: times and versions go on while tools are asked one after the other.
fn without_times(text: &str) -> String {
    let is_time = |word: &&str| word.contains(|letter: char| letter.is_ascii_digit());
    let line = |line: &str| {
        let words: Vec<_> = line.split(' ').filter(|word| !is_time(word)).collect();
        words.join(" ")
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The cases, in their order: what some change, others show. The first target is the cell's own.
pub(super) fn lane(targets: Vec<Target>) -> Lane {
    let targets = Arc::new(targets);
    let mut lane = Lane::default();
    for words in NO_TOKEN.into_iter().chain(LOCALAUTH) {
        let targets = Arc::clone(&targets);
        let program = words.split(' ').next().unwrap_or_default();
        lane.add(Case::new(words, program, move || all_say_the_same(&targets, words)));
    }
    lane
}

fn all_say_the_same(targets: &[Target], words: &str) -> Seen {
    let said: Vec<_> = targets.iter().map(|of| of.asked(words)).collect::<Result<_, _>>()?;
    for (ours, target) in said.iter().zip(targets).skip(1) {
        let theirs = &said[0];
        require!(ours == theirs, "of {}: {ours:?}, of OpenAFS's: {theirs:?}", target.address);
    }
    let (_, text) = said.into_iter().next().unwrap_or_default();
    Ok(text)
}
