//! Windows of more than 255 packets, as the machine uses them.

use crate::proto::tests::support::{End, Random, describe, serial_of};
use crate::proto::{Events, MachineConfig, Side};
use rxrpc_wire::{
    Ack, AckReason, AckTrailer, ExtendedAckBuilder, Flags, Header, PacketType, Seq, Serial,
};
use std::time::Instant;

/// A client in slow start whose first `packets` are acknowledged one after the other.
fn grown_client(packets: u32, window: u32) -> End {
    let mut end = End::client();
    let mut acknowledged = 0;
    while acknowledged < packets {
        let space = end.machine.transmit_space();
        end.queue_full(space, false);
        end.transmit();
        let sent = end.machine.sender().window().sent();
        acknowledged += sent;
        end.wait_ms(10);
        end.peer_ack_for(AckReason::Idle, 1 + acknowledged, &[], Serial::NONE, window);
    }
    end
}

#[test]
fn the_queue_grows_with_what_may_be_in_transit() {
    let limit = |packets, window| grown_client(packets, window).machine.queue_limit();
    assert_eq!(limit(10, 8192), 256);
    let grown = limit(1000, 8192);
    assert!(grown > 1500, "{grown}");
    assert_eq!(limit(1000, 300), 600, "what the peer does not take is not queued twice");
    let long = limit(20_000, 8192);
    assert_eq!(long, 8192, "no more than the transmit window's limit");
}

#[test]
fn a_user_is_woken_for_a_quarter_of_a_grown_queue() {
    let mut end = grown_client(2000, 8192);
    let space = end.machine.transmit_space();
    assert!(space > 2000);
    end.queue_full(space, false);
    end.transmit();
    let bottom = end.machine.sender().window().bottom().0;
    let _ = end.machine.take_events();
    let mut acknowledged = 0;
    let woken_at = loop {
        acknowledged += 50;
        end.peer_ack_for(AckReason::Idle, bottom + acknowledged, &[], Serial::NONE, 8192);
        if end.machine.take_events().contains(Events::WRITABLE) {
            break end.machine.transmit_space();
        }
        assert!(acknowledged < end.machine.queue_limit() as u32, "never woken");
    };
    assert!(acknowledged > 100, "woken for little");
    assert!(woken_at * 4 >= end.machine.queue_limit());
}

#[test]
fn a_window_that_opens_wide_wakes_the_user_although_nothing_is_acknowledged() {
    let mut end = grown_client(2000, 200);
    let space = end.machine.transmit_space();
    end.queue_full(space, false);
    end.transmit();
    assert_eq!(end.machine.transmit_space(), 0);
    let bottom = end.machine.sender().window().bottom().0;
    let _ = end.machine.take_events();
    end.peer_ack_for(AckReason::Idle, bottom, &[], Serial::NONE, 8192);
    assert!(end.machine.transmit_space() > 0, "{}", end.machine.queue_limit());
    assert!(end.machine.take_events().contains(Events::WRITABLE));
}

#[test]
fn what_is_advertised_grows_when_the_user_reads() {
    let mut end = End::new(Instant::now(), Side::Service, &MachineConfig::default(), 0);
    let mut ping = None;
    for seq in 1..=4000 {
        end.peer_data(seq, Flags::empty(), b"x");
        end.machine.receive();
        let sent = end.transmit();
        let asks = sent.iter().find(|datagram| describe(datagram).starts_with("A:ping"));
        ping = ping.or(asks.map(|datagram| (seq, serial_of(datagram))));
        if let Some((_, serial)) = ping.filter(|(asked, _)| asked + 300 == seq) {
            assert_eq!(end.machine.receiver().window().size(), 255, "nobody knows the path");
            end.peer_ack_for(AckReason::PingResponse, 1, &[], serial, 255);
        }
        end.wait(std::time::Duration::from_micros(100));
    }
    assert!(ping.is_some_and(|(asked, _)| asked < 100), "{ping:?}");
    assert!(end.machine.advertised_window() >= 1020);
    for seq in 4001..=9000 {
        end.peer_data(seq, Flags::empty(), b"x");
    }
    assert_eq!(end.machine.advertised_window(), 0, "nobody reads");
    assert!(end.machine.receiver().window().size() <= 8192);
}

/// Hands in an ACK with an extended table as `bytes` say it, and says whether the call lives on.
fn peer_extended_ack(end: &mut End, first: u32, change: impl FnOnce(&mut Vec<u8>)) -> bool {
    let header = end.peer_header(PacketType::Ack, 0, Flags::EXTENDED_SACK);
    let mut body = Vec::new();
    ExtendedAckBuilder {
        first_packet: Seq(first),
        previous_packet: Seq(first),
        serial: Serial::NONE,
        reason: AckReason::OutOfSequence,
        arrived: &[],
        trailer: AckTrailer { max_mtu: 5692, if_mtu: 1444, rwind: 8192, jumbo_max: 4 },
    }
    .emit(&mut body);
    change(&mut body);
    if let Ok(ack) = Ack::parse(&body) {
        end.machine.handle_ack(end.now, &header, &ack);
    }
    end.machine.completion().is_none()
}

#[test]
fn a_table_that_tells_of_what_was_never_sent_is_read_as_plain() {
    let mut end = grown_client(1000, 8192);
    let space = end.machine.transmit_space();
    end.queue_full(space, false);
    end.transmit();
    let (first, sent) =
        (end.machine.sender().window().bottom().0, end.machine.sender().window().sent());
    assert!((600..2000).contains(&sent));
    // Packet 2 in the plain part, and one beyond all that were sent.
    assert!(peer_extended_ack(&mut end, first, |body| {
        body[18 + 2] = 1;
        body[18 + 7] = 1 << 7;
    }));
    assert_eq!(
        end.machine.sender().window().in_transit() + end.machine.sender().window().lost(),
        sent - 1
    );
    // The same and one that was sent, beyond what the plain form can tell.
    assert!(peer_extended_ack(&mut end, first, |body| {
        body[18 + 2] = 1;
        body[18 + 7] = 1 << 1;
    }));
    assert_eq!(
        end.machine.sender().window().in_transit() + end.machine.sender().window().lost(),
        sent - 2
    );
    assert!(end.machine.sender().window().lost() > 200, "what is missing below has been overtaken");
}

#[test]
fn extended_tables_may_say_anything() {
    let mut random = Random::new(77);
    for _ in 0..40 {
        let mut end = grown_client(1500, 8192);
        let config = end.machine.queue_limit();
        for _ in 0..30 {
            while end.machine.transmit_space() > 0 {
                end.queue(b"x", false);
            }
            end.transmit();
            let near = u64::from(end.machine.sender().window().bottom().0);
            let first = near + random.below(3) * random.below(200);
            let alive = peer_extended_ack(&mut end, first as u32, |body| {
                for _ in 0..random.below(300) {
                    let at = 18 + random.below(256) as usize;
                    body[at] = random.below(256) as u8;
                }
                match random.below(8) {
                    0 => body[18 + 255..18 + 258].fill(255),
                    1 => body[18 + 257] = random.below(256) as u8,
                    2 => body.truncate(random.below(300) as usize),
                    3 => body.extend(std::iter::repeat_n(0xaa, random.below(2000) as usize)),
                    4 => {
                        body[18 + 257] = 3;
                        body.extend((0..768).map(|_| random.below(2) as u8));
                    }
                    _ => {}
                }
            });
            end.wait_ms(random.below(30));
            let transmit = end.machine.sender().window();
            assert!(transmit.in_transit() + transmit.lost() <= transmit.sent());
            assert!(transmit.sent() <= 8192 && end.machine.queue_limit() <= 8192.max(config));
            if !alive {
                break;
            }
        }
    }
}

#[test]
fn the_extended_form_is_used_only_for_what_the_plain_one_cannot_tell() {
    let config = MachineConfig { receive_window: 8192, ..MachineConfig::default() };
    let mut end = End::new(Instant::now(), Side::Service, &config, 0);
    let flags_and_size = |end: &mut End| {
        let sent = end.transmit();
        let last = sent.last().expect("an ACK");
        (Header::parse(last).unwrap().0.flags.contains(Flags::EXTENDED_SACK), last.len())
    };
    end.peer_data(1, Flags::empty(), b"x");
    end.peer_data(255 + 1, Flags::empty(), b"x");
    assert_eq!(flags_and_size(&mut end), (false, 28 + 18 + 255 + 3 + 16));
    end.peer_data(255 + 3, Flags::empty(), b"x");
    assert_eq!(flags_and_size(&mut end), (true, 28 + 18 + 255 + 3 + 16));
    end.peer_data(8192, Flags::empty(), b"x");
    let (extended, size) = flags_and_size(&mut end);
    assert!(extended && size == 28 + 18 + 255 + 3 + 16 + 3 * 256);
    let config = MachineConfig { receive_window: 65_535, ..config };
    let mut end = End::new(Instant::now(), Side::Service, &config, 0);
    end.peer_data(65_535, Flags::empty(), b"x");
    let (extended, size) = flags_and_size(&mut end);
    assert!(extended && size <= 1444, "{size}");
}

#[test]
fn packets_high_above_a_hole_do_not_each_get_an_ack() {
    let config = MachineConfig { receive_window: 8192, ..MachineConfig::default() };
    let mut end = End::new(Instant::now(), Side::Service, &config, 0);
    let mut acks = 0;
    for seq in 2..8000 {
        end.peer_data(seq, Flags::empty(), b"x");
        acks += end.transmit().len();
    }
    assert!((2500..4000).contains(&acks), "{acks}");
    // One that asks, and one that shows another hole, get theirs at once; one that does neither waits.
    end.peer_data(8000, Flags::empty(), b"x");
    end.peer_data(8001, Flags::REQUEST_ACK, b"x");
    assert_eq!(end.transmit().len(), 1);
    end.peer_data(8010, Flags::empty(), b"x");
    assert_eq!(end.transmit().len(), 1);
    end.peer_data(8011, Flags::empty(), b"x");
    assert_eq!(end.transmit().len(), 0);
    end.wait_ms(100);
    assert_eq!(end.transmit().len(), 1);
}
