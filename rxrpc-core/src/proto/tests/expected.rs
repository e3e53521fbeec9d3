//! DATA that a long call expects is taken with few questions, and several datagrams at once: nothing else comes of it
//! than if each was judged alone, as one of which nothing is expected.

use super::support::{End, PEER, Random};
use crate::proto::{DataRun, MachineConfig, ReceiveBudget, Received, Side};
use rxrpc_wire::{Flags, Header, PacketType, Seq};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A datagram without its header, and that.
type Datagram = (Header, Vec<u8>);

/// How packets are handed over.
#[derive(Clone, Copy)]
enum Joins {
    No,
    Plain,
    Sealed(usize),
}

/// A call that receives.
fn receiving(now: Instant, side: Side, first: u32, joins: Joins, budget: usize) -> End {
    let mut config = MachineConfig::default();
    (config.receive_window, config.receive_window_limit) = (64, 256);
    let mut end = End::new(now, side, &config, 0);
    end.start_at(Seq(first));
    end.machine.share_budget(&Arc::new(ReceiveBudget::new(budget)), PEER);
    match joins {
        Joins::No => {}
        Joins::Plain => end.machine.join_packets(),
        Joins::Sealed(head) => {
            end.machine.keep_empty_packets();
            end.machine.join_sealed_packets(head);
        }
    }
    if side == Side::Client {
        end.queue(b"question", true);
        end.transmit();
    }
    end
}

/// What the peer sends next: mostly the packets in order, so that a call gets long.
fn datagrams(dice: &mut Random, forge: &mut End, next: &mut u32) -> Vec<Datagram> {
    let mut data = |seq, flags, length: usize| {
        let mut header = forge.peer_header(PacketType::Data, seq, flags);
        header.checksum = seq.wrapping_mul(3) as u16;
        (header, vec![seq as u8; length])
    };
    let mut all = Vec::new();
    for _ in 0..=dice.below(8) {
        let length = [1412, 1412, 100, 1][dice.below(4) as usize];
        let seq = *next;
        all.push(match dice.below(60) {
            0 => data(seq.wrapping_add(2), Flags::empty(), length),
            1 => data(seq.wrapping_add(9000), Flags::empty(), length),
            2 => data(if seq == 1 { 1 } else { seq.wrapping_sub(1) }, Flags::empty(), length),
            3 => data(seq, Flags::empty(), 0),
            4 if dice.below(8) == 0 => data(seq, Flags::empty(), 40_000),
            5..8 => {
                *next = next.wrapping_add(2);
                let (header, mut payload) = data(seq, Flags::JUMBO_PACKET, 1412 + 4 + length);
                payload[1412..][..4].fill(0);
                (header, payload)
            }
            8..12 => {
                *next = next.wrapping_add(1);
                data(seq, Flags::REQUEST_ACK, length)
            }
            12 if dice.below(8) == 0 => data(seq, Flags::LAST_PACKET, length),
            _ => {
                *next = next.wrapping_add(1);
                data(seq, Flags::empty(), length)
            }
        });
        if dice.below(30) == 0 {
            // Once more, as the network might.
            let again = all[dice.below(all.len() as u64) as usize].clone();
            all.push(again);
        }
    }
    all
}

fn read(end: &mut End, wanted: usize) -> Vec<Received> {
    let mut packets = Vec::new();
    end.machine.receive_some(wanted, |packet| packets.push(packet));
    packets
}

/// All that others can see of a call now.
fn seen(end: &mut End) -> String {
    let (events, sent) = (end.machine.take_events(), end.transmit());
    let machine = &end.machine;
    let window = machine.receiver().window();
    let places = (window.next(), window.highest(), window.size(), window.cost(), window.free());
    format!(
        "{events:?} {sent:?} {:?} {} {:?} {places:?} {:?}",
        machine.state(),
        machine.counters(),
        machine.completion(),
        machine.timers()
    )
}

fn compare(seed: u64, side: Side) -> (u64, bool) {
    let dice = &mut Random::new(seed);
    let heads = [0, 4, 8];
    let joins = match dice.below(6) {
        0 => Joins::No,
        1 | 2 => Joins::Plain,
        _ => Joins::Sealed(heads[dice.below(3) as usize]),
    };
    let start = Instant::now();
    let budget = if dice.below(3) == 0 { 200 << 10 } else { 64 << 20 };
    let first = if dice.below(4) == 0 { u32::MAX - 50 } else { 1 };
    let mut ends = [(); 2].map(|()| receiving(start, side, first, joins, budget));
    if dice.below(2) == 0 {
        let long = Duration::from_millis(30);
        ends.iter_mut().for_each(|end| end.machine.seed_shortest(start, long));
    }
    let mut forge = End::new(start, side, &MachineConfig::default(), 0);
    let mut next = first;
    for step in 0..80 {
        let all = datagrams(dice, &mut forge, &mut next);
        let [together, alone] = &mut ends;
        let (now, mut run) = (together.now, DataRun::default());
        for (header, payload) in &all {
            together.machine.take_data(now, header, payload, &mut run);
            alone.machine.judge_alone(now, header, payload);
        }
        together.machine.end_run(now, run);
        assert_eq!(seen(together), seen(alone), "seed {seed}, step {step}");
        if dice.below(4) > 0 {
            let wanted = [1, 3000, 1 << 20, 1 << 20][dice.below(4) as usize];
            assert_eq!(read(together, wanted), read(alone, wanted), "seed {seed}, step {step}");
            assert_eq!(seen(together), seen(alone), "seed {seed}, step {step}, read");
        }
        let time = Duration::from_micros(dice.below(4000));
        ends.iter_mut().for_each(|end| end.wait(time));
    }
    let machine = &ends[0].machine;
    (machine.counters().data_received, machine.receiver().window().size() > 64)
}

#[test]
fn what_is_expected_is_taken_as_anything_else() {
    let (mut received, mut grown) = (0, 0);
    for seed in 1..200 {
        for side in [Side::Client, Side::Service] {
            let (packets, has_grown) = compare(seed, side);
            received += packets;
            grown += u32::from(has_grown);
        }
    }
    assert!(received > 30_000 && grown > 20, "{received} {grown}");
}
