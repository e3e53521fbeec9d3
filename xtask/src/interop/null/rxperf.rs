//! rxperf, the benchmark service that OpenAFS and Linux share: our client and the C peer's server, and
//! the other way round.
//!
//! Each side takes a call for passed only when it moved exactly what was asked for: the cookie stood
//! where it belongs, and the reply ended there. The C server wants the request to end as well.

use std::sync::Arc;
use std::time::Duration;

use rxrpc_sync::{AbortCode, Config, Endpoint, ServiceAddress, ServiceId};

use super::vlserver::must_be_aborted;
use super::{Case, Lane, Seen, endpoint, local};
use crate::interop::ports;
use crate::interop::rxperf::Rxperf;
use crate::interop::xdr::Writer;
use xtask::programs::c_peer::CPeer;
use xtask::programs::failure::Failure;
use xtask::programs::process::Background;

const SERVICE: ServiceId = ServiceId(147);
const CLIENT_LIMIT: Duration = Duration::from_secs(25);

/// What both sides answer to another version than 3: `RXGEN_SS_UNMARSHAL`.
const WRONG_VERSION: AbortCode = AbortCode(-453);
/// What both sides answer to a command that there is not: `RXGEN_OPCODE`.
const UNKNOWN_COMMAND: AbortCode = AbortCode(-455);
/// A request's words with version 2, and with the command that rxperf left out.
const BAD_REQUESTS: [(&str, [u32; 5], AbortCode); 2] = [
    ("version 2 is aborted with -453", [2, 0, 4096, 4096, 4], WRONG_VERSION),
    ("unknown command is aborted with -455", [3, 2, 4096, 4096, 4], UNKNOWN_COMMAND),
];

/// The same operation in the words of our client and of the C peer's.
struct Operation {
    name: &'static str,
    ours: &'static str,
    c: &'static str,
}

const OPERATIONS: [Operation; 8] = [
    Operation { name: "send nothing", ours: "-c send -b 0", c: "rxperf-send 0" },
    Operation { name: "send 1 000 000", ours: "-c send -b 1000000", c: "rxperf-send 1000000" },
    Operation { name: "receive nothing", ours: "-c recv -b 0", c: "rxperf-recv 0" },
    Operation { name: "receive 1 000 000", ours: "-c recv -b 1000000", c: "rxperf-recv 1000000" },
    Operation { name: "rpc", ours: "-c rpc -S 4 -R 4", c: "rxperf-rpc 4 4" },
    Operation {
        name: "208 rpcs, 16 in flight",
        ours: "-c rpc -S 100 -R 3000 -t 16 -T 13",
        c: "-t 16 -n 13 rxperf-rpc 100 3000",
    },
    Operation {
        name: "file, from the server only",
        ours: "-c file --words 0,1,1000",
        c: "rxperf-file 0 1 1000",
    },
    Operation {
        name: "file, 1 000 000 each way",
        ours: "-c file --words 249999,1,0,1,249999",
        c: "rxperf-file 249999 1 0 1 249999",
    },
];

/// The servers of both sides; they end when this is dropped.
pub(super) struct Servers {
    _servers: [Background; 7],
}

impl Servers {
    /// Starts them all.
    pub(super) fn start(ours: &Rxperf, peer: &CPeer) -> Result<Servers, Failure> {
        Ok(Servers {
            _servers: [
                peer.start_rxperf_server(ports::C_RXPERF, &[])?,
                peer.start_rxperf_server(ports::C_RXPERF_NO_JUMBO, &["-j"])?,
                ours.start_server(ports::OUR_RXPERF, &[])?,
                ours.start_server(ports::OUR_RXPERF_CLIENT_OFF, &[])?,
                ours.start_server(ports::OUR_RXPERF_NO_JUMBO, &["--no-jumbo"])?,
                peer.start_rxperf_server(ports::C_RXPERF_JUMBO, &[])?,
                ours.start_server(ports::OUR_RXPERF_JUMBO, &["--jumbo=4"])?,
            ],
        })
    }
}

/// Seven lanes: our client with jumbograms taken and off at both ends, the C client with them taken at both
/// ends, off at its own and off at ours, and both with ours sent too.
pub(super) fn lanes(ours: &Arc<Rxperf>, peer: &Arc<CPeer>) -> Result<Vec<Lane>, Failure> {
    let raw = endpoint(ports::OUR_RXPERF_CLIENT, Config::default())?;
    let ours = |name, port, flag| our_lane(ours, &raw, name, port, flag);
    let theirs = |name, port, flag| their_lane(peer, name, port, flag);
    Ok(vec![
        ours("C rxperf server", ports::C_RXPERF, None),
        ours("C rxperf server, jumbograms off", ports::C_RXPERF_NO_JUMBO, Some("--no-jumbo")),
        ours("C rxperf server, ours sent too", ports::C_RXPERF_JUMBO, Some("--jumbo=4")),
        theirs("C rxperf client, ours sent too", ports::OUR_RXPERF_JUMBO, None),
        theirs("C rxperf client", ports::OUR_RXPERF, None),
        theirs("C rxperf client, jumbograms off", ports::OUR_RXPERF_CLIENT_OFF, Some("-j")),
        theirs("C rxperf client, ours off", ports::OUR_RXPERF_NO_JUMBO, None),
    ])
}

/// Our client against the C peer's server. No rxperf client can send a bad request, so `raw` does.
fn our_lane(
    ours: &Arc<Rxperf>,
    raw: &Endpoint,
    name: &'static str,
    port: u16,
    flag: Option<&'static str>,
) -> Lane {
    let mut lane = Lane::default();
    for operation in OPERATIONS {
        let ours = Arc::clone(ours);
        lane.add(Case::new(operation.name, name, move || {
            let words: Vec<&str> = flag.into_iter().chain(operation.ours.split(' ')).collect();
            ours.client(port, &words, CLIENT_LIMIT)
        }));
    }
    for (what, request, code) in BAD_REQUESTS {
        let raw = raw.clone();
        lane.add(Case::new(what, name, move || bad_request(&raw, port, request, code)));
    }
    lane
}

fn bad_request(client: &Endpoint, port: u16, request: [u32; 5], code: AbortCode) -> Seen {
    let body = request.into_iter().fold(Writer::default(), Writer::word).finish();
    must_be_aborted(client.request(ServiceAddress::new(local(port), SERVICE), &body), code)
}

/// The C peer's client against our server.
fn their_lane(
    peer: &Arc<CPeer>,
    name: &'static str,
    port: u16,
    flag: Option<&'static str>,
) -> Lane {
    let mut lane = Lane::default();
    let mut add = |case: &str, operation: String| {
        let peer = Arc::clone(peer);
        lane.add(Case::new(case, name, move || {
            let words: Vec<&str> = flag.into_iter().chain(operation.split(' ')).collect();
            peer.client(port, &words, CLIENT_LIMIT)
        }));
    };
    for operation in OPERATIONS {
        add(operation.name, operation.c.to_owned());
    }
    for (what, request, AbortCode(code)) in BAD_REQUESTS {
        let words = request.map(|word| word.to_string()).join(" ");
        add(what, format!("raw {code} {words}"));
    }
    lane
}
