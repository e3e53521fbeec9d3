//! Datagrams whose header alone shows that something is wrong.

use crate::scene::{SERVICE, Service, assert_rejected};
use rxrpc_core::wire::{AbortCode, AckReason, Flags, Header, PacketType, ServiceId};
use rxrpc_tests::network::{Forge, Seen};

const PROTOCOL: AbortCode = AbortCode::RX_PROTOCOL_ERROR;

#[test]
fn a_datagram_shorter_than_a_header_is_dropped() {
    let scene = Service::new();
    let whole = Forge::client(SERVICE).last(b"");
    for length in 0..Header::LEN {
        assert_eq!(scene.ask(&whole[..length]), [], "{length} bytes");
    }
    assert_eq!(scene.server.endpoint.statistics().malformed, 28);
    assert_eq!(scene.runs(), 0);
    scene.assert_serves();
}

#[test]
fn a_truncated_ack_is_a_protocol_error() {
    let scene = Service::new();
    let forge = Forge::client(SERVICE);
    let ack = forge.ack(AckReason::Requested, 1, &[1, 0, 1]);
    // The fixed part, and the soft acknowledgements that it announces, must be there; the rest need
    // not.
    for length in Header::LEN..Header::LEN + 18 + 3 {
        assert_rejected(&scene.ask(&ack[..length]), &forge.header, PROTOCOL);
    }
    scene.assert_serves();
}

#[test]
fn a_truncated_abort_is_dropped() {
    let scene = Service::new();
    let abort = Forge::client(SERVICE).abort(-1);
    for length in Header::LEN..abort.len() {
        assert_eq!(scene.ask(&abort[..length]), []);
    }
}

#[test]
fn service_zero_is_a_protocol_error_but_of_an_abort() {
    let scene = Service::new();
    let forge = Forge::client(0);
    let ack = forge.ack(AckReason::Ping, 1, &[]);
    let others = [PacketType::AckAll, PacketType::Response].map(|kind| forge.packet(kind, b""));
    for datagram in [forge.last(b"hello"), ack].into_iter().chain(others) {
        assert_rejected(&scene.ask(&datagram), &forge.header, PROTOCOL);
    }
    assert_eq!(scene.ask(&forge.abort(-5)), []);
    assert_eq!(scene.runs(), 0);
    scene.assert_serves();
}

#[test]
fn call_zero_is_a_protocol_error_of_data_and_acks() {
    let scene = Service::new();
    let forge = Forge::client(SERVICE).call(0);
    let ack_all = forge.packet(PacketType::AckAll, b"");
    for datagram in [forge.last(b"hello"), forge.ack(AckReason::Idle, 1, &[]), ack_all] {
        assert_rejected(&scene.ask(&datagram), &forge.header, PROTOCOL);
    }
    // A BUSY is never answered, whatever is wrong with it.
    assert_eq!(scene.ask(&forge.packet(PacketType::Busy, b"")), []);
    assert_eq!(scene.runs(), 0);
    scene.assert_serves();
}

#[test]
fn sequence_number_zero_is_a_protocol_error() {
    let scene = Service::new();
    let forge = Forge::client(SERVICE).seq(0);
    assert_rejected(&scene.ask(&forge.last(b"hello")), &forge.header, PROTOCOL);
    assert_eq!(scene.runs(), 0);
}

#[test]
fn unknown_types_are_a_protocol_error_and_parameters_are_ignored() {
    let scene = Service::new();
    let forge = Forge::client(SERVICE);
    for number in [0, 14, 15, 16, 100, 255] {
        let datagram = forge.packet(PacketType::from_u8(number), b"whatever");
        assert_rejected(&scene.ask(&datagram), &forge.header, PROTOCOL);
    }
    for number in 9..=12 {
        assert_eq!(scene.ask(&forge.packet(PacketType::from_u8(number), b"whatever")), []);
    }
    scene.assert_serves();
}

#[test]
fn packets_in_the_wrong_direction_are_dropped_or_belong_nowhere() {
    let scene = Service::new();
    let up = Forge::client(SERVICE);
    // Only services send CHALLENGE and BUSY, only clients RESPONSE.
    assert_eq!(scene.ask(&up.packet(PacketType::Challenge, &[0; 16])), []);
    assert_eq!(scene.ask(&up.packet(PacketType::Busy, b"")), []);
    let down = up.with(|header| header.flags = Flags::empty());
    assert_eq!(scene.ask(&down.packet(PacketType::Response, &[0; 64])), []);
    // Data to a client that is not here.
    assert_rejected(&scene.ask(&down.last(b"hello")), &down.header, PROTOCOL);
    assert_eq!(scene.runs(), 0);
}

#[test]
fn flags_and_fields_without_meaning_change_nothing() {
    let scene = Service::new();
    for (at, bits) in [0x08, 0x10, 0x40, 0x80, 0xd8].into_iter().enumerate() {
        let forge = Forge::client(SERVICE)
            .flags(Flags::from_bits_retain(bits))
            .with(|header| {
                header.user_status = bits;
                header.checksum = 0xa5a5;
            })
            .call(at as u32 + 1)
            .serial(10 * at as u32 + 1);
        scene.whole_call(forge);
    }
    assert_eq!(scene.runs(), 5);
}

/// A packet may be as large as this side says that it takes; the windows count packets, so a larger one
/// is not taken.
#[test]
fn an_oversized_packet_is_a_protocol_error() {
    let largest = rxrpc_core::Config::default().machine.max_mtu as usize;
    let scene = Service::new();
    let answers = scene.ask(&Forge::client(SERVICE).last(&vec![7; largest]));
    assert_eq!(scene.runs(), 1);
    let data = answers.iter().filter(|seen| seen.kind() == PacketType::Data);
    assert!(data.clone().count() >= 4, "the reply comes in packets of usual size");
    assert!(data.clone().all(|seen| seen.bytes.len() <= 1440));
    for size in [largest + 1, 20_000, 65_000] {
        let scene = Service::new();
        let answers = scene.ask(&Forge::client(SERVICE).last(&vec![7; size]));
        let codes: Vec<_> = answers.iter().filter_map(Seen::abort_code).collect();
        assert_eq!(codes, [PROTOCOL]);
        assert_eq!(scene.runs(), 0);
        scene.network.assert_released();
        scene.assert_serves();
    }
}

#[test]
fn a_jumbogram_that_cannot_be_taken_apart_ends_its_call() {
    // Another packet is said to follow: there is not enough for it, or this is the last one.
    let jumbo = Flags::JUMBO_PACKET;
    let short = Forge::client(SERVICE).flags(jumbo).data(&[1; 1000]);
    let no_header = Forge::client(SERVICE).flags(jumbo).data(&[1; 1414]);
    let after_last = Forge::client(SERVICE).flags(jumbo).last(&[1; 2000]);
    for datagram in [short, no_header, after_last] {
        let scene = Service::new();
        let answers = scene.ask(&datagram);
        let codes: Vec<_> = answers.iter().filter_map(Seen::abort_code).collect();
        assert_eq!(codes, [PROTOCOL]);
        assert_eq!(scene.runs(), 0);
        scene.network.assert_released();
        scene.assert_serves();
    }
}

#[test]
fn a_sender_without_a_port_is_never_answered() {
    let scene = Service::new();
    let nobody = std::net::SocketAddr::from(([10, 0, 0, 9], 0));
    let forge = Forge::client(SERVICE);
    for datagram in
        [forge.last(b"hello"), forge.call(0).data(b""), forge.packet(PacketType::Version, &[0])]
    {
        scene.server.endpoint.handle_datagram(scene.network.now(), nobody, &datagram);
    }
    assert!(!scene.server.endpoint.wants_transmit());
    assert_eq!(scene.runs(), 0);
}

#[test]
fn the_answer_names_the_service_that_was_asked_for() {
    let scene = Service::new();
    let forge = Forge::client(SERVICE).with(|header| header.service_id = ServiceId(0xffff));
    let ack = forge.ack(AckReason::Idle, 1, &[]);
    assert_rejected(&scene.ask(&ack), &forge.header, PROTOCOL);
}
