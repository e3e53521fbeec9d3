//! Clients of the ptserver.

use rxrpc_afs::errors::{PREXIST, PRNOENT, PRPERM};
use rxrpc_afs::pr::{
    PR_ADMINISTRATORS, PR_ANONYMOUS, PR_ANYUSER, PR_AUTHUSER, PR_GROUP, PR_USER, PrIds, PrNames,
    PrUpdateEntry,
};
use rxrpc_xdr::Chars;

use super::clients::{Client, call, ok, refused, same};
use super::scene::{Scene, add_case};
use crate::interop::front_ends::FrontEnd;
use crate::interop::lanes::{Lane, Seen};
use xtask::programs::failure::{Failure, require};

const PEER: &str = "ptserver";
/// Nobody has this number.
const NOBODY: i32 = 4711;

/// The cases, in their order.
pub(super) fn lane(scene: &Scene, front_end: FrontEnd) -> Lane {
    let mut lane = Lane::default();
    let mut add = |name, run| add_case(&mut lane, scene, front_end, PEER, name, run);
    add("names and numbers", names);
    add("users, groups and whose rights they have", rights);
    add("nobody changes anything", refusals);
    add("an administrator makes users and groups, changes and removes them", changes);
    lane
}

fn chars(name: &str) -> Result<Chars<64>, Failure> {
    Ok(Chars::new(name)?)
}

fn names(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    let names = [chars("system:administrators")?, chars("anonymous")?, chars("no-such-name")?];
    let ids = ok!(of, pr.name_to_id(PrNames::from(names.to_vec())))?;
    same("their numbers", &*ids, &vec![PR_ADMINISTRATORS, PR_ANONYMOUS, PR_ANONYMOUS])?;
    let ids = vec![PR_ADMINISTRATORS, PR_ANYUSER, PR_AUTHUSER, NOBODY];
    let names = ok!(of, pr.id_to_name(PrIds::from(ids)))?;
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let wanted = ["system:administrators", "system:anyuser", "system:authuser", "4711"];
    same("their names", &names, &wanted)?;
    let none = ok!(of, pr.name_to_id(PrNames::default()))?;
    require!(none.is_empty(), "{none:?} for no name");
    let most = ok!(of, pr.list_max())?;
    require!(most.uid >= 0 && most.gid < 0, "{most:?}");
    Ok(format!("users to {}, groups to {}", most.uid, most.gid))
}

fn rights(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    let entry = ok!(of, pr.list_entry(PR_ANONYMOUS))?;
    same("its name", &entry.name, &"anonymous")?;
    same("its number", &entry.id, &PR_ANONYMOUS)?;
    let whose = ok!(of, pr.get_cps(PR_ANONYMOUS))?;
    same("whose rights", &*whose.list, &vec![PR_ANYUSER, PR_ANONYMOUS])?;
    let at = ok!(of, pr.get_cps2(PR_ANONYMOUS, 0x7f01_0001))?;
    same("whose rights at a host", &*at.list, &vec![PR_ANYUSER, PR_ANONYMOUS])?;
    let host = ok!(of, pr.get_host_cps(0x7f01_0001))?;
    require!(host.list.is_empty(), "a host that is not listed gives {:?}", host.list);
    let members = ok!(of, pr.list_elements(PR_ANONYMOUS))?;
    require!(members.list.is_empty(), "anonymous is in {:?}", members.list);
    let super_groups = ok!(of, pr.list_super_groups(PR_ADMINISTRATORS))?;
    require!(super_groups.list.is_empty(), "administrators are in {:?}", super_groups.list);
    refused!(of, PRNOENT, pr.list_entry(NOBODY))?;
    refused!(of, PRNOENT, pr.where_is_it(NOBODY))?;
    refused!(of, PRNOENT, pr.is_a_member_of(NOBODY, PR_ADMINISTRATORS))?;
    Ok(format!("{entry:?}"))
}

fn refusals(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.nobody(front_end);
    let admin = PR_ADMINISTRATORS;
    refused!(of, PRPERM, pr.i_new_entry("mallory".into(), 99, admin))?;
    refused!(of, PRPERM, pr.new_entry("mallory".into(), PR_USER, admin))?;
    refused!(of, PRPERM, pr.add_to_group(PR_ANONYMOUS, admin))?;
    refused!(of, PRPERM, pr.remove_from_group(PR_ANONYMOUS, admin))?;
    refused!(of, PRPERM, pr.delete(admin))?;
    refused!(of, PRPERM, pr.set_max(10_000, 0))?;
    refused!(of, PRPERM, pr.change_entry(admin, "mallory".into(), 0, 0))?;
    refused!(of, PRPERM, pr.set_fields_entry(admin, 1, 0, 0, 0, 0, 0))?;
    refused!(of, PRPERM, pr.update_entry(admin, "".into(), PrUpdateEntry::default()))?;
    refused!(of, PRPERM, pr.list_entries(USERS | GROUPS, 0))?;
    refused!(of, PRPERM, pr.list_owned(admin, 0))?;
    refused!(of, PRPERM, pr.dump_entry(0x1000))?;
    Ok("PRPERM each time".into())
}

/// Flags of `PR_ListEntries`.
const USERS: i32 = 1;
const GROUPS: i32 = 2;
/// Mask of `PR_SetFieldsEntry`: the quota of groups.
const GROUP_QUOTA: i32 = i32::MIN;

fn changes(scene: &Scene, front_end: FrontEnd) -> Seen {
    let of = scene.administrator(front_end);
    let name = |what: &str| format!("{what}-{}", front_end.name());
    let user = ok!(of, pr.new_entry(name("user").into(), PR_USER, 0))?;
    refused!(of, PREXIST, pr.new_entry(name("user").into(), PR_USER, 0))?;
    let group = ok!(of, pr.new_entry(name("group").into(), PR_GROUP, PR_ADMINISTRATORS))?;
    require!(user > 0 && group < 0, "user {user}, group {group}");
    let chosen = match front_end {
        FrontEnd::Sync => 7001,
        FrontEnd::Async => 9001,
    };
    ok!(of, pr.i_new_entry(name("chosen").into(), chosen, PR_ADMINISTRATORS))?;
    ok!(of, pr.add_to_group(user, group))?;
    ok!(of, pr.add_to_group(chosen, group))?;
    let mut members = ok!(of, pr.list_elements(group))?.list.0;
    members.sort_unstable();
    same("the members", &members, &vec![user.min(chosen), user.max(chosen)])?;
    same("a member", &ok!(of, pr.is_a_member_of(user, group))?, &1)?;
    let whose = ok!(of, pr.get_cps(user))?;
    require!(whose.list.contains(&group), "{user} has the rights of {:?}", whose.list);
    ok!(of, pr.remove_from_group(chosen, group))?;
    same("a member", &ok!(of, pr.is_a_member_of(chosen, group))?, &0)?;
    ok!(of, pr.set_fields_entry(user, GROUP_QUOTA, 0, 7, 0, 0, 0))?;
    let entry = ok!(of, pr.list_entry(user))?;
    same("the quota", &entry.ngroups, &7)?;
    same("in how many groups", &entry.count, &1)?;
    ok!(of, pr.change_entry(user, name("renamed").into(), 0, 0))?;
    let renamed = ok!(of, pr.id_to_name(PrIds::from(vec![user])))?;
    same("the name", &renamed[0].to_string(), &name("renamed"))?;
    let owned = ok!(of, pr.list_owned(PR_ADMINISTRATORS, 0))?;
    require!(owned.list.contains(&group), "system:administrators owns {:?}", owned.list);
    let listed = ok!(of, pr.list_entries(USERS | GROUPS, 0))?;
    let found = listed.entries.iter().find(|entry| entry.id == user);
    let found = found.ok_or_else(|| Failure::new("not in the list of all"))?;
    same("in the list of all", &found.name.to_string(), &name("renamed"))?;
    let at = ok!(of, pr.where_is_it(user))?;
    let stored = ok!(of, pr.dump_entry(at))?;
    same("what lies there", &stored.id, &user)?;
    let super_groups = ok!(of, pr.list_super_groups(group))?;
    require!(super_groups.list.is_empty(), "{group} is in {:?}", super_groups.list);
    let most = ok!(of, pr.list_max())?;
    ok!(of, pr.set_max(most.uid + 10, 0))?;
    let update = PrUpdateEntry { mask: 0, name: chars("")?, ..Default::default() };
    ok!(of, pr.update_entry(user, "".into(), update))?;
    for id in [user, chosen, group] {
        ok!(of, pr.delete(id))?;
        refused!(of, PRNOENT, pr.list_entry(id))?;
    }
    refused!(of, PRNOENT, pr.delete(user))?;
    Ok(format!("user {user}, group {group}, gone again"))
}
