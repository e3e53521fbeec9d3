//! The size of packets: what the peer says, what the network reports, what is found out.

use crate::proto::tests::support::{End, describe};
use crate::proto::{Datagrams, Fragmentation, MachineConfig, Side};
use rxrpc_wire::{AckReason, Body, Flags, Packet, subpackets};
use std::collections::VecDeque;
use std::time::{Duration, Instant};

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
fn a_report_that_forbids_jumbograms_has_those_on_their_way_sent_again() {
    let config = MachineConfig { jumbo_limit: 4, ..MachineConfig::default() };
    let mut end = End::new(Instant::now(), Side::Client, &config, 0);
    end.queue_full(1, false);
    sent(&mut end);
    end.peer_ack(AckReason::Requested, 2, &[]);
    end.machine.path_mut().carries(5688);
    end.queue_full(4, false);
    assert_eq!(sent(&mut end)[0].1, 5688);
    end.machine.handle_mtu_report(end.now, 1472);
    let again = sent(&mut end);
    assert!(again.len() == 4 && again.iter().all(|(_, size, _)| *size == 1440), "{again:?}");
    assert_eq!(end.machine.counters().retransmit_timeouts, 0);
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

/// A client that sends to a service over a path that drops what is too large, and says nothing about it.
struct Way {
    client: End,
    service: End,
    now: Instant,
    /// Bytes of UDP payload that get through without being cut.
    carries: usize,
    /// Whether what is cut gets through.
    fragments: bool,
    answers_padded: bool,
    flying: VecDeque<(Instant, bool, Vec<u8>)>,
    /// Largest datagram of the client that arrived, datagrams that did, probes.
    largest: usize,
    arrived: u64,
    probes: u64,
    received: usize,
}

const DELAY: Duration = Duration::from_millis(5);

impl Way {
    fn new(carries: usize, settings: impl FnOnce(&mut MachineConfig)) -> Self {
        let now = Instant::now();
        let mut config = MachineConfig {
            normal_timeout: Duration::from_secs(3600),
            idle_timeout: Duration::from_secs(3600),
            ..MachineConfig::default()
        };
        settings(&mut config);
        Self {
            client: End::new(now, Side::Client, &config, 0),
            service: End::new(now, Side::Service, &config, 0),
            now,
            carries,
            fragments: true,
            answers_padded: true,
            flying: VecDeque::new(),
            largest: 0,
            arrived: 0,
            probes: 0,
            received: 0,
        }
    }

    fn flush(&mut self) {
        for to_service in [true, false] {
            let end = if to_service { &mut self.client } else { &mut self.service };
            end.now = self.now;
            let mut out = Vec::new();
            let identity = end.identity;
            while let Some(batch) =
                end.machine.poll_transmit(self.now, &identity, &end.serials, 16, &mut out)
            {
                let Datagrams { datagram_size, fragmentation, .. } = batch;
                assert!(out.len() <= 65_507, "a batch of {} bytes", out.len());
                for datagram in out.chunks(datagram_size) {
                    let cut = self.fragments && fragmentation == Fragmentation::Allowed;
                    let probe = fragmentation == Fragmentation::Probe;
                    self.probes += u64::from(probe);
                    let ignored = probe && !self.answers_padded;
                    if !ignored && (cut || datagram.len() <= self.carries) {
                        let at = self.now + DELAY;
                        self.flying.push_back((at, to_service, datagram.to_vec()));
                    }
                }
                out.clear();
            }
        }
    }

    /// Sends this many bytes as one request, packed as the machine says; at most a minute.
    fn send(&mut self, bytes: usize) -> Duration {
        let begun = self.now;
        let mut left = bytes;
        let goal = self.received + bytes;
        while self.received < goal {
            while left > 0 && self.client.machine.transmit_space() > 0 {
                let size = self.client.machine.max_payload().min(left);
                left -= size;
                self.client.queue(&vec![7; size], false);
            }
            self.flush();
            let deadlines = [&self.client, &self.service].map(|end| end.machine.poll_timeout());
            let arrival = self.flying.front().map(|(at, ..)| *at);
            let next = deadlines.into_iter().flatten().chain(arrival).min();
            self.now = next.expect("something will happen").max(self.now);
            assert!(self.now - begun < Duration::from_secs(60), "stuck at {}", self.received);
            self.arrive();
            for end in [&mut self.client, &mut self.service] {
                end.now = self.now;
                end.machine.handle_timeout(self.now);
            }
        }
        self.now - begun
    }

    /// Sends now and then, for long enough that a search comes to its end.
    fn send_for_long(&mut self) {
        for _ in 0..20 {
            self.send(300_000);
            self.now += Duration::from_millis(250);
        }
    }

    fn arrive(&mut self) {
        while self.flying.front().is_some_and(|(at, ..)| *at <= self.now) {
            let (_, to_service, datagram) = self.flying.pop_front().unwrap();
            let end = if to_service { &mut self.service } else { &mut self.client };
            end.now = self.now;
            end.handle(&datagram);
            if to_service {
                self.largest = self.largest.max(datagram.len());
                self.arrived += 1;
                check_jumbogram(&datagram);
            }
        }
        while let Some(packet) = self.service.machine.receive() {
            self.received += packet.payload.len();
        }
    }
}

/// Only the last packet of a datagram may ask for an ACK or end the call.
fn check_jumbogram(datagram: &[u8]) {
    let packet = Packet::parse(datagram).unwrap();
    let Body::Data(data) = packet.body else { return };
    let all: Vec<_> = subpackets(&packet.header, data.payload).map(Result::unwrap).collect();
    for earlier in &all[..all.len() - 1] {
        assert!(!earlier.flags.intersects(Flags::REQUEST_ACK | Flags::LAST_PACKET));
        assert_eq!(earlier.payload.len(), 1412);
    }
}

#[test]
fn a_wide_path_is_not_probed_for_ordinary_packets() {
    let mut way = Way::new(65_000, |_| {});
    way.send(2_000_000);
    assert_eq!((way.probes, way.largest), (0, 1440));
}

#[test]
fn a_path_that_turns_narrow_without_a_word_costs_a_second_or_two() {
    let mut way = Way::new(1472, |_| {});
    way.send(500_000);
    way.carries = 1252;
    let time = way.send(500_000);
    assert!(time < Duration::from_secs(5), "{time:?}");
    assert!(way.client.machine.max_payload() <= 1224);
    assert!(way.client.machine.max_payload() >= 1172);
    let late = way.client.machine.counters().retransmit_timeouts;
    let time = way.send(500_000);
    assert_eq!(way.client.machine.counters().retransmit_timeouts, late);
    assert!(time < Duration::from_secs(4), "{time:?}");
    assert!(way.probes <= 9, "{}", way.probes);
}

#[test]
fn a_path_that_was_cut_off_for_a_while_is_not_taken_for_narrow() {
    let mut way = Way::new(1472, |_| {});
    way.send(500_000);
    way.carries = 0;
    way.client.queue_full(20, false);
    way.fragments = false;
    way.flush();
    for _ in 0..8 {
        way.now = way.client.machine.poll_timeout().unwrap().max(way.now);
        way.client.machine.handle_timeout(way.now);
        way.flush();
    }
    (way.carries, way.fragments) = (1472, true);
    way.received -= 20 * 1412;
    way.send(500_000);
    assert_eq!(way.client.machine.max_payload(), 1412);
    assert!(way.probes <= 2, "{}", way.probes);
}

#[test]
fn a_reported_limit_needs_no_probe_and_no_timeout() {
    let mut way = Way::new(1472, |_| {});
    way.send(500_000);
    way.carries = 1252;
    way.client.queue_full(30, false);
    way.flush();
    way.client.machine.handle_mtu_report(way.now, 1252);
    way.received -= 30 * 1412;
    let time = way.send(500_000);
    let counters = way.client.machine.counters();
    assert_eq!((counters.retransmit_timeouts, way.probes), (0, 0), "{time:?}");
    assert_eq!(way.client.machine.max_payload(), 1224);
}

#[test]
fn jumbograms_go_where_they_get_through_and_nowhere_else() {
    for (carries, limit, largest) in [
        (65_000, 4, 5688),
        (65_000, 46, 5688),
        (4300, 4, 4272),
        (1472, 46, 1440),
        (65_000, 1, 1440),
    ] {
        let mut way = Way::new(carries, |config| config.jumbo_limit = limit);
        way.send_for_long();
        assert_eq!(way.largest, largest, "on a path of {carries} with {limit}");
        assert!(way.probes <= 12, "{} probes on a path of {carries}", way.probes);
        assert_eq!(way.client.machine.counters().retransmit_timeouts, 0);
        if largest == 5688 {
            assert!(way.arrived < 2000, "{} datagrams for 4250 packets", way.arrived);
        }
    }
}

#[test]
fn a_path_that_becomes_too_narrow_for_jumbograms_goes_on_with_single_packets() {
    let mut way = Way::new(65_000, |config| config.jumbo_limit = 4);
    way.send(1_000_000);
    assert_eq!(way.largest, 5688);
    way.carries = 1472;
    let time = way.send(1_000_000);
    assert!(time < Duration::from_secs(5), "{time:?}");
    assert!(way.probes <= 12, "{}", way.probes);
    let lost = way.client.machine.counters().data_retransmitted;
    way.send(1_000_000);
    assert_eq!(way.client.machine.counters().data_retransmitted, lost);
}

#[test]
fn a_peer_that_ignores_padded_pings_costs_a_few_of_them() {
    let mut way = Way::new(65_000, |config| config.jumbo_limit = 46);
    way.answers_padded = false;
    way.send_for_long();
    assert_eq!((way.probes, way.largest), (6, 1440), "the peer takes 4 packets: so 4, then 2");
    way.now += Duration::from_secs(500);
    way.send_for_long();
    assert_eq!(way.probes, 6);
    way.now += Duration::from_secs(100);
    way.send_for_long();
    assert!((7..=12).contains(&way.probes), "{}", way.probes);
}

#[test]
fn larger_packets_are_sent_to_who_wants_them() {
    let mut way = Way::new(8972, |config| {
        (config.payload, config.interface_mtu, config.max_mtu) = (60_000, 60_000, 60_000);
    });
    way.send_for_long();
    let found = way.client.machine.max_payload() + 28;
    assert!((8900..=8972).contains(&found), "{found}");
    let mut way = Way::new(65_000, |config| config.payload = 60_000);
    way.send(1_000_000);
    assert_eq!((way.probes, way.largest), (0, 1440), "the peer said that 1444 suits it");
}
