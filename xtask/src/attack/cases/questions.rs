//! Strangers who ask an endpoint what is on it, as `rxdebug` does.

use std::io;
use std::net::Ipv4Addr;
use std::time::Duration;

use rxrpc_core::wire::CallNumber;
use rxrpc_core::wire::debug::{Request, RequestKind, request_header};
use rxrpc_sync::{CallOptions, Config, DebugAnswers};

use super::{Found, beside};
use crate::attack::honest::{Honest, endpoint_at};
use crate::attack::service::Target;
use crate::attack::stranger::{Flood, Sources};

/// Connections that there is something to be told of.
const CONNECTIONS: usize = 4_000;

/// An endpoint that tells everybody, which has many connections.
pub(super) fn rxdebug() -> io::Result<Found> {
    let config = Config::default().debug_answers(DebugAnswers::Everybody);
    let target = Target::echo(8, Duration::ZERO, config)?;
    let (honest, to) = (Honest::new(target.address(), 4)?, target.endpoint.local_addr());
    let clients = endpoint_at(Ipv4Addr::LOCALHOST.into(), Config::default())?;
    for _ in 0..CONNECTIONS {
        let call = clients.call_with(target.address(), &CallOptions::new().exclusive());
        let ended = call.and_then(|mut call| call.send_last(b"x").and_then(|()| call.recv_bytes()));
        ended.map_err(io::Error::from)?;
    }
    let sources = Sources::forged(512)?;
    beside(&honest, || Ok(Flood::start(sources, to, 20_000, question)))
}

/// The next question of a list of connections, or of another list.
fn question(number: u64) -> Vec<u8> {
    let kinds = [
        RequestKind::GetAllConn,
        RequestKind::GetConn,
        RequestKind::GetPeer,
        RequestKind::RxStats,
        RequestKind::GetStats,
    ];
    let mut datagram = Vec::new();
    request_header(CallNumber(number as u32)).emit(&mut datagram);
    let index = (number as usize / kinds.len() % CONNECTIONS) as i32;
    Request { kind: kinds[number as usize % kinds.len()], index }.emit(&mut datagram);
    datagram
}
