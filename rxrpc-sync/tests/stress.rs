//! Many threads on one socket, mixing every verb of the message face: nothing is left behind.

#![expect(clippy::unwrap_used, reason = "a step that fails is a test that fails")]

use rxrpc_sync::{
    AbortCode, CallError, Control, Endpoint, MessageError, MessageFlags, MessageSocket,
    ReceivedMessage, SendMessage, ServiceAddress, ServiceId, UserCallId,
};
use std::collections::HashSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const ECHO: ServiceId = ServiceId(7);
const SENDERS: u64 = 16;
const RECEIVERS: u64 = 8;
const CALLS_EACH: u64 = 60;

/// A small repeatable generator, so that a run's mix is the same each time.
struct Mix(u64);

impl Mix {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// What the threads share about the calls.
#[derive(Default)]
struct Books {
    begun: AtomicU64,
    ended: AtomicU64,
    live: Mutex<HashSet<u64>>,
    senders_done: AtomicBool,
}

fn send(
    client: &MessageSocket,
    to: ServiceAddress,
    id: u64,
    data: &[u8],
    control: &[Control],
    flags: MessageFlags,
) -> Result<usize, MessageError> {
    let mut all = vec![Control::UserCallId(UserCallId(id))];
    all.extend_from_slice(control);
    client.sendmsg(&SendMessage::new(data, &all).to(Some(to)).flags(flags))
}

/// Makes calls, some in pieces, some without waiting, some aborted by the way.
fn sender(client: &MessageSocket, to: ServiceAddress, user: u64, books: &Books) {
    let mut mix = Mix(0x9e37_79b9 + user);
    for round in 0..CALLS_EACH {
        let id = user * 1_000_000 + round;
        let body = vec![user as u8; mix.below(6000) as usize];
        let flags = match mix.below(3) {
            0 => MessageFlags::DONTWAIT,
            _ => MessageFlags::empty(),
        };
        books.live.lock().unwrap().insert(id);
        books.begun.fetch_add(1, Ordering::Relaxed);
        let first = send(client, to, id, &body, &[], flags | MessageFlags::MORE);
        match first {
            Ok(_) => {}
            Err(MessageError::WouldBlock) => {
                // No slot: the call was taken back, and its ID is free.
                assert!(books.live.lock().unwrap().remove(&id));
                books.ended.fetch_add(1, Ordering::Relaxed);
                continue;
            }
            Err(error) => panic!("first send: {error}"),
        }
        if mix.below(8) == 0 {
            let abort = [Control::Abort(AbortCode(77))];
            match send(client, to, id, &[], &abort, MessageFlags::empty()) {
                Ok(_) | Err(MessageError::BadCallId) => continue,
                Err(error) => panic!("abort: {error}"),
            }
        }
        match send(client, to, id, &[], &[], MessageFlags::empty()) {
            Ok(_) | Err(MessageError::Call(_)) => {}
            Err(error) => panic!("last send: {error}"),
        }
    }
}

/// Whether every call that was begun has ended, and no more will begin.
fn is_over(books: &Books) -> bool {
    books.senders_done.load(Ordering::Acquire)
        && books.ended.load(Ordering::Acquire) == books.begun.load(Ordering::Acquire)
}

/// Receives in one of the ways there are; `None` if nothing was taken.
fn take_message(socket: &MessageSocket, mix: &mut Mix, buf: &mut [u8]) -> Option<ReceivedMessage> {
    let flags = match mix.below(4) {
        0 => MessageFlags::DONTWAIT,
        1 => MessageFlags::DONTWAIT | MessageFlags::PEEK,
        _ => MessageFlags::empty(),
    };
    match socket.recvmsg_timeout(buf, flags, Duration::from_millis(20)) {
        Ok(message) => (!flags.contains(MessageFlags::PEEK)).then_some(message),
        Err(MessageError::WouldBlock) => {
            thread::yield_now();
            None
        }
        Err(error) => panic!("recvmsg: {error}"),
    }
}

fn ended(books: &Books, id: u64) {
    assert!(books.live.lock().unwrap().remove(&id), "call {id} ended twice");
    books.ended.fetch_add(1, Ordering::AcqRel);
}

/// Serves whatever has something to tell until every call has ended.
fn receiver(client: &MessageSocket, user: u64, books: &Books) {
    let mut mix = Mix(0xabcd_ef01 + user);
    let mut buf = vec![0; 4096];
    while !is_over(books) {
        let Some(message) = take_message(client, &mut mix, &mut buf) else { continue };
        let id = message.call.expect("every message names its call").0;
        let data = &buf[..message.bytes];
        assert!(
            data.iter().all(|byte| u64::from(*byte) == id / 1_000_000),
            "bytes of another call"
        );
        if message.is_end() {
            ended(books, id);
        }
    }
}

#[test]
fn thirty_two_threads_leave_nothing_behind() {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    let _echo = server
        .serve(ECHO, 8, |call| {
            let request = call.take_request(1 << 20)?;
            call.send_last(&request)?;
            Ok(())
        })
        .unwrap();
    let client = Endpoint::bind("127.0.0.1:0").unwrap();
    let to = ServiceAddress::new(server.local_addr(), ECHO);
    let books = Books::default();
    let socket = client.message_socket();
    thread::scope(|scope| {
        let senders: Vec<_> = (1..=SENDERS)
            .map(|user| {
                let (client, books) = (&socket, &books);
                scope.spawn(move || sender(client, to, user, books))
            })
            .collect();
        for user in 0..RECEIVERS {
            let (client, books) = (&socket, &books);
            scope.spawn(move || receiver(client, user, books));
        }
        for sender in senders {
            sender.join().unwrap();
        }
        books.senders_done.store(true, Ordering::Release);
    });
    assert!(books.live.lock().unwrap().is_empty());
    client.close(Duration::from_secs(10));
    let after = client.statistics();
    assert_eq!(
        (after.live_calls, after.slots_in_use, after.slot_waiters, after.ready),
        (0, 0, 0, 0),
        "{after}"
    );
    assert_eq!((after.user_call_ids, after.receivers), (0, 0));
    // The endpoint is of no use any more, and says so.
    let refused = client.request(to, b"x");
    assert_eq!(refused, Err(CallError::Closed));
}

/// IDs of service calls, on the socket that calls itself.
const SERVICE_IDS: u64 = 1 << 40;
const CHARGES: u64 = 24;
const REPLY: u8 = 0xee;

fn charge(socket: &MessageSocket, id: u64) -> Result<usize, MessageError> {
    let control = [Control::UserCallId(UserCallId(id)), Control::ChargeAccept];
    let flags = MessageFlags::empty();
    socket.sendmsg(&SendMessage::new(&[], &control).flags(flags))
}

/// Serves both ends of the calls of a socket that calls itself.
fn both_ends(socket: &MessageSocket, user: u64, books: &Books, next_id: &AtomicU64) {
    let mut mix = Mix(0x1234_5678 + user);
    let mut buf = vec![0; 4096];
    while !is_over(books) {
        let Some(message) = take_message(socket, &mut mix, &mut buf) else { continue };
        let id = message.call.expect("every message names its call").0;
        if id < SERVICE_IDS {
            assert!(buf[..message.bytes].iter().all(|byte| *byte == REPLY), "not the reply");
            if message.is_end() {
                ended(books, id);
            }
        } else if message.is_end() {
            charge(socket, next_id.fetch_add(1, Ordering::Relaxed)).unwrap();
        } else if !message.flags.contains(MessageFlags::MORE) {
            let control = [Control::UserCallId(UserCallId(id))];
            let reply = vec![REPLY; mix.below(5000) as usize];
            let flags = MessageFlags::empty();
            let reply = SendMessage::new(&reply, &control).flags(flags);
            match socket.sendmsg(&reply) {
                // The client may have aborted, or its abort be told already.
                Ok(_) | Err(MessageError::Call(_) | MessageError::DestinationRequired) => {}
                Err(error) => panic!("reply: {error}"),
            }
        }
    }
}

#[test]
fn one_socket_calls_itself_with_thirty_two_threads() {
    let endpoint = Endpoint::bind("127.0.0.1:0").unwrap();
    let socket = endpoint.message_socket();
    socket.bind(ECHO).unwrap();
    socket.listen(CHARGES as usize).unwrap();
    for id in 0..CHARGES {
        charge(&socket, SERVICE_IDS + id).unwrap();
    }
    let to = ServiceAddress::new(endpoint.local_addr(), ECHO);
    let books = Books::default();
    let next_id = AtomicU64::new(SERVICE_IDS + CHARGES);
    thread::scope(|scope| {
        let senders: Vec<_> = (1..=SENDERS)
            .map(|user| {
                let (socket, books) = (&socket, &books);
                scope.spawn(move || sender(socket, to, user, books))
            })
            .collect();
        for user in 0..2 * RECEIVERS {
            let (socket, books, next_id) = (&socket, &books, &next_id);
            scope.spawn(move || both_ends(socket, user, books, next_id));
        }
        for sender in senders {
            sender.join().unwrap();
        }
        books.senders_done.store(true, Ordering::Release);
    });
    assert!(books.live.lock().unwrap().is_empty());
    endpoint.close(Duration::from_secs(10));
    // What the close had to say may be on its way with another thread.
    let end = Instant::now() + Duration::from_secs(10);
    while endpoint.statistics().live_calls > 0 && Instant::now() < end {
        thread::sleep(Duration::from_millis(1));
    }
    let after = endpoint.statistics();
    assert_eq!((after.live_calls, after.live_service_calls), (0, 0), "{after}");
    assert_eq!((after.slots_in_use, after.slot_waiters, after.receivers), (0, 0, 0), "{after}");
    assert_eq!((after.user_call_ids, after.ready), (0, 0), "{after}");
}
