//! A sender at the mercy of a peer that lies in its ACKs: it sends little more than it would have
//! to an honest one, however many ACKs come.

use crate::proto::tests::support::{End, Random, serial_of};
use crate::proto::{CongestionAlgorithm, MachineConfig, Side};
use rxrpc_wire::{AckReason, Serial};
use std::cell::RefCell;
use std::time::{Duration, Instant};

/// ACKs that each peer here sends, a tenth of a millisecond after one another.
const ACKS: u32 = 5000;

fn end(congestion: CongestionAlgorithm) -> End {
    let config =
        MachineConfig { congestion, transmit_queue_limit: 2000, ..MachineConfig::default() };
    End::new(Instant::now(), Side::Client, &config, 0)
}

/// Queues `packets` and lets `lie` answer again and again, with the table of what it would like to
/// report and the serial that it names. Returns the DATA packets sent.
fn sent_to_liar(
    congestion: CongestionAlgorithm,
    packets: usize,
    lie: impl Fn(u32, usize, Serial) -> (u32, Vec<u8>, Serial),
) -> u64 {
    let mut end = end(congestion);
    end.queue_full(packets, true);
    let mut newest = Serial::NONE;
    let mut note = |end: &mut End| {
        newest = end.transmit().last().map_or(newest, |datagram| serial_of(datagram));
        newest
    };
    note(&mut end);
    for round in 0..ACKS {
        end.wait(Duration::from_micros(100));
        let newest = note(&mut end);
        let sent = end.machine.sender().window().sent() as usize;
        let (first, table, cause) = lie(round, sent, newest);
        if end.machine.completion().is_some() || !end.machine.state().takes_acks() {
            break;
        }
        end.peer_ack_for(AckReason::Requested, first, &table, cause, 255);
        note(&mut end);
    }
    let counters = end.machine.counters();
    counters.data_sent + counters.data_retransmitted
}

const BOTH: [CongestionAlgorithm; 2] = [CongestionAlgorithm::NewReno, CongestionAlgorithm::Cubic];

#[test]
fn taking_back_what_arrived_with_each_ack_brings_little() {
    for congestion in BOTH {
        let sent = sent_to_liar(congestion, 400, |round, sent, newest| {
            let table = if round % 2 == 0 { vec![1; sent.min(255)] } else { Vec::new() };
            (1, table, newest)
        });
        assert!(sent <= 255 + 100, "{congestion:?} {sent}");
    }
}

#[test]
fn taking_back_all_but_the_newest_brings_little() {
    for congestion in BOTH {
        let sent = sent_to_liar(congestion, 400, |round, sent, newest| {
            let mut table = vec![u8::from(round % 2 == 0); sent.min(255)];
            if let Some(last) = table.last_mut() {
                *last = 1;
            }
            (1, table, newest)
        });
        assert!(sent <= 255 + 50, "{congestion:?} {sent}");
    }
}

#[test]
fn a_packet_that_is_said_to_be_missing_for_ever_is_not_sent_for_ever() {
    for congestion in BOTH {
        let sent = sent_to_liar(congestion, 400, |_, sent, newest| {
            let mut table = vec![1; sent.min(255)];
            table[0] = 0;
            (1, table, newest)
        });
        assert!(sent <= 255 + 100, "{congestion:?} {sent}");
    }
}

#[test]
fn every_second_packet_said_to_be_missing_brings_no_flood() {
    for congestion in BOTH {
        let sent = sent_to_liar(congestion, 400, |round, sent, newest| {
            let table =
                (0..sent.min(255)).map(|at| u8::from((at + round as usize).is_multiple_of(2)));
            (1, table.collect(), newest)
        });
        assert!(sent <= 255 + 50, "{congestion:?} {sent}");
    }
}

#[test]
fn nonsense_brings_little() {
    for congestion in BOTH {
        for seed in 0..4 {
            let random = RefCell::new(Random::new(seed));
            let sent = sent_to_liar(congestion, 400, |_, sent, newest| {
                let mut random = random.borrow_mut();
                let arrived = random.below(1000);
                let length = random.below(sent.min(255) as u64 + 1);
                let table = (0..length).map(|_| u8::from(random.one_in_thousand(arrived)));
                let table = table.collect();
                let cause = newest.0.saturating_sub(random.below(20) as u32);
                (1, table, Serial(cause))
            });
            assert!(sent <= 255 + 50, "{congestion:?} {seed}: {sent}");
        }
    }
}

#[test]
fn acks_without_news_bring_nothing() {
    for congestion in BOTH {
        let sent = sent_to_liar(congestion, 400, |_, _, newest| (1, Vec::new(), newest));
        assert!(sent <= 60, "{congestion:?} {sent}");
    }
}

#[test]
fn optimistic_acks_bring_what_was_queued_and_no_more() {
    for congestion in BOTH {
        let sent = sent_to_liar(congestion, 1500, |_, sent, newest| {
            // The first packet that is not acknowledged is not known here: all soft, and soon hard.
            (1, vec![1; sent.min(255)], newest)
        });
        assert!(sent <= 255, "{congestion:?} {sent}");
        let mut end = end(congestion);
        end.queue_full(1500, true);
        let mut datagrams = 0;
        for _ in 0..ACKS {
            datagrams += end.transmit().len();
            let first =
                end.machine.sender().window().bottom().0 + end.machine.sender().window().sent();
            if end.machine.completion().is_some() || !end.machine.state().takes_acks() {
                break;
            }
            end.peer_ack_for(AckReason::Requested, first, &[], Serial::NONE, 65_535);
        }
        assert_eq!(datagrams, 1500);
    }
}

#[test]
fn timeouts_that_are_set_to_zero_do_not_spin() {
    let config = MachineConfig {
        initial_rto: Duration::ZERO,
        min_rto: Duration::ZERO,
        max_rto: Duration::ZERO,
        last_packet_grace: Duration::ZERO,
        ..MachineConfig::default()
    };
    let mut end = End::new(Instant::now(), Side::Client, &config, 0);
    end.queue_full(20, true);
    let mut datagrams = end.transmit().len();
    for _ in 0..21_000 {
        end.wait(Duration::from_millis(1));
        datagrams += end.transmit().len();
    }
    assert!(end.machine.completion().is_some(), "20 s of silence end the call");
    // Ten of the window, doubling from 1 ms to 1 s, then one a second.
    assert!(datagrams <= 10 + 10 + 20 + 8, "{datagrams}");
}
