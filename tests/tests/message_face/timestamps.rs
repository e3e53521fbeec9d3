//! The time of reception.

use crate::scene::{DONTWAIT, EOR, MORE, NONE, PEEK, Pair};
use rxrpc_core::wire::AbortCode;
use rxrpc_core::{Control, MessageFlags};
use rxrpc_tests::network::Node;
use std::time::{Duration, Instant};

const LATER: Duration = Duration::from_millis(50);
const SOON: Duration = Duration::from_millis(10);

/// What is told with room for so many bytes: bytes, flags, the time, and what else.
type Told = (usize, MessageFlags, Option<Instant>, Vec<Control>);

fn receive(pair: &Pair, node: &Node, room: usize, flags: MessageFlags) -> Told {
    let mut buffer = vec![0; room];
    let received = pair.now_or_never(node.socket.recvmsg(&mut buffer, flags));
    let message = received.expect("a message");
    let mut control = message.control.to_vec();
    let time = match control.first() {
        Some(Control::Timestamp(time)) => Some(*time),
        _ => None,
    };
    control.drain(..usize::from(time.is_some()));
    (message.bytes, message.flags, time, control)
}

/// A request of two packets, the second of which came later; the times of both.
fn two_packets(pair: &Pair) -> (Instant, Instant) {
    let more = pair.client.sendmsg(7, &[], &[1; 1500], MORE, pair.target());
    assert_eq!(pair.now_or_never(more), Ok(1500));
    pair.network.run_for(LATER);
    let first = receive(pair, &pair.server, 5, PEEK).2.expect("it has a time");
    let rest = pair.client.sendmsg_last(7, &[1; 500], None);
    assert_eq!(pair.now_or_never(rest), Ok(500));
    pair.network.run_for(SOON);
    (first, first + LATER)
}

#[test]
fn messages_tell_when_their_last_byte_came() {
    let pair = Pair::charged(&[500]);
    pair.server.socket.set_timestamps(true);
    assert!(pair.server.socket.timestamps() && !pair.client.socket.timestamps());
    let sent = pair.network.now();
    let (first, second) = two_packets(&pair);
    assert!(first > sent && first < sent + SOON);
    let none: Vec<Control> = Vec::new();
    let server = &pair.server;
    assert_eq!(receive(&pair, server, 9000, PEEK), (2000, NONE, Some(second), none.clone()));
    assert_eq!(receive(&pair, server, 0, NONE), (0, MORE, None, none.clone()), "no data, no time");
    assert_eq!(receive(&pair, server, 10, NONE), (10, MORE, Some(first), none.clone()));
    assert_eq!(receive(&pair, server, 100, NONE), (100, MORE, Some(first), none.clone()));
    assert_eq!(receive(&pair, server, 1390, NONE), (1390, MORE, Some(second), none.clone()));
    assert_eq!(receive(&pair, server, 9000, NONE), (500, NONE, Some(second), none));
}

#[test]
fn the_time_comes_before_the_end() {
    let pair = Pair::charged(&[500]);
    pair.client.socket.set_timestamps(true);
    pair.request(7, b"x");
    assert_eq!(pair.next(&pair.server).data, b"x");
    let part = pair.server.sendmsg(500, &[], &[1; 1500], MORE, None);
    assert_eq!(pair.now_or_never(part), Ok(1500));
    let client = pair.client.clone();
    let all = pair.network.spawn(async move {
        client.socket.recvmsg(&mut [0; 9000], MessageFlags::WAITALL).await.expect("a message")
    });
    pair.network.run_for(SOON);
    let abort = Control::Abort(AbortCode(7));
    assert_eq!(pair.now_or_never(pair.server.command(500, abort.clone())), Ok(()));
    let message = pair.network.block_on(all);
    assert_eq!((message.flags, message.control.len()), (EOR, 2), "{message:?}");
    assert!(matches!(message.control.first(), Some(Control::Timestamp(_))), "{message:?}");
    assert_eq!(message.control.get(1), Some(&abort));
}

#[test]
fn who_did_not_ask_is_told_no_time() {
    let pair = Pair::charged(&[500, 501]);
    // Another socket of the same endpoint wants to know.
    pair.server.endpoint.message_socket().set_timestamps(true);
    pair.request(7, b"x");
    pair.network.run_for(SOON);
    assert_eq!(receive(&pair, &pair.server, 9, PEEK | DONTWAIT), (1, NONE, None, Vec::new()));
    pair.server.socket.set_timestamps(true);
    assert!(receive(&pair, &pair.server, 9, NONE).2.is_some());
    pair.server.socket.set_timestamps(false);
    pair.request(8, b"x");
    pair.network.run_for(SOON);
    assert_eq!(receive(&pair, &pair.server, 9, NONE), (1, NONE, None, Vec::new()));
}

/// A call that had begun before anybody wanted to know has times for what comes since.
#[test]
fn what_came_before_anybody_asked_has_no_time() {
    let pair = Pair::charged(&[500]);
    let more = pair.client.sendmsg(7, &[], &[1; 1500], MORE, pair.target());
    assert_eq!(pair.now_or_never(more), Ok(1500));
    pair.network.run_for(LATER);
    pair.server.socket.set_timestamps(true);
    assert_eq!(receive(&pair, &pair.server, 10, NONE), (10, MORE, None, Vec::new()));
    let rest = pair.client.sendmsg_last(7, &[1; 500], None);
    assert_eq!(pair.now_or_never(rest), Ok(500));
    pair.network.run_for(SOON);
    let (bytes, flags, time, _) = receive(&pair, &pair.server, 9000, NONE);
    assert_eq!((bytes, flags), (1990, NONE));
    assert!(time.is_some());
}
