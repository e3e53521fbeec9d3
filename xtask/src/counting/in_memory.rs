//! A client's and a service's endpoint without sockets, threads or clocks: datagrams are handed over in
//! memory, and what each end allocates is counted apart.
//!
//! Holds: [`Pair`] and [`End`]. Must not know: what calls are made.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use rxrpc_core::{AddressFamily, Config, Endpoint};

use super::allocations::Allocated;

/// Datagrams that one hand-over may carry, as many as segmentation offload takes.
const BATCH: usize = 45;

/// One endpoint, and what it has allocated so far.
pub struct End {
    /// The endpoint itself, for verbs that nobody counts.
    pub core: Arc<Endpoint>,
    /// Where the other end sends to.
    pub address: SocketAddr,
    /// By the verbs of its user.
    pub by_user: Allocated,
    /// By packets that came in.
    pub by_input: Allocated,
    /// By making packets, and by timers.
    pub by_output: Allocated,
}

/// Both ends, at a time that only [`Pair::pass`] moves.
pub struct Pair {
    /// The end that makes calls.
    pub client: End,
    /// The end that serves them.
    pub service: End,
    /// What both take for the time.
    pub now: Instant,
    batch: Vec<u8>,
    /// How often a datagram is lost, of those of both directions.
    loss: Option<Loss>,
}

/// Loses one datagram of so many, always the same ones.
struct Loss {
    every: u32,
    passed: u32,
}

impl End {
    fn new(config: Config, port: u16) -> Self {
        let (core, made) = Allocated::during(|| {
            Endpoint::new(config, AddressFamily::V4).expect("the settings are in range")
        });
        Self {
            core,
            address: ([127, 0, 0, 1], port).into(),
            by_user: made,
            by_input: Allocated::default(),
            by_output: Allocated::default(),
        }
    }

    /// Does something as the user of this end.
    pub fn user<R>(&mut self, verb: impl FnOnce(&Arc<Endpoint>) -> R) -> R {
        let (result, allocated) = Allocated::during(|| verb(&self.core));
        self.by_user += allocated;
        result
    }

    /// Everything that it allocated.
    pub fn all(&self) -> Allocated {
        let mut all = self.by_user;
        all += self.by_input;
        all += self.by_output;
        all
    }

    /// Hands everything that this end has to send to the other; whether it was anything.
    fn send_to(
        &mut self,
        other: &mut Self,
        now: Instant,
        batch: &mut Vec<u8>,
        loss: &mut Option<Loss>,
    ) -> bool {
        let mut sent = false;
        loop {
            batch.clear();
            let (transmit, allocated) =
                Allocated::during(|| self.core.poll_transmit(now, BATCH, batch));
            self.by_output += allocated;
            let Some(transmit) = transmit else { return sent };
            let stride = transmit.segment_size.unwrap_or(transmit.size);
            let from = self.address;
            let ((), allocated) = Allocated::during(|| match loss {
                None => other.core.handle_batch(now, from, batch, stride),
                Some(loss) => {
                    for datagram in batch.chunks(stride).filter(|_| loss.lets_pass()) {
                        other.core.handle_datagram(now, from, datagram);
                    }
                }
            });
            other.by_input += allocated;
            sent = true;
        }
    }
}

impl Loss {
    fn lets_pass(&mut self) -> bool {
        self.passed += 1;
        !self.passed.is_multiple_of(self.every)
    }
}

impl Pair {
    /// Two new endpoints.
    pub fn new(client: Config, service: Config) -> Self {
        Self {
            client: End::new(client, 7001),
            service: End::new(service, 7000),
            now: Instant::now(),
            batch: Vec::with_capacity(1 << 16),
            loss: None,
        }
    }

    /// From now on one datagram of so many is lost.
    pub fn lose_one_of(&mut self, every: u32) {
        self.loss = Some(Loss { every, passed: 0 });
    }

    /// Lets datagrams pass until neither end has any.
    pub fn exchange(&mut self) {
        let Self { client, service, now, batch, loss } = self;
        loop {
            let there = client.send_to(service, *now, batch, loss);
            let back = service.send_to(client, *now, batch, loss);
            if !there && !back {
                return;
            }
        }
    }

    /// Lets time pass, with everything that is due at its end.
    pub fn pass(&mut self, time: Duration) {
        self.now += time;
        for end in [&mut self.client, &mut self.service] {
            let ((), allocated) = Allocated::during(|| end.core.handle_timeout(self.now));
            end.by_output += allocated;
        }
        self.exchange();
    }
}

/// What a verb comes to that needs no waiting.
pub fn at_once<T>(verb: impl Future<Output = T>) -> Option<T> {
    match pin!(verb).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => Some(result),
        Poll::Pending => None,
    }
}
