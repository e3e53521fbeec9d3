//! Procedures with raw data between arguments and results, and one whose answer is a code: in memory, of both kinds.

#![allow(clippy::unwrap_used)]

use futures::{AsyncReadExt, AsyncWriteExt, executor::block_on};
use rxrpc_afs::errors::{UBADHOST, VOLSERBAD_ACCESS};
use rxrpc_afs::rxrpc_xdr::{AbortCode, Context, Refusal, RpcError, asynchronous, sync};
use rxrpc_afs::ubik::{self, UbikTid, UbikVersion};
use rxrpc_afs::volser::{self, RestoreCookie};
use std::io::{Read, Write};
use std::sync::Mutex;

/// A server of a database that is one file, and of a volume that is one dump.
#[derive(Default)]
struct Server {
    file: Mutex<(Vec<u8>, UbikVersion)>,
    dump: Mutex<Vec<u8>>,
}

fn vote(state: i32) -> Result<(), Refusal> {
    if state == 1 { Err(Refusal(AbortCode(1_700_000_000))) } else { Ok(()) }
}

impl ubik::sync::VoteService for Server {
    fn beacon(
        &self,
        _: &Context,
        state: i32,
        _: i32,
        _: UbikVersion,
        _: UbikTid,
    ) -> Result<(), Refusal> {
        vote(state)
    }
}

impl ubik::asynchronous::VoteService for Server {
    async fn beacon(
        &self,
        _: &Context,
        state: i32,
        _: i32,
        _: UbikVersion,
        _: UbikTid,
    ) -> Result<(), Refusal> {
        vote(state)
    }
}

impl ubik::sync::DiskService for Server {
    fn get_file(
        &self,
        _: &Context,
        file: i32,
        mut stream: sync::Stream<'_>,
    ) -> Result<UbikVersion, Refusal> {
        if file != 0 {
            return Err(Refusal(UBADHOST));
        }
        let (data, version) = self.file.lock().unwrap().clone();
        stream.write_all(&u32::try_from(data.len()).unwrap().to_be_bytes())?;
        stream.write_all(&data)?;
        Ok(version)
    }

    fn send_file(
        &self,
        _: &Context,
        _: i32,
        length: i32,
        version: UbikVersion,
        stream: sync::Stream<'_>,
    ) -> Result<(), Refusal> {
        let mut data = Vec::new();
        stream.take(length.unsigned_abs().into()).read_to_end(&mut data)?;
        *self.file.lock().unwrap() = (data, version);
        Ok(())
    }
}

impl volser::sync::AfsVolService for Server {
    fn restore(
        &self,
        _: &Context,
        trans: i32,
        _: i32,
        cookie: RestoreCookie,
        mut stream: sync::Stream<'_>,
    ) -> Result<(), Refusal> {
        if trans != 1 || cookie.name != "root.cell" {
            return Err(Refusal(VOLSERBAD_ACCESS));
        }
        stream.read_to_end(&mut self.dump.lock().unwrap())?;
        Ok(())
    }

    fn dump(
        &self,
        _: &Context,
        _: i32,
        _: i32,
        mut stream: sync::Stream<'_>,
    ) -> Result<(), Refusal> {
        Ok(stream.write_all(&self.dump.lock().unwrap())?)
    }
}

impl volser::asynchronous::AfsVolService for Server {
    async fn restore(
        &self,
        _: &Context,
        _: i32,
        _: i32,
        _: RestoreCookie,
        mut stream: asynchronous::Stream<'_>,
    ) -> Result<(), Refusal> {
        let mut data = Vec::new();
        stream.read_to_end(&mut data).await?;
        *self.dump.lock().unwrap() = data;
        Ok(())
    }

    async fn dump_v2(
        &self,
        _: &Context,
        _: i32,
        _: i32,
        flags: i32,
        mut stream: asynchronous::Stream<'_>,
    ) -> Result<(), Refusal> {
        assert_eq!(flags, volser::VOLSER_OMIT_DIRECTORIES);
        let data = self.dump.lock().unwrap().clone();
        Ok(stream.write_all(&data).await?)
    }
}

/// Data whose length is no multiple of four, and that fills several packets.
fn data() -> Vec<u8> {
    (0..10_001_u32).map(|at| at.to_le_bytes()[0]).collect()
}

#[test]
fn a_vote_is_the_code_of_the_answer() {
    let yes = Err(RpcError::Aborted(AbortCode(1_700_000_000)));
    let (version, tid) = (UbikVersion::default(), UbikTid { epoch: 3, counter: 4 });
    let service = sync::InMemory::new(ubik::sync::VoteServer(Server::default()));
    let client = ubik::sync::VoteClient::new(service);
    assert_eq!(client.beacon(0, 5, version.clone(), tid.clone()), Ok(()));
    assert_eq!(client.beacon(1, 5, version.clone(), tid.clone()), yes);
    let service = asynchronous::InMemory::new(ubik::asynchronous::VoteServer(Server::default()));
    let client = ubik::asynchronous::VoteClient::new(service);
    assert_eq!(block_on(client.beacon(0, 5, version.clone(), tid.clone())), Ok(()));
    assert_eq!(block_on(client.beacon(1, 5, version, tid)), yes);
}

#[test]
fn a_database_goes_there_and_back() {
    let client =
        ubik::sync::DiskClient::new(sync::InMemory::new(ubik::sync::DiskServer(Server::default())));
    let version = UbikVersion { epoch: 7, counter: 9 };
    let mut sent = client.send_file(0, 10_001, version.clone()).unwrap();
    sent.write_all(&data()).unwrap();
    assert_eq!(sent.results(), Ok(()));

    let mut got = client.get_file(0).unwrap();
    let mut length = [0; 4];
    got.read_exact(&mut length).unwrap();
    let mut file = vec![0; usize::try_from(u32::from_be_bytes(length)).unwrap()];
    got.read_exact(&mut file).unwrap();
    assert_eq!((file, got.results()), (data(), Ok(version)));
    let refused = client.get_file(1).unwrap().results();
    assert_eq!(refused, Err(RpcError::Aborted(UBADHOST)));
}

#[test]
fn a_volume_goes_there_and_back() {
    let cookie = RestoreCookie {
        name: rxrpc_afs::rxrpc_xdr::Chars::new("root.cell").unwrap(),
        ..Default::default()
    };
    let service = sync::InMemory::new(volser::sync::AfsVolServer(Server::default()));
    let client = volser::sync::AfsVolClient::new(service);
    let mut restored = client.restore(1, 0, cookie.clone()).unwrap();
    restored.write_all(&data()).unwrap();
    assert_eq!(restored.results(), Ok(()));
    let mut dump = Vec::new();
    let mut dumped = client.dump(1, 0).unwrap();
    dumped.read_to_end(&mut dump).unwrap();
    assert_eq!((dump, dumped.results()), (data(), Ok(())));
    let refused = client.restore(2, 0, cookie.clone()).unwrap().results();
    assert_eq!(refused, Err(RpcError::Aborted(VOLSERBAD_ACCESS)));

    let service =
        asynchronous::InMemory::new(volser::asynchronous::AfsVolServer(Server::default()));
    let client = volser::asynchronous::AfsVolClient::new(service);
    block_on(async {
        let mut restored = client.restore(1, 0, cookie).await.unwrap();
        restored.write_all(&data()).await.unwrap();
        assert_eq!(restored.results().await, Ok(()));
        let mut dump = Vec::new();
        let mut dumped = client.dump_v2(1, 0, volser::VOLSER_OMIT_DIRECTORIES).await.unwrap();
        dumped.read_to_end(&mut dump).await.unwrap();
        assert_eq!((dump, dumped.results().await), (data(), Ok(())));
    });
}
