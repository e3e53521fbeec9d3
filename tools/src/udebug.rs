//! How a database server is: who leads, by whose votes, and who has which version.
//!
//! Holds: the questions of `udebug` and what comes of them. Must not know: how it is shown (`text`).

mod text;

use crate::calling::failed;
use crate::failure::Failure;
use rxrpc_afs::rxrpc_xdr::sync::Caller;
use rxrpc_afs::rxrpc_xdr::{AbortCode, RpcError};
use rxrpc_afs::ubik::sync::VoteClient;
use rxrpc_afs::ubik::{UBIK_HEALTHY, UBIK_SERVERS, UbikDebug, UbikSdebug, UbikVersion};
use serde::Serialize;
use std::net::Ipv4Addr;
use std::time::{Duration, Instant};

/// The code that says that there are no more servers.
const NO_MORE: AbortCode = AbortCode(2);

/// Until when the only server of a database leads.
const FOREVER: i32 = i32::MAX;

/// How a database server is, as it says itself. Ages are in seconds, by its own clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// Who was asked.
    pub server: String,
    /// Its addresses.
    pub addresses: Vec<Ipv4Addr>,
    /// Its clock, in seconds since 1970.
    pub time: i32,
    /// Whether it only reads, and never leads; not known of an old server.
    pub clone: Option<bool>,
    /// Whether it leads.
    pub sync_site: bool,
    /// For how many seconds more it leads, if it does and not for ever, as the only server does.
    pub leads_for: Option<i64>,
    /// Who leads as it has heard, if it has.
    pub leader: Option<Ipv4Addr>,
    /// How long ago it has heard so.
    pub leader_age: Option<i64>,
    /// For whom it has voted last.
    pub voted_for: Option<Ipv4Addr>,
    /// How long ago.
    pub voted_age: Option<i64>,
    /// Whether that one led.
    pub voted_for_leader: bool,
    /// The lowest address of a server that it has heard of.
    pub lowest: Option<Ipv4Addr>,
    /// How long ago.
    pub lowest_age: Option<i64>,
    /// The version of its database.
    pub version: Version,
    /// The version that the leader has, as far as it knows.
    pub leader_version: Version,
    /// How many servers the database has.
    pub servers: i32,
    /// What a leader has done to recover the database, as bits.
    pub recovery: u32,
    /// Whether that is all that there is to do. Means nothing of one that does not lead.
    pub recovered: bool,
    /// Pages that are locked.
    pub locked_pages: i32,
    /// Those of them that are locked for writing.
    pub write_locked_pages: i32,
    /// Whether something is being written.
    pub writing: bool,
    /// What it knows of the others. Of one that does not lead this may be old.
    pub others: Vec<Other>,
    /// Why the others are not all told, if they are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<String>,
}

/// A version of a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Version {
    /// When the database was begun, or a leader elected that changed it, in seconds since 1970.
    pub epoch: i32,
    /// Changes since.
    pub counter: i32,
}

impl From<&UbikVersion> for Version {
    fn from(version: &UbikVersion) -> Self {
        Self { epoch: version.epoch, counter: version.counter }
    }
}

/// What a server knows of another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Other {
    /// Its addresses.
    pub addresses: Vec<Ipv4Addr>,
    /// Whether it only reads; not known by an old server.
    pub clone: Option<bool>,
    /// Whether it answers.
    pub up: bool,
    /// Whether it answered a request for a vote since it was down.
    pub answered: bool,
    /// How long ago it was asked for a vote.
    pub asked_age: Option<i64>,
    /// How long ago it voted.
    pub voted_age: Option<i64>,
    /// Whether it voted yes.
    pub yes: bool,
    /// Its version of the database.
    pub version: Version,
    /// Whether that is the leader's.
    pub current: bool,
}

/// Asks a server how it is, and what it knows of each of the others. Blocks meanwhile; asks for no further one after this
/// time.
///
/// # Errors
///
/// [`Failure`] if the server does not tell how it is. What fails of the others only ends their list.
pub fn ask<C: Caller>(
    client: &VoteClient<C>,
    server: &str,
    within: Duration,
) -> Result<Report, Failure> {
    let begin = Instant::now();
    let (debug, clone) = itself(client).map_err(|error| failed(server, &error))?;
    let mut report = Report::new(server, &debug, clone);
    for which in 0.. {
        if which >= UBIK_SERVERS {
            report.cut_off = Some(format!("there are more than {UBIK_SERVERS}"));
            break;
        }
        if which > 0 && begin.elapsed() >= within {
            report.cut_off = Some(format!("{which} in {} s", within.as_secs()));
            break;
        }
        match other(client, which) {
            Ok((other, clone)) => report.others.push(Other::new(&other, clone, debug.now)),
            Err(RpcError::Aborted(NO_MORE)) => break,
            Err(error) => {
                report.cut_off = Some(failed(server, &error).to_string());
                break;
            }
        }
    }
    Ok(report)
}

/// How the server is; an old one does not know of clones.
fn itself<C: Caller>(client: &VoteClient<C>) -> Result<(UbikDebug, Option<bool>), RpcError> {
    match client.x_debug() {
        Ok(reply) => Ok((reply.debug, Some(reply.is_clone != 0))),
        Err(RpcError::Aborted(AbortCode::RXGEN_OPCODE)) => Ok((client.debug()?, None)),
        Err(error) => Err(error),
    }
}

fn other<C: Caller>(
    client: &VoteClient<C>,
    which: i32,
) -> Result<(UbikSdebug, Option<bool>), RpcError> {
    match client.xs_debug(which) {
        Ok(reply) => Ok((reply.debug, Some(reply.is_clone != 0))),
        Err(RpcError::Aborted(AbortCode::RXGEN_OPCODE)) => Ok((client.s_debug(which)?, None)),
        Err(error) => Err(error),
    }
}

impl Report {
    fn new(server: &str, debug: &UbikDebug, clone: Option<bool>) -> Self {
        let since = |time| age(debug.now, time);
        let sync_site = debug.am_sync_site != 0;
        // What one that leads has heard of its own version may be old.
        let version = if sync_site { &debug.local_version } else { &debug.sync_version };
        Self {
            server: server.to_owned(),
            addresses: debug.addr.iter().filter_map(|word| host(*word)).collect(),
            time: debug.now,
            clone,
            sync_site,
            leads_for: (sync_site && debug.sync_site_until != FOREVER)
                .then(|| i64::from(debug.sync_site_until) - i64::from(debug.now)),
            leader: host(debug.sync_host),
            leader_age: since(debug.sync_time),
            voted_for: host(debug.last_yes_host),
            voted_age: since(debug.last_yes_time),
            voted_for_leader: debug.last_yes_state != 0,
            lowest: host(debug.lowest_host),
            lowest_age: since(debug.lowest_time),
            version: (&debug.local_version).into(),
            leader_version: version.into(),
            servers: debug.n_servers,
            recovery: debug.recovery_state.cast_unsigned(),
            recovered: debug.recovery_state == UBIK_HEALTHY,
            locked_pages: debug.locked_pages,
            write_locked_pages: debug.write_locked_pages,
            writing: debug.active_write != 0,
            others: Vec::new(),
            cut_off: None,
        }
    }
}

impl Other {
    fn new(other: &UbikSdebug, clone: Option<bool>, now: i32) -> Self {
        let all = std::iter::once(&other.host).chain(&other.addr);
        Self {
            addresses: all.filter_map(|word| host(*word)).collect(),
            clone,
            up: other.up != 0,
            answered: other.beacon_since != 0,
            asked_age: age(now, other.last_beacon_sent),
            voted_age: age(now, other.last_vote_time),
            yes: other.last_vote != 0,
            version: (&other.version).into(),
            current: other.dbcurrent != 0,
        }
    }
}

/// Servers say both for nobody.
fn host(word: u32) -> Option<Ipv4Addr> {
    (word != 0 && word != u32::MAX).then(|| Ipv4Addr::from(word))
}

/// How long ago this was, if it ever was.
fn age(now: i32, time: i32) -> Option<i64> {
    (time != 0).then(|| i64::from(now) - i64::from(time))
}
