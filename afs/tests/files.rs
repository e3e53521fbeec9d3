//! A file server of ours and its clients: data that goes there and back, and the questions that it asks them.

#![allow(clippy::unwrap_used)]

use futures::{AsyncReadExt, AsyncWriteExt, executor::block_on};
use rxrpc_afs::errors::{UAEACCES, VNOVNODE};
use rxrpc_afs::fs::{
    AfsFetchStatus, AfsFid, AfsStoreStatus, FILE_TYPE_DIRECTORY, RxafsFetchStatusReply,
};
use rxrpc_afs::rxrpc_xdr::{
    AbortCode, AfsUuid, CallOptions, Context, Refusal, RpcError, ServiceId, Text, asynchronous,
    sync,
};
use rxrpc_afs::{cb, fs};
use std::io::{Read, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const ROOT: AfsFid = AfsFid { volume: 0x2000_0001, vnode: 1, unique: 1 };
const FILE: AfsFid = AfsFid { volume: 0x2000_0001, vnode: 2, unique: 7 };

/// A file server with one file.
#[derive(Default)]
struct Files(Mutex<Vec<u8>>);

impl Files {
    fn status(&self) -> AfsFetchStatus {
        let length = u32::try_from(self.0.lock().unwrap().len()).unwrap();
        AfsFetchStatus {
            length,
            file_type: fs::FILE_TYPE_FILE,
            data_version: 3,
            ..Default::default()
        }
    }

    /// What of the file is in this range, behind its length.
    fn part(&self, pos: i64, len: i64) -> Vec<u8> {
        let data = self.0.lock().unwrap();
        let from = usize::try_from(pos).unwrap().min(data.len());
        let to = from.saturating_add(usize::try_from(len).unwrap()).min(data.len());
        let length = u64::try_from(to - from).unwrap();
        [&length.to_be_bytes()[..], &data[from..to]].concat()
    }
}

fn is_file(fid: &AfsFid) -> Result<(), Refusal> {
    if *fid == FILE { Ok(()) } else { Err(Refusal(VNOVNODE)) }
}

impl fs::sync::RxafsService for Files {
    fn fetch_data64(
        &self,
        _: &Context,
        fid: AfsFid,
        pos: i64,
        len: i64,
        mut stream: sync::Stream<'_>,
    ) -> Result<fs::RxafsFetchData64Reply, Refusal> {
        is_file(&fid)?;
        stream.write_all(&self.part(pos, len))?;
        Ok(fs::RxafsFetchData64Reply { status: self.status(), ..Default::default() })
    }

    fn store_data64(
        &self,
        _: &Context,
        fid: AfsFid,
        _: AfsStoreStatus,
        pos: u64,
        len: u64,
        filelen: u64,
        stream: sync::Stream<'_>,
    ) -> Result<fs::RxafsStoreData64Reply, Refusal> {
        is_file(&fid)?;
        let mut data = vec![0; usize::try_from(pos).unwrap()];
        stream.take(len).read_to_end(&mut data)?;
        data.truncate(usize::try_from(filelen).unwrap());
        *self.0.lock().unwrap() = data;
        Ok(fs::RxafsStoreData64Reply { status: self.status(), ..Default::default() })
    }

    fn remove_file(
        &self,
        _: &Context,
        _: AfsFid,
        _: Text<256>,
    ) -> Result<fs::RxafsRemoveFileReply, Refusal> {
        Err(Refusal(UAEACCES))
    }
}

impl fs::asynchronous::RxafsService for Files {
    async fn fetch_data64(
        &self,
        _: &Context,
        fid: AfsFid,
        pos: i64,
        len: i64,
        mut stream: asynchronous::Stream<'_>,
    ) -> Result<fs::RxafsFetchData64Reply, Refusal> {
        is_file(&fid)?;
        stream.write_all(&self.part(pos, len)).await?;
        Ok(fs::RxafsFetchData64Reply { status: self.status(), ..Default::default() })
    }

    async fn store_data64(
        &self,
        _: &Context,
        fid: AfsFid,
        _: AfsStoreStatus,
        _: u64,
        len: u64,
        _: u64,
        stream: asynchronous::Stream<'_>,
    ) -> Result<fs::RxafsStoreData64Reply, Refusal> {
        is_file(&fid)?;
        let mut data = Vec::new();
        stream.take(len).read_to_end(&mut data).await?;
        *self.0.lock().unwrap() = data;
        Ok(fs::RxafsStoreData64Reply { status: self.status(), ..Default::default() })
    }
}

/// Data whose length is no multiple of four, and that fills several packets.
fn data() -> Vec<u8> {
    (0..10_001_u32).map(|at| at.to_le_bytes()[0]).collect()
}

#[test]
fn a_file_goes_there_and_back() {
    let service = sync::InMemory::new(fs::sync::RxafsServer(Files::default()));
    let client = fs::sync::RxafsClient::new(service);
    let set = AfsStoreStatus { mask: fs::STORE_MTIME, ..Default::default() };
    let mut stored = client.store_data64(FILE, set, 0, 10_001, 10_001).unwrap();
    stored.write_all(&data()).unwrap();
    let status = stored.results().unwrap().status;
    assert_eq!((status.full_length(), status.full_data_version()), (10_001, 3));

    // Past its end there is less than is asked for.
    let mut fetched = client.fetch_data64(FILE, 10_000, 100).unwrap();
    let mut length = [0; 8];
    fetched.read_exact(&mut length).unwrap();
    assert_eq!(u64::from_be_bytes(length), 1);
    let mut last = [0; 1];
    fetched.read_exact(&mut last).unwrap();
    assert_eq!((last[0], fetched.results().unwrap().status), (data()[10_000], status));

    let none = client.fetch_data64(ROOT, 0, 1).unwrap().results();
    assert_eq!(none, Err(RpcError::Aborted(VNOVNODE)));
    assert_eq!(client.remove_file(ROOT, "x".into()), Err(RpcError::Aborted(UAEACCES)));
}

#[test]
fn a_file_goes_there_and_back_with_tasks() {
    let service = asynchronous::InMemory::new(fs::asynchronous::RxafsServer(Files::default()));
    let client = fs::asynchronous::RxafsClient::new(service);
    block_on(async {
        let set = AfsStoreStatus::default();
        let mut stored = client.store_data64(FILE, set, 0, 10_001, 10_001).await.unwrap();
        stored.write_all(&data()).await.unwrap();
        assert_eq!(stored.results().await.unwrap().status.full_length(), 10_001);
        let mut fetched = client.fetch_data64(FILE, 0, 1 << 40).await.unwrap();
        let mut length = [0; 8];
        fetched.read_exact(&mut length).await.unwrap();
        let mut file = vec![0; usize::try_from(u64::from_be_bytes(length)).unwrap()];
        fetched.read_exact(&mut file).await.unwrap();
        assert_eq!(file, data());
        assert_eq!(fetched.results().await.unwrap().status.full_length(), 10_001);
    });
}

#[test]
fn directories_have_odd_vnodes() {
    assert_eq!(AfsFid::root(0x2000_0001), ROOT);
    assert!(ROOT.is_directory() && !FILE.is_directory());
}

#[test]
fn lengths_have_two_words() {
    let status = AfsFetchStatus {
        length: 0xffff_ffff,
        length_hi: 2,
        data_version: 1,
        data_version_high: 1,
        ..Default::default()
    };
    assert_eq!((status.full_length(), status.full_data_version()), (0x2_ffff_ffff, 0x1_0000_0001));
}

const UUID: AfsUuid = AfsUuid([7; 16]);

/// A client, as file servers see it.
#[derive(Clone, Default)]
struct Client(Arc<Mutex<Vec<&'static str>>>);

impl Client {
    fn about(&self) -> cb::RxafscbTellMeAboutYourselfReply {
        self.0.lock().unwrap().push("asked");
        let addr = cb::InterfaceAddr { uuid: UUID, ..Default::default() };
        let capabilities = vec![cb::CAPABILITY_ERRORTRANS.unsigned_abs()].into();
        cb::RxafscbTellMeAboutYourselfReply { addr, capabilities }
    }

    fn told(&self) {
        self.0.lock().unwrap().push("told");
    }
}

impl cb::sync::RxafscbService for Client {
    fn tell_me_about_yourself(
        &self,
        _: &Context,
    ) -> Result<cb::RxafscbTellMeAboutYourselfReply, Refusal> {
        Ok(self.about())
    }

    fn init_call_back_state3(&self, _: &Context, _: AfsUuid) -> Result<(), Refusal> {
        self.told();
        Ok(())
    }
}

impl cb::asynchronous::RxafscbService for Client {
    async fn tell_me_about_yourself(
        &self,
        _: &Context,
    ) -> Result<cb::RxafscbTellMeAboutYourselfReply, Refusal> {
        Ok(self.about())
    }

    async fn init_call_back_state3(&self, _: &Context, _: AfsUuid) -> Result<(), Refusal> {
        self.told();
        Ok(())
    }
}

/// A file server that answers no client that it could not ask.
struct Asks(rxrpc_sync::Endpoint);

impl fs::sync::RxafsService for Asks {
    fn fetch_status(&self, context: &Context, _: AfsFid) -> Result<RxafsFetchStatusReply, Refusal> {
        let refused = |_| Refusal(AbortCode::RX_CALL_DEAD);
        let client = rxrpc_sync::ServiceAddress::new(context.peer, cb::SERVICE);
        let client = cb::sync::RxafscbClient::new(sync::Remote::new(&self.0, client));
        let about = client.tell_me_about_yourself().map_err(refused)?;
        client.init_call_back_state3(AfsUuid([9; 16])).map_err(refused)?;
        Ok(status_for(&about))
    }
}

/// The status of a directory, for a client that has said the right things.
fn status_for(about: &cb::RxafscbTellMeAboutYourselfReply) -> RxafsFetchStatusReply {
    let error_code = i32::from(about.addr.uuid != UUID || about.capabilities[..] != [1]);
    let status =
        AfsFetchStatus { file_type: FILE_TYPE_DIRECTORY, error_code, ..Default::default() };
    RxafsFetchStatusReply { status, ..Default::default() }
}

/// The same of tasks.
struct AsksAsync(rxrpc_async::Endpoint);

impl fs::asynchronous::RxafsService for AsksAsync {
    async fn fetch_status(
        &self,
        context: &Context,
        _: AfsFid,
    ) -> Result<RxafsFetchStatusReply, Refusal> {
        let refused = |_| Refusal(AbortCode::RX_CALL_DEAD);
        let client = rxrpc_async::ServiceAddress::new(context.peer, cb::SERVICE);
        let client =
            cb::asynchronous::RxafscbClient::new(asynchronous::Remote::new(&self.0, client));
        let about = client.tell_me_about_yourself().await.map_err(refused)?;
        client.init_call_back_state3(AfsUuid([9; 16])).await.map_err(refused)?;
        Ok(status_for(&about))
    }
}

/// Both sides call and serve at one port each, and the client is asked while its own call waits.
#[test]
fn a_client_that_serves_is_answered_and_another_is_refused() {
    let server = rxrpc_sync::Endpoint::bind("127.0.0.1:0").unwrap();
    let handler = sync::handler(fs::sync::RxafsServer(Asks(server.clone())));
    let serving = server.serve(fs::SERVICE, 2, handler).unwrap();
    let address = rxrpc_sync::ServiceAddress::new(server.local_addr(), ServiceId(1));
    let soon = CallOptions::new().hard_timeout(Duration::from_secs(30));
    let ask = |endpoint: &rxrpc_sync::Endpoint| {
        let remote = sync::Remote::new(endpoint, address);
        fs::sync::RxafsClient::new(remote).options(soon.clone()).fetch_status(ROOT)
    };

    let client = rxrpc_sync::Endpoint::bind("127.0.0.1:0").unwrap();
    let about = Client::default();
    let handler = sync::handler(cb::sync::RxafscbServer(about.clone()));
    let _asked = client.serve(cb::SERVICE, 1, handler).unwrap();
    let status = ask(&client).unwrap().status;
    assert_eq!((status.file_type, status.error_code), (2, 0));
    assert_eq!(*about.0.lock().unwrap(), ["asked", "told"]);

    let deaf = rxrpc_sync::Endpoint::bind("127.0.0.1:0").unwrap();
    assert_eq!(ask(&deaf), Err(RpcError::Aborted(AbortCode::RX_CALL_DEAD)));
    serving.shutdown();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_of_tasks_that_serves_is_answered_and_another_is_refused() {
    let server = rxrpc_async::Endpoint::bind("127.0.0.1:0").unwrap();
    let asks = fs::asynchronous::RxafsServer(AsksAsync(server.clone()));
    let _serving = server.serve(fs::SERVICE, 2, asynchronous::Served::new(asks)).unwrap();
    let address = rxrpc_async::ServiceAddress::new(server.local_addr(), fs::SERVICE);
    let soon = CallOptions::new().hard_timeout(Duration::from_secs(30));
    let ask = async |endpoint: &rxrpc_async::Endpoint| {
        let remote = asynchronous::Remote::new(endpoint, address);
        fs::asynchronous::RxafsClient::new(remote).options(soon.clone()).fetch_status(ROOT).await
    };

    let client = rxrpc_async::Endpoint::bind("127.0.0.1:0").unwrap();
    let about = Client::default();
    let handler = asynchronous::Served::new(cb::asynchronous::RxafscbServer(about.clone()));
    let _asked = client.serve(cb::SERVICE, 1, handler).unwrap();
    let status = ask(&client).await.unwrap().status;
    assert_eq!((status.file_type, status.error_code), (2, 0));
    assert_eq!(*about.0.lock().unwrap(), ["asked", "told"]);

    let deaf = rxrpc_async::Endpoint::bind("127.0.0.1:0").unwrap();
    assert_eq!(ask(&deaf).await, Err(RpcError::Aborted(AbortCode::RX_CALL_DEAD)));
}
