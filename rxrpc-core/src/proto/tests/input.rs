//! One machine and forged packets: what it answers, and what it makes of nonsense.

use crate::proto::tests::support::{End, serial_of};
use crate::proto::{
    Completion, Events, Failure, FinalState, MachineConfig, SendRefusal, Side, State,
};
use rxrpc_wire::{
    AbortCode, Ack, AckReason, Flags, Header, JUMBO_DATA_LEN, PacketType, Seq, Serial,
};
use std::time::Instant;

const NOTHING: Flags = Flags::empty();
const PROTOCOL_ERROR: Completion =
    Completion::LocallyAborted { code: AbortCode::RX_PROTOCOL_ERROR, error: Failure::BadMessage };

/// A client whose request of `count` full packets is on its way.
fn client_with_request(count: usize) -> End {
    let mut end = End::client();
    end.queue_full(count, true);
    end.transmit();
    end
}

/// A service that has the whole request.
fn service_with_request() -> End {
    let mut end = End::service();
    end.peer_data(1, Flags::LAST_PACKET, b"request");
    assert_eq!(end.machine.receive().unwrap().payload, "request");
    end
}

fn assert_protocol_error(mut end: End) {
    assert_eq!(end.machine.completion(), Some(&PROTOCOL_ERROR));
    assert_eq!(end.sent(), ["X-5"]);
    assert_eq!(end.machine.last_final(), FinalState::Abort(AbortCode::RX_PROTOCOL_ERROR));
    assert_eq!(end.machine.poll_timeout(), None);
    assert!(end.machine.receive().is_none());
}

#[test]
fn a_service_call_goes_through_its_states() {
    let mut end = End::service();
    assert_eq!(end.machine.state(), State::ServiceReceiveRequest);
    assert_eq!(end.machine.can_send(), Err(SendRefusal::WrongState));
    end.peer_data(1, NOTHING, b"one");
    assert_eq!(end.machine.take_events(), Events::READABLE);
    end.peer_data(2, Flags::LAST_PACKET, b"two");
    assert_eq!(end.machine.state(), State::ServiceAckRequest);
    let first = end.machine.receive().unwrap();
    assert_eq!((first.payload.as_ref(), first.seq, first.last), (&b"one"[..], Seq(1), false));
    assert!(end.machine.peek_receive().unwrap().last);
    assert!(!end.machine.receive_ended());
    assert!(end.machine.receive().unwrap().last);
    assert!(end.machine.receive_ended());
    end.queue(b"reply", false);
    assert_eq!(end.machine.state(), State::ServiceSendReply);
    end.queue(b"", true);
    assert_eq!(end.machine.can_send(), Err(SendRefusal::WrongState));
    assert_eq!(end.sent(), ["D1", "D2l"]);
    assert_eq!(end.machine.state(), State::ServiceAwaitAck);
    end.peer_ack(AckReason::Delay, 2, &[1]);
    assert_eq!(end.machine.state(), State::ServiceAwaitAck);
    end.peer_ack(AckReason::Idle, 3, &[]);
    assert_eq!(end.machine.completion(), Some(&Completion::Succeeded));
    assert_eq!(end.machine.last_final(), FinalState::Nothing);
    assert_eq!(end.machine.can_send(), Err(SendRefusal::Complete));
    assert!(end.machine.take_events().contains(Events::COMPLETED | Events::WRITABLE));
}

#[test]
fn a_client_call_goes_through_its_states_and_owes_a_final_ack() {
    let mut end = End::client();
    assert!(!end.machine.is_exposed());
    end.queue(b"a", false);
    assert_eq!(end.sent(), ["D1r"]);
    assert!(end.machine.is_exposed());
    end.queue(b"b", true);
    assert_eq!(end.sent(), ["D2l"]);
    assert_eq!(end.machine.state(), State::ClientAwaitAck);
    end.peer_ack(AckReason::Delay, 3, &[]);
    assert_eq!(end.machine.state(), State::ClientAwaitReply);
    end.peer_data(1, NOTHING, b"re");
    assert_eq!(end.machine.state(), State::ClientReceiveReply);
    end.peer_data(2, Flags::LAST_PACKET, b"ply");
    assert_eq!(end.machine.completion(), Some(&Completion::Succeeded));
    assert_eq!(end.sent(), [""; 0]);
    assert_eq!(end.machine.poll_timeout(), end.machine.final_ack_deadline());
    end.wait_ms(4);
    assert_eq!(end.sent(), [""; 0]);
    end.wait_ms(1);
    assert_eq!(end.sent(), ["A:idle:3"]);
    assert_eq!(end.machine.poll_timeout(), None);
    assert_eq!(end.machine.receive().unwrap().payload, "re");
    assert!(end.machine.receive().unwrap().last);
}

#[test]
fn a_finished_client_call_repeats_its_final_ack_and_no_more() {
    let mut end = client_with_request(1);
    let last = end.peer_data(1, Flags::LAST_PACKET, b"x");
    assert_eq!(end.peer_data(1, Flags::LAST_PACKET, b"x").distance(last), 1);
    assert_eq!(end.sent(), ["A:duplicate:2"]);
    assert_eq!(end.machine.final_ack_deadline(), None, "it was sent");
    let ping = end.peer_ack(AckReason::Ping, 2, &[]);
    let answer = end.transmit().remove(0);
    let ack = Ack::parse(&answer[Header::LEN..]).unwrap();
    assert_eq!((ack.reason, ack.serial), (AckReason::PingResponse, ping));
    end.peer_ack(AckReason::PingResponse, 2, &[]);
    assert_eq!(end.sent(), [""; 0]);
    let FinalState::Ack { first_packet, .. } = end.machine.last_final() else { panic!() };
    assert_eq!(first_packet, Seq(2));
    let (config, mut out) = (MachineConfig::default(), Vec::new());
    assert!(end.machine.last_final().emit(
        &config,
        &end.identity,
        Serial(9),
        Some(Serial(5)),
        &mut out
    ));
    let ack = Ack::parse(&out[Header::LEN..]).unwrap();
    assert_eq!((ack.reason, ack.serial), (AckReason::Duplicate, Serial(5)));
    assert_eq!(ack.receive_window(), Some(254), "one packet is not read yet");
}

#[test]
fn a_reply_before_the_end_of_the_request_was_queued_breaks_the_call() {
    let mut end = End::client();
    end.queue(b"a", false);
    end.transmit();
    end.peer_data(1, NOTHING, b"too early");
    assert_protocol_error(end);
}

#[test]
fn a_reply_before_anything_was_sent_breaks_the_call() {
    let mut end = End::client();
    end.queue(b"a", true);
    end.peer_data(1, NOTHING, b"forged");
    assert_eq!(end.machine.completion(), Some(&PROTOCOL_ERROR));
    assert_eq!(end.sent(), [""; 0], "no peer knows of the call");
}

#[test]
fn a_reply_stops_a_request_that_nobody_wants() {
    let mut end = client_with_request(40);
    assert_eq!(end.machine.state(), State::ClientSendRequest);
    end.peer_data(1, NOTHING, b"enough");
    assert_eq!(end.machine.state(), State::ClientReceiveReply);
    assert!(end.machine.take_events().contains(Events::WRITABLE));
    assert_eq!(end.machine.transmit_space(), 256);
    assert_eq!(end.machine.can_send(), Err(SendRefusal::WrongState));
    // The service still acknowledges what it had of the request: no reason for anything.
    end.peer_ack(AckReason::Idle, 5, &[1]);
    end.wait_ms(2000);
    assert_eq!(end.sent(), ["A:idle:2"]);
    assert_eq!(end.machine.completion(), None);
}

#[test]
fn every_second_packet_is_acknowledged_at_once_and_a_lone_one_later() {
    let mut end = End::service();
    end.peer_data(1, NOTHING, b"x");
    assert_eq!(end.sent(), [""; 0]);
    let second = end.peer_data(2, NOTHING, b"x");
    let ack = end.transmit().remove(0);
    let ack = Ack::parse(&ack[Header::LEN..]).unwrap();
    assert_eq!((ack.reason, ack.serial, ack.first_packet), (AckReason::Idle, second, Seq(3)));
    end.peer_data(3, NOTHING, b"x");
    end.wait_ms(99);
    assert_eq!(end.sent(), [""; 0]);
    end.wait_ms(1);
    let ack = end.transmit().remove(0);
    let ack = Ack::parse(&ack[Header::LEN..]).unwrap();
    assert_eq!((ack.reason, ack.serial, ack.first_packet), (AckReason::Idle, Serial::NONE, Seq(4)));
    end.wait_ms(1000);
    assert_eq!(end.sent(), [""; 0]);
}

#[test]
fn a_batch_of_datagrams_gets_one_ack() {
    let mut end = End::service();
    for seq in 1..=40 {
        end.peer_data(seq, NOTHING, b"x");
    }
    assert_eq!(end.sent(), ["A:idle:41"]);
}

#[test]
fn the_reply_acknowledges_the_request() {
    let mut end = service_with_request();
    end.queue(b"reply", true);
    assert_eq!(end.sent(), ["D1l"]);
    end.wait_ms(150);
    assert_eq!(end.sent(), [""; 0]);
    let mut slow = service_with_request();
    slow.wait_ms(100);
    assert_eq!(slow.sent(), ["A:idle:2"]);
}

#[test]
fn a_hole_is_reported_at_once_and_so_is_its_end() {
    let mut end = End::service();
    end.peer_data(1, NOTHING, b"1");
    end.peer_data(3, NOTHING, b"3");
    assert_eq!(end.sent(), ["A:out_of_sequence:2:01"]);
    end.peer_data(5, NOTHING, b"5");
    end.peer_data(5, NOTHING, b"5");
    assert_eq!(end.sent(), ["A:out_of_sequence:2:0101"]);
    end.peer_data(5, NOTHING, b"5");
    assert_eq!(end.sent(), ["A:duplicate:2:0101"]);
    end.peer_data(2, NOTHING, b"2");
    assert_eq!(end.sent(), ["A:delay:4:01"]);
    end.peer_data(4, NOTHING, b"4");
    assert_eq!(end.sent(), ["A:idle:6"]);
    let payloads: Vec<_> =
        std::iter::from_fn(|| end.machine.receive()).map(|packet| packet.payload).collect();
    assert_eq!(payloads, ["1", "2", "3", "4", "5"]);
    assert_eq!(end.machine.counters().duplicates, 2);
    assert_eq!(end.machine.counters().out_of_order, 2);
}

#[test]
fn a_requested_ack_names_the_packet_that_asked() {
    let mut end = End::service();
    let asked = end.peer_data(1, Flags::REQUEST_ACK, b"x");
    let sent = end.transmit();
    let ack = Ack::parse(&sent[0][Header::LEN..]).unwrap();
    assert_eq!((ack.reason, ack.serial), (AckReason::Requested, asked));
    assert_eq!(sent[0].len(), 65, "header, 18, 3 and 16 bytes");
    assert_eq!(ack.rest[..3], [0; 3]);
    assert_eq!(ack.receive_window(), Some(254));
    assert_eq!(ack.jumbo_max(), Some(4));
    assert_eq!((ack.buffer_space, ack.max_skew), (0, 0));
}

#[test]
fn packets_beyond_the_window_are_dropped_and_the_window_follows_the_reader() {
    let config = MachineConfig { receive_window: 8, ..MachineConfig::default() };
    let mut end = End::new(Instant::now(), Side::Service, &config, 0);
    end.peer_data(9, NOTHING, b"9");
    assert_eq!(end.sent(), ["A:exceeds_window:1"]);
    for seq in 1..=8 {
        end.peer_data(seq, NOTHING, b"x");
    }
    let ack = end.transmit().remove(0);
    assert_eq!(Ack::parse(&ack[Header::LEN..]).unwrap().receive_window(), Some(0));
    end.peer_data(9, NOTHING, b"9");
    assert_eq!(end.sent(), ["A:exceeds_window:9"]);
    end.machine.receive().unwrap();
    assert_eq!(end.sent(), [""; 0], "one packet is not worth an ACK");
    end.machine.receive().unwrap();
    let ack = end.transmit().remove(0);
    let ack = Ack::parse(&ack[Header::LEN..]).unwrap();
    assert_eq!((ack.reason, ack.receive_window()), (AckReason::Idle, Some(2)));
    assert_eq!(end.machine.counters().beyond_window, 2);
}

#[test]
fn jumbograms_are_split() {
    let mut end = End::service();
    let mut jumbo = vec![1; JUMBO_DATA_LEN];
    jumbo.extend([Flags::JUMBO_PACKET.bits(), 0, 0x12, 0x34]);
    jumbo.extend([2; JUMBO_DATA_LEN]);
    jumbo.extend([Flags::LAST_PACKET.bits(), 0, 0x56, 0x78]);
    jumbo.extend([3; 10]);
    end.peer_data(1, Flags::JUMBO_PACKET, &jumbo);
    assert_eq!(end.machine.state(), State::ServiceAckRequest);
    assert_eq!(end.machine.receive().unwrap().payload, vec![1; JUMBO_DATA_LEN]);
    let second = end.machine.receive().unwrap();
    assert_eq!((second.checksum, second.seq), (0x1234, Seq(2)));
    let third = end.machine.receive().unwrap();
    assert_eq!((third.payload.as_ref(), third.checksum, third.last), (&[3; 10][..], 0x5678, true));
}

#[test]
fn a_pair_in_a_jumbogram_is_acknowledged_at_once() {
    let mut end = End::service();
    let mut jumbo = vec![1; JUMBO_DATA_LEN];
    jumbo.extend([0, 0, 0, 0, 9]);
    end.peer_data(1, Flags::JUMBO_PACKET, &jumbo);
    assert_eq!(end.sent(), ["A:idle:3"]);
}

#[test]
fn a_bad_jumbogram_breaks_the_call() {
    for (flags, length) in [
        (Flags::JUMBO_PACKET, JUMBO_DATA_LEN + 3),
        (Flags::JUMBO_PACKET, 0),
        (Flags::JUMBO_PACKET | Flags::LAST_PACKET, JUMBO_DATA_LEN + 5),
    ] {
        let mut end = End::service();
        end.peer_data(1, flags, &vec![0; length]);
        assert_protocol_error(end);
    }
}

#[test]
fn a_packet_larger_than_was_said_to_be_taken_breaks_the_call() {
    let mut end = End::service();
    end.peer_data(1, Flags::empty(), &[0; 5692]);
    assert_eq!(end.machine.receive().unwrap().payload.len(), 5692);
    end.peer_data(2, Flags::empty(), &[0; 5693]);
    assert_protocol_error(end);
}

#[test]
fn a_second_end_and_data_after_the_end_break_the_call() {
    let with_end = |then: &dyn Fn(&mut End) -> Serial| {
        let mut end = End::service();
        end.peer_data(3, Flags::LAST_PACKET, b"3");
        then(&mut end);
        assert_protocol_error(end);
    };
    with_end(&|end| end.peer_data(4, Flags::LAST_PACKET, b"4"));
    with_end(&|end| end.peer_data(2, Flags::LAST_PACKET, b"2"));
    with_end(&|end| end.peer_data(4, NOTHING, b"4"));
    with_end(&|end| end.peer_data(3, NOTHING, b"3"));
    let mut late = End::service();
    late.peer_data(3, NOTHING, b"3");
    late.peer_data(2, Flags::LAST_PACKET, b"2");
    assert_protocol_error(late);
}

#[test]
fn empty_packets_carry_nothing_but_may_end() {
    let mut end = End::service();
    end.peer_data(1, NOTHING, b"");
    assert_eq!(end.machine.take_events(), Events::empty());
    assert!(!end.machine.has_data());
    end.peer_data(2, Flags::LAST_PACKET, b"");
    assert_eq!(end.machine.take_events(), Events::READABLE);
    let packet = end.machine.receive().unwrap();
    assert!(packet.payload.is_empty() && packet.last);
}

#[test]
fn sequence_number_zero_is_a_duplicate() {
    let mut end = End::service();
    end.peer_data(0, NOTHING, b"x");
    assert_eq!(end.sent(), ["A:duplicate:1"]);
}

#[test]
fn a_ping_is_answered_even_if_the_rest_of_it_is_old() {
    let mut end = client_with_request(4);
    end.peer_ack(AckReason::Idle, 4, &[]);
    let serial = end.peer_ack(AckReason::Ping, 2, &[]);
    let sent = end.transmit();
    let ack = Ack::parse(&sent.last().unwrap()[Header::LEN..]).unwrap();
    assert_eq!((ack.reason, ack.serial), (AckReason::PingResponse, serial));
    assert_eq!(end.machine.counters().acks_discarded, 1);
}

#[test]
fn an_ack_with_a_request_is_answered_once_whatever_their_number() {
    let mut end = client_with_request(1);
    for _ in 0..100 {
        let header = end.peer_header(PacketType::Ack, 0, Flags::REQUEST_ACK);
        let body = [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0];
        end.machine.handle_ack(end.now, &header, &Ack::parse(&body).unwrap());
    }
    assert_eq!(end.sent(), ["A:requested:1"]);
}

#[test]
fn acknowledging_what_was_never_sent_breaks_the_call() {
    for (first, table) in [(6, &[][..]), (50, &[]), (2, &[1, 1, 1, 1]), (5, &[0]), (0, &[])] {
        let mut end = client_with_request(4);
        end.peer_ack(AckReason::Idle, first, table);
        assert_protocol_error(end);
    }
    // Queued is not sent.
    let mut end = client_with_request(20);
    end.peer_ack(AckReason::Idle, 12, &[]);
    assert_protocol_error(end);
}

#[test]
fn a_server_that_forgot_the_call_is_noticed() {
    let lost = Completion::RemotelyAborted { code: AbortCode(0), error: Failure::NetworkReset };
    for reason in [AckReason::ExceedsWindow, AckReason::OutOfSequence] {
        let mut end = client_with_request(30);
        end.peer_ack(AckReason::Idle, 5, &[]);
        end.peer_ack(reason, 1, &[]);
        assert_eq!(end.machine.completion(), Some(&lost));
        assert_eq!(end.sent(), [""; 0]);
    }
}

#[test]
fn a_server_that_misses_the_first_packet_has_forgotten_nothing() {
    let mut end = client_with_request(30);
    end.peer_ack(AckReason::ExceedsWindow, 1, &[]);
    let straggler = end.forged;
    end.peer_ack(AckReason::Idle, 3, &[]);
    end.forged = straggler - 1;
    end.peer_ack(AckReason::ExceedsWindow, 1, &[]);
    assert_eq!(end.machine.completion(), None);
    assert_eq!(end.machine.state(), State::ClientSendRequest);
}

#[test]
fn ack_all_acknowledges_what_was_sent_and_only_then() {
    let mut end = client_with_request(20);
    let header = end.peer_header(PacketType::AckAll, 0, NOTHING);
    end.machine.handle_ack_all(end.now, &header);
    assert_eq!(end.machine.state(), State::ClientSendRequest);
    assert_eq!(end.machine.transmit_space(), 246, "what was not sent stays");
    end.transmit();
    end.machine.take_events();
    end.machine.handle_ack_all(end.now, &header);
    assert_eq!(end.machine.state(), State::ClientAwaitReply);
    assert!(end.machine.take_events().contains(Events::WRITABLE), "a sender is told of the room");

    let mut service = End::service();
    service.machine.handle_ack_all(service.now, &header);
    assert_eq!(service.machine.completion(), None);
    let mut service = service_with_request();
    service.queue(b"reply", true);
    service.machine.handle_ack_all(service.now, &header);
    assert_eq!(service.machine.completion(), None, "nothing was sent");
    service.transmit();
    service.machine.handle_ack_all(service.now, &header);
    assert_eq!(service.machine.completion(), Some(&Completion::Succeeded));
}

#[test]
fn the_next_call_ends_a_service_call() {
    let mut done = service_with_request();
    done.queue(b"reply", true);
    done.transmit();
    done.machine.handle_implicit_end(done.now);
    assert_eq!(done.machine.completion(), Some(&Completion::Succeeded));

    let mut early = service_with_request();
    early.machine.handle_implicit_end(early.now);
    let code = AbortCode::RX_CALL_DEAD;
    let end = Completion::LocallyAborted { code, error: Failure::Superseded };
    assert_eq!(early.machine.completion(), Some(&end));
    assert_eq!(early.sent(), [""; 0]);
    assert_eq!(early.machine.last_final(), FinalState::Nothing);
}

#[test]
fn an_abort_is_sent_once_and_only_if_the_peer_knows_of_the_call() {
    let mut hidden = End::client();
    hidden.queue(b"x", true);
    assert!(hidden.machine.abort(AbortCode(42)));
    assert_eq!(hidden.sent(), [""; 0]);
    assert_eq!(hidden.machine.last_final(), FinalState::Nothing);

    let mut end = client_with_request(4);
    assert!(end.machine.abort(AbortCode(42)));
    assert!(!end.machine.abort(AbortCode(43)));
    let sent = end.transmit();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0][Header::LEN..], [0, 0, 0, 42]);
    assert!(end.transmit().is_empty());
    assert!(!end.machine.wants_transmit());
    let own = Completion::LocallyAborted { code: AbortCode(42), error: Failure::Aborted };
    end.machine.handle_abort(end.now, AbortCode(1));
    assert_eq!(end.machine.completion(), Some(&own), "the first end stays");
}

#[test]
fn an_abort_is_never_answered() {
    let mut end = client_with_request(4);
    end.machine.handle_abort(end.now, AbortCode(-455));
    let remote = Completion::RemotelyAborted { code: AbortCode(-455), error: Failure::Aborted };
    assert_eq!(end.machine.completion(), Some(&remote));
    end.peer_data(1, NOTHING, b"x");
    end.peer_ack(AckReason::Ping, 1, &[]);
    end.wait_ms(100_000);
    assert_eq!(end.sent(), [""; 0]);
    assert_eq!(end.machine.last_final(), FinalState::Nothing);
}

#[test]
fn every_transmission_has_a_serial_of_its_own_and_flags_of_its_own() {
    let mut end = End::new(Instant::now(), Side::Client, &MachineConfig::default(), u32::MAX - 2);
    end.queue_full(5, true);
    let sent = end.transmit();
    let serials: Vec<u32> = sent.iter().map(|datagram| serial_of(datagram).0).collect();
    // Those of packets that leave as a run lie in a row, as those of a jumbogram: no row goes over the end of the numbers.
    assert_eq!(serials, [1, 2, 3, 4, 5]);
    for datagram in &sent {
        let (header, payload) = Header::parse(datagram).unwrap();
        assert_eq!((header.user_status, payload.len()), (0, 1412));
        assert!(header.flags.is_client_initiated());
    }
}

#[test]
fn datagrams_of_a_batch_have_one_size_but_for_the_last() {
    let mut end = End::client();
    for length in [1412, 1412, 100, 1412, 1412, 7] {
        end.queue(&vec![0; length], length == 7);
    }
    let mut out = Vec::new();
    let mut shapes = Vec::new();
    while let Some(batch) =
        end.machine.poll_transmit(end.now, &end.identity, &end.serials, 16, &mut out)
    {
        shapes.push((batch.datagram_size, batch.count, out.len()));
        out.clear();
    }
    assert_eq!(shapes, [(1440, 3, 2880 + 128), (1440, 3, 2880 + 35)]);
}

/// What came beyond a hole, packet by packet in one burst, is told in ACKs of its own three times and
/// then in one: OpenAFS repairs a loss at the third ACK that misses the same packet.
#[test]
fn a_hole_is_told_three_times_however_the_packets_after_it_come() {
    let mut end = End::service();
    end.peer_data(1, NOTHING, b"x");
    let _ = end.sent();
    for seq in 3..=9 {
        end.peer_data(seq, NOTHING, b"x");
    }
    let told = |end: &mut End| {
        let sent = end.sent();
        sent.iter().filter(|packet| packet.starts_with("A:out")).count()
    };
    assert_eq!(told(&mut end), 3);
    // The same hole again: one for all that came at once.
    for seq in 10..=15 {
        end.peer_data(seq, NOTHING, b"x");
    }
    assert_eq!(told(&mut end), 1);
    // Another hole.
    end.peer_data(2, NOTHING, b"x");
    let _ = end.sent();
    end.peer_data(17, NOTHING, b"x");
    assert_eq!(told(&mut end), 1);
    end.peer_data(18, NOTHING, b"x");
    end.peer_data(19, NOTHING, b"x");
    assert_eq!(told(&mut end), 2);
}

/// Repeating what is no longer true would only be noise.
#[test]
fn a_hole_that_was_filled_meanwhile_is_told_no_more() {
    let mut end = End::service();
    for seq in [1, 3, 4, 5, 2] {
        end.peer_data(seq, NOTHING, b"x");
    }
    assert_eq!(end.sent().len(), 1);
}
