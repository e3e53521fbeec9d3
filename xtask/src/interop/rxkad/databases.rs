//! Our client and the cell's database servers: what an administrator may do, and nobody else.
//!
//! Operation codes and shapes are those of OpenAFS's `ptint.xg` and `vldbint.xg`, checked on the wire of 1.8.9.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use rxrpc_sync::{AbortCode, CallError, Credentials, ServiceId};

use super::Scene;
use super::keyring::Who;
use super::table::{Peer, Place, Sealing, all_places};
use crate::interop::front_ends::{Endpoint, FrontEnd};
use crate::interop::lanes::{Case, Lane, Seen};
use crate::interop::null::vlserver::must_be_aborted;
use crate::interop::openafs_cell::OpenafsCell;
use crate::interop::ports;
use crate::interop::xdr::{Reader, Writer};
use xtask::programs::failure::{Failure, require};

pub(super) const PR_SERVICE: ServiceId = ServiceId(73);
pub(super) const VL_SERVICE: ServiceId = ServiceId(52);

const PR_ADD_TO_GROUP: u32 = 503;
const PR_DELETE: u32 = 506;
pub(super) const PR_NEW_ENTRY: u32 = 509;
const VL_GET_NEW_VOLUME_ID: u32 = 505;

/// `PRPERM`.
const PR_PERMISSION_DENIED: AbortCode = AbortCode(267_269);
/// `VL_PERM`.
const VL_PERMISSION_DENIED: AbortCode = AbortCode(363_546);
/// `SYSADMINID`.
const ADMINISTRATORS: i32 = -204;

const ELECTION_LIMIT: Duration = Duration::from_secs(45);

/// Until the servers have elected themselves; then the KDC's administrator becomes one of ptserver's.
pub(super) fn preparations(scene: &Arc<Scene>, cell: &OpenafsCell) -> Vec<Lane> {
    let servers = [(Peer::VlServer, cell.vlserver()), (Peer::PtServer, cell.ptserver())];
    let lanes = servers.map(|(peer, server)| {
        let mut lane = Lane::default();
        let case = Case::new("the server has elected itself", peer.name(), move || {
            server.wait_for_quorum().map(|()| "quorum".to_owned())
        });
        lane.add(case.with_limit(ELECTION_LIMIT));
        if peer == Peer::PtServer {
            let scene = Arc::clone(scene);
            let name = "the KDC's administrator becomes a member of system:administrators";
            lane.add(Case::new(name, peer.name(), move || add_administrator(&scene)));
        }
        lane
    });
    lanes.into()
}

/// A lane for each server and front end.
pub(super) fn lanes(scene: &Arc<Scene>) -> Vec<Lane> {
    let mut lanes = Vec::new();
    for (peer, run) in
        [(Peer::PtServer, protection as fn(&Scene, Place) -> Seen), (Peer::VlServer, locations)]
    {
        for front_end in FrontEnd::BOTH {
            lanes.push(lane_of_places(scene, peer, front_end, run));
        }
    }
    lanes
}

/// The places of a peer and a front end, one after the other.
pub(super) fn lane_of_places(
    scene: &Arc<Scene>,
    peer: Peer,
    front_end: FrontEnd,
    run: fn(&Scene, Place) -> Seen,
) -> Lane {
    let mut lane = Lane::default();
    let is_here = |place: &Place| place.peer == peer && place.front_end == front_end;
    for place in all_places().filter(is_here) {
        let scene = Arc::clone(scene);
        lane.add(Case::new(place.to_string(), peer.name(), move || {
            let seen = run(&scene, place);
            scene.table.record(place, seen)
        }));
    }
    lane
}

fn at(port: u16) -> SocketAddr {
    (Ipv4Addr::LOCALHOST, port).into()
}

fn add_administrator(scene: &Scene) -> Seen {
    let credentials = scene.credentials(Sealing::Aes256, Who::Administrator, 2)?;
    let server = Server { client: &scene.sync, port: ports::PTSERVER, service: PR_SERVICE };
    let id = new_entry(&server, &credentials, "admin")?;
    let body = Writer::operation(PR_ADD_TO_GROUP)
        .word(id.cast_unsigned())
        .word(ADMINISTRATORS.cast_unsigned());
    server.ask(&credentials, &body.finish())?;
    Ok(format!("admin has id {id}"))
}

struct Server<'a> {
    client: &'a Endpoint,
    port: u16,
    service: ServiceId,
}

impl Server<'_> {
    fn ask(&self, credentials: &Credentials, body: &[u8]) -> Result<Vec<u8>, CallError> {
        self.client.request((at(self.port), self.service), credentials, body)
    }
}

fn new_entry(server: &Server<'_>, credentials: &Credentials, name: &str) -> Result<i32, Failure> {
    let reply = server.ask(credentials, &new_entry_request(name))?;
    let mut reader = Reader::new(&reply);
    let id = reader.number()?;
    reader.end()?;
    require!(id > 0, "{name} has id {id}");
    Ok(id)
}

fn new_entry_request(name: &str) -> Vec<u8> {
    Writer::operation(PR_NEW_ENTRY).string(name).word(0).word(0).finish()
}

/// An administrator makes a user and takes it away again; others may not.
fn protection(scene: &Scene, place: Place) -> Seen {
    let Place { sealing, front_end, level, .. } = place;
    let server =
        Server { client: scene.client(front_end), port: ports::PTSERVER, service: PR_SERVICE };
    let name = format!("{sealing:?}{level}{}", front_end.name()).to_lowercase();
    let alice = scene.credentials(sealing, Who::Alice, level)?;
    for nobody in [&Credentials::NOBODY, &alice] {
        must_be_aborted(server.ask(nobody, &new_entry_request(&name)), PR_PERMISSION_DENIED)?;
    }
    let administrator = scene.credentials(sealing, Who::Administrator, level)?;
    let id = new_entry(&server, &administrator, &name)?;
    let delete = Writer::operation(PR_DELETE).word(id.cast_unsigned()).finish();
    must_be_aborted(server.ask(&alice, &delete), PR_PERMISSION_DENIED)?;
    let reply = server.ask(&administrator, &delete)?;
    require!(reply.is_empty(), "{} bytes of reply to PR_Delete", reply.len());
    Ok(format!("{name} made with id {id} and deleted; refused to others"))
}

/// An administrator takes a new volume's ID; others may not.
fn locations(scene: &Scene, place: Place) -> Seen {
    let Place { sealing, front_end, level, .. } = place;
    let server =
        Server { client: scene.client(front_end), port: ports::VLSERVER, service: VL_SERVICE };
    let body = Writer::operation(VL_GET_NEW_VOLUME_ID).word(1).finish();
    let alice = scene.credentials(sealing, Who::Alice, level)?;
    for nobody in [&Credentials::NOBODY, &alice] {
        must_be_aborted(server.ask(nobody, &body), VL_PERMISSION_DENIED)?;
    }
    let reply = server.ask(&scene.credentials(sealing, Who::Administrator, level)?, &body)?;
    let mut reader = Reader::new(&reply);
    let id = reader.word()?;
    reader.end()?;
    require!(id > 0, "volume ID {id}");
    Ok(format!("volume ID {id}; refused to others"))
}
