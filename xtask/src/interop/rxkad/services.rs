//! Services of ours for OpenAFS's clients: the little of a protection and a volume location server that tools ask for,
//! and the C peer's protocol. They note who asks.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use rxrpc_rxkad::RxkadService;
use rxrpc_sync::{AbortCode, CallSecurity, SecurityLevel, ServiceId, ServiceKeys};
use rxrpc_tests::peer_service::{self, SERVICE, operation};

use super::Scene;
use super::databases::{PR_NEW_ENTRY, PR_SERVICE, VL_SERVICE};
use crate::interop::front_ends::{Answer, Endpoint, FrontEnd, Service};
use crate::interop::null::vlserver::VL_GET_ADDRS;
use crate::interop::ports;
use crate::interop::xdr::{Reader, Writer};
use xtask::programs::failure::Failure;

/// The id that each new user gets.
pub(super) const NEW_ID: u32 = 4711;
/// `RXGEN_OPCODE`.
const UNKNOWN_OPERATION: AbortCode = AbortCode(-455);

/// Where the C peer's clients find a service that takes packets of level 2 only.
pub(super) const ENCRYPTED_ONLY: u16 = 7004;

/// Who asked for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) operation: u32,
    pub(super) name: String,
    pub(super) level: u32,
}

/// What tools asked of the services of one front end, in order.
pub(super) type Log = Arc<Mutex<Vec<Asked>>>;

/// The services of one front end.
pub(super) struct Services {
    pub(super) front_end: FrontEnd,
    pub(super) log: Log,
    _running: Vec<(Endpoint, Service)>,
}

/// What clients are known by; nobody else is served.
pub(super) fn keys(scene: &Scene) -> Result<ServiceKeys, Failure> {
    let key = RxkadService::new(Arc::new(scene.keyring.store()?));
    Ok(ServiceKeys::new().with(Arc::new(key)).secured_only())
}

/// Offers them through both front ends, on the ports of OpenAFS's servers.
pub(super) fn start(scene: &Scene, keys: &ServiceKeys) -> Result<Vec<Services>, Failure> {
    let start = |front_end: FrontEnd| {
        let log = Log::default();
        let mut running = Vec::new();
        let offered: [(u16, ServiceId, &ServiceKeys, Answer); 3] = [
            (ports::PTSERVER, PR_SERVICE, keys, answering(&log, protection)),
            (ports::VLSERVER, VL_SERVICE, keys, answering(&log, locations)),
            (
                ENCRYPTED_ONLY,
                ServiceId(SERVICE),
                &keys.clone().min_level(SecurityLevel::Encrypted),
                peer(),
            ),
        ];
        for (port, service, keys, answer) in offered {
            let endpoint = front_end.bind(port, &scene.runtime)?;
            if port == ports::PTSERVER {
                let service = endpoint.serve(ServiceId(SERVICE), keys.clone(), peer())?;
                running.push((endpoint.clone(), service));
            }
            let service = endpoint.serve(service, keys.clone(), answer)?;
            running.push((endpoint, service));
        }
        Ok(Services { front_end, log, _running: running })
    };
    FrontEnd::BOTH.into_iter().map(start).collect()
}

/// Where the service with the C peer's protocol is.
pub(super) fn address_of_peer(front_end: FrontEnd) -> SocketAddr {
    (front_end.address(), ports::PTSERVER).into()
}

fn answering(log: &Log, answer: fn(u32) -> Result<Vec<u8>, AbortCode>) -> Answer {
    let log = Arc::clone(log);
    Arc::new(move |security, request| {
        let operation = Reader::new(&request).word().map_err(|_| UNKNOWN_OPERATION)?;
        let (name, level) = who(security.as_ref());
        let asked = Asked { operation, name, level };
        log.lock().unwrap_or_else(PoisonError::into_inner).push(asked);
        answer(operation)
    })
}

/// Name and level of whoever calls.
fn who(security: Option<&CallSecurity>) -> (String, u32) {
    let Some(security) = security else { return ("nobody".to_owned(), 0) };
    let name = security.peer.as_ref().map_or("unknown", |peer| &*peer.name);
    (name.to_owned(), security.level.number())
}

fn protection(operation: u32) -> Result<Vec<u8>, AbortCode> {
    match operation {
        PR_NEW_ENTRY => Ok(Writer::default().word(NEW_ID).finish()),
        _ => Err(UNKNOWN_OPERATION),
    }
}

/// No file server is registered.
fn locations(operation: u32) -> Result<Vec<u8>, AbortCode> {
    match operation {
        VL_GET_ADDRS => Ok(vec![0; 6 * 4]),
        _ => Err(UNKNOWN_OPERATION),
    }
}

/// The C peer's protocol; who asks who it is, is told.
pub(super) fn peer() -> Answer {
    Arc::new(|security, request| {
        if request == operation::WHOAMI.to_be_bytes() {
            let (name, level) = who(security.as_ref());
            return Ok(format!("name={name} level={level}").into_bytes());
        }
        let (reply, outcome) = peer_service::answer_whole(&request);
        outcome.map(|()| reply).map_err(AbortCode)
    })
}
