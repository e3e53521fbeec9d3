//! One machine and time: retransmission, probes, keepalive, and the ends that time brings.

use crate::proto::tests::support::{End, describe, serial_of};
use crate::proto::timers::Timer;
use crate::proto::{Completion, Failure, MachineConfig, Side, State};
use rxrpc_wire::{AbortCode, AckReason, Flags, Serial};
use std::time::{Duration, Instant};

const SILENCE: Completion =
    Completion::LocallyAborted { code: AbortCode::RX_CALL_TIMEOUT, error: Failure::PeerSilent };

const TOO_LATE: Completion =
    Completion::LocallyAborted { code: AbortCode::RX_CALL_TIMEOUT, error: Failure::DeadlinePassed };

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// When packets are sent in the next `total`, in ms from now.
pub(super) fn schedule(end: &mut End, total: u64) -> Vec<(u128, String)> {
    let start = end.now;
    let mut log = Vec::new();
    while let Some(at) = end.machine.poll_timeout().filter(|at| *at <= start + ms(total)) {
        end.now = at;
        end.machine.handle_timeout(at);
        let when = (at - start).as_millis();
        log.extend(end.sent().into_iter().map(|packet| (when, packet)));
    }
    end.now = start + ms(total);
    log
}

pub(super) fn data_only(log: Vec<(u128, String)>) -> Vec<(u128, String)> {
    log.into_iter().filter(|(_, packet)| packet.starts_with('D')).collect()
}

#[test]
fn a_silent_peer_gets_repetitions_with_backoff_then_the_call_ends() {
    let mut end = End::client();
    end.queue_full(3, true);
    assert_eq!(end.sent(), ["D1", "D2", "D3l"]);
    let log = schedule(&mut end, 30_000);
    let repeated: Vec<u128> = data_only(log.clone()).iter().map(|(when, _)| *when).collect();
    assert_eq!(repeated, [1000, 3000, 7000, 15_000]);
    assert!(log.contains(&(1000, "D1r".to_owned())));
    assert_eq!(log.last(), Some(&(20_000, "X-3".to_owned())));
    assert_eq!(end.machine.completion(), Some(&SILENCE));
    assert_eq!(end.machine.poll_timeout(), None);
}

#[test]
fn the_retransmission_timer_stays_armed_for_ever_and_is_bounded() {
    let config = MachineConfig { normal_timeout: ms(3_600_000), ..MachineConfig::default() };
    let mut end = End::new(Instant::now(), Side::Client, &config, 0);
    end.queue_full(1, false);
    end.transmit();
    let times: Vec<u128> =
        data_only(schedule(&mut end, 600_000)).iter().map(|(when, _)| *when).collect();
    assert!(times.len() >= 13);
    assert!(times.windows(2).all(|pair| pair[1] - pair[0] <= 60_000));
}

#[test]
fn a_lone_last_packet_gets_time_since_peers_delay_its_ack() {
    let mut end = End::client();
    end.queue(b"x", true);
    assert_eq!(end.sent(), ["D1l"]);
    assert_eq!(data_only(schedule(&mut end, 1400)), [(1000, "D1rl".to_owned())]);

    let mut end = End::client();
    end.knows_rtt(5);
    end.queue(b"x", true);
    assert_eq!(end.sent(), ["D1l"]);
    // A probe when a lone packet should be acknowledged, the timeout only when a LAST one should.
    let log = [(160, "D1rl".to_owned()), (760, "D1rl".to_owned())];
    assert_eq!(data_only(schedule(&mut end, 1000)), log);
}

#[test]
fn the_last_packet_of_a_reply_never_asks_for_an_ack() {
    let mut end = End::service();
    end.peer_data(1, Flags::LAST_PACKET, b"x");
    end.queue(b"y", true);
    assert_eq!(end.sent(), ["D1l"]);
    assert_eq!(data_only(schedule(&mut end, 1400)), [(1000, "D1l".to_owned())]);
}

#[test]
fn three_later_arrivals_bring_a_fast_retransmission_of_just_what_is_missing() {
    let mut end = End::client();
    end.queue_full(10, true);
    let sent = end.transmit();
    end.wait_ms(10);
    let cause = serial_of(&sent[3]);
    end.peer_ack_for(AckReason::OutOfSequence, 1, &[0, 1, 1], serial_of(&sent[2]), 255);
    assert_eq!(end.sent(), [""; 0]);
    end.peer_ack_for(AckReason::OutOfSequence, 1, &[0, 1, 1, 1], cause, 255);
    let again = end.transmit();
    assert_eq!(again.len(), 1);
    assert_eq!(super::support::describe(&again[0]), "D1r");
    assert_eq!(end.machine.counters().fast_retransmits, 1);
    end.peer_ack_for(AckReason::OutOfSequence, 1, &[0, 1, 1, 1, 1], serial_of(&sent[4]), 255);
    assert_eq!(end.sent(), [""; 0], "the repetition is under way");
    assert_eq!(end.machine.smoothed_rtt(), Some(ms(10)));
}

#[test]
fn a_lost_repetition_is_repeated_before_the_timeout() {
    let mut end = End::client();
    end.queue_full(40, true);
    let first = end.transmit();
    end.wait_ms(10);
    end.peer_ack_for(
        AckReason::OutOfSequence,
        1,
        &[0, 1, 1, 1, 1, 1, 1, 1, 1],
        serial_of(&first[8]),
        255,
    );
    let second = end.transmit();
    assert!(second.len() >= 2, "room for new packets after the repetition");
    let newest = second.last().unwrap();
    // All but the repetition of packet 1 arrive.
    end.wait_ms(10);
    let sent = u8::try_from(first.len() + second.len() - 1).unwrap();
    let mut table = vec![1; usize::from(sent)];
    table[0] = 0;
    end.peer_ack_for(AckReason::OutOfSequence, 1, &table, serial_of(newest), 255);
    assert_eq!(end.sent()[0], "D1r");
    assert_eq!(end.machine.counters().retransmit_timeouts, 0);
}

#[test]
fn a_retracted_soft_ack_makes_the_packet_missing_again() {
    let mut end = End::client();
    end.queue_full(3, true);
    let sent = end.transmit();
    end.peer_ack_for(AckReason::Idle, 1, &[1, 1, 1], serial_of(&sent[2]), 255);
    assert_eq!(data_only(schedule(&mut end, 3000)), [], "all has arrived");
    end.peer_ack(AckReason::Idle, 2, &[]);
    let repeated = data_only(schedule(&mut end, 3000));
    assert!(repeated.iter().any(|(_, packet)| packet == "D2r"), "{repeated:?}");
    assert!(repeated.iter().all(|(_, packet)| packet != "D1r"), "{repeated:?}");
}

#[test]
fn soft_acks_of_an_older_ack_do_not_count() {
    let mut end = End::client();
    end.queue_full(10, true);
    end.transmit();
    end.forged = 2000;
    end.peer_ack(AckReason::Delay, 1, &[1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    end.forged = 1500;
    end.peer_ack(AckReason::Delay, 1, &[0, 0, 0, 0, 0, 0, 0, 1]);
    assert_eq!(data_only(schedule(&mut end, 3000)), []);
    assert_eq!(end.machine.counters().acks_discarded, 1);
}

#[test]
fn a_lost_tail_is_probed_within_two_round_trips() {
    let mut end = End::client();
    end.knows_rtt(5);
    end.queue_full(6, true);
    let sent = end.transmit();
    end.wait_ms(5);
    end.peer_ack_for(AckReason::Idle, 3, &[], serial_of(&sent[1]), 255);
    let log = schedule(&mut end, 100);
    // Two round trips and 10 ms after it was sent; then after twice as long.
    assert_eq!(log, [(15, "D6rl".to_owned()), (55, "D6rl".to_owned())]);
    assert_eq!(end.machine.counters().tail_probes, 2);
    assert_eq!(end.machine.counters().retransmit_timeouts, 0);
}

/// What lost the flight may have lost the probe too. The retransmission timeout is not put off for long.
#[test]
fn probes_follow_each_other_at_growing_distances_and_then_comes_the_timeout() {
    let mut end = End::client();
    end.knows_rtt(5);
    end.queue_full(6, false);
    end.transmit();
    let log = data_only(schedule(&mut end, 500));
    let times: Vec<u128> = log.iter().map(|(when, _)| *when).collect();
    assert_eq!(times[..3], [20, 60, 140]);
    assert_eq!(end.machine.counters().tail_probes, 3);
    assert!(end.machine.counters().retransmit_timeouts >= 1);
    assert!((300..400).contains(&times[3]), "{times:?}");
}

/// Most of a flight was lost, and so is all of it that the congestion window lets through again: another packet must
/// not have to wait for the retransmission timeout.
#[test]
fn repetitions_that_are_lost_while_more_waits_are_probed_within_two_round_trips() {
    let mut end = End::client();
    end.knows_rtt(5);
    end.queue_full(20, false);
    let sent = end.transmit();
    assert!(sent.len() >= 10, "{}", sent.len());
    let missing = sent.len() - 3;
    end.wait_ms(5);
    let table: Vec<u8> = (0..sent.len()).map(|index| u8::from(index >= missing)).collect();
    end.peer_ack_for(AckReason::OutOfSequence, 1, &table, serial_of(&sent[missing + 2]), 255);
    let again = end.transmit();
    assert!(again.len() < missing, "{} of {missing}", again.len());
    let log = data_only(schedule(&mut end, 50));
    let next = format!("D{}r", again.len() + 1);
    assert_eq!(log, [(20, next)], "two round trips and 10 ms");
    assert_eq!(end.machine.counters().tail_probes, 1);
    assert_eq!(end.machine.counters().retransmit_timeouts, 0);
    // Its arrival tells what became of those before it.
    let (probe, mut table) = (Serial(end.serials.0.get()), table);
    table[again.len()] = 1;
    end.wait_ms(5);
    end.peer_ack_for(AckReason::OutOfSequence, 1, &table, probe, 255);
    let sent = end.transmit();
    assert!(describe(&sent[0]).starts_with("D1"), "{}", describe(&sent[0]));
}

/// The window shrank to two packets while eight were in transit: the peer throws the last one away
/// whenever it comes, so sending just that again would never end.
#[test]
fn a_tail_that_the_peer_throws_away_is_not_probed_for_ever() {
    let mut end = End::client();
    end.knows_rtt(5);
    end.queue_full(8, true);
    let sent = end.transmit();
    end.wait_ms(5);
    end.peer_ack_for(AckReason::ExceedsWindow, 6, &[], serial_of(&sent[7]), 2);
    for _ in 0..100 {
        end.wait_ms(10);
        for datagram in end.transmit() {
            if describe(&datagram).starts_with("D6") {
                return;
            }
            end.peer_ack_for(AckReason::ExceedsWindow, 6, &[], serial_of(&datagram), 2);
        }
    }
    panic!("the first packet that is missing was not sent within a second");
}

#[test]
fn a_closed_window_is_probed_until_it_opens() {
    let mut end = End::client();
    end.queue_full(20, true);
    let sent = end.transmit();
    end.peer_ack_for(AckReason::Requested, 11, &[], serial_of(&sent[9]), 0);
    assert_eq!(end.sent(), [""; 0]);
    let pings = schedule(&mut end, 5000);
    assert!(pings.len() >= 3 && pings.iter().all(|(_, packet)| packet == "A:ping:1"), "{pings:?}");
    end.peer_ack_for(AckReason::PingResponse, 11, &[], Serial::NONE, 2);
    assert_eq!(end.sent(), ["D11r", "D12r"]);
    end.peer_ack_for(AckReason::Idle, 13, &[], Serial::NONE, 255);
    assert_eq!(end.sent().len(), 8);
    assert_eq!(end.machine.state(), State::ClientAwaitAck);
}

#[test]
fn answers_that_leave_the_window_closed_do_not_hasten_the_probes() {
    let mut end = End::client();
    end.queue_full(20, true);
    let sent = end.transmit();
    end.peer_ack_for(AckReason::Requested, 11, &[], serial_of(&sent[9]), 0);
    let mut pings = 0;
    for _ in 0..600 {
        end.wait_ms(100);
        for ping in end.transmit() {
            pings += 1;
            end.peer_ack_for(AckReason::PingResponse, 11, &[], serial_of(&ping), 0);
        }
    }
    // Each keepalive interval has one, and the first seconds have a few more.
    assert!((18..30).contains(&pings), "{pings} pings in a minute");
}

#[test]
fn a_reply_of_which_all_has_arrived_succeeds_when_the_client_falls_silent() {
    let mut end = End::service();
    end.peer_data(1, Flags::LAST_PACKET, b"x");
    end.queue(b"y", true);
    end.transmit();
    end.peer_ack(AckReason::Delay, 1, &[1]);
    assert_eq!(data_only(schedule(&mut end, 19_000)), []);
    assert_eq!(end.machine.completion(), None);
    end.wait_ms(1000);
    assert_eq!(end.machine.completion(), Some(&Completion::Succeeded));
    assert_eq!(end.sent(), [""; 0]);
}

#[test]
fn the_user_is_told_of_room_when_it_is_a_quarter() {
    let mut end = End::client();
    end.queue_full(256, false);
    let mut acknowledged = 0;
    while acknowledged < 256 {
        acknowledged += u32::try_from(end.transmit().len()).unwrap();
        end.peer_ack(AckReason::Idle, acknowledged + 1, &[]);
        let told = end.machine.take_events().contains(crate::proto::Events::WRITABLE);
        assert_eq!(told, acknowledged >= 64, "{acknowledged}");
    }
}

#[test]
fn the_peers_window_and_the_initial_one_are_kept() {
    let config = MachineConfig { initial_congestion_window: 100, ..MachineConfig::default() };
    let mut end = End::new(Instant::now(), Side::Client, &config, 0);
    end.queue_full(60, true);
    let sent = end.sent();
    assert_eq!((sent.len(), sent[14].as_str()), (15, "D15r"), "the stalling one asks for an ACK");
    end.peer_ack_for(AckReason::Requested, 16, &[], Serial::NONE, 32);
    assert_eq!(end.sent().len(), 32);
}

#[test]
fn both_sides_ping_while_nothing_happens() {
    let mut end = End::client();
    end.queue(b"x", true);
    end.transmit();
    end.peer_ack(AckReason::Delay, 2, &[]);
    let mut pings = 0;
    for _ in 0..10 {
        let log = schedule(&mut end, 3400);
        assert_eq!(log, [(log[0].0, "A:ping:1".to_owned())]);
        pings += 1;
        end.peer_ack(AckReason::PingResponse, 2, &[]);
    }
    assert_eq!(end.machine.completion(), None, "{pings} answered pings keep the call");
    let mut service = End::service();
    service.peer_data(1, Flags::LAST_PACKET, b"x");
    assert_eq!(schedule(&mut service, 3400)[0], (100, "A:idle:2".to_owned()));
    assert_eq!(schedule(&mut service, 3400)[0].1, "A:ping:2");
}

#[test]
fn repeated_old_acks_do_not_keep_a_call_alive() {
    let mut end = End::client();
    end.queue_full(2, true);
    end.transmit();
    end.peer_ack(AckReason::Delay, 3, &[]);
    for _ in 0..30 {
        end.wait_ms(1000);
        end.forged = 1000;
        end.peer_ack(AckReason::Delay, 3, &[]);
        end.forged = 900;
        end.peer_data(1, Flags::empty(), b"x");
    }
    // The forged DATA counted once.
    assert!(matches!(end.machine.completion(), Some(Completion::LocallyAborted { .. })));
}

#[test]
fn busy_is_a_sign_of_life() {
    let mut end = End::client();
    end.queue(b"x", true);
    end.transmit();
    for _ in 0..6 {
        let header = end.peer_header(rxrpc_wire::PacketType::Busy, 0, Flags::empty());
        end.machine.handle_busy(end.now, &header);
        schedule(&mut end, 10_000);
    }
    assert_eq!(end.machine.completion(), None);
    assert!(end.machine.counters().data_retransmitted >= 4);
}

fn refuse(end: &mut End) {
    let header = end.peer_header(rxrpc_wire::PacketType::Busy, 0, Flags::empty());
    end.machine.handle_busy(end.now, &header);
}

/// A BUSY says that the packet arrived: nothing is known of losses, of the rate or of the path's size by it. Each
/// attempt is one packet, and all goes on as before once the service has a place.
#[test]
fn a_service_that_is_busy_is_asked_again_and_nothing_is_taken_for_lost() {
    let mut end = End::client();
    end.queue_full(30, true);
    assert_eq!(end.sent().len(), 10);
    let window = end.machine.sender().congestion_window();
    for _ in 0..10 {
        // Each packet of an attempt is answered.
        refuse(&mut end);
    }
    let mut waits = Vec::new();
    for _ in 0..8 {
        assert_eq!(end.sent(), [""; 0]);
        let (before, at) = (end.now, end.machine.poll_timeout().expect("it tries again"));
        end.wait(at - before);
        waits.push((at - before).as_millis());
        assert_eq!(end.sent(), ["D1r"]);
        end.wait_ms(1);
        refuse(&mut end);
    }
    for (wait, longest) in waits.iter().zip([50, 100, 200, 400, 800, 1000, 1000, 1000]) {
        assert!((longest / 2..=longest).contains(wait), "{waits:?}");
    }
    assert_eq!(end.machine.sender().congestion_window(), window);
    assert_eq!(end.machine.counters().retransmit_timeouts, 0);
    end.wait_ms(1_000);
    let again = end.transmit();
    assert_eq!(again.len(), 1);
    end.peer_ack_for(AckReason::Requested, 2, &[], serial_of(&again[0]), 255);
    assert!(end.sent().len() >= 10, "the window is as it was");
}

#[test]
fn nothing_but_busy_ends_the_call_by_its_own_limit() {
    let limit = Duration::from_secs(3);
    let config = MachineConfig { busy_timeout: limit, ..MachineConfig::default() };
    let mut end = End::new(Instant::now(), Side::Client, &config, 0);
    end.queue(b"x", true);
    end.transmit();
    let began = end.now;
    while end.machine.completion().is_none() {
        refuse(&mut end);
        let at = end.machine.poll_timeout().expect("it goes on or ends");
        end.wait(at - end.now);
        end.transmit();
    }
    assert_eq!((end.machine.completion(), end.now - began), (Some(&Completion::Busy), limit));
    assert_eq!(end.machine.poll_timeout(), None);
}

/// What comes after an ACK is late: it says that the peer is there, and no more.
#[test]
fn a_late_busy_changes_nothing() {
    let mut end = End::client();
    end.queue_full(30, true);
    end.transmit();
    end.peer_ack(AckReason::Delay, 3, &[]);
    end.transmit();
    let timeout = end.machine.timer(Timer::Loss);
    refuse(&mut end);
    assert_eq!(end.machine.timer(Timer::Loss), timeout);
    assert!(!end.machine.sender().waits_for_busy());
}

/// The limit of the whole call is its user's own: it passed, wherever the peer talks meanwhile.
#[test]
fn a_hard_deadline_is_a_time_out_although_the_peer_talks_on_other_calls() {
    let mut end = End::client();
    end.machine.set_timeouts(end.now, Some(Duration::from_secs(2)), None, None);
    end.queue(b"x", true);
    end.transmit();
    let heard = end.peer_ack(AckReason::Delay, 2, &[]);
    end.machine.note_peer_serial(Serial(heard.0 + 10));
    end.wait_ms(2_000);
    assert_eq!(end.machine.completion(), Some(&TOO_LATE));
}

#[test]
fn a_peer_that_talks_on_other_calls_has_forgotten_this_one() {
    let mut end = End::client();
    end.queue(b"x", true);
    end.transmit();
    let heard = end.peer_ack(AckReason::Delay, 2, &[]);
    end.machine.note_peer_serial(Serial(heard.0 + 10));
    end.wait_ms(20_000);
    let reset = Completion::LocallyAborted { code: AbortCode::RX_CALL_DEAD, error: Failure::Reset };
    assert_eq!(end.machine.completion(), Some(&reset));
}

#[test]
fn hard_idle_and_normal_timeouts_are_kept() {
    let mut end = End::client();
    end.machine.set_timeouts(end.now, Some(ms(500)), None, None);
    end.wait_ms(500);
    assert_eq!(end.machine.completion(), Some(&TOO_LATE));
    assert_eq!(end.sent(), [""; 0], "the peer never heard of the call");

    let ages = Some(Duration::MAX);
    end.machine.set_timeouts(end.now, ages, ages, ages);

    let mut end = End::service();
    end.machine.set_timeouts(end.now, ages, ages, ages);
    end.peer_data(1, Flags::empty(), b"x");
    end.machine.set_timeouts(end.now, None, Some(ms(700)), None);
    end.wait_ms(600);
    end.peer_data(2, Flags::empty(), b"x");
    end.wait_ms(699);
    assert_eq!(end.machine.completion(), None);
    end.wait_ms(1);
    assert_eq!(end.machine.completion(), Some(&SILENCE));

    let mut end = End::service();
    end.machine.set_timeouts(end.now, Some(Duration::ZERO), None, Some(ms(900)));
    assert_eq!(schedule(&mut end, 850).len(), 5, "a ping each 150 ms");
    end.wait_ms(50);
    assert_eq!(end.machine.completion(), Some(&SILENCE));
}

#[test]
fn a_ping_waits_until_the_peer_knows_of_the_call() {
    let mut end = End::client();
    end.machine.request_ping();
    assert_eq!(end.sent(), [""; 0]);
    let mut service = End::service();
    service.machine.request_ping();
    let ping = service.transmit().remove(0);
    service.wait_ms(30);
    service.peer_ack_for(AckReason::PingResponse, 1, &[], serial_of(&ping), 255);
    assert_eq!(service.machine.smoothed_rtt(), Some(ms(30)));
}

#[test]
fn a_delayed_ack_is_no_round_trip() {
    let mut end = End::client();
    end.queue_full(1, false);
    let sent = end.transmit();
    end.wait_ms(100);
    end.peer_ack_for(AckReason::Delay, 2, &[], serial_of(&sent[0]), 255);
    assert_eq!(end.machine.smoothed_rtt(), None);
}

#[test]
fn a_probe_that_the_peer_would_throw_away_is_not_announced() {
    let mut end = End::client();
    end.knows_rtt(20);
    end.queue_full(2, false);
    assert_eq!(end.sent().len(), 2);
    // It has got nothing, and takes nothing any more.
    end.peer_ack_for(AckReason::Delay, 1, &[], Serial::NONE, 0);
    let log = data_only(schedule(&mut end, 10_000));
    assert!(end.machine.counters().tail_probes > 0);
    assert!(!log.is_empty(), "the timeout repeats nevertheless");
}

#[test]
fn no_interval_is_so_short_or_so_long_that_time_does_not_go_on() {
    for time in [Duration::ZERO, Duration::from_nanos(1), Duration::MAX] {
        let config = MachineConfig {
            initial_rto: time,
            min_rto: time,
            max_rto: time,
            last_packet_grace: time,
            keepalive: time,
            ..MachineConfig::default()
        };
        let mut end = End::new(Instant::now(), Side::Client, &config, 0);
        end.queue_full(2, true);
        end.transmit();
        end.knows_rtt(1);
        end.peer_ack(AckReason::Requested, 2, &[]);
        assert!(schedule(&mut end, 100).len() < 1000);
    }
}
