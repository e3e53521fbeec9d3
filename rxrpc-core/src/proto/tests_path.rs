//! The size of packets: what the peer says, what the network reports, what is found out.

use crate::proto::tests_support::{End, describe};
use crate::proto::{Fragmentation, Side};
use rxrpc_wire::AckReason;

/// What is to be sent now: each datagram in short, its size, and whether it may be cut.
fn sent(end: &mut End) -> Vec<(String, usize, Fragmentation)> {
    let mut all = Vec::new();
    let mut out = Vec::new();
    loop {
        out.clear();
        let (now, identity) = (end.now, end.identity);
        let batch = end.machine.poll_transmit(now, &identity, &end.serials, 16, &mut out);
        let Some(batch) = batch else { return all };
        for datagram in out.chunks(batch.datagram_size) {
            all.push((describe(datagram), datagram.len(), batch.fragmentation));
        }
    }
}

#[test]
fn a_report_makes_packets_smaller_and_lets_sealed_ones_be_cut() {
    let mut end = End::client();
    assert_eq!(end.machine.max_payload(), 1412);
    end.queue_full(3, false);
    assert!(sent(&mut end).iter().all(|(_, _, cut)| *cut == Fragmentation::Forbidden));
    end.queue_full(1, false);
    end.machine.handle_mtu_report(end.now, 1252);
    assert_eq!(end.machine.max_payload(), 1224);
    end.queue(&[7; 1224], true);
    let names: Vec<_> = sent(&mut end);
    let sizes: Vec<_> = names.iter().map(|(_, size, cut)| (*size, *cut)).collect();
    let cut = (1440, Fragmentation::Allowed);
    assert_eq!(sizes, [cut, cut, cut, cut, (1252, Fragmentation::Forbidden)], "{names:?}");
    assert_eq!(end.machine.counters().retransmit_timeouts, 0, "at once, and no sign of congestion");
}

#[test]
fn a_report_never_goes_below_the_floor_and_never_up() {
    let mut end = End::client();
    end.machine.handle_mtu_report(end.now, 9000);
    assert_eq!(end.machine.max_payload(), 1412);
    end.machine.handle_mtu_report(end.now, 0);
    assert_eq!(end.machine.max_payload(), 520);
    end.machine.handle_mtu_report(end.now, 1400);
    assert_eq!(end.machine.max_payload(), 520);
    assert_eq!(end.machine.completion(), None);
}

#[test]
fn the_next_call_begins_with_what_the_last_one_knew() {
    let mut first = End::client();
    first.queue_full(1, false);
    first.transmit();
    first.peer_ack(AckReason::Requested, 2, &[]);
    first.machine.handle_mtu_report(first.now, 1000);
    let mut second = End::new(first.now, Side::Client, &Default::default(), 0);
    second.machine.seed_path(first.machine.path_estimate());
    assert_eq!(second.machine.max_payload(), 972);
}
