//! Calls from beginning to end.

use crate::scene::{DONTWAIT, EOR, MORE, Message, NONE, Pair};
use rxrpc_core::wire::AbortCode;
use rxrpc_core::{CallError, Control, Errno, MessageError};
use std::time::Duration;

#[test]
fn a_whole_call_with_every_message_of_it() {
    let pair = Pair::charged(&[500]);
    pair.request(7, b"question");
    // The whole request: no MORE, and no EOR since the call goes on.
    assert_eq!(pair.next(&pair.server), Message::data(500, b"question", NONE));
    let replied = pair.now_or_never(pair.server.sendmsg_last(500, b"answer", None));
    assert_eq!(replied, Ok(6));
    // The end comes with the last data.
    assert_eq!(pair.next(&pair.client), Message::data(7, b"answer", EOR));
    assert_eq!(pair.next(&pair.server), Message::end(500, Control::Ack));
    pair.network.run_for(Duration::from_secs(1));
    pair.network.assert_released();
}

#[test]
fn a_user_call_id_is_free_after_eor_and_may_be_any_number() {
    let pair = Pair::echoing();
    for id in [0, 1, 1, 1, u64::MAX, 0] {
        pair.request(id, b"again");
        assert_eq!(pair.next(&pair.client), Message::data(id, b"again", EOR));
        assert_eq!(pair.client.endpoint.statistics().user_call_ids, 0);
    }
}

#[test]
fn messages_tell_who_the_peer_is() {
    let pair = Pair::charged(&[500]);
    pair.request(7, b"question");
    let (message, _) = pair.network.block_on(pair.server.recvmsg(NONE)).unwrap();
    let from = message.from.unwrap();
    assert_eq!((from.transport, from.service.0), (pair.client.address(), 1));
    let _ = pair.now_or_never(pair.server.sendmsg_last(500, b"", None));
    let (message, _) = pair.network.block_on(pair.client.recvmsg(NONE)).unwrap();
    assert_eq!(message.from, pair.target());
}

#[test]
fn more_joins_messages_to_one_request() {
    let pair = Pair::charged(&[500]);
    let client = &pair.client;
    for (piece, flags) in [("one ", MORE), ("", MORE), ("two ", MORE), ("three", NONE)] {
        let to = pair.target();
        let sent = pair.now_or_never(client.sendmsg(7, &[], piece.as_bytes(), flags, to));
        assert_eq!(sent, Ok(piece.len()));
        let packets = client.endpoint.statistics().calls.data_sent;
        assert_eq!(packets, u64::from(flags == NONE), "nothing leaves before a packet is full");
    }
    assert_eq!(pair.next(&pair.server), Message::data(500, b"one two three", NONE));
}

#[test]
fn an_empty_message_without_more_ends_the_request() {
    let pair = Pair::charged(&[500]);
    let client = &pair.client;
    let sent = pair.now_or_never(client.sendmsg(7, &[], &[5; 2000], MORE, pair.target()));
    assert_eq!(sent, Ok(2000));
    let first = pair.next(&pair.server);
    assert_eq!(first, Message::data(500, &[5; 1412], MORE));
    assert_eq!(pair.now_or_never(client.sendmsg_last(7, b"", None)), Ok(0));
    assert_eq!(pair.next(&pair.server), Message::data(500, &[5; 588], NONE));
}

#[test]
fn an_empty_request_and_an_empty_reply_are_messages() {
    let pair = Pair::charged(&[500]);
    pair.request(7, b"");
    assert_eq!(pair.next(&pair.server), Message::data(500, b"", NONE));
    assert_eq!(pair.now_or_never(pair.server.sendmsg_last(500, b"", None)), Ok(0));
    assert_eq!(pair.next(&pair.client), Message::data(7, b"", EOR));
    assert_eq!(pair.next(&pair.server), Message::end(500, Control::Ack));
}

#[test]
fn an_abort_by_the_client_is_told_to_both() {
    let pair = Pair::charged(&[500]);
    pair.request(7, b"question");
    assert_eq!(pair.next(&pair.server), Message::data(500, b"question", NONE));
    let abort = Control::Abort(AbortCode(-42));
    assert_eq!(pair.now_or_never(pair.client.command(7, abort.clone())), Ok(()));
    assert_eq!(pair.next(&pair.client), Message::end(7, abort.clone()));
    assert_eq!(pair.next(&pair.server), Message::end(500, abort.clone()));
    pair.network.run_for(Duration::from_secs(1));
    pair.network.assert_released();
}

#[test]
fn an_abort_by_the_service_is_told_to_both() {
    let pair = Pair::charged(&[500]);
    pair.request(7, b"question");
    pair.network.run_for(Duration::from_millis(5));
    let abort = Control::Abort(AbortCode(-455));
    assert_eq!(pair.now_or_never(pair.server.command(500, abort.clone())), Ok(()));
    // The request was not read; of a failed call only the end is told.
    assert_eq!(pair.next(&pair.server), Message::end(500, abort.clone()));
    assert_eq!(pair.next(&pair.client), Message::end(7, abort.clone()));
    pair.network.run_for(Duration::from_secs(1));
    pair.network.assert_released();
}

#[test]
fn aborting_twice_is_well_until_the_end_was_told() {
    let pair = Pair::charged(&[500]);
    pair.request(7, b"question");
    let abort = |code| pair.client.command(7, Control::Abort(AbortCode(code)));
    assert_eq!(pair.now_or_never(abort(1)), Ok(()));
    assert_eq!(pair.now_or_never(abort(2)), Ok(()));
    assert_eq!(pair.next(&pair.client), Message::end(7, Control::Abort(AbortCode(1))));
    assert_eq!(pair.now_or_never(abort(3)), Err(MessageError::BadCallId));
}

#[test]
fn data_that_was_not_read_is_dropped_when_the_call_fails() {
    let pair = Pair::charged(&[500]);
    let big = vec![1; 50_000];
    let sent = pair.now_or_never(pair.client.sendmsg(7, &[], &big, MORE, pair.target()));
    assert_eq!(sent, Ok(50_000));
    pair.network.run_for(Duration::from_millis(100));
    let abort = Control::Abort(AbortCode(9));
    assert_eq!(pair.now_or_never(pair.client.command(7, abort.clone())), Ok(()));
    pair.network.run_for(Duration::from_millis(5));
    assert_eq!(pair.next(&pair.server), Message::end(500, abort.clone()));
    pair.assert_silent(&pair.server);
}

#[test]
fn a_big_call_in_both_directions() {
    let pair = Pair::echoing();
    let request: Vec<u8> = (0..1_000_000u32).map(|at| (at % 251) as u8).collect();
    let (client, data, to) = (pair.client.clone(), request.clone(), pair.target());
    let sent = pair.network.spawn(async move { client.sendmsg_last(7, &data, to).await });
    pair.network.run_for(Duration::ZERO);
    let mut reply = Vec::new();
    loop {
        let message = pair.next(&pair.client);
        reply.extend_from_slice(&message.data);
        if message.flags.contains(EOR) {
            assert_eq!(message.control, None);
            break;
        }
    }
    assert_eq!(pair.network.block_on(sent), Ok(1_000_000));
    assert!(reply == request, "the reply differs");
    pair.network.run_for(Duration::from_secs(1));
    // The service has its charges left.
    assert_eq!(pair.client.endpoint.statistics().user_call_ids, 0);
    assert_eq!(pair.server.endpoint.statistics().live_calls, 0);
}

#[test]
fn dontwait_takes_what_there_is_room_for() {
    let pair = Pair::new();
    let big = vec![1; 2_000_000];
    let flags = MORE | DONTWAIT;
    let first = pair.now_or_never(pair.client.sendmsg(7, &[], &big, flags, pair.target()));
    let taken = first.unwrap();
    assert!((200 * 1412..300 * 1412).contains(&taken), "{taken}");
    let second = pair.now_or_never(pair.client.sendmsg(7, &[], &big, flags, None));
    assert_eq!(second, Err(MessageError::WouldBlock));
}

#[test]
fn the_length_that_was_announced_must_be_kept() {
    let pair = Pair::charged(&[500, 501]);
    let client = &pair.client;
    let (to, length) = (pair.target(), Control::TransmitLength(10));
    let too_long = MessageError::Call(CallError::MessageSize);
    // Too much at once, too little at the end.
    let sent =
        pair.now_or_never(client.sendmsg(7, std::slice::from_ref(&length), &[0; 11], MORE, to));
    assert_eq!(sent, Err(too_long.clone()));
    assert_eq!(too_long.errno(), Errno::EMSGSIZE);
    assert_eq!(pair.now_or_never(client.sendmsg(7, &[], &[1; 4], MORE, None)), Ok(4));
    let short = pair.now_or_never(client.sendmsg(7, &[], &[1; 5], NONE, None));
    assert_eq!(short, Err(too_long.clone()));
    let long = pair.now_or_never(client.sendmsg(7, &[], &[1; 7], NONE, None));
    assert_eq!(long, Err(too_long));
    // The length cannot be announced when data was sent.
    let late = pair.now_or_never(client.sendmsg(7, &[length], &[1; 6], NONE, None));
    assert_eq!(late.unwrap_err().errno(), Errno::EINVAL);
    assert_eq!(pair.now_or_never(client.sendmsg(7, &[], &[1; 6], NONE, None)), Ok(6));
    assert_eq!(pair.next(&pair.server), Message::data(500, &[1; 10], NONE));
    // A service may announce its reply.
    let length = Control::TransmitLength(3);
    let wrong = pair.now_or_never(pair.server.sendmsg(500, &[length], b"four", NONE, None));
    assert_eq!(wrong.unwrap_err().errno(), Errno::EMSGSIZE);
    assert_eq!(pair.now_or_never(pair.server.sendmsg_last(500, b"yes", None)), Ok(3));
    assert_eq!(pair.next(&pair.client), Message::data(7, b"yes", EOR));
}

#[test]
fn several_sockets_may_use_the_same_id() {
    let pair = Pair::echoing();
    let other = pair.network.node();
    pair.request(7, b"first");
    let sent = pair.now_or_never(other.sendmsg_last(7, b"second", pair.target()));
    assert_eq!(sent, Ok(6));
    assert_eq!(pair.next(&other), Message::data(7, b"second", EOR));
    assert_eq!(pair.next(&pair.client), Message::data(7, b"first", EOR));
}

#[test]
fn the_default_destination_is_used_without_another() {
    let pair = Pair::echoing();
    pair.client.socket.connect(pair.server.service(1)).unwrap();
    assert_eq!(pair.now_or_never(pair.client.sendmsg_last(7, b"hello", None)), Ok(5));
    assert_eq!(pair.next(&pair.client), Message::data(7, b"hello", EOR));
}
