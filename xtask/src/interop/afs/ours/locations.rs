//! A volume location service in memory.

use std::sync::Arc;

use rxrpc_afs::errors::VL_NOENT;
use rxrpc_afs::vl::{
    self, ListAddrByAttributes, Nvldbentry, VL_BY_INDEX, VL_BY_PARTITION, VL_BY_SERVER, VL_BY_UUID,
    VlGetAddrsReply, VlGetAddrsUReply, VlListAttributesN2Reply, VldbListByAttributes, Vldbentry,
};
use rxrpc_xdr::{Context, Refusal, Text};

use super::serve;
use crate::interop::afs::clients::{Client, Clients, call};
use xtask::programs::failure::Failure;

/// What there is.
pub(super) struct Data {
    entries: Vec<Nvldbentry>,
    addresses: VlGetAddrsReply,
    /// With their places in the list of servers.
    servers: Vec<(i32, VlGetAddrsUReply)>,
}

/// What an address has in its highest bits that is a place in the list of servers.
const BY_INDEX: u32 = 0xff00_0000;

impl Data {
    /// Asks for all there is.
    pub(super) fn copy(of: &Clients) -> Result<Data, Failure> {
        let all = VldbListByAttributes::default();
        let entries = call!(of, vl.list_attributes_n2(all, "".into(), 0))?.entries.0;
        let addresses = call!(of, vl.get_addrs(0, 0))?;
        let mut servers = Vec::new();
        for address in addresses.addrs.iter().filter(|address| **address & BY_INDEX == BY_INDEX) {
            let index = i32::try_from(address & 0xffff)?;
            let mut by_index = ListAddrByAttributes::default();
            (by_index.mask, by_index.index) = (VL_BY_INDEX, index);
            servers.push((index, call!(of, vl.get_addrs_u(by_index))?));
        }
        Ok(Data { entries, addresses, servers })
    }

    fn server_of(&self, uuid: &rxrpc_xdr::AfsUuid) -> Option<&VlGetAddrsUReply> {
        self.servers.iter().map(|(_, server)| server).find(|server| server.uuid == *uuid)
    }

    fn probe_server(&self, _: &Context) -> Result<(), Refusal> {
        Ok(())
    }

    fn get_addrs(&self, _: &Context, _: i32, _: i32) -> Result<VlGetAddrsReply, Refusal> {
        Ok(self.addresses.clone())
    }

    fn get_addrs_u(
        &self,
        _: &Context,
        wanted: ListAddrByAttributes,
    ) -> Result<VlGetAddrsUReply, Refusal> {
        let found = match wanted.mask {
            VL_BY_INDEX => {
                let is_it = |(index, _): &&(i32, _)| *index == wanted.index;
                self.servers.iter().find(is_it).map(|(_, server)| server)
            }
            VL_BY_UUID => self.server_of(&wanted.uuid),
            _ => None,
        };
        found.cloned().ok_or(Refusal(VL_NOENT))
    }

    fn get_entry_by_name_n(&self, _: &Context, name: Text<65>) -> Result<Nvldbentry, Refusal> {
        let name = name.to_string();
        let number = name.parse().unwrap_or(0);
        let is_it = |entry: &&Nvldbentry| {
            entry.name == name.as_str() || (number != 0 && entry.volume_id.contains(&number))
        };
        self.entries.iter().find(is_it).cloned().ok_or(Refusal(VL_NOENT))
    }

    fn get_entry_by_name_o(&self, context: &Context, name: Text<65>) -> Result<Vldbentry, Refusal> {
        self.get_entry_by_name_n(context, name).map(small)
    }

    fn get_entry_by_id(&self, context: &Context, id: u32, kind: i32) -> Result<Vldbentry, Refusal> {
        self.get_entry_by_idn(context, id, kind).map(small)
    }

    fn get_entry_by_idn(&self, _: &Context, id: u32, _: i32) -> Result<Nvldbentry, Refusal> {
        let found = self.entries.iter().find(|entry| entry.volume_id.contains(&id));
        found.cloned().ok_or(Refusal(VL_NOENT))
    }

    fn list_attributes_n2(
        &self,
        _: &Context,
        wanted: VldbListByAttributes,
        _: Text<65>,
        start: i32,
    ) -> Result<VlListAttributesN2Reply, Refusal> {
        let by = |mask: i32| wanted.mask & mask.cast_unsigned() != 0;
        let is_wanted = |entry: &&Nvldbentry| {
            let site = |at: usize| {
                (!by(VL_BY_SERVER) || entry.server_number[at] == wanted.server)
                    && (!by(VL_BY_PARTITION) || entry.server_partition[at] == wanted.partition)
            };
            (0..usize::try_from(entry.n_servers).unwrap_or(0)).any(site)
        };
        let found = self.entries.iter().filter(is_wanted).filter(|_| start == 0);
        let entries: Vec<_> = found.cloned().collect();
        let n = i32::try_from(entries.len()).unwrap_or(i32::MAX);
        Ok(VlListAttributesN2Reply { n, entries: entries.into(), next: -1 })
    }
}

/// The same entry in the form that has fewer sites.
fn small(entry: Nvldbentry) -> Vldbentry {
    fn first<const N: usize>(of: [i32; 13]) -> [i32; N] {
        std::array::from_fn(|at| of[at])
    }
    Vldbentry {
        name: entry.name,
        n_servers: entry.n_servers,
        server_number: first(entry.server_number),
        server_partition: first(entry.server_partition),
        server_flags: first(entry.server_flags),
        volume_id: entry.volume_id,
        clone_id: entry.clone_id,
        flags: entry.flags,
        ..Default::default()
    }
}

/// The service.
#[derive(Clone)]
pub(super) struct Locations(pub(super) Arc<Data>);

serve! { vl::VlService by Locations {
    probe_server() -> ();
    get_addrs(handle: i32, spare: i32) -> VlGetAddrsReply;
    get_addrs_u(wanted: ListAddrByAttributes) -> VlGetAddrsUReply;
    get_entry_by_name_o(name: Text<65>) -> Vldbentry;
    get_entry_by_id(id: u32, kind: i32) -> Vldbentry;
    get_entry_by_name_n(name: Text<65>) -> Nvldbentry;
    get_entry_by_idn(id: u32, kind: i32) -> Nvldbentry;
    list_attributes_n2(wanted: VldbListByAttributes, pattern: Text<65>, start: i32)
        -> VlListAttributesN2Reply;
} }
