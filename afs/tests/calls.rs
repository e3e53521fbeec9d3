//! Clients of threads and of tasks with services of ours: in memory, and over UDP.

#![allow(clippy::unwrap_used)]

use futures::future::join;
use rxrpc_afs::errors::{BZACCESS, PRPERM, VL_NOENT};
use rxrpc_afs::rxrpc_xdr::{
    AbortCode, CallOptions, Chars, Context, Refusal, RpcError, ServiceId, Text, asynchronous, sync,
};
use rxrpc_afs::{bos, pr, vl};
use std::io::{Read, Write};
use std::net::SocketAddr;
use std::time::Duration;

/// A cell with one volume, one user and one log.
struct Cell;

const ROOT: u32 = 0x2000_0001;

fn entry(name: &[u8]) -> Result<vl::Uvldbentry, Refusal> {
    if name != b"root.cell" {
        return Err(Refusal(VL_NOENT));
    }
    let mut entry = vl::Uvldbentry { n_servers: 1, flags: vl::VLF_RWEXISTS, ..Default::default() };
    entry.name = Chars::new(name).map_err(|_| Refusal(AbortCode::RXGEN_SS_MARSHAL))?;
    entry.volume_id[0] = ROOT;
    entry.server_number[0].0[0] = 0xff;
    entry.server_flags[0] = vl::VLSF_UUID | vl::VLSF_RWVOL;
    Ok(entry)
}

fn ids(names: &pr::PrNames) -> pr::PrIds {
    names.iter().map(|name| if *name == "alice" { 17 } else { pr::PR_ANONYMOUS }).collect()
}

impl vl::sync::VlService for Cell {
    fn get_entry_by_name_u(&self, _: &Context, name: Text<65>) -> Result<vl::Uvldbentry, Refusal> {
        entry(&name)
    }

    fn probe_server(&self, _: &Context) -> Result<(), Refusal> {
        Ok(())
    }
}

impl vl::asynchronous::VlService for Cell {
    async fn get_entry_by_name_u(
        &self,
        _: &Context,
        name: Text<65>,
    ) -> Result<vl::Uvldbentry, Refusal> {
        entry(&name)
    }

    async fn probe_server(&self, _: &Context) -> Result<(), Refusal> {
        Ok(())
    }
}

impl pr::sync::PrService for Cell {
    fn name_to_id(&self, _: &Context, names: pr::PrNames) -> Result<pr::PrIds, Refusal> {
        Ok(ids(&names))
    }

    fn list_owned(
        &self,
        _: &Context,
        id: i32,
        lastp: i32,
    ) -> Result<pr::PrListOwnedReply, Refusal> {
        if id == pr::PR_ANONYMOUS {
            return Err(Refusal(PRPERM));
        }
        Ok(pr::PrListOwnedReply { list: vec![-id].into(), lastp: lastp + 1 })
    }
}

impl pr::asynchronous::PrService for Cell {
    async fn name_to_id(&self, _: &Context, names: pr::PrNames) -> Result<pr::PrIds, Refusal> {
        Ok(ids(&names))
    }
}

impl bos::sync::BozoService for Cell {
    fn install(
        &self,
        context: &Context,
        path: Text<256>,
        size: i32,
        _: i32,
        _: i32,
        mut stream: sync::Stream<'_>,
    ) -> Result<(), Refusal> {
        if path == "/etc/passwd" {
            return Err(Refusal(BZACCESS));
        }
        assert!(context.security.is_none());
        let mut file = Vec::new();
        stream.read_to_end(&mut file)?;
        assert_eq!(file.len(), usize::try_from(size).unwrap());
        Ok(())
    }

    fn get_log(
        &self,
        _: &Context,
        name: Text<256>,
        mut stream: sync::Stream<'_>,
    ) -> Result<(), Refusal> {
        stream.write_all(&name)?;
        stream.write_all(b" is quiet\0")?;
        Ok(())
    }
}

fn ask_vl(client: &vl::sync::VlClient<impl sync::Caller>) {
    client.probe_server().unwrap();
    let found = client.get_entry_by_name_u("root.cell".into()).unwrap();
    assert_eq!(Ok(found), entry(b"root.cell"));
    let none = client.get_entry_by_name_u("root.afs".into()).unwrap_err();
    assert_eq!(none, RpcError::Aborted(VL_NOENT));
    // What a service leaves out, and what the interface does not let through.
    let left_out = client.list_entry(0).unwrap_err();
    assert_eq!(left_out, RpcError::Aborted(AbortCode::RXGEN_OPCODE));
    let too_long = client.get_entry_by_name_u("x".repeat(66).into()).unwrap_err();
    assert!(matches!(too_long, RpcError::Arguments(_)), "{too_long}");
}

async fn ask_vl_async(client: &vl::asynchronous::VlClient<impl asynchronous::Caller>) {
    let both = join(client.probe_server(), client.get_entry_by_name_u("root.cell".into()));
    let (probed, found) = both.await;
    assert_eq!((probed, found), (Ok(()), Ok(entry(b"root.cell").unwrap())));
    let none = client.get_entry_by_name_u("root.afs".into()).await.unwrap_err();
    assert_eq!(none, RpcError::Aborted(VL_NOENT));
}

#[test]
fn volume_location_in_memory() {
    let service = sync::InMemory::new(vl::sync::VlServer(Cell));
    ask_vl(&vl::sync::VlClient::new(service));
    let service = asynchronous::InMemory::new(vl::asynchronous::VlServer(Cell));
    futures::executor::block_on(ask_vl_async(&vl::asynchronous::VlClient::new(service)));
}

#[test]
fn protection_in_memory() {
    let names: pr::PrNames =
        ["alice", "nobody"].map(|name| Chars::new(name).unwrap()).into_iter().collect();
    let client = pr::sync::PrClient::new(sync::InMemory::new(pr::sync::PrServer(Cell)));
    assert_eq!(*client.name_to_id(names.clone()).unwrap(), [17, 32766]);
    // The one procedure whose last argument is a result as well.
    let owned = client.list_owned(5, 7).unwrap();
    assert_eq!((&*owned.list.0, owned.lastp), (&[-5][..], 8));
    assert_eq!(client.list_owned(32766, 0).unwrap_err().abort_code(), Some(PRPERM));
    let service = asynchronous::InMemory::new(pr::asynchronous::PrServer(Cell));
    let client = pr::asynchronous::PrClient::new(service);
    assert_eq!(*futures::executor::block_on(client.name_to_id(names)).unwrap(), [17, 32766]);
}

#[test]
fn raw_data_of_the_overseer_in_memory() {
    let client = bos::sync::BozoClient::new(sync::InMemory::new(bos::sync::BozoServer(Cell)));
    let file = vec![7; 10_001];
    let mut install = client.install("/usr/lib/fs".into(), 10_001, 0, 0).unwrap();
    install.write_all(&file).unwrap();
    assert_eq!(install.results(), Ok(()));
    let refused = client.install("/etc/passwd".into(), 0, 0, 0).unwrap().results();
    assert_eq!(refused, Err(RpcError::Aborted(BZACCESS)));
    let mut log = String::new();
    client.get_log("FileLog".into()).unwrap().read_to_string(&mut log).unwrap();
    assert_eq!(log, "FileLog is quiet\0");
}

fn at(address: SocketAddr, service: ServiceId) -> rxrpc_sync::ServiceAddress {
    rxrpc_sync::ServiceAddress::new(address, service)
}

/// Volume location and protection on one port, asked by threads and by tasks.
#[tokio::test(flavor = "multi_thread")]
async fn two_services_at_one_address() {
    let served = rxrpc_sync::Endpoint::bind("127.0.0.1:0").unwrap();
    let _vl = served.serve(vl::SERVICE, 2, sync::handler(vl::sync::VlServer(Cell))).unwrap();
    let _pr = served.serve(pr::SERVICE, 2, sync::handler(pr::sync::PrServer(Cell))).unwrap();
    let address = served.local_addr();
    let soon = CallOptions::new().hard_timeout(Duration::from_secs(30));

    let options = soon.clone();
    let asked = tokio::task::spawn_blocking(move || {
        let endpoint = rxrpc_sync::Endpoint::bind("127.0.0.1:0").unwrap();
        let remote = sync::Remote::new(&endpoint, at(address, vl::SERVICE));
        ask_vl(&vl::sync::VlClient::new(remote).options(options));
    });
    asked.await.unwrap();
    let endpoint = rxrpc_async::Endpoint::bind("127.0.0.1:0").unwrap();
    let remote = asynchronous::Remote::new(&endpoint, at(address, vl::SERVICE));
    ask_vl_async(&vl::asynchronous::VlClient::new(remote).options(soon.clone())).await;
    let remote = asynchronous::Remote::new(&endpoint, at(address, pr::SERVICE));
    let client = pr::asynchronous::PrClient::new(remote).options(soon);
    // As many names as fit no packet: 100 KiB.
    let names: pr::PrNames = (0..400).map(|_| Chars::new("alice").unwrap()).collect();
    let ids = client.name_to_id(names).await.unwrap();
    assert_eq!((ids.len(), ids[399]), (400, 17));
}
