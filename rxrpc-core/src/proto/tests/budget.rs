//! Memory for received data that nobody reads stays within what the endpoint allows, whatever peers
//! send, and comes back.

use crate::proto::tests::support::{End, PEER, Random};
use crate::proto::{MachineConfig, ReceiveBudget, Side};
use rxrpc_wire::{AbortCode, Flags, Seq};
use std::sync::Arc;
use std::time::Instant;

const TOTAL: usize = 4 << 20;

/// What a call may store beside the budget: a little that is free, and 15 packets.
const BESIDE: usize = (24 << 10) + 15 * (1412 + 256);

fn services(count: usize, budget: &Arc<ReceiveBudget>) -> Vec<End> {
    let config = MachineConfig {
        receive_window: 8192,
        receive_window_limit: 65_535,
        ..MachineConfig::default()
    };
    let service = || {
        let mut end = End::new(Instant::now(), Side::Service, &config, 0);
        end.machine.share_budget(budget, PEER);
        end
    };
    std::iter::repeat_with(service).take(count).collect()
}

fn stored(ends: &[End]) -> usize {
    ends.iter().map(|end| end.machine.receiver().window().cost()).sum()
}

/// Sends all that fits into the window and beyond, whatever was advertised: in order, above a hole, or
/// wildly; with full packets, or with many that are nearly empty.
fn flood(end: &mut End, random: &mut Random, way: u64) {
    let payload = [3; 1412];
    for seq in 1..9000 {
        let seq = match way {
            0 => seq,
            1 => seq + 1,
            2 => 2 * seq,
            _ => 1 + random.below(9000) as u32,
        };
        let length = if way == 3 { 1 } else { payload.len() };
        end.peer_data(seq, Flags::empty(), &payload[..length]);
        end.transmit();
    }
}

#[test]
fn hostile_senders_fill_no_more_than_the_budget_and_a_floor_for_each_call() {
    let budget = Arc::new(ReceiveBudget::new(TOTAL));
    let mut ends = services(24, &budget);
    let mut random = Random::new(9);
    for index in 0..ends.len() {
        flood(&mut ends[index], &mut random, index as u64 % 4);
        let limit = budget.taken() + BESIDE * ends.len();
        assert!(stored(&ends) <= limit, "{} of {limit}", stored(&ends));
    }
    assert!(budget.taken() <= TOTAL && budget.taken() > TOTAL / 2);
    for end in &mut ends {
        assert!(end.machine.completion().is_none());
        assert!(end.machine.advertised_window() < 1024, "{}", end.machine.advertised_window());
    }
    // However a call ends, its share comes back.
    for (index, mut end) in ends.into_iter().enumerate() {
        match index % 3 {
            0 => assert!(end.machine.abort(AbortCode(1))),
            1 => end.machine.handle_abort(end.now, AbortCode(1)),
            _ => while end.machine.receive().is_some() {},
        }
        if index % 3 < 2 {
            assert_eq!(end.machine.receiver().window().cost(), 0);
        }
    }
    assert_eq!(budget.taken(), 0);
}

#[test]
fn what_is_read_comes_back_and_is_advertised_again() {
    let budget = Arc::new(ReceiveBudget::new(TOTAL));
    let mut ends = services(2, &budget);
    for seq in 1..9000 {
        ends[0].peer_data(seq, Flags::empty(), &[3; 1412]);
    }
    let scarce = ends[1].machine.advertised_window();
    assert!((15..110).contains(&scarce), "{scarce}");
    while ends[0].machine.receive().is_some() {}
    assert_eq!(budget.taken(), 0);
    let (first, second) =
        (ends[0].machine.advertised_window(), ends[1].machine.advertised_window());
    assert!(first > 600 && second > 600, "{first} {second}");
}

#[test]
fn the_next_packet_in_order_always_finds_room() {
    let budget = Arc::new(ReceiveBudget::new(TOTAL));
    let mut ends = services(3, &budget);
    // The first takes all memory, the second stores what it can above a hole.
    for seq in 2..8000 {
        ends[0].peer_data(seq, Flags::empty(), &[3; 1412]);
        ends[1].peer_data(seq, Flags::empty(), &[3; 1412]);
    }
    for end in &mut ends {
        for seq in 1..200 {
            end.peer_data(seq, Flags::empty(), &[3; 1412]);
            assert!(end.machine.receiver().window().next().is_after(Seq(seq)), "packet {seq}");
            while end.machine.receive().is_some() {}
        }
    }
}

#[test]
fn a_small_call_takes_nothing_of_the_budget() {
    let budget = Arc::new(ReceiveBudget::new(TOTAL));
    let mut ends = services(1, &budget);
    for seq in 1..10 {
        ends[0].peer_data(seq, Flags::empty(), &[3; 1412]);
    }
    assert_eq!(budget.taken(), 0);
}

/// What counts is what is stored, not how far apart it is.
#[test]
fn two_packets_at_the_ends_of_the_window_take_nothing_of_the_budget() {
    let budget = Arc::new(ReceiveBudget::new(TOTAL));
    let mut ends = services(100, &budget);
    for end in &mut ends {
        end.peer_data(1, Flags::empty(), b"x");
        end.peer_data(255, Flags::empty(), b"x");
        assert_eq!(end.machine.receiver().window().highest(), Seq(255));
        let stored = end.machine.receiver().window().cost();
        assert!((254 * 40..24 << 10).contains(&stored), "{stored}");
    }
    assert_eq!(budget.taken(), 0);
    // Far apart in a wide window is not little: its entries are there.
    ends[0].peer_data(8000, Flags::empty(), b"x");
    let stored = ends[0].machine.receiver().window().cost();
    assert!(stored >= 7999 * 40 && budget.taken() + (24 << 10) >= stored, "{stored}");
}

/// An unproven sender has a sixteenth together with all others, and all of it once it is proven.
#[test]
fn unproven_senders_leave_the_budget_to_others() {
    let budget = Arc::new(ReceiveBudget::new(TOTAL));
    let mut ends = services(24, &budget);
    for end in &mut ends {
        end.machine.await_proof();
        for seq in 2..300 {
            end.peer_data(seq, Flags::empty(), &[3; 1412]);
        }
    }
    assert!(budget.taken() <= TOTAL / 16, "{}", budget.taken());
    let end = &mut ends[23];
    let told = end.machine.advertised_window();
    assert!(told < 100, "{told}");
    end.machine.prove_reach();
    assert!(end.machine.advertised_window() >= 255);
    for seq in 2..300 {
        end.peer_data(seq, Flags::empty(), &[3; 1412]);
    }
    assert!(budget.taken() > TOTAL / 16, "{}", budget.taken());
}
