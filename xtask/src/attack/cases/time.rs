//! What takes time away from others: floods, threads that do not run, and work that is not theirs.

use std::hint;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rxrpc_sync::{CallError, Config, ServiceAddress, ServiceId};

use super::Found;
use crate::attack::honest::{Calls, Honest};
use crate::attack::packets;
use crate::attack::service::{SERVICE, Target};
use crate::attack::stranger::Flood;

/// What a call is given that nobody answers.
const DEADLINE: Duration = Duration::from_millis(300);

pub(super) fn deadline() -> io::Result<Found> {
    let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let silent = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
    let service = ServiceAddress::new(silent.local_addr()?, SERVICE);
    tokio.block_on(async {
        let endpoint = rxrpc_async::Endpoint::builder().bind((Ipv4Addr::LOCALHOST, 0)).build()?;
        let to = endpoint.local_addr();
        let mut found = Found::default();
        for _ in 0..3 {
            found.quiet.append(told_in_time(&endpoint, service).await);
        }
        let floods: Vec<_> = (0..4).map(|_| Flood::run(move |stop| batches(stop, to))).collect();
        for _ in 0..3 {
            found.attacked.append(told_in_time(&endpoint, service).await);
        }
        found.attacks = floods.into_iter().map(Flood::end).sum();
        Ok(found)
    })
}

/// Datagrams in a batch.
const BATCH: u64 = 60;

/// Sends batches as fast as the system takes them; how many datagrams.
fn batches(stop: &AtomicBool, to: SocketAddr) -> u64 {
    let Ok(socket) = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)) else { return 0 };
    let Ok(state) = quinn_udp::UdpSocketState::new((&socket).into()) else { return 0 };
    let segment = packets::unknown_ack(0).len();
    let all: Vec<u8> = (0..BATCH).flat_map(packets::unknown_ack).collect();
    let batch = quinn_udp::Transmit {
        destination: to,
        ecn: None,
        contents: &all,
        segment_size: Some(segment),
        src_ip: None,
    };
    let mut sent = 0;
    while !stop.load(Ordering::Relaxed) {
        if state.try_send((&socket).into(), &batch).is_ok() {
            sent += BATCH;
        }
    }
    sent
}

/// How long a call to a silent service takes to end by its deadline.
async fn told_in_time(endpoint: &rxrpc_async::Endpoint, service: ServiceAddress) -> Calls {
    let mut calls = Calls::default();
    let began = Instant::now();
    let options = rxrpc_async::CallOptions::new().hard_timeout(DEADLINE);
    let ended = async {
        let mut call = endpoint.call_with(service, &options).await?;
        call.send_last(b"x").await?;
        call.take_rest(64).await
    };
    match ended.await {
        Err(CallError::DeadlinePassed) => calls.note::<()>(began, Ok(())),
        Err(error) => calls.failures.push(error),
        Ok(_) => calls.failures.push(CallError::Ended),
    }
    calls
}

pub(super) fn nice_reader() -> io::Result<Found> {
    let target = Target::echo(2, Duration::ZERO, Config::default())?;
    let honest = Honest::new(target.address(), 1)?;
    let spinners: Vec<_> =
        (0..3 * thread::available_parallelism()?.get()).map(|_| spin()).collect();
    let quiet = honest.call_for(super::TIME);
    let incoming = honest.endpoint.incoming(ServiceId(3000)).map_err(io::Error::from)?;
    let waiting = incoming.clone();
    let waiter = thread::spawn(move || (be_nice(), waiting.accept().is_ok()));
    let attacked = honest.call_for(super::TIME);
    drop(spinners);
    incoming.stop();
    let _ = waiter.join();
    Ok(Found { quiet, attacked, attacks: 1, ..Found::default() })
}

/// Gives this thread the lowest priority; whether that was done.
#[cfg(target_os = "linux")]
fn be_nice() -> bool {
    let me = rustix::thread::gettid();
    rustix::process::setpriority_process(Some(me), 19).is_ok()
}

/// Elsewhere a thread has no priority that a program may lower alone.
#[cfg(not(target_os = "linux"))]
fn be_nice() -> bool {
    false
}

/// A thread that does nothing but run.
fn spin() -> Flood {
    Flood::run(|stop| {
        while !stop.load(Ordering::Relaxed) {
            hint::spin_loop();
        }
        0
    })
}
