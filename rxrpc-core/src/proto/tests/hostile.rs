//! Machines at the mercy of a peer that sends anything: nothing panics, nothing grows, little is
//! answered, and every call ends.

use crate::proto::tests::support::{End, PEER, Random};
use crate::proto::{MachineConfig, ReceiveBudget, Side};
use rxrpc_wire::{AbortCode, Ack, Flags, PacketType, Serial};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A number that is often near `near`, and sometimes anything.
fn about(random: &mut Random, near: u32) -> u32 {
    match random.below(8) {
        0 => random.below(1 << 32) as u32,
        1 => 0,
        2 => u32::MAX,
        _ => near.wrapping_add(random.below(24) as u32).wrapping_sub(8),
    }
}

fn random_bytes(random: &mut Random, most: u64) -> Vec<u8> {
    let length = random.below(most + 1);
    (0..length).map(|_| random.below(256) as u8).collect()
}

fn data(random: &mut Random, end: &mut End) {
    let near = end.machine.receiver().window().next().0;
    let flags = if random.below(16) == 0 { random.below(256) as u8 } else { 0 };
    let seq = about(random, near);
    let mut header = end.peer_header(PacketType::Data, seq, Flags::from_bits_retain(flags));
    header.serial = Serial(about(random, header.serial.0));
    let most = [0, 100, 3000][random.below(3) as usize];
    let payload = random_bytes(random, most);
    end.machine.handle_data(end.now, &header, &payload);
}

fn ack(random: &mut Random, end: &mut End) {
    let near = end.machine.sender().window().bottom().0;
    let mut body = random_bytes(random, 16);
    body.resize(18, 0);
    let sent = u64::from(end.machine.sender().window().sent());
    let (first, count) = if random.below(16) == 0 {
        (about(random, near), random.below(12))
    } else {
        let hard = random.below(sent + 1);
        (near.wrapping_add(hard as u32), random.below(sent - hard + 1))
    };
    body[4..8].copy_from_slice(&first.to_be_bytes());
    body[12..16].copy_from_slice(&about(random, end.serials.0.get()).to_be_bytes());
    body[16] = random.below(12) as u8;
    body[17] = count as u8;
    body.extend((0..count + 3).map(|_| random.below(256) as u8));
    for _ in 0..random.below(5) {
        body.extend(about(random, 16).to_be_bytes());
    }
    let flags = Flags::from_bits_retain(random.below(256) as u8);
    let mut header = end.peer_header(PacketType::Ack, 0, flags);
    header.serial = Serial(about(random, header.serial.0));
    if let Ok(ack) = Ack::parse(&body) {
        end.machine.handle_ack(end.now, &header, &ack);
    }
}

/// Does one thing and says how many datagrams may be sent because of it.
fn step(random: &mut Random, end: &mut End) -> usize {
    match random.below(40) {
        0..=13 => {
            data(random, end);
            1
        }
        14..=24 => {
            ack(random, end);
            // An ACK may open the window for what is queued.
            300
        }
        25 => {
            let header = end.peer_header(PacketType::AckAll, 0, Flags::empty());
            end.machine.handle_ack_all(end.now, &header);
            300
        }
        26 => {
            let header = end.peer_header(PacketType::Busy, 0, Flags::empty());
            end.machine.handle_busy(end.now, &header);
            0
        }
        27..=30 => {
            let payload = random_bytes(random, 1412);
            if end.machine.can_send().is_ok() && end.machine.transmit_space() > 0 {
                end.queue(&payload, random.below(8) == 0);
            }
            300
        }
        31..=34 => {
            while random.below(8) != 0 {
                end.machine.receive();
            }
            1
        }
        35..=38 => {
            end.wait(Duration::from_micros(1 << random.below(22)));
            300
        }
        _ => {
            match random.below(30) {
                0 => end.machine.handle_abort(end.now, AbortCode(5)),
                1 => drop_ended(end),
                2 => end.machine.handle_implicit_end(end.now),
                _ => end.machine.request_ping(),
            }
            1
        }
    }
}

fn drop_ended(end: &mut End) {
    end.machine.abort(AbortCode(7));
}

#[test]
fn anything_may_come() {
    let mut lively = 0;
    for seed in 0..3000 {
        let mut random = Random::new(seed);
        let side = if seed % 2 == 0 { Side::Client } else { Side::Service };
        let config = MachineConfig {
            receive_window: 1 + random.below(20) as u32,
            transmit_queue_limit: 1 + random.below(40) as u32,
            ..MachineConfig::default()
        };
        let mut end = End::new(Instant::now(), side, &config, 0);
        let budget = Arc::new(ReceiveBudget::new(random.below(2) as usize * 100_000));
        end.machine.share_budget(&budget, PEER);
        for _ in 0..80 {
            let allowed = step(&mut random, &mut end);
            let sent = end.transmit().len();
            // One more, since an earlier timer may have left something due.
            assert!(sent <= allowed + 1, "seed {seed}: {sent} datagrams");
            let receive = end.machine.receiver().window();
            assert!(receive.free() <= receive.size());
            assert!(receive.ready_count() <= receive.size() as usize);
            assert!(end.machine.transmit_space() <= end.machine.queue_limit());
            assert!(end.machine.queue_limit() <= config.transmit_window_limit as usize);
            assert!(!end.machine.has_data() || end.machine.peek_receive().is_some());
        }
        lively += u32::from(end.machine.completion().is_none());
        // With nobody there, everything ends.
        for _ in 0..40 {
            end.wait(Duration::from_secs(2));
            end.transmit();
        }
        let untold = !end.machine.is_exposed();
        assert!(untold || end.machine.completion().is_some(), "seed {seed}");
        assert!(untold || end.machine.poll_timeout().is_none(), "seed {seed}");
        drop(end);
        assert_eq!(budget.taken(), 0, "seed {seed}");
    }
    assert!(lively > 100, "only {lively} calls outlived the nonsense");
}
