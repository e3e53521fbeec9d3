//! Clients of the votes and of the databases' copies, at the vlserver and at the ptserver.

use std::time::{SystemTime, UNIX_EPOCH};

use rxrpc_afs::errors::{UBADHOST, UDEADLOCK};
use rxrpc_afs::ubik::{UBIK_HEALTHY, UbikInterfaceAddr, UbikTid, UbikVersion};
use rxrpc_sync::AbortCode;
use rxrpc_xdr::Opaque;

use super::clients::{Client, call, ok, refused, same};
use super::scene::{Scene, add_case};
use super::split::{Split, start};
use crate::interop::front_ends::FrontEnd;
use crate::interop::lanes::{Lane, Seen};
use xtask::programs::failure::require;

const PEER: &str = "vlserver's ubik";

/// There is no such other server.
const NO_SERVER: AbortCode = AbortCode(2);
/// Whoever asks is no server of the cell, nor its administrator.
const NOT_A_SERVER: AbortCode = AbortCode(10029);

/// The cases, in their order.
pub(super) fn lane(scene: &Scene, front_end: FrontEnd) -> Lane {
    let mut lane = Lane::default();
    let mut add = |name, run| add_case(&mut lane, scene, front_end, PEER, name, run);
    add("how the server is, in all forms", debug);
    add("a vote", vote);
    add("nobody touches the database", refusals);
    add("an administrator reads the database", database);
    lane
}

fn debug(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())?;
    let debug = ok!(of, vote.debug())?;
    require!((i64::from(debug.now) - now).abs() < 60, "its time is {}, ours {now}", debug.now);
    same("the state", &debug.recovery_state, &UBIK_HEALTHY)?;
    same("how many servers", &debug.n_servers, &1)?;
    require!(debug.am_sync_site != 0 && debug.epoch_time > 1_000_000_000, "{debug:?}");
    let old = ok!(of, vote.debug_old())?;
    same("the epoch", &old.epoch_time, &debug.epoch_time)?;
    let with_clone = ok!(of, vote.x_debug())?;
    same("the epoch", &with_clone.debug.epoch_time, &debug.epoch_time)?;
    same("whether it is a clone", &with_clone.is_clone, &0)?;
    refused!(of, NO_SERVER, vote.s_debug(0))?;
    refused!(of, NO_SERVER, vote.s_debug_old(0))?;
    refused!(of, NO_SERVER, vote.xs_debug(0))?;
    Ok(format!("version {:?} since {}", debug.local_version, debug.epoch_time))
}

fn vote(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    // The vote for who is no server is a no, which is a success.
    ok!(of, vote.beacon(0, 0, UbikVersion::default(), UbikTid::default()))?;
    ok!(of, disk.probe())?;
    Ok("no".into())
}

fn refusals(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    let tid = UbikTid::default;
    refused!(of, NOT_A_SERVER, disk.get_version())?;
    refused!(of, NOT_A_SERVER, disk.begin(tid()))?;
    refused!(of, NOT_A_SERVER, disk.commit(tid()))?;
    refused!(of, NOT_A_SERVER, disk.abort(tid()))?;
    refused!(of, NOT_A_SERVER, disk.lock(tid(), 0, 0, 1, 1))?;
    refused!(of, NOT_A_SERVER, disk.write(tid(), 0, 0, Opaque::from(vec![0; 3])))?;
    refused!(of, NOT_A_SERVER, disk.write_v(tid(), Vec::new().into(), Opaque::from(vec![0; 3])))?;
    refused!(of, NOT_A_SERVER, disk.release_locks(tid()))?;
    refused!(of, NOT_A_SERVER, disk.truncate(tid(), 0, 0))?;
    let version = UbikVersion::default;
    refused!(of, NOT_A_SERVER, disk.set_version(tid(), version(), version()))?;
    let mut addresses = UbikInterfaceAddr { addr: [0; 256] };
    addresses.addr[0] = 0x0a00_0001;
    refused!(of, UBADHOST, disk.update_interface_addr(addresses))?;
    let file = start!(of, disk.get_file(0))?;
    of.must_refuse(NOT_A_SERVER, "disk", "get_file", file.results().map(drop))?;
    let file = start!(of, disk.send_file(0, 0, version()))?;
    of.must_refuse(NOT_A_SERVER, "disk", "send_file", file.results())?;
    Ok("10029 each time, UBADHOST for addresses".into())
}

fn database(scene: &Scene, front_end: FrontEnd) -> Seen {
    use std::io::Read;
    let of = scene.administrator(front_end);
    refused!(of, UDEADLOCK, disk.get_version())?;
    let mut call = start!(of, disk.get_file(0))?;
    let mut length = [0; 4];
    call.read_exact(&mut length)?;
    let mut data = vec![0; usize::try_from(u32::from_be_bytes(length))?];
    call.read_exact(&mut data)?;
    let of_file = of.must_answer("disk", "get_file", call.results())?;
    require!(of_file.epoch > 1_000_000_000 && of_file.counter > 0, "{of_file:?}");
    let name = b"root.cell";
    require!(
        data.windows(name.len()).any(|window| window == name),
        "no root.cell in {}",
        data.len()
    );
    Ok(format!("{} bytes of version {of_file:?}", data.len()))
}
