//! Honest calls while somebody on the path repeats and changes what it sees, at random.

use rxrpc_core::wire::{Flags, Header, PacketType, Seq, Serial};
use rxrpc_tests::network::{Link, Network, Node, Random, Task, for_each_seed};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

const MILLISECOND: Duration = Duration::from_millis(1);

type Outcome = Result<Vec<u8>, rxrpc_core::CallError>;

/// Two nodes that call each other, and what each call should give.
struct Traffic {
    network: Network,
    nodes: [Node; 2],
    runs: Rc<RefCell<BTreeMap<Vec<u8>, u32>>>,
}

impl Traffic {
    fn new(seed: u64) -> Self {
        let network = Network::new(seed);
        let settings = |config: &mut rxrpc_core::Config| {
            config.connections_per_bundle = 1;
            config.client_connection_expiry = Duration::from_secs(20);
            config.service_connection_expiry = Duration::from_secs(100);
        };
        let nodes = [network.node_with(settings), network.node_with(settings)];
        let runs: Rc<RefCell<BTreeMap<Vec<u8>, u32>>> = Rc::default();
        for node in &nodes {
            let runs = runs.clone();
            node.serve(1, async move |node: &Node, request: Vec<u8>| {
                *runs.borrow_mut().entry(request.clone()).or_default() += 1;
                node.sleep(MILLISECOND).await;
                request
            });
        }
        let jitter = MILLISECOND / 2;
        network.set_link(Link { jitter, ..Link::perfect(MILLISECOND) });
        Self { network, nodes, runs }
    }

    /// Begins a call one way or the other; the request is unlike any other.
    fn begin(&self, random: &mut Random) -> (Vec<u8>, Task<Outcome>) {
        let size = 16 + random.below(6000);
        let request = random.bytes(size);
        let from = random.below(2);
        let (client, target) = (self.nodes[from].clone(), self.nodes[1 - from].service(1));
        let data = request.clone();
        let call = self.network.spawn(async move { client.call(target, &data).await });
        (request, call)
    }
}

/// Old packets turn up again, right away or much later, as often as somebody likes: nothing fails, and
/// nothing is run twice.
#[test]
fn repeated_packets_change_nothing() {
    for_each_seed(60, |seed| {
        let random = &mut Random::new(seed);
        let traffic = Traffic::new(seed);
        let network = &traffic.network;
        let attacker = network.hostile();
        network.open_tap();
        let mut seen = Vec::new();
        let mut calls = Vec::new();
        for _ in 0..60 {
            if random.happens(300) {
                calls.push(traffic.begin(random));
            }
            network.run_for(random.up_to(3 * MILLISECOND));
            seen.extend(network.tapped());
            for _ in 0..random.below(20) {
                if let Some(old) = seen.get(random.below(seen.len())) {
                    attacker.send_as(old.from, old.to, &old.bytes);
                }
            }
            // What the attacker sent is not worth repeating.
            network.run_for(Duration::ZERO);
            let _ = network.tapped();
        }
        for (request, call) in calls {
            let reply = network.block_on(call);
            assert!(reply.as_ref() == Ok(&request), "{:?}", reply.map(|reply| reply.len()));
            assert_eq!(traffic.runs.borrow().get(&request), Some(&1));
        }
        network.run_for(Duration::from_secs(30));
        for old in seen.iter().take(2000) {
            attacker.send_as(old.from, old.to, &old.bytes);
        }
        network.run_for(Duration::from_secs(30));
        assert!(traffic.runs.borrow().values().all(|count| *count == 1), "a call was run again");
        network.assert_released();
    });
}

/// Changes something in a packet, with a taste for what matters.
fn spoil(random: &mut Random, datagram: &mut Vec<u8>) {
    let Ok((mut header, rest)) = Header::parse(datagram) else { return };
    let rest = rest.to_vec();
    match random.below(12) {
        0 => header.packet_type = PacketType::from_u8(random.below(16) as u8),
        1 => header.flags ^= Flags::from_bits_retain(1 << random.below(8)),
        2 => {
            header.call_number.0 =
                header.call_number.0.wrapping_add(random.below(5) as u32).wrapping_sub(2);
        }
        3 => {
            header.seq = Seq(header.seq.0.wrapping_add(random.below(600) as u32).wrapping_sub(300));
        }
        4 => header.serial = Serial(random.next_u64() as u32),
        5 => header.cid.0 ^= random.below(8) as u32,
        6 => header.security_index.0 = random.below(8) as u8,
        7 => header.service_id.0 = random.below(3) as u16,
        8 => header.epoch.0 ^= 1 << random.below(32),
        9 => {
            datagram.truncate(random.below(datagram.len()));
            return;
        }
        10 => {
            let at = 28 + random.below(40);
            if let Some(byte) = datagram.get_mut(at) {
                *byte = random.next_u64() as u8;
            }
            return;
        }
        _ => {
            datagram.extend(random.bytes(40));
            return;
        }
    }
    *datagram = header.to_bytes().to_vec();
    datagram.extend(rest);
}

/// Whoever sees the packets can end a call of the class "none", and even change its bytes; what must
/// hold is that every call ends, and leaves nothing, and that the next ones are served.
#[test]
fn spoilt_packets_leave_nothing_behind() {
    for_each_seed(100, |seed| {
        let random = &mut Random::new(seed);
        let traffic = Traffic::new(seed);
        let network = &traffic.network;
        let attacker = network.hostile();
        network.open_tap();
        let mut calls = Vec::new();
        for _ in 0..60 {
            if random.happens(400) {
                calls.push(traffic.begin(random).1);
            }
            network.run_for(random.up_to(2 * MILLISECOND));
            for mut packet in network.tapped() {
                if random.happens(300) {
                    spoil(random, &mut packet.bytes);
                    attacker.send_as(packet.from, packet.to, &packet.bytes);
                }
            }
            let _ = network.tapped();
        }
        for call in calls {
            let _ = network.block_on(call);
        }
        network.run_for(Duration::from_secs(200));
        network.assert_released();
        for _ in 0..5 {
            let (request, call) = traffic.begin(random);
            assert!(network.block_on(call) == Ok(request));
        }
        network.run_for(Duration::from_secs(200));
        network.assert_released();
        assert_eq!(network.connections(), 0);
    });
}
