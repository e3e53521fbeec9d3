//! The debug tools of OpenAFS and a server of ours: they are answered or refused as the protocol says,
//! and calls work afterwards as before.

use std::net::UdpSocket;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use rxrpc_sync::Config;

use super::c_peer_to_service::PeerService;
use super::{Case, Lane, Seen, local};
use crate::interop::ports;
use xtask::programs::c_peer::CPeer;
use xtask::programs::failure::{Failure, require};
use xtask::programs::process::{Finished, run};

/// `rxdebug` gives up after some tries of its own when it gets no answer.
const TOOL_LIMIT: Duration = Duration::from_secs(35);
const CASE_LIMIT: Duration = Duration::from_secs(60);

const VERSION: &str = "rxrpc interoperability run";

/// The cases, each a lane of its own because a tool that gets no answer is slow to give up; our probed
/// server lives as long as any of them.
pub(super) fn lanes(peer: &Arc<CPeer>) -> Result<Vec<Lane>, Failure> {
    let mut config = Config::default();
    VERSION.clone_into(&mut config.version);
    let service = Arc::new(PeerService::start(ports::OUR_PROBED_SERVER, config)?);
    let mut lanes = Vec::new();
    let mut add = |name: &str, tool: &'static str, probe: fn() -> Seen| {
        let (peer, service) = (Arc::clone(peer), Arc::clone(&service));
        let case = Case::new(name, tool, move || {
            let _alive = service;
            let seen = probe()?;
            peer.client(ports::OUR_PROBED_SERVER, &["echo", "5000"], Duration::from_secs(20))
                .map_err(|failure| failure.while_doing("an echo after the probe"))?;
            Ok(seen)
        });
        let mut lane = Lane::default();
        lane.add(case.with_limit(CASE_LIMIT));
        lanes.push(lane);
    };
    add("-version", "rxdebug", version);
    add("interesting connections, its default", "rxdebug", || not_broken_by(&[]));
    add("-rxstats", "rxdebug", || not_broken_by(&["-rxstats", "-noconns"]));
    add("-peers", "rxdebug", || not_broken_by(&["-peers", "-noconns"]));
    add("-allconnections", "rxdebug", || not_broken_by(&["-allconnections", "-long"]));
    add("votes of a service that is not there", "udebug", votes);
    add("datagrams that are not Rx", "raw socket", noise);
    Ok(lanes)
}

fn rxdebug(flags: &[&str]) -> Result<Finished, Failure> {
    let port = ports::OUR_PROBED_SERVER.to_string();
    run(Command::new("rxdebug").args(["127.0.0.1", &port]).args(flags), TOOL_LIMIT)
}

fn version() -> Seen {
    let finished = rxdebug(&["-version"])?;
    require!(finished.text.contains(VERSION), "rxdebug printed: {}", finished.text);
    Ok(finished.text)
}

/// DEBUG questions may be answered or refused; either way the tool must come to an end by itself. It
/// asks for the next connection until it is told that there is none, so a refusal has to say that. The
/// server must work afterwards, which is asked after every probe.
fn not_broken_by(flags: &[&str]) -> Seen {
    let finished = rxdebug(flags)?;
    require!(!finished.text.trim().is_empty(), "rxdebug printed nothing");
    require!(finished.status.success(), "{}: {}", finished.status, finished.text);
    Ok(finished.text)
}

/// `udebug` calls the voting service, 50, which we do not offer: the call must be refused with
/// `RX_INVALID_OPERATION`, which the tool prints.
fn votes() -> Seen {
    let port = ports::OUR_PROBED_SERVER.to_string();
    let finished = run(Command::new("udebug").args(["127.0.0.1", &port]), TOOL_LIMIT)?;
    require!(finished.text.contains("return code -2"), "udebug printed: {}", finished.text);
    Ok(finished.text)
}

/// Short, long and senseless datagrams, and each packet type with an empty body: none of them may
/// bring an answer that is longer than what was sent.
fn noise() -> Seen {
    const HEADER: usize = 28;
    let socket = UdpSocket::bind(local(0))?;
    socket.set_read_timeout(Some(Duration::from_millis(300)))?;
    let server = local(ports::OUR_PROBED_SERVER);
    let mut sent = 0;
    for datagram in [vec![], vec![0], vec![0xff; HEADER - 1], vec![0xff; 5_000], vec![0; HEADER]] {
        socket.send_to(&datagram, server)?;
        sent += 1;
    }
    for kind in 0..=u8::MAX {
        // VERSION is answered with a longer text by design, and has a case of its own.
        if kind != 13 {
            socket.send_to(&header(kind), server)?;
            sent += 1;
        }
    }
    let mut answers = 0;
    let mut buffer = [0; 65_536];
    while let Ok((length, _)) = socket.recv_from(&mut buffer) {
        require!(length <= HEADER + 8, "{length} bytes answer an empty packet");
        answers += 1;
    }
    Ok(format!("{sent} datagrams sent, {answers} short answers"))
}

/// A header from a client with this packet type: epoch, connection, call, sequence, serial, type,
/// flags (client-initiated), status, security, checksum, service.
fn header(kind: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    for word in [1_000_u32, 0x0010_0000 + (u32::from(kind) << 8), 1, 1, 1] {
        bytes.extend_from_slice(&word.to_be_bytes());
    }
    bytes.extend_from_slice(&[kind, 1, 0, 0, 0, 0]);
    bytes.extend_from_slice(&149_u16.to_be_bytes());
    bytes
}
