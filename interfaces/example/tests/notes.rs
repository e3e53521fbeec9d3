//! The service of the interface file, of both kinds, with clients of both kinds; and that the chapter shows these files.

#![allow(clippy::unwrap_used)]

use rxrpc_notes::Notes;
use rxrpc_notes::notes::{self, NOTE_NONE, NoteKind};
use rxrpc_xdr::{AbortCode, CallError, RpcError, ServiceId, asynchronous, sync};
use std::fs;
use std::io::Read;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

const SERVICE: ServiceId = ServiceId(400);

fn at(address: SocketAddr) -> rxrpc_sync::ServiceAddress {
    rxrpc_sync::ServiceAddress::new(address, SERVICE)
}

/// What a client of threads does with a service, whichever that is.
fn ask(client: &notes::sync::NoteClient<impl sync::Caller>) {
    let id = client.leave(NoteKind::NOTE_URGENT, "water the plants".into()).unwrap();
    let note = client.read(id).unwrap();
    assert_eq!((note.id, note.kind, note.text), (id, NoteKind(2), "water the plants".into()));
    let none = client.read(-1).unwrap_err();
    assert_eq!(none.abort_code(), Some(AbortCode(NOTE_NONE)));
    let too_long = client.leave(NoteKind::NOTE_PLAIN, "x".repeat(4097).into());
    assert!(matches!(too_long, Err(RpcError::Arguments(_))), "{too_long:?}");
    let longest = client.leave(NoteKind::NOTE_PLAIN, "x".repeat(4096).into()).unwrap();
    assert_eq!(client.read(longest).unwrap().text.len(), 4096);

    let mut export = client.export().unwrap();
    let mut length = [0; 4];
    export.read_exact(&mut length).unwrap();
    let mut lines = Vec::new();
    (&mut export).take(u32::from_be_bytes(length).into()).read_to_end(&mut lines).unwrap();
    assert!(lines.starts_with(b"water the plants\n"));
    let count = lines.iter().filter(|byte| **byte == b'\n').count();
    assert_eq!(export.results(), Ok(i32::try_from(count).unwrap()));
}

/// What a client of tasks does with a service, whichever that is.
async fn ask_async(client: &notes::asynchronous::NoteClient<impl asynchronous::Caller>) {
    use futures::AsyncReadExt;
    let id = client.leave(NoteKind::NOTE_PLAIN, "call Ada".into()).await.unwrap();
    assert_eq!(client.read(id).await.unwrap().text, "call Ada");
    let none = client.read(-1).await.unwrap_err();
    assert_eq!(none.abort_code(), Some(AbortCode(NOTE_NONE)));

    let mut export = client.export().await.unwrap();
    let mut length = [0; 4];
    export.read_exact(&mut length).await.unwrap();
    let mut lines = Vec::new();
    (&mut export).take(u32::from_be_bytes(length).into()).read_to_end(&mut lines).await.unwrap();
    let count = lines.iter().filter(|byte| **byte == b'\n').count();
    assert_eq!(export.results().await, Ok(i32::try_from(count).unwrap()));
}

async fn ask_by_both(address: SocketAddr) {
    let asked = tokio::task::spawn_blocking(move || {
        let endpoint = rxrpc_sync::Endpoint::bind("127.0.0.1:0").unwrap();
        ask(&notes::sync::NoteClient::new(sync::Remote::new(&endpoint, at(address))));
    });
    asked.await.unwrap();
    let endpoint = rxrpc_async::Endpoint::bind("127.0.0.1:0").unwrap();
    let remote = asynchronous::Remote::new(&endpoint, at(address));
    ask_async(&notes::asynchronous::NoteClient::new(remote)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn threads_serve_clients_of_both_kinds() {
    let endpoint = rxrpc_sync::Endpoint::bind("127.0.0.1:0").unwrap();
    let handler = sync::handler(notes::sync::NoteServer(Notes::default()));
    let server = endpoint.serve(SERVICE, 2, handler).unwrap();
    ask_by_both(endpoint.local_addr()).await;
    tokio::task::spawn_blocking(move || server.shutdown()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_serve_clients_of_both_kinds() {
    let endpoint = rxrpc_async::Endpoint::bind("127.0.0.1:0").unwrap();
    let handler = asynchronous::Served::new(notes::asynchronous::NoteServer(Notes::default()));
    endpoint.serve(SERVICE, 2, handler).unwrap();
    ask_by_both(endpoint.local_addr()).await;
}

#[tokio::test]
async fn no_network_is_needed_for_tests() {
    let service = sync::InMemory::new(notes::sync::NoteServer(Notes::default()));
    ask(&notes::sync::NoteClient::new(service));
    let service = asynchronous::InMemory::new(notes::asynchronous::NoteServer(Notes::default()));
    let client = notes::asynchronous::NoteClient::new(service);
    ask_async(&client).await;
}

/// What strangers send is refused with the codes of rxgen's servers, by both kinds.
#[tokio::test(flavor = "multi_thread")]
async fn garbage_is_refused_by_both_kinds() {
    let threads = rxrpc_sync::Endpoint::bind("127.0.0.1:0").unwrap();
    let handler = sync::handler(notes::sync::NoteServer(Notes::default()));
    threads.serve(SERVICE, 1, handler).unwrap();
    let tasks = rxrpc_async::Endpoint::bind("127.0.0.1:0").unwrap();
    let handler = asynchronous::Served::new(notes::asynchronous::NoteServer(Notes::default()));
    tasks.serve(SERVICE, 1, handler).unwrap();
    let client = rxrpc_async::Endpoint::bind("127.0.0.1:0").unwrap();
    let cases: [(&[u8], AbortCode); 5] = [
        (b"", AbortCode::RXGEN_DECODE),
        (b"\0\0", AbortCode::RXGEN_DECODE),
        (b"\0\0\0\x09", AbortCode::RXGEN_OPCODE),
        (b"\0\0\0\x02\0\0", AbortCode::RXGEN_SS_UNMARSHAL),
        (b"\0\0\0\x01\0\0\0\x01\xff\xff\xff\xff", AbortCode::RXGEN_SS_UNMARSHAL),
    ];
    for address in [threads.local_addr(), tasks.local_addr()] {
        for (request, code) in cases {
            let refused = client.request(at(address), request).await;
            assert_eq!(refused, Err(CallError::Aborted(code)), "{request:?}");
        }
        // What follows the arguments is ignored.
        let left =
            client.request(at(address), b"\0\0\0\x01\0\0\0\x01\0\0\0\x01x\0\0\0and more").await;
        assert_eq!(left, Ok(vec![0; 4]));
    }
}

/// A service of whatever bytes this makes of a request, and a client of threads and one of tasks for it.
fn answered_by(
    replies: impl Fn(&mut rxrpc_sync::Call) -> Result<(), rxrpc_sync::Refusal> + Send + Sync + 'static,
) -> (
    rxrpc_sync::Endpoint,
    notes::sync::NoteClient<sync::Remote>,
    notes::asynchronous::NoteClient<asynchronous::Remote>,
) {
    let endpoint = rxrpc_sync::Endpoint::bind("127.0.0.1:0").unwrap();
    endpoint.serve(SERVICE, 1, replies).unwrap();
    let threads = sync::Remote::new(&endpoint, at(endpoint.local_addr()));
    let tasks = rxrpc_async::Endpoint::bind("127.0.0.1:0").unwrap();
    let tasks = asynchronous::Remote::new(&tasks, at(endpoint.local_addr()));
    let (threads, tasks) =
        (notes::sync::NoteClient::new(threads), notes::asynchronous::NoteClient::new(tasks));
    (endpoint, threads, tasks)
}

/// A service that answers with something else.
#[tokio::test(flavor = "multi_thread")]
async fn a_reply_that_is_none_is_an_error() {
    let (_endpoint, threads, tasks) = answered_by(|call| {
        let request = call.take_request(100)?;
        let reply: &[u8] =
            if request[3] == 1 { b"\0\0" } else { b"\0\0\0\x01\0\0\0\x01\xff\xff\xff\xff" };
        Ok(call.send(reply)?)
    });
    let told = tokio::task::spawn_blocking(move || {
        (threads.leave(NoteKind::NOTE_PLAIN, "x".into()), threads.read(1))
    });
    let told_tasks = (tasks.leave(NoteKind::NOTE_PLAIN, "x".into()).await, tasks.read(1).await);
    for (short, long) in [told.await.unwrap(), told_tasks] {
        assert!(matches!(short, Err(RpcError::Results(_))), "{short:?}");
        assert_eq!(long.unwrap_err().code(), AbortCode::RXGEN_CC_UNMARSHAL);
    }
}

/// A service that sends for ever: the client takes what is a result, and hangs up.
#[tokio::test(flavor = "multi_thread")]
async fn a_reply_without_an_end_is_read_as_far_as_it_counts() {
    let (_endpoint, threads, tasks) = answered_by(|call| {
        call.take_request(100)?;
        loop {
            call.send(&[0; 1000])?;
        }
    });
    let note = notes::Note::default();
    let told = tokio::task::spawn_blocking(move || {
        (threads.leave(NoteKind::NOTE_PLAIN, "x".into()), threads.read(1))
    });
    assert_eq!(told.await.unwrap(), (Ok(0), Ok(note.clone())));
    assert_eq!(tasks.leave(NoteKind::NOTE_PLAIN, "x".into()).await, Ok(0));
    assert_eq!(tasks.read(1).await, Ok(note));
    // The results of a split procedure may be anywhere in what is not read, up to a limit.
    let export = tasks.reply_limit(10_000).export().await.unwrap();
    assert!(export.results().await.is_ok());
}

/// A service that takes calls and never answers: each call ends with its own deadline.
#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_never_answers_costs_the_deadline_and_no_more() {
    let endpoint = rxrpc_async::Endpoint::bind("127.0.0.1:0").unwrap();
    let _silent = endpoint.incoming(SERVICE).unwrap();
    let soon = rxrpc_async::CallOptions::new().hard_timeout(Duration::from_millis(50));
    let remote = asynchronous::Remote::new(&endpoint, at(endpoint.local_addr()));
    let client = notes::asynchronous::NoteClient::new(remote).options(soon.clone());
    assert_eq!(client.read(1).await, Err(RpcError::Call(CallError::DeadlinePassed)));
    let address = endpoint.local_addr();
    let blocking = move || {
        let endpoint = rxrpc_sync::Endpoint::bind("127.0.0.1:0").unwrap();
        let remote = sync::Remote::new(&endpoint, at(address));
        notes::sync::NoteClient::new(remote).options(soon).read(1)
    };
    let refused = tokio::task::spawn_blocking(blocking).await.unwrap();
    assert_eq!(refused, Err(RpcError::Call(CallError::DeadlinePassed)));
}

/// Each block of the chapter below the name of a file is that file.
#[test]
fn the_chapter_shows_these_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let chapter = fs::read_to_string(folder.join("../../docs/interfaces.md")).unwrap();
    let mut shown = 0;
    for part in chapter.split("\n<!-- file: ").skip(1) {
        let (name, rest) = part.split_once(" -->\n").unwrap();
        let block = rest.trim_start().split_once('\n').unwrap().1.split("\n```").next().unwrap();
        let file = fs::read_to_string(folder.join(name)).unwrap();
        assert!(file.contains(block), "{name} is not what the chapter shows:\n{block}");
        shown += 1;
    }
    assert!(shown >= 5, "{shown}");
}
