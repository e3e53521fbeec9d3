//! What an Rx server tells of itself.
//!
//! Holds: the [`Question`]s of `rxdebug` and what comes of them. Must not know: how it is shown (`text`), how answers look on
//! the wire (`rxrpc_wire::debug`).
//!
//! OpenAFS answers about each connection and each peer one by one, until the index is past the end; what changes in between
//! may be seen twice or not at all. Facts: OpenAFS `doc/txt/rx-debug.txt`, and what its 1.8.9 was seen to answer.

mod rows;
mod text;

pub use rows::{CallRow, ConnectionRow, Counters, PeerRow, Stats};

use crate::ask::Asker;
use crate::failure::Failure;
use rxrpc_wire::Body;
use rxrpc_wire::debug::{Reply, Request, RequestKind, request_header};
use serde::Serialize;
use std::time::{Duration, Instant};

/// What to ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, clap::ValueEnum)]
#[non_exhaustive]
pub enum Question {
    /// A few numbers: packet buffers, threads, calls so far
    Stats,
    /// The counters of packets, by type
    Counters,
    /// Connections
    Connections,
    /// Calls on them that are not over
    Calls,
    /// Peers, and what is known of the paths to them
    Peers,
}

impl Question {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Stats, Self::Counters, Self::Connections, Self::Calls, Self::Peers];
}

/// How much is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Bounds {
    /// Most rows of a list; more are left out.
    pub rows: usize,
    /// For how long the rows of a list are asked for.
    pub time: Duration,
    /// Whether connections that nobody uses are asked for, too.
    pub idle: bool,
}

impl Bounds {
    /// So many rows in so long a time, without idle connections.
    #[must_use]
    pub const fn new(rows: usize, time: Duration) -> Self {
        Self { rows, time, idle: false }
    }
}

/// What came of the questions.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// Who was asked.
    pub server: String,
    /// What a server tells of itself in general.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stats: Option<Stats>,
    /// What it has counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counters: Option<Counters>,
    /// Its connections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connections: Option<Vec<ConnectionRow>>,
    /// The calls on them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calls: Option<Vec<CallRow>>,
    /// Its peers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peers: Option<Vec<PeerRow>>,
    /// Lists that were not read to their ends, with why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cut_off: Vec<String>,
}

/// Asks a server. Blocks while it does, for each list no longer than its bounds say.
///
/// # Errors
///
/// Those of [`Asker::ask`] for the first answer; [`Failure::Refused`] if the server knows no such question. What fails in a
/// list only ends that.
pub fn ask(
    asker: &mut Asker,
    server: &str,
    questions: &[Question],
    bounds: &Bounds,
) -> Result<Report, Failure> {
    let mut report = Report { server: server.to_owned(), ..Report::default() };
    let wants = |question| questions.contains(&question);
    if wants(Question::Stats) {
        report.stats = match one(asker, RequestKind::GetStats, 0)? {
            Reply::Stats(stats) => Some(Stats::from(&stats)),
            _ => return Err(Failure::Refused(server.to_owned())),
        };
    }
    if wants(Question::Counters) {
        report.counters = match one(asker, RequestKind::RxStats, 0)? {
            Reply::RxStats(stats) => Some(Counters::from(&stats)),
            _ => return Err(Failure::Refused(server.to_owned())),
        };
    }
    if wants(Question::Connections) || wants(Question::Calls) {
        let kind = if bounds.idle { RequestKind::GetAllConn } else { RequestKind::GetConn };
        let mut calls = Vec::new();
        let connections = list(asker, server, kind, bounds, &mut report, |reply| match reply {
            Reply::Conn(conn) if !conn.is_end() => {
                calls.extend(CallRow::all_of(conn));
                Some(ConnectionRow::from(conn))
            }
            _ => None,
        })?;
        report.connections = wants(Question::Connections).then_some(connections);
        report.calls = wants(Question::Calls).then_some(calls);
    }
    if wants(Question::Peers) {
        let kind = RequestKind::GetPeer;
        let peers = list(asker, server, kind, bounds, &mut report, |reply| match reply {
            Reply::Peer(peer) if !peer.is_end() => Some(PeerRow::from(peer)),
            _ => None,
        })?;
        report.peers = Some(peers);
    }
    Ok(report)
}

/// Asks for the rows of a list until there is none, or it is enough.
fn list<T>(
    asker: &mut Asker,
    server: &str,
    kind: RequestKind,
    bounds: &Bounds,
    report: &mut Report,
    mut row: impl FnMut(&Reply) -> Option<T>,
) -> Result<Vec<T>, Failure> {
    let begin = Instant::now();
    let mut rows = Vec::new();
    let mut cut = |why: String| report.cut_off.push(format!("{kind}: {why}"));
    loop {
        if rows.len() >= bounds.rows {
            cut(format!("there are more than {}", bounds.rows));
            break;
        }
        if !rows.is_empty() && begin.elapsed() >= bounds.time {
            cut(format!("{} in {} s", rows.len(), bounds.time.as_secs()));
            break;
        }
        let index = i32::try_from(rows.len()).unwrap_or(i32::MAX);
        match one(asker, kind, index) {
            Ok(Reply::BadType) if rows.is_empty() => {
                return Err(Failure::Refused(server.to_owned()));
            }
            Ok(reply) => match row(&reply) {
                Some(row) => rows.push(row),
                None => break,
            },
            Err(failure) if rows.is_empty() => return Err(failure),
            Err(failure) => {
                cut(failure.to_string());
                break;
            }
        }
    }
    Ok(rows)
}

/// Asks one question. An old server answers some questions with [`Reply::BadType`], or the end of a list without all of a
/// record.
fn one(asker: &mut Asker, kind: RequestKind, index: i32) -> Result<Reply, Failure> {
    let question = |number| {
        let mut datagram = Vec::new();
        request_header(number).emit(&mut datagram);
        Request { kind, index }.emit(&mut datagram);
        datagram
    };
    asker.ask(question, |packet| match &packet.body {
        Body::Debug(debug) => debug.reply(kind).or_else(|| short_end(kind, debug.bytes)),
        _ => None,
    })
}

/// The end of a list in two words, as a server of this project that answers no such questions says it.
fn short_end(kind: RequestKind, bytes: &[u8]) -> Option<Reply> {
    use rxrpc_wire::debug::{Conn, Peer};
    match (kind, bytes) {
        (RequestKind::GetConn | RequestKind::GetAllConn, [0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]) => {
            Some(Reply::Conn(Conn::end()))
        }
        (RequestKind::GetPeer, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]) => {
            Some(Reply::Peer(Peer::end()))
        }
        _ => None,
    }
}

/// Shows the answer to a question as its row, for fuzzing.
pub(crate) fn show(reply: &Reply) -> String {
    match reply {
        Reply::Stats(stats) => Stats::from(stats).to_string(),
        Reply::RxStats(stats) => Counters::from(stats).to_string(),
        Reply::Conn(conn) => {
            let calls: String = CallRow::all_of(conn).map(|call| call.to_string()).collect();
            format!("{}{calls}", ConnectionRow::from(conn))
        }
        Reply::Peer(peer) => PeerRow::from(peer).to_string(),
        Reply::BadType => String::new(),
    }
}
