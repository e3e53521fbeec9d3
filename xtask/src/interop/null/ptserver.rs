//! Our client and OpenAFS's protection server: reading without security, and being refused to write.
//!
//! Operation codes and shapes are those of OpenAFS's `ptint.xg`, checked on the wire of 1.8.9.

use std::sync::Arc;
use std::time::Duration;

use rxrpc_sync::{AbortCode, CallError, Config, Endpoint, ServiceAddress, ServiceId};

use super::vlserver::must_be_aborted;
use super::{Case, Lane, Seen, endpoint, local};
use crate::interop::openafs_cell::DatabaseServer;
use crate::interop::ports;
use crate::interop::xdr::{Reader, Writer};
use xtask::programs::failure::{Failure, require};

const PEER: &str = "ptserver";
const SERVICE: ServiceId = ServiceId(73);

const PR_NAME_TO_ID: u32 = 504;
const PR_NEW_ENTRY: u32 = 509;
const PR_LIST_MAX: u32 = 510;

/// `PRPERM`: only an administrator may do this.
const PERMISSION_DENIED: AbortCode = AbortCode(267_269);

/// The id of an unknown name: `ANONYMOUSID`.
const ANONYMOUS: i32 = 32_766;
/// The id of `system:administrators`: `SYSADMINID`.
const ADMINISTRATORS: i32 = -204;

/// The cases against the ptserver.
pub(super) fn lane(server: &Arc<DatabaseServer>) -> Result<Lane, Failure> {
    let client = endpoint(ports::OUR_PT_CLIENT, Config::default())?;
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
    add("PR_ListMax", list_max);
    add("PR_NameToID", name_to_id);
    add("PR_NewEntry without security is refused", new_entry);
    Ok(lane)
}

fn request(client: &Endpoint, body: &[u8]) -> Result<Vec<u8>, CallError> {
    client.request(ServiceAddress::new(local(ports::PTSERVER), SERVICE), body)
}

fn list_max(client: &Endpoint) -> Seen {
    let reply = request(client, &Writer::operation(PR_LIST_MAX).finish())?;
    let mut reader = Reader::new(&reply);
    let (user, group) = (reader.number()?, reader.number()?);
    reader.end()?;
    require!(user >= 0 && group <= 0, "user {user}, group {group}");
    Ok(format!("greatest user id {user}, greatest group id {group}"))
}

fn name_to_id(client: &Endpoint) -> Seen {
    let body = Writer::operation(PR_NAME_TO_ID)
        .word(2)
        .name_of_words("system:administrators")
        .name_of_words("nobody-knows-me")
        .finish();
    let reply = request(client, &body)?;
    let mut reader = Reader::new(&reply);
    let count = reader.word()?;
    require!(count == 2, "{count} ids for 2 names");
    let (known, unknown) = (reader.number()?, reader.number()?);
    reader.end()?;
    require!(known == ADMINISTRATORS, "system:administrators has id {known}");
    require!(unknown == ANONYMOUS, "an unknown name has id {unknown}");
    Ok(format!("system:administrators {known}, unknown name {unknown}"))
}

fn new_entry(client: &Endpoint) -> Seen {
    let body = Writer::operation(PR_NEW_ENTRY).string("mallory").word(0).word(0).finish();
    must_be_aborted(request(client, &body), PERMISSION_DENIED)
}
