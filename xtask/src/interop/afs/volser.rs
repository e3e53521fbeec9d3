//! Clients of the volume server.

use std::io::{Read, Write};

use rxrpc_afs::errors::{VNOVOL, VOLSERBAD_ACCESS};
use rxrpc_afs::volser::{
    DestServer, Replica, Replicas, RestoreCookie, VOLSER_FULL, VOLSER_SHORT, VolintInfo,
};
use rxrpc_sync::AbortCode;
use rxrpc_xdr::Chars;

use super::clients::{Client, Clients, call, ok, refused, same};
use super::scene::{ROOT, Scene, add_case};
use super::split::{Split, start, transfer};
use crate::interop::front_ends::FrontEnd;
use crate::interop::lanes::{Lane, Seen};
use xtask::programs::failure::{Failure, require};

const PEER: &str = "volserver";
/// No volume has this number.
const NO_VOLUME: u32 = 4_000_000_000;
/// No transaction has this number.
const NO_TRANSACTION: i32 = 0x0fff_ffff;

/// Status of a volume that can be used.
const USABLE: i32 = 2;

/// Types of volumes.
const READ_WRITE: i32 = 0;
const READ_ONLY: i32 = 1;
const BACKUP: i32 = 2;

/// What a transaction keeps others from.
const OFFLINE: i32 = 1;
const BUSY: i32 = 2;

/// Who may not split volumes is told `EPERM`.
const NOT_PERMITTED: AbortCode = AbortCode(1);

/// What is told of a transaction that there is not: `ENOENT`.
const NO_TRANS: AbortCode = AbortCode(2);

/// The cases of both front ends, one after the other: who lists a volume has it for himself.
pub(super) fn lane(scene: &Scene) -> Lane {
    let mut lane = Lane::default();
    for front_end in FrontEnd::BOTH {
        let mut add = |name, run| add_case(&mut lane, scene, front_end, PEER, name, run);
        add("partitions", partitions);
        add("lists of volumes", lists);
        add("nobody changes anything", refusals);
        add("an administrator makes a volume, dumps, restores and removes it", changes);
        add("an administrator clones a volume", clones);
        add("an administrator has the server send a volume to a server, which is itself", forwards);
    }
    lane
}

fn partitions(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    let listed = ok!(of, volser.list_partitions())?;
    let there: Vec<_> = listed.ids.into_iter().filter(|id| *id != -1).collect();
    same("the partitions", &there, &vec![scene.partition])?;
    same("the partitions", &ok!(of, volser.x_list_partitions())?.0, &vec![scene.partition])?;
    let name = &*scene.partition_name;
    let info = ok!(of, volser.partition_info(name.into()))?;
    same("its name", &info.name, &name)?;
    let info64 = ok!(of, volser.partition_info64(name.into()))?;
    same("its name", &info64.name, &name)?;
    // What can be used is where the interface has another name.
    let (free, total) = (info64.free, info64.min_free);
    require!(free > 0 && free <= total, "{info64:?}");
    same("the total as a small number", &i64::from(info.min_free), &total)?;
    Ok(format!("{total} KiB, {free} of them free, on {}", info64.device))
}

fn lists(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    let part = scene.partition;
    let one = ok!(of, volser.list_one_volume(part, scene.root))?;
    let [info] = &**one else { return Err(Failure::new(format!("{one:?}"))) };
    same("its name", &info.name, &ROOT)?;
    same("its number", &info.volid, &scene.root)?;
    // A case that runs beside this one raises its quota.
    require!(info.status == USABLE && info.maxquota >= 5000 && info.size > 0, "{info:?}");
    let full = ok!(of, volser.list_volumes(part, VOLSER_FULL))?;
    require!(full.iter().any(|other| other.volid == scene.root), "{full:?}");
    let short = ok!(of, volser.list_volumes(part, VOLSER_SHORT))?;
    require!(short.iter().any(|other| other.volid == scene.root), "{short:?}");
    let more = ok!(of, volser.x_list_one_volume(part, scene.root))?;
    same("how many", &more.len(), &1)?;
    let all = ok!(of, volser.x_list_volumes(part, VOLSER_FULL))?;
    require!(!all.is_empty(), "no volume");
    let running = ok!(of, volser.monitor())?;
    require!(running.len() < 100, "{running:?}");
    refused!(of, NO_SUCH, volser.list_one_volume(part, NO_VOLUME))?;
    Ok(format!("{info:?}"))
}

/// What lists say of a volume that there is not: `ENODEV`.
const NO_SUCH: AbortCode = AbortCode(19);

fn cookie(name: &str, number: u32) -> Result<RestoreCookie, Failure> {
    Ok(RestoreCookie { name: Chars::new(name)?, r#type: READ_WRITE, clone: 0, parent: number })
}

fn refusals(scene: &Scene, front_end: FrontEnd) -> Seen {
    const NO: AbortCode = VOLSERBAD_ACCESS;
    let of = scene.nobody(front_end);
    let (part, root, none) = (scene.partition, scene.root, NO_TRANSACTION);
    refused!(of, NO, volser.create_volume(part, "mine".into(), READ_WRITE, 0, 0))?;
    refused!(of, NO, volser.delete_volume(none))?;
    refused!(of, NO, volser.forward(none, 0, DestServer::default(), 0, cookie("mine", 0)?))?;
    refused!(of, NO, volser.end_trans(none))?;
    refused!(of, NO, volser.clone_(none, 0, READ_ONLY, "mine".into(), 0))?;
    refused!(of, NO, volser.set_flags(none, 0))?;
    refused!(of, NO_TRANS, volser.get_flags(none))?;
    refused!(of, NO, volser.trans_create(root, part, BUSY))?;
    refused!(of, NO_TRANS, volser.get_name(none))?;
    refused!(of, NO_TRANS, volser.get_status(none))?;
    refused!(of, NO, volser.set_ids_types(none, "mine".into(), READ_WRITE, 0, 0, 0))?;
    refused!(of, NO, volser.re_clone(none, root))?;
    refused!(of, NO, volser.nuke_volume(part, root))?;
    refused!(of, NO, volser.set_date(none, 0))?;
    refused!(of, NO, volser.set_info(none, VolintInfo::default()))?;
    let nowhere = Replicas::default();
    refused!(of, NO, volser.forward_multiple(none, 0, nowhere, 0, cookie("mine", 0)?))?;
    refused!(of, NO, volser.convert_r_oto_rw(part, root))?;
    refused!(of, NO, volser.get_size(none, 0))?;
    let restore = start!(of, volser.restore(none, 0, cookie("mine", 0)?))?;
    of.must_refuse(NO, "volser", "restore", restore.results())?;
    let dump = start!(of, volser.dump(none, 0))?;
    of.must_refuse(NO, "volser", "dump", dump.results())?;
    let dump = start!(of, volser.dump_v2(none, 0, 0))?;
    of.must_refuse(NO, "volser", "dump_v2", dump.results())?;
    let split = start!(of, volser.split_volume(root, root + 1, 1, 0))?;
    of.must_refuse(NOT_PERMITTED, "volser", "split_volume", split.results())?;
    Ok("VOLSERBAD_ACCESS each time".into())
}

/// A transaction with a volume.
fn begin(of: &Clients, scene: &Scene, volume: u32, keeps: i32) -> Result<i32, Failure> {
    ok!(of, volser.trans_create(volume, scene.partition, keeps))
}

fn end(of: &Clients, transaction: i32) -> Result<(), Failure> {
    let code = ok!(of, volser.end_trans(transaction))?;
    same("the code of the transaction", &code, &0)
}

/// All of a dump.
fn dumped(call: &mut Split<()>) -> Result<Vec<u8>, Failure> {
    let mut dump = Vec::new();
    call.read_to_end(&mut dump)?;
    Ok(dump)
}

fn changes(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.administrator(front_end);
    let name = format!("made.{}", front_end.name());
    let number = call!(of, vl.get_new_volume_id(3))?;
    let part = scene.partition;
    let made = ok!(of, volser.create_volume(part, name.as_str().into(), READ_WRITE, 0, number))?;
    same("its number", &made.volid, &number)?;
    let flags = ok!(of, volser.get_flags(made.trans))?;
    ok!(of, volser.set_flags(made.trans, 0))?;
    same("its name", &ok!(of, volser.get_name(made.trans))?, &name.as_str())?;
    let text = name.as_str();
    ok!(of, volser.set_ids_types(made.trans, text.into(), READ_WRITE, number, 0, 0))?;
    ok!(of, volser.set_date(made.trans, 1_700_000_000))?;
    let running = ok!(of, volser.monitor())?;
    require!(running.iter().any(|other| other.tid == made.trans), "{running:?}");
    end(of, made.trans)?;

    let transaction = begin(of, scene, number, BUSY)?;
    let status = ok!(of, volser.get_status(transaction))?;
    same("its number", &status.vol_id, &number)?;
    same("its date", &status.creation_date, &1_700_000_000)?;
    let size = ok!(of, volser.get_size(transaction, 0))?;
    let (dump, ()) = transfer!(of, volser.dump(transaction, 0), dumped)?;
    same("the length of the dump", &u64::try_from(dump.len())?, &size)?;
    let (other, ()) = transfer!(of, volser.dump_v2(transaction, 0, 0), dumped)?;
    require!(other == dump, "two dumps of {} and {} bytes", dump.len(), other.len());
    end(of, transaction)?;

    let transaction = begin(of, scene, number, OFFLINE)?;
    transfer!(of, volser.restore(transaction, 0, cookie(text, number)?), |call: &mut Split<()>| {
        call.write_all(&dump)
    })?;
    ok!(of, volser.set_flags(transaction, 0))?;
    end(of, transaction)?;

    let transaction = begin(of, scene, number, BUSY)?;
    let (again, ()) = transfer!(of, volser.dump(transaction, 0), dumped)?;
    same("the length of the dump of what was restored", &again.len(), &dump.len())?;
    // -1 leaves as it is.
    let unchanged = VolintInfo {
        status: -1,
        maxquota: 4711,
        day_use: -1,
        creation_date: -1,
        update_date: -1,
        flags: -1,
        spare0: -1,
        spare1: -1,
        spare2: -1,
        spare3: -1,
        ..Default::default()
    };
    ok!(of, volser.set_info(transaction, unchanged))?;
    end(of, transaction)?;
    let listed = ok!(of, volser.list_one_volume(part, number))?;
    same("the quota", &listed[0].maxquota, &4711)?;

    let transaction = begin(of, scene, number, OFFLINE)?;
    ok!(of, volser.delete_volume(transaction))?;
    end(of, transaction)?;
    refused!(of, VNOVOL, volser.trans_create(number, part, OFFLINE))?;
    Ok(format!("{name} was {number}, flags {flags:#x}, a dump of {size} bytes"))
}

/// A new volume, with two numbers behind it left for copies.
fn new_volume(of: &Clients, scene: &Scene, name: &str) -> Result<u32, Failure> {
    let number = call!(of, vl.get_new_volume_id(3))?;
    let part = scene.partition;
    let made = ok!(of, volser.create_volume(part, name.into(), READ_WRITE, 0, number))?;
    ok!(of, volser.set_flags(made.trans, 0))?;
    end(of, made.trans)?;
    Ok(number)
}

/// A copy of a volume.
fn cloned(
    of: &Clients,
    scene: &Scene,
    (from, to): (u32, u32),
    kind: i32,
    name: &str,
) -> Result<(), Failure> {
    let transaction = begin(of, scene, from, BUSY)?;
    let copy = ok!(of, volser.clone_(transaction, 0, kind, name.into(), to))?;
    same("the number of the copy", &copy, &to)?;
    if kind == BACKUP {
        ok!(of, volser.re_clone(transaction, to))?;
    }
    end(of, transaction)?;
    // A new copy is not in use before its flags say so.
    let transaction = begin(of, scene, to, OFFLINE)?;
    ok!(of, volser.set_flags(transaction, 0))?;
    end(of, transaction)?;
    let listed = ok!(of, volser.list_one_volume(scene.partition, to))?;
    same("its type", &listed[0].r#type, &kind)?;
    same("its parent", &listed[0].parent_id, &from)
}

fn clones(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.administrator(front_end);
    let name = format!("cloned.{}", front_end.name());
    let number = new_volume(of, scene, &name)?;
    let (copy, backup) = (number + 1, number + 2);
    cloned(of, scene, (number, copy), READ_ONLY, &format!("{name}.readonly"))?;
    cloned(of, scene, (number, backup), BACKUP, &format!("{name}.backup"))?;
    for volume in [backup, copy, number] {
        ok!(of, volser.nuke_volume(scene.partition, volume))?;
    }
    Ok(format!("{number}, {copy} and {backup}, removed by force"))
}

/// What is told of the server that a volume is sent to.
fn itself() -> DestServer {
    DestServer { host: 0x7f01_0001, port: rxrpc_afs::volser::PORT.into(), word: 1 }
}

fn forwards(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.administrator(front_end);
    let name = |what: &str| format!("{what}.{}", front_end.name());
    let from = new_volume(of, scene, &name("from"))?;
    let transaction = begin(of, scene, from, BUSY)?;
    let mut made = Vec::new();
    for what in ["to", "too"] {
        let number = call!(of, vl.get_new_volume_id(1))?;
        let text = name(what);
        let part = scene.partition;
        let to = ok!(of, volser.create_volume(part, text.as_str().into(), READ_WRITE, 0, number))?;
        let cookie = cookie(&text, number)?;
        if what == "to" {
            ok!(of, volser.forward(transaction, 0, itself(), to.trans, cookie))?;
        } else {
            let place = Replica { trans: to.trans, server: itself() };
            let places = Replicas::from(vec![place]);
            let results = ok!(of, volser.forward_multiple(transaction, 0, places, 0, cookie))?;
            same("what became of each place", &*results, &vec![0])?;
        }
        ok!(of, volser.set_flags(to.trans, 0))?;
        end(of, to.trans)?;
        made.push(number);
    }
    end(of, transaction)?;
    for volume in &made {
        let listed = ok!(of, volser.list_one_volume(scene.partition, *volume))?;
        same("the status of what was sent", &listed[0].status, &USABLE)?;
    }
    for volume in [&[from], &made[..]].concat() {
        ok!(of, volser.nuke_volume(scene.partition, volume))?;
    }
    Ok(format!("{from} to {made:?}"))
}
