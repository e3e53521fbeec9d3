//! Doorbells and events of message sockets over real sockets.

#![allow(clippy::unwrap_used)]
#![cfg(any(target_os = "linux", target_os = "android", target_os = "freebsd"))]

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rxrpc_sync::{
    Config, Control, Doorbell, Endpoint, MessageError, MessageFlags, MessageSocket, SendMessage,
    ServiceAddress, ServiceId, SocketEvent, UserCallId,
};
use std::sync::mpsc;
use std::time::Duration;

const SERVICE: ServiceId = ServiceId(9);
const DONTWAIT: MessageFlags = MessageFlags::DONTWAIT;
const LONG: Duration = Duration::from_secs(30);

/// A service that answers each call with its request when it is told to.
fn service() -> (Endpoint, ServiceAddress, mpsc::Sender<()>) {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    let (go, goes) = mpsc::channel();
    let goes = std::sync::Mutex::new(goes);
    server
        .serve(SERVICE, 1, move |call| {
            let request = call.take_request(100)?;
            let _ended = goes.lock().unwrap().recv();
            Ok(call.send(&request)?)
        })
        .unwrap();
    let address = ServiceAddress::new(server.local_addr(), SERVICE);
    (server, address, go)
}

/// Whether the bell rings within this time.
fn rings(bell: &Doorbell, within: Duration) -> bool {
    let limit = Timespec { tv_sec: within.as_secs() as _, tv_nsec: within.subsec_nanos() as _ };
    let mut fds = [PollFd::new(bell, PollFlags::IN)];
    poll(&mut fds, Some(&limit)).unwrap() > 0
}

fn ask(socket: &MessageSocket, to: ServiceAddress, id: u64) -> Result<usize, MessageError> {
    let control = [Control::UserCallId(UserCallId(id))];
    socket.sendmsg(&SendMessage::new(b"hello", &control).to(to).flags(DONTWAIT))
}

#[test]
fn it_rings_from_the_reply_until_that_is_taken() {
    let (_server, service, go) = service();
    let socket = Endpoint::bind("127.0.0.1:0").unwrap().message_socket();
    let bell = socket.doorbell().unwrap();
    assert!(!rings(&bell, Duration::ZERO));
    for id in 0..3 {
        ask(&socket, service, id).unwrap();
        assert!(!rings(&bell, Duration::ZERO));
        go.send(()).unwrap();
        assert!(rings(&bell, LONG));
        assert_eq!(socket.try_next_event(), Ok(SocketEvent::Receive));
        assert_eq!(socket.try_next_event(), Err(MessageError::WouldBlock), "told once");
        assert!(rings(&bell, Duration::ZERO), "the message is there still");
        // The other thread takes the only message.
        let taker = socket.clone();
        let taken = std::thread::spawn(move || {
            let mut buf = [0; 100];
            let mut taken = 0;
            loop {
                let message = taker.recvmsg(&mut buf, MessageFlags::empty()).unwrap();
                taken += message.bytes;
                if message.is_end() {
                    return taken;
                }
            }
        });
        assert_eq!(taken.join().unwrap(), 5);
        assert!(!rings(&bell, Duration::ZERO));
        assert_eq!(socket.recvmsg(&mut [0; 9], DONTWAIT), Err(MessageError::WouldBlock));
    }
}

#[test]
fn a_second_bell_and_one_that_came_late_ring_too() {
    let (_server, service, go) = service();
    let socket = Endpoint::bind("127.0.0.1:0").unwrap().message_socket();
    let first = socket.doorbell().unwrap();
    ask(&socket, service, 1).unwrap();
    go.send(()).unwrap();
    assert!(rings(&first, LONG));
    let second = socket.doorbell().unwrap();
    // The thread that rings the first one may be at it still, and then rings this one too.
    assert!(rings(&second, LONG));
    drop(first);
    while socket.recvmsg(&mut [0; 100], DONTWAIT).is_ok() {}
    assert!(!rings(&second, Duration::ZERO));
}

#[test]
fn a_closed_socket_rings_for_good() {
    let endpoint = Endpoint::bind("127.0.0.1:0").unwrap();
    for close_endpoint in [false, true] {
        let socket = endpoint.message_socket();
        let bell = socket.doorbell().unwrap();
        assert!(!rings(&bell, Duration::ZERO));
        if close_endpoint {
            endpoint.close(Duration::ZERO);
        } else {
            socket.close();
        }
        for _ in 0..2 {
            assert!(rings(&bell, Duration::ZERO));
            assert!(socket.recvmsg(&mut [0; 9], DONTWAIT) != Err(MessageError::WouldBlock));
            assert!(socket.try_next_event() != Err(MessageError::WouldBlock));
        }
    }
}

#[test]
fn a_first_message_that_found_no_slot_is_told_of_one() {
    let (_server, service, go) = service();
    let mut config = Config::default();
    config.connections_per_bundle = 1;
    let builder = Endpoint::builder().bind("127.0.0.1:0").config(config);
    let socket = builder.build().unwrap().message_socket();
    let bell = socket.doorbell().unwrap();
    for id in 0..4 {
        ask(&socket, service, id).unwrap();
    }
    assert_eq!(ask(&socket, service, 4), Err(MessageError::WouldBlock));
    assert_eq!(ask(&socket, service, 5), Err(MessageError::WouldBlock));
    assert!(!rings(&bell, Duration::ZERO));
    go.send(()).unwrap();
    let mut events = Vec::new();
    while !events.contains(&SocketEvent::SlotFree(service)) {
        assert!(rings(&bell, LONG));
        events.extend(socket.try_next_event());
    }
    assert_eq!(ask(&socket, service, 4), Ok(5));
    assert_eq!(ask(&socket, service, 5), Err(MessageError::WouldBlock), "it was one");
}

#[test]
fn a_wait_for_an_event_ends_with_it_or_with_its_time() {
    let (_server, service, go) = service();
    let socket = Endpoint::bind("127.0.0.1:0").unwrap().message_socket();
    assert_eq!(socket.next_event(), Err(MessageError::WouldBlock), "there can be none");
    ask(&socket, service, 1).unwrap();
    let short = Duration::from_millis(5);
    assert_eq!(socket.next_event_timeout(short), Err(MessageError::WouldBlock));
    go.send(()).unwrap();
    assert_eq!(socket.next_event(), Ok(SocketEvent::Receive));
}

#[cfg(feature = "crossbeam-channel")]
mod channels {
    use super::*;
    use crossbeam_channel::{select, tick};

    /// One message for each ring is enough.
    #[test]
    fn select_hears_two_sockets_and_a_timer() {
        let (_server, service, go) = service();
        let endpoint = Endpoint::bind("127.0.0.1:0").unwrap();
        let sockets = [endpoint.message_socket(), endpoint.message_socket()];
        let bells = [sockets[0].rings(), sockets[1].rings()];
        let timer = tick(Duration::from_millis(1));
        for socket in &sockets {
            for id in 0..4 {
                ask(socket, service, id).unwrap();
            }
        }
        (0..8).for_each(|_| go.send(()).unwrap());
        let (mut ends, mut ticks) = ([0, 0], 0);
        while ends != [4, 4] || ticks == 0 {
            let heard = select! {
                recv(bells[0]) -> _ => 0,
                recv(bells[1]) -> _ => 1,
                recv(timer) -> _ => {
                    ticks += 1;
                    continue;
                }
            };
            let message = sockets[heard].recvmsg(&mut [0; 100], DONTWAIT).unwrap();
            ends[heard] += usize::from(message.is_end());
        }
        assert!(bells.iter().all(|bell| bell.is_empty()));
    }
}
