//! Who gives an ID up for whom.

use super::*;
use crate::call::options::CallOptions;
use crate::call::send::Waiting;
use crate::config::Config;
use crate::endpoint::tests::{Pair, SERVICE, ready};
use crate::endpoint::{AddressFamily, Endpoint};
use crate::errno::Errno;
use crate::error::CallError;
use crate::message::{Control, MessageFlags, SendMessage};
use crate::{ServiceAddress, ServiceId};
use rxrpc_wire::{
    AbortCode, CallNumber, Cid, Epoch, Flags, Header, PacketType, SecurityIndex, Seq, Serial,
};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

const CHARGED: ServiceId = ServiceId(3);

/// The first packet of a request that goes on, from somebody unknown.
fn of_a_stranger() -> (SocketAddr, [u8; Header::LEN]) {
    let header = Header {
        epoch: Epoch(Epoch::RANDOM_BIT | 5),
        cid: Cid(4),
        call_number: CallNumber(1),
        seq: Seq::FIRST,
        serial: Serial(1),
        packet_type: PacketType::Data,
        flags: Flags::CLIENT_INITIATED,
        user_status: 0,
        security_index: SecurityIndex::NONE,
        checksum: 0,
        service_id: CHARGED,
    };
    (([10, 0, 0, 9], 7001).into(), header.to_bytes())
}

#[test]
fn a_host_that_has_its_share_pushes_nobody_out() {
    let end = |config| Endpoint::new(config, AddressFamily::V4).expect("settings in range");
    let server = end(Config { max_service_calls: 16, ..Config::default() });
    let mut pair = Pair { now: Instant::now(), client: end(Config::default()), server };
    let incoming = pair.server.incoming(SERVICE).expect("nobody has it");
    let mut held = Vec::new();
    for _ in 0..14 {
        let call = pair.open(&CallOptions::new());
        pair.send(&pair.client, &call);
        held.extend([call, incoming.try_next().expect("its share is not used up")]);
    }
    let socket = pair.server.message_socket();
    socket.bind(CHARGED).expect("nobody has it");
    socket.listen(1).expect("it does not listen");
    let control = [Control::UserCallId(UserCallId(1)), Control::ChargeAccept];
    let message = SendMessage::new(&[], &control);
    ready(socket.sendmsg(pair.now, &message, &mut 0)).expect("there is a place");
    let (stranger, first) = of_a_stranger();
    pair.server.handle_datagram(pair.now, stranger, &first);
    assert_eq!(pair.server.live_calls(), 15);
    pair.now += Duration::from_secs(1);
    let target = ServiceAddress::new(Pair::addresses()[1], CHARGED);
    let more = pair.client.try_open_call(pair.now, target, &CallOptions::new());
    let more = more.expect("a slot is free");
    let sent = ready(pair.client.send(&more, b"data", false, Waiting::Never, &mut 0));
    sent.expect("there is room");
    let mut datagram = Vec::new();
    while pair.client.poll_transmit(pair.now, 1, &mut datagram).is_some() {
        pair.server.handle_datagram(pair.now, Pair::addresses()[0], &datagram);
        datagram.clear();
    }
    // Who is ended is alive until that is told.
    while pair.server.poll_transmit(pair.now, 1, &mut datagram).is_some() {}
    assert_eq!(pair.server.live_calls(), 15, "the stranger's call goes on");
}

#[test]
fn a_call_without_an_id_takes_no_place_that_is_kept_for_one_with_an_id() {
    let end = |config| Endpoint::new(config, AddressFamily::V4).expect("settings in range");
    let server = end(Config { max_service_calls: 2, ..Config::default() });
    let mut pair = Pair { now: Instant::now(), client: end(Config::default()), server };
    let incoming = pair.server.incoming(SERVICE).expect("nobody has it");
    let socket = pair.server.message_socket();
    socket.bind(CHARGED).expect("nobody has it");
    socket.listen(2).expect("it does not listen");
    for id in 1..3 {
        let control = [Control::UserCallId(UserCallId(id)), Control::ChargeAccept];
        let message = SendMessage::new(&[], &control);
        ready(socket.sendmsg(pair.now, &message, &mut 0)).expect("there is a place");
    }
    let (stranger, first) = of_a_stranger();
    pair.server.handle_datagram(pair.now, stranger, &first);
    pair.now += Duration::from_secs(1);
    let call = pair.open(&CallOptions::new());
    pair.send(&pair.client, &call);
    assert!(incoming.try_next().is_none(), "both places are the IDs'");
    assert!(pair.server.services.look(Places::is_consistent));
    assert_eq!(pair.server.services.charged(), [UserCallId(2)], "the stranger's call goes on");
}

#[test]
fn a_socket_that_is_shut_down_refuses_the_calls_that_wait_to_be_accepted() {
    let end = || Endpoint::new(Config::default(), AddressFamily::V4).expect("settings in range");
    let pair = Pair { now: Instant::now(), client: end(), server: end() };
    let socket = pair.server.message_socket();
    socket.bind(CHARGED).expect("nobody has it");
    socket.listen_with_announcements(2).expect("it does not listen");
    let target = ServiceAddress::new(Pair::addresses()[1], CHARGED);
    let call = pair.client.try_open_call(pair.now, target, &CallOptions::new());
    let call = call.expect("a slot is free");
    ready(pair.client.send(&call, b"data", false, Waiting::Never, &mut 0)).expect("there is room");
    let mut datagram = Vec::new();
    while pair.client.poll_transmit(pair.now, 1, &mut datagram).is_some() {
        pair.server.handle_datagram(pair.now, Pair::addresses()[0], &datagram);
        datagram.clear();
    }
    let (stranger, mut packet) = of_a_stranger();
    pair.server.handle_datagram(pair.now, stranger, &packet);
    assert_eq!(pair.server.live_calls(), 2);
    socket.shutdown().expect("it is open");
    let told = ready(socket.recvmsg(&mut [], MessageFlags::DONTWAIT));
    assert_eq!(told.expect_err("a message").errno(), Errno::EAGAIN);
    // The rest of the other request: its call is to be handed out only now.
    packet[15] = 2;
    packet[19] = 2;
    packet[21] |= Flags::LAST_PACKET.bits();
    pair.server.handle_datagram(pair.now, stranger, &packet);
    let told = ready(socket.recvmsg(&mut [], MessageFlags::DONTWAIT));
    assert_eq!(told.expect_err("a message").errno(), Errno::EAGAIN);
    datagram.clear();
    while pair.server.poll_transmit(pair.now, 1, &mut datagram).is_some() {
        pair.client.handle_datagram(pair.now, Pair::addresses()[1], &datagram);
        datagram.clear();
    }
    let aborted = Some(CallError::Aborted(AbortCode::RX_INVALID_OPERATION));
    assert_eq!(call.failure(), aborted);
    assert_eq!(pair.server.live_calls(), 0);
    assert!(pair.server.services.look(Places::is_empty), "all places are free");
}
