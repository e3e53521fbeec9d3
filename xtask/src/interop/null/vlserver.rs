//! Our client and OpenAFS's volume location server: the smallest calls there are, and two refusals.
//!
//! Operation codes and shapes are those of OpenAFS's `vldbint.xg`, checked on the wire of 1.8.9.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rxrpc_sync::{AbortCode, CallError, Config, Endpoint, ServiceAddress, ServiceId};

use super::{Case, Lane, Seen, endpoint, local};
use crate::interop::openafs_cell::DatabaseServer;
use crate::interop::ports;
use crate::interop::xdr::{Reader, Writer};
use xtask::programs::failure::{Failure, require};

const PEER: &str = "vlserver";
const SERVICE: ServiceId = ServiceId(52);
const NOT_A_SERVICE: ServiceId = ServiceId(148);

const VL_GET_STATS: u32 = 513;
const VL_PROBE_SERVER: u32 = 514;
pub(in crate::interop) const VL_GET_ADDRS: u32 = 515;
const NOT_AN_OPERATION: u32 = 99_999;

/// `RXGEN_OPCODE`.
const UNKNOWN_OPERATION: AbortCode = AbortCode(-455);
/// `RX_INVALID_OPERATION`.
const UNKNOWN_SERVICE: AbortCode = AbortCode(-2);

/// The cases against the vlserver.
pub(super) fn lane(server: &Arc<DatabaseServer>) -> Result<Lane, Failure> {
    let client = endpoint(ports::OUR_VL_CLIENT, Config::default())?;
    let mut lane = Lane::default();
    let server = Arc::clone(server);
    lane.add(
        Case::new("the server has elected itself", PEER, move || {
            server.wait_for_quorum().map(|()| "quorum".to_owned())
        })
        .with_limit(Duration::from_secs(45)),
    );
    let mut add = |name: &str, run: fn(&Endpoint) -> Seen| {
        let client = client.clone();
        lane.add(Case::new(name, PEER, move || run(&client)));
    };
    add("VL_ProbeServer", probe);
    add("VERSION is asked", version);
    add("VL_GetStats", get_stats);
    add("VL_GetAddrs", get_addrs);
    add("unknown opcode is aborted with -455", unknown_operation);
    add("unknown service is aborted with -2", unknown_service);
    Ok(lane)
}

fn request(client: &Endpoint, service: ServiceId, body: &[u8]) -> Result<Vec<u8>, CallError> {
    client.request(ServiceAddress::new(local(ports::VLSERVER), service), body)
}

fn probe(client: &Endpoint) -> Seen {
    let reply = request(client, SERVICE, &Writer::operation(VL_PROBE_SERVER).finish())?;
    require!(reply.is_empty(), "{} bytes of reply, none expected", reply.len());
    Ok("empty reply".to_owned())
}

fn version(client: &Endpoint) -> Seen {
    let version = client.ask_version(local(ports::VLSERVER), Duration::from_secs(5))?;
    require!(version.contains("OpenAFS"), "it says: {version}");
    Ok(version)
}

fn get_stats(client: &Endpoint) -> Seen {
    let reply = request(client, SERVICE, &Writer::operation(VL_GET_STATS).finish())?;
    let stats = Stats::decode(&reply)?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let age = now.checked_sub(u64::from(stats.start_time));
    require!(
        age.is_some_and(|seconds| seconds < 600),
        "start_time {} is not of this run (now {now})",
        stats.start_time
    );
    require!((3..=4).contains(&stats.version), "version {} of the database", stats.version);
    Ok(format!(
        "started {} s ago, {} requests, database version {}, header {} bytes, max volume id {}, entries {:?}",
        age.unwrap_or_default(),
        stats.requests,
        stats.version,
        stats.header_size,
        stats.max_volume_id,
        stats.total_entries
    ))
}

/// The reply of `VL_GetStats`: `vldstats`, then `vital_vlheader`.
struct Stats {
    start_time: u32,
    /// The sum of the 50 counters of requests.
    requests: u64,
    version: u32,
    header_size: u32,
    max_volume_id: u32,
    total_entries: Vec<u32>,
}

impl Stats {
    fn decode(reply: &[u8]) -> Result<Stats, Failure> {
        let mut reader = Reader::new(reply);
        let start_time = reader.word()?;
        let requests = reader.words(50)?;
        // Aborts, as many as requests, and reserved words.
        reader.words(50 + 5)?;
        let header = reader.words(10)?;
        reader.end()?;
        // The server gives its database header as it is on disk, in network order, to an encoder that
        // takes it for numbers of the machine: from a little-endian machine the words come turned
        // round. Observed: OpenAFS 1.8.9, version 0x03000000.
        let turned = header[0] > 0xffff;
        let word = |at: usize| if turned { header[at].swap_bytes() } else { header[at] };
        // Between the header's size and the greatest id: free entry, end of file, allocations, frees.
        let (version, header_size, max_volume_id) = (word(0), word(1), word(6));
        let total_entries = vec![word(7), word(8), word(9)];
        let requests = requests.into_iter().map(u64::from).sum();
        Ok(Stats { start_time, requests, version, header_size, max_volume_id, total_entries })
    }
}

/// The request has two words, a handle and a spare one; the reply a callback structure of four words,
/// the number of addresses and the addresses as an array.
fn get_addrs(client: &Endpoint) -> Seen {
    let body = Writer::operation(VL_GET_ADDRS).word(0).word(0).finish();
    let reply = request(client, SERVICE, &body)?;
    let mut reader = Reader::new(&reply);
    reader.words(4)?;
    let entries = reader.word()?;
    let addresses = reader.word()?;
    require!(addresses <= 1024, "{addresses} addresses");
    reader.words(addresses as usize)?;
    reader.end()?;
    require!(
        entries == 0 && addresses == 0,
        "a new cell has {entries} servers, {addresses} addresses"
    );
    Ok("no file server registered yet, as it should be".to_owned())
}

fn unknown_operation(client: &Endpoint) -> Seen {
    let body = Writer::operation(NOT_AN_OPERATION).finish();
    must_be_aborted(request(client, SERVICE, &body), UNKNOWN_OPERATION)
}

fn unknown_service(client: &Endpoint) -> Seen {
    let body = Writer::operation(VL_PROBE_SERVER).finish();
    must_be_aborted(request(client, NOT_A_SERVICE, &body), UNKNOWN_SERVICE)
}

/// Passes when the peer, and not this side, aborted with this code.
pub(in crate::interop) fn must_be_aborted(
    outcome: Result<Vec<u8>, CallError>,
    wanted: AbortCode,
) -> Seen {
    match outcome {
        Err(error @ CallError::Aborted(code)) if code == wanted => Ok(error.to_string()),
        Err(error) => Err(Failure::new(format!("{error} instead of an abort with {}", wanted.0))),
        Ok(reply) => Err(Failure::new(format!("{} bytes of reply and no abort", reply.len()))),
    }
}

#[cfg(test)]
mod tests {
    use super::Stats;

    #[test]
    fn the_words_of_the_statistics_are_in_their_places() {
        let words: Vec<u8> = (0..116_u32).flat_map(u32::to_be_bytes).collect();
        let stats = Stats::decode(&words).unwrap();
        assert_eq!(stats.start_time, 0);
        assert_eq!(stats.requests, (1..=50).sum::<u64>());
        assert_eq!((stats.version, stats.header_size), (106, 107));
        assert_eq!((stats.max_volume_id, stats.total_entries), (112, vec![113, 114, 115]));
        assert!(Stats::decode(&words[..460]).is_err());
    }

    #[test]
    fn a_header_that_was_turned_round_is_turned_back() {
        let mut words = vec![0_u32; 116];
        words[106..113].copy_from_slice(&[0x0300_0000, 0x1804_0200, 0, 0x1804_0200, 0, 0, 0x20]);
        let bytes: Vec<u8> = words.into_iter().flat_map(u32::to_be_bytes).collect();
        let stats = Stats::decode(&bytes).unwrap();
        assert_eq!((stats.version, stats.header_size), (3, 132_120));
        assert_eq!(stats.max_volume_id, 0x2000_0000);
    }
}
