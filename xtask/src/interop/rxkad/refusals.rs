//! What has no key, or the wrong one, or too low a level, is refused with the same codes at both ends.

use std::sync::Arc;
use std::time::Duration;

use rxrpc_rxkad::RxkadKey;
use rxrpc_rxkad::token::Token;
use rxrpc_sync::{AbortCode, Credentials, SecurityLevel, ServiceId};
use rxrpc_tests::peer_service::{SERVICE, operation};

use super::Scene;
use super::c_server;
use super::keyring::Who;
use super::services::{self, ENCRYPTED_ONLY};
use super::table::Sealing;
use crate::interop::front_ends::FrontEnd;
use crate::interop::lanes::{Case, Lane, Seen};
use crate::interop::null::vlserver::must_be_aborted;
use crate::interop::xdr::Writer;
use xtask::programs::failure::{Failure, require};

const CLIENT_LIMIT: Duration = Duration::from_secs(20);

const LEVEL_FAIL: i32 = 19_270_402;
const BAD_TICKET: i32 = 19_270_407;
const UNKNOWN_KEY: i32 = 19_270_408;

/// A lane for each end and front end.
pub(super) fn lanes(scene: &Arc<Scene>) -> Vec<Lane> {
    let mut lanes = Vec::new();
    for front_end in FrontEnd::BOTH {
        let (mut ours, mut theirs) = (Lane::default(), Lane::default());
        let name = |what: &str| format!("{what}, {}", front_end.name());
        for (what, change, code) in [
            ("ticket sealed with another key", Change::Ticket, BAD_TICKET),
            ("key of an unknown version", Change::Version, UNKNOWN_KEY),
        ] {
            let scene = Arc::clone(scene);
            let case = move || to_c_server(&scene, front_end, change, code);
            ours.add(Case::new(name(what), "C server", case));
        }
        let key = |kvno, last| format!("-l 2 -k {kvno}:b5139e57c8d9ce{last}");
        for (what, words, port, code) in [
            ("without a token", "-l none".to_owned(), None, None),
            ("ticket sealed with another key", key(5, "40"), None, Some(BAD_TICKET)),
            ("key of an unknown version", key(4, "2f"), None, Some(UNKNOWN_KEY)),
            (
                "level 1 where 2 is the least",
                key(5, "2f").replace("-l 2", "-l 1"),
                Some(ENCRYPTED_ONLY),
                Some(LEVEL_FAIL),
            ),
        ] {
            let scene = Arc::clone(scene);
            let case = move || from_c_client(&scene, front_end, &words, port, code);
            theirs.add(Case::new(name(what), "C client", case));
        }
        lanes.extend([ours, theirs]);
    }
    lanes
}

#[derive(Clone, Copy)]
enum Change {
    Ticket,
    Version,
}

fn to_c_server(scene: &Scene, front_end: FrontEnd, change: Change, code: i32) -> Seen {
    let token = scene.keyring.token(Sealing::Des, Who::Alice)?;
    let mut ticket = token.ticket().to_vec();
    let mut kvno = token.kvno();
    match change {
        Change::Ticket => ticket[0] ^= 1,
        Change::Version => kvno -= 1,
    }
    let token = Token::new(token.session_key().clone(), kvno, ticket)?;
    let credentials: Credentials = RxkadKey::new(token).credentials(SecurityLevel::Encrypted);
    let body = Writer::operation(operation::WHOAMI).finish();
    let to = (c_server::address(Sealing::Des), ServiceId(SERVICE));
    must_be_aborted(scene.client(front_end).request(to, &credentials, &body), AbortCode(code))
}

fn from_c_client(
    scene: &Scene,
    front_end: FrontEnd,
    words: &str,
    port: Option<u16>,
    code: Option<i32>,
) -> Seen {
    let server = services::address_of_peer(front_end);
    let (port, address) = (port.unwrap_or(server.port()), server.ip().to_string());
    let mut all = vec!["-a", &address];
    all.extend(words.split(' '));
    all.push("whoami");
    let ended = scene.c_peer.client_text(port, &all, CLIENT_LIMIT);
    let Err(failure) = ended else { return Err(Failure::new("it was answered")) };
    let said = format!("{failure:?}");
    let wanted =
        code.map_or_else(|| "fails 1 err -".to_owned(), |code| format!("fails 1 err {code} "));
    require!(said.contains(&wanted), "not {wanted}: {said}");
    Ok(said)
}
