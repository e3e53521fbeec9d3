//! What is on an endpoint right now: calls and connections, as rows, with a text form.

use crate::endpoint::Endpoint;
use crate::message::UserCallId;
use crate::proto::{Side, State};
use crate::security::SecurityLevel;
use rxrpc_wire::SecurityIndex;
use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;

/// One call that the protocol still has something to do for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallRow {
    /// The call's name inside the endpoint.
    pub key: u64,
    /// Client or service.
    pub side: Side,
    /// The other end.
    pub peer: SocketAddr,
    /// The service.
    pub service: u16,
    /// Connection and channel as on the wire; `None` while it waits for a slot.
    pub cid: Option<u32>,
    /// Call number on its channel; `None` while it waits for a slot.
    pub call_number: Option<u32>,
    /// The socket that it is of, on the message face: the number that the socket tells of itself.
    pub socket: Option<u64>,
    /// The user's name for it among the calls of that socket.
    pub user_call_id: Option<UserCallId>,
    /// Where it stands.
    pub state: Standing,
    /// Why its user aborted it, if a reason was given.
    pub abort_reason: Option<&'static str>,
}

/// Where a call stands, for a snapshot. `Display` gives the name of the variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Standing {
    /// A client call that waits for a slot.
    AwaitSlot,
    /// On a channel, or done with it.
    Connected(State),
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AwaitSlot => f.write_str("AwaitSlot"),
            Self::Connected(state) => write!(f, "{state:?}"),
        }
    }
}

/// One connection.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConnectionRow {
    /// Client or service.
    pub side: Side,
    /// The other end.
    pub peer: SocketAddr,
    /// The service.
    pub service: u16,
    /// Epoch.
    pub epoch: u32,
    /// Connection ID as on the wire.
    pub id: u32,
    /// Current or last call number of each channel.
    pub call_numbers: [u32; 4],
    /// Calls on it now.
    pub calls: usize,
    /// The security class.
    pub class: SecurityIndex,
    /// How far its handshake is.
    pub security: ConnectionSecurity,
}

/// How far the handshake of a connection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConnectionSecurity {
    /// Nothing protects it: there is no handshake.
    None,
    /// The client has to prove itself; no user sees its calls so far. Or a client's key has not secured it so far.
    Awaited,
    /// The client has not convinced, which it is told when it is time.
    Refused,
    /// It is secured, at this level. A client's connection is so from the beginning.
    Secured(SecurityLevel),
}

impl fmt::Display for ConnectionSecurity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::Awaited => f.write_str("awaited"),
            Self::Refused => f.write_str("refused"),
            Self::Secured(level) => write!(f, "{level}"),
        }
    }
}

/// One bundle: the client connections to one service of one peer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BundleRow {
    /// The other end.
    pub peer: SocketAddr,
    /// The service.
    pub service: u16,
    /// Whether its calls ask for the service to be upgraded.
    pub upgrade: bool,
    /// IDs of its connections, in the order of their slots; `None` where there is none so far.
    pub connections: Vec<Option<u32>>,
    /// Slots that no call holds.
    pub free_slots: usize,
    /// Calls that wait for a slot.
    pub waiting: usize,
}

/// One peer that there are connections to or from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PeerRow {
    /// The other end.
    pub peer: SocketAddr,
    /// Connections of either role.
    pub connections: usize,
    /// Calls of either role that are on a channel.
    pub calls: usize,
}

/// Calls, connections, bundles and peers of an endpoint (what Linux shows in `/proc/net/rxrpc`). `Display` gives a
/// table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Snapshot {
    /// Calls, oldest first.
    pub calls: Vec<CallRow>,
    /// Connections, client ones first.
    pub connections: Vec<ConnectionRow>,
    /// Bundles, in the order of their peers.
    pub bundles: Vec<BundleRow>,
    /// Peers, in the order of their addresses.
    pub peers: Vec<PeerRow>,
}

impl Endpoint {
    /// Looks at everything, one object after the other; nothing is stopped for it.
    pub fn snapshot(&self) -> Snapshot {
        let live = self.live.all();
        let calls = live
            .iter()
            .map(|call| {
                let identity = call.identity();
                CallRow {
                    key: call.key().0,
                    side: call.side(),
                    peer: call.peer(),
                    service: call.service().service.0,
                    cid: identity.map(|identity| identity.cid.0),
                    call_number: identity.map(|identity| identity.call_number.0),
                    socket: call.socket().map(|socket| socket.id),
                    user_call_id: call.user_call_id.get().copied(),
                    state: call.state().map_or(Standing::AwaitSlot, Standing::Connected),
                    abort_reason: call.abort_reason(),
                }
            })
            .collect();
        let (connections, bundles) = self.routes.all();
        let connections: Vec<_> = connections
            .iter()
            .map(|connection| {
                // A class is asked with no lock held.
                let level = connection.security().map(|security| security.level());
                let mut channels = connection.channels.lock();
                let refused =
                    channels.challenged().is_some_and(|challenged| challenged.refused().is_some());
                ConnectionRow {
                    side: connection.side,
                    peer: connection.peer,
                    service: connection.service().0,
                    epoch: connection.epoch.0,
                    id: connection.id.as_u32(),
                    call_numbers: channels.numbers(),
                    calls: channels.calls().count(),
                    class: connection.class,
                    security: match level {
                        _ if connection.class == SecurityIndex::NONE => ConnectionSecurity::None,
                        Some(level) => ConnectionSecurity::Secured(level),
                        None if refused => ConnectionSecurity::Refused,
                        None => ConnectionSecurity::Awaited,
                    },
                }
            })
            .collect();
        let bundles = bundles
            .iter()
            .map(|bundle| BundleRow {
                peer: bundle.key.peer(),
                service: bundle.key.service().0,
                upgrade: bundle.key.upgrade(),
                connections: bundle.connection_ids(),
                free_slots: bundle.slots.free(),
                waiting: bundle.slots.waiting(),
            })
            .collect();
        let mut peers: BTreeMap<SocketAddr, PeerRow> = BTreeMap::new();
        for connection in &connections {
            let peer = connection.peer;
            let row = peers.entry(peer).or_insert(PeerRow { peer, connections: 0, calls: 0 });
            row.connections += 1;
            row.calls += connection.calls;
        }
        Snapshot { calls, connections, bundles, peers: peers.into_values().collect() }
    }
}

fn end(side: Side) -> &'static str {
    match side {
        Side::Client => "Clt",
        Side::Service => "Svc",
    }
}

impl fmt::Display for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "Call     End Peer                  SvID  CID      Number   Sock ID       State"
        )?;
        for call in &self.calls {
            let hex = |value: Option<u32>| value.map_or("-".into(), |value| format!("{value:08x}"));
            writeln!(
                f,
                "{:<8} {} {:<21} {:<5} {:<8} {:<8} {:<4} {:<8} {}{}",
                call.key,
                end(call.side),
                call.peer,
                call.service,
                hex(call.cid),
                call.call_number.map_or("-".into(), |number| number.to_string()),
                call.socket.map_or("-".into(), |socket| socket.to_string()),
                call.user_call_id.map_or("-".into(), |id| id.to_string()),
                call.state,
                call.abort_reason.map_or(String::new(), |reason| format!(": {reason}")),
            )?;
        }
        writeln!(
            f,
            "Conn     End Peer                  SvID  Epoch    Act Sec Handshake     CallNumbers"
        )?;
        for connection in &self.connections {
            writeln!(
                f,
                "{:08x} {} {:<21} {:<5} {:08x} {:<3} {:<3} {:<13} {:?}",
                connection.id,
                end(connection.side),
                connection.peer,
                connection.service,
                connection.epoch,
                connection.calls,
                connection.class.0,
                connection.security.to_string(),
                connection.call_numbers
            )?;
        }
        writeln!(f, "Bundle                SvID  Free Wait Conns")?;
        for bundle in &self.bundles {
            write!(
                f,
                "{:<21} {:<5} {:<4} {:<4}",
                bundle.peer, bundle.service, bundle.free_slots, bundle.waiting
            )?;
            for connection in &bundle.connections {
                match connection {
                    Some(id) => write!(f, " {id:08x}")?,
                    None => f.write_str(" -")?,
                }
            }
            writeln!(f)?;
        }
        writeln!(f, "Peer                  Conns Act")?;
        for peer in &self.peers {
            writeln!(f, "{:<21} {:<5} {}", peer.peer, peer.connections, peer.calls)?;
        }
        Ok(())
    }
}
