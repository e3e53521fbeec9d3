//! What comes together is judged packet by packet: a batch does what its datagrams do one by one.

#![allow(clippy::unwrap_used, reason = "a step that fails is a test that fails")]

use rxrpc_core::wire::{AckReason, Cid, Flags, Header, PacketType, SecurityIndex, Serial};
use rxrpc_core::{AddressFamily, Call, Config, Endpoint, Incoming, ServiceId, Waiting, Wakeups};
use rxrpc_tests::network::Forge;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

/// Bytes of each datagram of a batch: a packet, or two in a jumbogram.
const PLAIN: usize = 128;
const JUMBO: usize = Header::LEN + 1412 + 4 + 100;

/// Numbers that look like chance (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 32) as u32) % limit
    }
}

fn client() -> SocketAddr {
    ([10, 0, 0, 9], 7001).into()
}

/// A service, and what its users have had of their calls.
struct World {
    endpoint: Arc<Endpoint>,
    incoming: Incoming,
    calls: Vec<(Arc<Call>, Vec<u8>)>,
}

impl World {
    fn new() -> Self {
        let mut config = Config::default();
        config.seed = Some(7);
        config.machine.receive_window = 24;
        let endpoint = Endpoint::new(config, AddressFamily::V4).unwrap();
        let incoming = endpoint.incoming(ServiceId(1)).unwrap();
        Self { endpoint, incoming, calls: Vec::new() }
    }

    /// Every user reads what is there, and answers a request that has ended.
    fn read(&mut self) {
        self.calls.extend(self.incoming.try_next().map(|call| (call, Vec::new())));
        for (call, had) in &mut self.calls {
            let (mut buffer, mut cx) = ([0; 3000], Context::from_waker(Waker::noop()));
            let read = pin!(self.endpoint.receive(call, &mut buffer, Waiting::Never)).poll(&mut cx);
            match read {
                Poll::Ready(Ok(0)) => {
                    let mut sent = 0;
                    let answer = self.endpoint.send(call, had, false, Waiting::Never, &mut sent);
                    let _ = pin!(answer).poll(&mut cx);
                }
                Poll::Ready(Ok(bytes)) => had.extend_from_slice(&buffer[..bytes]),
                Poll::Ready(Err(_)) | Poll::Pending => {}
            }
        }
    }

    /// What is sent now.
    fn sent(&self, now: Instant) -> Vec<Vec<u8>> {
        let (mut all, mut buffer) = (Vec::new(), Vec::new());
        while let Some(transmit) = self.endpoint.poll_transmit(now, 8, &mut buffer) {
            let stride = transmit.segment_size.unwrap_or(transmit.size);
            all.extend(buffer.chunks(stride).map(<[u8]>::to_vec));
            buffer.clear();
        }
        all
    }
}

/// What the client does next on its channels: mostly the next packet of one call, often several in a row.
struct Script {
    dice: Dice,
    serial: u32,
    channels: [(u32, u32); 2],
    /// A PING that it may answer.
    ping: Option<Serial>,
}

impl Script {
    fn batch(&mut self) -> (Vec<u8>, usize) {
        let size = if self.dice.below(4) == 0 { JUMBO } else { PLAIN };
        let mut batch = Vec::new();
        let mut channel = self.dice.below(2) as usize;
        for _ in 0..=self.dice.below(12) {
            if self.dice.below(8) == 0 {
                channel = 1 - channel;
            }
            let mut datagram = self.datagram(channel, size);
            datagram.resize(size, 0);
            batch.extend(datagram);
        }
        if self.dice.below(4) == 0 {
            batch.truncate(batch.len() - self.dice.below(PLAIN as u32) as usize);
        }
        (batch, size)
    }

    fn datagram(&mut self, channel: usize, size: usize) -> Vec<u8> {
        self.serial += 1;
        let (call, seq) = &mut self.channels[channel];
        let mut forge = Forge::client(1).call(*call).seq(*seq).serial(self.serial);
        forge.header.cid = Cid(0x1000 + channel as u32);
        let payload = vec![self.serial as u8; size - Header::LEN];
        match self.dice.below(40) {
            0 => forge.abort(-6),
            1 => forge.with(|header| header.security_index = SecurityIndex(9)).data(&payload),
            2 => forge.with(|header| header.service_id = ServiceId(2)).data(&payload),
            3 => forge.call(*call + 5).data(&payload),
            4 => forge.seq(*seq + 3).data(&payload),
            5 => forge.seq(*seq + 500).data(&payload),
            6 => forge.seq((*seq).saturating_sub(1)).data(&payload),
            7 => forge.packet(PacketType::Busy, &[]),
            8 => vec![0xff; 20],
            9 => forge.ack(AckReason::Requested, 1, &[0; 4]),
            10 => forge.ack(AckReason::Requested, 9, &[]),
            11 | 12 => forge.ping_response(self.ping.unwrap_or(Serial(77))),
            13 | 14 => forge.ack(AckReason::Ping, 1, &[]),
            15 => {
                (*call, *seq) = (*call + 1, 1);
                forge.last(&payload)
            }
            16 => {
                (*call, *seq) = (*call + 1, 1);
                forge.call(*call).seq(1).data(&payload)
            }
            17..20 => {
                *seq += 1;
                forge.flags(Flags::REQUEST_ACK).data(&payload)
            }
            20..25 if size == JUMBO => {
                *seq += 2;
                self.serial += 1;
                let mut datagram = forge.flags(Flags::JUMBO_PACKET).data(&payload);
                datagram[Header::LEN + 1412..][..4].fill(0);
                datagram
            }
            _ => {
                *seq += 1;
                forge.data(&payload)
            }
        }
    }
}

#[test]
fn a_batch_does_what_its_datagrams_do_one_by_one() {
    let began = Instant::now();
    let (mut packets, mut bytes, mut ended) = (0, 0, 0);
    for seed in 1..60_u64 {
        let (mut together, mut apart) = (World::new(), World::new());
        let dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut script = Script { dice, serial: 0, channels: [(1, 1); 2], ping: None };
        let mut now = began;
        for step in 0..60 {
            let (batch, stride) = script.batch();
            together.endpoint.take_in_batch(now, client(), &batch, stride, &mut Wakeups::default());
            for datagram in batch.chunks(stride) {
                apart.endpoint.handle_datagram(now, client(), datagram);
            }
            let sent = together.sent(now);
            assert_eq!(sent, apart.sent(now), "seed {seed}, step {step}");
            let pings = sent.iter().filter_map(|datagram| Header::parse(datagram).ok());
            let asks = |header: &Header| header.packet_type == PacketType::Ack;
            script.ping = pings.map(|(header, _)| header).rfind(asks).map(|it| it.serial);
            if script.dice.below(3) > 0 {
                together.read();
                apart.read();
                assert_eq!(together.sent(now), apart.sent(now), "seed {seed}, step {step}");
            }
            now += Duration::from_millis(u64::from(script.dice.below(40)));
            together.endpoint.handle_timeout(now);
            apart.endpoint.handle_timeout(now);
            let (all, each) = (together.endpoint.statistics(), apart.endpoint.statistics());
            assert_eq!(format!("{all:?}"), format!("{each:?}"), "seed {seed}, step {step}");
        }
        let had = |world: &World| world.calls.iter().map(|it| it.1.clone()).collect::<Vec<_>>();
        assert_eq!(had(&together), had(&apart), "seed {seed}");
        packets += together.endpoint.statistics().datagrams_received;
        bytes += had(&together).concat().len();
        ended += together.calls.iter().filter(|(call, _)| call.has_ended()).count();
    }
    assert!(packets > 10_000 && bytes > 100_000 && ended > 50, "{packets} {bytes} {ended}");
}

/// A datagram without a byte is one that came, whichever way it is handed over.
#[test]
fn an_empty_datagram_is_counted() {
    let world = World::new();
    let now = Instant::now();
    world.endpoint.handle_datagram(now, client(), &[]);
    world.endpoint.handle_batch(now, client(), &[], 0);
    let counted = world.endpoint.statistics();
    assert_eq!((counted.datagrams_received, counted.malformed), (2, 2));
}
