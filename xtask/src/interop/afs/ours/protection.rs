//! A protection service in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rxrpc_afs::errors::{PRBADNAM, PREXIST, PRIDEXIST, PRNOENT, PRPERM};
use rxrpc_afs::pr::{
    self, PR_ADMINISTRATORS, PR_ANONYMOUS, PR_GROUP, PrIds, PrListElementsReply,
    PrListEntriesReply, PrListMaxReply, PrListOwnedReply, PrListSuperGroupsReply, PrNames,
    Prcheckentry, Prlist, Prlistentries,
};
use rxrpc_xdr::{Chars, Context, Refusal, Text};

use super::{LOCAL, serve};
use crate::interop::afs::clients::{Client, Clients, call};
use xtask::programs::failure::Failure;

/// Flags of `PR_ListEntries`.
const USERS: i32 = 1;
const GROUPS: i32 = 2;
/// Flags of what is made: others may see what it is.
const FLAGS: i32 = 128;
/// How many groups and users whoever is made may make.
const QUOTA: i32 = 20;

/// What there is.
#[derive(Clone)]
pub(super) struct Data {
    entries: Vec<Prlistentries>,
    /// Of groups.
    members: BTreeMap<i32, Vec<i32>>,
    /// Groups by their owner, those that were made last first.
    owned: BTreeMap<i32, Vec<i32>>,
    most: PrListMaxReply,
}

impl Data {
    /// Asks for all there is.
    pub(super) fn copy(of: &Clients) -> Result<Data, Failure> {
        let entries = call!(of, pr.list_entries(USERS | GROUPS, 0))?.entries.0;
        let (mut members, mut owned) = (BTreeMap::new(), BTreeMap::new());
        for entry in entries.iter().filter(|entry| entry.id < 0) {
            members.insert(entry.id, call!(of, pr.list_elements(entry.id))?.list.0);
        }
        for entry in &entries {
            owned.insert(entry.id, call!(of, pr.list_owned(entry.id, 0))?.list.0);
        }
        Ok(Data { entries, members, owned, most: call!(of, pr.list_max())? })
    }

    fn entry(&self, id: i32) -> Result<&Prlistentries, Refusal> {
        self.entries.iter().find(|entry| entry.id == id).ok_or(Refusal(PRNOENT))
    }

    fn entry_mut(&mut self, id: i32) -> Result<&mut Prlistentries, Refusal> {
        self.entries.iter_mut().find(|entry| entry.id == id).ok_or(Refusal(PRNOENT))
    }

    fn add(&mut self, name: &Text<64>, id: i32, owner: i32) -> Result<(), Refusal> {
        if self.entries.iter().any(|entry| entry.name[..] == **name) {
            return Err(Refusal(PREXIST));
        }
        if self.entry(id).is_ok() {
            return Err(Refusal(PRIDEXIST));
        }
        let owner = if owner == 0 { PR_ADMINISTRATORS } else { owner };
        let name = Chars::new(&**name).map_err(|_| Refusal(PRBADNAM))?;
        self.entries.push(Prlistentries {
            flags: FLAGS,
            id,
            owner,
            creator: PR_ADMINISTRATORS,
            ngroups: if id > 0 { QUOTA } else { 0 },
            nusers: if id > 0 { QUOTA } else { 0 },
            name,
            ..Default::default()
        });
        if id < 0 {
            self.members.insert(id, Vec::new());
            self.owned.entry(owner).or_default().insert(0, id);
        }
        self.most.uid = self.most.uid.max(id);
        self.most.gid = self.most.gid.min(id);
        Ok(())
    }

    /// The groups of a user, or the members of a group.
    fn elements(&self, id: i32) -> Vec<i32> {
        if let Some(members) = self.members.get(&id) {
            return members.clone();
        }
        let groups = self.members.iter().filter(|(_, members)| members.contains(&id));
        groups.map(|(group, _)| *group).collect()
    }

    fn count(&mut self) {
        let counts: Vec<_> =
            self.entries.iter().map(|entry| self.elements(entry.id).len()).collect();
        for (entry, count) in self.entries.iter_mut().zip(counts) {
            entry.count = i32::try_from(count).unwrap_or(i32::MAX);
        }
    }
}

/// What there is, and who may change it.
pub(super) struct Kept(Mutex<Data>);

impl Kept {
    fn data(&self) -> MutexGuard<'_, Data> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Of an administrator alone.
    fn changing(&self, context: &Context) -> Result<MutexGuard<'_, Data>, Refusal> {
        if context.identity() == Some(LOCAL) { Ok(self.data()) } else { Err(Refusal(PRPERM)) }
    }

    fn new_entry(
        &self,
        context: &Context,
        name: Text<64>,
        flag: i32,
        owner: i32,
    ) -> Result<i32, Refusal> {
        let mut data = self.changing(context)?;
        let id = if flag & PR_GROUP == 0 { data.most.uid + 1 } else { data.most.gid - 1 };
        data.add(&name, id, owner)?;
        Ok(id)
    }

    fn i_new_entry(
        &self,
        context: &Context,
        name: Text<64>,
        id: i32,
        owner: i32,
    ) -> Result<(), Refusal> {
        self.changing(context)?.add(&name, id, owner)
    }

    fn delete(&self, context: &Context, id: i32) -> Result<(), Refusal> {
        let mut data = self.changing(context)?;
        data.entry(id)?;
        data.entries.retain(|entry| entry.id != id);
        data.members.remove(&id);
        let Data { members, owned, .. } = &mut *data;
        for list in members.values_mut().chain(owned.values_mut()) {
            list.retain(|other| *other != id);
        }
        data.count();
        Ok(())
    }

    fn add_to_group(&self, context: &Context, uid: i32, gid: i32) -> Result<(), Refusal> {
        let mut data = self.changing(context)?;
        data.entry(uid)?;
        let members = data.members.get_mut(&gid).ok_or(Refusal(PRNOENT))?;
        if members.contains(&uid) {
            return Err(Refusal(PRIDEXIST));
        }
        members.push(uid);
        data.count();
        Ok(())
    }

    fn remove_from_group(&self, context: &Context, uid: i32, gid: i32) -> Result<(), Refusal> {
        let mut data = self.changing(context)?;
        let members = data.members.get_mut(&gid).ok_or(Refusal(PRNOENT))?;
        let before = members.len();
        members.retain(|member| *member != uid);
        if members.len() == before {
            return Err(Refusal(PRNOENT));
        }
        data.count();
        Ok(())
    }

    fn change_entry(
        &self,
        context: &Context,
        id: i32,
        name: Text<64>,
        owner: i32,
        _: i32,
    ) -> Result<(), Refusal> {
        let mut data = self.changing(context)?;
        let entry = data.entry_mut(id)?;
        if !name.is_empty() {
            entry.name = Chars::new(&*name).map_err(|_| Refusal(PRBADNAM))?;
        }
        if owner != 0 {
            let before = std::mem::replace(&mut entry.owner, owner);
            let kept = entry.name.to_string();
            // The name of a group begins with its owner's, unless that is none.
            if let (Some((_, rest)), Ok(owner)) = (kept.split_once(':'), data.entry(owner)) {
                let name = format!("{}:{rest}", owner.name);
                data.entry_mut(id)?.name = Chars::new(name).map_err(|_| Refusal(PRBADNAM))?;
            }
            data.owned.entry(before).or_default().retain(|group| *group != id);
            data.owned.entry(owner).or_default().insert(0, id);
        }
        Ok(())
    }

    fn name_to_id(&self, _: &Context, names: PrNames) -> Result<PrIds, Refusal> {
        let data = self.data();
        let id = |name: &Chars<64>| {
            data.entries
                .iter()
                .find(|entry| entry.name == *name)
                .map_or(PR_ANONYMOUS, |entry| entry.id)
        };
        Ok(names.iter().map(id).collect())
    }

    fn id_to_name(&self, _: &Context, ids: PrIds) -> Result<PrNames, Refusal> {
        let data = self.data();
        let name = |id: &i32| match data.entry(*id) {
            Ok(entry) => entry.name,
            Err(_) => Chars::new(id.to_string()).unwrap_or_default(),
        };
        Ok(ids.iter().map(name).collect())
    }

    fn list_max(&self, _: &Context) -> Result<PrListMaxReply, Refusal> {
        Ok(self.data().most.clone())
    }

    fn list_entry(&self, _: &Context, id: i32) -> Result<Prcheckentry, Refusal> {
        let data = self.data();
        let Prlistentries { flags, id, owner, creator, ngroups, nusers, count, reserved, name } =
            data.entry(id)?.clone();
        Ok(Prcheckentry { flags, id, owner, creator, ngroups, nusers, count, reserved, name })
    }

    fn list_elements(&self, context: &Context, id: i32) -> Result<PrListElementsReply, Refusal> {
        let data = self.changing(context)?;
        data.entry(id)?;
        Ok(PrListElementsReply { list: Prlist::from(data.elements(id)), over: 0 })
    }

    fn list_owned(&self, context: &Context, id: i32, _: i32) -> Result<PrListOwnedReply, Refusal> {
        let data = self.changing(context)?;
        data.entry(id)?;
        let list = data.owned.get(&id).cloned().unwrap_or_default();
        Ok(PrListOwnedReply { list: list.into(), lastp: 0 })
    }

    fn list_entries(
        &self,
        context: &Context,
        flags: i32,
        start: i32,
    ) -> Result<PrListEntriesReply, Refusal> {
        let data = self.changing(context)?;
        let wanted = |entry: &&Prlistentries| {
            flags & if entry.id < 0 { GROUPS } else { USERS } != 0 && start == 0
        };
        let entries: Vec<_> = data.entries.iter().filter(wanted).cloned().collect();
        Ok(PrListEntriesReply { entries: entries.into(), next: -1 })
    }

    fn list_super_groups(&self, _: &Context, id: i32) -> Result<PrListSuperGroupsReply, Refusal> {
        self.data().entry(id)?;
        Ok(PrListSuperGroupsReply::default())
    }
}

/// The service.
#[derive(Clone)]
pub(super) struct Protection(Arc<Kept>);

impl Protection {
    /// One that has this at first.
    pub(super) fn new(data: Data) -> Protection {
        Protection(Arc::new(Kept(Mutex::new(data))))
    }
}

serve! { pr::PrService by Protection {
    new_entry(name: Text<64>, flag: i32, owner: i32) -> i32;
    i_new_entry(name: Text<64>, id: i32, owner: i32) -> ();
    delete(id: i32) -> ();
    add_to_group(uid: i32, gid: i32) -> ();
    remove_from_group(uid: i32, gid: i32) -> ();
    change_entry(id: i32, name: Text<64>, owner: i32, new_id: i32) -> ();
    name_to_id(names: PrNames) -> PrIds;
    id_to_name(ids: PrIds) -> PrNames;
    list_max() -> PrListMaxReply;
    list_entry(id: i32) -> Prcheckentry;
    list_elements(id: i32) -> PrListElementsReply;
    list_owned(id: i32, last: i32) -> PrListOwnedReply;
    list_entries(flags: i32, start: i32) -> PrListEntriesReply;
    list_super_groups(id: i32) -> PrListSuperGroupsReply;
} }
