//! Clients of the file server.

use std::io::{Read, Write};

use rxrpc_afs::errors::{UAEACCES, UAEEXIST, UAEINVAL, UAENOENT, UAEXDEV, VNOVNODE, VNOVOL};
use rxrpc_afs::fs::{
    AccessList, AfsFid, AfsStoreStatus, FILE_TYPE_DIRECTORY, FILE_TYPE_FILE, FILE_TYPE_LINK,
    FileIds, LOCK_READ, LOCK_WRITE, ROOT_UNIQUE, ROOT_VNODE, RxafsFetchData64Reply,
    RxafsStoreData64Reply, RxafsStoreDataReply, STORE_MODE, StoreVolumeStatus,
};
use rxrpc_sync::AbortCode;
use rxrpc_xdr::Text;

use super::callbacks::Manner;
use super::clients::{Client, Clients, call, ok, refused, same};
use super::scene::{ROOT, Scene, add_case};
use super::split::{Split, start, transfer};
use crate::interop::front_ends::FrontEnd;
use crate::interop::lanes::{Lane, Seen};
use xtask::programs::failure::{Failure, require};

const PEER: &str = "fileserver";

/// Bytes of a file's data: nothing, one byte, some packets, some windows.
pub(super) const LENGTHS: [usize; 4] = [0, 1, 70_000, (5 << 20) + 3];

/// The cases of both front ends, one after the other: some need what others have made.
pub(super) fn lane(scene: &Scene) -> Lane {
    let mut lane = Lane::default();
    for front_end in FrontEnd::BOTH {
        let mut add = |name, run| add_case(&mut lane, scene, front_end, PEER, name, run);
        add("the server asks who the client is", greeting);
        add("clients that answer as older ones did, and with refusals", strangers);
        add("the server and the volume", server);
        add("files, directories and links are made, changed and removed", files);
        add("data of every length is stored and fetched, with 64 bits", data64);
        add("data is stored and fetched, with 32 bits", data32);
        add("locks", locks);
        add("promises are broken and given up", promises);
        add("nobody changes what is only read", refusals);
        add("an administrator stores and fetches data", administrator);
    }
    // What the server knows of a client is of no use to others after that.
    for front_end in FrontEnd::BOTH {
        add_case(&mut lane, scene, front_end, PEER, "a client comes from another port", moved);
    }
    lane
}

fn root(scene: &Scene) -> AfsFid {
    let number = |number: i32| number.cast_unsigned();
    AfsFid { volume: scene.root, vnode: number(ROOT_VNODE), unique: number(ROOT_UNIQUE) }
}

pub(super) fn text<const MAX: usize>(text: &str) -> Text<MAX> {
    text.into()
}

pub(super) fn mode(bits: u32) -> AfsStoreStatus {
    AfsStoreStatus { mask: STORE_MODE, unix_mode_bits: bits, ..Default::default() }
}

/// The front end's own directory, which is made if there is none.
fn home(of: &Clients, scene: &Scene) -> Result<AfsFid, Failure> {
    let name = of.front_end().name();
    let home = scene.homes[of.front_end() as usize].get();
    if let Some(home) = home {
        return Ok(home.clone());
    }
    let made = ok!(of, fs.make_dir(root(scene), text(name), mode(0o755)))?;
    Ok(scene.homes[of.front_end() as usize].get_or_init(|| made.fid).clone())
}

pub(super) fn new_file(of: &Clients, dir: &AfsFid, name: &str) -> Result<AfsFid, Failure> {
    Ok(ok!(of, fs.create_file(dir.clone(), text(name), mode(0o644)))?.fid)
}

fn greeting(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    let status = ok!(of, fs.fetch_status(root(scene)))?;
    same("the type of the root", &status.status.file_type, &FILE_TYPE_DIRECTORY)?;
    same("whose parent it is", &status.status.parent_vnode, &1)?;
    require!(status.status.link_count >= 2 && status.callback.expiration_time > 0, "{status:?}");
    let (asked, void) = scene.told[front_end as usize].greetings();
    require!(asked >= 1 && void >= 1, "asked {asked} times, told {void} times");
    Ok(format!("asked {asked} times, promises void {void} times, {:?}", status.callback))
}

fn strangers(scene: &Scene, front_end: FrontEnd) -> Seen {
    let (of, (told, _answering)) = scene.stranger(front_end, Manner::Old)?;
    ok!(of, fs.fetch_status(root(scene)))?;
    let greetings = told.greetings();
    require!(greetings.0 >= 1 && greetings.1 >= 1, "{greetings:?}");
    // What is no code of AFS's own, it is told as the server's system numbers it.
    let home = home(scene.nobody(front_end), scene)?;
    refused!(of, AbortCode(2), fs.remove_file(home, text("not there")))?;
    let (of, _answering) = scene.stranger(front_end, Manner::Dumb)?;
    refused!(of, AbortCode::RX_CALL_DEAD, fs.fetch_status(root(scene)))?;
    Ok(format!("asked and told {greetings:?} times; who answers nothing is told -1"))
}

fn server(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    let volume = scene.root.cast_signed();
    let time = ok!(of, fs.get_time())?;
    require!(time.sec > 1_700_000_000 && time.usec < 1_000_000, "{time:?}");
    let capabilities = ok!(of, fs.get_capabilities())?;
    require!(!capabilities.is_empty() && capabilities[0] & 1 != 0, "{capabilities:?}");
    let status = ok!(of, fs.get_volume_status(volume))?;
    same("its number", &status.status.vid, &volume)?;
    same("its name", &status.name, &ROOT)?;
    require!(status.status.online != 0 && status.status.max_quota > 0, "{status:?}");
    // The server asks the volume location service at its own host, which is one of ours here.
    let info = ok!(of, fs.get_volume_info(text(ROOT)))?;
    require!(info.words.contains(&scene.root), "{info:?}");
    ok!(of, fs.get_statistics())?;
    let wide = ok!(of, fs.get_statistics64(16))?;
    require!(!wide.is_empty() && wide.len() <= 16, "{wide:?}");
    let version = ok!(of, fs.x_stats_version())?;
    let statistics = ok!(of, fs.get_x_stats(version, 2))?;
    require!(!statistics.statistics.is_empty(), "{statistics:?}");
    refused!(of, AbortCode(122), fs.get_root_volume())?;
    refused!(of, AbortCode(22), fs.lookup(root(scene), text("a")))?;
    let bad = AfsFid { vnode: 99_999, ..root(scene) };
    refused!(of, VNOVNODE, fs.fetch_status(bad))?;
    let bad = AfsFid { volume: 4_000_000_000, ..root(scene) };
    refused!(of, VNOVOL, fs.fetch_status(bad))?;
    Ok(format!("{capabilities:?}, {:?}, {wide:?}", status.status))
}

fn files(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    let home = home(of, scene)?;
    let file = new_file(of, &home, "a")?;
    refused!(of, UAEEXIST, fs.create_file(home.clone(), text("a"), mode(0o644)))?;
    let status = ok!(of, fs.fetch_status(file.clone()))?.status;
    same("its type", &status.file_type, &FILE_TYPE_FILE)?;
    same("its mode", &(status.unix_mode_bits & 0o777), &0o644)?;
    same("its directory", &status.parent_vnode, &home.vnode)?;
    let changed = ok!(of, fs.store_status(file.clone(), mode(0o600)))?.status;
    same("its new mode", &(changed.unix_mode_bits & 0o777), &0o600)?;
    let linked = ok!(of, fs.link(home.clone(), text("b"), file.clone()))?;
    same("its links", &linked.status.link_count, &2)?;
    let link = ok!(of, fs.symlink(home.clone(), text("l"), text("a/target"), mode(0o755)))?;
    same("a link's type", &link.status.file_type, &FILE_TYPE_LINK)?;
    same("a link's target", &fetched(of, &link.fid, 0, 100)?.0, &b"a/target".to_vec())?;
    let sub = ok!(of, fs.make_dir(home.clone(), text("sub"), mode(0o755)))?.fid;
    // What has two names stays in its directory.
    refused!(of, UAEXDEV, fs.rename(home.clone(), text("a"), sub.clone(), text("c")))?;
    ok!(of, fs.remove_file(home.clone(), text("b")))?;
    ok!(of, fs.rename(home.clone(), text("a"), sub.clone(), text("c")))?;
    refused!(of, UAENOENT, fs.remove_file(home.clone(), text("a")))?;
    refused!(of, UAEEXIST, fs.remove_dir(home.clone(), text("sub")))?;
    let several = FileIds::from(vec![home.clone(), sub.clone(), link.fid.clone()]);
    let statuses = ok!(of, fs.bulk_status(several.clone()))?.statuses;
    let types: Vec<_> = statuses.iter().map(|status| status.file_type).collect();
    let wanted = vec![FILE_TYPE_DIRECTORY, FILE_TYPE_DIRECTORY, FILE_TYPE_LINK];
    same("their types", &types, &wanted)?;
    let inline = ok!(of, fs.inline_bulk_status(several))?.statuses;
    require!(inline.iter().all(|status| status.error_code == 0), "{inline:?}");
    let (directory, status) = fetched(of, &home, 0, 1 << 20)?;
    require!(!directory.is_empty() && directory.len() % 2048 == 0, "{} bytes", directory.len());
    same("the type of what they are of", &status.status.file_type, &FILE_TYPE_DIRECTORY)?;
    ok!(of, fs.remove_file(sub.clone(), text("c")))?;
    let left = ok!(of, fs.remove_dir(home.clone(), text("sub")))?;
    same("the links of the directory", &left.dir_status.link_count, &2)?;
    let acl = ok!(of, fs.fetch_acl(home.clone()))?;
    let list = String::from_utf8_lossy(&acl.acl).into_owned();
    require!(list.contains("system:anyuser"), "{list}");
    Ok(format!("access list {list:?}, status {changed:?}"))
}

/// What looks random, and is the same each time.
pub(super) fn bytes(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_u32;
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_be_bytes()[0]
    };
    (0..length).map(next).collect()
}

/// Data of a file, and what is told of it.
fn fetched(
    of: &Clients,
    fid: &AfsFid,
    from: i64,
    length: i64,
) -> Result<(Vec<u8>, RxafsFetchData64Reply), Failure> {
    transfer!(of, fs.fetch_data64(fid.clone(), from, length), |call: &mut Split<
        RxafsFetchData64Reply,
    >|
     -> Result<Vec<u8>, Failure> {
        let mut length = [0; 8];
        call.read_exact(&mut length)?;
        let mut data = vec![0; usize::try_from(u64::from_be_bytes(length))?];
        call.read_exact(&mut data)?;
        Ok(data)
    })
}

/// Puts data into a file, which ends with it.
pub(super) fn stored(
    of: &Clients,
    fid: &AfsFid,
    from: usize,
    data: &[u8],
) -> Result<RxafsStoreData64Reply, Failure> {
    let (at, length) = (u64::try_from(from)?, u64::try_from(data.len())?);
    let nothing = AfsStoreStatus::default();
    let (_, reply) = transfer!(
        of,
        fs.store_data64(fid.clone(), nothing, at, length, at + length),
        |call: &mut Split<RxafsStoreData64Reply>| call.write_all(data)
    )?;
    Ok(reply)
}

fn data64(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    let home = home(of, scene)?;
    let file = new_file(of, &home, "data")?;
    for length in LENGTHS {
        let data = bytes(length);
        let status = stored(of, &file, 0, &data)?.status;
        same("the length", &status.full_length(), &u64::try_from(length)?)?;
        let (back, reply) = fetched(of, &file, 0, i64::try_from(length)?)?;
        require!(back == data, "{} bytes of {length} came back, or others", back.len());
        same("the status", &reply.status.full_length(), &status.full_length())?;
    }
    // A part, what goes over the end, and what is behind it.
    let all = bytes(LENGTHS[3]);
    let end = LENGTHS[3] - 10;
    same("a part", &fetched(of, &file, 100, 1000)?.0, &all[100..1100].to_vec())?;
    same("the end", &fetched(of, &file, i64::try_from(end)?, 1000)?.0, &all[end..].to_vec())?;
    same("behind it", &fetched(of, &file, 1 << 40, 1000)?.0.len(), &0)?;
    // Some more, over the end.
    let more = bytes(3000);
    let status = stored(of, &file, end, &more)?.status;
    same("the length", &status.full_length(), &u64::try_from(end + 3000)?)?;
    same("what is there now", &fetched(of, &file, i64::try_from(end)?, 3000)?.0, &more)?;
    ok!(of, fs.remove_file(home, text("data")))?;
    Ok(format!("{LENGTHS:?} bytes there and back"))
}

fn data32(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    let home = home(of, scene)?;
    let file = new_file(of, &home, "small")?;
    let data = bytes(70_000);
    let length = u32::try_from(data.len())?;
    let nothing = AfsStoreStatus::default();
    transfer!(of, fs.store_data(file.clone(), nothing, 0, length, length), |call: &mut Split<
        RxafsStoreDataReply,
    >| call
        .write_all(&data))?;
    let (back, reply) =
        transfer!(of, fs.fetch_data(file, 0, 1 << 20), |call: &mut Split<
            rxrpc_afs::fs::RxafsFetchDataReply,
        >|
         -> Result<Vec<u8>, Failure> {
            let mut length = [0; 4];
            call.read_exact(&mut length)?;
            let mut data = vec![0; usize::try_from(u32::from_be_bytes(length))?];
            call.read_exact(&mut data)?;
            Ok(data)
        })?;
    require!(back == data, "{} bytes came back, or others", back.len());
    same("the length", &reply.status.full_length(), &u64::from(length))?;
    ok!(of, fs.remove_file(home, text("small")))?;
    Ok(format!("{length} bytes there and back"))
}

fn locks(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    let home = home(of, scene)?;
    let file = new_file(of, &home, "locked")?;
    ok!(of, fs.set_lock(file.clone(), LOCK_WRITE))?;
    refused!(of, AGAIN, fs.set_lock(file.clone(), LOCK_READ))?;
    ok!(of, fs.extend_lock(file.clone()))?;
    ok!(of, fs.release_lock(file.clone()))?;
    ok!(of, fs.set_lock(file.clone(), LOCK_READ))?;
    let status = ok!(of, fs.fetch_status(file.clone()))?.status;
    same("how often it is locked", &status.lock_count, &1)?;
    ok!(of, fs.release_lock(file))?;
    ok!(of, fs.remove_file(home, text("locked")))?;
    Ok("written, read, free again".into())
}

/// Somebody else has the lock.
const AGAIN: AbortCode = rxrpc_afs::errors::UAEAGAIN;

fn promises(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    let other = match front_end {
        FrontEnd::Sync => FrontEnd::Async,
        FrontEnd::Async => FrontEnd::Sync,
    };
    let home = home(of, scene)?;
    let file = new_file(of, &home, "shared")?;
    let status = ok!(of, fs.fetch_status(file.clone()))?;
    require!(status.callback.expiration_time > 0, "{:?}", status.callback);
    // Whoever changes a file himself is not told, the others are.
    stored(scene.nobody(other), &file, 0, b"new")?;
    scene.told[front_end as usize].wait_until_broken(&file)?;
    let status = ok!(of, fs.fetch_status(file.clone()))?;
    same("the new length", &status.status.length, &3)?;
    let given_up = (FileIds::from(vec![file]), vec![status.callback].into());
    ok!(of, fs.give_up_call_backs(given_up.0, given_up.1))?;
    ok!(of, fs.give_up_all_call_backs())?;
    ok!(of, fs.remove_file(home, text("shared")))?;
    Ok(format!("broken when {} wrote", other.name()))
}

fn refusals(scene: &Scene, front_end: FrontEnd) -> Seen {
    const NO: AbortCode = UAEACCES;
    let of = scene.nobody(front_end);
    let home = home(of, scene)?;
    let file = new_file(of, &home, "kept")?;
    stored(of, &file, 0, b"kept")?;
    let read_only = AccessList::from(&b"1\n0\nsystem:anyuser\t9\n\0"[..]);
    refused!(of, AbortCode::RXGEN_OPCODE, fs.store_acl(home.clone(), read_only.clone()))?;
    ok!(of, fs.old_store_acl(home.clone(), read_only.clone()))?;
    let dir = || home.clone();
    let name = || text("mine");
    refused!(of, NO, fs.create_file(dir(), name(), mode(0o644)))?;
    refused!(of, NO, fs.make_dir(dir(), name(), mode(0o755)))?;
    refused!(of, NO, fs.symlink(dir(), name(), text("a"), mode(0o755)))?;
    refused!(of, NO, fs.link(dir(), name(), file.clone()))?;
    refused!(of, NO, fs.remove_file(dir(), text("kept")))?;
    refused!(of, NO, fs.remove_dir(dir(), text("kept")))?;
    refused!(of, NO, fs.rename(dir(), text("kept"), dir(), name()))?;
    refused!(of, NO, fs.store_status(file.clone(), mode(0o777)))?;
    refused!(of, NO, fs.set_lock(file.clone(), LOCK_WRITE))?;
    refused!(of, UAEINVAL, fs.extend_lock(file.clone()))?;
    ok!(of, fs.release_lock(file.clone()))?;
    refused!(of, NO, fs.old_store_acl(dir(), read_only))?;
    let quota = StoreVolumeStatus { mask: 2, min_quota: 0, max_quota: 1 };
    let volume = scene.root.cast_signed();
    let none = || text("");
    refused!(of, NO, fs.set_volume_status(volume, quota, text(""), none(), none()))?;
    let nothing = AfsStoreStatus::default;
    let store = start!(of, fs.store_data64(file.clone(), nothing(), 0, 1, 1))?;
    of.must_refuse(NO, "fs", "store_data64", store.results().map(drop))?;
    let store = start!(of, fs.store_data(file.clone(), nothing(), 0, 1, 1))?;
    of.must_refuse(NO, "fs", "store_data", store.results().map(drop))?;
    same("what can be read still", &fetched(of, &file, 0, 100)?.0, &b"kept".to_vec())?;
    Ok("UAEACCES each time".into())
}

fn administrator(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.administrator(front_end);
    let home = home(scene.nobody(front_end), scene)?;
    // What the access list does not give him, he can give himself.
    refused!(of, UAEACCES, fs.create_file(home.clone(), text("secret"), mode(0o644)))?;
    let open = AccessList::from(&b"1\n0\nsystem:anyuser\t127\n\0"[..]);
    ok!(of, fs.old_store_acl(home.clone(), open))?;
    let file = new_file(of, &home, "secret")?;
    for length in LENGTHS {
        let data = bytes(length);
        stored(of, &file, 0, &data)?;
        let (back, _) = fetched(of, &file, 0, i64::try_from(length)?)?;
        require!(back == data, "{} bytes of {length} came back, or others", back.len());
    }
    ok!(of, fs.remove_file(home, text("secret")))?;
    let quota = StoreVolumeStatus { mask: 2, min_quota: 0, max_quota: 100_000 };
    let volume = scene.root.cast_signed();
    ok!(of, fs.set_volume_status(volume, quota, text(""), text(""), text("")))?;
    let status = ok!(of, fs.get_volume_status(volume))?;
    same("the quota", &status.status.max_quota, &100_000)?;
    Ok(format!("{LENGTHS:?} bytes there and back, encrypted"))
}

fn moved(scene: &Scene, front_end: FrontEnd) -> Seen {
    let (of, (told, _answering)) = scene.stranger(front_end, Manner::New)?;
    ok!(of, fs.fetch_status(root(scene)))?;
    ok!(scene.nobody(front_end), fs.fetch_status(root(scene)))?;
    let greetings = told.greetings();
    require!(greetings.0 >= 1, "{greetings:?}");
    Ok(format!("asked and told {greetings:?} times"))
}
