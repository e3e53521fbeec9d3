//! Clients of the vlserver.

use std::time::{SystemTime, UNIX_EPOCH};

use rxrpc_afs::errors::{VL_BADNAME, VL_BADSERVER, VL_NOENT, VL_PERM};
use rxrpc_afs::vl::{
    ListAddrByAttributes, Nvldbentry, VL_ANY, VL_BY_INDEX, VL_BY_UUID, VL_BY_VOLUME, VL_RW,
    VLF_RWEXISTS, VLSF_RWVOL, VLSF_UUID, VlAddresses, VldbListByAttributes, VldbUpdateEntry,
    Vldbentry,
};
use rxrpc_xdr::{AfsUuid, Chars};

use super::clients::{Client, Clients, call, ok, refused, same};
use super::scene::{ROOT, Scene, add_case};
use crate::interop::front_ends::FrontEnd;
use crate::interop::lanes::{Lane, Seen};
use xtask::programs::failure::{Failure, require};

const PEER: &str = "vlserver";
/// No volume has this number.
const NO_VOLUME: u32 = 4_000_000_000;
/// 127.1.0.1.
const SERVER: i32 = 0x7f01_0001;
/// Of a server that has registered itself, `VL_GetAddrs` gives no address but what to ask `VL_GetAddrsU` for: its place in
/// the list of such servers is in the lowest bits.
const SERVER_BY_INDEX: u32 = 0xff00_0001;

/// The cases of both front ends, one after the other: who reads all entries is not to find some of others that go.
pub(super) fn lane(scene: &Scene) -> Lane {
    let mut lane = Lane::default();
    for front_end in FrontEnd::BOTH {
        let mut add = |name, run| add_case(&mut lane, scene, front_end, PEER, name, run);
        add("entries of a volume, in all forms", entries);
        add("lists of entries", lists);
        add("statistics and addresses", addresses);
        add("nobody changes anything", refusals);
        add("an administrator adds, changes and removes an entry", changes);
        add("an administrator registers a server and gives it another address", servers);
    }
    lane
}

fn entries(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    let by_id = ok!(of, vl.get_entry_by_id(scene.root, VL_ANY))?;
    same("the name", &by_id.name, &ROOT)?;
    same("the sites", &by_id.n_servers, &1)?;
    same("the server", &by_id.server_number[0], &SERVER)?;
    same("the partition", &by_id.server_partition[0], &scene.partition)?;
    same("the site's flags", &by_id.server_flags[0], &VLSF_RWVOL)?;
    same("the numbers", &by_id.volume_id[0], &scene.root)?;
    require!(by_id.flags & VLF_RWEXISTS != 0, "flags {:#x}", by_id.flags);
    same("by its name", &ok!(of, vl.get_entry_by_name_o(ROOT.into()))?, &by_id)?;
    let number = scene.root.to_string();
    let wide = ok!(of, vl.get_entry_by_idn(scene.root, VL_RW))?;
    same("by its number as a name", &ok!(of, vl.get_entry_by_name_n(number.into()))?, &wide)?;
    same("the server", &wide.server_number[0], &SERVER)?;
    same("the numbers", &wide.volume_id, &by_id.volume_id)?;
    let with_uuids = ok!(of, vl.get_entry_by_name_u(ROOT.into()))?;
    same("the flags", &with_uuids.server_flags[0], &(VLSF_RWVOL | VLSF_UUID))?;
    let uuid = with_uuids.server_number[0];
    let mut by_uuid = ListAddrByAttributes::default();
    (by_uuid.mask, by_uuid.uuid) = (VL_BY_UUID, uuid);
    let server = ok!(of, vl.get_addrs_u(by_uuid))?;
    same("the server's UUID", &server.uuid, &uuid)?;
    same("the server's addresses", &*server.addrs, &vec![SERVER.cast_unsigned()])?;
    refused!(of, VL_NOENT, vl.get_entry_by_id(NO_VOLUME, VL_ANY))?;
    refused!(of, VL_NOENT, vl.get_entry_by_idn(NO_VOLUME, VL_ANY))?;
    refused!(of, VL_NOENT, vl.get_entry_by_name_o("no.such.volume".into()))?;
    refused!(of, VL_NOENT, vl.get_entry_by_name_n("no.such.volume".into()))?;
    refused!(of, VL_NOENT, vl.get_entry_by_name_u("no.such.volume".into()))?;
    Ok(format!("{ROOT} is {} on {uuid}", scene.root))
}

/// The attributes of one volume.
fn only(volume: u32) -> VldbListByAttributes {
    VldbListByAttributes {
        mask: VL_BY_VOLUME.cast_unsigned(),
        volumeid: volume,
        ..Default::default()
    }
}

fn lists(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    let by_id = call!(of, vl.get_entry_by_id(scene.root, VL_ANY))?;
    let wide = call!(of, vl.get_entry_by_idn(scene.root, VL_ANY))?;
    let found = ok!(of, vl.list_attributes(only(scene.root)))?;
    same("by attributes", &*found.entries, &vec![by_id.clone()])?;
    let found = ok!(of, vl.list_attributes_n(only(scene.root)))?;
    same("how many", &found.n, &1)?;
    let [ref only_one] = (*found.entries)[..] else { return Err(Failure::new("not one entry")) };
    same("by attributes", &only_one.volume_id, &wide.volume_id)?;
    let all = VldbListByAttributes::default;
    refused!(of, VL_PERM, vl.list_attributes_n2(all(), "root.*".into(), 0))?;
    let found = ok!(of, vl.list_attributes_n2(all(), "".into(), 0))?;
    let named: Vec<String> = found.entries.iter().map(|entry| entry.name.to_string()).collect();
    require!(named.contains(&ROOT.to_owned()), "there are {named:?}");
    let found = ok!(of, vl.linked_list(only(scene.root)))?;
    let linked: Vec<_> = found.entries.iter().map(|link| &link.entry).collect();
    same("by links", &linked, &vec![&by_id])?;
    let (mut at, mut names) = (0, Vec::new());
    loop {
        let listed = ok!(of, vl.list_entry(at))?;
        let wide = ok!(of, vl.list_entry_n(at))?;
        if listed.next_index == 0 || listed.next_index == -1 {
            break;
        }
        same("the same index", &wide.entry.name.to_string(), &listed.entry.name.to_string())?;
        names.push(listed.entry.name.to_string());
        at = listed.next_index;
        require!(names.len() < 100, "the list has no end");
    }
    require!(names.contains(&ROOT.to_owned()), "one by one: {names:?}");
    Ok(format!("{} entries one by one", names.len()))
}

fn addresses(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    ok!(of, vl.probe_server())?;
    let stats = ok!(of, vl.get_stats())?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let age = now.checked_sub(stats.stats.start_time.into());
    require!(age.is_some_and(|age| age < 600), "started at {}", stats.stats.start_time);
    let addresses = ok!(of, vl.get_addrs(0, 0))?;
    require!(addresses.addrs.contains(&SERVER_BY_INDEX), "{:x?}", addresses.addrs);
    let mut first = ListAddrByAttributes::default();
    (first.mask, first.index) = (VL_BY_INDEX, 1);
    let server = ok!(of, vl.get_addrs_u(first))?;
    same("the first server", &*server.addrs, &vec![SERVER.cast_unsigned()])?;
    let mut unknown = ListAddrByAttributes::default();
    (unknown.mask, unknown.uuid) = (VL_BY_UUID, AfsUuid([9; 16]));
    refused!(of, VL_NOENT, vl.get_addrs_u(unknown))?;
    Ok(format!("up for {} s, server {}", age.unwrap_or_default(), server.uuid))
}

fn refusals(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    let (name, volume) = (name(of), scene.root);
    refused!(of, VL_PERM, vl.create_entry(small(&name, volume, scene)?))?;
    refused!(of, VL_PERM, vl.create_entry_n(wide(&name, volume, scene)?))?;
    refused!(of, VL_PERM, vl.delete_entry(volume, VL_RW))?;
    refused!(of, VL_PERM, vl.get_new_volume_id(1))?;
    refused!(of, VL_PERM, vl.replace_entry(volume, VL_RW, small(&name, volume, scene)?, 0))?;
    refused!(of, VL_PERM, vl.replace_entry_n(volume, VL_RW, wide(&name, volume, scene)?, 0))?;
    refused!(of, VL_PERM, vl.update_entry(volume, VL_RW, VldbUpdateEntry::default(), 0))?;
    let nothing = VldbUpdateEntry::default();
    refused!(of, VL_PERM, vl.update_entry_by_name(ROOT.into(), nothing, 0))?;
    refused!(of, VL_PERM, vl.set_lock(volume, VL_RW, MOVE))?;
    refused!(of, VL_PERM, vl.release_lock(volume, VL_RW, 0))?;
    refused!(of, VL_PERM, vl.change_addr(SERVER.cast_unsigned(), 0x0a00_0001))?;
    let addresses = VlAddresses::from(vec![0x0a00_0001]);
    refused!(of, VL_PERM, vl.register_addrs(AfsUuid([7; 16]), 0, addresses))?;
    Ok("VL_PERM each time".into())
}

/// Operation of a lock: the volume is moved.
const MOVE: i32 = 0x10;
/// Ways of unlocking: all of a lock, its operation, who has it.
const ALL_OF_LOCK: i32 = 1 | 2 | 4;
/// Of an update: the number of the backup counts.
const UPDATE_BACKUP: u32 = 0x0010;

fn name(of: &Clients) -> String {
    format!("made.{}", of.front_end().name())
}

fn small(name: &str, volume: u32, scene: &Scene) -> Result<Vldbentry, Failure> {
    let mut entry = Vldbentry { name: Chars::new(name)?, n_servers: 1, ..Default::default() };
    entry.server_number[0] = SERVER;
    entry.server_partition[0] = scene.partition;
    entry.server_flags[0] = VLSF_RWVOL;
    entry.volume_id = [volume, volume + 1, volume + 2];
    entry.flags = VLF_RWEXISTS;
    Ok(entry)
}

fn wide(name: &str, volume: u32, scene: &Scene) -> Result<Nvldbentry, Failure> {
    let mut entry = Nvldbentry { name: Chars::new(name)?, n_servers: 1, ..Default::default() };
    entry.server_number[0] = SERVER;
    entry.server_partition[0] = scene.partition;
    entry.server_flags[0] = VLSF_RWVOL;
    entry.volume_id = [volume, volume + 1, volume + 2];
    entry.flags = VLF_RWEXISTS;
    Ok(entry)
}

fn changes(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.administrator(front_end);
    let name = name(of);
    let volume = ok!(of, vl.get_new_volume_id(10))?;
    let entry = small(&name, volume, scene)?;
    ok!(of, vl.create_entry(entry.clone()))?;
    same("what was added", &ok!(of, vl.get_entry_by_id(volume, VL_RW))?, &entry)?;
    ok!(of, vl.set_lock(volume, VL_RW, MOVE))?;
    ok!(of, vl.release_lock(volume, VL_RW, ALL_OF_LOCK))?;
    let mut other = entry.clone();
    other.volume_id[2] = volume + 3;
    ok!(of, vl.replace_entry(volume, VL_RW, other.clone(), 0))?;
    same("what was put in its place", &call!(of, vl.get_entry_by_id(volume, VL_RW))?, &other)?;
    let update =
        VldbUpdateEntry { mask: UPDATE_BACKUP, backup_id: volume + 4, ..Default::default() };
    ok!(of, vl.update_entry(volume, VL_RW, update.clone(), 0))?;
    let again = VldbUpdateEntry { backup_id: volume + 5, ..update };
    ok!(of, vl.update_entry_by_name(name.as_str().into(), again, 0))?;
    let found = call!(of, vl.get_entry_by_id(volume, VL_RW))?;
    same("the backup's number", &found.volume_id[2], &(volume + 5))?;
    ok!(of, vl.delete_entry(volume, VL_RW))?;
    refused!(of, VL_NOENT, vl.get_entry_by_id(volume, VL_RW))?;
    let entry = wide(&name, volume + 6, scene)?;
    ok!(of, vl.create_entry_n(entry.clone()))?;
    ok!(of, vl.replace_entry_n(volume + 6, VL_RW, entry.clone(), 0))?;
    let found = ok!(of, vl.get_entry_by_name_n(name.as_str().into()))?;
    same("what was added", &found.volume_id, &entry.volume_id)?;
    let bad = wide("not/a/name", volume + 9, scene)?;
    refused!(of, VL_BADNAME, vl.create_entry_n(bad))?;
    ok!(of, vl.delete_entry(volume + 6, VL_RW))?;
    refused!(of, VL_NOENT, vl.delete_entry(volume + 6, VL_RW))?;
    Ok(format!("{name} was {volume}, then {}", volume + 6))
}

fn servers(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.administrator(front_end);
    let number = match front_end {
        FrontEnd::Sync => 1_u8,
        FrontEnd::Async => 2,
    };
    let address = |net: u32| net + u32::from(number);
    let (registered, before, after) =
        (address(0x0a00_0100), address(0x0a00_0200), address(0x0a00_0300));
    let uuid = AfsUuid([number; 16]);
    ok!(of, vl.register_addrs(uuid, 0, VlAddresses::from(vec![registered])))?;
    let mut by_uuid = ListAddrByAttributes::default();
    (by_uuid.mask, by_uuid.uuid) = (VL_BY_UUID, uuid);
    same("its addresses", &*ok!(of, vl.get_addrs_u(by_uuid))?.addrs, &vec![registered])?;
    // Addresses of such a server are changed by itself alone.
    refused!(of, VL_NOENT, vl.change_addr(registered, after))?;
    refused!(of, VL_BADSERVER, vl.change_addr(registered, u32::MAX))?;
    ok!(of, vl.change_addr(u32::MAX, registered))?;
    // Others become known with the first volume there.
    let volume = ok!(of, vl.get_new_volume_id(3))?;
    let mut entry = small(&format!("{}.there", name(of)), volume, scene)?;
    entry.server_number[0] = before.cast_signed();
    ok!(of, vl.create_entry(entry))?;
    let known = || Ok::<_, Failure>(call!(of, vl.get_addrs(0, 0))?.addrs);
    require!(known()?.contains(&before), "{:x?}", known()?);
    ok!(of, vl.change_addr(before, after))?;
    let moved = call!(of, vl.get_entry_by_id(volume, VL_RW))?;
    same("where the volume is", &moved.server_number[0], &after.cast_signed())?;
    ok!(of, vl.delete_entry(volume, VL_RW))?;
    ok!(of, vl.change_addr(u32::MAX, after))?;
    require!(!known()?.contains(&after), "{:x?}", known()?);
    Ok(format!("{uuid} came, {before:#x} moved to {after:#x} and went"))
}
