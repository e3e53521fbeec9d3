//! A cell in memory: a network whose servers are of the package's traits, with a file system that tests fill.

#![allow(dead_code, reason = "each test file is its own crate and uses a part")]

mod pages;

use futures::AsyncWriteExt;
use rxrpc_afs::cb::{self, asynchronous::RxafscbClient};
use rxrpc_afs::cell::{CellServers, Configuration, Patience};
use rxrpc_afs::errors::{UAEACCES, VL_NOENT, VNOVNODE, VNOVOL};
use rxrpc_afs::files::{FileClient, FileClientBuilder};
use rxrpc_afs::fs::{self, AfsFetchStatus, AfsFid, asynchronous::RxafsServer};
use rxrpc_afs::network::Network;
use rxrpc_afs::rxrpc_xdr::asynchronous::{Caller, InMemory, MemoryCall, Remote, Stream};
use rxrpc_afs::rxrpc_xdr::{
    AbortCode, AfsUuid, CallError, CallOptions, Chars, Context, Refusal, Text,
};
use rxrpc_afs::ubik::{self, asynchronous::VoteServer};
use rxrpc_afs::vl::{self, asynchronous::VlServer};
use rxrpc_async::ServiceAddress;
use std::collections::{BTreeMap, HashMap};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The cell's name.
pub(crate) const CELL: &str = "example.org";

/// The network: all servers, and what was asked.
#[derive(Clone, Default)]
pub(crate) struct World(pub(crate) Arc<Mutex<Inner>>);

#[derive(Default)]
pub(crate) struct Inner {
    /// Volumes by number.
    pub(crate) volumes: BTreeMap<u32, Files>,
    /// What volume location says, by name.
    pub(crate) entries: HashMap<String, vl::Uvldbentry>,
    /// Where each volume really is.
    pub(crate) places: HashMap<u32, Vec<SocketAddr>>,
    /// What servers answer before they answer right, the next one first; of an empty list they answer right.
    pub(crate) refusals: HashMap<SocketAddr, Vec<AbortCode>>,
    /// Servers that do not answer.
    pub(crate) silent: Vec<SocketAddr>,
    /// The database server that leads.
    pub(crate) leader: Option<SocketAddr>,
    /// Every call: to whom, and the pauses.
    pub(crate) asked: Vec<Asked>,
    /// What the next fetch of data does wrong.
    pub(crate) lie: Option<Lie>,
    /// Where the file servers are, if they are not in memory.
    pub(crate) address: Option<Ipv4Addr>,
    /// With what file servers ask who the client is, if they do.
    pub(crate) asks: Option<rxrpc_async::Endpoint>,
}

/// What happened on the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Call(SocketAddr),
    Pause(Duration),
}

/// What a file server may do wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lie {
    /// Announces more than was asked for.
    TooMuch,
    /// Announces more than it sends.
    TooLittle,
    /// Sends nothing of a file that is not at its end.
    Nothing,
}

/// The files of a volume, by vnode.
pub(crate) type Files = BTreeMap<u32, Made>;

/// A file.
#[derive(Clone, Default)]
pub(crate) struct Made {
    pub(crate) file_type: i32,
    pub(crate) mode: u32,
    pub(crate) data: Vec<u8>,
    pub(crate) version: u32,
    pub(crate) closed: bool,
}

pub(crate) fn at(last: u8, port: u16) -> SocketAddr {
    (Ipv4Addr::new(192, 0, 2, last), port).into()
}

/// A directory of these names and vnodes.
pub(crate) fn directory(entries: &[(&str, u32)]) -> Made {
    let data = pages::of(entries);
    Made { file_type: fs::FILE_TYPE_DIRECTORY, mode: 0o755, data, ..Made::default() }
}

pub(crate) fn file(data: &[u8]) -> Made {
    Made { file_type: fs::FILE_TYPE_FILE, mode: 0o644, data: data.to_vec(), ..Made::default() }
}

pub(crate) fn link(target: &str) -> Made {
    let data = target.as_bytes().to_vec();
    Made { file_type: fs::FILE_TYPE_LINK, mode: 0o777, data, ..Made::default() }
}

pub(crate) fn mount(target: &str) -> Made {
    Made { mode: 0o644, ..link(target) }
}

impl World {
    /// Puts a volume on these servers and into volume location: numbers of its forms, 0 for none.
    pub(crate) fn volume(&self, name: &str, ids: [u32; 3], servers: &[SocketAddr], files: Files) {
        let mut world = self.0.lock().unwrap();
        let mut entry = vl::Uvldbentry {
            name: Chars::new(name).unwrap(),
            volume_id: ids,
            n_servers: i32::try_from(servers.len()).unwrap(),
            ..Default::default()
        };
        let exists = [vl::VLF_RWEXISTS, vl::VLF_ROEXISTS, vl::VLF_BACKEXISTS];
        for (id, flag) in ids.iter().zip(exists).filter(|(id, _)| **id != 0) {
            entry.flags |= flag;
            world.places.insert(*id, servers.to_vec());
            world.volumes.insert(*id, files.clone());
        }
        for (place, server) in servers.iter().enumerate() {
            let SocketAddr::V4(server) = server else { panic!("{server}") };
            entry.server_number[place] = AfsUuid([server.ip().octets()[3]; 16]);
            entry.server_flags[place] = vl::VLSF_UUID | vl::VLSF_RWVOL | vl::VLSF_ROVOL;
        }
        world.entries.insert(name.to_owned(), entry);
    }

    /// What was asked since this was asked last.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.0.lock().unwrap().asked)
    }

    /// A client of the cell, with database servers at these addresses.
    pub(crate) fn client(&self, databases: &[u8]) -> FileClient<World> {
        let addresses: Vec<_> =
            databases.iter().map(|last| Ipv4Addr::new(192, 0, 2, *last)).collect();
        let configuration = Configuration::new().cell(CellServers::at(CELL, &addresses));
        let patience = Patience::new().rounds(2, Duration::from_secs(7)).moves(2);
        FileClientBuilder::new(configuration).patience(patience).build(self.clone())
    }
}

type Services = (VlServer<Server>, RxafsServer<Server>, VoteServer<Server>);

/// What calls one server.
pub(crate) struct ServerCaller(World, SocketAddr);

impl Network for World {
    type Caller = ServerCaller;

    fn caller(&self, address: ServiceAddress) -> ServerCaller {
        ServerCaller(self.clone(), address.transport)
    }

    async fn pause(&self, time: Duration) {
        self.0.lock().unwrap().asked.push(Asked::Pause(time));
    }
}

impl Caller for ServerCaller {
    type Call = MemoryCall;

    async fn call(&self, options: &CallOptions) -> Result<MemoryCall, CallError> {
        assert!(options.hard_timeout.is_some(), "a call without a limit");
        {
            let mut world = self.0.0.lock().unwrap();
            world.asked.push(Asked::Call(self.1));
            if world.silent.contains(&self.1) {
                return Err(CallError::PeerSilent);
            }
            let refusals = world.refusals.entry(self.1).or_default();
            if !refusals.is_empty() {
                return Err(CallError::Aborted(refusals.remove(0)));
            }
        }
        let server = || Server(self.0.clone(), self.1);
        let services: Services = (VlServer(server()), RxafsServer(server()), VoteServer(server()));
        InMemory::new(services).call(options).await
    }
}

/// One server, of any kind.
#[derive(Clone)]
pub(crate) struct Server(World, SocketAddr);

impl vl::asynchronous::VlService for Server {
    async fn get_entry_by_name_u(
        &self,
        _: &Context,
        name: Text<65>,
    ) -> Result<vl::Uvldbentry, Refusal> {
        let world = self.0.0.lock().unwrap();
        let name = String::from_utf8(name.0).unwrap();
        let name = name.trim_end_matches(".readonly").trim_end_matches(".backup");
        world.entries.get(name).cloned().ok_or(Refusal(VL_NOENT))
    }

    async fn get_addrs_u(
        &self,
        _: &Context,
        attributes: vl::ListAddrByAttributes,
    ) -> Result<vl::VlGetAddrsUReply, Refusal> {
        assert_eq!(attributes.mask, vl::VL_BY_UUID);
        let address = self.0.0.lock().unwrap().address;
        let address = address.unwrap_or(Ipv4Addr::new(192, 0, 2, attributes.uuid.0[0]));
        Ok(vl::VlGetAddrsUReply { addrs: vec![address.to_bits()].into(), ..Default::default() })
    }

    async fn get_new_volume_id(&self, _: &Context, bump: u32) -> Result<u32, Refusal> {
        let leads = self.0.0.lock().unwrap().leader == Some(self.1);
        if leads { Ok(536_870_900 + bump) } else { Err(Refusal(rxrpc_afs::errors::UNOTSYNC)) }
    }
}

impl ubik::asynchronous::VoteService for Server {
    async fn debug(&self, _: &Context) -> Result<ubik::UbikDebug, Refusal> {
        let leader = self.0.0.lock().unwrap().leader;
        let sync_host = match leader {
            Some(SocketAddr::V4(leader)) => leader.ip().to_bits(),
            _ => 0,
        };
        let am_sync_site = i32::from(leader == Some(self.1));
        Ok(ubik::UbikDebug { am_sync_site, sync_host, addr: [0; 256], ..debug() })
    }
}

fn debug() -> ubik::UbikDebug {
    ubik::UbikDebug {
        now: 0,
        last_yes_time: 0,
        last_yes_host: 0,
        last_yes_state: 0,
        last_yes_claim: 0,
        lowest_host: 0,
        lowest_time: 0,
        sync_host: 0,
        sync_time: 0,
        sync_version: Default::default(),
        sync_tid: Default::default(),
        am_sync_site: 0,
        sync_site_until: 0,
        n_servers: 0,
        locked_pages: 0,
        write_locked_pages: 0,
        local_version: Default::default(),
        active_write: 0,
        tid_counter: 0,
        any_read_locks: 0,
        any_write_locks: 0,
        recovery_state: 0,
        current_trans: 0,
        write_trans: 0,
        epoch_time: 0,
        addr: [0; 256],
    }
}

impl Server {
    pub(crate) fn new(world: &World, address: SocketAddr) -> Server {
        Server(world.clone(), address)
    }

    /// As a file server, which answers nobody who does not answer it.
    async fn greet(&self, context: &Context) -> Result<(), Refusal> {
        let Some(endpoint) = self.0.0.lock().unwrap().asks.clone() else { return Ok(()) };
        let remote = Remote::new(&endpoint, ServiceAddress::new(context.peer, cb::SERVICE));
        let options = CallOptions::new().hard_timeout(Duration::from_secs(30));
        let client = RxafscbClient::new(remote).options(options);
        let about = client.tell_me_about_yourself().await;
        let about = about.map_err(|_| Refusal(AbortCode::RX_CALL_DEAD))?;
        assert_eq!(about.capabilities[..], [1]);
        let told = client.init_call_back_state3(AfsUuid([9; 16])).await;
        told.map_err(|_| Refusal(AbortCode::RX_CALL_DEAD))
    }

    fn file(&self, fid: &AfsFid) -> Result<Made, Refusal> {
        let world = self.0.0.lock().unwrap();
        let here = world.places.get(&fid.volume).is_some_and(|places| places.contains(&self.1));
        let volume = world.volumes.get(&fid.volume).filter(|_| here).ok_or(Refusal(VNOVOL))?;
        let made = volume.get(&fid.vnode).ok_or(Refusal(VNOVNODE))?;
        if made.closed { Err(Refusal(UAEACCES)) } else { Ok(made.clone()) }
    }
}

fn status(made: &Made) -> AfsFetchStatus {
    AfsFetchStatus {
        file_type: made.file_type,
        unix_mode_bits: made.mode,
        length: u32::try_from(made.data.len()).unwrap(),
        data_version: made.version,
        ..Default::default()
    }
}

impl fs::asynchronous::RxafsService for Server {
    async fn fetch_status(
        &self,
        context: &Context,
        fid: AfsFid,
    ) -> Result<fs::RxafsFetchStatusReply, Refusal> {
        self.greet(context).await?;
        let status = status(&self.file(&fid)?);
        Ok(fs::RxafsFetchStatusReply { status, ..Default::default() })
    }

    async fn inline_bulk_status(
        &self,
        _: &Context,
        fids: fs::FileIds,
    ) -> Result<fs::RxafsInlineBulkStatusReply, Refusal> {
        let of = |fid: &AfsFid| match self.file(fid) {
            Ok(made) => status(&made),
            Err(Refusal(code)) => AfsFetchStatus { error_code: code.0, ..Default::default() },
        };
        let statuses: Vec<_> = fids.iter().map(of).collect();
        Ok(fs::RxafsInlineBulkStatusReply { statuses: statuses.into(), ..Default::default() })
    }

    async fn fetch_data64(
        &self,
        _: &Context,
        fid: AfsFid,
        pos: i64,
        len: i64,
        mut stream: Stream<'_>,
    ) -> Result<fs::RxafsFetchData64Reply, Refusal> {
        let made = self.file(&fid)?;
        let lie = self.0.0.lock().unwrap().lie.take();
        let from = usize::try_from(pos).unwrap().min(made.data.len());
        let to = from.saturating_add(usize::try_from(len).unwrap()).min(made.data.len());
        let mut length = u64::try_from(to - from).unwrap();
        match lie {
            Some(Lie::TooMuch) => length = u64::MAX,
            Some(Lie::TooLittle) => length += 400,
            Some(Lie::Nothing) => length = 0,
            None => {}
        }
        stream.write_all(&length.to_be_bytes()).await?;
        if lie != Some(Lie::Nothing) {
            stream.write_all(&made.data[from..to]).await?;
        }
        Ok(fs::RxafsFetchData64Reply { status: status(&made), ..Default::default() })
    }

    async fn give_up_all_call_backs(&self, _: &Context) -> Result<(), Refusal> {
        Ok(())
    }
}
