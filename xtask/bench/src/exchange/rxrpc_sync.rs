//! Exchanges through `rxrpc-sync`, a thread for each that is in flight.

use std::io;
use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Instant;

use rxrpc_sync::{Call, CallError, CallOptions, Endpoint, ServiceAddress};

use super::client::{Moved, microseconds_since, print};
use super::rxrpc_async::SERVICE;
use super::{Head, LONG, PIECE, Result, Role, announce, must_be_all, pieces, request_pieces};

/// Threads of the server: as many as calls of one client may run at once.
const THREADS: usize = 16;
/// Far more than a client's thread needs.
const STACK: usize = 128 << 10;
const LOOPBACK: &str = "127.0.0.1:0";

/// Whom to call, and how.
type Target<'a> = (ServiceAddress, &'a CallOptions);

pub(super) fn play(role: &Role) -> Result<()> {
    let endpoint = Endpoint::bind(LOOPBACK)?;
    let Some(to) = &role.to else {
        endpoint.set_service_keys(SERVICE, role.service_keys());
        let server = endpoint.serve(SERVICE, THREADS, |call| {
            let mut head = Head::default();
            let mut came = Vec::new();
            while call.recv_many(&mut came, PIECE)? > 0 {
                came.drain(..).for_each(|piece| head.add(&piece));
            }
            Ok(send_all(call, pieces(head.reply()))?)
        })?;
        announce(&endpoint.local_addr().to_string());
        server.join();
        return Ok(());
    };
    let target = ServiceAddress::new(to.parse::<std::net::SocketAddr>()?, SERVICE);
    let options = role.call_options()?;
    for _ in 0..4 {
        exchange(&endpoint, (target, &options), 8, 8)?;
    }
    let beside = role.options_beside()?;
    if let Some(options) = &beside {
        exchange(&endpoint, (target, options), 8, 8)?;
    }
    let moved = || Moved::of(endpoint.system_calls(), &endpoint.statistics());
    // Threads are no part of what is measured: they stand ready when it begins.
    let gate = RwLock::new(());
    let mut began = None;
    let done = AtomicBool::new(false);
    let times = thread::scope(|scope| -> Result<Vec<f64>> {
        let done = EndsWithThis(&done);
        let long_calls = beside.as_ref().map(|options| {
            let (endpoint, done) = (&endpoint, done.0);
            scope.spawn(move || long_calls(endpoint, (target, options), done))
        });
        let closed = gate.write();
        let threads = (0..role.in_flight).map(|_| {
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || {
                drop(gate.read());
                many(role, &endpoint, (target, &options))
            })
        });
        let threads = threads.collect::<io::Result<Vec<_>>>()?;
        began = Some((moved(), Instant::now()));
        drop(closed);
        let mut times = Vec::new();
        for thread in threads {
            times.extend(thread.join().map_err(|_| "a thread of the client panicked")??);
        }
        drop(done);
        if let Some(long_calls) = long_calls {
            long_calls.join().map_err(|_| "the thread of the long calls panicked")??;
        }
        Ok(times)
    })?;
    let (before, start) = began.ok_or("nothing was begun")?;
    print(start, times.into_iter(), before, moved);
    Ok(())
}

/// Long calls end when it is dropped, however that comes.
struct EndsWithThis<'a>(&'a AtomicBool);

impl Drop for EndsWithThis<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn long_calls(endpoint: &Endpoint, target: Target<'_>, done: &AtomicBool) -> Result<()> {
    while !done.load(Ordering::Relaxed) {
        exchange(endpoint, target, LONG, LONG)?;
    }
    Ok(())
}

fn many(role: &Role, endpoint: &Endpoint, target: Target<'_>) -> Result<Vec<f64>> {
    let mut times = Vec::with_capacity(role.each as usize);
    for _ in 0..role.each {
        let began = Instant::now();
        exchange(endpoint, target, role.request, role.reply)?;
        times.push(microseconds_since(began));
    }
    Ok(times)
}

fn exchange(endpoint: &Endpoint, target: Target<'_>, request: u64, reply: u64) -> Result<()> {
    // Its threads bound their number.
    let mut call = endpoint.begin_call(target.0, target.1)?;
    send_all(&mut call, request_pieces(request, reply))?;
    let (mut got, mut came) = (0, Vec::new());
    while call.recv_many(&mut came, PIECE)? > 0 {
        got += came.drain(..).map(|piece| piece.len() as u64).sum::<u64>();
    }
    must_be_all(got, reply)
}

/// The last piece goes out with the mark that it is the last.
fn send_all(
    call: &mut Call,
    pieces: impl Iterator<Item = bytes::Bytes>,
) -> std::result::Result<(), CallError> {
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return call.send_last(&piece);
        }
        call.send(&piece)?;
    }
    call.end_send()
}
