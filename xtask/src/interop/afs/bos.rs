//! Clients of the bosserver.

use std::io::{Read, Write};
use std::time::Duration;

use rxrpc_afs::bos::{
    BOZO_RESTART_GENERAL, BOZO_RESTART_NEW_BINARIES, BOZO_RUNNING, BOZO_SHUT_DOWN, BozoTime,
};
use rxrpc_afs::errors::{BZACCESS, BZDOM, BZNOENT};
use rxrpc_sync::AbortCode;
use rxrpc_xdr::Text;

use super::clients::{Client, call, ok, refused, same};
use super::scene::{Scene, add_case};
use super::split::{Split, start, transfer};
use crate::interop::front_ends::FrontEnd;
use crate::interop::lanes::{Lane, Seen};
use xtask::programs::failure::{Failure, require};
use xtask::programs::process::wait_until;

const PEER: &str = "bosserver";

/// The instance that there is.
pub(super) const SLEEPER: &str = "sleeper";
/// Seconds after which what instances run ends by itself.
const SLEEP: u32 = 100;
const SOON: Duration = Duration::from_secs(15);

/// Behind the last of the administrators.
const NO_MORE_USERS: AbortCode = AbortCode(1);

/// The cases of both front ends, one after the other: what stops all instances stops those of others.
pub(super) fn lane(scene: &Scene) -> Lane {
    let mut lane = Lane::default();
    for front_end in FrontEnd::BOTH {
        let mut add = |name, run| add_case(&mut lane, scene, front_end, PEER, name, run);
        add("instances", instances);
        add("the cell and its settings", settings);
        add("nobody changes anything", refusals);
        add("an administrator makes, stops and removes an instance", changes);
        add("an administrator stops and starts everything", everything);
        add("an administrator installs a file, runs a command and reads a log", files);
        add("an administrator changes users and settings", users);
    }
    lane
}

/// What an instance runs. No other on this machine runs the same.
pub(super) fn command(instance: &str) -> String {
    let number = instance.bytes().fold(0, |sum, byte| sum + u32::from(byte));
    format!("/bin/sleep {SLEEP}.{number}{}", std::process::id())
}

/// Waits until an instance does run it: whatever is told to end before has not heard.
pub(super) fn wait_until_running(instance: &str) -> Result<(), Failure> {
    let wanted = command(instance).replace(' ', "\0") + "\0";
    wait_until("an instance of the bosserver", SOON, || {
        let processes = std::fs::read_dir("/proc")?;
        let runs = |process: std::fs::DirEntry| {
            std::fs::read(process.path().join("cmdline"))
                .is_ok_and(|line| line == wanted.as_bytes())
        };
        Ok(processes.flatten().any(runs))
    })
}

fn text(text: &str) -> Text<256> {
    text.into()
}

fn instances(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    same("the first instance", &ok!(of, bos.enumerate_instance(0))?, &SLEEPER)?;
    refused!(of, BZDOM, bos.enumerate_instance(100))?;
    let status = ok!(of, bos.get_status(text(SLEEPER)))?;
    same("its status", &status.status, &BOZO_RUNNING)?;
    refused!(of, BZNOENT, bos.get_status(text("no-such")))?;
    let info = ok!(of, bos.get_instance_info(text(SLEEPER)))?;
    same("its type", &info.r#type, &"simple")?;
    require!(info.status.proc_starts >= 1 && info.status.goal == BOZO_RUNNING, "{info:?}");
    let runs = ok!(of, bos.get_instance_parm(text(SLEEPER), 0))?;
    same("what it runs", &runs, &command(SLEEPER).as_str())?;
    refused!(of, BZDOM, bos.get_instance_parm(text(SLEEPER), 1))?;
    let strings = ok!(of, bos.get_instance_strings(text(SLEEPER)))?;
    Ok(format!("{status:?}, {info:?}, {strings:?}"))
}

fn settings(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    same("the cell", &ok!(of, bos.get_cell_name())?, &"rx.test")?;
    same("its host", &ok!(of, bos.get_cell_host(0))?, &"afs")?;
    refused!(of, BZDOM, bos.get_cell_host(1))?;
    same("an administrator", &ok!(of, bos.list_s_users(0))?, &"admin")?;
    refused!(of, NO_MORE_USERS, bos.list_s_users(100))?;
    let dates = ok!(of, bos.get_dates(text("/usr/afs/bin/fileserver")))?;
    require!(dates.new > 1_000_000_000 && dates.bak == 0 && dates.old == 0, "{dates:?}");
    let general = ok!(of, bos.get_restart_time(BOZO_RESTART_GENERAL))?;
    let binaries = ok!(of, bos.get_restart_time(BOZO_RESTART_NEW_BINARIES))?;
    same("the hour of new binaries", &binaries.hour, &5)?;
    same("the mode", &ok!(of, bos.get_restricted_mode())?, &0)?;
    Ok(format!("{general:?}, {binaries:?}"))
}

fn refusals(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    let one = || text(SLEEPER);
    let none = || text("");
    refused!(
        of,
        BZACCESS,
        bos.create_bnode(
            text("simple"),
            text("mine"),
            text("/bin/true"),
            none(),
            none(),
            none(),
            none(),
            none()
        )
    )?;
    refused!(of, BZACCESS, bos.delete_bnode(one()))?;
    refused!(of, BZACCESS, bos.set_status(one(), BOZO_SHUT_DOWN))?;
    refused!(of, BZACCESS, bos.set_t_status(one(), BOZO_SHUT_DOWN))?;
    refused!(of, BZACCESS, bos.add_s_user(text("mallory")))?;
    refused!(of, BZACCESS, bos.delete_s_user(text("admin")))?;
    refused!(of, BZACCESS, bos.list_keys(0))?;
    refused!(of, BZACCESS, bos.shutdown_all())?;
    refused!(of, BZACCESS, bos.restart_all())?;
    refused!(of, BZACCESS, bos.startup_all())?;
    refused!(of, BZACCESS, bos.restart(one()))?;
    refused!(of, BZACCESS, bos.exec(text("/bin/true")))?;
    refused!(of, BZACCESS, bos.set_restart_time(BOZO_RESTART_GENERAL, BozoTime::default()))?;
    refused!(of, BZACCESS, bos.wait_all())?;
    refused!(of, BZACCESS, bos.set_restricted_mode(1))?;
    let log = start!(of, bos.get_log(text("/usr/afs/logs/BosLog")))?;
    of.must_refuse(BZACCESS, "bos", "get_log", log.results())?;
    let install = start!(of, bos.install(text("/usr/afs/local/mine"), 0, 0o644, 0))?;
    of.must_refuse(BZACCESS, "bos", "install", install.results())?;
    Ok("BZACCESS each time".into())
}

fn changes(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.administrator(front_end);
    let name = format!("made-{}", front_end.name());
    let one = || text(&name);
    let none = || text("");
    ok!(
        of,
        bos.create_bnode(
            text("simple"),
            one(),
            text(&command(&name)),
            none(),
            none(),
            none(),
            none(),
            none()
        )
    )?;
    wait_until_running(&name)?;
    ok!(of, bos.set_status(one(), BOZO_SHUT_DOWN))?;
    ok!(of, bos.wait_all())?;
    let status = call!(of, bos.get_status(one()))?;
    same("its status when stopped", &status.status, &BOZO_SHUT_DOWN)?;
    ok!(of, bos.set_t_status(one(), BOZO_RUNNING))?;
    ok!(of, bos.wait_all())?;
    same("its status", &call!(of, bos.get_status(one()))?.status, &BOZO_RUNNING)?;
    wait_until_running(&name)?;
    ok!(of, bos.restart(one()))?;
    wait_until_running(&name)?;
    let starts = call!(of, bos.get_instance_info(one()))?.status.proc_starts;
    require!(starts >= 3, "started {starts} times");
    ok!(of, bos.set_status(one(), BOZO_SHUT_DOWN))?;
    ok!(of, bos.wait_all())?;
    ok!(of, bos.delete_bnode(one()))?;
    refused!(of, BZNOENT, bos.delete_bnode(one()))?;
    Ok(format!("{name}, started {starts} times"))
}

fn everything(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.administrator(front_end);
    let status = || Ok::<_, Failure>(call!(of, bos.get_status(text(SLEEPER)))?.status);
    ok!(of, bos.shutdown_all())?;
    ok!(of, bos.wait_all())?;
    same("its status when all are stopped", &status()?, &BOZO_SHUT_DOWN)?;
    ok!(of, bos.startup_all())?;
    ok!(of, bos.wait_all())?;
    same("its status when all are started", &status()?, &BOZO_RUNNING)?;
    wait_until_running(SLEEPER)?;
    ok!(of, bos.restart_all())?;
    same("its status when all are started again", &status()?, &BOZO_RUNNING)?;
    wait_until_running(SLEEPER)?;
    Ok("stopped, started, started again".into())
}

fn files(scene: &Scene, front_end: FrontEnd) -> Seen {
    const DATE: i32 = 1_700_000_000;
    let of = scene.administrator(front_end);
    let path = format!("/usr/afs/local/installed-{}", front_end.name());
    let data = vec![b'x'; 70_000];
    let size = i32::try_from(data.len())?;
    transfer!(of, bos.install(text(&path), size, 0o644, DATE), |call: &mut Split<()>| call
        .write_all(&data))?;
    let dates = ok!(of, bos.get_dates(text(&path)))?;
    same("the file's date", &dates.new, &DATE)?;
    ok!(of, bos.exec(text("/bin/true")))?;
    let (log, ()) = transfer!(
        of,
        bos.get_log(text("/usr/afs/logs/BosLog")),
        |call: &mut Split<()>| -> Result<Vec<u8>, Failure> {
            let mut log = Vec::new();
            call.read_to_end(&mut log)?;
            Ok(log)
        }
    )?;
    require!(log.last() == Some(&0), "the log does not end in NUL: {log:?}");
    let log = String::from_utf8_lossy(&log).into_owned();
    require!(log.contains("Server directory access is okay"), "the log says: {log}");
    Ok(format!("{size} bytes installed, {} of log", log.len()))
}

fn users(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.administrator(front_end);
    let name = format!("user-{}", front_end.name());
    ok!(of, bos.add_s_user(text(&name)))?;
    same("the new administrator", &ok!(of, bos.list_s_users(1))?, &name.as_str())?;
    ok!(of, bos.delete_s_user(text(&name)))?;
    refused!(of, NO_MORE_USERS, bos.list_s_users(1))?;
    refused!(of, BZDOM, bos.list_keys(100))?;
    let before = call!(of, bos.get_restart_time(BOZO_RESTART_NEW_BINARIES))?;
    let time = BozoTime { hour: 4, min: 30, ..before.clone() };
    ok!(of, bos.set_restart_time(BOZO_RESTART_NEW_BINARIES, time.clone()))?;
    let after = ok!(of, bos.get_restart_time(BOZO_RESTART_NEW_BINARIES))?;
    same("the time", &after, &time)?;
    ok!(of, bos.set_restart_time(BOZO_RESTART_NEW_BINARIES, before))?;
    ok!(of, bos.set_restricted_mode(0))?;
    Ok(format!("{name} came and went, {after:?}"))
}
