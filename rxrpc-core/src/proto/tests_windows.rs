//! Windows of more than 255 packets, as the machine uses them.

use crate::proto::tests_support::End;
use crate::proto::{Events, MachineConfig, Side};
use rxrpc_wire::{AckReason, Serial};
use std::time::Instant;

/// A client in slow start whose first `packets` are acknowledged one after the other.
fn grown_client(packets: u32, window: u32) -> End {
    let mut end = End::client();
    let mut acknowledged = 0;
    while acknowledged < packets {
        let space = end.machine.transmit_space();
        end.queue_full(space, false);
        end.transmit();
        let sent = end.machine.transmit.sent();
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
    let bottom = end.machine.transmit.bottom().0;
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
    let bottom = end.machine.transmit.bottom().0;
    let _ = end.machine.take_events();
    end.peer_ack_for(AckReason::Idle, bottom, &[], Serial::NONE, 8192);
    assert!(end.machine.transmit_space() > 0, "{}", end.machine.queue_limit());
    assert!(end.machine.take_events().contains(Events::WRITABLE));
}

#[test]
fn what_is_advertised_grows_when_the_user_reads() {
    let mut end = End::new(Instant::now(), Side::Service, &MachineConfig::default(), 0);
    for seq in 1..=4000 {
        end.peer_data(seq, rxrpc_wire::Flags::empty(), b"x");
        end.machine.receive();
        end.wait(std::time::Duration::from_micros(100));
    }
    assert!(end.machine.trailer().rwind >= 1020);
    for seq in 4001..=9000 {
        end.peer_data(seq, rxrpc_wire::Flags::empty(), b"x");
    }
    assert_eq!(end.machine.trailer().rwind, 0, "nobody reads");
    assert!(end.machine.receive.size() <= 8192);
}
