//! The client of files with OpenAFS's servers: from a path to a volume, its server, directories and data, as a user has them.
//!
//! Knows what it has put into the volume, by calls that other cases try.

use std::path::PathBuf;
use std::sync::Arc;

use rxrpc_afs::cell::{Configuration, VolumeKind};
use rxrpc_afs::errors::UAEACCES;
use rxrpc_afs::files::{self, Callbacks, FileClientBuilder, FileError, FileKind};
use rxrpc_afs::fs::{AccessList, AfsFid};
use rxrpc_sync::Credentials;
use tokio::runtime::Runtime;

use super::cell::Cell;
use super::clients::{Client, Clients, call, same};
use super::fs::{LENGTHS, bytes, mode, new_file, stored, text};
use super::scene::{ADMINISTRATOR, Scene, token_of};
use crate::interop::front_ends::{Endpoint, FrontEnd};
use crate::interop::key_files::ServerKeys;
use crate::interop::lanes::{Case, Lane, Seen};
use crate::interop::openafs_cell::FILES;
use xtask::programs::failure::{Failure, require};

const PEER: &str = "vlserver, fileserver";
/// The volume, which is mounted in the cell's root by this name too.
pub(super) const VOLUME: &str = "rx.files";
/// Who may read what is closed to others.
pub(super) const READER: &str = "reader";
pub(super) const CLOSED: &str = "/afs/rx.test/rx.files/closed/secret";
/// What is in it.
pub(super) const SECRET: &str = "only for readers";
/// As long as a file is that nobody keeps in memory for fun.
const LONG: usize = 64 << 20;
/// The files that hold [`bytes`], with their lengths.
pub(super) const FILES_OF_BYTES: [(usize, &str); 5] = [
    (0, "bytes-0"),
    (1, "bytes-1"),
    (70_000, "bytes-70000"),
    (LENGTHS[3], "bytes-5242883"),
    (LONG, "long"),
];
/// What is in the root of the volume, in order.
pub(super) const NAMES: [&str; 11] = [
    "back",
    "bytes-0",
    "bytes-1",
    "bytes-5242883",
    "bytes-70000",
    "circle",
    "closed",
    "copy",
    "link",
    "long",
    "sub",
];

/// What there is to be read.
pub(super) struct Inner {
    configuration: PathBuf,
    reader: Credentials,
    /// The volume, as `vos dump` gives it.
    dump: Vec<u8>,
    runtime: Arc<Runtime>,
}

/// Has OpenAFS's tools make the volume, fills it, and has it dumped.
fn prepare(
    cell: &Cell,
    scene: &Scene,
    keys: &ServerKeys,
    directory: &std::path::Path,
) -> Result<Inner, Failure> {
    cell.administer("pts", &["createuser", READER])?;
    let partition = cell.partition().name();
    let made =
        cell.administer("vos", &["create", FILES, &partition, VOLUME, "-maxquota", "100000"])?;
    let number = made.split_whitespace().find_map(|word| word.parse().ok());
    let number: u32 = number.ok_or_else(|| Failure::new(format!("vos says: {made}")))?;
    fill(scene.administrator(FrontEnd::Sync), AfsFid::root(number))?;
    let nobody = scene.nobody(FrontEnd::Sync);
    let mounted = format!("#{VOLUME}.");
    call!(nobody, fs.symlink(AfsFid::root(scene.root), text(VOLUME), text(&mounted), mode(0o644)))?;
    cell.administer("vos", &["addsite", FILES, &partition, VOLUME])?;
    cell.administer("vos", &["release", VOLUME])?;
    let dump = directory.join("files.dump");
    cell.administer("vos", &["dump", VOLUME, "-file", &dump.to_string_lossy()])?;
    Ok(Inner {
        configuration: cell.configuration().to_path_buf(),
        reader: token_of(keys, READER)?,
        dump: std::fs::read(dump)?,
        runtime: Arc::clone(&scene.runtime),
    })
}

/// Files of some lengths, a directory, links, mount points, and a directory that few may read.
fn fill(of: &Clients, root: AfsFid) -> Result<(), Failure> {
    for length in LENGTHS {
        let file = new_file(of, &root, &format!("bytes-{length}"))?;
        stored(of, &file, 0, &bytes(length))?;
    }
    let long = new_file(of, &root, "long")?;
    stored(of, &long, 0, &bytes(LONG))?;
    let sub = call!(of, fs.make_dir(root.clone(), text("sub"), mode(0o755)))?.fid;
    for number in 0..200 {
        new_file(of, &sub, &format!("one of many files, which is number {number}"))?;
    }
    let links = [
        (&root, "link", "sub/../bytes-1", 0o755),
        (&sub, "up", "../bytes-70000", 0o755),
        (&sub, "whole", "/afs/.rx.test/rx.files/bytes-1", 0o755),
        (&root, "circle", "circle", 0o755),
        (&root, "copy", "#rx.files.readonly.", 0o644),
        (&root, "back", "%root.cell.", 0o644),
    ];
    for (directory, name, target, bits) in links {
        call!(of, fs.symlink(directory.clone(), text(name), text(target), mode(bits)))?;
    }
    let closed = call!(of, fs.make_dir(root.clone(), text("closed"), mode(0o755)))?.fid;
    let secret = new_file(of, &closed, "secret")?;
    stored(of, &secret, 0, SECRET.as_bytes())?;
    let everybody = format!("2\n0\nsystem:anyuser\t9\n{ADMINISTRATOR}\t127\n\0");
    let few = format!("2\n0\n{READER}\t9\n{ADMINISTRATOR}\t127\n\0");
    call!(of, fs.old_store_acl(closed, acl(&few)))?;
    call!(of, fs.old_store_acl(sub, acl(&everybody)))?;
    call!(of, fs.old_store_acl(root, acl(&everybody)))?;
    Ok(())
}

fn acl(text: &str) -> AccessList {
    AccessList::from(text.as_bytes().to_vec())
}

/// The cases of both front ends; one that fails, if there is nothing to be read.
pub(super) fn lane(
    cell: &Cell,
    scene: &Scene,
    keys: &ServerKeys,
    directory: &std::path::Path,
) -> Lane {
    let mut lane = Lane::default();
    match prepare(cell, scene, keys, directory) {
        Ok(inner) => add_all(&mut lane, &Arc::new(inner)),
        Err(failure) => lane.add(Case::new("a volume with files", PEER, move || Err(failure))),
    }
    lane
}

fn add_all(lane: &mut Lane, inner: &Arc<Inner>) {
    for front_end in FrontEnd::BOTH {
        let mut add = |name: &str, run: fn(&Inner, FrontEnd) -> Seen| {
            let inner = Arc::clone(inner);
            let name = format!("{name}, {}", front_end.name());
            lane.add(Case::new(name, PEER, move || run(&inner, front_end)));
        };
        add("directories are listed by their paths", listed);
        add("files are read by their paths, as vos dumps them", read_whole);
        add("links and mount points are followed", followed);
        add("what is closed is read with a token that names a user", closed);
        add("the file server asks a client of files once", asked_once);
    }
}

/// The client of files, of either front end.
enum Reading {
    Sync(files::sync::Client),
    Async(files::asynchronous::Client, Arc<Runtime>),
}

/// Calls a method of it.
macro_rules! on {
    ($reading:expr, $method:ident($($argument:expr),*)) => {
        match &$reading {
            Reading::Sync(client) => client.$method($($argument),*),
            Reading::Async(client, runtime) => runtime.block_on(client.$method($($argument),*)),
        }
    };
}

impl Inner {
    /// A client without a token, or with one.
    fn client(
        &self,
        front_end: FrontEnd,
        token: Option<&Credentials>,
    ) -> Result<(Reading, Callbacks), Failure> {
        let builder = FileClientBuilder::new(Configuration::open(&self.configuration)?);
        let builder = match token {
            Some(token) => builder.credentials("rx.test", token.clone()),
            None => builder,
        };
        let callbacks = Callbacks::new();
        let reading = match front_end.bind(0, &self.runtime)? {
            Endpoint::Sync(endpoint) => {
                Reading::Sync(files::sync::Client::new(&endpoint, callbacks.clone(), builder)?)
            }
            Endpoint::Async(endpoint, runtime) => {
                let _inside = runtime.enter();
                let client = files::asynchronous::client(&endpoint, callbacks.clone(), builder)?;
                Reading::Async(client, Arc::clone(&runtime))
            }
        };
        Ok((reading, callbacks))
    }
}

impl Reading {
    /// All of a file from some byte on, and in how many pieces it came.
    fn read(&self, path: &str, from: u64) -> Result<(Vec<u8>, usize), FileError> {
        let (mut data, mut pieces) = (Vec::new(), 0);
        match self {
            Reading::Sync(client) => {
                let mut reader = client.open(path)?.reader(from);
                while let Some(piece) = reader.next()? {
                    data.extend(piece);
                    pieces += 1;
                }
            }
            Reading::Async(client, runtime) => runtime.block_on(async {
                let mut reader = client.open(path).await?.reader(from);
                while let Some(piece) = reader.next().await? {
                    data.extend(piece);
                    pieces += 1;
                }
                Ok::<_, FileError>(())
            })?,
        }
        Ok((data, pieces))
    }
}

fn path(rest: &str) -> String {
    format!("/afs/rx.test/{VOLUME}/{rest}")
}

fn listed(inner: &Inner, front_end: FrontEnd) -> Seen {
    let (reading, _) = inner.client(front_end, None)?;
    let list = on!(reading, list(path("")))?;
    let mut kinds = Vec::new();
    for entry in &list {
        let stat = entry.stat.as_ref().map_err(|code| Failure::new(format!("{code}")))?;
        kinds.push((String::from_utf8_lossy(&entry.name).into_owned(), stat.kind, stat.length));
    }
    kinds.sort_by(|a, b| a.0.cmp(&b.0));
    let mut wanted: Vec<_> = LENGTHS
        .iter()
        .map(|length| (format!("bytes-{length}"), FileKind::File, *length as u64))
        .collect();
    let length = |name: &str| kinds.iter().find(|kind| kind.0 == name).map_or(0, |kind| kind.2);
    let others = [
        ("back", FileKind::MountPoint, 11),
        ("circle", FileKind::Link, 6),
        ("closed", FileKind::Directory, length("closed")),
        ("copy", FileKind::MountPoint, 19),
        ("link", FileKind::Link, 14),
        ("long", FileKind::File, LONG as u64),
        ("sub", FileKind::Directory, length("sub")),
    ];
    wanted.extend(others.map(|(name, kind, length)| (name.to_owned(), kind, length)));
    wanted.sort_by(|a, b| a.0.cmp(&b.0));
    same("the list", &kinds, &wanted)?;
    let many = on!(reading, names(path("sub")))?;
    same("the names below sub", &many.len(), &202)?;
    require!(length("sub") > 2048, "sub has {} bytes, so one page", length("sub"));
    Ok(format!("{} entries, and {} in {} bytes", list.len(), many.len(), length("sub")))
}

fn read_whole(inner: &Inner, front_end: FrontEnd) -> Seen {
    let (reading, _) = inner.client(front_end, None)?;
    let mut all = 0;
    require!(dumped(inner, &bytes(LONG))?, "vos dumps another long file");
    for length in LENGTHS {
        let path = path(&format!("bytes-{length}"));
        let (data, pieces) = reading.read(&path, 0)?;
        require!(data == bytes(length), "{} bytes of {length} came back, or others", data.len());
        all += pieces;
        if length > 0 {
            require!(dumped(inner, &data)?, "vos dumps other {length} bytes");
        }
        let half = length / 2;
        let (rest, _) = reading.read(&path, half as u64)?;
        require!(rest == data[half..], "from byte {half} on come {} bytes", rest.len());
    }
    Ok(format!("{LENGTHS:?} bytes in {all} pieces"))
}

/// Whether `vos dump` has a file of this data: it stands behind a tag and its length.
fn dumped(inner: &Inner, data: &[u8]) -> Result<bool, Failure> {
    let tagged = [&b"f"[..], &u32::try_from(data.len())?.to_be_bytes()[..], data].concat();
    Ok(contains(&inner.dump, &tagged))
}

fn contains(all: &[u8], part: &[u8]) -> bool {
    let head = &part[..part.len().min(5)];
    (0..all.len()).any(|at| all[at..].starts_with(head) && all[at..].starts_with(part))
}

fn followed(inner: &Inner, front_end: FrontEnd) -> Seen {
    let (reading, _) = inner.client(front_end, None)?;
    same("link", &reading.read(&path("link"), 0)?.0, &bytes(1))?;
    same("sub/up", &reading.read(&path("sub/up"), 0)?.0, &bytes(70_000))?;
    same("sub/whole", &reading.read(&path("sub/whole"), 0)?.0, &bytes(1))?;
    same("the text of link", &on!(reading, read_link(path("link")))?, &b"sub/../bytes-1".to_vec())?;
    let circle = on!(reading, stat(path("circle")));
    require!(matches!(circle, Err(FileError::TooManyLinks)), "circle: {circle:?}");
    let whole = on!(reading, whereis(path("")))?;
    same("the form of the volume", &whole.kind, &VolumeKind::ReadWrite)?;
    let copy = on!(reading, whereis(path("copy/bytes-1")))?;
    same("the form of the copy", &copy.kind, &VolumeKind::ReadOnly)?;
    same("the volume of both", &copy.volume.name.as_str(), &VOLUME)?;
    same("the cell", &copy.cell.as_str(), &"rx.test")?;
    require!(copy.fid.volume != whole.fid.volume, "the copy has the number of the volume");
    let servers = copy.volume.servers(copy.kind);
    same("its servers", &servers, &vec![format!("{FILES}:7000").parse()?])?;
    let round = on!(reading, whereis(path("back/rx.files/../rx.files/sub")))?;
    same("the volume at the end of a round", &round.fid.volume, &whole.fid.volume)?;
    let none = on!(reading, stat(path("none")));
    require!(none.as_ref().is_err_and(FileError::is_not_found), "none: {none:?}");
    Ok(format!("{VOLUME} is {} and {}, at {servers:?}", whole.fid.volume, copy.fid.volume))
}

fn closed(inner: &Inner, front_end: FrontEnd) -> Seen {
    let (nobody, _) = inner.client(front_end, None)?;
    let refused = nobody.read(CLOSED, 0);
    let code = refused.as_ref().err().and_then(FileError::abort_code);
    require!(code == Some(UAEACCES), "without a token: {refused:?}");
    let (reader, _) = inner.client(front_end, Some(&inner.reader))?;
    let (data, _) = reader.read(CLOSED, 0)?;
    same("the secret", &data, &SECRET.as_bytes().to_vec())?;
    Ok(format!("refused to nobody, read by {READER}"))
}

fn asked_once(inner: &Inner, front_end: FrontEnd) -> Seen {
    let (reading, callbacks) = inner.client(front_end, None)?;
    for _ in 0..20 {
        on!(reading, stat(path("sub/up")))?;
    }
    let log = callbacks.log();
    require!(log.asked == 1 && log.void == 1, "{log:?}");
    same("servers that take promises back", &on!(reading, give_up_promises()), &1)?;
    Ok(format!("{log:?} in 20 ways through the volume"))
}
