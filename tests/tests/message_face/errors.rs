//! Wrong arguments and wrong moments: the errno of each.

use crate::scene::{DONTWAIT, EOR, MORE, Message, NONE, PEEK, Pair};
use rxrpc_core::Errno;
use rxrpc_core::wire::AbortCode;
use rxrpc_core::{
    ChallengeNotice, Control, MessageError, MessageFlags, OobId, SecurityIndex, SendMessage,
    ServiceAddress, ServiceId, UserCallId,
};
use std::time::Duration;

/// The errno of a sendmsg with these control messages, to the pair's service; `None` for success.
fn sendmsg(pair: &Pair, control: &[Control], data: &[u8], flags: MessageFlags) -> Option<Errno> {
    send_to(pair, pair.target(), control, data, flags)
}

fn send_to(
    pair: &Pair,
    to: Option<ServiceAddress>,
    control: &[Control],
    data: &[u8],
    flags: MessageFlags,
) -> Option<Errno> {
    let message = SendMessage::new(data, control).to(to).flags(flags);
    let mut taken = 0;
    let socket = &pair.client.socket;
    let sent = socket.sendmsg(pair.network.now(), &message, &mut taken);
    pair.now_or_never(sent).err().map(|error| error.errno())
}

const ID: Control = Control::UserCallId(UserCallId(7));
const ABORT: Control = Control::Abort(AbortCode(1));
const OOB: MessageFlags = MessageFlags::OOB;

#[test]
fn control_messages_that_make_no_sense_are_einval() {
    let pair = Pair::new();
    const LENGTH: Control = Control::TransmitLength(1);
    let wrong: &[&[Control]] = &[
        &[],
        &[Control::ExclusiveCall],
        &[ID, Control::Abort(AbortCode(0))],
        &[ID, ABORT, ABORT],
        &[ID, ABORT, Control::ChargeAccept],
        &[ID, Control::Accept, Control::ChargeAccept],
        &[ID, Control::Ack],
        &[ID, Control::NewCall],
        &[ID, Control::NetworkError(Errno::ECONNREFUSED)],
        &[ID, Control::LocalError(Errno::EIO)],
        &[ID, Control::Busy],
        &[ID, LENGTH, LENGTH],
        &[ID, LENGTH, ABORT],
        &[ID, LENGTH, Control::ChargeAccept],
        &[ID, LENGTH, Control::Accept],
        &[ID, Control::OobId(OobId(5))],
        &[ID, Control::Respond],
        &[ID, Control::OobId(OobId(5)), Control::Respond],
        &[ID, Control::RxgkAppData(b"data"[..].into())],
        &[ID, Control::Challenged(ChallengeNotice::new(ServiceId(1), SecurityIndex(2)))],
        &[ID, Control::ChargeAccept],
    ];
    for control in wrong {
        assert_eq!(sendmsg(&pair, control, b"x", NONE), Some(Errno::EINVAL), "{control:?}");
    }
    assert_eq!(pair.client.endpoint.statistics().user_call_ids, 0);
}

/// What is given several times counts as it was given last, as in Linux.
#[test]
fn the_last_user_call_id_and_the_last_limits_count() {
    let pair = Pair::new();
    let hard = |seconds| Control::SetCallTimeout {
        hard: Some(Duration::from_secs(seconds)),
        idle: None,
        normal: None,
    };
    let control = [Control::UserCallId(UserCallId(8)), ID, hard(1000), hard(1)];
    assert_eq!(sendmsg(&pair, &control, b"x", NONE), None);
    let end = Message::end(7, Control::Abort(AbortCode::RX_CALL_TIMEOUT));
    assert_eq!(pair.next(&pair.client), end);
    assert_eq!(pair.network.elapsed(), Duration::from_secs(1));
}

#[test]
fn answers_to_what_nobody_asked() {
    let pair = Pair::new();
    const TO: Control = Control::OobId(OobId(5));
    const RESPOND: Control = Control::Respond;
    let extra = || Control::RxgkAppData(b"data"[..].into());
    let answers: &[(&[Control], Errno)] = &[
        // Without RESPOND it is no answer.
        (&[], Errno::EOPNOTSUPP),
        (&[ID], Errno::EOPNOTSUPP),
        (&[TO], Errno::EOPNOTSUPP),
        (&[TO, ABORT], Errno::EOPNOTSUPP),
        (&[TO, extra()], Errno::EOPNOTSUPP),
        // An answer to nothing.
        (&[RESPOND], Errno::EBADSLT),
        (&[TO, RESPOND], Errno::EBADSLT),
        (&[TO, RESPOND, extra()], Errno::EBADSLT),
        (&[TO, RESPOND, ABORT], Errno::EBADSLT),
        (&[RESPOND, extra(), TO], Errno::EBADSLT),
        // What does not go together.
        (&[TO, RESPOND, RESPOND], Errno::EINVAL),
        (&[TO, RESPOND, Control::Abort(AbortCode(0))], Errno::EINVAL),
        (&[TO, RESPOND, ABORT, ABORT], Errno::EINVAL),
        (&[TO, extra(), RESPOND], Errno::EINVAL),
        (&[TO, RESPOND, extra(), extra()], Errno::EINVAL),
        (&[TO, RESPOND, extra(), ABORT], Errno::EINVAL),
        (&[TO, RESPOND, ID], Errno::EINVAL),
        (&[TO, RESPOND, Control::ExclusiveCall], Errno::EINVAL),
        (&[TO, RESPOND, Control::ChargeAccept], Errno::EINVAL),
    ];
    for (control, errno) in answers {
        assert_eq!(sendmsg(&pair, control, b"", OOB), Some(*errno), "{control:?}");
    }
    assert_eq!(sendmsg(&pair, &[TO, RESPOND], b"data", OOB), Some(Errno::EINVAL));
}

#[test]
fn waitall_changes_nothing_in_sendmsg() {
    let pair = Pair::new();
    let big = vec![1; 3_000_000];
    let flags = MessageFlags::WAITALL | DONTWAIT;
    let taken = |id, flags| {
        let send = pair.client.sendmsg(id, &[], &big, flags, pair.target());
        pair.now_or_never(send)
    };
    assert_eq!(taken(1, flags), taken(2, DONTWAIT));
}

#[test]
fn flags_that_make_no_sense_are_eopnotsupp() {
    let pair = Pair::new();
    for flags in [PEEK, EOR, PEEK | MORE, OOB, MessageFlags::from_bits_retain(0x20)] {
        assert_eq!(sendmsg(&pair, &[ID], b"x", flags), Some(Errno::EOPNOTSUPP), "{flags:?}");
    }
    for flags in [MORE, EOR, OOB, MessageFlags::from_bits_retain(0x20)] {
        let received = pair.now_or_never(pair.client.recvmsg(flags));
        assert_eq!(received, Err(MessageError::NotSupported), "{flags:?}");
    }
}

#[test]
fn destinations_that_no_packet_can_be_sent_to() {
    let pair = Pair::new();
    let to = |address: &str, service| {
        let transport: std::net::SocketAddr = address.parse().unwrap();
        Some(ServiceAddress::new(transport, ServiceId(service)))
    };
    assert_eq!(send_to(&pair, None, &[ID], b"x", NONE), Some(Errno::EDESTADDRREQ));
    assert_eq!(send_to(&pair, to("10.0.0.1:7001", 0), &[ID], b"x", NONE), Some(Errno::EINVAL));
    assert_eq!(send_to(&pair, to("10.0.0.1:0", 1), &[ID], b"x", NONE), Some(Errno::EINVAL));
    assert_eq!(send_to(&pair, to("[::1]:7001", 1), &[ID], b"x", NONE), Some(Errno::EAFNOSUPPORT));
    let connect = |to: Option<ServiceAddress>| {
        let refused = pair.client.socket.connect(to.unwrap());
        refused.err().map(|error| error.errno())
    };
    assert_eq!(connect(to("10.0.0.1:7001", 0)), Some(Errno::EINVAL));
    assert_eq!(connect(to("10.0.0.1:0", 1)), Some(Errno::EINVAL));
    assert_eq!(connect(to("[::1]:7001", 1)), Some(Errno::EAFNOSUPPORT));
    assert_eq!(pair.client.endpoint.statistics().user_call_ids, 0);
}

#[test]
fn commands_for_an_id_that_nobody_has_are_ebadslt() {
    let pair = Pair::new();
    assert_eq!(sendmsg(&pair, &[ID, ABORT], b"", NONE), Some(Errno::EBADSLT));
    pair.request(7, b"x");
    assert_eq!(sendmsg(&pair, &[ID, Control::Accept], b"", NONE), Some(Errno::EBADSLT));
}

#[test]
fn data_after_the_end_of_the_request_is_eproto() {
    let pair = Pair::new();
    pair.request(7, b"x");
    assert_eq!(sendmsg(&pair, &[ID], b"y", NONE), Some(Errno::EPROTO));
    assert_eq!(sendmsg(&pair, &[ID], b"", MORE), Some(Errno::EPROTO));
}

#[test]
fn data_for_a_call_that_has_ended_is_eshutdown() {
    let pair = Pair::charged(&[500]);
    assert_eq!(sendmsg(&pair, &[ID], b"x", MORE), None);
    assert_eq!(sendmsg(&pair, &[ID, ABORT], b"", NONE), None);
    // Its end was not received: the ID still names the call that failed.
    assert_eq!(sendmsg(&pair, &[ID], b"y", MORE), Some(Errno::ESHUTDOWN));
    assert_eq!(sendmsg(&pair, &[ID, ABORT], b"", NONE), None, "an abort is always well");
    assert_eq!(pair.next(&pair.client), Message::end(7, ABORT));
    // Well ended calls too.
    pair.request(7, b"x");
    assert_eq!(pair.next(&pair.server).data, b"x");
    let _ = pair.now_or_never(pair.server.sendmsg_last(500, b"reply", None));
    pair.network.run_for(Duration::from_millis(5));
    assert_eq!(sendmsg(&pair, &[ID], b"y", MORE), Some(Errno::ESHUTDOWN));
    assert_eq!(pair.next(&pair.client), Message::data(7, b"reply", EOR));
}

/// A sender that is woken by the failure of its call is told which.
#[test]
fn a_call_that_fails_under_a_sender_gives_its_error() {
    let pair = Pair::charged(&[500]);
    let (client, to) = (pair.client.clone(), pair.target());
    let big = vec![1; 3_000_000];
    let sent = pair.network.spawn(async move { client.sendmsg_last(7, &big, to).await });
    pair.network.run_for(Duration::from_secs(1));
    let abort = Control::Abort(AbortCode(-8));
    assert_eq!(pair.now_or_never(pair.server.command(500, abort.clone())), Ok(()));
    let failed = pair.network.block_on(sent).expect_err("the call failed");
    assert_eq!(failed.errno(), Errno::ECONNABORTED);
    assert_eq!(pair.next(&pair.client), Message::end(7, abort.clone()));
}

#[test]
fn a_closed_socket_is_eshutdown() {
    let pair = Pair::new();
    pair.client.endpoint.close();
    assert_eq!(sendmsg(&pair, &[ID], b"x", NONE), Some(Errno::ESHUTDOWN));
    assert_eq!(sendmsg(&pair, &[ID, ABORT], b"x", NONE), Some(Errno::ESHUTDOWN));
    let bound = pair.client.socket.bind(ServiceId(5)).unwrap_err();
    assert_eq!(bound.errno(), Errno::ESHUTDOWN);
}

#[test]
fn nothing_that_failed_leaves_a_trace() {
    let pair = Pair::new();
    let _ = sendmsg(&pair, &[ID, ABORT], b"", NONE);
    let _ = sendmsg(&pair, &[ID, Control::ChargeAccept], b"", NONE);
    let _ = send_to(&pair, None, &[ID], b"x", DONTWAIT);
    pair.network.assert_released();
}
