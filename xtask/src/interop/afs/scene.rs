//! What the cases of all services have in common. Knows who calls, and what there is in the cell.

use std::sync::{Arc, OnceLock};

use rxrpc_afs::fs::AfsFid;
use rxrpc_rxkad::kerberos::{Enctype, KerberosKey};
use rxrpc_rxkad::keys::ServiceKey;
use rxrpc_rxkad::token::LocalToken;
use rxrpc_rxkad::{Principal, RxkadKey};
use rxrpc_sync::{Credentials, SecurityLevel};
use tokio::runtime::Runtime;

use super::callbacks::{self, Answering, Manner, Told};
use super::clients::Clients;
use super::list::{List, Who};
use crate::interop::front_ends::{Endpoint, FrontEnd};
use crate::interop::key_files::ServerKeys;
use crate::interop::lanes::{Case, Lane, Seen};
use crate::interop::namespace::Partition;
use xtask::programs::failure::Failure;

/// The volume that there is.
pub(super) const ROOT: &str = "root.cell";

/// Callers, by front end, and what there is.
#[derive(Clone)]
pub(super) struct Scene(Arc<Inner>);

pub(super) struct Inner {
    callers: Vec<[Clients; 2]>,
    list: List,
    pub(super) runtime: Arc<Runtime>,
    /// What the file server has told the clients, by front end.
    pub(super) told: Vec<Arc<Told>>,
    /// The directory of each front end.
    pub(super) homes: [OnceLock<AfsFid>; 2],
    /// The number of the volume.
    pub(super) root: u32,
    /// The number of the partition.
    pub(super) partition: i32,
    /// And its name.
    pub(super) partition_name: String,
}

impl std::ops::Deref for Scene {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Scene {
    /// The callers of these endpoints, in the order of [`FrontEnd::BOTH`].
    pub(super) fn new(
        runtime: &Arc<Runtime>,
        endpoints: &[Endpoint],
        told: Vec<Arc<Told>>,
        keys: &ServerKeys,
        list: &List,
        root: u32,
        partition: &Partition,
    ) -> Result<Scene, Failure> {
        let (local, named) = administrator(keys)?;
        let administrator = |client: &str| match client {
            "fs" => named.clone(),
            _ => local.clone(),
        };
        let both = |endpoint: &Endpoint| {
            Ok([
                Clients::new(endpoint, Who::Nobody, |_| Credentials::NOBODY, list)?,
                Clients::new(endpoint, Who::Administrator, administrator, list)?,
            ])
        };
        let callers = endpoints.iter().map(both).collect::<Result<_, Failure>>()?;
        Ok(Scene(Arc::new(Inner {
            callers,
            list: list.clone(),
            runtime: Arc::clone(runtime),
            told,
            homes: Default::default(),
            root,
            partition: partition.number(),
            partition_name: partition.name(),
        })))
    }

    /// Who has no token.
    pub(super) fn nobody(&self, front_end: FrontEnd) -> &Clients {
        &self.callers[front_end as usize][0]
    }

    /// Somebody else without a token, who answers the file server in this manner.
    pub(super) fn stranger(
        &self,
        front_end: FrontEnd,
        manner: Manner,
    ) -> Result<(Clients, Answering), Failure> {
        let endpoint = front_end.bind(0, &self.runtime)?;
        let answering = callbacks::answer(&endpoint, front_end, manner, &self.list)?;
        let clients = Clients::new(&endpoint, Who::Nobody, |_| Credentials::NOBODY, &self.list)?;
        Ok((clients, answering))
    }

    /// Who may do everything.
    pub(super) fn administrator(&self, front_end: FrontEnd) -> &Clients {
        &self.callers[front_end as usize][1]
    }
}

/// Who is in system:administrators. Only to the file server does that say more than the cell's own key.
pub(super) const ADMINISTRATOR: &str = "admin";

/// What OpenAFS's tools have with `-localauth`, a token that is made with the cell's own key, and one that names the
/// administrator.
fn administrator(keys: &ServerKeys) -> Result<(Credentials, Credentials), Failure> {
    Ok((token(keys, None)?, token_of(keys, ADMINISTRATOR)?))
}

/// A token that is made with the cell's own key, and names this user.
pub(super) fn token_of(keys: &ServerKeys, user: &str) -> Result<Credentials, Failure> {
    token(keys, Some(Principal::new(user, "", "rx.test")?))
}

/// All packets are encrypted.
fn token(keys: &ServerKeys, named: Option<Principal>) -> Result<Credentials, Failure> {
    let first = keys.kerberos.first().ok_or_else(|| Failure::new("the cell has no key"))?;
    let (kvno, enctype, key) = first;
    let key = KerberosKey::new(Enctype(enctype.cast_signed()), key)?;
    let local = LocalToken::with_key(ServiceKey::Kerberos(*kvno, &key));
    let token = match named {
        Some(named) => local.naming(named).make()?,
        None => local.make()?,
    };
    Ok(RxkadKey::new(token).credentials(SecurityLevel::Encrypted))
}

/// Adds a case of one front end.
pub(super) fn add_case(
    lane: &mut Lane,
    scene: &Scene,
    front_end: FrontEnd,
    peer: &str,
    name: &str,
    run: fn(&Scene, FrontEnd) -> Seen,
) {
    let scene = scene.clone();
    let name = format!("{name}, {}", front_end.name());
    lane.add(Case::new(name, peer, move || run(&scene, front_end)));
}
