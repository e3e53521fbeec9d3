//! What calls hold of the memory for what is sent, alone and on an endpoint whose slots are all taken.

use super::*;
use crate::call::begin::tests::{Crowd, poll, ready};
use crate::call::send::Waiting;
use crate::config::Config;
use crate::error::CallError;
use crate::proto::MachineConfig;
use proptest::prelude::*;
use rxrpc_wire::AbortCode;
use std::pin::pin;
use std::time::Duration;

/// Four calls that run, with so many pieces for all of them.
fn crowd(pieces: usize) -> Crowd {
    let config = Config::default().connections_per_bundle(1);
    Crowd::with(config.send_memory(pieces * PIECE))
}

/// A call gives as much as it can without a wait, all of which its peer leaves unacknowledged; how much that was.
fn fill(crowd: &Crowd, at: usize) -> usize {
    let mut taken = 0;
    let data = vec![1; 1 << 20];
    let send = crowd.client.send(&crowd.running[at], &data, true, Waiting::Never, &mut taken);
    assert_eq!(ready(send), Err(CallError::WouldBlock));
    taken
}

#[test]
fn a_call_takes_what_its_queue_asks_for_and_gives_it_back_when_it_ends() {
    let crowd = crowd(100);
    let taken = fill(&crowd, 0);
    assert_eq!(taken, 256 * 1412, "the transmit queue is the limit");
    let pieces = (taken - FREE).div_ceil(PIECE);
    assert_eq!(crowd.client.send_memory_taken(), pieces * PIECE);
    crowd.client.abort(&crowd.running[0], AbortCode(1));
    assert_eq!(crowd.client.send_memory_taken(), 0);
}

/// What is acknowledged makes room for others at once, while the call goes on.
#[test]
fn what_is_acknowledged_is_given_back() {
    let mut crowd = crowd(100);
    fill(&crowd, 0);
    // Its client reads nothing, but the window takes all.
    crowd.exchange();
    crowd.now += Duration::from_secs(1);
    crowd.server.handle_timeout(crowd.now);
    crowd.exchange();
    assert_eq!(crowd.client.send_memory_taken(), 0);
    assert!(!crowd.running[0].has_ended());
}

#[test]
fn housekeeping_gives_up_most_blocks_that_many_calls_have_used() {
    let mut crowd = crowd(100);
    for at in 0..4 {
        fill(&crowd, at);
    }
    let before = crowd.client.send_budget.spare.len();
    crowd.now += Duration::from_secs(11);
    crowd.client.handle_timeout(crowd.now);
    assert_eq!((before, crowd.client.send_budget.spare.len()), (24, 16));
}

#[test]
fn a_call_whose_peer_takes_nothing_stops_no_other() {
    let crowd = crowd(3);
    fill(&crowd, 0);
    assert_eq!(crowd.client.send_memory_taken(), 3 * PIECE);
    // The network of the first call is gone.
    while crowd.client.poll_transmit(crowd.now, 64, &mut Vec::new()).is_some() {}
    let (call, data) = (&crowd.running[1], vec![2; 300_000]);
    let mut taken = 0;
    let mut send = pin!(crowd.client.send(call, &data, false, Waiting::Allowed, &mut taken));
    for _ in 0..1000 {
        if poll(send.as_mut()).is_ready() {
            break;
        }
        crowd.exchange();
    }
    crowd.exchange();
    assert_eq!(crowd.served().expect("it came").1.len(), data.len());
    assert_eq!(crowd.client.send_memory_taken(), 3 * PIECE);
}

#[test]
fn without_any_memory_calls_go_on_with_what_is_free() {
    let crowd = crowd(0);
    assert_eq!(fill(&crowd, 0), FREE / 1412 * 1412);
    crowd.exchange();
    let (call, data) = (&crowd.running[1], vec![2; 300_000]);
    let mut taken = 0;
    let mut send = Box::pin(crowd.client.send(call, &data, false, Waiting::Allowed, &mut taken));
    while poll(send.as_mut()).is_pending() {
        assert!(crowd.client.wants_transmit());
        crowd.exchange();
    }
    drop(send);
    assert_eq!(taken, data.len());
}

/// A packet may be larger than what is free: one is always taken.
#[test]
fn one_packet_is_always_taken_however_large() {
    let machine = MachineConfig::default().payload(60_000).initial_congestion_window(1);
    let config = Config::default().connections_per_bundle(1).send_memory(0).machine(machine);
    let crowd = Crowd::with(config);
    let call = &crowd.running[0];
    call.with_state(|state| {
        assert!(state.send_memory_used().is_none_or(|used| used == 0));
        let queue = state.send_memory_for(&crowd.client.send_budget, 60_000);
        assert_eq!(queue, FREE);
    });
    ready(crowd.client.send(call, &[1; 60_000], false, Waiting::Never, &mut 0)).unwrap_or(());
    crowd.exchange();
    assert!(call.counters().is_some_and(|counters| counters.data_sent > 0));
}

#[test]
fn who_waits_for_memory_gets_it_in_turn() {
    let crowd = crowd(1);
    fill(&crowd, 0);
    assert_eq!(crowd.client.send_memory_taken(), PIECE);
    let data = vec![2; FREE + PIECE / 2];
    let [mut first, mut second] = [0, 0];
    let (one, two) = (&crowd.running[1], &crowd.running[2]);
    let mut one = pin!(crowd.client.send(one, &data, true, Waiting::Allowed, &mut first));
    let mut two = Box::pin(crowd.client.send(two, &data, true, Waiting::Allowed, &mut second));
    assert!(poll(two.as_mut()).is_pending());
    assert!(poll(one.as_mut()).is_pending());
    crowd.client.abort(&crowd.running[0], AbortCode(1));
    // It is the turn of who came first, and no newcomer is faster.
    assert!(poll(one.as_mut()).is_pending());
    assert_eq!(fill(&crowd, 3), FREE / 1412 * 1412);
    assert!(poll(two.as_mut()).is_ready());
    assert!(poll(one.as_mut()).is_pending());
    drop(two);
    crowd.client.abort(&crowd.running[2], AbortCode(1));
    assert!(poll(one.as_mut()).is_ready());
    crowd.client.abort(&crowd.running[1], AbortCode(1));
    assert_eq!(crowd.client.send_memory_taken(), 0);
}

/// A wait that is dropped leaves the line, with a piece that was granted; one that nobody polls holds up nobody.
#[test]
fn a_wait_that_is_given_up_or_forgotten_passes_on_its_piece() {
    for drops in [false, true] {
        let mut crowd = crowd(1);
        fill(&crowd, 0);
        let (client, running) = (crowd.client.clone(), crowd.running.clone());
        let data = vec![2; FREE + PIECE / 2];
        let [mut first, mut second] = [0, 0];
        let mut idle =
            Box::pin(client.send(&running[1], &data, true, Waiting::Allowed, &mut first));
        let mut other =
            Box::pin(client.send(&running[2], &data, true, Waiting::Allowed, &mut second));
        assert!(poll(idle.as_mut()).is_pending());
        assert!(poll(other.as_mut()).is_pending());
        client.abort(&running[0], AbortCode(1));
        assert!(poll(other.as_mut()).is_pending());
        if drops {
            drop(idle);
        } else {
            for _ in 0..3 {
                crowd.now += Duration::from_millis(10);
                client.handle_timeout(crowd.now);
            }
        }
        assert!(poll(other.as_mut()).is_ready(), "dropped: {drops}");
    }
}

/// What is given to a begun call before it has its slot counts, and comes back whether or not it gets one.
#[test]
fn what_waits_for_a_slot_counts() {
    let mut crowd = crowd(1);
    let [holds, waits] = [crowd.begin(), crowd.begin()];
    crowd.give(&holds, &[1; FREE + 1], true).unwrap();
    assert_eq!(crowd.client.send_memory_taken(), PIECE);
    let (client, data, mut taken) = (crowd.client.clone(), [2; 2 * FREE], 0);
    assert_eq!(
        ready(client.send(&waits, &data, false, Waiting::Never, &mut taken)),
        Err(CallError::WouldBlock)
    );
    assert_eq!(taken, FREE);
    let mut send = Box::pin(client.send(&waits, &data, false, Waiting::Allowed, &mut taken));
    assert!(poll(send.as_mut()).is_pending());
    crowd.client.release(&holds);
    assert!(poll(send.as_mut()).is_ready());
    drop(send);
    assert_eq!((taken, crowd.client.send_memory_taken()), (data.len(), PIECE));
    crowd.free_one();
    assert_eq!(crowd.served().expect("it came").1, data);
    crowd.client.release(&waits);
    assert_eq!(crowd.client.send_memory_taken(), 0);
}

proptest! {
    /// What is covered was taken, what is left over is little, and all comes back.
    #[test]
    fn what_is_taken_comes_back(
        total in 0usize..(1 << 20),
        steps in proptest::collection::vec((0usize..4, 0usize..(1 << 19), any::<bool>()), 1..100),
    ) {
        let budget = SendBudget::new(total);
        let mut shares: Vec<SendShare> = (0..4).map(|_| SendShare::default()).collect();
        for (index, used, ends) in steps {
            let share = &mut shares[index];
            let covered = share.cover(&budget, used);
            let used = used.min(covered);
            prop_assert_eq!(share.spare(Some(0)), share.spare(Some(used)), "it is promised");
            share.promise(0);
            while share.take_spare((!ends).then_some(used))[0].is_some() {}
            let (least, most) = if ends { (FREE, FREE) } else { (used, FREE + used + 2 * PIECE) };
            prop_assert!((least..=most).contains(&share.covered()));
            let taken: usize = shares.iter().map(|share| share.covered() - FREE).sum();
            prop_assert_eq!(taken, budget.taken());
            prop_assert!(taken <= total);
        }
        drop(shares);
        prop_assert_eq!(budget.taken(), 0);
    }
}
