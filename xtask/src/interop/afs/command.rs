//! The command `rx`, asked about OpenAFS's servers: what their own tools say of them, it says, too; files are read as a user
//! would type it.
//!
//! Knows which words of a tool are to be found again. What there is to be read is known to [`files`].

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use std::time::Duration;

use super::cell::Cell;
use super::files;
use super::fs::bytes;
use crate::interop::kdc::{Kdc, name_of};
use crate::interop::lanes::{Case, Lane, Seen};
use crate::interop::openafs_cell::FILES;
use xtask::programs::failure::{Failure, require};
use xtask::programs::process::run;
use xtask::programs::rx;

const LIMIT: Duration = Duration::from_secs(25);
/// In the words for a program: where the servers are.
const SERVER: &str = "SERVER";
/// How often both are asked: others change the databases meanwhile.
const TRIES: usize = 5;

/// What a tool says that `rx` has to say, too.
type Facts = fn(&str) -> Vec<String>;

/// What `rx` is asked, what a tool is asked, and what both say then.
const TOGETHER: [(&str, &str, Facts); 15] = [
    ("vl volume users", "vos listvldb -name users -noauth -noresolve", numbers_of_volumes),
    ("vl list", "vos listvldb -noauth -noresolve", entries),
    ("vol list SERVER", "vos listvol SERVER -noauth", numbers_of_volumes),
    ("vol list SERVER --localauth", "vos listvol SERVER -localauth -encrypt", numbers_of_volumes),
    ("vol examine users", "vos examine users -noauth -noresolve", numbers_of_volumes),
    ("vol examine users --json", "vos examine users -noauth -format", header),
    ("vol partitions SERVER", "vos partinfo SERVER -noauth", partitions),
    ("pt examine alice --localauth", "pts examine alice -localauth", user),
    ("pt examine bob --localauth --as admin", "pts examine bob -localauth", user),
    ("pt membership friends --localauth", "pts membership friends -localauth", members),
    ("bos SERVER", "bos status SERVER -noauth -long", instances),
    ("udebug SERVER", "udebug SERVER 7003", ubik),
    ("udebug SERVER:7002", "udebug SERVER 7002", ubik),
    ("version SERVER:7003", "rxdebug SERVER 7003 -version", version),
    ("errno 363524", "translate_et 363524", code),
];

/// Has `rx` decode what was captured, with the cell's keys: as many frames as tshark finds there, all of them packets of Rx,
/// and what was sealed opens.
pub(super) fn decodes(capture: &Path, configuration: &Path, kdc: &Arc<Kdc>) -> Seen {
    let rx = Rx::new(configuration, kdc)?;
    let said = rx.says(&format!("decode {}", capture.display()))?;
    let mut tshark = Command::new("tshark");
    tshark.args(["-n", "-T", "fields", "-e", "frame.number", "-r"]).arg(capture);
    let frames = run(&mut tshark, LIMIT)?.text;
    let frames = frames.lines().filter(|line| line.parse::<u64>().is_ok()).count();
    let wanted = format!("{frames} frames: {frames} packets of Rx");
    let summary = said.lines().last().unwrap_or_default();
    require!(summary.starts_with(&wanted), "{summary:?}, not {wanted:?}");
    let opened = said.lines().filter(|line| line.contains("opens to ")).count();
    let tickets = said.lines().filter(|line| line.contains("<of admin")).count();
    require!(
        opened > 0 && tickets > 0,
        "{opened} sealed packets open, {tickets} tickets are admin's"
    );
    Ok(format!("{summary}, {opened} sealed ones open"))
}

/// The command, and what it is to know of the cell.
pub(super) struct Rx {
    program: PathBuf,
    configuration: PathBuf,
    kdc: Arc<Kdc>,
}

impl Rx {
    /// Fails if cargo has made none.
    pub(super) fn new(configuration: &Path, kdc: &Arc<Kdc>) -> io::Result<Self> {
        let (configuration, kdc) = (configuration.to_path_buf(), Arc::clone(kdc));
        Ok(Self { program: rx::program()?, configuration, kdc })
    }

    fn output(&self, words: &str) -> Result<Output, Failure> {
        self.output_as(&self.kdc.cache_of("nobody"), words)
    }

    /// What becomes of it with this credential cache.
    pub(super) fn output_as(&self, cache: &Path, words: &str) -> Result<Output, Failure> {
        let mut command = self.kdc.program(&self.program.to_string_lossy());
        command.env("KRB5CCNAME", name_of(cache));
        command.args(words.split(' ').map(|word| word.replace(SERVER, FILES)));
        if !matches!(words.split(' ').next(), Some("udebug" | "version" | "debug" | "errno")) {
            command.arg("--config").arg(&self.configuration);
        }
        Ok(command.output()?)
    }

    /// What it says, if it succeeds.
    fn says(&self, words: &str) -> Result<String, Failure> {
        let output = self.output(words)?;
        let errors = String::from_utf8_lossy(&output.stderr);
        require!(output.status.success(), "rx {words}: {}: {errors}", output.status);
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn tool(&self, words: &str) -> Result<String, Failure> {
        let mut words = words.split(' ');
        let program = words.next().unwrap_or_default();
        let mut command = Command::new(program);
        command.args(words.map(|word| if word == SERVER { FILES } else { word }));
        if matches!(program, "vos" | "pts") {
            command.arg("-config").arg(&self.configuration);
        }
        Ok(run(&mut command, LIMIT)?.text)
    }
}

/// The cases; one that fails, if there is no command.
pub(super) fn lane(cell: &Cell, kdc: &Arc<Kdc>) -> Lane {
    let mut lane = Lane::default();
    let rx = match Rx::new(cell.configuration(), kdc) {
        Ok(rx) => Arc::new(rx),
        Err(error) => {
            lane.add(Case::new("the command rx", "cargo", move || Err(error.into())));
            return lane;
        }
    };
    for (words, tool, facts) in TOGETHER {
        let rx = Arc::clone(&rx);
        let peer = tool.split(' ').next().unwrap_or_default();
        lane.add(Case::new(format!("rx {words}"), peer, move || {
            says_the_same(&rx, words, tool, facts)
        }));
    }
    let mut add = |name: &str, run: fn(&Rx) -> Seen| {
        let rx = Arc::clone(&rx);
        lane.add(Case::new(name, "fileserver", move || run(&rx)));
    };
    add("rx cell", the_cell);
    add("rx ls, rx stat, rx whereis", looked_at);
    add("rx cat", read);
    add("rx cat of what is closed, without a token and with one", closed);
    add("rx acl, rx quota", rights_and_quota);
    add("rx debug", debugged);
    lane
}

fn says_the_same(rx: &Rx, words: &str, tool: &str, facts: Facts) -> Seen {
    let mut seen = Err(Failure::new("not asked"));
    for _ in 0..TRIES {
        let (said, theirs) = (rx.says(words)?, rx.tool(tool)?);
        let facts = facts(&theirs);
        require!(!facts.is_empty(), "{tool} says nothing to be compared: {theirs}");
        match facts.iter().find(|fact| !said.contains(fact.as_str())) {
            None => return Ok(facts.join(", ")),
            Some(fact) => {
                seen = Err(Failure::new(format!("no {fact:?} in {said:?}; {tool}: {theirs:?}")));
            }
        }
    }
    seen
}

/// What stands between two texts, each time.
fn between(text: &str, before: &str, after: &str) -> Vec<String> {
    let parts = text.split(before).skip(1);
    parts.filter_map(|part| Some(part.split_once(after)?.0.trim().to_owned())).collect()
}

/// Numbers of volumes begin there.
const FIRST_VOLUME: u32 = 536_870_912;

fn numbers_of_volumes(vos: &str) -> Vec<String> {
    let numbers = vos.split_whitespace().filter_map(|word| word.parse().ok());
    numbers
        .filter(|number: &u32| *number >= FIRST_VOLUME)
        .map(|number| number.to_string())
        .collect()
}

/// What stays as it is while others look at the volume, in the names of both.
const HEADER: [(&str, &str); 7] = [
    ("id", "id"),
    ("creationDate", "created"),
    ("updateDate", "updated"),
    ("copyDate", "copied"),
    ("diskused", "size"),
    ("maxquota", "quota"),
    ("filecount", "files"),
];

fn header(vos: &str) -> Vec<String> {
    let value = |name: &str| {
        let words = vos.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        words
            .filter(|words| words.first() == Some(&name))
            .find_map(|words| words.get(1)?.parse().ok())
    };
    let facts = HEADER.iter().filter_map(|(theirs, ours)| Some((ours, value(theirs)?)));
    facts.map(|(ours, value): (_, u32)| format!("\"{ours}\": {value},")).collect()
}

fn entries(vos: &str) -> Vec<String> {
    between(vos, "Total entries:", "\n").iter().map(|count| format!("volumes: {count}")).collect()
}

fn partitions(vos: &str) -> Vec<String> {
    let names = between(vos, "on partition ", ":");
    names.into_iter().chain(between(vos, "out of total ", "\n")).collect()
}

fn user(pts: &str) -> Vec<String> {
    let number = between(pts, ", id: ", ",").into_iter().map(|number| format!("({number})"));
    let rights = between(pts, "flags: ", ",").into_iter().map(|rights| format!("rights: {rights}"));
    let owner = between(pts, "owner: ", ",").into_iter().map(|owner| format!("owner: {owner} "));
    number.chain(rights).chain(owner).collect()
}

fn members(pts: &str) -> Vec<String> {
    pts.lines().skip(1).map(|line| line.trim().to_owned()).collect()
}

fn instances(bos: &str) -> Vec<String> {
    between(bos, "Instance ", ",").into_iter().chain(between(bos, " is '", "'")).collect()
}

fn ubik(udebug: &str) -> Vec<String> {
    let version = between(udebug, "Sync site's db version is ", "\n");
    let leads = udebug.contains("I am sync site").then(|| "sync site: this one".to_owned());
    version.into_iter().map(|version| format!("version: {version}")).chain(leads).collect()
}

fn version(rxdebug: &str) -> Vec<String> {
    between(rxdebug, "AFS version:", "\n")
}

/// The fourth of the table that `translate_et` calls vl.
fn code(translated: &str) -> Vec<String> {
    translated.contains("(vl).4 ").then(|| "VL_NOENT".to_owned()).into_iter().collect()
}

fn the_cell(rx: &Rx) -> Seen {
    let said = rx.says("cell rx.test")?;
    for database in ["volume location", "protection"] {
        let line = said.lines().find(|line| line.starts_with(database));
        require!(line.is_some_and(|line| line.contains("leads")), "{database}: {said}");
    }
    require!(said.contains(FILES), "the servers: {said}");
    Ok(said)
}

fn looked_at(rx: &Rx) -> Seen {
    let root = format!("/afs/rx.test/{}", files::VOLUME);
    let names = rx.says(&format!("ls {root}"))?;
    let wanted = files::NAMES;
    require!(names.lines().eq(wanted), "ls: {names:?}, not {wanted:?}");
    let stat = rx.says(&format!("stat {root}/bytes-70000"))?;
    require!(stat.contains("70000 bytes") && stat.starts_with("file"), "stat: {stat}");
    let place = rx.says(&format!("whereis {root}"))?;
    require!(place.contains(files::VOLUME) && place.contains(FILES), "whereis: {place}");
    Ok(place)
}

fn read(rx: &Rx) -> Seen {
    for (length, name) in files::FILES_OF_BYTES {
        let path = format!("/afs/rx.test/{}/{name}", files::VOLUME);
        let output = rx.output(&format!("cat {path}"))?;
        require!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        require!(
            output.stdout == bytes(length),
            "{} bytes of {length}, or others",
            output.stdout.len()
        );
    }
    Ok(format!("{:?}", files::FILES_OF_BYTES.map(|file| file.0)))
}

fn closed(rx: &Rx) -> Seen {
    let refused = rx.output(&format!("cat {}", files::CLOSED))?;
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    require!(refused.status.code() == Some(1) && said.contains("UAEACCES"), "nobody: {said}");
    let read = rx.says(&format!("cat {} --localauth --as {}", files::CLOSED, files::READER))?;
    require!(read == files::SECRET, "{} reads {read:?}", files::READER);
    Ok(format!("refused to nobody, read by {}", files::READER))
}

fn rights_and_quota(rx: &Rx) -> Seen {
    let root = format!("/afs/rx.test/{}", files::VOLUME);
    let list = rx.says(&format!("acl {root}"))?;
    let lines: Vec<Vec<_>> = list.lines().map(|line| line.split_whitespace().collect()).collect();
    let wanted =
        [["granted", "rl", "system:anyuser"], ["granted", "rlidwka", super::scene::ADMINISTRATOR]];
    require!(wanted.iter().all(|entry| lines.iter().any(|line| line == entry)), "acl: {list}");
    let quota = rx.says(&format!("quota {root}"))?;
    let theirs = rx.tool(&format!("vos examine {} -noauth", files::VOLUME))?;
    let most = between(&theirs, "MaxQuota", " K");
    let most = most.first().ok_or_else(|| Failure::new(format!("vos says: {theirs}")))?;
    require!(quota.contains(&format!("of {most} KiB")), "quota: {quota}, vos: {theirs}");
    Ok(quota)
}

fn debugged(rx: &Rx) -> Seen {
    let said = rx.says("debug SERVER:7003 --all --idle")?;
    let theirs = rx.tool("rxdebug SERVER 7003 -nodally")?;
    let threads = between(&theirs, "\n", " threads are idle");
    require!(!threads.is_empty(), "rxdebug says: {theirs}");
    for what in ["packet buffers:", "packets received:", "connections:", "peers:"] {
        require!(said.contains(what), "no {what} in {said}");
    }
    Ok(said.lines().take(4).collect::<Vec<_>>().join("; "))
}
