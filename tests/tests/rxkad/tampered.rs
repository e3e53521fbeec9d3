//! Long calls whose packets come in runs, some of which are not what was sealed.

use crate::scene::{LEVELS, credentials, keys, token};
use rxrpc_core::security::{SecurityLevel, ServiceKeys};
use rxrpc_core::wire::{Header, PacketType};
use rxrpc_core::{
    AbortCode, AddressFamily, Call, CallError, CallOptions, Config, Endpoint, ServiceAddress,
    ServiceId, Waiting,
};
use rxrpc_rxkad::RxkadService;
use rxrpc_rxkad::keys::KeyStore;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

const SERVICE: ServiceId = ServiceId(9);
/// Packets of 1412 bytes or so: some runs.
const REQUEST: usize = 200_000;

fn at_once<T>(verb: impl Future<Output = T>) -> Option<T> {
    match pin!(verb).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => Some(result),
        Poll::Pending => None,
    }
}

fn at(port: u16) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], port))
}

/// What the network does to the packets of DATA in a batch.
type Tamper<'a> = &'a mut dyn FnMut(&mut Vec<Vec<u8>>);

/// A client that sends, and a service that reads.
struct Transfer {
    now: Instant,
    client: Arc<Endpoint>,
    service: Arc<Endpoint>,
    got: Vec<u8>,
}

/// How a transfer ended for the reader and for the sender.
type Ends = (Result<(), CallError>, Result<(), CallError>);

impl Transfer {
    fn new() -> Self {
        let end = || Endpoint::new(Config::default(), AddressFamily::V4).unwrap();
        let (client, service) = (end(), end());
        let ring = RxkadService::new(Arc::new(KeyStore::fixed(keys())));
        let ring = ServiceKeys::new().with(Arc::new(ring)).secured_only();
        service.set_service_keys(SERVICE, Some(ring));
        Self { now: Instant::now(), client, service, got: Vec::new() }
    }

    /// Hands everything over that either end has to send.
    fn carry(&self, tamper: Tamper<'_>) {
        let mut batch = Vec::new();
        while self.client.wants_transmit() || self.service.wants_transmit() {
            while let Some(sent) = self.client.poll_transmit(self.now, 45, &mut batch) {
                let size = sent.segment_size.unwrap_or(sent.size);
                let mut datagrams: Vec<_> = batch.chunks(size).map(<[u8]>::to_vec).collect();
                if Header::parse(&datagrams[0]).unwrap().0.packet_type == PacketType::Data {
                    tamper(&mut datagrams);
                }
                for some in datagrams.chunk_by(|one, other| one.len() == other.len()) {
                    self.service.handle_batch(self.now, at(1), &some.concat(), some[0].len());
                }
                batch.clear();
            }
            while let Some(sent) = self.service.poll_transmit(self.now, 45, &mut batch) {
                let size = sent.segment_size.unwrap_or(sent.size);
                self.client.handle_batch(self.now, at(2), &batch, size);
                batch.clear();
            }
        }
    }

    /// Reads what is there; the error that it ends with, or the end.
    fn read(&mut self, call: &Arc<Call>, buffer: &mut [u8]) -> Option<Result<(), CallError>> {
        loop {
            match at_once(self.service.receive(call, buffer, Waiting::Never))? {
                Ok(0) => return Some(Ok(())),
                Ok(bytes) => self.got.extend_from_slice(&buffer[..bytes]),
                Err(CallError::WouldBlock) => return None,
                Err(error) => return Some(Err(error)),
            }
        }
    }

    fn run(
        &mut self,
        level: SecurityLevel,
        request: &[u8],
        at_a_time: usize,
        tamper: Tamper<'_>,
    ) -> Ends {
        let incoming = self.service.incoming(SERVICE).unwrap();
        let options = CallOptions::new().credentials(credentials(&token(true), level));
        let target = ServiceAddress::new(at(2), SERVICE);
        // Packets that come before their connection is secured make no runs.
        let first = self.client.try_open_call(self.now, target, &options).unwrap();
        at_once(self.client.send(&first, b"first", false, Waiting::Never, &mut 0))
            .unwrap()
            .unwrap();
        self.carry(&mut |_| ());
        let served_first = incoming.try_next().unwrap();
        let call = self.client.try_open_call(self.now, target, &options).unwrap();
        let (mut taken, mut served, mut buffer) = (0, None, vec![0; at_a_time]);
        for _ in 0..10_000 {
            if taken < request.len() {
                // What is not taken goes with the next step.
                at_once(self.client.send(&call, request, false, Waiting::Never, &mut taken));
            }
            self.carry(tamper);
            self.now += Duration::from_micros(500);
            self.client.handle_timeout(self.now);
            self.service.handle_timeout(self.now);
            self.carry(tamper);
            served = served.or_else(|| incoming.try_next());
            let Some(reader) = served.clone() else { continue };
            if let Some(read) = self.read(&reader, &mut buffer) {
                self.carry(tamper);
                let told = match read {
                    Ok(()) => Ok(()),
                    Err(_) => at_once(self.client.wait_ended(&call)).unwrap(),
                };
                drop((first, served_first));
                return (read, told);
            }
        }
        panic!("it does not move");
    }
}

fn request() -> Vec<u8> {
    (0..REQUEST).map(|at| (at / 7 % 251) as u8).collect()
}

/// Does something to the packet with a number, the first time that it comes.
fn once(number: u32, change: impl Fn(&mut Vec<Vec<u8>>, usize)) -> impl FnMut(&mut Vec<Vec<u8>>) {
    let mut done = false;
    move |datagrams| {
        let seq = |datagram: &Vec<u8>| Header::parse(datagram).unwrap().0.seq.0;
        let place = datagrams.iter().position(|datagram| seq(datagram) == number);
        if let Some(place) = place.filter(|_| !done) {
            done = true;
            change(datagrams, place);
        }
    }
}

/// Wherever in a run it stands, and however much is read at once: nothing of such a packet nor behind it is given to
/// anybody, and both ends learn why.
#[test]
fn a_packet_that_is_not_what_was_sealed_ends_the_call() {
    const CHECKSUM: usize = 25;
    let request = request();
    for (level, place) in [
        (LEVELS[0], CHECKSUM),
        (LEVELS[1], CHECKSUM),
        (LEVELS[1], Header::LEN),
        (LEVELS[1], Header::LEN + 3),
        (LEVELS[2], CHECKSUM),
        (LEVELS[2], Header::LEN + 1),
    ] {
        for number in [1, 2, 17, 18, 30, 33, 34, 77, 140] {
            for at_a_time in [1500, 1 << 20] {
                let mut flip = once(number, |all, at| all[at][place] ^= 0x10);
                let mut transfer = Transfer::new();
                let (read, told) = transfer.run(level, &request, at_a_time, &mut flip);
                let code = AbortCode::RXKADSEALEDINCON;
                let what = format!("{level}, byte {place} of packet {number}");
                assert_eq!(read, Err(CallError::LocallyAborted(code)), "{what}");
                assert_eq!(told, Err(CallError::Aborted(code)), "{what}");
                let before = (number as usize - 1) * 1416;
                assert!(transfer.got.len() <= before, "{what}: {}", transfer.got.len());
                assert!(request.starts_with(&transfer.got), "{what}");
            }
        }
    }
}

/// Each is good for its own place only.
#[test]
fn packets_that_changed_places_end_the_call() {
    let request = request();
    for level in LEVELS {
        let mut swap = once(30, |all, at| {
            let beside = if at > 0 { at - 1 } else { at + 1 };
            let seq = |at: usize| <[u8; 4]>::try_from(&all[at][12..16]).unwrap();
            let (one, other) = (seq(at), seq(beside));
            all[at][12..16].copy_from_slice(&other);
            all[beside][12..16].copy_from_slice(&one);
        });
        let mut transfer = Transfer::new();
        let (read, told) = transfer.run(level, &request, 1 << 20, &mut swap);
        let code = AbortCode::RXKADSEALEDINCON;
        assert_eq!(read, Err(CallError::LocallyAborted(code)), "{level}");
        assert_eq!(told, Err(CallError::Aborted(code)), "{level}");
        assert!(request.starts_with(&transfer.got) && transfer.got.len() <= 29 * 1416);
    }
}

/// What is lost, comes twice or changes places makes shorter runs, and nothing else.
#[test]
fn what_is_lost_repeated_or_out_of_order_comes_through() {
    let request = request();
    for level in LEVELS {
        for at_a_time in [700, 1 << 20] {
            let mut random = 5_u32;
            let mut next = |below: u32| {
                random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (random >> 8) % below
            };
            let mut upset = |all: &mut Vec<Vec<u8>>| {
                for at in (0..all.len()).rev() {
                    match next(40) {
                        0 if all.len() > 1 => drop(all.remove(at)),
                        1 => all.insert(at, all[at].clone()),
                        2 => all.swap(at, 0),
                        _ => {}
                    }
                }
            };
            let mut transfer = Transfer::new();
            let (read, told) = transfer.run(level, &request, at_a_time, &mut upset);
            assert_eq!((read, told), (Ok(()), Ok(())), "{level}");
            assert!(transfer.got == request, "{level}: {}", transfer.got.len());
        }
    }
}
