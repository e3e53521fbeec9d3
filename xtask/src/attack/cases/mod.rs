//! The cases, by what the strangers are after.
//!
//! Holds: [`CASES`], and how a flood is run beside honest calls. A case is short: a service, honest clients, an
//! attack. It fails when what protects against it is taken out.

mod busy;
mod channels;
mod handlers;
mod network;
mod places;
mod questions;
mod rxkad;
mod time;
mod unpolled;

use std::io;
use std::time::Duration;

use rxrpc_sync::Config;

use super::case::{Bound, Case, Found};
use super::honest::Honest;
use super::stranger::Flood;

/// How long honest clients make calls, in quiet and again under attack.
const TIME: Duration = Duration::from_secs(2);

/// Calls are slower while a flood takes its part of the processors, but do not wait for anybody.
const BESIDE_A_FLOOD: Bound = Bound { ratio: 20.0, at_least: Duration::from_millis(700) };

/// All of them, in the order of the table.
pub(crate) const CASES: &[Case] = &[
    Case {
        name: "aborted-call",
        what: "a service answers BUSY on the channel of an aborted call while its handler goes on",
        bound: BESIDE_A_FLOOD,
        run: channels::aborted_call,
    },
    Case {
        name: "last-number",
        what: "one channel of a connection has seen call number 2³¹ − 1",
        bound: BESIDE_A_FLOOD,
        run: channels::last_number,
    },
    Case {
        name: "busy-queue",
        what: "24 calls at once to a backlog of 1, 6 s of work in all",
        bound: Bound { ratio: 1.4, at_least: Duration::from_secs(8) },
        run: busy::queue,
    },
    Case {
        name: "busy-burst",
        what: "400 calls at once, with a limit of 10 s, to a service of 107 calls/s",
        bound: Bound { ratio: 1.5, at_least: Duration::from_millis(5_600) },
        run: busy::burst,
    },
    Case {
        name: "busy-unknown-acks",
        what: "40 000 unknown ACKs/s of 512 hosts, while calls wait behind BUSY",
        bound: Bound { ratio: 3.0, at_least: Duration::from_secs(8) },
        run: busy::unknown_acks,
    },
    Case {
        name: "half-requests",
        what: "64 requests that begin and never go on, of hosts that never answer, to 8 threads",
        bound: BESIDE_A_FLOOD,
        run: handlers::half_requests,
    },
    Case {
        name: "half-requests-tasks",
        what: "the same to 64 places of the async front end",
        bound: BESIDE_A_FLOOD,
        run: handlers::half_requests_of_tasks,
    },
    Case {
        name: "trickle",
        what: "8 clients that answer PINGs and send a byte of their requests now and then, to 8 threads",
        bound: Bound { ratio: 20.0, at_least: Duration::from_secs(5) },
        run: handlers::trickle,
    },
    Case {
        name: "no-window",
        what: "8 clients that answer PINGs and take nothing of their replies, to 8 threads",
        bound: Bound { ratio: 20.0, at_least: Duration::from_secs(5) },
        run: handlers::no_window,
    },
    Case {
        name: "resets",
        what: "one host that begins calls and aborts them 10 ms later, 2 000/s, to 16 threads of 100 ms of work",
        bound: Bound { ratio: 4.0, at_least: Duration::from_millis(400) },
        run: handlers::resets,
    },
    Case {
        name: "queue-of-one",
        what: "160 clients of one host, to 16 threads of 100 ms of work",
        bound: Bound { ratio: 4.0, at_least: Duration::from_millis(400) },
        run: handlers::queue_of_one,
    },
    Case {
        name: "requests-one",
        what: "1 500 whole requests/s of one host that never answers, to 1 000 places",
        bound: BESIDE_A_FLOOD,
        run: places::requests_of_one,
    },
    Case {
        name: "requests-forged",
        what: "the same of 512 hosts that never answer",
        bound: BESIDE_A_FLOOD,
        run: places::requests_forged,
    },
    Case {
        name: "connections-one",
        what: "2 000 connections/s of one host to a table of 500: an old request comes again",
        bound: BESIDE_A_FLOOD,
        run: places::connections_of_one,
    },
    Case {
        name: "connections-forged",
        what: "the same of 512 hosts that never answer",
        bound: BESIDE_A_FLOOD,
        run: places::connections_forged,
    },
    Case {
        name: "memory",
        what: "304 calls of one host with packets 1 and 255 each, to 16 MiB for unread data",
        bound: Bound { ratio: 10.0, at_least: Duration::from_secs(2) },
        run: places::memory,
    },
    Case {
        name: "memory-of-one",
        what: "64 calls of one host that nobody reads, to 16 MiB for unread data; the honest calls come from afar",
        bound: Bound { ratio: 4.0, at_least: Duration::from_millis(1_500) },
        run: places::memory_of_one,
    },
    Case {
        name: "rxkad-responses",
        what: "500 RESPONSEs/s of one host, each with a ticket of 12 kB that takes long to find wrong",
        bound: BESIDE_A_FLOOD,
        run: rxkad::responses,
    },
    Case {
        name: "rxkad-challenges",
        what: "1 500 requests/s of 512 hosts that never answer what they are challenged with, to 1 000 places",
        bound: BESIDE_A_FLOOD,
        run: rxkad::challenges,
    },
    Case {
        name: "rxdebug",
        what: "20 000 DEBUG questions/s of 512 hosts, to an endpoint of 4 000 connections that tells everybody",
        bound: BESIDE_A_FLOOD,
        run: questions::rxdebug,
    },
    Case {
        name: "closed-ports",
        what: "calls of the same endpoint to ports where nobody is, without end",
        bound: BESIDE_A_FLOOD,
        run: network::closed_ports,
    },
    Case {
        name: "icmp-of-others",
        what: "ICMP messages about another port, 20 000/s in bursts of 50",
        bound: BESIDE_A_FLOOD,
        run: network::icmp_of_others,
    },
    Case {
        name: "forged-icmp",
        what: "ICMP messages that know only addresses and ports, 100/s",
        bound: BESIDE_A_FLOOD,
        run: network::forged_icmp,
    },
    Case {
        name: "deadline",
        what: "unknown ACKs as fast as they can be sent, to an endpoint of a current-thread tokio",
        bound: Bound { ratio: 5.0, at_least: Duration::from_secs(1) },
        run: time::deadline,
    },
    Case {
        name: "nice-reader",
        what: "a thread of nice 19 that waits for calls on the same endpoint, on a busy machine",
        bound: Bound { ratio: 20.0, at_least: Duration::from_millis(300) },
        run: time::nice_reader,
    },
    Case {
        name: "unpolled",
        what: "40 requests of a task that polls none of them while it waits for one more",
        bound: Bound { ratio: 20.0, at_least: Duration::from_secs(2) },
        run: unpolled::requests,
    },
];

/// A client with so many slots.
fn with_slots(slots: usize) -> Config {
    let mut config = Config::default();
    config.connections_per_bundle = slots / 4;
    config
}

/// Honest calls for some time, then `attack`, then honest calls again as long as it goes on.
fn beside(honest: &Honest, attack: impl FnOnce() -> io::Result<Flood>) -> io::Result<Found> {
    let quiet = honest.call_for(TIME);
    let flood = attack()?;
    std::thread::sleep(TIME / 10);
    let attacked = honest.call_for(TIME);
    Ok(Found { quiet, attacked, attacks: flood.end(), ..Found::default() })
}
