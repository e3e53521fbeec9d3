//! A service whose client has not shown that it receives at its address.

use crate::proto::tests::support::{End, Random, describe, serial_of};
use crate::proto::{Completion, MachineConfig, Side};
use rxrpc_wire::{AckReason, Flags, PacketType, Serial};
use std::time::{Duration, Instant};

/// Bytes of a PING, and how many are sent beyond the limit.
const PING: usize = 65;
const SPARE: usize = 3;

/// Bytes of an ABORT.
const ABORT: usize = 32;

/// A service that is held, as the first call of a connection is.
fn held() -> End {
    let mut end = End::new(Instant::now(), Side::Service, &MachineConfig::default(), 77_000);
    end.machine.await_proof();
    end.machine.request_ping();
    end
}

/// A service with a whole request of `size` bytes, and what it sent so far.
fn requested(size: usize) -> (End, Vec<Vec<u8>>) {
    let mut end = held();
    end.peer_data(1, Flags::LAST_PACKET, &vec![1; size]);
    let sent = end.transmit();
    while end.machine.receive().is_some() {}
    (end, sent)
}

fn described(sent: &[Vec<u8>]) -> Vec<String> {
    sent.iter().map(|datagram| describe(datagram)).collect()
}

fn bytes(sent: &[Vec<u8>]) -> usize {
    sent.iter().map(Vec::len).sum()
}

/// Lets time pass in steps, and gives what was sent with the time of each, in milliseconds.
fn sent_during(end: &mut End, seconds: u64) -> Vec<(u64, String)> {
    let mut all = Vec::new();
    for step in 1..=seconds * 20 {
        end.wait_ms(50);
        all.extend(end.sent().into_iter().map(|sent| (step * 50, sent)));
    }
    all
}

#[test]
fn a_reply_waits_for_the_answer_to_a_ping() {
    let (mut end, sent) = requested(4);
    assert_eq!(described(&sent), ["A:ping:2"]);
    end.queue_full(20, true);
    assert!(!end.machine.wants_transmit());
    assert_eq!(end.sent(), [""; 0]);
    end.wait_ms(30);
    end.peer_ack_for(AckReason::PingResponse, 1, &[], serial_of(&sent[0]), 255);
    assert!(end.machine.is_reach_proven());
    assert!(end.machine.wants_transmit());
    assert_eq!(end.sent().len(), 10, "the initial congestion window");
}

#[test]
fn a_short_reply_does_not_wait() {
    let (mut end, _) = requested(0);
    end.queue(&[2; 56], true);
    assert_eq!(end.sent(), ["D1l"], "28 bytes in, 84 out");
    let (mut end, _) = requested(0);
    end.queue(&[2; 57], true);
    assert_eq!(end.sent(), [""; 0]);
}

#[test]
fn what_the_limit_leaves_is_sent_and_asks_for_an_answer() {
    let (mut end, _) = requested(1000);
    end.queue_full(20, true);
    let sent = end.transmit();
    assert_eq!(described(&sent), ["D1", "D2r"], "1028 bytes in, 2880 out");
    end.wait_ms(30);
    end.peer_ack_for(AckReason::Requested, 1, &[1, 1], serial_of(&sent[1]), 255);
    assert!(end.machine.is_reach_proven());
    assert!(end.sent().len() >= 10);
}

#[test]
fn an_ack_of_any_reason_is_a_proof_if_it_names_a_packet_of_ours() {
    for reason in [AckReason::Requested, AckReason::Delay, AckReason::Idle, AckReason::Ping] {
        let (mut end, sent) = requested(1000);
        let ping = serial_of(&sent[0]);
        for wrong in [0, 1, 2, ping.0 - 1, ping.0 + 1, ping.0 ^ 1 << 20] {
            end.peer_ack_for(reason, 1, &[], Serial(wrong), 255);
            assert!(!end.machine.is_reach_proven(), "{reason} {wrong}");
        }
        end.peer_ack_for(reason, 1, &[], ping, 255);
        assert!(end.machine.is_reach_proven(), "{reason}");
    }
}

#[test]
fn the_serial_of_an_ack_of_ours_is_no_proof() {
    let (mut end, _) = requested(1000);
    end.peer_data(1, Flags::LAST_PACKET, &[1; 1000]);
    let sent = end.transmit();
    assert_eq!(described(&sent), ["A:duplicate:2"]);
    end.peer_ack_for(AckReason::PingResponse, 1, &[], serial_of(&sent[0]), 255);
    assert!(!end.machine.is_reach_proven());
}

#[test]
fn an_acknowledgement_without_a_proof_releases_nothing() {
    let (mut end, _) = requested(1000);
    end.queue_full(20, true);
    assert_eq!(end.sent().len(), 2);
    end.peer_ack(AckReason::Delay, 3, &[]);
    assert_eq!(end.sent(), [""; 0], "86 more bytes are no packet");
    assert!(!end.machine.is_reach_proven());
}

#[test]
fn the_ping_is_repeated_at_growing_intervals_while_the_reply_waits() {
    let (mut end, _) = requested(4);
    end.queue_full(20, true);
    let sent = sent_during(&mut end, 25);
    let pings: Vec<_> = sent.iter().filter(|(_, sent)| sent == "A:ping:2").collect();
    let times: Vec<_> = pings.iter().map(|(at, _)| *at).collect();
    // The last one is for keepalive, and within the limit.
    assert_eq!(times, [1000, 3000, 6350]);
    assert_eq!(sent.last().map(|(at, sent)| (*at, sent.as_str())), Some((20_000, "X-3")));
    assert_eq!(sent.len(), times.len() + 1, "{sent:?}");
}

#[test]
fn the_ping_is_not_repeated_before_there_is_a_reply() {
    let (mut end, _) = requested(4);
    let early = sent_during(&mut end, 2);
    assert_eq!(early, []);
    end.queue_full(20, true);
    assert_eq!(end.sent(), ["A:ping:2"], "its time has come already");
}

#[test]
fn a_client_that_is_alive_is_asked_again_whenever_its_packets_allow_it() {
    let (mut end, _) = requested(4);
    end.queue_full(20, true);
    sent_during(&mut end, 10);
    assert_eq!(end.sent(), [""; 0]);
    let mut asked = 0;
    for _ in 0..10 {
        end.peer_ack_for(AckReason::Ping, 1, &[], Serial::NONE, 255);
        for sent in [end.sent(), end.wait_and_send(3000)].concat() {
            asked += usize::from(sent == "A:ping:2");
        }
    }
    assert!((3..=10).contains(&asked), "{asked}");
    assert_eq!(end.machine.completion(), None);
    let ping = loop {
        end.peer_ack_for(AckReason::Ping, 1, &[], Serial::NONE, 255);
        end.wait_ms(3000);
        let sent = end.transmit();
        if let Some(ping) = sent.iter().find(|sent| describe(sent) == "A:ping:2") {
            break serial_of(ping);
        }
    };
    end.peer_ack_for(AckReason::PingResponse, 1, &[], ping, 255);
    assert_eq!(end.sent().len(), 10);
}

#[test]
fn a_later_call_sends_a_ping_once_its_reply_waits() {
    let mut end = End::new(Instant::now(), Side::Service, &MachineConfig::default(), 77_000);
    end.machine.await_proof();
    end.peer_data(1, Flags::LAST_PACKET, b"more");
    assert_eq!(end.sent(), [""; 0]);
    end.queue_full(20, true);
    assert_eq!(end.sent(), ["A:ping:2"]);
    end.machine.prove_reach();
    assert_eq!(end.sent().len(), 10, "another call has the proof");
}

#[test]
fn the_table_of_an_ack_stays_within_the_limit() {
    let mut end = held();
    end.peer_data(1, Flags::empty(), b"");
    assert_eq!(end.sent(), ["A:ping:2"]);
    let (mut received, mut sent) = (28, 0);
    for _ in 0..50 {
        end.peer_data(250, Flags::empty(), b"");
        received += 28;
        sent += bytes(&end.transmit());
        assert!(sent <= 3 * received, "{sent}");
    }
    end.machine.prove_reach();
    end.peer_data(250, Flags::empty(), b"");
    assert_eq!(bytes(&end.transmit()), PING + 249);
}

#[test]
fn whatever_a_forger_sends_comes_back_three_times_at_most() {
    for seed in 0..300 {
        let mut random = Random::new(seed);
        let mut end = held();
        let (mut received, mut sent) = (0, 0);
        for _ in 0..60 {
            match random.below(6) {
                0 => {
                    let size = random.below(1412) as usize;
                    let last =
                        if random.below(2) == 0 { Flags::LAST_PACKET } else { Flags::empty() };
                    let seq = 1 + random.below(4) as u32;
                    end.peer_data(seq, last | Flags::REQUEST_ACK, &vec![1; size]);
                    received += 28 + size;
                }
                1 => {
                    let first = 1 + random
                        .below(u64::from(end.machine.sender().window().sent()) + 1)
                        as u32;
                    let reason = [AckReason::Ping, AckReason::Delay][random.below(2) as usize];
                    let guess = Serial(1 + random.below(1000) as u32);
                    let window = random.below(30) as u32;
                    end.peer_ack_for(reason, first, &[], guess, window);
                    received += PING;
                }
                2 => {
                    let header = end.peer_header(PacketType::AckAll, 0, Flags::empty());
                    end.machine.handle_ack_all(end.now, &header);
                    received += 28;
                }
                3 if end.machine.can_send().is_ok() => {
                    let size = random.below(1412) as usize;
                    end.queue(&vec![2; size], false);
                }
                _ => end.wait_ms(random.below(3000)),
            }
            sent += bytes(&end.transmit());
            assert!(sent <= 3 * received + SPARE * PING + ABORT, "seed {seed}: {sent} {received}");
        }
    }
}

#[test]
fn a_reply_gets_through_under_loss() {
    for seed in 0..200 {
        let mut random = Random::new(seed);
        let start = Instant::now();
        let config = MachineConfig::default();
        let mut service = End::new(start, Side::Service, &config, 77_000);
        service.machine.await_proof();
        let mut client = End::new(start, Side::Client, &config, 0);
        client.queue(b"question", true);
        let (mut begun, mut queued) = (false, false);
        for _ in 0..6000 {
            for datagram in client.transmit() {
                if random.below(10) >= 2 {
                    if !std::mem::replace(&mut begun, true) {
                        service.machine.request_ping();
                    }
                    service.handle(&datagram);
                }
            }
            if !queued && service.machine.can_send().is_ok() {
                service.queue_full(100, true);
                queued = true;
            }
            for datagram in service.transmit() {
                if random.below(10) >= 2 {
                    client.handle(&datagram);
                }
            }
            while client.machine.receive().is_some() {}
            if client.machine.completion().is_some() {
                break;
            }
            client.wait_ms(10);
            service.wait_ms(10);
        }
        assert_eq!(client.machine.completion(), Some(&Completion::Succeeded), "seed {seed}");
        assert!(service.machine.is_reach_proven());
    }
}

impl End {
    fn wait_and_send(&mut self, milliseconds: u64) -> Vec<String> {
        self.wait(Duration::from_millis(milliseconds));
        self.sent()
    }
}
