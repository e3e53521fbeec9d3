//! A client of files in a cell in memory.

#![allow(clippy::unwrap_used)]

mod cell;

use cell::{CELL, Files, Made, World, at, directory, file, link, mount};
use futures::executor::block_on;
use rxrpc_afs::cell::VolumeKind::{ReadOnly, ReadWrite};
use rxrpc_afs::errors::{UAEACCES, VNOVNODE};
use rxrpc_afs::files::{Entry, FileClient, FileError, FileKind};
use std::collections::BTreeMap;

const DB: u8 = 1;
const FS: u8 = 10;

fn files(all: &[(u32, Made)]) -> Files {
    all.iter().cloned().collect()
}

/// A cell with a root, a volume with a copy, and one without.
fn world() -> World {
    let world = World::default();
    let root = [
        (
            1,
            directory(&[
                ("file", 2),
                ("dir", 3),
                ("link", 4),
                ("users", 6),
                ("exact", 8),
                ("closed", 9),
            ]),
        ),
        (2, file(&[7; 3_000_000])),
        (
            3,
            directory(&[
                ("inner", 10),
                ("up", 12),
                ("out", 14),
                ("circle", 16),
                ("self", 18),
                ("bad", 20),
            ]),
        ),
        (4, link("dir/./inner")),
        (6, mount("#users.")),
        (8, mount("%users.")),
        (9, Made { closed: true, ..directory(&[]) }),
        (10, file(b"inside")),
        (12, link("../file")),
        (14, link("/etc/pass\u{1b}wd")),
        (16, link("circle")),
        (18, link("/afs/.example.org/dir/inner")),
        (20, mount("no mount point")),
    ];
    world.volume("root.cell", [100, 101, 0], &[at(FS, 7000)], files(&root));
    let users = [
        (1, directory(&[("who", 2), ("root", 4)])),
        (2, file(b"users")),
        (4, mount("#root.cell.")),
    ];
    world.volume("users", [200, 201, 0], &[at(FS, 7000)], files(&users));
    world
}

fn client() -> FileClient<World> {
    world().client(&[DB])
}

fn path(rest: &str) -> String {
    format!("/afs/{CELL}/{rest}")
}

fn read(client: &FileClient<World>, path: &str) -> Result<Vec<u8>, FileError> {
    block_on(async {
        let mut reader = client.open(path).await?.reader(0);
        let mut data = Vec::new();
        while let Some(piece) = reader.next().await? {
            data.extend(piece);
            assert_eq!(reader.position(), data.len() as u64);
        }
        Ok(data)
    })
}

fn stat(client: &FileClient<World>, rest: &str) -> Result<FileKind, FileError> {
    block_on(client.stat(path(rest))).map(|stat| stat.kind)
}

#[test]
fn files_are_read_whole_and_from_anywhere() {
    let client = client();
    assert_eq!(read(&client, &path("file")).unwrap(), [7; 3_000_000]);
    assert_eq!(read(&client, &path("dir/inner")).unwrap(), b"inside");
    let mut reader = block_on(client.open(path("dir/inner"))).unwrap().reader(4).pieces_of(1);
    assert_eq!((reader.position(), reader.length()), (4, 6));
    for wanted in [Some(b"d".to_vec()), Some(b"e".to_vec()), None, None] {
        assert_eq!(block_on(reader.next()).unwrap(), wanted);
    }
    let past = block_on(block_on(client.open(path("file"))).unwrap().read_at(u64::MAX, 9)).unwrap();
    assert_eq!(past, b"");
}

#[test]
fn directories_are_listed_with_what_is_there() {
    let list = block_on(client().list(path(""))).unwrap();
    let kinds: BTreeMap<_, _> = list
        .into_iter()
        .map(|Entry { name, stat, .. }| (name, stat.map(|stat| (stat.kind, stat.length))))
        .collect();
    assert_eq!(kinds[&b"file"[..]], Ok((FileKind::File, 3_000_000)));
    assert_eq!(kinds[&b"dir"[..]], Ok((FileKind::Directory, 2048)));
    assert_eq!(kinds[&b"link"[..]], Ok((FileKind::Link, 11)));
    assert_eq!(kinds[&b"users"[..]], Ok((FileKind::MountPoint, 7)));
    assert_eq!(kinds[&b"closed"[..]], Err(UAEACCES));
    assert_eq!(kinds.len(), 6);
}

#[test]
fn links_are_followed_within_bounds() {
    let client = client();
    assert_eq!(read(&client, &path("link")).unwrap(), b"inside");
    assert_eq!(block_on(client.read_link(path("link"))).unwrap(), b"dir/./inner");
    assert_eq!(block_on(client.link_stat(path("link"))).unwrap().kind, FileKind::Link);
    assert_eq!(read(&client, &path("dir/up")).unwrap().len(), 3_000_000);
    assert_eq!(read(&client, &path("dir/self")).unwrap(), b"inside");
    assert!(matches!(stat(&client, "dir/circle"), Err(FileError::TooManyLinks)));
    let out = stat(&client, "dir/out").unwrap_err();
    assert!(matches!(&out, FileError::LeavesAfs(_)), "{out}");
    assert!(!out.to_string().contains('\u{1b}'), "{out}");
    assert!(matches!(block_on(client.read_link(path("file"))), Err(FileError::NotLink)));
}

#[test]
fn mount_points_lead_to_the_form_that_the_rule_says() {
    let client = client();
    let whereis = |path: &str| {
        let found = block_on(client.whereis(path)).unwrap();
        (found.volume.name, found.kind, found.fid.volume)
    };
    assert_eq!(whereis("/afs/example.org"), ("root.cell".into(), ReadOnly, 101));
    assert_eq!(whereis("/afs/.example.org"), ("root.cell".into(), ReadWrite, 100));
    assert_eq!(whereis("/afs/example.org/users"), ("users".into(), ReadOnly, 201));
    assert_eq!(whereis("/afs/.example.org/users"), ("users".into(), ReadWrite, 200));
    assert_eq!(whereis("/afs/example.org/exact/who"), ("users".into(), ReadWrite, 200));
    assert_eq!(whereis("/afs/example.org/users/../file").0, "root.cell");
    assert_eq!(whereis("/afs/example.org/../.example.org/users").2, 200);
    let error = block_on(client.stat(path("dir/bad"))).unwrap_err();
    assert!(matches!(error, FileError::MountPoint(_)), "{error}");
}

#[test]
fn a_way_that_never_ends_is_given_up() {
    let client = client();
    let round = "users/root/".repeat(60);
    assert!(matches!(stat(&client, &round), Err(FileError::TooDeep)));
    let far = "dir/../".repeat(500);
    assert!(stat(&client, &far[..far.len() / 2]).is_ok());
    assert!(matches!(
        stat(&client, &"dir/../".repeat(580)),
        Err(FileError::TooDeep | FileError::Path(_))
    ));
}

#[test]
fn what_is_not_there_is_told() {
    let client = client();
    assert!(stat(&client, "none").unwrap_err().is_not_found());
    assert!(matches!(stat(&client, "file/x"), Err(FileError::NotDirectory)));
    assert!(matches!(stat(&client, "file/.."), Err(FileError::NotDirectory)));
    assert!(matches!(block_on(client.open(path("dir"))), Err(FileError::IsDirectory)));
    assert!(stat(&client, "closed").unwrap_err().is_denied());
    assert!(matches!(block_on(client.stat("/afs/other.org/x")), Err(FileError::Cell(_))));
    assert!(matches!(block_on(client.stat("/etc")), Err(FileError::Path(_))));
    let world = world();
    world.0.lock().unwrap().volumes.get_mut(&101).unwrap().remove(&2);
    assert_eq!(stat(&world.client(&[DB]), "file").unwrap_err().abort_code(), Some(VNOVNODE));
}

#[test]
fn a_file_that_changes_is_not_mixed() {
    let world = world();
    let client = world.client(&[DB]);
    let mut reader = block_on(client.open(path("file"))).unwrap().reader(0);
    assert!(block_on(reader.next()).unwrap().is_some());
    world.0.lock().unwrap().volumes.get_mut(&101).unwrap().get_mut(&2).unwrap().version += 1;
    assert!(matches!(block_on(reader.next()), Err(FileError::Changed)));
}

#[test]
fn promises_are_given_up_where_they_were_made() {
    let client = client();
    assert_eq!(block_on(client.give_up_promises()), 0);
    stat(&client, "file").unwrap();
    assert_eq!(block_on(client.give_up_promises()), 1);
}
