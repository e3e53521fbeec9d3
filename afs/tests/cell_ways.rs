//! What a client does with servers that are busy, silent, gone or wrong: in a cell in memory.

#![allow(clippy::unwrap_used)]

mod cell;

use cell::{Asked, CELL, Files, Lie, Made, World, at, directory, file};
use futures::executor::block_on;
use rxrpc_afs::cell::{Database, DatabaseError, DatabaseServer, Patience};
use rxrpc_afs::errors::{UNOQUORUM, UNOTSYNC, VBUSY, VL_NOENT, VMOVED, VNOVOL, VRESTARTING};
use rxrpc_afs::files::{FileClient, FileError};
use rxrpc_afs::rxrpc_xdr::{AbortCode, RpcError};
use rxrpc_afs::vl;
use std::time::Duration;

const PAUSE: Duration = Duration::from_secs(7);
const FILE: &str = "/afs/example.org/file";

/// A cell with one volume at these file servers.
fn world(servers: &[u8]) -> World {
    let world = World::default();
    let servers: Vec<_> = servers.iter().map(|last| at(*last, 7000)).collect();
    let all: [(u32, Made); 2] = [(1, directory(&[("file", 2)])), (2, file(b"data"))];
    world.volume("root.cell", [100, 0, 0], &servers, Files::from(all));
    world
}

fn refuse(world: &World, server: std::net::SocketAddr, codes: &[AbortCode]) {
    world.0.lock().unwrap().refusals.insert(server, codes.to_vec());
}

fn read(client: &FileClient<World>) -> Result<Vec<u8>, FileError> {
    block_on(async { client.open(FILE).await?.read_at(0, 100).await })
}

fn pauses(asked: &[Asked]) -> usize {
    asked.iter().filter(|asked| **asked == Asked::Pause(PAUSE)).count()
}

#[test]
fn a_database_server_that_is_out_of_step_is_followed_by_the_next() {
    let world = world(&[10]);
    refuse(&world, at(1, 7003), &[UNOTSYNC]);
    refuse(&world, at(2, 7003), &[UNOQUORUM]);
    world.0.lock().unwrap().silent = vec![at(3, 7003)];
    let client = world.client(&[1, 2, 3, 4]);
    assert_eq!(read(&client).unwrap(), b"data");
    let asked = world.asked();
    let first: Vec<_> = (1..5).map(|last| Asked::Call(at(last, 7003))).collect();
    assert_eq!(asked[..4], first);
    // The one that answered is asked first now, and volume location is asked once for what it has told.
    assert_eq!(asked[4], Asked::Call(at(4, 7003)));
    assert_eq!(asked.iter().filter(|asked| **asked == Asked::Call(at(4, 7003))).count(), 2);
}

#[test]
fn databases_without_a_quorum_are_asked_again_after_a_pause_within_bounds() {
    let world = world(&[10]);
    refuse(&world, at(1, 7003), &[UNOQUORUM; 2]);
    assert!(read(&world.client(&[1])).is_ok());
    assert_eq!(pauses(&world.asked()), 2);
    refuse(&world, at(1, 7003), &[UNOQUORUM; 9]);
    let error = read(&world.client(&[1])).unwrap_err();
    assert!(error.to_string().contains("UNOQUORUM"), "{error}");
    assert_eq!(pauses(&world.asked()), 2);
}

#[test]
fn silent_databases_are_told_and_not_asked_for_ever() {
    let world = world(&[10]);
    world.0.lock().unwrap().silent = vec![at(1, 7003), at(2, 7003)];
    let error = read(&world.client(&[1, 2])).unwrap_err();
    assert!(error.to_string().contains("none of 2 servers answers"), "{error}");
    assert_eq!(world.asked().len(), 2);
}

#[test]
fn no_such_volume_is_an_answer() {
    let world = World::default();
    let error = read(&world.client(&[1, 2])).unwrap_err();
    assert_eq!(error.abort_code(), Some(VL_NOENT));
    assert_eq!(world.asked().len(), 1);
}

#[test]
fn a_busy_volume_is_waited_for_within_bounds() {
    for code in [VBUSY, VRESTARTING] {
        let world = world(&[10]);
        refuse(&world, at(10, 7000), &[code; 2]);
        let client = world.client(&[1]);
        assert_eq!(read(&client).unwrap(), b"data");
        assert_eq!(pauses(&world.asked()), 2);
        refuse(&world, at(10, 7000), &[code; 9]);
        assert_eq!(read(&client).unwrap_err().abort_code(), Some(code));
        assert_eq!(pauses(&world.asked()), 2);
    }
}

#[test]
fn another_site_is_asked_before_any_pause() {
    let world = world(&[10, 11]);
    refuse(&world, at(10, 7000), &[VBUSY]);
    assert_eq!(read(&world.client(&[1])).unwrap(), b"data");
    assert_eq!(pauses(&world.asked()), 0);
}

#[test]
fn a_volume_that_has_moved_is_looked_for() {
    for code in [VMOVED, VNOVOL] {
        let world = world(&[10]);
        let client = world.client(&[1]);
        assert!(read(&client).is_ok());
        // It goes to another server, and the old one says so.
        let all = world.0.lock().unwrap().volumes[&100].clone();
        world.volume("root.cell", [100, 0, 0], &[at(12, 7000)], all);
        refuse(&world, at(10, 7000), &[code; 9]);
        world.asked();
        assert_eq!(read(&client).unwrap(), b"data");
        let asked = world.asked();
        let to = |server| asked.iter().filter(|asked| **asked == Asked::Call(server)).count();
        assert_eq!(to(at(10, 7000)), 1, "{asked:?}");
        assert!(to(at(1, 7003)) >= 1 && to(at(12, 7000)) >= 1, "{asked:?}");
    }
}

#[test]
fn a_volume_that_is_nowhere_is_not_looked_for_for_ever() {
    let world = world(&[10]);
    refuse(&world, at(10, 7000), &[VNOVOL; 99]);
    assert_eq!(read(&world.client(&[1])).unwrap_err().abort_code(), Some(VNOVOL));
    assert!(world.asked().len() < 12);
}

#[test]
fn a_silent_file_server_is_asked_last_from_then_on() {
    let world = world(&[10, 11]);
    world.0.lock().unwrap().silent = vec![at(10, 7000)];
    let client = world.client(&[1]);
    assert!(read(&client).is_ok() && read(&client).is_ok());
    let to_it = |asked: &Asked| *asked == Asked::Call(at(10, 7000));
    assert_eq!(world.asked().into_iter().filter(to_it).count(), 1);
    world.0.lock().unwrap().silent.push(at(11, 7000));
    let error = read(&client).unwrap_err();
    assert!(matches!(&error, FileError::NoAnswer(RpcError::Call(_))), "{error}");
}

#[test]
fn a_file_server_that_lies_is_not_believed() {
    let world = world(&[10]);
    let client = world.client(&[1]);
    for lie in [Lie::TooMuch, Lie::TooLittle, Lie::Nothing] {
        let file = block_on(client.open(FILE)).unwrap();
        world.0.lock().unwrap().lie = Some(lie);
        let error = block_on(file.read_at(0, 100)).unwrap_err();
        let fits = match lie {
            Lie::Nothing => matches!(error, FileError::Impossible(_)),
            _ => matches!(error, FileError::NoAnswer(RpcError::Results(_))),
        };
        assert!(fits, "{error}");
    }
    assert_eq!(read(&client).unwrap(), b"data");
}

#[test]
fn wrong_types_lengths_and_pages_are_refused() {
    let wrong: [fn(&mut Made); 5] = [
        |root| root.file_type = 9,
        |root| root.file_type = 3,
        |root| root.data.truncate(100),
        |root| root.data[2] = 0,
        |root| root.data = vec![0; 3 << 20],
    ];
    for change in wrong {
        let world = world(&[10]);
        change(world.0.lock().unwrap().volumes.get_mut(&100).unwrap().get_mut(&1).unwrap());
        let error = read(&world.client(&[1])).unwrap_err();
        assert!(matches!(error, FileError::Impossible(_) | FileError::Directory(_)), "{error}");
    }
}

#[test]
fn volume_location_that_lies_is_not_believed() {
    let world = world(&[10]);
    world.0.lock().unwrap().entries.get_mut("root.cell").unwrap().n_servers = -1;
    assert!(matches!(read(&world.client(&[1])), Err(FileError::NoServers)));
    world.0.lock().unwrap().entries.get_mut("root.cell").unwrap().n_servers = i32::MAX;
    assert!(read(&world.client(&[1])).is_ok());
    world.0.lock().unwrap().entries.get_mut("root.cell").unwrap().flags = 0;
    assert!(matches!(read(&world.client(&[1])), Err(FileError::NoVolume { .. })));
}

fn database(world: &World, servers: &[u8]) -> Database<World> {
    let servers = servers.iter().map(|last| DatabaseServer::new(at(*last, 7003), "")).collect();
    let patience = Patience::new().rounds(2, PAUSE);
    Database::new(world.clone(), vl::SERVICE, servers).patience(patience)
}

#[test]
fn a_change_goes_to_the_server_that_leads() {
    let world = World::default();
    world.0.lock().unwrap().leader = Some(at(3, 7003));
    world.0.lock().unwrap().silent = vec![at(1, 7003)];
    let database = database(&world, &[1, 2, 3]);
    let change = vl::VlGetNewVolumeIdRequest { bump: 1 };
    assert_eq!(block_on(database.change(&change)), Ok(536_870_901));
    let to: Vec<_> = [1, 2, 3, 3].iter().map(|last| Asked::Call(at(*last, 7003))).collect();
    assert_eq!(world.asked(), to);
}

/// What an answer names is called by nobody: it may be anybody's.
#[test]
fn a_change_goes_to_no_server_that_others_name() {
    let world = World::default();
    world.0.lock().unwrap().leader = Some(at(9, 7003));
    let database = database(&world, &[1]);
    let change = vl::VlGetNewVolumeIdRequest { bump: 1 };
    let unknown = DatabaseError::UnknownSyncSite(at(9, 7003));
    assert_eq!(block_on(database.change(&change)), Err(unknown));
    let asked = world.asked();
    assert!(!asked.contains(&Asked::Call(at(9, 7003))), "{asked:?}");
    assert_eq!(pauses(&asked), 2);
}

#[test]
fn without_a_leader_a_change_is_given_up_within_bounds() {
    let world = World::default();
    let database = database(&world, &[1]);
    let change = vl::VlGetNewVolumeIdRequest { bump: 1 };
    assert_eq!(block_on(database.change(&change)), Err(DatabaseError::NoSyncSite));
    assert_eq!(pauses(&world.asked()), 2);
    assert_eq!(CELL, "example.org");
}
