//! The C peer's client and services of ours: the same requests as the other way round.

use std::sync::Arc;
use std::time::Duration;

use rxrpc_sync::{AbortCode, Call, Config, Endpoint, Server, ServiceId};
use rxrpc_tests::peer_service::{self, SERVICE};

use super::client_to_c_peer::{ABORT_CODE, ECHO_SIZES, SLEEP_LIMIT};
use super::{Case, Lane, endpoint, sending_jumbograms, without_jumbograms};
use crate::interop::ports;
use xtask::programs::c_peer::CPeer;
use xtask::programs::failure::Failure;

const PEER: &str = "C client";
const PEER_NO_JUMBO: &str = "C client, jumbograms off";
const PEER_OURS_OFF: &str = "C client, ours off";
const PEER_OURS_SENT: &str = "C client, ours sent too";

/// As many as the C client has calls at once, so that none waits for a thread.
const THREADS: usize = 20;
const CLIENT_LIMIT: Duration = Duration::from_secs(25);

/// A service of ours that speaks the C peer's protocol; it ends when this is dropped.
pub(super) struct PeerService {
    _endpoint: Endpoint,
    _server: Server,
}

impl PeerService {
    /// Offers the service on a port.
    pub(super) fn start(port: u16, config: Config) -> Result<PeerService, Failure> {
        let endpoint = endpoint(port, config)?;
        let handler =
            |call: &mut Call| peer_service::answer(call).map_err(|code| AbortCode(code).into());
        let server = endpoint.serve(ServiceId(SERVICE), THREADS, handler)?;
        Ok(PeerService { _endpoint: endpoint, _server: server })
    }
}

/// Our services, one for each lane whose datagrams are to be told apart.
pub(super) struct Services {
    _both_on: PeerService,
    _client_off: PeerService,
    _ours_off: PeerService,
    _ours_sent: PeerService,
}

impl Services {
    /// Offers them all.
    pub(super) fn start() -> Result<Services, Failure> {
        let on = Config::default();
        Ok(Services {
            _both_on: PeerService::start(ports::OUR_SERVER, on.clone())?,
            _client_off: PeerService::start(ports::OUR_SERVER_CLIENT_OFF, on)?,
            _ours_off: PeerService::start(ports::OUR_SERVER_NO_JUMBO, without_jumbograms())?,
            _ours_sent: PeerService::start(ports::OUR_SERVER_JUMBO, sending_jumbograms())?,
        })
    }
}

/// Five lanes: jumbograms taken at both ends, off at the client's, off at ours, sent by ours too, and a
/// server that sleeps.
pub(super) fn lanes(peer: &Arc<CPeer>) -> Vec<Lane> {
    let on = Direction { of: peer, port: ports::OUR_SERVER, flags: &[], name: PEER };
    let off =
        Direction { port: ports::OUR_SERVER_CLIENT_OFF, flags: &["-j"], name: PEER_NO_JUMBO, ..on };
    let ours_off = Direction { port: ports::OUR_SERVER_NO_JUMBO, name: PEER_OURS_OFF, ..on };
    let ours_sent = Direction { port: ports::OUR_SERVER_JUMBO, name: PEER_OURS_SENT, ..on };
    let mut sleeping = Lane::default();
    let case = on.case("server sleeps 20 s", &["sleep", "20000"], SLEEP_LIMIT);
    sleeping.add(case.with_limit(SLEEP_LIMIT + Duration::from_secs(5)));
    vec![on.lane(), off.lane(), ours_off.lane(), ours_sent.lane(), sleeping]
}

/// Which client calls which of our services.
#[derive(Clone, Copy)]
struct Direction<'a> {
    of: &'a Arc<CPeer>,
    port: u16,
    flags: &'static [&'static str],
    name: &'static str,
}

impl Direction<'_> {
    fn case(&self, name: &str, operation: &[&str], limit: Duration) -> Case {
        let (peer, port) = (Arc::clone(self.of), self.port);
        let words = self.flags.iter().chain(operation);
        let words: Vec<String> = words.map(|word| (*word).to_owned()).collect();
        Case::new(name, self.name, move || {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            peer.client(port, &words, limit)
        })
    }

    fn lane(&self) -> Lane {
        let mut lane = Lane::default();
        let mut add = |name: &str, words: &[&str]| lane.add(self.case(name, words, CLIENT_LIMIT));
        for size in ECHO_SIZES {
            add(&format!("echo of {size} bytes"), &["echo", &size.to_string()]);
        }
        let code = ABORT_CODE.to_string();
        add("1 000 000 bytes to the server", &["send", "1000000"]);
        add("1 000 000 bytes from the server", &["recv", "1000000"]);
        add("208 calls, 16 in flight", &["-t", "16", "-n", "13", "rpc", "100", "3000"]);
        add("server answers before it has read the request", &["early", "3000", "100"]);
        add("server aborts at once", &["abort", &code]);
        add("server aborts in the middle of its reply", &["partabort", "200000", &code]);
        add("unknown opcode is aborted with -455", &["op", "99"]);
        lane
    }
}
