//! Strangers who are after the threads and tasks that serve calls.

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rxrpc_sync::{Config, ServiceAddress};
use rxrpc_tests::network::Forge;

use super::{Found, beside, with_slots};
use crate::attack::honest::Honest;
use crate::attack::packets;
use crate::attack::service::{SERVICE, Target};
use crate::attack::stranger::{Answering, Flood, STRANGER, Sources};

/// What a reply has more of than a peer takes without acknowledging anything.
const LONG_REPLY: usize = 4 << 20;

pub(super) fn half_requests() -> io::Result<Found> {
    let target = Target::echo(8, Duration::ZERO, Config::default())?;
    half(target.address())
}

pub(super) fn half_requests_of_tasks() -> io::Result<Found> {
    let tokio =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let _inside = tokio.enter();
    let endpoint = rxrpc_async::Endpoint::builder().bind((Ipv4Addr::LOCALHOST, 0)).build()?;
    let serving = endpoint.serve(SERVICE, 64, Echo).map_err(io::Error::from)?;
    let found = half(ServiceAddress::new(endpoint.local_addr(), SERVICE));
    serving.stop();
    tokio.block_on(endpoint.close(Duration::ZERO));
    found
}

struct Echo;

impl rxrpc_async::Handler for Echo {
    async fn handle(&self, mut call: rxrpc_async::Call) -> Result<(), rxrpc_async::Refusal> {
        let request = call.take_request(1 << 20).await?;
        Ok(call.send_last(&request).await?)
    }
}

/// More beginnings than there are handlers, once, and then silence.
fn half(target: ServiceAddress) -> io::Result<Found> {
    let honest = Honest::new(target, 4)?;
    let sources = Sources::forged(64)?;
    beside(&honest, || {
        for number in 0..64 {
            sources.send(number, target.transport, &packets::beginning(number));
        }
        Ok(Flood::run(|stop| {
            while !stop.load(Ordering::Relaxed) {
                thread::sleep(Duration::from_millis(1));
            }
            64
        }))
    })
}

/// A short time for what must go on, so that the case is short: it is the rule that is tried, not its default.
fn impatient() -> Config {
    let mut config = Config::default();
    config.progress_window = Some(Duration::from_secs(1));
    config
}

pub(super) fn trickle() -> io::Result<Found> {
    let target = Target::echo(8, Duration::ZERO, impatient())?;
    let (honest, to) = (Honest::new(target.address(), 2)?, target.endpoint.local_addr());
    let strangers = Answering::new(8, Forge::ping_response)?;
    beside(&honest, || {
        for number in 0..8 {
            strangers.send(number, to, &packets::beginning(number));
        }
        let (mut last, mut seq) = (Instant::now(), 1);
        Ok(strangers.keep_on(move |strangers| {
            if last.elapsed() > Duration::from_millis(500) {
                (last, seq) = (Instant::now(), seq + 1);
                for number in 0..8 {
                    let next = packets::client(number).seq(seq).serial(seq).data(b"x");
                    strangers.send(number, to, &next);
                }
            }
        }))
    })
}

pub(super) fn no_window() -> io::Result<Found> {
    let reply: Arc<[u8]> = vec![1; LONG_REPLY].into();
    let target = Target::new(8, impatient(), move |call| {
        let request = call.take_request(1 << 20)?;
        // Who asks with one byte gets much.
        let reply = if request.len() == 1 { &*reply } else { &*request };
        Ok(call.send_last(reply)?)
    })?;
    let (honest, to) = (Honest::new(target.address(), 2)?, target.endpoint.local_addr());
    let strangers = Answering::new(8, packets::closed_window)?;
    beside(&honest, || {
        for number in 0..8 {
            strangers.send(number, to, &packets::request(number));
        }
        Ok(strangers.keep_on(|_| ()))
    })
}

/// What a handler does for its client.
const WORK: Duration = Duration::from_millis(100);

/// How many requests lie between a request and its ABORT.
const BETWEEN: u64 = 20;

/// As many honest clients as threads: they have half of them beside one host that wants all.
pub(super) fn resets() -> io::Result<Found> {
    let [whole, dead] = [(); 2].map(|()| Arc::new(AtomicU64::new(0)));
    let counts = (whole.clone(), dead.clone());
    let mut config = Config::default();
    config.backlog = 32;
    let target = Target::new(16, config, move |call| {
        let request = call.take_request(1 << 20);
        let count = if request.is_ok() { &counts.0 } else { &counts.1 };
        count.fetch_add(1, Ordering::Relaxed);
        let request = request?;
        thread::sleep(WORK);
        Ok(call.send_last(&request)?)
    })?;
    let (honest, to) = (Honest::new(target.address(), 16)?, target.endpoint.local_addr());
    let sources = Sources::one(1)?;
    let mut found = beside(&honest, || {
        Ok(Flood::start_several(sources, to, 2_000, |number| {
            [packets::request(number), packets::abort(number.saturating_sub(BETWEEN))]
        }))
    })?;
    let [whole, dead] = [whole, dead].map(|count| count.load(Ordering::Relaxed));
    // One may end between the moment that a thread takes it and the next.
    if dead > whole / 4 {
        found.violations.push(format!("threads were given {dead} dead calls and {whole} others"));
    }
    let (honest, all) =
        (found.attacked.times.len() as u64, whole.saturating_sub(found.quiet.times.len() as u64));
    // Half, but for the time before and after.
    if honest * 8 < all * 3 {
        found.violations.push(format!("threads served {honest} honest calls of {all}"));
    }
    Ok(found)
}

/// Clients of one host that would have all threads for a second, if the oldest call were always next.
const GREEDY: usize = 160;

pub(super) fn queue_of_one() -> io::Result<Found> {
    let target = Target::echo(16, WORK, Config::default())?;
    let honest = Honest::new(target.address(), 4)?;
    let greedy = Honest::at(STRANGER, target.address(), GREEDY, with_slots(GREEDY))?;
    beside(&honest, || {
        Ok(Flood::run(move |stop| {
            let calls = greedy.call_until(|| stop.load(Ordering::Relaxed));
            calls.times.len() as u64
        }))
    })
}
