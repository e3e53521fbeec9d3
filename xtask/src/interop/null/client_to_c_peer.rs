//! Our client and a server of the C peer: sizes around a packet's, many calls, and awkward servers.

use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rxrpc_sync::{AbortCode, Call, CallError, Config, Endpoint, ServiceAddress, ServiceId};
use rxrpc_tests::peer_service::{SERVICE, UNKNOWN_OPERATION, operation, pattern, sum_of};

use super::vlserver::must_be_aborted;
use super::{Case, Lane, Seen, endpoint, local, sending_jumbograms, without_jumbograms};
use crate::interop::ports;
use crate::interop::xdr::Writer;
use xtask::programs::c_peer::CPeer;
use xtask::programs::failure::{Failure, require};
use xtask::programs::process::Background;

const PEER: &str = "C server";
const PEER_NO_JUMBO: &str = "C server, jumbograms off";
const PEER_OURS_SENT: &str = "C server, ours sent too";

/// Sizes of an echo: none, one, around one packet of either end, several packets, several windows.
pub(super) const ECHO_SIZES: [usize; 11] =
    [0, 1, 1411, 1412, 1413, 1414, 1415, 1416, 1417, 5_000, 1_000_000];
/// How long the slow server sleeps: several times as long as either end goes without a sign of life.
pub(super) const SLEEP: Duration = Duration::from_secs(20);
/// A case with a slow server.
pub(super) const SLEEP_LIMIT: Duration = Duration::from_secs(45);
/// How long the server sleeps whose call is aborted, and what the next call may take.
const LONG_SLEEP: Duration = Duration::from_secs(6);
const NO_WAIT: Duration = Duration::from_secs(3);
/// What the aborting server aborts with.
pub(super) const ABORT_CODE: i32 = 77_777;

const BULK: usize = 1_000_000;
const CALLS: u32 = 200;
const IN_FLIGHT: u32 = 16;
/// Longer than this no step of a call takes on loopback, unless the server was asked to sleep.
const STEP: Duration = Duration::from_secs(15);

/// The C peer's servers: with jumbograms and without.
pub(super) fn start_servers(peer: &CPeer) -> Result<[Background; 2], Failure> {
    Ok([
        peer.start_server(ports::C_SERVER, &[])?,
        peer.start_server(ports::C_SERVER_NO_JUMBO, &["-j"])?,
    ])
}

/// Four lanes: a server that takes jumbograms, one that does not, one that gets them, one that sleeps.
pub(super) fn lanes() -> Result<Vec<Lane>, Failure> {
    let client = endpoint(ports::OUR_CLIENT, Config::default())?;
    let without = endpoint(ports::OUR_CLIENT_NO_JUMBO, without_jumbograms())?;
    let mut plain = Lane::default();
    echoes(&mut plain, &Server { client, port: ports::C_SERVER }, PEER);
    let server = Server { client: without, port: ports::C_SERVER_NO_JUMBO };
    let mut no_jumbo = Lane::default();
    echoes(&mut no_jumbo, &server, PEER_NO_JUMBO);
    let sending = endpoint(ports::OUR_CLIENT_JUMBO, sending_jumbograms())?;
    let mut jumbo = Lane::default();
    echoes(&mut jumbo, &Server { client: sending, port: ports::C_SERVER }, PEER_OURS_SENT);
    let sleeper = Server {
        client: endpoint(ports::OUR_SLEEPING_CLIENT, Config::default())?,
        port: ports::C_SERVER,
    };
    let mut sleeping = Lane::default();
    let aborting = sleeper.clone();
    sleeping.add(Case::new(
        "a call after an aborted one whose server sleeps 6 s",
        PEER,
        move || after_an_aborted_call(&aborting),
    ));
    sleeping.add(
        Case::new("server sleeps 20 s", PEER, move || sleeps(&sleeper)).with_limit(SLEEP_LIMIT),
    );
    Ok(vec![plain, no_jumbo, jumbo, sleeping])
}

fn echoes(lane: &mut Lane, server: &Server, peer: &'static str) {
    for size in ECHO_SIZES {
        let server = server.clone();
        lane.add(Case::new(format!("echo of {size} bytes"), peer, move || echo(&server, size)));
    }
    let mut add = |name: &str, run: fn(&Server) -> Seen| {
        let server = server.clone();
        lane.add(Case::new(name, peer, move || run(&server)));
    };
    add("1 000 000 bytes to the server", sink);
    add("1 000 000 bytes from the server", source);
    add("200 calls, 16 in flight", many_calls);
    add("server answers before it has read the request", early_answer);
    add("server answers in the middle of a long request", early_answer_to_a_long_request);
    add("server aborts at once", aborted);
    add("server aborts in the middle of its reply", aborted_in_the_reply);
    add("unknown opcode is aborted with -455", unknown_operation);
}

/// A client of ours and the port of the server that it calls.
#[derive(Clone)]
struct Server {
    client: Endpoint,
    port: u16,
}

impl Server {
    fn address(&self) -> ServiceAddress {
        ServiceAddress::new(local(self.port), ServiceId(SERVICE))
    }

    fn call(&self) -> Result<Call, CallError> {
        let mut call = self.client.call(self.address())?;
        call.set_timeout(Some(STEP));
        Ok(call)
    }

    /// Sends a request and reads the reply through `Read` and `Write`.
    fn ask(&self, body: &[u8]) -> Result<Vec<u8>, Failure> {
        let mut call = self.call()?;
        call.write_all(body)?;
        let mut reply = Vec::new();
        call.read_to_end(&mut reply)?;
        call.discard_rest()?;
        Ok(reply)
    }
}

fn words_of(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn echo(server: &Server, size: usize) -> Seen {
    let data = pattern(size);
    let body = Writer::operation(operation::ECHO).word(words_of(size)).bytes(&data).finish();
    let reply = server.ask(&body)?;
    must_be(&reply, &data)?;
    Ok(format!("{size} bytes came back"))
}

fn sink(server: &Server) -> Seen {
    let data = pattern(BULK);
    let length = BULK as u64;
    let body = Writer::operation(operation::SINK).double_word(length).bytes(&data).finish();
    let reply = server.ask(&body)?;
    let wanted = Writer::default().double_word(length).word(sum_of(&data)).finish();
    must_be(&reply, &wanted)?;
    Ok(format!("the server's sum of {BULK} bytes is right"))
}

fn source(server: &Server) -> Seen {
    let body = Writer::operation(operation::SOURCE).double_word(BULK as u64).finish();
    let data = pattern(BULK);
    let sum = sum_of(&data);
    let wanted = Writer::default().bytes(&data).word(sum).finish();
    must_be(&server.ask(&body)?, &wanted)?;
    Ok(format!("{BULK} bytes and their sum"))
}

/// Says where data differs, not only that it does.
fn must_be(seen: &[u8], wanted: &[u8]) -> Result<(), Failure> {
    require!(seen.len() == wanted.len(), "{} bytes instead of {}", seen.len(), wanted.len());
    let differs = seen.iter().zip(wanted).position(|(one, other)| one != other);
    require!(differs.is_none(), "wrong from byte {} on", differs.unwrap_or_default());
    Ok(())
}

/// Each of the threads takes calls until there are no more.
fn many_calls(server: &Server) -> Seen {
    const SENT: usize = 100;
    const WANTED: usize = 3_000;
    let body = Writer::operation(operation::RPC)
        .word(words_of(SENT))
        .word(words_of(WANTED))
        .bytes(&pattern(SENT))
        .finish();
    let (body, wanted) = (Arc::new(body), Arc::new(pattern(WANTED)));
    let taken = Arc::new(AtomicU32::new(0));
    let started = Instant::now();
    let threads: Vec<_> = (0..IN_FLIGHT)
        .map(|_| {
            let (server, body, wanted, taken) =
                (server.clone(), Arc::clone(&body), Arc::clone(&wanted), Arc::clone(&taken));
            thread::spawn(move || -> Result<u32, Failure> {
                let mut done = 0;
                while taken.fetch_add(1, Ordering::Relaxed) < CALLS {
                    must_be(&server.ask(&body)?, &wanted)?;
                    done += 1;
                }
                Ok(done)
            })
        })
        .collect();
    let mut done = 0;
    for thread in threads {
        done += thread.join().map_err(|_| Failure::new("a thread panicked"))??;
    }
    require!(done == CALLS, "{done} calls done");
    Ok(format!("{done} calls in {:.3} s", started.elapsed().as_secs_f64()))
}

/// The request is longer than what the server reads; the rest has arrived when it answers, or not.
fn early_answer(server: &Server) -> Seen {
    let wanted = pattern(3_000);
    let body = Writer::operation(operation::HALF_READ)
        .word(words_of(wanted.len()))
        .bytes(&pattern(100))
        .finish();
    must_be(&server.ask(&body)?, &wanted)?;
    Ok("reply complete, 100 bytes of the request unread".to_owned())
}

/// A reply ends the request, whatever is left of it: the rest need not be sent. A client may also call
/// this an error of protocol, as Linux does; it must not hang, and must not take part of a reply for
/// the whole.
fn early_answer_to_a_long_request(server: &Server) -> Seen {
    const EXTRA: usize = 200_000;
    let wanted = pattern(3_000);
    let body = Writer::operation(operation::HALF_READ)
        .word(words_of(wanted.len()))
        .bytes(&pattern(EXTRA))
        .finish();
    let outcome = server.client.request(server.address(), &body);
    let after = echo(server, 100)?;
    match outcome {
        Ok(reply) => {
            must_be(&reply, &wanted)?;
            Ok("reply complete, most of the request unsent".to_owned())
        }
        Err(error @ CallError::LocallyAborted(AbortCode::RX_PROTOCOL_ERROR)) => {
            Ok(format!("{error}; the next call: {after}"))
        }
        Err(error) => Err(Failure::new(format!("{error}"))),
    }
}

fn aborted(server: &Server) -> Seen {
    let body = Writer::operation(operation::ABORT).word(ABORT_CODE.cast_unsigned()).finish();
    must_be_aborted(server.client.request(server.address(), &body), AbortCode(ABORT_CODE))
}

/// What came before the abort is right, and the abort is not taken for the end of the reply.
fn aborted_in_the_reply(server: &Server) -> Seen {
    const LENGTH: usize = 200_000;
    let body = Writer::operation(operation::PART_ABORT)
        .word(words_of(LENGTH))
        .word(ABORT_CODE.cast_unsigned())
        .finish();
    let mut call = server.call()?;
    call.send(&body)?;
    call.end_send()?;
    let mut reply = Vec::new();
    let mut buffer = [0; 4096];
    let ended = loop {
        match call.recv(&mut buffer) {
            Ok(0) => break None,
            Ok(count) => reply.extend_from_slice(&buffer[..count]),
            Err(error) => break Some(error),
        }
    };
    require!(reply.len() <= LENGTH, "{} bytes of reply", reply.len());
    must_be(&reply, &pattern(reply.len()))?;
    match ended {
        Some(CallError::Aborted(AbortCode(ABORT_CODE))) => {
            Ok(format!("aborted with {ABORT_CODE} after {} bytes", reply.len()))
        }
        Some(error) => Err(Failure::new(format!("{error} after {} bytes", reply.len()))),
        None => Err(Failure::new(format!("the reply ended after {} bytes", reply.len()))),
    }
}

fn unknown_operation(server: &Server) -> Seen {
    let body = Writer::operation(99).finish();
    must_be_aborted(server.client.request(server.address(), &body), AbortCode(UNKNOWN_OPERATION))
}

/// The handler of the first call sleeps on when its call is aborted, and until it returns this server says BUSY
/// to the next call on that channel.
fn after_an_aborted_call(server: &Server) -> Seen {
    let milliseconds = u32::try_from(LONG_SLEEP.as_millis())?;
    let body = Writer::operation(operation::SLEEP).word(milliseconds).finish();
    let mut took = Vec::new();
    for _ in 0..3 {
        let mut call = server.call()?;
        call.write_all(&body)?;
        call.end_send()?;
        // So that its handler runs.
        thread::sleep(Duration::from_millis(200));
        call.abort(AbortCode(ABORT_CODE));
        drop(call);
        let started = Instant::now();
        echo(server, 100)?;
        took.push(started.elapsed());
    }
    let longest = took.into_iter().max().unwrap_or_default();
    require!(longest < NO_WAIT, "the next call took {:.1} s", longest.as_secs_f64());
    Ok(format!("the next call took {:.3} s at most", longest.as_secs_f64()))
}

/// No data moves for 20 s; both ends must keep the call alive all the same.
fn sleeps(server: &Server) -> Seen {
    let milliseconds = u32::try_from(SLEEP.as_millis())?;
    let body = Writer::operation(operation::SLEEP).word(milliseconds).finish();
    let before = server.client.statistics().calls;
    let started = Instant::now();
    let mut call = server.client.call(server.address())?;
    call.set_timeout(Some(SLEEP_LIMIT));
    call.write_all(&body)?;
    let mut reply = Vec::new();
    call.read_to_end(&mut reply)?;
    call.discard_rest()?;
    let took = started.elapsed();
    must_be(&reply, &milliseconds.to_be_bytes())?;
    require!(took >= SLEEP, "answered after {:.1} s already", took.as_secs_f64());
    let after = server.client.statistics().calls;
    Ok(format!(
        "answered after {:.1} s; meanwhile {} acks sent and {} received",
        took.as_secs_f64(),
        after.acks_sent - before.acks_sent,
        after.acks_received - before.acks_received
    ))
}
