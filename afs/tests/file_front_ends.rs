//! Both front ends of the client of files, with a server of both databases and files at an address of its own on loopback.

#![allow(clippy::unwrap_used)]
#![cfg(target_os = "linux")]

mod cell;

use cell::{CELL, Files, Made, Server, World, at, directory, file};
use rxrpc_afs::cell::{CellServers, Configuration, DatabaseServer, Patience};
use rxrpc_afs::files::{self, Callbacks, FileClientBuilder, FileError, FileKind};
use rxrpc_afs::fs::{self, asynchronous::RxafsServer};
use rxrpc_afs::rxrpc_xdr::asynchronous::Served;
use rxrpc_afs::vl::{self, asynchronous::VlServer};
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

/// Where this process has its file server, which has no other port than 7000.
fn address(of: u8) -> Ipv4Addr {
    let [.., high, low] = std::process::id().to_be_bytes();
    Ipv4Addr::new(127, of, high, low.max(1))
}

/// Serves a cell with one file of some MiB, and gives what knows it.
fn serve(of: u8) -> (rxrpc_async::Endpoint, FileClientBuilder) {
    let world = World::default();
    let address = SocketAddr::from((address(of), fs::PORT));
    let all: [(u32, Made); 2] = [(1, directory(&[("file", 2)])), (2, file(&[5; 2_500_001]))];
    world.volume("root.cell", [100, 0, 0], &[at(10, 7000)], Files::from(all));
    let endpoint = rxrpc_async::Endpoint::bind(address).unwrap();
    let SocketAddr::V4(ip) = address else { unreachable!() };
    world.0.lock().unwrap().address = Some(*ip.ip());
    world.0.lock().unwrap().asks = Some(endpoint.clone());
    let server = || Server::new(&world, at(10, 7000));
    endpoint.serve(vl::SERVICE, 4, Served::new(VlServer(server()))).unwrap();
    endpoint.serve(fs::SERVICE, 4, Served::new(RxafsServer(server()))).unwrap();
    let databases = vec![DatabaseServer::new(address, "here")];
    let configuration = Configuration::new().cell(CellServers::new(CELL, databases, Vec::new()));
    let patience = Patience::new().call(Duration::from_secs(60));
    (endpoint, FileClientBuilder::new(configuration).patience(patience))
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_read_and_answer() {
    let (_served, builder) = serve(80);
    let endpoint = rxrpc_async::Endpoint::bind("127.0.0.1:0").unwrap();
    let callbacks = Callbacks::new();
    let client = files::asynchronous::client(&endpoint, callbacks.clone(), builder).unwrap();
    // On another task: what is awaited can go from thread to thread.
    let read = tokio::spawn(async move {
        let list = client.list("/afs/example.org").await?;
        assert_eq!((list[0].name.as_slice(), list.len()), (&b"file"[..], 1));
        let mut reader = client.open("/afs/example.org/file").await?.reader(0);
        let mut data = Vec::new();
        while let Some(piece) = reader.next().await? {
            data.extend(piece);
        }
        assert_eq!(client.give_up_promises().await, 1);
        Ok::<_, FileError>(data)
    });
    assert!(read.await.unwrap().unwrap() == [5; 2_500_001]);
    let log = callbacks.log();
    assert!(log.asked >= 1 && log.void >= 1, "{log:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn threads_read_and_answer() {
    let (_served, builder) = serve(81);
    let read = tokio::task::spawn_blocking(move || {
        let endpoint = rxrpc_sync::Endpoint::bind("127.0.0.1:0").unwrap();
        let callbacks = Callbacks::new();
        let client = files::sync::Client::new(&endpoint, callbacks.clone(), builder).unwrap();
        let stat = client.stat("/afs/example.org/file").unwrap();
        assert_eq!((stat.kind, stat.length), (FileKind::File, 2_500_001));
        assert_eq!(client.names("/afs/example.org").unwrap()[0].name, b"file");
        assert!(client.stat("/afs/example.org/none").unwrap_err().is_not_found());
        let mut reader = client.open("/afs/example.org/file").unwrap().reader(2_500_000);
        assert_eq!(reader.next().unwrap(), Some(vec![5]));
        assert_eq!((reader.next().unwrap(), reader.position()), (None, reader.length()));
        assert_eq!(client.give_up_promises(), 1);
        callbacks.log()
    });
    let log = read.await.unwrap();
    assert!(log.asked >= 1 && log.void >= 1, "{log:?}");
}
